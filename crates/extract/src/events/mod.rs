//! The event layer: who did what to whom.
//!
//! [`predicates`] turns each verb, event noun and adjective into plain slots;
//! [`matching`] finds the frame that it answers to; [`roles`] and [`participants`] find who
//! fills its roles; [`status`] says whether it happened; [`composition`]
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
mod roles;
mod scores;
mod status;
mod ties;
mod unframed;

pub use self::relate::{Relation, features, relate};

use document::{
    Article, Event, EventId, Grounding, Id, Label, Magnitude, Parse, Participant, Statement, StatementId, Status,
    Table, TokenId,
};

use self::predicates::Predicate;
use crate::Knowledge;
use crate::ground::actors::Context;

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
    let mut draft = roles::fill(context, grounding, &predicate, frame);
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
