//! Which of the many Mays, Fridays and Christmases is meant.

use document::Granularity;
use jiff::civil::{Date, Weekday};

use super::calendar::{self, Stretch};
use super::expression::{Named, What, YearOf};
use super::tense::Tense;
use crate::knowledge::times::{Direction, Unit};

/// The one that a clause of this tense means, seen from a day; with a
/// direction ("last", "next") the one that it says.
pub fn nearest(what: What, direction: Option<Direction>, from: Date, tense: Tense) -> Option<Stretch> {
    match what {
        What::Weekday(weekday) => weekday_near(weekday, direction, from, tense).map(Stretch::day),
        What::Year => Stretch::year(from.year()),
        what => in_some_year(what, direction, from, tense),
    }
}

fn weekday_near(weekday: Weekday, direction: Option<Direction>, from: Date, tense: Tense) -> Option<Date> {
    let back = i64::from(from.weekday().since(weekday));
    let before = calendar::add(from, Unit::Day, -back);
    let after = calendar::add(from, Unit::Day, 7 - back);
    match direction.map(|direction| direction.by) {
        Some(by) if by < 0 => calendar::add(from, Unit::Day, if back == 0 { -7 } else { -back }),
        Some(by) if by > 0 => after,
        Some(_) if tense == Tense::Past => before,
        None if !matches!(tense, Tense::Future | Tense::Present) => before,
        _ if back == 0 => before,
        _ => after,
    }
}

fn in_some_year(what: What, direction: Option<Direction>, from: Date, tense: Tense) -> Option<Stretch> {
    let year = |by: i16| Stretch::named(what, from.year().checked_add(by)?);
    let years = [-2, -1, 0, 1, 2].map(year);
    let holding = || years.iter().flatten().find(|stretch| stretch.first <= from && from <= stretch.last);
    let before = || years.iter().rev().flatten().find(|stretch| stretch.last < from);
    let after = || years.iter().flatten().find(|stretch| stretch.first > from);
    let found = match direction.map(|direction| direction.by) {
        Some(by) if by < 0 => before(),
        Some(by) if by > 0 => after(),
        Some(_) => return Stretch::named(what, from.year()),
        None => match (holding(), before(), after()) {
            (Some(now), ..) => Some(now),
            (None, Some(before), Some(after)) => {
                Some(if is_ahead(before, after, from, tense) { after } else { before })
            }
            (None, before, after) => before.or(after),
        },
    };
    found.cloned()
}

/// Whether the one to come is meant. A date just ahead is meant even by a verb
/// in the past ("set 10 November as the deadline"), and one far ahead seldom
/// by any.
fn is_ahead(before: &Stretch, after: &Stretch, from: Date, tense: Tense) -> bool {
    let days = |from: Date, to: Date| from.until(to).map_or(0, |span| i64::from(span.get_days()));
    let (past, future) = (days(before.last, from), days(from, after.first));
    match tense {
        Tense::Past | Tense::Perfect => future < 45 && past > 300,
        Tense::Present => future < past * 2,
        Tense::Unknown => future * 3 < past * 2,
        Tense::Future => future < past * 2 + 30,
    }
}

/// The value of a stretch of which only the name is known.
pub fn unknown(what: What) -> String {
    unknown_in(what, "XXXX")
}

/// The same with the year, where that is known.
pub fn unknown_of(named: &Named) -> String {
    match named.year {
        YearOf::Is(year) => unknown_in(named.what, &format!("{year:04}")),
        _ => unknown(named.what),
    }
}

fn unknown_in(what: What, year: &str) -> String {
    match what {
        What::Year => year.to_owned(),
        What::Month(month) => format!("{year}-{month:02}"),
        What::Day(month, day) => format!("{year}-{month:02}-{day:02}"),
        What::Weekday(weekday) => format!("{year}-WXX-{}", weekday.to_monday_one_offset()),
        What::Season(season) => format!("{year}-{}", season.code()),
        What::Quarter(quarter) => format!("{year}-Q{quarter}"),
        What::Half(half) => format!("{year}-H{half}"),
        What::Holiday(crate::knowledge::times::Rule::Fixed(month, day)) => format!("{year}-{month:02}-{day:02}"),
        What::Holiday(_) => format!("{year}-XX-XX"),
        What::HolidayWeek(_) => format!("{year}-WXX"),
    }
}

/// The unit in which a named stretch is given.
pub fn granularity(what: What) -> Granularity {
    match what {
        What::Year => Granularity::Year,
        What::Month(_) => Granularity::Month,
        What::Day(..) | What::Weekday(_) | What::Holiday(_) => Granularity::Day,
        What::Season(_) => Granularity::Season,
        What::Quarter(_) | What::Half(_) => Granularity::Quarter,
        What::HolidayWeek(_) => Granularity::Week,
    }
}
