//! The event layer: who did what to whom.
//!
//! [`predicates`] turns each verb, event noun and adjective into plain slots;
//! [`matching`] finds the frame that it answers to; [`participants`] finds who
//! fills the roles; [`status`] says whether it happened; [`composition`]
//! applies the words that govern it (promise, refuse, demand, threaten …).

mod composition;
mod matching;
mod participants;
pub(crate) mod predicates;
mod relate;
mod status;

pub use self::relate::{Relation, relate};

use document::{Article, Event, EventId, Grounding, Id, Label, Parse, Participant, Status, Table, TokenId};

use self::predicates::{Predicate, PredicateKind, Slot};
use crate::Knowledge;
use crate::ground::actors::Context;
use crate::knowledge::frames::{Frame, Role};

/// An event while it is being made.
#[derive(Clone, Debug)]
pub(crate) struct Draft {
    pub kind: Label,
    pub mode: Label,
    pub cameo: Label,
    pub contexts: Vec<Label>,
    pub status: Status,
    pub token: usize,
    pub trigger: std::ops::Range<usize>,
    pub actors: Vec<Participant>,
    pub recipients: Vec<Participant>,
    pub confidence: f32,
    pub why: Vec<String>,
}

/// The events of an article in the order of their triggers.
pub fn find(knowledge: &Knowledge, article: &Article, parse: &Parse, grounding: &Grounding) -> Table<EventId, Event> {
    let context = Context { knowledge, article, parse };
    let mut events = Table::new();
    for token in 0..parse.tokens.len() {
        for draft in drafts(&context, grounding, token) {
            events.push(finish(&context, draft));
        }
    }
    events
}

/// The events that a token reports: its frame's, changed by what governs it.
pub(crate) fn drafts(context: &Context<'_>, grounding: &Grounding, token: usize) -> Vec<Draft> {
    let knowledge = context.knowledge;
    let Some(predicate) = predicates::predicate(context, token, &knowledge.light_verbs) else { return Vec::new() };
    let Some(frame) = matching::best(context, &knowledge.frames, grounding, &predicate) else { return Vec::new() };
    let mut draft = draft(context, grounding, &predicate, frame);
    draft.status = status::of(context, &predicate);
    composition::apply(context, grounding, &predicate, &mut draft);
    status::settle(&mut draft);
    if draft.actors.is_empty() && draft.recipients.is_empty() {
        return Vec::new();
    }
    vec![draft]
}

fn draft(context: &Context<'_>, grounding: &Grounding, predicate: &Predicate<'_>, frame: &Frame) -> Draft {
    let mut draft = Draft {
        kind: frame.kind,
        mode: frame.mode,
        cameo: frame.cameo,
        contexts: frame.contexts.clone(),
        status: Status::Actual,
        token: predicate.token,
        trigger: trigger(predicate),
        actors: Vec::new(),
        recipients: Vec::new(),
        confidence: 0.7,
        why: vec![format!("the frame {}", frame.id)],
    };
    for &(slot, role) in &frame.roles {
        for filler in matching::fillers(predicate, slot) {
            put(context, grounding, &mut draft, role, filler, slot);
        }
    }
    // Whoever carries out an event noun ("launched an attack") does it, where
    // nobody owns it.
    let owner_role = frame.roles.iter().find(|(slot, _)| *slot == "owner").map(|&(_, role)| role);
    if let (PredicateKind::Noun, Some(role)) = (predicate.pos, owner_role) {
        for carrier in predicate.slot(Slot::Subject) {
            put(context, grounding, &mut draft, role, carrier, "subject of the light verb");
        }
    }
    draft
}

fn put(context: &Context<'_>, grounding: &Grounding, draft: &mut Draft, role: Role, filler: usize, slot: &str) {
    let participant = participants::participant(context, grounding, filler);
    let list = match role {
        Role::Actor | Role::Both => &mut draft.actors,
        Role::Recipient => &mut draft.recipients,
        Role::Theme | Role::Place => return,
    };
    if !list.iter().any(|known| known.head == participant.head) {
        list.push(participant);
        draft.why.push(format!("{:?} is {role:?} as {slot}", context.text(filler)));
    }
}

fn trigger(predicate: &Predicate<'_>) -> std::ops::Range<usize> {
    let tokens = [Some(predicate.token), predicate.carrier, predicate.particle];
    let places = tokens.into_iter().flatten();
    let (first, last) = places.fold((predicate.token, predicate.token), |(first, last), token| (first.min(token), last.max(token)));
    first..last + 1
}

fn finish(context: &Context<'_>, draft: Draft) -> Event {
    Event {
        kind: draft.kind,
        mode: draft.mode,
        cameo: draft.cameo,
        contexts: draft.contexts,
        status: draft.status,
        is_historical: false,
        trigger: context.span(&draft.trigger),
        token: TokenId::from_index(draft.token),
        actors: draft.actors,
        recipients: draft.recipients,
        time: None,
        places: Vec::new(),
        statement: None,
        confidence: draft.confidence,
        why: draft.why,
    }
}
