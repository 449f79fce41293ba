//! Who: mentions of actors, the chains that they form, and what each chain
//! stands for.
//!
//! [`spots`] finds names; [`phrases`] the noun phrases around heads;
//! [`candidates`] puts both together with the role nouns and describes each
//! mention; [`chains`] links mentions that stand for the same actor (with
//! [`pronouns`] for pronouns); [`entities`] decides which entry of the
//! knowledge base a name means on the article's date; [`home`] gives those of
//! no named country the one that the article is about.

mod candidates;
mod capitals;
mod chains;
mod describe;
mod descriptions;
mod entities;
mod home;
mod named;
mod nominals;
mod pairs;
mod phrases;
mod pronouns;
mod quotations;
mod same_name;
mod spots;
mod state;

use document::{Article, Chain, ChainId, Id, IdRange, Mention, MentionId, Parse, Place, Span, Table};

use self::candidates::Candidate;
use crate::Knowledge;

/// All that the parts of this layer look at.
pub(crate) struct Context<'a> {
    pub knowledge: &'a Knowledge,
    pub article: &'a Article,
    pub parse: &'a Parse,
}

impl<'a> Context<'a> {
    /// The words of a token.
    pub fn text(&self, token: usize) -> &'a str {
        self.parse.tokens.rows()[token].span.of(&self.article.text)
    }

    /// The words from the first token to the one before the last.
    pub fn words(&self, tokens: &std::ops::Range<usize>) -> &'a str {
        self.span(tokens).of(&self.article.text)
    }

    /// The span of these tokens.
    pub fn span(&self, tokens: &std::ops::Range<usize>) -> Span {
        let rows = &self.parse.tokens.rows()[tokens.clone()];
        match (rows.first(), rows.last()) {
            (Some(first), Some(last)) => first.span.cover(last.span),
            _ => Span::default(),
        }
    }

    /// The token's row.
    pub fn token(&self, token: usize) -> &'a document::Token {
        &self.parse.tokens.rows()[token]
    }

    /// The token's id.
    pub fn id(&self, token: usize) -> document::TokenId {
        document::TokenId::from_index(token)
    }

    /// The number of the token's head.
    pub fn head(&self, token: usize) -> usize {
        self.token(token).head.index()
    }

    /// The number of the token's sentence.
    pub fn sentence(&self, token: usize) -> usize {
        self.token(token).sentence.index()
    }

    /// The tokens of the token's sentence.
    pub fn sentence_tokens(&self, token: usize) -> std::ops::Range<usize> {
        let tokens = self.parse.sentences[self.token(token).sentence].tokens;
        tokens.start.index()..tokens.end.index()
    }

    /// The direct dependents of a token with one of these relations.
    pub fn children<'b>(&'b self, head: usize, relations: &'b [&'b str]) -> impl Iterator<Item = usize> + 'b {
        self.sentence_tokens(head).filter(move |&token| {
            token != head && self.head(token) == head && relations.contains(&self.token(token).relation.as_str())
        })
    }
}

/// The mentions of an article and their chains; `places` gives names that the
/// knowledge base of actors lacks their countries.
pub fn find(
    knowledge: &Knowledge,
    article: &Article,
    parse: &Parse,
    places: &[Place],
) -> (Table<MentionId, Mention>, Table<ChainId, Chain>) {
    let context = Context { knowledge, article, parse };
    let spots = spots::find(&context, places);
    let candidates = candidates::find(&context, &spots);
    let chains = chains::link(&context, &candidates);
    let (mentions, mut chains) = to_tables(&context, &candidates, chains);
    home::give(&context, places, &mentions, &mut chains);
    (mentions, chains)
}

/// Puts mentions into the order of the text and chains into the order of
/// their first mention.
fn to_tables(
    context: &Context<'_>,
    candidates: &[Candidate],
    linked: chains::Linked,
) -> (Table<MentionId, Mention>, Table<ChainId, Chain>) {
    let mut new_numbers: Vec<Option<usize>> = vec![None; linked.chains.len()];
    let mut order = Vec::new();
    for &chain in linked.chain_of.iter().flatten() {
        if new_numbers[chain].is_none() && linked.chains[chain].is_kept {
            new_numbers[chain] = Some(order.len());
            order.push(chain);
        }
    }
    let mut mentions = Table::new();
    let mut members: Vec<Vec<MentionId>> = vec![Vec::new(); order.len()];
    for (candidate, chain) in candidates.iter().zip(&linked.chain_of) {
        let Some(chain) = chain.and_then(|chain| new_numbers[chain]) else { continue };
        let id = mentions.push(Mention {
            span: context.span(&candidate.tokens),
            tokens: IdRange::new(candidate.tokens.clone()),
            head: document::TokenId::from_index(candidate.head),
            form: candidate.form,
            chain: ChainId::from_index(chain),
        });
        members[chain].push(id);
    }
    let mut chains = Table::new();
    for (chain, mentions) in order.iter().zip(members) {
        let group = linked.chains[*chain].members.iter().filter_map(|&member| new_numbers[member]);
        chains.push(linked.chains[*chain].finish(context, mentions, group.map(ChainId::from_index).collect()));
    }
    (mentions, chains)
}
