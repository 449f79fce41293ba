//! The three measures of chains that the CoNLL shared tasks average (Pradhan
//! et al. 2014, "Scoring coreference partitions of predicted mentions").
//!
//! Chains are lists of keys; a key that stands in a gold and in a system chain
//! is a mention that both have. Sums over several articles are kept apart
//! until the end, as the shared tasks' scorer does.

use std::collections::HashMap;
use std::iter::Sum;
use std::ops::Add;

use super::assignment::best_sum;

/// One side's chains in an article, each a list of mention keys.
pub type Chains = Vec<Vec<u32>>;

/// Parts of recall and precision.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Counts {
    recalled: f64,
    to_recall: f64,
    precise: f64,
    found: f64,
}

impl Counts {
    /// The share of gold that was found; 0 where there is none.
    pub fn recall(self) -> f64 {
        share(self.recalled, self.to_recall)
    }

    /// The share of what was found that is gold; 0 where nothing was found.
    pub fn precision(self) -> f64 {
        share(self.precise, self.found)
    }

    /// The harmonic mean of both.
    pub fn f1(self) -> f64 {
        let (recall, precision) = (self.recall(), self.precision());
        share(2.0 * recall * precision, recall + precision)
    }
}

fn share(part: f64, whole: f64) -> f64 {
    if whole == 0.0 { 0.0 } else { part / whole }
}

impl Add for Counts {
    type Output = Counts;
    fn add(self, other: Counts) -> Counts {
        Counts {
            recalled: self.recalled + other.recalled,
            to_recall: self.to_recall + other.to_recall,
            precise: self.precise + other.precise,
            found: self.found + other.found,
        }
    }
}

impl Sum for Counts {
    fn sum<I: Iterator<Item = Counts>>(counts: I) -> Counts {
        counts.fold(Counts::default(), Add::add)
    }
}

/// Links (Vilain et al. 1995): how many of the links that hold a chain
/// together are in the other side's chains.
pub fn muc(gold: &Chains, system: &Chains) -> Counts {
    let (recalled, to_recall) = links(gold, system);
    let (precise, found) = links(system, gold);
    Counts { recalled, to_recall, precise, found }
}

fn links(chains: &Chains, others: &Chains) -> (f64, f64) {
    let chain_of = places(others);
    let mut kept = 0;
    let mut all = 0;
    for chain in chains {
        let mut parts: Vec<usize> = chain.iter().filter_map(|key| chain_of.get(key).copied()).collect();
        let alone = chain.len() - parts.len();
        parts.sort_unstable();
        parts.dedup();
        kept += chain.len() - (parts.len() + alone).min(chain.len());
        all += chain.len().saturating_sub(1);
    }
    (kept as f64, all as f64)
}

/// Mentions (Bagga and Baldwin 1998): of each mention's chain, the share that
/// is in its chain on the other side.
pub fn b_cubed(gold: &Chains, system: &Chains) -> Counts {
    let (recalled, to_recall) = shared_mentions(gold, system);
    let (precise, found) = shared_mentions(system, gold);
    Counts { recalled, to_recall, precise, found }
}

fn shared_mentions(chains: &Chains, others: &Chains) -> (f64, f64) {
    let chain_of = places(others);
    let mut kept = 0.0;
    for chain in chains {
        for (_, common) in overlaps(chain, &chain_of) {
            kept += (common * common) as f64 / chain.len() as f64;
        }
    }
    (kept, chains.iter().map(Vec::len).sum::<usize>() as f64)
}

/// Chains (Luo 2005, with his similarity φ4): the best pairing of the chains
/// of both sides.
pub fn ceaf_e(gold: &Chains, system: &Chains) -> Counts {
    let chain_of = places(system);
    let mut likeness = vec![0.0; gold.len() * system.len()];
    for (row, chain) in gold.iter().enumerate() {
        for (column, common) in overlaps(chain, &chain_of) {
            let sizes = chain.len() + system[column].len();
            likeness[row * system.len() + column] = 2.0 * common as f64 / sizes as f64;
        }
    }
    let best = best_sum(&likeness, gold.len(), system.len());
    Counts { recalled: best, to_recall: gold.len() as f64, precise: best, found: system.len() as f64 }
}

/// The number of the chain that each key stands in.
fn places(chains: &Chains) -> HashMap<u32, usize> {
    chains.iter().enumerate().flat_map(|(index, chain)| chain.iter().map(move |&key| (key, index))).collect()
}

/// The other side's chains that share keys with this one, and how many.
fn overlaps(chain: &[u32], chain_of: &HashMap<u32, usize>) -> Vec<(usize, usize)> {
    let mut common: Vec<(usize, usize)> = Vec::new();
    for key in chain {
        let Some(&other) = chain_of.get(key) else { continue };
        match common.iter_mut().find(|(known, _)| *known == other) {
            Some((_, count)) => *count += 1,
            None => common.push((other, 1)),
        }
    }
    common
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chains(of: &[&str]) -> Chains {
        of.iter().map(|chain| chain.bytes().map(u32::from).collect()).collect()
    }

    #[track_caller]
    fn assert_scores(counts: Counts, recall: f64, precision: f64) {
        assert!((counts.recall() - recall).abs() < 1e-9, "recall {}", counts.recall());
        assert!((counts.precision() - precision).abs() < 1e-9, "precision {}", counts.precision());
    }

    /// The example of Pradhan et al. 2014, section 4: gold chains of three and
    /// four mentions, found as three chains with two mentions too many.
    #[test]
    fn the_example_of_pradhan_and_others() {
        let (gold, system) = (chains(&["abc", "defg"]), chains(&["ab", "cd", "fghi"]));
        assert_scores(muc(&gold, &system), 2.0 / 5.0, 2.0 / 5.0);
        let recall = (4.0 / 3.0 + 1.0 / 3.0 + 1.0 / 4.0 + 4.0 / 4.0) / 7.0;
        let precision = (4.0 / 2.0 + 1.0 / 2.0 + 1.0 / 2.0 + 4.0 / 4.0) / 8.0;
        assert_scores(b_cubed(&gold, &system), recall, precision);
        let best = 4.0 / 5.0 + 4.0 / 8.0;
        assert_scores(ceaf_e(&gold, &system), best / 2.0, best / 3.0);
    }

    /// The example of Bagga and Baldwin 1998: which two of three chains are
    /// taken together makes no difference to links, but does to mentions.
    #[test]
    fn the_example_of_bagga_and_baldwin() {
        let gold = chains(&["12345", "67", "89ABC"]);
        let small_with_large = chains(&["12345", "6789ABC"]);
        let large_with_large = chains(&["1234589ABC", "67"]);
        assert_scores(muc(&gold, &small_with_large), 1.0, 9.0 / 10.0);
        assert_scores(muc(&gold, &large_with_large), 1.0, 9.0 / 10.0);
        assert_scores(b_cubed(&gold, &small_with_large), 1.0, (5.0 + 4.0 / 7.0 + 25.0 / 7.0) / 12.0);
        assert_scores(b_cubed(&gold, &large_with_large), 1.0, (2.0 + 50.0 / 10.0) / 12.0);
    }

    #[test]
    fn the_same_chains_are_all_right_and_nothing_is_all_wrong() {
        let gold = chains(&["abc", "de"]);
        for measure in [muc, b_cubed, ceaf_e] {
            assert_scores(measure(&gold, &gold), 1.0, 1.0);
            assert_scores(measure(&gold, &Chains::new()), 0.0, 0.0);
            assert_eq!(measure(&gold, &Chains::new()).f1(), 0.0);
        }
    }
}
