use jiff::civil::Date;
use serde::Serialize;

use crate::{Article, Parse};

/// An [`Article`] and what was found in it, in numbers: one record for each
/// article that was coded.
#[derive(Serialize, Debug)]
pub struct ArticleRecord<'a> {
    /// What kind of record it is.
    pub kind: &'static str,
    /// The article's name, unique within a run.
    pub id: &'a str,
    /// The headline, where it is not part of the text.
    pub title: Option<&'a str>,
    /// Who published it.
    pub outlet: Option<&'a str>,
    /// Where it was found.
    pub url: Option<&'a str>,
    /// The day of publication.
    pub published: Option<Date>,
    /// The language, by its ISO 639-1 code.
    pub language: &'a str,
    /// How many sentences it has.
    pub sentences: usize,
    /// How many events were found.
    pub events: usize,
    /// How many statements were found.
    pub statements: usize,
    /// Program, model and data versions.
    pub version: &'a str,
    /// What was wrong with the input and what was done about it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<&'a str>,
}

impl<'a> ArticleRecord<'a> {
    /// The record of an article with so many events and statements; `version`
    /// names what coded it.
    pub fn new(article: &'a Article, parse: &Parse, events: usize, statements: usize, version: &'a str) -> Self {
        ArticleRecord {
            kind: "article",
            id: &article.id,
            title: article.title.as_deref(),
            outlet: article.outlet.as_deref(),
            url: article.url.as_deref(),
            published: article.published,
            language: article.language.as_deref().unwrap_or("en"),
            sentences: parse.sentences.len(),
            events,
            statements,
            version,
            notes: article.notes.iter().map(|note| note.0.as_str()).collect(),
        }
    }
}
