//! What the words of a mention say of it: role, sectors, countries, number,
//! definiteness.

use std::ops::Range;

use document::{Label, MentionForm, PartOfSpeech};

use super::candidates::{Candidate, Kind};
use super::spots::{Spot, Spots};
use super::{Context, entities, phrases};
use crate::knowledge::actors::Term;
use crate::knowledge::grammar::WordClass;
use crate::knowledge::names::NameKind;
use crate::knowledge::roles::{Role, RoleKind};

/// Takes up what the words before `end` (the name's first token, or the one
/// behind the head) say: role, sectors, countries, definiteness, number.
pub fn describe(context: &Context<'_>, spots: &Spots, candidate: &mut Candidate, end: usize) {
    let before = candidate.tokens.start..end.max(candidate.tokens.start);
    if let Some(role) = role(context, &before) {
        candidate.take_role(role);
    }
    let grammar = &context.knowledge.grammar;
    for token in before.clone() {
        let row = context.token(token);
        let word = row.lemma.to_lowercase();
        candidate.is_definite |= grammar.is(&word, WordClass::Definite)
            && matches!(row.part_of_speech, PartOfSpeech::Det | PartOfSpeech::Pron);
        candidate.is_distributive |= grammar.is(&word, WordClass::Distributive);
        candidate.is_two |= grammar.is(&word, WordClass::Pair);
        candidate.is_woman = candidate.is_woman.or(grammar.get(&word, WordClass::Title).and_then(|word| word.is_woman));
    }
    if candidate.is_two && candidate.form == MentionForm::Nominal {
        candidate.is_plural = true;
    }
    candidate.owner = phrases::owner(context, candidate.head);
    candidate.is_definite |= candidate.owner.is_some();
    candidate.is_former |= before.clone().any(|token| says_former(context, token));
    if candidate.is_former && candidate.role.is_some() {
        candidate.sectors = vec![Label::from_static("ELI")];
    }
    let is_above = |sector: &Label| context.knowledge.sectors.is_above_states(sector);
    if candidate.role.is_some() && candidate.sectors.first().is_some_and(is_above) {
        // "The secretary general of the union" leads no body above states.
        let body = phrases::complements(context, candidate.head, WordClass::Belonging).next();
        if let Some(role) = body.and_then(|(noun, _)| role(context, &phrases::base(context, noun))) {
            candidate.sectors.clone_from(&role.sectors);
        }
    }
    candidate.countries = countries_before(context, spots, &before, candidate);
    if candidate.countries.is_empty() && (candidate.role.is_some() || candidate.form == MentionForm::Named) {
        candidate.countries = countries_behind(context, spots, candidate.head);
        // "The presidents of Peru and Chile": one of each.
        if candidate.is_plural && candidate.countries.len() == 1 {
            candidate.countries.extend(other_countries_behind(context, spots, candidate.head, &candidate.countries));
        }
    }
}

impl Candidate {
    pub fn take_role(&mut self, role: &Role) {
        self.role = Some(role.phrase.to_owned());
        self.sectors.clone_from(&role.sectors);
        self.is_woman = self.is_woman.or(role.is_woman);
        self.countries.extend(role.country);
        if self.form == MentionForm::Named {
            return;
        }
        self.kind = match role.kind {
            RoleKind::Person if self.is_plural => Kind::People,
            RoleKind::Person => Kind::Person,
            RoleKind::People => Kind::People,
            RoleKind::Body => Kind::Organisation,
            RoleKind::Thing => Kind::Thing,
        };
        self.is_plural |= role.kind == RoleKind::People;
    }
}

/// The role that the words of a range end with.
fn role<'a>(context: &Context<'a>, range: &Range<usize>) -> Option<&'a Role> {
    let words: Vec<String> =
        range.clone().filter(|&token| !is_space(context, token)).map(|token| lemma(context, token)).collect();
    let tail: Vec<&str> = words.iter().rev().take(8).rev().map(String::as_str).collect();
    let singular = context.knowledge.roles.longest(&tail);
    if let Some((_, role)) = singular {
        return Some(role);
    }
    let last = range.clone().next_back()?;
    let plural = context.text(last).to_lowercase();
    let mut tail = tail;
    *tail.last_mut()? = plural.as_str();
    context.knowledge.roles.longest(&tail).map(|(_, role)| role)
}

/// Whether the word alone names a role, people, an organisation or a place.
pub fn has_role(context: &Context<'_>, head: usize) -> bool {
    let noun = lemma(context, head);
    let classes = [WordClass::PersonNoun, WordClass::OrganisationNoun, WordClass::PlaceNoun, WordClass::CountryNoun];
    role(context, &(head..head + 1)).is_some()
        || classes.iter().any(|&class| context.knowledge.grammar.is(&noun, class))
}

fn is_space(context: &Context<'_>, token: usize) -> bool {
    context.token(token).part_of_speech == PartOfSpeech::Space
}

/// The word of a role phrase: titles are tagged as names, and their lemmas
/// keep capitals and plurals.
pub fn lemma(context: &Context<'_>, token: usize) -> String {
    let row = context.token(token);
    let lower = row.lemma.to_lowercase();
    match row.tag.as_str() {
        "NNPS" => lower.strip_suffix('s').map_or(lower.clone(), str::to_owned),
        _ => lower,
    }
}

/// Countries that the words before a name or head say: adjectives, names and
/// owners ("Russian", "U.S.", "China's").
fn countries_before(context: &Context<'_>, spots: &Spots, before: &Range<usize>, candidate: &Candidate) -> Vec<Label> {
    let mut countries = candidate.countries.clone();
    let mut token = before.start;
    while token < before.end {
        match spots.at(token) {
            Some(spot) if candidate.name.as_ref() != Some(&spot.tokens) => {
                let said = countries_of(context, spot);
                match said.is_empty() {
                    true => countries.extend(spots.country_of_place(token)),
                    false => countries.extend(said),
                }
                token = spot.tokens.end;
            }
            _ => token += 1,
        }
    }
    countries.dedup();
    countries
}

/// Countries of "of Belarus", "in Kyiv", "from the Russian army" behind a
/// head.
fn countries_behind(context: &Context<'_>, spots: &Spots, head: usize) -> Vec<Label> {
    for (noun, _) in phrases::complements(context, head, WordClass::Belonging) {
        for token in phrases::base(context, noun) {
            let countries = spots.at(token).map_or(Vec::new(), |spot| countries_of(context, spot));
            if !countries.is_empty() {
                return countries;
            }
            if let Some(country) = spots.country_of_place(token) {
                return vec![country];
            }
        }
    }
    Vec::new()
}

/// The countries of what is coordinated with the first country behind a head.
fn other_countries_behind(context: &Context<'_>, spots: &Spots, head: usize, known: &[Label]) -> Vec<Label> {
    let nouns = phrases::complements(context, head, WordClass::Belonging).map(|(noun, _)| noun);
    let beside = nouns.flat_map(|noun| {
        std::iter::successors(Some(noun), |&noun| context.children(noun, &["conj"]).next()).take(12).skip(1)
    });
    let said = beside.flat_map(|noun| spots.at(noun).map_or(Vec::new(), |spot| countries_of(context, spot)));
    said.filter(|country| !known.contains(country)).collect()
}

/// The countries that a spot can stand for or belongs to: one, or none where
/// it is unclear.
pub fn countries_of(context: &Context<'_>, spot: &Spot) -> Vec<Label> {
    let day = context.article.published;
    let meaning = entities::best_geographic(context.knowledge, &spot.meanings, day);
    if let Some(country) = meaning {
        return vec![context.knowledge.countries[country].code];
    }
    let actor = spot.meanings.iter().find(|meaning| meaning.kind == NameKind::Actor);
    let actor = actor.map(|meaning| &context.knowledge.actors.rows[meaning.row as usize]);
    let is_above =
        |term: &Term| term.sectors.first().is_some_and(|first| context.knowledge.sectors.is_above_states(first));
    let actor = actor.filter(|actor| !actor.is_person() && !actor.terms.iter().any(is_above));
    let term = actor.and_then(|actor| actor.terms_on(day).first().copied().or_else(|| actor.terms.first()));
    term.and_then(|term| term.country).into_iter().collect()
}

/// What the words of a name say where the name is not known: "Belarusian
/// Foreign Ministry" is a foreign ministry, and Belarusian.
pub fn describe_inside(context: &Context<'_>, spots: &Spots, spot: &Spot, candidate: &mut Candidate) {
    let to_head = spot.tokens.start..candidate.head + 1;
    if candidate.role.is_none()
        && let Some(role) = role(context, &spot.tokens).or_else(|| role(context, &to_head))
    {
        candidate.take_role(role);
    }
    if candidate.countries.is_empty() {
        candidate.countries = countries_inside(context, &spot.tokens);
    }
    if candidate.countries.is_empty() {
        candidate.countries = spot.tokens.clone().find_map(|token| spots.country_of_place(token)).into_iter().collect();
    }
}

/// "Bishop Anselm Torvik", where the recogniser takes the title for a part of
/// the name.
pub fn describe_title(context: &Context<'_>, candidate: &mut Candidate) {
    if candidate.role.is_some() {
        return;
    }
    let start = candidate.tokens.start;
    let titles = (start + 1..candidate.tokens.end).rev().map(|end| start..end);
    let titles = titles.filter_map(|title| role(context, &title));
    if let Some(role) = titles.into_iter().find(|role| role.kind == RoleKind::Person) {
        candidate.take_role(role);
        candidate.kind = Kind::Person;
        candidate.is_latent = false;
        return;
    }
    // "Delhi Police", taken for a person.
    let body = role(context, &candidate.tokens).filter(|role| role.kind != RoleKind::Person);
    if let Some(role) = body.filter(|_| candidate.tokens.len() > 1) {
        candidate.take_role(role);
        candidate.kind = Kind::Organisation;
        candidate.is_latent = false;
    }
}

fn says_former(context: &Context<'_>, token: usize) -> bool {
    context.knowledge.grammar.is(&context.text(token).to_lowercase(), WordClass::Former)
}

/// Countries that words within a name say.
fn countries_inside(context: &Context<'_>, tokens: &Range<usize>) -> Vec<Label> {
    let text = context.article.text.as_str();
    let rows = context.parse.tokens.rows();
    let mut countries = Vec::new();
    for token in tokens.clone() {
        let start = rows[token].span.start() as usize;
        let ends = rows[token..tokens.end].iter().map(|row| row.span.end() as usize - start);
        let Some((_, meanings)) = context.knowledge.names.longest(&text[start..], ends) else { continue };
        let country = entities::best_geographic(context.knowledge, meanings, context.article.published);
        countries.extend(country.map(|row| context.knowledge.countries[row].code));
    }
    countries.dedup();
    countries
}
