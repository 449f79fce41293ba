//! The rest of the record: from events with type, status and roles to whole
//! ones, with statement, time, place, numbers, contexts, scores and
//! confidence; what is told twice is joined.

use document::{Event, Grounding, Statement, StatementId, Table};

use super::attribution::{self, Contents};
use super::circumstances::Circumstances;
use super::contexts::Contexts;
use super::{anaphora, confidence, duplicates, historical, magnitude};
use crate::ground::actors::Context;

/// Completes the events of an article; they stand in the order of their
/// triggers.
pub(super) fn complete(
    context: &Context<'_>,
    grounding: &Grounding,
    statements: &Table<StatementId, Statement>,
    mut events: Vec<Event>,
) -> Vec<Event> {
    if events.is_empty() {
        return events;
    }
    let contents = Contents::new(context, statements);
    let circumstances = Circumstances::new(context, grounding, statements, &events);
    let contexts = Contexts::new(context);
    for event in &mut events {
        attribution::attribute(context, &contents, event);
        circumstances.set(event);
        circumstances.set_future(event);
        historical::set(grounding, context.article.published, event);
        contexts.set(context, grounding, event);
    }
    magnitude::set(context, &mut events);
    let mut events = duplicates::join(context, grounding, events);
    anaphora::add(context, &contents, &mut events);
    events.iter_mut().for_each(|event| confidence::set(context, grounding, event));
    events
}
