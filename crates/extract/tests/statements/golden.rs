//! The golden cases of `cases/statements.md`: one line each, with the marks
//! of `data/cues.tsv`. Those under "Known to fail" must still fail.

use document::{Article, Grounding, Manner, Party, Statement, StatementForm};
use extract::{Knowledge, statements};
use syntax::Model;

const CASES: &str = include_str!("../../../../cases/statements.md");

/// The section of cases that the layer still gets wrong.
const KNOWN: &str = "## Known to fail";

#[test]
fn golden_cases_hold() {
    let (cases, known) = CASES.split_once(KNOWN).unwrap_or((CASES, ""));
    let (failing, holding) = (outcomes(cases), outcomes(known));
    let wrong: Vec<_> = failing.iter().filter_map(|(line, found)| found.as_ref().map(|found| (line, found))).collect();
    for (line, found) in &wrong {
        println!("fails\t{line}\t{found}");
    }
    let mended: Vec<_> = holding.iter().filter(|(_, found)| found.is_none()).collect();
    for (line, _) in &mended {
        println!("holds now, move it up\t{line}");
    }
    println!("{} hold, {} fail, {} known to fail", failing.len() - wrong.len(), wrong.len(), holding.len());
    assert!(wrong.is_empty(), "{} cases fail", wrong.len());
    assert!(mended.is_empty(), "{} cases known to fail hold now", mended.len());
}

/// Every case with what was found instead; `None` where it holds.
fn outcomes(cases: &str) -> Vec<(&str, Option<String>)> {
    let (knowledge, model) = (Knowledge::embedded().unwrap(), Model::english().unwrap());
    let lines = cases.lines().filter(|line| line.contains(" | ") && !line.contains("` | `"));
    lines.map(|line| (line, outcome(&knowledge, &model, line))).collect()
}

fn outcome(knowledge: &Knowledge, model: &Model, line: &str) -> Option<String> {
    let (marked, expected) = line.rsplit_once(" | ").unwrap();
    let case = Case::read(marked, expected);
    let article = Article::new("test", &case.text);
    let parse = model.parse(&article.text);
    let found = statements::find(knowledge, &article, &parse, &Grounding::default()).rows().to_vec();
    let shown: Vec<String> = found.iter().map(|statement| show(&case.text, statement)).collect();
    let holds = if expected == "none" { found.is_empty() } else { shown.contains(&case.shown) };
    (!holds).then(|| shown.join("  //  "))
}

/// A line taken apart: its text, and its statement as [`show`] writes it.
struct Case {
    text: String,
    shown: String,
}

impl Case {
    fn read(marked: &str, expected: &str) -> Self {
        let marked = marked.replace('¶', "\n\n");
        let text = marked.replace(['[', ']', '{', '}', '<', '>'], "");
        let parts = [('[', ']'), ('{', '}'), ('<', '>')].map(|(open, close)| pieces(&marked, open, close));
        Self { text, shown: format!("{} | {expected}", parts.join(" / ")) }
    }
}

/// The words between two marks, without the other marks and outer quotation
/// marks.
fn pieces(marked: &str, open: char, close: char) -> String {
    let inner = marked.split(open).skip(1).filter_map(|rest| rest.split_once(close));
    let plain = inner.map(|(words, _)| bare(&words.replace(['[', ']', '{', '}', '<', '>'], "")));
    plain.collect::<Vec<_>>().join(" … ")
}

/// Words without the quotation marks, commas and stops at their ends: where
/// those belong is a matter of house style.
fn bare(words: &str) -> String {
    words.trim_matches(|c: char| c.is_whitespace() || "\"'“”‘’«»,.!?:".contains(c)).to_owned()
}

/// A statement in the form of a case.
fn show(text: &str, statement: &Statement) -> String {
    let speaker = statement.speaker.as_ref().map_or(String::new(), |party| bare(party.span.of(text)));
    let cue = statement.cue.map_or(String::new(), |cue| bare(cue.of(text)));
    let content: Vec<String> = statement.content.iter().map(|span| bare(span.of(text))).collect();
    let head =
        format!("{speaker} / {cue} / {} | {} {}", content.join(" … "), form(statement.form), manner(statement.manner));
    head + &parties(text, " to: ", &statement.addressees) + &parties(text, " through: ", &statement.relayed_by)
}

fn parties(text: &str, label: &str, parties: &[Party]) -> String {
    let words: Vec<&str> = parties.iter().map(|party| party.span.of(text)).collect();
    if words.is_empty() { String::new() } else { format!("{label}{}", words.join(", ")) }
}

fn form(form: StatementForm) -> &'static str {
    match form {
        StatementForm::Direct => "direct",
        StatementForm::Indirect => "indirect",
        StatementForm::Mixed => "mixed",
    }
}

fn manner(manner: Manner) -> &'static str {
    match manner {
        Manner::Speech => "speech",
        Manner::Writing => "writing",
        Manner::Thought => "thought",
    }
}
