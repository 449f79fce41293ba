//! The tables of actors: order, codes, references, and that nothing in them
//! contradicts itself. Form and dates are checked by the loader.
#![allow(clippy::unwrap_used, reason = "this is a test")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use document::Date;
use extract::Knowledge;
use extract::knowledge::actors::{Actor, Term};

static KNOWLEDGE: LazyLock<Knowledge> = LazyLock::new(|| Knowledge::embedded().unwrap());

fn data(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data").join(path)
}

/// All actor files with their rows as fields.
fn tables() -> Vec<(PathBuf, Vec<Vec<String>>)> {
    let mut files = Vec::new();
    for folder in ["actors", "actors/people"] {
        let entries = std::fs::read_dir(data(folder)).unwrap().map(|entry| entry.unwrap().path());
        files.extend(entries.filter(|path| path.extension().is_some_and(|extension| extension == "tsv")));
    }
    files.sort();
    files.into_iter().map(|path| (path.clone(), rows(&std::fs::read_to_string(&path).unwrap()))).collect()
}

fn rows(content: &str) -> Vec<Vec<String>> {
    let lines = content.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines.skip(1).map(|line| line.split('\t').map(str::to_owned).collect()).collect()
}

fn fail_on(problems: &[String]) {
    assert!(problems.is_empty(), "{} problems:\n{}", problems.len(), problems.join("\n"));
}

#[test]
fn every_file_is_in_the_program_and_in_order() {
    let mut problems = Vec::new();
    for (path, rows) in tables() {
        let out_of_order = rows.windows(2).filter(|pair| pair[0][0] > pair[1][0]);
        problems.extend(out_of_order.map(|pair| format!("{}: {} before {}", path.display(), pair[0][0], pair[1][0])));
        let unknown = rows.iter().filter(|row| KNOWLEDGE.actors.get(&row[0]).is_none());
        problems.extend(unknown.map(|row| format!("{}: {} is not in the program", path.display(), row[0])));
    }
    fail_on(&problems);
}

#[test]
fn the_tables_are_as_large_as_promised() {
    let count = |kind: &str| KNOWLEDGE.actors.rows.iter().filter(|actor| actor.id.starts_with(kind)).count();
    let wanted = [("igo/", 300), ("media/", 400), ("armed/", 400), ("party/", 600), ("ngo/", 150), ("company/", 200)];
    for (kind, least) in wanted {
        assert!(count(kind) >= least, "{kind} {}", count(kind));
    }
    assert!(KNOWLEDGE.roles.rows().len() >= 1500);
}

#[test]
fn countries_and_organisations_exist() {
    let codes: BTreeSet<&str> = KNOWLEDGE.countries.iter().map(|country| country.code.as_str()).collect();
    let mut problems = Vec::new();
    for actor in &KNOWLEDGE.actors.rows {
        for term in &actor.terms {
            if let Some(country) = term.country.filter(|country| !codes.contains(country.as_str())) {
                problems.push(format!("{}: no country {country}", actor.id));
            }
            if !term.organisation.is_empty() && KNOWLEDGE.actors.get(term.organisation).is_none() {
                problems.push(format!("{}: no organisation {}", actor.id, term.organisation));
            }
        }
    }
    fail_on(&problems);
}

#[test]
fn no_term_stands_twice() {
    let mut problems = Vec::new();
    for actor in &KNOWLEDGE.actors.rows {
        let mut seen = BTreeSet::new();
        for term in &actor.terms {
            if !seen.insert((term.country, term.role.to_lowercase(), term.from, term.to)) {
                problems.push(format!("{}: {} twice", actor.id, term.role));
            }
        }
    }
    fail_on(&problems);
}

/// Two entries may share a name where their kinds, countries or times differ.
#[test]
fn names_lead_to_entries_that_can_be_told_apart() {
    let mut by_name: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for actor in &KNOWLEDGE.actors.rows {
        for name in std::iter::once(actor.name).chain(actor.other_names()) {
            by_name.entry(name).or_default().insert(actor.id);
        }
    }
    let mut problems = Vec::new();
    for (name, ids) in by_name {
        let actors: Vec<&Actor> = ids.iter().map(|id| KNOWLEDGE.actors.get(id).unwrap()).collect();
        for (index, one) in actors.iter().enumerate() {
            let same = actors[index + 1..].iter().filter(|other| !can_be_told_apart(one, other));
            problems.extend(same.map(|other| format!("{name:?}: {} and {}", one.id, other.id)));
        }
    }
    fail_on(&problems);
}

fn can_be_told_apart(one: &Actor, other: &Actor) -> bool {
    let kind = |actor: &Actor| actor.id.split('/').next().unwrap().to_owned();
    let countries = |actor: &Actor| actor.terms.iter().map(|term| term.country).collect::<BTreeSet<_>>();
    kind(one) != kind(other) || countries(one) != countries(other) || !overlap(&life(one), &life(other))
}

/// From the first day of the first term to the last of the last.
fn life(actor: &Actor) -> (Date, Date) {
    let from = actor.terms.iter().map(|term| term.from.unwrap_or(Date::MIN)).min().unwrap();
    (from, actor.terms.iter().map(|term| term.to.unwrap_or(Date::MAX)).max().unwrap())
}

fn overlap(one: &(Date, Date), other: &(Date, Date)) -> bool {
    one.0 <= other.1 && other.0 <= one.1
}

/// Two presidents of one country for more than a year need a note.
#[test]
fn the_highest_offices_have_one_holder() {
    let mut problems = Vec::new();
    let mut holders: BTreeMap<(&str, &str), Vec<(&Actor, &Term)>> = BTreeMap::new();
    for actor in KNOWLEDGE.actors.rows.iter().filter(|actor| actor.is_person()) {
        for term in actor.terms.iter().filter(|term| term.organisation.is_empty() && term.from.is_some()) {
            if let (Some(country), "president" | "prime minister" | "king" | "chancellor") = (term.country, term.role) {
                holders.entry((country.as_str(), term.role)).or_default().push((actor, term));
            }
        }
    }
    for ((country, role), terms) in holders {
        for (index, (actor, term)) in terms.iter().enumerate() {
            for (other, second) in &terms[index + 1..] {
                if actor.id != other.id && term.note.is_empty() && second.note.is_empty() && days(term, second) > 366 {
                    problems.push(format!("{role} of {country}: {} and {}", actor.id, other.id));
                }
            }
        }
    }
    fail_on(&problems);
}

fn days(one: &Term, other: &Term) -> i32 {
    let today = Date::constant(2026, 1, 1);
    let from = one.from.unwrap().max(other.from.unwrap());
    let to = one.to.unwrap_or(today).min(other.to.unwrap_or(today));
    (to - from).get_days()
}
