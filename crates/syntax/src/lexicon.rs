//! Word types: what can be known of a word from its letters alone, computed
//! once and looked up ever after.

use std::collections::HashMap;

use document::Label;
use foldhash::fast::RandomState;

use crate::ModelError;
use crate::characters::{is_space, prefix, shape, suffix};
use crate::files::{ModelFiles, NORMS, SYMBOLS, rows};
use crate::hash::string_hash;

/// A word type of a [`Lexicon`].
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct LexemeId(u32);

impl LexemeId {
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// One of the features of a word that the embedding tables are asked with.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Feature {
    /// The spelling norm, or the lower-case form.
    Norm,
    Prefix,
    Suffix,
    Shape,
    /// Whether one blank follows: of the token, not of its type.
    BlankAfter,
    IsSpace,
}

impl Feature {
    /// The feature that spaCy calls by this name.
    pub fn named(name: &str) -> Result<Self, ModelError> {
        match name {
            "NORM" => Ok(Feature::Norm),
            "PREFIX" => Ok(Feature::Prefix),
            "SUFFIX" => Ok(Feature::Suffix),
            "SHAPE" => Ok(Feature::Shape),
            "SPACY" => Ok(Feature::BlankAfter),
            "IS_SPACE" => Ok(Feature::IsSpace),
            other => Err(ModelError::Unsupported(format!("the feature {other}"))),
        }
    }
}

/// What is known of a word type.
pub struct Lexeme {
    text: Box<str>,
    lower: Box<str>,
    norm: u64,
    prefix: u64,
    suffix: u64,
    shape: u64,
    is_space: bool,
}

impl Lexeme {
    /// The word's letters.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The word's letters in lower case.
    pub fn lower(&self) -> &str {
        &self.lower
    }

    /// Whether the word is white space.
    pub fn is_space(&self) -> bool {
        self.is_space
    }

    /// The number that stands for a feature of the word.
    pub fn feature(&self, feature: Feature, blank_after: bool) -> u64 {
        match feature {
            Feature::Norm => self.norm,
            Feature::Prefix => self.prefix,
            Feature::Suffix => self.suffix,
            Feature::Shape => self.shape,
            Feature::BlankAfter => u64::from(blank_after),
            Feature::IsSpace => u64::from(self.is_space),
        }
    }
}

/// Spelling norms, and the numbers of the strings that spaCy does not hash.
pub struct Norms {
    norms: HashMap<String, Label, RandomState>,
    symbols: HashMap<String, u64, RandomState>,
}

impl Norms {
    pub fn new(files: &ModelFiles) -> Result<Self, ModelError> {
        let mut norms = HashMap::default();
        for row in rows(&files.norms, NORMS, 2)? {
            let (_, fields) = row?;
            norms.insert(fields[0].to_owned(), Label::new(fields[1]));
        }
        let mut symbols = HashMap::default();
        for row in rows(&files.symbols, SYMBOLS, 2)? {
            let (line, fields) = row?;
            let number = fields[1].parse().map_err(|error| ModelError::line(SYMBOLS, line, error))?;
            symbols.insert(fields[0].to_owned(), number);
        }
        Ok(Norms { norms, symbols })
    }

    /// The number by which spaCy's string store knows a string.
    fn number(&self, text: &str) -> u64 {
        self.symbols.get(text).copied().unwrap_or_else(|| string_hash(text))
    }
}

/// The word types met so far by one thread.
#[derive(Default)]
pub struct Lexicon {
    lexemes: Vec<Lexeme>,
    by_text: HashMap<Box<str>, LexemeId, RandomState>,
    /// Types whose norm the tokenizer's exceptions set, by text and norm.
    by_norm: HashMap<(Box<str>, Box<str>), LexemeId, RandomState>,
    bytes: usize,
}

impl Lexicon {
    /// The type of a word; `norm` where the tokenizer's exceptions set it.
    pub fn intern(&mut self, text: &str, norm: Option<&str>, norms: &Norms) -> LexemeId {
        match norm {
            None => {
                if let Some(&id) = self.by_text.get(text) {
                    return id;
                }
                let id = self.add(text, None, norms);
                self.by_text.insert(text.into(), id);
                id
            }
            Some(norm) => {
                let key = (text.into(), norm.into());
                if let Some(&id) = self.by_norm.get(&key) {
                    return id;
                }
                let id = self.add(text, Some(norm), norms);
                self.by_norm.insert(key, id);
                id
            }
        }
    }

    fn add(&mut self, text: &str, norm: Option<&str>, norms: &Norms) -> LexemeId {
        let lower = text.to_lowercase();
        let norm = norm.or_else(|| norms.norms.get(text).map(|label| label.as_str())).unwrap_or(&lower);
        let lexeme = Lexeme {
            norm: norms.number(norm),
            prefix: norms.number(prefix(text)),
            suffix: norms.number(suffix(text)),
            shape: norms.number(&shape(text)),
            is_space: !text.is_empty() && text.chars().all(is_space),
            lower: lower.into(),
            text: text.into(),
        };
        self.bytes += 3 * text.len();
        self.lexemes.push(lexeme);
        LexemeId(self.lexemes.len() as u32 - 1)
    }

    /// The type with this number.
    pub fn get(&self, id: LexemeId) -> &Lexeme {
        &self.lexemes[id.index()]
    }

    /// The letters of a type.
    pub fn text(&self, id: LexemeId) -> &str {
        &self.lexemes[id.index()].text
    }

    /// How many types it holds.
    pub fn len(&self) -> usize {
        self.lexemes.len()
    }

    /// How many bytes of letters it holds.
    pub fn bytes(&self) -> usize {
        self.bytes
    }
}
