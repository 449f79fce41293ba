//! What the relation between two marked actors can be:
//! `data/ontology/relation-classes.tsv`.

use super::KnowledgeError;
use super::table::TableReader;

const FILE: &str = "data/ontology/relation-classes.tsv";
const EMBEDDED: &str = include_str!("../../../../data/ontology/relation-classes.tsv");

/// A class of relations.
#[derive(Clone, Debug)]
pub struct RelationClass {
    /// Its name in the table of weights.
    pub name: &'static str,
    /// The starts of its CAMEO codes.
    codes: Vec<&'static str>,
    /// Its PLOVER type (manual 2.0); RETREAT stands for CONCEDE too.
    pub kind: &'static str,
    /// The type by the root of its CAMEO codes.
    pub by_root: &'static str,
}

impl RelationClass {
    /// The first of its codes: what is known of an event that only words speak
    /// for.
    pub fn code(&self) -> &'static str {
        self.codes.first().copied().unwrap_or_default()
    }
}

/// The classes in the order of the table.
#[derive(Clone, Debug, Default)]
pub struct RelationClasses {
    /// All of them.
    pub rows: Vec<RelationClass>,
}

impl RelationClasses {
    /// The table that the program carries.
    ///
    /// # Errors
    ///
    /// Never, in a program that passed its tests.
    pub fn embedded() -> Result<Self, KnowledgeError> {
        let mut rows = Vec::new();
        for row in TableReader::new(FILE, EMBEDDED, &["class", "codes", "type", "by_root"])?.rows() {
            let row = row?;
            let codes = row.list("codes").collect();
            rows.push(RelationClass {
                name: row.get("class"),
                codes,
                kind: row.get("type"),
                by_root: row.get("by_root"),
            });
        }
        Ok(RelationClasses { rows })
    }

    /// The number of the class with this name.
    pub fn named(&self, name: &str) -> Option<usize> {
        self.rows.iter().position(|class| class.name == name)
    }

    /// The number of the class of a CAMEO code: the one with the longest start
    /// of it.
    pub fn of_code(&self, code: &str) -> Option<usize> {
        let length = |class: &RelationClass| {
            class.codes.iter().filter(|start| code.starts_with(**start)).map(|start| start.len()).max()
        };
        let rows = self.rows.iter().enumerate();
        let fitting = rows.filter_map(|(number, class)| Some((length(class)?, number)));
        fitting.max_by_key(|&(length, number)| (length, std::cmp::Reverse(number))).map(|(_, number)| number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_start_decides() {
        let classes = RelationClasses::embedded().unwrap();
        let name = |code: &str| classes.of_code(code).map(|number| classes.rows[number].name);
        assert_eq!(name("0353"), Some("YIELD-LATER"));
        assert_eq!(name("036"), Some("AGREE"));
        assert_eq!(name("163"), Some("EMBARGO"));
        assert_eq!(name("1621"), Some("SANCTION"));
        assert_eq!(name("175"), Some("ASSAULT"));
        assert_eq!(name("010"), None);
    }

    #[test]
    fn every_code_with_a_type_has_a_class() {
        let classes = RelationClasses::embedded().unwrap();
        let ontology = crate::knowledge::ontology::Ontology::embedded().unwrap();
        for class in &classes.rows {
            assert!(ontology.has_type(class.kind), "{}", class.name);
            assert!(ontology.has_type(class.by_root), "{}", class.name);
        }
        for root in 3..=20 {
            assert!(classes.of_code(&format!("{root:02}")).is_some(), "{root}");
        }
    }
}
