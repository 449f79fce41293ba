//! Statements against PolNeAR, a corpus in which every attribution is marked:
//! speech, writing, thought and intent, with source, cue and content.

mod errors;
mod gold;
mod marked;
mod pairs;
mod score;
mod speed;
mod train;
mod words;

pub use errors::errors;
pub use gold::{Attribution, GoldArticle, outermost, prediction, read};
pub use marked::read_marked;
pub use score::{Figures, Rates, score};
pub use speed::seconds;
pub use train::{Plan, Trained, apply, train};
