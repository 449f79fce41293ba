//! What the forms ask about the text at a place.

use document::{Id, Name, Parse, PartOfSpeech, Token};

use super::lexeme::{Kind, Lexeme};
use crate::knowledge::times::{Phrase, Sense, Unit, Word};

/// The lexemes of an article and their grammar.
pub struct Scan<'a> {
    /// All lexemes in order.
    pub lexemes: &'a [Lexeme<'a>],
    /// The language layer.
    pub parse: &'a Parse,
}

impl<'a> Scan<'a> {
    /// The lexeme at a place, if there is one.
    pub fn get(&self, at: usize) -> Option<&'a Lexeme<'a>> {
        self.lexemes.get(at)
    }

    /// The meanings of the word at a place.
    pub fn word(&self, at: usize) -> Option<&'a Word> {
        self.get(at)?.word
    }

    /// The text at a place; empty behind the end.
    pub fn text(&self, at: usize) -> &'a str {
        self.get(at).map_or("", |lexeme| lexeme.text)
    }

    /// Whether the text at a place is this, whatever its capitals.
    pub fn is(&self, at: usize, text: &str) -> bool {
        self.text(at).eq_ignore_ascii_case(text)
    }

    /// Whether the text at a place is one of these, whatever its capitals.
    pub fn is_any(&self, at: usize, texts: &[&str]) -> bool {
        texts.iter().any(|text| self.is(at, text))
    }

    /// Whether the lexeme at a place follows without white space.
    pub fn glued(&self, at: usize) -> bool {
        self.get(at).is_some_and(|lexeme| lexeme.glued)
    }

    /// The place behind a hyphen, or the same place where there is none.
    pub fn skip_hyphen(&self, at: usize) -> usize {
        if self.is_any(at, &["-", "‑", "–"]) { at + 1 } else { at }
    }

    /// The place behind a comma, or the same place where there is none.
    pub fn skip_comma(&self, at: usize) -> usize {
        if self.is(at, ",") { at + 1 } else { at }
    }

    /// The place behind "'s" or a bare apostrophe, if one stands there.
    pub fn possessive(&self, at: usize) -> Option<usize> {
        let apostrophe = self.is_any(at, &["'", "’"]) && self.glued(at);
        match apostrophe {
            true if self.is(at + 1, "s") && self.glued(at + 1) => Some(at + 2),
            true => Some(at + 1),
            false => None,
        }
    }

    /// The unit that the word at a place names, and whether it is a plural.
    pub fn unit(&self, at: usize) -> Option<(Unit, bool)> {
        let word = self.word(at)?;
        Some((word.unit?, word.plural))
    }

    /// Whether the word at a place begins with a capital.
    pub fn capital(&self, at: usize) -> bool {
        self.text(at).starts_with(|first: char| first.is_uppercase())
    }

    /// Whether the word at a place and the one before it begin with capitals but
    /// are not all capitals: "60 Minutes", "This Week", "High Noon".
    pub fn in_title(&self, at: usize) -> bool {
        let before = at.checked_sub(1).and_then(|before| self.get(before));
        let title = before.is_some_and(|before| before.kind == Kind::Digits || self.capital(at - 1));
        title && self.capital(at) && self.text(at).bytes().any(|byte| byte.is_ascii_lowercase())
    }

    /// A run of digits with its value; at most ten of them.
    pub fn digits(&self, at: usize) -> Option<u64> {
        let lexeme = self.get(at).filter(|lexeme| lexeme.kind == Kind::Digits && lexeme.text.len() <= 12)?;
        lexeme.text.parse().ok()
    }

    /// The token of the lexeme at a place.
    pub fn token(&self, at: usize) -> Option<&'a Token> {
        self.parse.tokens.get(self.get(at)?.token)
    }

    /// Whether the token at a place is a noun, name, adjective or number: not
    /// the end of a noun phrase.
    pub fn is_nominal(&self, at: usize) -> bool {
        use PartOfSpeech::{Adj, Noun, Propn};
        let letters = self.get(at).is_some_and(|lexeme| lexeme.kind == Kind::Letters);
        letters && self.token(at).is_some_and(|token| matches!(token.part_of_speech, Noun | Propn | Adj))
    }

    /// Whether the recogniser of names took the word at a place for part of a
    /// name with this label.
    pub fn name(&self, at: usize) -> Option<&'a Name> {
        let name = self.parse.name_of(self.get(at)?.token)?;
        Some(&self.parse.names[name])
    }

    /// The longest phrase that starts at a place and that `wanted` accepts:
    /// the place behind it, and its meaning.
    pub fn phrase(&self, at: usize, wanted: impl Fn(Sense) -> bool) -> Option<(usize, Sense)> {
        let phrases = self.word(at)?.phrases.iter().filter(|phrase| wanted(phrase.sense));
        phrases.filter_map(|phrase| Some((self.behind(at, phrase)?, phrase.sense))).next()
    }

    /// The longest phrase that ends before a place and that `wanted` accepts:
    /// where it starts, and its meaning.
    pub fn phrase_before(&self, at: usize, wanted: impl Fn(Sense) -> bool) -> Option<(usize, Sense)> {
        let endings = self.word(at.checked_sub(1)?)?.endings.iter().filter(|phrase| wanted(phrase.sense));
        let start = |phrase: &Phrase| at.checked_sub(phrase.words.len());
        endings
            .filter_map(|phrase| {
                let start = start(phrase)?;
                (self.behind(start, phrase)? == at).then_some((start, phrase.sense))
            })
            .next()
    }

    /// The place behind a phrase, where it stands at `at`; hyphens between its
    /// words do not matter.
    fn behind(&self, at: usize, phrase: &Phrase) -> Option<usize> {
        let mut place = at;
        for (index, word) in phrase.words.iter().enumerate() {
            if index > 0 {
                place = self.skip_hyphen(place);
            }
            let same = self.is(place, word) || (word == "'" && self.is(place, "’"));
            if !same {
                return None;
            }
            place += 1;
        }
        Some(place)
    }

    /// Whether the token at `at` depends on one of the lexemes from `start` to
    /// `end`.
    pub fn depends_on(&self, at: usize, start: usize, end: usize) -> bool {
        let head = self.token(at).map(|token| token.head.index());
        let token = |place: usize| self.get(place).map(|lexeme| lexeme.token.index());
        matches!((head, token(start), token(end.saturating_sub(1))),
            (Some(head), Some(first), Some(last)) if (first..=last).contains(&head))
    }
}
