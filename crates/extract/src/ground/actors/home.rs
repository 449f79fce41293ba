//! Whose the police, courts and unions of no named country are: the country
//! of the place where their sentence puts them, else the one that the article
//! is about.

use std::collections::BTreeMap;

use document::{Chain, ChainId, Id, Label, Mention, MentionId, Place, Table};

use super::Context;
use crate::knowledge::grammar::WordClass;

/// An article in fewer sentences says too little of what it is about.
const LEAST_SENTENCES: usize = 4;
/// So many mentions of a country make it one that an article is about …
const LEAST_MENTIONS: usize = 4;
/// … where they are this share of all mentions of countries.
const LEAST_SHARE: f32 = 0.6;

/// Gives chains without a country that of the place where something is told
/// of them, and those of home sectors else that of the article.
pub(super) fn give(
    context: &Context<'_>,
    places: &[Place],
    mentions: &Table<MentionId, Mention>,
    chains: &mut Table<ChainId, Chain>,
) {
    let home = country(context, mentions, chains);
    for index in 0..chains.len() {
        let chain = &chains[ChainId::from_index(index)];
        let Some(first) = chain.sectors.first() else { continue };
        let is_home = context.knowledge.sectors.is_home(first);
        if !chain.countries.is_empty() || chain.entity.is_some() || !chain.members.is_empty() {
            continue;
        }
        let Some(&mention) = chain.mentions.first() else { continue };
        let may_be_local = !context.knowledge.sectors.is_above_states(first);
        let here = local(context, places, mentions[mention].head.index()).filter(|_| may_be_local);
        let near = || nearest(context, mentions, chains, mention).filter(|_| is_home && home.is_none());
        let (country, why) = match (here, home) {
            (Some(country), _) => (country, format!("of {country}, where its sentence puts it")),
            (None, Some(country)) if is_home => (country, format!("of {country}, which the article is about")),
            _ => match near() {
                Some(country) => (country, format!("of {country}, the only one named in the sentence before")),
                None => continue,
            },
        };
        let chain = &mut chains[ChainId::from_index(index)];
        chain.countries = vec![country];
        chain.why.push(why);
    }
}

/// The country of a place that hangs, by a preposition of place, on the verb
/// whose subject this word is ("In Belgrade the Foreign Ministry protested").
fn local(context: &Context<'_>, places: &[Place], head: usize) -> Option<Label> {
    let verb = context.head(head);
    if !matches!(context.token(head).relation.as_str(), "nsubj" | "nsubjpass") {
        return None;
    }
    let prepositions = context.children(verb, &["prep"]).collect::<Vec<_>>();
    let is_where = |&prep: &usize| {
        let word = context.token(prep).lemma.to_lowercase();
        context.knowledge.grammar.is(&word, WordClass::PlacePreposition) && !is_way(&word)
    };
    let nouns = prepositions
        .into_iter()
        .filter(is_where)
        .flat_map(|prep| context.children(prep, &["pobj"]).collect::<Vec<_>>());
    nouns.into_iter().find_map(|noun| {
        let span = context.token(noun).span;
        let index = places.partition_point(|place| place.span.end() <= span.start());
        places.get(index).filter(|place| place.span.contains(span)).and_then(|place| place.country)
    })
}

/// The one country that the sentence before names, in an article that is about
/// no single one ("Not everyone in Djibouti is convinced. The opposition …").
fn nearest(
    context: &Context<'_>,
    mentions: &Table<MentionId, Mention>,
    chains: &Table<ChainId, Chain>,
    mention: MentionId,
) -> Option<Label> {
    let sentence = context.sentence(mentions[mention].head.index()).checked_sub(1)?;
    if context.parse.sentences.len() < LEAST_SENTENCES {
        return None;
    }
    let before = mentions.rows()[..mention.index()].iter().rev();
    let before = before.take_while(|other| context.sentence(other.head.index()) >= sentence);
    let there = before.filter(|other| context.sentence(other.head.index()) == sentence);
    let mut named = there.flat_map(|other| chains[other.chain].countries.iter().copied());
    let first = named.next()?;
    named.all(|country| country == first).then_some(first)
}

/// "From", "through": where somebody came by, not where they are.
fn is_way(preposition: &str) -> bool {
    matches!(preposition, "from" | "through" | "across" | "throughout")
}

/// The country that most mentions of the article belong to.
fn country(
    context: &Context<'_>,
    mentions: &Table<MentionId, Mention>,
    chains: &Table<ChainId, Chain>,
) -> Option<Label> {
    if context.parse.sentences.len() < LEAST_SENTENCES {
        return None;
    }
    let mut counts: BTreeMap<Label, usize> = BTreeMap::new();
    for mention in mentions.rows() {
        for country in &chains[mention.chain].countries {
            *counts.entry(*country).or_default() += 1;
        }
    }
    let all: usize = counts.values().sum();
    let (home, count) = counts.into_iter().max_by_key(|&(country, count)| (count, std::cmp::Reverse(country)))?;
    (count >= LEAST_MENTIONS && count as f32 >= LEAST_SHARE * all as f32).then_some(home)
}
