//! What the page's script works on: the records, in the form in which `code`
//! writes them, and the tables that link them to the text.

use std::collections::BTreeMap;

use rapporteur::json::{ArticleRecord, EventLayers, EventRecord, StatementLayers, StatementRecord, TimeRecord};
use rapporteur::{Chain, CodePoints, Event, Grounding, Id, MentionForm, MentionId, Party, Report, Span, Statement};
use serde::Serialize;

use crate::evidence::{self, Role};

/// A stretch of text in code points.
type Range = (u32, u32);

#[derive(Serialize)]
pub(crate) struct Data<'a> {
    article: ArticleRecord<'a>,
    events: Vec<Linked<EventRecord<'a>>>,
    statements: Vec<Linked<StatementRecord<'a>>>,
    actors: Vec<Actor<'a>>,
    times: Vec<TimeRecord<'a>>,
    places: Vec<Place<'a>>,
}

/// A record with the words that it rests on, and who takes part in it: for
/// each role the numbers of rows of `actors`.
#[derive(Serialize)]
struct Linked<R> {
    record: R,
    evidence: Vec<(u32, u32, Role)>,
    parts: BTreeMap<&'static str, Vec<usize>>,
}

#[derive(Serialize)]
struct Actor<'a> {
    name: &'a str,
    entity: Option<&'a str>,
    role: Option<&'a str>,
    code: String,
    mentions: Vec<(u32, u32, MentionForm)>,
    why: &'a [String],
}

/// A place of the map, with all stretches that name it.
#[derive(Serialize)]
struct Place<'a> {
    name: &'a str,
    country: Option<&'static str>,
    admin1: Option<&'a str>,
    geonames: Option<u32>,
    latitude: f64,
    longitude: f64,
    kind: &'static str,
    mentions: Vec<Range>,
}

impl<'a> Data<'a> {
    pub(crate) fn new(report: &'a Report, version: &'a str) -> Self {
        let Report { article, parse, grounding, statements, events } = report;
        let points = CodePoints::new(&article.text);
        let ranges = |all: Vec<(Span, Role)>| -> Vec<(u32, u32, Role)> {
            all.into_iter().map(|(span, role)| (points.at(span.start()), points.at(span.end()), role)).collect()
        };
        let layers = EventLayers { article, parse, grounding };
        let event = |event: &'a Event| Linked {
            record: EventRecord::new(layers, event, &points),
            evidence: ranges(evidence::of_event(report, event)),
            parts: parts_of_event(grounding, event),
        };
        let layers = StatementLayers { article, parse, grounding };
        let statement = |(id, statement): (_, &'a Statement)| Linked {
            record: StatementRecord::new(layers, id, statement, &points),
            evidence: ranges(evidence::of_statement(statement)),
            parts: parts_of_statement(grounding, statement),
        };
        Data {
            article: ArticleRecord::new(article, parse, events.len(), statements.len(), version),
            events: events.rows().iter().map(event).collect(),
            statements: statements.iter().map(statement).collect(),
            actors: grounding.chains.rows().iter().map(|chain| actor(grounding, chain, &points)).collect(),
            times: grounding.times.rows().iter().map(|time| TimeRecord::new(time, &article.text, &points)).collect(),
            places: places(grounding, &points),
        }
    }
}

fn chains(grounding: &Grounding, mentions: impl Iterator<Item = Option<MentionId>>) -> Vec<usize> {
    mentions.flatten().map(|mention| grounding.mentions[mention].chain.index()).collect()
}

fn parties<'p>(grounding: &Grounding, all: impl IntoIterator<Item = &'p Party>) -> Vec<usize> {
    chains(grounding, all.into_iter().map(|party| party.mention))
}

fn parts_of_event(grounding: &Grounding, event: &Event) -> BTreeMap<&'static str, Vec<usize>> {
    BTreeMap::from([
        ("actors", chains(grounding, event.actors.iter().map(|one| one.mention))),
        ("recipients", chains(grounding, event.recipients.iter().map(|one| one.mention))),
        ("reporters", parties(grounding, &event.reported_by)),
    ])
}

fn parts_of_statement(grounding: &Grounding, statement: &Statement) -> BTreeMap<&'static str, Vec<usize>> {
    BTreeMap::from([
        ("actors", parties(grounding, &statement.speaker)),
        ("recipients", parties(grounding, &statement.addressees)),
        ("reporters", parties(grounding, &statement.relayed_by)),
    ])
}

fn actor<'a>(grounding: &Grounding, chain: &'a Chain, points: &CodePoints<'_>) -> Actor<'a> {
    let mention = |&id: &MentionId| {
        let mention = &grounding.mentions[id];
        let (start, end) = points.range(mention.span);
        (start, end, mention.form)
    };
    Actor {
        name: &chain.name,
        entity: chain.entity.as_deref(),
        role: chain.role.as_deref(),
        code: chain.code(),
        mentions: chain.mentions.iter().map(mention).collect(),
        why: &chain.why,
    }
}

/// The places in the order of their first mention.
fn places<'a>(grounding: &'a Grounding, points: &CodePoints<'_>) -> Vec<Place<'a>> {
    let mut rows: Vec<Place<'a>> = Vec::new();
    let mut known = BTreeMap::new();
    for place in grounding.places.rows() {
        let key = (&place.name, place.latitude.to_bits(), place.longitude.to_bits());
        let row = *known.entry(key).or_insert(rows.len());
        if row == rows.len() {
            rows.push(Place {
                name: &place.name,
                country: place.country.map(|country| country.as_str()),
                admin1: place.admin1.as_deref(),
                geonames: place.geonames,
                latitude: place.latitude,
                longitude: place.longitude,
                kind: place.kind.as_str(),
                mentions: Vec::new(),
            });
        }
        rows[row].mentions.push(points.range(place.span));
    }
    rows
}
