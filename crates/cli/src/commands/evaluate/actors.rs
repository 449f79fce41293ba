//! `rapporteur evaluate actors`: how many marked actors get a code.

use std::path::PathBuf;

use anyhow::Result;
use clap::Args;
use rapporteur::Reader;

use crate::Outcome;

/// The share of marked actors that get a country or a sector.
#[derive(Args)]
#[command(after_help = "Examples:
  rapporteur evaluate actors relations.jsonl
  rapporteur evaluate actors relations.jsonl --errors 50

Lines hold `text`, `source` and `target`; the latter are lists of [start, end] in code points.")]
pub struct Options {
    /// JSON lines with marked actors.
    file: PathBuf,
    /// Print the figures as JSON.
    #[arg(long)]
    json: bool,
    /// Print at most so many actors without a code.
    #[arg(long, default_value_t = 0)]
    errors: usize,
}

/// Runs the command.
pub fn run(options: &Options) -> Result<Outcome> {
    let found = lab::actors::measure(&Reader::english()?, &options.file)?;
    let share = found.share();
    if options.json {
        let with_country = found.with_country as f64 / found.all.max(1) as f64;
        crate::say!("{}", serde_json::json!({"actors": found.all, "resolved": share, "with_country": with_country}));
    } else {
        crate::say!("{} marked actors, {} with a country or sector: {:.1} %", found.all, found.resolved, share * 100.0);
        crate::say!("{} with a country", found.with_country);
    }
    for (words, sentence) in found.rest.iter().take(options.errors) {
        crate::say!("  {words:?} in {sentence:?}");
    }
    Ok(Outcome::Complete)
}
