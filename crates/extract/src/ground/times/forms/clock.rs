//! Times of the day: "9 a.m. EST Tuesday", "noon Saturday", "1500 GMT",
//! "Friday night", "mid-afternoon yesterday", "4 in the morning".

use super::super::expression::{Clock, Meaning};
use super::super::lexeme::Kind;
use super::super::scan::Scan;
use super::{Match, dates, days, numeric};
use crate::knowledge::times::DayPart;

/// Any of them.
pub fn find(scan: &Scan<'_>, at: usize) -> Option<Match> {
    day_and_part(scan, at).or_else(|| {
        let (clock, end) = named(scan, at).or_else(|| told(scan, at))?;
        let (end, day) = day_behind(scan, end);
        Match::new(end, at, Meaning::Clock(clock, day))
    })
}

/// "Friday night", "yesterday at dawn" is not one, "Nov. 11 evening" is.
fn day_and_part(scan: &Scan<'_>, at: usize) -> Option<Match> {
    let day = days::find(scan, at)
        .filter(|found| !matches!(found.meaning, Meaning::Clock(..)))
        .or_else(|| dates::find(scan, at))?;
    let is_day = matches!(day.meaning, Meaning::Day(_) | Meaning::Shift(..)) || is_named_day(&day.meaning);
    let place = day.end + usize::from(scan.word(day.end).is_some_and(|word| word.edge.is_some()));
    let place = scan.skip_hyphen(place);
    let word = scan.word(place).filter(|word| !word.plural && is_day)?;
    let clock = match (word.part.or(word.hour_name), word.clock) {
        (Some(part), _) => Clock::Part(part),
        (None, Some(time)) => clock_named(&time)?,
        _ => return None,
    };
    Match::new(place + 1, place, Meaning::Clock(clock, Some(Box::new(day.meaning))))
}

fn is_named_day(meaning: &Meaning) -> bool {
    use super::super::expression::What::{Day, Holiday, Weekday};
    matches!(meaning, Meaning::Named(named) if matches!(named.what, Day(..) | Weekday(_) | Holiday(_)))
}

/// The day that stands behind a time of the day, and the place behind it.
fn day_behind(scan: &Scan<'_>, at: usize) -> (usize, Option<Box<Meaning>>) {
    let start = scan.skip_comma(at);
    let start = start + usize::from(scan.is_any(start, &["on", "of"]));
    let found = numeric::find(scan, start).or_else(|| dates::find(scan, start)).or_else(|| days::find(scan, start));
    match found {
        Some(day) if matches!(day.meaning, Meaning::Day(_) | Meaning::Shift(..)) || is_named_day(&day.meaning) => {
            (day.end, Some(Box::new(day.meaning)))
        }
        _ => (at, None),
    }
}

/// "noon", "mid-afternoon"; a part of the day without a day only where
/// something places it.
fn named(scan: &Scan<'_>, at: usize) -> Option<(Clock, usize)> {
    let middle = scan.is(at, "mid");
    let place = if middle { scan.skip_hyphen(at + 1) } else { at };
    let word = scan.word(place).filter(|word| !word.plural)?;
    if let Some(time) = word.clock.filter(|_| !scan.in_title(place)) {
        return Some((clock_named(&time)?, place + 1));
    }
    let part = word.part?;
    let edge = at > 0 && scan.word(at - 1).is_some_and(|word| word.edge.is_some());
    let day_follows = day_behind(scan, place + 1).1.is_some() && !scan.is(place + 1, "of");
    (middle || edge || day_follows).then_some((Clock::Part(part), place + 1))
}

fn clock_named(time: &str) -> Option<Clock> {
    let (hour, minute) = time.split_once(':')?;
    Some(Clock::At(hour.parse().ok()?, Some(minute.parse().ok()?)))
}

/// "7:15 p.m.", "10am EDT", "1500 GMT", "17:30", "4 in the morning",
/// "10 o'clock".
fn told(scan: &Scan<'_>, at: usize) -> Option<(Clock, usize)> {
    let hour = scan.digits(at).filter(|_| !is_decimal(scan, at))?;
    let repeated = at > 0 && scan.is(at - 1, "(");
    if scan.text(at).len() == 4 && !repeated && is_universal(scan, at + 1) && hour % 100 < 60 && hour < 2400 {
        return Some((Clock::At((hour / 100) as u8, Some((hour % 100) as u8)), at + 2));
    }
    if scan.text(at).len() > 2 || hour > 24 {
        return None;
    }
    let (minute, end) = minutes(scan, at + 1).map_or((None, at + 1), |(minute, end)| (Some(minute), end));
    let (hour, end) = match half_of_day(scan, end) {
        Some((afternoon, end)) => (twelve_hours(hour, afternoon)?, end),
        None if oclock(scan, end) || minute.is_some() && scan.is(at + 1, ":") => (hour, end),
        None => return None,
    };
    let end = if oclock(scan, end) { end + 3 } else { end };
    Some((Clock::At(hour as u8, minute), zone(scan, end)))
}

fn is_decimal(scan: &Scan<'_>, at: usize) -> bool {
    scan.glued(at)
        && at > 0
        && (scan.get(at - 1).is_some_and(|before| before.kind == Kind::Digits)
            || scan.is_any(at - 1, &[".", ",", ":", "$"]))
}

/// ":15", ".15".
fn minutes(scan: &Scan<'_>, at: usize) -> Option<(u8, usize)> {
    let mark = scan.is_any(at, &[":", "."]) && scan.glued(at) && scan.glued(at + 1) && scan.text(at + 1).len() == 2;
    let minute = scan.digits(at + 1).filter(|&minute| mark && minute < 60)?;
    let clock = scan.is(at, ":") && !scan.is(at + 2, ":") || half_of_day(scan, at + 2).is_some();
    clock.then_some((minute as u8, at + 2))
}

/// Whether "a.m." (false) or "p.m." (true) or "in the morning" stands here.
fn half_of_day(scan: &Scan<'_>, at: usize) -> Option<(bool, usize)> {
    let joined = |text: &str| scan.is(at, text) && scan.get(at).is_some();
    if joined("am") || joined("pm") {
        return (!scan.is(at, "am") || scan.glued(at) || scan.text(at) != "am").then_some((scan.is(at, "pm"), at + 1));
    }
    if scan.is_any(at, &["a", "p"]) && scan.is(at + 1, ".") && scan.is(at + 2, "m") && scan.glued(at + 2) {
        return Some((scan.is(at, "p"), at + 3 + usize::from(scan.is(at + 3, ".") && scan.glued(at + 3))));
    }
    let start = if oclock(scan, at) { at + 3 } else { at };
    let part = scan.word(start + 2).and_then(|word| word.part);
    let in_the = scan.is(start, "in") && scan.is(start + 1, "the");
    part.filter(|_| in_the).map(|part| (part > DayPart::Midday, start + 3))
}

fn twelve_hours(hour: u64, afternoon: bool) -> Option<u64> {
    match hour {
        12 if !afternoon => Some(0),
        1..12 if afternoon => Some(hour + 12),
        1..=12 => Some(hour),
        13..24 if afternoon => Some(hour),
        _ => None,
    }
}

fn oclock(scan: &Scan<'_>, at: usize) -> bool {
    scan.is(at, "o") && scan.is_any(at + 1, &["'", "’"]) && scan.is(at + 2, "clock")
}

fn is_universal(scan: &Scan<'_>, at: usize) -> bool {
    scan.is_any(at, &["GMT", "UTC"])
}

/// The place behind a time zone ("EST", "local time"), if one stands here.
fn zone(scan: &Scan<'_>, at: usize) -> usize {
    let capitals = scan.text(at).bytes().all(|byte| byte.is_ascii_uppercase());
    let zone = capitals && scan.word(at).is_some_and(|word| word.zone);
    if zone {
        return at + 1;
    }
    let time = scan.is_any(at, &["local", "eastern", "pacific", "central", "mountain"]) && scan.is(at + 1, "time");
    if time { at + 2 } else { at }
}
