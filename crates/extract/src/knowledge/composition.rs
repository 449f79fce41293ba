//! Words that change the event which they govern
//! (`data/frames/composition.tsv`).

use std::collections::HashMap;

use foldhash::fast::RandomState;

use super::KnowledgeError;
use super::table::TableReader;

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
    /// It may be.
    Possible,
    /// Speaks well of it: SUPPORT.
    Praise,
    /// Speaks ill of it: ACCUSE.
    Condemn,
    /// Changes nothing.
    None,
}

/// All rows by word and construction.
#[derive(Default)]
pub struct Compositions {
    rows: HashMap<(&'static str, &'static str), Effect, RandomState>,
}

impl Compositions {
    /// Reads the table.
    ///
    /// # Errors
    ///
    /// Where the table is not of its form.
    pub fn read(file: &str, text: &'static str) -> Result<Self, KnowledgeError> {
        let table = TableReader::new(file, text, &["words", "construction", "effect"])?;
        let mut compositions = Compositions::default();
        for row in table.rows() {
            let row = row?;
            let effect = match row.get("effect") {
                "intent" => Effect::Intent,
                "refuse" => Effect::Refuse,
                "demand" => Effect::Demand,
                "threaten" => Effect::Threaten,
                "accuse" => Effect::Accuse,
                "deny" => Effect::Deny,
                "end-conflict" => Effect::EndConflict,
                "end-cooperation" => Effect::EndCooperation,
                "fail" => Effect::Fail,
                "try" => Effect::Try,
                "cancel" => Effect::Cancel,
                "consider" => Effect::Consider,
                "possible" | "conditional" => Effect::Possible,
                "praise" => Effect::Praise,
                "condemn" => Effect::Condemn,
                _ => Effect::None,
            };
            for word in row.list("words") {
                compositions.rows.entry((word, row.get("construction"))).or_insert(effect);
            }
        }
        Ok(compositions)
    }

    /// The effect of a word on what it governs by a construction.
    pub fn get<'a>(&self, word: &'a str, construction: &'a str) -> Option<Effect> {
        let key: (&'a str, &'a str) = (word, construction);
        // The map's keys live as long as the program; a shorter-lived key
        // finds them as well.
        self.rows.get(&key).copied()
    }
}
