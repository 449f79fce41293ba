//! Layers as JSON lines, in the form of `document::json`.

use rapporteur::json::ParseRecord;
use rapporteur::{Article, Parse};

/// The language layer: one line.
pub fn parse(article: &Article, parse: &Parse) -> String {
    let record = ParseRecord::new(article, parse);
    let mut line = serde_json::to_string(&record).expect("records are strings, numbers and lists of them");
    line.push('\n');
    line
}
