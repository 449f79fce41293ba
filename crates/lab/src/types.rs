//! Learns the weights of `data/frames/type-weights.tsv` from the frames'
//! examples and from sentences of our own with a marked pair of actors and the
//! CAMEO code of what links them: multinomial logistic regression.

use std::collections::HashMap;
use std::fmt::Write;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use extract::knowledge::relation_classes::{RelationClass, RelationClasses};
use rapporteur::knowledge::frames::Frame;
use rapporteur::{Article, Reader};
use rayon::prelude::*;

use crate::frames::{Marked, unmark};

const ROUNDS: usize = 320;
const STEP: f32 = 0.5;
/// A feature must have been seen this often.
const LEAST: usize = 2;
/// Smaller weights are left out.
const LEAST_WEIGHT: f32 = 0.05;

/// A sentence with a pair and the class of what links them.
struct Text {
    class: usize,
    marked: Marked,
    /// The frame whose event is left out.
    except: Option<&'static str>,
    is_frame: bool,
}

/// How the weights are learned.
#[derive(Clone, Copy, Debug)]
pub struct Settings {
    /// The pull towards zero.
    pub pull: f32,
    /// How much a frame's example counts beside a sentence with a pair.
    pub frames: f32,
}

struct Example {
    features: Vec<u32>,
    class: usize,
    weight: f32,
    /// The part that it belongs to; `None` for frames' examples.
    part: Option<usize>,
}

/// Weights, and how sentences fare by weights that never saw them.
pub struct Trained {
    /// The table, ready to be written.
    pub table: String,
    /// Gold and answer of each sentence held out, by PLOVER type.
    pub held_out: Vec<(&'static str, &'static str)>,
}

/// Trains on all frames' examples and on the sentences of the `.tsv` files of
/// a folder (CAMEO code, tab, sentence with `[source]` and `<target>`).
///
/// # Errors
///
/// Where a file cannot be read or a line is not of the form.
pub fn train(reader: &Reader, folder: &Path, folds: usize, settings: Settings) -> Result<Trained> {
    let classes = &reader.knowledge().type_weights.classes;
    let (names, examples) = examples(reader, folder, folds, settings)?;
    let size = Size { features: names.len(), classes: classes.rows.len() };
    let parts: Vec<Vec<f32>> =
        (0..folds).into_par_iter().map(|fold| fit(&examples, size, settings.pull, Some(fold))).collect();
    let kind = |class: usize| classes.rows[class].kind;
    let held_out = examples.iter().filter_map(|example| {
        let weights = &parts[example.part?];
        Some((kind(example.class), kind(best(&scores(weights, size.classes, &example.features)))))
    });
    let held_out = held_out.collect();
    let weights = fit(&examples, size, settings.pull, None);
    Ok(Trained { table: table(&names, &weights, &classes.rows), held_out })
}

/// The size of the table of weights.
#[derive(Clone, Copy)]
struct Size {
    features: usize,
    classes: usize,
}

fn examples(reader: &Reader, folder: &Path, folds: usize, settings: Settings) -> Result<(Vec<String>, Vec<Example>)> {
    let classes = &reader.knowledge().type_weights.classes;
    // Frames' examples with and without the frame's own event: other sentences
    // are harder for the frames than these, but easier than without the right
    // one.
    let own = reader.knowledge().frames.rows.iter().filter_map(|frame| {
        let (class, marked) = (of_frame(classes, frame)?, unmark(frame.example));
        let is_pair = !marked.actors.is_empty() && (marked.actors.len() > 1 || !marked.recipients.is_empty());
        is_pair.then(|| {
            [Some(frame.id), None].map(|except| Text { class, marked: marked.clone(), except, is_frame: true })
        })
    });
    let mut texts: Vec<Text> = own.flatten().collect();
    texts.extend(sentences(folder, classes)?);
    let read: Vec<Vec<String>> = texts.par_iter().map(|text| features(reader, text)).collect();
    let mut numbers: HashMap<&str, (u32, usize)> = HashMap::new();
    let mut names = Vec::new();
    for name in read.iter().flatten() {
        let next = numbers.len() as u32;
        numbers.entry(name).or_insert((next, 0)).1 += 1;
        if numbers.len() as u32 > next {
            names.push(name.clone());
        }
    }
    let mut sentence = 0;
    let examples = texts.iter().zip(&read).map(|(text, features)| {
        let features = features.iter().map(|name| numbers[name.as_str()]);
        let features = features.filter(|(_, seen)| *seen >= LEAST).map(|(number, _)| number).collect();
        sentence += usize::from(!text.is_frame);
        let part = (!text.is_frame).then_some(sentence % folds);
        Example { features, class: text.class, weight: if part.is_some() { 1.0 } else { settings.frames }, part }
    });
    let examples = examples.collect();
    Ok((names, examples))
}

/// The class of a frame's CAMEO code, else of its type.
fn of_frame(classes: &RelationClasses, frame: &Frame) -> Option<usize> {
    let kind = if frame.kind == "CONCEDE" { "RETREAT" } else { frame.kind.as_str() };
    classes.of_code(&frame.cameo).or_else(|| classes.named(kind))
}

fn sentences(folder: &Path, classes: &RelationClasses) -> Result<Vec<Text>> {
    let mut paths: Vec<_> = fs::read_dir(folder)
        .with_context(|| format!("cannot read {}", folder.display()))?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<_, _>>()?;
    paths.sort();
    let mut sentences = Vec::new();
    for path in paths.iter().filter(|path| path.extension().is_some_and(|ending| ending == "tsv")) {
        let content = fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
        for (index, line) in content.lines().enumerate().filter(|(_, line)| !line.is_empty() && !line.starts_with('#'))
        {
            let place = || format!("{}, line {}", path.display(), index + 1);
            let (code, text) = line.split_once('\t').with_context(|| format!("{}: no tab", place()))?;
            let class = classes.of_code(code);
            let class = class.with_context(|| format!("{}: {code:?} is no CAMEO code with a type", place()))?;
            let marked = unmark(text);
            ensure!(!marked.actors.is_empty() && !marked.recipients.is_empty(), "{}: no pair is marked", place());
            sentences.push(Text { class, marked, except: None, is_frame: false });
        }
    }
    Ok(sentences)
}

fn features(reader: &Reader, text: &Text) -> Vec<String> {
    let Text { marked, except, .. } = text;
    let report = reader.read(Article::new("", marked.text.as_str()));
    let (source, target) = match marked.recipients.is_empty() {
        true => marked.actors.split_at(1),
        false => (marked.actors.as_slice(), marked.recipients.as_slice()),
    };
    let pair = (source, target);
    let knowledge = reader.knowledge();
    let mut features =
        extract::events::features(knowledge, &report.article, &report.parse, &report.grounding, pair, *except);
    features.sort();
    features.dedup();
    features
}

fn scores(weights: &[f32], classes: usize, features: &[u32]) -> Vec<f32> {
    let mut sums = vec![0.0; classes];
    for &feature in features {
        let row = &weights[feature as usize * classes..][..classes];
        sums.iter_mut().zip(row).for_each(|(sum, weight)| *sum += weight);
    }
    sums
}

fn best(scores: &[f32]) -> usize {
    (0..scores.len()).max_by(|&one, &other| scores[one].total_cmp(&scores[other])).unwrap_or(0)
}

fn fit(examples: &[Example], size: Size, pull: f32, without: Option<usize>) -> Vec<f32> {
    let mut weights = vec![0.0_f32; size.features * size.classes];
    let mut squares = vec![1e-4_f32; weights.len()];
    let chosen: Vec<&Example> =
        examples.iter().filter(|example| without.is_none() || example.part != without).collect();
    for _ in 0..ROUNDS {
        let mut gradient: Vec<f32> = weights.iter().map(|weight| pull * weight).collect();
        for example in &chosen {
            let mut missed = scores(&weights, size.classes, &example.features);
            let top = missed.iter().copied().fold(f32::NEG_INFINITY, f32::max);
            missed.iter_mut().for_each(|score| *score = (*score - top).exp());
            let total: f32 = missed.iter().sum();
            missed.iter_mut().for_each(|score| *score *= example.weight / total);
            missed[example.class] -= example.weight;
            for &feature in &example.features {
                let row = &mut gradient[feature as usize * size.classes..][..size.classes];
                row.iter_mut().zip(&missed).for_each(|(slope, miss)| *slope += miss);
            }
        }
        for ((weight, square), slope) in weights.iter_mut().zip(&mut squares).zip(gradient) {
            *square += slope * slope;
            *weight -= STEP * slope / square.sqrt();
        }
    }
    weights
}

fn table(names: &[String], weights: &[f32], classes: &[RelationClass]) -> String {
    let letter = |class: usize| char::from(b'a' + class as u8);
    let mut rows: Vec<(&String, &[f32])> = names.iter().zip(weights.chunks(classes.len())).collect();
    rows.sort_by_key(|(name, _)| *name);
    let named: Vec<String> =
        classes.iter().enumerate().map(|(number, class)| format!("{}={}", letter(number), class.name)).collect();
    let mut out = format!("{HEAD}classes\t{}\n", named.join(" "));
    for (name, row) in rows {
        let told = row.iter().enumerate().filter(|(_, weight)| weight.abs() >= LEAST_WEIGHT);
        let cells: Vec<String> =
            told.map(|(class, weight)| format!("{}{:.0}", letter(class), weight * 100.0)).collect();
        if !cells.is_empty() {
            let _ = writeln!(out, "{name}\t{}", cells.join(" "));
        }
    }
    out
}

const HEAD: &str = "# How much each word around two actors, and each event that a frame offers for them, speaks for each class of\n\
# data/ontology/relation-classes.tsv, in hundredths. The class with the largest sum is the likeliest; e to its sum by all\n\
# such is the probability. Made by `lab train-types` from the frames' examples and crates/lab/relations; small weights are\n\
# left out. The letters of the classes, then a feature, a tab, letters with their weights; sorted by feature.\n";
