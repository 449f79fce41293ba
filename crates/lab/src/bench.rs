//! Speed of the language layer, beside spaCy in the same run.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use anyhow::{Context, Result, ensure};
use rapporteur::{Article, Model};
use rayon::prelude::*;

/// What to measure.
pub struct Plan<'a> {
    /// JSON lines with `id` and `text`.
    pub articles: &'a Path,
    /// The first so many articles only.
    pub limit: Option<usize>,
    /// How often each side runs; medians are quoted.
    pub rounds: usize,
    /// A Python that has spaCy and the model, or none to measure Rapporteur
    /// alone.
    pub python: Option<&'a Path>,
}

/// Seconds of every round.
#[derive(Default)]
pub struct Times {
    /// One thread.
    pub one: Vec<f64>,
    /// Two threads.
    pub two: Vec<f64>,
    /// spaCy on one thread.
    pub spacy: Vec<f64>,
}

/// The median; of an even number, the lower of the middle two.
pub fn median(values: &[f64]) -> Option<f64> {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted.get(sorted.len().checked_sub(1)? / 2).copied()
}

/// Runs all sides in turn, round by round, so that a machine that grows
/// slower or faster does so for each; prints the medians and their ratios.
///
/// # Errors
///
/// Where the articles cannot be read or spaCy cannot be run.
pub fn run(plan: &Plan<'_>) -> Result<Times> {
    let articles = crate::articles::read(plan.articles, plan.limit)?;
    ensure!(!articles.is_empty(), "{} holds no article", plan.articles.display());
    let start = Instant::now();
    let model = Model::english()?;
    model.parse("Leaders of both countries met on Monday.");
    println!("start to first sentence: {:.0} ms", start.elapsed().as_secs_f64() * 1e3);
    let words: usize = articles.iter().map(|article| article.text.split_whitespace().count()).sum();
    let mut times = Times::default();
    for _ in 0..plan.rounds {
        times.one.push(seconds(&model, &articles, 1)?);
        times.two.push(seconds(&model, &articles, 2)?);
        if let Some(python) = plan.python {
            times.spacy.push(spacy_seconds(python, plan)?);
        }
    }
    report(&times, articles.len(), words);
    Ok(times)
}

fn report(times: &Times, articles: usize, words: usize) {
    println!("{articles} articles, {words} words, medians of {} rounds", times.one.len());
    let line = |name: &str, seconds: Option<f64>| {
        if let Some(seconds) = seconds {
            println!("{name:<22}{seconds:>8.2} s {:>10.0} words/s", words as f64 / seconds);
        }
    };
    line("one thread", median(&times.one));
    line("two threads", median(&times.two));
    line("spaCy, one thread", median(&times.spacy));
    let ratio = |name: &str, slow: &[f64], fast: &[f64]| {
        let ratios: Vec<f64> = slow.iter().zip(fast).map(|(slow, fast)| slow / fast).collect();
        if let Some(ratio) = median(&ratios) {
            println!("{name:<38}{ratio:>6.2}");
        }
    };
    ratio("two threads against one", &times.one, &times.two);
    ratio("one thread against spaCy", &times.spacy, &times.one);
}

/// Articles that a thread takes at a time.
const TOGETHER: usize = 8;

fn seconds(model: &Model, articles: &[Article], threads: usize) -> Result<f64> {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build()?;
    Ok(pool.install(|| {
        let start = Instant::now();
        articles.par_chunks(TOGETHER).with_max_len(1).for_each(|articles| {
            let texts: Vec<&str> = articles.iter().map(|article| article.text.as_str()).collect();
            std::hint::black_box(model.parse_all(&texts));
        });
        start.elapsed().as_secs_f64()
    }))
}

fn spacy_seconds(python: &Path, plan: &Plan<'_>) -> Result<f64> {
    let script = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("spacy/speed.py");
    let mut command = Command::new(python);
    command.arg(script).arg(plan.articles).env("OMP_NUM_THREADS", "1").env("OPENBLAS_NUM_THREADS", "1");
    if let Some(limit) = plan.limit {
        command.args(["--limit", &limit.to_string()]);
    }
    let output = command.output().with_context(|| format!("cannot run {}", python.display()))?;
    ensure!(output.status.success(), "spaCy failed: {}", String::from_utf8_lossy(&output.stderr));
    let printed = String::from_utf8_lossy(&output.stdout);
    printed.trim().parse().with_context(|| format!("spaCy printed {printed:?} instead of seconds"))
}

/// How many multiply-adds a second a matrix product of the encoder's size
/// reaches on this machine and one thread: the limit for anything built of
/// such products.
pub fn matrix_rate() -> f64 {
    let (rows, inputs, outputs) = (96, 288, 288);
    let left = ndarray::Array2::<f32>::ones((rows, inputs));
    let right = ndarray::Array2::<f32>::ones((inputs, outputs));
    let mut out = ndarray::Array2::<f32>::zeros((rows, outputs));
    let times = 2000;
    let start = Instant::now();
    for _ in 0..times {
        ndarray::linalg::general_mat_mul(1.0, &left, &right, 0.0, &mut out);
        std::hint::black_box(&mut out);
    }
    (times * rows * inputs * outputs) as f64 / start.elapsed().as_secs_f64()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn medians_ignore_order() {
        assert_eq!(median(&[3.0, 1.0, 2.0]), Some(2.0));
        assert_eq!(median(&[4.0, 1.0]), Some(1.0));
        assert_eq!(median(&[]), None);
    }
}
