//! Kinds of places: GeoNames' feature codes, from `data/places/kinds.tsv`.

use std::collections::HashMap;
use std::sync::OnceLock;

use document::Label;

/// The table as text.
pub const TABLE: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../data/places/kinds.tsv"));

/// A kind of place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Kind {
    /// GeoNames' feature code ("PPLC").
    pub code: Label,
    /// In words ("capital").
    pub name: Label,
    /// What it belongs to.
    pub group: Group,
    /// How fine: 1 is a country, 2 a first-level division, 3 a second-level
    /// one, 4 a settlement, 5 below.
    pub level: u8,
    /// How much likelier than a town of as many people, in powers of ten.
    pub weight: f64,
    /// What stands in for an unknown population, as a power of ten.
    pub people: f64,
}

/// Groups of kinds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names are the documentation")]
pub enum Group {
    Country,
    Division,
    Settlement,
    Quarter,
    Area,
    Land,
    Water,
    Site,
}

impl Kind {
    /// Whether it is a state, province or the like.
    pub fn is_first_division(&self) -> bool {
        self.code == "ADM1"
    }
}

/// The kinds by feature code.
pub struct Kinds {
    kinds: HashMap<&'static str, Kind>,
    codes: Vec<&'static str>,
}

impl Kinds {
    /// The kinds of the table.
    pub fn embedded() -> &'static Kinds {
        static KINDS: OnceLock<Kinds> = OnceLock::new();
        KINDS.get_or_init(|| {
            let rows: Vec<Kind> = TABLE.lines().filter_map(kind).collect();
            Kinds {
                codes: rows.iter().map(|kind| kind.code.as_str()).collect(),
                kinds: rows.into_iter().map(|kind| (kind.code.as_str(), kind)).collect(),
            }
        })
    }

    /// The feature codes in the order of the table.
    pub fn codes(&self) -> impl Iterator<Item = &'static str> + '_ {
        self.codes.iter().copied()
    }

    /// Whether the table has this feature code.
    pub fn knows(&self, code: &str) -> bool {
        self.kinds.contains_key(code)
    }

    /// The kind with this code; a town of that code where the table has none.
    pub fn get(&self, code: &str) -> Kind {
        self.kinds.get(code).copied().unwrap_or_else(|| Kind {
            code: Label::new(code),
            name: Label::from_static("place"),
            group: Group::Settlement,
            level: 4,
            weight: 0.0,
            people: 2.0,
        })
    }
}

fn kind(line: &'static str) -> Option<Kind> {
    let cells: Vec<&'static str> = line.split('\t').collect();
    let [code, name, group, level, weight, people] = cells.try_into().ok()?;
    Some(Kind {
        code: Label::from_static(code),
        name: Label::from_static(name),
        group: group_named(group)?,
        level: level.parse().ok()?,
        weight: weight.parse().ok()?,
        people: people.parse().ok()?,
    })
}

fn group_named(name: &str) -> Option<Group> {
    Some(match name {
        "country" => Group::Country,
        "division" => Group::Division,
        "settlement" => Group::Settlement,
        "quarter" => Group::Quarter,
        "area" => Group::Area,
        "land" => Group::Land,
        "water" => Group::Water,
        "site" => Group::Site,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_table_is_a_kind() {
        let lines = TABLE.lines().filter(|line| !line.starts_with('#')).skip(1);
        for line in lines {
            assert!(kind(line).is_some(), "{line}");
        }
    }
}
