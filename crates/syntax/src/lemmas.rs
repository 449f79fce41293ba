//! Dictionary forms by rules, exceptions and an index of known forms (spaCy's
//! rule lemmatizer; the tables go back to WordNet's Morphy).

use std::collections::{HashMap, HashSet};

use document::{Label, PartOfSpeech};
use foldhash::fast::RandomState;
use smol_str::SmolStr;

use crate::ModelError;
use crate::characters::is_alpha;
use crate::files::{LEMMA_EXCEPTIONS, LEMMA_INDEX, LEMMA_RULES, ModelFiles, rows};

/// The tables of one part of speech.
#[derive(Default)]
struct Table {
    /// Old suffix and new suffix, in the order in which they are tried.
    rules: Vec<(String, String)>,
    exceptions: HashMap<String, Vec<SmolStr>, RandomState>,
    index: HashSet<Box<str>, RandomState>,
}

/// The lemmatizer.
pub struct Lemmatizer {
    tables: HashMap<PartOfSpeech, Table, RandomState>,
}

impl Lemmatizer {
    pub fn new(files: &ModelFiles) -> Result<Self, ModelError> {
        let mut tables: HashMap<PartOfSpeech, Table, RandomState> = HashMap::default();
        for row in rows(&files.lemma_rules, LEMMA_RULES, 3)? {
            let (line, fields) = row?;
            let table = tables.entry(part_of_speech(LEMMA_RULES, line, fields[0])?).or_default();
            table.rules.push((fields[1].into(), fields[2].into()));
        }
        for row in rows(&files.lemma_exceptions, LEMMA_EXCEPTIONS, 3)? {
            let (line, fields) = row?;
            let table = tables.entry(part_of_speech(LEMMA_EXCEPTIONS, line, fields[0])?).or_default();
            table.exceptions.insert(fields[1].into(), fields[2].split('|').map(SmolStr::new).collect());
        }
        // The index is long: look the part of speech up once for each block.
        let mut current: (&str, Option<PartOfSpeech>) = ("", None);
        for row in rows(&files.lemma_index, LEMMA_INDEX, 2)? {
            let (line, fields) = row?;
            if current.0 != fields[0] {
                current = (fields[0], Some(part_of_speech(LEMMA_INDEX, line, fields[0])?));
            }
            if let Some(pos) = current.1 {
                tables.entry(pos).or_default().index.insert(fields[1].into());
            }
        }
        Ok(Lemmatizer { tables })
    }

    /// The dictionary form of a word; `lower` is the word in lower case.
    pub fn lemma(&self, text: &str, lower: &str, pos: PartOfSpeech, features: Label) -> SmolStr {
        if pos == PartOfSpeech::Space || is_base_form(pos, features) {
            return lower.into();
        }
        match self.tables.get(&pos) {
            Some(table) => table.lemma(text, lower),
            None if pos == PartOfSpeech::Propn => text.into(),
            None => lower.into(),
        }
    }
}

fn part_of_speech(file: &'static str, line: usize, name: &str) -> Result<PartOfSpeech, ModelError> {
    name.to_uppercase().parse().map_err(|error| ModelError::line(file, line, error))
}

impl Table {
    fn lemma(&self, text: &str, lower: &str) -> SmolStr {
        // An exception goes before all forms that rules make, unless a rule
        // makes it too; the last of several exceptions comes first.
        let (known, unknown) = self.forms(lower);
        let mut exceptions = self.exceptions.get(lower).into_iter().flatten();
        let exception = exceptions.rfind(|form| !known.iter().any(|known| known == form.as_str()));
        match (exception, known.into_iter().next(), unknown) {
            (Some(form), _, _) => form.clone(),
            (None, Some(form), _) | (None, None, Some(form)) => form.into(),
            (None, None, None) => text.into(),
        }
    }

    /// The forms that the rules make: those that the index knows (the last
    /// made first) before those that are no words of letters; and the first
    /// that is neither.
    fn forms(&self, lower: &str) -> (Vec<String>, Option<String>) {
        let mut known: Vec<String> = Vec::new();
        let mut unknown = None;
        for (old, new) in &self.rules {
            let Some(stem) = lower.strip_suffix(old.as_str()) else {
                continue;
            };
            let form = format!("{stem}{new}");
            if form.is_empty() {
                continue;
            }
            if self.index.contains(form.as_str()) {
                known.insert(0, form);
            } else if !form.chars().all(is_alpha) {
                known.push(form);
            } else if unknown.is_none() {
                unknown = Some(form);
            }
        }
        (known, unknown)
    }
}

/// Whether a word is its own dictionary form by its features (spaCy's
/// `EnglishLemmatizer.is_base_form`).
fn is_base_form(pos: PartOfSpeech, features: Label) -> bool {
    let has = |feature: &str| features.split('|').any(|other| other == feature);
    let has_number = || features.split('|').any(|feature| feature.starts_with("Number="));
    match pos {
        PartOfSpeech::Noun if has("Number=Sing") => true,
        PartOfSpeech::Verb if has("VerbForm=Fin") && has("Tense=Pres") && !has_number() => true,
        _ => has("VerbForm=Inf") || has("VerbForm=None") || has("Degree=Pos"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lemma(word: &str, pos: PartOfSpeech, features: &str) -> SmolStr {
        let lemmatizer = Lemmatizer::new(&ModelFiles::english()).unwrap();
        lemmatizer.lemma(word, &word.to_lowercase(), pos, Label::new(features))
    }

    #[test]
    fn rules_exceptions_and_index_work_together() {
        use PartOfSpeech::{Adj, Adv, Noun, Propn, Punct, Verb};
        assert_eq!(lemma("visiting", Verb, "VerbForm=Part"), "visit");
        assert_eq!(lemma("said", Verb, "Tense=Past|VerbForm=Fin"), "say");
        assert_eq!(lemma("men", Noun, "Number=Plur"), "man");
        assert_eq!(lemma("treaties", Noun, "Number=Plur"), "treaty");
        assert_eq!(lemma("closer", Adj, "Degree=Cmp"), "close");
        assert_eq!(lemma("Kremlin", Propn, "Number=Sing"), "Kremlin");
        assert_eq!(lemma("Reportedly", Adv, ""), "reportedly");
        assert_eq!(lemma("”", Punct, ""), "\"");
        assert_eq!(lemma("Talk", Noun, "Number=Sing"), "talk");
    }
}
