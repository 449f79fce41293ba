use std::io;

use crate::articles::Failure;

/// Why a run could not go to its end. What was done until then is kept.
#[derive(Debug, thiserror::Error)]
pub enum RunError {
    /// Something cannot be read or written.
    #[error("{0}")]
    Io(String, #[source] io::Error),
    /// Another program writes to the same place.
    #[error("another run holds {0}; wait for it to end")]
    Locked(String),
    /// The journal cannot be read.
    #[error("{0} is damaged ({1}); start anew with --overwrite")]
    Damaged(String, String),
    /// The place holds the parts of another run.
    #[error("an unfinished run with other inputs or options is kept there: {}; repeat its command to finish it, or start anew with --overwrite", .0.join("; "))]
    Different(Vec<String>),
    /// The place holds the tables of another run.
    #[error("{0} holds the tables of another run; choose another place, or replace them with --overwrite")]
    Occupied(String),
    /// An input is not what it was when the run began.
    #[error("the input has changed since the run began; remove {0} to start anew")]
    Changed(String),
    /// An article failed, and the run was to stop there.
    #[error("{0}; stopped there, as --strict asks")]
    Strict(Failure),
}

impl RunError {
    pub(crate) fn io(what: String, error: io::Error) -> Self {
        RunError::Io(what, error)
    }
}
