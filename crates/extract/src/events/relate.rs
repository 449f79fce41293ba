//! Which event links two marked actors of a text.

use document::{Article, Event, Grounding, Id, Parse, Participant, Span};

use super::{Draft, drafts, finish};
use crate::Knowledge;
use crate::ground::actors::Context;

/// The answer for a pair.
#[derive(Clone, Debug)]
pub struct Relation {
    /// The event.
    pub event: Event,
    /// How well it links the two, from 0 to 1.
    pub confidence: f32,
}

/// The event that links `source` (who) and `target` (to whom), each a list of
/// spans; the one that fits the roles best, else the nearest that names
/// either.
pub fn relate(
    knowledge: &Knowledge,
    article: &Article,
    parse: &Parse,
    grounding: &Grounding,
    source: &[Span],
    target: &[Span],
) -> Option<Relation> {
    let context = Context { knowledge, article, parse };
    let mut best: Option<(i32, Draft)> = None;
    for token in 0..parse.tokens.len() {
        for draft in drafts(&context, grounding, token) {
            let score = score(&context, grounding, &draft, source, target);
            if best.as_ref().is_none_or(|(top, _)| score > *top) {
                best = Some((score, draft));
            }
        }
    }
    let (score, draft) = best?;
    Some(Relation { confidence: (score as f32 / 14.0).clamp(0.1, 0.95), event: finish(&context, draft) })
}

/// How well an event links the two.
fn score(context: &Context<'_>, grounding: &Grounding, draft: &Draft, source: &[Span], target: &[Span]) -> i32 {
    let touches = |participants: &[Participant], marked: &[Span]| {
        participants.iter().any(|participant| {
            let head = context.token(participant.head.index()).span;
            let mention = participant.mention.map(|mention| grounding.mentions[mention].span);
            marked.iter().any(|span| span.overlaps(head) || mention.is_some_and(|mention| span.overlaps(mention)))
        })
    };
    let actor_is_source = touches(&draft.actors, source);
    let recipient_is_target = touches(&draft.recipients, target);
    let mut score = 5 * i32::from(actor_is_source) + 5 * i32::from(recipient_is_target);
    score += 4 * i32::from(touches(&draft.actors, target) && actor_is_source && draft.recipients.is_empty());
    score += 2 * i32::from(!actor_is_source && touches(&draft.recipients, source));
    score += 2 * i32::from(!recipient_is_target && touches(&draft.actors, target));
    // Words inside one of the marked phrases describe it.
    let trigger = context.token(draft.token).span;
    if source.iter().chain(target).any(|span| span.contains(trigger)) {
        score -= 3;
    }
    // The main verb tells more than what hangs on it.
    score += i32::from(context.token(draft.token).relation == "ROOT");
    score
}
