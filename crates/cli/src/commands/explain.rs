//! `rapporteur explain`: why each event was coded, and why a sentence gave
//! none.

use std::io::{self, Write};
use std::path::PathBuf;

use anyhow::{Context, Result, bail, ensure};
use clap::Args;
use rapporteur::Date;

use crate::Outcome;
use crate::input::{self, Fields};
use crate::knowledge::KnowledgeFiles;
use crate::views::explained;

/// Tell for each event which frame fired on which words, how each role was
/// found, what changed type or status, and which mention led to which actor;
/// for a sentence without events, which frames were near.
#[derive(Args)]
#[command(after_help = "Examples:
  rapporteur explain article.txt
  rapporteur explain article.txt 3                 the third event alone
  rapporteur explain --published 2025-06-04 article.txt 3
  echo 'The talks were the talk of the town.' | rapporteur explain -")]
pub struct Options {
    /// A text file, or - for standard input.
    file: PathBuf,

    /// The number of an event, as `code` counts them, or its id.
    event: Option<String>,

    /// The day of publication (2025-06-04).
    #[arg(long, value_name = "DATE")]
    published: Option<Date>,

    #[command(flatten)]
    fields: Fields,

    #[command(flatten)]
    knowledge: KnowledgeFiles,

    /// Show at most so many near frames of a sentence without events.
    #[arg(long, default_value_t = 3)]
    misses: usize,
}

/// Runs the command.
pub fn run(options: &Options) -> Result<Outcome> {
    let files = [options.file.clone()];
    input::check_files(&files)?;
    let reader = options.knowledge.reader()?;
    for article in input::articles(&files, &options.fields, false) {
        let mut article = article?;
        article.published = article.published.or(options.published);
        let report = reader.read(article);
        match &options.event {
            None => io::stdout().write_all(explained::article(&reader, &report, options.misses).as_bytes())?,
            Some(wanted) => {
                let ids = explained::ids(&report);
                ensure!(!ids.is_empty(), "{} has no events", report.article.id);
                let by_number = wanted.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
                let index = by_number.or_else(|| ids.iter().position(|id| id == wanted));
                let event = index.and_then(|index| report.events.rows().get(index));
                let Some(event) = event else {
                    bail!("there is no event {wanted}; {} has {} (1 to {1})", report.article.id, ids.len());
                };
                let number = index.context("an event has a number")? + 1;
                io::stdout().write_all(explained::event(&reader, &report, number, event).as_bytes())?;
            }
        }
    }
    Ok(Outcome::Complete)
}
