//! `rapporteur evaluate all`: every layer's scores.

use std::fmt::Write;
use std::path::PathBuf;

use anyhow::{Context, Result, ensure};
use clap::Args;
use lab::all::{Plan, Score, measure};
use rapporteur::{Date, Reader};

use crate::Outcome;

/// Score every layer for which there is gold data.
#[derive(Args)]
#[command(after_help = "Examples:
  rapporteur evaluate all --gold gold
  rapporteur evaluate all --gold gold --cases cases/events.md --tsv > scores.tsv
  rapporteur evaluate all --gold gold --yardstick seed --published 2025-06-04

The folder holds one of JSON lines for each layer: times, places, coreference,
relations, statements; `rapporteur help evaluate LAYER` tells their form. What
is not there is named and left out.")]
pub struct Options {
    /// The folder of the gold files.
    #[arg(long, value_name = "FOLDER")]
    gold: PathBuf,

    /// A file of golden cases of events; may be given several times.
    #[arg(long, value_name = "FILE")]
    cases: Vec<PathBuf>,

    /// A folder with `article.txt` and `expected.jsonl`.
    #[arg(long, value_name = "FOLDER")]
    yardstick: Option<PathBuf>,

    /// The day on which that article was published (2025-06-04).
    #[arg(long, value_name = "DATE")]
    published: Option<Date>,

    /// Print a list of JSON objects.
    #[arg(long, conflicts_with = "tsv")]
    json: bool,

    /// Print a table with tabs.
    #[arg(long)]
    tsv: bool,
}

/// Runs the command.
pub fn run(options: &Options) -> Result<Outcome> {
    ensure!(options.gold.is_dir(), "there is no folder {}", options.gold.display());
    let reader = Reader::english().context("the built-in tables are damaged")?;
    let yardstick = options.yardstick.as_deref().map(|folder| (folder, options.published));
    let scores = measure(&reader, &Plan { gold: &options.gold, cases: &options.cases, yardstick })?;
    for sentence in &scores.missing {
        eprintln!("rapporteur: {sentence}; left out");
    }
    match (options.json, options.tsv) {
        (true, _) => crate::say!("{}", serde_json::to_string_pretty(&scores.rows)?),
        (_, true) => crate::output::print(format_args!("{}", tabs(&scores.rows))),
        _ => crate::output::print(format_args!("{}", table(&scores.rows))),
    }
    Ok(Outcome::Complete)
}

fn tabs(rows: &[Score]) -> String {
    let mut out = String::from("layer\tfile\tmeasure\tvalue\n");
    for row in rows {
        let _ = writeln!(out, "{}\t{}\t{}\t{}", row.layer, row.file, row.measure, row.value());
    }
    out
}

/// Layer and file stand on their first line alone.
fn table(rows: &[Score]) -> String {
    let mut out = String::new();
    let mut above = None;
    for row in rows {
        let is_first = above != Some((row.layer, &row.file));
        let (layer, file) = if is_first { (row.layer, row.file.as_str()) } else { ("", "") };
        let _ = writeln!(out, "{layer:<12} {file:<24} {:<28} {:>8}", row.measure, row.value());
        above = Some((row.layer, &row.file));
    }
    out
}
