//! `rapporteur code`: who did what to whom.

use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};
use std::io::{self, BufWriter, Write};
use std::path::PathBuf;
use std::sync::Arc;

use anyhow::Result;
use clap::Args;
use formats::articles::{Entry, ReadOptions, Screen, ScreenOptions, Source, read_all};
use formats::exports::Export;
use formats::run::{self, Fingerprint, Observer, Outcome as Coding, PartSize, Plan, Summary, Target};
use formats::tables::{Coded, Encoded, Layout, Records};
use rapporteur::{Article, Date, Reader, Report};

use crate::Outcome;
use crate::coding::{self, Destination, Format, Progress};
use crate::input::{self, Fields, LimitFlags, StandardInput};
use crate::knowledge::KnowledgeFiles;
use crate::output::WholeFile;
use crate::views::{coded, records::VERSION};

/// Code the events and statements of articles: type, mode, who to whom,
/// status, time, place, by whom reported; who said what.
#[derive(Args)]
#[command(after_help = "Examples:
  rapporteur code article.txt --published 2025-06-04          a list to read
  rapporteur code news/ -o coded/                             a folder of Parquet tables
  rapporteur code 'crawl/*.warc.gz' -o coded/ --export gdelt  as GDELT's pipelines expect
  rapporteur code news.csv -o events.csv                      one flat table of events
  rapporteur code news/ -o events.jsonl                       all records as JSON lines
  rapporteur code --text-field body --date-field day news.jsonl.gz --format jsonl
  rapporteur code --frames my-frames.tsv --actors my-actors.tsv article.txt
  echo 'Xi met Putin in Moscow.' | rapporteur code -

A run into files can be stopped at any time; the same command goes on where it
was. JSON lines hold one record for each article, event and statement (`kind`
says which); offsets count Unicode code points. Exit status: 0 where all went
well, 1 where some articles could not be read, 2 where the work could not be
done.")]
pub struct Options {
    /// Files (.txt, .md, .html, .jsonl, .csv, .tsv, .parquet, .warc, also
    /// packed: .gz, .zst), folders of them, patterns ('news/*.jsonl.gz'), or -
    /// for standard input.
    #[arg(required = true)]
    files: Vec<PathBuf>,

    /// Write into this folder, or this .jsonl, .csv or .parquet file; what
    /// appears there appears whole.
    #[arg(long, short, value_name = "PLACE")]
    output: Option<PathBuf>,

    /// What to write; by default a list on a terminal, JSON lines elsewhere,
    /// Parquet into a folder, and into a file what its ending says.
    #[arg(long, short, value_enum)]
    format: Option<Format>,

    /// Parquet with one cell for each field, for spreadsheets and R: lists are
    /// joined with "; ".
    #[arg(long)]
    flat: bool,

    /// Write what another system's pipelines expect.
    #[arg(long, value_name = "SYSTEM", value_parser = export)]
    export: Option<Export>,

    /// The day of publication (2025-06-04), where the input does not say it.
    #[arg(long, value_name = "DATE")]
    published: Option<Date>,

    /// In which form standard input comes.
    #[arg(long, value_enum, value_name = "FORM", default_value = "text")]
    input_format: StandardInput,

    /// The same as --input-format jsonl.
    #[arg(long)]
    jsonl: bool,

    /// Code articles in other languages than English too.
    #[arg(long)]
    all_languages: bool,

    /// Code a text as often as it comes.
    #[arg(long)]
    keep_duplicates: bool,

    /// Stop at the first article that fails.
    #[arg(long)]
    strict: bool,

    /// Replace what another run left in the output's place.
    #[arg(long)]
    overwrite: bool,

    /// Threads; all processors by default. The output is the same for any
    /// number.
    #[arg(long, short, value_parser = clap::value_parser!(u16).range(1..))]
    threads: Option<u16>,

    /// Articles that one file holds; more go into several.
    #[arg(long, value_name = "NUMBER", default_value_t = 250_000, value_parser = clap::value_parser!(u64).range(1..))]
    articles_per_file: u64,

    /// Articles between two points from which a run that was stopped can go on.
    #[arg(long, value_name = "NUMBER", default_value_t = PartSize::default().records, value_parser = clap::value_parser!(u64).range(1..))]
    checkpoint: u64,

    #[command(flatten)]
    knowledge: KnowledgeFiles,

    #[command(flatten)]
    fields: Fields,

    #[command(flatten)]
    limits: LimitFlags,
}

fn export(name: &str) -> Result<Export, String> {
    let known = || Export::ALL.map(Export::as_str).join(", ");
    Export::ALL.into_iter().find(|export| export.as_str() == name).ok_or_else(|| format!("there are {}", known()))
}

/// Runs the command.
pub fn run(options: &Options) -> Result<Outcome> {
    let destination = Destination::of(options.output.as_deref(), options.format, options.flat, options.export)?;
    let standard_input = if options.jsonl { StandardInput::Jsonl } else { options.input_format };
    let mut sources = input::sources(&options.files, standard_input)?;
    if let Some(output) = &options.output {
        sources = input::without_output(sources, output);
    }
    let read =
        ReadOptions { fields: options.fields.names(), limits: options.limits.limits(), ..ReadOptions::default() };
    let job = Job { options, sources: &sources, read: &read, reader: options.knowledge.reader()? };
    match &destination {
        Destination::List => job.print(&mut BufWriter::new(io::stdout().lock()), |article| list(&job, article)),
        Destination::Lines(layout) => {
            let mut out = BufWriter::new(io::stdout().lock());
            layout.streams().iter().try_for_each(|stream| out.write_all(stream.header().as_bytes()))?;
            job.print(&mut out, |article| job.encode(*layout, article))
        }
        Destination::ListFile(place) => {
            let mut file = WholeFile::create(place)?;
            let outcome = job.print(&mut file, |article| list(&job, article))?;
            file.finish()?;
            Ok(outcome)
        }
        Destination::Files(layout, target) => job.write(*layout, target),
    }
}

fn list(job: &Job<'_>, article: Article) -> Encoded {
    let report = job.read(article);
    Encoded { lines: vec![coded::list(&report).into_bytes()], ..Encoded::default() }
}

/// What stays the same over all articles.
struct Job<'a> {
    options: &'a Options,
    sources: &'a [Source],
    read: &'a ReadOptions,
    reader: Reader,
}

impl Job<'_> {
    fn threads(&self) -> usize {
        run::threads(self.options.threads.map_or(0, usize::from))
    }

    fn entries(&self) -> impl Iterator<Item = Entry> + Send + '_ {
        let Options { all_languages, keep_duplicates, .. } = *self.options;
        let mut screen = Screen::new(ScreenOptions { all_languages, keep_duplicates });
        read_all(self.sources, self.read).map(move |entry| screen.check(entry))
    }

    fn read(&self, mut article: Article) -> Report {
        article.published = article.published.or(self.options.published);
        self.reader.read(article)
    }

    fn encode(&self, layout: Layout, article: Article) -> Encoded {
        let Report { article, parse, grounding, statements, events } = &self.read(article);
        layout.encode(&Records::new(Coded { article, parse, grounding, statements, events }, VERSION))
    }

    /// Shows articles as they are coded.
    fn print(&self, out: &mut impl Write, show: impl Fn(Article) -> Encoded + Sync) -> Result<Outcome> {
        let mut done = Summary::default();
        let mut progress = Progress::new(Arc::default(), 0, None);
        run::code_all(self.threads(), self.entries(), show, |outcome| -> Result<()> {
            match outcome {
                Coding::Coded(encoded) => encoded.lines.iter().try_for_each(|lines| out.write_all(lines))?,
                Coding::Failed(failure) if self.options.strict => return Err(run::RunError::Strict(failure).into()),
                Coding::Failed(failure) => {
                    done.failed += 1;
                    progress.failed(&failure);
                }
                Coding::Skipped(skip) => *done.skipped.entry(skip.as_str().to_owned()).or_default() += 1,
            }
            Ok(())
        })?;
        out.flush()?;
        coding::tell_skipped(&done);
        Ok(outcome(&done))
    }

    /// Writes files, and tells at the end what was done.
    fn write(&self, layout: Layout, target: &Target) -> Result<Outcome> {
        let plan = Plan {
            layout,
            target: target.clone(),
            fingerprint: self.fingerprint(layout)?,
            threads: self.threads(),
            strict: self.options.strict,
            overwrite: self.options.overwrite,
            part: PartSize { records: self.options.checkpoint, ..PartSize::default() },
            articles_per_file: self.options.articles_per_file,
        };
        let errors = target.errors().display().to_string();
        let to_read = self.sources.iter().map(Source::size).sum();
        let mut progress = Progress::new(Arc::clone(&self.read.meter), to_read, Some(errors.clone()));
        let entries = self.entries();
        let ended = run::into_files(&plan, entries, |article| self.encode(layout, article), &mut progress);
        progress.clear();
        let done = ended?;
        coding::tell(&done, progress.own_share(&done), Some(&errors));
        Ok(outcome(&done))
    }

    /// What decides about the output beside the articles.
    fn fingerprint(&self, layout: Layout) -> Result<Fingerprint> {
        let Options { published, all_languages, keep_duplicates, articles_per_file, checkpoint, .. } = self.options;
        let tables = self.options.knowledge.contents()?;
        let names: Vec<(&str, u64)> = self.sources.iter().map(|source| (source.name(), source.size())).collect();
        let all = [
            ("version", VERSION.to_owned()),
            ("output", format!("{layout:?}")),
            ("inputs", format!("{} files ({:016x})", names.len(), hash(&names))),
            ("fields", format!("{:?}", self.read.fields)),
            ("limits", format!("{:?}", self.read.limits)),
            ("published", format!("{published:?}")),
            ("all languages", all_languages.to_string()),
            ("keep duplicates", keep_duplicates.to_string()),
            ("articles in a file", articles_per_file.to_string()),
            ("checkpoint", checkpoint.to_string()),
            ("own tables", format!("{} ({:016x})", tables.len(), hash(&tables))),
        ];
        Ok(all.into_iter().map(|(name, value)| (name.to_owned(), value)).collect())
    }
}

fn hash(value: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

fn outcome(done: &Summary) -> Outcome {
    if done.failed > 0 { Outcome::SomeFailed } else { Outcome::Complete }
}
