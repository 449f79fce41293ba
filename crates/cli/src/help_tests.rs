//! What the help and the documents show must be what the program takes.

use std::fs;
use std::path::{Path, PathBuf};

use clap::{Command, CommandFactory, Parser};

use crate::Options;

/// Every command, those of commands included.
fn leaves(command: &Command) -> Vec<Command> {
    let own: Vec<&Command> = command.get_subcommands().filter(|one| one.get_name() != "help").collect();
    match own.is_empty() {
        true => vec![command.clone()],
        false => own.into_iter().flat_map(leaves).collect(),
    }
}

fn after_help(command: &Command) -> String {
    command.get_after_help().map(ToString::to_string).unwrap_or_default()
}

/// The runs of the program in a text: lines that begin with its name, or pipe
/// something into it.
fn runs(text: &str) -> Vec<String> {
    let starts = ["rapporteur ", "cargo run --release -- ", "$ rapporteur "];
    let run = |line: &str| {
        let line = line.trim();
        let piped = line.split_once("| rapporteur ").map(|(_, rest)| rest.to_owned());
        piped.or_else(|| starts.iter().find_map(|start| line.strip_prefix(start)).map(str::to_owned))
    };
    text.lines().filter_map(run).collect()
}

/// Splits as a shell would, up to a pipe, a redirection, or the explanation
/// that stands behind several spaces.
fn arguments(run: &str) -> Vec<String> {
    let mut all = vec![String::new()];
    let mut quote = None;
    let mut letters = run.chars().peekable();
    while let Some(letter) = letters.next() {
        match (letter, quote) {
            ('\'' | '"', None) => quote = Some(letter),
            (letter, Some(open)) if letter == open => quote = None,
            (' ', None) if letters.peek() == Some(&' ') => break,
            ('|' | '>' | '#', None) if all.last().is_some_and(String::is_empty) => break,
            (' ', None) => all.push(String::new()),
            (letter, _) => all.last_mut().unwrap().push(letter),
        }
    }
    all.retain(|argument| !argument.is_empty());
    all
}

fn check(place: &str, run: &str) {
    let words = std::iter::once("rapporteur".to_owned()).chain(arguments(run));
    if let Err(error) = Options::try_parse_from(words) {
        let is_shown =
            matches!(error.kind(), clap::error::ErrorKind::DisplayHelp | clap::error::ErrorKind::DisplayVersion);
        assert!(is_shown, "{place} shows `rapporteur {run}`: {error}");
    }
}

#[test]
fn every_command_shows_examples_that_parse() {
    let program = Options::command();
    program.clone().debug_assert();
    runs(&after_help(&program)).iter().for_each(|run| check("the help", run));
    for command in program.get_subcommands().chain(&leaves(&program)) {
        let examples = runs(&after_help(command));
        assert!(!examples.is_empty(), "`{}` shows no example", command.get_name());
        examples.iter().for_each(|run| check(command.get_name(), run));
    }
}

#[test]
fn documents_show_commands_that_parse() {
    for file in documents() {
        let text = fs::read_to_string(&file).unwrap();
        for run in blocks(&text).iter().flat_map(|block| runs(block)) {
            check(&file.display().to_string(), &run);
        }
    }
}

fn documents() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let folder = fs::read_dir(root.join("docs")).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<PathBuf> = folder.filter(|path| path.extension().is_some_and(|kind| kind == "md")).collect();
    files.extend(["README.md", "CONTRIBUTING.md", "ARCHITECTURE.md"].map(|name| root.join(name)));
    files
}

/// The blocks of shell in a text of Markdown.
fn blocks(text: &str) -> Vec<String> {
    let parts = text.split("\n```");
    parts.filter_map(|part| part.strip_prefix("sh\n")).map(str::to_owned).collect()
}

#[test]
fn arguments_split_as_in_a_shell() {
    assert_eq!(arguments("find 'San José' --limit 5  shows five"), ["find", "San José", "--limit", "5"]);
    assert_eq!(arguments("code - > out"), ["code", "-"]);
}
