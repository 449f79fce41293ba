//! Definite descriptions: which earlier chain "the ministry", "the Belarusian
//! president", "the country" means.

use document::Label;

use super::candidates::{Candidate, Kind};
use super::chains::Linker;
use super::entities::{self, Entity};
use super::state::{ChainState, state_countries};
use crate::knowledge::grammar::WordClass;

/// How many sentences back "the country" and "the group" look.
const REACH: usize = 4;

/// An earlier chain that a description fits, the latest first, and why.
pub fn described_before(linker: &Linker<'_>, index: usize) -> Option<(usize, String)> {
    let candidate = &linker.candidates[index];
    let noun = noun(linker, candidate);
    if is_homeland(linker, candidate, &noun) {
        let chain = chain_of_country(linker, country_of(linker, candidate)?);
        return chain.map(|chain| (chain, "its owner's country".to_owned()));
    }
    if let Some(chain) = other_side(linker, candidate, &noun) {
        return Some((chain, "the other one that the article is about".to_owned()));
    }
    let is_owned_by_country = candidate.owner.is_some() && !candidate.countries.is_empty();
    if candidate.owner.is_some() && !is_owned_by_country {
        return owned_before(linker, index, &noun).map(|chain| (chain, "it has the same owner".to_owned()));
    }
    if candidate.is_definite && candidate.kind == Kind::Country && !candidate.is_plural {
        return country_before(linker, index).map(|chain| (chain, "the country named before".to_owned()));
    }
    if !candidate.is_definite && !is_owned_by_country {
        return same_words(linker, index, &noun).map(|chain| (chain, "the same words".to_owned()));
    }
    if is_restricted(linker, candidate) {
        return None;
    }
    let fits = |chain: &usize| {
        let state = &linker.chains[*chain];
        countries_fit(linker, candidate, state)
            && owners_fit(linker, candidate, state)
            && linker.kinds_fit(candidate, state)
            && state.is_plural == candidate.is_plural
            && is_called(linker, *chain, candidate, &noun)
    };
    let found = linker.recent().filter(fits).max_by_key(|&chain| prominence(linker, index, chain));
    if let Some(chain) = found {
        return Some((chain, format!("it was called {noun:?} or is one")));
    }
    any_before(linker, index, &noun).map(|chain| (chain, format!("{noun:?} may mean whoever was named last")))
}

/// How likely a description means a chain that fits: the nearer and the more
/// often named, the more.
fn prominence(linker: &Linker<'_>, index: usize, chain: usize) -> i32 {
    let sentence = linker.context.sentence(linker.candidates[index].head);
    let mentions = &linker.chains[chain].mentions;
    let last = mentions.last().map_or(0, |&last| linker.context.sentence(linker.candidates[last].head));
    2 * mentions.len().min(5) as i32 - sentence.abs_diff(last).min(100) as i32
}

/// The last word of a description in lower case.
fn noun(linker: &Linker<'_>, candidate: &Candidate) -> String {
    linker.context.token(candidate.head).lemma.to_lowercase()
}

fn countries_fit(linker: &Linker<'_>, candidate: &Candidate, state: &ChainState) -> bool {
    let countries = state_countries(linker.context, state);
    candidate.countries.is_empty()
        || countries.is_empty()
        || candidate.countries.iter().any(|country| countries.contains(country))
}

/// Whether a clause right behind says which one is meant ("the man who fired"):
/// then it was not named before.
fn is_restricted(linker: &Linker<'_>, candidate: &Candidate) -> bool {
    let context = linker.context;
    let next = candidate.head + 1;
    let is_set_off = next < context.parse.tokens.len() && context.token(next).relation == "punct";
    !is_set_off && context.children(candidate.head, &["relcl", "acl"]).next().is_some()
}

/// Whether a chain that has an owner has the same as the description: "Italy's
/// headquarters" are not France's.
fn owners_fit(linker: &Linker<'_>, candidate: &Candidate, state: &ChainState) -> bool {
    let Some(owner) = candidate.owner.and_then(|owner| linker.chain_headed_by(owner)) else { return true };
    let owners = state.mentions.iter().rev().take(16).filter_map(|&mention| linker.candidates[mention].owner);
    let mut owners = owners.filter_map(|other| linker.chain_headed_by(other));
    owners.all(|other| other == owner)
}

fn is_homeland(linker: &Linker<'_>, candidate: &Candidate, noun: &str) -> bool {
    candidate.owner.is_some() && !candidate.is_plural && linker.context.knowledge.grammar.is(noun, WordClass::Homeland)
}

/// "Its neighbour", said of a country or body: of the two countries that the
/// article names most, the one that it does not belong to.
fn other_side(linker: &Linker<'_>, candidate: &Candidate, noun: &str) -> Option<usize> {
    let owner = linker.chain_headed_by(candidate.owner?)?;
    let state = &linker.chains[owner];
    let is_public = matches!(state.kind, Some(Kind::Country | Kind::Organisation | Kind::Region));
    if candidate.is_plural || !is_public || !linker.context.knowledge.grammar.is(noun, WordClass::OtherSide) {
        return None;
    }
    let own = state_countries(linker.context, state);
    let pair = linker.focus.get(..2)?;
    let mut others = pair.iter().filter(|country| !own.contains(country));
    match (others.next(), others.next()) {
        (Some(other), None) => chain_of_country(linker, *other),
        _ => None,
    }
}

/// The row of the country that "her country" means.
pub fn own_country(linker: &Linker<'_>, index: usize) -> Option<usize> {
    let candidate = &linker.candidates[index];
    if !is_homeland(linker, candidate, &noun(linker, candidate)) {
        return None;
    }
    let code = country_of(linker, candidate)?;
    let country = linker.context.knowledge.country(code, linker.context.article.published)?;
    linker.context.knowledge.countries.iter().position(|other| other.id == country.id)
}

/// The country that somebody's "country" is: of people of whom it is known,
/// theirs; of those who speak, the one that the article names most.
fn country_of(linker: &Linker<'_>, candidate: &Candidate) -> Option<Label> {
    let owner = linker.chain_headed_by(candidate.owner?)?;
    let state = &linker.chains[owner];
    let countries = match state.is_voice {
        true => linker.focus.get(..1).unwrap_or_default().to_vec(),
        false => state_countries(linker.context, state),
    };
    match countries.as_slice() {
        [country] => Some(*country),
        _ => None,
    }
}

/// The chain of a country.
fn chain_of_country(linker: &Linker<'_>, country: Label) -> Option<usize> {
    let is_it = |chain: &usize| {
        let state = &linker.chains[*chain];
        state.kind == Some(Kind::Country) && state_countries(linker.context, state) == [country]
    };
    linker.recent().find(is_it)
}

/// "Our president" after "our president".
fn owned_before(linker: &Linker<'_>, index: usize, noun: &str) -> Option<usize> {
    let candidate = &linker.candidates[index];
    let owner = linker.chain_headed_by(candidate.owner?)?;
    let same = linker.placed.iter().rev().take(300).find(|&&other| {
        let other = &linker.candidates[other];
        self::noun(linker, other) == noun
            && other.is_plural == candidate.is_plural
            && other.modifiers == candidate.modifiers
            && other.owner.and_then(|other| linker.chain_headed_by(other)) == Some(owner)
    });
    linker.chain_of[*same?]
}

/// "Religious schools" after the same words: bare plurals mean the kind; and
/// titles that somebody is addressed with ("Madam Speaker").
fn same_words(linker: &Linker<'_>, index: usize, noun: &str) -> Option<usize> {
    let candidate = &linker.candidates[index];
    let is_title = |candidate: &Candidate| {
        candidate.tokens.len() > 1
            && candidate.tokens.clone().all(|token| linker.context.token(token).tag.starts_with("NNP"))
    };
    let is_bare = |candidate: &Candidate| {
        let first = linker.context.token(candidate.tokens.start);
        (candidate.is_plural || is_title(candidate)) && first.tag != "DT" && first.tag != "CD" && first.tag != "PDT"
    };
    if !is_bare(candidate) || candidate.is_latent || is_anybody(linker, candidate, noun) {
        return None;
    }
    let same = linker.placed.iter().rev().take(300).find(|&&other| {
        let other = &linker.candidates[other];
        self::noun(linker, other) == noun
            && is_bare(other)
            && other.joined.is_empty()
            && other.name.is_none()
            && other.modifiers == candidate.modifiers
            && other.countries == candidate.countries
    });
    linker.chain_of[*same?]
}

/// "People": whoever, not those named before.
fn is_anybody(linker: &Linker<'_>, candidate: &Candidate, noun: &str) -> bool {
    let word = linker.context.knowledge.grammar.get(noun, WordClass::PersonNoun);
    candidate.tokens.len() == 1 && word.is_some_and(|word| word.is_plural)
}

/// Whether a chain was called by this noun before, or is known to be what it
/// says.
fn is_called(linker: &Linker<'_>, chain: usize, candidate: &Candidate, noun: &str) -> bool {
    let state = &linker.chains[chain];
    let said_before = state.mentions.iter().rev().take(16).any(|&mention| {
        let other = &linker.candidates[mention];
        let is_same_noun = self::noun(linker, other) == noun && other.joined.is_empty();
        other.pronoun.is_none()
            && (is_same_noun && modifiers_fit(linker, state, candidate)
                || other.role.is_some()
                    && (other.role.as_deref() == Some(noun) || candidate.role == other.role)
                    && modifiers_fit(linker, state, candidate))
    });
    said_before || is_known_as(linker, state, candidate, noun)
}

/// Whether all that the new words say was said of the chain before.
fn modifiers_fit(linker: &Linker<'_>, state: &ChainState, candidate: &Candidate) -> bool {
    candidate.modifiers.iter().all(|modifier| {
        !candidate.countries.is_empty() && linker.context.knowledge.names.meanings(modifier).is_empty()
            || state.mentions.iter().rev().take(16).any(|&mention| {
                let other = &linker.candidates[mention];
                other.modifiers.contains(modifier)
                    || linker.context.words(&other.tokens).to_lowercase().contains(modifier.as_str())
            })
    })
}

fn is_known_as(linker: &Linker<'_>, state: &ChainState, candidate: &Candidate, noun: &str) -> bool {
    let role = candidate.role.as_deref().unwrap_or(noun);
    match state.entity {
        Some(Entity::Actor(row)) => {
            let actor = &linker.context.knowledge.actors.rows[row];
            let terms = actor.terms_on(linker.context.article.published);
            terms.iter().any(|term| {
                entities::same_role(linker.context, term.role, role)
                    || candidate.modifiers.is_empty() && term.role.ends_with(noun)
            })
        }
        _ => {
            state.role.as_deref().is_some_and(|known| entities::same_role(linker.context, known, role))
                && modifiers_fit(linker, state, candidate)
        }
    }
}

/// "The group", "the man": whoever of that kind was named last.
fn any_before(linker: &Linker<'_>, index: usize, noun: &str) -> Option<usize> {
    let candidate = &linker.candidates[index];
    let grammar = &linker.context.knowledge.grammar;
    let (kind, word) = match grammar.get(noun, WordClass::AnyOrganisation) {
        Some(word) => (Kind::Organisation, word),
        None => (Kind::Person, grammar.get(noun, WordClass::AnyPerson)?),
    };
    if candidate.is_plural || !candidate.modifiers.is_empty() || !candidate.countries.is_empty() {
        return None;
    }
    let sentence = linker.context.sentence(candidate.head);
    linker.recent().find(|&chain| {
        let state = &linker.chains[chain];
        let is_near = state
            .mentions
            .last()
            .is_some_and(|&mention| linker.context.sentence(linker.candidates[mention].head) + REACH >= sentence);
        let genders_fit = word.is_woman.is_none() || word.is_woman == state.is_woman;
        is_near && state.kind == Some(kind) && !state.names.is_empty() && genders_fit
    })
}

/// The one holder of the office that a definite description of a country
/// names ("the Chinese president").
pub fn holder(linker: &Linker<'_>, index: usize) -> Option<usize> {
    let candidate = &linker.candidates[index];
    let ([country], Some(role), false) =
        (candidate.countries.as_slice(), candidate.role.as_deref(), candidate.is_plural)
    else {
        return None;
    };
    candidate.is_definite.then(|| entities::office_holder(linker.context, *country, role)).flatten()
}

/// The country that "the country" means: the latest named, but for a stay or
/// journey not the traveller's own where another was named beside.
fn country_before(linker: &Linker<'_>, index: usize) -> Option<usize> {
    let context = linker.context;
    let sentence = context.sentence(linker.candidates[index].head);
    let traveller = traveller(linker, index);
    let mut best: Option<(bool, usize, usize)> = None;
    for chain in linker.recent() {
        let state = &linker.chains[chain];
        let Some(&last) = state.mentions.last() else { continue };
        let distance = sentence - context.sentence(linker.candidates[last].head).min(sentence);
        let is_country =
            state.kind == Some(Kind::Country) && !state.is_plural && !state_countries(context, state).is_empty();
        if !is_country || distance > REACH {
            continue;
        }
        let is_own = traveller.iter().any(|country| state_countries(context, state).contains(country));
        if best.is_none_or(|(own, near, _)| (is_own, distance) < (own, near)) {
            best = Some((is_own, distance, chain));
        }
    }
    let most_named = || chain_of_country(linker, *linker.focus.first()?);
    best.map(|(_, _, chain)| chain).or_else(most_named)
}

/// Countries of the subject of a verb of going or staying that this mention's
/// preposition belongs to, or of whoever deals with it ("threatened to suspend
/// an agreement with the country").
fn traveller(linker: &Linker<'_>, index: usize) -> Vec<Label> {
    let context = linker.context;
    let goes = |token: usize| context.knowledge.grammar.is(&context.token(token).lemma, WordClass::Going);
    let preposition = context.head(linker.candidates[index].head);
    let mut verb = if goes(preposition) { preposition } else { context.head(preposition) };
    if context.knowledge.grammar.is(&context.token(preposition).lemma, WordClass::Facing) {
        for _ in 0..6 {
            if context.children(verb, &["nsubj"]).next().is_some() {
                break;
            }
            verb = context.head(verb);
        }
    } else if !goes(verb) {
        return Vec::new();
    }
    let subject = context.children(verb, &["nsubj"]).next();
    let chain = subject.and_then(|subject| linker.chain_headed_by(subject));
    chain.map_or(Vec::new(), |chain| state_countries(context, &linker.chains[chain]))
}
