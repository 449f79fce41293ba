use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::articles::Skip;
use crate::tables::Encoded;

/// A run, or a part of one, in numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Summary {
    /// Articles that were coded.
    pub articles: u64,
    /// Articles that could not be read or coded.
    pub failed: u64,
    /// Articles that were left out on purpose, by reason.
    pub skipped: BTreeMap<String, u64>,
    /// Events found.
    pub events: u64,
    /// Statements found.
    pub statements: u64,
    /// Words of the articles that were coded.
    pub words: u64,
}

impl Summary {
    /// Everything that came in: coded, failed or left out.
    pub fn records(&self) -> u64 {
        self.articles + self.failed + self.skipped.values().sum::<u64>()
    }

    pub(crate) fn add(&mut self, other: &Summary) {
        self.articles += other.articles;
        self.failed += other.failed;
        self.events += other.events;
        self.statements += other.statements;
        self.words += other.words;
        for (reason, count) in &other.skipped {
            *self.skipped.entry(reason.clone()).or_default() += count;
        }
    }

    pub(crate) fn coded(&mut self, encoded: &Encoded) {
        self.articles += 1;
        self.events += encoded.events;
        self.statements += encoded.statements;
        self.words += encoded.words;
    }

    pub(crate) fn skip(&mut self, skip: Skip) {
        *self.skipped.entry(skip.as_str().to_owned()).or_default() += 1;
    }
}
