use jiff::civil::Date;
use serde::Serialize;

use crate::{IdRange, Span, TokenId, id};

id!(
    /// A time of a [`Grounding`](crate::Grounding).
    TimeId
);

/// A stretch of text that says when, how long or how often (TimeML's TIMEX3).
#[derive(Clone, Debug, PartialEq)]
pub struct Time {
    /// Where it stands.
    pub span: Span,
    /// The tokens that the span touches.
    pub tokens: IdRange<TokenId>,
    /// What kind of time.
    pub kind: TimeKind,
    /// The value as TIMEX3 writes it: "2023-03-01", "2025-W23", "P3D",
    /// "PAST_REF". A value that needs the publication date where that is
    /// unknown is "XXXX-XX-XX" with what is known filled in.
    pub value: String,
    /// The days it covers, first and last, where they are known.
    pub range: Option<(Date, Date)>,
    /// How exact the text is.
    pub granularity: Granularity,
}

/// TIMEX3's types.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum TimeKind {
    /// A calendar date, or a stretch of the calendar.
    Date,
    /// A time of the day.
    Time,
    /// How long.
    Duration,
    /// How often.
    Set,
    /// The stretch between two times, each of which is a time of its own and
    /// stands behind it ("from 3 May to 6 May"). TIMEX3 has no such type; the
    /// value is that of ISO 8601 ("2025-05-03/2025-05-06").
    Interval,
}

/// The unit in which a time is given.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize)]
#[serde(rename_all = "lowercase")]
#[expect(missing_docs, reason = "the names are the documentation")]
pub enum Granularity {
    Minute,
    Hour,
    /// A part of a day ("Monday night").
    Part,
    Day,
    Week,
    Month,
    Quarter,
    Season,
    Year,
    Decade,
    Century,
    /// Nothing exact ("recently").
    Vague,
    /// No word of the text: the day of publication stands in.
    Published,
}
