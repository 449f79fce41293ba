//! Articles of our own with every attribution marked in the text:
//! `[1|source]`, `{1|cue}`, `<1|content>`. The number tells which marks belong
//! together; marks nest, and a number may come again for a further piece.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail, ensure};

use super::gold::{Attribution, GoldArticle};

/// The articles of a folder's `.txt` files, in the order of their names.
///
/// # Errors
///
/// Where a file cannot be read or its marks do not fit.
pub fn read_marked(folder: &Path) -> Result<Vec<GoldArticle>> {
    let entries = fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))?;
    let mut paths: Vec<_> = entries.map(|entry| entry.map(|entry| entry.path())).collect::<Result<_, _>>()?;
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "txt"));
    paths.sort();
    paths.iter().map(|path| read_one(path)).collect()
}

fn read_one(path: &Path) -> Result<GoldArticle> {
    let marked = fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    let id = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let (text, attributions) = unmark(&marked).with_context(|| path.display().to_string())?;
    Ok(GoldArticle { id, text, attributions })
}

/// A mark that is not closed yet: what closes it, its number, its start in
/// characters of the text without marks.
type Open = (char, usize, usize);

/// The text without marks, and what they mark.
fn unmark(marked: &str) -> Result<(String, Vec<Attribution>)> {
    let mut text = String::with_capacity(marked.len());
    let mut length = 0;
    let mut open: Vec<Open> = Vec::new();
    let mut attributions: BTreeMap<usize, Attribution> = BTreeMap::new();
    let mut rest = marked.chars();
    while let Some(c) = rest.next() {
        match c {
            '[' | '{' | '<' => {
                let (number, after) = rest.as_str().split_once('|').context("a mark without a number")?;
                let number = number.parse().with_context(|| format!("{number:?} is no number of a mark"))?;
                open.push((closing(c), number, length));
                rest = after.chars();
            }
            ']' | '}' | '>' => {
                let Some((closing, number, start)) = open.pop() else { bail!("{c} closes nothing") };
                ensure!(closing == c, "mark {number} is closed by {c}");
                let row = attributions.entry(number).or_default();
                part(row, c).push((start, length));
            }
            _ => {
                text.push(c);
                length += 1;
            }
        }
    }
    ensure!(open.is_empty(), "{} marks are never closed", open.len());
    Ok((text, attributions.into_values().collect()))
}

fn closing(mark: char) -> char {
    match mark {
        '[' => ']',
        '{' => '}',
        _ => '>',
    }
}

fn part(row: &mut Attribution, closing: char) -> &mut Vec<(usize, usize)> {
    match closing {
        ']' => &mut row.source,
        '}' => &mut row.cue,
        _ => &mut row.content,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_nest_and_continue() {
        let marked = "<1|“Yes,”> [1|[2|Köhler]] {1|said}. <1|“[3|We] {3|want} <3|peace>.”> [2|] {2|smiled at} <2|them>";
        let (text, rows) = unmark(marked).unwrap();
        assert_eq!(text, "“Yes,” Köhler said. “We want peace.”  smiled at them");
        assert_eq!(rows[0].content, [(0, 6), (20, 36)]);
        assert_eq!((rows[0].source[0], rows[2].source[0]), ((7, 13), (21, 23)));
    }

    #[test]
    fn wrong_marks_are_named() {
        assert!(unmark("[1|a}").unwrap_err().to_string().contains("closed by }"));
        assert!(unmark("[1|a").unwrap_err().to_string().contains("never closed"));
        assert!(unmark("a>").unwrap_err().to_string().contains("closes nothing"));
        assert!(unmark("[x|a]").unwrap_err().to_string().contains("number"));
    }
}
