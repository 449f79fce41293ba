//! Statements of whole sentences: the examples of `data/cues.tsv`, the golden
//! cases of `cases/statements.md`, and hostile input.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

mod cues;
mod golden;
mod hostile;
mod voices;
