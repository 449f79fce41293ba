//! Links mentions that stand for the same actor into chains, in the order of
//! the text: names to names, descriptions and pronouns to what was named
//! before (after Lee et al. 2013, "Deterministic coreference resolution based
//! on entity-centric, precision-ranked rules": exact names, apposition and
//! copula, name parts, roles, then pronouns).

use document::{Chain, ChainId, Label, MentionForm, MentionId};

use super::candidates::{Candidate, Kind};
use super::entities::{self, Entity};
use super::{Context, pronouns};

/// Chains, and the chain of each candidate.
pub struct Linked {
    pub chains: Vec<ChainState>,
    pub chain_of: Vec<Option<usize>>,
}

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
    description: String,
}

/// Links the candidates of an article.
pub fn link(context: &Context<'_>, candidates: &[Candidate]) -> Linked {
    let focus = focus(context, candidates);
    let mut linker = Linker { context, candidates, focus, chains: Vec::new(), chain_of: vec![None; candidates.len()] };
    for index in 0..candidates.len() {
        linker.place(index);
    }
    linker.place_leftover_pronouns();
    linker.inherit_countries();
    Linked { chains: linker.chains, chain_of: linker.chain_of }
}

/// The countries that the article names, the most often named first.
fn focus(context: &Context<'_>, candidates: &[Candidate]) -> Vec<Label> {
    let mut counts: Vec<(Label, usize)> = Vec::new();
    for candidate in candidates {
        let named = entities::best_geographic(context.knowledge, &candidate.meanings, context.article.published);
        let named = named.map(|row| context.knowledge.countries[row].code);
        for country in candidate.countries.iter().copied().chain(named) {
            match counts.iter_mut().find(|(known, _)| *known == country) {
                Some((_, count)) => *count += 1,
                None => counts.push((country, 1)),
            }
        }
    }
    counts.sort_by_key(|&(_, count)| std::cmp::Reverse(count));
    counts.into_iter().map(|(country, _)| country).collect()
}

pub(super) struct Linker<'c> {
    pub context: &'c Context<'c>,
    pub candidates: &'c [Candidate],
    focus: Vec<Label>,
    pub chains: Vec<ChainState>,
    pub chain_of: Vec<Option<usize>>,
}

impl Linker<'_> {
    fn place(&mut self, index: usize) {
        let candidate = &self.candidates[index];
        match candidate.form {
            MentionForm::Named => self.place_named(index),
            MentionForm::Nominal => self.place_nominal(index),
            MentionForm::Pronoun => {
                if let Some(chain) = pronouns::antecedent(self, index) {
                    self.join(index, chain, "the pronoun agrees with it and it is the most prominent before");
                }
            }
        }
    }

    /// Pronouns before their antecedent ("During his trip, Xi …").
    fn place_leftover_pronouns(&mut self) {
        for index in 0..self.candidates.len() {
            if self.chain_of[index].is_none() && self.candidates[index].form == MentionForm::Pronoun {
                if let Some(chain) = pronouns::subject_behind(self, index) {
                    self.join(index, chain, "the pronoun stands before the subject that it agrees with");
                }
            }
        }
    }

    fn place_named(&mut self, index: usize) {
        let candidate = &self.candidates[index];
        let name = candidate.name.clone().map(|tokens| self.context.words(&tokens).to_owned()).unwrap_or_default();
        let mut entity = entities::best(self.context, &candidate.meanings, &candidate.countries, &self.focus);
        if candidate.is_only_place {
            self.place_capital(index, &name, entity);
            return;
        }
        if let Some(chain) = self.apposed(index) {
            self.join(index, chain, "it stands in apposition");
            self.name(chain, &name, entity);
            return;
        }
        if let Some(chain) = self.chain_of_name(index, &name, entity) {
            self.join(index, chain, &format!("the name {name:?} fits"));
            self.name(chain, &name, entity);
            return;
        }
        // The recogniser often takes a bare family name for something else.
        if entity.is_none() && matches!(candidate.kind, Kind::Person | Kind::Organisation | Kind::Region | Kind::Other)
        {
            let family = name.as_str();
            let is_bare = candidate.name.as_ref().is_some_and(|tokens| tokens.len() <= 3);
            let found = is_bare.then(|| {
                entities::by_family(self.context, family, candidate.role.as_deref(), &candidate.countries, &self.focus)
            });
            entity = found.flatten().map(Entity::Actor);
            if let Some(chain) =
                entity.and_then(|entity| self.chains.iter().position(|chain| chain.entity == Some(entity)))
            {
                self.join(index, chain, &format!("the family name {name:?} fits the office and date"));
                self.name(chain, &name, None);
                return;
            }
        }
        let chain = self.start(index);
        self.name(chain, &name, entity);
    }

    /// A capital as a place: a chain of its own, in its country.
    fn place_capital(&mut self, index: usize, name: &str, entity: Option<Entity>) {
        let is_same =
            |chain: &ChainState| chain.kind == Some(Kind::Region) && chain.names.iter().any(|known| known == name);
        let chain = match self.chains.iter().position(is_same) {
            Some(chain) => {
                self.join(index, chain, "the same place");
                chain
            }
            None => self.start(index),
        };
        let state = &mut self.chains[chain];
        state.kind = Some(Kind::Region);
        if let (Some(Entity::Country(row)), true) = (entity, state.countries.is_empty()) {
            state.countries.push(self.context.knowledge.countries[row].code);
        }
        self.name(chain, name, None);
    }

    /// Adds a name to a chain and what the knowledge base says of it.
    fn name(&mut self, chain: usize, name: &str, entity: Option<Entity>) {
        let state = &mut self.chains[chain];
        if !name.is_empty() && !state.names.iter().any(|known| known == name) {
            state.names.push(name.to_owned());
        }
        if state.entity.is_none() && entity.is_some() {
            state.entity = entity;
            state.why.push(format!("{name:?} leads to {}", entity_id(self.context, entity)));
            if let Some(Entity::Actor(row)) = entity {
                let actor = &self.context.knowledge.actors.rows[row];
                state.is_woman = actor.is_woman.or(state.is_woman);
                if actor.is_person() {
                    state.kind = Some(Kind::Person);
                }
            }
        }
    }

    /// An earlier chain with this entity, or with a name that this one is or
    /// is a part of.
    fn chain_of_name(&self, index: usize, name: &str, entity: Option<Entity>) -> Option<usize> {
        let candidate = &self.candidates[index];
        let same_entity = |chain: &ChainState| entity.is_some() && chain.entity == entity;
        if let Some(chain) = self.chains.iter().position(same_entity) {
            return Some(chain);
        }
        let fits = |chain: &ChainState| {
            let may_be_same = entity.is_none() || chain.entity.is_none();
            may_be_same
                && self.kinds_fit(candidate, chain)
                && chain.names.iter().any(|known| same_name(known, name, candidate.kind))
        };
        self.chains.iter().rposition(fits)
    }

    fn place_nominal(&mut self, index: usize) {
        let candidate = &self.candidates[index];
        if let Some(chain) = self.apposed(index).or_else(|| self.predicated(index)) {
            self.join(index, chain, "it stands in apposition or is what the subject is said to be");
            return;
        }
        if candidate.is_two && (candidate.is_definite || self.says_both(index)) {
            if let Some(chain) = self.pair(index) {
                self.join(index, chain, "it stands for the two named before");
                return;
            }
        }
        if candidate.is_definite && candidate.owner.is_none() || self.owner_is_country(index) {
            if let Some((chain, why)) = self.described_before(index) {
                self.join(index, chain, &why);
                return;
            }
        }
        let chain = self.start(index);
        if let Some(row) = self.holder(index) {
            let entity = Entity::Actor(row);
            if let Some(known) = self.chains[..chain].iter().position(|chain| chain.entity == Some(entity)) {
                self.chains.pop();
                self.join(index, known, "it held the office on the day");
            } else {
                self.name(chain, "", Some(entity));
            }
        }
    }

    fn says_both(&self, index: usize) -> bool {
        self.candidates[index].tokens.clone().any(|token| self.context.token(token).lemma.to_lowercase() == "both")
    }

    fn owner_is_country(&self, index: usize) -> bool {
        self.candidates[index].owner.is_some() && !self.candidates[index].countries.is_empty()
    }

    /// The one holder of the office that a definite description of a country
    /// names ("the Chinese president").
    fn holder(&self, index: usize) -> Option<usize> {
        let candidate = &self.candidates[index];
        let ([country], Some(role), false) =
            (candidate.countries.as_slice(), candidate.role.as_deref(), candidate.is_plural)
        else {
            return None;
        };
        candidate.is_definite.then(|| entities::office_holder(self.context, *country, role)).flatten()
    }

    /// The chain of the phrase beside which this one is set.
    fn apposed(&self, index: usize) -> Option<usize> {
        let candidate = &self.candidates[index];
        if self.context.token(candidate.head).relation != "appos" {
            return None;
        }
        self.chain_headed_by(self.context.head(candidate.head)).filter(|&chain| {
            self.kinds_fit(candidate, &self.chains[chain]) && self.chains[chain].is_plural == candidate.is_plural
        })
    }

    /// The chain of the subject that is said to be this ("X is the president
    /// of Y").
    fn predicated(&self, index: usize) -> Option<usize> {
        let candidate = &self.candidates[index];
        let verb = self.context.head(candidate.head);
        let is_copula = matches!(self.context.token(verb).lemma.as_str(), "be" | "become" | "remain");
        if self.context.token(candidate.head).relation != "attr" || !is_copula {
            return None;
        }
        let subject = self.context.children(verb, &["nsubj"]).next()?;
        self.chain_headed_by(subject).filter(|&chain| {
            self.kinds_fit(candidate, &self.chains[chain]) && self.chains[chain].is_plural == candidate.is_plural
        })
    }

    /// The chain of the mention with this head.
    pub fn chain_headed_by(&self, head: usize) -> Option<usize> {
        let index = self.candidates.iter().position(|candidate| candidate.head == head)?;
        self.chain_of[index]
    }

    pub(super) fn kinds_fit(&self, candidate: &Candidate, chain: &ChainState) -> bool {
        let Some(kind) = chain.kind else { return true };
        let genders_fit = match (candidate.is_woman, chain.is_woman) {
            (Some(one), Some(other)) => one == other,
            _ => true,
        };
        genders_fit
            && match (candidate.kind, kind) {
                (one, other) if one == other => true,
                (Kind::Other, _) | (_, Kind::Other) => true,
                (Kind::Organisation, Kind::People) | (Kind::People, Kind::Organisation) => true,
                (Kind::Organisation, Kind::Region) | (Kind::Region, Kind::Organisation) => true,
                (Kind::Country, Kind::Region) | (Kind::Region, Kind::Country) => true,
                _ => false,
            }
    }

    /// An earlier chain that a definite description fits, the latest first.
    fn described_before(&self, index: usize) -> Option<(usize, String)> {
        let candidate = &self.candidates[index];
        let noun = head_noun(self.context, candidate);
        if candidate.kind == Kind::Country {
            return self.country_before(index).map(|chain| (chain, "the country named before".to_owned()));
        }
        let mut chains: Vec<usize> = (0..self.chains.len()).collect();
        chains.sort_by_key(|&chain| std::cmp::Reverse(self.chains[chain].mentions.last().copied()));
        let found = chains.into_iter().find(|&chain| {
            let state = &self.chains[chain];
            let countries_fit = candidate.countries.is_empty()
                || state_countries(self.context, state).is_empty()
                || candidate.countries.iter().any(|country| state_countries(self.context, state).contains(country));
            countries_fit
                && self.kinds_fit(candidate, state)
                && state.is_plural == candidate.is_plural
                && self.is_called(chain, candidate, &noun)
        });
        found.map(|chain| (chain, format!("it was called {noun:?} or is one")))
    }

    /// Whether a chain was called by this noun before, or is known to be
    /// what it says.
    fn is_called(&self, chain: usize, candidate: &Candidate, noun: &str) -> bool {
        let state = &self.chains[chain];
        let said_before = state.mentions.iter().any(|&mention| {
            let other = &self.candidates[mention];
            other.form != MentionForm::Pronoun
                && (head_noun(self.context, other) == noun
                    || other.role.as_deref() == Some(noun)
                    || candidate.role.is_some() && other.role == candidate.role)
        });
        let role = candidate.role.as_deref().unwrap_or(noun);
        said_before
            || match state.entity {
                Some(Entity::Actor(row)) => {
                    let actor = &self.context.knowledge.actors.rows[row];
                    let day = self.context.article.published;
                    actor
                        .terms_on(day)
                        .iter()
                        .any(|term| entities::same_role(term.role, role) || term.role.ends_with(noun))
                }
                _ => state.role.as_deref().is_some_and(|known| entities::same_role(known, role)),
            }
    }

    /// The country that "the country" means: the latest named, but for a stay
    /// or journey not the traveller's own where another was named beside.
    fn country_before(&self, index: usize) -> Option<usize> {
        let candidate = &self.candidates[index];
        let sentence = self.context.sentence(candidate.head);
        let traveller = self.traveller(index);
        let mut countries: Vec<(bool, usize, usize)> = Vec::new();
        for (chain, state) in self.chains.iter().enumerate() {
            let Some(&last) = state.mentions.last() else { continue };
            let distance = sentence - self.context.sentence(self.candidates[last].head).min(sentence);
            if state.kind != Some(Kind::Country) || distance > 4 {
                continue;
            }
            let is_own = traveller.iter().any(|country| state_countries(self.context, state).contains(country));
            countries.push((is_own, distance, usize::MAX - last));
            let place = countries.len() - 1;
            countries[place].2 = chain;
        }
        countries.sort_by_key(|&(is_own, distance, chain)| {
            (is_own, distance, std::cmp::Reverse(self.chains[chain].mentions.last().copied()))
        });
        countries.first().map(|&(_, _, chain)| chain)
    }

    /// Countries of the subject of a verb of going or staying that this
    /// mention's preposition belongs to.
    fn traveller(&self, index: usize) -> Vec<Label> {
        let context = self.context;
        let preposition = context.head(self.candidates[index].head);
        let verb = context.head(preposition);
        let goes = ["be", "arrive", "travel", "fly", "go", "come", "visit", "leave", "return", "stay", "meet"];
        let verb = match goes.contains(&context.token(preposition).lemma.as_str()) {
            true => preposition,
            false => verb,
        };
        if !goes.contains(&context.token(verb).lemma.as_str()) {
            return Vec::new();
        }
        let subject = context.children(verb, &["nsubj"]).next();
        let chain = subject.and_then(|subject| self.chain_headed_by(subject));
        chain.map_or(Vec::new(), |chain| state_countries(context, &self.chains[chain]))
    }

    /// A chain for the two actors that "both countries", "the two leaders"
    /// mean: the latest two that fit.
    fn pair(&mut self, index: usize) -> Option<usize> {
        let candidate = &self.candidates[index];
        let wants_people = candidate.kind == Kind::Person || candidate.kind == Kind::People;
        let mut chains: Vec<usize> = (0..self.chains.len()).collect();
        chains.sort_by_key(|&chain| std::cmp::Reverse(self.chains[chain].mentions.last().copied()));
        let fits = |&chain: &usize| {
            let state = &self.chains[chain];
            let kind = if wants_people { Kind::Person } else { Kind::Country };
            state.kind == Some(kind) && !state.is_plural && !state_countries(self.context, state).is_empty()
        };
        let mut members: Vec<usize> = Vec::new();
        for chain in chains.into_iter().filter(fits) {
            let countries = state_countries(self.context, &self.chains[chain]);
            let is_new = members.iter().all(|&member| state_countries(self.context, &self.chains[member]) != countries);
            if is_new {
                members.push(chain);
            }
            if members.len() == 2 {
                break;
            }
        }
        let [second, first] = members.as_slice() else { return self.pair_of_countries(wants_people) };
        let members = vec![(*first).min(*second), (*first).max(*second)];
        if let Some(known) = self.chains.iter().position(|chain| chain.members == members) {
            return Some(known);
        }
        let countries =
            members.iter().flat_map(|&member| state_countries(self.context, &self.chains[member])).collect();
        let kind = Some(if wants_people { Kind::People } else { Kind::Country });
        self.chains.push(ChainState { members, countries, kind, is_plural: true, ..ChainState::default() });
        Some(self.chains.len() - 1)
    }

    /// "Both countries" where a country was named only by its people: the
    /// countries of the two latest chains that differ.
    fn pair_of_countries(&mut self, wants_people: bool) -> Option<usize> {
        let mut countries: Vec<Label> = Vec::new();
        for state in self.chains.iter().rev() {
            for country in state_countries(self.context, state) {
                if !countries.contains(&country) && countries.len() < 2 {
                    countries.push(country);
                }
            }
        }
        if wants_people || countries.len() < 2 {
            return None;
        }
        countries.reverse();
        self.chains.push(ChainState { countries, kind: Some(Kind::Country), is_plural: true, ..ChainState::default() });
        Some(self.chains.len() - 1)
    }

    fn start(&mut self, index: usize) -> usize {
        self.chains.push(ChainState::default());
        let chain = self.chains.len() - 1;
        self.join(index, chain, "");
        chain
    }

    fn join(&mut self, index: usize, chain: usize, why: &str) {
        let candidate = &self.candidates[index];
        self.chain_of[index] = Some(chain);
        let words = self.context.words(&candidate.tokens).to_owned();
        let acts = matches!(self.context.token(candidate.head).relation.as_str(), "nsubj" | "agent");
        let state = &mut self.chains[chain];
        state.mentions.push(index);
        state.acts |= acts;
        if !why.is_empty() {
            state.why.push(format!("{words:?}: {why}"));
        }
        if candidate.form == MentionForm::Pronoun {
            state.is_woman = state.is_woman.or(candidate.is_woman);
            return;
        }
        if state.kind.is_none_or(|kind| kind == Kind::Other) {
            state.kind = Some(candidate.kind);
        }
        if state.mentions.len() == 1 {
            state.is_plural = candidate.is_plural;
        }
        state.is_woman = state.is_woman.or(candidate.is_woman);
        for country in &candidate.countries {
            if state.countries.is_empty() || state.mentions.len() == 1 {
                state.countries.push(*country);
            }
        }
        state.countries.dedup();
        if state.sectors.is_empty() {
            state.sectors.clone_from(&candidate.sectors);
        }
        state.role = state.role.take().or_else(|| candidate.role.clone());
        if words.len() > state.description.len() {
            state.description = words;
        }
    }

    /// "His foreign minister": where nothing else says the country, it is the
    /// owner's.
    fn inherit_countries(&mut self) {
        for index in 0..self.candidates.len() {
            let (Some(owner), Some(chain)) = (self.candidates[index].owner, self.chain_of[index]) else { continue };
            if !state_countries(self.context, &self.chains[chain]).is_empty() {
                continue;
            }
            let Some(owner) = self.chain_headed_by(owner).filter(|&owner| owner != chain) else { continue };
            let countries = state_countries(self.context, &self.chains[owner]);
            if countries.len() == 1 {
                self.chains[chain].why.push("the country is its owner's".to_owned());
                self.chains[chain].countries = countries;
            }
        }
    }
}

/// The last word of a description in lower case.
fn head_noun(context: &Context<'_>, candidate: &Candidate) -> String {
    context.token(candidate.head).lemma.to_lowercase()
}

/// The countries of a chain by its entity, else by its words.
pub fn state_countries(context: &Context<'_>, state: &ChainState) -> Vec<Label> {
    match state.entity {
        Some(Entity::Country(row)) => vec![context.knowledge.countries[row].code],
        Some(Entity::Actor(row)) => {
            let actor = &context.knowledge.actors.rows[row];
            let day = context.article.published;
            let terms = actor.terms_on(day);
            let country =
                terms.iter().chain(&actor.terms.iter().rev().collect::<Vec<_>>()).find_map(|term| term.country);
            country.map_or_else(|| state.countries.clone(), |country| vec![country])
        }
        _ => state.countries.clone(),
    }
}

/// Whether two names are the same, or one is a part that may stand alone.
fn same_name(known: &str, name: &str, kind: Kind) -> bool {
    if known == name {
        return true;
    }
    let (long, short) = if known.len() > name.len() { (known, name) } else { (name, known) };
    let words: Vec<&str> = long.split_whitespace().collect();
    let parts: Vec<&str> = short.split_whitespace().collect();
    match kind {
        Kind::Person => {
            parts.len() < words.len()
                && (words.ends_with(&parts) || parts.len() == 1 && words[0] == short && words.len() <= 3)
                || parts.len() > 1 && words.len() > parts.len() && words[0] == parts[0] && words.last() == parts.last()
        }
        _ => {
            is_acronym(&words, short)
                || parts.len() < words.len()
                    && (words.ends_with(&parts) || words.starts_with(&parts))
                    && parts.len() * 2 >= words.len()
        }
    }
}

/// Whether the capitals of the words spell the short name ("SCO").
fn is_acronym(words: &[&str], short: &str) -> bool {
    let capitals: String = words.iter().filter_map(|word| word.chars().next()).filter(|c| c.is_uppercase()).collect();
    let letters: String = short.chars().filter(|c| c.is_alphanumeric()).collect();
    letters.len() >= 2 && capitals == letters
}

fn entity_id(context: &Context<'_>, entity: Option<Entity>) -> &'static str {
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
            None => {}
        }
        chain
    }
}

fn finish_country(context: &Context<'_>, state: &ChainState, row: usize, chain: &mut Chain) {
    let country = &context.knowledge.countries[row];
    chain.name = country.name.to_owned();
    let seat = state.names.iter().find_map(|name| country.seat_sector(name));
    if chain.sectors.is_empty() && state.acts {
        chain.sectors.push(seat.unwrap_or(Label::from_static("GOV")));
    }
    chain.sectors.extend(country.sector);
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
    let last = actor.terms.iter().filter(|term| day.is_none_or(|day| term.to.is_some_and(|to| to < day))).next_back();
    if let Some(term) = last.filter(|_| actor.is_person()) {
        chain.role = Some(format!("former {}", term.role));
        chain.sectors = vec![Label::from_static("ELI")];
    } else if let Some(term) = actor.terms.first() {
        if chain.sectors.is_empty() {
            chain.sectors.clone_from(&term.sectors);
        }
    }
}
