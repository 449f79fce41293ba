//! What speaks for a candidate, in powers of ten of likelihood.

use std::collections::HashMap;

use crate::knowledge::gazetteer::fold::fold;
use crate::knowledge::gazetteer::kinds::Group;
use crate::knowledge::gazetteer::{Bearer, Entry, Gazetteer, distance_km};

/// What a name that is not the usual one costs.
const OTHER_NAME: f64 = 1.6;
/// What it costs where the usual name only goes on ("New York" for "New York
/// City").
const SHORT_NAME: f64 = 0.2;
/// What a division costs that bears the name of a great town in it.
const NAMESAKE: f64 = 3.0;
/// What it costs where the town is small beside it.
const SMALL_NAMESAKE: f64 = 1.5;
/// What a town costs that bears the name of its country.
const COUNTRY_TOWN: f64 = 1.5;
/// A town with so great a part of the people is great.
const GREAT_PART: f64 = 0.15;
/// What the country of all other places is worth.
const COUNTRY: f64 = 3.0;
/// What the first-level division of all other places is worth.
const DIVISION: f64 = 2.0;
/// What nearness to other places is worth.
const NEARNESS: f64 = 2.0;
/// What the article may speak for a candidate at most.
pub const FOCUS: f64 = COUNTRY + DIVISION + NEARNESS;
/// Kilometres over which nearness falls to a third.
const NEAR: f64 = 150.0;

/// A place that a spot may be, with what is needed to weigh it.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// Its row in the gazetteer.
    pub row: u32,
    /// Latitude and longitude.
    pub point: (f64, f64),
    /// The row of its country.
    pub country: Option<u32>,
    /// The row of its first-level division.
    pub division: Option<u32>,
    /// How fine it is, as in `kinds.tsv`.
    pub level: u8,
    /// What it is.
    pub kind: Group,
    /// Whether it is a country or division.
    pub is_division: bool,
    /// How many live there, or may.
    pub people: f64,
    /// What speaks for it before anything else is known.
    pub prior: f64,
}

/// The candidates of a name, weighed by themselves.
pub fn candidates(gazetteer: &Gazetteer, key: &str, bearers: &[Bearer], is_division: bool) -> Vec<Candidate> {
    let mut found: Vec<Candidate> = bearers.iter().filter_map(|bearer| candidate(gazetteer, key, *bearer)).collect();
    shade_country_towns(&mut found, bearers);
    let towns: Vec<(u32, f64)> =
        found.iter().filter(|one| !one.is_division && one.level == 4).map(|one| (one.row, one.people)).collect();
    for one in found.iter_mut().filter(|one| one.is_division && one.level > 1) {
        let namesake = towns.iter().filter(|(town, _)| gazetteer.lies_in(*town, one.row)).map(|(_, people)| *people);
        match namesake.fold(None, |most: Option<f64>, people| Some(most.map_or(people, |most| most.max(people)))) {
            _ if is_division => one.prior += 3.0,
            Some(people) if people >= GREAT_PART * one.people => one.prior -= NAMESAKE,
            Some(_) => one.prior -= SMALL_NAMESAKE,
            None => {}
        }
    }
    found
}

/// A town that bears the name of its country costs something; one that bears
/// it beside its usual name ("Mexico" for Mexico City) is left out.
fn shade_country_towns(found: &mut Vec<Candidate>, bearers: &[Bearer]) {
    let countries: Vec<u32> = found.iter().filter(|one| one.kind == Group::Country).map(|one| one.row).collect();
    let is_shaded = |one: &Candidate| {
        one.kind != Group::Country
            && countries.iter().any(|&country| one.row != country && one.country == Some(country))
    };
    let is_usual = |row: u32| bearers.iter().any(|bearer| bearer.row == row && bearer.is_usual);
    found.retain(|one| !is_shaded(one) || is_usual(one.row));
    found.iter_mut().filter(|one| is_shaded(one)).for_each(|one| one.prior -= COUNTRY_TOWN);
}

fn candidate(gazetteer: &Gazetteer, key: &str, bearer: Bearer) -> Option<Candidate> {
    let entry = gazetteer.entry(bearer.row)?;
    Some(Candidate {
        row: bearer.row,
        point: entry.point(),
        country: gazetteer.country(bearer.row).map(|(row, _)| row),
        division: gazetteer.first_division(bearer.row).map(|division| division.row),
        level: entry.kind.level,
        kind: entry.kind.group,
        is_division: entry.contains_places(),
        people: entry.people(),
        prior: prior(&entry, key, bearer.is_usual),
    })
}

fn prior(entry: &Entry<'_>, key: &str, is_usual: bool) -> f64 {
    let other = match entry.kind.group {
        _ if is_usual => 0.0,
        Group::Country => 0.0,
        _ if fold(entry.name).starts_with(key) => SHORT_NAME,
        _ => OTHER_NAME,
    };
    (entry.people() + 10.0).log10() + entry.kind.weight - other
}

/// Which countries and divisions an article is about, and where its places
/// lie.
#[derive(Clone, Debug, Default)]
pub struct Focus {
    countries: HashMap<u32, f64>,
    divisions: HashMap<u32, f64>,
    /// Points, and the number of the name that each is of.
    points: Vec<((f64, f64), usize)>,
    total: f64,
    total_divisions: f64,
}

/// The most places that nearness is measured to.
const POINTS: usize = 40;

impl Focus {
    /// Counts a mention of a country.
    pub fn add_country(&mut self, country: u32, weight: f64) {
        *self.countries.entry(country).or_default() += weight;
        self.total += weight;
    }

    /// Counts a place that nearness is measured to.
    pub fn add_point(&mut self, candidate: &Candidate, name: usize) {
        if candidate.level >= 3 && self.points.len() < POINTS {
            self.points.push((candidate.point, name));
        }
    }

    /// Counts a resolved place.
    pub fn add(&mut self, candidate: &Candidate, name: usize, weight: f64) {
        if let Some(country) = candidate.country {
            self.add_country(country, weight);
        }
        if let Some(division) = candidate.division {
            *self.divisions.entry(division).or_default() += weight;
            self.total_divisions += weight;
        }
        self.add_point(candidate, name);
    }

    /// What the article speaks for a candidate of a name; what was counted for
    /// the name itself (`own` of this weight) left out.
    pub fn score(&self, candidate: &Candidate, name: usize, own: Option<&Candidate>, weight: f64) -> f64 {
        let share = |counts: &HashMap<u32, f64>, total: f64, row: Option<u32>, own: Option<u32>| {
            let counted = row.and_then(|row| counts.get(&row)).copied().unwrap_or_default();
            let (counted, total) = if own.is_some() {
                (counted - if own == row { weight } else { 0.0 }, total - weight)
            } else {
                (counted, total)
            };
            if total > 0.0 { (counted / (total + 1.0)).clamp(0.0, 1.0) } else { 0.0 }
        };
        let country = share(&self.countries, self.total, candidate.country, own.and_then(|own| own.country));
        let division =
            share(&self.divisions, self.total_divisions, candidate.division, own.and_then(|own| own.division));
        COUNTRY * country.sqrt() + DIVISION * division.sqrt() + NEARNESS * self.nearness(candidate, name)
    }

    fn nearness(&self, candidate: &Candidate, name: usize) -> f64 {
        if candidate.level < 3 {
            return 0.0;
        }
        let others = self.points.iter().filter(|(_, other)| *other != name);
        let near = |&((lat, lon), _): &((f64, f64), usize)| {
            // What is farther north or south than this does not count.
            if (lat - candidate.point.0).abs() > 6.0 {
                return 0.0;
            }
            (-distance_km((lat, lon), candidate.point) / NEAR).exp()
        };
        others.map(near).sum::<f64>().min(1.0)
    }
}
