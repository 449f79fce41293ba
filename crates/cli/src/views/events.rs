//! Events, to be read by people.

use std::fmt::Write;

use rapporteur::{Participant, Report};

/// Every event: type, mode, CAMEO code, status, who to whom, the words.
pub fn show(report: &Report) -> String {
    let mut out = format!("# {}\n", report.article.id);
    for event in report.events.rows() {
        let mode = if event.mode.is_empty() { String::new() } else { format!("/{}", event.mode) };
        let status = format!("{:?}", event.status).to_lowercase();
        let _ = writeln!(out, "\n{}{mode} {} {status}", event.kind, event.cameo);
        let _ = writeln!(out, "  {} -> {}", names(report, &event.actors), names(report, &event.recipients));
        let _ = writeln!(out, "  {:?}; {}", event.trigger.of(&report.article.text), event.why.join("; "));
    }
    out.push('\n');
    out
}

fn names(report: &Report, participants: &[Participant]) -> String {
    let name = |one: &Participant| match one.mention {
        Some(mention) => {
            let chain = report.grounding.chain_of(mention);
            format!("{} ({})", chain.name, chain.code())
        }
        None => one.span.of(&report.article.text).to_owned(),
    };
    participants.iter().map(name).collect::<Vec<_>>().join(", ")
}
