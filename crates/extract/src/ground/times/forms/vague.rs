//! Times without a place on the calendar ("recently"), and named days.

use document::PartOfSpeech;

use super::super::expression::{Meaning, Named, What, YearOf};
use super::super::scan::Scan;
use super::{Match, dates};
use crate::knowledge::times::Sense;

/// "now", "recently", "the future", "recent" before a noun.
pub fn find(scan: &Scan<'_>, at: usize) -> Option<Match> {
    let vague = |sense| matches!(sense, Sense::Vague(_) | Sense::VagueAdjective(_) | Sense::VagueVerb(_));
    let (end, sense) = scan.phrase(at, vague)?;
    let relation = scan.token(at).map_or("", |token| token.relation.as_str());
    let (value, holds) = match sense {
        Sense::Vague(value) => (value, true),
        Sense::VagueAdjective(value) => (value, relation == "amod"),
        Sense::VagueVerb(value) => (
            value,
            relation == "advmod" && !scan.is(end, "after") && !scan.is_any(at.wrapping_sub(1), &["as", "how", "too"]),
        ),
        _ => return None,
    };
    (holds && !is_name(scan, at)).then(|| Match { end, head: end - 1, meaning: Meaning::Vague(value) })
}

fn is_name(scan: &Scan<'_>, at: usize) -> bool {
    scan.capital(at) && scan.token(at).is_some_and(|token| token.part_of_speech == PartOfSpeech::Propn)
}

/// "Christmas", "last Thanksgiving", "New Year's Eve 1999", "Easter week".
pub fn holiday(scan: &Scan<'_>, at: usize) -> Option<Match> {
    let direction = scan.word(at).and_then(|word| word.direction);
    let start = at + usize::from(direction.is_some());
    let (end, sense) = scan.phrase(start, |sense| matches!(sense, Sense::Holiday(_) | Sense::HolidayWeek(_)))?;
    let what = match sense {
        Sense::Holiday(rule) => What::Holiday(rule),
        Sense::HolidayWeek(rule) => What::HolidayWeek(rule),
        _ => return None,
    };
    let (year, end) = match direction {
        None => dates::year_behind(scan, end).unwrap_or((YearOf::Unsaid, end)),
        Some(_) => (YearOf::Unsaid, end),
    };
    let title = dates::in_title(scan, end - 1)
        || scan.name(start).is_some_and(|name| matches!(name.label.as_str(), "PERSON" | "GPE" | "LOC"));
    let named = Named { direction, ..Named::new(what).of(year) };
    (scan.capital(start) && !title).then(|| Match { end, head: end - 1, meaning: Meaning::Named(named) })
}
