//! Which place each spot is.
//!
//! A name has one sense in an article, unless the text says otherwise
//! ("Paris, Texas"). What speaks for a candidate: its population and kind;
//! that it lies in a place named with it; the countries and first-level
//! divisions that the article and the sentence are about; nearness to the
//! other places. After a first choice, the choice is made again, with
//! what the others were found to be (compare Leidner 2007, Lieberman and
//! Samet 2012).

use std::collections::BTreeMap;

use document::Id;

use super::hints::{COMMA, Hint, hint, is_joined};
use super::score::{Candidate, Focus, candidates};
use super::spots::Spot;
use super::{Text, is_capitalised};
use crate::knowledge::gazetteer::kinds;
use crate::knowledge::gazetteer::words::Cue;
use crate::knowledge::gazetteer::{Gazetteer, distance_km};

/// To be of the kind and country of the neighbours in a list.
const ALIKE: f64 = 2.0;
/// The same for towns, which lists mix freely.
const ALIKE_TOWN: f64 = 0.5;
/// To lie in the country whose adjective stands before ("the Spanish city of
/// Cordoba").
const ADJECTIVE: f64 = 3.0;
/// To be a town where the text says that it is one.
const TOWN: f64 = 2.0;
/// Candidates so near to the best are as good at first.
const CLOSE: f64 = 1.0;
/// To lie in a country or division of the sentence.
const SENTENCE: f64 = 1.5;
/// How often the choice is made again.
const ROUNDS: usize = 5;
/// A quarter or village is named with a town so near, in kilometres.
const TOWN_KM: f64 = 30.0;
/// A place is named with a region whose middle is so near.
const REGION_KM: f64 = 300.0;
/// A candidate that little speaks for by itself.
const WEAK: f64 = 5.0;
/// A place so near to a division's middle may lie in it, whatever the
/// gazetteer says.
const DIVISION_KM: f64 = 100.0;

/// What a spot was found to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found {
    /// The place in this row.
    Place(u32),
    /// A place that the gazetteer lacks, in the place in this row.
    Within(u32),
}

/// All mentions of one name.
struct Group {
    spots: Vec<usize>,
    candidates: Vec<Candidate>,
    chosen: usize,
}

impl Group {
    fn chosen(&self) -> Option<&Candidate> {
        self.candidates.get(self.chosen)
    }

    /// Candidates that are nearly as likely by themselves as the chosen one.
    fn close_seconds(&self) -> impl Iterator<Item = &Candidate> {
        let best = self.chosen().map_or(0.0, |chosen| chosen.prior);
        let close =
            move |(index, candidate): &(usize, &Candidate)| *index != self.chosen && best - candidate.prior < CLOSE;
        self.candidates.iter().enumerate().filter(close).map(|(_, candidate)| candidate).take(3)
    }

    /// How much it counts for what the article is about.
    fn weight(&self) -> f64 {
        (self.spots.len() as f64).sqrt()
    }
}

/// What every spot is; `None` where that cannot be said.
pub fn places(text: &Text<'_>, spots: &[Spot]) -> Vec<Option<Found>> {
    let mut resolver = Resolver::new(text, spots);
    let peoples = peoples(text);
    let mut worth: Vec<Vec<f64>> = Vec::new();
    for round in 0..ROUNDS {
        let focus = resolver.focus(&peoples, round == 0);
        let now = (0..resolver.groups.len()).map(|name| resolver.worth(name, &focus)).collect();
        worth = if round == 0 { now } else { between(&worth, &now) };
        for (group, worth) in resolver.groups.iter_mut().zip(&worth) {
            group.chosen = best(worth);
        }
    }
    (0..spots.len()).map(|spot| resolver.found(spot, &worth)).collect()
}

/// The middle between two rounds: names that depend on one another would else
/// change their places by turns for ever.
fn between(before: &[Vec<f64>], now: &[Vec<f64>]) -> Vec<Vec<f64>> {
    let middle = |(before, now): (&Vec<f64>, &Vec<f64>)| {
        before.iter().zip(now).map(|(one, other)| (one + other) / 2.0).collect()
    };
    before.iter().zip(now).map(middle).collect()
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

/// The country whose adjective stands before a spot, with nothing but words
/// for towns and divisions between.
fn adjective(text: &Text<'_>, spot: &Spot) -> Option<u32> {
    let mut index = spot.tokens.start.index();
    for _ in 0..5 {
        let before = text.before(index);
        if let Some(iso3) = text.knowledge.place_words.people(before) {
            return text.knowledge.gazetteer.country_row(&iso3);
        }
        let is_small = before == "of" || before.starts_with("island") || before.starts_with("resort");
        let is_between =
            is_small || [Cue::Settlement, Cue::Division, Cue::Direction].iter().any(|&cue| text.is_cue(before, cue));
        if !is_between || matches!(before, "the" | "The") {
            return None;
        }
        index -= 1;
    }
    None
}

struct Resolver<'a> {
    text: &'a Text<'a>,
    gazetteer: &'a Gazetteer,
    spots: &'a [Spot],
    groups: Vec<Group>,
    /// The group of each spot.
    group_of: Vec<usize>,
    hints: Vec<Option<Hint>>,
    /// The country whose adjective stands before each spot.
    adjectives: Vec<Option<u32>>,
}

impl<'a> Resolver<'a> {
    fn new(text: &'a Text<'a>, spots: &'a [Spot]) -> Self {
        let gazetteer = &text.knowledge.gazetteer;
        let groups = groups(gazetteer, spots);
        let mut group_of = vec![0; spots.len()];
        for (index, group) in groups.iter().enumerate() {
            group.spots.iter().for_each(|&spot| group_of[spot] = index);
        }
        let hints = (0..spots.len()).map(|index| hint(text, spots, index)).collect();
        let adjectives = spots.iter().map(|spot| adjective(text, spot)).collect();
        Resolver { text, gazetteer, spots, groups, group_of, hints, adjectives }
    }

    fn group(&self, spot: usize) -> &Group {
        &self.groups[self.group_of[spot]]
    }

    /// What the article is about. At first, names with many bearers and none
    /// well known count little.
    fn focus(&self, peoples: &BTreeMap<u32, f64>, is_first: bool) -> Focus {
        let mut focus = Focus::default();
        for (&country, &count) in peoples {
            focus.add_country(country, count.sqrt());
        }
        for (name, group) in self.groups.iter().enumerate() {
            let Some(chosen) = group.chosen() else { continue };
            let is_unsure = is_first && group.candidates.len() > 3 && chosen.prior < 7.0;
            focus.add(chosen, name, if is_unsure { 0.3 } else { 1.0 } * group.weight());
            if is_first {
                group.close_seconds().for_each(|second| focus.add_point(second, name));
            }
        }
        focus
    }

    /// What each candidate of a group is worth.
    fn worth(&self, name: usize, focus: &Focus) -> Vec<f64> {
        let group = &self.groups[name];
        let weigh = |candidate: &Candidate| {
            let most =
                |worth: &dyn Fn(usize) -> f64| group.spots.iter().take(8).map(|&spot| worth(spot)).fold(0.0, f64::max);
            let hinted = most(&|spot| self.hinted(spot, candidate));
            let near = most(&|spot| self.in_sentence(spot, candidate));
            let around = group.spots.iter().map(|&spot| self.around(spot, candidate)).sum::<f64>();
            let around = around / group.spots.len() as f64;
            candidate.prior + hinted + near + around + focus.score(candidate, name, group.chosen(), group.weight())
        };
        group.candidates.iter().map(weigh).collect()
    }

    /// What the hint at a spot is worth for a candidate.
    fn hinted(&self, spot: usize, candidate: &Candidate) -> f64 {
        let Some(hint) = self.hints[spot] else { return 0.0 };
        let container = self.group(hint.container);
        if self.are_countries(spot, container) {
            return 0.0;
        }
        let holds = |outer: &Candidate| self.holds(outer, candidate);
        let is_inside = container.chosen().is_some_and(holds)
            || container.candidates.iter().any(|outer| outer.is_division && holds(outer));
        let is_near = || container.chosen().is_some_and(|outer| is_near(outer, candidate));
        if is_inside || is_near() { hint.worth } else { 0.0 }
    }

    /// Whether a name of a country stands before another: a list, nothing that
    /// lies in something.
    fn are_countries(&self, spot: usize, container: &Group) -> bool {
        let is_country = |candidate: &Candidate| candidate.kind == kinds::Group::Country;
        container.chosen().is_some_and(is_country) && self.group(spot).candidates.iter().any(is_country)
    }

    fn holds(&self, outer: &Candidate, inner: &Candidate) -> bool {
        outer.row != inner.row && self.gazetteer.lies_in(inner.row, outer.row)
    }

    /// What the neighbours at a spot are worth for a candidate: those that it
    /// holds ("Atlanta, Georgia"), and those that it stands in a list with.
    fn around(&self, spot: usize, candidate: &Candidate) -> f64 {
        let chosen = |other: usize| self.group(other).chosen();
        let previous = spot.checked_sub(1);
        let inner = previous
            .and_then(|inner| self.hints[inner].filter(|hint| hint.container == spot).map(|hint| (inner, hint)));
        let held = inner.filter(|&(inner, _)| {
            candidate.is_division && chosen(inner).is_some_and(|inner| self.holds(candidate, inner))
        });
        let is_alike = |other: &Candidate| {
            other.row != candidate.row
                && other.kind == candidate.kind
                && (candidate.level == 1 || other.country == candidate.country)
        };
        let joined = [
            previous.filter(|&previous| is_joined(self.text, self.spots, previous)),
            is_joined(self.text, self.spots, spot).then_some(spot + 1),
        ];
        let alike = joined.iter().flatten().filter(|&&other| chosen(other).is_some_and(is_alike)).count();
        let worth = if candidate.kind == kinds::Group::Settlement { ALIKE_TOWN } else { ALIKE };
        worth * alike as f64 + self.described(spot, candidate) + held.map_or(0.0, |(_, hint)| hint.worth)
    }

    /// What the adjective and the noun before a spot are worth ("the Spanish
    /// city of").
    fn described(&self, spot: usize, candidate: &Candidate) -> f64 {
        let is_of_country = self.adjectives[spot].is_some() && self.adjectives[spot] == candidate.country;
        let is_town = self.spots[spot].is_settlement && candidate.kind == kinds::Group::Settlement;
        f64::from(u8::from(is_of_country)) * ADJECTIVE + f64::from(u8::from(is_town)) * TOWN
    }

    /// What the countries and divisions of the sentence are worth.
    fn in_sentence(&self, spot: usize, candidate: &Candidate) -> f64 {
        let sentence_of = |other: &Spot| self.text.sentence_of(other.tokens.start.index());
        let sentence = sentence_of(&self.spots[spot]);
        let first = self.spots.partition_point(|other| sentence_of(other) < sentence);
        let others =
            (first..self.spots.len()).take(12).take_while(|&other| sentence_of(&self.spots[other]) == sentence);
        let holds = |other: usize| {
            self.group_of[other] != self.group_of[spot]
                && self.group(other).chosen().is_some_and(|outer| outer.is_division && self.holds(outer, candidate))
        };
        if others.into_iter().any(holds) { SENTENCE } else { 0.0 }
    }

    /// What a spot is: its group's choice, unless what stands around this spot
    /// says otherwise.
    fn found(&self, spot: usize, worth: &[Vec<f64>]) -> Option<Found> {
        let group = self.group(spot);
        let own = |candidate: &Candidate| self.hinted(spot, candidate) + self.around(spot, candidate);
        let worth = &worth[self.group_of[spot]];
        let total: Vec<f64> = match group.spots.len() {
            1 => worth.clone(),
            _ => group.candidates.iter().zip(worth).map(|(candidate, worth)| worth + own(candidate)).collect(),
        };
        let chosen = group.candidates.get(best(&total));
        match self.unknown_within(spot, chosen) {
            Some(row) => Some(Found::Within(row)),
            None => chosen.map(|chosen| Found::Place(chosen.row)),
        }
    }

    /// Where the text says that a place lies which the gazetteer does not have
    /// there ("Low Mill, Ontario").
    fn unknown_within(&self, spot: usize, chosen: Option<&Candidate>) -> Option<u32> {
        let group = self.group(spot);
        let own = [spot];
        let mentions: &[usize] = if self.hints[spot].is_some() { &own } else { &group.spots };
        let is_weak = chosen.is_none_or(|chosen| chosen.prior < WEAK);
        mentions.iter().find_map(|&spot| {
            let hint = self.hints[spot].filter(|hint| hint.worth >= COMMA || (is_weak && hint.is_said))?;
            let outer = self.group(hint.container).chosen()?;
            let can_hold = outer.is_division || (chosen.is_none() && outer.kind == kinds::Group::Settlement);
            let is_there = chosen.is_some_and(|chosen| self.may_lie_in(chosen, outer));
            (can_hold && !is_there).then_some(outer.row)
        })
    }

    /// Whether a candidate lies in another, or may, as far as borders and
    /// points can be trusted.
    fn may_lie_in(&self, inner: &Candidate, outer: &Candidate) -> bool {
        self.holds(outer, inner)
            || self.gazetteer.lies_in(outer.row, inner.row)
            || inner.level <= 2
            || is_near(outer, inner)
            || (outer.level > 1 && distance_km(outer.point, inner.point) < DIVISION_KM)
    }
}

/// Quarters and villages are named with their town ("Kibera, Nairobi"), towns
/// with their region ("Hebron, West Bank").
fn is_near(outer: &Candidate, inner: &Candidate) -> bool {
    use kinds::Group::{Area, Land, Settlement};
    let km = || distance_km(outer.point, inner.point);
    let is_of_country = outer.country.is_none() || outer.country == inner.country;
    outer.row != inner.row
        && match outer.kind {
            Settlement => !inner.is_division && km() < TOWN_KM,
            Area | Land => is_of_country && inner.level > 2 && km() < REGION_KM,
            _ => false,
        }
}

fn groups(gazetteer: &Gazetteer, spots: &[Spot]) -> Vec<Group> {
    let mut by_key: BTreeMap<(&str, bool), Vec<usize>> = BTreeMap::new();
    for (index, spot) in spots.iter().enumerate() {
        by_key.entry((&spot.key, spot.is_division)).or_default().push(index);
    }
    let group = |((key, is_division), members): ((&str, bool), Vec<usize>)| {
        let candidates = candidates(gazetteer, key, &spots[members[0]].bearers, is_division);
        let priors: Vec<f64> = candidates.iter().map(|candidate| candidate.prior).collect();
        Group { spots: members, chosen: best(&priors), candidates }
    };
    by_key.into_iter().map(group).collect()
}
