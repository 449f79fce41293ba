//! The type of event between two marked actors: PLOVER types, fifteen of
//! them, CONCEDE and RETREAT being one (YIELD).

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use rapporteur::{Article, Reader, Span};
use serde::Deserialize;

#[derive(Deserialize)]
struct Line {
    text: String,
    source: Vec<(u32, u32)>,
    target: Vec<(u32, u32)>,
    #[serde(rename = "type")]
    kind: String,
    quad: u8,
}

/// Counts of right, missed and wrong answers for each label.
#[derive(Default)]
pub struct Scores {
    /// Gold type, answered type, how often.
    pub confusion: BTreeMap<(String, String), usize>,
    quads: BTreeMap<(String, String), usize>,
    /// Lines without an answer.
    pub unanswered: usize,
    /// Wrong answers: gold, answer, words, why.
    pub errors: Vec<String>,
    /// Whether the data were labelled by the roots of CAMEO's codes.
    by_root: bool,
    all: usize,
}

/// Type to quad class.
fn quad(kind: &str) -> &'static str {
    match kind {
        "AGREE" | "CONSULT" | "SUPPORT" | "CONCEDE" => "1",
        "COOPERATE" | "AID" | "RETREAT" | "YIELD" => "2",
        "REQUEST" | "ACCUSE" | "REJECT" | "THREATEN" => "3",
        "" => "",
        _ => "4",
    }
}

impl Scores {
    /// Scores a file that was labelled by the roots of CAMEO's codes, or else
    /// by PLOVER's manual 2.0 (`data/ontology/relation-classes.tsv`).
    ///
    /// # Errors
    ///
    /// Where the file cannot be read or a line is not of the form.
    pub fn measure(reader: &Reader, path: &Path, by_root: bool) -> Result<Self> {
        let content = fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
        let mut scores = Scores { by_root, ..Scores::default() };
        for (index, line) in content.lines().enumerate() {
            let line: Line =
                serde_json::from_str(line).with_context(|| format!("{}, line {}", path.display(), index + 1))?;
            scores.add(reader, &line);
        }
        Ok(scores)
    }

    fn add(&mut self, reader: &Reader, line: &Line) {
        let bytes: Vec<usize> = line.text.char_indices().map(|(byte, _)| byte).chain([line.text.len()]).collect();
        let at = |point: u32| bytes.get(point as usize).copied().unwrap_or(line.text.len()) as u32;
        let spans = |ranges: &[(u32, u32)]| {
            ranges.iter().map(|&(start, end)| Span::new(at(start), at(end))).collect::<Vec<_>>()
        };
        let relation = reader.relate(Article::new("", line.text.as_str()), &spans(&line.source), &spans(&line.target));
        self.all += 1;
        let answer = relation.as_ref().map_or(String::new(), |relation| match self.by_root {
            true => merge(relation.by_root),
            false => merge(&relation.event.kind),
        });
        self.unanswered += usize::from(relation.is_none());
        let gold = merge(&line.kind);
        if answer != gold {
            let why = relation.map(|relation| relation.event.why.join("; ")).unwrap_or_default();
            self.errors.push(format!("{gold} not {answer}: {} [{why}]", line.text));
        }
        let answered_quad = if answer == "YIELD" && line.quad == 1 { "1" } else { quad(&answer) };
        *self.quads.entry((line.quad.to_string(), answered_quad.to_owned())).or_default() += 1;
        *self.confusion.entry((gold, answer)).or_default() += 1;
    }

    /// The share of right answers.
    pub fn accuracy(&self) -> f64 {
        let right: usize =
            self.confusion.iter().filter(|((gold, answer), _)| gold == answer).map(|(_, count)| count).sum();
        right as f64 / self.all.max(1) as f64
    }

    /// The mean of the types' F1.
    pub fn macro_f1(&self) -> f64 {
        mean_f1(&self.confusion)
    }

    /// The mean of the quad classes' F1.
    pub fn quad_macro_f1(&self) -> f64 {
        mean_f1(&self.quads)
    }

    /// F1 of each type, and what it is most often taken for.
    pub fn table(&self) -> String {
        let mut out = String::new();
        for label in labels(&self.confusion) {
            let (f1, gold) = f1(&self.confusion, &label);
            let mut wrong: Vec<(&String, usize)> = self
                .confusion
                .iter()
                .filter(|((gold, answer), _)| *gold == label && *answer != label)
                .map(|((_, answer), &count)| (answer, count))
                .collect();
            wrong.sort_by_key(|&(_, count)| std::cmp::Reverse(count));
            let wrong: Vec<String> = wrong.iter().take(5).map(|(answer, count)| format!("{answer} {count}")).collect();
            let _ = writeln!(out, "{label:<10} {gold:>4}  F1 {:5.1} %   {}", f1 * 100.0, wrong.join(", "));
        }
        out
    }
}

fn merge(kind: &str) -> String {
    if kind == "CONCEDE" || kind == "RETREAT" { "YIELD".to_owned() } else { kind.to_owned() }
}

fn labels(confusion: &BTreeMap<(String, String), usize>) -> Vec<String> {
    let mut labels: Vec<String> = confusion.keys().map(|(gold, _)| gold.clone()).collect();
    labels.dedup();
    labels
}

fn f1(confusion: &BTreeMap<(String, String), usize>, label: &str) -> (f64, usize) {
    let sum = |keep: &dyn Fn(&str, &str) -> bool| -> usize {
        confusion.iter().filter(|((gold, answer), _)| keep(gold, answer)).map(|(_, count)| count).sum()
    };
    let right = sum(&|gold, answer| gold == label && answer == label);
    let gold = sum(&|gold, _| gold == label);
    let answered = sum(&|_, answer| answer == label);
    let f1 = if gold + answered == 0 { 0.0 } else { 2.0 * right as f64 / (gold + answered) as f64 };
    (f1, gold)
}

fn mean_f1(confusion: &BTreeMap<(String, String), usize>) -> f64 {
    let labels = labels(confusion);
    labels.iter().map(|label| f1(confusion, label).0).sum::<f64>() / labels.len().max(1) as f64
}
