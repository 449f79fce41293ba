//! Mentions, chains and entities, to be read by people.

use rapporteur::Report;

/// Every chain with its mentions.
pub fn show(report: &Report) -> String {
    format!("# {}: {} mentions\n", report.article.id, report.grounding.mentions.len())
}
