//! From a [`Parse`](document::Parse) to records: who, when, where, who said
//! what, who did what to whom.
//!
//! What is known (names, offices, cues, frames) stands in `data/` and is read
//! by [`knowledge`]; each layer is a function from the layers before it. This
//! crate must not know how a text is parsed nor how records are written.

pub mod events;
pub mod ground;
pub mod knowledge;
pub mod statements;

pub use knowledge::Knowledge;
