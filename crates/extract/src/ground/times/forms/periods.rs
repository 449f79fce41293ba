//! Quarters, halves, seasons, years, decades, centuries, and units that the
//! text has named before ("the quarter").

use super::super::expression::{Meaning, Named, What, YearOf};
use super::super::lexeme::Kind;
use super::super::scan::Scan;
use super::{Match, dates, numbers};
use crate::knowledge::times::{Direction, Unit};

/// Any of them.
pub fn find(scan: &Scan<'_>, at: usize) -> Option<Match> {
    let forms = [quarter, half, decade, century, season, year, known];
    let longest = forms.iter().filter_map(|form| form(scan, at)).max_by_key(|found| found.end)?;
    (!is_before_christ(scan, longest.end)).then_some(longest)
}

/// "the 11th century B.C.": years before Christ lie outside what is told of
/// here, and must not be taken for years after.
fn is_before_christ(scan: &Scan<'_>, at: usize) -> bool {
    let stops = scan.text(at) == "B" && scan.is(at + 1, ".") && scan.text(at + 2) == "C";
    stops || matches!(scan.text(at), "BC" | "BCE")
}

/// "third-quarter", "the third quarter of 1990", "the 1988 second quarter",
/// "next year's first quarter", "Q3 2024".
fn quarter(scan: &Scan<'_>, at: usize) -> Option<Match> {
    if let Some(found) = numbered_quarter(scan, at) {
        return Some(found);
    }
    let (year, start) = year_before(scan, at);
    let start = start + usize::from(scan.is_any(start, &["fiscal", "financial"]));
    let (ordinal, end) = numbers::ordinal(scan, start).filter(|(ordinal, _)| (1..=4).contains(ordinal))?;
    let place = scan.skip_hyphen(end);
    if !scan.is(place, "quarter") {
        return None;
    }
    let (year, end) = match year {
        YearOf::Unsaid => period_year(scan, place + 1).unwrap_or((YearOf::Unsaid, place + 1)),
        year => (year, place + 1),
    };
    Match::new(end, place, Meaning::Named(Named::new(What::Quarter(ordinal as i8)).of(year)))
}

/// "Q3", "Q3 2024", "3Q".
fn numbered_quarter(scan: &Scan<'_>, at: usize) -> Option<Match> {
    let first = scan.text(at) == "Q" || scan.text(at + 1) == "Q";
    let digits = if scan.text(at) == "Q" { at + 1 } else { at };
    let number = scan.digits(digits).filter(|number| first && scan.glued(at + 1) && (1..=4).contains(number))?;
    let (year, end) = period_year(scan, at + 2).unwrap_or((YearOf::Unsaid, at + 2));
    Match::new(end, at, Meaning::Named(Named::new(What::Quarter(number as i8)).of(year)))
}

/// A year before a quarter ("1988", "next year's"), or nothing.
fn year_before(scan: &Scan<'_>, at: usize) -> (YearOf, usize) {
    if let Some((year, end)) = numbers::year(scan, at) {
        return (YearOf::Is(year), end);
    }
    let phrase = dates::year_phrase(scan, at).and_then(|(year, end)| Some((year, scan.possessive(end)?)));
    phrase.unwrap_or((YearOf::Unsaid, at))
}

/// "of 1990", "of fiscal 1990", "of last year", "2024" behind a period.
fn period_year(scan: &Scan<'_>, at: usize) -> Option<(YearOf, usize)> {
    let of = scan.is(at, "of") || scan.is(at, "in");
    let start = at + usize::from(of);
    let start = start + usize::from(scan.is(start, "fiscal"));
    match numbers::year(scan, start) {
        Some((year, end)) => Some((YearOf::Is(year), end)),
        None if scan.is(at, "of") => dates::year_phrase(scan, start),
        None => None,
    }
}

/// "the first half of 1990", "the second half of last year".
fn half(scan: &Scan<'_>, at: usize) -> Option<Match> {
    let (ordinal, end) = numbers::ordinal(scan, at).filter(|(ordinal, _)| (1..=2).contains(ordinal))?;
    let place = scan.skip_hyphen(end);
    let (year, end) = period_year(scan, place + 1)?;
    let named = Named::new(What::Half(ordinal as i8)).of(year);
    scan.is(place, "half").then_some(Match { end, head: place, meaning: Meaning::Named(named) })
}

/// "1990s", "1990's", "'90s", "nineties".
fn decade(scan: &Scan<'_>, at: usize) -> Option<Match> {
    if let Some(decade) = scan.word(at).and_then(|word| word.decade) {
        let the =
            at > 0 && (scan.is_any(at - 1, &["the", "-"]) || scan.word(at - 1).is_some_and(|word| word.edge.is_some()));
        return the.then(|| Match { end: at + 1, head: at, meaning: Meaning::Decade(decade) });
    }
    let apostrophe = scan.is_any(at, &["'", "’", "‘", "`"]);
    let digits = at + usize::from(apostrophe);
    let number = scan.digits(digits).filter(|number| number % 10 == 0)?;
    let ending = digits + 1 + usize::from(scan.is_any(digits + 1, &["'", "’"]));
    let plural = scan.text(ending) == "s" && scan.glued(ending) && scan.glued(digits + 1);
    let the = at > 0 && (scan.is(at - 1, "the") || scan.word(at - 1).is_some_and(|word| word.edge.is_some()));
    let fits = match scan.text(digits).len() {
        4 => (1000..=2990).contains(&number),
        2 => apostrophe || the && number >= 20,
        _ => false,
    };
    (plural && fits).then(|| Match { end: ending + 1, head: digits, meaning: Meaning::Decade(number as i16) })
}

/// "20th century", "twentieth-century".
fn century(scan: &Scan<'_>, at: usize) -> Option<Match> {
    let (ordinal, end) = numbers::ordinal(scan, at).filter(|(ordinal, _)| (1..=30).contains(ordinal))?;
    let place = scan.skip_hyphen(end);
    let century = scan.unit(place).is_some_and(|(unit, _)| unit == Unit::Century);
    century.then(|| Match { end: place + 1, head: place, meaning: Meaning::Century(ordinal as i16) })
}

/// "last spring", "this past summer", "the summer of 1994", "spring 2020",
/// "next year's summer" is not one.
fn season(scan: &Scan<'_>, at: usize) -> Option<Match> {
    let (direction, place) = season_direction(scan, at);
    let season = scan.word(place)?.season?;
    let of = scan.is(place + 1, "of");
    let (year, end) = season_year(scan, place + 1).unwrap_or((YearOf::Unsaid, place + 1));
    let placed = direction.is_some() || year != YearOf::Unsaid || !of && is_placed(scan, at);
    let named = Named { direction, ..Named::new(What::Season(season)).of(year) };
    placed.then_some(Match { end, head: place, meaning: Meaning::Named(named) })
}

fn season_direction(scan: &Scan<'_>, at: usize) -> (Option<Direction>, usize) {
    let at_word = |place: usize| scan.word(place).and_then(|word| word.direction);
    match (at_word(at), at_word(at + 1)) {
        (Some(first), Some(second)) if first.by == 0 => (Some(second), at + 2),
        (Some(first), _) => (Some(first), at + 1),
        _ => (None, at),
    }
}

fn season_year(scan: &Scan<'_>, at: usize) -> Option<(YearOf, usize)> {
    let start = at + usize::from(scan.is(at, "of"));
    let worded = numbers::worded_year(scan, start).map(|(year, end)| (YearOf::Is(year), end));
    worded.or_else(|| dates::year_behind(scan, at)).or_else(|| period_year(scan, at))
}

/// Whether the words before a season make it a time and no verb or thing.
fn is_placed(scan: &Scan<'_>, at: usize) -> bool {
    let noun = scan.token(at).is_some_and(|token| token.tag.starts_with("NN"));
    let before = at.checked_sub(1);
    let the = before.is_some_and(|before| scan.is(before, "the"));
    let preposition = before.checked_sub_the(the).is_some_and(|place| {
        scan.is_any(
            place,
            &[
                "in",
                "by",
                "until",
                "since",
                "during",
                "through",
                "throughout",
                "into",
                "before",
                "after",
                "for",
                "over",
            ],
        )
    });
    let edge = before.is_some_and(|before| scan.word(before).is_some_and(|word| word.edge.is_some()));
    noun && (preposition || edge)
}

/// Steps over "the" before a place.
trait BeforeThe {
    fn checked_sub_the(self, the: bool) -> Option<usize>;
}

impl BeforeThe for Option<usize> {
    fn checked_sub_the(self, the: bool) -> Option<usize> {
        self?.checked_sub(usize::from(the))
    }
}

/// "1989", "fiscal 1989", "fiscal year 1989", "the year two thousand",
/// "nineteen ninety-one", "the 1988 period".
fn year(scan: &Scan<'_>, at: usize) -> Option<Match> {
    let fiscal = scan.is_any(at, &["fiscal", "financial"]);
    let start = at + usize::from(fiscal);
    let word = scan.is(start, "year");
    let start = start + usize::from(word);
    let (year, end) = match numbers::year(scan, start) {
        Some(found) => Some(found).filter(|&(year, _)| fiscal || word || is_year(scan, start, year))?,
        None => numbers::worded_year(scan, start).or_else(|| thousands(scan, start).filter(|_| word))?,
    };
    let end = end + usize::from(scan.is(end, "period") && !scan.is(end + 1, "of"));
    let named = Named::new(What::Year).of(YearOf::Is(year));
    (!fiscal || start > at).then(|| Match { end, head: end - 1, meaning: Meaning::Named(named) })
}

/// "two thousand", "two thousand five".
fn thousands(scan: &Scan<'_>, at: usize) -> Option<(i16, usize)> {
    numbers::number(scan, at).filter(|(year, _)| (1000..=2999).contains(year)).map(|(year, end)| (year as i16, end))
}

/// Whether four digits are a year, by the words around and by the recogniser
/// of names.
fn is_year(scan: &Scan<'_>, at: usize, year: i16) -> bool {
    let before = at.checked_sub(1);
    let money = before.is_some_and(|before| scan.is_any(before, &["$", "£", "€", "¥", "#", "/", "No"]));
    let hyphens = before.is_some_and(|before| scan.is(before, "-") && scan.glued(at));
    let unit = scan.unit(at + 1).is_some()
        || scan.word(at + 1).is_some_and(|word| word.zone)
        || scan.is_any(at + 1, &["%", "percent", "per", "people", "/", "million"]);
    if money
        || unit
        || is_fraction(scan, at)
        || scan.glued(at + 1) && scan.get(at + 1).is_some_and(|next| next.kind == Kind::Letters)
    {
        return false;
    }
    let likely = (1900..=2060).contains(&year);
    let preposition = before.is_some_and(|before| {
        scan.is_any(
            before,
            &[
                "in", "since", "of", "by", "until", "till", "during", "from", "before", "after", "through", "early",
                "late", "mid", "for", "to", "and", "between",
            ],
        )
    });
    match scan.name(at).map(|name| name.label.as_str()) {
        Some("DATE") => true,
        Some("MONEY" | "PERCENT" | "QUANTITY") => false,
        Some("CARDINAL") => likely && preposition && !scan.is_nominal(at + 1),
        _ => likely && !hyphens || preposition && scan.is_any(at - 1, &["in", "since"]),
    }
}

fn is_fraction(scan: &Scan<'_>, at: usize) -> bool {
    scan.is(at + 1, ":") && scan.digits(at + 2).is_some() && scan.glued(at + 2)
}

/// "the quarter", "the fiscal year", "the full year", "the weekend": a unit
/// that the text or the day of publication makes known.
fn known(scan: &Scan<'_>, at: usize) -> Option<Match> {
    let place = at + usize::from(scan.is_any(at, &["fiscal", "full", "financial", "entire", "whole"]));
    let (unit, plural) = scan.unit(place)?;
    let the = at > 0 && scan.is_any(at - 1, &["the"]) || at > 0 && unit == Unit::Quarter && scan.is(at - 1, "that");
    let told = matches!(
        unit,
        Unit::Weekend | Unit::Week | Unit::Month | Unit::Quarter | Unit::Year | Unit::Decade | Unit::Century
    );
    let title = scan.capital(place) && !scan.is(place, scan.text(place).to_ascii_uppercase().as_str());
    let compound = scan.is(place + 1, "-") && scan.glued(place + 1);
    (the && told && !plural && !compound && !(title && unit != Unit::Quarter)).then(|| Match {
        end: place + 1,
        head: place,
        meaning: Meaning::Known(unit),
    })
}
