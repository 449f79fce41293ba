//! The forms in which English writes times, one file for each kind. A form is
//! a function from a place to the longest expression that starts there; words
//! that come before ("about", "the", "early") are added by
//! [`extent`](super::extent).

mod away;
mod clock;
mod dates;
mod days;
mod durations;
pub mod numbers;
mod numeric;
mod periods;
mod sets;
mod vague;

use super::expression::{Expression, Meaning};
use super::lexeme::Kind;
use super::scan::Scan;

/// What a form found: the place behind it, the lexeme that it hangs on, and
/// what it says.
pub struct Match {
    end: usize,
    head: usize,
    meaning: Meaning,
}

impl Match {
    fn new(end: usize, head: usize, meaning: Meaning) -> Option<Match> {
        Some(Match { end, head, meaning })
    }
}

type Form = fn(&Scan<'_>, usize) -> Option<Match>;

/// All forms; where two find equally long expressions, the first wins.
const FORMS: [Form; 10] = [
    numeric::find,
    dates::find,
    clock::find,
    days::find,
    away::find,
    periods::find,
    sets::find,
    durations::find,
    vague::find,
    vague::holiday,
];

/// The longest expression that starts at a place.
pub fn find(scan: &Scan<'_>, at: usize) -> Option<Expression> {
    let lexeme = scan.get(at)?;
    if lexeme.kind != Kind::Digits && lexeme.word.is_none() && !may_start(lexeme.text) {
        return None;
    }
    let mut longest: Option<Match> = None;
    for form in FORMS {
        if let Some(found) = form(scan, at)
            && longest.as_ref().is_none_or(|longest| longest.end < found.end)
        {
            longest = Some(found);
        }
    }
    let Match { end, head, meaning } = longest?;
    Some(Expression { start: at, end, head, meaning, edge: None })
}

/// Words that mean no time by themselves but can start one.
fn may_start(text: &str) -> bool {
    const STARTS: [&str; 12] = ["a", "an", "the", "year", "'", "’", "half", "once", "twice", "per", "at", "q"];
    STARTS.iter().any(|start| text.eq_ignore_ascii_case(start))
}
