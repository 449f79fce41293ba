//! Records made by hand, for tests of what is written of them.

use document::json::{ArticleRecord, EventRecord, PartyRecord, PlaceRecord, StatementRecord, Stretch, TimeRecord, Why};
use document::{Granularity, Magnitude, Manner, StatementForm, Status, TimeKind};
use jiff::civil::date;

use crate::tables::Records;

const TEXT: &str = "Zoran Milić visited Minsk on Tuesday. Belarusian police and students clashed there.";

fn stretch(words: &'static str) -> Stretch<'static> {
    let at = TEXT.find(words).unwrap();
    let start = TEXT[..at].chars().count() as u32;
    Stretch { start, end: start + words.chars().count() as u32, text: words }
}

fn party(words: &'static str, known: [&'static str; 5]) -> PartyRecord<'static> {
    let [entity, name, role, country, sector] = known.map(|value| Some(value).filter(|value| !value.is_empty()));
    let code = Some(format!("{}{}", country.unwrap_or("---"), sector.unwrap_or_default()));
    PartyRecord { stretch: stretch(words), entity, name, role, country, sector, code }
}

fn minister() -> PartyRecord<'static> {
    party("Zoran Milić", ["person/zoran-milic", "Zoran Milić", "foreign minister", "SRB", "GOV"])
}

fn police() -> PartyRecord<'static> {
    party("Belarusian police", ["", "Belarusian police", "", "BLR", "COP"])
}

fn students() -> PartyRecord<'static> {
    party("students", ["", "students", "", "", "EDU"])
}

fn event(plover: &'static str, cameo: &'static str, quad: u8, trigger: &'static str) -> EventRecord<'static> {
    let trigger = stretch(trigger);
    EventRecord {
        kind: "event",
        id: format!("a_1/event/{}-{plover}", trigger.start),
        article: "a_1",
        sentence: usize::from(trigger.start > 38),
        plover,
        mode: None,
        contexts: Vec::new(),
        cameo,
        quad,
        intensity: 1.0,
        goldstein: Some(1.9),
        status: Status::Actual,
        historical: false,
        trigger,
        mentions: Vec::new(),
        actors: Vec::new(),
        recipients: Vec::new(),
        time: Some(TimeRecord {
            stretch: Some(stretch("on Tuesday")),
            from: Some(date(2025, 6, 3)),
            to: Some(date(2025, 6, 3)),
            granularity: Granularity::Day,
            kind: TimeKind::Date,
            value: "2025-06-03".into(),
        }),
        places: Vec::new(),
        reported_by: Vec::new(),
        statement: None,
        magnitude: Magnitude { injured: Some(3), ..Magnitude::default() },
        confidence: 0.83,
        why: Why { frame: "consult/visit", steps: Vec::new() },
    }
}

fn minsk() -> PlaceRecord<'static> {
    PlaceRecord {
        stretch: stretch("Minsk"),
        name: "Minsk",
        geonames: Some(625_144),
        country: Some("BLR"),
        admin1: Some("Minsk City"),
        latitude: 53.9,
        longitude: 27.57,
        kind: "PPLC",
    }
}

/// A visit, a clash, an agreement that was not, and a statement.
pub fn records() -> Records<'static> {
    let visit = EventRecord {
        mode: Some("visit"),
        contexts: vec!["diplomatic", "executive"],
        actors: vec![minister()],
        places: vec![minsk()],
        ..event("CONSULT", "042", 1, "visited")
    };
    let clash = EventRecord { actors: vec![police(), students()], ..event("ASSAULT", "190", 4, "clashed") };
    let not = EventRecord { status: Status::Negated, ..event("AGREE", "057", 1, "there") };
    Records {
        article: ArticleRecord {
            kind: "article",
            id: "a_1",
            title: Some("Visit"),
            outlet: Some("The Harbour Post"),
            url: Some("https://harbour.example/1"),
            published: Some(date(2025, 6, 4)),
            language: "en",
            sentences: 2,
            events: 3,
            statements: 1,
            version: "rapporteur 0.1.0",
            notes: vec!["read as windows-1252"],
        },
        events: vec![visit, clash, not],
        statements: vec![statement()],
        length: TEXT.chars().count() as u32,
        words: 12,
        sentence_ends: vec![37, TEXT.chars().count() as u32],
    }
}

fn statement() -> StatementRecord<'static> {
    StatementRecord {
        kind: "statement",
        id: "a_1/statement/0".into(),
        article: "a_1",
        sentence: 0,
        speaker: Some(minister()),
        addressees: Vec::new(),
        relayed_by: vec![police()],
        form: StatementForm::Direct,
        manner: Manner::Speech,
        cue: Some(stretch("visited")),
        content: vec![stretch("clashed there")],
        quotations: Vec::new(),
        about: vec!["country/belarus"],
        time: None,
        confidence: 0.5,
        why: Why { frame: "cue", steps: vec!["one", "two"] },
    }
}
