//! Which place each spot is.
//!
//! A name has one sense in an article, unless the text says otherwise
//! ("Paris, Texas"). What speaks for a candidate: its population and kind;
//! that it lies in a place named with it; the countries and first-level
//! divisions that the article and the sentence are about; nearness to the
//! other places. After a first choice, the choice is made again twice with
//! what the others were found to be (compare Leidner 2007, Lieberman and
//! Samet 2012).

use std::collections::BTreeMap;

use document::Id;

use super::score::{Candidate, Focus, candidates};
use super::spots::Spot;
use super::{Text, is_capitalised};
use crate::knowledge::gazetteer::words::Cue;

/// What it is worth to lie in the place named behind a comma.
const COMMA: f64 = 8.0;
/// The same within a list.
const LISTED: f64 = 1.0;
/// To be of the kind and country of the neighbours in a list.
const ALIKE: f64 = 2.0;
/// To lie in the place behind "in" or "of", or before "'s".
const NAMED_WITH: f64 = 4.0;
/// To lie in a country or division of the sentence.
const SENTENCE: f64 = 1.5;
/// How often the choice is made again.
const ROUNDS: usize = 3;

/// All mentions of one name.
struct Group {
    spots: Vec<usize>,
    candidates: Vec<Candidate>,
    chosen: usize,
}

/// A spot that another spot says where it lies.
#[derive(Clone, Copy)]
struct Hint {
    container: usize,
    worth: f64,
}

/// The row of every spot.
pub fn rows(text: &Text<'_>, spots: &[Spot]) -> Vec<u32> {
    let mut groups = groups(text, spots);
    let group_of = group_of(&groups, spots.len());
    let hints: Vec<Option<Hint>> = (0..spots.len()).map(|index| hint(text, spots, index)).collect();
    let peoples = peoples(text);
    let mut worth: Vec<Vec<f64>> = Vec::new();
    for round in 0..ROUNDS {
        let focus = focus(text, &groups, &peoples, round == 0);
        worth = groups.iter().map(|group| own_worth(text, group, &groups, &group_of, &hints, spots, &focus)).collect();
        for (group, worth) in groups.iter_mut().zip(&worth) {
            group.chosen = best(worth);
        }
    }
    (0..spots.len()).map(|spot| row(text, spot, &groups, &group_of, &hints, &worth, spots)).collect()
}

fn groups(text: &Text<'_>, spots: &[Spot]) -> Vec<Group> {
    let mut by_key: BTreeMap<(&str, bool), Vec<usize>> = BTreeMap::new();
    for (index, spot) in spots.iter().enumerate() {
        by_key.entry((&spot.key, spot.is_division)).or_default().push(index);
    }
    let group = |(key, members): ((&str, bool), Vec<usize>)| {
        let candidates = candidates(&text.knowledge.gazetteer, &spots[members[0]].bearers, key.1);
        let priors: Vec<f64> = candidates.iter().map(|candidate| candidate.prior).collect();
        Group { spots: members, chosen: best(&priors), candidates }
    };
    by_key.into_iter().map(group).collect()
}

fn group_of(groups: &[Group], spots: usize) -> Vec<usize> {
    let mut group_of = vec![0; spots];
    for (index, group) in groups.iter().enumerate() {
        for &spot in &group.spots {
            group_of[spot] = index;
        }
    }
    group_of
}

/// The first of the greatest.
fn best(values: &[f64]) -> usize {
    let better = |best: usize, index: usize| if values[index] > values[best] { index } else { best };
    (0..values.len()).fold(0, better)
}

/// The countries whose people or adjectives the article names, with how
/// often.
fn peoples(text: &Text<'_>) -> BTreeMap<u32, f64> {
    let mut found = BTreeMap::new();
    for index in 0..text.parse.tokens.len() {
        let word = text.word(index);
        if !is_capitalised(word) {
            continue;
        }
        let country = text.knowledge.place_words.people(word);
        if let Some(row) = country.and_then(|iso3| text.knowledge.gazetteer.country_row(&iso3)) {
            *found.entry(row).or_default() += 0.5;
        }
    }
    found
}

fn weight(group: &Group) -> f64 {
    (group.spots.len() as f64).sqrt()
}

/// What the article is about. At first only names with one likely place
/// count in full.
fn focus(text: &Text<'_>, groups: &[Group], peoples: &BTreeMap<u32, f64>, is_first: bool) -> Focus {
    let _ = text;
    let mut focus = Focus::default();
    for (&country, &count) in peoples {
        focus.add_country(country, count.sqrt());
    }
    for group in groups {
        let Some(chosen) = group.candidates.get(group.chosen) else { continue };
        let is_ambiguous = is_first && group.candidates.len() > 3 && chosen.prior < 7.0;
        focus.add(chosen, if is_ambiguous { 0.3 } else { 1.0 } * weight(group));
    }
    focus
}

fn own_worth(
    text: &Text<'_>,
    group: &Group,
    groups: &[Group],
    group_of: &[usize],
    hints: &[Option<Hint>],
    spots: &[Spot],
    focus: &Focus,
) -> Vec<f64> {
    let own = group.candidates.get(group.chosen);
    let weigh = |candidate: &Candidate| {
        let hinted = group.spots.iter().map(|&spot| hinted(text, spot, candidate, groups, group_of, hints));
        let hinted = hinted.fold(0.0, f64::max);
        let around = group.spots.iter().map(|&spot| around(text, spot, candidate, groups, group_of, hints, spots));
        let around = around.sum::<f64>() / group.spots.len() as f64;
        let near = group.spots.iter().take(8).map(|&spot| in_sentence(text, spot, candidate, groups, group_of, spots));
        let near = near.fold(0.0, f64::max);
        candidate.prior + hinted + near + around + focus.score(candidate, own, weight(group))
    };
    group.candidates.iter().map(weigh).collect()
}

/// What the hint at a spot is worth for a candidate.
fn hinted(
    text: &Text<'_>,
    spot: usize,
    candidate: &Candidate,
    groups: &[Group],
    group_of: &[usize],
    hints: &[Option<Hint>],
) -> f64 {
    let Some(hint) = hints[spot] else { return 0.0 };
    let container = &groups[group_of[hint.container]];
    let gazetteer = &text.knowledge.gazetteer;
    let holds = |outer: &Candidate| outer.row != candidate.row && gazetteer.lies_in(candidate.row, outer.row);
    let is_inside = match container.candidates.get(container.chosen) {
        Some(chosen) if holds(chosen) => true,
        _ => container.candidates.iter().any(|outer| outer.is_division && holds(outer)),
    };
    if is_inside || is_near_town(candidate, container) { hint.worth } else { 0.0 }
}

/// What the neighbours at a spot are worth for a candidate: those that it
/// holds ("Atlanta, Georgia"), and those that it stands in a list with.
fn around(
    text: &Text<'_>,
    spot: usize,
    candidate: &Candidate,
    groups: &[Group],
    group_of: &[usize],
    hints: &[Option<Hint>],
    spots: &[Spot],
) -> f64 {
    let chosen = |other: usize| groups[group_of[other]].candidates.get(groups[group_of[other]].chosen);
    let inner = spot.checked_sub(1).filter(|&inner| hints[inner].is_some_and(|hint| hint.container == spot));
    let gazetteer = &text.knowledge.gazetteer;
    let holds = inner.and_then(chosen).is_some_and(|inner| {
        candidate.is_division && inner.row != candidate.row && gazetteer.lies_in(inner.row, candidate.row)
    });
    let inner_worth = inner.and_then(|inner| hints[inner]).map_or(0.0, |hint| hint.worth);
    let beside = [spot.checked_sub(1).filter(|&previous| is_joined(text, spots, previous)), is_joined(text, spots, spot).then_some(spot + 1)];
    let is_alike = |other: &Candidate| {
        other.row != candidate.row && other.kind == candidate.kind && (candidate.level == 1 || other.country == candidate.country)
    };
    let alike = beside.iter().flatten().filter(|&&other| chosen(other).is_some_and(is_alike)).count();
    ALIKE * alike as f64 + if holds { inner_worth } else { 0.0 }
}

/// Whether a spot and the next are parts of one list ("Georgia, Oklahoma and
/// Texas").
fn is_joined(text: &Text<'_>, spots: &[Spot], index: usize) -> bool {
    let Some(next) = spots.get(index + 1) else { return false };
    let (end, start) = (spots[index].tokens.end.index(), next.tokens.start.index());
    let words: Vec<&str> = (end..start.min(end + 4)).map(|token| text.word(token)).collect();
    let is_link = |word: &&str| matches!(*word, "," | "and" | "or" | "&" | "the" | "to" | "in");
    start <= end + 3 && !words.is_empty() && words.iter().all(is_link)
}

/// Quarters and villages are named with their town ("Kibera, Nairobi").
fn is_near_town(candidate: &Candidate, container: &Group) -> bool {
    let town = container.candidates.get(container.chosen).filter(|town| !town.is_division && town.level == 4);
    town.is_some_and(|town| {
        town.row != candidate.row && crate::knowledge::gazetteer::distance_km(town.point, candidate.point) < 30.0
    })
}

/// What the countries and divisions of the sentence are worth.
fn in_sentence(
    text: &Text<'_>,
    spot: usize,
    candidate: &Candidate,
    groups: &[Group],
    group_of: &[usize],
    spots: &[Spot],
) -> f64 {
    let sentence = text.sentence_of(spots[spot].tokens.start.index());
    let first = spots.partition_point(|other| text.sentence_of(other.tokens.start.index()) < sentence);
    let others = spots[first..].iter().enumerate().take(12).map(|(index, other)| (first + index, other));
    let others = others.take_while(|(_, other)| text.sentence_of(other.tokens.start.index()) == sentence);
    for (index, _) in others.filter(|(index, _)| group_of[*index] != group_of[spot]) {
        let group = &groups[group_of[index]];
        let holds = group.candidates.get(group.chosen).is_some_and(|outer| {
            outer.is_division && text.knowledge.gazetteer.lies_in(candidate.row, outer.row)
        });
        if holds {
            return SENTENCE;
        }
    }
    0.0
}

/// The spot that says where a spot lies.
fn hint(text: &Text<'_>, spots: &[Spot], index: usize) -> Option<Hint> {
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
        ["," | "("] | [",", "in"] => {
            if is_list(text, spots, index) { LISTED } else { COMMA }
        }
        ["in" | "of" | "near"] | [",", _] => NAMED_WITH,
        [_] | [] => return None,
        [first, rest @ ..] => {
            let is_plain = rest.iter().all(|word| text.is_cue(word, Cue::Direction) || *word == "of" || *word == "in");
            let is_plain = is_plain && matches!(*first, "," | "in" | "(" | "of" | "near");
            if is_plain { NAMED_WITH } else { return None }
        }
    };
    Some(Hint { container: index + 1, worth })
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
    match text.word(end) {
        "and" | "or" | "&" => goes_on(end + 1),
        "," => goes_on(end + 1) || (matches!(text.word(end + 1), "and" | "or") && goes_on(end + 2)),
        _ => false,
    }
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
    (start > end && (end..start).all(is_plain)).then_some(Hint { container: previous, worth: NAMED_WITH })
}

/// A spot's row: its group's, unless what stands around this spot says
/// otherwise.
fn row(
    text: &Text<'_>,
    spot: usize,
    groups: &[Group],
    group_of: &[usize],
    hints: &[Option<Hint>],
    worth: &[Vec<f64>],
    spots: &[Spot],
) -> u32 {
    let number = group_of[spot];
    let group = &groups[number];
    let own = |candidate: &Candidate| {
        let hinted = hinted(text, spot, candidate, groups, group_of, hints);
        hinted + around(text, spot, candidate, groups, group_of, hints, spots)
    };
    let total: Vec<f64> = match group.spots.len() {
        1 => worth[number].clone(),
        _ => group.candidates.iter().zip(&worth[number]).map(|(candidate, worth)| worth + own(candidate)).collect(),
    };
    group.candidates.get(best(&total)).map_or(0, |chosen| chosen.row)
}
