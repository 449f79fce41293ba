//! What the words around a spot say of it.

use std::collections::HashSet;

use document::Id;

use super::spots::Spot;
use super::{Text, indices, is_capitalised};
use crate::knowledge::gazetteer::Bearer;
use crate::knowledge::gazetteer::kinds::Group;
use crate::knowledge::gazetteer::words::Cue;

/// People from which on a town is known by its name alone.
const WELL_KNOWN: f64 = 150_000.0;
/// People from which on a town is known by its other names.
const GREAT: f64 = 1_000_000.0;
/// Kinds of at least this weight are known by their names alone: countries,
/// capitals, seas.
const KNOWN_KIND: f64 = 1.5;

/// The last words of names of people of two words and more.
pub(super) fn surnames<'a>(text: &Text<'a>) -> HashSet<&'a str> {
    let people = text.parse.names.rows().iter().filter(|name| name.label == "PERSON");
    let last = people.filter_map(|name| {
        let mut range = indices(name.tokens);
        while range.len() > 1 && matches!(text.word(range.end - 1), "'s" | "’s" | "'" | "’") {
            range.end -= 1;
        }
        let is_full = range.len() > 1 || text.is_cue(text.before(range.start), Cue::PersonBefore);
        is_full.then(|| text.word(range.end - 1))
    });
    last.collect()
}

pub(super) fn is_no_place(text: &Text<'_>, spot: &Spot) -> bool {
    is_people(text, spot)
        || is_titled(text, spot)
        || is_of_organisation(text, spot)
        || is_money(text, spot)
        || is_compound(text, spot)
}

/// Whether it is the second part of a word that is no place ("mid-Atlantic",
/// "Ebola-Reston").
fn is_compound(text: &Text<'_>, spot: &Spot) -> bool {
    let start = indices(spot.tokens).start;
    let Some(hyphen) = start.checked_sub(1).filter(|&hyphen| matches!(text.word(hyphen), "-" | "–")) else {
        return false;
    };
    let rows = text.parse.tokens.rows();
    let is_glued = hyphen > 0 && !rows[hyphen].blank_after && !rows[hyphen - 1].blank_after;
    let first = text.before(hyphen);
    let is_placed = [Cue::Direction, Cue::Division].iter().any(|&cue| text.is_cue(first, cue))
        || text.knowledge.place_words.people(first).is_some()
        || !text.knowledge.gazetteer.find(first).is_empty();
    is_glued && !is_placed
}

/// Whether it stands for a currency ("US$10,000").
fn is_money(text: &Text<'_>, spot: &Spot) -> bool {
    let bytes = text.text.as_bytes();
    let is_dollar = |at: Option<usize>| at.and_then(|at| bytes.get(at)) == Some(&b'$');
    spot.span.of(text.text).contains('$')
        || is_dollar(Some(spot.span.end() as usize))
        || is_dollar((spot.span.start() as usize).checked_sub(1))
}

/// Whether the words are people's or an adjective ("Georgian").
fn is_people(text: &Text<'_>, spot: &Spot) -> bool {
    let written = spot.span.of(text.text);
    let bears_country = || spot.bearers.iter().any(|bearer| group(text, bearer.row) == Some(Group::Country));
    text.knowledge.place_words.people(written).is_some() && !bears_country()
}

fn group(text: &Text<'_>, row: u32) -> Option<Group> {
    text.knowledge.gazetteer.entry(row).map(|entry| entry.kind.group)
}

fn is_titled(text: &Text<'_>, spot: &Spot) -> bool {
    let start = indices(spot.tokens).start;
    let is_place_name = matches!(spot.label.as_deref(), Some("GPE" | "LOC"));
    !is_place_name && text.is_cue(text.before(start), Cue::PersonBefore)
}

/// "Glasgow University", "University of Minnesota", "Buffalo Fire Chief".
fn is_of_organisation(text: &Text<'_>, spot: &Spot) -> bool {
    let range = indices(spot.tokens);
    let behind = text.behind(range.end - 1);
    let is_recognised = spot.is_whole_name && matches!(spot.label.as_deref(), Some("GPE" | "LOC"));
    let is_named_behind = text.is_cue(behind, Cue::OrganisationBehind);
    if is_named_behind && !(is_recognised && is_country(text, spot)) {
        return true;
    }
    if text.is_cue(behind, Cue::ThingBehind) && !has_article(text, spot) {
        return true;
    }
    if is_capitalised(behind) && text.is_cue(behind, Cue::OfficeBehind) && !is_country(text, spot) {
        return true;
    }
    let of = range.start.checked_sub(1).map_or("", |of| text.before(of));
    text.before(range.start) == "of" && text.is_cue(of, Cue::OrganisationBefore)
}

/// Whether "the" stands before ("the United States flu season").
fn has_article(text: &Text<'_>, spot: &Spot) -> bool {
    let range = indices(spot.tokens);
    range.len() > 1 && text.before(range.start).eq_ignore_ascii_case("the")
}

/// A name of several words that was put into the gazetteer by hand: regions,
/// seas, squares.
pub(super) fn is_landmark(text: &Text<'_>, spot: &Spot) -> bool {
    let by_hand = |bearer: &Bearer| {
        let entry = text.knowledge.gazetteer.entry(bearer.row);
        bearer.is_usual && entry.is_some_and(|entry| entry.geonames.is_none() && entry.kind.code != "ADM1H")
    };
    indices(spot.tokens).len() > 1 && spot.bearers.iter().any(by_hand)
}

pub(super) fn is_country(text: &Text<'_>, spot: &Spot) -> bool {
    spot.bearers.iter().any(|bearer| matches!(group(text, bearer.row), Some(Group::Country | Group::Area)))
}

/// Whether the recogniser's name holds, besides the spot, only small words
/// and words of direction.
pub(super) fn rest_is_plain(text: &Text<'_>, spot: &Spot) -> bool {
    let Some(name) = spot.tokens.ids().find_map(|token| text.parse.name_of(token)) else { return false };
    let range = indices(spot.tokens);
    let rest = indices(text.parse.names[name].tokens).filter(|index| !range.contains(index));
    rest.into_iter().all(|index| {
        let word = text.word(index);
        !is_capitalised(word)
            || [Cue::Direction, Cue::Division, Cue::Settlement].iter().any(|&cue| text.is_cue(word, cue))
    })
}

/// At the end of a longer name, behind a comma or "in" ("University of
/// California, San Diego").
pub(super) fn is_set_off(text: &Text<'_>, spot: &Spot) -> bool {
    let range = indices(spot.tokens);
    matches!(text.before(range.start), "," | "in" | "at") && !is_capitalised(text.behind(range.end - 1))
}

/// Whether the word before or behind is part of the same name.
pub(super) fn is_in_longer_name(text: &Text<'_>, spot: &Spot) -> bool {
    let range = indices(spot.tokens);
    let is_name = |index: usize, word: &str| {
        is_capitalised(word) && text.parse.tokens.rows().get(index).is_some_and(|token| token.tag.starts_with("NNP"))
    };
    let before = text.before(range.start);
    let is_plain_before = text.is_cue(before, Cue::Direction) || text.is_cue(before, Cue::Preposition);
    let joins_before = range.start > 0 && is_name(range.start - 1, before) && !is_plain_before;
    joins_before || is_name(range.end, text.behind(range.end - 1))
}

pub(super) fn is_wordlike(text: &Text<'_>, spot: &Spot) -> bool {
    text.is_cue(spot.span.of(text.text), Cue::Wordlike)
}

pub(super) fn is_well_known(text: &Text<'_>, spot: &Spot) -> bool {
    let is_first = indices(spot.tokens).start.checked_sub(1).is_none_or(|before| text.behind(before).is_empty());
    let known = |row: u32| {
        let entry = text.knowledge.gazetteer.entry(row)?;
        Some(
            entry.kind.weight >= KNOWN_KIND
                || entry.kind.is_first_division()
                || (entry.people() >= WELL_KNOWN && !is_first),
        )
    };
    let is_labelled = spot.label.is_some();
    let is_named = |bearer: &&Bearer| {
        bearer.is_usual || (is_labelled && is_state(text, bearer.row)) || is_of_millions(text, bearer.row)
    };
    is_landmark(text, spot) || spot.bearers.iter().filter(is_named).any(|bearer| known(bearer.row).unwrap_or(false))
}

/// Towns so great are known by their other names, too ("Calcutta").
fn is_of_millions(text: &Text<'_>, row: u32) -> bool {
    let entry = text.knowledge.gazetteer.entry(row);
    entry.is_some_and(|entry| entry.kind.group == Group::Settlement && entry.people() >= GREAT)
}

/// Countries and capitals are known by their other names, too.
fn is_state(text: &Text<'_>, row: u32) -> bool {
    let entry = text.knowledge.gazetteer.entry(row);
    entry.is_some_and(|entry| entry.kind.group == Group::Country || entry.kind.code == "PPLC")
}

/// Whether a word like "in" or "near" stands before, perhaps with words of
/// direction between.
pub(super) fn is_behind_preposition(text: &Text<'_>, spot: &Spot) -> bool {
    let mut index = indices(spot.tokens).start;
    for _ in 0..3 {
        let before = text.before(index);
        if text.is_cue(before, Cue::Preposition) {
            return !is_according(text, index);
        }
        if before == "of" && is_place_word_of(text, index - 1) {
            return true;
        }
        if !text.is_cue(before, Cue::Direction) {
            return false;
        }
        index -= 1;
    }
    false
}

/// "According to", "thanks to" and the like stand before people.
pub(super) fn is_according(text: &Text<'_>, index: usize) -> bool {
    let Some(preposition) = index.checked_sub(1) else { return false };
    matches!(text.word(preposition), "to" | "To")
        && !matches!(text.before(preposition), "" | "," | "way" | "back" | "close" | "next" | "border" | "road")
        && text.parse.tokens.rows().get(preposition.saturating_sub(1)).is_some_and(|token| !token.tag.starts_with('V'))
        || text.before(preposition).eq_ignore_ascii_case("according")
}

/// Whether the "of" at `index` stands behind a word like "island" or
/// "province".
fn is_place_word_of(text: &Text<'_>, index: usize) -> bool {
    let before = text.before(index);
    let small = before.to_lowercase();
    [Cue::OfBefore, Cue::Division, Cue::Settlement].iter().any(|&cue| text.is_cue(&small, cue))
}

/// Whether the next spot follows behind a comma and may hold this one
/// ("Paris, Texas").
pub(super) fn has_container(text: &Text<'_>, spots: &[Spot], index: usize) -> bool {
    let Some(next) = spots.get(index + 1) else { return false };
    let end = spots[index].tokens.end.index();
    if next.tokens.start.index() != end + 1 || text.word(end) != "," {
        return false;
    }
    let gazetteer = &text.knowledge.gazetteer;
    let holds =
        |inner: u32| next.bearers.iter().take(8).any(|outer| inner != outer.row && gazetteer.lies_in(inner, outer.row));
    spots[index].bearers.iter().take(64).any(|bearer| holds(bearer.row))
}
