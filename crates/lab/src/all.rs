//! Every layer's scores in one list.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use rapporteur::{Article, Date, Reader};
use rayon::prelude::*;
use serde::{Serialize, Serializer};

use crate::statements::{Attribution, GoldArticle};
use crate::{actors, cases, coreference, frames, places, relations, statements, times, yardstick};

/// One figure of one layer on one file.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Score {
    /// The layer.
    pub layer: &'static str,
    /// The file's name.
    pub file: String,
    /// What is measured.
    pub measure: &'static str,
    /// A share of one, or kilometres.
    #[serde(serialize_with = "printed")]
    pub value: f64,
}

impl Score {
    /// The value as it is printed and compared.
    pub fn value(&self) -> String {
        format!("{:.3}", self.value)
    }
}

fn printed<S: Serializer>(value: &f64, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_f64((value * 1000.0).round() / 1000.0)
}

/// What to measure with.
pub struct Plan<'a> {
    /// A folder with a folder of gold files (JSON lines) for each layer.
    pub gold: &'a Path,
    /// Files of golden cases of events.
    pub cases: &'a [PathBuf],
    /// The folder of a yardstick article, and the day of its publication.
    pub yardstick: Option<(&'a Path, Option<Date>)>,
}

/// The scores, and a sentence for each layer that had no gold file.
pub struct Scores {
    /// In the order of the layers, then of the files' names.
    pub rows: Vec<Score>,
    /// What was left out.
    pub missing: Vec<String>,
}

type Figures = Vec<(&'static str, f64)>;
type Measure = fn(&Reader, &Path) -> Result<Figures>;

/// The layers, each with the folder of its gold files.
const LAYERS: [(&str, &str, Measure); 6] = [
    ("times", "times", of_times),
    ("places", "places", of_places),
    ("coreference", "coreference", of_coreference),
    ("actors", "relations", of_actors),
    ("statements", "statements", of_statements),
    ("relations", "relations", of_relations),
];

/// Measures every layer for which there is a gold file.
///
/// # Errors
///
/// Where a file that is there cannot be read or is not of the form.
pub fn measure(reader: &Reader, plan: &Plan<'_>) -> Result<Scores> {
    let mut scores = Scores { rows: Vec::new(), missing: Vec::new() };
    for (layer, folder, figures) in LAYERS {
        let files = files(&plan.gold.join(folder))?;
        if files.is_empty() {
            scores.missing.push(format!("{layer}: there is no .jsonl file in {}", plan.gold.join(folder).display()));
        }
        for file in files {
            scores.add(layer, &file, figures(reader, &file)?);
        }
    }
    for file in plan.cases {
        scores.add("events", file, of_cases(reader, file)?);
    }
    scores.add("frames", Path::new("examples"), of_frames(reader));
    if let Some((folder, published)) = plan.yardstick {
        let lines = yardstick::check(reader, folder, published)?;
        let met = lines.iter().filter(|line| line.is_met).count();
        scores.add("yardstick", &folder.join("expected.jsonl"), vec![("lines met", share(met, lines.len()))]);
    }
    Ok(scores)
}

impl Scores {
    fn add(&mut self, layer: &'static str, file: &Path, figures: Figures) {
        let file = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let row = |(measure, value)| Score { layer, file: file.clone(), measure, value };
        self.rows.extend(figures.into_iter().map(row));
    }
}

/// The files of a folder, in alphabetical order; none where it is not there.
fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let problem = || format!("cannot read the folder {}", folder.display());
    let entries =
        fs::read_dir(folder).with_context(problem)?.collect::<std::io::Result<Vec<_>>>().with_context(problem)?;
    let mut paths: Vec<PathBuf> = entries.into_iter().map(|entry| entry.path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "jsonl"));
    paths.sort();
    Ok(paths)
}

fn of_times(reader: &Reader, file: &Path) -> Result<Figures> {
    let gold = times::read(file)?;
    let count = |article: &times::Gold| times::score(reader, article, &mut times::Mistakes::new());
    let counts: Vec<times::Counts> = gold.par_iter().map(count).collect();
    let mut total = times::Counts::default();
    counts.into_iter().for_each(|count| total += count);
    let scores = total.scores();
    Ok(vec![
        ("relaxed F1", scores.relaxed_f1),
        ("strict F1", scores.strict_f1),
        ("value F1", scores.value_f1),
        ("type accuracy", scores.type_accuracy),
    ])
}

fn of_places(reader: &Reader, file: &Path) -> Result<Figures> {
    let scores = places::Scores::measure(reader, &places::read(file)?);
    Ok(vec![
        ("precision", scores.precision()),
        ("recall", scores.recall()),
        ("F1", scores.f1()),
        ("within 161 km", scores.within_161km()),
        ("median km", scores.median_km()),
        ("right country", scores.country_accuracy()),
    ])
}

fn of_coreference(reader: &Reader, file: &Path) -> Result<Figures> {
    let (figures, _) = coreference::measure(reader, &coreference::read(file)?);
    let chains = figures.by_head;
    Ok(vec![
        ("MUC F1", chains.muc_f1),
        ("B3 F1", chains.b3_f1),
        ("CEAFe F1", chains.ceafe_f1),
        ("CoNLL F1", chains.conll_f1),
        ("pronouns", figures.pronoun_accuracy),
    ])
}

fn of_actors(reader: &Reader, file: &Path) -> Result<Figures> {
    let found = actors::measure(reader, file)?;
    Ok(vec![("country or sector", found.share()), ("country", share(found.with_country, found.all))])
}

fn of_statements(reader: &Reader, file: &Path) -> Result<Figures> {
    let articles = statements::read(file)?;
    let find = |article: &GoldArticle| {
        statements::outermost(statements::prediction(&reader.read(Article::new(&article.id, &article.text))))
    };
    let found: Vec<Vec<Attribution>> = articles.par_iter().map(find).collect();
    let figures = statements::score(articles.iter().zip(found.iter().map(Vec::as_slice)));
    // This layer's figures are per cent.
    let all = [
        ("content words F1", figures.content_token.f1),
        ("content at half overlap F1", figures.content_iou50.f1),
        ("cue overlap F1", figures.cue_overlap.f1),
        ("full F1", figures.full.f1),
        ("source head", figures.source_head.unwrap_or_default()),
        ("direct F1", figures.direct.f1),
        ("direct speaker", figures.direct_source.unwrap_or_default()),
    ];
    Ok(all.into_iter().map(|(measure, value)| (measure, value / 100.0)).collect())
}

fn of_relations(reader: &Reader, file: &Path) -> Result<Figures> {
    // Labelled as public data sets are; see `evaluate relations --labels`.
    let scores = relations::Scores::measure(reader, file, true)?;
    Ok(vec![
        ("type macro F1", scores.macro_f1()),
        ("type accuracy", scores.accuracy()),
        ("quad class macro F1", scores.quad_macro_f1()),
    ])
}

fn of_cases(reader: &Reader, file: &Path) -> Result<Figures> {
    let scores = cases::score(reader, &cases::read(file)?);
    let (whole_precision, whole_recall) = scores.whole();
    Ok(vec![
        ("type precision", scores.precision()),
        ("type recall", scores.recall()),
        ("whole precision", whole_precision),
        ("whole recall", whole_recall),
        ("left alone", scores.empty_share()),
    ])
}

fn of_frames(reader: &Reader) -> Figures {
    let checked = frames::check(reader, |_| true);
    vec![
        ("right type", share(checked.right_type, checked.examples)),
        ("right roles", share(checked.right_roles, checked.examples)),
        ("counter-examples left alone", share(checked.right_counters, checked.counters)),
    ]
}

fn share(part: usize, whole: usize) -> f64 {
    part as f64 / whole.max(1) as f64
}
