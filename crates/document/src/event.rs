use serde::Serialize;

use crate::{Label, MentionId, PlaceId, Span, StatementId, TimeId, TokenId, id};

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
