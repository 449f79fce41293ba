//! Learns the weights of `data/confidence.tsv`: which features of an event
//! speak for its type being right, by golden cases. Logistic regression by
//! gradient descent, with a pull towards zero.

use std::collections::BTreeMap;
use std::fmt::Write;

use extract::events::confidence_features;
use rapporteur::Reader;

use crate::cases::{self, Case};

/// How many parts cross-validation has.
pub const FOLDS: usize = 5;
/// The pull of a weight towards zero, beside one event.
const PULL: f64 = 2.0;
const ROUNDS: usize = 3000;
const STEP: f64 = 0.5;

/// The new table, and how well weights learned on four parts fit the fifth.
pub struct Trained {
    /// The content of `data/confidence.tsv`.
    pub table: String,
    /// Confidence against how often it was right.
    pub held_out: String,
}

/// An event's features and whether its type is right.
struct Example {
    features: Vec<usize>,
    is_right: bool,
    case: usize,
}

/// Learns from cases.
pub fn train(reader: &Reader, cases: &[Case]) -> Trained {
    let reports = cases::reports(reader, cases);
    let judged = cases::score_reports(cases, &reports).judged;
    let mut names: BTreeMap<String, usize> = BTreeMap::new();
    let mut examples = Vec::new();
    for (case, number, is_right) in judged {
        let report = &reports[case];
        let event = &report.events.rows()[number];
        let own = confidence_features(reader.knowledge(), &report.article, &report.parse, &report.grounding, event);
        let mut number = |name: String| {
            let next = names.len();
            *names.entry(name).or_insert(next)
        };
        examples.push(Example { features: own.into_iter().map(&mut number).collect(), is_right, case });
    }
    let weights = fit(&examples, names.len(), |_| true);
    Trained { table: table(&names, &weights), held_out: held_out(&examples, names.len()) }
}

fn fit(examples: &[Example], features: usize, takes: impl Fn(usize) -> bool) -> Vec<f64> {
    let own: Vec<&Example> = examples.iter().filter(|example| takes(example.case)).collect();
    let mut weights = vec![0.0; features];
    for _ in 0..ROUNDS {
        let mut slope: Vec<f64> = weights.iter().map(|weight| PULL * weight).collect();
        for example in &own {
            let error = probability(example, &weights) - f64::from(u8::from(example.is_right));
            example.features.iter().for_each(|&feature| slope[feature] += error);
        }
        let count = own.len().max(1) as f64;
        weights.iter_mut().zip(&slope).for_each(|(weight, slope)| *weight -= STEP * slope / count);
    }
    weights
}

fn probability(example: &Example, weights: &[f64]) -> f64 {
    let sum: f64 = example.features.iter().map(|&feature| weights[feature]).sum();
    1.0 / (1.0 + (-sum).exp())
}

fn held_out(examples: &[Example], features: usize) -> String {
    let mut tenths = [(0_usize, 0_usize); 10];
    for fold in 0..FOLDS {
        let weights = fit(examples, features, |case| case % FOLDS != fold);
        for example in examples.iter().filter(|example| example.case % FOLDS == fold) {
            let tenth = &mut tenths[((probability(example, &weights) * 10.0) as usize).min(9)];
            tenth.0 += 1;
            tenth.1 += usize::from(example.is_right);
        }
    }
    cases::calibration_table(&tenths)
}

fn table(names: &BTreeMap<String, usize>, weights: &[f64]) -> String {
    let mut out = String::from(
        "# How far each feature of an event speaks for it; crates/extract/src/events/confidence.rs says when each holds. Their\n\
         # sum, through 1 / (1 + e^-x), is the probability that the event's type is right. Made by `lab train-confidence` from\n\
         # golden cases of events; weights between -0.05 and 0.05 are left out.\n\
         # A feature, a tab, its weight; sorted by feature.\n",
    );
    for (name, &feature) in names.iter().filter(|(_, feature)| weights[**feature].abs() >= 0.05) {
        let _ = writeln!(out, "{name}\t{:.2}", weights[feature]);
    }
    out
}
