//! The commands `code`, `explain`, `relate` and `frames check`, run as a user
//! would.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

mod common;

use std::fs;
use std::path::Path;
use std::process::Output;

use serde_json::Value;

fn rapporteur(arguments: &[&str], input: &str) -> Output {
    common::run_with(arguments, input.as_bytes())
}

fn output(arguments: &[&str], input: &str) -> String {
    common::printed(&rapporteur(arguments, input))
}

fn error(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn lines(text: &str) -> Vec<Value> {
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn an_event_is_a_whole_record() {
    let text = "“Très bien.” Police arrested 12 students in Tbilisi on Monday.";
    let records = lines(&output(&["code", "-", "--published", "2025-06-04"], text));
    assert_eq!((&records[0]["kind"], &records[0]["events"]), (&Value::from("article"), &Value::from(1)));
    let event = records.iter().find(|record| record["kind"] == "event").unwrap();
    assert_eq!(event["type"], "COERCE");
    assert_eq!(event["mode"], "arrest");
    assert_eq!(event["quad"], 4);
    assert_eq!(event["status"], "actual");
    assert_eq!(event["magnitude"]["size"], 12);
    assert_eq!(event["time"]["from"], "2025-06-02");
    assert_eq!(event["places"][0]["name"], "Tbilisi");
    let (start, end) = (event["trigger"]["start"].as_u64().unwrap(), event["trigger"]["end"].as_u64().unwrap());
    let words: String = text.chars().skip(start as usize).take((end - start) as usize).collect();
    assert_eq!((words.as_str(), event["trigger"]["text"].as_str().unwrap()), ("arrested", "arrested"));
    assert_eq!(event["id"], format!("-/event/{start}-COERCE"));
    for field in ["actors", "recipients", "reported_by", "statement", "contexts", "goldstein", "intensity", "why"] {
        assert!(event.get(field).is_some(), "{field}");
    }
}

#[test]
fn a_list_is_for_people() {
    let list = output(&["code", "--format", "list", "-"], "Xi Jinping met Vladimir Putin in Moscow.");
    for words in ["1 event", "CONSULT", "Xi Jinping", "Moscow", "“met” in sentence 1"] {
        assert!(list.contains(words), "{words}: {list}");
    }
}

#[test]
fn a_folder_is_coded_into_a_file_that_appears_whole() {
    let folder = tempfile::tempdir().unwrap();
    let news = folder.path().join("news");
    fs::create_dir_all(news.join("deep")).unwrap();
    fs::write(news.join("b.txt"), "Egypt thanked Sudan.").unwrap();
    fs::write(news.join("deep/a.md"), "Chad thanked Sudan.").unwrap();
    fs::write(news.join("c.jsonl"), "{\"no\": 7, \"body\": \"Mali thanked Niger.\", \"day\": \"2024-02-01\"}\n")
        .unwrap();
    fs::write(news.join("picture.png"), [0, 159]).unwrap();
    let out = folder.path().join("events.jsonl");
    let fields = ["--text-field", "body", "--id-field", "no", "--date-field", "day"];
    let paths = [news.to_str().unwrap(), "-o", out.to_str().unwrap()];
    let printed = output(&[&["code"], &paths[..], &fields[..]].concat(), "");
    assert!(printed.is_empty());
    let records = lines(&fs::read_to_string(&out).unwrap());
    let articles: Vec<&Value> = records.iter().filter(|record| record["kind"] == "article").collect();
    assert_eq!(articles.len(), 3);
    assert_eq!((&articles[1]["id"], &articles[1]["published"]), (&Value::from("7"), &Value::from("2024-02-01")));
    let left: Vec<_> = fs::read_dir(folder.path()).unwrap().collect();
    assert_eq!(left.len(), 2, "nothing is left beside the file");
}

#[test]
fn threads_do_not_change_the_output() {
    let files = ["examples/conflict.txt", "examples/protest.txt", "examples/summit.txt"];
    let run = |threads| output(&[&["code", "--threads", threads], &files[..]].concat(), "");
    assert_eq!(run("1"), run("3"));
}

#[test]
fn a_bad_line_costs_one_article() {
    let input = "{\"text\": \"Egypt thanked Sudan.\"}\n{oops\n";
    let output = rapporteur(&["code", "--jsonl", "-"], input);
    assert_eq!(output.status.code(), Some(1));
    assert!(error(&output).contains("-, line 2: not a JSON object"), "{}", error(&output));
    assert!(!output.stdout.is_empty());
}

#[test]
fn what_cannot_be_done_is_said_plainly() {
    let missing = rapporteur(&["code", "nowhere.txt"], "");
    assert_eq!(
        (missing.status.code(), error(&missing).as_str()),
        (Some(2), "rapporteur: there is no file nowhere.txt\n")
    );
    let folder = tempfile::tempdir().unwrap();
    let empty = rapporteur(&["code", folder.path().to_str().unwrap()], "");
    assert_eq!(empty.status.code(), Some(2));
    assert!(error(&empty).contains("holds no .txt, .md, .html, .jsonl"));
    let nowhere = folder.path().join("no/such/out.jsonl");
    let output = rapporteur(&["code", "examples/summit.txt", "-o", nowhere.to_str().unwrap()], "");
    assert_eq!(output.status.code(), Some(2));
    assert!(error(&output).contains("cannot write"));
}

#[test]
fn reasons_are_told() {
    let text = "Police arrested 12 students. The minister arrested the decline of the film.";
    let told = output(&["explain", "-"], text);
    for words in ["frame: coerce/", "data/frames/coerce.tsv, line", "\"Police\" is Actor as subject", "no event"] {
        assert!(told.contains(words), "{words}: {told}");
    }
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a.txt");
    fs::write(&file, text).unwrap();
    let one = output(&["explain", file.to_str().unwrap(), "1"], "");
    assert!(one.contains("COERCE") && !one.contains("Sentence 2"), "{one}");
    let none = rapporteur(&["explain", file.to_str().unwrap(), "9"], "");
    assert_eq!(none.status.code(), Some(2));
    assert!(error(&none).contains("there is no event 9"), "{}", error(&none));
}

#[test]
fn dyads_are_answered() {
    let input = concat!(
        "{\"id\": 7, \"text\": \"Egypt thanked Sudan.\", \"source\": [[0, 5]], \"target\": [[14, 19]]}\n",
        "{\"text\": \"Egypt is north of Sudan.\", \"source\": [[0, 5]], \"target\": [[18, 23]]}\n",
        "{\"text\": \"Egypt\", \"source\": [[0, 50]], \"target\": []}\n",
    );
    let output = rapporteur(&["relate", "-"], input);
    assert_eq!(output.status.code(), Some(1));
    assert!(error(&output).contains("-, line 3: [0, 50] is no stretch of the text"), "{}", error(&output));
    let answers = lines(&String::from_utf8(output.stdout).unwrap());
    assert_eq!(answers.len(), 2);
    assert_eq!((&answers[0]["id"], &answers[0]["type"]), (&Value::from(7), &Value::from("SUPPORT")));
    assert!(answers[0]["why"].as_array().is_some_and(|why| !why.is_empty()));
    assert!(answers[1]["type"].is_string() || answers[1]["reason"].is_string());
}

const HEAD: &str = "id\twords\tpos\troles\tneeds\ttype\tmode\tcameo\tcontexts\texample\tcounter\n";

fn table(folder: &Path, rows: &str) -> String {
    let file = folder.join("frames.tsv");
    fs::write(&file, format!("{HEAD}{rows}")).unwrap();
    file.to_str().unwrap().to_owned()
}

#[test]
fn frames_of_ones_own_are_checked_and_used() {
    let folder = tempfile::tempdir().unwrap();
    let row = "own/serenade\tserenade\tverb\tsubject=actor object=recipient\t\tSUPPORT\t\t051\t\t[Chad] {serenaded} <Sudan>.\tThe band serenaded.\n";
    let file = table(folder.path(), row);
    let checked = output(&["frames", "check", &file], "");
    assert!(checked.starts_with("1 frames: 1 of their examples"), "{checked}");
    let records = lines(&output(&["code", "--frames", &file, "-"], "Egypt serenaded Sudan."));
    assert!(records.iter().any(|record| record["why"]["frame"] == "own/serenade"), "{records:?}");
}

#[test]
fn mistakes_in_frames_have_file_line_and_cause() {
    let folder = tempfile::tempdir().unwrap();
    let file = table(folder.path(), "own/a\tserenade\tadverb\t\t\tSUPPORT\t\t051\t\tx\t\n");
    for arguments in [&["frames", "check", &file][..], &["code", "--frames", &file, "examples/summit.txt"][..]] {
        let output = rapporteur(arguments, "");
        assert_eq!(output.status.code(), Some(2));
        let said = String::from_utf8_lossy(&output.stdout).into_owned() + &error(&output);
        assert!(said.contains("frames.tsv, line 2: pos is \"adverb\""), "{said}");
    }
    let rivals = "own/a\tserenade\tverb\tsubject=actor\t\tSUPPORT\t\t051\t\t[Chad] {serenaded}.\t\n\
                  own/b\tserenade\tverb\tsubject=actor\t\tACCUSE\t\t111\t\t[Chad] {serenaded}.\t\n";
    let output = rapporteur(&["frames", "check", &table(folder.path(), rivals)], "");
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stdout).contains("is ACCUSE here and SUPPORT in"));
}
