use std::hash::{BuildHasher, Hash, Hasher};

use document::Article;
use foldhash::quality::FixedState;

use crate::articles::{Entry, Failure, Skip};

/// When a part of a run is full. Depends on the input alone, so that a run
/// that was killed and one that was not cut it at the same places.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PartSize {
    /// How many entries.
    pub records: u64,
    /// How many bytes of text.
    pub bytes: u64,
}

impl Default for PartSize {
    fn default() -> Self {
        PartSize { records: 1000, bytes: 4 << 20 }
    }
}

/// What the coders get, in order.
#[derive(Debug)]
pub enum Item {
    /// An article to code.
    Article(Article),
    /// One that could not be read.
    Failed(Failure),
    /// One that is left out.
    Skipped(Skip),
    /// A part is full, or the input at its end.
    PartEnd(Mark),
    /// A part that was coded before is not what it was.
    Changed,
}

/// The end of a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// The part's number, from 0.
    pub part: u64,
    /// A fingerprint of everything up to here.
    pub chain: u64,
    /// Whether the input is at its end.
    pub is_last: bool,
}

/// Cuts entries into parts and passes over those that were coded before.
pub struct Parts<'a, I> {
    entries: I,
    size: PartSize,
    /// The fingerprints of the parts that were coded before.
    done: &'a [u64],
    part: u64,
    records: u64,
    bytes: u64,
    chain: Chain,
    is_over: bool,
}

impl<'a, I: Iterator<Item = Entry>> Parts<'a, I> {
    /// The parts of these entries.
    pub fn new(entries: I, size: PartSize, done: &'a [u64]) -> Self {
        Parts { entries, size, done, part: 0, records: 0, bytes: 0, chain: Chain::default(), is_over: false }
    }

    fn is_done(&self) -> bool {
        (self.part as usize) < self.done.len()
    }

    fn is_full(&self) -> bool {
        self.records >= self.size.records || self.bytes >= self.size.bytes
    }

    /// Ends the part; nothing is told of parts that were coded before, unless
    /// they changed.
    fn end(&mut self, is_last: bool) -> Option<Item> {
        let mark = Mark { part: self.part, chain: self.chain.0, is_last };
        let known = self.done.get(self.part as usize);
        (self.part, self.records, self.bytes) = (self.part + 1, 0, 0);
        match known {
            None => Some(Item::PartEnd(mark)),
            Some(chain) if *chain == mark.chain => None,
            Some(_) => {
                self.is_over = true;
                Some(Item::Changed)
            }
        }
    }
}

impl<I: Iterator<Item = Entry>> Iterator for Parts<'_, I> {
    type Item = Item;

    fn next(&mut self) -> Option<Item> {
        while !self.is_over {
            if self.is_full() {
                match self.end(false) {
                    None => continue,
                    end => return end,
                }
            }
            let Some(entry) = self.entries.next() else {
                self.is_over = true;
                return self.end(true);
            };
            self.records += 1;
            self.chain.add(&entry);
            if let Entry::Article(article) = &entry {
                self.bytes += article.text.len() as u64;
            }
            if !self.is_done() {
                return Some(match entry {
                    Entry::Article(article) => Item::Article(article),
                    Entry::Failed(failure) => Item::Failed(failure),
                    Entry::Skipped(skip) => Item::Skipped(skip),
                });
            }
        }
        None
    }
}

/// A fingerprint that each entry changes.
#[derive(Default)]
struct Chain(u64);

impl Chain {
    fn add(&mut self, entry: &Entry) {
        let mut hasher = FixedState::with_seed(3).build_hasher();
        self.0.hash(&mut hasher);
        match entry {
            Entry::Article(article) => {
                let Article { id, text, title, outlet, url, published, language, .. } = article;
                (0, id, text, title, outlet, url, language).hash(&mut hasher);
                published.map(|day| (day.year(), day.month(), day.day())).hash(&mut hasher);
            }
            Entry::Failed(failure) => (1, &failure.file, failure.record, &failure.cause).hash(&mut hasher),
            Entry::Skipped(skip) => (2, skip).hash(&mut hasher),
        }
        self.0 = hasher.finish();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entries(count: usize) -> impl Iterator<Item = Entry> {
        (0..count).map(|number| Article::new(number.to_string(), "Talks failed.").into())
    }

    fn told(items: impl Iterator<Item = Item>) -> (Vec<String>, Vec<Mark>) {
        let (mut ids, mut marks) = (Vec::new(), Vec::new());
        for item in items {
            match item {
                Item::Article(article) => ids.push(article.id),
                Item::PartEnd(mark) => marks.push(mark),
                other => panic!("{other:?}"),
            }
        }
        (ids, marks)
    }

    const THREE: PartSize = PartSize { records: 3, bytes: 1 << 20 };

    #[test]
    fn parts_have_their_size_whatever_was_done() {
        let (ids, marks) = told(Parts::new(entries(7), THREE, &[]));
        assert_eq!((ids.len(), marks.len()), (7, 3));
        assert!(marks[2].is_last && !marks[1].is_last);
        let done: Vec<u64> = marks[..2].iter().map(|mark| mark.chain).collect();
        let (rest, last) = told(Parts::new(entries(7), THREE, &done));
        assert_eq!((rest, last), (vec!["6".to_owned()], vec![marks[2]]));
    }

    #[test]
    fn an_input_that_changed_is_noticed() {
        let (_, marks) = told(Parts::new(entries(7), THREE, &[]));
        let other = std::iter::once(Article::new("x", "Other.").into()).chain(entries(6));
        let done = [marks[0].chain];
        let first = Parts::new(other, THREE, &done).next();
        assert!(matches!(first, Some(Item::Changed)));
    }

    #[test]
    fn no_input_is_one_empty_part() {
        let (_, marks) = told(Parts::new(entries(0), THREE, &[]));
        assert!(marks.len() == 1 && marks[0].is_last);
    }
}
