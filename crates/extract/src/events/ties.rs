//! How a time or a place hangs on an event in the tree.

use std::ops::Range;

use document::{Event, Id, IdRange, PartOfSpeech, Span, TokenId};

use crate::ground::actors::Context;

/// The word that a stretch of text depends on, past the prepositions and nouns
/// between.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Anchor<'a> {
    /// The verb or event noun.
    pub token: usize,
    /// The innermost preposition in between; empty where there is none.
    pub preposition: &'a str,
    /// How many nouns stand in between ("a convoy near Mosul": one).
    pub nouns: usize,
    /// Whether one of those nouns is the subject ("people in Lyon marched").
    pub is_in_subject: bool,
    /// Whether the stretch stands before a noun which it modifies ("Monday's
    /// raid").
    pub is_modifier: bool,
}

/// How many links are followed.
const REACH: usize = 12;

/// The anchor of a range of tokens; `is_trigger` tells which tokens report
/// events. None for what describes a noun that reports no event ("Kyiv
/// residents", "the 2015 deal").
pub(super) fn anchor<'a>(
    context: &Context<'a>,
    tokens: IdRange<TokenId>,
    is_trigger: impl Fn(usize) -> bool,
) -> Option<Anchor<'a>> {
    let inside = tokens.start.index()..tokens.end.index();
    let top = inside.clone().find(|&token| !inside.contains(&context.head(token)) || context.head(token) == token)?;
    let mut anchor = Anchor { token: top, preposition: "", nouns: 0, is_in_subject: false, is_modifier: false };
    for _ in 0..REACH {
        let (current, head) = (anchor.token, context.head(anchor.token));
        if head == current {
            return Some(anchor);
        }
        let row = context.token(current);
        if matches!(row.relation.as_str(), "compound" | "amod" | "nummod" | "nmod" | "poss" | "quantmod") {
            anchor.is_modifier = true;
            anchor.token = head;
            return is_trigger(head).then_some(anchor);
        }
        if row.part_of_speech == PartOfSpeech::Adp && anchor.preposition.is_empty() {
            anchor.preposition = row.lemma.as_str();
        }
        anchor.is_in_subject |= matches!(row.relation.as_str(), "nsubj" | "nsubjpass") && current != top;
        anchor.token = head;
        if is_trigger(head) || is_verb(context, head) {
            return Some(anchor);
        }
        anchor.nouns +=
            usize::from(matches!(context.token(head).part_of_speech, PartOfSpeech::Noun | PartOfSpeech::Propn));
    }
    None
}

pub(super) fn is_verb(context: &Context<'_>, token: usize) -> bool {
    matches!(context.token(token).part_of_speech, PartOfSpeech::Verb | PartOfSpeech::Aux)
}

/// The tokens of an event's trigger.
pub(super) fn trigger_tokens(context: &Context<'_>, event: &Event) -> Range<usize> {
    token_range(context, event.trigger)
}

/// The tokens that a span touches.
pub(super) fn token_range(context: &Context<'_>, span: Span) -> Range<usize> {
    let tokens = context.parse.tokens.rows();
    let start = tokens.partition_point(|token| token.span.end() <= span.start());
    let end = tokens.partition_point(|token| token.span.start() < span.end());
    start..end.max(start)
}

/// How closely an anchor is tied to an event.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Tie {
    /// It is a verb of the sentence, above the event's clause.
    Sentence,
    /// It is coordinated with the event's verb.
    Coordinated,
    /// It is the verb whose argument the event noun is.
    Governor,
    /// It is a word of the trigger, with nouns in between.
    Loose,
    /// It is a word of the trigger.
    Own,
}

/// The tie of an anchor to an event with these trigger tokens; `said_by` is
/// the cue of the statement that the event stands in: when it was said is not
/// when it happened.
pub(super) fn tie(
    context: &Context<'_>,
    event: usize,
    trigger: &Range<usize>,
    anchor: Anchor<'_>,
    said_by: Option<&Range<usize>>,
) -> Option<Tie> {
    if trigger.contains(&anchor.token) {
        return Some(if anchor.nouns == 0 { Tie::Own } else { Tie::Loose });
    }
    if said_by.is_some_and(|cue| cue.contains(&anchor.token)) {
        return None;
    }
    above(context, event, anchor.token)
}

/// Whether a clause says what happened at the time or place before it.
fn has_when(context: &Context<'_>, verb: usize) -> bool {
    context.children(verb, &["advmod"]).any(|word| context.token(word).tag == "WRB")
}

/// The tie of an event to a verb above it.
fn above(context: &Context<'_>, event: usize, verb: usize) -> Option<Tie> {
    let mut tie = Tie::Governor;
    let mut current = event;
    for _ in 0..REACH {
        let head = context.head(current);
        if head == current {
            break;
        }
        match context.token(current).relation.as_str() {
            // "on Sunday, when gunmen attacked"
            "relcl" | "advcl" if has_when(context, current) => tie = Tie::Sentence,
            "relcl" | "acl" => return None,
            "ccomp" | "advcl" | "parataxis" | "pcomp" => tie = Tie::Sentence,
            "conj" if is_verb(context, current) => tie = tie.min(Tie::Coordinated),
            _ => {}
        }
        if head == verb {
            return Some(tie);
        }
        current = head;
    }
    let is_joined = context.token(verb).relation == "conj" && context.head(verb) == event;
    is_joined.then_some(Tie::Coordinated)
}
