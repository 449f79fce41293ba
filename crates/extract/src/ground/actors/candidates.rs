//! Mentions before they are linked: each noun phrase, name or pronoun that
//! may stand for an actor, with all that its own words say of it.

use std::ops::Range;

use document::{Label, MentionForm, PartOfSpeech};

use super::capitals::is_only_place;
use super::describe::{countries_of, describe, describe_inside, describe_title, has_role};
use super::nominals::{coordination, in_amount, indefinite, is_no_one, is_quantity, nominal, pronoun};
use super::spots::{Spot, Spots, is_adjective};
use super::{Context, phrases};
use crate::knowledge::grammar::{GrammarWord, WordClass};
use crate::knowledge::names::{Meaning, NameKind};

/// What kind of thing a mention stands for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// One human being.
    Person,
    /// Several.
    People,
    /// An organ, organisation, company, group.
    Organisation,
    /// A country, for its government or as a place.
    Country,
    /// A region or group of countries.
    Region,
    /// A thing that stands for its owner.
    Thing,
    /// Not known.
    Other,
}

/// A mention with what its words say.
#[derive(Clone, Debug)]
pub struct Candidate {
    pub tokens: Range<usize>,
    pub head: usize,
    pub form: MentionForm,
    pub kind: Kind,
    pub is_plural: bool,
    /// Whether it is one of several, or none of them ("neither side"): then
    /// both "it" and "they" fit.
    pub is_distributive: bool,
    pub is_woman: Option<bool>,
    /// The name within the phrase.
    pub name: Option<Range<usize>>,
    /// What the knowledge base says that the name may mean.
    pub meanings: Vec<Meaning>,
    pub countries: Vec<Label>,
    pub sectors: Vec<Label>,
    /// The role noun, head in the singular.
    pub role: Option<String>,
    /// Whether "the", "this" or an owner makes it definite.
    pub is_definite: bool,
    /// Whether it says "former".
    pub is_former: bool,
    /// The token that owns it ("his" in "his foreign minister").
    pub owner: Option<usize>,
    /// Whether it says that there are two ("both countries").
    pub is_two: bool,
    /// Whether it is a capital where something happens, not the government.
    pub is_only_place: bool,
    /// Of pronouns: person, number, gender.
    pub pronoun: Option<GrammarWord>,
    /// Whether nothing says that it is an actor: it may be what a pronoun
    /// means, but is not kept for itself.
    pub is_latent: bool,
    /// What the words before the head say, in base forms.
    pub modifiers: Vec<String>,
    /// Of "A and B": the heads of both.
    pub joined: Vec<usize>,
}

/// All mentions of an article in the order of the text, the outer before the
/// inner.
pub fn find(context: &Context<'_>, spots: &Spots) -> Vec<Candidate> {
    let tokens = context.parse.tokens.rows();
    let mut found: Vec<Candidate> = Vec::new();
    for token in 0..tokens.len() {
        if let Some(candidate) = candidate(context, spots, token) {
            found.push(candidate);
        }
    }
    let mut at = vec![None; tokens.len()];
    for (index, candidate) in found.iter().enumerate() {
        at[candidate.head] = Some(index);
    }
    let together: Vec<Candidate> =
        (0..found.len()).filter_map(|first| coordination(context, &found, &at, first)).collect();
    found.extend(together);
    found.sort_by_key(|candidate| (candidate.tokens.start, std::cmp::Reverse(candidate.tokens.end)));
    found
}

fn candidate(context: &Context<'_>, spots: &Spots, token: usize) -> Option<Candidate> {
    let row = context.token(token);
    if row.part_of_speech == PartOfSpeech::Pron
        || row.tag == "PRP$"
        || is_quantity(context, token)
        || is_no_one(context, token)
    {
        let found = pronoun(context, token).or_else(|| indefinite(context, token));
        if found.is_some() || !is_noun(context, token) {
            return found;
        }
    }
    let spot = spots.at(token).filter(|spot| root(context, &spot.tokens) == token);
    match spot {
        Some(spot) => named(context, spots, spot, token),
        None if spots.at(token).is_some_and(|spot| spot.meanings.iter().any(|meaning| !is_adjective(meaning.kind))) => {
            None
        }
        None => unrecognised(context, spots, token).or_else(|| nominal(context, spots, token)),
    }
}

/// A name that neither the recogniser nor the knowledge base has: kept where
/// it is somebody's family name or part of a name that was read before, to be
/// decided by the rest of the article.
fn unrecognised(context: &Context<'_>, spots: &Spots, head: usize) -> Option<Candidate> {
    let row = context.token(head);
    if row.tag != "NNP"
        || is_modifier(&row.relation)
        || spots.at(head).is_some()
        || has_role(context, head)
        || in_amount(context, head)
    {
        return None;
    }
    let is_family = !context.knowledge.actors.family(context.text(head)).is_empty();
    let tokens = phrases::base(context, head);
    let mut candidate = Candidate { name: Some(head..head + 1), ..blank(tokens, head, MentionForm::Named) };
    candidate.kind = if is_family { Kind::Person } else { Kind::Other };
    candidate.is_latent = !is_family;
    if is_thing(context, head) {
        candidate.kind = Kind::Thing;
        candidate.is_latent = true;
        return Some(candidate);
    }
    describe(context, spots, &mut candidate, head);
    if let Some(country) = spots.country_of_place(head).filter(|_| !is_family) {
        candidate.kind = Kind::Region;
        candidate.is_latent = false;
        candidate.countries.push(country);
    }
    describe_title(context, &mut candidate);
    Some(candidate)
}

/// The token of a range on which the others depend: the last whose head lies
/// outside.
fn root(context: &Context<'_>, tokens: &Range<usize>) -> usize {
    let outside = |&token: &usize| !tokens.contains(&context.head(token)) || context.head(token) == token;
    tokens.clone().rev().find(outside).unwrap_or(tokens.end - 1)
}

/// Relations by which a word only describes another.
pub fn is_modifier(relation: &str) -> bool {
    matches!(relation, "compound" | "amod" | "nmod" | "det" | "quantmod" | "advmod" | "punct" | "case" | "meta")
}

fn named(context: &Context<'_>, spots: &Spots, spot: &Spot, head: usize) -> Option<Candidate> {
    let relation = context.token(head).relation;
    // The tagger takes some names for adverbs of the verb.
    let is_described = is_modifier(&relation) && !(relation == "advmod" && is_verb(context, context.head(head)));
    let nouns: Vec<Meaning> = spot.meanings.iter().copied().filter(|meaning| !is_adjective(meaning.kind)).collect();
    if is_described && (nouns.iter().all(|meaning| meaning.kind == NameKind::People) || !is_noun(context, head)) {
        // "Chinese" before a noun describes; the noun's mention takes it up.
        return None;
    }
    let is_people = |meaning: &Meaning| matches!(meaning.kind, NameKind::People | NameKind::RegionPeople);
    let describes = nouns.is_empty() && spot.label.is_none_or(|label| label == "NORP");
    if !spot.meanings.is_empty() && (describes || !nouns.is_empty() && nouns.iter().all(is_people)) {
        return adjective_as_noun(context, spots, spot, head);
    }
    let tokens = match is_described {
        true => spot.tokens.clone(),
        false => cover(&phrases::base(context, head), &spot.tokens),
    };
    let name = if nouns.is_empty() { with_first_names(context, spots, spot, head) } else { spot.tokens.clone() };
    let mut candidate = Candidate { name: Some(name), meanings: nouns, ..blank(tokens, head, MentionForm::Named) };
    candidate.kind = named_kind(context, spot, &candidate.meanings);
    if candidate.meanings.is_empty() && is_thing(context, head) {
        (candidate.kind, candidate.is_latent) = (Kind::Thing, true);
        return Some(candidate);
    }
    candidate.is_only_place = is_only_place(context, head, &candidate.meanings);
    let is_common_plural = context.token(head).tag == "NNS";
    candidate.is_plural = candidate.kind == Kind::People || candidate.kind == Kind::Region && is_common_plural;
    if !is_described {
        describe(context, spots, &mut candidate, spot.tokens.start);
    }
    if candidate.meanings.is_empty() {
        if candidate.kind != Kind::Person {
            describe_inside(context, spots, spot, &mut candidate);
        }
        describe_title(context, &mut candidate);
    }
    if candidate.kind == Kind::Person && candidate.is_woman.is_none() {
        candidate.is_woman = context.knowledge.is_womans_name(context.text(spot.tokens.start));
    }
    Some(candidate)
}

/// The tokens of an unknown name with the names before it that the recogniser
/// left out ("the justice minister, Amra [Kulenović]").
fn with_first_names(context: &Context<'_>, spots: &Spots, spot: &Spot, head: usize) -> Range<usize> {
    let belongs = |token: &usize| {
        let row = context.token(*token);
        row.tag == "NNP"
            && row.relation == "compound"
            && context.head(*token) == head
            && spots.at(*token).is_none()
            && !has_role(context, *token)
    };
    let before = context.sentence_tokens(head).start..spot.tokens.start;
    let first = before.rev().take_while(belongs).last();
    let title = |token: usize| context.knowledge.grammar.is(&context.text(token).to_lowercase(), WordClass::Title);
    match first {
        Some(first) if !title(first) && context.token(first.saturating_sub(1)).relation == "punct" => {
            first..spot.tokens.end
        }
        _ => spot.tokens.clone(),
    }
}

/// "The Chinese agreed", "two Palestinians": adjectives and names of peoples
/// in the place of a noun.
fn adjective_as_noun(context: &Context<'_>, spots: &Spots, spot: &Spot, head: usize) -> Option<Candidate> {
    if is_modifier(&context.token(head).relation) {
        return None;
    }
    let tokens = cover(&phrases::base(context, head), &spot.tokens);
    let mut candidate = Candidate { meanings: spot.meanings.clone(), ..blank(tokens, head, MentionForm::Nominal) };
    candidate.kind = Kind::People;
    candidate.is_plural = true;
    describe(context, spots, &mut candidate, spot.tokens.start);
    candidate.countries = countries_of(context, spot);
    Some(candidate)
}

/// The last word of a name that is never an actor's ("the Peace Accord").
fn is_thing(context: &Context<'_>, head: usize) -> bool {
    context.knowledge.grammar.is(&context.text(head).to_lowercase(), WordClass::ThingNoun)
}

fn is_verb(context: &Context<'_>, token: usize) -> bool {
    matches!(context.token(token).part_of_speech, PartOfSpeech::Verb | PartOfSpeech::Aux)
}

fn is_noun(context: &Context<'_>, token: usize) -> bool {
    matches!(context.token(token).part_of_speech, PartOfSpeech::Noun | PartOfSpeech::Propn)
}

fn named_kind(context: &Context<'_>, spot: &Spot, meanings: &[Meaning]) -> Kind {
    let label = spot.label.map_or("", |label| label.as_str());
    let of = |kind: NameKind| meanings.iter().any(|meaning| meaning.kind == kind);
    let is_person = |meaning: &Meaning| {
        meaning.kind == NameKind::Actor && context.knowledge.actors.rows[meaning.row as usize].is_person()
    };
    match label {
        _ if meanings.iter().any(is_person) && label != "GPE" => Kind::Person,
        "PERSON" if !of(NameKind::Country) => Kind::Person,
        _ if of(NameKind::Country) || of(NameKind::Capital) || of(NameKind::Seat) => Kind::Country,
        _ if of(NameKind::Region) => Kind::Region,
        _ if of(NameKind::People) || of(NameKind::RegionPeople) => Kind::People,
        _ if of(NameKind::Actor) => Kind::Organisation,
        "ORG" => Kind::Organisation,
        "NORP" if context.token(spot.tokens.end - 1).tag == "NNP" => Kind::Organisation,
        "NORP" => Kind::People,
        "GPE" | "LOC" | "FAC" => Kind::Region,
        _ => Kind::Other,
    }
}

/// A candidate of which nothing is known yet.
pub fn blank(tokens: Range<usize>, head: usize, form: MentionForm) -> Candidate {
    Candidate {
        tokens,
        head,
        form,
        kind: Kind::Other,
        is_plural: false,
        is_distributive: false,
        is_woman: None,
        name: None,
        meanings: Vec::new(),
        countries: Vec::new(),
        sectors: Vec::new(),
        role: None,
        is_definite: form == MentionForm::Named,
        is_former: false,
        owner: None,
        is_two: false,
        is_only_place: false,
        pronoun: None,
        is_latent: false,
        modifiers: Vec::new(),
        joined: Vec::new(),
    }
}

fn cover(left: &Range<usize>, right: &Range<usize>) -> Range<usize> {
    left.start.min(right.start)..left.end.max(right.end)
}
