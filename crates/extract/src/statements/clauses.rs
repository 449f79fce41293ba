//! Candidates that the grammar gives: a cue, its content by the cue's pattern,
//! and its source.

use document::{Id, IdRange, PartOfSpeech, TokenId};

use super::candidate::{Candidate, Rule, Source};
use super::content::{self, Content};
use super::cue_words;
use super::source;
use super::spotting::{self, Spot};
use super::tree::Tree;
use crate::knowledge::cues::{CueClass, Cues, Pattern};

/// The candidates of all cues in the order of the text.
pub(crate) fn find<'a>(tree: &Tree<'_>, cues: &'a Cues) -> Vec<Candidate<'a>> {
    let mut candidates = Vec::new();
    let mut spots = Vec::new();
    for token in tree.parse.tokens.ids() {
        spotting::at(tree, cues, token, &mut spots);
        candidates.extend(spots.drain(..).filter_map(|spot| candidate(tree, &spot)));
    }
    candidates
}

fn candidate<'a>(tree: &Tree<'_>, spot: &Spot<'a>) -> Option<Candidate<'a>> {
    let content = content::find(tree, spot)?;
    let cue = cue_words::range(tree, spot, content.preposition);
    let source = find_source(tree, spot, &content);
    let addressees = cue_words::addressees(tree, spot, &content.pieces);
    Some(Candidate {
        rule: Rule::Cue(spot.cue),
        construction: content.construction,
        head: spot.head,
        cue,
        source,
        content: content.pieces,
        addressees,
    })
}

fn find_source(tree: &Tree<'_>, spot: &Spot<'_>, content: &Content) -> Option<Source> {
    let found = by_class(tree, spot)?;
    let apart = !content.pieces.iter().any(|piece| piece.contains(found.head));
    (apart && !found.range.is_empty()).then_some(found)
}

fn by_class(tree: &Tree<'_>, spot: &Spot<'_>) -> Option<Source> {
    if let Some(range) = spot.source {
        let inside = |token: TokenId| range.contains(tree.head(token)) && tree.head(token) != token;
        let head = range.ids().find(|&token| !inside(token)).unwrap_or(range.start);
        return Some(Source { range, head, way: "filler" });
    }
    match (spot.cue.class, &spot.cue.pattern) {
        (CueClass::Adverb, _) | (CueClass::Adjective, Pattern::Around) => None,
        (_, Pattern::Around) => governed(tree, spot),
        (CueClass::Verb, _) => source::of_verb(tree, spot.head),
        (CueClass::Noun, _) => source::of_noun(tree, spot.head),
        (CueClass::Adjective, _) => source::of_adjective(tree, spot.head),
        _ => of_phrase(tree, spot),
    }
}

/// What the last word of a cue in parenthesis governs: "according to police".
fn governed(tree: &Tree<'_>, spot: &Spot<'_>) -> Option<Source> {
    let last = *spot.tokens.last()?;
    let object = tree.child(last, &["pobj", "dobj", "pcomp"]).filter(|&child| child > last);
    object.or_else(|| noun_after(tree, last)).map(|head| source::headed(tree, head, "governed"))
}

fn noun_after(tree: &Tree<'_>, token: TokenId) -> Option<TokenId> {
    let end = tree.sentence(token).end.index().min(token.index() + 8);
    let is_noun = |&token: &TokenId| matches!(tree.class(token), PartOfSpeech::Noun | PartOfSpeech::Propn | PartOfSpeech::Pron);
    let mut head = (token.index() + 1..end).map(TokenId::from_index).find(is_noun)?;
    while tree.head(head) > head && is_noun(&tree.head(head)) {
        head = tree.head(head);
    }
    Some(head)
}

fn of_phrase(tree: &Tree<'_>, spot: &Spot<'_>) -> Option<Source> {
    let owner = spot.tokens.iter().find(|&&token| tree.tag(token) == "PRP$");
    match tree.class(spot.head) {
        PartOfSpeech::Adj => source::of_adjective(tree, spot.head),
        PartOfSpeech::Noun | PartOfSpeech::Propn => source::of_noun(tree, spot.head),
        _ => source::of_verb(tree, spot.head).or_else(|| {
            let owner = *owner?;
            Some(Source { range: IdRange::new(owner.index()..owner.index() + 1), head: owner, way: "owner" })
        }),
    }
}

/// Headlines of the form "Smith: the plan is dead".
pub(crate) fn headlines<'a>(tree: &Tree<'_>) -> Vec<Candidate<'a>> {
    let starts = tree.parse.tokens.ids().filter(|&token| starts_paragraph(tree, token));
    starts.filter_map(|first| headline(tree, first)).collect()
}

fn starts_paragraph(tree: &Tree<'_>, token: TokenId) -> bool {
    !tree.is_mark(token) && tree.previous(token).is_none_or(|before| tree.word(before).contains('\n'))
}

const MAX_NAME: usize = 8;

fn headline<'a>(tree: &Tree<'_>, first: TokenId) -> Option<Candidate<'a>> {
    let end = tree.len().min(first.index() + MAX_NAME);
    let colon = (first.index() + 1..end).map(TokenId::from_index).find(|&token| tree.word(token) == ":")?;
    let name = tree.previous(colon)?;
    let range = IdRange::new(first.index()..colon.index());
    let is_name = tree.class(name) == PartOfSpeech::Propn && !range.ids().any(|token| tree.is_mark(token));
    let start = colon.index() + 1;
    let stop = (start..tree.len().min(start + 80)).find(|&index| tree.word(TokenId::from_index(index)).contains('\n'));
    let content = tree.trim(IdRange::new(start..stop.unwrap_or(start)));
    (is_name && content.len() > 2).then(|| Candidate {
        rule: Rule::Mark,
        construction: "name-colon",
        head: colon,
        cue: IdRange::new(colon.index()..start),
        source: Some(Source { range, head: name, way: "name" }),
        content: vec![content],
        addressees: Vec::new(),
    })
}
