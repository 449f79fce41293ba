//! PLOVER's sectors (`data/ontology/sectors.tsv`).

use super::KnowledgeError;
use super::table::TableReader;

const TABLE: (&str, &str) = ("data/ontology/sectors.tsv", include_str!("../../../../data/ontology/sectors.tsv"));

/// The codes for what kind of actor somebody is.
#[derive(Default)]
pub struct Sectors {
    codes: Vec<Sector>,
}

struct Sector {
    code: &'static str,
    is_above_states: bool,
    is_public: bool,
    is_home: bool,
}

impl Sectors {
    /// What the program carries.
    ///
    /// # Errors
    ///
    /// Where the table is not of its form.
    pub fn embedded() -> Result<Self, KnowledgeError> {
        let mut sectors = Sectors::default();
        for row in TableReader::new(TABLE.0, TABLE.1, &["code", "kind", "public", "home", "gloss"])?.rows() {
            let row = row?;
            let is_above_states = match row.get("kind") {
                "frequent" | "less frequent" => false,
                "country-slot actor" => true,
                other => return Err(row.error(&format!("{other:?} is no kind of sector"))),
            };
            let is_public = row.yes_or_no("public")?;
            let is_home = row.yes_or_no("home")?;
            sectors.codes.push(Sector { code: row.get("code"), is_above_states, is_public, is_home });
        }
        Ok(sectors)
    }

    /// Whether this is a sector.
    pub fn has(&self, code: &str) -> bool {
        self.codes.iter().any(|sector| sector.code == code)
    }

    /// Whether a sector stands in the place of a country (NGO, UNO): those who
    /// have it first act for no country.
    pub fn is_above_states(&self, code: &str) -> bool {
        self.codes.iter().any(|sector| sector.code == code && sector.is_above_states)
    }

    /// Whether a sector makes what its members do political.
    pub fn is_public(&self, code: &str) -> bool {
        self.codes.iter().any(|sector| sector.code == code && sector.is_public)
    }

    /// Whether those of a sector are of the country that an article is about,
    /// where it names no other.
    pub fn is_home(&self, code: &str) -> bool {
        self.codes.iter().any(|sector| sector.code == code && sector.is_home)
    }

    /// All codes, with blanks between them.
    pub(super) fn list(&self) -> String {
        self.codes.iter().map(|sector| sector.code).collect::<Vec<_>>().join(" ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn some_sectors_stand_in_the_place_of_a_country() {
        let sectors = Sectors::embedded().unwrap();
        assert!(sectors.has("GOV") && sectors.has("NGO") && !sectors.has("gov"));
        assert!(sectors.is_home("COP") && !sectors.is_home("IGO"));
        assert!(sectors.is_public("REB") && !sectors.is_public("BUS"));
        assert!(sectors.is_above_states("NGO") && sectors.is_above_states("UNO") && !sectors.is_above_states("GOV"));
    }
}
