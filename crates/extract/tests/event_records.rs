//! The golden cases of `cases/event-records.md`, and what holds for every
//! event whatever the text.
#![allow(clippy::unwrap_used, reason = "this is a test")]

use std::sync::LazyLock;

use document::{Article, Event, EventId, Grounding, Parse, Statement, StatementId, Table};
use extract::Knowledge;
use proptest::prelude::*;
use syntax::Model;

static MODEL: LazyLock<Model> = LazyLock::new(|| Model::english().unwrap());
static KNOWLEDGE: LazyLock<Knowledge> = LazyLock::new(|| Knowledge::embedded().unwrap());

struct Read {
    article: Article,
    parse: Parse,
    grounding: Grounding,
    statements: Table<StatementId, Statement>,
    events: Table<EventId, Event>,
}

fn read(text: &str, published: Option<&str>) -> Read {
    let mut article = Article::new("case", text);
    article.published = published.map(|day| day.parse().unwrap());
    let parse = MODEL.parse(text);
    let grounding = extract::ground::resolve(&KNOWLEDGE, &article, &parse);
    let statements = extract::statements::find(&KNOWLEDGE, &article, &parse, &grounding);
    let events = extract::events::find(&KNOWLEDGE, &article, &parse, &grounding, &statements);
    Read { article, parse, grounding, statements, events }
}

#[test]
fn golden_cases() {
    let cases = include_str!("../../../cases/event-records.md");
    let mut problems = Vec::new();
    let mut now: Option<Read> = None;
    for (number, line) in cases.lines().enumerate().map(|(index, line)| (index + 1, line)) {
        if let Some((day, text)) = line.split_once(" | ") {
            now = Some(read(&text.replace('¶', "\n\n"), Some(day)));
        } else if let (Some(read), Some(wanted)) = (&now, line.strip_prefix("- ")) {
            let (kind, fields) = wanted.split_once(' ').unwrap();
            let failed = check(read, kind, fields);
            if !failed.is_empty() {
                problems.push(format!("line {number}: {}: {}", read.article.text, failed.join(", ")));
            }
        }
    }
    assert!(problems.is_empty(), "{} cases fail:\n{}", problems.len(), problems.join("\n"));
}

fn check(read: &Read, kind: &str, fields: &str) -> Vec<String> {
    let own: Vec<&Event> = read.events.rows().iter().filter(|event| event.kind == kind).collect();
    let Some(event) = own.first() else { return vec![format!("no {kind}")] };
    let check = |field: &str| {
        let (name, wanted) = field.trim().split_once(": ").unwrap();
        let found = if name == "count" { own.len().to_string() } else { value(read, event, name, wanted) };
        (found != wanted).then(|| format!("{name} is {found}"))
    };
    fields.split(';').filter_map(check).collect()
}

fn codes(read: &Read, participants: &[document::Participant]) -> String {
    let code = |one: &document::Participant| one.mention.map(|mention| read.grounding.chain_of(mention).code());
    let codes: Vec<String> = participants.iter().filter_map(code).collect();
    if codes.is_empty() { "none".to_owned() } else { codes.join(", ") }
}

fn value(read: &Read, event: &Event, name: &str, wanted: &str) -> String {
    let number = |number: Option<u64>| number.map_or("none".to_owned(), |number| number.to_string());
    let or_none = |list: Vec<&str>| if list.is_empty() { "none".to_owned() } else { list.join(", ") };
    let has = |context: &str| event.contexts.iter().any(|own| *own == context);
    match name {
        "time" => {
            let range = event.time.and_then(|time| read.grounding.times[time].range);
            range.map_or("none".to_owned(), |(first, last)| format!("{first}..{last}"))
        }
        "place" => or_none(event.places.iter().map(|&id| read.grounding.places[id].name.as_str()).collect()),
        "dead" => number(event.magnitude.dead),
        "injured" => number(event.magnitude.injured),
        "size" => number(event.magnitude.size),
        "ordinal" => number(event.magnitude.ordinal),
        "historical" => if event.is_historical { "yes" } else { "no" }.to_owned(),
        "context" => {
            if has(wanted) {
                wanted.to_owned()
            } else {
                format!("{:?}", event.contexts)
            }
        }
        "no-context" => {
            if has(wanted) {
                format!("{:?}", event.contexts)
            } else {
                wanted.to_owned()
            }
        }
        "actors" => codes(read, &event.actors),
        "recipients" => codes(read, &event.recipients),
        "by" => or_none(event.reported_by.iter().map(|party| party.span.of(&read.article.text)).collect()),
        "again" => event.mentions.len().to_string(),
        other => panic!("there is no field {other}"),
    }
}

#[test]
fn nobody_reports_from_nothing() {
    for text in ["", " \n ", "12", "killed", "\u{fffd}\u{fffd} killed 12 , and 30 wounded - and"] {
        let read = read(text, None);
        assert!(read.events.rows().iter().all(|event| event.reported_by.is_empty()), "{text}");
    }
}

const WORDS: [&str; 36] = [
    "Russia", "attacked", "Ukraine", "on", "Monday", "in", "Kyiv", "killing", "12", "people", ",", ".", "“", "”",
    "said", "police", "arrested", "the", "minister", "visited", "China", "for", "15th", "time", "twenty", "-", "and",
    "five", "million", "dozen", "Zürich", "é", "will", "not", "from", "2023",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(120))]
    #[test]
    fn spans_lie_in_the_text(words in proptest::collection::vec(0..WORDS.len(), 0..60)) {
        let text = words.iter().map(|&word| WORDS[word]).collect::<Vec<_>>().join(" ");
        let read = read(&text, Some("2025-06-04"));
        for event in read.events.rows() {
            let participants = event.actors.iter().chain(&event.recipients).map(|one| one.span);
            let parties = event.reported_by.iter().map(|party| party.span);
            for span in participants.chain(parties).chain(event.mentions.iter().copied()).chain([event.trigger]) {
                prop_assert!(!span.of(&read.article.text).is_empty());
            }
            prop_assert!(event.time.is_none_or(|time| read.grounding.times.get(time).is_some()));
            prop_assert!(event.places.iter().all(|&place| read.grounding.places.get(place).is_some()));
            prop_assert!(event.statement.is_none_or(|one| read.statements.get(one).is_some()));
            prop_assert!((0.0..=1.0).contains(&event.confidence));
            prop_assert!(read.parse.tokens.get(event.token).is_some());
        }
    }
}
