//! What pipelines made for other systems expect. `docs/exports.md` says column
//! by column what fills each.

use crate::tables::{Records, Stream};

/// Another system's form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Export {
}

impl Export {
    /// The files, in order.
    pub fn streams(self) -> Vec<Stream> {
        match self {}
    }

    /// An article's records as lines of each file.
    pub fn encode(self, _records: &Records<'_>) -> Vec<Vec<u8>> {
        match self {}
    }
}
