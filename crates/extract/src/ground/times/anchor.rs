//! The day from which relative times count where nobody gave the day of
//! publication: the date of the dateline ("MINSK, June 4, 2025 (Reuters) —").

use jiff::civil::Date;

use super::expression::{Expression, Meaning};
use super::lexeme::Kind;
use super::scan::Scan;

/// A dateline lies within so many lexemes from the start.
const DATELINE_WITHIN: usize = 24;

/// The dateline's date, if it has one with a year: the first date, where a
/// bracket or a dash stands right behind it and only words of a place and
/// marks before it.
pub fn dateline(scan: &Scan<'_>, expressions: &[Expression]) -> Option<Date> {
    let first = expressions.first().filter(|first| first.start <= DATELINE_WITHIN)?;
    let Meaning::Day(date) = first.meaning else { return None };
    let place = scan.lexemes.get(..first.start)?.iter().filter(|lexeme| lexeme.kind == Kind::Letters);
    let capitals = place.clone().all(|lexeme| lexeme.text.starts_with(char::is_uppercase));
    let closed = matches!(scan.text(first.end), "(" | "-" | "–" | "—" | "_" | "/");
    (capitals && closed).then_some(date)
}
