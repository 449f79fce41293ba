//! The JSON form of the layers: what leaves the program.
//!
//! Every object that stands for a stretch of text has `start`, `end` (code
//! points, half open) and `text`.

mod statement;

pub use statement::{PartyRecord, StatementLayers, StatementRecord};

use serde::Serialize;

use crate::{Article, CodePoints, Id, Parse, PartOfSpeech, Span, Token};

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
