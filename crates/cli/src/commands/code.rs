//! `rapporteur code`: who did what to whom.

use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::PathBuf;

use anyhow::{Context, Result};
use clap::{Args, ValueEnum};
use rapporteur::{Article, Date, Reader};
use rayon::prelude::*;

use crate::Outcome;
use crate::input::{self, Fields};
use crate::knowledge::KnowledgeFiles;
use crate::output::WholeFile;
use crate::views::{coded, records};

/// Code the events of articles: type, mode, who to whom, status, time, place,
/// by whom reported.
#[derive(Args)]
#[command(after_help = "Examples:
  rapporteur code article.txt --published 2025-06-04          a list to read
  rapporteur code news/ -o events.jsonl                       a folder, as JSON lines
  rapporteur code --text-field body --date-field day news.jsonl --format jsonl
  rapporteur code --frames my-frames.tsv --actors my-actors.tsv article.txt
  echo 'Xi met Putin in Moscow.' | rapporteur code -

JSON lines hold one record for each article, event and statement (`kind` says
which); offsets count Unicode code points. Exit status: 0 where all went well,
1 where some articles could not be read, 2 where nothing could be done.")]
pub struct Options {
    /// Text files (.txt, .md), files of JSON lines (.jsonl), folders of them,
    /// or - for standard input.
    #[arg(required = true)]
    files: Vec<PathBuf>,

    /// The day of publication (2025-06-04), where the input does not say it.
    #[arg(long, value_name = "DATE")]
    published: Option<Date>,

    /// What to print; a list on a terminal, JSON lines elsewhere.
    #[arg(long, short, value_enum)]
    format: Option<Format>,

    /// Write here instead; the file appears when all is done.
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,

    #[command(flatten)]
    fields: Fields,

    /// Read standard input as JSON lines instead of as one text.
    #[arg(long)]
    jsonl: bool,

    #[command(flatten)]
    knowledge: KnowledgeFiles,

    /// Threads; all processors by default. The output is the same for any
    /// number.
    #[arg(long, short, value_parser = clap::value_parser!(u16).range(1..))]
    threads: Option<u16>,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// A list to be read by people.
    List,
    /// One JSON object a line.
    Jsonl,
}

/// Articles that are read at the same time; bounds the memory.
const BATCH: usize = 64;

/// Runs the command.
pub fn run(options: &Options) -> Result<Outcome> {
    let files = input::expand(&options.files)?;
    let threads = options.threads.map_or(0, usize::from);
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().context("cannot start threads")?;
    let reader = options.knowledge.reader()?;
    let format = options.format.unwrap_or_else(|| default_format(options));
    let job = Job { options, reader: &reader, pool: &pool, format };
    match &options.output {
        Some(place) => {
            let mut file = WholeFile::create(place)?;
            let outcome = job.write(&files, &mut file)?;
            file.finish()?;
            Ok(outcome)
        }
        None => {
            let mut out = BufWriter::new(io::stdout().lock());
            let outcome = job.write(&files, &mut out)?;
            out.flush()?;
            Ok(outcome)
        }
    }
}

fn default_format(options: &Options) -> Format {
    let is_read = options.output.is_none() && io::stdout().is_terminal();
    if is_read { Format::List } else { Format::Jsonl }
}

/// What stays the same over all articles.
struct Job<'a> {
    options: &'a Options,
    reader: &'a Reader,
    pool: &'a rayon::ThreadPool,
    format: Format,
}

impl Job<'_> {
    fn write(&self, files: &[PathBuf], out: &mut impl Write) -> Result<Outcome> {
        let mut outcome = Outcome::Complete;
        let mut batch = Vec::with_capacity(BATCH);
        for article in input::articles(files, &self.options.fields, self.options.jsonl) {
            match article {
                Ok(article) => batch.push(article),
                Err(error) => {
                    outcome = Outcome::SomeFailed;
                    eprintln!("rapporteur: {error:#}; skipped");
                }
            }
            if batch.len() == BATCH {
                self.write_batch(std::mem::take(&mut batch), out)?;
            }
        }
        self.write_batch(batch, out)?;
        Ok(outcome)
    }

    fn write_batch(&self, batch: Vec<Article>, out: &mut impl Write) -> Result<()> {
        let show = |mut article: Article| {
            article.published = article.published.or(self.options.published);
            let report = self.reader.read(article);
            match self.format {
                Format::List => coded::list(&report),
                Format::Jsonl => records::lines(&report),
            }
        };
        let shown: Vec<String> = self.pool.install(|| batch.into_par_iter().map(show).collect());
        for text in shown {
            out.write_all(text.as_bytes())?;
        }
        Ok(())
    }
}
