//! Definite nouns that take up an event told before ("the strike", "this
//! visit") and name nobody: one more mention of it.

use document::{Event, PartOfSpeech};

use super::attribution::{self, Contents};
use super::{duplicates, matching, ties};
use crate::ground::actors::Context;
use crate::knowledge::frames::FramePos;

/// Within so many sentences an event is taken up.
const REACH: usize = 15;

/// Adds to each event the definite nouns behind it that mean it.
pub(super) fn add(context: &Context<'_>, contents: &Contents<'_>, events: &mut [Event]) {
    for noun in 0..context.parse.tokens.len() {
        let is_noun = context.token(noun).part_of_speech == PartOfSpeech::Noun;
        if !is_noun || !duplicates::is_definite(context, noun) || is_known(context, events, noun) {
            continue;
        }
        let Some(earlier) = antecedent(context, events, noun) else { continue };
        let event = &mut events[earlier];
        let span = context.token(noun).span;
        event.mentions.push(span);
        event.why.push(format!("{:?} takes it up", context.text(noun)));
        if event.reported_by.is_empty() {
            event.reported_by = attribution::reporters(contents, context.sentence(noun), span);
        }
    }
}

/// Whether an event is told by these words already.
fn is_known(context: &Context<'_>, events: &[Event], noun: usize) -> bool {
    let span = context.token(noun).span;
    let tells = |event: &Event| event.trigger.overlaps(span) || event.mentions.iter().any(|told| told.overlaps(span));
    events.iter().any(tells)
}

/// The latest event before a noun of a mode that the noun alone can mean; of
/// meetings, of the type.
fn antecedent(context: &Context<'_>, events: &[Event], noun: usize) -> Option<usize> {
    let lemma = matching::lemma(context, noun);
    let frames = context.knowledge.frames.starting_with(&lemma);
    let alone = frames.filter(|frame| {
        frame.pos == FramePos::Noun
            && frame.words.iter().any(|phrase| matches!(phrase.as_slice(), [word] if *word == lemma))
    });
    let means: Vec<_> = alone.map(|frame| (frame.kind, frame.mode)).collect();
    let sentence = context.sentence(noun);
    let fits = |event: &Event| {
        let end = ties::trigger_tokens(context, event).end;
        let distance = sentence.checked_sub(context.sentence(document::Id::index(event.token)));
        end <= noun
            && distance.is_some_and(|distance| distance <= REACH)
            && means.iter().any(|&(kind, mode)| {
                kind == event.kind && (mode == event.mode && !mode.is_empty() || kind == "CONSULT")
            })
    };
    events.iter().rposition(fits)
}
