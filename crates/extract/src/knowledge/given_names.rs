//! Given names and whether women or men bear them (`data/given-names.tsv`,
//! and the people of the tables).

use std::collections::HashMap;

use foldhash::fast::RandomState;

use super::KnowledgeError;
use super::actors::{Actor, Actors};
use super::table::TableReader;

/// As how many bearers a row of the table counts beside the people.
const WEIGHT: u32 = 10;

/// For each given name, how many women and men bear it.
#[derive(Default)]
pub struct GivenNames {
    bearers: HashMap<&'static str, (u32, u32), RandomState>,
}

impl GivenNames {
    /// Reads the table and counts the people.
    ///
    /// # Errors
    ///
    /// Where a gender is not f or m.
    pub fn read(file: &str, text: &'static str, actors: &Actors) -> Result<Self, KnowledgeError> {
        let mut names = GivenNames::default();
        for row in TableReader::new(file, text, &["name", "gender"])?.rows() {
            let row = row?;
            let is_woman = match row.get("gender") {
                "f" => true,
                "m" => false,
                other => return Err(row.error(&format!("the gender {other:?} is not f or m"))),
            };
            names.count(row.get("name"), is_woman, WEIGHT);
        }
        actors.rows.iter().for_each(|actor| names.count_actor(actor));
        Ok(names)
    }

    fn count_actor(&mut self, actor: &Actor) {
        let given = actor.name.split(' ').next().filter(|given| given.len() > 2 && *given != actor.family);
        if let (Some(given), Some(is_woman)) = (given, actor.is_woman) {
            self.count(given, is_woman, 1);
        }
    }

    fn count(&mut self, given: &'static str, is_woman: bool, bearers: u32) {
        let count = self.bearers.entry(given).or_default();
        if is_woman { count.0 += bearers } else { count.1 += bearers }
    }

    /// Whether bearers of a name are women; `None` where it is not known or
    /// both bear it.
    pub fn is_womans(&self, given: &str) -> Option<bool> {
        let &(women, men) = self.bearers.get(given)?;
        match (women, men) {
            (women, men) if women >= 4 * men.max(1) || (men == 0 && women > 0) => Some(true),
            (women, men) if men >= 4 * women.max(1) || (women == 0 && men > 0) => Some(false),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_both_bear_says_nothing() {
        let names = GivenNames::read("t.tsv", "name\tgender\nRosa\tf\nOtto\tm\n", &Actors::default()).unwrap();
        assert_eq!((names.is_womans("Rosa"), names.is_womans("Otto")), (Some(true), Some(false)));
        assert_eq!(names.is_womans("Alexis"), None);
        let error = GivenNames::read("t.tsv", "name\tgender\nRosa\twoman\n", &Actors::default()).err().unwrap();
        assert_eq!(error.to_string(), "t.tsv, line 2: the gender \"woman\" is not f or m");
    }
}
