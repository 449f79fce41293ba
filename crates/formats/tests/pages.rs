//! Pages of many kinds, written for this project, and what should come of
//! each: the text in `pages/NAME.txt` (words of a line that begins with `~`
//! may be there or not, as may those of the title), title and day in
//! `pages/expected.tsv`.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

use std::collections::HashMap;
use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;

use formats::articles::{Limits, html};

type Counts = HashMap<String, usize>;

fn counts<'a>(lines: impl Iterator<Item = &'a str>) -> Counts {
    let mut counts = HashMap::new();
    lines.flat_map(str::split_whitespace).for_each(|word| *counts.entry(word.to_owned()).or_insert(0) += 1);
    counts
}

fn common(one: &Counts, other: &Counts) -> usize {
    one.iter().map(|(word, count)| *count.min(other.get(word).unwrap_or(&0))).sum()
}

/// Precision, recall and F1 over the words, each as often as it stands in
/// both.
fn score(found: &str, wanted: &str, title: &str) -> (f64, f64, f64) {
    let either = counts(wanted.lines().filter_map(|line| line.strip_prefix('~')).chain([title]));
    let wanted = counts(wanted.lines().filter(|line| !line.starts_with('~')));
    let mut found = counts(found.lines());
    for (word, count) in &mut found {
        let too_many = count.saturating_sub(*wanted.get(word).unwrap_or(&0));
        *count -= too_many.min(*either.get(word).unwrap_or(&0));
    }
    let right = common(&found, &wanted) as f64;
    let (found, wanted) = (found.values().sum::<usize>() as f64, wanted.values().sum::<usize>() as f64);
    (right / found, right / wanted, 2.0 * right / (found + wanted))
}

#[test]
fn articles_come_without_what_stands_around_them() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/pages");
    let table = fs::read_to_string(folder.join("expected.tsv")).unwrap();
    let mut shown = String::new();
    let mut sums = [0.0; 3];
    let rows: Vec<Vec<&str>> = table.lines().skip(1).map(|row| row.split('\t').collect()).collect();
    for row in &rows {
        let [name, title, published] = row[..] else { panic!("{row:?}") };
        let page = fs::read(folder.join(name).with_extension("html")).unwrap();
        let wanted = fs::read_to_string(folder.join(name).with_extension("txt")).unwrap();
        let article = html::article("page", &page, None, &Limits::default()).unwrap();
        let (precision, recall, f1) = score(&article.text, &wanted, title);
        let mut line = format!("{name:<12} {precision:.3} {recall:.3} {f1:.3}");
        if article.title.as_deref() != Some(title) {
            let _ = write!(line, " title: {:?}", article.title);
        }
        let day = article.published.map(|day| day.to_string()).unwrap_or_default();
        if day != published {
            let _ = write!(line, " published: {day:?}");
        }
        let _ = writeln!(shown, "{line}");
        assert!(f1 > 0.85, "{line}\n{}", article.text);
        [precision, recall, f1].iter().zip(&mut sums).for_each(|(score, sum)| *sum += score);
    }
    let pages =
        fs::read_dir(folder).unwrap().filter(|file| file.as_ref().unwrap().path().extension().unwrap() == "html");
    assert_eq!(pages.count(), rows.len());
    let [precision, recall, f1] = sums.map(|sum| sum / rows.len() as f64);
    let _ = writeln!(shown, "{:<12} {precision:.3} {recall:.3} {f1:.3}", "mean");
    insta::assert_snapshot!("pages", shown);
}
