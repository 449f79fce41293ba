//! Whole articles of our own under `cases/reports`: what must come out of each
//! stands in its `expected.jsonl`, and what does not yet in its
//! `known-misses.txt`, one label a line. The test fails where another line is
//! missed, and where one that is listed is met.
#![allow(clippy::unwrap_used, reason = "a test stops at what it cannot read")]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use rapporteur::Reader;

#[test]
fn our_articles_come_out_as_listed() {
    let reader = Reader::english().unwrap();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../cases/reports");
    let mut differences = Vec::new();
    let mut lines = 0;
    for article in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        let published = fs::read_to_string(article.join("published.txt")).unwrap().trim().parse().unwrap();
        let known = fs::read_to_string(article.join("known-misses.txt")).unwrap();
        let known: BTreeSet<&str> = known.lines().filter(|line| !line.is_empty()).collect();
        for line in lab::yardstick::check(&reader, &article, Some(published)).unwrap() {
            lines += 1;
            if line.is_met == known.contains(line.label.as_str()) {
                let state = if line.is_met { "is met now: take it off the list" } else { "is missed" };
                differences.push(format!("{}: {} {state} {:?}", article.display(), line.label, line.missing));
            }
        }
    }
    assert!(lines >= 60, "only {lines} expectations were read");
    assert!(differences.is_empty(), "{}", differences.join("\n"));
}
