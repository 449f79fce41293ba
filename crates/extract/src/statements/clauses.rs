//! Candidates that the grammar gives: a cue, its content by the cue's pattern,
//! and its source.

use document::{Id, IdRange, PartOfSpeech, TokenId};

use super::candidate::{Candidate, Rule, Source};
use super::content::{self, Content};
use super::cue_words;
use super::marks::Quotation;
use super::source;
use super::spotting::{self, Spot};
use super::tree::Tree;
use crate::knowledge::cues::{CueClass, Cues, Pattern};

/// The candidates of all cues in the order of the text.
pub(crate) fn find<'a>(tree: &Tree<'_>, cues: &'a Cues, quotations: &[Quotation]) -> Vec<Candidate<'a>> {
    let mut candidates = Vec::new();
    let mut spots = Vec::new();
    for token in tree.parse.tokens.ids() {
        spotting::at(tree, cues, token, &mut spots);
        candidates.extend(spots.drain(..).filter_map(|spot| candidate(tree, &spot)));
    }
    for candidate in &mut candidates {
        whole_quotations(tree, quotations, candidate);
    }
    candidates
}

fn candidate<'a>(tree: &Tree<'_>, spot: &Spot<'a>) -> Option<Candidate<'a>> {
    let content = content::find(tree, spot)?;
    let cue = cue_words::range(tree, spot, content.preposition);
    let source = find_source(tree, spot, &content);
    let addressees = cue_words::addressees(tree, spot, source.as_ref(), &content.pieces);
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

/// A content that a quotation begins in goes on to the quotation's end, and
/// stops there where a new predicate of the source follows.
fn whole_quotations(tree: &Tree<'_>, quotations: &[Quotation], candidate: &mut Candidate<'_>) {
    let (cue, Some(last)) = (candidate.cue, candidate.content.last_mut()) else { return };
    let span = tree.span(*last);
    let before = quotations.partition_point(|quotation| quotation.outer.start() < span.end());
    let begun = quotations[..before].iter().rev().take(4).find(|quotation| quotation.depth == 0);
    // The grammar leaves out the mark before the first word.
    let starts_in = |quotation: &&Quotation| quotation.inner.start() >= span.start();
    let Some(quotation) = begun.filter(starts_in) else { return };
    let tokens = tree.tokens_of(quotation.outer);
    let apart = !(tokens.start < cue.end && cue.start < tokens.end);
    if !apart {
        return;
    }
    last.start = last.start.min(tokens.start);
    if tokens.end > last.end && tokens.end.index() - last.end.index() < MAX_ADDED
        || tokens.end < last.end && ends_with(tree, quotation, tokens, last.start)
    {
        last.end = tokens.end;
    }
}

/// Whether a content ends with the quotation in it: it is nothing else and has
/// a comma or stop at its end, or a verb without subject follows that goes on
/// from the cue ("said it “was over” and left").
fn ends_with(tree: &Tree<'_>, quotation: &Quotation, tokens: IdRange<TokenId>, start: TokenId) -> bool {
    let alone = tokens.start == start && quotation.inner.of(tree.text).ends_with([',', '.']);
    let conjunction = tree.tag(tokens.end) == "CC";
    let verb = tree.next(tokens.end).filter(|&verb| conjunction && tree.tag(verb) == "VBD");
    alone
        || verb.is_some_and(|verb| tree.child(verb, &["nsubj", "nsubjpass"]).is_none_or(|subject| subject < tokens.end))
}

/// The most tokens that a quotation adds to a content that it begins in.
const MAX_ADDED: usize = 80;

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
    if spot.cue.hides_source || is_impersonal(tree, spot) {
        return source::experiencer(tree, spot.head);
    }
    match (spot.cue.class, &spot.cue.pattern) {
        (CueClass::Adverb, _) => None,
        (CueClass::Adjective, Pattern::Around) => source::of_self_description(tree, spot.head),
        (_, Pattern::Around) => owner(tree, spot).or_else(|| governed(tree, spot)),
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
    let is_noun =
        |&token: &TokenId| matches!(tree.class(token), PartOfSpeech::Noun | PartOfSpeech::Propn | PartOfSpeech::Pron);
    let mut head = (token.index() + 1..end).map(TokenId::from_index).find(is_noun)?;
    while tree.head(head) > head && is_noun(&tree.head(head)) {
        head = tree.head(head);
    }
    Some(head)
}

fn of_phrase(tree: &Tree<'_>, spot: &Spot<'_>) -> Option<Source> {
    match tree.class(spot.head) {
        _ if spot.cue.words[0] == "be" => source::of_predicate(tree, spot.head),
        PartOfSpeech::Adj => source::of_adjective(tree, spot.head),
        PartOfSpeech::Noun | PartOfSpeech::Propn => source::of_noun(tree, spot.head),
        _ => source::of_verb(tree, spot.head).or_else(|| owner(tree, spot)),
    }
}

/// "by his own account": the owner within the cue.
fn owner(tree: &Tree<'_>, spot: &Spot<'_>) -> Option<Source> {
    let head = spot.tokens.iter().copied().find(|&token| tree.tag(token) == "PRP$")?;
    Some(Source { range: IdRange::new(head.index()..head.index() + 1), head, way: "owner" })
}

/// "it seems that": an "it" that stands for the clause.
fn is_impersonal(tree: &Tree<'_>, spot: &Spot<'_>) -> bool {
    let seems =
        spot.cue.class == CueClass::Verb && spot.cue.pattern == Pattern::That && spot.cue.example.contains(" it {");
    seems && tree.child(spot.head, &["nsubj"]).is_some_and(|subject| tree.word(subject).eq_ignore_ascii_case("it"))
}

/// Headlines of the form "Smith: the plan is dead".
pub(crate) fn headlines<'a>(tree: &Tree<'_>) -> Vec<Candidate<'a>> {
    let starts = tree.parse.tokens.ids().filter(|&token| starts_paragraph(tree, token));
    starts.filter_map(|first| headline(tree, first)).collect()
}

/// The first word of a paragraph, behind any opening mark.
fn starts_paragraph(tree: &Tree<'_>, token: TokenId) -> bool {
    if tree.is_mark(token) {
        return false;
    }
    match tree.previous(token) {
        None => true,
        Some(before) if tree.is_break(before) => true,
        Some(mark) if tree.is_mark(mark) => tree.previous(mark).is_none_or(|before| tree.is_break(before)),
        Some(_) => false,
    }
}

/// The longest name before a colon, in tokens.
const MAX_NAME: usize = 8;
/// The longest paragraph behind one.
const MAX_PARAGRAPH: usize = 600;

fn headline<'a>(tree: &Tree<'_>, first: TokenId) -> Option<Candidate<'a>> {
    let end = tree.len().min(first.index() + MAX_NAME);
    let colon = (first.index() + 1..end).map(TokenId::from_index).find(|&token| tree.word(token) == ":")?;
    let name = tree.previous(colon)?;
    let range = IdRange::new(first.index()..colon.index());
    let is_name = tree.class(name) == PartOfSpeech::Propn && !range.ids().any(|token| tree.is_mark(token));
    let start = colon.index() + 1;
    let end = tree.len().min(start + MAX_PARAGRAPH);
    let content = tree.first_paragraph(tree.trim(IdRange::new(start..end)));
    let capitals = tree.word(name).chars().all(char::is_uppercase) && name == first;
    (is_name && content.len() > 2).then(|| Candidate {
        rule: Rule::Mark,
        construction: if capitals { "transcript" } else { "name-colon" },
        head: colon,
        cue: IdRange::new(colon.index()..start),
        source: Some(Source { range, head: name, way: "name" }),
        content: vec![content],
        addressees: Vec::new(),
    })
}
