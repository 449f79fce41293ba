//! `rapporteur read`: everything that was found in articles, layer by layer.

use std::path::PathBuf;

use anyhow::Result;
use clap::{Args, ValueEnum};

use crate::Outcome;
use crate::input::{self, Fields};
use crate::knowledge::KnowledgeFiles;
use crate::views;

/// Read articles and show what was found.
#[derive(Args)]
#[command(after_help = "Examples:
  rapporteur read examples/summit.txt --show grounding
  rapporteur read examples/summit.txt --show statements
  rapporteur read --published 2025-06-04 --show times,places article.txt")]
pub struct Options {
    /// Text files, files of JSON lines (.jsonl), or - for standard input.
    #[arg(required = true)]
    files: Vec<PathBuf>,

    /// The layers to show.
    #[arg(long, value_enum, value_delimiter = ',', default_value = "grounding")]
    show: Vec<Layer>,

    /// The day of publication (2025-06-04), where the input does not say it.
    #[arg(long, value_name = "DATE")]
    published: Option<rapporteur::Date>,

    #[command(flatten)]
    fields: Fields,

    #[command(flatten)]
    knowledge: KnowledgeFiles,
}

#[derive(Clone, Copy, ValueEnum)]
enum Layer {
    /// Every event: type, who to whom, the words (in work).
    Events,
    /// Every mention of an actor, its chain and its entity.
    Grounding,
    /// Every place with its point, country, region and GeoNames number.
    Places,
    /// Every time: words, value, days, granularity.
    Times,
    /// Every statement: speaker, addressees, words, cue, through whom.
    Statements,
    /// The same as JSON lines.
    StatementsJson,
}

/// Runs the command.
pub fn run(options: &Options) -> Result<Outcome> {
    input::check_files(&options.files)?;
    let reader = options.knowledge.reader()?;
    let mut outcome = Outcome::Complete;
    for article in input::articles(&options.files, &options.fields, false) {
        let mut article = match article {
            Ok(article) => article,
            Err(error) => {
                outcome = Outcome::SomeFailed;
                eprintln!("rapporteur: {error:#}; skipped");
                continue;
            }
        };
        article.published = article.published.or(options.published);
        let report = reader.read(article);
        for layer in &options.show {
            match layer {
                Layer::Places => crate::output::print(format_args!("{}", views::places::show(&report))),
                Layer::Events => crate::output::print(format_args!("{}", views::events::show(&report))),
                Layer::Statements => crate::output::print(format_args!("{}", views::statements::show(&report))),
                Layer::StatementsJson => crate::output::print(format_args!("{}", views::json::statements(&report))),
                Layer::Grounding => crate::output::print(format_args!("{}", views::grounding::show(&report))),
                Layer::Times => crate::output::print(format_args!("{}", views::times::show(&report))),
            }
        }
    }
    Ok(outcome)
}
