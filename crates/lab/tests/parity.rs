//! The language layer must give what spaCy gives on the project's own
//! examples, to the letter. The references were written by
//! `spacy/reference.py` with spaCy 3.8 and the model's original.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

use std::path::{Path, PathBuf};

use lab::{articles, parity};
use rapporteur::{Article, Model};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn compare(name: &str) {
    let model = Model::english().unwrap();
    let article = articles::read(&root().join(format!("examples/{name}.txt")), None).unwrap();
    let reference = root().join(format!("crates/lab/tests/reference/{name}.jsonl"));
    let found = parity::Parity::measure(&model, article, &parity::read_references(&reference).unwrap()).unwrap();
    assert!(found.is_exact(), "{found}\n{}", found.differences.join("\n"));
    assert!(found.agreement("tokens").unwrap().f1() == 1.0);
}

#[test]
fn the_summit_is_analysed_as_by_spacy() {
    compare("summit");
}

#[test]
fn the_protest_is_analysed_as_by_spacy() {
    compare("protest");
}

#[test]
fn the_conflict_is_analysed_as_by_spacy() {
    compare("conflict");
}

#[test]
fn differences_are_seen() {
    let model = Model::english().unwrap();
    let reference = root().join("crates/lab/tests/reference/summit.jsonl");
    let other = Article::new("summit.txt", "The presidents of Kazakhstan and Finland met.");
    let found = parity::Parity::measure(&model, vec![other], &parity::read_references(&reference).unwrap()).unwrap();
    assert!(!found.is_exact());
}

#[test]
fn what_was_parsed_before_changes_nothing() {
    let model = Model::english().unwrap();
    let texts: Vec<String> = ["summit", "protest", "conflict"]
        .iter()
        .map(|name| std::fs::read_to_string(root().join(format!("examples/{name}.txt"))).unwrap())
        .collect();
    let fresh: Vec<_> = texts.iter().map(|text| Model::english().unwrap().parse(text)).collect();
    for _ in 0..2 {
        for (text, fresh) in texts.iter().zip(&fresh) {
            assert!(model.parse(text) == *fresh);
        }
    }
    std::thread::scope(|scope| {
        for (text, fresh) in texts.iter().zip(&fresh) {
            let model = &model;
            scope.spawn(move || assert!(model.parse(text) == *fresh));
        }
    });
}
