//! `rapporteur parse`: the language layer.

use std::io::{self, BufWriter, Write};
use std::path::PathBuf;

use anyhow::{Context, Result};
use clap::{Args, ValueEnum};
use formats::run::{self, Window};
use rapporteur::{Article, Model, Parse};

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

/// Articles that a thread parses together.
const TOGETHER: usize = 8;

/// Runs the command.
pub fn run(options: &Options) -> Result<Outcome> {
    input::check_files(&options.files)?;
    let model = Model::english().context("the built-in model is damaged")?;
    let threads = run::threads(options.threads.map_or(0, usize::from));
    let mut articles = input::articles(&options.files, &options.fields, options.jsonl);
    let groups = std::iter::from_fn(|| {
        let group: Vec<Result<Article>> = articles.by_ref().take(TOGETHER).collect();
        (!group.is_empty()).then_some(group)
    });
    let mut out = BufWriter::new(io::stdout().lock());
    let mut outcome = Outcome::Complete;
    let work = |group| show_group(&model, group, options.format);
    run::in_order(
        threads,
        Window::for_threads(threads),
        groups,
        |group| weigh(group),
        work,
        |shown| -> Result<()> {
            for article in shown {
                match article {
                    Ok(text) => out.write_all(text.as_bytes())?,
                    Err(error) => {
                        outcome = Outcome::SomeFailed;
                        eprintln!("rapporteur: {error:#}; skipped");
                    }
                }
            }
            Ok(())
        },
    )?;
    out.flush()?;
    Ok(outcome)
}

fn weigh(group: &[Result<Article>]) -> usize {
    group.iter().flatten().map(|article| article.text.len()).sum()
}

/// Shows the articles of a group, which are parsed together: short ones share
/// the work.
fn show_group(model: &Model, group: Vec<Result<Article>>, format: Format) -> Vec<Result<String>> {
    let texts: Vec<&str> = group.iter().flatten().map(|article| article.text.as_str()).collect();
    let parses = model.parse_all(&texts);
    let shown = group.iter().flatten().zip(&parses).map(|(article, parse)| show(article, parse, format));
    let mut shown = shown.collect::<Vec<_>>().into_iter();
    group.into_iter().filter_map(|article| article.map(|_| shown.next()).transpose()).collect()
}

fn show(article: &Article, parse: &Parse, format: Format) -> String {
    match format {
        Format::Table => table::parse(article, parse),
        Format::Conllu => conllu::parse(article, parse),
        Format::Json => json::parse(article, parse),
    }
}
