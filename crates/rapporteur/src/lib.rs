//! Rapporteur as a library: a [`Reader`] that reads articles, and the
//! [`Report`] that it writes of each.
//!
//! ```
//! use rapporteur::{Article, Reader};
//!
//! let reader = Reader::english()?;
//! let report = reader.read(Article::new("a1", "The two presidents met in Vienna on Monday."));
//! let names: Vec<&str> = report.parse.names.rows().iter().map(|name| name.span.of(&report.article.text)).collect();
//! assert_eq!(names, ["two", "Vienna", "Monday"]);
//! # Ok::<(), rapporteur::ModelError>(())
//! ```
//!
//! This crate is a facade: it holds no logic of its own.

pub use document::{
    Article, CodePoints, Id, IdRange, Label, Name, NameId, Note, Parse, PartOfSpeech, Sentence, SentenceId, Span,
    Table, Token, TokenId, json,
};
pub use syntax::{Model, ModelError};

/// Reads articles. One reader serves any number of threads.
pub struct Reader {
    model: Model,
}

/// What was read of one article, layer by layer.
#[derive(Clone, Debug)]
pub struct Report {
    /// The article, unchanged.
    pub article: Article,
    /// Its words, grammar and names.
    pub parse: Parse,
}

impl Reader {
    /// A reader of English with everything that the program carries.
    ///
    /// # Errors
    ///
    /// See [`Model::english`].
    pub fn english() -> Result<Self, ModelError> {
        Model::english().map(Reader::new)
    }

    /// A reader with a model of your own.
    pub fn new(model: Model) -> Self {
        Reader { model }
    }

    /// The language model.
    pub fn model(&self) -> &Model {
        &self.model
    }

    /// Reads one article. Never fails; what was wrong with the input stands
    /// in the article's notes.
    pub fn read(&self, article: Article) -> Report {
        let parse = self.model.parse(&article.text);
        Report { article, parse }
    }
}
