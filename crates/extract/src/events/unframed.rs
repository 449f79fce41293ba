//! Events that no frame answers to: the words around who stands before and
//! after a verb decide ([`evidence`](super::evidence)).

use std::ops::Range;

use document::{Grounding, Label, Participant, Span, Status};

use super::predicates::{Predicate, PredicateKind, Slot};
use super::{Draft, evidence, participants, relate, status};
use crate::ground::actors::Context;

/// A type must be at least so likely for a verb to be coded without a frame.
const SURE: f32 = 0.75;

/// The event of a verb between two actors of known countries or public
/// sectors, where the words speak for one type.
pub(super) fn draft(context: &Context<'_>, grounding: &Grounding, predicate: &Predicate<'_>) -> Option<Draft> {
    if predicate.pos != PredicateKind::Verb || status::of(context, predicate) != Status::Actual {
        return None;
    }
    let actor = predicate.slot(Slot::Subject).find_map(|token| actor(context, grounding, token))?;
    let frames = &context.knowledge.frames;
    let leads = |slot: &Slot<'_>| match slot {
        Slot::Object | Slot::Indirect => true,
        Slot::Preposition(word) => frames.is_of(word, "recipient-preposition"),
        Slot::Subject | Slot::Owner | Slot::Clause => false,
    };
    let after = predicate.slots.iter().filter(|(slot, _)| leads(slot));
    let recipient = after.map(|&(_, token)| token).find_map(|token| self::actor(context, grounding, token))?;
    if participants::is_same(grounding, &actor, &recipient) {
        return None;
    }
    let shares = relate::shares(context, &[actor.span], &[recipient.span], &[])?;
    let draft = by_words(context, (predicate.token, super::trigger(predicate)), &shares);
    (draft.confidence >= SURE).then(|| Draft { actors: vec![actor], recipients: vec![recipient], ..draft })
}

/// The event between two marked actors at the word where the ways from them
/// meet.
pub(super) fn between(
    context: &Context<'_>,
    grounding: &Grounding,
    (source, target): (&[Span], &[Span]),
    shares: &[f32],
) -> Option<Draft> {
    let token = evidence::meeting(context, source, target)?;
    let participant = |spans: &[Span]| {
        let head = evidence::head_of(context, spans)?;
        Some(participants::participant(context, grounding, head))
    };
    let draft = by_words(context, (token, token..token + 1), shares);
    Some(Draft {
        status: status::of_word(context, token),
        actors: participant(source).into_iter().collect(),
        recipients: participant(target).into_iter().collect(),
        ..draft
    })
}

/// An event of the likeliest type, with the code of its likeliest class.
fn by_words(context: &Context<'_>, (token, trigger): (usize, Range<usize>), shares: &[f32]) -> Draft {
    let classes = &context.knowledge.type_weights.classes.rows;
    let (kind, share) = relate::likeliest(classes, shares, |class| class.kind);
    let of_kind = classes.iter().zip(shares).filter(|(class, _)| class.kind == kind);
    let likeliest = of_kind.max_by(|one, other| one.1.total_cmp(other.1));
    Draft {
        kind: Label::from_static(kind),
        mode: Label::default(),
        cameo: Label::from_static(likeliest.map_or("", |(class, _)| class.code())),
        contexts: Vec::new(),
        status: Status::Actual,
        token,
        trigger,
        mentions: Vec::new(),
        actors: Vec::new(),
        recipients: Vec::new(),
        is_part: false,
        is_mutual: false,
        confidence: share,
        why: vec![format!("no frame; the words around the two speak for {kind} ({:.0} %)", share * 100.0)],
    }
}

/// Who an argument stands for, where he is of a known country or public sector.
pub(super) fn actor(context: &Context<'_>, grounding: &Grounding, token: usize) -> Option<Participant> {
    let participant = participants::participant(context, grounding, token);
    let chain = grounding.chain_of(participant.mention?);
    let is_public = chain.sectors.iter().any(|sector| context.knowledge.sectors.is_public(sector));
    (!chain.countries.is_empty() || is_public).then_some(participant)
}
