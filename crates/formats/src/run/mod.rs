//! Runs: articles in, coders on all cores, files out. Memory does not grow
//! with the input, the output does not depend on the number of threads, and a
//! run that was killed goes on where it was.

mod error;
mod folder;
mod journal;
mod ordered;
mod parts;
mod summary;
mod target;
#[cfg(test)]
mod tests;

use std::num::NonZero;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::thread::available_parallelism;

use document::Article;

pub use error::RunError;
pub use folder::{Plan, into_files};
pub use journal::Fingerprint;
pub use ordered::{Window, in_order};
pub use parts::PartSize;
pub use summary::Summary;
pub use target::Target;

use self::parts::{Item, Mark};
use crate::articles::{Entry, Failure, Skip};

/// Who wants to know how a run goes.
pub trait Observer {
    /// A run goes on that was interrupted before; so much of it is done.
    fn resumed(&mut self, done: &Summary);
    /// An article could not be read or coded.
    fn failed(&mut self, failure: &Failure);
    /// So much is done by now.
    fn progressed(&mut self, done: &Summary);
}

/// What became of an entry.
#[derive(Debug)]
pub enum Outcome<T> {
    /// It was coded.
    Coded(T),
    /// It could not be read or coded.
    Failed(Failure),
    /// It was left out on purpose.
    Skipped(Skip),
}

/// As many threads as asked for; of 0, as many as there are processors.
pub fn threads(asked: usize) -> usize {
    if asked > 0 { asked } else { available_parallelism().map_or(1, NonZero::get) }
}

/// Codes entries on several threads and hands on in order what became of them.
///
/// # Errors
///
/// The first error of `take`.
pub fn code_all<T: Send, E>(
    threads: usize,
    entries: impl Iterator<Item = Entry> + Send,
    code: impl Fn(Article) -> T + Sync,
    take: impl FnMut(Outcome<T>) -> Result<(), E>,
) -> Result<(), E> {
    let weigh = |entry: &Entry| if let Entry::Article(article) = entry { article.text.len() } else { 0 };
    let work = |entry| match entry {
        Entry::Article(article) => coded(article, &code),
        Entry::Failed(failure) => Outcome::Failed(failure),
        Entry::Skipped(skip) => Outcome::Skipped(skip),
    };
    in_order(threads, Window::for_threads(threads), entries, weigh, work, take)
}

/// A fault of the coder costs one article.
fn coded<T>(article: Article, code: &(impl Fn(Article) -> T + Sync)) -> Outcome<T> {
    let id = article.id.clone();
    match catch_unwind(AssertUnwindSafe(|| code(article))) {
        Ok(result) => Outcome::Coded(result),
        Err(_) => {
            let cause = "the program has a fault that this article brings out; please report it".to_owned();
            Outcome::Failed(Failure::of_file(&id, cause))
        }
    }
}

/// What comes out of the coders of a run that is cut into parts.
enum Step<T> {
    Outcome(Outcome<T>),
    PartEnd(Mark),
    Changed,
}

fn step<T>(item: Item, code: &(impl Fn(Article) -> T + Sync)) -> Step<T> {
    match item {
        Item::Article(article) => Step::Outcome(coded(article, code)),
        Item::Failed(failure) => Step::Outcome(Outcome::Failed(failure)),
        Item::Skipped(skip) => Step::Outcome(Outcome::Skipped(skip)),
        Item::PartEnd(mark) => Step::PartEnd(mark),
        Item::Changed => Step::Changed,
    }
}
