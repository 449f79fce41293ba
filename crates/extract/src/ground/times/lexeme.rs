//! The text cut finer than into tokens: runs of letters, runs of digits, and
//! single marks, so that "late-November", "10am" and "'90s" need no rules of
//! their own for each tokenizer.

use document::{Id, Parse, Span, TokenId};

use crate::knowledge::times::{TimeWords, Word};

/// A run of letters or digits, or a mark.
#[derive(Clone, Copy)]
pub struct Lexeme<'a> {
    /// Where it stands; empty for a [`Kind::Break`].
    pub span: Span,
    /// Its characters.
    pub text: &'a str,
    /// What it consists of.
    pub kind: Kind,
    /// Whether it follows the one before without white space.
    pub glued: bool,
    /// The token that it starts in.
    pub token: TokenId,
    /// What it can mean.
    pub word: Option<&'a Word>,
}

/// What a lexeme consists of.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// Letters.
    Letters,
    /// Digits (0 to 9).
    Digits,
    /// Any other single character.
    Mark,
    /// An empty line, which no time reaches across.
    Break,
}

/// Cuts a text into lexemes.
pub fn lexemes<'a>(words: &'a TimeWords, text: &'a str, parse: &Parse) -> Vec<Lexeme<'a>> {
    let mut lexemes: Vec<Lexeme<'a>> = Vec::with_capacity(text.len() / 5);
    let mut characters = text.char_indices().peekable();
    let mut token = 0;
    let mut gap = Gap::default();
    while let Some((start, first)) = characters.next() {
        if first.is_whitespace() {
            gap.add(first);
            continue;
        }
        let kind = kind(first);
        let mut end = start + first.len_utf8();
        while let Some((at, next)) = characters.next_if(|&(_, next)| kind != Kind::Mark && continues(kind, next)) {
            end = at + next.len_utf8();
        }
        let span = Span::new(start as u32, end as u32);
        token = token_at(parse, token, span.start());
        if gap.lines > 1 {
            lexemes.push(empty_line(span.start(), token));
        }
        let word = if kind == Kind::Mark { None } else { words.get(&text[start..end]) };
        let glued = gap.length == 0 && !lexemes.is_empty();
        lexemes.push(Lexeme { span, text: &text[start..end], kind, glued, token: TokenId::from_index(token), word });
        gap = Gap::default();
    }
    lexemes
}

/// The white space since the last lexeme.
#[derive(Default)]
struct Gap {
    length: usize,
    lines: usize,
}

impl Gap {
    fn add(&mut self, space: char) {
        self.length += 1;
        self.lines += usize::from(space == '\n');
    }
}

fn kind(first: char) -> Kind {
    match first {
        '0'..='9' => Kind::Digits,
        letter if letter.is_alphabetic() => Kind::Letters,
        _ => Kind::Mark,
    }
}

fn continues(kind: Kind, next: char) -> bool {
    !next.is_whitespace() && self::kind(next) == kind
}

/// The token at an offset, at or behind the one given.
fn token_at(parse: &Parse, from: usize, offset: u32) -> usize {
    let rows = parse.tokens.rows();
    let mut token = from;
    while rows.get(token + 1).is_some_and(|next| next.span.start() <= offset) {
        token += 1;
    }
    token
}

fn empty_line<'a>(at: u32, token: usize) -> Lexeme<'a> {
    let token = TokenId::from_index(token);
    Lexeme { span: Span::new(at, at), text: "", kind: Kind::Break, glued: false, token, word: None }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<String> {
        let words = TimeWords::embedded().unwrap();
        lexemes(&words, text, &Parse::default()).iter().map(|lexeme| lexeme.text.to_owned()).collect()
    }

    #[test]
    fn letters_digits_and_marks_part() {
        assert_eq!(texts("late-November, 10am"), ["late", "-", "November", ",", "10", "am"]);
        assert_eq!(texts("1990s\n\nin"), ["1990", "s", "", "in"]);
        assert!(texts(" \n ").is_empty());
    }
}
