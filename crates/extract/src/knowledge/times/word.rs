//! What a word can mean when it speaks of time.

use std::str::FromStr;

use document::Label;
use jiff::civil::Weekday;
use smol_str::SmolStr;

use super::holiday::Rule;

/// All temporal meanings of one word; a word may have several ("second",
/// "may", "past").
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Word {
    /// The month that it names, from 1.
    pub month: Option<i8>,
    /// The weekday that it names.
    pub weekday: Option<Weekday>,
    /// Whether it is a short form that may have a full stop ("Sept.").
    pub short: bool,
    /// Whether it names several units, weekdays or parts of days.
    pub plural: bool,
    /// The season that it names.
    pub season: Option<Season>,
    /// The unit of time that it names.
    pub unit: Option<Unit>,
    /// The number that it is ("twelve").
    pub number: Option<u64>,
    /// What it multiplies the number before it with ("hundred").
    pub multiplier: Option<u64>,
    /// The place in an order ("third" is 3).
    pub ordinal: Option<u8>,
    /// The decade of a century ("nineties" is 90).
    pub decade: Option<i16>,
    /// An amount without a number ("several").
    pub amount: Option<Quantity>,
    /// The part of the day that it names.
    pub part: Option<DayPart>,
    /// The part of the day that it names where a day stands beside it.
    pub hour_name: Option<DayPart>,
    /// The time of the day that it names, as hours and minutes ("12:00").
    pub clock: Option<Label>,
    /// Days from the day of publication ("yesterday" is -1).
    pub day: Option<i64>,
    /// As `day`, for the night of that day ("tonight").
    pub night: Option<i64>,
    /// Which unit it points to ("last", "following").
    pub direction: Option<Direction>,
    /// Which stretch of units it points to ("recent", "first").
    pub stretch: Option<Stretch>,
    /// Where an amount before it leads ("ago", "later").
    pub after_amount: Option<Direction>,
    /// The part of a longer time ("early").
    pub edge: Option<Edge>,
    /// Whether it makes a set of what follows ("every").
    pub each: bool,
    /// Whether it may stand between number and unit ("two more weeks").
    pub between: bool,
    /// Whether a named day behind it follows another calendar ("Chinese").
    pub other_calendar: bool,
    /// Whether it names a time zone ("gmt"); in the text it has capitals.
    pub zone: bool,
    /// How often, as the duration between two times ("P1W").
    pub set: Option<Label>,
    /// Phrases of one or more words that start with this word, longest first.
    pub phrases: Vec<Phrase>,
    /// Phrases that end with this word and stand before a time, longest first.
    pub endings: Vec<Phrase>,
}

/// Words with a meaning of their own.
#[derive(Clone, Debug, PartialEq)]
pub struct Phrase {
    /// All of them, in lower case.
    pub words: Vec<SmolStr>,
    /// What they mean.
    pub sense: Sense,
}

/// What a phrase means.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Sense {
    /// No place on the calendar ("recently").
    Vague(Label),
    /// The same, before a noun only ("recent sales").
    VagueAdjective(Label),
    /// The same, beside a verb only ("will soon meet").
    VagueVerb(Label),
    /// A duration of unknown length ("a while").
    While(Label),
    /// A day with a name ("Christmas").
    Holiday(Rule),
    /// The week of a named day ("Easter week").
    HolidayWeek(Rule),
    /// Where an amount before it leads ("from now").
    AfterAmount(Direction),
    /// The part of the time behind it ("the end of").
    Edge(Edge),
    /// Makes the time behind it less exact ("more than").
    About,
    /// Puts the time behind it into the future ("as early as").
    Ahead,
    /// Makes the time before it less exact ("or so").
    AboutAfter,
}

/// How far away, and from where.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Direction {
    /// How many units; negative before, positive after.
    pub by: i64,
    /// From where one counts.
    pub from: Origin,
}

/// From where one counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// The day of publication.
    Published,
    /// The last time that the text names.
    Text,
}

impl FromStr for Direction {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let (by, from) = text.split_once(' ').ok_or(())?;
        let from = match from {
            "published" => Origin::Published,
            "text" => Origin::Text,
            _ => return Err(()),
        };
        Ok(Direction { by: by.parse().map_err(drop)?, from })
    }
}

/// Declares an enum whose cases are read from the tables by a short text.
macro_rules! coded {
    ($(#[$doc:meta])* $name:ident { $($(#[$case_doc:meta])* $case:ident = $code:literal),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        #[expect(missing_docs, reason = "the names are the documentation")]
        pub enum $name { $($(#[$case_doc])* $case),* }

        impl $name {
            /// The text that stands for it.
            pub fn code(self) -> &'static str {
                match self { $($name::$case => $code),* }
            }
        }

        impl FromStr for $name {
            type Err = ();

            fn from_str(text: &str) -> Result<Self, ()> {
                match text { $($code => Ok($name::$case),)* _ => Err(()) }
            }
        }
    };
}

coded!(
    /// A unit of time, the shortest first.
    Unit {
        Second = "second", Minute = "minute", Hour = "hour", Day = "day", Week = "week", Weekend = "weekend",
        Fortnight = "fortnight", Month = "month", Quarter = "quarter", Year = "year", Decade = "decade",
        Century = "century", Millennium = "millennium",
    }
);

coded!(
    /// A season of the north, with TIMEX3's code.
    Season { Spring = "SP", Summer = "SU", Autumn = "FA", Winter = "WI" }
);

coded!(
    /// A part of the day, with TIMEX3's code.
    DayPart { Morning = "MO", Midday = "MI", Afternoon = "AF", Evening = "EV", Night = "NI" }
);

coded!(
    /// An amount without a number.
    Quantity { Few = "few", Two = "two" }
);

coded!(
    /// A part of a longer time.
    Edge { Start = "start", Middle = "middle", End = "end", Before = "before", After = "after" }
);

coded!(
    /// Which of the units of a longer time.
    Stretch { First = "first", Last = "last", Past = "past" }
);
