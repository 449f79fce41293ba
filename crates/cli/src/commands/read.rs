//! `rapporteur read`: everything that was found in articles, layer by layer.

use std::path::PathBuf;

use anyhow::{Context, Result};
use clap::{Args, ValueEnum};
use rapporteur::Reader;

use crate::Outcome;
use crate::input::{self, Fields};
use crate::views;

/// Read articles and show what was found.
#[derive(Args)]
#[command(after_help = "Examples:
  rapporteur read examples/summit.txt --show grounding
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
}

#[derive(Clone, Copy, ValueEnum)]
enum Layer {
    /// Every mention of an actor, its chain and its entity.
    Grounding,
    /// Every place with its point, country, region and GeoNames number.
    Places,
}

/// Runs the command.
pub fn run(options: &Options) -> Result<Outcome> {
    input::check_files(&options.files)?;
    let reader = Reader::english().context("the built-in tables are damaged")?;
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
                Layer::Grounding => print!("{}", views::grounding::show(&report)),
                Layer::Places => print!("{}", views::places::show(&report)),
            }
        }
    }
    Ok(outcome)
}
