use jiff::civil::Date;
use serde::Serialize;

use crate::{Article, Parse};

/// An [`Article`] and what was found in it, in numbers: one record for each
/// article that was coded.
#[derive(Serialize, Debug)]
pub struct ArticleRecord<'a> {
    kind: &'static str,
    id: &'a str,
    title: Option<&'a str>,
    outlet: Option<&'a str>,
    url: Option<&'a str>,
    published: Option<Date>,
    language: &'static str,
    sentences: usize,
    events: usize,
    statements: usize,
    /// Program, model and data versions.
    version: &'a str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    notes: Vec<&'a str>,
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
            language: "en",
            sentences: parse.sentences.len(),
            events,
            statements,
            version,
            notes: article.notes.iter().map(|note| note.0.as_str()).collect(),
        }
    }
}
