use std::sync::Arc;

use arrow_schema::{DataType, Field, Schema, SchemaRef};
use serde_json::{Map, Value};

use super::Table;

/// Parts the members of a list in one cell; a member that is unknown is empty,
/// so that the lists of one record stay in step.
pub const BETWEEN: &str = "; ";

impl Table {
    /// The flat form: one cell for each field, for spreadsheets and R. Records
    /// within records become columns with both names ("trigger_text"), lists
    /// are joined, and a list of records gives one column for each of their
    /// fields ("actor_name").
    pub fn flat_schema(self) -> SchemaRef {
        let mut columns = Vec::new();
        for field in self.schema().fields() {
            flat_columns(field, &mut columns);
        }
        Arc::new(Schema::new(columns))
    }

    /// The flat form of a record.
    pub fn flatten(self, record: &Value) -> Map<String, Value> {
        let mut cells = Map::new();
        for field in self.schema().fields() {
            flat_cells(field, record.get(field.name()).unwrap_or(&Value::Null), &mut cells);
        }
        cells
    }
}

fn flat_columns(field: &Field, columns: &mut Vec<Field>) {
    match field.data_type() {
        DataType::Struct(inner) => {
            for part in inner {
                let joined = Field::new(format!("{}_{}", field.name(), part.name()), part.data_type().clone(), true);
                flat_columns(&joined, columns);
            }
        }
        DataType::List(item) => match item.data_type() {
            DataType::Struct(inner) => {
                let name = one_of(field.name());
                columns.extend(
                    inner.iter().map(|part| Field::new(format!("{name}_{}", part.name()), DataType::Utf8, true)),
                );
            }
            _ => columns.push(Field::new(field.name(), DataType::Utf8, true)),
        },
        kind => columns.push(Field::new(field.name(), kind.clone(), true)),
    }
}

fn flat_cells(field: &Field, value: &Value, cells: &mut Map<String, Value>) {
    match field.data_type() {
        DataType::Struct(inner) => {
            for part in inner {
                let joined = Field::new(format!("{}_{}", field.name(), part.name()), part.data_type().clone(), true);
                flat_cells(&joined, value.get(part.name()).unwrap_or(&Value::Null), cells);
            }
        }
        DataType::List(item) => {
            let members = value.as_array().map_or(&[][..], Vec::as_slice);
            match item.data_type() {
                DataType::Struct(inner) => {
                    let name = one_of(field.name());
                    for part in inner {
                        let parts = members.iter().map(|member| member.get(part.name()).unwrap_or(&Value::Null));
                        cells.insert(format!("{name}_{}", part.name()), joined(parts));
                    }
                }
                _ => {
                    cells.insert(field.name().clone(), joined(members.iter()));
                }
            }
        }
        _ => {
            cells.insert(field.name().clone(), value.clone());
        }
    }
}

/// The name of one member of a list ("actor" of "actors").
fn one_of(list: &str) -> &str {
    list.strip_suffix('s').unwrap_or(list)
}

/// The members of a list as one cell; nothing where there are none.
fn joined<'a>(members: impl ExactSizeIterator<Item = &'a Value>) -> Value {
    if members.len() == 0 {
        return Value::Null;
    }
    Value::String(members.map(plain).collect::<Vec<_>>().join(BETWEEN))
}

/// A value as a cell shows it.
pub fn plain(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn lists_stay_in_step() {
        let event = json!({
            "id": "a/event/1-CONSULT", "contexts": ["military", "executive"], "trigger": {"start": 3, "text": "met"},
            "actors": [{"name": "Xi", "country": "CHN"}, {"name": null, "country": "RUS"}], "recipients": []
        });
        let cells = Table::Events.flatten(&event);
        assert_eq!((&cells["actor_name"], &cells["actor_country"]), (&json!("Xi; "), &json!("CHN; RUS")));
        assert_eq!((&cells["contexts"], &cells["trigger_start"]), (&json!("military; executive"), &json!(3)));
        assert_eq!((&cells["recipient_name"], &cells["why_steps"]), (&Value::Null, &Value::Null));
    }

    #[test]
    fn columns_and_cells_have_the_same_names() {
        for table in Table::ALL {
            let columns: Vec<String> = table.flat_schema().fields().iter().map(|field| field.name().clone()).collect();
            let cells: Vec<String> = table.flatten(&json!({})).keys().cloned().collect();
            let sorted = |mut names: Vec<String>| {
                names.sort();
                names
            };
            assert_eq!(sorted(columns), sorted(cells));
        }
    }
}
