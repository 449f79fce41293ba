//! Why a sentence gave no event: for each of its words, the frames that answer
//! to it, and the first condition in which each failed.

use document::{Article, Grounding, Id, Label, Parse, SentenceId, TokenId};

use super::predicates::{self, Predicate};
use super::{drafts, is_political, matching};
use crate::Knowledge;
use crate::ground::actors::Context;
use crate::knowledge::frames::{Frame, FramePos, Need};

/// A frame that answers to a word and was not coded there.
#[derive(Clone, Debug, PartialEq)]
pub struct Miss {
    /// The word.
    pub token: TokenId,
    /// The frame's id.
    pub frame: &'static str,
    /// Its type.
    pub kind: Label,
    /// How many of the tests it passed: the more, the nearer.
    pub passed: usize,
    /// The first test that it failed, in words.
    pub reason: String,
}

/// The misses of a sentence, the nearest first; at most one for each word and
/// type.
pub fn misses(
    knowledge: &Knowledge,
    article: &Article,
    parse: &Parse,
    grounding: &Grounding,
    sentence: SentenceId,
) -> Vec<Miss> {
    let context = Context { knowledge, article, parse };
    let Some(row) = parse.sentences.get(sentence) else { return Vec::new() };
    let mut found: Vec<Miss> = row.tokens.ids().flat_map(|token| of_word(&context, grounding, token.index())).collect();
    found.sort_by_key(|miss| (std::cmp::Reverse(miss.passed), miss.token, miss.frame));
    let mut seen = Vec::new();
    found.retain(|miss| {
        let is_new = !seen.contains(&(miss.token, miss.kind));
        seen.push((miss.token, miss.kind));
        is_new
    });
    found
}

fn of_word(context: &Context<'_>, grounding: &Grounding, token: usize) -> Vec<Miss> {
    let knowledge = context.knowledge;
    let Some(predicate) = predicates::predicate(context, token, &knowledge.light_verbs) else { return Vec::new() };
    let lemma = matching::lemma(context, token);
    let miss = |frame: &'_ Frame| {
        let (passed, reason) = failure(context, grounding, &predicate, &lemma, frame)?;
        Some(Miss { token: TokenId::from_index(token), frame: frame.id, kind: frame.kind, passed, reason })
    };
    knowledge.frames.starting_with(&lemma).filter_map(miss).collect()
}

/// How many tests a frame passed, and why it failed the next; none where it
/// was coded.
fn failure(
    context: &Context<'_>,
    grounding: &Grounding,
    predicate: &Predicate<'_>,
    lemma: &str,
    frame: &Frame,
) -> Option<(usize, String)> {
    let own = matching::pos(predicate.pos);
    if frame.pos != own {
        return Some((0, format!("the frame wants {}, but it is {} here", name(frame.pos), name(own))));
    }
    if matching::words_that_fit(context, frame, predicate, lemma).is_none() {
        let words: Vec<String> = frame.words.iter().map(|words| words.join(" ")).collect();
        return Some((1, format!("none of its words stands here whole: {}", words.join(", "))));
    }
    for (index, need) in frame.needs.iter().enumerate() {
        if !matching::holds(context, &context.knowledge.frames, grounding, predicate, frame, need) {
            return Some((2 + index, unmet(context, predicate, need)));
        }
    }
    let passed = 2 + frame.needs.len();
    let drafts = drafts(context, grounding, predicate.token, None);
    match drafts.first() {
        None => Some((passed, "nobody who acts or to whom it is done was found".to_owned())),
        Some(draft) if !is_political(context.knowledge, grounding, draft) => {
            Some((passed + 1, "nobody with a country or sector takes part".to_owned()))
        }
        Some(_) => None,
    }
}

fn name(pos: FramePos) -> &'static str {
    match pos {
        FramePos::Verb => "a verb",
        FramePos::Noun => "a noun",
        FramePos::Adjective => "an adjective",
    }
}

/// A condition that does not hold, in words.
fn unmet(context: &Context<'_>, predicate: &Predicate<'_>, need: &Need) -> String {
    let filled = |slot: &str| {
        let fillers: Vec<String> =
            matching::fillers(predicate, slot).map(|token| context.text(token).to_owned()).collect();
        if fillers.is_empty() {
            format!("nothing stands as {slot}")
        } else {
            format!("the {slot} is {:?}", fillers.join(", "))
        }
    };
    match need {
        Need::Class(slot, classes) => {
            format!("it needs {} as {slot}; {}", classes.replace('|', " or "), filled(slot))
        }
        Need::Actor(slot) => format!("it needs an actor as {slot}; {}", filled(slot)),
        Need::Has(slot) => format!("it needs something as {slot}; {}", filled(slot)),
        Need::NoObject => format!("it must have no object; {}", filled("object")),
    }
}
