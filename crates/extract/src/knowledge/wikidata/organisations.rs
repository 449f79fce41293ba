use super::actor::{Actor, Term, names};
use super::entity::{Entity, first_day, items};
use super::rules::Rules;
use super::world::World;

/// The organisation, where the entity is of a kind that is kept and existed
/// in the year `since` or later.
pub fn organisation(entity: &Entity, world: &World, rules: &Rules, since: u16) -> Option<Actor> {
    let claims = &entity.claims;
    let item = entity.item()?;
    let class = world.organisation_class(&claims.instance_of, rules)?;
    let to = first_day(&claims.dissolved);
    if to.is_some_and(|to| to.year < since) {
        return None;
    }
    let country = world.country(items(&claims.country).chain(items(&claims.country_of_origin)));
    let name = entity.label()?;
    let term = Term {
        from: first_day(&claims.inception),
        to,
        // What belongs to several states belongs to none, wherever it sits.
        country: country.map(|country| country.code).filter(|_| class.kind != "igo"),
        role: class.kept.role.into(),
        sectors: class.kept.sectors,
        organisation: None,
    };
    Some(Actor {
        item,
        kind: class.kind,
        name: name.into(),
        family: "".into(),
        gender: "",
        aliases: names(entity, name, ""),
        terms: vec![term],
    })
}
