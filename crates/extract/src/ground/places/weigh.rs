//! What would make a candidate win, to be read by people.

use crate::Knowledge;
use crate::knowledge::gazetteer::fold::fold;

use super::hints::COMMA;
use super::score::{Candidate, FOCUS, candidates};

/// A place that a name may stand for.
#[derive(Clone, Debug, PartialEq)]
pub struct Weighed {
    /// Its row in the gazetteer.
    pub row: u32,
    /// What speaks for it before anything else is known, in powers of ten.
    pub weight: f64,
    /// What would make it win.
    pub wins: String,
}

/// The places that a name may stand for, the likeliest first.
pub fn weigh(knowledge: &Knowledge, name: &str) -> Vec<Weighed> {
    let gazetteer = &knowledge.gazetteer;
    let key = fold(name);
    let mut found = candidates(gazetteer, &key, &gazetteer.find_folded(&key), false);
    found.sort_by(|one, other| other.prior.total_cmp(&one.prior).then(one.row.cmp(&other.row)));
    let best = found.first().map_or(0.0, |best| best.prior);
    let weighed = |candidate: &Candidate| Weighed {
        row: candidate.row,
        weight: candidate.prior,
        wins: wins(knowledge, name, candidate, best - candidate.prior),
    };
    found.iter().map(weighed).collect()
}

fn wins(knowledge: &Knowledge, name: &str, candidate: &Candidate, behind: f64) -> String {
    if behind <= 0.0 {
        return "by itself, where nothing speaks for another".to_owned();
    }
    let gazetteer = &knowledge.gazetteer;
    let own = |row: Option<u32>| row.filter(|&row| row != candidate.row).and_then(|row| gazetteer.entry(row));
    let Some(outer) = own(candidate.division).or_else(|| own(candidate.country)) else {
        return "in an article about it and its places".to_owned();
    };
    match behind {
        _ if behind < FOCUS => format!("in an article about {}, or as \"{name}, {}\"", outer.name, outer.name),
        _ if behind < FOCUS + COMMA => format!("as \"{name}, {}\"", outer.name),
        _ => format!("as \"{name}, {}\" in an article about it", outer.name),
    }
}
