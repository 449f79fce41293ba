//! Every frame's own example must be coded as its marks say, and no
//! counter-example as its frame's type. Those that fail today are listed in
//! `frames-known-failures.tsv` (frame, what fails); the test fails where
//! another does, and where a listed one holds.
#![allow(clippy::unwrap_used, reason = "a test stops at what it cannot read")]

use std::collections::BTreeSet;

use rapporteur::Reader;

const KNOWN: &str = include_str!("frames-known-failures.tsv");

#[test]
fn frames_code_their_examples() {
    let checked = lab::frames::check(&Reader::english().unwrap(), |_| true);
    assert!(checked.examples >= 1500 && checked.counters >= 1500);
    let failures: BTreeSet<(&str, &str)> = checked.failures.iter().filter_map(|line| parts(line)).collect();
    assert_eq!(failures.len(), checked.failures.len(), "a failure is not of the form: frame (place): what: …");
    let known: BTreeSet<(&str, &str)> =
        KNOWN.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once('\t')).collect();
    let new: Vec<_> = failures.difference(&known).collect();
    let mended: Vec<_> = known.difference(&failures).collect();
    assert!(new.is_empty() && mended.is_empty(), "new failures: {new:?}\nno longer failing, take them off: {mended:?}");
}

/// The frame and what fails of it.
fn parts(line: &str) -> Option<(&str, &str)> {
    let (frame, rest) = line.split_once(" (")?;
    let what = rest.split_once("): ")?.1;
    Some((frame, what.split([' ', ':']).next()?))
}
