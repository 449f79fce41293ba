//! Where: the places that an article names, as points on the map.
//!
//! [`spots`] finds names of the gazetteer, [`judge`] decides which of them
//! stand for places here, and [`resolve`](mod@resolve) which place each one
//! is.

mod context;
mod hints;
mod judge;
mod resolve;
mod score;
mod spots;
mod weigh;

use document::{Article, IdRange, Label, Parse, Place, TokenId};

use crate::Knowledge;
use resolve::Found;
use spots::Spot;

pub use weigh::{Weighed, weigh};

/// The places of an article, in the order of the text.
pub fn find(knowledge: &Knowledge, article: &Article, parse: &Parse) -> Vec<Place> {
    let text = Text { knowledge, text: &article.text, parse };
    let spots = judge::places(&text, spots::find(&text));
    let found = resolve::places(&text, &spots);
    spots.iter().zip(found).filter_map(|(spot, found)| place(&text, spot, found?)).collect()
}

fn place(text: &Text<'_>, spot: &Spot, found: Found) -> Option<Place> {
    let gazetteer = &text.knowledge.gazetteer;
    let (Found::Place(row) | Found::Within(row)) = found;
    let entry = gazetteer.entry(row)?;
    let is_known = found == Found::Place(row);
    let name = if is_known { entry.name } else { spot.span.of(text.text) };
    Some(Place {
        span: spot.span,
        tokens: spot.tokens,
        name: name.to_owned(),
        geonames: entry.geonames.filter(|_| is_known),
        country: gazetteer.country(row).map(|(_, iso3)| iso3),
        admin1: gazetteer.first_division(row).map(|division| division.name.to_owned()),
        latitude: entry.latitude,
        longitude: entry.longitude,
        kind: if is_known { entry.kind.code } else { Label::from_static(UNKNOWN) },
    })
}

/// The kind of a place that the gazetteer lacks: a town, says the text, and
/// the point is that of the place which it says it lies in.
const UNKNOWN: &str = "PPL";

/// An article's text with what is needed to read it.
struct Text<'a> {
    knowledge: &'a Knowledge,
    text: &'a str,
    parse: &'a Parse,
}

impl<'a> Text<'a> {
    /// The word of the token with this number; `""` where there is none.
    fn word(&self, index: usize) -> &'a str {
        self.parse.tokens.rows().get(index).map_or("", |token| token.span.of(self.text))
    }

    /// The word before a token; `""` at the start of a sentence.
    fn before(&self, index: usize) -> &'a str {
        match index.checked_sub(1) {
            Some(before) if self.sentence_of(before) == self.sentence_of(index) => self.word(before),
            _ => "",
        }
    }

    /// The word behind a token; `""` at the end of a sentence.
    fn behind(&self, index: usize) -> &'a str {
        if self.sentence_of(index + 1) == self.sentence_of(index) { self.word(index + 1) } else { "" }
    }

    fn sentence_of(&self, index: usize) -> Option<usize> {
        use document::Id;
        self.parse.tokens.rows().get(index).map(|token| token.sentence.index())
    }

    fn is_cue(&self, word: &str, cue: crate::knowledge::gazetteer::words::Cue) -> bool {
        self.knowledge.place_words.is(word, cue)
    }
}

/// Whether a word begins with a capital letter.
fn is_capitalised(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase)
}

fn indices(range: IdRange<TokenId>) -> std::ops::Range<usize> {
    use document::Id;
    range.start.index()..range.end.index()
}
