//! Runs `cases/places.md`, and feeds places with random text.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

use std::fs;
use std::path::Path;
use std::sync::OnceLock;

use document::{Article, Place, Span};
use extract::Knowledge;
use extract::ground::places;
use extract::knowledge::gazetteer::distance_km;
use proptest::prelude::*;
use syntax::Model;

/// How far a case's point may be off, in kilometres.
const TOLERANCE_KM: f64 = 30.0;

fn tools() -> &'static (Model, Knowledge) {
    static TOOLS: OnceLock<(Model, Knowledge)> = OnceLock::new();
    TOOLS.get_or_init(|| (Model::english().unwrap(), Knowledge::embedded().unwrap()))
}

fn find(text: &str) -> (Article, Vec<Place>) {
    let (model, knowledge) = tools();
    let article = Article::new("case", text);
    let parse = model.parse(&article.text);
    let places = places::find(knowledge, &article, &parse);
    (article, places)
}

/// A marked name of a case, in bytes of its text, and what it must name.
struct Mark<'a> {
    start: u32,
    end: u32,
    reading: &'a str,
}

/// The text of a case without its marks, and the marks.
fn case(line: &str) -> (String, Vec<Mark<'_>>) {
    let (marked, readings) = line.split_once(" | ").unwrap();
    let (mut text, mut spans) = (String::new(), Vec::new());
    for piece in marked.split('[') {
        match piece.split_once(']') {
            Some((name, rest)) => {
                spans.push((text.len() as u32, (text.len() + name.len()) as u32));
                text.push_str(name);
                text.push_str(rest);
            }
            None => text.push_str(piece),
        }
    }
    let readings: Vec<&str> = readings.split(" || ").collect();
    assert_eq!(spans.len(), readings.len(), "marks and readings differ in number: {line}");
    let marks = spans.into_iter().zip(readings).map(|((start, end), reading)| Mark { start, end, reading });
    (text, marks.collect())
}

/// Whether a place is what a reading says; empty fields are not compared.
fn agrees(place: &Place, reading: &str) -> bool {
    let mut cells = reading.split('|').map(str::trim);
    let mut next = || cells.next().filter(|cell| !cell.is_empty());
    let (name, country, admin1, point) = (next(), next(), next(), next());
    let km = point.map(|point| {
        let degrees: Vec<f64> = point.split(' ').map(|degrees| degrees.parse().unwrap()).collect();
        distance_km((degrees[0], degrees[1]), (place.latitude, place.longitude))
    });
    name.is_none_or(|name| name == place.name)
        && country.is_none_or(|country| country == place.country.map_or("-", |iso3| iso3.as_str()))
        && admin1.is_none_or(|admin1| admin1 == place.admin1.as_deref().unwrap_or("-"))
        && km.is_none_or(|km| km < TOLERANCE_KM)
}

/// What is wrong with a case's answers; `None` where they are right.
fn fault(line: &str) -> Option<String> {
    let (text, marks) = case(line);
    let (_, places) = find(&text);
    marks.iter().find_map(|mark| {
        let found = places.iter().find(|place| place.span.start() < mark.end && mark.start < place.span.end());
        match found {
            Some(place) if mark.reading != "none" && agrees(place, mark.reading) => None,
            None if mark.reading == "none" => None,
            _ => Some(format!("{line}\n  found {}", found.map_or("nothing".to_owned(), shown))),
        }
    })
}

fn shown(place: &Place) -> String {
    let country = place.country.map_or("-", |iso3| iso3.as_str());
    let admin1 = place.admin1.as_deref().unwrap_or("-");
    format!("{} | {country} | {admin1} | {:.2} {:.2}", place.name, place.latitude, place.longitude)
}

#[test]
fn the_cases_hold() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../cases/places.md");
    let content = fs::read_to_string(path).unwrap();
    let (held, known) = content.split_once("## Known to fail").unwrap();
    let cases: Vec<&str> = lines(held).collect();
    assert!(cases.len() >= 150, "{} cases", cases.len());
    let faults: Vec<String> = cases.iter().filter_map(|line| fault(line)).collect();
    assert!(faults.is_empty(), "{} of {}:\n{}", faults.len(), cases.len(), faults.join("\n"));
    let mended: Vec<&str> = lines(known).filter(|line| fault(line).is_none()).collect();
    assert!(mended.is_empty(), "these pass now; move them up:\n{}", mended.join("\n"));
}

fn lines(section: &str) -> impl Iterator<Item = &str> {
    section.lines().filter(|line| line.contains(" | ") && line.contains('['))
}

#[test]
fn places_stand_in_the_order_of_the_text_and_do_not_overlap() {
    let (_, places) = find("Envoys from Kenya, Uganda and the DRC met in Paris, Texas, and in Rome, N.Y., on Monday.");
    let spans: Vec<Span> = places.iter().map(|place| place.span).collect();
    assert_eq!(spans.len(), 7);
    assert!(spans.windows(2).all(|pair| pair[0].end() <= pair[1].start()));
}

#[test]
fn many_places_do_not_take_quadratic_time() {
    let text = "Troops left Springfield, Ohio, for Lebanon, Tenn., and San Juan. ".repeat(400);
    let (_, places) = find(&text);
    assert!(places.len() >= 1_600);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_text_gives_places_inside_it(text in "([A-Z][a-zé'’.-]{0,8}|Paris|Georgia|U\\.S\\.|Tex\\.|in|of|,|\\(|\\)|\\$|\\n| ){0,60}") {
        let (article, places) = find(&text);
        for place in &places {
            let (start, end) = (place.span.start() as usize, place.span.end() as usize);
            prop_assert!(start < end && end <= article.text.len());
            prop_assert!(article.text.is_char_boundary(start) && article.text.is_char_boundary(end));
            prop_assert!(place.latitude.abs() <= 90.0 && place.longitude.abs() <= 180.0);
        }
    }

    #[test]
    fn any_characters_do_no_harm(text in "\\PC{0,200}") {
        find(&text);
    }
}
