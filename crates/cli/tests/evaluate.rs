//! The command `evaluate all`, run as a user would.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

mod common;

use std::fs;

use common::{printed, run_with};

const TIMES: &str = r#"{"id": "a", "dct": "2025-06-04", "text": "They met on 3 May 2025.", "timexes": [{"start": 12, "end": 22, "type": "DATE", "value": "2025-05-03"}]}"#;

#[test]
fn what_is_there_is_scored_and_the_rest_named() {
    let gold = tempfile::tempdir().unwrap();
    fs::create_dir(gold.path().join("times")).unwrap();
    fs::write(gold.path().join("times/one.jsonl"), TIMES).unwrap();
    let output = run_with(&["evaluate", "all", "--gold", gold.path().to_str().unwrap(), "--tsv"], b"");
    let table = printed(&output);
    assert!(table.starts_with("layer\tfile\tmeasure\tvalue\ntimes\tone.jsonl\trelaxed F1\t1.000\n"), "{table}");
    assert!(table.contains("\nframes\texamples\tright type\t0."), "{table}");
    let left_out = String::from_utf8_lossy(&output.stderr).into_owned();
    for layer in ["places", "coreference", "actors", "statements", "relations"] {
        assert!(left_out.contains(&format!("rapporteur: {layer}: there is no .jsonl file in ")), "{left_out}");
    }
}
