//! People with offices.

use super::actor::{Actor, Term, names};
use super::entity::{Claim, Entity, Item, first_day, items};
use super::rules::Rules;
use super::titles::title;
use super::world::{Country, Head, World};

/// Tells what a person's item says.
pub struct People<'a> {
    /// The table of what is kept.
    pub rules: &'a Rules,
    /// What the first pass found.
    pub world: &'a World,
    /// Offices that ended in an earlier year are left out.
    pub since: u16,
}

impl People<'_> {
    /// The person, where the entity is one that held an office since then.
    pub fn person(&self, entity: &Entity) -> Option<Actor> {
        let claims = &entity.claims;
        let item = entity.item()?;
        items(&claims.instance_of).find(|class| self.rules.person.contains(class))?;
        if first_day(&claims.died).is_some_and(|day| day.year < self.since) {
            return None;
        }
        let citizenship = self.world.country(items(&claims.citizenship));
        let mut terms: Vec<Term> =
            claims.position_held.iter().filter_map(|held| self.term(held, citizenship)).collect();
        for head in self.world.heads(item) {
            if !terms.iter().any(|term| says_already(term, head)) {
                terms.push(head_term(head));
            }
        }
        terms.retain(|term| term.to.is_none_or(|to| to.year >= self.since));
        if terms.is_empty() {
            return None;
        }
        let name = entity.label()?;
        let family = self.family(name, &claims.family_name);
        let gender = items(&claims.gender).find_map(|item| self.rules.genders.iter().find(|known| known.0 == item));
        Some(Actor {
            item,
            kind: "person",
            name: name.into(),
            aliases: names(entity, name, family),
            family: family.into(),
            gender: gender.map_or("", |known| known.1),
            terms,
        })
    }

    fn term(&self, held: &Claim<Item>, citizenship: Option<&Country>) -> Option<Term> {
        let item = held.value()?.number()?;
        let kept = self.world.office_class(item, self.rules)?.kept;
        let office = self.world.offices.get(&item);
        let jurisdiction = held.jurisdiction().or_else(|| office.and_then(|office| office.jurisdiction));
        let country = self.world.country(jurisdiction.into_iter().chain(office.and_then(|office| office.country)));
        let organisation = office.and_then(|office| office.organisation);
        // A president of a region or of a company is not the country's.
        let is_national = match jurisdiction {
            Some(area) => self.world.countries.contains_key(&area),
            None => organisation.is_none(),
        };
        let country = country.or(citizenship);
        let role = match office {
            Some(office) if !is_national => office.label.to_lowercase(),
            Some(office) => title(&office.label, country, kept.role, self.rules),
            None => kept.role.to_owned(),
        };
        (!role.is_empty()).then(|| Term {
            from: held.start(),
            to: held.end(),
            country: country.map(|country| country.code),
            role: role.into(),
            sectors: kept.sectors,
            organisation,
        })
    }

    /// The part of a name that stands alone on second mention: the family name
    /// that the item names, where the name starts or ends with it, else the
    /// last word.
    fn family<'n>(&self, name: &'n str, family_names: &[Claim<Item>]) -> &'n str {
        let known = items(family_names).filter_map(|item| self.world.family_names.get(&item));
        let in_name = |family: &str| {
            let end = name.len().checked_sub(family.len())?;
            let is_same = |part: &str| part.to_lowercase() == family.to_lowercase();
            let last = name.get(end..).filter(|part| is_same(part) && (end == 0 || name[..end].ends_with([' ', '-'])));
            let first =
                || name.get(..family.len()).filter(|part| is_same(part) && name[family.len()..].starts_with(' '));
            last.or_else(first)
        };
        let mut found = known.filter_map(|family| in_name(family));
        found.next().unwrap_or_else(|| name.rsplit(' ').next().unwrap_or(name))
    }
}

/// Whether a term is what a country says of its head: an office in its
/// government at that time.
fn says_already(term: &Term, head: &Head) -> bool {
    let starts_before = |from: Option<_>, to: Option<_>| from.is_none() || to.is_none() || from < to;
    term.country == Some(head.country)
        && term.sectors == head.kept.sectors
        && starts_before(term.from, head.to)
        && starts_before(head.from, term.to)
}

fn head_term(head: &Head) -> Term {
    Term {
        from: head.from,
        to: head.to,
        country: Some(head.country),
        role: head.kept.role.into(),
        sectors: head.kept.sectors,
        organisation: None,
    }
}
