//! Words that change the event which they govern
//! (`data/frames/composition.tsv`).

use std::collections::HashMap;

use foldhash::fast::RandomState;

use super::KnowledgeError;
use super::table::{Row, TableReader};

/// What a word does to the event that it governs.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Effect {
    /// Promises, plans: cooperation to come is AGREE.
    Intent,
    /// Refuses: REJECT.
    Refuse,
    /// Asks for it: REQUEST.
    Demand,
    /// Threatens with it: THREATEN.
    Threaten,
    /// Says that somebody else did it: ACCUSE.
    Accuse,
    /// Says that it was not so.
    Deny,
    /// Ends a conflict: RETREAT or CONCEDE.
    EndConflict,
    /// Ends cooperation: SANCTION.
    EndCooperation,
    /// It did not come about.
    Fail,
    /// It was attempted.
    Try,
    /// It was called off.
    Cancel,
    /// It is weighed.
    Consider,
    /// It may be, or would be under a condition.
    Possible,
    /// Speaks well of it: SUPPORT.
    Praise,
    /// Speaks ill of it: ACCUSE.
    Condemn,
    /// Changes nothing.
    None,
}

const EFFECTS: [(&str, Effect); 17] = [
    ("intent", Effect::Intent),
    ("refuse", Effect::Refuse),
    ("demand", Effect::Demand),
    ("threaten", Effect::Threaten),
    ("accuse", Effect::Accuse),
    ("deny", Effect::Deny),
    ("end-conflict", Effect::EndConflict),
    ("end-cooperation", Effect::EndCooperation),
    ("fail", Effect::Fail),
    ("try", Effect::Try),
    ("cancel", Effect::Cancel),
    ("consider", Effect::Consider),
    ("possible", Effect::Possible),
    ("conditional", Effect::Possible),
    ("praise", Effect::Praise),
    ("condemn", Effect::Condemn),
    ("none", Effect::None),
];

impl Effect {
    /// Its name in the table.
    pub fn name(self) -> &'static str {
        EFFECTS.iter().find(|(_, effect)| *effect == self).map_or("none", |(name, _)| name)
    }
}

/// A word or phrase in one construction.
#[derive(Clone, Debug)]
pub struct Composition {
    /// The phrase's lemmas.
    pub words: Vec<&'static str>,
    /// How the event hangs on it: see the head of the table.
    pub construction: &'static str,
    /// What it does.
    pub effect: Effect,
}

/// All rows, found by any of their words but the smallest.
#[derive(Default)]
pub struct Compositions {
    rows: Vec<Composition>,
    by_word: HashMap<&'static str, Vec<u32>, RandomState>,
}

/// Words by which no phrase is found.
const SMALL: [&str; 12] = ["of", "on", "the", "a", "an", "to", "in", "out", "at", "off", "up", "no"];

impl Compositions {
    /// Reads the table.
    ///
    /// # Errors
    ///
    /// Where the table is not of its form: file, line, and what to change.
    pub fn read(file: &str, text: &'static str) -> Result<Self, KnowledgeError> {
        let table = TableReader::new(file, text, &["words", "construction", "effect"])?;
        let mut compositions = Compositions::default();
        for row in table.rows() {
            let row = row?;
            let effect = effect(&row)?;
            for phrase in row.list("words") {
                compositions.add(phrase, row.get("construction"), effect);
            }
        }
        Ok(compositions)
    }

    fn add(&mut self, phrase: &'static str, construction: &'static str, effect: Effect) {
        let words: Vec<&str> = phrase.split(' ').collect();
        let number = self.rows.len() as u32;
        for word in words.iter().filter(|word| words.len() == 1 || !SMALL.contains(word)) {
            self.by_word.entry(word).or_default().push(number);
        }
        self.rows.push(Composition { words, construction, effect });
    }

    /// The rows with this word.
    pub fn with(&self, word: &str) -> impl Iterator<Item = &Composition> {
        self.by_word.get(word).into_iter().flatten().map(|&row| &self.rows[row as usize])
    }
}

fn effect(row: &Row<'_>) -> Result<Effect, KnowledgeError> {
    let name = row.get("effect");
    let known = EFFECTS.iter().find(|(known, _)| *known == name).map(|&(_, effect)| effect);
    known.ok_or_else(|| {
        let names: Vec<&str> = EFFECTS.iter().map(|(name, _)| *name).collect();
        row.error(&format!("the effect {name:?} is none of {}", names.join(", ")))
    })
}
