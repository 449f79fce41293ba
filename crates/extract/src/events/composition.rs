//! What governs an event changes it: "agreed to send", "refused to meet",
//! "urged Beijing to withdraw", "threatened to strike", "called off the
//! talks".

use document::{Grounding, Label, PartOfSpeech, Participant, Status};

use super::predicates::{Predicate, Slot, governor, predicate, subjects};
use super::{Draft, matching, participants, status};
use crate::ground::actors::Context;
use crate::knowledge::composition::{Composition, Effect};
use crate::knowledge::frames::Need;

/// How many governors are looked at, from the event outwards.
const REACH: usize = 4;

/// Applies the words that govern a predicate, the nearest first. False where
/// the event is but a part of another that has a frame of its own ("called
/// for sanctions").
pub fn apply(context: &Context<'_>, grounding: &Grounding, predicate: &Predicate<'_>, draft: &mut Draft) -> bool {
    let mut current = predicate.carrier.unwrap_or(predicate.token);
    modifiers(context, grounding, predicate.token, draft);
    for _ in 0..REACH {
        let Some((word, construction)) = governing(context, current) else { return true };
        if let Some(row) = row(context, word, construction)
            && fits(context, row, current)
        {
            let accuses = row.effect == Effect::Accuse && is_told(context, grounding, word, "ACCUSE");
            if accuses {
                // The accusation is an event of its own; the deed stands as one that is alleged.
                draft.why.push(format!("{:?} alleges it", context.text(word)));
                return true;
            }
            if is_named_by_frame(context, grounding, word, current) {
                // What is condemned, praised or alleged stands as a deed.
                return matches!(row.effect, Effect::Accuse | Effect::Condemn | Effect::Praise | Effect::None);
            }
            let was = draft.kind;
            let is_negated = context.children(word, &["neg"]).next().is_some();
            change(context, grounding, draft, row.effect, word, is_negated);
            if draft.kind != was || row.effect != Effect::None {
                let not = if is_negated { "not " } else { "" };
                let (words, effect) = (row.words.join(" "), row.effect.name());
                draft.why.push(format!("{not}{words:?} governs it ({construction}): {effect}"));
            }
        }
        let is_direct = current == predicate.carrier.unwrap_or(predicate.token);
        if is_direct && construction == "object" && draft.actors.is_empty() {
            // "Sweden announced plans to send tanks": whose plans they are.
            draft.actors = subjects_as_actors(context, grounding, word, draft);
        }
        current = word;
    }
    true
}

/// The subjects of a verb, less those who are the event's recipients.
fn subjects_as_actors(context: &Context<'_>, grounding: &Grounding, verb: usize, draft: &Draft) -> Vec<Participant> {
    let subjects = subjects(context, verb, 0).into_iter();
    let all = subjects.map(|subject| participants::participant(context, grounding, subject));
    all.filter(|one| {
        one.mention.is_some() && !draft.recipients.iter().any(|known| participants::is_same(grounding, known, one))
    })
    .collect()
}

/// Whether the frame that fits a governing word asks for the class of what it
/// governs.
fn is_named_by_frame(context: &Context<'_>, grounding: &Grounding, word: usize, inner: usize) -> bool {
    let knowledge = context.knowledge;
    let Some(outer) = predicate(context, word, &knowledge.light_verbs) else { return false };
    let Some(frame) = matching::best(context, &knowledge.frames, grounding, &outer, None) else { return false };
    frame.needs.iter().any(|need| match need {
        Need::Class(slot, _) => matching::fillers(&outer, slot).any(|filler| filler == inner),
        _ => false,
    })
}

/// Whether a word is an event of a type by a frame of its own.
fn is_told(context: &Context<'_>, grounding: &Grounding, word: usize, kind: &str) -> bool {
    let knowledge = context.knowledge;
    let outer = predicate(context, word, &knowledge.light_verbs);
    let frame = outer.and_then(|outer| matching::best(context, &knowledge.frames, grounding, &outer, None));
    frame.is_some_and(|frame| frame.kind == kind)
}

/// The row with the longest phrase that stands here.
fn row<'k>(context: &Context<'k>, word: usize, construction: &str) -> Option<&'k Composition> {
    let lemma = matching::lemma(context, word);
    // The tagger's participles as adjectives keep the form of the word.
    let form = context.text(word).to_lowercase();
    let mut rows: Vec<&Composition> = context.knowledge.compositions.with(&lemma).collect();
    if form != lemma {
        rows.extend(context.knowledge.compositions.with(&form));
    }
    let stands = |row: &&Composition| {
        let others = row.words.iter().filter(|other| **other != lemma && **other != form);
        row.construction == construction && others.into_iter().all(|other| matching::is_around(context, word, other))
    };
    rows.into_iter().filter(stands).max_by_key(|row| row.words.len())
}

/// Demands by clause are in the subjunctive or with "should" ("insisted that
/// he go"); else the clause only says something.
fn fits(context: &Context<'_>, row: &Composition, clause: usize) -> bool {
    if row.effect != Effect::Demand || row.construction != "that" {
        return true;
    }
    let verb = context.token(clause);
    let must = context.children(clause, &["aux", "auxpass"]).any(|aux| {
        matches!(context.token(aux).lemma.as_str(), "should" | "must" | "ought") || context.token(aux).tag == "VB"
    });
    verb.tag == "VB" || must
}

/// What stands before an event noun: "a planned visit", "alleged attacks".
fn modifiers(context: &Context<'_>, grounding: &Grounding, noun: usize, draft: &mut Draft) {
    if !matches!(context.token(noun).part_of_speech, PartOfSpeech::Noun | PartOfSpeech::Propn) {
        return;
    }
    for modifier in context.children(noun, &["amod", "compound"]).collect::<Vec<_>>() {
        if let Some(row) = row(context, modifier, "modifier") {
            match row.effect {
                Effect::Accuse | Effect::Condemn | Effect::Praise => {}
                effect => change(context, grounding, draft, effect, modifier, false),
            }
            draft.why.push(format!("{:?} stands before it: {}", context.text(modifier), row.effect.name()));
        }
    }
}

/// The word that governs a verb or noun, and by which construction.
fn governing<'a>(context: &Context<'a>, token: usize) -> Option<(usize, &'a str)> {
    let row = context.token(token);
    let up = governor(context, token);
    if up == token {
        return None;
    }
    let construction = match row.relation.as_str() {
        "xcomp" | "acomp" if row.tag == "VBG" => "ing",
        "xcomp" | "ccomp" | "acl" | "relcl" | "advcl" if has_to(context, token) => match row.relation.as_str() {
            "xcomp" | "ccomp" if has_own_subject(context, token, up) => "object-to",
            _ => "to",
        },
        "ccomp" | "xcomp" => "that",
        "acl" | "relcl" if context.children(token, &["mark"]).next().is_some() => "that",
        "pcomp" => match context.token(context.head(token)).lemma.as_str() {
            "from" => "from-ing",
            "of" => "of",
            _ => "ing",
        },
        "dobj" | "nsubjpass" => "object",
        "nsubj" => "subject",
        "pobj" => return prepositional(context, token),
        // Coordinated events share what governs the first.
        "conj" => return governing(context, up).filter(|_| is_like(context, token, up)),
        _ => return None,
    };
    Some((up, construction))
}

fn prepositional<'a>(context: &Context<'a>, noun: usize) -> Option<(usize, &'a str)> {
    let preposition = context.head(noun);
    let up = context.head(preposition);
    if up == preposition {
        return None;
    }
    match context.token(preposition).lemma.as_str() {
        "to" => Some((up, "to-noun")),
        word => Some((up, word)),
    }
}

fn has_to(context: &Context<'_>, verb: usize) -> bool {
    context.children(verb, &["aux"]).any(|aux| context.token(aux).tag == "TO")
}

fn has_own_subject(context: &Context<'_>, verb: usize, up: usize) -> bool {
    context.children(up, &["dobj"]).any(|object| object < verb) || context.children(verb, &["nsubj"]).next().is_some()
}

fn is_like(context: &Context<'_>, one: usize, other: usize) -> bool {
    context.token(one).part_of_speech == context.token(other).part_of_speech
}

/// Changes the event by what governs it.
fn change(
    context: &Context<'_>,
    grounding: &Grounding,
    draft: &mut Draft,
    effect: Effect,
    word: usize,
    is_negated: bool,
) {
    if let Some(status) = status_under(effect, draft, is_negated) {
        draft.status = status;
        if effect == Effect::Intent && status == Status::Future && is_cooperation(draft.kind) {
            // The promise itself has been made, or is as sure as its own verb.
            status::settle(draft);
            draft.status = status::of_word(context, word);
            draft.trigger.start = draft.trigger.start.min(word);
            draft.trigger.end = draft.trigger.end.max(word + 1);
        }
    } else if let Some(outer) = outer_event(effect, draft.kind) {
        let inner = draft.actors.clone();
        replace(context, grounding, draft, word, outer);
        if matches!(effect, Effect::Demand | Effect::Accuse | Effect::Condemn | Effect::Praise) {
            address(draft, inner);
        }
    }
}

/// The status that an effect gives to an event which stays what it is.
fn status_under(effect: Effect, draft: &Draft, is_negated: bool) -> Option<Status> {
    use Effect::*;
    match effect {
        Intent if is_negated || draft.status == Status::Negated => Some(Status::Negated),
        // Not refusing, failing or ending says nothing for sure.
        Refuse | Deny | Fail | Cancel | EndConflict | EndCooperation if is_negated => Some(Status::Hypothetical),
        Intent if !is_harm(draft.kind) => Some(Status::Future),
        Fail | Deny => Some(Status::Negated),
        Consider | Possible | Try => Some(Status::Hypothetical),
        _ => Option::None,
    }
}

/// Type, mode and code of an event.
type Coded = (&'static str, &'static str, &'static str);

/// The event that the governing word makes of one of the type `inner`.
fn outer_event(effect: Effect, inner: Label) -> Option<Coded> {
    use Effect::*;
    let threat = threat_mode(inner);
    match effect {
        Refuse => Some(("REJECT", request_mode(inner), "12")),
        Demand => Some(("REQUEST", request_mode(inner), "10")),
        Threaten => Some(("THREATEN", threat, threat_code(threat))),
        Intent if is_harm(inner) => Some(("THREATEN", threat, threat_code(threat))),
        Accuse => Some(("ACCUSE", "allege", "112")),
        Condemn => Some(("ACCUSE", "disapprove", "111")),
        Praise => Some(("SUPPORT", "", "051")),
        EndConflict | EndCooperation | Cancel if is_harm(inner) => Some(("RETREAT", "", "087")),
        EndConflict | Cancel if inner == Label::from_static("PROTEST") => Some(("RETREAT", "", "087")),
        EndConflict | EndCooperation | Cancel if is_cooperation(inner) => Some(("SANCTION", "discontinue", "16")),
        _ => Option::None,
    }
}

/// Makes those whom the inner event named the recipients, but not who speaks.
fn address(draft: &mut Draft, named: Vec<Participant>) {
    let speakers: Vec<_> = draft.actors.iter().map(|actor| actor.head).collect();
    let others: Vec<Participant> = named.into_iter().filter(|one| !speakers.contains(&one.head)).collect();
    if !others.is_empty() {
        draft.recipients = others;
    }
}

/// Whether a type does harm to the recipient.
pub(super) fn is_harm(kind: Label) -> bool {
    matches!(kind.as_str(), "ASSAULT" | "COERCE" | "SANCTION" | "MOBILIZE" | "THREATEN")
}

/// Whether a type is cooperation, in word or deed.
pub(super) fn is_cooperation(kind: Label) -> bool {
    matches!(kind.as_str(), "AGREE" | "CONSULT" | "SUPPORT" | "COOPERATE" | "AID" | "CONCEDE" | "RETREAT")
}

/// Makes the event (type, mode, code) what the governing word's subject does.
fn replace(context: &Context<'_>, grounding: &Grounding, draft: &mut Draft, word: usize, (kind, mode, cameo): Coded) {
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
    draft.status = status::of_word(context, word);
    draft.trigger.start = draft.trigger.start.min(word);
    draft.trigger.end = draft.trigger.end.max(word + 1);
}

/// Gives a request, refusal or threat without a mode that of what is asked,
/// refused or threatened: the event of its clause or object.
pub fn set_mode(context: &Context<'_>, grounding: &Grounding, outer: &Predicate<'_>, draft: &mut Draft) {
    let is_threat = draft.kind == Label::from_static("THREATEN");
    if !draft.mode.is_empty() || !is_threat && !matches!(draft.kind.as_str(), "REQUEST" | "REJECT") {
        return;
    }
    let knowledge = context.knowledge;
    let inner = outer.slots.iter().filter(|(slot, _)| !matches!(slot, Slot::Subject | Slot::Owner | Slot::Indirect));
    for &(_, token) in inner {
        let Some(inner) = predicate(context, token, &knowledge.light_verbs) else { continue };
        let Some(frame) = matching::best(context, &knowledge.frames, grounding, &inner, None) else { continue };
        let mode = if is_threat { threat_mode(frame.kind) } else { request_mode(frame.kind) };
        draft.mode = Label::from_static(mode);
        draft.why.push(format!("{:?} ({}) gives the mode", context.text(token), frame.id));
        return;
    }
}

/// PLOVER's modes of REQUEST and REJECT by what is asked.
pub(super) fn request_mode(kind: Label) -> &'static str {
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

fn threat_code(mode: &str) -> &'static str {
    match mode {
        "violence" => "138",
        "restrict" => "132",
        "relations" => "131",
        _ => "130",
    }
}
