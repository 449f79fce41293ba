//! Actors as they are kept until the dump is read, and the table of them.

use std::collections::HashMap;
use std::io::{self, Write};

use foldhash::fast::RandomState;

use super::entity::{Day, Entity};
use super::slug::slug;
use super::world::Code;

/// A person or an organisation.
#[derive(Debug)]
pub struct Actor {
    /// The number of its item.
    pub item: u32,
    /// Its kind ("person").
    pub kind: &'static str,
    /// Its English name.
    pub name: Box<str>,
    /// Of people: the name on second mention.
    pub family: Box<str>,
    /// Of people: `m`, `f` or empty.
    pub gender: &'static str,
    /// Other names, `|` between them.
    pub aliases: Box<str>,
    /// Offices, or what an organisation is; never empty.
    pub terms: Vec<Term>,
}

/// An office held, or what an organisation is.
#[derive(Debug, PartialEq)]
pub struct Term {
    /// Since when.
    pub from: Option<Day>,
    /// Until when.
    pub to: Option<Day>,
    /// The country.
    pub country: Option<Code>,
    /// The role.
    pub role: Box<str>,
    /// Sectors, `|` between them.
    pub sectors: &'static str,
    /// The item of the organisation that the office directs.
    pub organisation: Option<u32>,
}

/// The aliases of an entity, without its name and the bare family name.
pub fn names(entity: &Entity, name: &str, family: &str) -> Box<str> {
    let mut names: Vec<&str> = Vec::new();
    for alias in entity.aliases() {
        if alias != name && alias != family && !names.contains(&alias) {
            names.push(alias);
        }
    }
    names.join("|").into()
}

const HEADER: &str = "id\tname\tfamily\tgender\taliases\tcountry\tsectors\trole\torganisation\tfrom\tto\tnote";

/// Writes the table and tells how many rows it has.
pub fn write(actors: &[Actor], out: &mut dyn Write) -> io::Result<usize> {
    let ids = ids(actors);
    let organisations: HashMap<u32, usize, RandomState> = (0..actors.len())
        .filter(|&index| is_above_offices(&actors[index]))
        .map(|index| (actors[index].item, index))
        .collect();
    let mut order: Vec<usize> = (0..actors.len()).collect();
    order.sort_by(|&left, &right| ids[left].cmp(&ids[right]));
    writeln!(out, "# People and organisations, from Wikidata (https://www.wikidata.org, CC0).")?;
    writeln!(out, "# Order: by id, then by from.\n{HEADER}")?;
    let mut rows = 0;
    for index in order {
        let id_of = |item| organisations.get(&item).map(|&index| ids[index].as_str());
        rows += write_actor(&actors[index], &ids[index], &id_of, out)?;
    }
    Ok(rows)
}

/// Whether people's offices may name it: a body above states, a party or
/// something private. What belongs to a state is named by the country.
fn is_above_offices(actor: &Actor) -> bool {
    !matches!(actor.kind, "person" | "body")
}

/// The ids: kind and name; of several with the same name, all but the one with
/// the lowest item have the item's number behind it.
fn ids(actors: &[Actor]) -> Vec<String> {
    let mut order: Vec<usize> = (0..actors.len()).collect();
    order.sort_by_key(|&index| actors[index].item);
    let mut ids = vec![String::new(); actors.len()];
    let mut taken: HashMap<String, (), RandomState> = HashMap::default();
    for index in order {
        let Actor { item, kind, name, .. } = &actors[index];
        let slug = slug(name);
        let mut id = format!("{kind}/{slug}");
        if slug.is_empty() || taken.contains_key(&id) {
            let hyphen = if slug.is_empty() { "" } else { "-" };
            id = format!("{id}{hyphen}q{item}");
        }
        taken.insert(id.clone(), ());
        ids[index] = id;
    }
    ids
}

fn write_actor<'i>(
    actor: &Actor,
    id: &str,
    id_of: &dyn Fn(u32) -> Option<&'i str>,
    out: &mut dyn Write,
) -> io::Result<usize> {
    let text = |day: Option<Day>| day.map_or(String::new(), |day| day.to_string());
    let mut rows: Vec<String> = Vec::new();
    for term in &actor.terms {
        let organisation = term.organisation.and_then(id_of).unwrap_or_default();
        // The office of a body above states is no office of the holder's own.
        let is_above = organisation.starts_with("igo/");
        let country = term.country.as_ref().filter(|_| !is_above).map_or("", Code::as_str);
        let sectors = if is_above { "IGO" } else { term.sectors };
        let (from, to) = (text(term.from), text(term.to));
        rows.push(format!(
            "{from}\t{country}\t{sectors}\t{}\t{organisation}\t{from}\t{to}\tWikidata Q{}",
            term.role, actor.item
        ));
    }
    rows.sort();
    rows.dedup();
    for (index, row) in rows.iter().enumerate() {
        let row = row.split_once('\t').map_or("", |(_, row)| row);
        match index {
            0 => writeln!(out, "{id}\t{}\t{}\t{}\t{}\t{row}", actor.name, actor.family, actor.gender, actor.aliases)?,
            _ => writeln!(out, "{id}\t\t\t\t\t{row}")?,
        }
    }
    Ok(rows.len())
}
