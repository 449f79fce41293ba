//! Tab-separated tables: `#` comments, one header line, columns found by their
//! names.

use jiff::civil::{Date, date};

use super::KnowledgeError;

/// The rows of one table with their line numbers.
pub struct TableReader<'a> {
    file: &'a str,
    text: &'static str,
    columns: Vec<&'static str>,
}

/// One row.
pub struct Row<'t> {
    table: &'t TableReader<'t>,
    /// The line, counted from 1.
    pub line: usize,
    fields: Vec<&'static str>,
}

impl<'a> TableReader<'a> {
    /// Reads the header; `needed` names the columns that must be there.
    ///
    /// # Errors
    ///
    /// Where there is no header line or it lacks a column.
    pub fn new(file: &'a str, text: &'static str, needed: &[&str]) -> Result<Self, KnowledgeError> {
        let header = data_lines(text).next();
        let (line, header) = header.ok_or_else(|| error(file, None, "the table has no header line"))?;
        let columns: Vec<&str> = header.split('\t').collect();
        for column in needed {
            if !columns.contains(column) {
                let problem = format!("the header has no column {column:?}; it needs {}", needed.join(", "));
                return Err(error(file, Some(line), &problem));
            }
        }
        Ok(TableReader { file, text, columns })
    }

    /// The rows in order; an error for a row with too few or too many fields.
    pub fn rows(&self) -> impl Iterator<Item = Result<Row<'_>, KnowledgeError>> {
        data_lines(self.text).skip(1).map(move |(line, text)| {
            let fields: Vec<&str> = text.split('\t').collect();
            if fields.len() != self.columns.len() {
                let (found, wanted) = (fields.len(), self.columns.len());
                let problem =
                    format!("{found} fields, but the header has {wanted} columns; fields are separated by tabs");
                return Err(error(self.file, Some(line), &problem));
            }
            Ok(Row { table: self, line, fields })
        })
    }
}

impl Row<'_> {
    /// The field in this column; empty where the table has no such column.
    pub fn get(&self, column: &str) -> &'static str {
        let index = self.table.columns.iter().position(|known| *known == column);
        index.map_or("", |index| self.fields[index])
    }

    /// The parts of a field that holds a list.
    pub fn list(&self, column: &str) -> impl Iterator<Item = &'static str> + use<> {
        self.get(column).split('|').filter(|part| !part.is_empty())
    }

    /// The first and last day that a date field can mean: `1994`, `1994-07`
    /// and `1994-07-20` are dates; an empty field is `None`.
    ///
    /// # Errors
    ///
    /// Where the field is no date, or a date that does not exist.
    pub fn days(&self, column: &str) -> Result<Option<(Date, Date)>, KnowledgeError> {
        let field = self.get(column);
        if field.is_empty() {
            return Ok(None);
        }
        let problem = || format!("{column} is {field:?}; write a date as 1994, 1994-07 or 1994-07-20");
        days(field).map(Some).ok_or_else(|| self.error(&problem()))
    }

    /// Whether a field says yes.
    ///
    /// # Errors
    ///
    /// Where it says neither yes nor no.
    pub fn yes_or_no(&self, column: &str) -> Result<bool, KnowledgeError> {
        match self.get(column) {
            "yes" => Ok(true),
            "no" => Ok(false),
            other => Err(self.error(&format!("{column} is {other:?}; write yes or no"))),
        }
    }

    /// An error in this row.
    pub fn error(&self, problem: &str) -> KnowledgeError {
        error(self.table.file, Some(self.line), problem)
    }
}

fn error(file: &str, line: Option<usize>, problem: &str) -> KnowledgeError {
    KnowledgeError { file: file.to_owned(), line, problem: problem.to_owned() }
}

fn data_lines(text: &'static str) -> impl Iterator<Item = (usize, &'static str)> {
    let lines = text.split('\n').map(|line| line.strip_suffix('\r').unwrap_or(line)).enumerate();
    lines.map(|(index, line)| (index + 1, line)).filter(|(_, line)| !line.is_empty() && !line.starts_with('#'))
}

/// The first and last day that a date of any exactness can mean.
fn days(field: &str) -> Option<(Date, Date)> {
    let mut parts = field.split('-');
    let number = |part: Option<&str>, digits: usize| match part {
        None => Some(None),
        Some(part) if part.len() == digits => part.parse::<i16>().ok().map(Some),
        Some(_) => None,
    };
    let year = number(parts.next(), 4)??;
    let month = number(parts.next(), 2)?;
    let day = number(parts.next(), 2)?;
    if parts.next().is_some() || year < 1 {
        return None;
    }
    let Some(month) = month else { return Some((date(year, 1, 1), date(year, 12, 31))) };
    let first = Date::new(year, i8::try_from(month).ok()?, 1).ok()?;
    let Some(day) = day else { return Some((first, first.last_of_month())) };
    let day = Date::new(year, first.month(), i8::try_from(day).ok()?).ok()?;
    Some((day, day))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLE: &str = "# a comment\nid\tname\tfrom\nx/a\tA|B\t1994-07\nx/b\tC\n";

    #[test]
    fn fields_are_found_by_column() {
        let table = TableReader::new("t.tsv", TABLE, &["id"]).unwrap();
        let rows: Vec<_> = table.rows().collect();
        let first = rows[0].as_ref().unwrap();
        assert_eq!((first.line, first.get("id"), first.get("none")), (3, "x/a", ""));
        assert_eq!(first.list("name").collect::<Vec<_>>(), ["A", "B"]);
        assert_eq!(first.days("from").unwrap(), Some((date(1994, 7, 1), date(1994, 7, 31))));
        let error = rows[1].as_ref().err().unwrap().to_string();
        assert!(error.starts_with("t.tsv, line 4: 2 fields, but the header has 3 columns"), "{error}");
    }

    #[test]
    fn dates_that_do_not_exist_are_refused() {
        assert_eq!(days("2023-02-30"), None);
        assert_eq!(days("94"), None);
        assert_eq!(days("2023-2-3"), None);
        assert_eq!(days("2024-02"), Some((date(2024, 2, 1), date(2024, 2, 29))));
    }

    #[test]
    fn a_missing_column_is_named() {
        let error = TableReader::new("t.tsv", "id\tname\n", &["role"]).err().unwrap();
        assert_eq!(error.to_string(), "t.tsv, line 1: the header has no column \"role\"; it needs role");
    }
}
