//! `rapporteur relate`: the event between two marked actors.

use std::fs::File;
use std::io::{self, BufRead, BufReader, BufWriter, Write};
use std::path::PathBuf;

use anyhow::{Context, Result, ensure};
use clap::Args;
use rapporteur::{Article, CodePoints, Reader, Span};
use rayon::prelude::*;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::Outcome;
use crate::knowledge::KnowledgeFiles;

/// Tell which event links two marked actors of a text.
#[derive(Args)]
#[command(after_help = "Examples:
  rapporteur relate dyads.jsonl
  rapporteur relate dyads.jsonl > answers.jsonl

A line of the file:
  {\"text\": \"Egypt sent flour to Sudan.\", \"source\": [[0, 5]], \"target\": [[20, 25]]}
Spans count Unicode code points, half open. The answer keeps the line's `id`:
  {\"id\": null, \"type\": \"AID\", \"mode\": null, \"status\": \"actual\", ...}
Where nothing links the two, `type` is null and `reason` says why.")]
pub struct Options {
    /// JSON lines with `text`, `source`, `target`; - for standard input.
    file: PathBuf,

    #[command(flatten)]
    knowledge: KnowledgeFiles,
}

#[derive(Deserialize)]
struct Line {
    #[serde(default)]
    id: Value,
    text: String,
    source: Vec<(u32, u32)>,
    target: Vec<(u32, u32)>,
}

/// Lines that are answered at the same time; bounds the memory.
const BATCH: usize = 256;

/// Runs the command.
pub fn run(options: &Options) -> Result<Outcome> {
    let input: Box<dyn BufRead> = if options.file.as_os_str() == "-" {
        Box::new(io::stdin().lock())
    } else {
        let problem = || format!("cannot open {}", options.file.display());
        Box::new(BufReader::new(File::open(&options.file).with_context(problem)?))
    };
    let reader = options.knowledge.reader()?;
    let mut out = BufWriter::new(io::stdout().lock());
    let mut outcome = Outcome::Complete;
    let mut lines = input.lines().enumerate();
    loop {
        let batch: Vec<(usize, String)> = lines
            .by_ref()
            .take(BATCH)
            .map(|(index, line)| Ok((index + 1, line?)))
            .collect::<io::Result<_>>()
            .with_context(|| format!("cannot read {}", options.file.display()))?;
        if batch.is_empty() {
            break;
        }
        let answers: Vec<Result<Option<Value>>> = batch.par_iter().map(|(_, line)| answer(&reader, line)).collect();
        for ((number, _), result) in batch.iter().zip(answers) {
            match result {
                Ok(Some(answer)) => writeln!(out, "{answer}")?,
                Ok(None) => {}
                Err(error) => {
                    outcome = Outcome::SomeFailed;
                    eprintln!("rapporteur: {}, line {number}: {error:#}; skipped", options.file.display());
                }
            }
        }
    }
    out.flush()?;
    Ok(outcome)
}

/// The answer to a line; none for an empty one.
fn answer(reader: &Reader, line: &str) -> Result<Option<Value>> {
    if line.trim().is_empty() {
        return Ok(None);
    }
    let line: Line = serde_json::from_str(line).context("not an object with text, source and target")?;
    let (source, target) = (spans(&line.text, &line.source)?, spans(&line.text, &line.target)?);
    let Some(relation) = reader.relate(Article::new("", line.text.as_str()), &source, &target) else {
        let reason = "no frame of the tables answers to any word of the text";
        return Ok(Some(json!({"id": line.id, "type": null, "reason": reason})));
    };
    let event = &relation.event;
    let points = CodePoints::new(&line.text);
    let (start, end) = points.range(event.trigger);
    Ok(Some(json!({
        "id": line.id,
        "type": event.kind.as_str(),
        "mode": Some(event.mode.as_str()).filter(|mode| !mode.is_empty()),
        "status": event.status,
        "cameo": event.cameo.as_str(),
        "type_by_cameo_root": relation.by_root,
        "quad": event.quad,
        "trigger": {"start": start, "end": end, "text": event.trigger.of(&line.text)},
        "confidence": (f64::from(relation.confidence) * 100.0).round() / 100.0,
        "why": event.why,
    })))
}

/// Byte spans for code points.
fn spans(text: &str, ranges: &[(u32, u32)]) -> Result<Vec<Span>> {
    let bytes: Vec<usize> = text.char_indices().map(|(byte, _)| byte).chain([text.len()]).collect();
    let span = |&(start, end): &(u32, u32)| {
        ensure!(
            start < end && (end as usize) < bytes.len(),
            "[{start}, {end}] is no stretch of the text, which has {} characters",
            bytes.len() - 1
        );
        Ok(Span::new(bytes[start as usize] as u32, bytes[end as usize] as u32))
    };
    ranges.iter().map(span).collect()
}
