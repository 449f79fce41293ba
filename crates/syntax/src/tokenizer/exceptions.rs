//! Words that are split by table rather than by pattern: contractions,
//! abbreviations, emoticons.

use std::collections::HashMap;

use foldhash::fast::RandomState;

use crate::ModelError;
use crate::files::{EXCEPTIONS, rows, unescape};

/// One piece of a word in the table: its letters and, where the table gives
/// one, its norm ("n't" → "not").
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    pub text: String,
    pub norm: Option<String>,
}

/// The table.
pub struct Exceptions {
    words: HashMap<String, Vec<Piece>, RandomState>,
    longest: usize,
}

/// Stands in the file between a piece and its norm.
const NORM_MARK: char = '\u{241f}';

impl Exceptions {
    pub fn new(bytes: &[u8]) -> Result<Self, ModelError> {
        let mut words = HashMap::default();
        for row in rows(bytes, EXCEPTIONS, 2)? {
            let (line, fields) = row?;
            let word = unescape(fields[0]);
            let pieces: Vec<Piece> = fields[1..].iter().map(|field| piece(field)).collect();
            if pieces.iter().map(|piece| piece.text.as_str()).collect::<String>() != word {
                return Err(ModelError::line(EXCEPTIONS, line, format!("the pieces do not add up to {word:?}")));
            }
            words.insert(word, pieces);
        }
        let longest = words.keys().map(String::len).max().unwrap_or_default();
        Ok(Exceptions { words, longest })
    }

    /// The pieces of a word, if the table has it.
    pub fn get(&self, word: &str) -> Option<&[Piece]> {
        // Hashing only what can be in the table keeps long stretches linear.
        if word.len() > self.longest {
            return None;
        }
        self.words.get(word).map(Vec::as_slice)
    }

    /// All words of the table.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.words.keys().map(String::as_str)
    }
}

fn piece(field: &str) -> Piece {
    match field.split_once(NORM_MARK) {
        Some((text, norm)) => Piece { text: unescape(text), norm: Some(unescape(norm)) },
        None => Piece { text: unescape(field), norm: None },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_carry_norms() {
        let table = Exceptions::new("don't\tdo\tn't\u{241f}not\n".as_bytes()).unwrap();
        let pieces = table.get("don't").unwrap();
        assert_eq!(pieces[0], Piece { text: "do".into(), norm: None });
        assert_eq!(pieces[1], Piece { text: "n't".into(), norm: Some("not".into()) });
        assert!(table.get("do").is_none());
    }

    #[test]
    fn pieces_must_add_up() {
        let error = Exceptions::new(b"can't\tca\tnot\n").err().unwrap();
        assert_eq!(error.to_string(), "exceptions.tsv, line 1: the pieces do not add up to \"can't\"");
    }
}
