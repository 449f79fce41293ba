//! How often: "every week", "each Thursday", "daily", "twice a month", "$5 a
//! day", "Mondays".

use super::super::expression::{Amount, Clock, Meaning, Named, What};
use super::super::lexeme::Kind;
use super::super::scan::Scan;
use super::super::value;
use super::{Match, numbers};
use crate::knowledge::times::Unit;

/// Any of them.
pub fn find(scan: &Scan<'_>, at: usize) -> Option<Match> {
    around_the_clock(scan, at)
        .or_else(|| word(scan, at))
        .or_else(|| each(scan, at))
        .or_else(|| rate(scan, at))
        .or_else(|| plural_day(scan, at))
}

/// "24 hours a day", "seven days a week".
fn around_the_clock(scan: &Scan<'_>, at: usize) -> Option<Match> {
    let (_, end) = numbers::amount(scan, at)?;
    let (part, plural) = scan.unit(end)?;
    let (whole, _) = scan.unit(end + 2)?;
    let fits = plural && part < whole && whole <= Unit::Week && scan.is_any(end + 1, &["a", "per"]);
    let set = Meaning::Set(value::duration(Amount::ONE, part));
    fits.then_some(Match { end: end + 3, head: end, meaning: set })
}

fn word(scan: &Scan<'_>, at: usize) -> Option<Match> {
    let set = scan.word(at)?.set?;
    let title = scan.capital(at) && at > 0 && scan.capital(at - 1);
    (!title).then(|| Match { end: at + 1, head: at, meaning: Meaning::Set(set.to_string()) })
}

/// "every week", "every two years", "each Thursday", "every other day",
/// "every morning".
fn each(scan: &Scan<'_>, at: usize) -> Option<Match> {
    if !scan.word(at)?.each {
        return None;
    }
    let start = at + 1 + usize::from(scan.is_any(at + 1, &["single", "successive"]));
    if let Some(each) = each_named(scan, start) {
        return Some(each);
    }
    let (amount, place) = match numbers::amount(scan, start).or_else(|| ordinal(scan, start)) {
        Some(found) => found,
        None if scan.is(start, "other") => (Amount::Exact(2, 0), start + 1),
        None => (Amount::ONE, start),
    };
    let (unit, _) = scan.unit(place)?;
    Match::new(place + 1, place, Meaning::Set(value::duration(amount, unit)))
}

fn ordinal(scan: &Scan<'_>, at: usize) -> Option<(Amount, usize)> {
    numbers::ordinal(scan, at).map(|(ordinal, end)| (Amount::Exact(ordinal, 0), end))
}

fn each_named(scan: &Scan<'_>, at: usize) -> Option<Match> {
    let word = scan.word(at)?;
    let named = |what| Meaning::Each(Named::new(what));
    let meaning = match (word.weekday, word.month, word.season, word.part) {
        (Some(weekday), ..) => named(What::Weekday(weekday)),
        (_, Some(month), ..) if scan.capital(at) => named(What::Month(month)),
        (_, _, Some(season), _) => named(What::Season(season)),
        (.., Some(part)) => Meaning::Set(format!("XXXX-XX-XXT{}", value::clock(Clock::Part(part)))),
        _ => return None,
    };
    Match::new(at + 1, at, meaning)
}

/// "$5 a day", "three times a week", "per year".
fn rate(scan: &Scan<'_>, at: usize) -> Option<Match> {
    if let Some(place) = times(scan, at) {
        let (unit, plural) = scan.unit(place)?;
        return (!plural).then(|| Match {
            end: place + 1,
            head: place,
            meaning: Meaning::Set(value::duration(Amount::ONE, unit)),
        });
    }
    let rate = scan.is_any(at, &["a", "an"]) && at > 0 && is_counted(scan, at - 1) || scan.is(at, "per");
    let (unit, plural) = scan.unit(at + 1)?;
    let compound = scan.is(at + 2, "-") || scan.is_any(at + 2, &["ago", "earlier", "later", "before", "after", "old"]);
    (rate && !plural && !compound && unit != Unit::Second && unit != Unit::Quarter).then(|| Match {
        end: at + 2,
        head: at + 1,
        meaning: Meaning::Set(value::duration(Amount::ONE, unit)),
    })
}

/// "once a", "twice a", "three times a": the place of the unit.
fn times(scan: &Scan<'_>, at: usize) -> Option<usize> {
    let start = match numbers::amount(scan, at) {
        Some((_, end)) if scan.is(end, "times") => end + 1,
        _ if scan.is_any(at, &["once", "twice"]) => at + 1,
        _ => return None,
    };
    (scan.is_any(start, &["a", "an", "each", "every", "per"])).then_some(start + 1)
}

/// Whether the word at a place is a number or a noun that can be counted per
/// unit of time.
fn is_counted(scan: &Scan<'_>, at: usize) -> bool {
    let digits = scan.get(at).is_some_and(|lexeme| lexeme.kind == Kind::Digits || lexeme.text == "%");
    digits || scan.token(at).is_some_and(|token| matches!(token.tag.as_str(), "NN" | "NNS" | "CD"))
}

/// "Mondays", "Monday nights".
fn plural_day(scan: &Scan<'_>, at: usize) -> Option<Match> {
    let word = scan.word(at)?;
    let weekday = word.weekday.filter(|_| scan.capital(at) && !word.short)?;
    if word.plural {
        return Match::new(at + 1, at, Meaning::Each(Named::new(What::Weekday(weekday))));
    }
    let part = scan.word(at + 1).filter(|word| word.plural)?.part?;
    let number = weekday.to_monday_one_offset();
    Match::new(at + 2, at + 1, Meaning::Set(format!("XXXX-WXX-{number}T{}", value::clock(Clock::Part(part)))))
}
