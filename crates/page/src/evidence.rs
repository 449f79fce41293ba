//! The words that a record rests on, each with what it is to the record.

use rapporteur::{Event, Report, Span, Statement};
use serde::Serialize;

/// What words are to a record.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Role {
    Trigger,
    Actor,
    Recipient,
    Time,
    Place,
    Reporter,
    Speaker,
    Addressee,
    Cue,
    Content,
}

/// The words of an event, the most telling first.
pub(crate) fn of_event(report: &Report, event: &Event) -> Vec<(Span, Role)> {
    let grounding = &report.grounding;
    let mut all = vec![(event.trigger, Role::Trigger)];
    all.extend(event.mentions.iter().map(|&span| (span, Role::Trigger)));
    all.extend(event.actors.iter().map(|one| (one.span, Role::Actor)));
    all.extend(event.recipients.iter().map(|one| (one.span, Role::Recipient)));
    all.extend(event.time.map(|time| (grounding.times[time].span, Role::Time)));
    all.extend(event.places.iter().map(|&place| (grounding.places[place].span, Role::Place)));
    all.extend(event.reported_by.iter().map(|party| (party.span, Role::Reporter)));
    all
}

/// The words of a statement, the most telling first.
pub(crate) fn of_statement(statement: &Statement) -> Vec<(Span, Role)> {
    let mut all: Vec<(Span, Role)> = statement.cue.map(|cue| (cue, Role::Cue)).into_iter().collect();
    all.extend(statement.speaker.iter().map(|party| (party.span, Role::Speaker)));
    all.extend(statement.addressees.iter().map(|party| (party.span, Role::Addressee)));
    all.extend(statement.relayed_by.iter().map(|party| (party.span, Role::Reporter)));
    all.extend(statement.content.iter().map(|&piece| (piece, Role::Content)));
    all
}

/// The words of all records.
pub(crate) fn of_all(report: &Report) -> impl Iterator<Item = Span> + '_ {
    let events = report.events.rows().iter().flat_map(|event| of_event(report, event));
    let statements = report.statements.rows().iter().flat_map(of_statement);
    events.chain(statements).map(|(span, _)| span)
}
