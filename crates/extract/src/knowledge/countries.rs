//! Countries, dependencies, ended states and breakaway entities
//! (`data/countries.tsv`), and groups of countries and regions
//! (`data/groupings.tsv`).

use document::Label;
use jiff::civil::Date;

use super::KnowledgeError;
use super::names::{NameIndex, NameKind};
use super::table::TableReader;

/// One row of `data/countries.tsv`.
#[derive(Clone, Debug)]
pub struct Country {
    /// "country/belarus".
    pub id: &'static str,
    /// ISO 3166 alpha-3, or the code of the state that it ended as or is
    /// claimed by.
    pub code: Label,
    /// The usual name in news.
    pub name: &'static str,
    /// `PRE` for a breakaway entity.
    pub sector: Option<Label>,
    /// When it existed; `None` for an open end.
    pub from: Option<Date>,
    /// See `from`.
    pub to: Option<Date>,
    /// Sectors of seats that are not the government's ("Pentagon" → MIL).
    seats: Vec<(&'static str, Label)>,
}

impl Country {
    /// The sector that a seat stands for, where it is not the government.
    pub fn seat_sector(&self, seat: &str) -> Option<Label> {
        self.seats.iter().find(|(name, _)| *name == seat).map(|(_, sector)| *sector)
    }

    /// Whether it existed on a day; a country without dates always did.
    pub fn existed_on(&self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
    }
}

/// One row of `data/groupings.tsv`.
#[derive(Clone, Debug)]
pub struct Grouping {
    /// "region/the-west".
    pub id: &'static str,
    /// The usual name.
    pub name: &'static str,
    /// The countries in it, where that is clear.
    pub members: Vec<Label>,
}

/// Reads the countries and adds their names to the index.
pub fn read(file: &str, text: &'static str, names: &mut NameIndex) -> Result<Vec<Country>, KnowledgeError> {
    let table = TableReader::new(file, text, &["id", "iso3", "name", "adjectives", "people", "capital", "seats"])?;
    let mut countries = Vec::new();
    for row in table.rows() {
        let row = row?;
        let index = countries.len();
        let code = row.get("iso3");
        if code.len() != 3 {
            return Err(row.error(&format!("iso3 is {code:?}; it is a code of three letters")));
        }
        let lists = [
            ("name", NameKind::Country),
            ("other_names", NameKind::Country),
            ("former_names", NameKind::Country),
            ("adjectives", NameKind::Adjective),
            ("people", NameKind::People),
            ("capital", NameKind::Capital),
        ];
        for (column, kind) in lists {
            for name in row.list(column) {
                names.add(name.trim_end_matches('-'), kind, index);
            }
        }
        let mut seats = Vec::new();
        for seat in row.list("seats") {
            let (name, sector) = seat.split_once('=').unwrap_or((seat, ""));
            names.add(name, NameKind::Seat, index);
            if !sector.is_empty() {
                seats.push((name, Label::new(sector)));
            }
        }
        countries.push(Country {
            id: row.get("id"),
            code: Label::new(code),
            name: row.get("name"),
            sector: Some(row.get("sector")).filter(|sector| !sector.is_empty()).map(Label::new),
            from: row.days("from")?.map(|(first, _)| first),
            to: row.days("to")?.map(|(_, last)| last),
            seats,
        });
    }
    Ok(countries)
}

/// Reads the groupings and adds their names to the index.
pub fn read_groupings(file: &str, text: &'static str, names: &mut NameIndex) -> Result<Vec<Grouping>, KnowledgeError> {
    let table = TableReader::new(file, text, &["id", "name", "other_names", "adjectives", "people", "members"])?;
    let mut groupings = Vec::new();
    for row in table.rows() {
        let row = row?;
        let lists = [
            ("name", NameKind::Region),
            ("other_names", NameKind::Region),
            ("adjectives", NameKind::RegionAdjective),
            ("people", NameKind::RegionPeople),
        ];
        for (column, kind) in lists {
            for name in row.list(column) {
                names.add(name.trim_start_matches("the "), kind, groupings.len());
            }
        }
        let members = row.list("members").map(Label::new).collect();
        groupings.push(Grouping { id: row.get("id"), name: row.get("name"), members });
    }
    Ok(groupings)
}
