//! Names as moves over the words: begin, in, last, unit, out, as spaCy's
//! recogniser makes them (`spacy/pipeline/_parser_internals/ner.pyx`).

use std::ops::Range;

use document::Label;

use super::{Moves, Scorer, ScorerScratch};
use crate::ModelError;
use crate::files::{TransitionsDescription, Weights};

/// The recogniser: moves and the network that chooses among them.
pub struct SpanRecogniser {
    scorer: Scorer,
    moves: Moves<Move>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Move {
    Begin,
    In,
    Last,
    Unit,
    Out,
    /// Kept in the list by spaCy for spans that a user blocks; never allowed.
    Blocked,
}

/// Consecutive words that name something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedSpan {
    pub words: Range<usize>,
    pub label: Label,
}

/// What the recogniser must know of a word besides its vector.
#[derive(Clone, Copy, Debug, Default)]
pub struct WordFlags {
    pub is_space: bool,
    pub starts_sentence: bool,
}

const SLOTS: usize = 3;

impl SpanRecogniser {
    pub fn load(
        weights: &Weights<'_>,
        name: &str,
        of: &TransitionsDescription,
        words: usize,
    ) -> Result<Self, ModelError> {
        if of.slots != SLOTS {
            return Err(ModelError::Unsupported(format!("a recogniser that sees {} words", of.slots)));
        }
        let labelled = |name: &String| {
            if name == "U-" { "X".to_owned() } else { name.clone() }
        };
        let names: Vec<String> = of.moves.iter().map(labelled).collect();
        let moves = Moves::new(&names, |letter| match letter {
            "B" => Some(Move::Begin),
            "I" => Some(Move::In),
            "L" => Some(Move::Last),
            "U" => Some(Move::Unit),
            "O" => Some(Move::Out),
            "X" => Some(Move::Blocked),
            _ => None,
        })?;
        Ok(SpanRecogniser { scorer: Scorer::load(weights, name, of, words)?, moves })
    }

    /// The names among words with these vectors.
    pub fn find(&self, words: &[f32], flags: &[WordFlags], scratch: &mut ScorerScratch, names: &mut Vec<NamedSpan>) {
        names.clear();
        self.scorer.prepare(words, flags.len(), scratch);
        let mut open: Option<(usize, Label)> = None;
        for word in 0..flags.len() {
            let start = open.map(|(start, _)| start as u32);
            let slots = [Some(word as u32), start, start.map(|_| word as u32 - 1)];
            let scores = self.scorer.score(&slots, scratch);
            let Some((kind, index)) = self.best(scores, flags, word, open) else {
                continue;
            };
            let label = self.moves.labels[index];
            match kind {
                Move::Begin => open = Some((word, label)),
                Move::Last => {
                    let first = open.take().map_or(word, |(start, _)| start);
                    names.push(NamedSpan { words: first..word + 1, label });
                }
                Move::Unit => names.push(NamedSpan { words: word..word + 1, label }),
                Move::In | Move::Out | Move::Blocked => {}
            }
        }
    }

    /// The best move at `word` while the name `open`, if any, is being built.
    fn best(
        &self,
        scores: &[f32],
        flags: &[WordFlags],
        word: usize,
        open: Option<(usize, Label)>,
    ) -> Option<(Move, usize)> {
        let may_go_on = flags.get(word + 1).is_some_and(|next| !next.starts_sentence);
        let Some((_, label)) = open else {
            let is_space = flags[word].is_space;
            return self.moves.best(scores, |kind| match kind {
                Move::Begin => may_go_on && !is_space,
                Move::Unit => !is_space,
                Move::Out => true,
                Move::In | Move::Last | Move::Blocked => false,
            });
        };
        // Inside a name only its own label is allowed: at most one move of
        // each kind.
        let of_kind = |wanted: Move| {
            let mut runs = self.moves.runs.iter().filter(|run| run.kind == wanted);
            runs.find_map(|run| run.moves.clone().find(|&index| self.moves.labels[index] == label))
        };
        let go_on = of_kind(Move::In).filter(|_| may_go_on).map(|index| (Move::In, index));
        let end = of_kind(Move::Last).map(|index| (Move::Last, index));
        match (go_on, end) {
            (Some(go_on), Some(end)) if scores[end.1] > scores[go_on.1] => Some(end),
            (go_on, end) => go_on.or(end),
        }
    }
}
