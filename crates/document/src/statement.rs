use serde::Serialize;

use crate::{IdRange, MentionId, Span, TokenId, id};

id!(
    /// A statement of an article.
    StatementId
);

/// Somebody's words or thoughts, as the text ascribes them.
#[derive(Clone, Debug, PartialEq)]
pub struct Statement {
    /// Whose words or thoughts; `None` where the text hides it ("reportedly").
    pub speaker: Option<Party>,
    /// To whom they were said.
    pub addressees: Vec<Party>,
    /// Who passed them on, outermost first ("BelTA reported that Xi said").
    pub relayed_by: Vec<Party>,
    /// Direct, indirect, or both.
    pub form: StatementForm,
    /// Said, written, or thought.
    pub manner: Manner,
    /// The words that ascribe ("replied"); `None` for words in quotation marks
    /// that nothing introduces.
    pub cue: Option<Span>,
    /// What was said or thought; several pieces where the cue stands within.
    pub content: Vec<Span>,
    /// The words between quotation marks, without the marks.
    pub quotations: Vec<Span>,
    /// How sure this is, from 0 to 1.
    pub confidence: f32,
    /// Which entry of the lexicon or which rule found it.
    pub why: String,
}

/// Somebody who takes part in a statement: the words, and the mention if there
/// is one.
#[derive(Clone, Debug, PartialEq)]
pub struct Party {
    /// The words that stand for it, its modifiers included.
    pub span: Span,
    /// The tokens of those words.
    pub tokens: IdRange<TokenId>,
    /// The head of those words.
    pub head: TokenId,
    /// The mention of an actor that it is.
    pub mention: Option<MentionId>,
}

/// How the words are given.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum StatementForm {
    /// All of it between quotation marks.
    Direct,
    /// None of it between quotation marks.
    Indirect,
    /// Some of it.
    Mixed,
}

/// How it was uttered.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Manner {
    /// Said.
    Speech,
    /// Written.
    Writing,
    /// Thought, felt, wanted or intended.
    Thought,
}
