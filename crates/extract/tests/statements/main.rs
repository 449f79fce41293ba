//! Statements of whole sentences: the examples of `data/cues.tsv`, the golden
//! cases of `cases/statements.md`, and hostile input.

mod cues;
mod golden;
