//! The words around a cue: its auxiliaries and adverbs, and to whom it is
//! said.

use document::{Id, IdRange, PartOfSpeech, TokenId};

use super::candidate::Source;
use super::source::{is_passive, preposition};
use super::spotting::Spot;
use super::tree::Tree;
use crate::knowledge::cues::{AddresseePlace, CueClass, Pattern};

/// The cue with its auxiliaries, negation, adverbs and particle, as far as they
/// stand together around its head.
pub(crate) fn range(tree: &Tree<'_>, spot: &Spot<'_>, extra: Option<TokenId>) -> IdRange<TokenId> {
    let belongs =
        |token: TokenId| spot.tokens.contains(&token) || Some(token) == extra || is_auxiliary(tree, token, spot);
    let sentence = tree.sentence(spot.head);
    let (mut start, mut end) = (spot.head.index(), spot.head.index() + 1);
    let carrier = carrier(tree, spot.head);
    let carries = |token: TokenId| carrier.is_some_and(|verb| is_of_carrier(tree, token, verb));
    let before = |start: usize| TokenId::from_index(start - 1);
    while start > sentence.start.index() && (belongs(before(start)) || carries(before(start))) {
        start -= 1;
    }
    while end < sentence.end.index() && belongs(TokenId::from_index(end)) {
        end += 1;
    }
    IdRange::new(start..end)
}

/// The verb that carries a cue: "was" of "was sure that …", "quoted" of "was
/// quoted as saying".
fn carrier(tree: &Tree<'_>, head: TokenId) -> Option<TokenId> {
    let verb = tree.head(head);
    match tree.relation(head) {
        "acomp" | "attr" if tree.lemma(verb) == "be" => Some(verb),
        "pcomp" if tree.word(verb) == "as" && is_passive(tree, tree.head(verb)) => Some(tree.head(verb)),
        _ => None,
    }
    .filter(|&verb| verb < head)
}

fn is_of_carrier(tree: &Tree<'_>, token: TokenId, verb: TokenId) -> bool {
    let light = matches!(tree.relation(token), "aux" | "auxpass" | "neg" | "advmod" | "prep");
    token == verb || tree.head(token) == verb && light && !tree.tag(token).starts_with('W')
}

fn is_auxiliary(tree: &Tree<'_>, token: TokenId, spot: &Spot<'_>) -> bool {
    tree.head(token) == spot.head
        && match tree.relation(token) {
            "aux" | "auxpass" | "neg" | "prt" | "agent" => true,
            "advmod" => tree.children(token).is_empty() && !tree.tag(token).starts_with('W') && token < spot.head,
            _ => false,
        }
}

/// To whom it is said: heads of noun phrases outside the content.
pub(crate) fn addressees(
    tree: &Tree<'_>,
    spot: &Spot<'_>,
    source: Option<&Source>,
    content: &[IdRange<TokenId>],
) -> Vec<TokenId> {
    let verb = spot.head;
    let found = match spot.cue.addressee {
        AddresseePlace::Object => governed(tree, spot).or_else(|| object(tree, verb)),
        AddresseePlace::To => under(tree, spot, "to"),
        AddresseePlace::With => under(tree, spot, "with"),
        AddresseePlace::Nowhere => None,
    };
    let dative = || match spot.cue.pattern {
        Pattern::That | Pattern::Quote | Pattern::Wh => {
            let object = tree.child(verb, &["dative", "dobj"]).filter(|&object| object > verb);
            object.map(|head| inner(tree, head)).filter(|_| spot.cue.class == CueClass::Verb)
        }
        _ => None,
    };
    let head = found.or_else(dative);
    let speaks = |head: TokenId| source.is_some_and(|source| source.range.contains(head));
    let outside = |head: &TokenId| {
        !content.iter().any(|piece| piece.contains(*head)) && can_listen(tree, *head) && !speaks(*head)
    };
    let Some(head) = head.filter(outside) else { return Vec::new() };
    let others = tree.children(head).iter().copied().filter(|&child| tree.relation(child) == "conj");
    std::iter::once(head).chain(others.filter(outside)).collect()
}

fn can_listen(tree: &Tree<'_>, head: TokenId) -> bool {
    matches!(tree.class(head), PartOfSpeech::Noun | PartOfSpeech::Propn | PartOfSpeech::Pron)
}

/// "called on Kyiv": what a preposition in the cue governs.
fn governed(tree: &Tree<'_>, spot: &Spot<'_>) -> Option<TokenId> {
    let last = *spot.tokens.last().filter(|_| spot.tokens.len() > 1)?;
    tree.child(last, &["pobj"])
}

fn object(tree: &Tree<'_>, verb: TokenId) -> Option<TokenId> {
    if is_passive(tree, verb) {
        return tree.child(verb, &["nsubjpass"]);
    }
    let object = tree.child(verb, &["dative", "dobj"]);
    // The parser makes the object of "urged Beijing to act" a subject.
    object.map(|head| inner(tree, head)).or_else(|| {
        let clause = tree.child(verb, &["ccomp"]).filter(|&clause| clause > verb)?;
        let subject = tree.child(clause, &["nsubj"])?;
        let infinitive = tree.children(clause).iter().any(|&child| tree.tag(child) == "TO");
        infinitive.then_some(subject)
    })
}

/// The noun below a preposition that the parser calls a dative.
fn inner(tree: &Tree<'_>, head: TokenId) -> TokenId {
    tree.child(head, &["pobj"]).unwrap_or(head)
}

fn under(tree: &Tree<'_>, spot: &Spot<'_>, word: &str) -> Option<TokenId> {
    let prep = spot.tokens.iter().find_map(|&token| preposition(tree, token, word))?;
    tree.child(prep, &["pobj"])
}
