use document::Status;
use document::json::{EventRecord, PartyRecord, PlaceRecord};
use foldhash::quality::FixedState;
use std::hash::BuildHasher;

use crate::tables::Records;

/// One row for systems that know one source and one target: an event between
/// two of those who take part.
#[derive(Clone, Copy)]
pub struct Dyad<'a> {
    /// The event.
    pub event: &'a EventRecord<'a>,
    /// Who did it.
    pub source: Option<&'a PartyRecord<'a>>,
    /// To whom.
    pub target: Option<&'a PartyRecord<'a>>,
    /// The number of the pair within the event, from 0.
    pub number: usize,
}

/// More of one side give no further rows: lists of dozens are no dyads.
const MOST: usize = 10;

/// The rows of an article. Events that did not happen, or not yet, have none:
/// these systems have no place to say so. Where all took part alike, each pair
/// gives two rows, one in either direction.
pub fn dyads<'a>(records: &'a Records<'a>) -> Vec<Dyad<'a>> {
    let happened = records.events.iter().filter(|event| event.status == Status::Actual);
    happened
        .flat_map(|event| {
            pairs(event).into_iter().enumerate().map(move |(number, (source, target))| Dyad {
                event,
                source,
                target,
                number,
            })
        })
        .collect()
}

type Pair<'a> = (Option<&'a PartyRecord<'a>>, Option<&'a PartyRecord<'a>>);

fn pairs<'a>(event: &'a EventRecord<'a>) -> Vec<Pair<'a>> {
    let actors = &event.actors[..event.actors.len().min(MOST)];
    let recipients = &event.recipients[..event.recipients.len().min(MOST)];
    let mut pairs = Vec::new();
    match (actors.len(), recipients.len()) {
        (0, 0) => pairs.push((None, None)),
        (1, 0) => pairs.push((actors.first(), None)),
        (_, 0) => {
            for (one, source) in actors.iter().enumerate() {
                let others = actors.iter().enumerate().filter(|(other, _)| *other != one);
                pairs.extend(others.map(|(_, target)| (Some(source), Some(target))));
            }
        }
        (0, _) => pairs.extend(recipients.iter().map(|target| (None, Some(target)))),
        _ => {
            for source in actors {
                pairs.extend(recipients.iter().map(|target| (Some(source), Some(target))));
            }
        }
    }
    pairs
}

impl<'a> Dyad<'a> {
    /// The row's number: the same in every run, and for other rows another one
    /// (of a billion rows, some would share theirs).
    pub fn id(&self) -> u64 {
        FixedState::with_seed(4).hash_one((&self.event.id, self.number)) >> 1
    }

    /// The day on which it happened, or else was published.
    pub fn day(&self) -> Option<document::Date> {
        self.event.time.as_ref().and_then(|time| time.from)
    }

    /// The first place.
    pub fn place(&self) -> Option<&'a PlaceRecord<'a>> {
        self.event.places.first()
    }
}

/// The number of an article, for systems that have numbers.
pub fn story_id(article: &str) -> u64 {
    FixedState::with_seed(5).hash_one(article) >> 1
}

/// Joins cells by tabs and ends the line. Line breaks and tabs within a cell
/// become blanks: these formats have no quoting.
pub fn push_row(cells: &[String], lines: &mut Vec<u8>) {
    for (index, cell) in cells.iter().enumerate() {
        if index > 0 {
            lines.push(b'\t');
        }
        lines.extend_from_slice(plain(cell).as_bytes());
    }
    lines.push(b'\n');
}

/// One line for each dyad of an article.
pub fn dyad_lines<'a>(records: &'a Records<'a>, row: impl Fn(&Records<'a>, &Dyad<'a>) -> Vec<String>) -> Vec<u8> {
    let mut lines = Vec::new();
    for dyad in dyads(records) {
        push_row(&row(records, &dyad), &mut lines);
    }
    lines
}

/// A cell without tabs and line breaks.
pub fn plain(cell: &str) -> String {
    cell.replace(['\t', '\n', '\r'], " ")
}

/// The name of a participant, or its words.
pub fn name_of(party: &PartyRecord<'_>) -> String {
    party
        .name
        .filter(|name| !name.is_empty())
        .unwrap_or(party.stretch.text)
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

/// Whether GeoNames' feature code is that of a country.
pub fn is_country(place: &PlaceRecord<'_>) -> bool {
    place.kind.starts_with("PCL") || place.kind == "TERR"
}

/// Whether it is that of a city, town or village.
pub fn is_settlement(place: &PlaceRecord<'_>) -> bool {
    place.kind.starts_with("PPL")
}

/// Whether it is that of a region of a country.
pub fn is_region(place: &PlaceRecord<'_>) -> bool {
    place.kind.starts_with("ADM")
}
