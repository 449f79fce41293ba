//! Every example of `data/cues.tsv` must be found, no counter-example may.

use document::{Article, Grounding, Statement};
use extract::knowledge::cues::Cue;
use extract::knowledge::marked::Marked;
use extract::{Knowledge, statements};
use syntax::Model;

/// Rows whose example is not found, or whose counter-example is, each with
/// its reason.
const EXCEPTIONS: &str = include_str!("exceptions.tsv");

/// The least share of examples that must hold.
const LEAST: f64 = 0.95;

#[test]
fn examples_are_found() {
    let failures = failures(&|cue, read| {
        let marked = Marked::read(&cue.example);
        let found = read(&marked.text);
        let holds = found.iter().any(|statement| marked.is_answered_by(statement, cue));
        let shown = || found.iter().map(|statement| show(&marked.text, statement)).collect();
        (!holds).then(shown)
    });
    report("example", &failures);
}

#[test]
fn counter_examples_are_not_found() {
    let failures = failures(&|cue, read| {
        if cue.counter.is_empty() {
            return None;
        }
        let by_this_row = |statement: &&Statement| statement.why.starts_with(&format!("{} (", cue.name));
        let found = read(&cue.counter);
        let wrong: Vec<String> = found.iter().filter(by_this_row).map(|s| show(&cue.counter, s)).collect();
        (!wrong.is_empty()).then_some(wrong)
    });
    report("counter", &failures);
}

type Read<'a> = &'a dyn Fn(&str) -> Vec<Statement>;

fn failures(check: &dyn Fn(&Cue, Read<'_>) -> Option<Vec<String>>) -> Vec<(String, Vec<String>)> {
    let (knowledge, model) = (Knowledge::embedded().unwrap(), Model::english().unwrap());
    let read = |text: &str| {
        let article = Article::new("test", text);
        let parse = model.parse(&article.text);
        statements::find(&knowledge, &article, &parse, &Grounding::default()).rows().to_vec()
    };
    let rows = knowledge.cues.rows().iter();
    rows.filter_map(|cue| check(cue, &read).map(|found| (cue.name.clone(), found))).collect()
}

pub fn show(text: &str, statement: &Statement) -> String {
    let words = |spans: &[document::Span]| spans.iter().map(|span| span.of(text)).collect::<Vec<_>>().join(" | ");
    let speaker = statement.speaker.as_ref().map_or("", |party| party.span.of(text));
    let cue = statement.cue.map_or("", |cue| cue.of(text));
    format!("[{speaker}] {{{cue}}} <{}> {:.2} {}", words(&statement.content), statement.confidence, statement.why)
}

/// Fails where a row fails that is not excepted, or too many are.
fn report(kind: &str, failures: &[(String, Vec<String>)]) {
    let excepted: Vec<(&str, &str)> = EXCEPTIONS
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once('\t'))
        .filter_map(|(of, rest)| (of == kind).then(|| rest.split_once('\t')).flatten())
        .collect();
    let unknown: Vec<&(String, Vec<String>)> =
        failures.iter().filter(|(name, _)| !excepted.iter().any(|(row, _)| row == name)).collect();
    for (name, found) in &unknown {
        println!("{kind}\t{name}\t{}", found.join("  //  "));
    }
    let rows = Knowledge::embedded().unwrap().cues.rows().len();
    let share = 1.0 - failures.len() as f64 / rows as f64;
    println!("{} of {rows} fail", failures.len());
    assert!(share >= LEAST, "{share}");
    assert!(unknown.is_empty(), "{} rows of data/cues.tsv fail", unknown.len());
}
