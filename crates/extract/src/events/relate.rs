//! Which event links two marked actors of a text.
//!
//! Frames offer events; the words around the two decide the type
//! ([`evidence`](super::evidence)), by weights that were learned from
//! sentences of our own.

use std::collections::BTreeSet;

use document::{Article, Event, Grounding, Id, Parse, Participant, Span};

use super::predicates::PredicateKind;
use super::{Draft, drafts, evidence, finish, unframed};
use crate::Knowledge;
use crate::ground::actors::Context;
use crate::knowledge::relation_classes::RelationClass;

/// The answer for a pair.
#[derive(Clone, Debug)]
pub struct Relation {
    /// The event.
    pub event: Event,
    /// The probability of its type.
    pub confidence: f32,
    /// The type in data that were labelled by the roots of CAMEO's codes
    /// (`data/ontology/relation-classes.tsv`), CONCEDE counting as RETREAT.
    pub by_root: &'static str,
}

/// How well an offered event links the two actors.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Fit {
    /// Neither has his role.
    Loose,
    /// One of them has.
    One,
    /// Both have.
    Both,
}

/// An event that a frame finds in the text of a pair.
pub(crate) struct Offer {
    pub draft: Draft,
    pub fit: Fit,
    pub score: i32,
    pub pos: PredicateKind,
}

/// The event that links `source` (who) and `target` (to whom), each a list of
/// spans; `None` where the text has none of their words.
pub fn relate(
    knowledge: &Knowledge,
    article: &Article,
    parse: &Parse,
    grounding: &Grounding,
    source: &[Span],
    target: &[Span],
) -> Option<Relation> {
    let context = Context { knowledge, article, parse };
    let offers = offers(&context, grounding, source, target, None);
    let shares = shares(&context, source, target, &offers)?;
    let classes = &knowledge.type_weights.classes.rows;
    let (kind, confidence) = likeliest(classes, &shares, |class| class.kind);
    let (by_root, _) = likeliest(classes, &shares, |class| class.by_root);
    let best = offers.into_iter().filter(|offer| class(&offer.draft.kind) == kind).max_by_key(|offer| offer.score);
    let draft = match best {
        Some(offer) => offer.draft,
        None => unframed::between(&context, grounding, (source, target), &shares)?,
    };
    Some(Relation { event: finish(&context, draft), confidence, by_root })
}

/// CONCEDE and RETREAT are one class: they are told apart by the frame.
fn class(kind: &str) -> &str {
    if kind == "CONCEDE" { "RETREAT" } else { kind }
}

/// The probability of each class by the words around the two; `None` where
/// the text has neither of them.
pub(super) fn shares(context: &Context<'_>, source: &[Span], target: &[Span], offers: &[Offer]) -> Option<Vec<f32>> {
    let weights = &context.knowledge.type_weights;
    let mut sums = vec![0.0_f32; weights.classes.rows.len()];
    let mut seen = BTreeSet::new();
    evidence::each(context, source, target, offers, |feature| {
        if !seen.contains(feature) {
            seen.insert(feature.to_owned());
            weights.of(feature).for_each(|(class, weight)| sums[class] += weight);
        }
    });
    if seen.is_empty() {
        return None;
    }
    let top = sums.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    sums.iter_mut().for_each(|sum| *sum = (*sum - top).exp());
    let total: f32 = sums.iter().sum();
    sums.iter_mut().for_each(|sum| *sum /= total);
    Some(sums)
}

/// The type that the classes speak for together, and its probability.
pub(super) fn likeliest(
    classes: &[RelationClass],
    shares: &[f32],
    kind: impl Fn(&RelationClass) -> &'static str,
) -> (&'static str, f32) {
    let mut sums: Vec<(&'static str, f32)> = Vec::new();
    for (class, share) in classes.iter().zip(shares) {
        let kind = kind(class);
        match sums.iter_mut().find(|(known, _)| *known == kind) {
            Some((_, sum)) => *sum += share,
            None => sums.push((kind, *share)),
        }
    }
    sums.into_iter().max_by(|one, other| one.1.total_cmp(&other.1)).unwrap_or(("", 0.0))
}

/// The events that frames find, with how well each links the two; without
/// those of the frame `except`.
pub(crate) fn offers(
    context: &Context<'_>,
    grounding: &Grounding,
    source: &[Span],
    target: &[Span],
    except: Option<&str>,
) -> Vec<Offer> {
    let mut offers = Vec::new();
    for token in 0..context.parse.tokens.len() {
        for draft in drafts(context, grounding, token, except) {
            let (fit, score) = fit(context, grounding, &draft, source, target);
            let is_noun = matches!(context.token(token).tag.as_str(), "NN" | "NNS" | "NNP" | "NNPS");
            let pos = if is_noun { PredicateKind::Noun } else { PredicateKind::Verb };
            offers.push(Offer { draft, fit, score, pos });
        }
    }
    offers
}

/// How well an event links the two.
fn fit(context: &Context<'_>, grounding: &Grounding, draft: &Draft, source: &[Span], target: &[Span]) -> (Fit, i32) {
    let touches = |participants: &[Participant], marked: &[Span]| {
        participants.iter().any(|participant| {
            let head = context.token(participant.head.index()).span;
            let mention = participant.mention.map(|mention| grounding.mentions[mention].span);
            marked.iter().any(|span| span.overlaps(head) || mention.is_some_and(|mention| span.overlaps(mention)))
        })
    };
    let actor_is_source = touches(&draft.actors, source);
    let recipient_is_target = touches(&draft.recipients, target);
    let both_act = touches(&draft.actors, target) && actor_is_source && draft.recipients.is_empty();
    let mut score = 5 * i32::from(actor_is_source) + 5 * i32::from(recipient_is_target);
    score += 4 * i32::from(both_act);
    score += 2 * i32::from(!actor_is_source && touches(&draft.recipients, source));
    score += 2 * i32::from(!recipient_is_target && touches(&draft.actors, target));
    // Words inside one of the marked phrases describe it.
    let trigger = context.token(draft.token).span;
    if source.iter().chain(target).any(|span| span.contains(trigger)) {
        score -= 3;
    }
    // The main verb tells more than what hangs on it.
    score += i32::from(context.token(draft.token).relation == "ROOT");
    let fit = match (actor_is_source, recipient_is_target || both_act) {
        (true, true) => Fit::Both,
        (false, false) => Fit::Loose,
        _ => Fit::One,
    };
    (fit, score)
}

/// The features of a pair, for learning the weights; without the events of
/// the frame `except`, whose example the pair may be.
pub fn features(
    knowledge: &Knowledge,
    article: &Article,
    parse: &Parse,
    grounding: &Grounding,
    (source, target): (&[Span], &[Span]),
    except: Option<&str>,
) -> Vec<String> {
    let context = Context { knowledge, article, parse };
    let offers = offers(&context, grounding, source, target, except);
    let mut features = Vec::new();
    evidence::each(&context, source, target, &offers, |feature| features.push(feature.to_owned()));
    features
}
