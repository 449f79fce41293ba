//! An article with what must come out of it: `article.txt` and
//! `expected.jsonl` in one folder. Each line is one expectation; a list means
//! that any of its values will do.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use rapporteur::json::{EventLayers, EventRecord, StatementLayers, StatementRecord};
use rapporteur::{Article, CodePoints, Date, Reader, Report};
use serde::Serialize;
use serde_json::{Value, json};

/// One expectation and how it was met.
#[derive(Serialize, Debug)]
pub struct Line {
    /// Event, statement, time, place or actor.
    pub kind: String,
    /// What it is about.
    pub label: String,
    /// Whether it was met.
    pub is_met: bool,
    /// Of the nearest record, what does not fit; empty where it was met.
    pub missing: Vec<String>,
}

/// Reads the article of a folder and checks each expectation.
///
/// # Errors
///
/// Where a file cannot be read or a line is not of the form.
pub fn check(reader: &Reader, folder: &Path, published: Option<Date>) -> Result<Vec<Line>> {
    let read = |name: &str| {
        let path = folder.join(name);
        fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))
    };
    let mut article = Article::new("article", read("article.txt")?);
    article.published = published;
    let report = reader.read(article);
    let records = Records::new(&report);
    let mut lines = Vec::new();
    for (index, line) in read("expected.jsonl")?.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let wanted: Value =
            serde_json::from_str(line).with_context(|| format!("expected.jsonl, line {}", index + 1))?;
        lines.push(records.meet(&wanted));
    }
    Ok(lines)
}

/// Tells what of a record does not fit an expectation.
type Check = fn(&Value, &Value) -> Vec<String>;

/// The records of the article, as they leave the program.
struct Records<'a> {
    text: &'a str,
    events: Vec<Value>,
    statements: Vec<Value>,
    places: Vec<Value>,
    times: Vec<Value>,
    actors: Vec<Value>,
}

impl<'a> Records<'a> {
    fn new(report: &'a Report) -> Self {
        let Report { article, parse, grounding, statements, events } = report;
        let points = CodePoints::new(&article.text);
        let layers = EventLayers { article, parse, grounding };
        let value = |record: &dyn erased::Record| record.value();
        let events = events.rows().iter().map(|event| value(&EventRecord::new(layers, event, &points))).collect();
        let layers = StatementLayers { article, parse, grounding };
        let statements = statements.iter().map(|(id, one)| value(&StatementRecord::new(layers, id, one, &points)));
        let place = |place: &rapporteur::Place| {
            json!({"name": place.name, "country": place.country.map(|country| country.as_str()),
                "latitude": place.latitude, "longitude": place.longitude})
        };
        let time = |time: &rapporteur::Time| {
            let (start, end) = points.range(time.span);
            let range = time.range.map(|(first, last)| [first.to_string(), last.to_string()]);
            json!({"range": range, "evidence": [[start, end]]})
        };
        let actor = |chain: &rapporteur::Chain| {
            let sectors: Vec<&str> = chain.sectors.iter().map(|sector| sector.as_str()).collect();
            let countries: Vec<&str> = chain.countries.iter().map(|country| country.as_str()).collect();
            json!({"name": chain.name, "sector": sectors, "country": countries})
        };
        Records {
            text: &article.text,
            events,
            statements: statements.collect(),
            places: grounding.places.rows().iter().map(place).collect(),
            times: grounding.times.rows().iter().map(time).collect(),
            actors: grounding.chains.rows().iter().map(actor).collect(),
        }
    }

    /// The expectation against the record that fails it least.
    fn meet(&self, wanted: &Value) -> Line {
        let kind = string(wanted, "kind");
        let (rows, problems): (&[Value], Check) = match kind.as_str() {
            "event" => (&self.events, event),
            "statement" => (&self.statements, statement),
            "time" => (&self.times, time),
            "place" => (&self.places, place),
            _ => (&self.actors, actor),
        };
        let near = |row: &&Value| wanted["near"].as_str().is_none_or(|words| self.is_near(row, words));
        let found = rows.iter().filter(near).map(|row| problems(wanted, row)).min_by_key(Vec::len);
        let missing = found.unwrap_or_else(|| vec!["no such record at these words".to_owned()]);
        Line { kind, label: string(wanted, "label"), is_met: missing.is_empty(), missing }
    }

    /// Whether a record's own words overlap these.
    fn is_near(&self, row: &Value, words: &str) -> bool {
        let Some(byte) = self.text.find(words) else { return false };
        let start = self.text[..byte].chars().count() as u64;
        let end = start + words.chars().count() as u64;
        let overlaps = |from: &Value, to: &Value| from.as_u64() < Some(end) && to.as_u64() > Some(start);
        let stretch = |one: &Value| overlaps(&one["start"], &one["end"]);
        let list = |name: &str| row[name].as_array().into_iter().flatten();
        stretch(&row["trigger"])
            || list("mentions").any(stretch)
            || list("evidence").any(|one| overlaps(&one[0], &one[1]))
    }
}

/// What of an event's record does not fit.
fn event(wanted: &Value, row: &Value) -> Vec<String> {
    let mut problems = Vec::new();
    for field in ["type", "mode", "status"] {
        if !wanted[field].is_null() && !any_of(&wanted[field], &row[field]) {
            problems.push(format!("{field} is {}", row[field]));
        }
    }
    for side in ["actors", "recipients"] {
        let countries = codes(row, side);
        for country in list(&wanted[side]).filter(|country| !countries.contains(country)) {
            problems.push(format!("{side} are {} without {country}", countries.join(", ")));
        }
    }
    let both = [codes(row, "actors"), codes(row, "recipients")].concat();
    for country in list(&wanted["between"]).filter(|country| !both.contains(country)) {
        problems.push(format!("{country} takes no part"));
    }
    problems.extend(circumstances(wanted, row));
    problems
}

/// What of its place, time, source and number does not fit.
fn circumstances(wanted: &Value, row: &Value) -> Vec<String> {
    let mut problems = Vec::new();
    let names = |name: &str| {
        row[name].as_array().into_iter().flatten().map(|one| one["name"].to_string() + &one["text"].to_string())
    };
    if let Some(place) = wanted["place"].as_str().filter(|place| !names("places").any(|name| name.contains(place))) {
        problems.push(format!("not in {place}"));
    }
    let reported = list(&wanted["reported_by"]).collect::<Vec<_>>();
    if !reported.is_empty()
        && !reported.iter().any(|wanted| names("reported_by").any(|name| name.contains(wanted.as_str())))
    {
        problems.push(format!("not reported by {}", reported.join(" or ")));
    }
    if let Some(ordinal) =
        wanted["ordinal"].as_u64().filter(|ordinal| row["magnitude"]["ordinal"].as_u64() != Some(*ordinal))
    {
        problems.push(format!("is not number {ordinal}"));
    }
    let days = [row["time"]["from"].clone(), row["time"]["to"].clone()];
    if !wanted["date"].is_null() && wanted["date"] != json!(days) {
        problems.push(format!("date is {}", json!(days)));
    }
    if let Some(context) =
        wanted["context"].as_str().filter(|context| !list(&row["contexts"]).any(|own| own == *context))
    {
        problems.push(format!("no context {context}"));
    }
    problems
}

fn statement(wanted: &Value, row: &Value) -> Vec<String> {
    let mut problems = Vec::new();
    if let Some(speaker) = wanted["speaker"].as_str().filter(|name| row["speaker"]["name"].as_str() != Some(name)) {
        problems.push(format!("the speaker is {} and not {speaker}", row["speaker"]["name"]));
    }
    if !wanted["speaker_country"].is_null() && row["speaker"]["country"] != wanted["speaker_country"] {
        problems.push(format!("the speaker is of {}", row["speaker"]["country"]));
    }
    if !any_of(&wanted["form"], &row["form"]) {
        problems.push(format!("form is {}", row["form"]));
    }
    let named = |field: &str, name: &str| {
        let is_named =
            |one: &Value| one["name"] == name || one["text"].as_str().is_some_and(|text| text.contains(name));
        row[field].as_array().into_iter().flatten().any(is_named)
    };
    if let Some(addressee) = wanted["addressee"].as_str().filter(|name| !named("addressees", name)) {
        problems.push(format!("not addressed to {addressee}"));
    }
    for relay in list(&wanted["relayed_by"]).filter(|relay| !named("relayed_by", relay)) {
        problems.push(format!("not relayed by {relay}"));
    }
    let pieces: Vec<&str> =
        row["content"].as_array().into_iter().flatten().filter_map(|one| one["text"].as_str()).collect();
    let (own, content) = (letters(&pieces.join(" ")), letters(&string(wanted, "content")));
    let is_most = content.contains(&own) && 10 * own.len() >= 8 * content.len();
    if !is_most && !own.contains(&content) {
        problems.push(format!("content is {:?}", pieces.join(" … ")));
    }
    problems
}

fn time(wanted: &Value, row: &Value) -> Vec<String> {
    if wanted["range"] == row["range"] { Vec::new() } else { vec![format!("range is {}", row["range"])] }
}

fn place(wanted: &Value, row: &Value) -> Vec<String> {
    let mut problems = Vec::new();
    for field in ["name", "country"] {
        if wanted[field] != row[field] {
            problems.push(format!("{field} is {}", row[field]));
        }
    }
    for field in ["latitude", "longitude"] {
        let distance = wanted[field].as_f64().zip(row[field].as_f64()).map(|(one, other)| (one - other).abs());
        if distance.is_none_or(|distance| distance > 0.2) {
            problems.push(format!("{field} is {}", row[field]));
        }
    }
    problems
}

fn actor(wanted: &Value, row: &Value) -> Vec<String> {
    let mut problems = Vec::new();
    if !row["name"].as_str().is_some_and(|name| name.contains(string(wanted, "name").as_str())) {
        problems.push(format!("name is {}", row["name"]));
    }
    for field in ["sector", "country"] {
        let wanted: Vec<String> = list(&wanted[field]).collect();
        if !wanted.is_empty() && !list(&row[field]).any(|own| wanted.contains(&own)) {
            problems.push(format!("{field} is {}", row[field]));
        }
    }
    problems
}

/// Records of several types as JSON values.
mod erased {
    use serde::Serialize;
    use serde_json::Value;

    pub trait Record {
        fn value(&self) -> Value;
    }

    impl<T: Serialize> Record for T {
        fn value(&self) -> Value {
            serde_json::to_value(self).unwrap_or_default()
        }
    }
}

fn string(value: &Value, field: &str) -> String {
    value[field].as_str().unwrap_or_default().to_owned()
}

/// The strings of a list, or one alone.
fn list(value: &Value) -> impl Iterator<Item = String> + '_ {
    let one = value.as_str().map(str::to_owned);
    one.into_iter().chain(value.as_array().into_iter().flatten().filter_map(|one| one.as_str().map(str::to_owned)))
}

fn any_of(wanted: &Value, own: &Value) -> bool {
    list(wanted).any(|wanted| own.as_str() == Some(wanted.as_str()))
}

/// The countries of those on one side.
fn codes(row: &Value, side: &str) -> Vec<String> {
    row[side].as_array().into_iter().flatten().filter_map(|one| one["country"].as_str().map(str::to_owned)).collect()
}

fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
