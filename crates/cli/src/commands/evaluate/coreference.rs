//! `rapporteur evaluate coreference`: chains of mentions against gold chains.

use std::path::PathBuf;

use anyhow::Result;
use clap::Args;
use lab::coreference;
use rapporteur::Reader;

use crate::Outcome;

/// Score chains of mentions and the resolution of pronouns.
#[derive(Args)]
#[command(after_help = "Examples:
  rapporteur evaluate coreference gold.jsonl
  rapporteur evaluate coreference gold.jsonl --errors 30
  rapporteur evaluate coreference gold.jsonl --json

Lines hold `id`, `text` and `mentions`: `start`, `end` (code points) and `chain`.
Chains of two or more mentions count. The figures of --json match mentions by
their head words; those under `exact` by equal spans. A pronoun is right where
the nearest name or noun of its chain is of its gold chain, by head word.")]
pub struct Options {
    /// JSON lines with marked chains.
    file: PathBuf,

    /// Print the figures as one JSON object.
    #[arg(long)]
    json: bool,

    /// Print at most so many pronouns that were resolved wrongly.
    #[arg(long, value_name = "N", default_value_t = 0)]
    errors: usize,
}

/// Runs the command.
pub fn run(options: &Options) -> Result<Outcome> {
    let gold = coreference::read(&options.file)?;
    let (figures, wrong) = coreference::measure(&Reader::english()?, &gold);
    match options.json {
        true => crate::say!("{}", serde_json::to_string(&figures)?),
        false => crate::output::print(format_args!("{figures}")),
    }
    for line in wrong.iter().take(options.errors) {
        crate::say!("{line}");
    }
    Ok(Outcome::Complete)
}
