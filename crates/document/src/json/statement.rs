use std::collections::BTreeSet;

use serde::Serialize;

use super::Stretch;
use crate::{
    Article, Chain, ChainId, CodePoints, Grounding, Id, Label, Manner, MentionId, Parse, Party, Span, Statement,
    StatementForm, StatementId,
};

/// A [`Statement`] of an article: the record that leaves the program.
#[derive(Serialize, Debug)]
pub struct StatementRecord<'a> {
    /// What kind of record it is.
    pub kind: &'static str,
    /// The article's id and the statement's number in it: stable across runs.
    pub id: String,
    /// The article's id.
    pub article: &'a str,
    /// The number of the sentence that its cue, or else its content, starts in.
    pub sentence: usize,
    /// Whose words or thoughts.
    pub speaker: Option<PartyRecord<'a>>,
    /// To whom.
    pub addressees: Vec<PartyRecord<'a>>,
    /// Who passed them on, outermost first.
    pub relayed_by: Vec<PartyRecord<'a>>,
    /// Direct, indirect, or both.
    pub form: StatementForm,
    /// Said, written, or thought.
    pub manner: Manner,
    /// The words that ascribe.
    pub cue: Option<Stretch<'a>>,
    /// What was said or thought.
    pub content: Vec<Stretch<'a>>,
    /// The words between quotation marks.
    pub quotations: Vec<Stretch<'a>>,
    /// Entities that the content names, sorted.
    pub about: Vec<&'a str>,
    /// When it was said.
    pub time: Option<Stretch<'a>>,
    /// How sure this is, from 0 to 1.
    pub confidence: f32,
    /// What led to it.
    pub why: Why<'a>,
}

/// What led to a record.
#[derive(Serialize, Debug)]
pub struct Why<'a> {
    /// The frame of the lexicon, the rule or the model.
    pub frame: &'a str,
    /// The rules that changed it, in order.
    pub steps: Vec<&'a str>,
}

/// Somebody who takes part in a statement, with what is known of the actor;
/// all but the words is null where no actor was found.
#[derive(Serialize, Debug)]
pub struct PartyRecord<'a> {
    /// The words.
    #[serde(flatten)]
    pub stretch: Stretch<'a>,
    /// The id in the knowledge base.
    pub entity: Option<&'a str>,
    /// The fullest name.
    pub name: Option<&'a str>,
    /// The office or trade on the article's date.
    pub role: Option<&'a str>,
    /// ISO 3166 alpha-3 code of the country.
    pub country: Option<&'static str>,
    /// The main PLOVER sector.
    pub sector: Option<&'static str>,
    /// The CAMEO-style code: country, then sector.
    pub code: Option<String>,
}

/// The layers that a statement's record draws on.
#[derive(Clone, Copy)]
pub struct StatementLayers<'a> {
    /// The article.
    pub article: &'a Article,
    /// Its language layer.
    pub parse: &'a Parse,
    /// Its actors.
    pub grounding: &'a Grounding,
}

impl<'a> StatementRecord<'a> {
    /// The record of one statement; `points` belongs to the article's text.
    pub fn new(
        layers: StatementLayers<'a>,
        id: StatementId,
        statement: &'a Statement,
        points: &CodePoints<'_>,
    ) -> Self {
        let StatementLayers { article, parse, grounding } = layers;
        let stretch = |&span: &Span| Stretch::new(span, &article.text, points);
        let party = |party: &Party| PartyRecord::new(party, article, grounding, points);
        let start = statement.cue.or(statement.content.first().copied()).unwrap_or_default().start();
        StatementRecord {
            kind: "statement",
            id: statement_id(article, id),
            article: &article.id,
            sentence: sentence_at(parse, start),
            speaker: statement.speaker.as_ref().map(party),
            addressees: statement.addressees.iter().map(party).collect(),
            relayed_by: statement.relayed_by.iter().map(party).collect(),
            form: statement.form,
            manner: statement.manner,
            cue: statement.cue.as_ref().map(stretch),
            content: statement.content.iter().map(stretch).collect(),
            quotations: statement.quotations.iter().map(stretch).collect(),
            about: about(grounding, &statement.content),
            time: None,
            confidence: statement.confidence,
            why: Why { frame: &statement.why, steps: Vec::new() },
        }
    }
}

impl<'a> PartyRecord<'a> {
    pub(super) fn new(party: &Party, article: &'a Article, grounding: &'a Grounding, points: &CodePoints<'_>) -> Self {
        PartyRecord::of(party.span, party.mention, article, grounding, points)
    }

    /// The record of words and of the mention that they are, if any.
    pub(super) fn of(
        span: Span,
        mention: Option<MentionId>,
        article: &'a Article,
        grounding: &'a Grounding,
        points: &CodePoints<'_>,
    ) -> Self {
        let chain = mention.map(|mention: MentionId| grounding.chain_of(mention));
        PartyRecord::of_chain(Stretch::new(span, &article.text, points), chain)
    }

    fn of_chain(stretch: Stretch<'a>, chain: Option<&'a Chain>) -> Self {
        PartyRecord {
            stretch,
            entity: chain.and_then(|chain| chain.entity.as_deref()),
            name: chain.map(|chain| chain.name.as_str()),
            role: chain.and_then(|chain| chain.role.as_deref()),
            country: chain.and_then(Chain::country).map(|country| country.as_str()),
            sector: chain.and_then(|chain| chain.sectors.first()).map(|sector| sector.as_str()),
            code: chain.map(Chain::code).filter(|code| !code.is_empty()),
        }
    }

    /// A record for each of those whom the words stand for: both members of
    /// "the two sides", "the presidents of Peru and Chile" once for each
    /// country.
    pub(super) fn each(
        span: Span,
        mention: Option<MentionId>,
        article: &'a Article,
        grounding: &'a Grounding,
        points: &CodePoints<'_>,
    ) -> Vec<Self> {
        let Some(chain) = mention.map(|mention| grounding.chain_of(mention)) else {
            return vec![PartyRecord::of(span, mention, article, grounding, points)];
        };
        let stretch = || Stretch::new(span, &article.text, points);
        if !chain.members.is_empty() {
            let member = |&member: &ChainId| PartyRecord::of_chain(stretch(), Some(&grounding.chains[member]));
            return chain.members.iter().map(member).collect();
        }
        if chain.countries.len() < 2 {
            return vec![PartyRecord::of_chain(stretch(), Some(chain))];
        }
        let sector = chain.sectors.first().map_or("", |sector| sector.as_str());
        let of_country = |country: &Label| PartyRecord {
            country: Some(country.as_str()),
            code: Some(format!("{country}{sector}")),
            ..PartyRecord::of_chain(stretch(), Some(chain))
        };
        chain.countries.iter().map(of_country).collect()
    }
}

/// The id of a statement's record.
pub(super) fn statement_id(article: &Article, id: StatementId) -> String {
    format!("{}/statement/{}", article.id, id.index())
}

pub(super) fn sentence_at(parse: &Parse, byte: u32) -> usize {
    parse.sentences.rows().partition_point(|sentence| sentence.span.end() <= byte)
}

fn about<'a>(grounding: &'a Grounding, content: &[Span]) -> Vec<&'a str> {
    let mut entities = BTreeSet::new();
    let rows = grounding.mentions.rows();
    for piece in content {
        let first = rows.partition_point(|mention| mention.span.start() < piece.start());
        let inside = rows[first..].iter().take_while(|mention| mention.span.start() < piece.end());
        entities.extend(inside.filter_map(|mention| grounding.chains[mention.chain].entity.as_deref()));
    }
    entities.into_iter().collect()
}
