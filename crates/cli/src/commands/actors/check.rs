//! `rapporteur actors check`: mistakes in tables of actors.

use std::path::PathBuf;

use anyhow::{Result, bail};
use clap::Args;
use rapporteur::Knowledge;

use crate::{Outcome, knowledge};

/// Check tables of actors: file, line and cause of each mistake.
#[derive(Args)]
#[command(after_help = "Examples:
  rapporteur actors check my-actors.tsv
  rapporteur actors check data/actors/*.tsv data/actors/people/*.tsv

The form of a table is described in docs/actors.md. The exit status is 2 where a table has a mistake.")]
pub struct Options {
    /// The tables.
    #[arg(required = true)]
    files: Vec<PathBuf>,
}

/// Runs the command.
pub fn run(options: &Options) -> Result<Outcome> {
    let mut mistakes = 0;
    for file in &options.files {
        let (name, content) = knowledge::read(file)?;
        match Knowledge::check_actors(&name, &content) {
            Ok(actors) => crate::say!("{name}: {actors} actors, no mistakes"),
            Err(found) => {
                mistakes += found.len();
                for mistake in found {
                    crate::say!("{mistake}");
                }
            }
        }
    }
    if mistakes > 0 {
        bail!("{mistakes} mistake{} in {} tables", if mistakes == 1 { "" } else { "s" }, options.files.len());
    }
    Ok(Outcome::Complete)
}
