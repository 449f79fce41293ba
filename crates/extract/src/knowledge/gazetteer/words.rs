//! Words about places: cues around their names, abbreviations of states, and
//! the words for countries' people.

use std::collections::{HashMap, HashSet};

use document::Label;

use super::Gazetteer;
use crate::knowledge::KnowledgeError;

const CUES: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../data/places/cues.tsv"));
const ABBREVIATIONS: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../data/places/abbreviations.tsv"));
const COUNTRIES: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../data/countries.tsv"));

/// Kinds of cues, in the words of `data/places/cues.tsv`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Cue {
    /// What stands before is part of an organisation's name.
    OrganisationBehind,
    /// What stands behind and "of" is part of an organisation's name.
    OrganisationBefore,
    /// What stands before says whose office this is.
    OfficeBehind,
    /// What stands behind is a person.
    PersonBefore,
    /// A word for a division.
    Division,
    /// A word for a town.
    Settlement,
    /// A word before a place.
    Preposition,
    /// A word between a preposition and a place.
    Direction,
    /// A small word inside names.
    Linking,
    /// A place's name that is mostly another word.
    Wordlike,
    /// A word that with "of" stands before a place.
    OfBefore,
    /// A verb behind a person.
    Speech,
    /// A well-known place's name that people bear, too.
    Forename,
    /// What stands before tells a kind of thing.
    ThingBehind,
}

const NAMES: [(&str, Cue); 14] = [
    ("organisation-behind", Cue::OrganisationBehind),
    ("organisation-before", Cue::OrganisationBefore),
    ("office-behind", Cue::OfficeBehind),
    ("person-before", Cue::PersonBefore),
    ("division", Cue::Division),
    ("settlement", Cue::Settlement),
    ("preposition", Cue::Preposition),
    ("direction", Cue::Direction),
    ("linking", Cue::Linking),
    ("wordlike", Cue::Wordlike),
    ("of-before", Cue::OfBefore),
    ("speech", Cue::Speech),
    ("forename", Cue::Forename),
    ("thing-behind", Cue::ThingBehind),
];

/// A state's abbreviation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Abbreviation {
    /// GeoNames' code of the state.
    pub code: &'static str,
    /// Whether it stands for the state anywhere, not only behind a place.
    pub is_alone: bool,
}

/// All words about places.
pub struct PlaceWords {
    cues: HashMap<&'static str, u16>,
    abbreviations: HashMap<&'static str, Abbreviation>,
    peoples: HashMap<&'static str, Label>,
}

impl PlaceWords {
    /// The words that the program carries.
    ///
    /// # Errors
    ///
    /// Never, in a program that passed its tests.
    pub fn embedded() -> Result<Self, KnowledgeError> {
        Ok(PlaceWords { cues: cues(CUES)?, abbreviations: abbreviations(ABBREVIATIONS)?, peoples: peoples(COUNTRIES) })
    }

    /// Whether the word is a cue of this kind.
    pub fn is(&self, word: &str, cue: Cue) -> bool {
        self.cues.get(word).is_some_and(|&bits| bits & (1 << cue as u16) != 0)
    }

    /// The state that a word abbreviates.
    pub fn abbreviation(&self, word: &str) -> Option<&Abbreviation> {
        self.abbreviations.get(word)
    }

    /// The country whose people or adjective this word is ("Ugandan").
    pub fn people(&self, word: &str) -> Option<Label> {
        self.peoples.get(word).copied()
    }
}

fn rows(table: &'static str) -> impl Iterator<Item = (usize, Vec<&'static str>)> {
    let lines = table.lines().enumerate().filter(|(_, line)| !line.starts_with('#') && !line.is_empty());
    lines.skip(1).map(|(index, line)| (index + 1, line.split('\t').collect()))
}

fn mistake(file: &str, line: usize, problem: &str) -> KnowledgeError {
    KnowledgeError { file: file.to_owned(), line: Some(line), problem: problem.to_owned() }
}

fn cues(table: &'static str) -> Result<HashMap<&'static str, u16>, KnowledgeError> {
    let mut cues = HashMap::new();
    for (line, cells) in rows(table) {
        let [kind, words] = cells[..] else {
            return Err(mistake("data/places/cues.tsv", line, "a row has two columns: kind and words"));
        };
        let Some((_, cue)) = NAMES.iter().find(|(name, _)| *name == kind) else {
            return Err(mistake("data/places/cues.tsv", line, "this kind of cue is not known"));
        };
        for word in words.split('|') {
            *cues.entry(word).or_insert(0) |= 1 << *cue as u16;
        }
    }
    Ok(cues)
}

fn abbreviations(table: &'static str) -> Result<HashMap<&'static str, Abbreviation>, KnowledgeError> {
    let mut known = HashMap::new();
    for (line, cells) in rows(table) {
        let [code, _, after, alone] = cells[..] else {
            return Err(mistake("data/places/abbreviations.tsv", line, "a row has four columns"));
        };
        let alone: HashSet<&str> = alone.split('|').collect();
        for form in after.split('|') {
            known.insert(form, Abbreviation { code, is_alone: alone.contains(form) });
        }
    }
    Ok(known)
}

/// Adjectives and people of states; a word of two states is left out.
fn peoples(table: &'static str) -> HashMap<&'static str, Label> {
    let mut found: HashMap<&str, Option<&str>> = HashMap::new();
    for (_, cells) in rows(table) {
        let (Some(&iso3), Some(&iso2), Some(adjectives), Some(people)) =
            (cells.get(1), cells.get(2), cells.get(6), cells.get(7))
        else {
            continue;
        };
        let words = adjectives.split('|').chain(people.split('|'));
        for word in words.filter(|word| !word.is_empty() && !iso2.is_empty() && !word.ends_with('-')) {
            let known = found.entry(word).or_insert(Some(iso3));
            if *known != Some(iso3) {
                *known = None;
            }
        }
    }
    found.into_iter().filter_map(|(word, iso3)| Some((word, Label::new(iso3?)))).collect()
}

impl Gazetteer {
    /// The row of the state that a word abbreviates.
    pub(crate) fn abbreviated(&self, abbreviation: &Abbreviation) -> Option<u32> {
        self.division(abbreviation.code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_load() {
        let words = PlaceWords::embedded().unwrap();
        assert!(words.is("University", Cue::OrganisationBehind));
        assert!(!words.is("University", Cue::Preposition));
        assert_eq!(words.abbreviation("Tex.").map(|known| known.code), Some("US.TX"));
        assert_eq!(words.people("Ugandan"), Some(Label::new("UGA")));
    }

    #[test]
    fn a_broken_table_says_where() {
        let error = cues("kind\twords\npreposition\tin\nnonsense\tword\n").unwrap_err();
        assert_eq!(error.line, Some(3));
    }
}
