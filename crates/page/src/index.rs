//! The page over many reports.

use std::collections::BTreeMap;

use rapporteur::Report;

use crate::escape::html;
use crate::template::{self, INDEX_BODY, INDEX_SCRIPT, INDEX_STYLE, Page};

/// A report's line in the index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The name of the report's file, in the folder of the index.
    pub file: String,
    title: String,
    outlet: String,
    published: String,
    words: usize,
    statements: usize,
    /// How many events of each type.
    events: BTreeMap<String, usize>,
}

impl Entry {
    /// The line of a report that stands in `file`.
    pub fn new(file: String, report: &Report) -> Self {
        let article = &report.article;
        let mut events = BTreeMap::new();
        for event in report.events.rows() {
            *events.entry(event.kind.to_string()).or_default() += 1;
        }
        Entry {
            file,
            title: crate::title(report).to_owned(),
            outlet: article.outlet.clone().unwrap_or_default(),
            published: article.published.map(|day| day.to_string()).unwrap_or_default(),
            words: article.text.split_whitespace().count(),
            statements: report.statements.len(),
            events,
        }
    }

    fn row(&self) -> String {
        let types: Vec<String> = self.events.iter().map(|(kind, count)| format!("{} {count}", html(kind))).collect();
        let events: usize = self.events.values().sum();
        format!(
            "<tr><th scope=\"row\"><a href=\"{}\">{}</a></th><td>{}</td><td>{}</td><td class=\"number\">{}</td>\
             <td class=\"number\">{events}</td><td class=\"number\">{}</td><td>{}</td></tr>\n",
            html(&self.file),
            html(&self.title),
            html(&self.outlet),
            self.published,
            self.words,
            self.statements,
            types.join(", ")
        )
    }
}

/// The index over reports, in the order given; `version` names what coded
/// them.
pub fn index(entries: &[Entry], version: &str) -> String {
    let events: usize = entries.iter().flat_map(|entry| entry.events.values()).sum();
    let statements: usize = entries.iter().map(|entry| entry.statements).sum();
    let count = format!("{} articles, {events} events, {statements} statements", entries.len());
    let rows: String = entries.iter().map(Entry::row).collect();
    template::page(&Page {
        title: "Reports",
        style: INDEX_STYLE,
        script: INDEX_SCRIPT,
        body: template::fill(INDEX_BODY, &[("count", &count), ("rows", &rows), ("version", &html(version))]),
    })
}
