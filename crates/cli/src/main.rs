//! The program `rapporteur`: one file for each command under [`commands`],
//! one for each way to show a layer under [`views`].
//!
//! Exit status: 0 where all went well, 1 where some articles could not be
//! read, 2 where the program could not do its work.

mod coding;
mod commands;
#[cfg(test)]
mod help_tests;
mod input;
mod knowledge;
mod output;
mod views;

use std::io::ErrorKind;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Reads news and keeps the record: who did what to whom, who said what,
/// according to whom, when and where.
#[derive(Parser)]
#[command(
    name = "rapporteur",
    version,
    after_help = "Examples:
  rapporteur read article.txt                                 look at an article and its records
  rapporteur read article.txt --html report.html              the same as a web page
  rapporteur code news/ -o records.jsonl --published 2025-06-04
  rapporteur explain article.txt                              why each event was coded, or not
  rapporteur parse --format conllu news/*.txt > news.conllu
  rapporteur help read"
)]
struct Options {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Parse(commands::parse::Options),
    Read(commands::read::Options),
    Code(commands::code::Options),
    Explain(commands::explain::Options),
    Relate(commands::relate::Options),
    Frames(commands::frames::Options),
    Evaluate(commands::evaluate::Options),
    Actors(commands::actors::Options),
    Places(commands::places::Options),
    Completions(commands::completions::Options),
    Man(commands::man::Options),
}

/// How a command that ran to its end went.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Outcome {
    /// Every article was read.
    Complete,
    /// Some articles could not be read; each was named on standard error.
    SomeFailed,
}

fn main() -> ExitCode {
    let result = match Options::parse().command {
        Command::Parse(options) => commands::parse::run(&options),
        Command::Read(options) => commands::read::run(&options),
        Command::Code(options) => commands::code::run(&options),
        Command::Explain(options) => commands::explain::run(&options),
        Command::Relate(options) => commands::relate::run(&options),
        Command::Frames(options) => commands::frames::run(&options),
        Command::Evaluate(options) => commands::evaluate::run(&options),
        Command::Actors(options) => commands::actors::run(&options),
        Command::Places(options) => commands::places::run(&options),
        Command::Completions(options) => commands::completions::run(&options),
        Command::Man(options) => commands::man::run(&options),
    };
    match result {
        Ok(Outcome::Complete) => ExitCode::SUCCESS,
        Ok(Outcome::SomeFailed) => ExitCode::from(1),
        // Whoever reads the output has seen enough (`| head`).
        Err(error) if is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("rapporteur: {error:#}");
            ExitCode::from(2)
        }
    }
}

fn is_broken_pipe(error: &anyhow::Error) -> bool {
    let mut causes = error.chain().filter_map(|cause| cause.downcast_ref::<std::io::Error>());
    causes.any(|cause| cause.kind() == ErrorKind::BrokenPipe)
}
