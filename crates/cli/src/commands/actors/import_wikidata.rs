//! `rapporteur actors import-wikidata`: a table of actors from a dump.

use std::cell::Cell;
use std::fs::File;
use std::io::{self, BufRead, BufReader, BufWriter, IsTerminal, Read, Write};
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use bzip2::read::MultiBzDecoder;
use clap::Args;
use flate2::read::MultiGzDecoder;
use rapporteur::knowledge::wikidata::{self, Progress, Summary};

use crate::Outcome;

/// Make a table of actors from a dump of Wikidata: people with offices, heads
/// of states and governments, parties, armed groups, international
/// organisations, media.
#[derive(Args)]
#[command(after_help = "Examples:
  rapporteur actors import-wikidata latest-all.json.bz2 -o my-actors.tsv
  rapporteur actors import-wikidata latest-all.json.gz -o my-actors.tsv --since 1990
  rapporteur read --actors my-actors.tsv article.txt

The dump is read twice, as a stream. What is kept, and as what, stands in
data/wikidata.tsv. The exit status is 1 where lines of the dump were damaged;
they are left out. The table appears whole or not at all.")]
pub struct Options {
    /// The JSON dump (.json, .json.gz or .json.bz2).
    dump: PathBuf,

    /// The table to write.
    #[arg(long, short, value_name = "FILE")]
    output: PathBuf,

    /// Leave out offices that ended before this year.
    #[arg(long, value_name = "YEAR", default_value_t = 1945)]
    since: u16,
}

/// Runs the command.
pub fn run(options: &Options) -> Result<Outcome> {
    let Options { dump, output, since } = options;
    let size = File::open(dump).and_then(|file| file.metadata());
    let size = size.with_context(|| format!("cannot open {}", dump.display()))?.len();
    ensure!(!is_same(dump, output), "the table would take the place of the dump; name another file with -o");
    let beside = beside(output);
    let result = write_beside(dump, size, &beside, *since);
    let summary = result.and_then(|summary| {
        std::fs::rename(&beside, output).with_context(|| format!("cannot write {}", output.display()))?;
        Ok(summary)
    });
    if summary.is_err() {
        // Nothing half written stays behind; where there is nothing to remove,
        // that is as good.
        let _ = std::fs::remove_file(&beside);
    }
    let summary = summary?;
    tell(&summary, output);
    Ok(if summary.read.damaged == 0 { Outcome::Complete } else { Outcome::SomeFailed })
}

fn is_same(one: &Path, other: &Path) -> bool {
    matches!((one.canonicalize(), other.canonicalize()), (Ok(one), Ok(other)) if one == other)
}

/// The file in which the table is written before it gets its name.
fn beside(output: &Path) -> PathBuf {
    let mut name = output.file_name().unwrap_or_default().to_owned();
    name.push(format!(".{}.part", std::process::id()));
    output.with_file_name(name)
}

fn write_beside(dump: &Path, size: u64, beside: &Path, since: u16) -> Result<Summary> {
    let file = File::create(beside).with_context(|| format!("cannot write {}", beside.display()))?;
    let mut out = BufWriter::new(file);
    let read = Rc::new(Cell::new(0));
    let mut open = || open(dump, &read);
    let mut meter = Meter::new(size, Rc::clone(&read));
    let summary = wikidata::import(&mut open, since, &mut out, &mut |progress| meter.show(progress));
    meter.clear();
    let summary = summary.with_context(|| dump.display().to_string())?;
    let file = out.into_inner().map_err(io::IntoInnerError::into_error).context("cannot write the table")?;
    file.sync_all().context("cannot write the table")?;
    Ok(summary)
}

/// Opens a dump and unpacks it by what its first bytes say; counts the bytes
/// that are read of the file.
fn open(dump: &Path, read: &Rc<Cell<u64>>) -> io::Result<Box<dyn BufRead>> {
    const BUFFER: usize = 1 << 18;
    read.set(0);
    let file = Counted { file: File::open(dump)?, read: Rc::clone(read) };
    let mut file = BufReader::with_capacity(BUFFER, file);
    let start = file.fill_buf()?;
    let (is_gzip, is_bzip2) = (start.starts_with(b"\x1f\x8b"), start.starts_with(b"BZh"));
    Ok(match (is_gzip, is_bzip2) {
        (true, _) => Box::new(BufReader::with_capacity(BUFFER, MultiGzDecoder::new(file))),
        (_, true) => Box::new(BufReader::with_capacity(BUFFER, MultiBzDecoder::new(file))),
        _ => Box::new(file),
    })
}

struct Counted {
    file: File,
    read: Rc<Cell<u64>>,
}

impl Read for Counted {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.file.read(buffer)?;
        self.read.set(self.read.get() + read as u64);
        Ok(read)
    }
}

/// Shows on a terminal how far the work is; elsewhere it is silent.
struct Meter {
    size: u64,
    read: Rc<Cell<u64>>,
    start: Instant,
    shown: Option<Instant>,
    is_on: bool,
}

impl Meter {
    fn new(size: u64, read: Rc<Cell<u64>>) -> Self {
        Meter { size, read, start: Instant::now(), shown: None, is_on: io::stderr().is_terminal() }
    }

    fn show(&mut self, Progress { pass, entities }: Progress) {
        const EVERY: Duration = Duration::from_millis(500);
        if !self.is_on || self.shown.is_some_and(|last| last.elapsed() < EVERY) {
            return;
        }
        self.shown = Some(Instant::now());
        let share = 100.0 * self.read.get() as f64 / self.size.max(1) as f64;
        let seconds = self.start.elapsed().as_secs();
        eprint!("\rreading {pass} of 2: {share:.1} %, {entities} entities, {seconds} s\x1b[K");
        // Progress that cannot be shown is no reason to stop.
        let _ = io::stderr().flush();
    }

    fn clear(&self) {
        if self.shown.is_some() {
            eprint!("\r\x1b[K");
        }
    }
}

fn tell(summary: &Summary, output: &Path) {
    let Summary { read, actors, rows } = summary;
    for (line, problem) in &read.first_damaged {
        eprintln!("rapporteur: line {line} of the dump is damaged: {problem}; left out");
    }
    let kinds: Vec<String> = actors.iter().map(|(kind, count)| format!("{count} {kind}")).collect();
    let total: usize = actors.values().sum();
    eprintln!(
        "{}: {total} actors in {rows} rows ({}) from {} entities; {} damaged lines left out",
        output.display(),
        kinds.join(", "),
        read.entities,
        read.damaged
    );
}
