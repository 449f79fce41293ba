use super::blocks::{Block, Links, blocks};
use super::phrases::{Phrase, phrase};
use super::tree::{NodeId, Tree};

/// The text of the article on a page: its paragraphs, parted by blank lines.
///
/// The article is where the prose is. Every block of text that reads like
/// prose gives weight to the elements around it; from the root the way leads
/// down for as long as one element holds nearly all of the weight, or holds
/// the headline and what follows it while the others are headed by something
/// else. What stands between the headline and that element leads in and is
/// taken too. Of all this, blocks go that are mostly links, labels, headings
/// of nothing, or words about the page.
pub fn text(tree: &Tree, title: Option<&str>) -> String {
    let found = read(tree, title, Links::Count);
    // A link that was never closed holds all the rest of the page.
    if found.is_empty() { read(tree, title, Links::Ignore) } else { found }
}

fn read(tree: &Tree, title: Option<&str>, links: Links) -> String {
    let all = Weights::of(tree, &blocks(tree, 0, links, &|_| 1.0));
    let page = blocks(tree, 0, links, &|id| all.share(id));
    let headline = headline(tree, &page, title);
    let weights = Weights::of(tree, &page);
    let root = marked(tree, &weights).unwrap_or_else(|| weights.descend(tree, &page, headline));
    let is_inside: Vec<bool> = page.iter().map(|block| is_below(tree, block.element, root)).collect();
    let start = is_inside.iter().position(|&is_inside| is_inside).unwrap_or(0);
    let leads_in = headline.map_or(start, |headline| headline + 1)..start;
    let found: Vec<&Block> =
        (0..page.len()).filter(|at| is_inside[*at] || leads_in.contains(at)).map(|at| &page[at]).collect();
    let kept = without_labels(tree, &found, title);
    kept.iter().map(|block| block.text.as_str()).collect::<Vec<_>>().join("\n\n")
}

/// Where the headline stands: what says the same as the title, else the first
/// heading of the first rank.
fn headline(tree: &Tree, page: &[Block], title: Option<&str>) -> Option<usize> {
    let is_title = |block: &Block| title.is_some_and(|title| title.eq_ignore_ascii_case(&block.text));
    page.iter().position(is_title).or_else(|| page.iter().position(|block| rank(tree, block) == Some(1)))
}

/// The element that the page itself marks as the article's text, if it holds
/// a good part of the prose.
fn marked(tree: &Tree, weights: &Weights) -> Option<NodeId> {
    let is_body = |id: &NodeId| tree.attribute(*id, "itemprop").is_some_and(|name| name == "articleBody");
    (0..tree.len()).find(|id| is_body(id) && weights.share(*id) >= A_GOOD_PART)
}

/// An element marked as the article's text is believed from this part of the
/// prose on.
const A_GOOD_PART: f32 = 0.3;

/// What stands below each node.
struct Weights {
    /// How much prose.
    of: Vec<f32>,
    /// In how many blocks.
    paragraphs: Vec<u32>,
    /// Which block comes first.
    first: Vec<Option<usize>>,
}

impl Weights {
    fn of(tree: &Tree, blocks: &[Block]) -> Self {
        let nothing = vec![0.0; tree.len()];
        let mut weights = Weights { of: nothing, paragraphs: vec![0; tree.len()], first: vec![None; tree.len()] };
        for (index, block) in blocks.iter().enumerate() {
            let weight = prose(block);
            for id in upwards(tree, block.element) {
                weights.of[id] += weight;
                weights.paragraphs[id] += u32::from(weight > 0.0);
                weights.first[id] = weights.first[id].or(Some(index));
            }
        }
        weights
    }

    /// Which part of the page's prose stands below a node.
    fn share(&self, id: NodeId) -> f32 {
        if self.of[0] > 0.0 { self.of[id] / self.of[0] } else { 0.0 }
    }

    fn descend(&self, tree: &Tree, page: &[Block], headline: Option<usize>) -> NodeId {
        let mut at = 0;
        loop {
            let heaviest =
                tree.node(at).children.iter().max_by(|one, other| self.of[**one].total_cmp(&self.of[**other]));
            match heaviest {
                Some(&child) if self.of[child] > 0.0 && self.of[child] >= NEARLY_ALL * self.of[at] => at = child,
                _ => match headline.and_then(|headline| self.headed(tree, page, at, headline)) {
                    Some(child) => at = child,
                    None => return around(tree, at),
                },
            }
        }
    }

    /// The child of a node that holds the headline and an article below it,
    /// where all that has weight beside it begins with another heading or a
    /// link: comments, teasers, the next article.
    fn headed(&self, tree: &Tree, page: &[Block], at: NodeId, headline: usize) -> Option<NodeId> {
        let child = upwards(tree, page[headline].element).find(|id| tree.node(*id).parent == Some(at))?;
        let is_headed = |other: NodeId| {
            let first = self.first[other].map(|first| &page[first]);
            first.is_some_and(|block| rank(tree, block).is_some() || is_linked(block))
        };
        let mut others = tree.node(at).children.iter().filter(|other| **other != child && self.of[**other] > 0.0);
        (self.paragraphs[child] >= A_FEW && others.all(|&other| is_headed(other))).then_some(child)
    }
}

/// Fewer paragraphs below a headline lead in, or tease.
const A_FEW: u32 = 3;

/// The article element around a node, which holds what leads in too; else the
/// node, and of a single paragraph what is around it.
fn around(tree: &Tree, id: NodeId) -> NodeId {
    let article = upwards(tree, id).find(|id| tree.name(*id) == "article");
    let is_paragraph = BLOCKS_OF_PROSE.contains(&tree.name(id));
    article.or(tree.node(id).parent.filter(|_| is_paragraph)).unwrap_or(id)
}

/// A node and all around it.
fn upwards(tree: &Tree, id: NodeId) -> impl Iterator<Item = NodeId> {
    std::iter::successors(Some(id), |id| tree.node(*id).parent)
}

/// The way leads down to an element that holds this part of the prose.
const NEARLY_ALL: f32 = 0.7;

/// Elements that hold one paragraph.
const BLOCKS_OF_PROSE: [&str; 4] = ["p", "span", "blockquote", "li"];

/// How much a block reads like prose: its words, more for long ones; nothing
/// for links and labels.
fn prose(block: &Block) -> f32 {
    if is_linked(block) || block.words < 8 {
        return 0.0;
    }
    let words = block.words.min(100) as f32;
    words * (words / 40.0).min(1.0)
}

/// Whether most of a block is links.
fn is_linked(block: &Block) -> bool {
    block.linked * 2 > block.text.len()
}

fn is_below(tree: &Tree, id: NodeId, root: NodeId) -> bool {
    upwards(tree, id).any(|node| node == root)
}

/// The blocks without links, labels, the title, and headings that nothing
/// follows.
fn without_labels<'a>(tree: &Tree, found: &[&'a Block], title: Option<&str>) -> Vec<&'a Block> {
    let mut kept: Vec<&Block> = Vec::new();
    let mut is_open_heading = false;
    for &block in found {
        match phrase(&block.text) {
            Some(Phrase::End) if !kept.is_empty() => break,
            Some(_) => continue,
            None => {}
        }
        if rank(tree, block).is_some() {
            let is_title = title.is_some_and(|title| title.eq_ignore_ascii_case(&block.text));
            if is_open_heading {
                kept.pop();
            }
            is_open_heading = !is_title && !kept.is_empty();
            if is_open_heading {
                kept.push(block);
            }
        } else if is_text(tree, block) {
            kept.push(block);
            is_open_heading = false;
        }
    }
    if is_open_heading {
        kept.pop();
    }
    kept
}

/// The rank of a heading, from 1 to 6.
fn rank(tree: &Tree, block: &Block) -> Option<u8> {
    around_words(tree, block).find_map(|name| match name.as_bytes() {
        [b'h', digit @ b'1'..=b'6'] => Some(digit - b'0'),
        _ => None,
    })
}

/// The names of the elements closest around a block's words: a heading or the
/// member of a list may hold a span or a link around them.
fn around_words<'a>(tree: &'a Tree, block: &Block) -> impl Iterator<Item = &'a str> {
    upwards(tree, block.element).take(3).map(|id| tree.name(id))
}

fn is_text(tree: &Tree, block: &Block) -> bool {
    let ends_well = block.text.trim_end_matches(['"', '”', '’', '\'', ')']).ends_with(['.', '!', '?', ':', ';', '…']);
    // The members of a list need not end as sentences do.
    let enough = if around_words(tree, block).any(|name| name == "li") { 5 } else { 12 };
    !is_linked(block) && (block.words >= enough || ends_well && block.words >= 3)
}
