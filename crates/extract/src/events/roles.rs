//! Who fills a frame's roles: the arguments of a predicate, those of the
//! clause below it, and where the words leave somebody out, whoever the
//! sentence means.

use document::{Grounding, Label, PartOfSpeech, Participant, Status};

use super::predicates::{self, Predicate, PredicateKind, Slot};
use super::{Draft, matching, participants, trigger, unframed};
use crate::ground::actors::Context;
use crate::knowledge::frames::{Frame, Role};

/// The event of a predicate by its frame, with all who take part.
pub(super) fn fill(context: &Context<'_>, grounding: &Grounding, predicate: &Predicate<'_>, frame: &Frame) -> Draft {
    let mut draft = named(context, grounding, predicate, frame);
    add_parties(context, grounding, predicate, &mut draft);
    if draft.kind == "MOBILIZE" && draft.actors.is_empty() {
        // "Police were put on alert": who is moved, where nobody says who moves them.
        for object in predicate.slot(Slot::Object) {
            put(context, grounding, &mut draft, Role::Actor, object, "object");
        }
    }
    add_recipient(context, grounding, predicate, frame, &mut draft);
    draft
}

/// The event with those who stand in the slots that the frame names.
fn named(context: &Context<'_>, grounding: &Grounding, predicate: &Predicate<'_>, frame: &Frame) -> Draft {
    let mut draft = Draft {
        kind: frame.kind,
        mode: frame.mode,
        cameo: frame.cameo,
        contexts: frame.contexts.clone(),
        status: Status::Actual,
        token: predicate.token,
        trigger: trigger(predicate),
        mentions: Vec::new(),
        actors: Vec::new(),
        recipients: Vec::new(),
        is_part: false,
        is_mutual: frame.roles.iter().any(|&(_, role)| role == Role::Both),
        confidence: 0.7,
        why: vec![format!("the frame {}", frame.id)],
    };
    for &(slot, role) in &frame.roles {
        let mut fillers: Vec<usize> = matching::fillers(predicate, slot).collect();
        if fillers.is_empty() && slot == "object" {
            fillers = objects_of_phrase(context, frame, predicate);
        }
        if fillers.is_empty() {
            fillers = matching::below_arguments(context, frame, predicate, slot);
        }
        let is_agent = slot == "by" && role == Role::Recipient && predicates::is_passive(context, predicate.token);
        // "The plan was condemned by Paris": Paris did it.
        for filler in fillers.into_iter().filter(|_| !is_agent) {
            match slot {
                // Whom the deed in a clause is done to.
                "clause" => {
                    for inner in clause_recipients(context, grounding, frame.kind, &draft.actors, filler) {
                        put(context, grounding, &mut draft, role, inner, slot);
                    }
                }
                _ => put(context, grounding, &mut draft, role, filler, slot),
            }
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

/// Where a verb's frame gives nobody to whom it is done: whoever its object is
/// or belongs to ("recognised the government in Suva"), else the first behind
/// a preposition of recipients, if they are of a country or a public sector.
fn add_recipient(
    context: &Context<'_>,
    grounding: &Grounding,
    predicate: &Predicate<'_>,
    frame: &Frame,
    draft: &mut Draft,
) {
    let takes_one = !matches!(draft.kind.as_str(), "CONSULT" | "PROTEST" | "MOBILIZE");
    if predicate.pos != PredicateKind::Verb || !takes_one || draft.is_mutual || !draft.recipients.is_empty() {
        return;
    }
    let frames = &context.knowledge.frames;
    let is_named = |word: &str| frame.roles.iter().any(|(slot, _)| *slot == word);
    let leads = |slot: &Slot<'_>| match slot {
        Slot::Object | Slot::Indirect => true,
        Slot::Preposition(word) => frames.is_of(word, "recipient-preposition") && !is_named(word),
        Slot::Subject | Slot::Owner | Slot::Clause => false,
    };
    let mut after = predicate.slots.iter().filter(|(slot, _)| leads(slot)).map(|&(_, token)| token);
    let Some(recipient) = after.find(|&token| unframed::actor(context, grounding, token).is_some()) else { return };
    put(context, grounding, draft, Role::Recipient, recipient, "object");
}

/// "They signed after talks mediated by Oslo": who meets, where the noun names
/// nobody but who brings them together, is who does what the noun hangs on.
fn add_parties(context: &Context<'_>, grounding: &Grounding, predicate: &Predicate<'_>, draft: &mut Draft) {
    let is_meeting = draft.kind == "CONSULT" && draft.is_mutual && predicate.pos == PredicateKind::Noun;
    let names_parties =
        ["of", "between", "with"].iter().any(|word| predicate.slot(Slot::Preposition(word)).next().is_some())
            || predicate.slot(Slot::Owner).any(|owner| participants::headed_by(context, grounding, owner).is_some());
    if !is_meeting || names_parties || draft.actors.len() > 1 || predicate.carrier.is_some() {
        return;
    }
    // Through what counts them ("after four days of talks").
    let mut noun = predicate.token;
    for _ in 0..3 {
        let preposition = context.head(noun);
        if context.token(noun).relation != "pobj" || context.token(preposition).relation != "prep" {
            return;
        }
        let up = context.head(preposition);
        if context.token(up).part_of_speech == PartOfSpeech::Verb {
            for subject in predicates::subjects(context, up, 0) {
                for one in std::iter::successors(Some(subject), |&one| context.children(one, &["conj"]).next()).take(12)
                {
                    put(context, grounding, draft, Role::Both, one, "subject of what it led to");
                }
            }
            return;
        }
        noun = up;
    }
}

/// "Tried to assassinate the governor": the objects of the verb that ends a
/// frame's phrase.
fn objects_of_phrase(context: &Context<'_>, frame: &Frame, predicate: &Predicate<'_>) -> Vec<usize> {
    let ends_phrase = |verb: &usize| {
        let lemma = matching::lemma(context, *verb);
        frame.words.iter().any(|phrase| phrase.len() > 1 && phrase.iter().any(|word| *word == lemma))
    };
    let verbs = context.children(predicate.token, &["xcomp"]).filter(ends_phrase).collect::<Vec<_>>();
    let inner =
        verbs.into_iter().filter_map(|verb| predicates::predicate(context, verb, &context.knowledge.light_verbs));
    inner.flat_map(|inner| inner.slot(Slot::Object).collect::<Vec<_>>()).collect()
}

/// Whom a clause names as the recipient: who is asked, accused or warned is its
/// subject ("demanded that Belarus stop pushing migrants"), else those below.
fn clause_recipients(
    context: &Context<'_>,
    grounding: &Grounding,
    kind: Label,
    actors: &[Participant],
    verb: usize,
) -> Vec<usize> {
    if matches!(kind.as_str(), "REQUEST" | "ACCUSE" | "THREATEN") {
        let subjects: Vec<usize> = context.children(verb, &["nsubj", "nsubjpass"]).collect();
        let is_other = |&subject: &usize| {
            let subject = participants::participant(context, grounding, subject);
            subject.mention.is_some() && !actors.iter().any(|actor| participants::is_same(grounding, actor, &subject))
        };
        if subjects.iter().all(is_other) && !subjects.is_empty() {
            return subjects;
        }
    }
    clause_participants(context, verb)
}

/// The objects and prepositional objects of a clause's verb, and of the verbs
/// below it.
fn clause_participants(context: &Context<'_>, verb: usize) -> Vec<usize> {
    let Some(predicate) = predicates::predicate(context, verb, &context.knowledge.light_verbs) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for (slot, token) in &predicate.slots {
        match slot {
            Slot::Object | Slot::Indirect | Slot::Preposition(_) => found.push(*token),
            Slot::Clause if *token > verb => found.extend(clause_participants_below(context, *token)),
            _ => {}
        }
    }
    found
}

fn clause_participants_below(context: &Context<'_>, verb: usize) -> Vec<usize> {
    let Some(predicate) = predicates::predicate(context, verb, &context.knowledge.light_verbs) else {
        return Vec::new();
    };
    let is_participant = |slot: &Slot<'_>| matches!(slot, Slot::Object | Slot::Indirect | Slot::Preposition(_));
    predicate.slots.iter().filter(|(slot, _)| is_participant(slot)).map(|&(_, token)| token).collect()
}

fn put(context: &Context<'_>, grounding: &Grounding, draft: &mut Draft, role: Role, filler: usize, slot: &str) {
    let mut participant = participants::participant(context, grounding, filler);
    if slot == "owner" && participant.mention.is_none() {
        // "A Saudi raid": the name stands for the phrase that it is part of.
        // "Unprecedented pressure": a quality owns nothing.
        let is_name = context.parse.name_of(participant.head).is_some();
        participant.mention = participants::headed_by(context, grounding, draft.token).filter(|_| is_name);
        if participant.mention.is_none() {
            return;
        }
    }
    // Nobody is both sides of an event, and a thing that nobody owns is none.
    let is_known =
        |list: &[Participant]| list.iter().any(|known| participants::is_same(grounding, known, &participant));
    if role == Role::Recipient && (participant.mention.is_none() && slot != "object" || is_known(&draft.actors)) {
        return;
    }
    let list = match role {
        Role::Actor | Role::Both => &mut draft.actors,
        Role::Recipient => &mut draft.recipients,
        Role::Theme | Role::Place => return,
    };
    if !list.iter().any(|known| participants::is_same(grounding, known, &participant)) {
        list.push(participant);
        draft.why.push(format!("{:?} is {role:?} as {slot}", context.text(filler)));
    }
}
