//! Which predicted attribution answers which gold one.

use super::gold::{Attribution, GoldArticle};
use super::words::{Units, Words, iou};

/// An attribution as sets of words.
pub(super) struct View<'a> {
    pub row: &'a Attribution,
    pub source: Units,
    pub cue: Units,
    pub content: Units,
}

impl<'a> View<'a> {
    pub fn new(words: &Words, row: &'a Attribution) -> Self {
        View { row, source: words.units(&row.source), cue: words.units(&row.cue), content: words.units(&row.content) }
    }
}

/// The kinds of content by quotation marks.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Kind {
    Direct,
    Mixed,
    Indirect,
}

/// A gold attribution and the predicted one that answers it.
pub(super) struct Pair {
    pub gold: usize,
    pub predicted: usize,
    pub content_iou: f64,
    pub cue_overlap: bool,
    pub source_right: bool,
}

/// An article with both sides and their pairs.
pub(super) struct Compared<'a> {
    pub words: Words,
    pub gold: Vec<View<'a>>,
    pub predicted: Vec<View<'a>>,
    pub pairs: Vec<Pair>,
}

impl<'a> Compared<'a> {
    pub fn new(article: &'a GoldArticle, predicted: &'a [Attribution]) -> Self {
        let words = Words::new(&article.text);
        let gold: Vec<View<'_>> = article.attributions.iter().map(|row| View::new(&words, row)).collect();
        let told = predicted.iter().filter(|row| !row.content.is_empty() || !row.cue.is_empty());
        let predicted: Vec<View<'_>> = told.map(|row| View::new(&words, row)).collect();
        let pairs = pair(&words, &gold, &predicted);
        Compared { words, gold, predicted, pairs }
    }

    /// Direct where at most two words stand outside quotation marks.
    pub fn kind(&self, row: &Attribution) -> Kind {
        let characters = self.words.characters(&row.content);
        if !characters.iter().any(|c| "\"“”".contains(*c)) {
            return Kind::Indirect;
        }
        match Words::count(&outside_marks(&characters)) <= 2 {
            true => Kind::Direct,
            false => Kind::Mixed,
        }
    }
}

fn pair(words: &Words, gold: &[View<'_>], predicted: &[View<'_>]) -> Vec<Pair> {
    let mut candidates = Vec::new();
    for (i, one) in gold.iter().enumerate() {
        for (j, other) in predicted.iter().enumerate() {
            let (content, cue) = (iou(&one.content, &other.content), iou(&one.cue, &other.cue));
            if content + cue > 0.0 {
                candidates.push((-(content + cue), i, j, content));
            }
        }
    }
    candidates.sort_by(|a, b| a.0.total_cmp(&b.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let (mut used_gold, mut used_predicted) = (vec![false; gold.len()], vec![false; predicted.len()]);
    let mut pairs = Vec::new();
    for (_, i, j, content_iou) in candidates {
        if used_gold[i] || used_predicted[j] {
            continue;
        }
        (used_gold[i], used_predicted[j]) = (true, true);
        pairs.push(Pair {
            gold: i,
            predicted: j,
            content_iou,
            cue_overlap: !gold[i].cue.is_disjoint(&predicted[j].cue),
            source_right: source_right(words, &gold[i], &predicted[j]),
        });
    }
    pairs
}

/// Whether the head of the gold source lies in the predicted one; a gold
/// attribution without source asks nothing.
fn source_right(words: &Words, gold: &View<'_>, predicted: &View<'_>) -> bool {
    if gold.source.is_empty() {
        return true;
    }
    match words.head(&gold.row.source) {
        Some(head) => predicted.source.contains(&super::words::Unit::Word(head)),
        None => !gold.source.is_disjoint(&predicted.source),
    }
}

/// What is left when everything from an opening mark to the next closing one,
/// or to the end, is taken out; and what stands before a closing mark that
/// nothing opened.
fn outside_marks(characters: &[char]) -> Vec<char> {
    let is_mark = |c: &char| "\"“”".contains(*c);
    let mut rest = Vec::new();
    let mut at = 0;
    while at < characters.len() {
        if !matches!(characters[at], '"' | '“') {
            rest.push(characters[at]);
            at += 1;
            continue;
        }
        let end = characters[at + 1..].iter().position(is_mark).map(|offset| at + 1 + offset);
        match end {
            Some(end) if characters[end] != '“' => at = end + 1,
            None => at = characters.len(),
            // Another mark opens first: this one is no pair.
            Some(_) => {
                rest.push(characters[at]);
                at += 1;
            }
        }
        rest.push(' ');
    }
    let first = rest.iter().position(is_mark);
    match first {
        Some(first) if rest[first] == '”' => rest.split_off(first + 1),
        _ => rest,
    }
}
