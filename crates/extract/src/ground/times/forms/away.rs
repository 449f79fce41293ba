//! Times at a distance from another one: "last week", "two years ago", "the
//! past three months", "a week later", "the year-ago quarter", "year-end".

use super::super::expression::{Amount, Meaning, Placed};
use super::super::scan::Scan;
use super::{Match, dates, numbers};
use crate::knowledge::times::{Direction, Origin, Sense, Stretch, Unit};

/// Any of them.
pub fn find(scan: &Scan<'_>, at: usize) -> Option<Match> {
    directed(scan, at)
        .or_else(|| stretch(scan, at))
        .or_else(|| amount_away(scan, at))
        .or_else(|| year_before(scan, at))
        .or_else(|| ahead(scan, at))
        .or_else(|| end_of_unit(scan, at))
        .or_else(|| week_of(scan, at))
        .or_else(|| neighbour(scan, at))
}

/// A direction of one or two words ("this past", "that same") and the place
/// behind it.
fn direction(scan: &Scan<'_>, at: usize) -> Option<(Direction, usize)> {
    let first = scan.word(at)?.direction?;
    let second = scan.word(at + 1).and_then(|word| word.direction);
    match second {
        Some(second) if first.by == 0 && (second.by == 0) != scan.is(at, "this") => Some((second, at + 2)),
        _ if first.by == 0 && scan.is(at + 1, "very") => Some((first, at + 2)),
        _ => Some((first, at + 1)),
    }
}

/// "last week", "the past three months", "coming weeks".
fn directed(scan: &Scan<'_>, at: usize) -> Option<Match> {
    let (direction, start) = direction(scan, at)?;
    let (amount, place) = match numbers::amount(scan, start) {
        Some((amount, end)) => (Some(amount), scan.skip_hyphen(end)),
        None => (None, start),
    };
    let place = skip_between(scan, place);
    let (unit, plural) = scan.unit(place)?;
    if is_hyphenated(scan, at)
        || unit < Unit::Day && !plural && amount.is_none()
        || in_place_of_time(scan, place)
        || scan.in_title(place)
    {
        return None;
    }
    let placed = if direction.by > 0 { Placed::After } else { Placed::Before };
    let rolling = scan.is(at, "past") && unit >= Unit::Decade;
    let meaning = match amount {
        None if rolling => Meaning::Duration(Amount::ONE, unit, placed),
        Some(amount) if direction.by != 0 => Meaning::Duration(amount, unit, placed),
        None if plural && direction.by != 0 => Meaning::Duration(Amount::Some, unit, placed),
        None if !plural => Meaning::Shift(unit, toward_text(scan, at, direction, unit)),
        _ => return None,
    };
    Match::new(place + 1, place, meaning)
}

/// "the next day" and "the next week" count from the time told of, "next week"
/// from the day of publication.
fn toward_text(scan: &Scan<'_>, at: usize, direction: Direction, unit: Unit) -> Direction {
    let the = at > 0 && scan.is(at - 1, "the");
    let told = unit == Unit::Day && direction.by != 0 || direction.by > 0 && the && scan.is(at, "next");
    if told { Direction { from: Origin::Text, ..direction } } else { direction }
}

/// "last-minute", "past-due".
fn is_hyphenated(scan: &Scan<'_>, at: usize) -> bool {
    scan.is(at + 1, "-") && scan.glued(at + 1)
}

/// "this day and age", "next day delivery" aside: a unit that is part of a
/// compound with a hyphen ("this year-long effort").
fn in_place_of_time(scan: &Scan<'_>, unit: usize) -> bool {
    let old = scan.is(unit + 1, "-") && scan.is(unit + 2, "old");
    old || scan.is(unit + 1, "old") && !scan.is(unit + 2, "slump")
}

/// At most two words that may stand between number and unit.
pub fn skip_between(scan: &Scan<'_>, at: usize) -> usize {
    let mut place = at;
    while place < at + 2 && scan.word(place).is_some_and(|word| word.between) {
        place = scan.skip_hyphen(place + 1);
    }
    place
}

/// "recent weeks", "the first nine months", "the latest quarter".
fn stretch(scan: &Scan<'_>, at: usize) -> Option<Match> {
    let stretch = scan.word(at)?.stretch?;
    let (amount, place) = match numbers::amount(scan, at + 1) {
        Some((amount, end)) => (Some(amount), scan.skip_hyphen(end)),
        None => (None, at + 1),
    };
    let place = skip_between(scan, place);
    let placed = if stretch == Stretch::Past { Placed::Before } else { Placed::Unsaid };
    match (scan.unit(place), amount) {
        (Some((unit, true)), None) if unit < Unit::Day && scan.is(at, "early") => None,
        (Some((unit, true)), amount) => {
            Match::new(place + 1, place, Meaning::Duration(amount.unwrap_or(Amount::Some), unit, placed))
        }
        (Some((unit, false)), None) if scan.is(at, "latest") => Match::new(place + 1, place, Meaning::Known(unit)),
        (None, None) if scan.is(at, "latest") && scan.is(place, "period") => {
            Match::new(place + 1, place, Meaning::Known(Unit::Quarter))
        }
        _ => None,
    }
}

/// "two years ago", "a month later", "a week or so ago", "years earlier".
fn amount_away(scan: &Scan<'_>, at: usize) -> Option<Match> {
    let (amount, unit, place) = measured(scan, at)?;
    let end = place + 1;
    let end = end + 2 * usize::from(scan.is(end, "or") && scan.is(end + 1, "so"));
    let end = scan.skip_hyphen(end);
    let after = |sense| matches!(sense, Sense::AfterAmount(_));
    let (direction, end) = match (scan.word(end).and_then(|word| word.after_amount), scan.phrase(end, after)) {
        (_, Some((end, Sense::AfterAmount(direction)))) => (direction, end),
        (Some(direction), _) => (direction, end + 1),
        _ => return None,
    };
    let governs = scan.is(end - 1, "before") && !ends_phrase(scan, end);
    let back = scan.is(end - 1, "back") && !ends_phrase(scan, end);
    (!governs && !back).then_some(Match { end, head: place, meaning: Meaning::Away(amount, unit, direction) })
}

/// Whether a phrase ends here: a mark that is no bracket, or nothing.
fn ends_phrase(scan: &Scan<'_>, at: usize) -> bool {
    scan.text(at).is_empty() || matches!(scan.text(at), "." | "," | ";" | ":" | "\"" | "”" | "'" | "’")
}

/// An amount of a unit ("a year", "three more weeks", "months") and the place
/// of the unit.
pub fn measured(scan: &Scan<'_>, at: usize) -> Option<(Amount, Unit, usize)> {
    let (amount, start) = match numbers::amount(scan, at) {
        Some((amount, end)) => (amount, end),
        None if scan.is_any(at, &["a", "an"]) => (Amount::ONE, at + 1),
        None => {
            let (unit, plural) = scan.unit(at)?;
            let (unit, plural) = if scan.is(at, "second") { return None } else { (unit, plural) };
            return plural.then_some((Amount::Some, unit, at));
        }
    };
    let place = skip_between(scan, scan.skip_hyphen(start));
    let (unit, _) = scan.unit(place)?;
    (!scan.in_title(place)).then_some((amount, unit, place))
}

/// "the year-ago quarter", "year-earlier results".
fn year_before(scan: &Scan<'_>, at: usize) -> Option<Match> {
    let ago = scan.skip_hyphen(at + 1);
    let start = scan.is(at, "year") && ago == at + 2 && scan.is_any(ago, &["ago", "earlier"]);
    if !start {
        return None;
    }
    let (_, place) = numbers::ordinal(scan, ago + 1).unwrap_or((0, ago + 1));
    let place = scan.skip_hyphen(place);
    let end = if scan.is_any(place, &["quarter", "period", "month"]) { place + 1 } else { ago + 1 };
    Match::new(end, end - 1, Meaning::YearBefore)
}

/// "the weeks ahead", "days to come".
fn ahead(scan: &Scan<'_>, at: usize) -> Option<Match> {
    let (unit, plural) = scan.unit(at)?;
    let end = match () {
        () if scan.is(at + 1, "ahead") => at + 2,
        () if scan.is(at + 1, "to") && scan.is(at + 2, "come") => at + 3,
        () => return None,
    };
    plural.then_some(Match { end, head: at, meaning: Meaning::Duration(Amount::Some, unit, Placed::After) })
}

/// "year-end", "year's end", "month end".
fn end_of_unit(scan: &Scan<'_>, at: usize) -> Option<Match> {
    let (unit, plural) = scan.unit(at)?;
    let place = scan.possessive(at + 1).unwrap_or_else(|| scan.skip_hyphen(at + 1));
    let ends = !plural && unit >= Unit::Week && scan.is(place, "end");
    let now = Direction { by: 0, from: Origin::Published };
    ends.then(|| Match { end: place + 1, head: place, meaning: Meaning::Shift(unit, now) })
}

/// "the year before", "the day after": counted from the time told of, where no
/// event follows from which to count.
fn neighbour(scan: &Scan<'_>, at: usize) -> Option<Match> {
    let (unit, plural) = scan.unit(at)?;
    let by = match () {
        () if scan.is(at + 1, "before") => -1,
        () if scan.is(at + 1, "after") => 1,
        () => return None,
    };
    let the = at > 0 && scan.is(at - 1, "the") && !plural && unit >= Unit::Day;
    let told = Direction { by, from: Origin::Text };
    (the && ends_phrase(scan, at + 2)).then_some(Match { end: at + 2, head: at, meaning: Meaning::Shift(unit, told) })
}

/// "week of March 6".
fn week_of(scan: &Scan<'_>, at: usize) -> Option<Match> {
    if !scan.is(at, "week") || !scan.is_any(at + 1, &["of", "ending", "beginning", "ended", "starting"]) {
        return None;
    }
    let of = scan.is(at + 1, "of");
    let day = dates::find(scan, at + 2).filter(|_| of)?;
    let is_day = match &day.meaning {
        Meaning::Day(_) => true,
        Meaning::Named(named) => matches!(named.what, super::super::expression::What::Day(..)),
        _ => false,
    };
    is_day.then(|| Match { end: day.end, head: at, meaning: Meaning::WeekOf(Box::new(day.meaning)) })
}
