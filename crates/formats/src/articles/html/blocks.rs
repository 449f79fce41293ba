use super::furniture::{is_furniture, is_never_read};
use super::tree::{NodeId, NodeKind, Tree};

/// A stretch of words that a browser would show as one paragraph, heading or
/// cell.
#[derive(Debug)]
pub struct Block {
    /// The words, white space made single blanks.
    pub text: String,
    /// The element that it stands in.
    pub element: NodeId,
    /// How many bytes of the text are links.
    pub linked: usize,
    /// How many words it has.
    pub words: usize,
}

/// Elements that run within a line.
const WITHIN_A_LINE: [&str; 38] = [
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins",
    "kbd", "label", "mark", "nobr", "q", "rp", "rt", "ruby", "s", "samp", "small", "span", "strike", "strong", "sub",
    "sup", "tt", "u", "var", "wbr", "time", "center",
];

/// Whether words in links are told from others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Links {
    /// They are counted.
    Count,
    /// They are words like others.
    Ignore,
}

/// The blocks below `root` in the order of the page, without furniture.
pub fn blocks(tree: &Tree, root: NodeId, links: Links, share: &impl Fn(NodeId) -> f32) -> Vec<Block> {
    let mut reader = BlockReader { tree, links, share, blocks: Vec::new(), open: Open::default() };
    reader.read(root);
    reader.flush();
    reader.blocks
}

/// What most of a page stands in is no furniture, however it is called.
const MOST: f32 = 0.6;

struct BlockReader<'a, S> {
    tree: &'a Tree,
    links: Links,
    share: &'a S,
    blocks: Vec<Block>,
    open: Open,
}

/// The block that is being read.
#[derive(Default)]
struct Open {
    text: String,
    linked: usize,
    element: NodeId,
}

enum Step {
    Enter(NodeId),
    Leave(NodeId),
}

impl<S: Fn(NodeId) -> f32> BlockReader<'_, S> {
    fn read(&mut self, root: NodeId) {
        let mut steps = vec![Step::Enter(root)];
        let mut links = 0;
        while let Some(step) = steps.pop() {
            match step {
                Step::Enter(id) => match &self.tree.node(id).kind {
                    NodeKind::Text(words) => self.add(words, id, links > 0 && self.links == Links::Count),
                    _ if id != root && self.is_left_out(id) => {}
                    _ => {
                        links += usize::from(self.tree.name(id) == "a");
                        self.at_border(id);
                        steps.push(Step::Leave(id));
                        steps.extend(self.tree.node(id).children.iter().rev().map(|&child| Step::Enter(child)));
                    }
                },
                Step::Leave(id) => {
                    links -= usize::from(self.tree.name(id) == "a");
                    self.at_border(id);
                }
            }
        }
    }

    fn is_left_out(&self, id: NodeId) -> bool {
        // Dates and the like within a line belong to it.
        let is_time = self.tree.name(id) == "time" && !self.open.text.is_empty();
        !is_time && (is_never_read(self.tree, id) || is_furniture(self.tree, id) && (self.share)(id) < MOST)
    }

    /// Ends the open block at the border of an element that begins a new line.
    fn at_border(&mut self, id: NodeId) {
        let name = self.tree.name(id);
        if name == "br" {
            self.open.text.push('\n');
        } else if !WITHIN_A_LINE.contains(&name) {
            self.flush();
        }
    }

    fn add(&mut self, words: &str, id: NodeId, is_linked: bool) {
        if self.open.text.trim().is_empty() {
            self.open.element = self.tree.node(id).parent.unwrap_or(0);
        }
        self.open.linked += if is_linked { words.trim().len() } else { 0 };
        self.open.text.push_str(&words.replace('\n', " "));
    }

    /// Ends the block. Two line breaks, as old pages write paragraphs, part it.
    fn flush(&mut self) {
        let open = std::mem::take(&mut self.open);
        let mut piece = Vec::new();
        let mut blanks = 0;
        for line in open.text.split('\n') {
            let words: Vec<&str> = line.split_whitespace().collect();
            blanks = if words.is_empty() { blanks + 1 } else { 0 };
            if blanks == 1 && !piece.is_empty() {
                self.push(std::mem::take(&mut piece), &open);
            }
            piece.extend(words);
        }
        self.push(piece, &open);
    }

    fn push(&mut self, words: Vec<&str>, open: &Open) {
        if !words.is_empty() {
            let text = words.join(" ");
            let linked = open.linked.min(text.len());
            self.blocks.push(Block { words: words.len(), text, linked, element: open.element });
        }
    }
}
