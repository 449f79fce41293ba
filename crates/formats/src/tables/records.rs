use document::json::{ArticleRecord, EventLayers, EventRecord, StatementLayers, StatementRecord};
use document::{Article, CodePoints, Event, EventId, Grounding, Parse, Statement, StatementId, Table};

/// What was found in an article: all layers that records draw on.
#[derive(Clone, Copy)]
pub struct Coded<'a> {
    /// The article.
    pub article: &'a Article,
    /// Its language layer.
    pub parse: &'a Parse,
    /// Its actors, times and places.
    pub grounding: &'a Grounding,
    /// Who said what.
    pub statements: &'a Table<StatementId, Statement>,
    /// Who did what to whom.
    pub events: &'a Table<EventId, Event>,
}

/// The records of an article.
pub struct Records<'a> {
    /// The article's own.
    pub article: ArticleRecord<'a>,
    /// One for each event, in order.
    pub events: Vec<EventRecord<'a>>,
    /// One for each statement, in order.
    pub statements: Vec<StatementRecord<'a>>,
    /// The length of the article's text in code points.
    pub length: u32,
    /// How many words it has, as white space parts them.
    pub words: u64,
    /// Where its sentences end, in code points.
    pub sentence_ends: Vec<u32>,
}

impl<'a> Records<'a> {
    /// The records of an article; `version` names what coded it.
    pub fn new(coded: Coded<'a>, version: &'a str) -> Self {
        let Coded { article, parse, grounding, statements, events } = coded;
        let points = CodePoints::new(&article.text);
        let event = |event| EventRecord::new(EventLayers { article, parse, grounding }, event, &points);
        let layers = StatementLayers { article, parse, grounding };
        Records {
            article: ArticleRecord::new(article, parse, events.len(), statements.len(), version),
            events: events.rows().iter().map(event).collect(),
            statements: statements.iter().map(|(id, row)| StatementRecord::new(layers, id, row, &points)).collect(),
            length: points.at(u32::MAX),
            words: article.text.split_whitespace().count() as u64,
            sentence_ends: parse.sentences.rows().iter().map(|sentence| points.at(sentence.span.end())).collect(),
        }
    }

    /// The number of the sentence in which a code point stands, from 0.
    pub fn sentence_at(&self, point: u32) -> usize {
        self.sentence_ends.partition_point(|end| *end <= point)
    }
}
