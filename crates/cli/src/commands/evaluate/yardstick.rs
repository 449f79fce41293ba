//! `rapporteur evaluate yardstick`: an article against what must come out of
//! it.

use std::io::{self, Write};
use std::path::PathBuf;

use anyhow::Result;
use clap::Args;
use rapporteur::{Date, Reader};

use crate::Outcome;

/// Check an article line by line against what must come out of it.
#[derive(Args)]
#[command(after_help = "Examples:
  rapporteur evaluate yardstick seed --published 2025-06-04
  rapporteur evaluate yardstick seed --published 2025-06-04 --json")]
pub struct Options {
    /// A folder with `article.txt` and `expected.jsonl`.
    folder: PathBuf,

    /// The day of publication (2025-06-04).
    #[arg(long, value_name = "DATE")]
    published: Option<Date>,

    /// Print one JSON object.
    #[arg(long)]
    json: bool,
}

/// Runs the command.
pub fn run(options: &Options) -> Result<Outcome> {
    let lines = lab::yardstick::check(&Reader::english()?, &options.folder, options.published)?;
    let met = lines.iter().filter(|line| line.is_met).count();
    if options.json {
        crate::say!("{}", serde_json::json!({"met": met, "all": lines.len(), "lines": lines}));
        return Ok(Outcome::Complete);
    }
    let mut out = io::stdout().lock();
    for line in &lines {
        writeln!(out, "{} {:<9} {}", if line.is_met { "met   " } else { "MISSED" }, line.kind, line.label)?;
        for problem in &line.missing {
            writeln!(out, "                 {problem}")?;
        }
    }
    writeln!(out, "{met} of {} met", lines.len())?;
    Ok(Outcome::Complete)
}
