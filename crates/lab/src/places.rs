//! How well places are recognised and resolved, on gold data.
//!
//! Recognition: a place found is right where its span overlaps that of a
//! marked one; each counts once (`exact_f1` asks for the same span).
//! Resolution is scored on those: great-circle distance between the two
//! points, the share within 161 km (100 miles), the median, and the share in
//! the right country.
//!
//! Gold that has points but no countries gets them from the gazetteer: the
//! country of a bearer of the marked name that lies within 50 km of the gold
//! point, else that of the populated place nearest to it. A place without a
//! country (a sea, a continent) is right where its gold has none either by
//! that name, or where it lies within 161 km.

use std::collections::HashMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use rapporteur::gazetteer::kinds::Group;
use rapporteur::gazetteer::{Gazetteer, distance_km};
use rapporteur::{Article, CodePoints, Label, Place, Reader};
use rayon::prelude::*;
use serde::Deserialize;

/// A hundred miles: what geoparsing counts as right.
const NEAR_KM: f64 = 161.0;

#[derive(Deserialize)]
struct Line {
    id: String,
    text: String,
    #[serde(default)]
    published: Option<rapporteur::Date>,
    toponyms: Vec<Toponym>,
}

/// A place that the gold marks.
#[derive(Clone, Debug, Deserialize)]
pub struct Toponym {
    /// First code point.
    pub start: u32,
    /// The code point behind the last.
    pub end: u32,
    /// The name as marked.
    pub name: String,
    /// Degrees north; absent where the place is not resolved.
    pub lat: Option<f64>,
    /// Degrees east.
    pub lon: Option<f64>,
}

/// An article with its gold.
pub struct GoldArticle {
    article: Article,
    toponyms: Vec<Toponym>,
}

/// Articles with marked places: JSON lines with `id`, `text`, and `toponyms`
/// with `start`, `end` (code points), `name`, `lat`, `lon`.
///
/// # Errors
///
/// Where the file cannot be read or a line is not of the form.
pub fn read(path: &Path) -> Result<Vec<GoldArticle>> {
    let content = fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    let article = |(index, line): (usize, &str)| -> Result<GoldArticle> {
        let line: Line =
            serde_json::from_str(line).with_context(|| format!("{}, line {}", path.display(), index + 1))?;
        let mut article = Article::new(line.id, line.text);
        article.published = line.published;
        Ok(GoldArticle { article, toponyms: line.toponyms })
    };
    let articles = content.lines().enumerate().map(article).collect::<Result<Vec<_>>>()?;
    ensure!(!articles.is_empty(), "{} holds no article", path.display());
    Ok(articles)
}

/// What went wrong with one place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mistake {
    /// Marked, and not found.
    Missed,
    /// Found, and not marked.
    Invented,
    /// Resolved to a point too far away.
    Far,
    /// Resolved to the wrong country, though not far.
    Country,
}

/// A mistake with what is needed to read it.
#[derive(Clone, Debug)]
pub struct Error {
    /// What went wrong.
    pub mistake: Mistake,
    /// The article.
    pub article: String,
    /// The name with the text around it.
    pub context: String,
    /// What was found and what was marked.
    pub detail: String,
}

/// The scores of all articles.
#[derive(Clone, Debug, Default)]
pub struct Scores {
    /// Marked places.
    pub marked: usize,
    /// Places found.
    pub found: usize,
    /// Places found that overlap a marked one.
    pub both: usize,
    /// Those with the same span.
    pub exact: usize,
    /// Distances of those that the gold gives a point for, in kilometres.
    pub distances: Vec<f64>,
    /// How many of them lie in the right country.
    pub right_country: usize,
    /// The mistakes, in the order of the articles.
    pub errors: Vec<Error>,
}

fn ratio(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

impl Scores {
    /// Scores a reader on gold articles.
    pub fn measure(reader: &Reader, articles: &[GoldArticle]) -> Self {
        let gold_countries = Countries::new(&reader.knowledge().gazetteer);
        let single: Vec<Scores> = articles.par_iter().map(|gold| score(reader, gold, &gold_countries)).collect();
        single.into_iter().fold(Scores::default(), Scores::add)
    }

    fn add(mut self, other: Scores) -> Self {
        self.marked += other.marked;
        self.found += other.found;
        self.both += other.both;
        self.exact += other.exact;
        self.distances.extend(other.distances);
        self.right_country += other.right_country;
        self.errors.extend(other.errors);
        self
    }

    /// The share of places found that are marked.
    pub fn precision(&self) -> f64 {
        ratio(self.both, self.found)
    }

    /// The share of marked places that are found.
    pub fn recall(&self) -> f64 {
        ratio(self.both, self.marked)
    }

    /// Their harmonic mean.
    pub fn f1(&self) -> f64 {
        ratio(2 * self.both, self.found + self.marked)
    }

    /// The same where only equal spans count.
    pub fn exact_f1(&self) -> f64 {
        ratio(2 * self.exact, self.found + self.marked)
    }

    /// The share of points within 161 km of the gold's.
    pub fn within_161km(&self) -> f64 {
        ratio(self.distances.iter().filter(|&&km| km <= NEAR_KM).count(), self.distances.len())
    }

    /// The median distance in kilometres.
    pub fn median_km(&self) -> f64 {
        crate::bench::median(&self.distances).unwrap_or_default()
    }

    /// The share of points in the right country.
    pub fn country_accuracy(&self) -> f64 {
        ratio(self.right_country, self.distances.len())
    }
}

fn score(reader: &Reader, gold: &GoldArticle, countries: &Countries<'_>) -> Scores {
    let report = reader.read(gold.article.clone());
    let points = CodePoints::new(&gold.article.text);
    let places: Vec<(&Place, (u32, u32))> =
        report.grounding.places.rows().iter().map(|place| (place, points.range(place.span))).collect();
    let mut scores = Scores { marked: gold.toponyms.len(), found: places.len(), ..Scores::default() };
    let mut used = vec![false; places.len()];
    for toponym in &gold.toponyms {
        let span = (toponym.start, toponym.end);
        let overlaps = |at: usize| !used[at] && places[at].1.0 < span.1 && span.0 < places[at].1.1;
        let Some(at) = (0..places.len()).find(|&at| overlaps(at)) else {
            scores.note(Mistake::Missed, gold, span, format!("marked {}", toponym.name));
            continue;
        };
        used[at] = true;
        scores.both += 1;
        scores.exact += usize::from(places[at].1 == span);
        scores.resolve(gold, toponym, places[at].0, countries);
    }
    for (at, (place, span)) in places.iter().enumerate() {
        if !used[at] {
            scores.note(Mistake::Invented, gold, *span, format!("found {}", place.name));
        }
    }
    scores
}

impl Scores {
    fn resolve(&mut self, gold: &GoldArticle, toponym: &Toponym, place: &Place, countries: &Countries<'_>) {
        let (Some(latitude), Some(longitude)) = (toponym.lat, toponym.lon) else { return };
        let point = (latitude, longitude);
        let km = distance_km(point, (place.latitude, place.longitude));
        let expected = countries.of(&toponym.name, point);
        let is_right = place.country == expected || (place.country.is_none() && km <= NEAR_KM);
        self.distances.push(km);
        self.right_country += usize::from(is_right);
        if km > NEAR_KM || !is_right {
            let mistake = if km > NEAR_KM { Mistake::Far } else { Mistake::Country };
            let country = |label: Option<Label>| label.map_or("none", Label::as_str);
            let detail = format!(
                "found {} {} {} ({:.2} {:.2}), marked {} ({latitude:.2} {longitude:.2}), {km:.0} km",
                place.name,
                place.kind,
                country(place.country),
                place.latitude,
                place.longitude,
                country(expected)
            );
            self.note(mistake, gold, (toponym.start, toponym.end), detail);
        }
    }

    fn note(&mut self, mistake: Mistake, gold: &GoldArticle, span: (u32, u32), detail: String) {
        let (start, end) = (span.0 as usize, span.1 as usize);
        let text: Vec<char> = gold
            .article
            .text
            .chars()
            .skip(start.saturating_sub(50))
            .take(end + 50 - start.saturating_sub(50))
            .collect();
        let at = start.min(50);
        let part = |range: std::ops::Range<usize>| -> String {
            text.get(range.start.min(text.len())..range.end.min(text.len())).unwrap_or_default().iter().collect()
        };
        let context = format!("{}[{}]{}", part(0..at), part(at..at + end - start), part(at + end - start..text.len()));
        let context = context.split_whitespace().collect::<Vec<_>>().join(" ");
        self.errors.push(Error { mistake, article: gold.article.id.clone(), context, detail });
    }
}

/// Countries of gold points.
struct Countries<'a> {
    gazetteer: &'a Gazetteer,
    /// Populated places by whole degree.
    cells: HashMap<(i32, i32), Vec<u32>>,
}

impl<'a> Countries<'a> {
    fn new(gazetteer: &'a Gazetteer) -> Self {
        let mut cells: HashMap<(i32, i32), Vec<u32>> = HashMap::new();
        for row in 0..gazetteer.len() as u32 {
            let settlement = gazetteer.entry(row).filter(|entry| entry.kind.group == Group::Settlement);
            if let Some(entry) = settlement {
                cells.entry(cell(entry.point())).or_default().push(row);
            }
        }
        Countries { gazetteer, cells }
    }

    fn of(&self, name: &str, point: (f64, f64)) -> Option<Label> {
        let bearers = self.gazetteer.find(name);
        let entries = bearers.iter().filter_map(|bearer| self.gazetteer.entry(bearer.row));
        let distances = entries.map(|entry| (distance_km(entry.point(), point), entry.row));
        let close = distances.filter(|(km, _)| *km < 50.0).min_by(|one, other| one.0.total_cmp(&other.0));
        let row = close.map(|(_, row)| row).or_else(|| self.nearest(point))?;
        self.gazetteer.country(row).map(|(_, iso3)| iso3)
    }

    /// The nearest populated place within ten degrees.
    fn nearest(&self, point: (f64, f64)) -> Option<u32> {
        let (lat, lon) = cell(point);
        (0..10).find_map(|ring: i32| {
            let around = (-ring..=ring).flat_map(|dlat| (-ring..=ring).map(move |dlon| (lat + dlat, lon + dlon)));
            let rows = around.filter_map(|cell| self.cells.get(&cell)).flatten();
            let distance =
                |row: u32| self.gazetteer.entry(row).map_or(f64::MAX, |entry| distance_km(entry.point(), point));
            rows.copied().min_by(|&one, &other| distance(one).total_cmp(&distance(other)))
        })
    }
}

fn cell((lat, lon): (f64, f64)) -> (i32, i32) {
    (lat.floor() as i32, lon.floor() as i32)
}
