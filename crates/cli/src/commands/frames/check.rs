//! `rapporteur frames check`: mistakes in tables of frames, and what their
//! examples come to.

use std::collections::BTreeSet;
use std::path::PathBuf;

use anyhow::{Context, Result, bail};
use clap::Args;
use rapporteur::{Knowledge, Model, Reader};

use crate::{Outcome, knowledge};

/// Check tables of frames: file, line and cause of each mistake; then run
/// their examples and counter-examples.
#[derive(Args)]
#[command(after_help = "Examples:
  rapporteur frames check my-frames.tsv
  rapporteur frames check data/frames/assault.tsv data/frames/coerce.tsv

A frame whose id is a built-in one takes its place. Two frames with the same
words, part of speech, roles and conditions, but other types are a mistake.
Exit status: 0 where all is well, 1 where an example is not coded as it should
be, 2 where a table has a mistake.")]
pub struct Options {
    /// The tables.
    #[arg(required = true)]
    files: Vec<PathBuf>,

    /// Print at most so many examples that fail.
    #[arg(long, default_value_t = 50)]
    errors: usize,
}

/// Runs the command.
pub fn run(options: &Options) -> Result<Outcome> {
    let files = options.files.iter().map(|file| knowledge::read(file)).collect::<Result<Vec<_>>>()?;
    let mut knowledge = Knowledge::embedded()?;
    let mistakes = knowledge.check_frames(&files);
    if !mistakes.is_empty() {
        mistakes.iter().for_each(|mistake| crate::say!("{mistake}"));
        bail!("{} mistake{} in the frames", mistakes.len(), if mistakes.len() == 1 { "" } else { "s" });
    }
    knowledge.add_frames(&files)?;
    let reader = Reader::new(Model::english().context("the built-in model is damaged")?, knowledge);
    let names: BTreeSet<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
    let checked = lab::frames::check(&reader, |frame| names.contains(frame.source.0.as_str()));
    crate::say!(
        "{} frames: {} of their examples have the right type, {} all roles; {} of {} counter-examples are left alone",
        checked.examples,
        checked.right_type,
        checked.right_roles,
        checked.right_counters,
        checked.counters
    );
    checked.failures.iter().take(options.errors).for_each(|failure| crate::say!("  {failure}"));
    if checked.failures.len() > options.errors {
        crate::say!("  and {} more", checked.failures.len() - options.errors);
    }
    Ok(if checked.failures.is_empty() { Outcome::Complete } else { Outcome::SomeFailed })
}
