//! The country that an article is about: police, courts and unions of no
//! named country are taken to be of it.

use std::collections::BTreeMap;

use document::{Chain, ChainId, Id, Label, Mention, MentionId, Table};

use super::Context;

/// An article in fewer sentences says too little of what it is about.
const LEAST_SENTENCES: usize = 4;
/// So many mentions of a country make it one that an article is about …
const LEAST_MENTIONS: usize = 4;
/// … where they are this share of all mentions of countries.
const LEAST_SHARE: f32 = 0.6;

/// Gives chains of home sectors without a country the country that the
/// article is about, if it is about one.
pub(super) fn give(context: &Context<'_>, mentions: &Table<MentionId, Mention>, chains: &mut Table<ChainId, Chain>) {
    let Some(home) = country(context, mentions, chains) else { return };
    for index in 0..chains.len() {
        let chain = &mut chains[ChainId::from_index(index)];
        let is_home = chain.sectors.first().is_some_and(|sector| context.knowledge.sectors.is_home(sector));
        if is_home && chain.countries.is_empty() && chain.entity.is_none() && chain.members.is_empty() {
            chain.countries = vec![home];
            chain.why.push(format!("of {home}, which the article is about"));
        }
    }
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
