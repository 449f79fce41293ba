//! Articles, events and statements as JSON lines: what `code` writes.

use rapporteur::json::{ArticleRecord, EventLayers, EventRecord, StatementLayers, StatementRecord};
use rapporteur::{CodePoints, Report};
use serde::Serialize;

/// What coded the records.
pub const VERSION: &str = concat!("rapporteur ", env!("CARGO_PKG_VERSION"));

/// The article's line, then one for each event and each statement.
pub fn lines(report: &Report) -> String {
    let Report { article, parse, grounding, statements, events } = report;
    let points = CodePoints::new(&article.text);
    let mut lines = String::new();
    push(&mut lines, &ArticleRecord::new(article, parse, events.len(), statements.len(), VERSION));
    let layers = EventLayers { article, parse, grounding };
    for event in events.rows() {
        push(&mut lines, &EventRecord::new(layers, event, &points));
    }
    let layers = StatementLayers { article, parse, grounding };
    for (id, statement) in statements.iter() {
        push(&mut lines, &StatementRecord::new(layers, id, statement, &points));
    }
    lines
}

fn push(lines: &mut String, record: &impl Serialize) {
    *lines += &serde_json::to_string(record).expect("records are strings, numbers and lists of them");
    lines.push('\n');
}
