//! Days told from the day of publication: "yesterday", "the day after
//! tomorrow", "tonight", "last night", "this morning".

use super::super::expression::{Clock, Meaning};
use super::super::scan::Scan;
use super::Match;
use crate::knowledge::times::{DayPart, Direction, Origin, Unit};

/// Any of them.
pub fn find(scan: &Scan<'_>, at: usize) -> Option<Match> {
    day(scan, at).or_else(|| night(scan, at)).or_else(|| part(scan, at)).or_else(|| beyond(scan, at))
}

/// The day so many days from publication.
pub fn days_away(by: i64) -> Meaning {
    Meaning::Shift(Unit::Day, Direction { by, from: Origin::Published })
}

fn day(scan: &Scan<'_>, at: usize) -> Option<Match> {
    let by = scan.word(at)?.day?;
    let in_name =
        scan.capital(at) && at > 0 && scan.capital(at - 1) && scan.name(at).is_some_and(|name| name.label == "ORG");
    (!in_name).then(|| Match { end: at + 1, head: at, meaning: days_away(by) })
}

fn night(scan: &Scan<'_>, at: usize) -> Option<Match> {
    let by = scan.word(at)?.night?;
    Match::new(at + 1, at, Meaning::Clock(Clock::Part(DayPart::Night), Some(Box::new(days_away(by)))))
}

/// "this morning", "last night", "that evening", "the next morning".
fn part(scan: &Scan<'_>, at: usize) -> Option<Match> {
    let direction = scan.word(at)?.direction?;
    let part = scan.word(at + 1).filter(|word| !word.plural)?.part?;
    // "next" speaks of the day after the one told of, not of tomorrow.
    let from = if direction.by > 0 { Origin::Text } else { direction.from };
    let day = Meaning::Shift(Unit::Day, Direction { by: direction.by, from });
    Match::new(at + 2, at + 1, Meaning::Clock(Clock::Part(part), Some(Box::new(day))))
}

/// "the day before yesterday".
fn beyond(scan: &Scan<'_>, at: usize) -> Option<Match> {
    let start = at + usize::from(scan.is(at, "the"));
    let by = match scan.word(start + 2)?.day? {
        by if scan.is(start + 1, "before") => by - 1,
        by if scan.is(start + 1, "after") => by + 1,
        _ => return None,
    };
    scan.is(start, "day").then(|| Match { end: start + 3, head: start, meaning: days_away(by) })
}
