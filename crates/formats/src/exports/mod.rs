//! What pipelines made for other systems expect. `docs/exports.md` says column
//! by column what fills each.

mod codes;
mod gdelt;
mod icews;
mod petrarch2;
mod plover;
mod polecat;
mod row;
#[cfg(test)]
mod tests;

use crate::tables::{Records, Stream, StreamKind};

/// Another system's form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Export {
    /// GDELT 2.0: Events and Mentions.
    Gdelt,
    /// ICEWS coded events.
    Icews,
    /// POLECAT.
    Polecat,
    /// PETRARCH2's event lines.
    Petrarch2,
    /// PLOVER's JSON lines.
    Plover,
}

impl Export {
    /// All of them.
    pub const ALL: [Export; 5] = [Export::Gdelt, Export::Icews, Export::Polecat, Export::Petrarch2, Export::Plover];

    /// The system's name.
    pub fn as_str(self) -> &'static str {
        match self {
            Export::Gdelt => "gdelt",
            Export::Icews => "icews",
            Export::Polecat => "polecat",
            Export::Petrarch2 => "petrarch2",
            Export::Plover => "plover",
        }
    }

    /// The files, in order.
    pub fn streams(self) -> Vec<Stream> {
        let files: &[(&str, &str)] = match self {
            Export::Gdelt => &[("events.export.CSV", ""), ("events.mentions.CSV", "")],
            Export::Icews => &[("events.icews.tab", icews::HEADER)],
            Export::Polecat => &[("events.polecat.txt", polecat::HEADER)],
            Export::Petrarch2 => &[("evts.rapporteur.txt", "")],
            Export::Plover => &[("events.plover.jsonl", "")],
        };
        let stream = |(file, header): &(&str, &str)| Stream {
            file: (*file).to_owned(),
            kind: StreamKind::Lines { header: (*header).to_owned() },
        };
        files.iter().map(stream).collect()
    }

    /// An article's records as lines of each file.
    pub fn encode(self, records: &Records<'_>) -> Vec<Vec<u8>> {
        match self {
            Export::Gdelt => gdelt::lines(records),
            Export::Icews => vec![icews::lines(records)],
            Export::Polecat => vec![polecat::lines(records)],
            Export::Petrarch2 => vec![petrarch2::lines(records)],
            Export::Plover => vec![plover::lines(records)],
        }
    }
}
