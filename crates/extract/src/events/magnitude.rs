//! How many were killed and injured, how many took part, and which one in a
//! row an event was.

use document::{Event, Id, Magnitude};

use super::{numbers, ties};
use crate::ground::actors::Context;
use crate::knowledge::circumstances::{Field, NumberSlot};

/// Sets size and ordinal of each event, and gives the dead and injured of a
/// sentence to the event that it tells of.
pub(super) fn set(context: &Context<'_>, events: &mut [Event]) {
    for event in &mut *events {
        event.magnitude.size = size(context, event);
        event.magnitude.ordinal = ordinal(context, event);
    }
    let sentences: Vec<usize> = events.iter().map(|event| context.sentence(event.token.index())).collect();
    let mut last = 0;
    for index in 0..context.parse.sentences.len() {
        let first = sentences.partition_point(|&sentence| sentence < index);
        let end = sentences.partition_point(|&sentence| sentence <= index);
        let is_next = first > 0 && sentences[first - 1] + 1 == index;
        // A sentence of numbers alone tells of the one before it.
        let told = if first < end {
            first..end
        } else if is_next {
            last..first
        } else {
            continue;
        };
        give(context, index, &mut events[told]);
        if first < end {
            last = first;
        }
    }
}

fn size(context: &Context<'_>, event: &Event) -> Option<u64> {
    let known = &context.knowledge.magnitudes;
    let (kind, mode) = (event.kind.as_str(), event.mode.as_str());
    if known.of_actors.has(kind, mode) {
        let subject = event.actors.iter().find_map(|one| people(context, one.head.index()));
        return subject.or_else(|| people(context, event.token.index()));
    }
    if !known.of_objects.has(kind, mode) {
        return None;
    }
    let verb = event.token.index();
    let object = context.children(verb, &["dobj", "nsubjpass"]).find_map(|object| people(context, object));
    let of = || {
        let of = context.children(verb, &["prep"]).find(|&prep| context.token(prep).lemma == "of")?;
        context.children(of, &["pobj"]).find_map(|object| people(context, object))
    };
    object.or_else(of).or_else(|| event.recipients.iter().find_map(|one| people(context, one.head.index())))
}

/// The number of a noun, unless it counts money, days or shares.
fn people(context: &Context<'_>, noun: usize) -> Option<u64> {
    let label = context.parse.name_of(context.id(noun)).map(|name| context.parse.names[name].label);
    let is_measure = label
        .is_some_and(|label| matches!(label.as_str(), "MONEY" | "PERCENT" | "DATE" | "TIME" | "QUANTITY" | "ORDINAL"));
    if is_measure { None } else { numbers::counted(context, noun) }
}

/// "his 15th visit", "is visiting for the fifteenth time".
fn ordinal(context: &Context<'_>, event: &Event) -> Option<u64> {
    let trigger = ties::trigger_tokens(context, event);
    let of_noun = |noun: usize| context.children(noun, &["amod"]).find_map(|token| numbers::ordinal(context, token));
    let own = || trigger.clone().find_map(of_noun);
    let time = || {
        let heads =
            trigger.clone().flat_map(|token| context.children(token, &["prep", "npadvmod"]).collect::<Vec<_>>());
        let mut nouns = heads.flat_map(|head| context.children(head, &["pobj"]).chain([head]).collect::<Vec<_>>());
        let noun = nouns.find(|&noun| context.token(noun).lemma == "time")?;
        of_noun(noun)
    };
    own().or_else(time)
}

/// Gives the dead and injured of a sentence to the events that may have
/// caused them.
fn give(context: &Context<'_>, sentence: usize, events: &mut [Event]) {
    let tokens = context.parse.sentences.rows()[sentence].tokens;
    for token in tokens.start.index()..tokens.end.index() {
        for &(slot, field) in context.knowledge.magnitudes.of_word(context.token(token).lemma.as_str()) {
            let Some(number) = number(context, token, slot) else { continue };
            if let Some(event) = cause(context, token, events) {
                add(&mut event.magnitude, field, number);
            }
        }
    }
}

fn add(magnitude: &mut Magnitude, field: Field, number: u64) {
    let own = match field {
        Field::Dead => &mut magnitude.dead,
        Field::Injured => &mut magnitude.injured,
    };
    *own = own.or(Some(number));
}

/// The event of violence that a casualty word belongs to: its own, that of the
/// verb which it is coordinated with, or the nearest before it.
fn cause<'e>(context: &Context<'_>, token: usize, events: &'e mut [Event]) -> Option<&'e mut Event> {
    let first = context.head(token);
    let joined = (context.token(token).relation == "conj").then_some(first);
    let rank = |event: &Event| {
        let trigger = ties::trigger_tokens(context, event);
        let fits = match event.kind.as_str() {
            "ASSAULT" => 2,
            "PROTEST" => 1,
            _ => return None,
        };
        let own = joined.is_some_and(|joined| trigger.contains(&joined)).then_some(3);
        let own = own.or(trigger.contains(&token).then_some(2)).unwrap_or(0);
        Some((own, fits, std::cmp::Reverse(event.token.index().abs_diff(token))))
    };
    let ranked = events.iter().enumerate().filter_map(|(index, event)| Some((rank(event)?, index)));
    let (_, best) = ranked.max()?;
    events.get_mut(best)
}

/// The number that stands with a word in a slot.
fn number(context: &Context<'_>, word: usize, slot: NumberSlot) -> Option<u64> {
    match slot {
        NumberSlot::Object => {
            let relations = ["dobj", "nsubjpass"];
            let own = context.children(word, &relations).find_map(|object| sum(context, object));
            // "12 people killed in the raid"
            let is_participle = context.token(word).relation == "acl" && context.token(word).tag == "VBN";
            own.or_else(|| is_participle.then(|| sum(context, context.head(word))).flatten())
        }
        NumberSlot::Subject => context.children(word, &["nsubj"]).find_map(|subject| sum(context, subject)),
        NumberSlot::Noun => people(context, word),
        NumberSlot::Adjective => {
            let before = word.checked_sub(1).filter(|&before| context.sentence(before) == context.sentence(word))?;
            people(context, before).or_else(|| people(context, word))
        }
    }
}

/// The numbers of a noun and of those coordinated with it ("12 soldiers and
/// three guards").
fn sum(context: &Context<'_>, noun: usize) -> Option<u64> {
    let mut total = people(context, noun)?;
    let mut current = noun;
    for _ in 0..4 {
        let Some(next) = context.children(current, &["conj"]).next() else { break };
        total += people(context, next).unwrap_or(0);
        current = next;
    }
    Some(total)
}
