//! The events of an article as a list to be read by people: what `code` prints
//! on a terminal.

use std::fmt::Write;

use rapporteur::{Date, Event, Id, MentionId, Participant, Report, Span};

/// The article's name, then every event with what is known of it.
pub fn list(report: &Report) -> String {
    let events = report.events.rows();
    let mut out =
        format!("{}: {} event{}\n", report.article.id, events.len(), if events.len() == 1 { "" } else { "s" });
    for (number, event) in events.iter().enumerate() {
        let _ = writeln!(out, "\n{:>3}  {}", number + 1, heading(event));
        for (label, words) in lines(report, event) {
            if !words.is_empty() {
                let _ = writeln!(out, "     {label:<12} {words}");
            }
        }
    }
    out.push('\n');
    out
}

/// Type, mode, status, code and scores.
pub fn heading(event: &Event) -> String {
    let mode = if event.mode.is_empty() { String::new() } else { format!("/{}", event.mode) };
    let status = status(event);
    let goldstein = event.goldstein.map(|value| format!(", Goldstein {value:+}")).unwrap_or_default();
    format!(
        "{}{mode} · {status} · CAMEO {}, quad {}, intensity {:+}{goldstein} · {:.0} %",
        event.kind,
        event.cameo,
        event.quad,
        event.intensity,
        event.confidence * 100.0
    )
}

fn status(event: &Event) -> String {
    let status = format!("{:?}", event.status).to_lowercase();
    if event.is_historical { format!("{status}, historical") } else { status }
}

/// Every field with its label; empty where nothing is known.
pub fn lines(report: &Report, event: &Event) -> [(&'static str, String); 8] {
    [
        ("who", names(report, &event.actors)),
        ("to whom", names(report, &event.recipients)),
        ("when", time(report, event)),
        (
            "where",
            event.places.iter().map(|&id| report.grounding.places[id].name.clone()).collect::<Vec<_>>().join(", "),
        ),
        ("numbers", numbers(event)),
        ("context", event.contexts.iter().map(|context| context.as_str()).collect::<Vec<_>>().join(", ")),
        (
            "reported by",
            event
                .reported_by
                .iter()
                .map(|party| name(report, party.span, party.mention))
                .collect::<Vec<_>>()
                .join(" → "),
        ),
        ("words", words_of(report, event)),
    ]
}

fn names(report: &Report, participants: &[Participant]) -> String {
    participants.iter().map(|one| name(report, one.span, one.mention)).collect::<Vec<_>>().join("; ")
}

/// The actor's name and code, with the words where they differ.
pub fn name(report: &Report, span: Span, mention: Option<MentionId>) -> String {
    let own = words(report, span);
    let Some(mention) = mention else { return own };
    let chain = report.grounding.chain_of(mention);
    let code = chain.code();
    let code = if code.is_empty() { String::new() } else { format!(" [{code}]") };
    match own.contains(chain.name.as_str()) || chain.name.is_empty() {
        true => format!("{own}{code}"),
        false => format!("{own} = {}{code}", chain.name),
    }
}

fn time(report: &Report, event: &Event) -> String {
    let day = |day: Date| day.to_string();
    match event.time.map(|time| &report.grounding.times[time]) {
        Some(time) => {
            let range =
                time.range.map(|(first, last)| if first == last { day(first) } else { format!("{first} to {last}") });
            let own = words(report, time.span);
            range.map_or(own.clone(), |range| format!("{range} ({own})"))
        }
        None => report.article.published.map(|published| format!("{published} (published)")).unwrap_or_default(),
    }
}

fn numbers(event: &Event) -> String {
    let magnitude = &event.magnitude;
    let all = [
        ("dead", magnitude.dead),
        ("injured", magnitude.injured),
        ("size", magnitude.size),
        ("number in a row", magnitude.ordinal),
    ];
    all.iter().filter_map(|(label, value)| Some(format!("{label} {}", (*value)?))).collect::<Vec<_>>().join(", ")
}

/// The trigger, in its sentence, and the other words that tell the event.
fn words_of(report: &Report, event: &Event) -> String {
    let sentence = report.parse.tokens[event.token].sentence;
    let mut out = format!("“{}” in sentence {}", words(report, event.trigger), sentence.index() + 1);
    for &mention in &event.mentions {
        let _ = write!(out, ", again “{}”", words(report, mention));
    }
    out
}

fn words(report: &Report, span: Span) -> String {
    span.of(&report.article.text).split_whitespace().collect::<Vec<_>>().join(" ")
}
