//! `data/wikidata.tsv`: which classes and properties of Wikidata are kept, and
//! as what.

use std::collections::HashMap;

use foldhash::fast::RandomState;

use crate::knowledge::KnowledgeError;
use crate::knowledge::table::{Row, TableReader};

const FILE: &str = "data/wikidata.tsv";
const TABLE: &str = include_str!("../../../../../data/wikidata.tsv");

/// The table.
#[derive(Default)]
pub struct Rules {
    /// Classes of organisations and offices, in the order in which they count.
    pub classes: Vec<Class>,
    /// What people are instances of.
    pub person: Vec<u32>,
    /// What family names are instances of.
    pub family: Vec<u32>,
    /// Items for genders, each with `m` or `f`.
    pub genders: Vec<(u32, &'static str)>,
    /// How a head of state that a country names is kept.
    pub head_of_state: Option<Kept>,
    /// How a head of government that a country names is kept.
    pub head_of_government: Option<Kept>,
    /// Labels of offices and the roles that news calls them.
    pub titles: HashMap<&'static str, &'static str, RandomState>,
    /// First words of offices that keep their label.
    pub distinct: Vec<&'static str>,
}

/// A class of organisations or offices.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Class {
    /// The number of its item.
    pub item: u32,
    /// The kind of actor; empty for offices.
    pub kind: &'static str,
    /// As what it is kept.
    pub kept: Kept,
}

/// As what an actor is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kept {
    /// Sectors with `|` between.
    pub sectors: &'static str,
    /// The role; empty where the office's label says it.
    pub role: &'static str,
}

impl Class {
    /// Whether it is a class of offices.
    pub fn is_office(&self) -> bool {
        self.kind.is_empty()
    }
}

impl Rules {
    /// What the program carries.
    ///
    /// # Errors
    ///
    /// Never, in a program that passed its tests.
    pub fn embedded() -> Result<Self, KnowledgeError> {
        Rules::read(FILE, TABLE)
    }

    fn read(file: &str, text: &'static str) -> Result<Self, KnowledgeError> {
        let table = TableReader::new(file, text, &["item", "use", "kind", "sectors", "role"])?;
        let mut rules = Rules::default();
        for row in table.rows() {
            rules.add(&row?)?;
        }
        Ok(rules)
    }

    fn add(&mut self, row: &Row<'_>) -> Result<(), KnowledgeError> {
        let (item, role) = (row.get("item"), row.get("role"));
        let kept = Kept { sectors: row.get("sectors"), role };
        match row.get("use") {
            "person" => self.person.push(number(row)?),
            "family" => self.family.push(number(row)?),
            "gender" => self.genders.push((number(row)?, role)),
            "organisation" if row.get("kind").is_empty() => return Err(row.error("an organisation needs a kind")),
            "organisation" => self.classes.push(Class { item: number(row)?, kind: row.get("kind"), kept }),
            "office" => self.classes.push(Class { item: number(row)?, kind: "", kept }),
            "head" if item == "P35" => self.head_of_state = Some(kept),
            "head" if item == "P6" => self.head_of_government = Some(kept),
            "title" => drop(self.titles.insert(item, role)),
            "distinct" => self.distinct.push(item),
            other => {
                let known = "person, family, gender, organisation, office, head (P35 or P6), title, distinct";
                return Err(row.error(&format!("{item} has the use {other:?}; uses are {known}")));
            }
        }
        Ok(())
    }
}

fn number(row: &Row<'_>) -> Result<u32, KnowledgeError> {
    let item = row.get("item");
    let number = item.strip_prefix('Q').and_then(|number| number.parse().ok());
    number.ok_or_else(|| row.error(&format!("{item:?} is no item of Wikidata, such as Q5")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knowledge::sectors::Sectors;

    #[test]
    fn the_table_is_whole() {
        let (rules, sectors) = (Rules::embedded().unwrap(), Sectors::embedded().unwrap());
        assert_eq!(rules.person, [5]);
        assert!(rules.head_of_state.is_some() && rules.head_of_government.is_some());
        for class in &rules.classes {
            assert!(class.kept.sectors.split('|').all(|sector| sectors.has(sector)), "Q{}", class.item);
            assert!(class.is_office() || !class.kept.role.is_empty(), "Q{}", class.item);
        }
    }

    #[test]
    fn a_mistake_is_named_with_its_line() {
        let error = |row: &str| {
            let text = format!("item\tuse\tkind\tsectors\trole\n{row}\n");
            Rules::read("w.tsv", Box::leak(text.into_boxed_str())).err().unwrap().to_string()
        };
        assert!(error("Q5\tpersn\t\t\t").starts_with("w.tsv, line 2: Q5 has the use \"persn\"; uses are"));
        assert_eq!(error("human\tperson\t\t\t"), "w.tsv, line 2: \"human\" is no item of Wikidata, such as Q5");
    }
}
