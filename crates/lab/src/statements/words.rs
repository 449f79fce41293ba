//! Words, and spans as sets of them: whether a span takes in its marks must
//! make no difference.

use std::collections::BTreeSet;

/// A word by its number or, of a span without words, a character by its place.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Unit {
    Word(usize),
    Character(usize),
}

pub(super) type Units = BTreeSet<Unit>;

/// A text cut into words: runs of letters or digits, apostrophes within.
pub(super) struct Words {
    characters: Vec<char>,
    words: Vec<(usize, usize)>,
}

const DETERMINERS: &[&str] = &[
    "the", "a", "an", "this", "that", "these", "those", "some", "many", "several", "most", "all", "both", "another",
    "other",
];

/// What ends the search for the head of a source.
const BREAKS: &[&str] = &[
    "of",
    "for",
    "in",
    "at",
    "from",
    "with",
    "on",
    "to",
    "by",
    "about",
    "against",
    "near",
    "under",
    "over",
    "who",
    "whom",
    "which",
    "that",
    "whose",
    "where",
    "when",
    "and",
    "or",
    "as",
    "including",
    "released",
    "published",
    "involved",
    "running",
    "working",
    "close",
    "familiar",
    "covering",
    "representing",
    "backing",
    "supporting",
];

const STOP_WORDS: &[&str] = &["of", "for", "in", "at", "from", "with", "on", "to", "by", "and", "or", "'s", "’s"];

impl Words {
    pub fn new(text: &str) -> Self {
        let characters: Vec<char> = text.chars().collect();
        let words = find_words(&characters);
        Words { characters, words }
    }

    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// The units of some spans.
    pub fn units(&self, spans: &[(usize, usize)]) -> Units {
        let mut units = Units::new();
        for &(start, end) in spans {
            let first = self.words.partition_point(|word| word.1 <= start);
            let inside = (first..self.words.len()).take_while(|&word| self.words[word].0 < end);
            let before = units.len();
            let mut any = false;
            units.extend(inside.map(Unit::Word).inspect(|_| any = true));
            if !any && units.len() == before {
                units.extend(self.characters_of(start, end));
            }
        }
        units
    }

    fn characters_of(&self, start: usize, end: usize) -> impl Iterator<Item = Unit> + '_ {
        // A place behind the text counts like a letter.
        (start..end).filter(|&at| self.characters.get(at).is_none_or(|c| !c.is_whitespace())).map(Unit::Character)
    }

    fn lower(&self, word: usize) -> String {
        let (start, end) = self.words[word];
        self.characters[start..end].iter().collect::<String>().to_lowercase()
    }

    /// The head word of a source, found without a parser.
    pub fn head(&self, spans: &[(usize, usize)]) -> Option<usize> {
        let units = self.units(&spans[..spans.len().min(1)]);
        let words: Vec<usize> =
            units.iter().filter_map(|unit| if let Unit::Word(word) = unit { Some(*word) } else { None }).collect();
        let mut last = None;
        for (place, &word) in words.iter().enumerate() {
            let text = self.lower(word);
            if last.is_none() && DETERMINERS.contains(&text.as_str()) && place + 1 < words.len() {
                continue;
            }
            if last.is_some() && (BREAKS.contains(&text.as_str()) || self.mark_between(words[place - 1], word)) {
                break;
            }
            last = Some(word);
        }
        last.or(words.last().copied())
    }

    fn mark_between(&self, one: usize, other: usize) -> bool {
        self.characters[self.words[one].1..self.words[other].0].iter().any(|c| ",([–—:;".contains(*c))
    }

    /// Without articles, prepositions and "and".
    pub fn without_stop_words(&self, units: &Units) -> Units {
        self.without(units, |word| STOP_WORDS.contains(&word) || DETERMINERS.contains(&word))
    }

    /// Without articles.
    pub fn without_articles(&self, units: &Units) -> Units {
        self.without(units, |word| matches!(word, "the" | "a" | "an"))
    }

    fn without(&self, units: &Units, drop: impl Fn(&str) -> bool) -> Units {
        let keep = |unit: &&Unit| match unit {
            Unit::Word(word) => !drop(&self.lower(*word)),
            Unit::Character(_) => true,
        };
        units.iter().filter(keep).copied().collect()
    }

    /// The words of a piece of text, counted.
    pub fn count(text: &[char]) -> usize {
        find_words(text).len()
    }

    /// The characters of some spans, a blank between them.
    pub fn characters(&self, spans: &[(usize, usize)]) -> Vec<char> {
        let mut out = Vec::new();
        for (place, &(start, end)) in spans.iter().enumerate() {
            if place > 0 {
                out.push(' ');
            }
            let end = end.min(self.characters.len());
            out.extend_from_slice(&self.characters[start.min(end)..end]);
        }
        out
    }
}

fn find_words(characters: &[char]) -> Vec<(usize, usize)> {
    let is_letter = |at: usize| characters.get(at).is_some_and(|c| c.is_alphanumeric() || *c == '_');
    let mut words = Vec::new();
    let mut at = 0;
    while at < characters.len() {
        if !is_letter(at) {
            at += 1;
            continue;
        }
        let start = at;
        while is_letter(at) || matches!(characters.get(at), Some('\'' | '’')) && is_letter(at + 1) {
            at += 1;
        }
        words.push((start, at));
    }
    words
}

/// Shared units over all units.
pub(super) fn iou(one: &Units, other: &Units) -> f64 {
    let shared = one.intersection(other).count();
    match one.is_empty() || other.is_empty() {
        true => 0.0,
        false => shared as f64 / (one.len() + other.len() - shared) as f64,
    }
}
