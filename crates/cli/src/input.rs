//! Articles from the files that a user names: whole texts and JSON lines.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow, bail, ensure};
use clap::Args;
use rapporteur::{Article, Date, Note};
use serde_json::Value;

/// Which fields of JSON lines hold what.
#[derive(Args, Clone)]
pub struct Fields {
    /// The field of JSON lines that holds an article's text.
    #[arg(long, default_value = "text", value_name = "NAME")]
    text_field: String,

    /// The field of JSON lines that holds an article's id; where it is
    /// missing, file and line number serve.
    #[arg(long, default_value = "id", value_name = "NAME")]
    id_field: String,

    /// The field of JSON lines that holds the day of publication (2025-06-04,
    /// or a time of the day behind it).
    #[arg(long, default_value = "published", value_name = "NAME")]
    date_field: String,
}

/// A longer line of JSON is skipped rather than read into memory.
const LONGEST_LINE: u64 = 256 << 20;

/// A longer text file is cut, as [`Article`] would cut it anyway.
const LONGEST_FILE: u64 = 1 << 30;

/// An error for the first file that cannot be there, before any work is done.
pub fn check_files(files: &[PathBuf]) -> Result<()> {
    for file in files.iter().filter(|file| !is_standard_input(file)) {
        ensure!(file.exists(), "there is no file {}", file.display());
        ensure!(!file.is_dir(), "{} is a folder; name the files in it, for example {0}/*.txt", file.display());
    }
    Ok(())
}

/// The files, and those in the folders among them that hold articles, in
/// alphabetical order.
///
/// # Errors
///
/// Where a file is not there, or a folder cannot be read or holds no articles.
pub fn expand(files: &[PathBuf]) -> Result<Vec<PathBuf>> {
    let mut all = Vec::new();
    for file in files {
        ensure!(is_standard_input(file) || file.exists(), "there is no file {}", file.display());
        let known = all.len();
        expand_one(file, &mut all)?;
        ensure!(all.len() > known, "{} holds no .txt, .md or .jsonl files", file.display());
    }
    Ok(all)
}

fn expand_one(file: &Path, all: &mut Vec<PathBuf>) -> Result<()> {
    if !file.is_dir() {
        all.push(file.to_owned());
        return Ok(());
    }
    let problem = || format!("cannot read the folder {}", file.display());
    let entries =
        std::fs::read_dir(file).with_context(problem)?.collect::<io::Result<Vec<_>>>().with_context(problem)?;
    let mut paths: Vec<PathBuf> = entries.into_iter().map(|entry| entry.path()).collect();
    paths.sort();
    for path in paths {
        let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
        // A link to a folder may lead round in a circle.
        let is_folder = path.is_dir() && !path.is_symlink();
        if is_folder || ["txt", "md", "jsonl", "ndjson"].contains(&extension) && path.is_file() {
            expand_one(&path, all)?;
        }
    }
    Ok(())
}

/// The articles of all files in order; an error for each that cannot be read.
pub fn articles<'a>(
    files: &'a [PathBuf],
    fields: &'a Fields,
    standard_input_is_lines: bool,
) -> impl Iterator<Item = Result<Article>> + 'a {
    files.iter().flat_map(move |file| {
        let is_lines = match is_standard_input(file) {
            true => standard_input_is_lines,
            false => file.extension().is_some_and(|extension| extension == "jsonl" || extension == "ndjson"),
        };
        let articles: Box<dyn Iterator<Item = Result<Article>>> = match open(file) {
            Err(error) => Box::new(std::iter::once(Err(error))),
            Ok(content) if is_lines => Box::new(lines(file, content, fields)),
            Ok(content) => Box::new(std::iter::once(whole(file, content))),
        };
        articles
    })
}

fn is_standard_input(file: &Path) -> bool {
    file.as_os_str() == "-"
}

fn open(file: &Path) -> Result<Box<dyn BufRead>> {
    if is_standard_input(file) {
        return Ok(Box::new(io::stdin().lock()));
    }
    let opened = File::open(file).with_context(|| format!("cannot open {}", file.display()))?;
    Ok(Box::new(BufReader::new(opened)))
}

fn whole(file: &Path, content: impl Read) -> Result<Article> {
    let mut bytes = Vec::new();
    content.take(LONGEST_FILE).read_to_end(&mut bytes).with_context(|| format!("cannot read {}", file.display()))?;
    let article = Article::from_bytes(file.display().to_string(), &bytes);
    for note in &article.notes {
        eprintln!("rapporteur: {}: {}", file.display(), note.0);
    }
    Ok(article)
}

fn lines<'a>(
    file: &'a Path,
    mut content: Box<dyn BufRead>,
    fields: &'a Fields,
) -> impl Iterator<Item = Result<Article>> + 'a {
    let mut number = 0;
    let mut line = Vec::new();
    std::iter::from_fn(move || {
        loop {
            line.clear();
            number += 1;
            let place = || format!("{}, line {number}", file.display());
            match read_line(&mut content, &mut line) {
                Ok(Line::End) => return None,
                Ok(Line::TooLong) => {
                    return Some(Err(anyhow!("{}: longer than {} MiB", place(), LONGEST_LINE >> 20)));
                }
                Ok(Line::Whole) if line.trim_ascii().is_empty() => {}
                Ok(Line::Whole) => {
                    return Some(article(&line, fields, &place()).with_context(place));
                }
                Err(error) => {
                    // Whatever stopped the reading would stop it again.
                    content = Box::new(io::empty());
                    return Some(Err(error).with_context(place));
                }
            }
        }
    })
}

enum Line {
    Whole,
    TooLong,
    End,
}

/// Reads up to the next line break; of a line that is too long, only as much
/// as the limit is kept in memory, the rest is passed over.
fn read_line(content: &mut dyn BufRead, line: &mut Vec<u8>) -> io::Result<Line> {
    let read = content.take(LONGEST_LINE).read_until(b'\n', line)? as u64;
    if read == 0 {
        return Ok(Line::End);
    }
    if read < LONGEST_LINE || line.ends_with(b"\n") {
        return Ok(Line::Whole);
    }
    content.skip_until(b'\n')?;
    Ok(Line::TooLong)
}

fn article(line: &[u8], fields: &Fields, place: &str) -> Result<Article> {
    let line = String::from_utf8_lossy(line);
    let value: Value = serde_json::from_str(line.trim_start_matches('\u{feff}')).context("not a JSON object")?;
    let Value::Object(object) = value else { bail!("not a JSON object") };
    let text = match object.get(&fields.text_field) {
        Some(Value::String(text)) => text.as_str(),
        Some(_) => bail!("the field {:?} is not a string", fields.text_field),
        None => bail!(
            "there is no field {:?} (there are {}); name the field of the text with --text-field",
            fields.text_field,
            object.keys().map(|key| format!("{key:?}")).collect::<Vec<_>>().join(", ")
        ),
    };
    let id = match object.get(&fields.id_field) {
        Some(Value::String(id)) => id.clone(),
        Some(Value::Null) | None => place.to_owned(),
        Some(other) => other.to_string(),
    };
    let mut article = Article::new(id, text);
    match object.get(&fields.date_field) {
        Some(Value::String(date)) if !date.is_empty() => match day(date) {
            Some(day) => article.published = Some(day),
            None => article.notes.push(Note(format!("{date:?} is no day of publication such as 2025-06-04"))),
        },
        _ => {}
    }
    let string = |field: &str| object.get(field).and_then(Value::as_str).map(str::to_owned);
    article.title = string("title");
    article.outlet = string("outlet");
    article.url = string("url");
    Ok(article)
}

/// The day of a date, whatever follows it ("2025-06-04T10:00:00Z").
fn day(date: &str) -> Option<Date> {
    let date = date.trim();
    date.get(..10).unwrap_or(date).parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields() -> Fields {
        Fields { text_field: "text".into(), id_field: "id".into(), date_field: "published".into() }
    }

    fn read(content: &'static str) -> Vec<Result<Article>> {
        lines(Path::new("news.jsonl"), Box::new(content.as_bytes()), &fields()).collect()
    }

    #[test]
    fn a_bad_line_costs_one_article() {
        let articles = read("{\"id\": 7, \"text\": \"One.\"}\n\n{oops\n{\"text\": \"Two.\"}");
        assert_eq!(articles.len(), 3);
        assert_eq!(articles[0].as_ref().unwrap().id, "7");
        assert!(
            format!("{:#}", articles[1].as_ref().unwrap_err()).starts_with("news.jsonl, line 3: not a JSON object")
        );
        assert_eq!(articles[2].as_ref().unwrap().id, "news.jsonl, line 4");
    }

    #[test]
    fn the_day_of_publication_is_read() {
        let articles = read(
            "{\"text\": \"One.\", \"published\": \"2025-06-04T08:30:00Z\"}\n{\"text\": \"Two.\", \"published\": \"June\"}",
        );
        assert_eq!(articles[0].as_ref().unwrap().published.unwrap().to_string(), "2025-06-04");
        let second = articles[1].as_ref().unwrap();
        assert_eq!((second.published, second.notes.len()), (None, 1));
    }

    #[test]
    fn a_missing_field_is_named_with_those_there() {
        let error = format!("{:#}", read("{\"body\": \"One.\"}")[0].as_ref().unwrap_err());
        assert!(error.contains("no field \"text\" (there are \"body\")"), "{error}");
    }
}
