//! The command `parse`, run as a user would.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

mod common;

use std::process::Output;

fn rapporteur(arguments: &[&str], input: &[u8]) -> Output {
    common::run_with(arguments, input)
}

fn output(arguments: &[&str], input: &[u8]) -> String {
    common::printed(&rapporteur(arguments, input))
}

#[test]
fn a_table_shows_each_sentence() {
    insta::assert_snapshot!(output(&["parse", "-"], "Poland’s envoy left Minsk.\n\nTalks failed. ".as_bytes()));
}

#[test]
fn conllu_has_no_white_space_tokens() {
    insta::assert_snapshot!(output(
        &["parse", "--format", "conllu", "-"],
        "Xi met  Lukashenko.\n\nThey don't agree.".as_bytes()
    ));
}

#[test]
fn json_counts_code_points() {
    insta::assert_snapshot!(output(&["parse", "--format", "json", "-"], "“Oui” – Macron said.".as_bytes()));
}

#[test]
fn whole_articles_keep_their_analysis() {
    for name in ["summit", "protest", "conflict"] {
        let file = format!("examples/{name}.txt");
        insta::assert_snapshot!(name, output(&["parse", "--format", "conllu", &file], b""));
    }
}

#[test]
fn output_does_not_depend_on_threads() {
    let files = ["examples/summit.txt", "examples/protest.txt", "examples/conflict.txt"];
    let run = |threads| output(&[&["parse", "--format", "json", "--threads", threads], &files[..]].concat(), b"");
    assert_eq!(run("1"), run("3"));
}

#[test]
fn fields_of_json_lines_are_named() {
    let lines = b"{\"url\": \"a\", \"body\": \"Talks failed.\"}\n";
    let arguments = ["parse", "--jsonl", "--format", "json", "--text-field", "body", "--id-field", "url", "-"];
    assert!(output(&arguments, lines).starts_with("{\"kind\":\"parse\",\"article\":\"a\""));
}

#[test]
fn a_bad_line_is_skipped_and_named() {
    let lines = b"{\"id\": \"a\", \"text\": \"Talks failed.\"}\nnonsense\n{\"id\": \"b\", \"text\": \"They met.\"}\n";
    let output = rapporteur(&["parse", "--jsonl", "--format", "json", "-"], lines);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(String::from_utf8_lossy(&output.stdout).lines().count(), 2);
    let message = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(message.contains("-, line 2: not a JSON object"), "{message}");
}

#[test]
fn a_missing_file_is_a_plain_sentence() {
    let output = rapporteur(&["parse", "examples/summit.txt", "nowhere.txt"], b"");
    assert_eq!(output.status.code(), Some(2));
    assert!(output.stdout.is_empty(), "nothing is done before the mistake is told");
    assert_eq!(String::from_utf8_lossy(&output.stderr), "rapporteur: there is no file nowhere.txt\n");
}

#[test]
fn other_encodings_are_read_and_damage_is_noted() {
    let output = rapporteur(&["parse", "-"], b"The caf\xe9 in Besan\xe7on was closed, police said.");
    assert!(output.status.success());
    assert!(String::from_utf8_lossy(&output.stderr).contains("read as windows-1252"));
    assert!(String::from_utf8_lossy(&output.stdout).contains("café"));
    let mut bytes = "“Talks” – ‘late’ – failed".as_bytes().to_vec();
    bytes.push(0xff);
    let output = rapporteur(&["parse", "-"], &bytes);
    assert!(String::from_utf8_lossy(&output.stderr).contains("replaced by U+FFFD"));
}

#[test]
fn nothing_in_gives_nothing_out() {
    assert_eq!(output(&["parse", "--format", "conllu", "-"], b""), "# newdoc id = -\n");
    assert_eq!(output(&["parse", "--format", "conllu", "-"], b" \n\n "), "# newdoc id = -\n");
}
