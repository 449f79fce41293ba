//! The golden cases of `cases/times.md`, and random input.
#![allow(clippy::unwrap_used, reason = "this is a test")]

use std::fmt::Write;
use std::path::Path;
use std::sync::LazyLock;

use document::{Article, Id, Parse, Time};
use extract::{Knowledge, ground};
use proptest::prelude::*;
use syntax::Model;

static MODEL: LazyLock<Model> = LazyLock::new(|| Model::english().unwrap());
static KNOWLEDGE: LazyLock<Knowledge> = LazyLock::new(|| Knowledge::embedded().unwrap());

/// One line of the file.
struct Case {
    published: Option<document::Date>,
    text: String,
    /// Byte ranges of the bracketed words, each with value, days, granularity.
    expected: Vec<(usize, usize, String)>,
}

fn cases() -> Vec<(usize, Case)> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../cases/times.md");
    let content = std::fs::read_to_string(path).unwrap();
    let lines = content.lines().enumerate().map(|(index, line)| (index + 1, line));
    let lines = lines.filter(|(_, line)| line.starts_with("published ") || line.starts_with("unknown "));
    lines.map(|(number, line)| (number, case(line).unwrap_or_else(|| panic!("line {number} is no case")))).collect()
}

fn case(line: &str) -> Option<Case> {
    let columns: Vec<&str> = line.split('|').map(str::trim).collect();
    let published = columns[0].strip_prefix("published ").map(|date| date.parse().unwrap());
    let (text, brackets) = without_brackets(columns.get(1)?)?;
    let column = |index: usize| columns.get(index).map_or(Vec::new(), |text| text.split(';').map(str::trim).collect());
    let (values, days, granularities) = (column(2), column(3), column(4));
    let described =
        |index: usize| Some(format!("{} | {} | {}", values.get(index)?, days.get(index)?, granularities.get(index)?));
    let expected = brackets.iter().enumerate().map(|(index, &(start, end))| Some((start, end, described(index)?)));
    Some(Case { published, text, expected: expected.collect::<Option<_>>()? })
}

fn without_brackets(marked: &str) -> Option<(String, Vec<(usize, usize)>)> {
    let (mut text, mut brackets, mut open) = (String::new(), Vec::new(), None);
    for character in marked.chars() {
        match character {
            '[' => open = Some(text.len()),
            ']' => brackets.push((open.take()?, text.len())),
            other => text.push(other),
        }
    }
    Some((text, brackets))
}

fn times(text: &str, published: Option<document::Date>) -> Vec<Time> {
    let article = Article { published, ..Article::new("case", text) };
    let parse = MODEL.parse(text);
    ground::times::find(&KNOWLEDGE, &article, &parse)
}

fn described(time: &Time) -> String {
    let days = time.range.map_or_else(|| "-".to_owned(), |(first, last)| format!("{first}..{last}"));
    format!("{} | {days} | {}", time.value, format!("{:?}", time.granularity).to_lowercase())
}

/// What is wrong with a case; empty where nothing is.
fn failure(case: &Case) -> String {
    let found = times(&case.text, case.published);
    let mut problem = String::new();
    let at = |start: usize, end: usize| {
        found.iter().find(|time| (time.span.start() as usize, time.span.end() as usize) == (start, end))
    };
    for (start, end, expected) in &case.expected {
        let words = &case.text[*start..*end];
        match at(*start, *end) {
            None => drop(writeln!(problem, "    [{words}] was not found")),
            Some(time) if described(time) == *expected => {}
            Some(time) => drop(writeln!(problem, "    [{words}] {}, not {expected}", described(time))),
        }
    }
    let expected = |time: &&Time| {
        case.expected
            .iter()
            .any(|(start, end, _)| *start <= time.span.start() as usize && time.span.end() as usize <= *end)
    };
    for time in found.iter().filter(|time| !expected(time)) {
        let _ = writeln!(problem, "    [{}] {} was found", time.span.of(&case.text), described(time));
    }
    problem
}

#[test]
fn golden_cases_hold() {
    let cases = cases();
    assert!(cases.len() >= 150, "{} cases", cases.len());
    let failures: Vec<String> = cases
        .iter()
        .map(|(line, case)| (line, case, failure(case)))
        .filter(|(.., problem)| !problem.is_empty())
        .map(|(line, case, problem)| format!("line {line}: {}\n{problem}", case.text))
        .collect();
    assert!(failures.is_empty(), "{} of {} cases fail\n{}", failures.len(), cases.len(), failures.join("\n"));
}

#[test]
fn an_empty_text_has_no_times() {
    assert!(times("", None).is_empty());
    assert!(times("\n\n \n", Some(document::Date::MIN)).is_empty());
}

#[test]
fn two_datelines_leave_the_first_as_anchor() {
    let text =
        "MINSK, June 4, 2025 (Meridian) — He left on Monday.\n\nROME, May 1, 2020 (Meridian) — She came on Tuesday.";
    let values: Vec<String> = times(text, None).into_iter().map(|time| time.value).collect();
    assert_eq!(values, ["2025-06-04", "2025-06-02", "2020-05-01", "2025-06-03"]);
}

/// Pieces out of which random texts of times are put together.
const PIECES: [&str; 36] = [
    "the ", "late ", "early ", "mid-", "last ", "next ", "this ", "past ", "every ", "31 ", "0 ", "99999 ", "1/2 ",
    "2020 ", "9999 ", "0001 ", "'90s ", "June", "May ", ", ", "-", "to ", "and ", "from ", "weeks ", "century ",
    "ago ", "later ", "two ", "hundred ", "a ", "Monday ", "night ", "p.m. ", "quarter ", "\n\n",
];

fn check(text: &str, published: Option<document::Date>) -> Result<(), TestCaseError> {
    let parse: Parse = MODEL.parse(text);
    let article = Article { published, ..Article::new("a", text) };
    let mut before = 0;
    for time in ground::times::find(&KNOWLEDGE, &article, &parse) {
        let (start, end) = (time.span.start() as usize, time.span.end() as usize);
        prop_assert!(text.get(start..end).is_some_and(|words| !words.is_empty()));
        prop_assert!(before <= start && !time.tokens.is_empty() && !time.value.is_empty());
        prop_assert!(time.tokens.end.index() <= parse.tokens.len());
        prop_assert!(time.range.is_none_or(|(first, last)| first <= last));
        before = start;
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn any_text_is_read(text in "\\PC{0,200}") {
        check(&text, document::Date::new(2025, 6, 4).ok())?;
    }

    #[test]
    fn any_words_of_time_are_read(pieces in prop::collection::vec(prop::sample::select(&PIECES[..]), 0..25), year in -9999i16..=9999) {
        check(&pieces.concat(), document::Date::new(year, 12, 31).ok())?;
    }
}
