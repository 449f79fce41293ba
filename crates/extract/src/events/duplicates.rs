//! The same event told twice in one article (headline, lead, background) is
//! one event with all its mentions. Two events stay two where anything speaks
//! against their being one.

use std::collections::{BTreeMap, BTreeSet};

use document::{Event, Grounding, Id, PartOfSpeech, Participant, PlaceId};

use super::ties;
use crate::ground::actors::Context;

/// With so many earlier events of its type an event is compared.
const LOOK_BACK: usize = 24;

/// Joins what is told twice, the later into the earlier.
pub(super) fn join(context: &Context<'_>, grounding: &Grounding, events: Vec<Event>) -> Vec<Event> {
    let mut kept: Vec<Event> = Vec::with_capacity(events.len());
    let mut by_type: BTreeMap<&'static str, Vec<usize>> = BTreeMap::new();
    for event in events {
        let earlier = by_type.entry(event.kind.as_str()).or_default();
        let mut candidates = earlier.iter().rev().take(LOOK_BACK);
        match candidates.find(|&&index| is_same(context, grounding, &kept[index], &event)) {
            Some(&index) => absorb(context, grounding, &mut kept[index], event),
            None => {
                earlier.push(kept.len());
                kept.push(event);
            }
        }
    }
    kept
}

fn is_same(context: &Context<'_>, grounding: &Grounding, first: &Event, second: &Event) -> bool {
    first.mode == second.mode
        && first.status == second.status
        && first.is_historical == second.is_historical
        && context.sentence(first.token.index()) != context.sentence(second.token.index())
        && times_agree(context, grounding, first, second)
        && numbers_agree(first, second)
        && places_agree(grounding, first, second)
        && Sides::new(context, grounding, first)
            .agree(&Sides::new(context, grounding, second), points_back(context, second))
        && is_told_again(context, grounding, first, second)
}

/// Times that are both known overlap; one that is known is not compared with
/// one that is not unless it lies near the day of publication.
fn times_agree(context: &Context<'_>, grounding: &Grounding, first: &Event, second: &Event) -> bool {
    let range = |event: &Event| event.time.and_then(|time| grounding.times[time].range);
    match (range(first), range(second)) {
        (Some(one), Some(other)) => one.0 <= other.1 && other.0 <= one.1,
        (None, None) => true,
        (Some((_, last)), None) | (None, Some((_, last))) => context
            .article
            .published
            .is_none_or(|published| last.until(published).is_ok_and(|span| span.get_days().abs() <= NEAR)),
    }
}

/// Within so many days of publication an event is news.
const NEAR: i32 = 10;

fn numbers_agree(first: &Event, second: &Event) -> bool {
    let agree = |one: Option<u64>, other: Option<u64>| one.is_none() || other.is_none() || one == other;
    let (one, other) = (&first.magnitude, &second.magnitude);
    agree(one.dead, other.dead)
        && agree(one.injured, other.injured)
        && agree(one.size, other.size)
        && agree(one.ordinal, other.ordinal)
}

fn places_agree(grounding: &Grounding, first: &Event, second: &Event) -> bool {
    first.places.is_empty()
        || second.places.is_empty()
        || first.places.iter().any(|&one| second.places.iter().any(|&other| is_within(grounding, one, other)))
}

/// Whether two places are one, or one is the country of the other.
fn is_within(grounding: &Grounding, one: PlaceId, other: PlaceId) -> bool {
    let (one, other) = (&grounding.places[one], &grounding.places[other]);
    let is_country = |kind: &str| kind.starts_with("PCL");
    one.name == other.name
        || ((is_country(&one.kind) || is_country(&other.kind)) && one.country.is_some() && one.country == other.country)
}

/// Who takes part on each side, as numbers of chains, or words where there is
/// none.
struct Sides {
    actors: BTreeSet<String>,
    recipients: BTreeSet<String>,
}

impl Sides {
    fn new(context: &Context<'_>, grounding: &Grounding, event: &Event) -> Self {
        let key = |one: &Participant| match one.mention {
            Some(mention) => format!("{}", grounding.mentions[mention].chain.index()),
            None => context.token(one.head.index()).lemma.to_lowercase(),
        };
        Sides { actors: event.actors.iter().map(key).collect(), recipients: event.recipients.iter().map(key).collect() }
    }

    /// Whether each side of the one is the other's, or a part of it, and the
    /// two have two in common; where the words point back, one will do.
    fn agree(&self, other: &Sides, points_back: bool) -> bool {
        let nested = |one: &BTreeSet<String>, other: &BTreeSet<String>| one.is_subset(other) || other.is_subset(one);
        let shared =
            self.actors.intersection(&other.actors).count() + self.recipients.intersection(&other.recipients).count();
        nested(&self.actors, &other.actors)
            && nested(&self.recipients, &other.recipients)
            && shared >= if points_back { 1 } else { 2 }
    }
}

/// Whether the words of the second take up the first: by its type, such
/// events come once in an article, or the text points back, or says the same.
fn is_told_again(context: &Context<'_>, grounding: &Grounding, first: &Event, second: &Event) -> bool {
    match first.kind.as_str() {
        "CONSULT" => true,
        "ASSAULT" | "COERCE" | "PROTEST" | "MOBILIZE" => {
            points_back(context, second) || share_exactly(grounding, first, second)
        }
        "AID" | "COOPERATE" | "RETREAT" | "SANCTION" => {
            points_back(context, second) || say_the_same(context, first, second)
        }
        _ => say_the_same(context, first, second),
    }
}

/// "the attack", "this visit".
fn points_back(context: &Context<'_>, event: &Event) -> bool {
    is_definite(context, event.token.index())
}

/// Whether a token is a noun with an article or pronoun that points back.
pub(super) fn is_definite(context: &Context<'_>, token: usize) -> bool {
    let is_noun = matches!(context.token(token).part_of_speech, PartOfSpeech::Noun | PartOfSpeech::Propn);
    let is_pointer =
        |child: usize| matches!(context.token(child).lemma.to_lowercase().as_str(), "the" | "this" | "that");
    is_noun && context.children(token, &["det"]).any(is_pointer)
}

/// Whether they share a place below the country, or a number.
fn share_exactly(grounding: &Grounding, first: &Event, second: &Event) -> bool {
    let is_exact = |id: &PlaceId| !grounding.places[*id].kind.starts_with("PCL");
    let names = |event: &Event| -> BTreeSet<String> {
        event.places.iter().filter(|id| is_exact(id)).map(|&id| grounding.places[id].name.clone()).collect()
    };
    let (one, other) = (&first.magnitude, &second.magnitude);
    let equal = |one: Option<u64>, other: Option<u64>| one.is_some() && one == other;
    !names(first).is_disjoint(&names(second)) && (equal(one.dead, other.dead) || equal(one.size, other.size))
}

/// Whether the same word tells both, and the sentences share most of their
/// words.
fn say_the_same(context: &Context<'_>, first: &Event, second: &Event) -> bool {
    let lemma = |event: &Event| context.token(event.token.index()).lemma.as_str();
    let (one, other) = (words(context, first), words(context, second));
    let shared = one.intersection(&other).count();
    lemma(first) == lemma(second) && 5 * shared >= 3 * one.len().min(other.len())
}

/// The nouns and verbs of an event's sentence.
fn words<'a>(context: &Context<'a>, event: &Event) -> BTreeSet<&'a str> {
    let carries = |&token: &usize| {
        matches!(context.token(token).part_of_speech, PartOfSpeech::Noun | PartOfSpeech::Propn | PartOfSpeech::Verb)
    };
    let tokens = context.sentence_tokens(event.token.index());
    tokens.filter(carries).map(|token| context.token(token).lemma.as_str()).collect()
}

/// Adds what the later telling knows to the earlier.
fn absorb(context: &Context<'_>, grounding: &Grounding, first: &mut Event, second: Event) {
    first.mentions.push(second.trigger);
    first.mentions.extend(second.mentions);
    add_participants(grounding, &mut first.actors, second.actors);
    add_participants(grounding, &mut first.recipients, second.recipients);
    first.time = first.time.or(second.time);
    first.statement = first.statement.or(second.statement);
    if first.reported_by.is_empty() {
        first.reported_by = second.reported_by;
    }
    for place in second.places {
        let name = &grounding.places[place].name;
        if !first.places.iter().any(|&known| grounding.places[known].name == *name) {
            first.places.push(place);
        }
    }
    first.magnitude.complete(&second.magnitude);
    first.contexts.extend(second.contexts);
    first.contexts.sort_unstable();
    first.contexts.dedup();
    let words = context.words(&ties::token_range(context, second.trigger));
    first.why.push(format!("{words:?} tells it again ({})", second.why.first().map_or("", String::as_str)));
}

fn add_participants(grounding: &Grounding, known: &mut Vec<Participant>, others: Vec<Participant>) {
    for one in others {
        if one.mention.is_some() && !known.iter().any(|known| super::participants::is_same(grounding, known, &one)) {
            known.push(one);
        }
    }
}
