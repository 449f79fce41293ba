use serde::Serialize;

use super::statement::{Why, sentence_at, statement_id};
use super::{PartyRecord, Stretch, TimeRecord};
use crate::{Article, CodePoints, Event, Grounding, Magnitude, Parse, Participant, Place, Status};

/// An [`Event`] of an article: the record that leaves the program.
#[derive(Serialize, Debug)]
pub struct EventRecord<'a> {
    /// What kind of record it is.
    pub kind: &'static str,
    /// The article's id, where the trigger starts, and the type: stable across
    /// runs, and when other events are added or removed.
    pub id: String,
    /// The article's id.
    pub article: &'a str,
    /// The number of the sentence that its trigger starts in, from 0.
    pub sentence: usize,
    /// The PLOVER type.
    #[serde(rename = "type")]
    pub plover: &'static str,
    /// The PLOVER mode; null where the type has no modes or none is clear.
    pub mode: Option<&'static str>,
    /// PLOVER contexts, sorted.
    pub contexts: Vec<&'static str>,
    /// The CAMEO code.
    pub cameo: &'static str,
    /// The quad class, from 1 to 4.
    pub quad: u8,
    /// PLOVER's score, from -10 to 10.
    pub intensity: f32,
    /// The Goldstein value of the CAMEO code, where the tables have one.
    pub goldstein: Option<f32>,
    /// Whether it happened.
    pub status: Status,
    /// Whether it is history to the article.
    pub historical: bool,
    /// The words that report it.
    pub trigger: Stretch<'a>,
    /// Further words that report the same event.
    pub mentions: Vec<Stretch<'a>>,
    /// Who did it; of a reciprocal event, all who took part.
    pub actors: Vec<PartyRecord<'a>>,
    /// To whom.
    pub recipients: Vec<PartyRecord<'a>>,
    /// When; the day of publication where the text does not say it.
    pub time: Option<TimeRecord<'a>>,
    /// Where.
    pub places: Vec<PlaceRecord<'a>>,
    /// By whom the text says it was reported, outermost first.
    pub reported_by: Vec<PartyRecord<'a>>,
    /// The id of the statement in whose content it stands.
    pub statement: Option<String>,
    /// How many, and which one in a row.
    pub magnitude: Magnitude,
    /// How sure it is, from 0 to 1.
    pub confidence: f32,
    /// What led to it.
    pub why: Why<'a>,
}

/// A place in a record.
#[derive(Serialize, Debug)]
pub struct PlaceRecord<'a> {
    /// The words.
    #[serde(flatten)]
    pub stretch: Stretch<'a>,
    /// The usual name.
    pub name: &'a str,
    /// The number at GeoNames.
    pub geonames: Option<u32>,
    /// ISO 3166 alpha-3 code of the country.
    pub country: Option<&'static str>,
    /// The first-level region.
    pub admin1: Option<&'a str>,
    /// Degrees north.
    pub latitude: f64,
    /// Degrees east.
    pub longitude: f64,
    /// GeoNames' feature code.
    pub kind: &'static str,
}

/// The layers that an event's record draws on.
#[derive(Clone, Copy)]
pub struct EventLayers<'a> {
    /// The article.
    pub article: &'a Article,
    /// Its language layer.
    pub parse: &'a Parse,
    /// Its actors, times and places.
    pub grounding: &'a Grounding,
}

impl<'a> EventRecord<'a> {
    /// The record of one event; `points` belongs to the article's text.
    pub fn new(layers: EventLayers<'a>, event: &'a Event, points: &CodePoints<'_>) -> Self {
        let EventLayers { article, parse, grounding } = layers;
        let text = article.text.as_str();
        let participant = |one: &Participant| PartyRecord::each(one.span, one.mention, article, grounding, points);
        let (frame, steps) = event.why.split_first().map_or(("", &[][..]), |(frame, steps)| (frame.as_str(), steps));
        let place = |&id| PlaceRecord::new(&grounding.places[id], text, points);
        EventRecord {
            kind: "event",
            id: format!("{}/event/{}-{}", article.id, points.at(event.trigger.start()), event.kind),
            article: &article.id,
            sentence: sentence_at(parse, event.trigger.start()),
            plover: event.kind.as_str(),
            mode: Some(event.mode.as_str()).filter(|mode| !mode.is_empty()),
            contexts: event.contexts.iter().map(|context| context.as_str()).collect(),
            cameo: event.cameo.as_str(),
            quad: event.quad,
            intensity: event.intensity,
            goldstein: event.goldstein,
            status: event.status,
            historical: event.is_historical,
            trigger: Stretch::new(event.trigger, text, points),
            mentions: event.mentions.iter().map(|&span| Stretch::new(span, text, points)).collect(),
            actors: event.actors.iter().flat_map(participant).collect(),
            recipients: event.recipients.iter().flat_map(participant).collect(),
            time: time(layers, event, points),
            places: event.places.iter().map(place).collect(),
            reported_by: event
                .reported_by
                .iter()
                .map(|one| PartyRecord::new(one, article, grounding, points))
                .collect(),
            statement: event.statement.map(|statement| statement_id(article, statement)),
            magnitude: event.magnitude,
            confidence: event.confidence,
            why: Why {
                frame: frame.strip_prefix("the frame ").unwrap_or(frame),
                steps: steps.iter().map(String::as_str).collect(),
            },
        }
    }
}

impl EventRecord<'_> {
    /// The record's id.
    pub fn id(&self) -> &str {
        &self.id
    }
}

/// What the text says, else the day of publication.
fn time<'a>(layers: EventLayers<'a>, event: &Event, points: &CodePoints<'_>) -> Option<TimeRecord<'a>> {
    match event.time {
        Some(time) => Some(TimeRecord::new(&layers.grounding.times[time], &layers.article.text, points)),
        None => layers.article.published.map(TimeRecord::published),
    }
}

impl<'a> PlaceRecord<'a> {
    fn new(place: &'a Place, text: &'a str, points: &CodePoints<'_>) -> Self {
        PlaceRecord {
            stretch: Stretch::new(place.span, text, points),
            name: &place.name,
            geonames: place.geonames,
            country: place.country.map(|country| country.as_str()),
            admin1: place.admin1.as_deref(),
            latitude: place.latitude,
            longitude: place.longitude,
            kind: place.kind.as_str(),
        }
    }
}
