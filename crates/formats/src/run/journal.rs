use std::collections::BTreeMap;
use std::fs::{File, OpenOptions, TryLockError};
use std::io::{self, BufRead, BufReader, Seek, SeekFrom, Write};
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::{RunError, Summary};

/// What decides about a run's output beside the articles: options, inputs,
/// versions, by name. Runs in which all are equal write the same.
pub type Fingerprint = BTreeMap<String, String>;

/// The first line of a journal.
#[derive(Serialize, Deserialize)]
struct Head {
    journal: u32,
    fingerprint: Fingerprint,
}

/// A part that is on disk for good.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Committed {
    /// The part's number, from 0.
    pub part: u64,
    /// The fingerprint of everything up to its end.
    pub chain: u64,
    /// How long its files are, one for each stream; 0 where there is none.
    pub bytes: Vec<u64>,
    /// The part in numbers.
    pub summary: Summary,
    /// Whether it is the last one.
    pub is_last: bool,
}

/// The journal of a run: which parts are done. A line is written after the
/// files that it speaks of are on disk, and is on disk before the next part is
/// begun.
pub struct Journal {
    file: File,
    /// The parts that are done.
    pub parts: Vec<Committed>,
}

const VERSION: u32 = 1;

impl Journal {
    /// Opens the journal of a run, or starts one.
    ///
    /// # Errors
    ///
    /// Where another program holds it, where it is the journal of another run,
    /// and where it cannot be read or written.
    pub fn open(path: &Path, fingerprint: &Fingerprint) -> Result<Self, RunError> {
        let problem = |error| RunError::io(format!("cannot write {}", path.display()), error);
        let options = OpenOptions::new().read(true).write(true).create(true).truncate(false).open(path);
        let mut file = options.map_err(problem)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(RunError::Locked(path.display().to_string())),
            Err(TryLockError::Error(error)) => return Err(problem(error)),
        }
        let (length, lines) = whole_lines(&mut file).map_err(problem)?;
        let mut journal = Journal { file, parts: Vec::new() };
        match lines.split_first() {
            None => journal.begin(fingerprint).map_err(problem)?,
            Some((head, parts)) => {
                check_head(head, fingerprint, path)?;
                let broken =
                    |error: serde_json::Error| RunError::Damaged(path.display().to_string(), error.to_string());
                let parts = parts.iter().map(|line| serde_json::from_str(line));
                journal.parts = parts.collect::<Result<_, _>>().map_err(broken)?;
                // A line that was cut off speaks of a part that is done again.
                journal.file.set_len(length).map_err(problem)?;
                journal.file.seek(SeekFrom::End(0)).map_err(problem)?;
            }
        }
        Ok(journal)
    }

    fn begin(&mut self, fingerprint: &Fingerprint) -> io::Result<()> {
        self.file.set_len(0)?;
        self.file.seek(SeekFrom::Start(0))?;
        self.append(&Head { journal: VERSION, fingerprint: fingerprint.clone() })
    }

    /// Whether all parts are done.
    pub fn is_complete(&self) -> bool {
        self.parts.last().is_some_and(|part| part.is_last)
    }

    /// Notes a part whose files are on disk.
    ///
    /// # Errors
    ///
    /// Where the line cannot be written.
    pub fn commit(&mut self, part: Committed) -> io::Result<()> {
        self.append(&part)?;
        self.parts.push(part);
        Ok(())
    }

    fn append(&mut self, line: &impl Serialize) -> io::Result<()> {
        let mut bytes = serde_json::to_vec(line)?;
        bytes.push(b'\n');
        self.file.write_all(&bytes)?;
        self.file.sync_data()
    }
}

/// The lines that were written to their end, and the length of them all.
fn whole_lines(file: &mut File) -> io::Result<(u64, Vec<String>)> {
    let mut reader = BufReader::new(file);
    let (mut length, mut lines) = (0, Vec::new());
    loop {
        let mut line = Vec::new();
        let read = reader.read_until(b'\n', &mut line)?;
        // A power cut may leave a hole of zeros where a line should be.
        if !line.ends_with(b"\n") || line.contains(&0) {
            return Ok((length, lines));
        }
        length += read as u64;
        lines.push(String::from_utf8_lossy(&line).into_owned());
    }
}

fn check_head(line: &str, wanted: &Fingerprint, path: &Path) -> Result<(), RunError> {
    let broken = |cause: String| RunError::Damaged(path.display().to_string(), cause);
    let head: Head = serde_json::from_str(line).map_err(|error| broken(error.to_string()))?;
    if head.journal != VERSION {
        return Err(broken(format!("it was written in form {}", head.journal)));
    }
    let differences = differences(&head.fingerprint, wanted);
    if differences.is_empty() { Ok(()) } else { Err(RunError::Different(differences)) }
}

/// What differs between two fingerprints, for people.
pub fn differences(before: &Fingerprint, now: &Fingerprint) -> Vec<String> {
    let names: std::collections::BTreeSet<_> = before.keys().chain(now.keys()).collect();
    let differing = names.into_iter().filter(|name| before.get(*name) != now.get(*name));
    let shown = |value: Option<&String>| value.map_or_else(|| "nothing".to_owned(), |value| format!("{value:?}"));
    differing.map(|name| format!("{name} was {} and is {}", shown(before.get(name)), shown(now.get(name)))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn print(value: &str) -> Fingerprint {
        Fingerprint::from([("version".to_owned(), value.to_owned())])
    }

    fn part(number: u64) -> Committed {
        Committed { part: number, chain: number * 7, bytes: vec![1], summary: Summary::default(), is_last: false }
    }

    #[test]
    fn a_journal_survives_a_torn_line() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("journal");
        let mut journal = Journal::open(&path, &print("1")).unwrap();
        journal.commit(part(0)).unwrap();
        journal.commit(part(1)).unwrap();
        drop(journal);
        let whole = std::fs::read(&path).unwrap();
        let first = whole.iter().position(|byte| *byte == b'\n').unwrap() + 1;
        for length in 0..whole.len() {
            std::fs::write(&path, &whole[..length]).unwrap();
            let mut journal = Journal::open(&path, &print("1")).unwrap();
            let known = journal.parts.len();
            assert!(known < 2 && (length >= first || known == 0));
            journal.commit(part(known as u64)).unwrap();
            drop(journal);
            assert_eq!(Journal::open(&path, &print("1")).unwrap().parts.len(), known + 1);
        }
    }

    #[test]
    fn another_run_is_told_apart() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("journal");
        drop(Journal::open(&path, &print("1")).unwrap());
        let error = Journal::open(&path, &print("2")).err().unwrap().to_string();
        assert!(error.contains("version was \"1\" and is \"2\""), "{error}");
        let _holds = Journal::open(&path, &print("1")).unwrap();
        assert!(matches!(Journal::open(&path, &print("1")), Err(RunError::Locked(_))));
    }
}
