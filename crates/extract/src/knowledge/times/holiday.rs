//! The rules by which named days fall on the calendar.

use std::str::FromStr;

use jiff::Span;
use jiff::civil::{Date, Weekday};

/// When a named day falls.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    /// The same month and day every year.
    Fixed(i8, i8),
    /// So many days from Easter Sunday of the Western churches.
    Easter(i64),
    /// The nth such weekday of a month (-1: the last), and days from there.
    Weekday {
        /// The month, from 1.
        month: i8,
        /// Which one, from 1; -1 for the last.
        nth: i8,
        /// The weekday.
        weekday: Weekday,
        /// Days from that day.
        plus: i64,
        /// Whether it must stand behind the month's first Monday (elections in
        /// the United States).
        after_monday: bool,
    },
}

impl Rule {
    /// The day in a year; `None` outside the calendar.
    pub fn in_year(self, year: i16) -> Option<Date> {
        match self {
            Rule::Fixed(month, day) => Date::new(year, month, day).ok(),
            Rule::Easter(plus) => add_days(easter(year)?, plus),
            Rule::Weekday { month, nth, weekday, plus, after_monday } => {
                let first = Date::new(year, month, 1).ok()?;
                let day = match after_monday {
                    true => add_days(first.nth_weekday_of_month(1, Weekday::Monday).ok()?, 1)?,
                    false => first.nth_weekday_of_month(nth, weekday).ok()?,
                };
                add_days(day, plus)
            }
        }
    }
}

fn add_days(date: Date, days: i64) -> Option<Date> {
    date.checked_add(Span::new().try_days(days).ok()?).ok()
}

/// Easter Sunday of the Gregorian calendar, by the anonymous algorithm that
/// Nature printed in 1876 (Meeus, Astronomical Algorithms, chapter 8).
pub fn easter(year: i16) -> Option<Date> {
    let year = i32::from(year);
    let golden = year.rem_euclid(19);
    let (century, rest) = (year.div_euclid(100), year.rem_euclid(100));
    let correction = (century - (century + 8).div_euclid(25) + 1).div_euclid(3);
    let epact = (19 * golden + century - century.div_euclid(4) - correction + 15).rem_euclid(30);
    let weekday = (32 + 2 * century.rem_euclid(4) + 2 * (rest / 4) - epact - rest % 4).rem_euclid(7);
    let month = (golden + 11 * epact + 22 * weekday) / 451;
    let days = epact + weekday - 7 * month + 114;
    Date::new(year as i16, (days / 31) as i8, (days % 31 + 1) as i8).ok()
}

impl FromStr for Rule {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        if let Some(plus) = text.strip_prefix("easter") {
            return Ok(Rule::Easter(if plus.is_empty() { 0 } else { plus.parse().map_err(drop)? }));
        }
        if text.contains(' ') {
            return weekday_rule(text).ok_or(());
        }
        if let Some((month, day)) = text.split_once('-') {
            let (month, day) = (month.parse().map_err(drop)?, day.parse().map_err(drop)?);
            // 2000 has all days that any year has.
            return Date::new(2000, month, day).map(|_| Rule::Fixed(month, day)).map_err(drop);
        }
        Err(())
    }
}

fn weekday_rule(text: &str) -> Option<Rule> {
    let mut parts = text.split(' ');
    let month = parts.next()?.parse().ok().filter(|month| (1..=12).contains(month))?;
    let nth = match parts.next()? {
        "first" => 1,
        "second" => 2,
        "third" => 3,
        "fourth" => 4,
        "last" => -1,
        _ => return None,
    };
    let weekday = weekday(parts.next()?)?;
    let (mut plus, mut after_monday) = (0, false);
    for part in parts {
        match part {
            "after-monday" => after_monday = true,
            days => plus = days.parse().ok()?,
        }
    }
    Some(Rule::Weekday { month, nth, weekday, plus, after_monday })
}

fn weekday(name: &str) -> Option<Weekday> {
    const NAMES: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    let index = NAMES.iter().position(|known| *known == name)?;
    Weekday::from_monday_one_offset(index as i8 + 1).ok()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn easter_falls_where_almanacs_say() {
        for (year, month, day) in
            [(1961, 4, 2), (2000, 4, 23), (2008, 3, 23), (2024, 3, 31), (2025, 4, 20), (2038, 4, 25)]
        {
            assert_eq!(easter(year), Some(date(year, month, day)));
        }
        assert_eq!(easter(-1), easter(-1).filter(|day| day.weekday() == Weekday::Sunday));
    }

    #[test]
    fn weekday_rules_count_within_the_month() {
        let day = |rule: &str, year| rule.parse::<Rule>().unwrap().in_year(year);
        assert_eq!(day("11 fourth thursday", 1999), Some(date(1999, 11, 25)));
        assert_eq!(day("11 fourth thursday +1", 2024), Some(date(2024, 11, 29)));
        assert_eq!(day("11 first tuesday after-monday", 2022), Some(date(2022, 11, 8)));
        assert_eq!(day("5 last monday", 2025), Some(date(2025, 5, 26)));
        assert_eq!(day("easter-2", 2025), Some(date(2025, 4, 18)));
    }

    #[test]
    fn wrong_rules_are_refused() {
        for rule in ["13-01", "02-30", "eastern", "11 fifth thursday", "0 first monday", ""] {
            assert!(rule.parse::<Rule>().is_err(), "{rule}");
        }
    }
}
