//! PETRARCH2's event lines, with actor and event texts, without roots.

use document::json::PartyRecord;

use super::codes::{actor_code, sector};
use super::row::{Dyad, dyad_lines};
use crate::tables::Records;

/// The lines of an article.
pub fn lines(records: &Records<'_>) -> Vec<u8> {
    dyad_lines(records, row)
}

fn row(records: &Records<'_>, dyad: &Dyad<'_>) -> Vec<String> {
    let article = &records.article;
    let event = dyad.event;
    let day = dyad.day().map(|day| format!("{:04}{:02}{:02}", day.year(), day.month(), day.day()));
    let mut row = vec![
        day.unwrap_or_else(|| NOTHING.to_owned()),
        code(dyad.source),
        code(dyad.target),
        event.cameo.to_owned(),
        String::new(),
        format!("{}_{}", article.id, event.sentence + 1),
    ];
    row.extend(article.url.map(str::to_owned));
    let text = |party: Option<&PartyRecord<'_>>| party.map_or(NOTHING, |party| party.stretch.text).to_owned();
    row.extend([
        article.outlet.unwrap_or(NOTHING).to_owned(),
        text(dyad.source),
        text(dyad.target),
        event.trigger.text.to_owned(),
    ]);
    row
}

/// What stands where nothing is known.
const NOTHING: &str = "---";

/// Country and role; three hyphens stand for an unknown country.
fn code(party: Option<&PartyRecord<'_>>) -> String {
    let sector = sector(party.and_then(|party| party.sector));
    actor_code(party.and_then(|party| party.country).unwrap_or(NOTHING), sector)
}
