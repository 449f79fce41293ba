//! A loaded model, and the one function that everything else calls:
//! [`Model::parse`].

use std::path::Path;
use std::sync::{Mutex, PoisonError};

use document::{Label, Parse};

use crate::ModelError;
use crate::analysis::Analyser;
use crate::files::{DESCRIPTION, Description, ModelFiles, TaggerDescription, Weights, json};
use crate::layers::{Encoder, Linear};
use crate::lexicon::Norms;
use crate::tokenizer::Tokenizer;
use crate::transitions::arcs::ArcParser;
use crate::transitions::spans::SpanRecogniser;
use crate::workspace::Workspace;

/// A language model: everything learned and every table, read once and shared
/// by all threads.
pub struct Model {
    description: Description,
    pub(crate) tokenizer: Tokenizer,
    pub(crate) norms: Norms,
    pub(crate) encoder: Encoder,
    pub(crate) tagger: Option<Tagger>,
    pub(crate) parser: Option<ArcParser>,
    pub(crate) recogniser: Option<Recogniser>,
    pub(crate) analyser: Analyser,
    /// One for each thread that parses; see [`Workspace`].
    workspaces: Mutex<Vec<Workspace>>,
}

/// Chooses a tag for each word.
pub(crate) struct Tagger {
    pub layer: Linear,
    pub tags: Vec<Label>,
}

/// Names, found with an encoder of its own or with the tagger's.
pub(crate) struct Recogniser {
    pub encoder: Option<Encoder>,
    pub spans: SpanRecogniser,
}

impl Model {
    /// The English model that the program carries.
    ///
    /// # Errors
    ///
    /// Never, in a program that passed its tests: the model's files are part
    /// of it.
    pub fn english() -> Result<Self, ModelError> {
        Model::from_files(&ModelFiles::english())
    }

    /// A model in a folder that `models/convert.py` made.
    ///
    /// # Errors
    ///
    /// Where a file is missing, is not of the converter's form, or needs an
    /// architecture that is not supported; the message names the file and
    /// line.
    pub fn read(folder: &Path) -> Result<Self, ModelError> {
        Model::from_files(&ModelFiles::read(folder)?)
    }

    fn from_files(files: &ModelFiles) -> Result<Self, ModelError> {
        let description: Description = json(&files.description, DESCRIPTION)?;
        let weights = Weights::new(&files.weights)?;
        let encoder = Encoder::load(&weights, "encoder", &description.encoder)?;
        let width = encoder.width();
        let tagger = description.tagger.as_ref().map(|of| Tagger::load(&weights, of, width)).transpose()?;
        let parser = description.parser.as_ref();
        if parser.is_some_and(|of| of.encoder.is_some()) {
            return Err(ModelError::Unsupported("a parser with its own encoder".into()));
        }
        let parser = parser.map(|of| ArcParser::load(&weights, "parser", of, width)).transpose()?;
        let recogniser = description.ner.as_ref().map(|of| {
            let own = of.encoder.as_ref().map(|own| Encoder::load(&weights, "ner.encoder", own)).transpose()?;
            let words = own.as_ref().map_or(width, Encoder::width);
            Ok(Recogniser { encoder: own, spans: SpanRecogniser::load(&weights, "ner", of, words)? })
        });
        let tags_are_universal = description.tagger.as_ref().is_some_and(|of| of.component == "morphologizer");
        Ok(Model {
            tokenizer: Tokenizer::new(files)?,
            norms: Norms::new(files)?,
            encoder,
            tagger,
            parser,
            recogniser: recogniser.transpose()?,
            analyser: Analyser::new(files, tags_are_universal)?,
            workspaces: Mutex::default(),
            description,
        })
    }

    /// What the model is called, with its version ("en_core_web_sm 3.8.0").
    pub fn name(&self) -> String {
        let Description { name, version, language, .. } = &self.description;
        format!("{language}_{name} {version}")
    }

    /// The words, grammar and names of a text.
    ///
    /// Never fails, whatever the text. The result depends on the text alone:
    /// not on what was parsed before, nor on other threads.
    pub fn parse(&self, text: &str) -> Parse {
        self.parse_all(&[text]).pop().unwrap_or_default()
    }

    /// The same of several texts: as if each were parsed by itself, but
    /// faster, since short texts share the products of matrices.
    pub fn parse_all(&self, texts: &[&str]) -> Vec<Parse> {
        let mut workspace = self.lock().pop().unwrap_or_default();
        let parses = workspace.parse_all(self, texts);
        self.lock().push(workspace);
        parses
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Vec<Workspace>> {
        self.workspaces.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Tagger {
    fn load(weights: &Weights<'_>, of: &TaggerDescription, words: usize) -> Result<Self, ModelError> {
        Ok(Tagger {
            layer: Linear::load(weights, "tagger", words, of.labels.len())?,
            tags: of.labels.iter().map(|label| Label::new(label)).collect(),
        })
    }
}
