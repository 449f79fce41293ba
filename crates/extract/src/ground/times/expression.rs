//! What a time says by itself, before it is tied to the calendar.

use document::Label;
use jiff::civil::{Date, Weekday};

use crate::knowledge::times::{DayPart, Direction, Edge, Rule, Season, Unit};

/// A stretch of lexemes and what it says.
#[derive(Clone, Debug, PartialEq)]
pub struct Expression {
    /// The first lexeme.
    pub start: usize,
    /// The lexeme behind the last one.
    pub end: usize,
    /// The lexeme that its words hang on: the unit, month or weekday.
    pub head: usize,
    /// What it says.
    pub meaning: Meaning,
    /// The part of it that is meant ("early", "the end of").
    pub edge: Option<Edge>,
}

/// What a time says.
#[derive(Clone, Debug, PartialEq)]
pub enum Meaning {
    /// A day with its year.
    Day(Date),
    /// A day that no calendar has ("31 June 2024"), as it is written.
    NoDay(String),
    /// A stretch of the calendar with a name ("May", "Friday", "the third
    /// quarter of 2020").
    Named(Named),
    /// A weekday of the week so many weeks away ("Monday of last week").
    DayOfWeek(Weekday, Direction),
    /// The week of a day ("the week of March 6").
    WeekOf(Box<Meaning>),
    /// The unit so many units away ("last week", "yesterday").
    Shift(Unit, Direction),
    /// An amount away ("two years ago", "a month later").
    Away(Amount, Unit, Direction),
    /// A unit known from the text ("the quarter").
    Known(Unit),
    /// The stretch of the year before that compares with the one spoken of
    /// ("the year-ago quarter").
    YearBefore,
    /// A decade, by its first year, or the last two digits of it ("the '90s").
    Decade(i16),
    /// A century, by its number.
    Century(i16),
    /// How long.
    Duration(Amount, Unit, Placed),
    /// How often, as TIMEX3 writes it.
    Set(String),
    /// Every such weekday, month or part of the day.
    Each(Named),
    /// No place on the calendar.
    Vague(Label),
    /// A duration without a length.
    While(Label),
    /// A time of a day; without a day, of the one spoken of.
    Clock(Clock, Option<Box<Meaning>>),
}

/// A stretch of the calendar with a name.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Named {
    /// Its name.
    pub what: What,
    /// Its year.
    pub year: YearOf,
    /// Which one, counted from where ("last Friday").
    pub direction: Option<Direction>,
}

/// The name of a stretch of the calendar.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum What {
    Year,
    Month(i8),
    /// Month and day.
    Day(i8, i8),
    Weekday(Weekday),
    Season(Season),
    Quarter(i8),
    Half(i8),
    Holiday(Rule),
    HolidayWeek(Rule),
}

/// Which year.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum YearOf {
    /// Not said.
    Unsaid,
    /// This one.
    Is(i16),
    /// So many years from the one of publication or of the text.
    Away(Direction),
}

/// How much of a unit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Amount {
    /// A number and sixtieths.
    Exact(u64, u8),
    /// Several, few, two to four.
    Some,
}

/// Where a duration lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Placed {
    /// Not said.
    Unsaid,
    /// It ends at the day of publication ("the past two years").
    Before,
    /// It starts at the day of publication ("the next two years").
    After,
}

/// A time of the day.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Clock {
    /// Hours from 0 to 24 and minutes, where they are said.
    At(u8, Option<u8>),
    /// A part of the day.
    Part(DayPart),
}

impl Named {
    /// The stretch with this name, of an unsaid year.
    pub fn new(what: What) -> Self {
        Named { what, year: YearOf::Unsaid, direction: None }
    }

    /// The same in a year.
    pub fn of(self, year: YearOf) -> Self {
        Named { year, ..self }
    }
}

impl Amount {
    /// One.
    pub const ONE: Amount = Amount::Exact(1, 0);
}
