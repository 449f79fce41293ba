//! The event layer: who did what to whom.
//!
//! [`predicates`] turns each verb, event noun and adjective into plain slots;
//! [`matching`] finds the frame that it answers to; [`participants`] finds who
//! fills the roles; [`status`] says whether it happened; [`composition`]
//! applies the words that govern it (promise, refuse, demand, threaten …);
//! [`completion`] adds the rest of the record and joins what is told twice.

mod anaphora;
mod attribution;
mod circumstances;
mod completion;
mod composition;
mod confidence;
mod contexts;
mod dateline;
mod duplicates;
mod evidence;
pub mod explain;
mod historical;
mod magnitude;
mod matching;
mod numbers;
mod participants;
pub(crate) mod predicates;
mod relate;
mod scores;
mod status;
mod ties;
mod unframed;

pub use self::relate::{Relation, features, relate};

use document::{
    Article, Event, EventId, Grounding, Id, Label, Magnitude, Parse, Participant, Statement, StatementId, Status,
    Table, TokenId,
};

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
    /// The other words that tell it.
    pub mentions: Vec<std::ops::Range<usize>>,
    pub actors: Vec<Participant>,
    pub recipients: Vec<Participant>,
    /// Whether another event tells it whole.
    pub is_part: bool,
    /// Whether all who take part do it together.
    pub is_mutual: bool,
    pub confidence: f32,
    pub why: Vec<String>,
}

/// The events of an article in the order of their triggers.
pub fn find(
    knowledge: &Knowledge,
    article: &Article,
    parse: &Parse,
    grounding: &Grounding,
    statements: &Table<StatementId, Statement>,
) -> Table<EventId, Event> {
    let context = Context { knowledge, article, parse };
    let contents = attribution::Contents::new(&context, statements);
    let mut found: Vec<Draft> = Vec::new();
    for token in 0..parse.tokens.len() {
        for mut draft in drafts(&context, grounding, token, None) {
            attribution::add_speaker(&context, grounding, &contents, &mut draft);
            let is_near = |known: &&Draft| context.sentence(known.token) == context.sentence(draft.token);
            let mut near = found.iter().rev().take_while(is_near);
            if is_political(knowledge, grounding, &draft) && !near.any(|known| is_repetition(known, &draft)) {
                found.push(draft);
            }
        }
    }
    for sentence in found.chunk_by_mut(|one, other| context.sentence(one.token) == context.sentence(other.token)) {
        join_deeds(sentence);
        join_promises(&context, sentence);
    }
    found.retain(|draft| !draft.is_part);
    let events = found.into_iter().map(|draft| finish(&context, draft)).collect();
    completion::complete(&context, grounding, statements, events).into_iter().collect()
}

/// What holds for an event, by the names of `data/confidence.tsv`: for learning
/// its weights.
pub fn confidence_features(
    knowledge: &Knowledge,
    article: &Article,
    parse: &Parse,
    grounding: &Grounding,
    event: &Event,
) -> Vec<String> {
    confidence::features(&Context { knowledge, article, parse }, grounding, event)
}

/// "A Russian strike killed three": the deed that is its verb's subject is the
/// same event, and who did it did the rest. Works within one sentence.
fn join_deeds(found: &mut [Draft]) {
    for verb in 0..found.len() {
        let is_deed = |deed: &Draft| {
            deed.kind == found[verb].kind
                && deed.token != found[verb].token
                && !deed.actors.is_empty()
                && found[verb].actors.iter().any(|actor| actor.head.index() == deed.token)
        };
        let Some(deed) = found.iter().position(is_deed) else { continue };
        let (token, actors) = (found[deed].token, found[deed].actors.clone());
        let told = found[deed].trigger.clone();
        let draft = &mut found[verb];
        draft.mentions.push(told);
        draft.actors.retain(|actor| actor.head.index() != token);
        draft.actors.extend(actors);
        draft.why.push("its subject is the deed itself: who did that did this".to_owned());
        found[deed].is_part = true;
    }
}

/// "Agreed to double trade": the promise and what is promised are one event.
fn join_promises(context: &Context<'_>, found: &mut [Draft]) {
    for inner in 0..found.len() {
        // "Convicted him and sentenced him", "promised this, while she promised that" are two.
        if matches!(context.token(found[inner].token).relation.as_str(), "conj" | "advcl" | "parataxis" | "relcl") {
            continue;
        }
        let governor = predicates::governor(context, found[inner].token);
        let governs = |outer: &Draft| outer.token == governor && outer.kind == found[inner].kind && !outer.is_part;
        let Some(outer) = found.iter().position(governs).filter(|&outer| outer != inner) else { continue };
        if found[outer].recipients.is_empty() {
            found[outer].recipients = found[inner].recipients.clone();
        }
        found[inner].is_part = true;
    }
}

/// Whether somebody who can act in politics takes part: of a known country, of
/// a public sector, or of any sector where the type is political whoever does
/// it ("students went on strike").
fn is_political(knowledge: &Knowledge, grounding: &Grounding, draft: &Draft) -> bool {
    let all = draft.actors.iter().chain(&draft.recipients);
    let mut known = all.filter_map(|one| one.mention).map(|mention| grounding.chain_of(mention));
    let private = knowledge.ontology.counts_among_private(&draft.kind);
    known.any(|chain| {
        !chain.countries.is_empty()
            || chain.entity.is_some()
            || chain.sectors.iter().any(|sector| private || knowledge.sectors.is_public(sector))
    })
}

/// Whether two drafts of one sentence say the same: the same type with
/// overlapping words.
fn is_repetition(known: &Draft, draft: &Draft) -> bool {
    known.kind == draft.kind && known.trigger.start < draft.trigger.end && draft.trigger.start < known.trigger.end
}

/// The events that a token reports: its frame's, changed by what governs it;
/// not those of the frame `except`.
pub(crate) fn drafts(context: &Context<'_>, grounding: &Grounding, token: usize, except: Option<&str>) -> Vec<Draft> {
    let knowledge = context.knowledge;
    let Some(predicate) = predicates::predicate(context, token, &knowledge.light_verbs) else { return Vec::new() };
    let Some(frame) = matching::best(context, &knowledge.frames, grounding, &predicate, except) else {
        return if except.is_none() {
            unframed::draft(context, grounding, &predicate).into_iter().collect()
        } else {
            Vec::new()
        };
    };
    let mut draft = draft(context, grounding, &predicate, frame);
    add_parties(context, grounding, &predicate, &mut draft);
    if draft.kind == "MOBILIZE" && draft.actors.is_empty() {
        // "Police were put on alert": who is moved, where nobody says who moves them.
        for object in predicate.slot(Slot::Object) {
            put(context, grounding, &mut draft, Role::Actor, object, "object");
        }
    }
    add_recipient(context, grounding, &predicate, frame, &mut draft);
    composition::set_mode(context, grounding, &predicate, &mut draft);
    draft.status = status::of(context, &predicate);
    if !composition::apply(context, grounding, &predicate, &mut draft) {
        return Vec::new();
    }
    status::settle_refusal(context, &predicate, &mut draft);
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
        if context.token(up).part_of_speech == document::PartOfSpeech::Verb {
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

fn trigger(predicate: &Predicate<'_>) -> std::ops::Range<usize> {
    let tokens = [Some(predicate.token), predicate.carrier, predicate.particle];
    let places = tokens.into_iter().flatten();
    let (first, last) =
        places.fold((predicate.token, predicate.token), |(first, last), token| (first.min(token), last.max(token)));
    first..last + 1
}

fn finish(context: &Context<'_>, draft: Draft) -> Event {
    let mut event = Event {
        kind: draft.kind,
        mode: draft.mode,
        cameo: draft.cameo,
        quad: 0,
        intensity: 0.0,
        goldstein: None,
        contexts: draft.contexts,
        status: draft.status,
        is_historical: false,
        trigger: context.span(&draft.trigger),
        token: TokenId::from_index(draft.token),
        mentions: draft.mentions.iter().map(|tokens| context.span(tokens)).collect(),
        actors: draft.actors,
        recipients: draft.recipients,
        time: None,
        places: Vec::new(),
        statement: None,
        reported_by: Vec::new(),
        magnitude: Magnitude::default(),
        confidence: draft.confidence,
        why: draft.why,
    };
    scores::set(&context.knowledge.ontology, &mut event);
    event
}
