//! Which spots stand for places: demonyms, people and organisations do not.

use std::collections::HashSet;

use document::Id;

use super::context::{
    has_container, is_according, is_behind_preposition, is_country, is_in_longer_name, is_landmark, is_no_place,
    is_set_off, is_well_known, is_wordlike, rest_is_plain, surnames,
};
use super::hints::hint;
use super::spots::Spot;
use super::{Text, indices};
use crate::knowledge::gazetteer::words::Cue;

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
            Some("FAC" | "EVENT" | "WORK_OF_ART" | "LAW") if is_landmark(text, spot) => Verdict::Place,
            Some("FAC") if spot.is_whole_name && !is_wordlike(text, spot) => Verdict::Place,
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
