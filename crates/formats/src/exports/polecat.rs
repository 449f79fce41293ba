//! POLECAT: 40 columns with a header, Latin-1, `None` for what is unknown.

use std::collections::BTreeSet;

use document::Status;
use document::json::{EventRecord, PartyRecord};

use super::codes::country;
use super::row::{is_settlement, name_of, plain};
use crate::tables::Records;

/// The first line.
pub const HEADER: &str = "Event ID\tEvent Date\tEvent Type\tEvent Mode\tIntensity\tQuad Code\tContexts\tActor Name\tActor Country\tActor COW\tPrimary Actor Sector\tActor Sectors\tActor Title\tActor Name Raw\tWikipedia Actor ID\tRecipient Name\tRecipient Country\tRecipient COW\tPrimary Recipient Sector\tRecipient Sectors\tRecipient Title\tRecipient Name Raw\tWikipedia Recipient ID\tPlacename\tCity\tDistrict\tProvince\tCountry\tLatitude\tLongitude\tGeoNames ID\tRaw Placename\tFeature Type\tSource\tPublication Date\tStory People\tStory Organizations\tStory Locations\tLanguage\tVersion\n";

/// The lines of an article. Events that did not happen, or not yet, have none.
pub fn lines(records: &Records<'_>) -> Vec<u8> {
    let mut lines = Vec::new();
    let story = story(records);
    for event in records.events.iter().filter(|event| event.status == Status::Actual) {
        let cells: Vec<String> = row(records, event, &story).iter().map(|cell| known(&plain(cell))).collect();
        lines.extend(latin1(&cells.join("\t")));
        lines.push(b'\n');
    }
    lines
}

/// Parts the members of a list in one cell.
const BETWEEN: &str = "; ";

fn row(records: &Records<'_>, event: &EventRecord<'_>, story: &[String; 3]) -> Vec<String> {
    let article = &records.article;
    let mut row = vec![
        // What stands before the first underscore is the article.
        format!("{}_{}_{}", article.id.replace('_', "-"), event.trigger.start, event.plover),
        event.time.as_ref().and_then(|time| time.from).map(|day| day.to_string()).unwrap_or_default(),
        event.plover.to_owned(),
        event.mode.unwrap_or_default().to_owned(),
        event.intensity.to_string(),
        quad(event.quad).to_owned(),
        event.contexts.join(BETWEEN),
    ];
    row.extend(parties(&event.actors));
    row.extend(parties(&event.recipients));
    row.extend(place(event));
    row.push(article.outlet.unwrap_or_default().to_owned());
    row.push(article.published.map(|day| day.to_string()).unwrap_or_default());
    row.extend(story.iter().cloned());
    row.extend([language(article.language), article.version.to_owned()]);
    row
}

fn quad(class: u8) -> &'static str {
    match class {
        1 => "VERBAL COOPERATION",
        2 => "MATERIAL COOPERATION",
        3 => "VERBAL CONFLICT",
        4 => "MATERIAL CONFLICT",
        _ => "",
    }
}

/// Name, country, number of the country, main sector, sectors, title, words,
/// Wikipedia's name (which is not known).
fn parties(parties: &[PartyRecord<'_>]) -> [String; 8] {
    let all = |value: fn(&PartyRecord<'_>) -> String| {
        let values: Vec<String> = parties.iter().map(|party| known(&value(party))).collect();
        values.join(BETWEEN)
    };
    [
        all(name_of),
        all(|party| party.country.unwrap_or_default().to_owned()),
        all(|party| country(party.country).cow.to_owned()),
        all(|party| party.sector.unwrap_or_default().to_owned()),
        all(|party| party.sector.unwrap_or_default().to_owned()),
        all(|party| party.role.unwrap_or_default().to_owned()),
        all(|party| party.stretch.text.to_owned()),
        String::new(),
    ]
}

fn place(event: &EventRecord<'_>) -> [String; 10] {
    let Some(place) = event.places.first() else { return Default::default() };
    let city = if is_settlement(place) { place.name } else { "" };
    [
        place.name.to_owned(),
        city.to_owned(),
        String::new(),
        place.admin1.unwrap_or_default().to_owned(),
        place.country.unwrap_or_default().to_owned(),
        place.latitude.to_string(),
        place.longitude.to_string(),
        place.geonames.map(|number| number.to_string()).unwrap_or_default(),
        place.stretch.text.to_owned(),
        place.kind.to_owned(),
    ]
}

/// People, organisations and places of the whole article.
fn story(records: &Records<'_>) -> [String; 3] {
    let (mut people, mut organisations, mut places) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
    let of_events = records.events.iter().flat_map(|event| event.actors.iter().chain(&event.recipients));
    let of_statements =
        records.statements.iter().flat_map(|statement| statement.speaker.iter().chain(&statement.addressees));
    for party in of_events.chain(of_statements) {
        match party.entity.and_then(|entity| entity.split_once('/')) {
            Some(("person", _)) => people.insert(name_of(party)),
            Some(("country", _)) | None => false,
            Some(_) => organisations.insert(name_of(party)),
        };
    }
    places.extend(records.events.iter().flat_map(|event| &event.places).map(|place| place.name.to_owned()));
    [people, organisations, places].map(|names| names.into_iter().collect::<Vec<_>>().join(BETWEEN))
}

fn language(code: &str) -> String {
    if code == "en" { "English".to_owned() } else { code.to_owned() }
}

fn known(cell: &str) -> String {
    if cell.is_empty() { "None".to_owned() } else { cell.to_owned() }
}

/// What Latin-1 has no character for becomes its plain letter, or else a
/// question mark; typographic marks become plain ones.
fn latin1(text: &str) -> impl Iterator<Item = u8> + '_ {
    text.chars().map(|c| match c {
        '‘' | '’' => b'\'',
        '“' | '”' => b'"',
        '–' | '—' => b'-',
        _ => u8::try_from(u32::from(c)).ok().or_else(|| plain_letter(c)).unwrap_or(b'?'),
    })
}

/// The letter without its mark, of the letters of European languages.
fn plain_letter(c: char) -> Option<u8> {
    let mut letters = MARKED.chars();
    while let (Some(marked), Some(letter)) = (letters.next(), letters.next()) {
        if marked == c {
            return u8::try_from(letter).ok();
        }
    }
    None
}

/// Each letter beside the one that stands for it.
const MARKED: &str = "ĀAāaĂAăaĄAąaĆCćcĈCĉcĊCċcČCčcĎDďdĒEēeĔEĕeĖEėeĘEęeĚEěeĜGĝgĞGğgĠGġgĢGģgĤHĥhĨIĩiĪIīiĬIĭiĮIįiİIĴJĵjĶK\
     ķkĹLĺlĻLļlĽLľlŃNńnŅNņnŇNňnŌOōoŎOŏoŐOőoŔRŕrŖRŗrŘRřrŚSśsŜSŝsŞSşsŠSšsŢTţtŤTťtŨUũuŪUūuŬUŭuŮUůuŰUűuŲU\
     ųuŴWŵwŶYŷyŸYŹZźzŻZżzŽZžzȘSșsȚTțtĐDđdĦHħhıiŁLłlŊNŋnŦTŧt";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stay_readable_in_latin_1() {
        let bytes: Vec<u8> = latin1("Zoran Milić, José “Erdoğan” Łódź 李").collect();
        assert_eq!(bytes, b"Zoran Milic, Jos\xe9 \"Erdogan\" L\xf3dz ?");
    }

    #[test]
    fn letters_stand_in_pairs() {
        assert!(MARKED.chars().enumerate().all(|(at, c)| (at % 2 == 1) == c.is_ascii_alphabetic()));
    }
}
