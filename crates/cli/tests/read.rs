//! The command `read`, run as a user would.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

mod common;

use std::fs;

use common::{printed, run_with};

#[test]
fn without_a_terminal_marks_are_brackets() {
    let shown =
        printed(&run_with(&["read", "-"], b"Emmanuel Macron met Olaf Scholz in Berlin on Monday.\n\nThey talked."));
    assert!(
        shown.contains("_Emmanuel Macron_ *met* _Olaf Scholz_ in [Berlin] on <Monday>.\n\nThey talked.\n"),
        "{shown}"
    );
    assert!(shown.contains("\n  1  CONSULT"), "{shown}");
    assert!(!shown.contains('\u{1b}'));
}

#[test]
fn colours_can_be_asked_for() {
    let shown = printed(&run_with(&["read", "--colour", "always", "-"], b"Emmanuel Macron met Olaf Scholz."));
    assert!(shown.contains("\u{1b}[1;33mmet\u{1b}[0m"), "{shown}");
}

#[test]
fn a_page_is_the_same_every_time() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str| {
        let file = folder.path().join(name);
        printed(&run_with(&["read", "examples/summit.txt", "--html", file.to_str().unwrap()], b""));
        fs::read(file).unwrap()
    };
    let (one, other) = (write("one.html"), write("other.html"));
    assert!(one.starts_with(b"<!doctype html>") && one.len() < 300_000);
    assert_eq!(one, other);
}

#[test]
fn a_folder_gets_an_index() {
    let folder = tempfile::tempdir().unwrap();
    let pages = folder.path().join("reports");
    printed(&run_with(&["read", "examples", "--html", pages.to_str().unwrap()], b""));
    let mut names: Vec<String> =
        fs::read_dir(&pages).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    assert_eq!(names.last().unwrap(), "index.html");
    let index = fs::read_to_string(pages.join("index.html")).unwrap();
    for name in &names[..names.len() - 1] {
        assert!(index.contains(&format!("href=\"{name}\"")), "{name}");
    }
}

#[test]
fn one_page_for_several_articles_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("all.html");
    let output = run_with(&["read", "examples", "--html", file.to_str().unwrap()], b"");
    assert_eq!(output.status.code(), Some(2));
    let message = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(message.contains("name a folder, for example --html"), "{message}");
    assert!(!file.exists());
}

#[test]
fn completions_and_manual_pages_are_made() {
    assert!(printed(&run_with(&["completions", "bash"], b"")).contains("_rapporteur"));
    assert!(printed(&run_with(&["man"], b"")).contains(".TH rapporteur"));
    let folder = tempfile::tempdir().unwrap();
    printed(&run_with(&["man", "--output", folder.path().to_str().unwrap()], b""));
    assert!(folder.path().join("rapporteur-read.1").exists());
}

#[test]
fn marks_leave_the_words_as_they_are() {
    for name in ["summit", "protest", "conflict"] {
        let file = format!("examples/{name}.txt");
        let shown = printed(&run_with(&["read", "--colour", "always", &file], b""));
        let plain: String = shown
            .split('\u{1b}')
            .enumerate()
            .map(|(index, part)| if index == 0 { part } else { part.split_once('m').unwrap().1 })
            .collect();
        let text = fs::read_to_string(format!("{}/../../{file}", env!("CARGO_MANIFEST_DIR"))).unwrap();
        let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(words(&plain).contains(&words(&text)), "{plain}");
    }
}
