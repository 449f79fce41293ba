//! The noun phrase around a head.

use std::ops::Range;

use super::Context;
use crate::knowledge::grammar::WordClass;

/// Relations of words before a noun that belong to its phrase.
const BEFORE: [&str; 13] = [
    "det", "predet", "amod", "compound", "poss", "nummod", "nmod", "quantmod", "advmod", "case", "npadvmod", "neg",
    "preconj",
];

/// The phrase of a head without what follows it: from its first modifier to
/// the head itself.
pub fn base(context: &Context<'_>, head: usize) -> Range<usize> {
    let sentence = context.sentence_tokens(head);
    let mut start = head;
    for token in (sentence.start..head).rev() {
        if !belongs(context, token, head) {
            break;
        }
        start = token;
    }
    // An opening mark belongs to no phrase.
    while start < head && context.token(start).relation == "punct" {
        start += 1;
    }
    start..head + 1
}

/// Whether a token before the head belongs to its phrase: every link from it
/// to the head is that of a modifier.
fn belongs(context: &Context<'_>, token: usize, head: usize) -> bool {
    let mut current = token;
    for _ in 0..16 {
        let row = context.token(current);
        let joins = BEFORE.contains(&row.relation.as_str())
            || matches!(row.relation.as_str(), "punct" | "cc" | "conj" | "prep" | "pobj");
        let up = context.head(current);
        if !joins || up == current {
            return false;
        }
        if up == head {
            return BEFORE.contains(&row.relation.as_str()) || row.relation == "punct";
        }
        if up > head {
            return false;
        }
        current = up;
    }
    false
}

/// The nouns that follow a head with one of these prepositions, each with the
/// end of its base phrase.
pub fn complements<'a>(
    context: &'a Context<'a>,
    head: usize,
    prepositions: WordClass,
) -> impl Iterator<Item = (usize, usize)> + 'a {
    let preps = context.children(head, &["prep"]).filter(move |&prep| prep > head);
    preps
        .filter(move |&prep| context.knowledge.grammar.is(&context.token(prep).lemma, prepositions))
        .flat_map(move |prep| context.children(prep, &["pobj"]))
        .map(|noun| (noun, noun + 1))
}

/// The word that owns a phrase ("China's state broadcaster": China).
pub fn owner(context: &Context<'_>, head: usize) -> Option<usize> {
    context.children(head, &["poss"]).next()
}
