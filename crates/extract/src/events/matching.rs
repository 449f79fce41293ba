//! Which frame a predicate answers to.

use document::{Grounding, PartOfSpeech};

use super::predicates::{Predicate, PredicateKind, Slot};
use crate::ground::actors::Context;
use crate::knowledge::frames::{Frame, FramePos, Frames, Need, Role};

/// Words, classes asked for, conditions, whether there is a mode.
type Rank = (usize, usize, usize, bool);

/// The best of the frames that fit a predicate: the one with the most words,
/// then the most classes that it asks for, then the most conditions, then one
/// with a mode, then the first.
pub fn best<'f>(
    context: &Context<'_>,
    frames: &'f Frames,
    grounding: &Grounding,
    predicate: &Predicate<'_>,
    except: Option<&str>,
) -> Option<&'f Frame> {
    let lemma = lemma(context, predicate.token);
    let mut best: Option<(Rank, &Frame)> = None;
    for frame in frames.starting_with(&lemma) {
        if frame.pos != pos(predicate.pos) || except == Some(frame.id) {
            continue;
        }
        let Some(words) = words_that_fit(context, frame, predicate, &lemma) else { continue };
        if !frame.needs.iter().all(|need| holds(context, frames, grounding, predicate, frame, need)) {
            continue;
        }
        let classes = frame
            .needs
            .iter()
            .filter(|need| matches!(need, Need::Class(_, class) if !class.split('|').any(|class| class == "actor")))
            .count();
        let rank = (words, classes, frame.needs.len(), !frame.mode.is_empty());
        if best.is_none_or(|(top, _)| rank > top) {
            best = Some((rank, frame));
        }
    }
    best.map(|(_, frame)| frame)
}

pub(super) fn pos(kind: PredicateKind) -> FramePos {
    match kind {
        PredicateKind::Verb => FramePos::Verb,
        PredicateKind::Noun => FramePos::Noun,
        PredicateKind::Adjective => FramePos::Adjective,
    }
}

/// The lemma in lower case.
pub fn lemma(context: &Context<'_>, token: usize) -> String {
    context.token(token).lemma.to_lowercase()
}

/// How many words of the longest alternative that stands here, if one does.
pub(super) fn words_that_fit(
    context: &Context<'_>,
    frame: &Frame,
    predicate: &Predicate<'_>,
    lemma: &str,
) -> Option<usize> {
    let fits = |words: &&Vec<&str>| {
        words.first().is_some_and(|first| *first == lemma)
            && words[1..].iter().all(|word| is_near(context, predicate.token, word, 3))
    };
    frame.words.iter().filter(fits).map(Vec::len).max()
}

/// Whether a word depends on the predicate within so many steps.
fn is_near(context: &Context<'_>, head: usize, word: &str, depth: usize) -> bool {
    let sentence = context.sentence_tokens(head);
    let reach = head.saturating_sub(6).max(sentence.start)..(head + 9).min(sentence.end);
    // "Throw one's weight behind": anybody's.
    let is_anybodys = matches!(word, "one's" | "their" | "his" | "its");
    reach.filter(|&token| token != head).any(|token| {
        let row = context.token(token);
        let is_word = row.lemma.eq_ignore_ascii_case(word)
            || context.text(token).eq_ignore_ascii_case(word)
            || is_anybodys && row.relation == "poss";
        is_word && is_below(context, token, head, depth)
    })
}

/// Whether a word stands below a token or is what it hangs on, within a few
/// words.
pub fn is_around(context: &Context<'_>, token: usize, word: &str) -> bool {
    let up = context.head(token);
    is_near(context, token, word, 2)
        || context.token(up).lemma.eq_ignore_ascii_case(word)
        || is_near(context, up, word, 1) && context.token(token).relation != "ROOT"
}

/// Whether one of a frame's alternatives stands at a token: its first word
/// there, its others below.
pub fn stands(context: &Context<'_>, frame: &Frame, token: usize, lemma: &str) -> bool {
    frame.words.iter().any(|words| {
        words.first().is_some_and(|first| *first == lemma)
            && words[1..].iter().all(|word| is_near(context, token, word, 3))
    })
}

fn is_below(context: &Context<'_>, token: usize, head: usize, depth: usize) -> bool {
    let mut current = token;
    for _ in 0..depth {
        current = context.head(current);
        if current == head {
            return true;
        }
    }
    false
}

pub(super) fn holds(
    context: &Context<'_>,
    frames: &Frames,
    grounding: &Grounding,
    predicate: &Predicate<'_>,
    frame: &Frame,
    need: &Need,
) -> bool {
    let reach = |slot: &str| {
        let direct: Vec<usize> = fillers(predicate, slot).collect();
        if direct.is_empty() { below_arguments(context, frame, predicate, slot) } else { direct }
    };
    // "Police were deployed": a passive need not say by whom.
    let is_unsaid = |slot: &str| {
        slot == "subject"
            && predicate.slot(Slot::Subject).next().is_none()
            && super::predicates::is_passive(context, predicate.token)
    };
    match need {
        Need::NoObject => predicate.slot(Slot::Object).next().is_none(),
        Need::Has(slot) => !reach(slot).is_empty(),
        Need::Actor(slot) if is_unsaid(slot) => true,
        Need::Actor(slot) => {
            reach(slot).into_iter().any(|token| super::participants::is_actor(context, grounding, token))
        }
        Need::Class(slot, class) => {
            let takes_actors = class.split('|').any(|class| class == "actor");
            takes_actors && is_unsaid(slot)
                || reach(slot).into_iter().any(|token| {
                    is_of_class(context, frames, grounding, token, class)
                        || takes_actors && super::participants::is_actor(context, grounding, token)
                })
        }
    }
}

/// Whether a phrase's head, or for "members of", "a number of" the noun
/// behind it, is of a class; or whom it names, of a sector of the class.
fn is_of_class(context: &Context<'_>, frames: &Frames, grounding: &Grounding, token: usize, class: &str) -> bool {
    if frames.is_of(&lemma(context, token), class) {
        return true;
    }
    if let Some(mention) = super::participants::headed_by(context, grounding, token)
        && frames.has_sector(&grounding.chain_of(mention).sectors, class)
    {
        return true;
    }
    // "Half of the debt", "dozens of prisoners".
    if context.token(token).part_of_speech == PartOfSpeech::Num || frames.is_of(&lemma(context, token), "amount-noun") {
        for of in context.children(token, &["prep"]).collect::<Vec<_>>() {
            if context.children(of, &["pobj"]).any(|noun| frames.is_of(&lemma(context, noun), class)) {
                return true;
            }
        }
    }
    let compounds = context.children(token, &["compound", "amod"]).collect::<Vec<_>>();
    compounds
        .into_iter()
        .any(|part| frames.is_of(&format!("{} {}", lemma(context, part), lemma(context, token)), class))
}

/// What follows a preposition that stands with an argument instead of the
/// predicate ("accepted inspections by the agency").
///
/// In a passive the object comes first ("the sale of tanks to Cairo was
/// approved"). A subject's prepositions tell who it is ("the president of Peru accepted")
/// and are passed over, unless the subject is what the event is about
/// ("relations between the two thawed").
pub fn below_arguments(
    context: &Context<'_>,
    frame: &Frame,
    predicate: &Predicate<'_>,
    preposition: &str,
) -> Vec<usize> {
    let sees_subject = frame.roles.contains(&("subject", Role::Theme));
    let level = predicate.slots.iter().filter(|(slot, token)| {
        *token > predicate.token || *slot == Slot::Object || sees_subject && *slot == Slot::Subject
    });
    let mut level: Vec<usize> = level.map(|&(_, token)| token).collect();
    for _ in 0..3 {
        let mut next = Vec::new();
        for &token in &level {
            for prep in context.children(token, &["prep", "agent"]).collect::<Vec<_>>() {
                let nouns: Vec<usize> = context.children(prep, &["pobj"]).collect();
                if context.token(prep).lemma.as_str() == preposition && !nouns.is_empty() {
                    return nouns.into_iter().flat_map(|noun| coordinated(context, noun)).collect();
                }
                next.extend(nouns);
            }
            next.extend(context.children(token, &["dobj", "xcomp", "ccomp", "acl"]));
        }
        level = next;
    }
    Vec::new()
}

/// A noun and what is coordinated with it.
fn coordinated(context: &Context<'_>, noun: usize) -> Vec<usize> {
    let next = |&noun: &usize| context.children(noun, &["conj"]).next();
    std::iter::successors(Some(noun), next).take(12).collect()
}

/// What fills a slot that a frame names.
pub fn fillers(predicate: &Predicate<'_>, slot: &str) -> std::vec::IntoIter<usize> {
    let slot = match slot {
        "subject" => Slot::Subject,
        "object" => Slot::Object,
        "indirect" => Slot::Indirect,
        "owner" => Slot::Owner,
        "clause" => Slot::Clause,
        preposition => Slot::Preposition(preposition),
    };
    predicate.slot(slot).collect::<Vec<_>>().into_iter()
}
