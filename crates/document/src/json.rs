//! The JSON form of the layers: what leaves the program.
//!
//! Every object that stands for a stretch of text has `start`, `end` (code
//! points, half open) and `text`.

use std::borrow::Cow;

use jiff::civil::Date;
mod article;
mod event;
mod statement;

pub use article::ArticleRecord;
pub use event::{EventLayers, EventRecord, PlaceRecord};
pub use statement::{PartyRecord, StatementLayers, StatementRecord, Why};

use serde::Serialize;

use crate::{Article, CodePoints, Granularity, Id, Parse, PartOfSpeech, Span, Time, TimeKind, Token};

/// A stretch of text: where it stands, in code points, and its words.
#[derive(Serialize, Debug, PartialEq, Eq)]
pub struct Stretch<'a> {
    /// The first code point.
    pub start: u32,
    /// The code point behind the last one.
    pub end: u32,
    /// The words.
    pub text: &'a str,
}

impl<'a> Stretch<'a> {
    /// The stretch of `text` at `span`; `points` belongs to the same text.
    pub fn new(span: Span, text: &'a str, points: &CodePoints<'_>) -> Self {
        let (start, end) = points.range(span);
        Stretch { start, end, text: span.of(text) }
    }
}

/// The [`Parse`] layer of an article.
#[derive(Serialize, Debug)]
pub struct ParseRecord<'a> {
    kind: &'static str,
    article: &'a str,
    sentences: Vec<SentenceRecord<'a>>,
    names: Vec<NameRecord<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    notes: Vec<&'a str>,
}

#[derive(Serialize, Debug)]
struct SentenceRecord<'a> {
    start: u32,
    end: u32,
    tokens: Vec<TokenRecord<'a>>,
}

#[derive(Serialize, Debug)]
struct TokenRecord<'a> {
    #[serde(flatten)]
    stretch: Stretch<'a>,
    lemma: &'a str,
    tag: &'static str,
    part_of_speech: PartOfSpeech,
    features: &'static str,
    /// Number of the head, counted from the article's first token.
    head: usize,
    relation: &'static str,
}

#[derive(Serialize, Debug)]
struct NameRecord<'a> {
    #[serde(flatten)]
    stretch: Stretch<'a>,
    label: &'static str,
    /// Numbers of the first token and of the one behind the last.
    tokens: (usize, usize),
}

impl<'a> ParseRecord<'a> {
    /// The record of `parse`, which belongs to `article`.
    pub fn new(article: &'a Article, parse: &'a Parse) -> Self {
        let points = CodePoints::new(&article.text);
        let text = article.text.as_str();
        let sentence = |row: &crate::Sentence| {
            let (start, end) = points.range(row.span);
            let tokens = parse.tokens.slice(row.tokens);
            SentenceRecord {
                start,
                end,
                tokens: tokens.iter().map(|token| token_record(token, text, &points)).collect(),
            }
        };
        let name = |row: &crate::Name| NameRecord {
            stretch: Stretch::new(row.span, text, &points),
            label: row.label.as_str(),
            tokens: (row.tokens.start.index(), row.tokens.end.index()),
        };
        ParseRecord {
            kind: "parse",
            article: &article.id,
            sentences: parse.sentences.rows().iter().map(sentence).collect(),
            names: parse.names.rows().iter().map(name).collect(),
            notes: article.notes.iter().map(|note| note.0.as_str()).collect(),
        }
    }
}

fn token_record<'a>(token: &'a Token, text: &'a str, points: &CodePoints<'_>) -> TokenRecord<'a> {
    TokenRecord {
        stretch: Stretch::new(token.span, text, points),
        lemma: &token.lemma,
        tag: token.tag.as_str(),
        part_of_speech: token.part_of_speech,
        features: token.features.as_str(),
        head: token.head.index(),
        relation: token.relation.as_str(),
    }
}

/// When something is or was, in a record.
#[derive(Serialize, Debug, PartialEq)]
pub struct TimeRecord<'a> {
    /// The words that say it; none where the day of publication stands in.
    #[serde(flatten)]
    pub stretch: Option<Stretch<'a>>,
    /// The first day, where it is known.
    pub from: Option<Date>,
    /// The last day, where it is known.
    pub to: Option<Date>,
    /// How exact the text is.
    pub granularity: Granularity,
    /// TIMEX3's type.
    #[serde(rename = "type")]
    pub kind: TimeKind,
    /// TIMEX3's value ("2025-W23", "P3D", "XXXX-WXX-3").
    pub value: Cow<'a, str>,
}

impl<'a> TimeRecord<'a> {
    /// The record of a time of the text; `points` belongs to the same text.
    pub fn new(time: &'a Time, text: &'a str, points: &CodePoints<'_>) -> Self {
        TimeRecord {
            stretch: Some(Stretch::new(time.span, text, points)),
            from: time.range.map(|(first, _)| first),
            to: time.range.map(|(_, last)| last),
            granularity: time.granularity,
            kind: time.kind,
            value: Cow::Borrowed(&time.value),
        }
    }

    /// The day of publication, for what the text puts at no time.
    pub fn published(day: Date) -> Self {
        TimeRecord {
            stretch: None,
            from: Some(day),
            to: Some(day),
            granularity: Granularity::Published,
            kind: TimeKind::Date,
            value: Cow::Owned(day.to_string()),
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::IdRange;

    #[test]
    fn a_time_shows_its_words_and_days() {
        let text = "– in late May";
        let time = Time {
            span: Span::new(7, 15),
            tokens: IdRange::new(2..4),
            kind: TimeKind::Date,
            value: "2025-05".into(),
            range: Some((date(2025, 5, 21), date(2025, 5, 31))),
            granularity: Granularity::Month,
        };
        let record = TimeRecord::new(&time, text, &CodePoints::new(text));
        let expected = r#"{"start":5,"end":13,"text":"late May","from":"2025-05-21","to":"2025-05-31","granularity":"month","type":"DATE","value":"2025-05"}"#;
        assert_eq!(serde_json::to_string(&record).unwrap(), expected);
    }

    #[test]
    fn the_day_of_publication_has_no_words() {
        let record = serde_json::to_string(&TimeRecord::published(date(2025, 6, 4))).unwrap();
        assert!(record.starts_with(r#"{"from":"2025-06-04","to":"2025-06-04","granularity":"published""#), "{record}");
    }
}
