//! Events with the reasons for them, and sentences without events with the
//! frames that came near: what `explain` prints.

use std::fmt::Write;

use rapporteur::json::{EventLayers, EventRecord};
use rapporteur::{CodePoints, Event, Id, Participant, Reader, Report, SentenceId, Span};

use super::coded;

/// Every sentence with its events, or with the frames that came near.
pub fn article(reader: &Reader, report: &Report, misses: usize) -> String {
    let mut out = format!("{}\n", report.article.id);
    for (id, sentence) in report.parse.sentences.iter() {
        let _ = writeln!(out, "\nSentence {}: {}", id.index() + 1, words(report, sentence.span));
        let events = report.events.rows().iter().enumerate();
        let own: Vec<(usize, &Event)> = events.filter(|(_, event)| stands_in(report, event, id)).collect();
        for &(index, one) in &own {
            match report.parse.tokens[one.token].sentence == id {
                true => out += &event(reader, report, index + 1, one),
                false => drop(writeln!(out, "  {}. {}, told again", index + 1, one.kind)),
            }
        }
        if own.is_empty() {
            near(reader, report, id, misses, &mut out);
        }
    }
    out
}

/// Whether an event's trigger, or a further telling of it, stands in a
/// sentence.
fn stands_in(report: &Report, event: &Event, sentence: SentenceId) -> bool {
    let span = report.parse.sentences[sentence].span;
    report.parse.tokens[event.token].sentence == sentence || event.mentions.iter().any(|one| span.contains(*one))
}

/// One event with its reasons.
pub fn event(reader: &Reader, report: &Report, number: usize, event: &Event) -> String {
    let mut out = format!("  {number}. {}\n", coded::heading(event));
    let _ = writeln!(out, "     words: {:?}", words(report, event.trigger));
    let mut steps = event.why.iter();
    if let Some(frame) = steps.next() {
        let _ = writeln!(out, "     frame: {}", frame_line(reader, frame));
    }
    for step in steps {
        let _ = writeln!(out, "     {step}");
    }
    for (side, participants) in [("actor", &event.actors), ("recipient", &event.recipients)] {
        for one in participants {
            let _ = writeln!(out, "     {side} {}", participant(report, one));
        }
    }
    if let Some(statement) = event.statement {
        let _ = writeln!(out, "     stands in statement {}", statement.index() + 1);
    }
    out
}

/// The frame's id with its table, line and words.
fn frame_line(reader: &Reader, step: &str) -> String {
    let id = step.strip_prefix("the frame ").unwrap_or(step);
    let Some(frame) = reader.knowledge().frames.rows.iter().find(|frame| frame.id == id) else {
        return id.to_owned();
    };
    let alternatives: Vec<String> = frame.words.iter().map(|words| words.join(" ")).collect();
    format!("{id} ({}, line {}): {}", frame.source.0, frame.source.1, alternatives.join(", "))
}

/// The words, the actor that they stand for, and how that was found.
fn participant(report: &Report, one: &Participant) -> String {
    let name = coded::name(report, one.span, one.mention);
    let Some(mention) = one.mention else { return format!("{name}: no actor known to the tables") };
    let chain = report.grounding.chain_of(mention);
    let entity = chain.entity.as_deref().map(|entity| format!(" ({entity})")).unwrap_or_default();
    let own = format!("{:?}: ", words(report, report.grounding.mentions[mention].span));
    // How the chain got its entity, and how this mention got into the chain.
    let mut steps: Vec<&str> =
        chain.why.iter().filter(|step| step.contains(" leads to ")).map(String::as_str).collect();
    steps.extend(chain.why.iter().find(|step| step.starts_with(&own)).map(String::as_str));
    let why = if steps.is_empty() { String::new() } else { format!(": {}", steps.join("; ")) };
    format!("{name}{entity}{why}")
}

fn near(reader: &Reader, report: &Report, sentence: SentenceId, most: usize, out: &mut String) {
    let misses = reader.misses(report, sentence);
    if misses.is_empty() {
        let _ = writeln!(out, "  no event: no frame answers to any of its words");
        return;
    }
    let _ = writeln!(out, "  no event; nearest:");
    for miss in misses.iter().take(most) {
        let word = words(report, report.parse.tokens[miss.token].span);
        let _ = writeln!(out, "  - {word:?} as {} (frame {}): {}", miss.kind, miss.frame, miss.reason);
    }
}

/// The ids of the events' records, in order.
pub fn ids(report: &Report) -> Vec<String> {
    let Report { article, parse, grounding, events, .. } = report;
    let points = CodePoints::new(&article.text);
    let layers = EventLayers { article, parse, grounding };
    events.rows().iter().map(|event| EventRecord::new(layers, event, &points).id().to_owned()).collect()
}

fn words(report: &Report, span: Span) -> String {
    span.of(&report.article.text).split_whitespace().collect::<Vec<_>>().join(" ")
}
