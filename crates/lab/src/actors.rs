//! How many of the marked actors of a relations file get a country or a
//! sector.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use rapporteur::{Article, CodePoints, Reader, Report};
use serde::Deserialize;

use crate::beside;

#[derive(Deserialize)]
struct Line {
    text: String,
    source: Vec<(u32, u32)>,
    target: Vec<(u32, u32)>,
}

/// What was found.
#[derive(Default)]
pub struct Resolved {
    /// Marked actors in all.
    pub all: usize,
    /// Those with a country or a sector.
    pub resolved: usize,
    /// Those with a country.
    pub with_country: usize,
    /// The words of the rest, each with its sentence.
    pub rest: Vec<(String, String)>,
}

impl Resolved {
    /// The share with a country or a sector.
    pub fn share(&self) -> f64 {
        self.resolved as f64 / self.all.max(1) as f64
    }
}

/// Seconds of the language layer and of the actors on it, one thread, summed
/// over all articles.
pub fn seconds(reader: &Reader, articles: &[Article]) -> (f64, f64) {
    beside::seconds(reader, articles, |article, parse| {
        let places = extract::ground::places::find(reader.knowledge(), article, parse);
        beside::clock(|| extract::ground::actors::find(reader.knowledge(), article, parse, &places))
    })
}

/// Reads each sentence as an article of its own and looks at its marked
/// actors: one is resolved where a mention inside it, or one that holds it,
/// has a country or a sector.
///
/// # Errors
///
/// Where the file cannot be read or a line is not of the form.
pub fn measure(reader: &Reader, path: &Path) -> Result<Resolved> {
    let content = fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    let mut found = Resolved::default();
    for (index, line) in content.lines().enumerate() {
        let line: Line =
            serde_json::from_str(line).with_context(|| format!("{}, line {}", path.display(), index + 1))?;
        let report = reader.read(Article::new((index + 1).to_string(), line.text));
        for range in line.source.iter().chain(&line.target) {
            count(&report, *range, &mut found);
        }
    }
    Ok(found)
}

fn count(report: &Report, (start, end): (u32, u32), found: &mut Resolved) {
    let points = CodePoints::new(&report.article.text);
    let mut codes = Vec::new();
    for mention in report.grounding.mentions.rows() {
        let (first, last) = points.range(mention.span);
        if (start <= first && last <= end) || (first <= start && end <= last) {
            codes.push(&report.grounding.chains[mention.chain]);
        }
    }
    found.all += 1;
    found.with_country += usize::from(codes.iter().any(|chain| !chain.countries.is_empty()));
    if codes.iter().any(|chain| !chain.countries.is_empty() || !chain.sectors.is_empty()) {
        found.resolved += 1;
    } else {
        let words = report.article.text.chars().skip(start as usize).take((end - start) as usize).collect();
        found.rest.push((words, report.article.text.clone()));
    }
}
