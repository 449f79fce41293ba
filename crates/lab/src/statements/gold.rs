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

/// The attributions whose cue (or, without one, content) lies within no other's
/// content. PolNeAR marks nothing within a content: there a reader's work ends
/// with the outermost speaker, where a report goes on to those he relays.
pub fn outermost(rows: Vec<Attribution>) -> Vec<Attribution> {
    let place = |row: &Attribution| row.cue.first().or(row.content.first()).copied().unwrap_or_default();
    let holds = |outer: &Attribution, (start, end): (usize, usize)| {
        outer.content.iter().any(|piece| piece.0 <= start && end <= piece.1)
    };
    let is_nested = |index: usize| {
        let around = |other: usize| {
            // Of two that lie in each other's content the first counts.
            other != index
                && holds(&rows[other], place(&rows[index]))
                && (other < index || !holds(&rows[index], place(&rows[other])))
        };
        (0..rows.len()).any(around)
    };
    let keep: Vec<bool> = (0..rows.len()).map(|index| !is_nested(index)).collect();
    rows.into_iter().zip(keep).filter_map(|(row, keep)| keep.then_some(row)).collect()
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_lies_within_a_content_is_left_out() {
        let row = |cue: (usize, usize), content: (usize, usize)| Attribution {
            source: Vec::new(),
            cue: vec![cue],
            content: vec![content],
        };
        let rows = vec![row((10, 14), (15, 60)), row((20, 24), (25, 60)), row((70, 74), (75, 80))];
        let kept: Vec<_> = outermost(rows).into_iter().map(|row| row.cue[0].0).collect();
        assert_eq!(kept, [10, 70]);
        let mutual = vec![row((10, 14), (20, 30)), row((22, 24), (5, 15))];
        assert_eq!(outermost(mutual).len(), 1);
    }
}
