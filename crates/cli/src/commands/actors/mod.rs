//! `rapporteur actors`: look into the tables of actors, check and make your
//! own; one file for each subcommand.

mod check;
mod find;
mod import_wikidata;

use anyhow::Result;
use clap::{Args, Subcommand};

use crate::Outcome;

/// Find actors in the tables, check tables of your own.
#[derive(Args)]
#[command(after_help = "Examples:
  rapporteur actors find Lukashenko --on 2025-06-04
  rapporteur actors check my-actors.tsv
  rapporteur actors import-wikidata latest-all.json.bz2 -o my-actors.tsv
  rapporteur read --actors my-actors.tsv article.txt")]
pub struct Options {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Find(find::Options),
    Check(check::Options),
    ImportWikidata(import_wikidata::Options),
}

/// Runs the command.
pub fn run(options: &Options) -> Result<Outcome> {
    match &options.command {
        Command::Find(options) => find::run(options),
        Command::Check(options) => check::run(options),
        Command::ImportWikidata(options) => import_wikidata::run(options),
    }
}
