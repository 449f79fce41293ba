//! Statements, to be read by people.

use std::fmt::Write;

use rapporteur::{Id, Manner, Party, Report, Span, Statement, StatementForm};

/// Every statement: who, to whom, how, the words, and through whom.
pub fn show(report: &Report) -> String {
    let mut out = format!("# {}: {} statements\n", report.article.id, report.statements.len());
    for (id, statement) in report.statements.iter() {
        let _ = write!(out, "\n{}. {}", id.index() + 1, one(report, statement));
    }
    out
}

fn one(report: &Report, statement: &Statement) -> String {
    let mut out = String::new();
    let speaker = statement.speaker.as_ref().map_or("(not named)".to_owned(), |party| name(report, party));
    let _ = writeln!(out, "{speaker}: {}", manner_and_form(statement));
    let mut line = |label: &str, words: String| {
        if !words.is_empty() {
            let _ = writeln!(out, "   {label:<11}{words}");
        }
    };
    line("to", names(report, &statement.addressees));
    line("cue", statement.cue.map_or_else(String::new, |cue| words(report, cue)));
    line("words", statement.content.iter().map(|&piece| words(report, piece)).collect::<Vec<_>>().join(" … "));
    line("through", names(report, &statement.relayed_by));
    line("why", format!("{} {:.2}", statement.why, statement.confidence));
    out
}

fn names(report: &Report, parties: &[Party]) -> String {
    parties.iter().map(|party| name(report, party)).collect::<Vec<_>>().join(", ")
}

/// The words, and the actor where he is called otherwise.
fn name(report: &Report, party: &Party) -> String {
    let own = words(report, party.span);
    let known = party.mention.map(|mention| &report.grounding.chain_of(mention).name);
    match known {
        Some(known) if !own.contains(known.as_str()) => format!("{own} ({known})"),
        _ => own,
    }
}

fn words(report: &Report, span: Span) -> String {
    span.of(&report.article.text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// "said, direct".
pub fn manner_and_form(statement: &Statement) -> String {
    format!("{}, {}", manner(statement.manner), form(statement.form))
}

fn manner(manner: Manner) -> &'static str {
    match manner {
        Manner::Speech => "said",
        Manner::Writing => "written",
        Manner::Thought => "thought",
    }
}

fn form(form: StatementForm) -> &'static str {
    match form {
        StatementForm::Direct => "direct",
        StatementForm::Indirect => "indirect",
        StatementForm::Mixed => "mixed",
    }
}
