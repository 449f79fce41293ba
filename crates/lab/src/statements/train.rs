//! Learns the weights of `data/attribution-weights.tsv` from the examples and
//! counter-examples of `data/cues.tsv`: logistic regression, by gradient
//! descent with a step of its own for each weight and a pull towards zero.

use std::collections::HashMap;
use std::fmt::Write;

use extract::knowledge::cues::Cue;
use extract::knowledge::marked::Marked;
use rapporteur::Reader;

/// Rounds over all examples.
const ROUNDS: usize = 60;
const STEP: f64 = 0.15;
/// The pull towards zero.
const PULL: f64 = 2.0;
/// A feature must have been seen this often.
const LEAST: usize = 3;

struct Example {
    features: Vec<u32>,
    right: bool,
}

/// The table of weights, learned from the examples of all cues.
pub fn train(reader: &Reader) -> String {
    let (names, examples) = examples(reader);
    println!("{} candidates, {} right", examples.len(), examples.iter().filter(|example| example.right).count());
    table(&names, &fit(&examples, names.len()))
}

/// A candidate with whether it is right.
type Labelled = (extract::statements::Proposal, bool);

fn examples(reader: &Reader) -> (Vec<String>, Vec<Example>) {
    let mut features = Features::default();
    let mut examples = Vec::new();
    for cue in reader.knowledge().cues.rows() {
        examples.extend(of_table(reader, cue).into_iter().map(|candidate| features.example(candidate)));
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
    fn example(&mut self, (proposal, right): Labelled) -> Example {
        let features: Vec<u32> = proposal.features.into_iter().map(|name| self.number(name)).collect();
        features.iter().for_each(|&feature| self.counts[feature as usize] += 1);
        Example { features, right }
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
        (proposal, right)
    };
    let mut labelled: Vec<Labelled> = proposals(reader, &marked.text).into_iter().filter(near).map(label).collect();
    let row = format!("{} (", cue.name);
    let wrong = proposals(reader, &cue.counter).into_iter().filter(|proposal| proposal.statement.why.starts_with(&row));
    labelled.extend(wrong.map(|proposal| (proposal, false)));
    labelled
}

fn proposals(reader: &Reader, text: &str) -> Vec<extract::statements::Proposal> {
    let report = reader.read(rapporteur::Article::new("", text));
    extract::statements::proposals(reader.knowledge(), &report.article, &report.parse)
}

fn probability(weights: &[f64], features: &[u32]) -> f64 {
    let sum: f64 = features.iter().map(|&feature| weights[feature as usize]).sum();
    1.0 / (1.0 + (-sum).exp())
}

fn fit(examples: &[Example], features: usize) -> Vec<f64> {
    let mut weights = vec![0.0; features];
    let mut squares = vec![1e-6; features];
    for _ in 0..ROUNDS {
        let mut gradient: Vec<f64> = weights.iter().map(|weight| PULL * weight).collect();
        for example in examples {
            let miss = probability(&weights, &example.features) - f64::from(u8::from(example.right));
            example.features.iter().for_each(|&feature| gradient[feature as usize] += miss);
        }
        for ((weight, square), slope) in weights.iter_mut().zip(&mut squares).zip(gradient) {
            *square += slope * slope;
            *weight -= 4.0 * STEP * slope / square.sqrt();
        }
    }
    weights
}

fn table(names: &[String], weights: &[f64]) -> String {
    let mut rows: Vec<(&String, f64)> =
        names.iter().zip(weights.iter().copied()).filter(|(_, weight)| weight.abs() >= 0.05).collect();
    rows.sort_by(|one, other| one.0.cmp(other.0));
    let mut out = String::from(HEAD);
    for (name, weight) in rows {
        let _ = writeln!(out, "{name}\t{weight:.2}");
    }
    out
}

const HEAD: &str = "# How much each feature of a possible attribution counts. Their sum, through 1 / (1 + e^-x), is the\n\
# probability that a cue with its source and content is an attribution. Made by `lab train-statements`\n\
# from the examples and counter-examples of data/cues.tsv; weights between -0.05 and 0.05 are left out.\n\
# A feature, a tab, its weight; sorted by feature.\n";
