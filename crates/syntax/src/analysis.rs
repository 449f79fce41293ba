//! From a word's type, tag and relation to its part of speech, features and
//! lemma: the attribute rules, then the lemmatizer, remembered for each
//! combination.

use std::collections::HashMap;

use document::{Label, PartOfSpeech};
use foldhash::fast::RandomState;
use smol_str::SmolStr;

use crate::ModelError;
use crate::attributes::{AttributeRules, Attributes, Word};
use crate::files::ModelFiles;
use crate::lemmas::Lemmatizer;
use crate::lexicon::{Lexeme, LexemeId, Lexicon};

/// The rules and tables; shared by all threads.
pub struct Analyser {
    rules: AttributeRules,
    lemmatizer: Lemmatizer,
    /// Whether the tagger's labels are parts of speech with features
    /// (`Number=Sing|POS=NOUN`) instead of tags of a treebank.
    tags_are_universal: bool,
}

/// All that is said of one word.
#[derive(Clone, Debug, PartialEq)]
pub struct Analysis {
    pub tag: Label,
    pub relation: Label,
    pub part_of_speech: PartOfSpeech,
    pub features: Label,
    pub lemma: SmolStr,
}

/// A word as the network left it.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct TaggedWord {
    pub lexeme: LexemeId,
    pub tag: Label,
    pub relation: Label,
}

/// The analyses of combinations met so far by one thread.
#[derive(Default)]
pub struct AnalysisCache {
    known: HashMap<TaggedWord, Known, RandomState>,
}

struct Known {
    analysis: Analysis,
    /// Rules about several words that this one could start.
    starts: u32,
}

impl AnalysisCache {
    /// How many combinations it holds.
    pub fn len(&self) -> usize {
        self.known.len()
    }
}

impl Analyser {
    pub fn new(files: &ModelFiles, tags_are_universal: bool) -> Result<Self, ModelError> {
        let rules = AttributeRules::new(&files.attributes)?;
        Ok(Analyser { rules, lemmatizer: Lemmatizer::new(files)?, tags_are_universal })
    }

    /// The analyses of an article's words in order.
    pub fn analyse(&self, words: &[TaggedWord], lexicon: &Lexicon, cache: &mut AnalysisCache) -> Vec<Analysis> {
        let mut analyses = Vec::with_capacity(words.len());
        let mut later: Vec<(usize, Attributes)> = Vec::new();
        for (index, &word) in words.iter().enumerate() {
            let known = cache.known.entry(word).or_insert_with(|| self.know(word, lexicon.get(word.lexeme)));
            analyses.push(known.analysis.clone());
            if known.starts != 0 {
                self.find_sequences(known.starts, index, words, lexicon, &mut later);
            }
        }
        for (index, changes) in later {
            let (word, lexeme) = (words[index], lexicon.get(words[index].lexeme));
            let mut attributes = self.rules.single(self.seen(word, lexeme));
            attributes.merge(changes);
            analyses[index] = self.finish(word, lexeme, &attributes);
        }
        analyses
    }

    fn know(&self, word: TaggedWord, lexeme: &Lexeme) -> Known {
        let seen = self.seen(word, lexeme);
        let analysis = self.finish(word, lexeme, &self.rules.single(seen));
        Known { analysis, starts: self.rules.starts(seen) }
    }

    /// What the rules may look at.
    fn seen<'a>(&self, word: TaggedWord, lexeme: &'a Lexeme) -> Word<'a> {
        let (tag, part_of_speech) = match self.tags_are_universal {
            true => (Label::default(), Label::from_static(split_universal(word.tag).1.as_str())),
            false => (word.tag, Label::default()),
        };
        Word { lower: lexeme.lower(), is_space: lexeme.is_space(), tag, part_of_speech, relation: word.relation }
    }

    /// Collects what the rules about several words say of words from `index`
    /// on; several changes of one word become one.
    fn find_sequences(
        &self,
        starts: u32,
        index: usize,
        words: &[TaggedWord],
        lexicon: &Lexicon,
        later: &mut Vec<(usize, Attributes)>,
    ) {
        let row = |place: usize| words.get(index + place).map(|&word| self.seen(word, lexicon.get(word.lexeme)));
        self.rules.sequences(starts, row, |place, change| {
            let target = index + place;
            let slot = match later.iter().position(|(known, _)| *known == target) {
                Some(slot) => slot,
                None => {
                    later.push((target, Attributes::default()));
                    later.len() - 1
                }
            };
            change(&mut later[slot].1);
        });
    }

    fn finish(&self, word: TaggedWord, lexeme: &Lexeme, attributes: &Attributes) -> Analysis {
        let (tag, pos, features) = match self.tags_are_universal {
            true => split_universal(word.tag),
            false => (word.tag, PartOfSpeech::default(), Label::default()),
        };
        let part_of_speech = attributes.part_of_speech.as_ref().map_or(pos, |(_, pos)| *pos);
        let features = attributes.features.as_ref().map_or(features, |(_, features)| *features);
        let lemma = match &attributes.lemma {
            Some((_, lemma)) => lemma.clone(),
            None => self.lemmatizer.lemma(lexeme.text(), lexeme.lower(), part_of_speech, features),
        };
        Analysis {
            tag: attributes.tag.as_ref().map_or(tag, |(_, tag)| *tag),
            relation: attributes.relation.as_ref().map_or(word.relation, |(_, relation)| *relation),
            part_of_speech,
            features,
            lemma,
        }
    }
}

/// A universal label as tag (none), part of speech and features.
fn split_universal(label: Label) -> (Label, PartOfSpeech, Label) {
    let pos = label.split('|').find_map(|feature| feature.strip_prefix("POS="));
    let is_feature = |feature: &&str| !feature.starts_with("POS=") && *feature != "_";
    let features: Vec<&str> = label.split('|').filter(is_feature).collect();
    let pos = pos.and_then(|pos| pos.parse().ok()).unwrap_or_default();
    (Label::default(), pos, Label::new(&features.join("|")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn universal_labels_are_split() {
        let (tag, pos, features) = split_universal(Label::new("Gender=Fem|Number=Sing|POS=NOUN"));
        assert_eq!((tag.as_str(), pos, features.as_str()), ("", PartOfSpeech::Noun, "Gender=Fem|Number=Sing"));
        assert_eq!(split_universal(Label::new("POS=ADP")).2, "");
    }
}
