use std::fmt::Write;

use super::gold::{Attribution, GoldArticle};
use super::pairs::Compared;

const KINDS: [&str; 5] = ["missed", "spurious", "wrong content span", "wrong source", "wrong cue"];

/// Up to `limit` wrong cases of each kind, spread over the articles, with
/// their words.
pub fn errors<'a>(articles: impl Iterator<Item = (&'a GoldArticle, &'a [Attribution])>, limit: usize) -> String {
    let mut kinds: [Vec<String>; 5] = Default::default();
    for (article, predicted) in articles {
        collect(article, predicted, &mut kinds);
    }
    let mut out = String::new();
    for (name, cases) in KINDS.iter().zip(&kinds) {
        let _ = writeln!(out, "\n{name}: {}", cases.len());
        let step = (cases.len() / limit.max(1)).max(1);
        cases.iter().step_by(step).take(limit).for_each(|case| out.push_str(case));
    }
    out
}

fn collect(article: &GoldArticle, predicted: &[Attribution], kinds: &mut [Vec<String>; 5]) {
    let compared = Compared::new(article, predicted);
    let characters: Vec<char> = article.text.chars().collect();
    let mut paired = (vec![false; compared.gold.len()], vec![false; compared.predicted.len()]);
    for pair in &compared.pairs {
        paired.0[pair.gold] = true;
        paired.1[pair.predicted] = true;
        let (gold, other) = (&compared.gold[pair.gold], &compared.predicted[pair.predicted]);
        let kind = match () {
            () if !pair.cue_overlap => 4,
            () if pair.content_iou < 0.5 => 2,
            () if !pair.source_right => 3,
            () => continue,
        };
        let case = format!("- gold  {}\n  found {}\n", marked(&characters, gold.row), marked(&characters, other.row));
        kinds[kind].push(case);
    }
    for (view, _) in compared.gold.iter().zip(&paired.0).filter(|(_, paired)| !**paired) {
        kinds[0].push(format!("- {}\n", marked(&characters, view.row)));
    }
    for (view, _) in compared.predicted.iter().zip(&paired.1).filter(|(_, paired)| !**paired) {
        kinds[1].push(format!("- {}\n", marked(&characters, view.row)));
    }
}

/// The words around an attribution with source, cue and content marked.
fn marked(characters: &[char], row: &Attribution) -> String {
    let mut marks: Vec<(usize, u8, char)> = Vec::new();
    for (spans, open, close) in [(&row.source, '[', ']'), (&row.cue, '{', '}'), (&row.content, '<', '>')] {
        for &(start, end) in spans {
            marks.push((start, 1, open));
            marks.push((end, 0, close));
        }
    }
    marks.sort_unstable();
    let first = marks.first().map_or(0, |mark| mark.0);
    let last = marks.last().map_or(0, |mark| mark.0);
    let mut out = String::new();
    let mut at = first.saturating_sub(40);
    for (place, _, mark) in marks {
        out.extend(&characters[at..place.min(characters.len())]);
        out.push(mark);
        at = place.min(characters.len());
    }
    out.extend(&characters[at..(last + 40).clamp(at, characters.len())]);
    out.replace('\n', "⏎")
}
