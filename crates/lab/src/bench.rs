//! Speed of the language layer and of whole reading, beside spaCy in the same
//! run.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use anyhow::{Context, Result, ensure};
use rapporteur::{Article, Model, Reader};
use rayon::prelude::*;

use crate::whole;

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
    /// The language layer on one thread.
    pub one: Vec<f64>,
    /// The language layer on two threads.
    pub two: Vec<f64>,
    /// Whole reading on one thread.
    pub whole_one: Vec<f64>,
    /// Whole reading on two threads.
    pub whole_two: Vec<f64>,
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
    let reader = start_up()?;
    let words: usize = articles.iter().map(|article| article.text.split_whitespace().count()).sum();
    let mut times = Times::default();
    for _ in 0..plan.rounds {
        times.one.push(seconds(reader.model(), &articles, 1)?);
        times.two.push(seconds(reader.model(), &articles, 2)?);
        times.whole_one.push(whole_seconds(&reader, &articles, 1)?);
        times.whole_two.push(whole_seconds(&reader, &articles, 2)?);
        if let Some(python) = plan.python {
            times.spacy.push(spacy_seconds(python, plan)?);
        }
    }
    report(&times, articles.len(), words);
    let shares = whole::shares(&reader, &articles);
    for (stage, share) in whole::STAGES.iter().zip(shares) {
        println!("{stage:<22}{:>7.1} % of whole reading", 100.0 * share);
    }
    Ok(times)
}

fn start_up() -> Result<Reader> {
    let start = Instant::now();
    let reader = Reader::english()?;
    let loaded = start.elapsed();
    reader.read(Article::new("first", "Leaders of both countries met on Monday."));
    let milliseconds = |time: std::time::Duration| time.as_secs_f64() * 1e3;
    println!("loading {:.0} ms, to the first report {:.0} ms", milliseconds(loaded), milliseconds(start.elapsed()));
    Ok(reader)
}

/// Prints the most memory as well, the articles and all tables included.
fn whole_seconds(reader: &Reader, articles: &[Article], threads: usize) -> Result<f64> {
    whole::forget_memory();
    let seconds = whole::seconds(reader, articles, threads)?;
    if let Some(megabytes) = whole::most_memory() {
        println!("whole reading, {threads} threads: at most {megabytes:.0} MB");
    }
    Ok(seconds)
}

fn report(times: &Times, articles: usize, words: usize) {
    println!("{articles} articles, {words} words, medians of {} rounds", times.one.len());
    let line = |name: &str, seconds: Option<f64>| {
        if let Some(seconds) = seconds {
            let rate = |count: usize| count as f64 / seconds;
            println!("{name:<28}{seconds:>8.2} s {:>10.0} words/s {:>8.1} articles/s", rate(words), rate(articles));
        }
    };
    line("language, one thread", median(&times.one));
    line("language, two threads", median(&times.two));
    line("whole reading, one thread", median(&times.whole_one));
    line("whole reading, two threads", median(&times.whole_two));
    line("spaCy, one thread", median(&times.spacy));
    let ratio = |name: &str, slow: &[f64], fast: &[f64]| {
        let ratios: Vec<f64> = slow.iter().zip(fast).map(|(slow, fast)| slow / fast).collect();
        if let Some(ratio) = median(&ratios) {
            println!("{name:<38}{ratio:>6.2}");
        }
    };
    ratio("language: two threads against one", &times.one, &times.two);
    ratio("whole: two threads against one", &times.whole_one, &times.whole_two);
    ratio("language against spaCy, one thread", &times.spacy, &times.one);
    ratio("whole against spaCy, one thread", &times.spacy, &times.whole_one);
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
