//! The commands `places` and `read --gazetteer`, run as a user would.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

mod common;

use std::fs;

use common::{printed, run_in as rapporteur};
use tempfile::TempDir;

/// Two places of no map, as GeoNames' files give them.
const TOWNS: &str = "\
9000001\tNewbarrow\tNewbarrow\tNyborg Barrow\t51.5\t-2.25\tP\tPPL\tGB\t\tENG\t\t\t\t40210\t\t30\tEurope/London\t2024-01-01\n\
9000002\tQarn Zelil\tQarn Zelil\t\t12.5\t44.75\tP\tPPLA\tYE\t\t01\t\t\t\t88000\t\t12\tAsia/Aden\t2024-01-01\n";

#[test]
fn a_name_shows_what_makes_each_place_win() {
    let folder = TempDir::new().unwrap();
    let found = printed(&rapporteur(folder.path(), &["places", "find", "georgia"]));
    let (country, state) = (found.find("GeoNames 614540").unwrap(), found.find("GeoNames 4197000").unwrap());
    assert!(country < state, "the country comes first:\n{found}");
    assert!(found.contains("wins in an article about United States"), "{found}");
}

#[test]
fn whoever_stops_reading_stops_it_quietly() {
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_rapporteur"));
    command.args(["places", "find", "San Jose"]);
    let mut child = command.stdout(std::process::Stdio::piped()).stderr(std::process::Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), String::from_utf8_lossy(&output.stderr).as_ref()), (Some(0), ""));
}

#[test]
fn json_lines_name_the_places() {
    let folder = TempDir::new().unwrap();
    let found = printed(&rapporteur(folder.path(), &["places", "find", "Kiev", "--json", "--limit", "1"]));
    let place: serde_json::Value = serde_json::from_str(found.trim()).unwrap();
    assert_eq!(place["geonames"], 703448);
}

#[test]
fn an_unknown_name_is_said_to_be_none() {
    let folder = TempDir::new().unwrap();
    let output = rapporteur(folder.path(), &["places", "find", "Zzyqqux"]);
    let all = [output.stdout, output.stderr].concat();
    assert!(String::from_utf8(all).unwrap().contains("Zzyqqux"));
}

#[test]
fn an_imported_gazetteer_is_used() {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("towns.txt"), TOWNS).unwrap();
    fs::write(folder.path().join("news.txt"), "Gunmen attacked a convoy near Qarn Zelil on Monday.").unwrap();
    printed(&rapporteur(folder.path(), &["places", "import", "towns.txt", "-o", "towns.gazetteer"]));
    let arguments = ["read", "news.txt", "--gazetteer", "towns.gazetteer", "--show", "places"];
    let shown = printed(&rapporteur(folder.path(), &arguments));
    assert!(shown.contains("9000002") && shown.contains("12.5"), "{shown}");
}

#[test]
fn a_cut_file_leaves_no_gazetteer() {
    let folder = TempDir::new().unwrap();
    let mut archive = zip_of("towns.txt", TOWNS.repeat(400).as_bytes());
    archive.truncate(archive.len() / 2);
    fs::write(folder.path().join("towns.zip"), archive).unwrap();
    let output = rapporteur(folder.path(), &["places", "import", "towns.zip", "-o", "towns.gazetteer"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("towns.zip"));
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "nothing half written is left");
}

#[test]
fn a_damaged_gazetteer_is_refused() {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("broken.gazetteer"), b"no gazetteer at all").unwrap();
    let output = rapporteur(folder.path(), &["places", "find", "Paris", "--gazetteer", "broken.gazetteer"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("broken.gazetteer"));
}

/// A stored (not packed) archive of one file.
fn zip_of(name: &str, content: &[u8]) -> Vec<u8> {
    use std::io::Write;
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    archive.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
    archive.write_all(content).unwrap();
    archive.finish().unwrap().into_inner()
}
