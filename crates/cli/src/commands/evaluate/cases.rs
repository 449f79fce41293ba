//! `rapporteur evaluate cases`: events against golden cases.

use std::io::{self, Write};
use std::path::PathBuf;

use anyhow::{Result, ensure};
use clap::Args;
use lab::cases;
use rapporteur::Reader;
use serde_json::json;

use crate::Outcome;

/// Score events against passages with the events that must be coded.
#[derive(Args)]
#[command(after_help = "Examples:
  rapporteur evaluate cases cases/events.md
  rapporteur evaluate cases cases/events.md --errors 20
  rapporteur evaluate cases cases/events.md --json

An event counts as found where its type and a word of a participant are right;
as whole where status, mode (if given) and all participants are right too.")]
pub struct Options {
    /// Files of cases: a passage a line, its events below it.
    #[arg(required = true)]
    files: Vec<PathBuf>,

    /// Print the figures as one JSON object.
    #[arg(long)]
    json: bool,

    /// Print at most so many wrong cases.
    #[arg(long, value_name = "N", default_value_t = 0)]
    errors: usize,
}

/// Runs the command.
pub fn run(options: &Options) -> Result<Outcome> {
    let mut all = Vec::new();
    for file in &options.files {
        all.extend(cases::read(file)?);
    }
    ensure!(!all.is_empty(), "there are no cases in the files");
    let scores = cases::score(&Reader::english()?, &all);
    let (precision, recall) = (scores.precision(), scores.recall());
    let (whole_precision, whole_recall) = scores.whole();
    let f1 = |precision: f64, recall: f64| 2.0 * precision * recall / (precision + recall).max(f64::MIN_POSITIVE);
    if options.json {
        crate::say!(
            "{}",
            json!({
                "cases": scores.cases, "wanted": scores.wanted, "found": scores.found,
                "type": {"precision": precision, "recall": recall, "f1": f1(precision, recall)},
                "whole": {"precision": whole_precision, "recall": whole_recall, "f1": f1(whole_precision, whole_recall)},
                "empty": scores.empty, "empty_left_alone": scores.empty_share(), "calibration": scores.calibration,
            })
        );
        return Ok(Outcome::Complete);
    }
    let mut out = io::stdout().lock();
    for error in scores.errors.iter().take(options.errors) {
        writeln!(out, "{error}\n")?;
    }
    writeln!(out, "{} cases, {} events wanted, {} found", scores.cases, scores.wanted, scores.found)?;
    for (label, precision, recall) in [("types", precision, recall), ("whole events", whole_precision, whole_recall)] {
        let (precision, recall, f1) = (100.0 * precision, 100.0 * recall, 100.0 * f1(precision, recall));
        writeln!(out, "{label:<12} precision {precision:5.1} %, recall {recall:5.1} %, F1 {f1:5.1} %")?;
    }
    writeln!(out, "{} cases without an event: {:.1} % left alone\n", scores.empty, 100.0 * scores.empty_share())?;
    out.write_all(scores.calibration_table().as_bytes())?;
    Ok(Outcome::Complete)
}
