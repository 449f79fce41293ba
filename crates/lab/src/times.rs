//! Scores of the times against gold TIMEX3.
//!
//! Gold files are JSON lines with `id`, `dct` (the day of publication),
//! `text`, and `timexes`: `start` and `end` in code points, `type`, `value`.
//! Scores are those of TempEval-3: a found time matches a gold one where they
//! overlap (relaxed) or have the same extent (strict); a value is right where
//! it is the same text on a relaxed match.

use std::collections::BTreeMap;
use std::fmt;
use std::fs;
use std::ops::AddAssign;
use std::path::Path;

use anyhow::{Context, Result};
use rapporteur::{Article, CodePoints, Reader, TimeKind};
use serde::{Deserialize, Serialize};

use crate::beside;

/// A gold article.
#[derive(Deserialize)]
pub struct Gold {
    id: String,
    dct: String,
    text: String,
    timexes: Vec<Timex>,
}

/// A time, gold or found.
#[derive(Deserialize, Clone, Debug, PartialEq)]
pub struct Timex {
    start: u32,
    end: u32,
    #[serde(rename = "type")]
    kind: String,
    value: String,
}

/// The gold articles of a file.
///
/// # Errors
///
/// Where the file cannot be read or a line is not of the form.
pub fn read(path: &Path) -> Result<Vec<Gold>> {
    let content = fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    let gold =
        |(index, line)| serde_json::from_str(line).with_context(|| format!("{}, line {}", path.display(), index + 1));
    content.lines().enumerate().map(gold).collect()
}

/// Counts of what is gold, what was found, and what is right.
#[derive(Clone, Copy, Default, Debug, PartialEq)]
pub struct Counts {
    gold: usize,
    found: usize,
    relaxed: usize,
    strict: usize,
    value: usize,
    kind: usize,
}

impl AddAssign for Counts {
    fn add_assign(&mut self, other: Counts) {
        self.gold += other.gold;
        self.found += other.found;
        self.relaxed += other.relaxed;
        self.strict += other.strict;
        self.value += other.value;
        self.kind += other.kind;
    }
}

/// The figures that are reported.
#[derive(Serialize, Clone, Copy, Debug)]
pub struct Scores {
    /// Gold times.
    pub gold: usize,
    /// Found times.
    pub found: usize,
    /// The share of found times that overlap a gold one.
    pub relaxed_precision: f64,
    /// The share of gold times that a found one overlaps.
    pub relaxed_recall: f64,
    /// The harmonic mean of both.
    pub relaxed_f1: f64,
    /// The same for equal extents.
    pub strict_f1: f64,
    /// The same for overlaps with the right value.
    pub value_f1: f64,
    /// The share of overlaps with the right type.
    pub type_accuracy: f64,
}

impl Counts {
    /// The figures of these counts.
    pub fn scores(self) -> Scores {
        let ratio = |part: usize, whole: usize| if whole == 0 { 0.0 } else { part as f64 / whole as f64 };
        let f1 = |right: usize| ratio(2 * right, self.gold + self.found);
        Scores {
            gold: self.gold,
            found: self.found,
            relaxed_precision: ratio(self.relaxed, self.found),
            relaxed_recall: ratio(self.relaxed, self.gold),
            relaxed_f1: f1(self.relaxed),
            strict_f1: f1(self.strict),
            value_f1: f1(self.value),
            type_accuracy: ratio(self.kind, self.relaxed),
        }
    }
}

impl fmt::Display for Scores {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let rows = [
            ("relaxed precision", self.relaxed_precision),
            ("relaxed recall", self.relaxed_recall),
            ("relaxed F1", self.relaxed_f1),
            ("strict F1", self.strict_f1),
            ("value F1", self.value_f1),
            ("type accuracy", self.type_accuracy),
        ];
        writeln!(f, "{} gold times, {} found", self.gold, self.found)?;
        rows.iter().try_for_each(|(name, value)| writeln!(f, "{name:<20}{value:>7.3}"))
    }
}

/// Seconds of the language layer and of the times on it, one thread, summed
/// over all articles.
pub fn seconds(reader: &Reader, articles: &[Article]) -> (f64, f64) {
    beside::seconds(reader, articles, |article, parse| {
        beside::clock(|| extract::ground::times::find(reader.knowledge(), article, parse))
    })
}

/// What went wrong, by kind of mistake.
pub type Mistakes = BTreeMap<&'static str, Vec<String>>;

/// The counts of one article; mistakes are added to `mistakes`.
pub fn score(reader: &Reader, gold: &Gold, mistakes: &mut Mistakes) -> Counts {
    let found = found(reader, gold);
    let mut timexes = gold.timexes.clone();
    timexes.sort_by_key(|timex| timex.start);
    let mut counts = Counts { gold: timexes.len(), found: found.len(), ..Counts::default() };
    let mut missed = vec![true; timexes.len()];
    for time in &found {
        let overlaps = |gold: &Timex| gold.start < time.end && time.start < gold.end;
        let best = timexes.iter().enumerate().filter(|(index, gold)| missed[*index] && overlaps(gold));
        let Some((index, timex)) = best.max_by_key(|(_, gold)| gold.end.min(time.end) - gold.start.max(time.start))
        else {
            note(mistakes, "spurious", gold, time, None);
            continue;
        };
        missed[index] = false;
        compare(gold, time, timex, &mut counts, mistakes);
    }
    for (_, timex) in timexes.iter().enumerate().filter(|(index, _)| missed[*index]) {
        note(mistakes, "missed", gold, timex, None);
    }
    counts
}

fn compare(gold: &Gold, time: &Timex, timex: &Timex, counts: &mut Counts, mistakes: &mut Mistakes) {
    let strict = (time.start, time.end) == (timex.start, timex.end);
    let (value, kind) = (time.value == timex.value, time.kind == timex.kind);
    counts.relaxed += 1;
    counts.strict += usize::from(strict);
    counts.value += usize::from(value);
    counts.kind += usize::from(kind);
    for (right, mistake) in [(strict, "extent"), (value, "value"), (kind, "type")] {
        if !right {
            note(mistakes, mistake, gold, time, Some(timex));
        }
    }
}

/// The times that TIMEX3 has a type for.
fn found(reader: &Reader, gold: &Gold) -> Vec<Timex> {
    let mut article = Article::new(gold.id.clone(), gold.text.clone());
    article.published = gold.dct.get(..10).and_then(|day| day.parse().ok());
    let report = reader.read(article);
    let points = CodePoints::new(&gold.text);
    let times = report.grounding.times.rows().iter().filter(|time| time.kind != TimeKind::Interval);
    times
        .map(|time| {
            let (start, end) = points.range(time.span);
            let kind = format!("{:?}", time.kind).to_uppercase();
            Timex { start, end, kind, value: time.value.clone() }
        })
        .collect()
}

fn note(mistakes: &mut Mistakes, mistake: &'static str, gold: &Gold, time: &Timex, timex: Option<&Timex>) {
    let shown = |time: &Timex| format!("{} {} {}", in_context(&gold.text, time), time.kind, time.value);
    let gold_side = timex.map(|timex| format!("  gold [{}] {} {}", words(&gold.text, timex), timex.kind, timex.value));
    let line = format!("{} {}: {}{}", gold.id, gold.dct, shown(time), gold_side.unwrap_or_default());
    mistakes.entry(mistake).or_default().push(line);
}

fn words(text: &str, time: &Timex) -> String {
    text.chars().skip(time.start as usize).take((time.end - time.start) as usize).collect()
}

/// The words with some of the text around.
fn in_context(text: &str, time: &Timex) -> String {
    const AROUND: usize = 50;
    let start = (time.start as usize).saturating_sub(AROUND);
    let before: String = text.chars().skip(start).take(time.start as usize - start).collect();
    let after: String = text.chars().skip(time.end as usize).take(AROUND).collect();
    format!("{before}[{}]{after}", words(text, time)).replace('\n', " ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scores_are_harmonic_means() {
        let counts = Counts { gold: 4, found: 6, relaxed: 3, strict: 2, value: 1, kind: 3 };
        let scores = counts.scores();
        assert_eq!(scores.relaxed_precision, 0.5);
        assert_eq!(scores.relaxed_recall, 0.75);
        assert_eq!(scores.relaxed_f1, 0.6);
        assert_eq!(scores.strict_f1, 0.4);
        assert_eq!(scores.value_f1, 0.2);
        assert_eq!(scores.type_accuracy, 1.0);
        assert_eq!(Counts::default().scores().relaxed_f1, 0.0);
    }

    #[test]
    fn mistakes_show_their_context() {
        let time = Timex { start: 4, end: 7, kind: "DATE".into(), value: "2025".into() };
        assert_eq!(in_context("é in May it", &time), "é in[ Ma]y it");
    }
}
