//! The command `actors` and the option `--actors`, run as a user would.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

mod common;

use std::fs;

use common::{printed, run_in as rapporteur};
use tempfile::TempDir;

const HEADER: &str = "id\tname\taliases\tcountry\tsectors\trole\tfrom\tto\n";

#[test]
fn the_date_decides_the_code() {
    let folder = TempDir::new().unwrap();
    let code = |date| printed(&rapporteur(folder.path(), &["actors", "find", "Tony Blair", "--on", date]));
    assert!(code("2003-03-20").contains("on 2003-03-20: GBRGOV"));
    assert!(!code("2015-03-20").contains("on 2015-03-20: GBRGOV"));
}

#[test]
fn json_holds_the_offices() {
    let folder = TempDir::new().unwrap();
    let found = printed(&rapporteur(folder.path(), &["actors", "find", "Lukashenka", "--json"]));
    let actor: serde_json::Value = serde_json::from_str(found.lines().next().unwrap()).unwrap();
    assert!(actor.to_string().contains("1994-07-20"), "{actor}");
}

#[test]
fn a_file_adds_an_actor() {
    let folder = TempDir::new().unwrap();
    let row = "person/oona-vestergard\tOona Vestergård\t\tDNK\tGOV\tminister\t2020\t\n";
    fs::write(folder.path().join("mine.tsv"), format!("{HEADER}{row}")).unwrap();
    fs::write(folder.path().join("news.txt"), "Oona Vestergård met Mexican lawmakers on Monday.").unwrap();
    printed(&rapporteur(folder.path(), &["actors", "check", "mine.tsv"]));
    let arguments = ["read", "news.txt", "--actors", "mine.tsv", "--published", "2024-05-01", "--show", "grounding"];
    let shown = printed(&rapporteur(folder.path(), &arguments));
    assert!(shown.contains("DNKGOV") && shown.contains("person/oona-vestergard"), "{shown}");
}

#[test]
fn a_mistake_is_named_by_file_and_line_and_nothing_is_loaded() {
    let folder = TempDir::new().unwrap();
    let rows = "person/good\tGood Name\t\tDNK\tGOV\t\t\t\nperson/bad\tBad Name\t\tXQX\tGOV\t\t2001-02-31\t\n";
    fs::write(folder.path().join("mine.tsv"), format!("{HEADER}{rows}")).unwrap();
    fs::write(folder.path().join("news.txt"), "Nothing happened.").unwrap();
    for arguments in [&["actors", "check", "mine.tsv"][..], &["read", "news.txt", "--actors", "mine.tsv"][..]] {
        let output = rapporteur(folder.path(), arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        let said = String::from_utf8_lossy(&output.stderr).into_owned() + &String::from_utf8_lossy(&output.stdout);
        assert!(said.contains("mine.tsv, line 3"), "{said}");
    }
}
