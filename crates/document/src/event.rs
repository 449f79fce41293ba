use serde::Serialize;

use crate::{Label, MentionId, Party, PlaceId, Span, StatementId, TimeId, TokenId, id};

id!(
    /// An event of an article.
    EventId
);

/// One thing done: who did what to whom (PLOVER).
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// The PLOVER type ("CONSULT").
    pub kind: Label,
    /// The PLOVER mode within the type; empty where there is none.
    pub mode: Label,
    /// The CAMEO code.
    pub cameo: Label,
    /// The quad class: 1 verbal and 2 material cooperation, 3 verbal and 4
    /// material conflict.
    pub quad: u8,
    /// PLOVER's score of type and mode, from -10 to 10.
    pub intensity: f32,
    /// The Goldstein value of the CAMEO code, where the tables have one.
    pub goldstein: Option<f32>,
    /// PLOVER contexts, sorted.
    pub contexts: Vec<Label>,
    /// Whether it happened.
    pub status: Status,
    /// Whether it lies so far back that it is history to the article.
    pub is_historical: bool,
    /// The words that report it.
    pub trigger: Span,
    /// The head of those words.
    pub token: TokenId,
    /// Further words that report the same event, in the order of the text.
    pub mentions: Vec<Span>,
    /// Who did it; of a reciprocal event, all who took part.
    pub actors: Vec<Participant>,
    /// To whom.
    pub recipients: Vec<Participant>,
    /// When, where the text says it.
    pub time: Option<TimeId>,
    /// Where.
    pub places: Vec<PlaceId>,
    /// The statement in whose content it stands.
    pub statement: Option<StatementId>,
    /// By whom the text says it was reported, outermost first.
    pub reported_by: Vec<Party>,
    /// How many, and which one in a row.
    pub magnitude: Magnitude,
    /// How sure it is, from 0 to 1.
    pub confidence: f32,
    /// The frame, and the rules that changed type or status, in order.
    pub why: Vec<String>,
}

/// Somebody who takes part in an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Participant {
    /// The words.
    pub span: Span,
    /// Their head.
    pub head: TokenId,
    /// The mention that it is, or that owns it ("an army base": the army).
    pub mention: Option<MentionId>,
}

/// Numbers of an event, as the text gives them; the lower bound where it gives
/// two ("at least 12").
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Magnitude {
    /// People killed.
    pub dead: Option<u64>,
    /// People injured.
    pub injured: Option<u64>,
    /// People who took part or whom it was done to (marchers, prisoners,
    /// troops).
    pub size: Option<u64>,
    /// Which one of its kind ("his 15th visit").
    pub ordinal: Option<u64>,
}

impl Magnitude {
    /// Takes from another what is unknown here.
    pub fn complete(&mut self, other: &Magnitude) {
        self.dead = self.dead.or(other.dead);
        self.injured = self.injured.or(other.injured);
        self.size = self.size.or(other.size);
        self.ordinal = self.ordinal.or(other.ordinal);
    }
}

/// Whether an event happened (PLOVER's auxiliary modes).
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// It happened, or is happening.
    Actual,
    /// It is to come.
    Future,
    /// It may happen, or would under a condition.
    Hypothetical,
    /// It did not happen.
    Negated,
}
