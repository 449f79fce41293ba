//! Times without a place on the calendar ("recently"), and named days.

use document::PartOfSpeech;

use super::super::expression::{Meaning, Named, What, YearOf};
use super::super::scan::Scan;
use super::{Match, dates, numbers};
use crate::knowledge::times::Sense;

/// "now", "recently", "the future", "recent" before a noun.
pub fn find(scan: &Scan<'_>, at: usize) -> Option<Match> {
    let vague = |sense| matches!(sense, Sense::Vague(_) | Sense::VagueAdjective(_) | Sense::VagueVerb(_));
    let (end, sense) = scan.phrase(at, vague)?;
    let relation = scan.token(at).map_or("", |token| token.relation.as_str());
    let (value, holds) = match sense {
        // "the past two years", "the long-term value": no noun of their own.
        Sense::Vague(value) => (value, !scan.is(at, "the") || !goes_on(scan, end)),
        Sense::VagueAdjective(value) => (value, relation == "amod"),
        Sense::VagueVerb(value) => (value, relation == "advmod" && looks_ahead(scan, at, end)),
        _ => return None,
    };
    (holds && !is_name(scan, at)).then(|| Match { end, head: end - 1, meaning: Meaning::Vague(value) })
}

/// Whether "soon" speaks of what is to come: not "soon after", "as soon as" nor
/// "he was soon released".
fn looks_ahead(scan: &Scan<'_>, at: usize, end: usize) -> bool {
    let phrase = scan.is(end, "after") || scan.is_any(at.wrapping_sub(1), &["as", "how", "too", "was", "were", "had"]);
    let head = scan.token(at).and_then(|token| scan.parse.tokens.get(token.head));
    !phrase && head.is_some_and(|head| head.tag != "VBD")
}

/// Whether a noun or a number follows to which the words before belong.
fn goes_on(scan: &Scan<'_>, end: usize) -> bool {
    let modifies =
        scan.token(end - 1).is_some_and(|token| matches!(token.relation.as_str(), "amod" | "compound" | "nmod"));
    modifies || scan.is_nominal(end) || scan.unit(end).is_some() || numbers::amount(scan, end).is_some()
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
    let title = title || is_of_another_calendar(scan, at);
    let named = Named { direction, ..Named::new(what).of(year) };
    (scan.capital(start) && !title).then(|| Match { end, head: end - 1, meaning: Meaning::Named(named) })
}

/// "Chinese New Year", "Orthodox Easter" fall on other days.
fn is_of_another_calendar(scan: &Scan<'_>, at: usize) -> bool {
    at.checked_sub(1).and_then(|before| scan.word(before)).is_some_and(|word| word.other_calendar)
}
