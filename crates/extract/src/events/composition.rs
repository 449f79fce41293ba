//! What governs an event changes it: "agreed to send", "refused to meet",
//! "urged Beijing to withdraw", "threatened to strike", "called off the
//! talks".

use document::{Grounding, Label, Participant, Status};

use super::predicates::{Predicate, PredicateKind, governor, subjects};
use super::{Draft, matching, participants};
use crate::ground::actors::Context;
use crate::knowledge::composition::Effect;

/// How many governors are looked at, from the event outwards.
const REACH: usize = 4;

/// Applies the words that govern a predicate, the nearest first.
pub fn apply(context: &Context<'_>, grounding: &Grounding, predicate: &Predicate<'_>, draft: &mut Draft) {
    let mut current = predicate.carrier.unwrap_or(predicate.token);
    for _ in 0..REACH {
        let Some((word, construction)) = governing(context, current, predicate) else { return };
        let lemma = matching::lemma(context, word);
        let effect = context.knowledge.compositions.get(&lemma, construction);
        if let Some(effect) = effect {
            let was = draft.kind;
            change(context, grounding, draft, effect, word);
            if draft.kind != was || effect != Effect::None {
                draft.why.push(format!("{:?} governs it ({construction}): {effect:?}", context.text(word)));
            }
        }
        let negates = context.children(word, &["neg"]).next().is_some();
        if negates
            && draft.kind != Label::from_static("REJECT")
            && matches!(effect, Some(Effect::Intent | Effect::None) | None)
        {
            draft.status = Status::Negated;
        }
        current = word;
    }
}

/// The word that governs a verb or noun, and by which construction.
fn governing(context: &Context<'_>, token: usize, predicate: &Predicate<'_>) -> Option<(usize, &'static str)> {
    let row = context.token(token);
    let up = governor(context, token);
    if up == token {
        return None;
    }
    let construction = match row.relation.as_str() {
        "xcomp" | "acomp" if row.tag == "VBG" => "ing",
        "xcomp" | "ccomp" if context.children(token, &["aux"]).any(|aux| context.token(aux).tag == "TO") => {
            let has_object = context.children(up, &["dobj"]).any(|object| object < token)
                || context.children(token, &["nsubj"]).next().is_some();
            if has_object { "object-to" } else { "to" }
        }
        "ccomp" | "xcomp" => "that",
        "acl" if context.children(token, &["aux"]).any(|aux| context.token(aux).tag == "TO") => "to",
        "pcomp" => match context.token(context.head(token)).lemma.as_str() {
            "from" => "from-ing",
            "of" => "of",
            _ => "ing",
        },
        "dobj" | "nsubjpass" => "object",
        "pobj" if predicate.pos == PredicateKind::Noun => match context.token(up).lemma.as_str() {
            "for" => return Some((context.head(up), "for")),
            "of" => return Some((context.head(up), "of")),
            _ => return None,
        },
        _ => return None,
    };
    Some((up, construction))
}

fn change(context: &Context<'_>, grounding: &Grounding, draft: &mut Draft, effect: Effect, word: usize) {
    match effect {
        Effect::Intent => draft.status = if draft.status == Status::Negated { Status::Negated } else { Status::Future },
        Effect::Refuse => replace(context, grounding, draft, word, "REJECT", request_mode(draft.kind), "12"),
        Effect::Demand => {
            let asked: Vec<Participant> = draft.actors.clone();
            let mode = request_mode(draft.kind);
            replace(context, grounding, draft, word, "REQUEST", mode, "10");
            let speakers: Vec<_> = draft.actors.iter().map(|actor| actor.head).collect();
            let others: Vec<Participant> = asked.into_iter().filter(|one| !speakers.contains(&one.head)).collect();
            if !others.is_empty() {
                draft.recipients = others;
            }
        }
        Effect::Threaten => replace(context, grounding, draft, word, "THREATEN", threat_mode(draft.kind), "13"),
        Effect::Accuse | Effect::Condemn => {
            let doers = draft.actors.clone();
            replace(
                context,
                grounding,
                draft,
                word,
                "ACCUSE",
                if effect == Effect::Accuse { "allege" } else { "disapprove" },
                "112",
            );
            if !doers.is_empty() {
                draft.recipients = doers;
            }
        }
        Effect::Praise => {
            let doers = draft.actors.clone();
            replace(context, grounding, draft, word, "SUPPORT", "", "051");
            if !doers.is_empty() {
                draft.recipients = doers;
            }
        }
        Effect::EndConflict => replace(context, grounding, draft, word, "RETREAT", "", "087"),
        Effect::EndCooperation | Effect::Cancel => {
            replace(context, grounding, draft, word, "SANCTION", "discontinue", "16");
        }
        Effect::Fail | Effect::Deny => draft.status = Status::Negated,
        Effect::Consider | Effect::Possible | Effect::Try => draft.status = Status::Hypothetical,
        Effect::None => {}
    }
}

/// Makes the event what the governing word's subject does.
fn replace(
    context: &Context<'_>,
    grounding: &Grounding,
    draft: &mut Draft,
    word: usize,
    kind: &'static str,
    mode: &'static str,
    cameo: &'static str,
) {
    let speakers: Vec<Participant> = subjects(context, word, 0)
        .into_iter()
        .map(|subject| participants::participant(context, grounding, subject))
        .collect();
    if draft.recipients.is_empty() {
        let heads: Vec<_> = speakers.iter().map(|speaker| speaker.head).collect();
        draft.recipients = draft.actors.iter().copied().filter(|actor| !heads.contains(&actor.head)).collect();
    }
    if !speakers.is_empty() {
        draft.actors = speakers;
    }
    draft.kind = Label::from_static(kind);
    draft.mode = Label::from_static(mode);
    draft.cameo = Label::from_static(cameo);
    draft.status = super::status::of_word(context, word);
    draft.trigger.start = draft.trigger.start.min(word);
    draft.trigger.end = draft.trigger.end.max(word + 1);
}

/// PLOVER's modes of REQUEST and REJECT by what is asked.
fn request_mode(kind: Label) -> &'static str {
    match kind.as_str() {
        "CONSULT" => "meet",
        "AID" | "COOPERATE" | "SUPPORT" | "AGREE" => "assist",
        "RETREAT" | "CONCEDE" => "yield",
        _ => "change",
    }
}

/// PLOVER's modes of THREATEN by what is threatened.
fn threat_mode(kind: Label) -> &'static str {
    match kind.as_str() {
        "ASSAULT" | "MOBILIZE" => "violence",
        "COERCE" => "restrict",
        "SANCTION" => "relations",
        _ => "",
    }
}
