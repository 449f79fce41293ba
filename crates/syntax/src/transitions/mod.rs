//! Transition systems: a state moves step by step through the words, and a
//! small network says at each step which move to take.
//!
//! [`arcs`] builds trees (arc-eager, with breaks between sentences),
//! [`spans`] finds names. Both share the scorer (Kiperwasser and Goldberg
//! 2016; Honnibal and Johnson 2015): what each word contributes to the hidden
//! layer at each place of the state is computed once for the whole article,
//! so a step is a few additions and one small product.

pub mod arcs;
pub mod spans;

use std::ops::Range;

use document::Label;

use crate::ModelError;
use crate::files::{DESCRIPTION, TransitionsDescription, Weights};
use crate::layers::{DENSE_BLOCK, Linear, add_into, dense, fold_maximum, maximum_place};

/// The network that scores the moves of a state.
pub struct Scorer {
    reduce: Linear,
    lower: Linear,
    lower_bias: Vec<f32>,
    padding: Vec<f32>,
    upper: Vec<f32>,
    upper_bias: Vec<f32>,
    slots: usize,
    hidden: usize,
    pieces: usize,
}

/// Memory that is used again for every article.
#[derive(Default)]
pub struct ScorerScratch {
    reduced: Vec<f32>,
    /// What each word contributes at each slot.
    contributions: Vec<f32>,
    sums: Vec<f32>,
    hidden: Vec<f32>,
    scores: Vec<f32>,
}

impl Scorer {
    pub fn load(
        weights: &Weights<'_>,
        name: &str,
        of: &TransitionsDescription,
        words: usize,
    ) -> Result<Self, ModelError> {
        let (slots, hidden, pieces, width) = (of.slots, of.hidden, of.pieces, of.width);
        let outputs = slots * hidden * pieces;
        let stored = weights.get(&format!("{name}.lower.weight"), outputs * width)?;
        let padding = weights.get(&format!("{name}.lower.padding"), outputs)?;
        let bias = weights.get(&format!("{name}.lower.bias"), hidden * pieces)?;
        // Stored with the pieces of one unit side by side; here as planes.
        let plane = |unit: usize| (unit % hidden) * pieces + unit / hidden;
        let source = |output: usize| (output / (hidden * pieces)) * hidden * pieces + plane(output % (hidden * pieces));
        let classes = of.moves.len();
        let padded = classes.next_multiple_of(DENSE_BLOCK);
        let stored_upper = weights.get(&format!("{name}.upper.weight"), classes * hidden)?;
        let mut upper = vec![0.0; hidden * padded];
        for (class, row) in stored_upper.chunks_exact(hidden).enumerate() {
            for (unit, &value) in row.iter().enumerate() {
                upper[unit * padded + class] = value;
            }
        }
        let mut upper_bias = weights.get(&format!("{name}.upper.bias"), classes)?;
        upper_bias.resize(padded, 0.0);
        Ok(Scorer {
            reduce: Linear::load(weights, &format!("{name}.reduce"), words, width)?,
            lower: Linear::new(&stored, vec![0.0; outputs], width, source),
            lower_bias: (0..hidden * pieces).map(|unit| bias[plane(unit)]).collect(),
            padding: (0..outputs).map(|output| padding[source(output)]).collect(),
            upper,
            upper_bias,
            slots,
            hidden,
            pieces,
        })
    }

    /// Computes what every word contributes; must run before
    /// [`Scorer::score`] for each article.
    pub fn prepare(&self, words: &[f32], count: usize, scratch: &mut ScorerScratch) {
        scratch.reduced.resize(count * self.reduce.outputs(), 0.0);
        self.reduce.apply(words, count, &mut scratch.reduced);
        scratch.contributions.resize(count * self.lower.outputs(), 0.0);
        let inputs = self.reduce.outputs();
        self.lower.product(&scratch.reduced, inputs, count, &mut scratch.contributions);
        scratch.sums.resize(self.hidden * self.pieces, 0.0);
        scratch.hidden.resize(self.hidden, 0.0);
        scratch.scores.resize(self.upper_bias.len(), 0.0);
    }

    /// The scores of all moves for a state that shows these words, one for
    /// each slot; `None` for a slot without a word.
    pub fn score<'s>(&self, slots: &[Option<u32>], scratch: &'s mut ScorerScratch) -> &'s [f32] {
        let part = self.hidden * self.pieces;
        scratch.sums.copy_from_slice(&self.lower_bias);
        for (slot, word) in slots.iter().enumerate().take(self.slots) {
            let row = match word {
                Some(word) => &scratch.contributions[(*word as usize * self.slots + slot) * part..][..part],
                None => &self.padding[slot * part..][..part],
            };
            add_into(&mut scratch.sums, row);
        }
        fold_maximum(&scratch.sums, &mut scratch.hidden);
        dense(&scratch.hidden, &self.upper, &self.upper_bias, &mut scratch.scores);
        &scratch.scores
    }
}

/// Moves of one kind that stand behind each other in the model's list.
#[derive(Debug, PartialEq, Eq)]
struct Run<K> {
    kind: K,
    moves: Range<usize>,
}

/// A model's moves: what each does and with which label.
struct Moves<K> {
    runs: Vec<Run<K>>,
    labels: Vec<Label>,
}

impl<K: Copy + PartialEq> Moves<K> {
    /// Reads names such as `L-nsubj`; `kind` tells what a letter stands for.
    fn new(names: &[String], kind: impl Fn(&str) -> Option<K>) -> Result<Self, ModelError> {
        let mut moves = Moves { runs: Vec::<Run<K>>::new(), labels: Vec::new() };
        for (index, name) in names.iter().enumerate() {
            let (letter, label) = name.split_once('-').unwrap_or((name, ""));
            let kind = kind(letter)
                .ok_or_else(|| ModelError::form(DESCRIPTION, format!("the move {name:?} is of no known kind")))?;
            match moves.runs.last_mut() {
                Some(run) if run.kind == kind => run.moves.end += 1,
                _ => moves.runs.push(Run { kind, moves: index..index + 1 }),
            }
            moves.labels.push(Label::new(label));
        }
        Ok(moves)
    }

    /// The best of the moves that are allowed; the first of equally good
    /// ones.
    fn best(&self, scores: &[f32], allowed: impl Fn(K) -> bool) -> Option<(K, usize)> {
        let mut best: Option<(K, usize, f32)> = None;
        for run in &self.runs {
            if !allowed(run.kind) {
                continue;
            }
            let Some((place, score)) = maximum_place(&scores[run.moves.clone()]) else {
                continue;
            };
            if best.is_none_or(|(_, _, top)| score > top) {
                best = Some((run.kind, run.moves.start + place, score));
            }
        }
        best.map(|(kind, index, _)| (kind, index))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_allowed_moves_are_taken() {
        let names = ["S", "L-a", "L-b", "R-a"].map(String::from);
        let moves = Moves::new(&names, |letter| letter.chars().next()).unwrap();
        let scores = [0.0, 2.0, 3.0, 9.0];
        assert_eq!(moves.best(&scores, |kind| kind != 'R'), Some(('L', 2)));
        assert_eq!(moves.best(&scores, |kind| kind == 'S'), Some(('S', 0)));
        assert_eq!(moves.best(&scores, |_| false), None);
        assert_eq!(moves.labels[3], "a");
    }

    #[test]
    fn an_unknown_move_is_an_error() {
        let error = Moves::new(&["Q-x".to_owned()], |letter| (letter == "S").then_some(())).err().unwrap();
        assert_eq!(error.to_string(), "model.json: the move \"Q-x\" is of no known kind");
    }
}
