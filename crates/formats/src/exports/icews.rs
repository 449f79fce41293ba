//! ICEWS coded events: 20 columns with a header, without quoting.

use document::json::PartyRecord;

use super::codes::{cameo_label, country, sector};
use super::row::{Dyad, dyad_lines, is_settlement, name_of, story_id};
use crate::tables::Records;

/// The first line.
pub const HEADER: &str = "Event ID\tEvent Date\tSource Name\tSource Sectors\tSource Country\tEvent Text\tCAMEO Code\tIntensity\tTarget Name\tTarget Sectors\tTarget Country\tStory ID\tSentence Number\tPublisher\tCity\tDistrict\tProvince\tCountry\tLatitude\tLongitude\n";

/// The lines of an article.
pub fn lines(records: &Records<'_>) -> Vec<u8> {
    dyad_lines(records, row)
}

fn row(records: &Records<'_>, dyad: &Dyad<'_>) -> Vec<String> {
    let event = dyad.event;
    let place = dyad.place();
    let city = place.filter(|place| is_settlement(place)).map(|place| place.name);
    let province = place.and_then(|place| place.admin1);
    let text = |text: Option<&str>| text.unwrap_or_default().to_owned();
    let mut row = vec![dyad.id().to_string(), dyad.day().map(|day| day.to_string()).unwrap_or_default()];
    row.extend(party(dyad.source));
    row.extend([
        label(event.cameo).to_owned(),
        event.cameo.to_owned(),
        event.goldstein.map(|value| format!("{value:.1}")).unwrap_or_default(),
    ]);
    row.extend(party(dyad.target));
    row.extend([
        story_id(records.article.id).to_string(),
        (event.sentence + 1).to_string(),
        text(records.article.outlet),
        text(city),
        String::new(),
        text(province),
        country(place.and_then(|place| place.country)).name.to_owned(),
        place.map(|place| place.latitude.to_string()).unwrap_or_default(),
        place.map(|place| place.longitude.to_string()).unwrap_or_default(),
    ]);
    row
}

/// ICEWS calls a class of events by its name alone.
fn label(code: &str) -> &'static str {
    let label = cameo_label(code);
    label.strip_suffix(", not specified below").unwrap_or(label)
}

/// Name, sectors, country.
fn party(party: Option<&PartyRecord<'_>>) -> [String; 3] {
    let Some(party) = party else { return Default::default() };
    let land = country(party.country).name;
    let is_named = party.entity.is_some();
    let name =
        if is_named || land.is_empty() { name_of(party) } else { format!("{} ({land})", capital(&name_of(party))) };
    [name, sector(party.sector).icews.to_owned(), land.to_owned()]
}

/// Generic actors look like "Police (Australia)".
fn capital(words: &str) -> String {
    let words = words.strip_prefix("the ").or_else(|| words.strip_prefix("The ")).unwrap_or(words);
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
