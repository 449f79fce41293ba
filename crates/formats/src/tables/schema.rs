use std::sync::{Arc, LazyLock};

use arrow_schema::{DataType, Field, Fields, Schema, SchemaRef};

use super::Table;

/// The version of the record's form: of the fields, their names, types and
/// meaning. It stands in the metadata of every Parquet file
/// (`rapporteur.record`) and grows when a field changes or goes; a field that
/// is added does not change it.
pub const RECORD_VERSION: u32 = 1;

impl Table {
    /// The nested form: lists and records within records, as in JSON.
    pub fn schema(self) -> SchemaRef {
        let index = self as usize;
        Arc::clone(&SCHEMAS[index])
    }
}

static SCHEMAS: LazyLock<[SchemaRef; 3]> =
    LazyLock::new(|| [articles(), events(), statements()].map(|fields| Arc::new(Schema::new(fields))));

fn field(name: &str, kind: DataType) -> Field {
    Field::new(name, kind, true)
}

fn text(name: &str) -> Field {
    field(name, DataType::Utf8)
}

fn number(name: &str) -> Field {
    field(name, DataType::Int32)
}

fn count(name: &str) -> Field {
    field(name, DataType::UInt64)
}

fn real(name: &str) -> Field {
    field(name, DataType::Float64)
}

fn day(name: &str) -> Field {
    field(name, DataType::Date32)
}

fn texts(name: &str) -> Field {
    list(name, text("item"))
}

fn list(name: &str, item: Field) -> Field {
    field(name, DataType::List(Arc::new(item)))
}

fn record(name: &str, fields: Vec<Field>) -> Field {
    field(name, DataType::Struct(Fields::from(fields)))
}

fn records(name: &str, fields: Vec<Field>) -> Field {
    list(name, record("item", fields))
}

fn stretch() -> Vec<Field> {
    vec![number("start"), number("end"), text("text")]
}

fn party() -> Vec<Field> {
    let known = ["entity", "name", "role", "country", "sector", "code"].map(text);
    stretch().into_iter().chain(known).collect()
}

fn time() -> Vec<Field> {
    let value = [day("from"), day("to"), text("granularity"), text("type"), text("value")];
    stretch().into_iter().chain(value).collect()
}

fn place() -> Vec<Field> {
    let known = [
        text("name"),
        number("geonames"),
        text("country"),
        text("admin1"),
        real("latitude"),
        real("longitude"),
        text("kind"),
    ];
    stretch().into_iter().chain(known).collect()
}

fn why() -> Field {
    record("why", vec![text("frame"), texts("steps")])
}

fn articles() -> Vec<Field> {
    vec![
        text("id"),
        text("title"),
        text("outlet"),
        text("url"),
        day("published"),
        text("language"),
        number("sentences"),
        number("events"),
        number("statements"),
        text("version"),
        texts("notes"),
    ]
}

fn events() -> Vec<Field> {
    vec![
        text("id"),
        text("article"),
        number("sentence"),
        text("type"),
        text("mode"),
        texts("contexts"),
        text("cameo"),
        number("quad"),
        real("intensity"),
        real("goldstein"),
        text("status"),
        field("historical", DataType::Boolean),
        record("trigger", stretch()),
        records("mentions", stretch()),
        records("actors", party()),
        records("recipients", party()),
        record("time", time()),
        records("places", place()),
        records("reported_by", party()),
        text("statement"),
        record("magnitude", ["dead", "injured", "size", "ordinal"].map(count).to_vec()),
        real("confidence"),
        why(),
    ]
}

fn statements() -> Vec<Field> {
    vec![
        text("id"),
        text("article"),
        number("sentence"),
        record("speaker", party()),
        records("addressees", party()),
        records("relayed_by", party()),
        text("form"),
        text("manner"),
        record("cue", stretch()),
        records("content", stretch()),
        records("quotations", stretch()),
        texts("about"),
        record("time", stretch()),
        real("confidence"),
        why(),
    ]
}
