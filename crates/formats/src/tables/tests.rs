use ::parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use arrow_array::cast::AsArray;
use arrow_array::types::{Date32Type, Int32Type};
use arrow_array::{Array, RecordBatch};
use arrow_json::ReaderBuilder;
use serde_json::Value;

use super::*;
use crate::fixture::records;

fn lines(form: Form) -> Vec<Vec<u8>> {
    Layout::Tables(form).encode(&records()).lines
}

/// A table as it stands in a Parquet file.
fn through_parquet(form: Form, table: Table) -> RecordBatch {
    let StreamKind::Parquet { schema, table: name } = &Layout::Tables(form).streams()[table as usize].kind else {
        panic!()
    };
    let mut bytes = Vec::new();
    parquet::write(&lines(form)[table as usize], schema, &[("rapporteur.table", name)], &mut bytes).unwrap();
    let reader = ParquetRecordBatchReaderBuilder::try_new(bytes::Bytes::from(bytes)).unwrap();
    let about = reader.metadata().file_metadata().key_value_metadata().unwrap().clone();
    assert!(about.iter().any(|pair| pair.key == "rapporteur.record" && pair.value.as_deref() == Some("1")));
    reader.build().unwrap().next().unwrap().unwrap()
}

#[test]
fn the_schema_has_every_field_of_the_records() {
    for (table, lines) in Table::ALL.into_iter().zip(lines(Form::JsonLines)) {
        let text = String::from_utf8(lines).unwrap();
        let rows: Vec<Value> = text
            .lines()
            .map(|line| {
                let mut row: Value = serde_json::from_str(line).unwrap();
                row.as_object_mut().unwrap().remove("kind");
                row
            })
            .collect();
        let mut decoder = ReaderBuilder::new(table.schema()).with_strict_mode(true).build_decoder().unwrap();
        decoder.serialize(&rows).unwrap();
        assert_eq!(decoder.flush().unwrap().unwrap().num_rows(), rows.len());
    }
}

#[test]
fn nested_tables_keep_their_lists() {
    let events = through_parquet(Form::Parquet, Table::Events);
    assert_eq!(events.num_rows(), 3);
    let actors = events.column_by_name("actors").unwrap().as_list::<i32>().value(1);
    let names = actors.as_struct().column_by_name("name").unwrap();
    assert_eq!(names.as_string::<i32>().iter().flatten().collect::<Vec<_>>(), ["Belarusian police", "students"]);
    let time = events.column_by_name("time").unwrap().as_struct();
    let from = time.column_by_name("from").unwrap().as_primitive::<Date32Type>();
    assert_eq!(from.value_as_date(0).unwrap().to_string(), "2025-06-03");
    let articles = through_parquet(Form::Parquet, Table::Articles);
    assert_eq!(articles.column_by_name("events").unwrap().as_primitive::<Int32Type>().value(0), 3);
}

#[test]
fn flat_tables_have_cells() {
    let events = through_parquet(Form::FlatParquet, Table::Events);
    let names = events.column_by_name("actor_name").unwrap().as_string::<i32>();
    assert_eq!(names.value(1), "Belarusian police; students");
    assert!(names.is_null(2));
    let statements = through_parquet(Form::FlatParquet, Table::Statements);
    assert_eq!(statements.column_by_name("speaker_name").unwrap().as_string::<i32>().value(0), "Zoran Milić");
}

#[test]
fn csv_is_flat() {
    let stream = &Layout::Events(Form::Csv).streams()[0];
    let lines = &Layout::Events(Form::Csv).encode(&records()).lines[0];
    let table = [stream.header().as_bytes(), lines].concat();
    let mut reader = csv::Reader::from_reader(&table[..]);
    let header = reader.headers().unwrap().clone();
    let rows: Vec<csv::StringRecord> = reader.records().collect::<Result<_, _>>().unwrap();
    let cell = |row: usize, name: &str| rows[row][header.iter().position(|column| column == name).unwrap()].to_owned();
    assert_eq!(
        (rows.len(), cell(0, "type"), cell(0, "contexts")),
        (3, "CONSULT".into(), "diplomatic; executive".into())
    );
    assert_eq!((cell(1, "actor_country"), cell(0, "place_latitude")), ("BLR; ".into(), "53.9".into()));
}

#[test]
fn json_lines_hold_all_kinds() {
    let lines = &Layout::JsonLines.encode(&records()).lines[0];
    let kinds: Vec<Value> = String::from_utf8_lossy(lines)
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap()["kind"].clone())
        .collect();
    assert_eq!(kinds, ["article", "event", "event", "event", "statement"]);
}
