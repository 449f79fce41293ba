//! Dates in digits: "2023-03-01", "03/01/2023", "1.3.2023".

use jiff::civil::Date;

use super::super::expression::Meaning;
use super::super::scan::Scan;
use super::Match;

/// Any of them. With slashes, the month comes first as Americans write it,
/// unless that is impossible; with full stops, the day comes first.
pub fn find(scan: &Scan<'_>, at: usize) -> Option<Match> {
    let (first, second, third) = (part(scan, at)?, part(scan, at + 2)?, part(scan, at + 4)?);
    let mark = scan.text(at + 1);
    let tight = (at + 1..at + 5).all(|place| scan.glued(place)) && scan.text(at + 3) == mark;
    let goes_on = scan.glued(at + 5)
        && matches!(scan.text(at + 5), "/" | "-" | ".")
        && scan.glued(at + 6)
        && scan.digits(at + 6).is_some();
    if !tight || goes_on || scan.glued(at) && at > 0 && matches!(scan.text(at - 1), "/" | "-" | "." | "$") {
        return None;
    }
    let meaning = match mark {
        "-" | "/" if first.1 == 4 => day(first.0, second.0, third.0)?,
        "/" if third.1 == 4 || third.1 == 2 => {
            let (year, month, day_of_month) = (full_year(third), first.0, second.0);
            day(year, month, day_of_month).or_else(|| day(year, day_of_month, month))?
        }
        "." if third.1 == 4 => day(third.0, second.0, first.0)?,
        _ => return None,
    };
    Match::new(at + 5, at, meaning)
}

/// A number and how many digits it has.
fn part(scan: &Scan<'_>, at: usize) -> Option<(u64, usize)> {
    let length = scan.text(at).len();
    scan.digits(at).filter(|_| length <= 4).map(|number| (number, length))
}

fn full_year((number, digits): (u64, usize)) -> u64 {
    match digits {
        2 if number < 50 => 2000 + number,
        2 => 1900 + number,
        _ => number,
    }
}

/// The day, if the numbers can be meant as one; a day that its month does not
/// have is kept as it is written.
fn day(year: u64, month: u64, day: u64) -> Option<Meaning> {
    if !(1..=12).contains(&month) || !(1..=31).contains(&day) || year == 0 {
        return None;
    }
    let date = Date::new(year as i16, month as i8, day as i8);
    Some(date.map_or_else(|_| Meaning::NoDay(format!("{year:04}-{month:02}-{day:02}")), Meaning::Day))
}
