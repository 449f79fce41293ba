//! What speaks for PLOVER's contexts (`data/contexts.tsv`).

use std::collections::{BTreeMap, HashMap};

use document::Label;
use foldhash::fast::RandomState;

use super::KnowledgeError;
use super::ontology::Ontology;
use super::table::TableReader;

const TABLE: (&str, &str) = ("data/contexts.tsv", include_str!("../../../../data/contexts.tsv"));

/// Words, sectors and modes that bring contexts.
#[derive(Default)]
pub struct Contexts {
    /// By the first word, in lower case: the words behind it and the context.
    by_word: HashMap<&'static str, Vec<(Vec<&'static str>, Label)>, RandomState>,
    by_sector: BTreeMap<&'static str, Vec<Label>>,
    by_mode: BTreeMap<&'static str, Vec<Label>>,
}

impl Contexts {
    /// What the program carries.
    ///
    /// # Errors
    ///
    /// Where the table is not of its form or names a context that PLOVER does
    /// not have.
    pub fn embedded(ontology: &Ontology) -> Result<Self, KnowledgeError> {
        Contexts::read(TABLE.0, TABLE.1, ontology)
    }

    fn read(file: &str, text: &'static str, ontology: &Ontology) -> Result<Self, KnowledgeError> {
        let mut known = Contexts::default();
        for row in TableReader::new(file, text, &["context", "kind", "values"])?.rows() {
            let row = row?;
            if !ontology.has_context(row.get("context")) {
                return Err(row.error(&format!("{:?} is no context of PLOVER", row.get("context"))));
            }
            let context = Label::new(row.get("context"));
            for value in row.list("values") {
                match row.get("kind") {
                    "word" => known.add_phrase(value, context),
                    "sector" => known.by_sector.entry(value).or_default().push(context),
                    "mode" => known.by_mode.entry(value).or_default().push(context),
                    other => return Err(row.error(&format!("kind is {other:?}; it is word, sector or mode"))),
                }
            }
        }
        Ok(known)
    }

    fn add_phrase(&mut self, phrase: &'static str, context: Label) {
        let mut words = phrase.split(' ').flat_map(parts);
        let Some(first) = words.next() else { return };
        self.by_word.entry(first).or_default().push((words.collect(), context));
    }

    /// The phrases that start with a word in lower case: the words behind it,
    /// and the context.
    pub fn starting_with(&self, word: &str) -> &[(Vec<&'static str>, Label)] {
        self.by_word.get(word).map_or(&[], Vec::as_slice)
    }

    /// The contexts that a sector brings.
    pub fn of_sector(&self, sector: &str) -> &[Label] {
        self.by_sector.get(sector).map_or(&[], Vec::as_slice)
    }

    /// The contexts that a type and mode bring.
    pub fn of_mode(&self, kind: &str, mode: &str) -> &[Label] {
        self.by_mode.get(format!("{kind}/{mode}").as_str()).map_or(&[], Vec::as_slice)
    }
}

/// The tokens of a word, as the language layer cuts it: possessives and
/// hyphens between letters stand apart.
fn parts(word: &'static str) -> Vec<&'static str> {
    let mut parts = Vec::new();
    let (word, possessive) = match word.strip_suffix("'s") {
        Some(word) => (word, Some("'s")),
        None => word.strip_suffix('\'').map_or((word, None), |word| (word, Some("'"))),
    };
    for (index, piece) in word.split('-').enumerate() {
        if index > 0 {
            parts.push("-");
        }
        parts.push(piece);
    }
    parts.extend(possessive);
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_are_cut_as_texts_are() {
        assert_eq!(parts("women's"), ["women", "'s"]);
        assert_eq!(parts("free-trade"), ["free", "-", "trade"]);
        assert_eq!(parts("workers'"), ["workers", "'"]);
    }

    #[test]
    fn every_context_has_words() {
        let known = Contexts::embedded(&Ontology::embedded().unwrap()).unwrap();
        let mut named: Vec<Label> = known.by_word.values().flatten().map(|&(_, context)| context).collect();
        named.sort();
        named.dedup();
        assert_eq!(named.len(), 37);
        assert_eq!(known.of_mode("COERCE", "cyber"), [Label::from_static("cyber")]);
    }

    #[test]
    fn an_unknown_context_is_named() {
        let text = "context\tkind\tvalues\nhumanitarian\tword\trelief\n";
        let error = Contexts::read("c.tsv", text, &Ontology::embedded().unwrap()).err().unwrap();
        assert_eq!(error.to_string(), "c.tsv, line 2: \"humanitarian\" is no context of PLOVER");
    }
}
