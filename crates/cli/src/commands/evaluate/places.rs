//! `rapporteur evaluate places`: recognition and resolution of places.

use std::path::PathBuf;

use anyhow::Result;
use clap::Args;
use lab::places::{Scores, read};

use crate::Outcome;
use crate::knowledge::KnowledgeFiles;

/// Score places: which names are places, and which places they are.
#[derive(Args)]
#[command(after_help = "Examples:
  rapporteur evaluate places gold.jsonl
  rapporteur evaluate places gold.jsonl --errors 50
  rapporteur evaluate places gold.jsonl --json

FILE holds JSON lines with `id`, `text` and `toponyms`: `start`, `end` (code
points), `name`, `lat`, `lon`. A place found is right where it overlaps a marked
one; distances and countries are scored on those.")]
pub struct Options {
    /// Gold data.
    file: PathBuf,

    /// Print the scores as one JSON object.
    #[arg(long)]
    json: bool,

    /// Print so many mistakes, too.
    #[arg(long, value_name = "N", default_value_t = 0)]
    errors: usize,

    #[command(flatten)]
    knowledge: KnowledgeFiles,
}

/// Runs the command.
pub fn run(options: &Options) -> Result<Outcome> {
    let articles = read(&options.file)?;
    let reader = options.knowledge.reader()?;
    let scores = Scores::measure(&reader, &articles);
    if options.json {
        crate::say!("{}", json(&scores));
    } else {
        crate::output::print(format_args!("{}", table(&scores, articles.len())));
    }
    for error in scores.errors.iter().take(options.errors) {
        crate::say!("{:?}\t{}\t{}\t{}", error.mistake, error.article, error.detail, error.context);
    }
    Ok(Outcome::Complete)
}

fn json(scores: &Scores) -> serde_json::Value {
    serde_json::json!({
        "precision": scores.precision(),
        "recall": scores.recall(),
        "f1": scores.f1(),
        "exact_f1": scores.exact_f1(),
        "within_161km": scores.within_161km(),
        "median_km": scores.median_km(),
        "country_accuracy": scores.country_accuracy(),
        "marked": scores.marked,
        "found": scores.found,
        "both": scores.both,
    })
}

fn table(scores: &Scores, articles: usize) -> String {
    format!(
        "{articles} articles, {} places marked, {} found, {} of both\n\n\
         precision           {:.3}\n\
         recall              {:.3}\n\
         F1                  {:.3}   equal spans only: {:.3}\n\
         within 161 km       {:.3}\n\
         median distance     {:.1} km\n\
         right country       {:.3}\n",
        scores.marked,
        scores.found,
        scores.both,
        scores.precision(),
        scores.recall(),
        scores.f1(),
        scores.exact_f1(),
        scores.within_161km(),
        scores.median_km(),
        scores.country_accuracy(),
    )
}
