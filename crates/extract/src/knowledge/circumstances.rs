//! Which words tie a time or a place to an event
//! (`data/circumstances.tsv`), and where an event's numbers stand
//! (`data/magnitudes.tsv`).

use std::collections::{BTreeMap, BTreeSet};

use super::KnowledgeError;
use super::table::TableReader;

const CIRCUMSTANCES: (&str, &str) = ("data/circumstances.tsv", include_str!("../../../../data/circumstances.tsv"));
const MAGNITUDES: (&str, &str) = ("data/magnitudes.tsv", include_str!("../../../../data/magnitudes.tsv"));

/// Types of event, some with their mode: "CONSULT/visit|MOBILIZE"; none stands
/// for all.
#[derive(Clone, Debug, Default)]
pub struct EventTypes(Vec<(&'static str, &'static str)>);

impl EventTypes {
    fn read(list: impl Iterator<Item = &'static str>) -> Self {
        EventTypes(list.map(|kind| kind.split_once('/').unwrap_or((kind, ""))).collect())
    }

    /// Whether an event of this type and mode is among them.
    pub fn has(&self, kind: &str, mode: &str) -> bool {
        self.0.is_empty() || self.0.iter().any(|&(type_, own)| type_ == kind && (own.is_empty() || own == mode))
    }
}

/// How times and places hang on events.
#[derive(Default)]
pub struct Circumstances {
    /// Behind these words a time is not the event's.
    pub not_time: BTreeSet<&'static str>,
    places: BTreeMap<&'static str, EventTypes>,
    /// Events whose recipient is also where they happened.
    pub at_recipient: EventTypes,
    /// Events that happen where the article was written.
    pub at_dateline: EventTypes,
    /// CAMEO codes of words and signatures that are where their object is said
    /// to be.
    pub at_object: BTreeSet<&'static str>,
}

impl Circumstances {
    /// What the program carries.
    ///
    /// # Errors
    ///
    /// Where the table is not of its form.
    pub fn embedded() -> Result<Self, KnowledgeError> {
        let mut known = Circumstances::default();
        for row in TableReader::new(CIRCUMSTANCES.0, CIRCUMSTANCES.1, &["use", "words", "types"])?.rows() {
            let row = row?;
            let types = EventTypes::read(row.list("types"));
            match row.get("use") {
                "time-not" => known.not_time.extend(row.list("words")),
                "place" => known.places.extend(row.list("words").map(|word| (word, types.clone()))),
                "place-recipient" => known.at_recipient = types,
                "place-of-object" => known.at_object.extend(row.list("words")),
                "place-dateline" => known.at_dateline = types,
                other => return Err(row.error(&format!("{other:?} is no use that the head of the table explains"))),
            }
        }
        Ok(known)
    }

    /// Whether a place behind a preposition is where an event happened.
    pub fn is_where(&self, preposition: &str, kind: &str, mode: &str) -> bool {
        self.places.get(preposition).is_some_and(|types| types.has(kind, mode))
    }
}

/// A number of an event that words stand for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Field {
    /// People killed.
    Dead,
    /// People injured.
    Injured,
}

/// Where the number stands with its word.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum NumberSlot {
    /// With a verb's object.
    Object,
    /// With a verb's subject.
    Subject,
    /// Before an adjective.
    Adjective,
    /// Before a noun.
    Noun,
}

/// Where an event's numbers stand.
#[derive(Default)]
pub struct Magnitudes {
    casualties: BTreeMap<&'static str, Vec<(NumberSlot, Field)>>,
    /// Events whose size is the number of the actors.
    pub of_actors: EventTypes,
    /// Events whose size is the number of the objects.
    pub of_objects: EventTypes,
}

impl Magnitudes {
    /// What the program carries.
    ///
    /// # Errors
    ///
    /// Where the table is not of its form.
    pub fn embedded() -> Result<Self, KnowledgeError> {
        let mut known = Magnitudes::default();
        for row in TableReader::new(MAGNITUDES.0, MAGNITUDES.1, &["field", "slot", "words", "types"])?.rows() {
            let row = row?;
            let slot = match (row.get("field"), row.get("slot")) {
                ("size", "actors") => {
                    known.of_actors = EventTypes::read(row.list("types"));
                    continue;
                }
                ("size", "objects") => {
                    known.of_objects = EventTypes::read(row.list("types"));
                    continue;
                }
                (_, "object") => NumberSlot::Object,
                (_, "subject") => NumberSlot::Subject,
                (_, "adjective") => NumberSlot::Adjective,
                (_, "noun") => NumberSlot::Noun,
                (_, other) => return Err(row.error(&format!("there is no slot {other:?}"))),
            };
            let field = match row.get("field") {
                "dead" => Field::Dead,
                "injured" => Field::Injured,
                other => return Err(row.error(&format!("there is no field {other:?}"))),
            };
            for word in row.list("words") {
                known.casualties.entry(word).or_default().push((slot, field));
            }
        }
        Ok(known)
    }

    /// What a word says of the number with it.
    pub fn of_word(&self, lemma: &str) -> &[(NumberSlot, Field)] {
        self.casualties.get(lemma).map_or(&[], Vec::as_slice)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prepositions_depend_on_the_event() {
        let known = Circumstances::embedded().unwrap();
        assert!(known.is_where("in", "ASSAULT", "") && known.is_where("to", "CONSULT", "visit"));
        assert!(!known.is_where("to", "SUPPORT", "") && !known.is_where("about", "CONSULT", ""));
        assert!(known.not_time.contains("before"));
        assert!(known.at_recipient.has("ASSAULT", "drone") && !known.at_recipient.has("CONSULT", "phone"));
    }

    #[test]
    fn words_of_casualties_are_known() {
        let known = Magnitudes::embedded().unwrap();
        assert_eq!(known.of_word("kill"), [(NumberSlot::Object, Field::Dead)]);
        assert!(known.of_word("sing").is_empty());
        assert!(known.of_actors.has("PROTEST", "demo") && !known.of_actors.has("AID", ""));
    }
}
