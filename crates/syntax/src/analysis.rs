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
    attributes: Attributes,
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
    pub fn new(files: &ModelFiles) -> Result<Self, ModelError> {
        Ok(Analyser { rules: AttributeRules::new(&files.attributes)?, lemmatizer: Lemmatizer::new(files)? })
    }

    /// The analyses of an article's words in order. `universal` holds the
    /// part of speech and features of each word where the tagger gave them.
    pub fn analyse(
        &self,
        words: &[TaggedWord],
        universal: impl Fn(usize) -> Option<(PartOfSpeech, Label)>,
        lexicon: &Lexicon,
        cache: &mut AnalysisCache,
    ) -> Vec<Analysis> {
        let mut analyses = Vec::with_capacity(words.len());
        let mut later: Vec<(usize, Attributes)> = Vec::new();
        for (index, &word) in words.iter().enumerate() {
            let known = cache.known.entry(word).or_insert_with(|| self.know(word, lexicon.get(word.lexeme)));
            analyses.push(known.analysis.clone());
            if let Some((pos, features)) = universal(index) {
                let base = Base { pos, features };
                analyses[index] = self.finish(word, lexicon.get(word.lexeme), &known.attributes, base);
            }
            if known.starts != 0 {
                self.find_sequences(known.starts, index, words, lexicon, &mut later);
            }
        }
        for (index, changes) in later {
            let word = words[index];
            let mut attributes = cache.known.get(&word).map(|known| known.attributes.clone()).unwrap_or_default();
            attributes.merge(changes);
            analyses[index] = self.finish(word, lexicon.get(word.lexeme), &attributes, Base::default());
        }
        analyses
    }

    fn know(&self, word: TaggedWord, lexeme: &Lexeme) -> Known {
        let seen = seen(word, lexeme);
        let attributes = self.rules.single(seen);
        let analysis = self.finish(word, lexeme, &attributes, Base::default());
        Known { analysis, attributes, starts: self.rules.starts(seen) }
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
        let row = |place: usize| words.get(index + place).map(|&word| seen(word, lexicon.get(word.lexeme)));
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

    fn finish(&self, word: TaggedWord, lexeme: &Lexeme, attributes: &Attributes, base: Base) -> Analysis {
        let part_of_speech = attributes.part_of_speech.as_ref().map_or(base.pos, |(_, pos)| *pos);
        let features = attributes.features.as_ref().map_or(base.features, |(_, features)| *features);
        let lemma = match &attributes.lemma {
            Some((_, lemma)) => lemma.clone(),
            None => self.lemmatizer.lemma(lexeme.text(), lexeme.lower(), part_of_speech, features),
        };
        Analysis {
            tag: attributes.tag.as_ref().map_or(word.tag, |(_, tag)| *tag),
            relation: attributes.relation.as_ref().map_or(word.relation, |(_, relation)| *relation),
            part_of_speech,
            features,
            lemma,
        }
    }
}

/// What holds of a word before any rule spoke.
#[derive(Clone, Copy, Default)]
struct Base {
    pos: PartOfSpeech,
    features: Label,
}

fn seen(word: TaggedWord, lexeme: &Lexeme) -> Word<'_> {
    Word { lower: lexeme.lower(), is_space: lexeme.is_space(), tag: word.tag, relation: word.relation }
}
