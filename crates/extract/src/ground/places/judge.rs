//! Which spots stand for places: demonyms, people and organisations do not.

use std::collections::HashSet;

use document::Id;

use super::hints::hint;
use super::spots::Spot;
use super::{Text, indices, is_capitalised};
use crate::knowledge::gazetteer::Bearer;
use crate::knowledge::gazetteer::kinds::Group;
use crate::knowledge::gazetteer::words::Cue;

/// People from which on a town is known by its name alone.
const WELL_KNOWN: f64 = 150_000.0;

/// Kinds of at least this weight are known by their names alone: countries,
/// first-level divisions, capitals, seas.
const KNOWN_KIND: f64 = 1.5;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Verdict {
    Place,
    /// A place only where the same name is one elsewhere in the article.
    Perhaps,
    Other,
}

/// The spots that stand for places.
pub fn places(text: &Text<'_>, spots: Vec<Spot>) -> Vec<Spot> {
    let surnames = surnames(text);
    let judge = Judge { text, spots: &spots, surnames };
    let verdicts: Vec<Verdict> = (0..spots.len()).map(|index| judge.verdict(index)).collect();
    let sure = |(spot, verdict): (&Spot, &Verdict)| (*verdict == Verdict::Place).then(|| spot.key.clone());
    let known: HashSet<String> = spots.iter().zip(&verdicts).filter_map(sure).collect();
    let is_place = |spot: &Spot, verdict: Verdict| {
        verdict == Verdict::Place || (verdict == Verdict::Perhaps && known.contains(&spot.key))
    };
    spots.into_iter().zip(verdicts).filter(|(spot, verdict)| is_place(spot, *verdict)).map(|(spot, _)| spot).collect()
}

/// What is needed to judge a spot.
struct Judge<'a> {
    text: &'a Text<'a>,
    spots: &'a [Spot],
    /// The last words of people's full names in the article.
    surnames: HashSet<&'a str>,
}

impl Judge<'_> {
    fn verdict(&self, index: usize) -> Verdict {
        let (text, spot) = (self.text, &self.spots[index]);
        if spot.is_abbreviation {
            return Verdict::Place;
        }
        if is_no_place(text, spot) {
            return Verdict::Other;
        }
        if spot.bearers.is_empty() {
            return self.unknown(index);
        }
        match spot.label.as_deref() {
            Some("GPE" | "LOC") => self.recognised(index),
            Some("FAC") if spot.is_whole_name => Verdict::Place,
            None => self.unrecognised(index),
            Some(label) => self.mislabelled(index, label),
        }
    }

    /// A name that the gazetteer lacks is a place where the text says in which
    /// other place it lies.
    fn unknown(&self, index: usize) -> Verdict {
        let (text, spot) = (self.text, &self.spots[index]);
        let is_person = self.is_surname(spot) || is_according(text, indices(spot.tokens).start);
        let is_plain = spot.key.len() > 4 && !is_wordlike(text, spot) && !is_person;
        let is_placed = hint(text, self.spots, index).is_some_and(|hint| hint.is_said);
        match is_plain {
            true if is_placed => Verdict::Place,
            true => Verdict::Perhaps,
            false => Verdict::Other,
        }
    }

    /// A name that the recogniser takes for a place, or a part of one.
    fn recognised(&self, index: usize) -> Verdict {
        let (text, spot) = (self.text, &self.spots[index]);
        let is_person = self.is_surname(spot) && !self.is_located(index);
        let is_word = is_wordlike(text, spot) && !spot.is_division && !self.is_located(index);
        if is_person || is_word {
            return Verdict::Perhaps;
        }
        if spot.is_whole_name || rest_is_plain(text, spot) { Verdict::Place } else { Verdict::Perhaps }
    }

    /// A name that the recogniser takes for something else.
    fn mislabelled(&self, index: usize, label: &str) -> Verdict {
        let (text, spot) = (self.text, &self.spots[index]);
        if !matches!(label, "PERSON" | "ORG" | "NORP" | "FAC" | "PRODUCT" | "WORK_OF_ART") || is_wordlike(text, spot) {
            return Verdict::Other;
        }
        if !spot.is_whole_name {
            return if label != "PERSON" && is_set_off(text, spot) { Verdict::Place } else { Verdict::Other };
        }
        let is_person = self.is_surname(spot) || text.is_cue(text.behind(indices(spot.tokens).end - 1), Cue::Speech);
        let is_forename = text.is_cue(spot.span.of(text.text), Cue::Forename) && !is_country(text, spot);
        let is_safe = !is_person && !is_forename;
        if self.is_located(index) && !is_person {
            return Verdict::Place;
        }
        if is_safe && is_well_known(text, spot) && !is_in_longer_name(text, spot) {
            Verdict::Place
        } else {
            Verdict::Perhaps
        }
    }

    fn unrecognised(&self, index: usize) -> Verdict {
        let (text, spot) = (self.text, &self.spots[index]);
        if is_in_longer_name(text, spot) {
            return Verdict::Other;
        }
        let is_known = is_well_known(text, spot) && !self.is_surname(spot);
        if !is_wordlike(text, spot) && (self.is_located(index) || is_known) { Verdict::Place } else { Verdict::Perhaps }
    }

    /// Whether the words around say that it is a place.
    fn is_located(&self, index: usize) -> bool {
        let (text, spot) = (self.text, &self.spots[index]);
        is_behind_preposition(text, spot) || has_container(text, self.spots, index) || self.is_short_form(index)
    }

    /// Whether it stands in brackets behind a place that it is short for
    /// ("Democratic Republic of Congo (DRC)").
    fn is_short_form(&self, index: usize) -> bool {
        let Some(previous) = index.checked_sub(1).map(|previous| &self.spots[previous]) else { return false };
        let (end, start) = (previous.tokens.end.index(), self.spots[index].tokens.start.index());
        start == end + 1
            && self.text.word(end) == "("
            && self.spots[index]
                .bearers
                .first()
                .is_some_and(|short| previous.bearers.iter().any(|long| long.row == short.row))
    }

    fn is_surname(&self, spot: &Spot) -> bool {
        self.surnames.contains(spot.span.of(self.text.text))
    }
}

/// The last words of names of people of two words and more.
fn surnames<'a>(text: &Text<'a>) -> HashSet<&'a str> {
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

fn is_no_place(text: &Text<'_>, spot: &Spot) -> bool {
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
    if is_capitalised(behind) && text.is_cue(behind, Cue::OfficeBehind) && !is_country(text, spot) {
        return true;
    }
    let of = range.start.checked_sub(1).map_or("", |of| text.before(of));
    text.before(range.start) == "of" && text.is_cue(of, Cue::OrganisationBefore)
}

fn is_country(text: &Text<'_>, spot: &Spot) -> bool {
    spot.bearers.iter().any(|bearer| matches!(group(text, bearer.row), Some(Group::Country | Group::Area)))
}

/// Whether the recogniser's name holds, besides the spot, only small words
/// and words of direction.
fn rest_is_plain(text: &Text<'_>, spot: &Spot) -> bool {
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
fn is_set_off(text: &Text<'_>, spot: &Spot) -> bool {
    let range = indices(spot.tokens);
    matches!(text.before(range.start), "," | "in" | "at") && !is_capitalised(text.behind(range.end - 1))
}

/// Whether the word before or behind is part of the same name.
fn is_in_longer_name(text: &Text<'_>, spot: &Spot) -> bool {
    let range = indices(spot.tokens);
    let is_name = |index: usize, word: &str| {
        is_capitalised(word) && text.parse.tokens.rows().get(index).is_some_and(|token| token.tag.starts_with("NNP"))
    };
    let before = text.before(range.start);
    let is_plain_before = text.is_cue(before, Cue::Direction) || text.is_cue(before, Cue::Preposition);
    let joins_before = range.start > 0 && is_name(range.start - 1, before) && !is_plain_before;
    joins_before || is_name(range.end, text.behind(range.end - 1))
}

fn is_wordlike(text: &Text<'_>, spot: &Spot) -> bool {
    text.is_cue(spot.span.of(text.text), Cue::Wordlike)
}

fn is_well_known(text: &Text<'_>, spot: &Spot) -> bool {
    let is_first = indices(spot.tokens).start.checked_sub(1).is_none_or(|before| text.behind(before).is_empty());
    let known = |row: u32| {
        let entry = text.knowledge.gazetteer.entry(row)?;
        Some(entry.kind.weight >= KNOWN_KIND || (entry.people() >= WELL_KNOWN && !is_first))
    };
    let is_labelled = spot.label.is_some();
    let is_named = |bearer: &&Bearer| bearer.is_usual || (is_labelled && is_state(text, bearer.row));
    spot.bearers.iter().filter(is_named).any(|bearer| known(bearer.row).unwrap_or(false))
}

/// Countries and capitals are known by their other names, too.
fn is_state(text: &Text<'_>, row: u32) -> bool {
    let entry = text.knowledge.gazetteer.entry(row);
    entry.is_some_and(|entry| entry.kind.group == Group::Country || entry.kind.code == "PPLC")
}

/// Whether a word like "in" or "near" stands before, perhaps with words of
/// direction between.
fn is_behind_preposition(text: &Text<'_>, spot: &Spot) -> bool {
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
fn is_according(text: &Text<'_>, index: usize) -> bool {
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
fn has_container(text: &Text<'_>, spots: &[Spot], index: usize) -> bool {
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
