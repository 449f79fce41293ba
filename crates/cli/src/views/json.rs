//! Layers as JSON lines, in the form of `document::json`.

use rapporteur::Report;
use rapporteur::json::ParseRecord;

/// The language layer: one line.
pub fn parse(report: &Report) -> String {
    let record = ParseRecord::new(&report.article, &report.parse);
    let mut line = serde_json::to_string(&record).expect("records are strings, numbers and lists of them");
    line.push('\n');
    line
}
