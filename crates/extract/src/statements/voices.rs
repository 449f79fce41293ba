//! Whom "I" and "you" within a quotation stand for: its speaker and its
//! addressee.

use document::{
    Article, Chain, ChainId, Grounding, Id, MentionForm, MentionId, Parse, Span, Statement, StatementId, Table,
};

use crate::Knowledge;
use crate::knowledge::grammar::WordClass;

/// Gives the pronouns of the first person within quotations to the chain of
/// the speaker, those of the second to that of the first addressee, where
/// these are known. Of nested quotations the innermost counts. "We" counts as
/// the speaker's side and goes with "I".
///
/// Who is quoted is known only after the statements, so this is the last step
/// of grounding: it takes the first result and gives the final one.
pub fn resolve(
    knowledge: &Knowledge,
    article: &Article,
    parse: &Parse,
    mut grounding: Grounding,
    statements: &Table<StatementId, Statement>,
) -> Grounding {
    let quotations = quotations(&grounding, statements);
    let mut open: Vec<Quoted> = Vec::new();
    let mut next = 0;
    let mut moves: Vec<(MentionId, ChainId)> = Vec::new();
    for (id, mention) in grounding.mentions.iter() {
        while next < quotations.len() && quotations[next].span.start() <= mention.span.start() {
            open.retain(|outer| outer.span.end() > quotations[next].span.start());
            open.push(quotations[next]);
            next += 1;
        }
        if mention.form != MentionForm::Pronoun {
            continue;
        }
        let around = open.iter().rev().find(|quotation| quotation.span.contains(mention.span));
        let word = parse.tokens[mention.head].span.of(&article.text).to_lowercase();
        let class = knowledge.grammar.pronoun(&word).map(|pronoun| pronoun.class);
        let chain = around.and_then(|quotation| match class {
            Some(WordClass::FirstPerson) => quotation.speaker,
            Some(WordClass::SecondPerson) => quotation.addressee,
            _ => None,
        });
        moves.extend(chain.filter(|&chain| chain != mention.chain).map(|chain| (id, chain)));
    }
    if !moves.is_empty() {
        moves.iter().for_each(|&(mention, chain)| grounding.mentions[mention].chain = chain);
        regroup(&mut grounding);
    }
    grounding
}

/// Words in marks, with the chains of who speaks and who is spoken to.
#[derive(Clone, Copy)]
struct Quoted {
    span: Span,
    speaker: Option<ChainId>,
    addressee: Option<ChainId>,
}

/// The quotations of all statements in the order of the text, outer ones
/// first.
fn quotations(grounding: &Grounding, statements: &Table<StatementId, Statement>) -> Vec<Quoted> {
    let chain = |mention: MentionId| grounding.mentions.get(mention).map(|mention| mention.chain);
    let mut found = Vec::new();
    for statement in statements.rows() {
        let speaker = statement.speaker.as_ref().and_then(|party| party.mention).and_then(chain);
        let addressee = statement.addressees.first().and_then(|party| party.mention).and_then(chain);
        found.extend(statement.quotations.iter().map(|&span| Quoted { span, speaker, addressee }));
    }
    found.sort_by_key(|quoted| (quoted.span.start(), std::cmp::Reverse(quoted.span.end())));
    found
}

/// Makes the chains agree with what the mentions say: their mentions in the
/// order of the text, no empty chains, chains in the order of their first
/// mention.
fn regroup(grounding: &mut Grounding) {
    let mut mentions: Vec<Vec<MentionId>> = vec![Vec::new(); grounding.chains.len()];
    let mut order: Vec<ChainId> = Vec::new();
    for (id, mention) in grounding.mentions.iter() {
        if mentions[mention.chain.index()].is_empty() {
            order.push(mention.chain);
        }
        mentions[mention.chain.index()].push(id);
    }
    let mut renamed: Vec<Option<ChainId>> = vec![None; mentions.len()];
    for (place, chain) in order.iter().enumerate() {
        renamed[chain.index()] = Some(ChainId::from_index(place));
    }
    let chains = order.iter().map(|&old| Chain {
        mentions: std::mem::take(&mut mentions[old.index()]),
        members: grounding.chains[old].members.iter().filter_map(|member| renamed[member.index()]).collect(),
        ..grounding.chains[old].clone()
    });
    grounding.chains = chains.collect();
    let ids: Vec<MentionId> = grounding.mentions.ids().collect();
    for id in ids {
        let mention = &mut grounding.mentions[id];
        mention.chain = renamed[mention.chain.index()].unwrap_or(mention.chain);
    }
}
