//! A table of actors from a dump of Wikidata: people with offices, heads of
//! states and governments, ministers, parties, armed groups, international
//! organisations, ministries and parliaments, news media.
//!
//! A dump has more than a hundred million entities, and what a class or an
//! office means stands anywhere in it, so it is read twice: first for the tree
//! of classes, countries, offices and family names ([`world`]), then for people
//! and organisations. What is kept in memory does not grow with the entities
//! that are passed over: eight bytes for each link between classes, about 100
//! bytes for each item that could be an office and for each family name, and
//! the rows of the table itself.
//!
//! What is kept, and as what, stands in `data/wikidata.tsv`.

mod actor;
mod entity;
mod lines;
mod organisations;
mod people;
mod rules;
mod slug;
mod titles;
mod world;

use std::collections::BTreeMap;
use std::io::{self, BufRead, Write};

pub use self::lines::Counts;
use self::organisations::organisation;
use self::people::People;
use self::rules::Rules;
use self::world::World;
use super::KnowledgeError;

/// What an import did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// What was read.
    pub read: Counts,
    /// How many actors were kept, by kind.
    pub actors: BTreeMap<&'static str, usize>,
    /// How many rows the table has.
    pub rows: usize,
}

/// Why a table could not be made.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The dump could not be read to its end.
    #[error("cannot read the dump")]
    Dump(#[source] io::Error),
    /// The table could not be written.
    #[error("cannot write the table")]
    Table(#[source] io::Error),
    /// `data/wikidata.tsv` has a mistake.
    #[error(transparent)]
    Rules(#[from] KnowledgeError),
}

/// How far an import is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// The first or the second reading of the dump.
    pub pass: u8,
    /// Entities read in this pass.
    pub entities: u64,
}

/// Reads a dump twice and writes the table.
///
/// `open` opens the dump at its start, unpacked. Offices that ended before the
/// year `since`, people who died and organisations that were dissolved before
/// it are left out. `watch` is told from time to time how far it is.
///
/// # Errors
///
/// Where the dump cannot be opened or read to its end, or the table cannot be
/// written. Damaged lines are counted and passed over.
pub fn import(
    open: &mut dyn FnMut() -> io::Result<Box<dyn BufRead>>,
    since: u16,
    out: &mut dyn Write,
    watch: &mut dyn FnMut(Progress),
) -> Result<Summary, ImportError> {
    let rules = Rules::embedded()?;
    let mut world = World::default();
    let mut pass = |pass, each: &mut dyn FnMut(&entity::Entity)| {
        let mut dump = open().map_err(ImportError::Dump)?;
        lines::scan(&mut dump, &mut |entities| watch(Progress { pass, entities }), each).map_err(ImportError::Dump)
    };
    let read = pass(1, &mut |entity| world.see(entity, &rules))?;
    world.finish(&rules);
    let people = People { rules: &rules, world: &world, since };
    let mut actors = Vec::new();
    pass(2, &mut |entity| {
        let actor = people.person(entity).or_else(|| organisation(entity, &world, &rules, since));
        actors.extend(actor);
    })?;
    actors.sort_by_key(|actor| actor.item);
    actors.dedup_by_key(|actor| actor.item);
    let rows = actor::write(&actors, out).map_err(ImportError::Table)?;
    let mut summary = Summary { read, rows, ..Summary::default() };
    for actor in &actors {
        *summary.actors.entry(actor.kind).or_default() += 1;
    }
    Ok(summary)
}
