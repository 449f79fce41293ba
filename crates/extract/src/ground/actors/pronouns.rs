//! Pronouns: what each stands for, by agreement, grammar and prominence
//! (after Lappin and Leass 1994; Hobbs 1978).

use document::MentionForm;

use super::candidates::{Candidate, Kind};
use super::chains::Linker;
use super::state::ChainState;
use crate::knowledge::grammar::WordClass;

/// How many sentences back an antecedent is looked for.
const REACH: usize = 4;

/// The chain that a pronoun stands for: of those before it that agree, the
/// most prominent.
pub fn antecedent(linker: &Linker<'_>, pronoun: usize) -> Option<usize> {
    let this = &linker.candidates[pronoun];
    let sentence = linker.context.sentence(this.head);
    let mut best: Vec<(usize, i32)> = Vec::new();
    for &mention in linker.placed.iter().rev().take(400) {
        let other = &linker.candidates[mention];
        if linker.context.sentence(other.head) + REACH < sentence {
            break;
        }
        let Some(chain) = linker.chain_of[mention] else { continue };
        let Some(fit) = agreement(this, &linker.chains[chain]) else { continue };
        let Some(score) = score(linker, pronoun, mention) else { continue };
        let score = score + fit;
        match best.iter_mut().find(|(known, _)| *known == chain) {
            Some((_, top)) => *top = (*top).max(score),
            None => best.push((chain, score)),
        }
    }
    let often = |chain: usize| 3 * linker.chains[chain].mentions.len().min(5) as i32;
    let scored = best.into_iter().map(|(chain, score)| (score + often(chain), chain));
    scored
        .filter(|&(_, chain)| !clashes(linker, pronoun, chain))
        .max_by_key(|&(score, chain)| (score, std::cmp::Reverse(chain)))
        .map(|(_, chain)| chain)
}

/// The chain of the subject behind a pronoun in the same sentence.
pub fn subject_behind(linker: &Linker<'_>, pronoun: usize) -> Option<usize> {
    let (context, candidates) = (linker.context, linker.candidates);
    let at = candidates[pronoun].head;
    let behind = (at + 1..context.sentence_tokens(at).end).filter_map(|token| linker.headed_by(token));
    let subjects =
        behind.filter(|&index| candidates[index].form == MentionForm::Named && is_subject(linker, &candidates[index]));
    let mut chains = subjects.filter_map(|index| linker.chain_of[index]);
    chains.find(|&chain| agreement(&candidates[pronoun], &linker.chains[chain]).is_some())
}

/// How well number, gender and kind fit; `None` where they do not.
fn agreement(pronoun: &Candidate, chain: &ChainState) -> Option<i32> {
    let kind = chain.kind.unwrap_or(Kind::Other);
    if chain.is_voice {
        return None;
    }
    match pronoun.kind {
        Kind::Person => {
            let genders_fit = match (pronoun.is_woman, chain.is_woman) {
                (Some(one), Some(other)) if one != other => return None,
                (Some(_), Some(_)) => 10,
                _ => 0,
            };
            let is_unsure_name =
                matches!(kind, Kind::Other | Kind::Organisation | Kind::Region) && chain.may_be_person();
            (!chain.is_plural && (kind == Kind::Person || is_unsure_name))
                .then_some(genders_fit - if is_unsure_name { 40 } else { 0 })
        }
        Kind::People if chain.is_plural => Some(if kind == Kind::Thing { -8 } else { 4 }),
        Kind::People => match kind {
            Kind::People => Some(4),
            Kind::Organisation => Some(-18),
            Kind::Country => Some(-40),
            Kind::Person if chain.is_woman.is_none() && chain.names.is_empty() => Some(-30),
            _ => None,
        },
        _ => (matches!(kind, Kind::Organisation | Kind::Country | Kind::Region | Kind::Thing) && !chain.is_plural)
            .then_some(if kind == Kind::Region { -6 } else { 0 }),
    }
}

/// How prominent an earlier mention is for a pronoun; `None` where grammar or
/// distance forbid it.
fn score(linker: &Linker<'_>, pronoun: usize, mention: usize) -> Option<i32> {
    let context = linker.context;
    let (this, other) = (&linker.candidates[pronoun], &linker.candidates[mention]);
    if other.head >= this.head || other.tokens.contains(&this.head) {
        return None;
    }
    let distance = context.sentence(this.head).checked_sub(context.sentence(other.head))?;
    let mut score = 100 - 30 * distance as i32;
    if is_subject(linker, other) {
        score += 25;
        if is_subject(linker, this) {
            score += 10;
        }
    }
    score += match other.form {
        MentionForm::Named => 8,
        MentionForm::Pronoun => 6,
        MentionForm::Nominal => 0,
    };
    score -= match context.token(other.head).relation.as_str() {
        "poss" => 8,
        "pobj" => 10,
        _ => 0,
    };
    // Of two in one sentence, the nearer, a little.
    score -= ((this.head - other.head) / 12).min(8) as i32;
    score += voices(linker, this, other)?;
    Some(score)
}

/// Within a quotation, "he" is not the one who speaks; outside, rather one
/// who was named outside.
fn voices(linker: &Linker<'_>, this: &Candidate, other: &Candidate) -> Option<i32> {
    let (ours, theirs) = (linker.quotations.voice(this.head), linker.quotations.voice(other.head));
    if ours == theirs {
        return Some(0);
    }
    if ours != 0 && theirs == 0 && speaks(linker, other) {
        let is_near = linker.context.sentence(this.head) - linker.context.sentence(other.head) <= 1;
        return if is_near && this.kind == Kind::Person { None } else { Some(-30) };
    }
    Some(-12)
}

/// Whether a mention is the subject of a verb of speech.
fn speaks(linker: &Linker<'_>, candidate: &Candidate) -> bool {
    let context = linker.context;
    let verb = context.head(candidate.head);
    is_subject(linker, candidate) && context.knowledge.grammar.is(&context.token(verb).lemma, WordClass::Speaking)
}

/// Whether grammar forbids that a pronoun is the same as a chain: both are
/// arguments of one verb, or the pronoun stands inside the mention.
fn clashes(linker: &Linker<'_>, pronoun: usize, chain: usize) -> bool {
    let this = &linker.candidates[pronoun];
    let sentence = linker.context.sentence(this.head);
    let mentions = linker.chains[chain].mentions.iter().rev().take(12);
    let mut near = mentions
        .map(|&mention| &linker.candidates[mention])
        .take_while(|other| linker.context.sentence(other.head) == sentence);
    near.any(|other| shares_clause(linker, this, other))
}

fn is_subject(linker: &Linker<'_>, candidate: &Candidate) -> bool {
    let mut head = candidate.head;
    // A conjunct shares the role of the first.
    for _ in 0..4 {
        let row = linker.context.token(head);
        match row.relation.as_str() {
            "nsubj" | "nsubjpass" => return true,
            "conj" | "appos" => head = linker.context.head(head),
            _ => return false,
        }
    }
    false
}

/// Whether both are arguments of the same verb: then they are different, but
/// for reflexives and owners.
fn shares_clause(linker: &Linker<'_>, this: &Candidate, other: &Candidate) -> bool {
    let context = linker.context;
    let is_reflexive = this.pronoun.is_some_and(|pronoun| pronoun.is_reflexive);
    if context.token(this.head).relation == "poss" || is_reflexive {
        return false;
    }
    let verb = |head: usize| {
        let up = context.head(head);
        match context.token(head).relation.as_str() {
            "nsubj" | "nsubjpass" | "dobj" | "dative" => Some(up),
            "pobj" => Some(context.head(up)),
            _ => None,
        }
    };
    verb(this.head).is_some() && verb(this.head) == verb(other.head)
}
