use super::blocks::{Block, blocks};
use super::tree::{NodeId, Tree};

/// The text of the article on a page: its paragraphs, parted by blank lines.
///
/// The article is where the prose is. Every block of text that reads like
/// prose gives weight to the elements around it; from the root the way leads
/// down for as long as one element holds nearly all of the weight. Below it
/// all blocks are taken but those that are mostly links, labels, or headings
/// of nothing.
pub fn text(tree: &Tree, title: Option<&str>) -> String {
    let all = Weights::of(tree, &blocks(tree, 0, &|_| 1.0));
    let page = blocks(tree, 0, &|id| all.share(id));
    let weights = Weights::of(tree, &page);
    let root = weights.descend(tree);
    let is_inside = |block: &&Block| is_below(tree, block.element, root);
    let found: Vec<&Block> = page.iter().filter(is_inside).collect();
    let kept = without_labels(tree, &found, title);
    kept.iter().map(|block| block.text.as_str()).collect::<Vec<_>>().join("\n\n")
}

/// How much prose stands below each node.
struct Weights {
    of: Vec<f32>,
}

impl Weights {
    fn of(tree: &Tree, blocks: &[Block]) -> Self {
        let mut of = vec![0.0; tree.len()];
        for block in blocks {
            let weight = prose(block);
            let mut at = (weight > 0.0).then_some(block.element);
            while let Some(id) = at {
                of[id] += weight;
                at = tree.node(id).parent;
            }
        }
        Weights { of }
    }

    /// Which part of the page's prose stands below a node.
    fn share(&self, id: NodeId) -> f32 {
        if self.of[0] > 0.0 { self.of[id] / self.of[0] } else { 0.0 }
    }

    fn descend(&self, tree: &Tree) -> NodeId {
        let mut at = 0;
        loop {
            let heaviest =
                tree.node(at).children.iter().max_by(|one, other| self.of[**one].total_cmp(&self.of[**other]));
            match heaviest {
                Some(&child) if self.of[child] > 0.0 && self.of[child] >= NEARLY_ALL * self.of[at] => at = child,
                _ => return around(tree, at),
            }
        }
    }
}

/// The article element around a node, which holds what leads in too; else the
/// node, and of a single paragraph what is around it.
fn around(tree: &Tree, id: NodeId) -> NodeId {
    let mut at = Some(id);
    while let Some(node) = at {
        if tree.name(node) == "article" {
            return node;
        }
        at = tree.node(node).parent;
    }
    if BLOCKS_OF_PROSE.contains(&tree.name(id)) { tree.node(id).parent.unwrap_or(id) } else { id }
}

/// The way leads down to an element that holds this part of the prose.
const NEARLY_ALL: f32 = 0.7;

/// Elements that hold one paragraph.
const BLOCKS_OF_PROSE: [&str; 4] = ["p", "span", "blockquote", "li"];

/// How much a block reads like prose: its words, more for long ones; nothing
/// for links and labels.
fn prose(block: &Block) -> f32 {
    let is_linked = block.linked * 2 > block.text.len();
    if is_linked || block.words < 8 {
        return 0.0;
    }
    let words = block.words.min(100) as f32;
    words * (words / 40.0).min(1.0)
}

fn is_below(tree: &Tree, id: NodeId, root: NodeId) -> bool {
    let mut at = Some(id);
    while let Some(node) = at {
        if node == root {
            return true;
        }
        at = tree.node(node).parent;
    }
    false
}

/// The blocks without links, labels, the title, and headings that nothing
/// follows.
fn without_labels<'a>(tree: &Tree, found: &[&'a Block], title: Option<&str>) -> Vec<&'a Block> {
    let mut kept: Vec<&Block> = Vec::new();
    let mut is_open_heading = false;
    for &block in found {
        if heading(tree, block) {
            let is_title = title.is_some_and(|title| title.eq_ignore_ascii_case(&block.text));
            if is_open_heading {
                kept.pop();
            }
            is_open_heading = !is_title && !kept.is_empty();
            if is_open_heading {
                kept.push(block);
            }
        } else if is_text(block) {
            kept.push(block);
            is_open_heading = false;
        }
    }
    if is_open_heading {
        kept.pop();
    }
    kept
}

fn heading(tree: &Tree, block: &Block) -> bool {
    let mut at = Some(block.element);
    // A heading may hold a span or a link around its words.
    for _ in 0..3 {
        let Some(id) = at else { return false };
        if matches!(tree.name(id), "h1" | "h2" | "h3" | "h4" | "h5" | "h6") {
            return true;
        }
        at = tree.node(id).parent;
    }
    false
}

fn is_text(block: &Block) -> bool {
    let ends_well = block.text.trim_end_matches(['"', '”', '’', '\'', ')']).ends_with(['.', '!', '?', ':', ';', '…']);
    let is_linked = block.linked * 2 > block.text.len();
    !is_linked && (block.words >= 12 || ends_well && block.words >= 3)
}
