//! GDELT 2.0 Events (61 columns) and Mentions (16 columns).

use document::Date;
use document::json::{PartyRecord, PlaceRecord, Stretch};

use super::codes::{actor_code, country, sector};
use super::row::{Dyad, dyads, is_country, is_region, is_settlement, name_of, push_row};
use crate::tables::Records;

/// The lines of both files.
pub fn lines(records: &Records<'_>) -> Vec<Vec<u8>> {
    let (mut events, mut mentions) = (Vec::new(), Vec::new());
    for dyad in dyads(records) {
        push_row(&event(records, &dyad), &mut events);
        let further = dyad.event.mentions.iter();
        for words in std::iter::once(&dyad.event.trigger).chain(further) {
            push_row(&mention(records, &dyad, words), &mut mentions);
        }
    }
    vec![events, mentions]
}

fn event(records: &Records<'_>, dyad: &Dyad<'_>) -> Vec<String> {
    let event = dyad.event;
    let prefix = |length: usize| event.cameo.get(..length).unwrap_or(event.cameo).to_owned();
    let mut row = vec![dyad.id().to_string()];
    row.extend(days(dyad.day()));
    row.extend(actor(dyad.source));
    row.extend(actor(dyad.target));
    row.extend([
        u8::from(event.sentence == 0).to_string(),
        event.cameo.to_owned(),
        prefix(3),
        prefix(2),
        event.quad.to_string(),
        event.goldstein.map(|value| value.to_string()).unwrap_or_default(),
        (event.mentions.len() + 1).to_string(),
        "1".to_owned(),
        "1".to_owned(),
        String::new(),
    ]);
    row.extend(geography(None));
    row.extend(geography(None));
    row.extend(geography(dyad.place()));
    row.extend([stamp(records), records.article.url.unwrap_or_default().to_owned()]);
    row
}

/// Day, month, year, and the year with a fraction.
fn days(day: Option<Date>) -> [String; 4] {
    let Some(day) = day else { return Default::default() };
    let (year, month) = (i32::from(day.year()), i32::from(day.month()));
    // The codebook's (MONTH * 30 + DAY) / 365 counts months from 0: it says that the year's part stays below one.
    let fraction = f64::from(year) + f64::from((month - 1) * 30 + i32::from(day.day())) / 365.0;
    [digits(day), format!("{year:04}{month:02}"), format!("{year:04}"), format!("{fraction:.4}")]
}

fn digits(day: Date) -> String {
    format!("{:04}{:02}{:02}", day.year(), day.month(), day.day())
}

/// The ten columns of an actor.
fn actor(party: Option<&PartyRecord<'_>>) -> [String; 10] {
    let Some(party) = party else { return Default::default() };
    let sector = sector(party.sector);
    let own = country(party.country).cameo;
    let land = if own.is_empty() { party.country.unwrap_or(sector.region) } else { own };
    let empty = String::new;
    [
        actor_code(land, sector),
        name_of(party).to_uppercase(),
        land.to_owned(),
        sector.group.to_owned(),
        empty(),
        empty(),
        empty(),
        sector.cameo.to_owned(),
        empty(),
        empty(),
    ]
}

/// The eight columns of a place.
fn geography(place: Option<&PlaceRecord<'_>>) -> [String; 8] {
    let Some(place) = place else {
        let mut none: [String; 8] = Default::default();
        none[0] = "0".to_owned();
        return none;
    };
    let land = country(place.country);
    let feature = if is_country(place) { land.fips } else { "" };
    [
        kind(place).to_owned(),
        full_name(place, land.name),
        land.fips.to_owned(),
        if is_country(place) { land.fips.to_owned() } else { String::new() },
        String::new(),
        place.latitude.to_string(),
        place.longitude.to_string(),
        feature.to_owned(),
    ]
}

/// 1 country, 2 US state, 3 US city, 4 city elsewhere, 5 state elsewhere.
fn kind(place: &PlaceRecord<'_>) -> &'static str {
    let is_american = place.country == Some("USA");
    match (is_country(place), is_region(place), is_american) {
        (true, ..) => "1",
        (_, true, true) => "2",
        (_, true, false) => "5",
        (_, _, true) => "3",
        _ => "4",
    }
}

fn full_name(place: &PlaceRecord<'_>, country: &str) -> String {
    if is_country(place) {
        return if country.is_empty() { place.name.to_owned() } else { country.to_owned() };
    }
    let region = place.admin1.filter(|region| is_settlement(place) && *region != place.name);
    let parts = [Some(place.name), region, Some(country).filter(|country| !country.is_empty())];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// The stamp of the batch: the first second of the day of publication, so that
/// the same articles give the same files.
fn stamp(records: &Records<'_>) -> String {
    records.article.published.map(|day| format!("{}000000", digits(day))).unwrap_or_default()
}

/// The domain of a web address, as GDELT names its sources.
fn domain(url: &str) -> Option<&str> {
    let rest = url.split_once("://")?.1;
    let host = rest.split(['/', '?', '#', ':']).next().unwrap_or_default();
    let host = host.strip_prefix("www.").unwrap_or(host);
    (!host.is_empty()).then_some(host)
}

fn mention(records: &Records<'_>, dyad: &Dyad<'_>, words: &Stretch<'_>) -> Vec<String> {
    let article = &records.article;
    let offset =
        |party: Option<&PartyRecord<'_>>| party.map_or("-1".to_owned(), |party| party.stretch.start.to_string());
    let confidence = (dyad.event.confidence * 10.0).round().clamp(1.0, 10.0) * 10.0;
    vec![
        dyad.id().to_string(),
        stamp(records),
        stamp(records),
        if article.url.is_some() { "1" } else { "2" }.to_owned(),
        article.url.and_then(domain).or(article.outlet).unwrap_or_default().to_owned(),
        article.url.unwrap_or(article.id).to_owned(),
        (records.sentence_at(words.start) + 1).to_string(),
        offset(dyad.source),
        offset(dyad.target),
        words.start.to_string(),
        "1".to_owned(),
        format!("{confidence:.0}"),
        records.length.to_string(),
        String::new(),
        String::new(),
        String::new(),
    ]
}

#[cfg(test)]
mod tests {
    use document::Date;

    use super::*;

    #[test]
    fn a_fraction_of_the_year_stays_below_one() {
        let fraction = |month, day| days(Some(Date::new(2023, month, day).unwrap()))[3].clone();
        assert_eq!((fraction(1, 1), fraction(12, 31)), ("2023.0027".to_owned(), "2023.9890".to_owned()));
        assert_eq!(days(None), ["", "", "", ""]);
    }

    #[test]
    fn domains_are_cut_out_of_addresses() {
        assert_eq!(domain("https://www.harbour.example:8080/1?x"), Some("harbour.example"));
        assert_eq!(domain("https://harbour.example"), Some("harbour.example"));
        assert_eq!(domain("urn:1"), None);
    }
}
