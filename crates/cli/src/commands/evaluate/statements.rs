//! `rapporteur evaluate statements`: statements against PolNeAR.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use clap::Args;
use lab::statements::{self, Attribution, GoldArticle};
use rapporteur::{Article, Reader};
use rayon::prelude::*;
use serde_json::json;

use crate::Outcome;

/// Score statements against articles with marked attributions.
#[derive(Args)]
#[command(after_help = "Examples:
  rapporteur evaluate statements polnear_dev.jsonl
  rapporteur evaluate statements polnear_dev.jsonl --errors 20
  rapporteur evaluate statements polnear_dev.jsonl --predictions found.jsonl --json

Spans count Unicode code points. Attributions are compared word by word and
paired best first; `full` asks for half of the content and the right source.
PolNeAR marks no attribution within another's content, so those are left out
unless --nested is given.")]
pub struct Options {
    /// JSON lines with `id`, `text` and `attributions`.
    file: PathBuf,

    /// Print the figures as one JSON object.
    #[arg(long)]
    json: bool,

    /// Write what was found as JSON lines of the gold file's form.
    #[arg(long, value_name = "FILE")]
    predictions: Option<PathBuf>,

    /// Keep statements within another's content, for files that mark them.
    #[arg(long)]
    nested: bool,

    /// Print so many wrong cases of each kind.
    #[arg(long, value_name = "N")]
    errors: Option<usize>,
}

/// Runs the command.
pub fn run(options: &Options) -> Result<Outcome> {
    let articles = statements::read(&options.file)?;
    let reader = Reader::english().context("the built-in tables are damaged")?;
    let find = |article: &GoldArticle| {
        let all = statements::prediction(&reader.read(Article::new(&article.id, &article.text)));
        if options.nested { all } else { statements::outermost(all) }
    };
    let found: Vec<Vec<Attribution>> = articles.par_iter().map(find).collect();
    if let Some(path) = &options.predictions {
        write_predictions(path, &articles, &found).with_context(|| format!("cannot write {}", path.display()))?;
    }
    let pairs = || articles.iter().zip(found.iter().map(Vec::as_slice));
    if let Some(limit) = options.errors {
        crate::output::print(format_args!("{}", statements::errors(pairs(), limit)));
    }
    let figures = statements::score(pairs());
    match options.json {
        true => crate::say!("{}", serde_json::to_string(&figures)?),
        false => crate::output::print(format_args!("{figures}")),
    }
    Ok(Outcome::Complete)
}

fn write_predictions(path: &Path, articles: &[GoldArticle], found: &[Vec<Attribution>]) -> Result<()> {
    let mut out = BufWriter::new(File::create(path)?);
    for (article, attributions) in articles.iter().zip(found) {
        writeln!(out, "{}", json!({ "id": article.id, "attributions": attributions }))?;
    }
    Ok(out.flush()?)
}
