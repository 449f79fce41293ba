//! `rapporteur evaluate relations`: the event type between marked actors.

use std::path::PathBuf;

use anyhow::Result;
use clap::{Args, ValueEnum};
use rapporteur::Reader;

use crate::Outcome;

/// Score the event type between two marked actors.
#[derive(Args)]
#[command(after_help = "Examples:
  rapporteur evaluate relations relations.jsonl
  rapporteur evaluate relations relations.jsonl --errors 50")]
pub struct Options {
    /// JSON lines with `text`, `source`, `target`, `type`, `quad`.
    file: PathBuf,
    /// How the file was labelled: by the roots of CAMEO's codes as the public
    /// data sets of sentences are (163, sanctions, is COERCE; 116, find guilty,
    /// ACCUSE; 035, intent to yield, AGREE), or by PLOVER's manual 2.0 as our
    /// records are.
    #[arg(long, value_enum, default_value_t = Labels::CameoRoots)]
    labels: Labels,
    /// Print the figures as JSON.
    #[arg(long)]
    json: bool,
    /// Print at most so many wrong answers.
    #[arg(long, default_value_t = 0)]
    errors: usize,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Labels {
    CameoRoots,
    Plover,
}

/// Runs the command.
pub fn run(options: &Options) -> Result<Outcome> {
    let scores =
        lab::relations::Scores::measure(&Reader::english()?, &options.file, options.labels == Labels::CameoRoots)?;
    let (macro_f1, quad) = (scores.macro_f1(), scores.quad_macro_f1());
    if options.json {
        crate::say!(
            "{}",
            serde_json::json!({"macro_f1": macro_f1, "accuracy": scores.accuracy(), "quad_macro_f1": quad,
                "unanswered": scores.unanswered})
        );
    } else {
        crate::output::print(format_args!("{}", scores.table()));
        crate::say!(
            "macro F1 {:.3}, accuracy {:.3}, by quad class {quad:.3}, {} unanswered",
            macro_f1,
            scores.accuracy(),
            scores.unanswered
        );
    }
    for error in scores.errors.iter().take(options.errors) {
        crate::say!("  {error}");
    }
    Ok(Outcome::Complete)
}
