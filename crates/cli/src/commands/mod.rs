//! The commands, one file each: its options, its help, and `run`.

pub mod actors;
pub mod code;
pub mod completions;
pub mod evaluate;
pub mod explain;
pub mod frames;
pub mod man;
pub mod parse;
pub mod places;
pub mod read;
pub mod relate;
