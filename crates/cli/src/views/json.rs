//! Layers as JSON lines, in the form of `document::json`.

use rapporteur::json::{ParseRecord, StatementLayers, StatementRecord};
use rapporteur::{Article, CodePoints, Parse, Report};

/// The language layer: one line.
pub fn parse(article: &Article, parse: &Parse) -> String {
    let record = ParseRecord::new(article, parse);
    let mut line = serde_json::to_string(&record).expect("records are strings, numbers and lists of them");
    line.push('\n');
    line
}

/// The statements: one line each.
pub fn statements(report: &Report) -> String {
    let layers = StatementLayers { article: &report.article, parse: &report.parse, grounding: &report.grounding };
    let points = CodePoints::new(&report.article.text);
    let mut lines = String::new();
    for (id, statement) in report.statements.iter() {
        let record = StatementRecord::new(layers, id, statement, &points);
        lines += &serde_json::to_string(&record).expect("records are strings, numbers and lists of them");
        lines.push('\n');
    }
    lines
}
