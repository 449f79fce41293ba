//! Whether an event happened: tense, modality and negation around its
//! trigger, and PLOVER's rule that cooperation to come is AGREE.

use document::{Event, Label, Status};

use super::predicates::{Predicate, Slot};
use super::{Draft, composition, scores};
use crate::ground::actors::Context;
use crate::knowledge::ontology::Ontology;

/// The status by the verb's own auxiliaries and negation, and by conditions
/// that it stands in.
pub fn of(context: &Context<'_>, predicate: &Predicate<'_>) -> Status {
    let verb = predicate.carrier.unwrap_or(predicate.token);
    if predicate.is_negated || is_denied(context, predicate, verb) {
        return Status::Negated;
    }
    of_word(context, verb)
}

/// "Nobody was arrested", "released neither of them", "without accusing
/// anyone", "boycott it no longer".
fn is_denied(context: &Context<'_>, predicate: &Predicate<'_>, verb: usize) -> bool {
    let is_none =
        |token: usize| context.knowledge.frames.is_of(&context.token(token).lemma.to_lowercase(), "none-word");
    let arguments = predicate.slots.iter().filter(|(slot, _)| matches!(slot, Slot::Subject | Slot::Object));
    let mut arguments = arguments.map(|&(_, token)| token);
    let is_without =
        context.token(verb).relation == "pcomp" && context.token(context.head(verb)).lemma.as_str() == "without";
    is_without
        || arguments.any(|token| is_none(token) || context.children(token, &["det", "preconj"]).any(is_none))
        || context
            .children(verb, &["advmod"])
            .any(|word| context.children(word, &["neg"]).next().is_some() || is_none(word))
}

/// The status by the auxiliaries of a verb and the condition that it stands
/// in.
pub fn of_word(context: &Context<'_>, verb: usize) -> Status {
    for auxiliary in context.children(verb, &["aux"]).collect::<Vec<_>>() {
        match context.token(auxiliary).lemma.to_lowercase().as_str() {
            "will" | "shall" | "'ll" => return Status::Future,
            "would" if is_reported_future(context, verb) => return Status::Future,
            "may" | "might" | "could" | "would" | "should" | "can" | "must" => return Status::Hypothetical,
            _ => {}
        }
    }
    if context.children(verb, &["mark"]).any(|mark| is_condition(context, mark)) {
        return Status::Hypothetical;
    }
    Status::Actual
}

/// "Said that it would send": what was to come when it was said. Under a
/// condition it stays open ("said it would send troops if asked").
fn is_reported_future(context: &Context<'_>, verb: usize) -> bool {
    let up = context.head(verb);
    let is_past = matches!(context.token(up).tag.as_str(), "VBD" | "VBN" | "VBG");
    let conditions = context.children(verb, &["advcl", "prep"]).collect::<Vec<_>>();
    let is_open = conditions
        .into_iter()
        .any(|clause| context.children(clause, &["mark"]).chain([clause]).any(|word| is_condition(context, word)));
    context.token(verb).relation == "ccomp" && is_past && !is_open
}

fn is_condition(context: &Context<'_>, word: usize) -> bool {
    matches!(context.token(word).lemma.to_lowercase().as_str(), "if" | "unless" | "provided" | "whether")
}

/// "Will not lift", "cannot accept": refusing cooperation is REJECT.
pub fn settle_refusal(context: &Context<'_>, predicate: &Predicate<'_>, draft: &mut Draft) {
    if draft.status != Status::Negated || !composition::is_cooperation(draft.kind) {
        return;
    }
    let verb = predicate.carrier.unwrap_or(predicate.token);
    let refuses =
        |aux: usize| matches!(context.token(aux).lemma.as_str(), "will" | "would" | "can" | "shall" | "wo" | "ca");
    if context.children(verb, &["aux"]).any(refuses) {
        draft.why.push(format!("refused {} is REJECT", draft.kind));
        draft.mode = Label::from_static(composition::request_mode(draft.kind));
        draft.kind = Label::from_static("REJECT");
        draft.cameo = Label::from_static("12");
        draft.status = Status::Actual;
    }
}

/// Cooperation that is still to come is a promise; a concession by deed that
/// is still to come is one by word.
pub fn settle(draft: &mut Draft) {
    if draft.status != Status::Future {
        return;
    }
    if let Some((kind, cameo)) = to_come(draft.kind) {
        draft.why.push(format!("future {} is {kind}", draft.kind));
        (draft.kind, draft.mode, draft.cameo) = (kind, Label::default(), cameo);
    }
}

/// The same for an event whose time shows that it is to come.
pub fn settle_event(ontology: &Ontology, event: &mut Event) {
    if let Some((kind, cameo)) = to_come(event.kind) {
        event.why.push(format!("future {} is {kind}", event.kind));
        (event.kind, event.mode, event.cameo) = (kind, Label::default(), cameo);
        scores::set(ontology, event);
    }
}

/// What PLOVER calls a type while it is to come, with its CAMEO code.
fn to_come(kind: Label) -> Option<(Label, Label)> {
    let (kind, cameo) = match kind.as_str() {
        "CONSULT" | "SUPPORT" | "COOPERATE" | "AID" => ("AGREE", "03"),
        "RETREAT" => ("CONCEDE", "083"),
        _ => return None,
    };
    Some((Label::from_static(kind), Label::from_static(cameo)))
}
