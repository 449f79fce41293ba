use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use document::Article;
use serde::{Deserialize, Serialize};

use super::journal::{Committed, Fingerprint, Journal, differences};
use super::ordered::{Window, in_order};
use super::parts::{Mark, PartSize, Parts};
use super::{Observer, Outcome, RunError, Step, Summary, Target, step};
use crate::articles::{Entry, Failure};
use crate::tables::{Encoded, Layout, Stream, StreamKind, parquet, push_json};

/// What a run is to do.
#[derive(Clone, Debug)]
pub struct Plan {
    /// Into which files the records go, and in which form.
    pub layout: Layout,
    /// Where the files go.
    pub target: Target,
    /// What decides about the output beside the articles themselves.
    pub fingerprint: Fingerprint,
    /// How many threads code.
    pub threads: usize,
    /// Stops at the first article that fails.
    pub strict: bool,
    /// Replaces what another run left.
    pub overwrite: bool,
    /// How much is coded between two points from which a run can go on.
    pub part: PartSize,
    /// How many articles one file holds; more go into several.
    pub articles_per_file: u64,
}

/// What a finished run says of itself (`run.json`).
#[derive(Serialize, Deserialize)]
struct Description {
    fingerprint: Fingerprint,
    summary: Summary,
}

/// Codes all entries into files that appear when all is done. What is done is
/// kept as it comes, in a hidden folder beside them: the same call goes on
/// where an earlier one was cut off, whatever cut it off.
///
/// # Errors
///
/// Where files cannot be read or written, or where the target holds something
/// else (see [`RunError`]).
pub fn into_files(
    plan: &Plan,
    entries: impl Iterator<Item = Entry> + Send,
    code: impl Fn(Article) -> Encoded + Sync,
    observer: &mut dyn Observer,
) -> Result<Summary, RunError> {
    if let Some(summary) = finished(plan)? {
        return Ok(summary);
    }
    let state = State::open(plan)?;
    let mut writer = Writer::new(plan, state, observer);
    if !writer.state.journal.is_complete() {
        let done: Vec<u64> = writer.state.journal.parts.iter().map(|part| part.chain).collect();
        let parts = Parts::new(entries, plan.part, &done);
        let weigh = |item: &_| weight(item);
        let window = Window::for_threads(plan.threads);
        in_order(plan.threads, window, parts, weigh, |item| step(item, &code), |step| writer.take(step))?;
    }
    writer.state.finish(plan)
}

fn weight(item: &super::Item) -> usize {
    if let super::Item::Article(article) = item { article.text.len() } else { 0 }
}

/// The numbers of a run that the target already holds to its end.
fn finished(plan: &Plan) -> Result<Option<Summary>, RunError> {
    let Some(path) = plan.target.description().filter(|path| path.exists() && !plan.overwrite) else {
        return Ok(None);
    };
    let damaged = |cause: String| RunError::Damaged(path.display().to_string(), cause);
    let content = fs::read(&path).map_err(|error| damaged(error.to_string()))?;
    let description: Description = serde_json::from_slice(&content).map_err(|error| damaged(error.to_string()))?;
    if !differences(&description.fingerprint, &plan.fingerprint).is_empty() {
        return Err(RunError::Occupied(plan.target.shown()));
    }
    // The last thing that a run does may have been cut off.
    let _ = fs::remove_dir_all(plan.target.state());
    Ok(Some(description.summary))
}

/// The hidden folder of a run: its journal and the parts that are done.
struct State {
    folder: PathBuf,
    journal: Journal,
    streams: Vec<Stream>,
}

impl State {
    fn open(plan: &Plan) -> Result<Self, RunError> {
        let folder = plan.target.state();
        let problem = |error| RunError::io(format!("cannot write {}", plan.target.shown()), error);
        let path = folder.join("journal.jsonl");
        if !path.exists() {
            renew(&folder, &plan.target).map_err(problem)?;
        }
        let journal = match Journal::open(&path, &plan.fingerprint) {
            Err(RunError::Different(_) | RunError::Damaged(..)) if plan.overwrite => {
                renew(&folder, &plan.target).map_err(problem)?;
                Journal::open(&path, &plan.fingerprint)?
            }
            opened => opened?,
        };
        let mut streams = plan.layout.streams();
        streams.push(Stream { file: "errors.jsonl".into(), kind: StreamKind::Lines { header: String::new() } });
        Ok(State { folder, journal, streams })
    }

    fn part(&self, part: u64, stream: usize) -> PathBuf {
        self.folder.join(format!("{part:06}.{stream}"))
    }

    fn summary(&self) -> Summary {
        let mut summary = Summary::default();
        self.journal.parts.iter().for_each(|part| summary.add(&part.summary));
        summary
    }

    /// Puts a part's lines on disk, then notes it in the journal.
    fn commit(&mut self, mark: Mark, lines: &[Vec<u8>], summary: Summary, about: &Fingerprint) -> io::Result<()> {
        let mut bytes = Vec::with_capacity(lines.len());
        for (index, (stream, lines)) in self.streams.iter().zip(lines).enumerate() {
            bytes.push(if lines.is_empty() {
                0
            } else {
                write_part(&self.part(mark.part, index), stream, lines, about)?
            });
        }
        sync_folder(&self.folder)?;
        let Mark { part, chain, is_last } = mark;
        self.journal.commit(Committed { part, chain, bytes, summary, is_last })
    }

    /// Joins the parts to the files of the target, then removes them.
    fn finish(self, plan: &Plan) -> Result<Summary, RunError> {
        let problem = |error| RunError::io(format!("cannot write {}", plan.target.shown()), error);
        let mut ready = Vec::new();
        let groups = self.groups(plan.articles_per_file);
        let errors = self.streams.len() - 1;
        let whole = 0..self.journal.parts.len();
        let all = std::slice::from_ref(&whole);
        for (index, stream) in self.streams.iter().enumerate() {
            let is_errors = index == errors;
            let groups = if is_errors || matches!(plan.target, Target::File(_)) { all } else { &groups[..] };
            for (number, group) in groups.iter().enumerate() {
                let joined = self.folder.join(format!("joined-{index}-{number}"));
                self.join(index, group.clone(), &joined, plan).map_err(problem)?;
                let number = (groups.len() > 1).then_some(number + 1);
                let place = if is_errors { plan.target.errors() } else { plan.target.place(stream, number) };
                ready.push((joined, place));
            }
        }
        for (joined, place) in ready {
            put(&joined, &place, place == plan.target.errors()).map_err(problem)?;
        }
        let summary = self.summary();
        describe(plan, &summary).map_err(problem)?;
        self.remove().map_err(problem)?;
        Ok(summary)
    }

    /// Which parts go into one file.
    fn groups(&self, articles_per_file: u64) -> Vec<std::ops::Range<usize>> {
        let mut groups = Vec::new();
        let (mut start, mut articles) = (0, 0);
        for (index, part) in self.journal.parts.iter().enumerate() {
            if articles > 0 && articles + part.summary.articles > articles_per_file {
                groups.push(start..index);
                (start, articles) = (index, 0);
            }
            articles += part.summary.articles;
        }
        groups.push(start..self.journal.parts.len());
        groups
    }

    fn join(&self, stream: usize, parts: std::ops::Range<usize>, out: &Path, plan: &Plan) -> io::Result<()> {
        let mut files = Vec::new();
        for part in &self.journal.parts[parts] {
            if part.bytes[stream] > 0 {
                let path = self.part(part.part, stream);
                let file = File::open(&path)?;
                if file.metadata()?.len() != part.bytes[stream] {
                    return Err(io::Error::other(format!("{} is not as long as it was written", path.display())));
                }
                files.push(file);
            }
        }
        let mut writer = BufWriter::new(File::create(out)?);
        match &self.streams[stream].kind {
            StreamKind::Lines { header } => {
                writer.write_all(header.as_bytes())?;
                for mut file in files {
                    io::copy(&mut file, &mut writer)?;
                }
            }
            StreamKind::Parquet { schema, table } if files.is_empty() => {
                parquet::write(&[], schema, &about(table, &plan.fingerprint), &mut writer)?;
            }
            StreamKind::Parquet { .. } => parquet::join(&files, &mut writer)?,
        }
        writer.into_inner().map_err(io::IntoInnerError::into_error)?.sync_all()
    }

    /// The journal goes first: parts without it are only in the way.
    fn remove(self) -> io::Result<()> {
        fs::remove_file(self.folder.join("journal.jsonl"))?;
        fs::remove_dir_all(&self.folder)
    }
}

fn about<'a>(table: &'a str, fingerprint: &'a Fingerprint) -> [(&'static str, &'a str); 2] {
    [("rapporteur.table", table), ("rapporteur.version", fingerprint.get("version").map_or("", String::as_str))]
}

fn write_part(path: &Path, stream: &Stream, lines: &[u8], fingerprint: &Fingerprint) -> io::Result<u64> {
    let unfinished = path.with_extension("unfinished");
    let mut file = File::create(&unfinished)?;
    match &stream.kind {
        StreamKind::Lines { .. } => file.write_all(lines)?,
        StreamKind::Parquet { schema, table } => parquet::write(lines, schema, &about(table, fingerprint), &mut file)?,
    }
    file.sync_all()?;
    let length = file.metadata()?.len();
    fs::rename(&unfinished, path)?;
    Ok(length)
}

/// Moves a file to its place. One without a line is not worth a file.
fn put(joined: &Path, place: &Path, only_with_lines: bool) -> io::Result<()> {
    if only_with_lines && joined.metadata()?.len() == 0 {
        fs::remove_file(joined)?;
        return if place.exists() { fs::remove_file(place) } else { Ok(()) };
    }
    let folder = place.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    fs::rename(joined, place)?;
    sync_folder(folder)
}

fn describe(plan: &Plan, summary: &Summary) -> io::Result<()> {
    let Some(path) = plan.target.description() else { return Ok(()) };
    let description = Description { fingerprint: plan.fingerprint.clone(), summary: summary.clone() };
    let mut content = serde_json::to_vec_pretty(&description)?;
    content.push(b'\n');
    let unfinished = plan.target.state().join("description");
    let mut file = File::create(&unfinished)?;
    file.write_all(&content)?;
    file.sync_all()?;
    fs::rename(unfinished, path)
}

/// Makes the hidden folder anew. What a finished run says of itself holds no
/// longer.
fn renew(folder: &Path, target: &Target) -> io::Result<()> {
    remove_folder(folder)?;
    match target {
        Target::Folder(_) => fs::create_dir_all(folder)?,
        // A folder that is not there is more likely a slip than a wish.
        Target::File(_) => fs::create_dir(folder)?,
    }
    match target.description() {
        Some(description) if description.exists() => fs::remove_file(description),
        _ => Ok(()),
    }
}

fn remove_folder(folder: &Path) -> io::Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// Makes renamed files stay renamed through a power cut, where folders can be
/// synchronised.
fn sync_folder(folder: &Path) -> io::Result<()> {
    if cfg!(unix) { File::open(folder)?.sync_all() } else { Ok(()) }
}

/// Takes what the coders make, in order.
struct Writer<'a> {
    plan: &'a Plan,
    state: State,
    observer: &'a mut dyn Observer,
    /// The lines of the part that is being written, by stream.
    lines: Vec<Vec<u8>>,
    part: Summary,
    done: Summary,
}

impl<'a> Writer<'a> {
    fn new(plan: &'a Plan, state: State, observer: &'a mut dyn Observer) -> Self {
        let done = state.summary();
        if !state.journal.parts.is_empty() {
            observer.resumed(&done);
        }
        Writer { plan, lines: vec![Vec::new(); state.streams.len()], state, observer, part: Summary::default(), done }
    }

    fn take(&mut self, step: Step<Encoded>) -> Result<(), RunError> {
        match step {
            Step::Outcome(Outcome::Coded(encoded)) => {
                self.part.coded(&encoded);
                for (all, lines) in self.lines.iter_mut().zip(&encoded.lines) {
                    all.extend_from_slice(lines);
                }
                self.tell();
            }
            Step::Outcome(Outcome::Failed(failure)) => self.fail(failure)?,
            Step::Outcome(Outcome::Skipped(skip)) => self.part.skip(skip),
            Step::PartEnd(mark) => self.end(mark)?,
            Step::Changed => return Err(RunError::Changed(self.state.folder.display().to_string())),
        }
        Ok(())
    }

    fn fail(&mut self, failure: Failure) -> Result<(), RunError> {
        if self.plan.strict {
            return Err(RunError::Strict(failure));
        }
        self.observer.failed(&failure);
        self.part.failed += 1;
        if let Some(errors) = self.lines.last_mut() {
            push_json(&failure, errors);
        }
        Ok(())
    }

    fn end(&mut self, mark: Mark) -> Result<(), RunError> {
        let part = std::mem::take(&mut self.part);
        self.done.add(&part);
        let committed = self.state.commit(mark, &self.lines, part, &self.plan.fingerprint);
        committed.map_err(|error| RunError::io(format!("cannot write {}", self.plan.target.shown()), error))?;
        self.lines.iter_mut().for_each(Vec::clear);
        self.tell();
        Ok(())
    }

    fn tell(&mut self) {
        let mut done = self.done.clone();
        done.add(&self.part);
        self.observer.progressed(&done);
    }
}
