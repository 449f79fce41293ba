//! Names in the text: those of the knowledge base, longest first, and those
//! that the recogniser found.

use std::collections::HashSet;
use std::ops::Range;

use document::{Id, Label, PartOfSpeech, Place};

use super::Context;
use crate::knowledge::grammar::WordClass;
use crate::knowledge::names::{Meaning, NameKind};

/// Consecutive tokens that name something.
#[derive(Clone, Debug)]
pub struct Spot {
    /// The tokens, without an article before the name.
    pub tokens: Range<usize>,
    /// What the knowledge base says that it may mean; may be empty.
    pub meanings: Vec<Meaning>,
    /// What the recogniser says that it is.
    pub label: Option<Label>,
}

/// The spots of an article in order; they do not overlap.
pub struct Spots {
    /// In the order of the text.
    pub rows: Vec<Spot>,
    /// For each token, the spot that it belongs to.
    of_token: Vec<Option<usize>>,
    /// For each token, the country of the place that it names.
    place_countries: Vec<Option<Label>>,
}

impl Spots {
    /// The spot that a token belongs to.
    pub fn at(&self, token: usize) -> Option<&Spot> {
        self.of_token[token].map(|spot| &self.rows[spot])
    }

    /// The country of the place that a token names.
    pub fn country_of_place(&self, token: usize) -> Option<Label> {
        self.place_countries[token]
    }
}

/// Finds the spots of an article.
pub fn find(context: &Context<'_>, places: &[Place]) -> Spots {
    let named = recognised(context);
    let known = known(context, &named);
    let mut rows = merge(named, known);
    rows.extend(missed(context, &rows));
    rows.sort_by_key(|spot| spot.tokens.start);
    let mut of_token = vec![None; context.parse.tokens.len()];
    for (index, spot) in rows.iter().enumerate() {
        of_token[spot.tokens.clone()].fill(Some(index));
    }
    let mut place_countries = vec![None; context.parse.tokens.len()];
    for place in places {
        for token in place.tokens.ids().filter(|token| token.index() < of_token.len()) {
            place_countries[token.index()] = place.country;
        }
    }
    Spots { rows, of_token, place_countries }
}

/// What the recogniser found, without leading articles and trailing
/// possessive marks.
fn recognised(context: &Context<'_>) -> Vec<Spot> {
    let mut spots = Vec::new();
    for name in context.parse.names.rows() {
        if !context.knowledge.grammar.is(&name.label, WordClass::ActorLabel) {
            continue;
        }
        let (mut start, mut end) = (name.tokens.start.index(), name.tokens.end.index());
        // A name ends with its paragraph, though the recogniser may run on.
        let breaks = |token: &usize| context.text(*token).contains('\n');
        end = (start + 1..end).find(breaks).unwrap_or(end);
        let is_loose = |token: usize| {
            let row = context.token(token);
            matches!(row.part_of_speech, PartOfSpeech::Det | PartOfSpeech::Punct | PartOfSpeech::Space)
                || row.tag == "POS"
        };
        while start < end && is_loose(start) {
            start += 1;
        }
        while end > start && is_loose(end - 1) {
            end -= 1;
        }
        if start < end {
            spots.push(Spot { tokens: start..end, meanings: Vec::new(), label: Some(name.label) });
        }
    }
    spots
}

/// Family names that stood behind a known given name elsewhere in the article,
/// where the recogniser missed them.
fn missed(context: &Context<'_>, rows: &[Spot]) -> Vec<Spot> {
    let is_given = |token: usize| context.knowledge.is_womans_name(context.text(token)).is_some();
    let is_full_name = |spot: &&Spot| {
        spot.tokens.len() > 1 && spot.label.is_some_and(|label| label == "PERSON") && is_given(spot.tokens.start)
    };
    let families: HashSet<&str> =
        rows.iter().filter(is_full_name).map(|spot| context.text(spot.tokens.end - 1)).collect();
    let mut is_taken = vec![false; context.parse.tokens.len()];
    rows.iter().for_each(|spot| is_taken[spot.tokens.clone()].fill(true));
    let is_missed = |token: &usize| {
        let (row, text) = (context.token(*token), context.text(*token));
        let is_noun = matches!(row.part_of_speech, PartOfSpeech::Noun | PartOfSpeech::Propn);
        !is_taken[*token] && is_noun && text.starts_with(char::is_uppercase) && families.contains(text)
    };
    let missed = (0..is_taken.len()).filter(is_missed);
    missed
        .map(|token| Spot { tokens: token..token + 1, meanings: Vec::new(), label: Some(Label::from_static("PERSON")) })
        .collect()
}

/// Names of the knowledge base, from left to right, the longest at each
/// place.
fn known(context: &Context<'_>, named: &[Spot]) -> Vec<Spot> {
    let tokens = context.parse.tokens.rows();
    let text = context.article.text.as_str();
    let mut spots = Vec::new();
    let mut token = 0;
    while token < tokens.len() {
        let start = tokens[token].span.start() as usize;
        let ends = tokens[token..].iter().map(|row| row.span.end() as usize - start);
        let found = context.knowledge.names.longest(&text[start..], ends);
        let Some((place, meanings)) = found else {
            token += 1;
            continue;
        };
        let range = token..token + place + 1;
        if is_name(context, &range, meanings, named) {
            token = range.end;
            spots.push(Spot { tokens: range, meanings: meanings.to_vec(), label: None });
        } else {
            token += 1;
        }
    }
    spots
}

/// Whether words of the index are used as a name here: a single word must be
/// tagged as one, and at the start of a sentence, where every word has a
/// capital, the recogniser must agree unless it is a country.
fn is_name(context: &Context<'_>, range: &Range<usize>, meanings: &[Meaning], named: &[Spot]) -> bool {
    if range.len() > 1 {
        return true;
    }
    let row = context.token(range.start);
    let is_geographic = meanings.iter().any(|meaning| meaning.kind != NameKind::Actor);
    let is_recognised = || named.iter().any(|spot| spot.tokens.contains(&range.start));
    if is_geographic {
        let text = context.text(range.start);
        // "us" is no country, and neither is a verb that looks like one.
        return text.chars().next().is_some_and(char::is_uppercase)
            && !matches!(row.part_of_speech, PartOfSpeech::Pron | PartOfSpeech::Verb | PartOfSpeech::Aux);
    }
    let starts_sentence = context.sentence_tokens(range.start).start == range.start;
    let is_acronym = context.text(range.start).chars().filter(|c| c.is_uppercase()).count() >= 2;
    // Where every word has a capital, the tagger still knows a name by its
    // being no common noun.
    let is_tagged = row.tag == "NNP" || row.tag == "NNPS" && !starts_sentence;
    is_recognised() || is_acronym || is_tagged
}

/// Of overlapping spots, keeps the longer; a known name of the same length
/// takes over the recogniser's label.
fn merge(named: Vec<Spot>, known: Vec<Spot>) -> Vec<Spot> {
    let mut merged: Vec<Spot> = Vec::new();
    let mut named = named.into_iter().peekable();
    for mut spot in known {
        while let Some(before) = named.next_if(|other| other.tokens.end <= spot.tokens.start) {
            merged.push(before);
        }
        let mut is_inside = false;
        while let Some(other) = named.next_if(|other| other.tokens.start < spot.tokens.end) {
            let is_adjective = spot.meanings.iter().all(|meaning| is_adjective(meaning.kind));
            if other.tokens.len() > spot.tokens.len()
                && !(is_adjective && other.label.is_some_and(|label| label != "PERSON"))
            {
                is_inside = true;
                merged.push(other);
            } else {
                spot.label = spot.label.or(other.label);
            }
        }
        let overlaps = merged.last().is_some_and(|last| last.tokens.end > spot.tokens.start);
        if !is_inside && !overlaps {
            merged.push(spot);
        }
    }
    merged.extend(named);
    merged
}

/// Whether a name of this kind describes instead of naming.
pub fn is_adjective(kind: NameKind) -> bool {
    matches!(kind, NameKind::Adjective | NameKind::RegionAdjective)
}
