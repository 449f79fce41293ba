//! The third layer: who said what, to whom, according to whom.
//!
//! Candidates come from two sides: the grammar around every cue of
//! `data/cues.tsv` ([`clauses`]) and the quotations with what brings them in
//! ([`speech`]). Weighed features decide which are attributions ([`judge`]);
//! what was accepted becomes statements ([`assembly`]) and chains of them
//! ([`relays`]).

mod assembly;
mod candidate;
mod clauses;
mod content;
mod cue_words;
mod features;
mod judge;
mod marks;
mod relays;
mod source;
mod speech;
mod spotting;
mod tree;
mod voices;

use std::collections::BTreeMap;

use document::{Article, Grounding, Manner, Parse, Statement, StatementId, Table, TokenId};

pub use voices::resolve as resolve_voices;

use crate::Knowledge;
use assembly::Assembly;
use candidate::Candidate;
use tree::Tree;

/// Finds the statements of an article, in the order of their first words.
pub fn find(
    knowledge: &Knowledge,
    article: &Article,
    parse: &Parse,
    grounding: &Grounding,
) -> Table<StatementId, Statement> {
    let tree = Tree::new(&article.text, parse);
    let quotations = marks::find(&article.text);
    let candidates = candidates(knowledge, &tree, &quotations);
    let accepted = judge::accept(knowledge, &tree, &quotations, candidates);
    let assembly = Assembly::new(&tree, &quotations, grounding);
    let mut statements: Vec<Statement> =
        accepted.iter().map(|(candidate, confidence)| assembly.statement(candidate, *confidence)).collect();
    statements.sort_by_key(start);
    assembly::give_to_last_speaker(article, &mut statements);
    relays::link(&mut statements);
    statements.into_iter().collect()
}

fn candidates<'a>(knowledge: &'a Knowledge, tree: &Tree<'_>, quotations: &[marks::Quotation]) -> Vec<Candidate<'a>> {
    let mut candidates = clauses::find(tree, &knowledge.cues, quotations);
    let quoted = speech::find(tree, &knowledge.cues, quotations);
    drop_doubles(&mut candidates, &quoted);
    candidates.extend(clauses::headlines(tree));
    candidates.extend(quoted);
    candidates
}

/// Takes out the clauses that are the words of a quotation of the same cue, or
/// that a colon and the words themselves follow: the grammar knows less of
/// those than the marks.
fn drop_doubles(clauses: &mut Vec<Candidate<'_>>, quoted: &[Candidate<'_>]) {
    let by_head: BTreeMap<TokenId, &Candidate<'_>> =
        quoted.iter().map(|candidate| (candidate.head, candidate)).collect();
    clauses.retain(|clause| {
        let covered = by_head.get(&clause.head).is_some_and(|quoted| {
            quoted.construction == "quote-colon"
                || clause.content.iter().any(|piece| quoted.content.iter().any(|words| words.contains(piece.start)))
        });
        !covered
    });
}

/// The first byte of any part.
fn start(statement: &Statement) -> (u32, u32) {
    let speaker = statement.speaker.iter().map(|party| party.span.start());
    let parts = statement.content.iter().chain(&statement.cue).map(|span| span.start());
    (parts.chain(speaker).min().unwrap_or(0), statement.cue.map_or(0, |cue| cue.start()))
}

/// Whether a statement passes on what its content holds: words do, thoughts
/// do not.
fn is_passed_on(statement: &Statement) -> bool {
    statement.manner != Manner::Thought
}

/// A candidate with its features, for learning the weights.
pub struct Proposal {
    /// The statement that it would become.
    pub statement: Statement,
    /// The features that the weights are learned for.
    pub features: Vec<String>,
    /// The number of its cue's head: only one proposal of each is accepted.
    pub head: usize,
}

/// All candidates of an article, right and wrong.
pub fn proposals(knowledge: &Knowledge, article: &Article, parse: &Parse) -> Vec<Proposal> {
    let tree = Tree::new(&article.text, parse);
    let quotations = marks::find(&article.text);
    let candidates = candidates(knowledge, &tree, &quotations);
    let grounding = Grounding::default();
    let assembly = Assembly::new(&tree, &quotations, &grounding);
    judge::proposals(knowledge, &tree, &quotations, &assembly, &candidates)
}
