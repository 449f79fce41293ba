use jiff::Timestamp;
use jiff::civil::{Date, date};
use jiff::tz::TimeZone;

/// The day that a date names, as archives, feeds and pages write it: ISO 8601
/// with or without a time ("2025-06-04T10:00:00Z"), the same with slashes or
/// without marks ("20250604"), as in mail headers ("Wed, 04 Jun 2025 10:00:00
/// GMT"), in words ("June 4, 2025"), with points ("04.06.2025", everywhere day
/// first), or as seconds or milliseconds since 1970.
///
/// `None` where it is none of these, or where day and month could change
/// places ("04/06/2025").
pub fn day(text: &str) -> Option<Date> {
    let text = text.trim();
    iso(text)
        .or_else(|| dotted(text))
        .or_else(|| digits(text))
        .or_else(|| in_words(text))
        .filter(|day| day.year() > 1000)
}

fn iso(text: &str) -> Option<Date> {
    let start = text.get(..10)?;
    let rest = text[10..].chars().next();
    let is_whole = rest.is_none_or(|next| !next.is_ascii_digit());
    is_whole.then(|| start.replace('/', "-").parse().ok()).flatten()
}

fn dotted(text: &str) -> Option<Date> {
    let day = text.split_whitespace().next()?;
    let mut parts = day.trim_end_matches(',').split('.');
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next().filter(|year| year.len() == 4)?);
    let date = Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok();
    date.filter(|_| parts.next().is_none())
}

fn digits(text: &str) -> Option<Date> {
    let length = text.bytes().take_while(u8::is_ascii_digit).count();
    let rest = &text[length..];
    let stands_alone = rest.is_empty() || rest.bytes().skip(1).all(|byte| byte == b'0') && rest.starts_with('.');
    let number = || text[..length].parse::<i64>().ok();
    match length {
        8 if rest.is_empty() || rest.starts_with('T') => compact(text),
        14 if rest.is_empty() => compact(text),
        9 | 10 if stands_alone => since_1970(Timestamp::from_second(number()?).ok()?),
        12 | 13 if stands_alone => since_1970(Timestamp::from_millisecond(number()?).ok()?),
        _ => None,
    }
}

fn compact(text: &str) -> Option<Date> {
    let part = |from: usize, to: usize| text.get(from..to)?.parse::<i16>().ok();
    Date::new(part(0, 4)?, part(4, 6)? as i8, part(6, 8)? as i8).ok()
}

fn since_1970(time: Timestamp) -> Option<Date> {
    let day = TimeZone::UTC.to_datetime(time).date();
    // Smaller numbers are ids or years, not times.
    (day > date(1972, 1, 1)).then_some(day)
}

const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// A month's name with a day and a year around it, in any order.
fn in_words(text: &str) -> Option<Date> {
    let (mut day, mut month, mut year) = (None, None, None);
    for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).take(8) {
        let number = word.trim_end_matches(|c: char| c.is_ascii_alphabetic()).parse::<i16>().ok();
        match number {
            Some(number) if word.len() == 4 && year.is_none() && number > 1000 => year = Some(number),
            Some(number) if (1..=31).contains(&number) && day.is_none() => day = Some(number as i8),
            Some(_) => {}
            None => month = month.or_else(|| month_of(word)),
        }
    }
    Date::new(year?, month?, day?).ok()
}

fn month_of(word: &str) -> Option<i8> {
    let start = word.get(..3)?.to_ascii_lowercase();
    MONTHS.iter().position(|month| *month == start).map(|index| index as i8 + 1)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn days_are_read_as_they_are_written() {
        for text in [
            "2025-06-04",
            "2025-06-04T08:30:00Z",
            "2025/06/04",
            "20250604",
            "20250604T0830",
            "20250604083000",
            "Wed, 04 Jun 2025 10:00:00 GMT",
            "June 4, 2025",
            "4th June 2025 09:15",
            "04.06.2025",
            "4.6.2025, 10:15",
            "1749024000",
            "1749024000.0",
            "1749024000000",
        ] {
            assert_eq!(day(text), Some(date(2025, 6, 4)), "{text}");
        }
    }

    #[test]
    fn what_is_no_day_is_none() {
        for text in
            ["", "June", "04/06/2025", "2025-13-40", "7", "2025", "20251399", "2025-06-041", "04.06.25", "4.6.2025.1"]
        {
            assert_eq!(day(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_answered(text in "\\PC{0,40}|[0-9TZ:/. -]{0,30}") {
            let _ = day(&text);
        }
    }
}
