//! Dates with a month or a weekday: "1 March 2023", "Friday, Oct. 13", "the
//! 1st of March", "last August", "April next year", "Monday".

use document::PartOfSpeech;
use jiff::civil::{Date, Weekday};

use super::super::expression::{Meaning, Named, What, YearOf};
use super::super::scan::Scan;
use super::{Match, numbers};
use crate::knowledge::times::Direction;

/// Any of them.
pub fn find(scan: &Scan<'_>, at: usize) -> Option<Match> {
    directed(scan, at).or_else(|| with_weekday(scan, at)).or_else(|| undirected(scan, at)).or_else(|| alone(scan, at))
}

/// "last August", "next Friday", "this past Monday", "last Oct. 23".
fn directed(scan: &Scan<'_>, at: usize) -> Option<Match> {
    let direction = scan.word(at)?.direction?;
    let start = at + 1 + usize::from(scan.is(at, "this") && scan.is_any(at + 1, &["past", "coming"]));
    let direction = if start == at + 2 { scan.word(at + 1)?.direction? } else { direction };
    let found = with_weekday(scan, start).or_else(|| undirected(scan, start)).or_else(|| alone(scan, start))?;
    let Meaning::Named(named) = found.meaning else { return None };
    let named = Named { direction: Some(direction), ..named };
    (named.year == YearOf::Unsaid).then_some(Match { meaning: Meaning::Named(named), ..found })
}

/// "Friday, Oct. 13", "Wednesday 4 June 2025", "Wednesday the 4th of June".
fn with_weekday(scan: &Scan<'_>, at: usize) -> Option<Match> {
    let (_, end) = weekday(scan, at, true)?;
    let date = scan.skip_comma(end);
    undirected(scan, date + usize::from(scan.is(date, "the")))
}

/// Dates with a day or a year.
fn undirected(scan: &Scan<'_>, at: usize) -> Option<Match> {
    month_first(scan, at).or_else(|| day_first(scan, at)).or_else(|| month_and_year(scan, at))
}

/// A month or a weekday alone.
fn alone(scan: &Scan<'_>, at: usize) -> Option<Match> {
    if let Some((weekday, end)) = weekday(scan, at, false) {
        return match week_phrase(scan, end) {
            Some((week, end)) => Match::new(end, at, Meaning::DayOfWeek(weekday, week)),
            None => Match::new(end, at, Meaning::Named(Named::new(What::Weekday(weekday)))),
        };
    }
    let (month, end) = month(scan, at)?;
    let sure = !is_doubtful(scan, at) && scan.capital(at);
    sure.then(|| Match { end, head: at, meaning: Meaning::Named(Named::new(What::Month(month))) })
}

/// "of last week", "next week" behind a weekday.
fn week_phrase(scan: &Scan<'_>, at: usize) -> Option<(Direction, usize)> {
    let start = at + usize::from(scan.is(at, "of"));
    let direction = scan.word(start)?.direction?;
    scan.is(start + 1, "week").then_some((direction, start + 2))
}

/// "March 1, 2023", "Mar. 1st", "March the 1st".
fn month_first(scan: &Scan<'_>, at: usize) -> Option<Match> {
    let (month, end) = month(scan, at)?;
    let (day, end) = day(scan, end + usize::from(scan.is(end, "the")))?;
    if !scan.capital(at) || is_amount(scan, end - 1) {
        return None;
    }
    let (year, end) = year_behind(scan, end).unwrap_or((YearOf::Unsaid, end));
    Match::new(end, at, dated(year, month, day))
}

/// "1 March 2023", "the 1st of March": from the number on.
fn day_first(scan: &Scan<'_>, at: usize) -> Option<Match> {
    let (day, end) = day(scan, at)?;
    let start = scan.skip_hyphen(end + usize::from(scan.is(end, "of")));
    let (month, end) = month(scan, start)?;
    if !scan.capital(start) {
        return None;
    }
    let (year, end) = year_behind(scan, scan.skip_hyphen(end)).unwrap_or((YearOf::Unsaid, end));
    Match::new(end, start, dated(year, month, day))
}

/// "June 1994", "June of 1994", "April next year".
fn month_and_year(scan: &Scan<'_>, at: usize) -> Option<Match> {
    let (month, end) = month(scan, at)?;
    let (year, end) = year_behind(scan, end + usize::from(scan.is(end, "of")))?;
    scan.capital(at).then(|| Match { end, head: at, meaning: Meaning::Named(Named::new(What::Month(month)).of(year)) })
}

/// A number from 1 to 31, or an ordinal of one.
fn day(scan: &Scan<'_>, at: usize) -> Option<(i8, usize)> {
    let ordinal = numbers::ordinal(scan, at);
    let digits = scan.digits(at).filter(|_| scan.text(at).len() <= 2).map(|day| (day, at + 1));
    let (day, end) = ordinal.or(digits)?;
    let clock = scan.is(end, ":") && scan.glued(end + 1) && scan.digits(end + 1).is_some();
    (1..=31).contains(&day).then_some((day as i8, end)).filter(|_| !clock)
}

/// Whether the number at a place counts what follows rather than the days of a
/// month ("in May 10 people died").
fn is_amount(scan: &Scan<'_>, at: usize) -> bool {
    scan.name(at).is_some_and(|name| matches!(name.label.as_str(), "CARDINAL" | "MONEY" | "PERCENT" | "QUANTITY"))
}

/// "2023", ", 2023", "'98", "last year".
pub fn year_behind(scan: &Scan<'_>, at: usize) -> Option<(YearOf, usize)> {
    let start = scan.skip_comma(at);
    if let Some((year, end)) = numbers::year(scan, start) {
        return Some((YearOf::Is(year), end));
    }
    if scan.is_any(at, &["'", "’"]) && scan.glued(at + 1) && scan.text(at + 1).len() == 2 {
        let two = scan.digits(at + 1)? as i16;
        return Some((YearOf::Is(if two < 50 { 2000 + two } else { 1900 + two }), at + 2));
    }
    year_phrase(scan, at + usize::from(scan.is(at, "of")))
}

/// "last year", "the following year".
pub fn year_phrase(scan: &Scan<'_>, at: usize) -> Option<(YearOf, usize)> {
    let start = at + usize::from(scan.is(at, "the"));
    let direction = scan.word(start)?.direction?;
    scan.is(start + 1, "year").then_some((YearOf::Away(direction), start + 2))
}

fn dated(year: YearOf, month: i8, day: i8) -> Meaning {
    let longest = Date::new(2000, month, 1).map_or(31, Date::days_in_month);
    match year {
        YearOf::Is(year) => {
            let date = Date::new(year, month, day);
            date.map_or_else(|_| Meaning::NoDay(format!("{year:04}-{month:02}-{day:02}")), Meaning::Day)
        }
        _ if day > longest => Meaning::NoDay(format!("XXXX-{month:02}-{day:02}")),
        year => Meaning::Named(Named::new(What::Day(month, day)).of(year)),
    }
}

/// A month and the place behind it and its full stop.
fn month(scan: &Scan<'_>, at: usize) -> Option<(i8, usize)> {
    let word = scan.word(at)?;
    let month = word.month?;
    let stop = scan.is(at + 1, ".") && scan.glued(at + 1);
    if word.short && !stop && scan.digits(at + 1).is_none() && scan.digits(at.wrapping_sub(1)).is_none() {
        return None;
    }
    Some((month, at + 1 + usize::from(word.short && stop)))
}

/// Whether a month's name may well be another word here: "May" and "March" as
/// verbs, "April" and "June" as names of people.
fn is_doubtful(scan: &Scan<'_>, at: usize) -> bool {
    let verb = scan.token(at).is_some_and(|token| token.tag.starts_with('V') || token.tag == "MD");
    verb || in_title(scan, at) || is_first_name(scan, at) || scan.is_any(at, &["march", "may"]) && is_thing(scan, at)
}

/// "April Njoroge": the month's name is the first part of a name that the
/// next word ends.
fn is_first_name(scan: &Scan<'_>, at: usize) -> bool {
    let compound = scan.token(at).is_some_and(|token| token.relation == "compound");
    let name = scan.token(at + 1).is_some_and(|next| next.part_of_speech == PartOfSpeech::Propn);
    compound && name && scan.capital(at + 1) && scan.depends_on(at, at + 1, at + 2)
}

/// Whether the words around make "March" a walk: "the annual March for Peace".
fn is_thing(scan: &Scan<'_>, at: usize) -> bool {
    let Some(before) = at.checked_sub(1) else { return false };
    if scan.is(at + 1, "of") {
        return true;
    }
    let article = scan.token(before).is_some_and(|token| matches!(token.tag.as_str(), "DT" | "JJ" | "PRP$"));
    let edge = scan.word(before).is_some_and(|word| word.edge.is_some());
    article && !edge && scan.depends_on(before, at, at + 1)
}

/// Whether the word belongs to a longer name of something that is no time
/// ("the Sunday Times", "June Carter").
pub fn in_title(scan: &Scan<'_>, at: usize) -> bool {
    let Some(name) = scan.name(at) else { return false };
    let label = matches!(name.label.as_str(), "PERSON" | "ORG" | "WORK_OF_ART" | "FAC" | "PRODUCT" | "LAW");
    let goes_on = scan.get(at + 1).is_some_and(|next| name.span.contains(next.span)) && scan.capital(at + 1);
    label && (goes_on || name.label == "PERSON" && name.tokens.len() > 1)
}

/// A weekday and the place behind it. Short forms count only where a date
/// follows.
pub fn weekday(scan: &Scan<'_>, at: usize, before_date: bool) -> Option<(Weekday, usize)> {
    let word = scan.word(at)?;
    let weekday = word.weekday.filter(|_| !word.plural && scan.capital(at))?;
    if word.short {
        let stop = usize::from(scan.is(at + 1, ".") && scan.glued(at + 1));
        return before_date.then_some((weekday, at + 1 + stop));
    }
    (before_date || !in_title(scan, at)).then_some((weekday, at + 1))
}
