use arrow_schema::SchemaRef;
use serde::Serialize;
use serde_json::Value;

use super::flat::plain;
use super::{Records, Table};
use crate::exports::Export;

/// Into which files a run's records go, and in which form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// All records in one file of JSON lines.
    JsonLines,
    /// A file for each table.
    Tables(Form),
    /// The events alone, in one file.
    Events(Form),
    /// What another system's pipelines expect.
    Export(Export),
}

/// The form of tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// JSON lines.
    JsonLines,
    /// Parquet with lists and records within records.
    Parquet,
    /// Parquet with one cell for each field.
    FlatParquet,
    /// Comma-separated values, flat.
    Csv,
}

/// One file of a layout.
#[derive(Clone, Debug)]
pub struct Stream {
    /// The file's name within a folder.
    pub file: String,
    /// How its lines become a file.
    pub kind: StreamKind,
}

/// How lines become a file.
#[derive(Clone, Debug)]
pub enum StreamKind {
    /// As they are, below a header where there is one.
    Lines {
        /// The first line, its break included.
        header: String,
    },
    /// As Parquet.
    Parquet {
        /// The columns.
        schema: SchemaRef,
        /// The table's name.
        table: &'static str,
    },
}

/// An article's records as lines of each stream of a layout.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Encoded {
    /// One for each stream.
    pub lines: Vec<Vec<u8>>,
    /// How many events the article has.
    pub events: u64,
    /// How many statements.
    pub statements: u64,
    /// How many words.
    pub words: u64,
}

impl Stream {
    /// What stands above the lines; nothing where there is no header.
    pub fn header(&self) -> &str {
        match &self.kind {
            StreamKind::Lines { header } => header,
            StreamKind::Parquet { .. } => "",
        }
    }
}

impl Form {
    fn ending(self) -> &'static str {
        match self {
            Form::JsonLines => "jsonl",
            Form::Parquet | Form::FlatParquet => "parquet",
            Form::Csv => "csv",
        }
    }

    fn stream(self, table: Table) -> Stream {
        let kind = match self {
            Form::JsonLines => StreamKind::Lines { header: String::new() },
            Form::Csv => StreamKind::Lines { header: csv_header(table) },
            Form::Parquet => StreamKind::Parquet { schema: table.schema(), table: table.as_str() },
            Form::FlatParquet => StreamKind::Parquet { schema: table.flat_schema(), table: table.as_str() },
        };
        Stream { file: format!("{}.{}", table.as_str(), self.ending()), kind }
    }

    fn line(self, table: Table, record: &impl Serialize, lines: &mut Vec<u8>) {
        match self {
            Form::JsonLines | Form::Parquet => push_json(record, lines),
            Form::FlatParquet => push_json(&table.flatten(&json(record)), lines),
            Form::Csv => {
                let cells = table.flatten(&json(record));
                let schema = table.flat_schema();
                let cell = |name: &String| cells.get(name).map(plain).unwrap_or_default();
                push_csv(schema.fields().iter().map(|field| cell(field.name())), lines);
            }
        }
    }
}

impl Layout {
    /// The files, in order.
    pub fn streams(self) -> Vec<Stream> {
        match self {
            Layout::JsonLines => {
                vec![Stream { file: "records.jsonl".into(), kind: StreamKind::Lines { header: String::new() } }]
            }
            Layout::Tables(form) => Table::ALL.map(|table| form.stream(table)).to_vec(),
            Layout::Events(form) => vec![form.stream(Table::Events)],
            Layout::Export(export) => export.streams(),
        }
    }

    /// An article's records as lines of each file.
    pub fn encode(self, records: &Records<'_>) -> Encoded {
        let lines = match self {
            Layout::JsonLines => vec![all_kinds(records)],
            Layout::Tables(form) => {
                let (mut articles, mut statements) = (Vec::new(), Vec::new());
                form.line(Table::Articles, &records.article, &mut articles);
                for statement in &records.statements {
                    form.line(Table::Statements, statement, &mut statements);
                }
                vec![articles, event_lines(form, records), statements]
            }
            Layout::Events(form) => vec![event_lines(form, records)],
            Layout::Export(export) => export.encode(records),
        };
        Encoded {
            lines,
            events: records.events.len() as u64,
            statements: records.statements.len() as u64,
            words: records.words,
        }
    }
}

/// The article's line, then one for each event and each statement.
fn all_kinds(records: &Records<'_>) -> Vec<u8> {
    let mut lines = Vec::new();
    push_json(&records.article, &mut lines);
    records.events.iter().for_each(|event| push_json(event, &mut lines));
    records.statements.iter().for_each(|statement| push_json(statement, &mut lines));
    lines
}

fn event_lines(form: Form, records: &Records<'_>) -> Vec<u8> {
    let mut lines = Vec::new();
    for event in &records.events {
        form.line(Table::Events, event, &mut lines);
    }
    lines
}

fn json(record: &impl Serialize) -> Value {
    serde_json::to_value(record).expect("records are strings, numbers and lists of them")
}

pub(crate) fn push_json(record: &impl Serialize, lines: &mut Vec<u8>) {
    serde_json::to_writer(&mut *lines, record).expect("records are strings, numbers and lists of them");
    lines.push(b'\n');
}

fn csv_header(table: Table) -> String {
    let mut line = Vec::new();
    push_csv(table.flat_schema().fields().iter().map(|field| field.name().clone()), &mut line);
    String::from_utf8_lossy(&line).into_owned()
}

fn push_csv(cells: impl Iterator<Item = String>, lines: &mut Vec<u8>) {
    let mut writer = csv::Writer::from_writer(&mut *lines);
    // Memory takes what is written into it.
    let _ = writer.write_record(cells);
}
