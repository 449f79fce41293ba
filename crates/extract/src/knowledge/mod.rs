//! What Rapporteur knows: the tables under `data/`, read once and shared by
//! all threads. One module for each kind of table.

pub mod cues;
pub mod marked;
pub mod weights;

/// All tables.
pub struct Knowledge {
    /// The words that bring in statements.
    pub cues: cues::Cues,
    /// What speaks for and against a possible attribution.
    pub weights: weights::Weights,
}

/// Why knowledge could not be loaded: the file, the line, and what to change.
#[derive(Debug, thiserror::Error)]
#[error("{file}{}: {problem}", line.map(|line| format!(", line {line}")).unwrap_or_default())]
pub struct KnowledgeError {
    /// The file.
    pub file: String,
    /// The line, counted from 1, where the mistake is in one line.
    pub line: Option<usize>,
    /// What is wrong and what to change.
    pub problem: String,
}

impl Knowledge {
    /// What the program carries.
    ///
    /// # Errors
    ///
    /// Never, in a program that passed its tests: the tables are part of it.
    pub fn embedded() -> Result<Self, KnowledgeError> {
        Ok(Knowledge { cues: cues::Cues::embedded()?, weights: weights::Weights::embedded()? })
    }
}
