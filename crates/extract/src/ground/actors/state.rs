//! A chain while it grows, and what leaves this layer of it.

use document::{Chain, ChainId, Label, MentionId};

use super::Context;
use super::candidates::{Candidate, Kind};
use super::entities::Entity;
use crate::knowledge::actors::{Actor, Term};
use crate::knowledge::grammar::WordClass;
use crate::knowledge::names::NameKind;

/// A chain while it grows.
#[derive(Clone, Debug, Default)]
pub struct ChainState {
    /// Candidates in the order of the text.
    pub mentions: Vec<usize>,
    pub kind: Option<Kind>,
    pub is_plural: bool,
    pub is_woman: Option<bool>,
    /// Names that its mentions bear.
    pub names: Vec<String>,
    pub entity: Option<Entity>,
    pub countries: Vec<Label>,
    pub sectors: Vec<Label>,
    pub role: Option<String>,
    /// Chains that it stands for together.
    pub members: Vec<usize>,
    /// Whether a mention of it does something.
    pub acts: bool,
    pub why: Vec<String>,
    /// Whether it is a capital as a place.
    pub is_capital: bool,
    /// Whether it is somebody who says "I", "we" or hears "you".
    pub is_voice: bool,
    /// Whether it starts with a pronoun of the third person that stands for
    /// nobody who was named before.
    pub is_adrift: bool,
    /// Whether it is spoken of as many ("the team").
    pub is_collective: bool,
    /// Whether it is one of several, or none of them ("neither side").
    pub is_distributive: bool,
    /// Of people of whom nothing else says it: whether they were called "she".
    pub is_she: Option<bool>,
    /// Whether the last pronoun of the third person for it was "they".
    pub is_they: Option<bool>,
    /// Whether a mention is more than latent.
    pub is_kept: bool,
    pub description: String,
}

impl ChainState {
    /// Takes up a mention and what it says.
    pub fn add(&mut self, context: &Context<'_>, index: usize, candidate: &Candidate, why: &str) {
        let words = context.words(&candidate.tokens);
        self.mentions.push(index);
        self.acts |= acts(context, candidate.head);
        if !why.is_empty() {
            self.why.push(format!("{words:?}: {why}"));
        }
        let is_first = self.mentions.len() == 1;
        if let Some(pronoun) = candidate.pronoun {
            self.is_they = Some(pronoun.is_plural);
            self.is_she = self.is_she.or(candidate.is_woman);
            self.is_voice |= is_first && pronoun.class != WordClass::ThirdPerson;
            // Of pronouns alone, two make a chain.
            let is_adrift = self.names.is_empty() && !is_first && self.is_adrift;
            self.is_adrift |= is_first && !self.is_voice;
            self.is_kept |= self.is_voice || is_adrift || !self.members.is_empty();
            if is_first {
                (self.kind, self.is_plural, self.description) =
                    (Some(candidate.kind), pronoun.is_plural, words.to_owned());
            }
            return;
        }
        let noun = context.token(candidate.head).lemma.to_lowercase();
        self.is_distributive |= candidate.is_distributive;
        self.is_collective |= context.knowledge.grammar.is(&noun, WordClass::Collective);
        let is_thing = candidate.kind == Kind::Thing;
        self.is_kept |= !candidate.is_latent || !is_thing && candidate.name.is_some() && !is_first;
        if self.kind.is_none_or(|kind| kind == Kind::Other) || self.kind == Some(Kind::Thing) && !candidate.is_latent {
            self.kind = Some(candidate.kind);
        }
        if is_first {
            self.is_plural = candidate.is_plural;
        }
        self.is_woman = self.is_woman.or(candidate.is_woman);
        self.describe(candidate, is_first);
        if words.len() > self.description.len() {
            self.description = words.to_owned();
        }
    }

    fn describe(&mut self, candidate: &Candidate, is_first: bool) {
        for country in &candidate.countries {
            if self.countries.is_empty() || is_first {
                self.countries.push(*country);
            }
        }
        self.countries.dedup();
        if self.sectors.is_empty() {
            self.sectors.clone_from(&candidate.sectors);
        }
        let prefix = if candidate.is_former { "former " } else { "" };
        self.role = self.role.take().or_else(|| Some(format!("{prefix}{}", candidate.role.as_deref()?)));
    }

    /// Whether it is a bare name that the recogniser may have taken for
    /// something else.
    pub fn may_be_person(&self) -> bool {
        self.entity.is_none()
            && !self.names.is_empty()
            && self.role.is_none()
            && self.names.iter().all(|name| name.split_whitespace().count() <= 3)
    }
}

/// Whether a word does something, or is spoken to as one that does.
fn acts(context: &Context<'_>, word: usize) -> bool {
    match context.token(word).relation.as_str() {
        "nsubj" | "agent" => true,
        "dobj" | "dative" | "nsubjpass" => {
            let verb = context.token(context.head(word)).lemma.to_lowercase();
            context.knowledge.grammar.is(&verb, WordClass::Addressing)
        }
        _ => false,
    }
}

/// The countries of a chain by its entity, else by its words.
pub fn state_countries(context: &Context<'_>, state: &ChainState) -> Vec<Label> {
    match state.entity {
        Some(Entity::Country(row)) => vec![context.knowledge.countries[row].code],
        Some(Entity::Actor(row)) => {
            let actor = &context.knowledge.actors.rows[row];
            let day = context.article.published;
            let terms = actor.terms_on(day);
            let term = terms.first().copied().or_else(|| actor.terms.last().filter(|_| !actor.is_person()));
            if term.is_some_and(|term| is_above_states(context, actor, term)) {
                return Vec::new();
            }
            let country = terms.into_iter().chain(actor.terms.iter().rev()).find_map(|term| term.country);
            country.map_or_else(|| state.countries.clone(), |country| vec![country])
        }
        _ => state.countries.clone(),
    }
}

/// Whether an organisation or official stands in the place of a country: one
/// whose first sector says so; of people, who have no country in that office.
fn is_above_states(context: &Context<'_>, actor: &Actor, term: &Term) -> bool {
    let is_above = |sector: &Label| context.knowledge.sectors.is_above_states(sector);
    match actor.is_person() {
        true => term.country.is_none() && term.sectors.iter().any(is_above),
        false => term.sectors.first().is_some_and(is_above),
    }
}

/// The id of an entity.
pub fn entity_id(context: &Context<'_>, entity: Option<Entity>) -> &'static str {
    match entity {
        Some(Entity::Country(row)) => context.knowledge.countries[row].id,
        Some(Entity::Actor(row)) => context.knowledge.actors.rows[row].id,
        Some(Entity::Grouping(row)) => context.knowledge.groupings[row].id,
        None => "",
    }
}

impl ChainState {
    /// The chain as it leaves this layer.
    pub fn finish(&self, context: &Context<'_>, mentions: Vec<MentionId>, members: Vec<ChainId>) -> Chain {
        let mut chain = Chain {
            mentions,
            entity: Some(entity_id(context, self.entity)).filter(|id| !id.is_empty()).map(str::to_owned),
            name: self.names.iter().max_by_key(|name| name.len()).cloned().unwrap_or_else(|| self.description.clone()),
            role: self.role.clone(),
            countries: state_countries(context, self),
            sectors: self.sectors.clone(),
            members,
            why: self.why.clone(),
        };
        match self.entity {
            Some(Entity::Country(row)) => finish_country(context, self, row, &mut chain),
            Some(Entity::Actor(row)) => finish_actor(context, row, &mut chain),
            Some(Entity::Grouping(row)) => {
                let grouping = &context.knowledge.groupings[row];
                chain.name = grouping.name.to_owned();
            }
            None if self.kind == Some(Kind::Country) && self.acts && chain.sectors.is_empty() => {
                chain.sectors.push(Label::from_static("GOV"));
            }
            None => {}
        }
        chain
    }
}

fn finish_country(context: &Context<'_>, state: &ChainState, row: usize, chain: &mut Chain) {
    let country = &context.knowledge.countries[row];
    chain.name = country.name.to_owned();
    let seat = state.names.iter().find_map(|name| country.seat_sector(name));
    if chain.sectors.is_empty() && (state.acts || is_seat(context, state, row)) {
        chain.sectors.push(seat.unwrap_or(Label::from_static("GOV")));
    }
    chain.sectors.extend(country.sector);
}

/// Whether the country is named by its capital or a seat, which stands for its
/// government.
fn is_seat(context: &Context<'_>, state: &ChainState, row: usize) -> bool {
    let kinds = |name: &String| {
        let meanings = context.knowledge.names.meanings(name).iter();
        meanings.filter(|meaning| meaning.row as usize == row).map(|meaning| meaning.kind).collect::<Vec<_>>()
    };
    state.names.iter().map(kinds).any(|kinds| {
        kinds.iter().any(|kind| matches!(kind, NameKind::Capital | NameKind::Seat))
            && !kinds.contains(&NameKind::Country)
    })
}

fn finish_actor(context: &Context<'_>, row: usize, chain: &mut Chain) {
    let actor = &context.knowledge.actors.rows[row];
    let day = context.article.published;
    chain.name = actor.name.to_owned();
    let terms = actor.terms_on(day);
    if let Some(term) = terms.first() {
        chain.role = Some(term.role.to_owned()).filter(|role| !role.is_empty()).or(chain.role.take());
        chain.sectors.clone_from(&term.sectors);
        return;
    }
    // Out of office on the day.
    let last = actor.terms.iter().rfind(|term| day.is_none_or(|day| term.to.is_some_and(|to| to < day)));
    if let Some(term) = last.filter(|_| actor.is_person()) {
        chain.role = Some(format!("former {}", term.role));
        chain.sectors = vec![Label::from_static("ELI")];
    } else if let Some(term) = actor.terms.first()
        && chain.sectors.is_empty()
    {
        chain.sectors.clone_from(&term.sectors);
    }
}
