//! Whether a capital stands for the government or is a place.

use super::Context;
use crate::knowledge::grammar::WordClass;
use crate::knowledge::names::{Meaning, NameKind};

/// A capital stands for the government, unless a preposition of place, a
/// journey or its country right behind ("Cairo, Egypt") makes it the place.
pub fn is_only_place(context: &Context<'_>, head: usize, meanings: &[Meaning]) -> bool {
    let is_capital = meanings.iter().any(|meaning| meaning.kind == NameKind::Capital)
        && meanings.iter().all(|meaning| matches!(meaning.kind, NameKind::Capital | NameKind::Actor));
    if !is_capital {
        return false;
    }
    let grammar = &context.knowledge.grammar;
    let head = first_of_list(context, head);
    if context.children(head, &["appos"]).any(|beside| names_country(context, beside)) {
        return true;
    }
    match context.token(head).relation.as_str() {
        "nsubj" | "nsubjpass" | "poss" | "agent" => false,
        "dobj" => is_journey(context, context.head(head)),
        "pobj" => {
            let preposition = context.head(head);
            let word = context.token(preposition).lemma.to_lowercase();
            grammar.is(&word, WordClass::PlacePreposition)
                || grammar.is(&word, WordClass::DirectionPreposition) && is_journey(context, context.head(preposition))
        }
        _ => context.sentence_tokens(head).start + 3 > head,
    }
}

fn names_country(context: &Context<'_>, word: usize) -> bool {
    context.knowledge.names.meanings(context.text(word)).iter().any(|meaning| meaning.kind == NameKind::Country)
}

/// Of "Paris and Rome", Paris, which shows what both do.
fn first_of_list(context: &Context<'_>, word: usize) -> usize {
    let mut first = word;
    for _ in 0..12 {
        if context.token(first).relation != "conj" {
            break;
        }
        first = context.head(first);
    }
    first
}

fn is_journey(context: &Context<'_>, token: usize) -> bool {
    let row = context.token(token);
    row.lemma != "be" && context.knowledge.grammar.is(&row.lemma.to_lowercase(), WordClass::Going)
}
