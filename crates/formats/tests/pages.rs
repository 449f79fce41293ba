//! Pages of eight kinds, written for this project, and the text that should
//! come of each: `pages/NAME.html` and `pages/NAME.txt`.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

use std::collections::HashMap;
use std::fs;
use std::path::PathBuf;

use formats::articles::{Limits, html};

/// F1 over the words, each as often as it stands in both.
fn f1(found: &str, wanted: &str) -> f64 {
    let count = |text: &str| {
        let mut counts = HashMap::new();
        text.split_whitespace().for_each(|word| *counts.entry(word.to_owned()).or_insert(0_usize) += 1);
        counts
    };
    let (found, wanted) = (count(found), count(wanted));
    let common: usize = found.iter().map(|(word, count)| *count.min(wanted.get(word).unwrap_or(&0))).sum();
    2.0 * common as f64 / (found.values().sum::<usize>() + wanted.values().sum::<usize>()) as f64
}

#[test]
fn articles_come_without_what_stands_around_them() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/pages");
    let mut pages: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    pages.retain(|path| path.extension().is_some_and(|ending| ending == "html"));
    pages.sort();
    let mut scores = Vec::new();
    for page in &pages {
        let wanted = fs::read_to_string(page.with_extension("txt")).unwrap();
        let article = html::article("page", &fs::read(page).unwrap(), None, &Limits::default()).unwrap();
        let score = f1(&article.text, &wanted);
        println!("{:<10} {score:.3}", page.file_stem().unwrap().to_string_lossy());
        assert!(score > 0.9, "{}: {score}\n{}", page.display(), article.text);
        scores.push(score);
    }
    let mean = scores.iter().sum::<f64>() / scores.len() as f64;
    println!("{:<10} {mean:.3}", "mean");
    assert!(scores.len() == 8 && mean > 0.97, "{mean}");
}
