//! How TIMEX3 writes durations and times of the day.

use super::expression::{Amount, Clock};
use crate::knowledge::times::Unit;

/// A duration: "P3D", "PT2H", "P2Y6M", "PXW".
pub fn duration(amount: Amount, unit: Unit) -> String {
    let (letters, times, clock) = letters(unit);
    let mark = if clock { "PT" } else { "P" };
    match amount {
        Amount::Exact(whole, 0) => format!("{mark}{}{letters}", whole.saturating_mul(times)),
        Amount::Exact(whole, sixtieths) => {
            let whole = match whole.saturating_mul(times) {
                0 => String::new(),
                whole => format!("{whole}{letters}"),
            };
            format!("{mark}{whole}{}", rest(sixtieths, unit))
        }
        Amount::Some => format!("{mark}X{}", unknown_letters(unit)),
    }
}

/// The unit's letters, how many of these it holds, and whether they stand
/// behind the "T" of times of the day.
fn letters(unit: Unit) -> (&'static str, u64, bool) {
    match unit {
        Unit::Second => ("S", 1, true),
        Unit::Minute => ("M", 1, true),
        Unit::Hour => ("H", 1, true),
        Unit::Day => ("D", 1, false),
        Unit::Week => ("W", 1, false),
        Unit::Weekend => ("WE", 1, false),
        Unit::Fortnight => ("W", 2, false),
        Unit::Month => ("M", 1, false),
        Unit::Quarter => ("Q", 1, false),
        Unit::Year => ("Y", 1, false),
        Unit::Decade => ("Y", 10, false),
        Unit::Century => ("Y", 100, false),
        Unit::Millennium => ("Y", 1000, false),
    }
}

fn unknown_letters(unit: Unit) -> &'static str {
    match unit {
        Unit::Century => "C",
        Unit::Millennium => "L",
        unit => letters(unit).0,
    }
}

/// A part of a unit, in smaller units.
fn rest(sixtieths: u8, unit: Unit) -> String {
    let share = |of: u64| u64::from(sixtieths) * of / 60;
    match unit {
        Unit::Second => String::new(),
        Unit::Minute => format!("{}S", share(60)),
        Unit::Hour => format!("{}M", share(60)),
        Unit::Day => format!("T{}H", share(24)),
        Unit::Week => format!("{}D", share(7)),
        Unit::Weekend => format!("{}D", share(2)),
        Unit::Fortnight => format!("{}D", share(14)),
        Unit::Month => format!("{}D", share(30)),
        Unit::Quarter => format!("{}D", share(90)),
        Unit::Year => format!("{}M", share(12)),
        Unit::Decade => format!("{}Y", share(10)),
        Unit::Century => format!("{}Y", share(100)),
        Unit::Millennium => format!("{}Y", share(1000)),
    }
}

/// What stands behind the "T": "19:15", "NI".
pub fn clock(clock: Clock) -> String {
    match clock {
        Clock::At(hour, minute) => format!("{hour:02}:{:02}", minute.unwrap_or_default()),
        Clock::Part(part) => part.code().to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_written_as_timex3_does() {
        for (amount, unit, value) in [
            (Amount::Exact(3, 0), Unit::Day, "P3D"),
            (Amount::Exact(2, 30), Unit::Year, "P2Y6M"),
            (Amount::Exact(0, 30), Unit::Hour, "PT30M"),
            (Amount::Exact(1, 30), Unit::Minute, "PT1M30S"),
            (Amount::Exact(2, 0), Unit::Decade, "P20Y"),
            (Amount::Some, Unit::Week, "PXW"),
            (Amount::Some, Unit::Hour, "PTXH"),
            (Amount::Exact(u64::MAX, 0), Unit::Century, "P18446744073709551615Y"),
        ] {
            assert_eq!(duration(amount, unit), value);
        }
    }
}
