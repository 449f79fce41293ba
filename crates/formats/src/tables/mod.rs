//! Tables out: articles, events and statements as JSON lines, Parquet or CSV,
//! nested or flat. `docs/record.md` describes the columns.

mod flat;
mod layout;
pub(crate) mod parquet;
mod records;
mod schema;
#[cfg(test)]
mod tests;

pub(crate) use layout::push_json;
pub use layout::{Encoded, Form, Layout, Stream, StreamKind};
pub use records::{Coded, Records};
pub use schema::RECORD_VERSION;

/// What a row is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Table {
    /// An article.
    Articles,
    /// An event.
    Events,
    /// A statement.
    Statements,
}

impl Table {
    /// All of them.
    pub const ALL: [Table; 3] = [Table::Articles, Table::Events, Table::Statements];

    /// The table's name, which its file has too.
    pub fn as_str(self) -> &'static str {
        match self {
            Table::Articles => "articles",
            Table::Events => "events",
            Table::Statements => "statements",
        }
    }
}
