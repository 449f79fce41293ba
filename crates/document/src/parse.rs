use std::fmt;
use std::str::FromStr;

use serde::Serialize;
use smol_str::SmolStr;

use crate::{Id, IdRange, Label, Span, Table, id};

id!(
    /// A token of a [`Parse`].
    TokenId
);
id!(
    /// A sentence of a [`Parse`].
    SentenceId
);
id!(
    /// A name of a [`Parse`].
    NameId
);

/// The first layer: the words of an article, their grammar, and the names
/// among them.
///
/// Tokens stand in the order of the text, sentences and names too; each
/// token's sentence and head exist. Nothing here is political.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Parse {
    /// Words, marks, and runs of white space other than one blank.
    pub tokens: Table<TokenId, Token>,
    /// Sentences; together they hold every token once.
    pub sentences: Table<SentenceId, Sentence>,
    /// Names, dates and amounts that the recogniser found. They do not
    /// overlap.
    pub names: Table<NameId, Name>,
}

/// A word, a mark, or a run of white space other than one blank.
#[derive(Clone, Debug, PartialEq)]
pub struct Token {
    /// Where it stands.
    pub span: Span,
    /// Whether one blank, and only that, follows before the next token.
    pub blank_after: bool,
    /// The dictionary form ("visiting" → "visit").
    pub lemma: SmolStr,
    /// The tag of the treebank that the model was trained on ("VBG").
    pub tag: Label,
    /// The universal part of speech.
    pub part_of_speech: PartOfSpeech,
    /// Universal features, sorted ("Number=Sing|Person=3"); may be empty.
    pub features: Label,
    /// The word it depends on; the root of a sentence is its own head.
    pub head: TokenId,
    /// How it depends on its head ("nsubj"); "ROOT" for a root.
    pub relation: Label,
    /// The sentence it stands in.
    pub sentence: SentenceId,
}

/// Consecutive tokens that form a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// From the first token's start to the last one's end.
    pub span: Span,
    /// Its tokens; never empty.
    pub tokens: IdRange<TokenId>,
}

/// Consecutive tokens that name something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Name {
    /// From the first token's start to the last one's end.
    pub span: Span,
    /// Its tokens; never empty.
    pub tokens: IdRange<TokenId>,
    /// What kind of thing it names ("PERSON", "GPE", "DATE").
    pub label: Label,
}

impl Parse {
    /// The direct dependents of a token within its sentence, in the order of
    /// the text.
    pub fn children(&self, head: TokenId) -> impl DoubleEndedIterator<Item = TokenId> + '_ {
        let sentence = self.sentences[self.tokens[head].sentence].tokens;
        sentence.ids().filter(move |&token| token != head && self.tokens[token].head == head)
    }

    /// The smallest range of tokens that holds a token and all that depends
    /// on it.
    pub fn subtree(&self, head: TokenId) -> IdRange<TokenId> {
        let sentence = self.sentences[self.tokens[head].sentence].tokens;
        let mut inside = sentence.ids().filter(|&token| self.is_below(token, head));
        let first = inside.next().unwrap_or(head);
        let last = inside.next_back().unwrap_or(first);
        IdRange::new(first.index()..last.index() + 1)
    }

    /// Whether `token` is `ancestor` or depends on it through any number of
    /// heads.
    pub fn is_below(&self, token: TokenId, ancestor: TokenId) -> bool {
        let mut current = token;
        // A tree has no longer path than it has tokens; the bound guards
        // against trees that a caller built with a cycle.
        for _ in 0..=self.tokens.len() {
            if current == ancestor {
                return true;
            }
            let head = self.tokens[current].head;
            if head == current {
                return false;
            }
            current = head;
        }
        false
    }

    /// The name that a token belongs to.
    pub fn name_of(&self, token: TokenId) -> Option<NameId> {
        let names = self.names.rows();
        let index = names.partition_point(|name| name.tokens.end <= token);
        (index < names.len() && names[index].tokens.contains(token)).then(|| NameId::from_index(index))
    }
}

/// The universal parts of speech (Universal Dependencies, version 2), and
/// `Space` for runs of white space.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default, Serialize)]
#[serde(rename_all = "UPPERCASE")]
#[expect(missing_docs, reason = "the names are the documentation")]
pub enum PartOfSpeech {
    Adj,
    Adp,
    Adv,
    Aux,
    Cconj,
    Det,
    Intj,
    Noun,
    Num,
    Part,
    Pron,
    Propn,
    Punct,
    Sconj,
    Space,
    Sym,
    Verb,
    #[default]
    X,
}

impl PartOfSpeech {
    /// The tag as Universal Dependencies writes it ("PROPN").
    pub fn as_str(self) -> &'static str {
        NAMES[self as usize].1
    }
}

const NAMES: [(PartOfSpeech, &str); 18] = {
    use PartOfSpeech::*;
    [
        (Adj, "ADJ"),
        (Adp, "ADP"),
        (Adv, "ADV"),
        (Aux, "AUX"),
        (Cconj, "CCONJ"),
        (Det, "DET"),
        (Intj, "INTJ"),
        (Noun, "NOUN"),
        (Num, "NUM"),
        (Part, "PART"),
        (Pron, "PRON"),
        (Propn, "PROPN"),
        (Punct, "PUNCT"),
        (Sconj, "SCONJ"),
        (Space, "SPACE"),
        (Sym, "SYM"),
        (Verb, "VERB"),
        (X, "X"),
    ]
};

impl fmt::Display for PartOfSpeech {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// A text that names no universal part of speech.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is no universal part of speech")]
pub struct UnknownPartOfSpeech(pub String);

impl FromStr for PartOfSpeech {
    type Err = UnknownPartOfSpeech;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let known = NAMES.iter().find(|(_, name)| *name == text);
        known.map(|&(pos, _)| pos).ok_or_else(|| UnknownPartOfSpeech(text.into()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// "Xi met Lukashenko in Minsk" with its tree.
    fn example() -> Parse {
        let words = [("Xi", 1), ("met", 1), ("Lukashenko", 1), ("in", 1), ("Minsk", 3)];
        let mut parse = Parse::default();
        let mut start = 0;
        for (word, head) in words {
            let span = Span::new(start, start + word.len() as u32);
            start = span.end() + 1;
            parse.tokens.push(Token {
                span,
                blank_after: true,
                lemma: word.into(),
                tag: Label::default(),
                part_of_speech: PartOfSpeech::X,
                features: Label::default(),
                head: TokenId::from_index(head),
                relation: Label::default(),
                sentence: SentenceId::from_index(0),
            });
        }
        parse.sentences.push(Sentence { span: Span::new(0, start - 1), tokens: IdRange::new(0..5) });
        for token in [2, 4] {
            let row = &parse.tokens[TokenId::from_index(token)];
            let name = Name { span: row.span, tokens: IdRange::new(token..token + 1), label: Label::default() };
            parse.names.push(name);
        }
        parse
    }

    #[test]
    fn children_and_subtrees_follow_heads() {
        let parse = example();
        let met = TokenId::from_index(1);
        let children: Vec<_> = parse.children(met).map(Id::index).collect();
        assert_eq!(children, [0, 2, 3]);
        assert_eq!(parse.subtree(met), IdRange::new(0..5));
        assert_eq!(parse.subtree(TokenId::from_index(3)), IdRange::new(3..5));
    }

    #[test]
    fn a_token_knows_its_name() {
        let parse = example();
        let name_of = |token| parse.name_of(TokenId::from_index(token)).map(Id::index);
        assert_eq!((0..5).map(name_of).collect::<Vec<_>>(), [None, None, Some(0), None, Some(1)]);
    }

    #[test]
    fn parts_of_speech_read_and_write() {
        for (pos, name) in NAMES {
            assert_eq!(pos.as_str(), name);
            assert_eq!(name.parse(), Ok(pos));
        }
        assert!("NOPE".parse::<PartOfSpeech>().is_err());
    }
}
