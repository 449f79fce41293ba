//! PLOVER's types, modes and contexts and CAMEO's codes, with their scores
//! (`data/ontology/`).

use std::collections::BTreeMap;

use super::KnowledgeError;
use super::table::{Row, TableReader};

const TYPES: (&str, &str) = ("data/ontology/types.tsv", include_str!("../../../../data/ontology/types.tsv"));
const MODES: (&str, &str) = ("data/ontology/modes.tsv", include_str!("../../../../data/ontology/modes.tsv"));
const CAMEO: (&str, &str) = ("data/ontology/cameo.tsv", include_str!("../../../../data/ontology/cameo.tsv"));
const CONTEXTS: (&str, &str) = ("data/ontology/contexts.tsv", include_str!("../../../../data/ontology/contexts.tsv"));

/// The two codebooks as tables.
#[derive(Default)]
pub struct Ontology {
    types: BTreeMap<&'static str, Type>,
    modes: BTreeMap<(&'static str, &'static str), Option<f32>>,
    cameo: BTreeMap<&'static str, Code>,
    contexts: Vec<&'static str>,
}

struct Type {
    quad: u8,
    intensity: f32,
    counts_among_private: bool,
}

struct Code {
    label: &'static str,
    goldstein: Option<f32>,
}

impl Ontology {
    /// What the program carries.
    ///
    /// # Errors
    ///
    /// Where a table is not of its form.
    pub fn embedded() -> Result<Self, KnowledgeError> {
        let mut ontology = Ontology::default();
        for row in TableReader::new(TYPES.0, TYPES.1, &["type", "quad", "intensity", "private"])?.rows() {
            let row = row?;
            let intensity = number(&row, "intensity")?.unwrap_or_default();
            let quad = row.get("quad").parse().map_err(|_| row.error("the quad class is 1, 2, 3 or 4"))?;
            let counts_among_private = row.yes_or_no("private")?;
            ontology.types.insert(row.get("type"), Type { quad, intensity, counts_among_private });
        }
        for row in TableReader::new(MODES.0, MODES.1, &["type", "mode", "intensity"])?.rows() {
            let row = row?;
            ontology.modes.insert((row.get("type"), row.get("mode")), number(&row, "intensity")?);
        }
        for row in TableReader::new(CAMEO.0, CAMEO.1, &["code", "label", "goldstein"])?.rows() {
            let row = row?;
            let code = Code { label: row.get("label"), goldstein: number(&row, "goldstein")? };
            ontology.cameo.insert(row.get("code"), code);
        }
        for row in TableReader::new(CONTEXTS.0, CONTEXTS.1, &["context"])?.rows() {
            ontology.contexts.push(row?.get("context"));
        }
        Ok(ontology)
    }

    /// Whether PLOVER has this type.
    pub fn has_type(&self, kind: &str) -> bool {
        self.types.contains_key(kind)
    }

    /// Whether a type has this mode.
    pub fn has_mode(&self, kind: &str, mode: &str) -> bool {
        self.modes.contains_key(&(kind, mode))
    }

    /// The modes of a type, in alphabetical order.
    pub fn modes_of<'a>(&'a self, kind: &'a str) -> impl Iterator<Item = &'static str> + 'a {
        self.modes.keys().filter(move |(known, _)| *known == kind).map(|&(_, mode)| mode)
    }

    /// Whether an event of this type counts where private people alone, of no
    /// known country, take part.
    pub fn counts_among_private(&self, kind: &str) -> bool {
        self.types.get(kind).is_some_and(|kind| kind.counts_among_private)
    }

    /// Whether PLOVER has this context.
    pub fn has_context(&self, context: &str) -> bool {
        self.contexts.contains(&context)
    }

    /// The name of a CAMEO code, where CAMEO has it.
    pub fn label(&self, code: &str) -> Option<&'static str> {
        self.cameo.get(code).map(|code| code.label)
    }

    /// The quad class of a type: 1 verbal and 2 material cooperation, 3 verbal
    /// and 4 material conflict; 0 for what is no type.
    pub fn quad(&self, kind: &str) -> u8 {
        self.types.get(kind).map_or(0, |kind| kind.quad)
    }

    /// PLOVER's intensity, from -10 to 10: the mode's, or the type's where it
    /// has none; 0 for what is no type.
    pub fn intensity(&self, kind: &str, mode: &str) -> f32 {
        let by_mode = self.modes.get(&(kind, mode)).copied().flatten();
        by_mode.unwrap_or_else(|| self.types.get(kind).map_or(0.0, |kind| kind.intensity))
    }

    /// The Goldstein value of a CAMEO code, from -10 to 10, or that of the
    /// code above it where the tables have none.
    pub fn goldstein(&self, code: &str) -> Option<f32> {
        let shorter = (2..=code.len()).rev().filter_map(|end| code.get(..end));
        shorter.filter_map(|code| self.cameo.get(code)).find_map(|code| code.goldstein)
    }
}

fn number(row: &Row<'_>, column: &str) -> Result<Option<f32>, KnowledgeError> {
    let field = row.get(column);
    if field.is_empty() {
        return Ok(None);
    }
    field.parse().map(Some).map_err(|_| row.error(&format!("{column} is {field:?}; write a number such as -7.5")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scores_are_found_by_type_mode_and_code() {
        let ontology = Ontology::embedded().unwrap();
        assert_eq!(ontology.intensity("CONSULT", "visit"), 4.0);
        assert_eq!(ontology.intensity("CONSULT", ""), 2.5);
        assert_eq!(ontology.intensity("PROTEST", "vandalize"), -5.0);
        assert_eq!(ontology.quad("SANCTION"), 4);
        assert_eq!(ontology.goldstein("042"), Some(1.9));
        assert_eq!(ontology.goldstein("1951"), ontology.goldstein("195"));
        assert_eq!(ontology.goldstein("x"), None);
        assert_eq!(ontology.label("057"), Some("Sign formal agreement"));
        assert!(ontology.has_context("trafficking") && !ontology.has_context("historical"));
    }

    #[test]
    fn the_tables_are_whole() {
        let ontology = Ontology::embedded().unwrap();
        assert_eq!((ontology.types.len(), ontology.modes.len(), ontology.contexts.len()), (16, 67, 37));
        assert!(ontology.cameo.len() > 300);
        assert!(ontology.modes.keys().all(|(kind, _)| ontology.has_type(kind)));
    }
}
