//! The vocabulary of Rapporteur: what an article is, what each layer of its
//! analysis holds, and how both look in JSON.
//!
//! Everything here is plain data. This crate must not know how a layer is
//! found: no models, no word lists, no reading of files.
//!
//! Inside the program every position is a byte offset ([`Span`]); everything
//! that leaves it counts Unicode code points ([`CodePoints`]).

mod article;
mod code_points;
mod event;
mod grounding;
mod label;
mod parse;
mod place;
mod span;
mod statement;
mod table;
mod time;

pub mod json;

pub use article::{Article, MAX_TEXT, Note, decode};
pub use code_points::CodePoints;
pub use event::{Event, EventId, Magnitude, Participant, Status};
pub use grounding::{Chain, ChainId, Grounding, Mention, MentionForm, MentionId};
pub use jiff::civil::Date;
pub use label::Label;
pub use parse::{Name, NameId, Parse, PartOfSpeech, Sentence, SentenceId, Token, TokenId, UnknownPartOfSpeech};
pub use place::{Place, PlaceId};
pub use span::Span;
pub use statement::{Manner, Party, Statement, StatementForm, StatementId};
pub use table::{Id, IdRange, Table};
pub use time::{Granularity, Time, TimeId, TimeKind};
