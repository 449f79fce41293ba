use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use rapporteur::{CodePoints, Report, Span, Statement};
use serde::{Deserialize, Serialize};

/// One attribution: spans in code points of the article's text.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Attribution {
    /// Whose words; empty where the text hides it.
    #[serde(default)]
    pub source: Vec<(usize, usize)>,
    /// The words that ascribe.
    #[serde(default)]
    pub cue: Vec<(usize, usize)>,
    /// What was said or thought.
    #[serde(default)]
    pub content: Vec<(usize, usize)>,
}

/// An article with the attributions that people marked in it.
#[derive(Clone, Debug, Deserialize)]
pub struct GoldArticle {
    /// Its name.
    pub id: String,
    /// Its words.
    pub text: String,
    /// What is marked.
    pub attributions: Vec<Attribution>,
}

/// The articles of a gold file, one JSON object a line.
///
/// # Errors
///
/// Where the file cannot be read or a line is not of the form.
pub fn read(path: &Path) -> Result<Vec<GoldArticle>> {
    let content = fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    let lines = content.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    let parse =
        |(index, line)| serde_json::from_str(line).with_context(|| format!("{}, line {}", path.display(), index + 1));
    lines.map(parse).collect()
}

/// A report's statements as attributions.
pub fn prediction(report: &Report) -> Vec<Attribution> {
    let points = CodePoints::new(&report.article.text);
    report.statements.rows().iter().map(|statement| attribution(statement, &points)).collect()
}

/// A statement as attribution. A relayed one names only its own speaker.
pub(super) fn attribution(statement: &Statement, points: &CodePoints<'_>) -> Attribution {
    let range = |span: Span| {
        let (start, end) = points.range(span);
        (start as usize, end as usize)
    };
    // Words without a cue are nobody's in the corpus's scheme but the last
    // speaker's in ours; both name him.
    Attribution {
        source: statement.speaker.iter().map(|party| range(party.span)).collect(),
        cue: statement.cue.into_iter().map(range).collect(),
        content: statement.content.iter().map(|&span| range(span)).collect(),
    }
}
