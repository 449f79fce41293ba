//! Rows of `places.tsv`, the built-in gazetteer as text.

use crate::writer::Row;

/// A row of `places.tsv` and its other names; `None` for comments, the head
/// and lines of another form.
pub fn row(line: &str) -> Option<(Row<'_>, &str)> {
    let cells: Vec<&str> = line.split('\t').collect();
    let [geonames, name, others, kind, country, code, latitude, longitude, population] = cells.try_into().ok()?;
    let row = Row {
        geonames: geonames.parse().unwrap_or(0),
        name,
        kind,
        iso3: (kind.starts_with("PCL") && !country.is_empty()).then_some(country),
        code,
        latitude: latitude.parse().ok()?,
        longitude: longitude.parse().ok()?,
        population: population.parse().unwrap_or(0),
    };
    Some((row, others))
}
