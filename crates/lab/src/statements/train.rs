//! Learns the weights of `data/attribution-weights.tsv` from articles of our
//! own in which every attribution is marked, and from the examples and
//! counter-examples of `data/cues.tsv`: logistic regression, by gradient
//! descent with a step of its own for each weight and a pull towards zero.

use std::collections::{BTreeMap, HashMap};
use std::fmt::Write;

use anyhow::Result;
use extract::Knowledge;
use extract::knowledge::cues::Cue;
use extract::knowledge::marked::Marked;
use extract::knowledge::weights::Weights;
use rapporteur::{CodePoints, Grounding, Reader, Report};
use rayon::prelude::*;

use super::gold::{Attribution, GoldArticle, attribution, outermost};
use super::pairs::View;
use super::words::{Words, iou};

/// Rounds over all examples.
const ROUNDS: usize = 60;
const STEP: f64 = 0.15;
/// A feature must have been seen this often.
const LEAST: usize = 3;

/// How the weights are learned.
#[derive(Clone, Copy, Debug)]
pub struct Plan {
    /// How many parts cross-validation has.
    pub folds: usize,
    /// The least probability of an attribution.
    pub threshold: f64,
    /// The pull of every weight towards zero.
    pub pull: f64,
    /// How much an example of the table of cues counts beside one of an
    /// article.
    pub table: f64,
}

struct Example {
    /// The article it is from; `None` for the table of cues.
    article: Option<usize>,
    head: usize,
    features: Vec<u32>,
    right: bool,
    row: Attribution,
}

/// Weights, and what held-out articles would get by weights that never saw
/// them.
pub struct Trained {
    /// The table, ready to be written.
    pub table: String,
    /// Predictions for each article from the folds without it.
    pub held_out: Vec<Vec<Attribution>>,
}

/// Trains on all articles, and once for each part on the others.
pub fn train(reader: &Reader, articles: &[GoldArticle], plan: Plan) -> Trained {
    let folds = plan.folds;
    let (names, examples) = examples(reader, articles);
    let mut held_out: Vec<Vec<Attribution>> = articles.iter().map(|_| Vec::new()).collect();
    let parts: Vec<Vec<f64>> = (0..folds)
        .into_par_iter()
        .map(|fold| fit(&examples, names.len(), plan, |article| article % folds != fold))
        .collect();
    let ceiling = examples.iter().filter(|example| example.article.is_some() && example.right).count();
    println!("{} candidates, {ceiling} right", examples.len());
    let mut best: BTreeMap<(usize, usize), (f64, &Attribution)> = BTreeMap::new();
    for example in &examples {
        let Some(article) = example.article else { continue };
        let probability = probability(&parts[article % folds], &example.features);
        let place = best.entry((article, example.head)).or_insert((probability, &example.row));
        if probability > place.0 {
            *place = (probability, &example.row);
        }
    }
    for ((article, _), (probability, row)) in best {
        if probability >= plan.threshold {
            held_out[article].push(row.clone());
        }
    }
    let all = fit(&examples, names.len(), plan, |_| true);
    let accepted = |right: bool| {
        let rows = examples.iter().filter(|example| example.article.is_none() && example.right == right);
        let (yes, no): (Vec<_>, Vec<_>) =
            rows.partition(|example| probability(&all, &example.features) >= plan.threshold);
        (yes.len(), yes.len() + no.len())
    };
    println!("of the table of cues accepted: right {:?}, wrong {:?}", accepted(true), accepted(false));
    Trained { table: table(&names, &all, plan.threshold), held_out }
}

/// A candidate with whether it is right.
type Labelled = (extract::statements::Proposal, Attribution, bool);

fn examples(reader: &Reader, articles: &[GoldArticle]) -> (Vec<String>, Vec<Example>) {
    let mut features = Features::default();
    let mut examples = Vec::new();
    for (index, article) in articles.iter().enumerate() {
        let labelled = labelled(reader, article).into_iter();
        examples.extend(labelled.map(|candidate| features.example(candidate, Some(index))));
    }
    for cue in reader.knowledge().cues.rows() {
        let labelled = of_table(reader, cue).into_iter();
        examples.extend(labelled.map(|candidate| features.example(candidate, None)));
    }
    for example in &mut examples {
        example.features.retain(|&feature| features.counts[feature as usize] >= LEAST);
    }
    (features.names, examples)
}

/// Features by number.
#[derive(Default)]
struct Features {
    numbers: HashMap<String, u32>,
    names: Vec<String>,
    counts: Vec<usize>,
}

impl Features {
    fn example(&mut self, (proposal, row, right): Labelled, article: Option<usize>) -> Example {
        let features: Vec<u32> = proposal.features.into_iter().map(|name| self.number(name)).collect();
        features.iter().for_each(|&feature| self.counts[feature as usize] += 1);
        Example { article, head: proposal.head, features, right, row }
    }

    fn number(&mut self, name: String) -> u32 {
        *self.numbers.entry(name).or_insert_with_key(|name| {
            self.names.push(name.clone());
            self.counts.push(0);
            self.names.len() as u32 - 1
        })
    }
}

/// The candidates of a cue's example that share words with the marked cue, and
/// those that the cue's row gives in its counter-example, which are wrong.
fn of_table(reader: &Reader, cue: &Cue) -> Vec<Labelled> {
    let marked = Marked::read(&cue.example);
    let near = |proposal: &extract::statements::Proposal| {
        let span = proposal.statement.cue.unwrap_or_default();
        marked.cue.iter().any(|cue| cue.overlaps(span))
    };
    let label = |proposal: extract::statements::Proposal| {
        let right = marked.is_answered_by(&proposal.statement, cue);
        (proposal, Attribution::default(), right)
    };
    let mut labelled: Vec<Labelled> = proposals(reader, &marked.text).into_iter().filter(near).map(label).collect();
    let row = format!("{} (", cue.name);
    let wrong = proposals(reader, &cue.counter).into_iter().filter(|proposal| proposal.statement.why.starts_with(&row));
    labelled.extend(wrong.map(|proposal| (proposal, Attribution::default(), false)));
    labelled
}

fn proposals(reader: &Reader, text: &str) -> Vec<extract::statements::Proposal> {
    let report = reader.read(rapporteur::Article::new("", text));
    extract::statements::proposals(reader.knowledge(), &report.article, &report.parse)
}

fn labelled(reader: &Reader, article: &GoldArticle) -> Vec<Labelled> {
    let report: Report = reader.read(rapporteur::Article::new(&article.id, &article.text));
    let proposals = extract::statements::proposals(reader.knowledge(), &report.article, &report.parse);
    let words = Words::new(&article.text);
    let points = CodePoints::new(&report.article.text);
    let gold: Vec<View<'_>> = article.attributions.iter().map(|row| View::new(&words, row)).collect();
    let label = |proposal: extract::statements::Proposal| {
        let row = attribution(&proposal.statement, &points);
        let view = View::new(&words, &row);
        let right =
            gold.iter().any(|gold| !gold.cue.is_disjoint(&view.cue) && iou(&gold.content, &view.content) >= 0.5);
        (proposal, row.clone(), right)
    };
    proposals.into_iter().map(label).collect()
}

/// What weights find in articles, outermost attributions alone.
///
/// # Errors
///
/// Where an embedded table is damaged.
pub fn apply(reader: &Reader, weights: Weights, articles: &[GoldArticle]) -> Result<Vec<Vec<Attribution>>> {
    let mut knowledge = Knowledge::embedded()?;
    knowledge.weights = weights;
    let find = |article: &GoldArticle| {
        let read = rapporteur::Article::new(&article.id, &article.text);
        let parse = reader.model().parse(&read.text);
        let found = extract::statements::find(&knowledge, &read, &parse, &Grounding::default());
        let points = CodePoints::new(&read.text);
        outermost(found.rows().iter().map(|statement| attribution(statement, &points)).collect())
    };
    Ok(articles.par_iter().map(find).collect())
}

fn probability(weights: &[f64], features: &[u32]) -> f64 {
    let sum: f64 = features.iter().map(|&feature| weights[feature as usize]).sum();
    1.0 / (1.0 + (-sum).exp())
}

fn fit(examples: &[Example], features: usize, plan: Plan, takes: impl Fn(usize) -> bool) -> Vec<f64> {
    let mut weights = vec![0.0; features];
    let mut squares = vec![1e-6; features];
    let chosen: Vec<&Example> = examples.iter().filter(|example| example.article.is_none_or(&takes)).collect();
    for _ in 0..ROUNDS {
        let mut gradient: Vec<f64> = weights.iter().map(|weight| plan.pull * weight).collect();
        for example in &chosen {
            let weight = if example.article.is_some() { 1.0 } else { plan.table };
            let miss = weight * (probability(&weights, &example.features) - f64::from(u8::from(example.right)));
            example.features.iter().for_each(|&feature| gradient[feature as usize] += miss);
        }
        for ((weight, square), slope) in weights.iter_mut().zip(&mut squares).zip(gradient) {
            *square += slope * slope;
            *weight -= 4.0 * STEP * slope / square.sqrt();
        }
    }
    weights
}

fn table(names: &[String], weights: &[f64], threshold: f64) -> String {
    let mut rows: Vec<(&String, f64)> =
        names.iter().zip(weights.iter().copied()).filter(|(_, weight)| weight.abs() >= 0.05).collect();
    rows.sort_by(|one, other| one.0.cmp(other.0));
    let mut out = format!("{HEAD}threshold\t{threshold}\n");
    for (name, weight) in rows {
        let _ = writeln!(out, "{name}\t{weight:.2}");
    }
    out
}

const HEAD: &str = "# How much each feature of a possible attribution counts. Their sum, through 1 / (1 + e^-x), is the\n\
# probability that a cue with its source and content is an attribution. Made by `lab train-statements`\n\
# from crates/lab/attributions and the examples of data/cues.tsv; weights between -0.05 and 0.05 are left out.\n\
# A feature, a tab, its weight; sorted by feature. The first row is no feature but the least probability.\n";
