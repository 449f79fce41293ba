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
//! # Ok::<(), rapporteur::Error>(())
//! ```
//!
//! This crate is a facade: it holds no logic of its own but for the headline of
//! a plain text, which it parts from the lead.

mod headline;

pub use document::*;
pub use extract::Knowledge;
pub use extract::events::Relation;
pub use extract::events::explain::Miss;
pub use extract::ground::places::{Weighed, weigh};
pub use extract::knowledge::{self, KnowledgeError, gazetteer};
pub use syntax::{Model, ModelError};

/// Reads articles. One reader serves any number of threads.
pub struct Reader {
    model: Model,
    knowledge: Knowledge,
}

/// What was read of one article, layer by layer.
#[derive(Clone, Debug)]
pub struct Report {
    /// The article, unchanged.
    pub article: Article,
    /// Its words, grammar and names.
    pub parse: Parse,
    /// Who, when and where.
    pub grounding: Grounding,
    /// Who said what.
    pub statements: Table<StatementId, Statement>,
    /// Who did what to whom.
    pub events: Table<EventId, Event>,
}

/// Why a reader could not be made.
#[derive(Debug)]
pub enum Error {
    /// The language model could not be loaded.
    Model(ModelError),
    /// The tables could not be loaded.
    Knowledge(KnowledgeError),
}

impl Reader {
    /// A reader of English with everything that the program carries.
    ///
    /// # Errors
    ///
    /// Never, in a program that passed its tests.
    pub fn english() -> Result<Self, Error> {
        Ok(Reader::new(Model::english()?, Knowledge::embedded()?))
    }

    /// A reader with a model and tables of your own.
    pub fn new(model: Model, knowledge: Knowledge) -> Self {
        Reader { model, knowledge }
    }

    /// The language model.
    pub fn model(&self) -> &Model {
        &self.model
    }

    /// The tables.
    pub fn knowledge(&self) -> &Knowledge {
        &self.knowledge
    }

    /// The language layer of an article, its headline parted from the lead.
    pub fn parse(&self, article: &Article) -> Parse {
        self.model.parse(&headline::part(&article.text))
    }

    /// Reads one article. Never fails; what was wrong with the input stands
    /// in the article's notes.
    pub fn read(&self, article: Article) -> Report {
        let parse = self.parse(&article);
        let grounding = extract::ground::resolve(&self.knowledge, &article, &parse);
        let statements = extract::statements::find(&self.knowledge, &article, &parse, &grounding);
        let grounding = extract::statements::resolve_voices(&self.knowledge, &article, &parse, grounding, &statements);
        let events = extract::events::find(&self.knowledge, &article, &parse, &grounding, &statements);
        Report { article, parse, grounding, statements, events }
    }

    /// The frames that answer to words of a sentence and were not coded there,
    /// the nearest first, each with the reason.
    pub fn misses(&self, report: &Report, sentence: SentenceId) -> Vec<Miss> {
        let Report { article, parse, grounding, .. } = report;
        extract::events::explain::misses(&self.knowledge, article, parse, grounding, sentence)
    }

    /// The event that links two marked actors of an article, if any does.
    pub fn relate(&self, article: Article, source: &[Span], target: &[Span]) -> Option<Relation> {
        let Report { article, parse, grounding, .. } = self.read(article);
        extract::events::relate(&self.knowledge, &article, &parse, &grounding, source, target)
    }
}

impl From<ModelError> for Error {
    fn from(error: ModelError) -> Self {
        Error::Model(error)
    }
}

impl From<KnowledgeError> for Error {
    fn from(error: KnowledgeError) -> Self {
        Error::Knowledge(error)
    }
}

impl std::fmt::Display for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Error::Model(error) => error.fmt(f),
            Error::Knowledge(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for Error {}
