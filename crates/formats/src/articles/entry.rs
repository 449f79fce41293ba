use std::fmt;

use document::Article;
use serde::Serialize;

/// What a reader finds: an article, or why there is none.
#[derive(Debug)]
pub enum Entry {
    /// An article.
    Article(Article),
    /// Something that should have been one.
    Failed(Failure),
    /// Something that is left out on purpose.
    Skipped(Skip),
}

/// Why an article could not be read, and where it should have been.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, thiserror::Error)]
pub struct Failure {
    /// The file.
    pub file: String,
    /// The line, row or record within it, from 1; `None` for a whole file.
    pub record: Option<u64>,
    /// What such a record is called ("line").
    #[serde(skip)]
    pub unit: &'static str,
    /// What is wrong, and where that helps, what to do about it.
    pub cause: String,
}

/// Why an article is left out on purpose.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Skip {
    /// It is not in English.
    Language,
    /// Its text came before.
    Duplicate,
    /// A record of a web archive that is no page ("request", a picture, a
    /// page that the server did not find).
    NoPage,
    /// It has no words.
    Empty,
}

impl Skip {
    /// The reason, as the closing summary names it.
    pub fn as_str(self) -> &'static str {
        match self {
            Skip::Language => "not in English",
            Skip::Duplicate => "the same text came before",
            Skip::NoPage => "records of web archives that are no pages",
            Skip::Empty => "without words",
        }
    }
}

impl Failure {
    /// A failure of a whole file, or of its rest.
    pub fn of_file(file: &str, cause: String) -> Self {
        Failure { file: file.to_owned(), record: None, unit: "record", cause }
    }

    /// A failure of one record.
    pub fn of_record(file: &str, unit: &'static str, record: u64, cause: String) -> Self {
        Failure { file: file.to_owned(), record: Some(record), unit, cause }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.record {
            Some(record) => write!(f, "{}, {} {record}: {}", self.file, self.unit, self.cause),
            None => write!(f, "{}: {}", self.file, self.cause),
        }
    }
}

impl From<Failure> for Entry {
    fn from(failure: Failure) -> Self {
        Entry::Failed(failure)
    }
}

impl From<Article> for Entry {
    fn from(article: Article) -> Self {
        Entry::Article(article)
    }
}

impl From<Skip> for Entry {
    fn from(skip: Skip) -> Self {
        Entry::Skipped(skip)
    }
}

impl<T: Into<Entry>> From<Result<T, Failure>> for Entry {
    fn from(result: Result<T, Failure>) -> Self {
        result.map_or_else(Entry::Failed, Into::into)
    }
}
