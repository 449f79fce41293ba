//! Whether an event is history to its article.

use document::{Date, Event, Grounding};

/// PLOVER calls an event historical that lies in the past beyond the period
/// that the news covers, and leaves the length of that period open: here, so
/// many days.
const NEWS_PERIOD: i32 = 60;

/// Sets the flag: the event's time ended longer ago than the news period. What
/// lies in no known time, or in an article without a date, is never history.
pub(super) fn set(grounding: &Grounding, published: Option<Date>, event: &mut Event) {
    let last = event.time.and_then(|time| grounding.times[time].range).map(|(_, last)| last);
    event.is_historical = match (last, published) {
        (Some(last), Some(published)) => days_between(last, published) > NEWS_PERIOD,
        _ => false,
    };
}

/// From the first day to the second.
fn days_between(first: Date, second: Date) -> i32 {
    first.until(second).map_or(0, |span| span.get_days())
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn days_are_counted_across_years() {
        assert_eq!(days_between(date(2023, 3, 1), date(2025, 6, 4)), 826);
        assert_eq!(days_between(date(2025, 6, 5), date(2025, 6, 4)), -1);
    }
}
