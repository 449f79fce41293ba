//! Runs of `code` into files: forms, exports, interruptions.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

mod common;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use common::run_in;
use serde_json::{Value, json};

fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_file() {
            found.insert(path.file_name().unwrap().to_string_lossy().into_owned(), fs::read(path).unwrap());
        }
    }
    found
}

fn names(folder: &Path) -> Vec<String> {
    files(folder).into_keys().collect()
}

fn told(output: &std::process::Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// A folder with news in several forms: two texts, a page, a table, JSON
/// lines with a duplicate, an article in German and a broken line.
fn news() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let news = folder.path().join("news");
    fs::create_dir(&news).unwrap();
    fs::write(news.join("a.txt"), "Egypt thanked Sudan. “We are grateful,” the Egyptian minister said.").unwrap();
    fs::write(news.join("b.html"), "<html><body><article><h1>Visit</h1><p>The Chinese president visited Minsk on Tuesday and met the president of Belarus there.</p></article></body></html>").unwrap();
    fs::write(news.join("c.csv"), "headline;body;date\nThanks;\"Mali thanked Niger; Chad did not.\";2024-02-01\n")
        .unwrap();
    let lines = [
        json!({"id": "d1", "content": "Police arrested 12 students in Tbilisi on Monday.", "published": "2025-06-04"}),
        json!({"id": "d2", "content": "Egypt thanked Sudan. “We are grateful,” the Egyptian minister said."}),
        json!({"id": "d3", "content": "Die Ministerin sagte am Montag, die Gespräche mit den Nachbarn seien noch nicht beendet worden."}),
    ];
    let lines: String = lines.iter().map(|line| format!("{line}\n")).collect();
    fs::write(news.join("d.jsonl"), format!("{lines}{{broken\n")).unwrap();
    folder
}

#[test]
fn a_folder_of_news_becomes_tables() {
    let folder = news();
    let output = run_in(folder.path(), &["code", "news", "-o", "coded"]);
    assert_eq!(output.status.code(), Some(1), "{}", told(&output));
    for words in [
        "4 articles",
        "left out: 1 not in English, 1 the same text came before",
        "failed: 1, listed in coded/errors.jsonl",
    ] {
        assert!(told(&output).contains(words), "{words}: {}", told(&output));
    }
    let coded = folder.path().join("coded");
    assert_eq!(names(&coded), ["articles.parquet", "errors.jsonl", "events.parquet", "run.json", "statements.parquet"]);
    let error: Value = serde_json::from_slice(&fs::read(coded.join("errors.jsonl")).unwrap()).unwrap();
    assert_eq!((&error["file"], &error["record"]), (&json!("news/d.jsonl"), &json!(4)));
    let before = files(&coded);
    let again = run_in(folder.path(), &["code", "news", "-o", "coded"]);
    assert_eq!((again.status.code(), files(&coded) == before), (Some(1), true), "{}", told(&again));
    let other = run_in(folder.path(), &["code", "news", "-o", "coded", "--keep-duplicates"]);
    assert!(other.status.code() == Some(2) && told(&other).contains("--overwrite"), "{}", told(&other));
    let kept = run_in(folder.path(), &["code", "news", "-o", "coded", "--keep-duplicates", "--overwrite"]);
    assert!(told(&kept).contains("5 articles"), "{}", told(&kept));
}

#[test]
fn the_ending_says_the_form() {
    let folder = news();
    for (name, start) in
        [("e.csv", &b"id,article,sentence"[..]), ("e.jsonl", b"{\"kind\":\"article\""), ("e.parquet", b"PAR1")]
    {
        run_in(folder.path(), &["code", "news", "-o", name]);
        assert!(fs::read(folder.path().join(name)).unwrap().starts_with(start), "{name}");
    }
    let flat = run_in(folder.path(), &["code", "news", "-o", "flat", "--flat"]);
    assert_eq!(flat.status.code(), Some(1));
    let csv = run_in(folder.path(), &["code", "news", "-o", "csv", "--format", "csv"]);
    assert_eq!(csv.status.code(), Some(1));
    assert!(names(&folder.path().join("csv")).contains(&"statements.csv".to_owned()));
    let unclear = run_in(folder.path(), &["code", "news", "-o", "e.xlsx"]);
    assert!(unclear.status.code() == Some(2) && told(&unclear).contains("--format"));
}

#[test]
fn exports_are_written() {
    let folder = news();
    let columns =
        [("gdelt", "events.export.CSV", 61), ("icews", "events.icews.tab", 20), ("polecat", "events.polecat.txt", 40)];
    for (system, file, count) in columns {
        run_in(folder.path(), &["code", "news", "-o", system, "--export", system]);
        let content = fs::read(folder.path().join(system).join(file)).unwrap();
        let text: String = content.iter().map(|&byte| char::from(byte)).collect();
        assert!(text.lines().count() > 2);
        assert!(text.lines().all(|line| line.split('\t').count() == count), "{system}: {text}");
    }
    let printed = run_in(folder.path(), &["code", "news/d.jsonl", "--export", "petrarch2"]);
    assert!(String::from_utf8_lossy(&printed.stdout).contains("GEO"), "{}", String::from_utf8_lossy(&printed.stdout));
    let unknown = run_in(folder.path(), &["code", "news", "--export", "tabari"]);
    assert!(told(&unknown).contains("there are gdelt, icews, polecat, petrarch2, plover"));
}

#[test]
fn strict_stops_and_goes_on() {
    let folder = news();
    let strict = run_in(folder.path(), &["code", "news", "-o", "coded", "--strict"]);
    assert!(strict.status.code() == Some(2) && told(&strict).contains("news/d.jsonl, line 4"), "{}", told(&strict));
    assert!(!folder.path().join("coded/events.parquet").exists());
    let rest = run_in(folder.path(), &["code", "news", "-o", "coded"]);
    assert_eq!(rest.status.code(), Some(1), "{}", told(&rest));
}

#[test]
fn columns_that_are_missing_are_named() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.csv"), "x,words\n1,Talks failed.\n").unwrap();
    let guess = run_in(folder.path(), &["code", "a.csv"]);
    assert!(told(&guess).contains("(there are \"x\", \"words\"); name it with --text-field"), "{}", told(&guess));
    assert_eq!(run_in(folder.path(), &["code", "a.csv", "--text-field", "words"]).status.code(), Some(0));
}

/// The short form of `crates/lab/kill-test.sh`: five kills.
#[test]
fn a_run_that_is_killed_goes_on() {
    let folder = tempfile::tempdir().unwrap();
    let countries = ["Egypt", "Sudan", "Mali", "Niger", "Chad", "Libya", "Togo", "Ghana", "Kenya", "Uganda"];
    let lines: String = (0..6000)
        .map(|number| {
            let (one, other) = (countries[number % 10], countries[number / 10 % 10]);
            format!(
                "{}\n",
                json!({"text": format!("{one} thanked {other} for gift {number}. Police arrested {number} people.")})
            )
        })
        .collect();
    fs::write(folder.path().join("news.jsonl"), lines).unwrap();
    let arguments = ["code", "news.jsonl", "--checkpoint", "200", "-o"];
    let whole = run_in(folder.path(), &[&arguments[..], &["whole"]].concat());
    assert!(whole.status.success(), "{}", told(&whole));
    for kill in 0..5 {
        let mut child = Command::new(env!("CARGO_BIN_EXE_rapporteur"))
            .args(arguments)
            .arg("killed")
            .current_dir(folder.path())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        wait_for_progress(&folder.path().join("killed/.run/journal.jsonl"), kill);
        let _ = child.kill();
        child.wait().unwrap();
    }
    let rest = run_in(folder.path(), &[&arguments[..], &["killed"]].concat());
    assert!(rest.status.success(), "{}", told(&rest));
    assert!(told(&rest).contains("going on after"), "{}", told(&rest));
    assert_eq!(files(&folder.path().join("whole")), files(&folder.path().join("killed")));
}

/// Until the journal has some lines, and then a moment that differs from kill
/// to kill; a run that is through is waited for no longer.
fn wait_for_progress(journal: &Path, kill: u64) {
    let started = Instant::now();
    let lines = || fs::read(journal).map_or(0, |content| content.iter().filter(|byte| **byte == b'\n').count());
    while lines() < 1 + usize::from(kill > 1) && started.elapsed() < Duration::from_secs(60) {
        sleep(Duration::from_millis(5));
    }
    sleep(Duration::from_millis(kill * 37));
}
