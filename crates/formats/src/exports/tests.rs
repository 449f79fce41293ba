use std::fmt::Write as _;

use super::*;
use crate::fixture::records;

/// Each line as its cells with their numbers, empty ones left out.
fn shown(text: &str) -> String {
    let mut shown = String::new();
    for line in text.lines() {
        let cells: Vec<&str> = line.split('\t').collect();
        let _ = writeln!(shown, "{} columns", cells.len());
        for (index, cell) in cells.iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
            let _ = writeln!(shown, "{:>3} {cell}", index + 1);
        }
    }
    shown
}

fn utf8(lines: &[u8]) -> &str {
    std::str::from_utf8(lines).unwrap()
}

#[test]
fn gdelt_has_its_columns() {
    let lines = Export::Gdelt.encode(&records());
    insta::assert_snapshot!("gdelt_events", shown(utf8(&lines[0])));
    insta::assert_snapshot!("gdelt_mentions", shown(utf8(&lines[1])));
    for line in String::from_utf8_lossy(&lines[0]).lines() {
        assert_eq!(line.split('\t').count(), 61);
    }
    for line in String::from_utf8_lossy(&lines[1]).lines() {
        assert_eq!(line.split('\t').count(), 16);
    }
}

#[test]
fn icews_has_its_columns() {
    assert_eq!(icews::HEADER.split('\t').count(), 20);
    let lines = Export::Icews.encode(&records());
    assert!(utf8(&lines[0]).lines().all(|line| line.split('\t').count() == 20));
    insta::assert_snapshot!("icews", shown(utf8(&lines[0])));
}

#[test]
fn polecat_has_its_columns() {
    assert_eq!(polecat::HEADER.split('\t').count(), 40);
    let latin1: String = Export::Polecat.encode(&records())[0].iter().map(|&byte| char::from(byte)).collect();
    assert!(latin1.lines().all(|line| line.split('\t').count() == 40));
    insta::assert_snapshot!("polecat", shown(&latin1));
}

#[test]
fn petrarch2_has_its_columns() {
    insta::assert_snapshot!("petrarch2", shown(utf8(&Export::Petrarch2.encode(&records())[0])));
}

#[test]
fn plover_has_all_events() {
    let lines = &Export::Plover.encode(&records())[0];
    insta::assert_snapshot!("plover", String::from_utf8_lossy(lines));
}

#[test]
fn cells_cannot_break_a_row() {
    let mut broken = records();
    broken.article.outlet = Some("The\tHarbour\nPost");
    for export in [Export::Gdelt, Export::Icews, Export::Polecat, Export::Petrarch2] {
        for (lines, expected) in export.encode(&broken).iter().zip(export.encode(&records())) {
            let count = |lines: &[u8]| lines.iter().filter(|byte| b"\t\n".contains(byte)).count();
            assert_eq!(count(lines), count(&expected), "{export:?}");
        }
    }
}
