//! `rapporteur evaluate times`: times against gold TIMEX3.

use std::path::PathBuf;

use anyhow::{Context, Result};
use clap::Args;
use lab::times::{self, Counts, Mistakes};
use rapporteur::Reader;
use rayon::prelude::*;

use crate::Outcome;

/// Score times against gold TIMEX3.
#[derive(Args)]
#[command(after_help = "Examples:
  rapporteur evaluate times gold.jsonl
  rapporteur evaluate times --json gold.jsonl more.jsonl
  rapporteur evaluate times --errors 20 gold.jsonl

Each line of a gold file is an object with `id`, `dct` (2025-06-04), `text` and
`timexes`, a list of objects with `start`, `end` (code points), `type`, `value`.")]
pub struct Options {
    /// Gold files (JSON lines).
    #[arg(required = true)]
    files: Vec<PathBuf>,

    /// Print one JSON object instead of a table.
    #[arg(long)]
    json: bool,

    /// Print so many cases of each kind of mistake.
    #[arg(long, value_name = "N", default_value_t = 0)]
    errors: usize,
}

/// Runs the command.
pub fn run(options: &Options) -> Result<Outcome> {
    let reader = Reader::english().context("the built-in tables are damaged")?;
    let mut mistakes = Mistakes::new();
    let mut total = Counts::default();
    for file in &options.files {
        let gold = times::read(file)?;
        let scored: Vec<(Counts, Mistakes)> = gold
            .par_iter()
            .map(|article| {
                let mut mistakes = Mistakes::new();
                (times::score(&reader, article, &mut mistakes), mistakes)
            })
            .collect();
        let mut counts = Counts::default();
        for (count, found) in scored {
            counts += count;
            found.into_iter().for_each(|(kind, lines)| mistakes.entry(kind).or_default().extend(lines));
        }
        if !options.json && options.files.len() > 1 {
            crate::say!("{}\n{}", file.display(), counts.scores());
        }
        total += counts;
    }
    show(options, &total, &mistakes)?;
    Ok(Outcome::Complete)
}

fn show(options: &Options, total: &Counts, mistakes: &Mistakes) -> Result<()> {
    if options.json {
        crate::say!("{}", serde_json::to_string(&total.scores())?);
    } else {
        crate::output::print(format_args!("{}", total.scores()));
    }
    for (kind, lines) in mistakes.iter().filter(|_| options.errors > 0) {
        crate::say!("\n{kind}: {}", lines.len());
        lines.iter().take(options.errors).for_each(|line| crate::say!("  {line}"));
    }
    Ok(())
}
