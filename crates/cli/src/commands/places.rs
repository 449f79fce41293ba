//! `rapporteur places`: the gazetteer itself.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use clap::{Args, Subcommand};
use rapporteur::gazetteer::import::{Imported, import};
use rapporteur::gazetteer::{Entry, Gazetteer};
use rapporteur::{Knowledge, Weighed, weigh};

use crate::Outcome;

/// Look into the gazetteer, or make a fuller one of GeoNames' files.
#[derive(Args)]
#[command(after_help = "Examples:
  rapporteur places find Georgia
  rapporteur help places import")]
pub struct Options {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Find(FindOptions),
    Import(ImportOptions),
}

/// Show the places that a name may stand for, and what makes each of them win.
#[derive(Args)]
#[command(after_help = "Examples:
  rapporteur places find Georgia
  rapporteur places find 'San José' --limit 5
  rapporteur places find Kiev --json | jq .geonames")]
struct FindOptions {
    /// The name; capitals, accents and marks do not matter.
    name: String,

    /// Print JSON lines.
    #[arg(long)]
    json: bool,

    /// Show so many places at most.
    #[arg(long, default_value_t = 20, value_name = "N")]
    limit: usize,

    /// A gazetteer made by `places import`, instead of the built-in one.
    #[arg(long, value_name = "FILE")]
    gazetteer: Option<PathBuf>,
}

/// Make a gazetteer of GeoNames' files, for --gazetteer.
#[derive(Args)]
#[command(after_help = "Examples:
  rapporteur places import allCountries.zip -o world.gazetteer
  rapporteur places import cities500.txt -o towns.gazetteer
  rapporteur read --gazetteer world.gazetteer --show places news/*.txt

GeoNames offers the files at download.geonames.org/export/dump (CC BY 4.0).
The gazetteer appears whole or not at all; what is damaged in the file is
counted and left out.")]
struct ImportOptions {
    /// allCountries.zip, cities500.txt, US.zip or another of that form.
    file: PathBuf,

    /// The gazetteer to write.
    #[arg(long, short, value_name = "FILE")]
    output: PathBuf,
}

/// Runs the command.
pub fn run(options: &Options) -> Result<Outcome> {
    match &options.command {
        Command::Find(options) => run_find(options),
        Command::Import(options) => run_import(options),
    }
}

fn run_find(options: &FindOptions) -> Result<Outcome> {
    let mut knowledge = Knowledge::embedded().context("the built-in tables are damaged")?;
    if let Some(file) = &options.gazetteer {
        knowledge.gazetteer = Gazetteer::read(file)?;
    }
    let weighed = weigh(&knowledge, &options.name);
    if weighed.is_empty() {
        eprintln!("rapporteur: the gazetteer knows no place of the name {}", options.name);
        return Ok(Outcome::SomeFailed);
    }
    for candidate in weighed.iter().take(options.limit) {
        let Some(entry) = knowledge.gazetteer.entry(candidate.row) else { continue };
        match options.json {
            true => crate::say!("{}", json(&knowledge.gazetteer, &entry, candidate)),
            false => crate::output::print(format_args!("{}", lines(&knowledge.gazetteer, &entry, candidate))),
        }
    }
    let more = weighed.len().saturating_sub(options.limit);
    if more > 0 && !options.json {
        crate::say!("and {more} more (--limit)");
    }
    Ok(Outcome::Complete)
}

fn json(gazetteer: &Gazetteer, entry: &Entry<'_>, candidate: &Weighed) -> serde_json::Value {
    serde_json::json!({
        "geonames": entry.geonames,
        "name": entry.name,
        "kind": entry.kind.code,
        "country": gazetteer.country(entry.row).map(|(_, iso3)| iso3),
        "admin1": gazetteer.first_division(entry.row).map(|division| division.name),
        "latitude": entry.latitude,
        "longitude": entry.longitude,
        "population": entry.population,
        "weight": (candidate.weight * 100.0).round() / 100.0,
        "wins": candidate.wins,
    })
}

fn lines(gazetteer: &Gazetteer, entry: &Entry<'_>, candidate: &Weighed) -> String {
    let mut place = vec![entry.name.to_owned()];
    place.extend(gazetteer.parents(entry.row).map(|parent| parent.name.to_owned()));
    let people = match entry.population {
        0 => String::new(),
        people => format!(", {people} people"),
    };
    let number = entry.geonames.map_or(String::new(), |number| format!(", GeoNames {number}"));
    format!(
        "{:5.1}  {}\n       {} ({}){people}, {:.3} {:.3}{number}\n       wins {}\n",
        candidate.weight,
        place.join(", "),
        entry.kind.name,
        entry.kind.code,
        entry.latitude,
        entry.longitude,
        candidate.wins,
    )
}

fn run_import(options: &ImportOptions) -> Result<Outcome> {
    ensure!(!is_same(&options.file, &options.output), "the output would replace the file that is read");
    let built_in = Gazetteer::embedded().context("the built-in gazetteer is damaged")?;
    let done = import(&options.file, &options.output, &built_in)?;
    eprintln!("{}", told(&done, &options.output));
    Ok(if done.damaged == 0 { Outcome::Complete } else { Outcome::SomeFailed })
}

fn is_same(one: &Path, other: &Path) -> bool {
    matches!((one.canonicalize(), other.canonicalize()), (Ok(one), Ok(other)) if one == other)
}

fn told(done: &Imported, out: &Path) -> String {
    let mut told = format!(
        "{}: {} places from the file, {} countries, divisions and regions of the program's own; {} lines of kinds that news does not use",
        out.display(),
        done.places,
        done.built_in,
        done.other_kinds
    );
    if let Some(first) = done.first_damaged {
        told.push_str(&format!("; {} damaged lines left out, the first is line {first}", done.damaged));
    }
    told
}
