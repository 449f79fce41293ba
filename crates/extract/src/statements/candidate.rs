//! A possible attribution, before it is judged.

use document::{IdRange, TokenId};

use crate::knowledge::cues::{Cue, CueManner};

/// A cue with its source and content, as one construction reads them.
#[derive(Clone, Debug)]
pub(crate) struct Candidate<'a> {
    /// What found it.
    pub rule: Rule<'a>,
    /// The construction, finer than a pattern: "that-before", "quote-after".
    pub construction: &'static str,
    /// The head of the cue; of words without a cue, the first of them.
    pub head: TokenId,
    /// The cue's words; empty where there is none.
    pub cue: IdRange<TokenId>,
    pub source: Option<Source>,
    /// Pieces in the order of the text, without overlap.
    pub content: Vec<IdRange<TokenId>>,
    pub addressees: Vec<TokenId>,
}

/// What found a candidate.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Rule<'a> {
    /// A row of the table of cues.
    Cue(&'a Cue),
    /// A colon or dash between a name and words.
    Mark,
    /// Words in marks that nothing introduces: the last speaker's.
    LastSpeaker,
}

impl Rule<'_> {
    /// How the words were uttered.
    pub fn manner(self) -> CueManner {
        match self {
            Rule::Cue(cue) => cue.manner,
            Rule::Mark | Rule::LastSpeaker => CueManner::Speech,
        }
    }
}

/// Whose words they are.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Source {
    /// The words, modifiers included.
    pub range: IdRange<TokenId>,
    pub head: TokenId,
    /// How the grammar leads to it.
    pub way: &'static str,
}
