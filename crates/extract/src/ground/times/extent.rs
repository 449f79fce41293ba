//! Words before and behind a time that belong to it: "early", "the end of",
//! "about", "the", "or so".

use super::expression::{Expression, Meaning, What};
use super::scan::Scan;
use crate::knowledge::times::{Edge, Sense, Unit};

/// Widens an expression, but not over what lies before `floor`.
pub fn widen(scan: &Scan<'_>, mut expression: Expression, floor: usize) -> Expression {
    loop {
        let before = expression.start;
        determiner(scan, &mut expression, floor);
        edge(scan, &mut expression, floor);
        about(scan, &mut expression, floor);
        if expression.start == before {
            break;
        }
    }
    if let Some((end, _)) = scan.phrase(expression.end, |sense| sense == Sense::AboutAfter) {
        expression.end = end;
    }
    expression
}

/// "the", "its", where it belongs to the time itself and not to a noun behind
/// it ("the third-quarter loss").
fn determiner(scan: &Scan<'_>, expression: &mut Expression, floor: usize) {
    let Some(at) = expression.start.checked_sub(1).filter(|&at| at >= floor) else { return };
    let is_determiner = scan.token(at).is_some_and(|token| matches!(token.tag.as_str(), "DT" | "PRP$"));
    let article = scan.is_any(at, &["a", "an"]) && matches!(expression.meaning, Meaning::Duration(..));
    let counts = is_determiner
        && !article
        && !starts_with_month(scan, expression)
        && !scan.is_any(at, &["no", "any", "all", "both", "some", "every", "each"]);
    if counts && takes_determiner(&expression.meaning) && scan.depends_on(at, expression.start, expression.end) {
        expression.start = at;
    }
}

fn takes_determiner(meaning: &Meaning) -> bool {
    !matches!(meaning, Meaning::Named(named) if matches!(named.what, What::Weekday(_)) && named.direction.is_none())
        && !matches!(meaning, Meaning::Vague(_) | Meaning::Each(_))
}

/// "the 1st of March" has an article of its own, "the March 1 attack" has none.
fn starts_with_month(scan: &Scan<'_>, expression: &Expression) -> bool {
    scan.word(expression.start).is_some_and(|word| word.month.is_some())
}

fn edge(scan: &Scan<'_>, expression: &mut Expression, floor: usize) {
    if !takes_edge(&expression.meaning) {
        return;
    }
    if let Some((start, Sense::Edge(edge))) =
        scan.phrase_before(expression.start, |sense| matches!(sense, Sense::Edge(_)))
        && start >= floor
    {
        expression.start = start;
        expression.edge = Some(edge);
        return;
    }
    let Some(at) = expression.start.checked_sub(1) else { return };
    let at = if at > 0 && scan.skip_hyphen(at) > at { at - 1 } else { at };
    let Some(edge) = scan.word(at).and_then(|word| word.edge).filter(|_| at >= floor) else { return };
    let relative = matches!(edge, Edge::Before | Edge::After);
    if !relative || takes_earlier(&expression.meaning) {
        expression.start = at;
        expression.edge = Some(edge);
    }
}

fn takes_edge(meaning: &Meaning) -> bool {
    !matches!(
        meaning,
        Meaning::Duration(..)
            | Meaning::Set(_)
            | Meaning::Each(_)
            | Meaning::Vague(_)
            | Meaning::While(_)
            | Meaning::Away(..)
    )
}

/// "earlier this month", "later that day"; "Earlier Friday" is two things.
fn takes_earlier(meaning: &Meaning) -> bool {
    match meaning {
        Meaning::Shift(unit, direction) => {
            *unit != Unit::Day || direction.by != 0 || direction.from == crate::knowledge::times::Origin::Text
        }
        Meaning::Named(named) => named.direction.is_some(),
        _ => false,
    }
}

fn about(scan: &Scan<'_>, expression: &mut Expression, floor: usize) {
    let exact = match expression.meaning {
        Meaning::Named(named) => !matches!(named.what, What::Weekday(_)),
        Meaning::Duration(..) | Meaning::Away(..) | Meaning::Clock(..) | Meaning::Day(_) => true,
        _ => false,
    };
    if let Some((start, _)) = scan.phrase_before(expression.start, |sense| sense == Sense::About)
        && start >= floor
        && exact
        && !is_topic(scan, start, expression)
    {
        expression.start = start;
    }
}

/// "talks about 1989", "over the weekend", "under two years": words that are
/// prepositions here and make nothing less exact.
fn is_topic(scan: &Scan<'_>, at: usize, expression: &Expression) -> bool {
    let amount = matches!(expression.meaning, Meaning::Duration(..) | Meaning::Away(..));
    let the = scan.is(expression.start, "the") || scan.is(expression.start, "its");
    let directed = scan.word(expression.start).is_some_and(|word| word.direction.is_some() || word.stretch.is_some());
    match scan.text(at).to_ascii_lowercase().as_str() {
        "over" | "under" => {
            !amount
                || the
                || directed
                || !scan.is_any(at.wrapping_sub(1), &["just", "in", "for", "after", "lasted", "well", "to"])
        }
        "about" => !amount && !matches!(expression.meaning, Meaning::Clock(..)) || the,
        _ => the && !amount,
    }
}
