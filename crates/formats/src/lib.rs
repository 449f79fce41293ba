//! Articles in, tables out: readers of the formats in which news comes
//! ([`articles`]), writers of those in which results are used ([`tables`],
//! [`exports`]), and runs over large inputs that survive a pulled plug
//! ([`run`]).
//!
//! This crate knows the vocabulary of `document` and nothing of how articles
//! are analysed: whoever runs it brings the coder.

pub mod articles;
pub mod exports;
#[cfg(test)]
mod fixture;
pub mod run;
pub mod tables;
