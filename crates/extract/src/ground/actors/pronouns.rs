//! Pronouns: what each stands for, by agreement, grammar and prominence
//! (after Lappin and Leass 1994; Hobbs 1978).

use document::MentionForm;

use super::candidates::{Candidate, Kind};
use super::chains::{ChainState, Linker};

/// How many sentences back an antecedent is looked for.
const REACH: usize = 4;

/// The chain that a pronoun stands for: of those before it that agree, the
/// most prominent.
pub fn antecedent(linker: &Linker<'_>, pronoun: usize) -> Option<usize> {
    let candidates = linker.candidates;
    let mut best: Option<(i32, usize)> = None;
    for chain in 0..linker.chains.len() {
        if !agrees(&candidates[pronoun], &linker.chains[chain]) {
            continue;
        }
        let mentions = linker.chains[chain].mentions.iter().rev().take(12);
        let score = mentions.filter_map(|&mention| score(linker, pronoun, mention)).max();
        let Some(score) = score else { continue };
        let score = score + 3 * linker.chains[chain].mentions.len().min(5) as i32;
        if best.is_none_or(|(top, _)| score > top) {
            best = Some((score, chain));
        }
    }
    best.map(|(_, chain)| chain)
}

/// The chain of the subject behind a pronoun in the same sentence.
pub fn subject_behind(linker: &Linker<'_>, pronoun: usize) -> Option<usize> {
    let (context, candidates) = (linker.context, linker.candidates);
    let at = candidates[pronoun].head;
    let behind = candidates.iter().enumerate().filter(|(_, other)| {
        other.head > at
            && other.form == MentionForm::Named
            && context.sentence(other.head) == context.sentence(at)
            && is_subject(linker, other)
    });
    let mut chains = behind.filter_map(|(index, _)| linker.chain_of[index]);
    chains.find(|&chain| agrees(&candidates[pronoun], &linker.chains[chain]))
}

/// Whether number, gender and kind fit.
fn agrees(pronoun: &Candidate, chain: &ChainState) -> bool {
    let kind = chain.kind.unwrap_or(Kind::Other);
    let genders_fit = match (pronoun.is_woman, chain.is_woman) {
        (Some(one), Some(other)) => one == other,
        _ => true,
    };
    match pronoun.kind {
        Kind::Person => kind == Kind::Person && !chain.is_plural && genders_fit,
        Kind::People => chain.is_plural || matches!(kind, Kind::People | Kind::Organisation),
        _ => matches!(kind, Kind::Organisation | Kind::Country | Kind::Region | Kind::Thing) && !chain.is_plural,
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
    if distance > REACH || (distance == 0 && shares_clause(linker, this, other)) {
        return None;
    }
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
    let relation = context.token(other.head).relation;
    if relation == "poss" {
        score -= 8;
    } else if relation == "pobj" {
        score -= 10;
    }
    // Of two in one sentence, the nearer, a little.
    score -= ((this.head - other.head) / 12).min(8) as i32;
    if this.kind == Kind::People && other.kind == Kind::Organisation {
        score -= 15;
    }
    Some(score)
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
    let row = context.token(this.head);
    if row.relation == "poss" || row.lemma.ends_with("self") || row.lemma.ends_with("selves") {
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
