//! Events of verbs that no frame answers to: the words around who stands
//! before and after the verb decide ([`evidence`](super::evidence)).

use document::{Grounding, Label, Participant};

use super::predicates::{Predicate, PredicateKind, Slot};
use super::{Draft, participants, relate, status};
use crate::ground::actors::Context;

/// A type must be at least so likely.
const SURE: f32 = 0.75;

/// The event of a verb between two actors of known countries or public
/// sectors, where the words speak for one type.
pub(super) fn draft(context: &Context<'_>, grounding: &Grounding, predicate: &Predicate<'_>) -> Option<Draft> {
    if predicate.pos != PredicateKind::Verb || status::of(context, predicate) != document::Status::Actual {
        return None;
    }
    let actor = predicate.slot(Slot::Subject).find_map(|token| actor(context, grounding, token))?;
    let after = predicate.slots.iter().filter(|(slot, _)| {
        matches!(
            slot,
            Slot::Object | Slot::Indirect | Slot::Preposition("to" | "on" | "against" | "with" | "for" | "from")
        )
    });
    let recipient = after.map(|&(_, token)| token).find_map(|token| self::actor(context, grounding, token))?;
    if participants::is_same(grounding, &actor, &recipient) {
        return None;
    }
    let shares = relate::shares(context, &[actor.span], &[recipient.span], &[])?;
    let classes = &context.knowledge.type_weights.classes.rows;
    let (kind, share) = relate::likeliest(classes, &shares, |class| class.kind);
    (share >= SURE).then(|| Draft {
        kind: Label::from_static(kind),
        mode: Label::default(),
        cameo: Label::default(),
        contexts: Vec::new(),
        status: status::of(context, predicate),
        token: predicate.token,
        trigger: super::trigger(predicate),
        actors: vec![actor],
        recipients: vec![recipient],
        is_part: false,
        is_mutual: false,
        confidence: share,
        why: vec![format!("no frame; the words around the two speak for {kind} ({:.0} %)", share * 100.0)],
    })
}

/// Who an argument stands for, where he is of a known country or public sector.
fn actor(context: &Context<'_>, grounding: &Grounding, token: usize) -> Option<Participant> {
    let participant = participants::participant(context, grounding, token);
    let chain = grounding.chain_of(participant.mention?);
    let is_public = chain.sectors.iter().any(|sector| context.knowledge.sectors.is_public(sector));
    (!chain.countries.is_empty() || is_public).then_some(participant)
}
