//! Stretches of text that are written like a name of the gazetteer.

use document::{Id, IdRange, Label, Span, TokenId};

use super::{Text, indices, is_capitalised};
use crate::knowledge::gazetteer::Bearer;
use crate::knowledge::gazetteer::fold::{fold, fold_onto};
use crate::knowledge::gazetteer::words::Cue;

/// The most words of a name.
const LONGEST: usize = 8;

/// A stretch of text that may name a place.
#[derive(Clone, Debug)]
pub struct Spot {
    /// Where it stands.
    pub span: Span,
    /// Its tokens.
    pub tokens: IdRange<TokenId>,
    /// The folded name.
    pub key: String,
    /// The places that it may be.
    pub bearers: Vec<Bearer>,
    /// Whether a word for a kind of division stands with it ("Kabwe
    /// District").
    pub is_division: bool,
    /// Whether a word for towns stands with it ("the city of Cordoba").
    pub is_settlement: bool,
    /// The recogniser's label of the name that it is or lies in.
    pub label: Option<Label>,
    /// Whether the recogniser's name is just this.
    pub is_whole_name: bool,
    /// Whether it is an abbreviation of a state ("Tex.").
    pub is_abbreviation: bool,
}

/// The longest names of the gazetteer in the text; they do not overlap.
pub fn find(text: &Text<'_>) -> Vec<Spot> {
    let mut spots: Vec<Spot> = Vec::new();
    let mut index = 0;
    let count = text.parse.tokens.len();
    while index < count {
        let found = abbreviation(text, index, spots.last()).or_else(|| longest(text, index));
        index = match found {
            Some(spot) => {
                let end = spot.tokens.end.index();
                spots.push(spot);
                end
            }
            None => index + 1,
        };
    }
    let mut unknown: Vec<Spot> = (0..text.parse.names.len()).filter_map(|name| unknown(text, name, &spots)).collect();
    spots.append(&mut unknown);
    spots.sort_by_key(|spot| spot.span);
    spots
}

/// A place's name, says the recogniser, that the gazetteer lacks.
fn unknown(text: &Text<'_>, name: usize, spots: &[Spot]) -> Option<Spot> {
    let name = text.parse.names.rows().get(name).filter(|name| matches!(name.label.as_str(), "GPE" | "LOC"))?;
    let mut range = indices(name.tokens);
    while range.len() > 1 && !is_capitalised(text.word(range.start)) {
        range.start += 1;
    }
    let next = spots.partition_point(|spot| spot.tokens.end.index() <= range.start);
    let is_free = spots.get(next).is_none_or(|spot| spot.tokens.start.index() >= range.end);
    if !is_free || !is_capitalised(text.word(range.start)) {
        return None;
    }
    let rows = text.parse.tokens.rows();
    let span = Span::new(rows[range.start].span.start(), rows[range.end - 1].span.end());
    Some(Spot {
        span,
        tokens: IdRange::new(range),
        key: fold(span.of(text.text)),
        bearers: Vec::new(),
        is_division: false,
        is_settlement: false,
        label: Some(name.label),
        is_whole_name: true,
        is_abbreviation: false,
    })
}

/// The longest name that starts at a token.
fn longest(text: &Text<'_>, start: usize) -> Option<Spot> {
    if !is_capitalised(text.word(start)) {
        return None;
    }
    let gazetteer = &text.knowledge.gazetteer;
    let mut walk = gazetteer.walk();
    let mut end = None;
    let mut folded = String::new();
    for index in start..start + LONGEST {
        if index > start && text.sentence_of(index) != text.sentence_of(start) {
            break;
        }
        let word = text.word(index);
        folded.clear();
        fold_onto(word, &mut folded);
        let goes_on = match folded.is_empty() {
            // A hyphen, or another mark that names lose.
            true => index > start && matches!(word, "-" | "–" | "'" | "’" | "/"),
            false => folded.split(' ').all(|word| walk.step(word)),
        };
        if !goes_on {
            break;
        }
        if walk.is_name() && !folded.is_empty() && is_name_end(text, start, index) {
            end = Some(index + 1);
        }
    }
    spot(text, start, end?)
}

/// Whether a name may end with this word: a word with a capital, a number, or
/// what hangs on a word ("P'yongyang").
fn is_name_end(text: &Text<'_>, start: usize, index: usize) -> bool {
    let word = text.word(index);
    word.contains(char::is_uppercase)
        || (index > start && (word.starts_with(|c: char| c.is_ascii_digit()) || is_glued(text, index)))
}

/// Whether a word stands without a blank behind the one before.
fn is_glued(text: &Text<'_>, index: usize) -> bool {
    index
        .checked_sub(1)
        .and_then(|before| text.parse.tokens.rows().get(before))
        .is_some_and(|before| !before.blank_after)
}

fn spot(text: &Text<'_>, start: usize, end: usize) -> Option<Spot> {
    let tokens = IdRange::new(start..end);
    let rows = text.parse.tokens.rows();
    let span = Span::new(rows.get(start)?.span.start(), rows.get(end.checked_sub(1)?)?.span.end());
    let written = span.of(text.text);
    let key = fold(written);
    if is_too_short(written, &key) {
        return None;
    }
    let mut bearers = text.knowledge.gazetteer.find_folded(&key);
    if is_acronym(written) && !is_shouted(text, start, end) {
        bearers.retain(|bearer| is_of_acronyms(text, bearer.row));
    }
    let spot = Spot {
        span,
        tokens,
        key,
        bearers,
        is_division: false,
        is_settlement: false,
        label: None,
        is_whole_name: false,
        is_abbreviation: false,
    };
    Some(with_division(text, with_label(text, spot)))
}

/// Two or three letters name a place only where all are capitals, or where
/// nothing else bears a name so short.
fn is_too_short(written: &str, key: &str) -> bool {
    let letters = key.chars().filter(|c| *c != ' ').count();
    letters < 2 || (letters == 2 && written.chars().any(char::is_lowercase))
}

/// Up to four letters, all capitals ("DRC", "U.S.").
fn is_acronym(written: &str) -> bool {
    let letters = || written.chars().filter(|c| c.is_alphabetic());
    letters().count() <= 4 && letters().all(char::is_uppercase) && !written.contains(' ')
}

/// Whether the words around are all capitals, too, as in headlines and
/// datelines.
fn is_shouted(text: &Text<'_>, start: usize, end: usize) -> bool {
    let is_long = |word: &str| word.chars().filter(|c| c.is_alphabetic()).count() > 4;
    let words = (start.saturating_sub(4)..end + 4).map(|index| text.word(index)).filter(|word| is_long(word));
    let (mut count, mut shouted) = (0, 0);
    for word in words {
        count += 1;
        shouted += usize::from(word.chars().all(|c| !c.is_lowercase()));
    }
    count > 0 && count == shouted
}

/// Only countries, divisions and regions are called by acronyms.
fn is_of_acronyms(text: &Text<'_>, row: u32) -> bool {
    let entry = text.knowledge.gazetteer.entry(row);
    entry.is_some_and(|entry| entry.kind.level <= 2 && entry.kind.code != "ADM1H")
}

/// Takes in a word for divisions that stands behind the name.
fn with_division(text: &Text<'_>, mut spot: Spot) -> Spot {
    let range = indices(spot.tokens);
    let last = range.end - 1;
    let behind = text.behind(last);
    if text.is_cue(behind, Cue::Division) {
        spot.is_division = true;
        if is_capitalised(behind) {
            spot.tokens = IdRange::new(range.start..range.end + 1);
            spot.span = Span::new(spot.span.start(), text.parse.tokens.rows()[range.end].span.end());
        }
    }
    let before = (text.before(range.start), range.start.checked_sub(1).map_or("", |at| text.before(at)));
    if before.0 == "of" && text.is_cue(before.1, Cue::Division) {
        spot.is_division = true;
    }
    if text.is_cue(behind, Cue::Settlement) || (before.0 == "of" && text.is_cue(before.1, Cue::Settlement)) {
        spot.is_settlement = true;
    }
    if range.len() > 1 && text.is_cue(text.word(last), Cue::Division) {
        spot.is_division = true;
    }
    spot
}

fn with_label(text: &Text<'_>, mut spot: Spot) -> Spot {
    let range = indices(spot.tokens);
    let name = spot.tokens.ids().find_map(|token| text.parse.name_of(token)).map(|name| &text.parse.names[name]);
    if let Some(name) = name {
        spot.label = Some(name.label);
        let (mut start, end) = (name.tokens.start.index(), name.tokens.end.index());
        while start < range.start && matches!(text.word(start), "the" | "The") {
            start += 1;
        }
        let is_place = matches!(name.label.as_str(), "GPE" | "LOC" | "FAC");
        let is_possessive = matches!(text.word(end.saturating_sub(1)), "'s" | "’s" | "'" | "’");
        let end = if is_place && is_possessive { end - 1 } else { end };
        spot.is_whole_name = range.start <= start && end <= range.end;
    }
    spot
}

/// A state's abbreviation: anywhere, or right behind a place and a comma.
fn abbreviation(text: &Text<'_>, index: usize, last: Option<&Spot>) -> Option<Spot> {
    let (known, end) = [(index + 1), (index + 2)].into_iter().rev().find_map(|end| {
        let rows = text.parse.tokens.rows();
        let span = Span::new(rows.get(index)?.span.start(), rows.get(end - 1)?.span.end());
        let is_one = end == index + 1 || (text.word(end - 1) == "." && is_glued(text, end - 1));
        let known = text.knowledge.place_words.abbreviation(span.of(text.text)).filter(|_| is_one)?;
        Some((known, end))
    })?;
    let is_behind = text.before(index) == "," && last.is_some_and(|spot| spot.tokens.end.index() + 1 == index);
    let row = text.knowledge.gazetteer.abbreviated(known).filter(|_| is_behind || known.is_alone)?;
    let mut found = spot(text, index, end).unwrap_or(Spot {
        span: text.parse.tokens.rows()[index].span,
        tokens: IdRange::new(index..index + 1),
        key: String::new(),
        bearers: Vec::new(),
        is_division: false,
        is_settlement: false,
        label: None,
        is_whole_name: false,
        is_abbreviation: false,
    });
    found.key = format!("{} abbreviation", fold(text.word(index)));
    found.bearers = vec![Bearer { row, is_usual: true }];
    found.is_abbreviation = true;
    Some(found)
}
