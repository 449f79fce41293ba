//! From arcs to a tree: arcs that the projective parser could only describe
//! are put where they belong (Nivre and Nilsson 2005), and sentences are read
//! off the roots.

use document::Label;

use crate::transitions::arcs::Arcs;

/// A tree over the words of an article; a root is its own head.
#[derive(Default)]
pub struct Tree {
    pub heads: Vec<usize>,
    pub relations: Vec<Label>,
    /// Which words start a sentence; the first word always does.
    pub starts_sentence: Vec<bool>,
    left_edges: Vec<usize>,
    right_edges: Vec<usize>,
}

/// Stands in a relation between an arc's own label and that of the word where
/// it belongs.
const LIFTED: &str = "||";

/// Trees whose branches cross need several rounds until every edge is known;
/// spaCy stops after this many.
const EDGE_ROUNDS: usize = 12;

impl Tree {
    /// The tree of these arcs over `count` words.
    pub fn build(&mut self, arcs: &Arcs, count: usize, is_space: impl Fn(usize) -> bool) {
        self.heads.clear();
        self.relations.clear();
        for word in 0..count {
            let (head, relation) = arcs.head(word).unwrap_or((word, Label::from_static("ROOT")));
            self.heads.push(head);
            self.relations.push(relation);
        }
        self.find_edges();
        if self.relations.iter().any(|relation| relation.contains(LIFTED)) {
            self.lower_lifted(is_space);
            self.find_edges();
        }
        self.start_sentences();
    }

    /// A tree without arcs, for models without a parser: one sentence.
    pub fn stand_alone(&mut self, count: usize) {
        self.heads.clear();
        self.heads.extend(0..count);
        self.relations.clear();
        self.relations.resize(count, Label::default());
        self.starts_sentence.clear();
        self.starts_sentence.resize(count, false);
    }

    fn lower_lifted(&mut self, is_space: impl Fn(usize) -> bool) {
        for word in 0..self.heads.len() {
            let Some((own, belongs_to)) = self.relations[word].as_str().split_once(LIFTED) else {
                continue;
            };
            self.heads[word] = self.new_head(word, belongs_to, &is_space);
            self.relations[word] = Label::new(own);
        }
    }

    /// The first word with the relation `belongs_to` below the head of
    /// `word`, searched level by level; the head itself where there is none.
    fn new_head(&self, word: usize, belongs_to: &str, is_space: &impl Fn(usize) -> bool) -> usize {
        let head = self.heads[word];
        let mut level = vec![head];
        // A tree is at most as deep as it has words.
        for _ in 0..self.heads.len() {
            let mut below = Vec::new();
            for &parent in &level {
                for child in self.children(parent) {
                    if child == word || is_space(child) {
                        continue;
                    }
                    if self.relations[child] == belongs_to {
                        return child;
                    }
                    below.push(child);
                }
            }
            if below.is_empty() {
                break;
            }
            level = below;
        }
        head
    }

    fn children(&self, parent: usize) -> impl Iterator<Item = usize> + '_ {
        let range = self.left_edges[parent]..=self.right_edges[parent];
        range.filter(move |&child| child != parent && self.heads[child] == parent)
    }

    /// The first and last word below each word.
    fn find_edges(&mut self) {
        let count = self.heads.len();
        self.left_edges.clear();
        self.left_edges.extend(0..count);
        self.right_edges.clear();
        self.right_edges.extend(0..count);
        for _ in 0..EDGE_ROUNDS {
            for word in 0..count {
                self.widen(word);
            }
            for word in (0..count).rev() {
                self.widen(word);
            }
            if self.heads_stay_in_sentences() {
                break;
            }
        }
    }

    fn widen(&mut self, word: usize) {
        let head = self.heads[word];
        self.left_edges[head] = self.left_edges[head].min(self.left_edges[word]);
        self.right_edges[head] = self.right_edges[head].max(self.right_edges[word]);
    }

    fn heads_stay_in_sentences(&mut self) -> bool {
        self.start_sentences();
        let count = self.heads.len();
        let mut start = 0;
        for word in 0..count {
            let at_start = word > 0 && self.starts_sentence[word];
            if at_start || word + 1 == count {
                if self.heads[start..word].iter().any(|&head| head < start || head > word) {
                    return false;
                }
                start = word;
            }
        }
        true
    }

    fn start_sentences(&mut self) {
        self.starts_sentence.clear();
        self.starts_sentence.resize(self.heads.len(), false);
        for word in 0..self.heads.len() {
            if self.heads[word] == word {
                self.starts_sentence[self.left_edges[word]] = true;
            }
        }
        if let Some(first) = self.starts_sentence.first_mut() {
            *first = true;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tree(heads: &[usize], relations: &[&str]) -> Tree {
        let mut tree = Tree { heads: heads.to_vec(), ..Tree::default() };
        tree.relations = relations.iter().map(|relation| Label::new(relation)).collect();
        tree.find_edges();
        tree
    }

    #[test]
    fn sentences_start_at_the_left_edge_of_roots() {
        let mut tree = tree(&[1, 1, 1, 4, 4], &["nsubj", "ROOT", "punct", "nsubj", "ROOT"]);
        tree.start_sentences();
        assert_eq!(tree.starts_sentence, [true, false, false, true, false]);
    }

    #[test]
    fn a_lifted_arc_goes_to_the_described_head() {
        // "a hearing is scheduled on the issue": the preposition belongs to the subject.
        let relations = ["det", "nsubjpass", "auxpass", "ROOT", "prep||nsubjpass", "det", "pobj"];
        let mut tree = tree(&[1, 3, 3, 3, 3, 6, 4], &relations);
        tree.lower_lifted(|_| false);
        tree.find_edges();
        assert_eq!((tree.heads[4], tree.relations[4]), (1, Label::new("prep")));
        assert_eq!(tree.right_edges[1], 6);
    }

    #[test]
    fn a_lifted_arc_without_target_stays() {
        let mut tree = tree(&[0, 0], &["ROOT", "prep||nsubj"]);
        tree.lower_lifted(|_| false);
        assert_eq!((tree.heads[1], tree.relations[1]), (0, Label::new("prep")));
    }
}
