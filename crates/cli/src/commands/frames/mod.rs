//! `rapporteur frames`: check frames of your own; one file for each
//! subcommand.

mod check;

use anyhow::Result;
use clap::{Args, Subcommand};

use crate::Outcome;

/// Check tables of event frames.
#[derive(Args)]
#[command(after_help = "Examples:
  rapporteur frames check my-frames.tsv
  rapporteur code --frames my-frames.tsv article.txt")]
pub struct Options {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Check(check::Options),
}

/// Runs the command.
pub fn run(options: &Options) -> Result<Outcome> {
    match &options.command {
        Command::Check(options) => check::run(options),
    }
}
