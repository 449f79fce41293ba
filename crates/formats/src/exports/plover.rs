//! PLOVER's JSON lines: all events, with their status among the modes.

use document::Status;
use document::json::{EventRecord, PartyRecord, PlaceRecord};
use serde_json::{Map, Value, json};

use super::codes::country;
use super::row::{is_country, is_region, is_settlement, name_of};
use crate::tables::{Records, push_json};

/// The lines of an article.
pub fn lines(records: &Records<'_>) -> Vec<u8> {
    let mut lines = Vec::new();
    for event in &records.events {
        push_json(&object(records, event), &mut lines);
    }
    lines
}

fn object(records: &Records<'_>, event: &EventRecord<'_>) -> Map<String, Value> {
    let article = &records.article;
    let time = event.time.as_ref();
    let all = json!({
        "id": event.id,
        "date": time.and_then(|time| time.from),
        "enddate": time.and_then(|time| time.to).filter(|to| time.and_then(|time| time.from) != Some(*to)),
        "actor": event.actors.iter().map(entity).collect::<Vec<_>>(),
        "recipient": event.recipients.iter().map(entity).collect::<Vec<_>>(),
        "event": [event.plover],
        "mode": modes(event),
        "context": event.contexts,
        "quad_code": event.quad,
        "event_scale": event.intensity,
        "event_loc": event.places.iter().map(location).collect::<Vec<_>>(),
        "event_text": event.trigger.text,
        "text_info": {"sequence": event.sentence + 1, "start": event.trigger.start, "end": event.trigger.end},
        "size": {"dead": event.magnitude.dead, "injured": event.magnitude.injured},
        "cite_info": {
            "citation": article.id, "url": article.url, "title": article.title, "publication": article.outlet,
            "language": article.language,
        },
        "coder": article.version,
    });
    if let Value::Object(object) = without_nulls(all) { object } else { Map::new() }
}

/// The mode, and PLOVER's auxiliary modes where the event did not simply
/// happen.
fn modes(event: &EventRecord<'_>) -> Vec<&'static str> {
    let status = match event.status {
        Status::Actual => None,
        Status::Future => Some("future"),
        Status::Hypothetical => Some("hypothetical"),
        Status::Negated => Some("negated"),
    };
    let historical = event.historical.then_some("historical");
    [event.mode, status, historical].into_iter().flatten().collect()
}

fn entity(party: &PartyRecord<'_>) -> Value {
    json!({
        "code": party.country,
        "sector": party.sector,
        "entity_text": party.stretch.text,
        "identifier_id": party.entity,
        "identifier_text": name_of(party),
        "office": party.role,
    })
}

fn location(place: &PlaceRecord<'_>) -> Value {
    let city = is_settlement(place).then_some(place.name);
    json!({
        "extracted_place": place.stretch.text,
        "resolved_place": place.name,
        "geonameid": place.geonames,
        "lat": place.latitude,
        "lon": place.longitude,
        "city": city,
        "province": place.admin1,
        "country": country(place.country).name,
        "country_code": place.country,
        "feature_code": place.kind,
        "resolution": resolution(place),
    })
}

/// From 1 for a country to 5 for what is smaller than a city.
fn resolution(place: &PlaceRecord<'_>) -> u8 {
    match () {
        () if is_country(place) => 1,
        () if place.kind == "ADM1" => 2,
        () if is_region(place) => 3,
        () if is_settlement(place) => 4,
        () => 5,
    }
}

/// Fields of which nothing is known are left out, as the manual's examples do.
fn without_nulls(value: Value) -> Value {
    match value {
        Value::Object(object) => {
            let kept = object.into_iter().map(|(key, value)| (key, without_nulls(value)));
            Value::Object(kept.filter(|(_, value)| !value.is_null() && *value != json!({}) && *value != "").collect())
        }
        Value::Array(items) => Value::Array(items.into_iter().map(without_nulls).collect()),
        other => other,
    }
}
