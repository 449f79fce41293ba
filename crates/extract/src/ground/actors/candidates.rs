//! Mentions before they are linked: each noun phrase, name or pronoun that
//! may stand for an actor, with all that its own words say of it.

use std::ops::Range;

use document::{Label, MentionForm, PartOfSpeech};

use super::spots::{Spot, Spots, is_adjective};
use super::{Context, phrases};
use crate::knowledge::names::{Meaning, NameKind};
use crate::knowledge::roles::{Role, RoleKind};

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
    /// The token that owns it ("his" in "his foreign minister").
    pub owner: Option<usize>,
    /// Whether it says that there are two ("both countries").
    pub is_two: bool,
    /// Whether it is a capital where something happens, not the government.
    pub is_only_place: bool,
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
    found.sort_by_key(|candidate| (candidate.tokens.start, std::cmp::Reverse(candidate.tokens.end)));
    found
}

fn candidate(context: &Context<'_>, spots: &Spots, token: usize) -> Option<Candidate> {
    let row = context.token(token);
    if row.part_of_speech == PartOfSpeech::Pron || row.tag == "PRP$" {
        return pronoun(context, token);
    }
    let spot = spots.at(token).filter(|spot| root(context, &spot.tokens) == token);
    match spot {
        Some(spot) => named(context, spots, spot, token),
        None if spots.at(token).is_some_and(|spot| spot.meanings.iter().any(|meaning| !is_adjective(meaning.kind))) => {
            None
        }
        None => nominal(context, spots, token).or_else(|| unrecognised(context, spots, token)),
    }
}

/// A name that neither the recogniser nor the knowledge base has: kept where
/// it is somebody's family name, to be decided by the rest of the article.
fn unrecognised(context: &Context<'_>, spots: &Spots, head: usize) -> Option<Candidate> {
    let row = context.token(head);
    let is_family = || !context.knowledge.actors.family(context.text(head)).is_empty();
    if row.tag != "NNP" || is_modifier(&row.relation) || spots.at(head).is_some() || !is_family() {
        return None;
    }
    let tokens = phrases::base(context, head);
    let mut candidate = Candidate { name: Some(head..head + 1), ..blank(tokens, head, MentionForm::Named) };
    candidate.kind = Kind::Person;
    describe(context, spots, &mut candidate, head);
    Some(candidate)
}

/// The token of a range on which the others depend: the last whose head lies
/// outside.
fn root(context: &Context<'_>, tokens: &Range<usize>) -> usize {
    let outside = |&token: &usize| !tokens.contains(&context.head(token)) || context.head(token) == token;
    tokens.clone().rev().find(outside).unwrap_or(tokens.end - 1)
}

/// Relations by which a word only describes another.
fn is_modifier(relation: &str) -> bool {
    matches!(relation, "compound" | "amod" | "nmod" | "det" | "quantmod" | "advmod" | "punct" | "case" | "meta")
}

fn named(context: &Context<'_>, spots: &Spots, spot: &Spot, head: usize) -> Option<Candidate> {
    let relation = context.token(head).relation;
    let is_described = is_modifier(&relation);
    let nouns: Vec<Meaning> = spot.meanings.iter().copied().filter(|meaning| !is_adjective(meaning.kind)).collect();
    if is_described && (nouns.iter().all(|meaning| meaning.kind == NameKind::People) || !is_noun(context, head)) {
        // "Chinese" before a noun describes; the noun's mention takes it up.
        return None;
    }
    if nouns.is_empty() && !spot.meanings.is_empty() && spot.label.is_none_or(|label| label == "NORP") {
        return adjective_as_noun(context, spots, spot, head);
    }
    let tokens = match is_described {
        true => spot.tokens.clone(),
        false => cover(&phrases::base(context, head), &spot.tokens),
    };
    let mut candidate =
        Candidate { name: Some(spot.tokens.clone()), meanings: nouns, ..blank(tokens, head, MentionForm::Named) };
    candidate.kind = named_kind(context, spot, &candidate.meanings);
    candidate.is_only_place = is_only_place(context, head, &candidate.meanings);
    candidate.is_plural = candidate.kind == Kind::People;
    if !is_described {
        describe(context, spots, &mut candidate, spot.tokens.start);
    }
    if candidate.meanings.is_empty() && candidate.kind != Kind::Person {
        describe_inside(context, spot, &mut candidate);
    }
    if candidate.kind == Kind::Person && candidate.is_woman.is_none() {
        candidate.is_woman = context.knowledge.is_womans_name(context.text(spot.tokens.start));
    }
    Some(candidate)
}

/// What the words of a name say where the name is not known: "Belarusian
/// Foreign Ministry" is a foreign ministry, and Belarusian.
fn describe_inside(context: &Context<'_>, spot: &Spot, candidate: &mut Candidate) {
    let to_head = spot.tokens.start..candidate.head + 1;
    if candidate.role.is_none()
        && let Some(role) = role(context, &spot.tokens).or_else(|| role(context, &to_head))
    {
        candidate.take_role(role);
    }
    if candidate.countries.is_empty() {
        candidate.countries = countries_inside(context, &spot.tokens);
    }
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
        let country = super::entities::best_geographic(context.knowledge, meanings, context.article.published);
        countries.extend(country.map(|row| context.knowledge.countries[row].code));
    }
    countries.dedup();
    countries
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

/// A capital stands for the government, unless a preposition of place or a
/// verb of motion makes it the place.
fn is_only_place(context: &Context<'_>, head: usize, meanings: &[Meaning]) -> bool {
    let is_capital = meanings.iter().any(|meaning| meaning.kind == NameKind::Capital)
        && meanings.iter().all(|meaning| matches!(meaning.kind, NameKind::Capital | NameKind::Actor));
    let preposition = context.head(head);
    if !is_capital || context.token(head).relation != "pobj" {
        return is_capital && context.token(head).relation != "nsubj" && context.sentence_tokens(head).start + 3 > head;
    }
    match context.token(preposition).lemma.to_lowercase().as_str() {
        "in" | "at" | "near" | "outside" | "around" | "from" | "through" | "within" | "inside" => true,
        "to" | "for" => {
            let verb = context.token(context.head(preposition)).lemma.to_lowercase();
            matches!(
                verb.as_str(),
                "go" | "fly"
                    | "travel"
                    | "trip"
                    | "visit"
                    | "arrive"
                    | "return"
                    | "come"
                    | "leave"
                    | "move"
                    | "flight"
                    | "head"
            )
        }
        _ => false,
    }
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
        "NORP" => Kind::People,
        "GPE" | "LOC" | "FAC" => Kind::Region,
        _ => Kind::Other,
    }
}

/// A phrase whose head is a common noun: a mention where the noun names a
/// role, or where a country describes it.
fn nominal(context: &Context<'_>, spots: &Spots, head: usize) -> Option<Candidate> {
    let row = context.token(head);
    if !matches!(row.part_of_speech, PartOfSpeech::Noun | PartOfSpeech::Propn) || is_modifier(&row.relation) {
        return None;
    }
    let tokens = phrases::base(context, head);
    let mut candidate = blank(tokens, head, MentionForm::Nominal);
    candidate.is_plural = matches!(row.tag.as_str(), "NNS" | "NNPS");
    describe(context, spots, &mut candidate, head + 1);
    let stands_for_country = is_country_noun(&lemma(context, head));
    if stands_for_country {
        candidate.kind = Kind::Country;
        if candidate.sectors.is_empty() {
            candidate.sectors.push(Label::from_static("GOV"));
        }
    }
    let is_actor = candidate.role.is_some() || stands_for_country || !candidate.countries.is_empty();
    is_actor.then_some(candidate)
}

/// Nouns that stand for a country that was named before.
fn is_country_noun(lemma: &str) -> bool {
    matches!(lemma, "country" | "nation" | "state" | "side" | "neighbour" | "neighbor")
}

fn pronoun(context: &Context<'_>, token: usize) -> Option<Candidate> {
    let row = context.token(token);
    let mut candidate = blank(token..token + 1, token, MentionForm::Pronoun);
    let (kind, is_plural, is_woman) = match row.lemma.to_lowercase().as_str() {
        "he" | "his" | "him" | "himself" => (Kind::Person, false, Some(false)),
        "she" | "her" | "hers" | "herself" => (Kind::Person, false, Some(true)),
        "it" | "its" | "itself" if row.relation != "expl" => (Kind::Organisation, false, None),
        "they" | "their" | "them" | "theirs" | "themselves" => (Kind::People, true, None),
        _ => return None,
    };
    candidate.kind = kind;
    candidate.is_plural = is_plural;
    candidate.is_woman = is_woman;
    Some(candidate)
}

fn blank(tokens: Range<usize>, head: usize, form: MentionForm) -> Candidate {
    Candidate {
        tokens,
        head,
        form,
        kind: Kind::Other,
        is_plural: false,
        is_woman: None,
        name: None,
        meanings: Vec::new(),
        countries: Vec::new(),
        sectors: Vec::new(),
        role: None,
        is_definite: form == MentionForm::Named,
        owner: None,
        is_two: false,
        is_only_place: false,
    }
}

fn cover(left: &Range<usize>, right: &Range<usize>) -> Range<usize> {
    left.start.min(right.start)..left.end.max(right.end)
}

/// Takes up what the words before `end` (the name's first token, or the one
/// behind the head) say: role, sectors, countries, definiteness, number.
fn describe(context: &Context<'_>, spots: &Spots, candidate: &mut Candidate, end: usize) {
    let before = candidate.tokens.start..end.max(candidate.tokens.start);
    if let Some(role) = role(context, &before) {
        candidate.take_role(role);
    }
    for token in before.clone() {
        let word = context.token(token);
        match word.lemma.to_lowercase().as_str() {
            "the" | "this" | "that" | "these" | "those"
                if word.part_of_speech == PartOfSpeech::Det || word.part_of_speech == PartOfSpeech::Pron =>
            {
                candidate.is_definite = true;
            }
            "both" | "two" => candidate.is_two = true,
            _ => {}
        }
    }
    if candidate.is_two && candidate.form == MentionForm::Nominal {
        candidate.is_plural = true;
    }
    candidate.owner = phrases::owner(context, candidate.head);
    candidate.is_definite |= candidate.owner.is_some();
    candidate.countries = countries_before(context, spots, &before, candidate);
    if candidate.countries.is_empty() && (candidate.role.is_some() || candidate.form == MentionForm::Named) {
        candidate.countries = countries_behind(context, spots, candidate.head);
    }
}

impl Candidate {
    fn take_role(&mut self, role: &Role) {
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

fn is_space(context: &Context<'_>, token: usize) -> bool {
    context.token(token).part_of_speech == PartOfSpeech::Space
}

/// The word of a role phrase: titles are tagged as names, and their lemmas
/// keep capitals and plurals.
fn lemma(context: &Context<'_>, token: usize) -> String {
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
                countries.extend(countries_of(context, spot));
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
    for (noun, _) in phrases::complements(context, head, &["of", "in", "from"]) {
        for token in phrases::base(context, noun) {
            if let Some(spot) = spots.at(token) {
                let countries = countries_of(context, spot);
                if !countries.is_empty() {
                    return countries;
                }
            }
        }
    }
    Vec::new()
}

/// The countries that a spot can stand for or belongs to: one, or none where
/// it is unclear.
pub fn countries_of(context: &Context<'_>, spot: &Spot) -> Vec<Label> {
    let day = context.article.published;
    let meaning = super::entities::best_geographic(context.knowledge, &spot.meanings, day);
    if let Some(country) = meaning {
        return vec![context.knowledge.countries[country].code];
    }
    let actor = spot.meanings.iter().find(|meaning| meaning.kind == NameKind::Actor);
    let actor = actor.map(|meaning| &context.knowledge.actors.rows[meaning.row as usize]);
    let term = actor.and_then(|actor| actor.terms_on(day).first().copied().or_else(|| actor.terms.first()));
    term.and_then(|term| term.country).into_iter().collect()
}
