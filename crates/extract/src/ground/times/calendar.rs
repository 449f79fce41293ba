//! Stretches of the calendar: a day's week, month, quarter and so on, with
//! first and last day and TIMEX3's name.

use document::Granularity;
use jiff::Span;
use jiff::civil::{Date, ISOWeekDate, Weekday};

use super::expression::{Amount, What};
use crate::knowledge::times::{Season, Unit};

/// Some days on end.
#[derive(Clone, Debug, PartialEq)]
pub struct Stretch {
    /// TIMEX3's name ("2025-W23").
    pub value: String,
    /// The first day.
    pub first: Date,
    /// The last day.
    pub last: Date,
    /// The unit in which it is given.
    pub granularity: Granularity,
}

impl Stretch {
    fn new(value: String, first: Date, last: Date, granularity: Granularity) -> Option<Stretch> {
        Some(Stretch { value, first, last, granularity })
    }

    /// One day.
    pub fn day(date: Date) -> Stretch {
        Stretch { value: date.to_string(), first: date, last: date, granularity: Granularity::Day }
    }

    /// A whole year.
    pub fn year(year: i16) -> Option<Stretch> {
        let (first, last) = years(year, 1)?;
        Stretch::new(format!("{year:04}"), first, last, Granularity::Year)
    }

    /// A month of a year.
    pub fn month(year: i16, month: i8) -> Option<Stretch> {
        let first = Date::new(year, month, 1).ok()?;
        Stretch::new(format!("{year:04}-{month:02}"), first, first.last_of_month(), Granularity::Month)
    }

    /// A quarter of a year, from 1.
    pub fn quarter(year: i16, quarter: i8) -> Option<Stretch> {
        let first = Date::new(year, quarter.checked_mul(3)?.checked_sub(2)?, 1).ok()?;
        Stretch::new(format!("{year:04}-Q{quarter}"), first, months_from(first, 3)?, Granularity::Quarter)
    }

    /// A half of a year, from 1.
    pub fn half(year: i16, half: i8) -> Option<Stretch> {
        let first = Date::new(year, half.checked_mul(6)?.checked_sub(5)?, 1).ok()?;
        Stretch::new(format!("{year:04}-H{half}"), first, months_from(first, 6)?, Granularity::Quarter)
    }

    /// A season of the north; winter begins in December of its year.
    pub fn season(year: i16, season: Season) -> Option<Stretch> {
        let month = match season {
            Season::Spring => 3,
            Season::Summer => 6,
            Season::Autumn => 9,
            Season::Winter => 12,
        };
        let first = Date::new(year, month, 1).ok()?;
        let last = months_from(first, 3)?;
        Stretch::new(format!("{year:04}-{}", season.code()), first, last, Granularity::Season)
    }

    /// The ten years from one that ends with 0.
    pub fn decade(first: i16) -> Option<Stretch> {
        let (from, to) = years(first, 10)?;
        Stretch::new(format!("{:03}", first / 10), from, to, Granularity::Decade)
    }

    /// A century by its number: the 20th holds 1900 to 1999.
    pub fn century(number: i16) -> Option<Stretch> {
        let before = number.checked_sub(1)?;
        let (first, last) = years(before.checked_mul(100)?, 100)?;
        Stretch::new(format!("{before:02}"), first, last, Granularity::Century)
    }

    /// The ISO week of a day.
    pub fn week(date: Date) -> Option<Stretch> {
        let week = date.iso_week_date();
        let first = ISOWeekDate::new(week.year(), week.week(), Weekday::Monday).ok()?.date();
        let last = add(first, Unit::Day, 6)?;
        Stretch::new(format!("{:04}-W{:02}", week.year(), week.week()), first, last, Granularity::Week)
    }

    /// The weekend of a day's week.
    pub fn weekend(date: Date) -> Option<Stretch> {
        let week = Stretch::week(date)?;
        let first = add(week.first, Unit::Day, 5)?;
        Stretch::new(format!("{}-WE", week.value), first, week.last, Granularity::Week)
    }

    /// The stretch of a unit in which a day lies.
    pub fn of(unit: Unit, date: Date) -> Option<Stretch> {
        let year = date.year();
        match unit {
            Unit::Second | Unit::Minute | Unit::Hour | Unit::Day => Some(Stretch::day(date)),
            Unit::Week | Unit::Fortnight => Stretch::week(date),
            Unit::Weekend => Stretch::weekend(date),
            Unit::Month => Stretch::month(year, date.month()),
            Unit::Quarter => Stretch::quarter(year, quarter(date)),
            Unit::Year => Stretch::year(year),
            Unit::Decade => Stretch::decade(year.div_euclid(10) * 10),
            Unit::Century => Stretch::century(year.div_euclid(100) + 1),
            Unit::Millennium => {
                let first = year.div_euclid(1000) * 1000;
                let (from, to) = years(first, 1000)?;
                Stretch::new(format!("{:01}", first / 1000), from, to, Granularity::Century)
            }
        }
    }

    /// The stretch with a name in a year.
    pub fn named(what: What, year: i16) -> Option<Stretch> {
        match what {
            What::Year => Stretch::year(year),
            What::Month(month) => Stretch::month(year, month),
            What::Day(month, day) => Date::new(year, month, day).ok().map(Stretch::day),
            What::Season(season) => Stretch::season(year, season),
            What::Quarter(quarter) => Stretch::quarter(year, quarter),
            What::Half(half) => Stretch::half(year, half),
            What::Holiday(rule) => rule.in_year(year).map(Stretch::day),
            What::HolidayWeek(rule) => Stretch::week(rule.in_year(year)?),
            What::Weekday(_) => None,
        }
    }
}

/// The quarter in which a day lies, from 1.
pub fn quarter(date: Date) -> i8 {
    (date.month() - 1) / 3 + 1
}

fn years(first: i16, number: i16) -> Option<(Date, Date)> {
    let last = first.checked_add(number - 1)?;
    Some((Date::new(first, 1, 1).ok()?, Date::new(last, 12, 31).ok()?))
}

/// The last day of so many months from the first day of one.
fn months_from(first: Date, months: i64) -> Option<Date> {
    add(add(first, Unit::Month, months)?, Unit::Day, -1)
}

/// The day so many units away; `None` outside the calendar.
pub fn add(date: Date, unit: Unit, by: i64) -> Option<Date> {
    let span = match unit {
        Unit::Second | Unit::Minute | Unit::Hour => return Some(date),
        Unit::Day => Span::new().try_days(by),
        Unit::Week | Unit::Weekend => Span::new().try_weeks(by),
        Unit::Fortnight => Span::new().try_weeks(by.checked_mul(2)?),
        Unit::Month => Span::new().try_months(by),
        Unit::Quarter => Span::new().try_months(by.checked_mul(3)?),
        Unit::Year => Span::new().try_years(by),
        Unit::Decade => Span::new().try_years(by.checked_mul(10)?),
        Unit::Century => Span::new().try_years(by.checked_mul(100)?),
        Unit::Millennium => Span::new().try_years(by.checked_mul(1000)?),
    };
    date.checked_add(span.ok()?).ok()
}

/// The day an amount away, forward or back.
pub fn add_amount(date: Date, amount: Amount, unit: Unit, forward: bool) -> Option<Date> {
    let Amount::Exact(whole, sixtieths) = amount else { return None };
    let sign = if forward { 1 } else { -1 };
    let moved = add(date, unit, i64::try_from(whole).ok()?.checked_mul(sign)?)?;
    match unit {
        Unit::Year if sixtieths > 0 => add(moved, Unit::Month, sign * i64::from(sixtieths) * 12 / 60),
        _ => Some(moved),
    }
}

/// The unit as the granularity of a time.
pub fn granularity(unit: Unit) -> Granularity {
    match unit {
        Unit::Second | Unit::Minute => Granularity::Minute,
        Unit::Hour => Granularity::Hour,
        Unit::Day => Granularity::Day,
        Unit::Week | Unit::Weekend | Unit::Fortnight => Granularity::Week,
        Unit::Month => Granularity::Month,
        Unit::Quarter => Granularity::Quarter,
        Unit::Year => Granularity::Year,
        Unit::Decade => Granularity::Decade,
        Unit::Century | Unit::Millennium => Granularity::Century,
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn stretches_hold_their_days() {
        for (unit, value, first, last) in [
            (Unit::Week, "2025-W23", date(2025, 6, 2), date(2025, 6, 8)),
            (Unit::Weekend, "2025-W23-WE", date(2025, 6, 7), date(2025, 6, 8)),
            (Unit::Month, "2025-06", date(2025, 6, 1), date(2025, 6, 30)),
            (Unit::Quarter, "2025-Q2", date(2025, 4, 1), date(2025, 6, 30)),
            (Unit::Decade, "202", date(2020, 1, 1), date(2029, 12, 31)),
            (Unit::Century, "20", date(2000, 1, 1), date(2099, 12, 31)),
        ] {
            let stretch = Stretch::of(unit, date(2025, 6, 4)).unwrap();
            assert_eq!((stretch.value.as_str(), stretch.first, stretch.last), (value, first, last));
        }
        assert_eq!(Stretch::season(2024, Season::Winter).unwrap().last, date(2025, 2, 28));
    }

    #[test]
    fn the_end_of_the_calendar_is_no_panic() {
        assert_eq!(Stretch::season(9999, Season::Winter), None);
        assert_eq!(add(date(9999, 12, 31), Unit::Day, 1), None);
        assert_eq!(add(date(2025, 1, 1), Unit::Millennium, i64::MAX), None);
        for unit in [Unit::Week, Unit::Weekend, Unit::Decade, Unit::Century, Unit::Millennium] {
            for day in [Date::MIN, Date::MAX, date(0, 1, 1), date(-1, 12, 31)] {
                let _ = Stretch::of(unit, day);
            }
        }
    }
}
