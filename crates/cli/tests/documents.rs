//! The tables that the documents show are tables that the program takes.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

mod common;

use std::fs;
use std::path::Path;

use common::{printed, run_with};

#[test]
fn examples_of_adding_pass_their_checks() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let text = fs::read_to_string(root.join("docs/adding.md")).unwrap();
    let tables: Vec<&str> = text.split("```text\n").skip(1).map(|block| block.split("```").next().unwrap()).collect();
    let folder = tempfile::tempdir().unwrap();
    for (table, command) in tables.iter().zip(["actors", "frames"]) {
        let file = folder.path().join(format!("{command}.tsv"));
        fs::write(&file, table).unwrap();
        printed(&run_with(&[command, "check", file.to_str().unwrap()], b""));
    }
}
