use std::path::{Path, PathBuf};

use crate::tables::Stream;

/// Where a run's files go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// A folder, which holds a file for each table.
    Folder(PathBuf),
    /// One file.
    File(PathBuf),
}

impl Target {
    /// The folder in which the run keeps its parts and its journal.
    pub fn state(&self) -> PathBuf {
        match self {
            Target::Folder(folder) => folder.join(".run"),
            Target::File(file) => file.with_file_name(format!(".{}.run", name(file))),
        }
    }

    /// The file of a stream; `number` where its rows need several.
    pub fn place(&self, stream: &Stream, number: Option<usize>) -> PathBuf {
        match (self, number) {
            (Target::Folder(folder), None) => folder.join(&stream.file),
            (Target::Folder(folder), Some(number)) => {
                let (table, ending) = stream.file.split_once('.').unwrap_or((&stream.file, ""));
                folder.join(table).join(format!("part-{number:04}.{ending}"))
            }
            (Target::File(file), _) => file.clone(),
        }
    }

    /// Where the articles are listed that could not be read.
    pub fn errors(&self) -> PathBuf {
        match self {
            Target::Folder(folder) => folder.join("errors.jsonl"),
            Target::File(file) => file.with_file_name(format!("{}.errors.jsonl", name(file))),
        }
    }

    /// Where a finished run describes itself; a single file holds no place for it.
    pub fn description(&self) -> Option<PathBuf> {
        match self {
            Target::Folder(folder) => Some(folder.join("run.json")),
            Target::File(_) => None,
        }
    }

    /// What the target is called in messages.
    pub fn shown(&self) -> String {
        match self {
            Target::Folder(path) | Target::File(path) => path.display().to_string(),
        }
    }
}

fn name(file: &Path) -> String {
    file.file_name().unwrap_or_default().to_string_lossy().into_owned()
}
