//! Links mentions that stand for the same actor into chains, in the order of
//! their heads: names to names, descriptions and pronouns to what was named
//! before (after Lee et al. 2013, "Deterministic coreference resolution based
//! on entity-centric, precision-ranked rules": exact names, apposition and
//! copula, name parts, roles, then pronouns).

use std::collections::HashMap;

use document::{Label, MentionForm};
use foldhash::fast::RandomState;

use super::candidates::{Candidate, Kind};
use super::entities::{self, Entity};
use super::quotations::Quotations;
use super::state::{ChainState, state_countries};
use super::{Context, descriptions, pairs, pronouns};
use crate::knowledge::grammar::WordClass;

/// Chains, and the chain of each candidate.
pub struct Linked {
    pub chains: Vec<ChainState>,
    pub chain_of: Vec<Option<usize>>,
}

/// The state of the search.
pub struct Linker<'c> {
    pub context: &'c Context<'c>,
    pub candidates: &'c [Candidate],
    pub quotations: Quotations,
    pub chains: Vec<ChainState>,
    pub chain_of: Vec<Option<usize>>,
    /// Candidates that have their chain, in the order in which they got it.
    pub placed: Vec<usize>,
    pub(super) focus: Vec<Label>,
    by_head: Vec<Option<usize>>,
    pub(super) by_entity: HashMap<Entity, usize, RandomState>,
    pub(super) by_word: HashMap<String, Vec<usize>, RandomState>,
    /// The last pronoun of the third person without an antecedent.
    adrift: Option<usize>,
    speakers: HashMap<(bool, bool, usize), usize, RandomState>,
}

/// Links the candidates of an article.
pub fn link(context: &Context<'_>, candidates: &[Candidate]) -> Linked {
    let mut linker = Linker {
        context,
        candidates,
        quotations: Quotations::find(context),
        chains: Vec::new(),
        chain_of: vec![None; candidates.len()],
        placed: Vec::new(),
        focus: focus(context, candidates),
        by_head: heads(context, candidates),
        by_entity: HashMap::default(),
        by_word: HashMap::default(),
        adrift: None,
        speakers: HashMap::default(),
    };
    for index in reading_order(candidates) {
        linker.place(index);
    }
    linker.place_leftover_pronouns();
    linker.inherit_countries();
    linker.finish_groups();
    Linked { chains: linker.chains, chain_of: linker.chain_of }
}

/// By heads, so that an owner comes before what it owns; "A and B" behind B.
fn reading_order(candidates: &[Candidate]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..candidates.len()).collect();
    order.sort_by_key(|&index| {
        let candidate = &candidates[index];
        (candidate.joined.last().copied().unwrap_or(candidate.head), !candidate.joined.is_empty())
    });
    order
}

/// For each token, the candidate that it is the head of.
fn heads(context: &Context<'_>, candidates: &[Candidate]) -> Vec<Option<usize>> {
    let mut heads = vec![None; context.parse.tokens.len()];
    for (index, candidate) in candidates.iter().enumerate().filter(|(_, candidate)| candidate.joined.is_empty()) {
        heads[candidate.head] = Some(index);
    }
    heads
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

impl Linker<'_> {
    fn place(&mut self, index: usize) {
        let candidate = &self.candidates[index];
        match candidate.form {
            MentionForm::Named => self.place_named(index),
            MentionForm::Nominal if !candidate.joined.is_empty() => self.place_together(index),
            MentionForm::Nominal => self.place_nominal(index),
            MentionForm::Pronoun => self.place_pronoun(index),
        }
    }

    /// "A and B": a chain of its own, known to stand for the two.
    fn place_together(&mut self, index: usize) {
        let joined = &self.candidates[index].joined;
        let mut members: Vec<usize> = joined.iter().filter_map(|&head| self.chain_headed_by(head)).collect();
        members.sort_unstable();
        members.dedup();
        let known = self.group(&members);
        match known {
            Some(chain) => self.join(index, chain, "the same together"),
            None => {
                let chain = self.start(index);
                self.chains[chain].members = members;
            }
        }
    }

    /// A recent chain that stands for these chains together.
    pub fn group(&self, members: &[usize]) -> Option<usize> {
        self.recent().find(|&chain| !members.is_empty() && self.chains[chain].members == members)
    }

    fn place_pronoun(&mut self, index: usize) {
        let Some(pronoun) = self.candidates[index].pronoun else { return };
        if pronoun.class == WordClass::ThirdPerson {
            if pronouns::points_ahead(self, index) {
                return;
            }
            if let Some(chain) = pronouns::antecedent(self, index) {
                self.join(index, chain, "the pronoun agrees with it and it is the most prominent before");
                return;
            }
            self.place_adrift(index);
            return;
        }
        let is_first = pronoun.class == WordClass::FirstPerson;
        let key = (is_first, pronoun.is_plural, self.quotations.voice(self.candidates[index].head));
        match self.speakers.get(&key) {
            Some(&chain) => self.join(index, chain, "the same voice"),
            None => {
                let chain = self.start(index);
                self.speakers.insert(key, chain);
            }
        }
    }

    /// A pronoun without an antecedent: together with the last such one, if
    /// that was near and the same. The next then has both before it.
    fn place_adrift(&mut self, index: usize) {
        let last = self.adrift.replace(index);
        let Some(last) = last.filter(|&last| self.chain_of[last].is_none() && pronouns::same_adrift(self, last, index))
        else {
            return;
        };
        let chain = self.start(last);
        self.join(index, chain, "the same pronoun");
    }

    /// Pronouns before their antecedent ("During his trip, Xi …").
    fn place_leftover_pronouns(&mut self) {
        for index in 0..self.candidates.len() {
            if self.chain_of[index].is_none()
                && self.candidates[index].form == MentionForm::Pronoun
                && let Some(chain) = pronouns::subject_behind(self, index)
            {
                self.join(index, chain, "the pronoun stands before the subject that it agrees with");
            }
        }
    }

    fn place_nominal(&mut self, index: usize) {
        let candidate = &self.candidates[index];
        if let Some(chain) = self.apposed(index).or_else(|| self.predicated(index)) {
            self.join(index, chain, "it stands in apposition or is what the subject is said to be");
            return;
        }
        if candidate.is_two
            && (candidate.is_definite || pairs::says_both(self, index))
            && let Some(chain) = pairs::pair(self, index)
        {
            self.join(index, chain, "it stands for the two named before");
            return;
        }
        if let Some((chain, why)) = descriptions::described_before(self, index) {
            self.join(index, chain, &why);
            return;
        }
        let holder = descriptions::holder(self, index).map(Entity::Actor);
        let holder = holder.or_else(|| descriptions::own_country(self, index).map(Entity::Country));
        if let Some(known) = holder.and_then(|entity| self.chain_of_entity(entity)) {
            self.join(index, known, "it leads to the same entry");
            return;
        }
        let chain = self.start(index);
        self.name(chain, "", holder);
    }

    /// The chain of the phrase beside which this one is set ("Kovac, a lawyer
    /// and activist").
    pub(super) fn apposed(&self, index: usize) -> Option<usize> {
        let candidate = &self.candidates[index];
        let mut head = candidate.head;
        if self.context.token(head).relation == "conj" && candidate.form == MentionForm::Nominal {
            head = self.context.head(head);
        }
        let beside = self.context.head(head);
        if self.context.token(head).relation != "appos" {
            return None;
        }
        // Two names side by side are a list, or a place and its region.
        let is_named = |index: usize| self.candidates[index].form == MentionForm::Named;
        if is_named(index) && self.headed_by(beside).is_some_and(is_named) {
            return None;
        }
        let fits = |&chain: &usize| {
            self.may_be(index, chain) || self.is_taught(index, chain) || self.names_person(index, chain)
        };
        if let Some(chain) = self.chain_headed_by(beside).filter(fits) {
            return Some(chain);
        }
        // "The head of the union, Nélida Brítez": the parser sets her beside the union.
        let holder = self.context.head(self.context.head(beside));
        let is_behind = self.context.token(beside).relation == "pobj";
        self.chain_headed_by(holder)
            .filter(|&chain| is_behind && self.chains[chain].kind == Some(Kind::Person) && fits(&chain))
    }

    /// Whether a name that no table has stands beside one person's office
    /// ("the head of the union, Nélida Brítez"), whatever the recogniser took
    /// it for.
    fn names_person(&self, index: usize, chain: usize) -> bool {
        let (candidate, state) = (&self.candidates[index], &self.chains[chain]);
        candidate.name.is_some()
            && candidate.meanings.is_empty()
            && !candidate.is_plural
            && state.kind == Some(Kind::Person)
            && state.names.is_empty()
    }

    /// Whether a phrase says what an unknown name stands for, whatever the
    /// recogniser took it for.
    fn is_taught(&self, index: usize, chain: usize) -> bool {
        let (candidate, state) = (&self.candidates[index], &self.chains[chain]);
        state.may_be_person() && candidate.role.is_some() && !candidate.is_plural && !candidate.is_latent
    }

    /// The chain of the subject that is said to be this ("X is the president
    /// of Y"), or to do something as this.
    fn predicated(&self, index: usize) -> Option<usize> {
        let candidate = &self.candidates[index];
        let context = self.context;
        let verb = context.head(candidate.head);
        let is_as = context.token(candidate.head).relation == "pobj" && context.text(verb).eq_ignore_ascii_case("as");
        if is_as {
            return self.acting_as(context.head(verb)).filter(|&chain| self.may_be(index, chain));
        }
        if context.token(candidate.head).relation != "attr"
            || !context.knowledge.grammar.is(&context.token(verb).lemma, WordClass::Copula)
            || context.children(verb, &["neg"]).next().is_some()
        {
            return None;
        }
        let subject = context.children(verb, &["nsubj"]).next()?;
        self.chain_headed_by(subject).filter(|&chain| self.may_be(index, chain))
    }

    /// Of "X serves as …", X; of "Y named X as …", X.
    fn acting_as(&self, verb: usize) -> Option<usize> {
        let object = self.context.children(verb, &["dobj", "nsubjpass"]).next();
        let serves = || self.context.knowledge.grammar.is(&self.context.token(verb).lemma, WordClass::ServingAs);
        let subject = || self.context.children(verb, &["nsubj"]).next().filter(|_| serves());
        self.chain_headed_by(object.or_else(subject)?)
    }

    fn may_be(&self, index: usize, chain: usize) -> bool {
        let (candidate, state) = (&self.candidates[index], &self.chains[chain]);
        self.kinds_fit(candidate, state) && state.is_plural == candidate.is_plural && !candidate.is_latent
    }

    /// The candidate with this head.
    pub fn headed_by(&self, head: usize) -> Option<usize> {
        self.by_head.get(head).copied().flatten()
    }

    /// The chain of the mention with this head.
    pub fn chain_headed_by(&self, head: usize) -> Option<usize> {
        self.chain_of[self.headed_by(head)?]
    }

    /// The chains of the mentions before, the latest first, each once; it
    /// looks back over some hundred mentions.
    pub fn recent(&self) -> impl Iterator<Item = usize> + '_ {
        let mut seen: Vec<usize> = Vec::new();
        self.placed.iter().rev().take(300).filter_map(|&mention| self.chain_of[mention]).filter(move |chain| {
            let is_new = !seen.contains(chain);
            if is_new {
                seen.push(*chain);
            }
            is_new
        })
    }

    /// Whether a mention and a chain can be the same by kind and gender.
    pub fn kinds_fit(&self, candidate: &Candidate, chain: &ChainState) -> bool {
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

    pub(super) fn start(&mut self, index: usize) -> usize {
        self.chains.push(ChainState::default());
        let chain = self.chains.len() - 1;
        self.join(index, chain, "");
        chain
    }

    pub(super) fn join(&mut self, index: usize, chain: usize, why: &str) {
        self.chain_of[index] = Some(chain);
        self.placed.push(index);
        self.chains[chain].add(self.context, index, &self.candidates[index], why);
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

    /// Groups have the countries of all their members.
    fn finish_groups(&mut self) {
        for chain in 0..self.chains.len() {
            let members = self.chains[chain].members.clone();
            let mut countries: Vec<Label> = Vec::new();
            for member in &members {
                for country in state_countries(self.context, &self.chains[*member]) {
                    if !countries.contains(&country) {
                        countries.push(country);
                    }
                }
            }
            if !members.is_empty() {
                self.chains[chain].countries = countries;
            }
        }
    }
}
