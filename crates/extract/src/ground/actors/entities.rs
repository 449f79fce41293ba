//! Which entry of the knowledge base a name means, on the article's date.

use document::Label;
use jiff::civil::Date;

use super::Context;
use crate::Knowledge;
use crate::knowledge::actors::{Actor, Term};
use crate::knowledge::grammar::WordClass;
use crate::knowledge::names::{Meaning, NameKind};

/// What a chain stands for.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Entity {
    /// A row of the countries; whether the words name its seat or capital.
    Country(usize),
    /// A row of the actors.
    Actor(usize),
    /// A row of the groupings.
    Grouping(usize),
}

/// The country among several geographic meanings: one that existed on the
/// day before one that did not, a state before a breakaway entity, a name of
/// the country before its capital or people.
pub fn best_geographic(knowledge: &Knowledge, meanings: &[Meaning], day: Option<Date>) -> Option<usize> {
    let is_geographic = |meaning: &&Meaning| {
        !matches!(meaning.kind, NameKind::Actor | NameKind::Region | NameKind::RegionAdjective | NameKind::RegionPeople)
    };
    let rank = |meaning: &&Meaning| {
        let country = &knowledge.countries[meaning.row as usize];
        let is_past = match day {
            Some(day) => !country.existed_on(day),
            None => country.to.is_some(),
        };
        (is_past, country.sector.is_some(), meaning.kind, meaning.row)
    };
    meanings.iter().filter(is_geographic).min_by_key(rank).map(|meaning| meaning.row as usize)
}

/// The entry that a name (`said`) means, given what else the mention and the article
/// say: countries of its modifiers, and countries that the article names.
pub fn best(
    context: &Context<'_>,
    said: &str,
    meanings: &[Meaning],
    countries: &[Label],
    focus: &[Label],
) -> Option<Entity> {
    let actor = best_actor(context, said, meanings, countries, focus);
    let geographic = best_geographic(context.knowledge, meanings, context.article.published);
    match (geographic, actor) {
        (Some(country), _) => Some(Entity::Country(country)),
        (None, Some(actor)) => Some(Entity::Actor(actor)),
        (None, None) => meanings
            .iter()
            .find(|meaning| is_region(meaning.kind))
            .map(|meaning| Entity::Grouping(meaning.row as usize)),
    }
}

fn is_region(kind: NameKind) -> bool {
    matches!(kind, NameKind::Region | NameKind::RegionAdjective | NameKind::RegionPeople)
}

fn best_actor(
    context: &Context<'_>,
    said: &str,
    meanings: &[Meaning],
    countries: &[Label],
    focus: &[Label],
) -> Option<usize> {
    let rows = meanings.iter().filter(|meaning| meaning.kind == NameKind::Actor).map(|meaning| meaning.row as usize);
    let name_of = |row: usize| context.knowledge.actors.rows[row].name;
    rows.max_by_key(|&row| {
        let actor = &context.knowledge.actors.rows[row];
        (fit(actor, context.article.published, countries, focus), name_of(row) == said, std::cmp::Reverse(row))
    })
}

/// How well an actor fits: its country is named beside it, it was in office
/// on the day, its country is named in the article.
fn fit(actor: &Actor, day: Option<Date>, countries: &[Label], focus: &[Label]) -> (bool, bool, bool) {
    let of =
        |wanted: &[Label]| actor.terms.iter().any(|term| term.country.is_some_and(|country| wanted.contains(&country)));
    let in_office = day.is_none_or(|day| actor.terms.iter().any(|term| term.runs_on(day)));
    (of(countries), in_office, of(focus))
}

/// A person known by a family name alone: somebody who fits the role or
/// country said beside it, or who alone holds a high office on the day.
pub fn by_family(
    context: &Context<'_>,
    family: &str,
    role: Option<&str>,
    countries: &[Label],
    focus: &[Label],
) -> Option<usize> {
    let day = context.article.published;
    let rows = context.knowledge.actors.family(family).iter().map(|&row| row as usize);
    let score = |row: usize| {
        let actor = &context.knowledge.actors.rows[row];
        let terms = actor.terms_on(day);
        let holds = |role: &str| actor.terms.iter().any(|term| same_role(context, term.role, role));
        let mut score = 0;
        if role.is_some_and(holds) {
            score += 3;
        }
        let (named_beside, in_office, in_focus) = fit(actor, day, countries, focus);
        score += 3 * i32::from(named_beside) + 2 * i32::from(in_focus) + i32::from(in_office);
        if terms.iter().any(|term| is_high_office(context, term)) {
            score += 2;
        }
        if !countries.is_empty() && !named_beside {
            score -= 3;
        }
        score
    };
    // Without a date, of two the one whose offices reach nearer to today.
    let latest = |row: usize| day.is_none().then(|| latest_day(&context.knowledge.actors.rows[row]));
    let mut scored: Vec<(i32, Option<Date>, usize)> = rows.map(|row| (score(row), latest(row), row)).collect();
    scored.sort_by_key(|&(score, latest, row)| (std::cmp::Reverse((score, latest)), row));
    match scored.as_slice() {
        [(first, latest, row), rest @ ..]
            if *first >= 3 && rest.first().is_none_or(|(second, other, _)| (second, other) < (first, latest)) =>
        {
            Some(*row)
        }
        _ => None,
    }
}

fn latest_day(actor: &Actor) -> Date {
    actor.terms.iter().map(|term| term.to.unwrap_or(Date::MAX)).max().unwrap_or(Date::MIN)
}

/// The actor whose name this is without middle initials ("Ada B. Stone").
pub fn without_initials(context: &Context<'_>, name: &str, countries: &[Label], focus: &[Label]) -> Option<usize> {
    let is_initial = |word: &&str| word.len() == 2 && word.ends_with('.');
    if !name.split_whitespace().skip(1).any(|word| is_initial(&word)) {
        return None;
    }
    let plain: Vec<&str> = name.split_whitespace().filter(|word| !is_initial(word)).collect();
    let plain = plain.join(" ");
    best_actor(context, &plain, context.knowledge.names.meanings(&plain), countries, focus)
}

/// Whether two descriptions name the same office ("Prime Minister", "prime
/// minister"; "leader" fits heads of state and government).
pub fn same_role(context: &Context<'_>, known: &str, said: &str) -> bool {
    let (known, said) = (plain(context, known), plain(context, said));
    known == said || context.knowledge.grammar.is(&said, WordClass::Leader) && is_high(context, &known)
}

/// A role in lower case without "acting".
fn plain(context: &Context<'_>, role: &str) -> String {
    let role = role.to_lowercase();
    match role.split_once(' ') {
        Some((word, rest)) if context.knowledge.grammar.is(word, WordClass::Acting) => rest.to_owned(),
        _ => role,
    }
}

fn is_high_office(context: &Context<'_>, term: &Term) -> bool {
    is_high(context, &plain(context, term.role))
}

fn is_high(context: &Context<'_>, role: &str) -> bool {
    context.knowledge.grammar.is(role, WordClass::HighOffice)
}

/// The holder of an office of a country on the article's date, where there
/// is exactly one.
pub fn office_holder(context: &Context<'_>, country: Label, role: &str) -> Option<usize> {
    let day = context.article.published?;
    let actors = &context.knowledge.actors;
    let holds = |actor: &&Actor| {
        let mut terms = actor.terms.iter();
        terms.any(|term| term.country == Some(country) && term.role == role && term.runs_on(day))
    };
    let mut holders = actors.holders(country, role).filter(holds);
    let holder = holders.next()?;
    holders.next().is_none().then(|| actors.row(holder.id)).flatten()
}
