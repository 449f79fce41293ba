//! How long: "three days", "a three-day visit", "two more weeks", "decades".

use super::super::expression::{Amount, Meaning, Placed};
use super::super::scan::Scan;
use super::{Match, away};
use crate::knowledge::times::{Sense, Unit};

/// Any of them.
pub fn find(scan: &Scan<'_>, at: usize) -> Option<Match> {
    long(scan, at).or_else(|| amount(scan, at)).or_else(|| indefinite(scan, at))
}

/// "day-long", "decades-long", "yearlong" is not cut.
fn long(scan: &Scan<'_>, at: usize) -> Option<Match> {
    let (unit, plural) = scan.unit(at)?;
    let end = scan.skip_hyphen(at + 1);
    let amount = if plural { Amount::Some } else { Amount::ONE };
    let is_long = end == at + 2 && scan.is(end, "long") && unit != Unit::Second;
    is_long.then(|| Match { end: end + 1, head: at, meaning: Meaning::Duration(amount, unit, Placed::Unsaid) })
}

fn amount(scan: &Scan<'_>, at: usize) -> Option<Match> {
    let (amount, unit, place) = away::measured(scan, at)?;
    let bare = place == at;
    let article = scan.is_any(at, &["a", "an"]) && amount == Amount::ONE;
    let after_long = scan.skip_hyphen(place + 1);
    let end = if after_long == place + 2 && scan.is(after_long, "long") { after_long + 1 } else { place + 1 };
    let (amount, end) = and_a_half(scan, amount, end);
    let or_two = article && scan.is(end, "or") && scan.is(end + 1, "two");
    let (amount, end) = if or_two { (Amount::Some, end + 2) } else { (amount, end) };
    if is_age(scan, end)
        || is_share(scan, at, unit, end)
        || bare && !is_placed(scan, at)
        || article && is_other(scan, place, unit)
    {
        return None;
    }
    Match::new(end, place, Meaning::Duration(amount, unit, Placed::Unsaid))
}

/// "a minute and a half".
fn and_a_half(scan: &Scan<'_>, amount: Amount, end: usize) -> (Amount, usize) {
    match amount {
        Amount::Exact(whole, 0) if scan.is(end, "and") && scan.is(end + 1, "a") && scan.is(end + 2, "half") => {
            (Amount::Exact(whole, 30), end + 3)
        }
        amount => (amount, end),
    }
}

/// "52-year-old", "52 years old", "52 years of age".
fn is_age(scan: &Scan<'_>, end: usize) -> bool {
    let place = scan.skip_hyphen(end);
    scan.is_any(place, &["old", "olds"])
        || scan.is(end, "of") && scan.is(end + 1, "age")
        || scan.is_any(end, &["older", "younger"])
}

/// "three quarters of the voters", "a quarter", "a second term".
fn is_share(scan: &Scan<'_>, at: usize, unit: Unit, end: usize) -> bool {
    match unit {
        Unit::Quarter => {
            scan.is(end, "of") && !scan.is_nominal(end + 1) || scan.is_any(at, &["a", "one"]) || scan.is(at, "three")
        }
        Unit::Second => scan.is(end - 1, "second") && !scan.is(end - 2, "-"),
        _ => false,
    }
}

/// "a day" that is no stretch of time: "a month before", "a year in which".
fn is_other(scan: &Scan<'_>, unit_at: usize, unit: Unit) -> bool {
    scan.is(unit_at + 1, "-") && scan.glued(unit_at + 1) || unit == Unit::Second
}

/// Whether the words around make a bare plural a duration: "for weeks",
/// "in years", "months of talks".
fn is_placed(scan: &Scan<'_>, at: usize) -> bool {
    const BEFORE: [&str; 12] =
        ["for", "in", "within", "after", "over", "take", "takes", "took", "spent", "spend", "lasted", "lasting"];
    const EVENT: [&str; 6] = ["before", "after", "following", "leading", "since", "that"];
    let days = scan.unit(at).is_some_and(|(unit, _)| unit >= Unit::Day);
    let of = scan.is(at + 1, "of") && scan.token(at).is_some_and(|token| token.relation != "nsubj");
    at > 0 && scan.is_any(at - 1, &BEFORE) || days && scan.is_any(at + 1, &EVENT) || of
}

/// "a while", "some time".
fn indefinite(scan: &Scan<'_>, at: usize) -> Option<Match> {
    let (end, sense) = scan.phrase(at, |sense| matches!(sense, Sense::While(_)))?;
    let Sense::While(value) = sense else { return None };
    Match::new(end, end - 1, Meaning::While(value))
}
