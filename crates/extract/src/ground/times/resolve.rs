//! Ties what a time says to the calendar.

use document::{Granularity, TimeKind};
use jiff::civil::Date;

use super::calendar::{self, Stretch};
use super::expression::{Amount, Clock, Expression, Meaning, Named, Placed, What, YearOf};
use super::named;
use super::scan::Scan;
use super::tense::{self, Tense};
use super::value;
use crate::knowledge::times::{Direction, Edge, Origin, Sense, TimeWords, Unit};

/// A time on the calendar, as far as it can be put there.
#[derive(Clone, Debug, PartialEq)]
pub struct Resolved {
    /// TIMEX3's type.
    pub kind: TimeKind,
    /// TIMEX3's value.
    pub value: String,
    /// First and last day.
    pub range: Option<(Date, Date)>,
    /// The unit in which it is given.
    pub granularity: Granularity,
}

/// What is known when a time is resolved: the day of publication and the times
/// before it in the text.
pub struct Context<'a> {
    words: &'a TimeWords,
    scan: &'a Scan<'a>,
    /// The day of publication, or the dateline's.
    pub published: Option<Date>,
    last: Option<Resolved>,
    last_day: Option<Date>,
    /// The latest quarter that the text reports on.
    last_quarter: Option<(i16, i8)>,
    /// Whether figures are compared over most of a year since then.
    over_year: bool,
}

impl<'a> Context<'a> {
    /// Nothing but the day of publication.
    pub fn new(words: &'a TimeWords, scan: &'a Scan<'a>, published: Option<Date>) -> Self {
        Context { words, scan, published, last: None, last_day: None, last_quarter: None, over_year: false }
    }

    /// Resolves one expression and remembers it for those that follow.
    pub fn resolve(&mut self, expression: &Expression) -> Resolved {
        let tense = self.tense(expression);
        let mut resolved = self.meaning(&expression.meaning, tense, expression);
        if let Some(edge) = expression.edge {
            resolved.range = resolved.range.and_then(|range| self.narrow(range, resolved.granularity, edge));
        }
        self.remember_period(&expression.meaning, &resolved, tense);
        self.remember(&resolved);
        resolved
    }

    fn tense(&self, expression: &Expression) -> Tense {
        let Some(head) = self.scan.get(expression.head) else { return Tense::Unknown };
        let ahead = || self.scan.phrase_before(expression.start, |sense| sense == Sense::Ahead).is_some();
        let weekday = matches!(expression.meaning, Meaning::Named(Named { what: What::Weekday(_), .. }));
        match tense::of(self.words, self.scan.parse, head.token) {
            _ if ahead() => Tense::Future,
            // "Wednesday's ruling" has come, whatever people will do about it.
            _ if weekday && self.scan.possessive(expression.end).is_some() => Tense::Past,
            Tense::Perfect if self.ends_then(expression) => Tense::Future,
            Tense::Perfect => Tense::Past,
            tense => tense,
        }
    }

    /// Whether the words before make the time an end: "until Tuesday".
    fn ends_then(&self, expression: &Expression) -> bool {
        let before = expression.start.checked_sub(1);
        before.is_some_and(|before| self.scan.is_any(before, &["until", "till", "by"]))
    }

    fn remember(&mut self, resolved: &Resolved) {
        if !matches!(resolved.kind, TimeKind::Date | TimeKind::Time) || resolved.granularity == Granularity::Vague {
            return;
        }
        if let Some((first, last)) = resolved.range {
            if first == last {
                self.last_day = Some(first);
            }
            self.last = Some(resolved.clone());
        }
    }

    /// Remembers the period that a report of figures speaks of, with which "a
    /// year earlier" compares.
    fn remember_period(&mut self, meaning: &Meaning, resolved: &Resolved, tense: Tense) {
        match meaning {
            Meaning::Named(Named { what: What::Quarter(_), year: YearOf::Unsaid, .. }) => {
                let over = |last: Date| self.published.is_none_or(|published| last < published);
                let quarter = resolved.range.filter(|&(_, last)| tense != Tense::Future || over(last));
                let quarter = quarter.map(|(first, _)| (first.year(), calendar::quarter(first)));
                self.last_quarter = self.last_quarter.max(quarter);
                self.over_year = false;
            }
            Meaning::Known(Unit::Quarter) => self.over_year = false,
            Meaning::Duration(Amount::Exact(6 | 9, 0), Unit::Month, _) | Meaning::Known(Unit::Year) => {
                self.over_year = true;
            }
            _ => {}
        }
    }

    fn meaning(&self, meaning: &Meaning, tense: Tense, expression: &Expression) -> Resolved {
        match meaning {
            Meaning::Day(date) => on(Stretch::day(*date)),
            Meaning::NoDay(value) => unplaced(TimeKind::Date, value.clone(), Granularity::Day),
            Meaning::Named(named) => self.named(named, tense, expression),
            Meaning::DayOfWeek(weekday, direction) => {
                let week = self.shifted(Unit::Week, *direction);
                let day = week
                    .and_then(|week| calendar::add(week.first, Unit::Day, i64::from(weekday.to_monday_zero_offset())));
                let unknown = || unplaced(TimeKind::Date, named::unknown(What::Weekday(*weekday)), Granularity::Day);
                day.map_or_else(unknown, |day| on(Stretch::day(day)))
            }
            Meaning::WeekOf(day) => {
                let day = self.meaning(day, tense, expression);
                let week = day.range.and_then(|(first, _)| Stretch::week(first));
                week.map_or_else(|| unplaced(TimeKind::Date, "XXXX-WXX".into(), Granularity::Week), on)
            }
            Meaning::Shift(unit, direction) => self.shift(*unit, *direction, tense),
            Meaning::Away(amount, unit, direction) => self.away(*amount, *unit, *direction),
            Meaning::Known(unit) => self.known(*unit, tense, expression),
            Meaning::YearBefore => self.year_before(),
            Meaning::Decade(first) => self.decade(*first),
            Meaning::Century(number) => Stretch::century(*number).map_or_else(|| vague("PAST_REF"), on),
            Meaning::Duration(amount, unit, placed) => self.duration(*amount, *unit, *placed),
            Meaning::Set(value) => unplaced(TimeKind::Set, value.clone(), Granularity::Vague),
            Meaning::Each(named) => unplaced(TimeKind::Set, named::unknown(named.what), Granularity::Day),
            Meaning::Vague(value) => vague(value),
            Meaning::While(value) => unplaced(TimeKind::Duration, value.to_string(), Granularity::Vague),
            Meaning::Clock(clock, day) => self.clock(*clock, day.as_deref(), tense, expression),
        }
    }

    /// The day that a direction counts from.
    fn base(&self, direction: Direction) -> Option<Date> {
        match (direction.from, &self.last) {
            (Origin::Text, Some(Resolved { range: Some((first, last)), .. })) => {
                Some(if direction.by > 0 { *last } else { *first })
            }
            _ => self.published,
        }
    }

    fn shifted(&self, unit: Unit, direction: Direction) -> Option<Stretch> {
        Stretch::of(unit, calendar::add(self.base(direction)?, unit, direction.by)?)
    }

    fn shift(&self, unit: Unit, direction: Direction, tense: Tense) -> Resolved {
        if direction.from == Origin::Text
            && direction.by == 0
            && let Some(last) = self.last.as_ref().filter(|last| last.granularity > calendar::granularity(unit))
        {
            return unplaced(TimeKind::Date, format!("{}-XX", last.value), calendar::granularity(unit));
        }
        if unit == Unit::Weekend && direction.by == 0 {
            return self.weekend(if tense == Tense::Past { tense } else { Tense::Future });
        }
        let unknown = || unplaced(TimeKind::Date, unknown_unit(unit).into(), calendar::granularity(unit));
        self.shifted(unit, direction).map_or_else(unknown, on)
    }

    /// The weekend before the day of publication, or the one of its week.
    fn weekend(&self, tense: Tense) -> Resolved {
        let Some(published) = self.published else {
            return unplaced(TimeKind::Date, "XXXX-WXX-WE".into(), Granularity::Week);
        };
        let back = if tense == Tense::Future { 0 } else { -5 };
        let weekend = calendar::add(published, Unit::Day, back).and_then(Stretch::weekend);
        weekend.map_or_else(|| vague("PAST_REF"), on)
    }

    fn away(&self, amount: Amount, unit: Unit, direction: Direction) -> Resolved {
        let (forward, reference) = match direction.by > 0 {
            true => (true, "FUTURE_REF"),
            false => (false, "PAST_REF"),
        };
        // "A decade ago" tells a year, if not exactly.
        let (amount, unit) = match (amount, unit) {
            (Amount::Exact(decades, 0), Unit::Decade) => (Amount::Exact(decades.saturating_mul(10), 0), Unit::Year),
            other => other,
        };
        if amount == Amount::ONE && unit == Unit::Year && !forward && self.last_quarter.is_some() {
            return self.year_before();
        }
        let Some(base) = self.base(direction) else {
            return unplaced(TimeKind::Date, unknown_unit(unit).into(), calendar::granularity(unit));
        };
        if amount == Amount::Some && direction.from == Origin::Text {
            return self.duration(amount, unit, Placed::Unsaid);
        }
        let Some(date) = calendar::add_amount(base, amount, unit, forward) else { return vague(reference) };
        let from_day = direction.from == Origin::Text && self.last_day == Some(base);
        let unit = if from_day && unit <= Unit::Fortnight { Unit::Day } else { unit };
        let mut resolved = Stretch::of(unit, date).map_or_else(|| vague(reference), on);
        if unit < Unit::Day {
            resolved = Resolved { kind: TimeKind::Time, granularity: calendar::granularity(unit), ..resolved };
            resolved.value.push_str("TXX:XX");
        }
        resolved
    }

    fn known(&self, unit: Unit, tense: Tense, expression: &Expression) -> Resolved {
        let ends = self.scan.is_any(expression.end, &["ended", "ending", "that", "to", "through"]);
        match unit {
            Unit::Weekend => self.weekend(tense),
            Unit::Year if ends => self.duration(Amount::ONE, unit, Placed::Unsaid),
            Unit::Quarter => {
                let before = || {
                    let day = calendar::add(self.published?, Unit::Quarter, -1)?;
                    Some((day.year(), calendar::quarter(day)))
                };
                let quarter =
                    self.last_quarter.or_else(before).and_then(|(year, quarter)| Stretch::quarter(year, quarter));
                quarter.map_or_else(|| unplaced(TimeKind::Date, "XXXX-QX".into(), Granularity::Quarter), on)
            }
            unit => self.shift(unit, Direction { by: 0, from: Origin::Published }, tense),
        }
    }

    /// The quarter spoken of, or the year of publication, one year before.
    fn year_before(&self) -> Resolved {
        let compared = match self.last_quarter.filter(|_| !self.over_year) {
            Some((year, quarter)) => Stretch::quarter(year.saturating_sub(1), quarter),
            None => self.published.and_then(|day| Stretch::year(day.year().saturating_sub(1))),
        };
        compared.map_or_else(|| unplaced(TimeKind::Date, "XXXX".into(), Granularity::Year), on)
    }

    fn decade(&self, first: i16) -> Resolved {
        let full = match first {
            100.. => first,
            first if first < 20 => 2000 + first,
            first => 1900 + first,
        };
        Stretch::decade(full).map_or_else(|| vague("PAST_REF"), on)
    }

    fn duration(&self, amount: Amount, unit: Unit, placed: Placed) -> Resolved {
        let other = |forward| calendar::add_amount(self.published?, amount, unit, forward);
        let range = match placed {
            Placed::Unsaid => None,
            Placed::Before => other(false).zip(self.published),
            Placed::After => self.published.zip(other(true)),
        };
        Resolved {
            kind: TimeKind::Duration,
            value: value::duration(amount, unit),
            range,
            granularity: calendar::granularity(unit),
        }
    }

    fn clock(&self, clock: Clock, day: Option<&Meaning>, tense: Tense, expression: &Expression) -> Resolved {
        let day = match day {
            Some(day) => self.meaning(day, tense, expression),
            None => self.last_day.or(self.published).map_or_else(
                || unplaced(TimeKind::Date, "XXXX-XX-XX".into(), Granularity::Day),
                |day| on(Stretch::day(day)),
            ),
        };
        let granularity = match clock {
            Clock::At(_, Some(_)) => Granularity::Minute,
            Clock::At(_, None) => Granularity::Hour,
            Clock::Part(_) => Granularity::Part,
        };
        Resolved { kind: TimeKind::Time, value: format!("{}T{}", day.value, value::clock(clock)), granularity, ..day }
    }

    fn named(&self, named: &Named, tense: Tense, expression: &Expression) -> Resolved {
        let granularity = named::granularity(named.what);
        if named.what == What::Year
            && self.scan.is(expression.end.wrapping_sub(1), "period")
            && let (YearOf::Is(year), Some((_, quarter)), false) = (named.year, self.last_quarter, self.over_year)
            && let Some(quarter) = Stretch::quarter(year, quarter)
        {
            return on(quarter);
        }
        let found = match (named.year, named.what) {
            (YearOf::Is(year), what) => Stretch::named(what, year),
            (YearOf::Away(direction), what) => self.base(direction).and_then(|base| {
                Stretch::named(what, i16::try_from(i64::from(base.year()).checked_add(direction.by)?).ok()?)
            }),
            (YearOf::Unsaid, what) => {
                let base = named.direction.map_or(self.published, |direction| self.base(direction));
                base.and_then(|base| named::nearest(what, named.direction, base, tense))
            }
        };
        found.map_or_else(|| unplaced(TimeKind::Date, named::unknown_of(named), granularity), on)
    }

    /// The part of a stretch of days that is meant.
    fn narrow(&self, (first, last): (Date, Date), granularity: Granularity, edge: Edge) -> Option<(Date, Date)> {
        let day = |by: i64| calendar::add(first, Unit::Day, by);
        let length = i64::from(first.until(last).ok()?.get_days()) + 1;
        let (one, two) = if granularity == Granularity::Month { (10, 20) } else { (length / 3, length * 2 / 3) };
        if length < 4 {
            return Some((first, last));
        }
        match (edge, self.published) {
            (Edge::Start, _) => Some((first, day(one - 1)?)),
            (Edge::Middle, _) => Some((day(one)?, day(two - 1)?)),
            (Edge::End, _) => Some((day(two)?, last)),
            (Edge::Before, Some(now)) if first <= now && now <= last => Some((first, now)),
            (Edge::After, Some(now)) if first <= now && now <= last => Some((now, last)),
            _ => Some((first, last)),
        }
    }
}

fn on(stretch: Stretch) -> Resolved {
    let Stretch { value, first, last, granularity } = stretch;
    Resolved { kind: TimeKind::Date, value, range: Some((first, last)), granularity }
}

fn unplaced(kind: TimeKind, value: String, granularity: Granularity) -> Resolved {
    Resolved { kind, value, range: None, granularity }
}

fn vague(value: &str) -> Resolved {
    unplaced(TimeKind::Date, value.to_owned(), Granularity::Vague)
}

/// A unit of which nothing is known.
fn unknown_unit(unit: Unit) -> &'static str {
    match unit {
        Unit::Second | Unit::Minute | Unit::Hour => "XXXX-XX-XXTXX:XX",
        Unit::Day => "XXXX-XX-XX",
        Unit::Week | Unit::Fortnight => "XXXX-WXX",
        Unit::Weekend => "XXXX-WXX-WE",
        Unit::Month => "XXXX-XX",
        Unit::Quarter => "XXXX-QX",
        Unit::Year => "XXXX",
        Unit::Decade => "XXX",
        Unit::Century => "XX",
        Unit::Millennium => "X",
    }
}
