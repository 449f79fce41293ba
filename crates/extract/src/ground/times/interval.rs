//! Two times that bound one stretch: "from 3 May to 6 May", "between 1994 and
//! 1997", "late August or early September 2025". TIMEX3 marks the two; the
//! stretch between them is a time of its own here.

use super::expression::{Expression, Meaning, What, YearOf};
use super::lexeme::Kind;
use super::scan::Scan;

/// Two neighbouring expressions that belong together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Link {
    /// The number of the first of the two.
    pub first: usize,
    /// Whether they bound a stretch; otherwise they only share their year.
    pub bounds: bool,
}

/// The links between neighbouring expressions.
pub fn links(scan: &Scan<'_>, expressions: &[Expression]) -> Vec<Link> {
    let pairs = expressions.windows(2).enumerate();
    pairs.filter_map(|(first, pair)| Some(Link { first, bounds: joins(scan, &pair[0], &pair[1])? })).collect()
}

/// Whether the words between two expressions join them, and into one stretch.
fn joins(scan: &Scan<'_>, first: &Expression, second: &Expression) -> Option<bool> {
    if second.start != first.end + 1 || !is_date(first) || !is_date(second) {
        return None;
    }
    let before = |word: &str| first.start.checked_sub(1).is_some_and(|at| scan.is(at, word));
    let same = same_kind(&first.meaning, &second.meaning);
    match scan.text(first.end).to_ascii_lowercase().as_str() {
        "to" | "through" | "until" | "till" => (before("from") || same).then_some(true),
        "-" | "–" | "—" | "or" => same.then_some(true),
        "and" => same.then_some(before("between")),
        "," => same.then_some(false),
        _ => None,
    }
}

fn is_date(expression: &Expression) -> bool {
    !matches!(
        expression.meaning,
        Meaning::Duration(..)
            | Meaning::Set(_)
            | Meaning::Each(_)
            | Meaning::Vague(_)
            | Meaning::While(_)
            | Meaning::Clock(..)
    )
}

fn same_kind(first: &Meaning, second: &Meaning) -> bool {
    let kind = |meaning: &Meaning| match meaning {
        Meaning::Day(_) | Meaning::NoDay(_) => Some(0),
        Meaning::Named(named) => match named.what {
            What::Day(..) => Some(0),
            What::Weekday(_) => Some(1),
            What::Month(_) => Some(2),
            What::Year => Some(3),
            What::Quarter(_) => Some(4),
            What::Season(_) => Some(5),
            What::Half(_) | What::Holiday(_) | What::HolidayWeek(_) => None,
        },
        Meaning::Decade(_) => Some(6),
        Meaning::Century(_) => Some(7),
        _ => None,
    };
    kind(first).is_some() && kind(first) == kind(second)
}

/// Gives a time without a year that of the one it is joined with: "3 May to 6
/// May 2024", "from May 2023 to June".
pub fn share_years(expressions: &mut [Expression], links: &[Link]) {
    for link in links.iter().rev() {
        let Some([first, second]) = expressions.get_mut(link.first..link.first + 2) else { continue };
        if let Some((year, month)) = year_and_month(&second.meaning) {
            give_year(first, year, |own| own <= month);
        } else if let (true, Some((year, month))) = (link.bounds, year_and_month(&first.meaning)) {
            give_year(second, year, |own| own >= month);
        }
    }
}

fn year_and_month(meaning: &Meaning) -> Option<(i16, i8)> {
    match meaning {
        Meaning::Day(date) => Some((date.year(), date.month())),
        Meaning::Named(named) => match (named.year, named.what) {
            (YearOf::Is(year), What::Month(month) | What::Day(month, _)) => Some((year, month)),
            _ => None,
        },
        _ => None,
    }
}

fn give_year(expression: &mut Expression, year: i16, fits: impl Fn(i8) -> bool) {
    let Meaning::Named(named) = &mut expression.meaning else { return };
    if let (YearOf::Unsaid, None, What::Month(month) | What::Day(month, _)) = (named.year, named.direction, named.what)
        && fits(month)
    {
        named.year = YearOf::Is(year);
    }
}

/// A day of the month or a year of the century that goes on from the
/// expression before: "June 3-6", "April 24 and 25", "1994-95".
pub fn continued(scan: &Scan<'_>, before: &Expression) -> Option<Expression> {
    let join = before.end;
    let at = join + 1;
    let digits = scan.get(at).filter(|lexeme| lexeme.kind == Kind::Digits && lexeme.text.len() <= 2)?;
    let number = scan.digits(at)?;
    let ordinal = super::forms::numbers::ordinal(scan, at).map_or(at + 1, |(_, end)| end);
    let counts =
        scan.is_nominal(ordinal) || scan.unit(ordinal).is_some() || matches!(scan.text(ordinal), "%" | ":" | "percent");
    let more =
        scan.is(ordinal, ",") && scan.glued(ordinal) && scan.glued(ordinal + 1) && scan.digits(ordinal + 1).is_some();
    let word = scan.text(join).to_ascii_lowercase();
    let meaning = match &before.meaning {
        Meaning::Named(named) if named.what == What::Year => {
            let YearOf::Is(year) = named.year else { return None };
            let next = year - year % 100 + number as i16;
            let joined =
                matches!(word.as_str(), "-" | "–" | "/") && digits.glued && digits.text.len() == 2 && next > year;
            Meaning::Named(named.of(YearOf::Is(Some(next).filter(|_| joined)?)))
        }
        Meaning::Named(named) if (1..=31).contains(&number) && !counts && !more => {
            let (What::Day(month, day), true) =
                (named.what, matches!(word.as_str(), "-" | "–" | "to" | "and" | "or" | "through" | "until"))
            else {
                return None;
            };
            let day = (i64::from(day) < number as i64).then_some(number as i8)?;
            Meaning::Named(super::expression::Named { what: What::Day(month, day), ..*named })
        }
        _ => return None,
    };
    let end = if matches!(meaning, Meaning::Named(named) if named.what == What::Year) { at + 1 } else { ordinal };
    Some(Expression { start: at, end, head: before.head, meaning, edge: None })
}

/// A day of the month before a date that names the month: "3-6 June", "from 3
/// to 6 June".
pub fn continued_back(scan: &Scan<'_>, date: &Expression, floor: usize) -> Option<Expression> {
    let join = date.start.checked_sub(1)?;
    let at = join.checked_sub(1).filter(|&at| at >= floor)?;
    let at = if scan.is_any(at, &["st", "nd", "rd", "th"]) { at.checked_sub(1).filter(|&at| at >= floor)? } else { at };
    let number = scan.digits(at).filter(|number| (1..=31).contains(number) && scan.text(at).len() <= 2)?;
    let joined = scan.is_any(join, &["-", "–", "to", "and", "or", "through", "until"]);
    let starts_with_day = scan.digits(date.start).is_some();
    let (month, day, year) = match &date.meaning {
        Meaning::Day(date) => (date.month(), date.day(), YearOf::Is(date.year())),
        Meaning::Named(named) => match named.what {
            What::Day(month, day) => (month, day, named.year),
            _ => return None,
        },
        _ => return None,
    };
    let fits = joined && starts_with_day && (number as i8) < day && !scan.glued(at);
    let meaning = Meaning::Named(super::expression::Named::new(What::Day(month, number as i8)).of(year));
    fits.then_some(Expression { start: at, end: join, head: date.head, meaning, edge: None })
}
