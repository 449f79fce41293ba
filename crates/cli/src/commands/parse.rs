//! `rapporteur parse`: the language layer.

use std::io::{self, BufWriter, Write};
use std::path::PathBuf;

use anyhow::{Context, Result};
use clap::{Args, ValueEnum};
use rapporteur::{Article, Model, Parse};
use rayon::prelude::*;

use crate::Outcome;
use crate::input::{self, Fields};
use crate::views::{conllu, json, table};

/// Show the sentences, tokens, tags, lemmas, trees and names of articles.
#[derive(Args)]
#[command(after_help = "Examples:
  rapporteur parse examples/summit.txt                   a table for each sentence
  rapporteur parse --format conllu examples/*.txt        CoNLL-U, names in its last column
  rapporteur parse --format json news.jsonl              one JSON object for each article
  rapporteur parse --text-field body --id-field url news.jsonl
  echo 'Talks failed.' | rapporteur parse -

Offsets in JSON count Unicode code points; `end` is the one behind the last.")]
pub struct Options {
    /// Text files, files of JSON lines (.jsonl), or - for standard input.
    #[arg(required = true)]
    files: Vec<PathBuf>,

    /// What to print.
    #[arg(long, short, value_enum, default_value_t = Format::Table)]
    format: Format,

    #[command(flatten)]
    fields: Fields,

    /// Read standard input as JSON lines instead of as one text.
    #[arg(long)]
    jsonl: bool,

    /// Threads; all processors by default. The output is the same for any
    /// number.
    #[arg(long, short, value_parser = clap::value_parser!(u16).range(1..))]
    threads: Option<u16>,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    /// A table for each sentence, to be read by people.
    Table,
    /// CoNLL-U, the format of Universal Dependencies.
    Conllu,
    /// One JSON object for each article.
    Json,
}

/// Articles that are read at the same time; bounds the memory.
const BATCH: usize = 64;
/// Articles that a thread parses together.
const TOGETHER: usize = 8;

/// Runs the command.
pub fn run(options: &Options) -> Result<Outcome> {
    input::check_files(&options.files)?;
    let threads = options.threads.map_or(0, usize::from);
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().context("cannot start threads")?;
    let model = Model::english().context("the built-in model is damaged")?;
    let mut out = BufWriter::new(io::stdout().lock());
    let mut outcome = Outcome::Complete;
    let mut batch = Vec::with_capacity(BATCH);
    for article in input::articles(&options.files, &options.fields, options.jsonl) {
        match article {
            Ok(article) => batch.push(article),
            Err(error) => {
                outcome = Outcome::SomeFailed;
                eprintln!("rapporteur: {error:#}; skipped");
            }
        }
        if batch.len() == BATCH {
            write_batch(&model, &pool, &batch, options.format, &mut out)?;
            batch.clear();
        }
    }
    write_batch(&model, &pool, &batch, options.format, &mut out)?;
    out.flush()?;
    Ok(outcome)
}

fn write_batch(
    model: &Model,
    pool: &rayon::ThreadPool,
    batch: &[Article],
    format: Format,
    out: &mut impl Write,
) -> Result<()> {
    let show_some = |articles: &[Article]| -> Vec<String> {
        let texts: Vec<&str> = articles.iter().map(|article| article.text.as_str()).collect();
        let parses = model.parse_all(&texts);
        articles.iter().zip(&parses).map(|(article, parse)| show(article, parse, format)).collect()
    };
    let shown: Vec<Vec<String>> = pool.install(|| batch.par_chunks(TOGETHER).map(show_some).collect());
    for text in shown.into_iter().flatten() {
        out.write_all(text.as_bytes())?;
    }
    Ok(())
}

fn show(article: &Article, parse: &Parse, format: Format) -> String {
    match format {
        Format::Table => table::parse(article, parse),
        Format::Conllu => conllu::parse(article, parse),
        Format::Json => json::parse(article, parse),
    }
}
