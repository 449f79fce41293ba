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
        let named = |item| organisations.get(&item).map(|&index| (ids[index].as_str(), actors[index].name.as_ref()));
        rows += write_actor(&actors[index], &ids[index], &named, out)?;
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
    named: &dyn Fn(u32) -> Option<(&'i str, &'i str)>,
    out: &mut dyn Write,
) -> io::Result<usize> {
    let row = |term: &Term| row(term, term.organisation.and_then(named), actor.item);
    let mut rows: Vec<String> = actor.terms.iter().map(row).collect();
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

/// The columns from `country` on, with `from` once more before them to sort
/// by; `organisation` is the id and name of what the office directs.
fn row(term: &Term, organisation: Option<(&str, &str)>, item: u32) -> String {
    let text = |day: Option<Day>| day.map_or(String::new(), |day| day.to_string());
    let (id, name) = organisation.unwrap_or_default();
    // The office of a body above states is no office of the holder's state.
    let is_above = id.starts_with("igo/");
    let country = term.country.as_ref().filter(|_| !is_above).map_or("", Code::as_str);
    let sectors = if is_above { "IGO" } else { term.sectors };
    let role = if id.is_empty() { term.role.as_ref() } else { without_organisation(&term.role, name) };
    let (from, to) = (text(term.from), text(term.to));
    format!("{from}\t{country}\t{sectors}\t{role}\t{id}\t{from}\t{to}\tWikidata Q{item}")
}

/// "secretary-general of the united nations" without the United Nations,
/// which the row names beside it.
fn without_organisation<'r>(role: &'r str, name: &str) -> &'r str {
    let before = role.strip_suffix(name.to_lowercase().as_str());
    before.and_then(|role| role.strip_suffix(" of ").or_else(|| role.strip_suffix(" of the "))).unwrap_or(role)
}
