//! Articles for measuring: JSON lines with `id` and `text`, or a text file.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use rapporteur::Article;
use serde::Deserialize;

#[derive(Deserialize)]
struct Line {
    id: String,
    text: String,
}

/// The first `limit` articles of a file, or all.
///
/// # Errors
///
/// Where the file cannot be read or a line is not of the form.
pub fn read(path: &Path, limit: Option<usize>) -> Result<Vec<Article>> {
    let content = fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    if path.extension().is_none_or(|extension| extension != "jsonl") {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        return Ok(vec![Article::new(name, content)]);
    }
    let lines = content.lines().enumerate().take(limit.unwrap_or(usize::MAX));
    let article = |(index, line)| -> Result<Article> {
        let Line { id, text } =
            serde_json::from_str(line).with_context(|| format!("{}, line {}", path.display(), index + 1))?;
        Ok(Article::new(id, text))
    };
    lines.map(article).collect()
}
