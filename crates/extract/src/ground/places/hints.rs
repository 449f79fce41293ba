//! Which spots say where others lie: "Paris, Texas", "Naivasha in Rift
//! Valley", "the Texas town of Paris"; and which stand in one list.

use document::Id;

use super::Text;
use super::spots::Spot;
use crate::knowledge::gazetteer::words::Cue;

/// What it is worth to lie in the place named behind a comma, in powers of
/// ten.
pub const COMMA: f64 = 8.0;
/// The same within a list.
const LISTED: f64 = 1.0;
/// To lie in the place behind "in" or "of", or before "'s".
const NAMED_WITH: f64 = 4.0;

/// The spot that says where another lies.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Hint {
    /// The spot that may hold the other.
    pub container: usize,
    /// What it is worth to lie in it.
    pub worth: f64,
    /// Whether the text says so outright, not only by naming one beside the
    /// other.
    pub is_said: bool,
}

/// What is said of where a spot lies.
pub fn hint(text: &Text<'_>, spots: &[Spot], index: usize) -> Option<Hint> {
    behind(text, spots, index).or_else(|| before(text, spots, index))
}

/// A container behind: "Paris, Texas", "Paris (Texas)", "Naivasha in Rift
/// Valley".
fn behind(text: &Text<'_>, spots: &[Spot], index: usize) -> Option<Hint> {
    let next = spots.get(index + 1)?;
    let (end, start) = (spots[index].tokens.end.index(), next.tokens.start.index());
    if start > end + 4 || text.sentence_of(start) != text.sentence_of(end - 1) {
        return None;
    }
    let between: Vec<&str> = (end..start).map(|token| text.word(token)).collect();
    let worth = match between.as_slice() {
        ["," | "("] | [",", "in"] if is_list(text, spots, index) => LISTED,
        ["," | "("] | [",", "in"] => COMMA,
        [first, rest @ ..] if is_tie(text, first) && rest.iter().all(|word| is_small(text, word)) => NAMED_WITH,
        _ => return None,
    };
    Some(Hint { container: index + 1, worth, is_said: worth > LISTED })
}

fn is_tie(text: &Text<'_>, word: &str) -> bool {
    let is_place_word = || [Cue::OfBefore, Cue::Division, Cue::Settlement].iter().any(|&cue| text.is_cue(word, cue));
    matches!(word, "," | "in" | "(" | "of" | "near") || is_place_word()
}

fn is_small(text: &Text<'_>, word: &str) -> bool {
    matches!(word, "of" | "in" | "near" | "the") || text.is_cue(word, Cue::Direction)
}

/// A container before: "Uganda's Kampala", "the Texas town of Paris", "Nairobi
/// slum Kibera".
fn before(text: &Text<'_>, spots: &[Spot], index: usize) -> Option<Hint> {
    let previous = index.checked_sub(1)?;
    let (end, start) = (spots[previous].tokens.end.index(), spots[index].tokens.start.index());
    if start > end + 4 || text.sentence_of(start) != text.sentence_of(end.checked_sub(1)?) {
        return None;
    }
    let is_plain = |token: usize| {
        let word = text.word(token);
        matches!(word, "'s" | "’s" | "of")
            || [Cue::Direction, Cue::Settlement, Cue::Division].iter().any(|&cue| text.is_cue(word, cue))
    };
    if start <= end || !(end..start).all(is_plain) {
        return None;
    }
    let is_place_word =
        |token: usize| [Cue::Settlement, Cue::Division].iter().any(|&cue| text.is_cue(text.word(token), cue));
    Some(Hint { container: previous, worth: NAMED_WITH, is_said: (end..start).any(is_place_word) })
}

/// Whether the place behind the comma goes on a list ("Paris, London and
/// Rome").
fn is_list(text: &Text<'_>, spots: &[Spot], index: usize) -> bool {
    let Some(next) = spots.get(index + 1) else { return false };
    if next.is_abbreviation {
        return false;
    }
    let end = next.tokens.end.index();
    let starts = |at: usize| spots.get(index + 2).is_some_and(|third| third.tokens.start.index() == at);
    let goes_on = |at: usize| starts(at) || (text.word(at) == "the" && starts(at + 1));
    if text.word(end) == "," && is_chain(text, spots, index + 1) {
        return false;
    }
    match text.word(end) {
        "and" | "or" | "&" => goes_on(end + 1),
        "," => goes_on(end + 1) || (matches!(text.word(end + 1), "and" | "or") && goes_on(end + 2)),
        _ => false,
    }
}

/// Whether a spot lies in the next: the two go on a chain ("Stroud, Ontario,
/// Canada"), not a list.
fn is_chain(text: &Text<'_>, spots: &[Spot], index: usize) -> bool {
    let (Some(inner), Some(outer)) = (spots.get(index), spots.get(index + 1)) else { return false };
    if outer.tokens.start.index() != inner.tokens.end.index() + 1 {
        return false;
    }
    let gazetteer = &text.knowledge.gazetteer;
    let holds =
        |row: u32| outer.bearers.iter().take(4).any(|outer| outer.row != row && gazetteer.lies_in(row, outer.row));
    inner.bearers.iter().take(4).any(|inner| holds(inner.row))
}

/// Whether a spot and the next are parts of one list ("Georgia, Oklahoma and
/// Texas").
pub fn is_joined(text: &Text<'_>, spots: &[Spot], index: usize) -> bool {
    let Some(next) = spots.get(index + 1) else { return false };
    let (end, start) = (spots[index].tokens.end.index(), next.tokens.start.index());
    let is_link = |token: usize| matches!(text.word(token), "," | "and" | "or" | "&" | "the" | "to" | "in");
    start > end && start <= end + 3 && (end..start).all(is_link)
}
