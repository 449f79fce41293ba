//! The arc-eager system with monotone repair and sentence breaks (Nivre 2003;
//! Honnibal and Johnson 2015), as spaCy runs it
//! (`spacy/pipeline/_parser_internals/arc_eager.pyx`).

use document::Label;

use super::{Moves, Scorer, ScorerScratch};
use crate::ModelError;
use crate::files::{DESCRIPTION, TransitionsDescription, Weights};

/// The parser: moves and the network that chooses among them.
pub struct ArcParser {
    scorer: Scorer,
    moves: Moves<Move>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Move {
    Shift,
    Reduce,
    LeftArc,
    RightArc,
    Break,
}

/// A head for every word; words without one are roots.
#[derive(Default)]
pub struct Arcs {
    heads: Vec<Option<u32>>,
    labels: Vec<Label>,
}

impl Arcs {
    /// The head of a word and the label of the arc; `None` for a root.
    pub fn head(&self, word: usize) -> Option<(usize, Label)> {
        self.heads[word].map(|head| (head as usize, self.labels[word]))
    }
}

/// How many words of the state the network sees (the parser feature set of
/// eight).
const SLOTS: usize = 8;

/// Memory that is used again for every article.
#[derive(Default)]
pub struct ArcScratch {
    state: State,
    pub scorer: ScorerScratch,
}

impl ArcParser {
    pub fn load(
        weights: &Weights<'_>,
        name: &str,
        of: &TransitionsDescription,
        words: usize,
    ) -> Result<Self, ModelError> {
        if of.slots != SLOTS {
            return Err(ModelError::Unsupported(format!("a parser that sees {} words", of.slots)));
        }
        let moves = Moves::new(&of.moves, |letter| match letter {
            "S" => Some(Move::Shift),
            "D" => Some(Move::Reduce),
            "L" => Some(Move::LeftArc),
            "R" => Some(Move::RightArc),
            "B" => Some(Move::Break),
            _ => None,
        })?;
        // Of arcs the network must know both kinds, or a state could have no
        // move left.
        for needed in [Move::Shift, Move::Reduce] {
            if !moves.runs.iter().any(|run| run.kind == needed) {
                return Err(ModelError::form(DESCRIPTION, format!("{name} has no {needed:?} move")));
            }
        }
        Ok(ArcParser { scorer: Scorer::load(weights, name, of, words)?, moves })
    }

    /// The arcs between `count` words with these vectors.
    pub fn parse(&self, words: &[f32], count: usize, scratch: &mut ArcScratch, arcs: &mut Arcs) {
        self.scorer.prepare(words, count, &mut scratch.scorer);
        let state = &mut scratch.state;
        state.start(count);
        while !state.is_final() {
            let scores = self.scorer.score(&state.slots(), &mut scratch.scorer);
            match self.moves.best(scores, |kind| state.allows(kind)) {
                Some((kind, index)) => state.take(kind, self.moves.labels[index]),
                None => break,
            }
        }
        std::mem::swap(&mut arcs.heads, &mut state.heads);
        std::mem::swap(&mut arcs.labels, &mut state.labels);
    }
}

/// Words still to come (the buffer), words under work (the stack), and the
/// arcs so far.
#[derive(Default)]
struct State {
    count: usize,
    /// The first word that was never shifted.
    next: usize,
    stack: Vec<u32>,
    /// Words that went back from the stack; the last one comes first.
    returned: Vec<u32>,
    was_returned: Vec<bool>,
    starts_sentence: Vec<bool>,
    heads: Vec<Option<u32>>,
    labels: Vec<Label>,
    left: Children,
    right: Children,
}

/// The children of every word on one side. Only the latest is ever asked for
/// or taken away, so each word keeps its latest child, and each child the one
/// before it.
#[derive(Default)]
struct Children {
    latest: Vec<Option<u32>>,
    before: Vec<Option<u32>>,
}

impl Children {
    fn start(&mut self, count: usize) {
        self.latest.clear();
        self.latest.resize(count, None);
        self.before.clear();
        self.before.resize(count, None);
    }

    fn add(&mut self, head: u32, child: u32) {
        self.before[child as usize] = self.latest[head as usize];
        self.latest[head as usize] = Some(child);
    }

    fn remove(&mut self, head: u32, child: u32) {
        if self.latest[head as usize] == Some(child) {
            self.latest[head as usize] = self.before[child as usize];
        }
    }

    fn latest(&self, head: Option<u32>) -> Option<u32> {
        self.latest[head? as usize]
    }
}

impl State {
    fn start(&mut self, count: usize) {
        self.count = count;
        self.next = 0;
        self.stack.clear();
        self.returned.clear();
        self.was_returned.clear();
        self.was_returned.resize(count, false);
        self.starts_sentence.clear();
        self.starts_sentence.resize(count, false);
        self.heads.clear();
        self.heads.resize(count, None);
        self.labels.clear();
        self.labels.resize(count, Label::default());
        self.left.start(count);
        self.right.start(count);
    }

    /// The word `depth` below the top of the stack.
    fn stack(&self, depth: usize) -> Option<u32> {
        self.stack.len().checked_sub(depth + 1).map(|index| self.stack[index])
    }

    /// The word `ahead` behind the first of the buffer.
    fn buffer(&self, ahead: usize) -> Option<u32> {
        match self.returned.len().checked_sub(ahead + 1) {
            Some(index) => Some(self.returned[index]),
            None => {
                let word = self.next + ahead - self.returned.len();
                (word < self.count).then_some(word as u32)
            }
        }
    }

    fn buffer_length(&self) -> usize {
        self.count - self.next + self.returned.len()
    }

    fn is_final(&self) -> bool {
        self.stack.is_empty() && self.buffer_length() == 0
    }

    fn slots(&self) -> [Option<u32>; SLOTS] {
        let (top, first) = (self.stack(0), self.buffer(0));
        [
            first,
            self.buffer(1),
            top,
            self.stack(1),
            self.stack(2),
            self.left.latest(first),
            self.left.latest(top),
            self.right.latest(top),
        ]
    }

    fn starts_sentence(&self, word: Option<u32>) -> bool {
        word.is_some_and(|word| self.starts_sentence[word as usize])
    }

    fn allows(&self, kind: Move) -> bool {
        let first = self.buffer(0);
        match kind {
            Move::Shift if self.stack.is_empty() => true,
            Move::Shift => {
                self.buffer_length() >= 2
                    && !self.starts_sentence(first)
                    && first.is_some_and(|word| !self.was_returned[word as usize])
            }
            Move::Reduce => !self.stack.is_empty(),
            Move::LeftArc | Move::RightArc => !self.stack.is_empty() && first.is_some() && !self.starts_sentence(first),
            Move::Break => match (first, self.buffer(1)) {
                (Some(first), Some(second)) => second == first + 1 && !self.starts_sentence(Some(second)),
                _ => false,
            },
        }
    }

    fn take(&mut self, kind: Move, label: Label) {
        match (kind, self.stack(0), self.buffer(0)) {
            (Move::Shift, _, _) => self.push(),
            (Move::Reduce, Some(top), _) => self.reduce(top),
            (Move::LeftArc, Some(top), Some(first)) => {
                self.add_arc(first, top, label);
                self.was_returned[first as usize] = false;
                self.stack.pop();
            }
            (Move::RightArc, Some(top), Some(first)) => {
                self.add_arc(top, first, label);
                self.push();
            }
            (Move::Break, _, _) => {
                if let Some(second) = self.buffer(1) {
                    self.starts_sentence[second as usize] = true;
                }
            }
            // `allows` keeps these from happening.
            (Move::Reduce | Move::LeftArc | Move::RightArc, _, _) => {}
        }
    }

    fn push(&mut self) {
        let word = self.returned.pop().unwrap_or_else(|| {
            self.next += 1;
            self.next as u32 - 1
        });
        self.stack.push(word);
    }

    fn reduce(&mut self, top: u32) {
        let is_done = self.heads[top as usize].is_some() || self.stack.len() == 1;
        self.stack.pop();
        if !is_done {
            self.was_returned[top as usize] = true;
            self.returned.push(top);
        }
    }

    fn side(&mut self, head: u32, child: u32) -> &mut Children {
        if head > child { &mut self.left } else { &mut self.right }
    }

    fn add_arc(&mut self, head: u32, child: u32, label: Label) {
        if let Some(old) = self.heads[child as usize] {
            self.side(old, child).remove(old, child);
        }
        self.side(head, child).add(head, child);
        self.heads[child as usize] = Some(head);
        self.labels[child as usize] = label;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn state(count: usize) -> State {
        let mut state = State::default();
        state.start(count);
        state
    }

    #[test]
    fn arcs_are_built_step_by_step() {
        // "Police arrested protesters": arrested heads both.
        let mut state = state(3);
        let (subject, object) = (Label::new("nsubj"), Label::new("dobj"));
        state.take(Move::Shift, Label::default());
        state.take(Move::LeftArc, subject);
        state.take(Move::Shift, Label::default());
        state.take(Move::RightArc, object);
        state.take(Move::Reduce, Label::default());
        state.take(Move::Reduce, Label::default());
        assert!(state.is_final());
        assert_eq!(state.heads, [Some(1), None, Some(1)]);
        assert_eq!(state.labels[2], object);
    }

    #[test]
    fn a_word_without_head_goes_back() {
        let mut state = state(3);
        state.take(Move::Shift, Label::default());
        state.take(Move::Shift, Label::default());
        state.take(Move::Reduce, Label::default());
        assert_eq!(state.buffer(0), Some(1));
        assert!(!state.allows(Move::Shift), "it was shifted before");
        assert!(state.allows(Move::RightArc));
        assert!(state.allows(Move::Break));
    }

    #[test]
    fn no_arc_crosses_a_break() {
        let mut state = state(3);
        state.take(Move::Shift, Label::default());
        assert!(state.allows(Move::Break));
        state.take(Move::Break, Label::default());
        state.take(Move::RightArc, Label::default());
        assert!(!state.allows(Move::LeftArc) && !state.allows(Move::RightArc) && !state.allows(Move::Shift));
        assert!(state.allows(Move::Reduce));
    }

    #[test]
    fn a_new_head_replaces_the_old() {
        let mut state = state(3);
        state.take(Move::Shift, Label::default());
        state.take(Move::RightArc, Label::default());
        assert_eq!(state.slots()[7], None);
        assert_eq!(state.right.latest(Some(0)), Some(1));
        state.take(Move::LeftArc, Label::default());
        assert_eq!(state.heads[1], Some(2));
        assert_eq!(state.right.latest(Some(0)), None);
        assert_eq!(state.left.latest(Some(2)), Some(1));
    }
}
