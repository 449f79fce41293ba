//! PLOVER's sectors (`data/ontology/sectors.tsv`).

use super::KnowledgeError;
use super::table::TableReader;

const TABLE: (&str, &str) = ("data/ontology/sectors.tsv", include_str!("../../../../data/ontology/sectors.tsv"));

/// The codes for what kind of actor somebody is.
#[derive(Default)]
pub struct Sectors {
    /// Each code, and whether it stands in the place of a country.
    codes: Vec<(&'static str, bool)>,
}

impl Sectors {
    /// What the program carries.
    ///
    /// # Errors
    ///
    /// Where the table is not of its form.
    pub fn embedded() -> Result<Self, KnowledgeError> {
        let mut sectors = Sectors::default();
        for row in TableReader::new(TABLE.0, TABLE.1, &["code", "kind", "gloss"])?.rows() {
            let row = row?;
            let is_slot = match row.get("kind") {
                "frequent" | "less frequent" => false,
                "country-slot actor" => true,
                other => return Err(row.error(&format!("{other:?} is no kind of sector"))),
            };
            sectors.codes.push((row.get("code"), is_slot));
        }
        Ok(sectors)
    }

    /// Whether this is a sector.
    pub fn has(&self, code: &str) -> bool {
        self.codes.iter().any(|(known, _)| *known == code)
    }

    /// Whether a sector stands in the place of a country (NGO, UNO): those who
    /// have it first act for no country.
    pub fn is_above_states(&self, code: &str) -> bool {
        self.codes.contains(&(code, true))
    }

    /// All codes, with blanks between them.
    pub(super) fn list(&self) -> String {
        self.codes.iter().map(|(code, _)| *code).collect::<Vec<_>>().join(" ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn some_sectors_stand_in_the_place_of_a_country() {
        let sectors = Sectors::embedded().unwrap();
        assert!(sectors.has("GOV") && sectors.has("NGO") && !sectors.has("gov"));
        assert!(sectors.is_above_states("NGO") && sectors.is_above_states("UNO") && !sectors.is_above_states("GOV"));
    }
}
