//! Golden cases of the event coder: passages with the events that a careful
//! coder would code.
//!
//! A passage stands on one line (`¶` for the end of a paragraph), its events
//! below:
//!
//! ```text
//! Egypt sent flour to Sudan on Monday.
//! - AID actual: Egypt > Sudan
//! ```
//!
//! `- TYPE/mode status: actor ; actor > recipient`, `- maybe …` for what is
//! neither required nor wrong, `- none` where nothing is to be coded. Lines
//! that start with `#` are headings.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail, ensure};
use rapporteur::{Article, Event, Participant, Reader, Report};
use rayon::prelude::*;
use serde::Serialize;

/// A passage with its events.
#[derive(Debug)]
pub struct Case {
    /// The line, counted from 1.
    pub line: usize,
    /// The words.
    pub text: String,
    /// What must, and what may, be coded.
    pub events: Vec<Wanted>,
}

/// An event of a case.
#[derive(Debug, PartialEq, Eq)]
pub struct Wanted {
    /// Whether it may be missing.
    pub is_optional: bool,
    /// Its type.
    pub kind: String,
    /// Its mode, where given.
    pub mode: Option<String>,
    /// Its status.
    pub status: String,
    /// Words of those who act.
    pub actors: Vec<String>,
    /// Words of those to whom it is done.
    pub recipients: Vec<String>,
}

/// Reads the cases of a file.
///
/// # Errors
///
/// Where the file cannot be read, or a line is not of the form: its number
/// and what is wrong.
pub fn read(path: &Path) -> Result<Vec<Case>> {
    let content = fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    parse(&content).with_context(|| path.display().to_string())
}

fn parse(content: &str) -> Result<Vec<Case>> {
    let mut cases: Vec<Case> = Vec::new();
    let mut is_open = false;
    for (index, line) in content.lines().enumerate().map(|(index, line)| (index + 1, line.trim())) {
        if line.is_empty() || line.starts_with('#') {
            is_open &= !line.starts_with('#');
        } else if let Some(event) = line.strip_prefix("- ") {
            let case = cases
                .last_mut()
                .filter(|_| is_open)
                .with_context(|| format!("line {index}: an event without a text"))?;
            if event != "none" {
                case.events.push(wanted(event).with_context(|| format!("line {index}"))?);
            }
        } else {
            cases.push(Case { line: index, text: line.replace('¶', "\n\n"), events: Vec::new() });
            is_open = true;
        }
    }
    Ok(cases)
}

fn wanted(line: &str) -> Result<Wanted> {
    let form = "an event is written as `TYPE/mode status: actor ; actor > recipient`";
    let (is_optional, line) = line.strip_prefix("maybe ").map_or((false, line), |line| (true, line));
    let (head, participants) = line.split_once(':').context(form)?;
    let (kind, status) = head.trim().split_once(' ').context(form)?;
    let (kind, mode) = kind.split_once('/').map_or((kind, None), |(kind, mode)| (kind, Some(mode.to_owned())));
    ensure!(["actual", "future", "hypothetical", "negated"].contains(&status), "{status:?} is no status");
    let Some((actors, recipients)) = participants.split_once('>') else { bail!(form) };
    let list =
        |words: &str| words.split(';').map(|word| word.trim().to_owned()).filter(|word| !word.is_empty()).collect();
    Ok(Wanted {
        is_optional,
        kind: kind.to_owned(),
        mode,
        status: status.to_owned(),
        actors: list(actors),
        recipients: list(recipients),
    })
}

/// Counts over many cases.
#[derive(Default, Debug, Serialize)]
pub struct Scores {
    /// Cases in all.
    pub cases: usize,
    /// Events that had to be coded.
    pub wanted: usize,
    /// Events that were coded, optional ones aside.
    pub found: usize,
    /// Wanted events whose type was coded with a participant in common.
    pub right_type: usize,
    /// Of these, with the status, the mode where one is given, and all
    /// participants on their sides.
    pub right_whole: usize,
    /// Cases without an event.
    pub empty: usize,
    /// Of these, in which nothing was coded.
    pub right_empty: usize,
    /// For each tenth of confidence: events found, and those whose type is
    /// right.
    pub calibration: [(usize, usize); 10],
    /// Of each coded event the case, its number in the report, and whether its
    /// type is right; optional ones aside.
    #[serde(skip)]
    pub judged: Vec<(usize, usize, bool)>,
    /// One line for each wrong case.
    #[serde(skip)]
    pub errors: Vec<String>,
}

/// Reads and scores all cases.
pub fn score(reader: &Reader, cases: &[Case]) -> Scores {
    score_reports(cases, &reports(reader, cases))
}

/// Reads all cases.
pub fn reports(reader: &Reader, cases: &[Case]) -> Vec<Report> {
    cases.par_iter().map(|case| reader.read(Article::new(case.line.to_string(), case.text.as_str()))).collect()
}

/// Scores cases that were read.
pub fn score_reports(cases: &[Case], reports: &[Report]) -> Scores {
    let mut scores = Scores::default();
    for (case, report) in cases.iter().zip(reports) {
        scores.add(case, report);
    }
    scores
}

impl Scores {
    fn add(&mut self, case: &Case, report: &Report) {
        let events = report.events.rows();
        let mut free: Vec<(usize, &Event)> = events.iter().enumerate().collect();
        let mut problems = Vec::new();
        let required = case.events.iter().filter(|wanted| !wanted.is_optional);
        let optional = case.events.iter().filter(|wanted| wanted.is_optional);
        for wanted in required.chain(optional) {
            let best = free
                .iter()
                .enumerate()
                .filter_map(|(index, (_, event))| Some((fit(report, event, wanted)?, index)))
                .max_by_key(|&(fit, index)| (fit, std::cmp::Reverse(index)));
            let taken = best.map(|(fit, index)| (fit, free.remove(index)));
            if wanted.is_optional {
                continue;
            }
            self.wanted += 1;
            match taken {
                Some((fit, (number, event))) => {
                    self.found += 1;
                    self.right_type += 1;
                    self.right_whole += usize::from(fit == WHOLE);
                    self.count(number, event, true);
                    if fit != WHOLE {
                        problems.push(format!("not whole: {} -- {}", shown(wanted), coded(report, event)));
                    }
                }
                None => problems.push(format!("missed: {}", shown(wanted))),
            }
        }
        for &(number, event) in &free {
            self.found += 1;
            self.count(number, event, false);
            problems.push(format!("wrong: {}", coded(report, event)));
        }
        self.cases += 1;
        if case.events.is_empty() {
            self.empty += 1;
            self.right_empty += usize::from(events.is_empty());
        }
        if !problems.is_empty() {
            self.errors.push(format!("line {}: {}\n    {}", case.line, case.text, problems.join("\n    ")));
        }
    }

    fn count(&mut self, number: usize, event: &Event, is_right: bool) {
        self.judged.push((self.cases, number, is_right));
        let tenth = ((event.confidence * 10.0) as usize).min(9);
        self.calibration[tenth].0 += 1;
        self.calibration[tenth].1 += usize::from(is_right);
    }

    /// Of the coded events, the share whose type is right.
    pub fn precision(&self) -> f64 {
        share(self.right_type, self.found)
    }

    /// Of the wanted events, the share whose type was coded.
    pub fn recall(&self) -> f64 {
        share(self.right_type, self.wanted)
    }

    /// The same for whole events.
    pub fn whole(&self) -> (f64, f64) {
        (share(self.right_whole, self.found), share(self.right_whole, self.wanted))
    }

    /// The share of cases without an event in which nothing was coded.
    pub fn empty_share(&self) -> f64 {
        share(self.right_empty, self.empty)
    }

    /// Confidence against how often it was right.
    pub fn calibration_table(&self) -> String {
        calibration_table(&self.calibration)
    }
}

/// For each tenth of confidence how many events there are, and how many of
/// them are right.
pub fn calibration_table(tenths: &[(usize, usize); 10]) -> String {
    let mut out = String::from("confidence   events   right\n");
    for (tenth, &(found, right)) in tenths.iter().enumerate().filter(|(_, (found, _))| *found > 0) {
        let from = tenth as f64 / 10.0;
        let _ = writeln!(out, "{from:.1} to {:.1}   {found:>6}   {:5.1} %", from + 0.1, 100.0 * share(right, found));
    }
    out
}

fn share(part: usize, whole: usize) -> f64 {
    part as f64 / whole.max(1) as f64
}

/// The fit of an event that is right in all.
const WHOLE: usize = 100;

/// How well a coded event fits a wanted one: at all only with its type and a
/// participant in common.
fn fit(report: &Report, event: &Event, wanted: &Wanted) -> Option<usize> {
    if event.kind != wanted.kind.as_str() {
        return None;
    }
    let covers =
        |participants: &[Participant], words: &String| participants.iter().any(|one| is_named(report, one, words));
    let both: Vec<Participant> = event.actors.iter().chain(&event.recipients).copied().collect();
    let (all, any) = (
        wanted.actors.len() + wanted.recipients.len(),
        wanted.actors.iter().chain(&wanted.recipients).filter(|words| covers(&both, words)).count(),
    );
    if all > 0 && any == 0 {
        return None;
    }
    let sides = wanted.actors.iter().all(|words| covers(&event.actors, words))
        && wanted.recipients.iter().all(|words| covers(&event.recipients, words));
    let status = format!("{:?}", event.status).to_lowercase() == wanted.status;
    let mode = wanted.mode.as_ref().is_none_or(|mode| event.mode == mode.as_str());
    Some(if sides && status && mode {
        WHOLE
    } else {
        any + usize::from(sides) + usize::from(status) + usize::from(mode)
    })
}

/// Whether a participant's words, or the name that they stand for, hold or
/// lie in the words of a case.
fn is_named(report: &Report, one: &Participant, words: &str) -> bool {
    let text = report.article.text.as_str();
    let wanted = words.to_lowercase();
    let overlaps = |own: &str| {
        let own = own.to_lowercase();
        !own.is_empty() && (own.contains(&wanted) || wanted.contains(&own))
    };
    let head = report.parse.tokens[one.head].span;
    let chain = one.mention.map(|mention| report.grounding.chain_of(mention));
    overlaps(one.span.of(text)) || overlaps(head.of(text)) || chain.is_some_and(|chain| overlaps(&chain.name))
}

fn shown(wanted: &Wanted) -> String {
    let mode = wanted.mode.as_ref().map(|mode| format!("/{mode}")).unwrap_or_default();
    format!(
        "{}{mode} {}: {} > {}",
        wanted.kind,
        wanted.status,
        wanted.actors.join(" ; "),
        wanted.recipients.join(" ; ")
    )
}

fn coded(report: &Report, event: &Event) -> String {
    let text = report.article.text.as_str();
    let names = |list: &[Participant]| list.iter().map(|one| one.span.of(text)).collect::<Vec<_>>().join(" ; ");
    let mode = if event.mode.is_empty() { String::new() } else { format!("/{}", event.mode) };
    let status = format!("{:?}", event.status).to_lowercase();
    let frame = event.why.first().map_or("", String::as_str);
    format!(
        "{}{mode} {status}: {} > {} ({:?}, {frame}, {:.2})",
        event.kind,
        names(&event.actors),
        names(&event.recipients),
        event.trigger.of(text),
        event.confidence
    )
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

    use super::*;

    #[test]
    fn cases_are_read() {
        let cases = parse(
            "## Aid\n\nEgypt sent flour to Sudan.¶It was late.\n- AID actual: Egypt > Sudan\n- maybe CONSULT/visit future: A ; B >\n\nRain fell.\n- none\n",
        )
        .unwrap();
        assert_eq!(cases.len(), 2);
        assert_eq!(cases[0].text, "Egypt sent flour to Sudan.\n\nIt was late.");
        let second = &cases[0].events[1];
        assert!(second.is_optional && second.recipients.is_empty());
        assert_eq!((second.mode.as_deref(), second.actors.len()), (Some("visit"), 2));
        assert!(cases[1].events.is_empty());
    }

    #[test]
    fn mistakes_have_their_line() {
        let error = format!("{:#}", parse("Rain fell.\n- AID perhaps: A > B\n").unwrap_err());
        assert_eq!(error, "line 2: \"perhaps\" is no status");
        assert!(format!("{:#}", parse("# h\n- none\n").unwrap_err()).starts_with("line 2"));
    }
}
