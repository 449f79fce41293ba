//! `rapporteur actors find`: what the tables say of a name.

use std::fmt::Write;

use anyhow::Result;
use clap::Args;
use rapporteur::knowledge::actors::{Actor, Term};
use rapporteur::{Date, Knowledge};
use serde_json::{Value, json};

use crate::Outcome;
use crate::knowledge::KnowledgeFiles;

/// Show the entries of a name: other names, offices with dates, codes, and
/// where each fact comes from.
#[derive(Args)]
#[command(after_help = "Examples:
  rapporteur actors find Lukashenko
  rapporteur actors find \"Foreign Minister Lavrov\" --on 2015-03-01
  rapporteur actors find SCO --json")]
pub struct Options {
    /// A name, a part of a name, or an id ("person/xi-jinping").
    name: String,

    /// The day on which offices count (2025-06-04).
    #[arg(long, value_name = "DATE")]
    on: Option<Date>,

    /// Print JSON, one object a line.
    #[arg(long)]
    json: bool,

    /// Print at most so many entries.
    #[arg(long, default_value_t = 10)]
    most: usize,

    #[command(flatten)]
    files: KnowledgeFiles,
}

/// Runs the command.
pub fn run(options: &Options) -> Result<Outcome> {
    let knowledge = options.files.load()?;
    let countries =
        knowledge.countries.iter().filter(|country| country.name == options.name || country.id == options.name);
    for country in countries {
        match options.json {
            true => {
                crate::say!("{}", json!({"id": country.id, "name": country.name, "country": country.code.as_str()}));
            }
            false => crate::say!("{}\n  {}\n  country {}\n", country.name, country.id, country.code),
        }
    }
    let found = search(&knowledge, &options.name);
    for actor in found.iter().take(options.most) {
        match options.json {
            true => crate::say!("{}", as_json(actor, options.on)),
            false => crate::output::print(format_args!("{}", as_text(actor, options.on))),
        }
    }
    if found.len() > options.most && !options.json {
        crate::say!("({} more; show them with --most {})", found.len() - options.most, found.len());
    }
    Ok(if found.is_empty() && !knowledge.countries.iter().any(|country| country.name == options.name) {
        eprintln!("rapporteur: no actor is called {:?}; add it in a table of your own with --actors", options.name);
        Outcome::SomeFailed
    } else {
        Outcome::Complete
    })
}

/// Actors with this id or name, before those whose name holds all the words.
fn search<'a>(knowledge: &'a Knowledge, name: &str) -> Vec<&'a Actor> {
    let words: Vec<String> = name.to_lowercase().split_whitespace().map(str::to_owned).collect();
    let rank = |actor: &Actor| {
        let mut names = std::iter::once(actor.name).chain(actor.other_names());
        if actor.id == name || actor.family == name || names.any(|known| known.eq_ignore_ascii_case(name)) {
            return Some(0);
        }
        let all = format!("{} {}", actor.name, actor.aliases).to_lowercase();
        let titles = actor.terms.iter().map(|term| term.role).collect::<Vec<_>>().join(" ");
        words.iter().all(|word| all.contains(word.as_str()) || titles.contains(word.as_str())).then_some(1)
    };
    let mut found: Vec<(i32, &Actor)> =
        knowledge.actors.rows.iter().filter_map(|actor| Some((rank(actor)?, actor))).collect();
    found.sort_by_key(|(rank, _)| *rank);
    let best = found.first().map_or(0, |(rank, _)| *rank);
    found.into_iter().filter(|(rank, _)| *rank == best).map(|(_, actor)| actor).collect()
}

fn as_text(actor: &Actor, on: Option<Date>) -> String {
    let mut out = format!("{}\n  {}\n", actor.name, actor.id);
    if !actor.aliases.is_empty() {
        let _ = writeln!(out, "  also {}", actor.aliases.replace('|', ", "));
    }
    for term in &actor.terms {
        let mark = if on.is_some_and(|day| term.runs_on(day)) { '*' } else { ' ' };
        let _ = writeln!(out, "{mark} {:<30} {:<10} {:<24} {}", term.role, code(term), period(term), term.source);
        if !term.note.is_empty() {
            let _ = writeln!(out, "      {}", term.note);
        }
    }
    if let Some(day) = on {
        let now = actor
            .terms_on(day.into())
            .first()
            .map_or("nothing that the tables know".to_owned(), |term| format!("{} {}", code(term), term.role));
        let _ = writeln!(out, "  on {day}: {now}");
    }
    out.push('\n');
    out
}

fn code(term: &Term) -> String {
    let country = term.country.map_or("---", |country| country.as_str());
    format!("{country}{}", term.sectors.iter().map(|sector| sector.as_str()).collect::<String>())
}

fn period(term: &Term) -> String {
    let day = |day: Option<Date>| day.map_or(String::new(), |day| day.to_string());
    format!("{}..{}", day(term.from), day(term.to))
}

fn as_json(actor: &Actor, on: Option<Date>) -> Value {
    let term = |term: &Term| {
        json!({
            "role": term.role, "organisation": term.organisation,
            "country": term.country.map(|country| country.as_str()),
            "sectors": term.sectors.iter().map(|sector| sector.as_str()).collect::<Vec<_>>(),
            "from": term.from.map(|day| day.to_string()), "to": term.to.map(|day| day.to_string()),
            "source": term.source.as_str(), "note": term.note,
            "runs": on.map(|day| term.runs_on(day)),
        })
    };
    json!({
        "id": actor.id, "name": actor.name, "family": actor.family,
        "names": actor.other_names().collect::<Vec<_>>(),
        "terms": actor.terms.iter().map(term).collect::<Vec<_>>(),
    })
}
