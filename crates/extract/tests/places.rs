//! Runs `cases/places.md`, and feeds places with random text.

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

/// What is wrong with a case's answer; `None` where it is right.
fn fault(line: &str) -> Option<String> {
    let cells: Vec<&str> = line.split(" | ").collect();
    let (start, end) = (cells[0].find('[')? as u32, cells[0].find(']')? as u32 - 1);
    let (_, places) = find(&cells[0].replace(['[', ']'], ""));
    let found = places.iter().find(|place| place.span.start() < end && start < place.span.end());
    let [_, name, country, admin1, point] = cells[..] else {
        return found.map(|place| format!("{line}\n  found {}", place.name));
    };
    let Some(place) = found else { return Some(format!("{line}\n  found nothing")) };
    let degrees: Vec<f64> = point.split(' ').map(|degrees| degrees.parse().unwrap()).collect();
    let km = distance_km((degrees[0], degrees[1]), (place.latitude, place.longitude));
    let (found_country, found_admin1) = (place.country.map_or("-", |iso3| iso3.as_str()), place.admin1.as_deref().unwrap_or("-"));
    let is_right = place.name == name && found_country == country && found_admin1 == admin1 && km < TOLERANCE_KM;
    let found = format!("{} | {found_country} | {found_admin1} | {:.2} {:.2}", place.name, place.latitude, place.longitude);
    (!is_right).then(|| format!("{line}\n  found {found}"))
}

#[test]
fn the_cases_hold() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../cases/places.md");
    let content = fs::read_to_string(path).unwrap();
    let cases: Vec<&str> = content.lines().filter(|line| line.contains(" | ") && line.contains('[')).collect();
    assert!(cases.len() >= 150, "{} cases", cases.len());
    let faults: Vec<String> = cases.iter().filter_map(|line| fault(line)).collect();
    assert!(faults.is_empty(), "{} of {}:\n{}", faults.len(), cases.len(), faults.join("\n"));
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
