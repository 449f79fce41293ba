//! Mentions by name: the chain of the same name or entity, and what the
//! knowledge base says of the name.

use super::candidates::Kind;
use super::chains::Linker;
use super::entities::{self, Entity};
use super::same_name::{acronym, same_name};
use super::state::entity_id;

impl Linker<'_> {
    pub(super) fn place_named(&mut self, index: usize) {
        let candidate = &self.candidates[index];
        let name = candidate.name.clone().map(|tokens| self.context.words(&tokens).to_owned()).unwrap_or_default();
        let mut entity = entities::best(self.context, &name, &candidate.meanings, &candidate.countries, &self.focus);
        if candidate.is_only_place {
            self.place_capital(index, &name, entity);
            return;
        }
        if let Some(chain) = self.apposed(index) {
            self.join(index, chain, "it stands in apposition");
            self.doubt_holder(chain, entity);
            self.name(chain, &name, entity);
            return;
        }
        if let Some(chain) = self.chain_of_name(index, &name, entity) {
            self.join(index, chain, &format!("the name {name:?} fits"));
            self.name(chain, &name, entity);
            return;
        }
        if entity.is_none() {
            entity = self.known_family(index, &name);
            if let Some(&chain) = entity.and_then(|entity| self.by_entity.get(&entity)) {
                self.join(index, chain, &format!("the family name {name:?} fits the office and date"));
                self.name(chain, &name, None);
                return;
            }
        }
        let chain = self.start(index);
        self.name(chain, &name, entity);
    }

    /// The name that stands beside an office wins over who held it by the
    /// tables: offices change, tables age.
    fn doubt_holder(&mut self, chain: usize, named: Option<Entity>) {
        let state = &mut self.chains[chain];
        let is_holder =
            matches!(state.entity, Some(Entity::Actor(row)) if self.context.knowledge.actors.rows[row].is_person());
        if state.names.is_empty() && is_holder && state.entity != named {
            if let Some(holder) = state.entity.take() {
                self.by_entity.remove(&holder);
            }
            state.why.push("the text names somebody else than the tables".to_owned());
        }
    }

    /// Somebody known by this family name; the recogniser often takes a bare
    /// family name for something else.
    fn known_family(&self, index: usize, name: &str) -> Option<Entity> {
        let candidate = &self.candidates[index];
        if let Some(row) = entities::without_initials(self.context, name, &candidate.countries, &self.focus) {
            return Some(Entity::Actor(row));
        }
        let may_be = matches!(candidate.kind, Kind::Person | Kind::Organisation | Kind::Region | Kind::Other)
            && candidate.name.as_ref().is_some_and(|tokens| tokens.len() <= 3);
        let role = candidate.role.as_deref();
        let found = may_be.then(|| entities::by_family(self.context, name, role, &candidate.countries, &self.focus));
        found.flatten().map(Entity::Actor)
    }

    /// A capital as a place: a chain of its own, in its country.
    fn place_capital(&mut self, index: usize, name: &str, entity: Option<Entity>) {
        let first = name.split_whitespace().next().unwrap_or_default();
        let mut known = self.by_word.get(first).into_iter().flatten().rev().copied();
        let is_same = |chain: usize| {
            let state = &self.chains[chain];
            state.is_capital && state.names.iter().any(|known| known == name)
        };
        let same = known.find(|&chain| is_same(chain));
        let chain = match same {
            Some(chain) => {
                self.join(index, chain, "the same place");
                chain
            }
            None => self.start(index),
        };
        let state = &mut self.chains[chain];
        state.kind = Some(Kind::Region);
        state.is_capital = true;
        if let (Some(Entity::Country(row)), true) = (entity, state.countries.is_empty()) {
            state.countries.push(self.context.knowledge.countries[row].code);
        }
        self.name(chain, name, None);
    }

    /// Adds a name to a chain and what the knowledge base says of it.
    pub fn name(&mut self, chain: usize, name: &str, entity: Option<Entity>) {
        let state = &mut self.chains[chain];
        if !name.is_empty() && !state.names.iter().any(|known| known == name) {
            state.names.push(name.to_owned());
            for word in name.split_whitespace() {
                self.by_word.entry(word.to_owned()).or_default().push(chain);
            }
            if let Some(letters) = acronym(name) {
                self.by_word.entry(letters).or_default().push(chain);
            }
        }
        if state.entity.is_none()
            && let Some(found) = entity
        {
            state.entity = entity;
            state.why.push(format!("{name:?} leads to {}", entity_id(self.context, entity)));
            self.by_entity.entry(found).or_insert(chain);
            if let Entity::Actor(row) = found {
                let actor = &self.context.knowledge.actors.rows[row];
                state.is_woman = actor.is_woman.or(state.is_woman);
                if actor.is_person() {
                    state.kind = Some(Kind::Person);
                }
            }
        }
    }

    /// The chain of an entity.
    pub fn chain_of_entity(&self, entity: Entity) -> Option<usize> {
        self.by_entity.get(&entity).copied()
    }

    /// An earlier chain with this entity, or with a name that this one is or
    /// is a part of.
    fn chain_of_name(&self, index: usize, name: &str, entity: Option<Entity>) -> Option<usize> {
        let candidate = &self.candidates[index];
        if let Some(chain) = entity.and_then(|entity| self.chain_of_entity(entity))
            && (candidate.kind != Kind::Region || self.chains[chain].is_plural == candidate.is_plural)
        {
            return Some(chain);
        }
        let fits = |chain: &usize| {
            let state = &self.chains[*chain];
            let may_be_same = entity.is_none() || state.entity.is_none();
            let is_person = candidate.kind == Kind::Person || state.kind == Some(Kind::Person);
            let kind = if is_person { Kind::Person } else { candidate.kind };
            // The recogniser often takes a bare family name for something else.
            let is_bare_name = candidate.meanings.is_empty() && state.kind == Some(Kind::Person) && !name.contains(' ');
            may_be_same
                && !state.is_capital
                && (is_bare_name || self.kinds_fit(candidate, state) || state.names.iter().any(|known| known == name))
                && state.names.iter().any(|known| same_name(known, name, kind))
        };
        let letters = acronym(name);
        let words = name.split_whitespace().chain(letters.as_deref());
        let lists = words.filter_map(|word| self.by_word.get(word));
        lists.flat_map(|chains| chains.iter().rev().copied().take(24)).filter(fits).max()
    }
}
