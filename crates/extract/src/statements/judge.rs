//! Which candidates are attributions: a sum of weights for each, and of those
//! that share words of a cue only the best.

use std::cmp::Ordering;

use document::{Id, IdRange, TokenId};

use super::Proposal;
use super::assembly::Assembly;
use super::candidate::{Candidate, Rule};
use super::features::{self, Setting};
use super::marks::Quotation;
use super::tree::Tree;
use crate::Knowledge;

/// The confidence in words given to the last speaker.
const LAST_SPEAKER: f32 = 0.5;

/// The candidates that are attributions, each with its probability.
pub(crate) fn accept<'a>(
    knowledge: &Knowledge,
    tree: &Tree<'_>,
    quotations: &[Quotation],
    candidates: Vec<Candidate<'a>>,
) -> Vec<(Candidate<'a>, f32)> {
    let (quoted, nested) = surroundings(tree, quotations, &candidates);
    let setting = Setting { knowledge, tree, quotations, quoted: &quoted, nested: &nested };
    let mut judged: Vec<(Candidate<'a>, f32)> = candidates
        .into_iter()
        .map(|candidate| {
            let probability = probability(knowledge, &setting, &candidate);
            (candidate, probability)
        })
        .filter(|&(_, probability)| probability >= knowledge.weights.threshold)
        .collect();
    judged.sort_by(|one, other| other.1.partial_cmp(&one.1).unwrap_or(Ordering::Equal));
    let mut taken = vec![false; tree.len()];
    judged.retain(|(candidate, _)| take(candidate, &mut taken));
    judged
}

/// Marks a cue's words as used; false where one was.
fn take(candidate: &Candidate<'_>, taken: &mut [bool]) -> bool {
    let words = if candidate.cue.is_empty() { 0..0 } else { candidate.cue.start.index()..candidate.cue.end.index() };
    let free = !taken[words.clone()].contains(&true) && !taken[candidate.head.index()];
    if free {
        taken[words].fill(true);
        taken[candidate.head.index()] = true;
    }
    free
}

fn probability(knowledge: &Knowledge, setting: &Setting<'_, '_>, candidate: &Candidate<'_>) -> f32 {
    if let Rule::LastSpeaker = candidate.rule {
        return LAST_SPEAKER;
    }
    let mut sum = 0.0;
    features::each(setting, candidate, |feature| sum += knowledge.weights.of(feature));
    1.0 / (1.0 + (-sum).exp())
}

/// For each token whether it is quoted and in how many contents it lies.
fn surroundings(tree: &Tree<'_>, quotations: &[Quotation], candidates: &[Candidate<'_>]) -> (Vec<bool>, Vec<u8>) {
    let mut quoted = vec![false; tree.len()];
    for quotation in quotations.iter().filter(|quotation| quotation.depth == 0) {
        let tokens = tree.tokens_of(quotation.outer);
        if tokens.len() > 5 {
            quoted[tokens.start.index()..tokens.end.index()].fill(true);
        }
    }
    (quoted, depths(tree.len(), clauses(candidates)))
}

/// The contents of clauses that are surely said.
fn clauses<'c>(candidates: &'c [Candidate<'_>]) -> impl Iterator<Item = IdRange<TokenId>> + 'c {
    let sure = candidates.iter().filter(|candidate| match candidate.rule {
        Rule::Cue(cue) => cue.strength == 1 && candidate.construction.starts_with("that"),
        _ => false,
    });
    sure.flat_map(|candidate| candidate.content.iter().copied())
}

fn depths(tokens: usize, ranges: impl Iterator<Item = IdRange<TokenId>>) -> Vec<u8> {
    let mut changes = vec![0_i32; tokens + 1];
    for range in ranges {
        changes[range.start.index()] += 1;
        changes[range.end.index()] -= 1;
    }
    let mut depth = 0;
    let sums = changes.iter().map(|change| {
        depth += change;
        depth.clamp(0, 255) as u8
    });
    sums.collect()
}

/// All candidates with their features.
pub(crate) fn proposals(
    knowledge: &Knowledge,
    tree: &Tree<'_>,
    quotations: &[Quotation],
    assembly: &Assembly<'_, '_>,
    candidates: &[Candidate<'_>],
) -> Vec<Proposal> {
    let (quoted, nested) = surroundings(tree, quotations, candidates);
    let setting = Setting { knowledge, tree, quotations, quoted: &quoted, nested: &nested };
    let judged = candidates.iter().filter(|candidate| !matches!(candidate.rule, Rule::LastSpeaker));
    judged
        .map(|candidate| {
            let mut features = Vec::new();
            features::each(&setting, candidate, |feature| features.push(feature.to_owned()));
            Proposal { statement: assembly.statement(candidate, 0.0), features, head: candidate.head.index() }
        })
        .collect()
}
