//! The commands, one file each: its options, its help, and `run`.

pub mod parse;
