//! Places, to be read by people.

use std::fmt::Write;

use rapporteur::{CodePoints, Label, Report};

/// Every place: where it stands, the words, and the place on the map.
pub fn show(report: &Report) -> String {
    let points = CodePoints::new(&report.article.text);
    let mut out = format!("# {}: {} places\n", report.article.id, report.grounding.places.len());
    for place in report.grounding.places.rows() {
        let (start, end) = points.range(place.span);
        let number = place.geonames.map_or("-".to_owned(), |number| number.to_string());
        let _ = writeln!(
            out,
            "{:<11} {:<28} {:<24} {:<6} {:<4} {:<22} {:>8.3} {:>8.3}  {number}",
            format!("{start}..{end}"),
            place.span.of(&report.article.text),
            place.name,
            place.kind,
            place.country.map_or("-", Label::as_str),
            place.admin1.as_deref().unwrap_or("-"),
            place.latitude,
            place.longitude,
        );
    }
    out
}
