use std::io::{self, BufRead, BufReader, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};

use csv::{ByteRecord, Reader, ReaderBuilder};
use document::Article;

use super::json_lines::describe;
use super::limits::size;
use super::{Entries, Entry, Failure, InputFormat, ReadOptions, Role, Source, decode, once, whole};

/// The articles of a table with a header: one a row.
pub fn read<'a>(source: &'a Source, mut content: impl BufRead + Send + 'a, options: &'a ReadOptions) -> Entries<'a> {
    let delimiter = match source.format {
        InputFormat::Tsv => b'\t',
        // What cannot be read now cannot be read later either; the reader tells.
        _ => likeliest_delimiter(content.fill_buf().unwrap_or_default()),
    };
    let budget = Arc::new(AtomicU64::new(options.limits.line));
    let bounded = Bounded { inner: content, budget: Arc::clone(&budget), limit: options.limits.line };
    let mut reader = ReaderBuilder::new().delimiter(delimiter).flexible(true).from_reader(BufReader::new(bounded));
    let header = match reader.byte_headers() {
        Ok(header) => header.iter().map(|name| decode(name, None).0.into_owned()).collect::<Vec<_>>(),
        Err(error) => return once(Failure::of_file(source.name(), format!("the header cannot be read: {error}"))),
    };
    let Some(columns) = Columns::find(&header, options) else {
        let cause = options.fields.no_text(header.iter().map(String::as_str));
        return once(Failure::of_file(source.name(), cause));
    };
    Box::new(rows(Table { source, options, columns, budget }, reader))
}

/// What stays the same over all rows.
struct Table<'a> {
    source: &'a Source,
    options: &'a ReadOptions,
    columns: Columns,
    budget: Arc<AtomicU64>,
}

fn rows<'a, R: Read + Send + 'a>(table: Table<'a>, mut reader: Reader<R>) -> impl Iterator<Item = Entry> + Send + 'a {
    let mut number = 0;
    let mut row = ByteRecord::new();
    let mut is_over = false;
    std::iter::from_fn(move || {
        if is_over {
            return None;
        }
        number += 1;
        table.budget.store(table.options.limits.line, Relaxed);
        let name = table.source.name();
        match reader.read_byte_record(&mut row) {
            Ok(false) => None,
            Ok(true) => {
                let article = table.article(&row, number);
                Some(article.map_err(|cause| Failure::of_record(name, "row", number, cause)).into())
            }
            Err(error) => {
                // Behind a row without an end nobody knows where the next one starts.
                is_over = true;
                let cause = format!("the rest cannot be read: {error}");
                Some(Failure::of_record(name, "row", number, cause).into())
            }
        }
    })
}

impl Table<'_> {
    fn article(&self, row: &ByteRecord, number: u64) -> Result<Article, String> {
        let cell = |role: Role| self.columns.of(role).and_then(|column| row.get(column));
        let bytes = cell(Role::Text).ok_or("the row has fewer columns than the header, and none with the text")?;
        if bytes.len() as u64 > self.options.limits.article {
            return Err(whole::too_long(&self.options.limits));
        }
        let words = |role| cell(role).map(|cell| decode(cell, None).0.into_owned());
        let id = words(Role::Id).filter(|id| !id.is_empty());
        let id = id.unwrap_or_else(|| format!("{}, row {number}", self.source.name()));
        let mut article = whole::text(&id, bytes);
        describe(&mut article, words);
        Ok(article)
    }
}

/// Which column holds what.
pub struct Columns([Option<usize>; Role::ALL.len()]);

impl Columns {
    /// The columns of a header; `None` where none holds the text.
    pub fn find(header: &[String], options: &ReadOptions) -> Option<Self> {
        let find = |role| {
            let name = options.fields.find(role, header.iter().map(String::as_str))?;
            header.iter().position(|column| column == name)
        };
        let columns = Columns(Role::ALL.map(find));
        columns.of(Role::Text).map(|_| columns)
    }

    /// The column of a role.
    pub fn of(&self, role: Role) -> Option<usize> {
        self.0[role as usize]
    }
}

/// The mark that stands most often in the first line, outside quotation marks.
fn likeliest_delimiter(start: &[u8]) -> u8 {
    let mut counts = [(b',', 0), (b';', 0), (b'\t', 0), (b'|', 0)];
    let mut is_quoted = false;
    for &byte in start.iter().take_while(|byte| **byte != b'\n') {
        is_quoted ^= byte == b'"';
        if let Some((_, count)) = counts.iter_mut().find(|(mark, _)| *mark == byte && !is_quoted) {
            *count += 1;
        }
    }
    // Of equal counts the first wins: commas are the rule.
    counts.iter().rev().max_by_key(|(_, count)| *count).map_or(b',', |(mark, _)| *mark)
}

/// A stream that gives no more than the budget, which whoever reads it renews
/// for each row: what keeps a row without an end out of memory.
struct Bounded<R> {
    inner: R,
    budget: Arc<AtomicU64>,
    limit: u64,
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let left = self.budget.load(Relaxed);
        if left == 0 {
            let limit = size(self.limit);
            return Err(io::Error::other(format!("a row is longer than {limit}; --max-line sets the limit")));
        }
        let count = self.inner.read(buffer)?;
        self.budget.store(left.saturating_sub(count as u64), Relaxed);
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_all(content: &[u8], options: &ReadOptions) -> Vec<Result<Article, String>> {
        let source = Source::file("news.csv".into());
        let result = |entry| match entry {
            Entry::Article(article) => Ok(article),
            Entry::Failed(failure) => Err(failure.to_string()),
            Entry::Skipped(skip) => Err(skip.as_str().to_owned()),
        };
        read(&source, content, options).map(result).collect()
    }

    #[test]
    fn a_table_is_read_whatever_parts_its_columns() {
        for table in ["id,body,date\n7,\"One, two.\",2025-06-04\n", "id;body;date\n7;One, two.;2025-06-04\n"] {
            let articles = read_all(table.as_bytes(), &ReadOptions::default());
            let article = articles[0].as_ref().unwrap();
            assert_eq!((article.id.as_str(), article.text.as_str()), ("7", "One, two."));
            assert_eq!(article.published.unwrap().to_string(), "2025-06-04");
        }
    }

    #[test]
    fn cells_in_another_encoding_are_read() {
        let articles =
            read_all(b"text\nThe caf\xe9 in Besan\xe7on was closed, police said.\n", &ReadOptions::default());
        assert!(articles[0].as_ref().unwrap().text.starts_with("The café in Besançon"));
        assert_eq!(articles[0].as_ref().unwrap().id, "news.csv, row 1");
    }

    #[test]
    fn a_row_without_an_end_is_one_failure() {
        let mut options = ReadOptions::default();
        options.limits.line = 1 << 10;
        let table = format!("text\nOne.\n\"{}", "word ".repeat(20_000));
        let articles = read_all(table.as_bytes(), &options);
        assert_eq!(articles.len(), 2);
        assert!(articles[1].as_ref().unwrap_err().contains("--max-line"), "{articles:?}");
    }

    #[test]
    fn a_table_without_text_names_its_columns() {
        let articles = read_all(b"a,b\n1,2\n", &ReadOptions::default());
        assert!(articles[0].as_ref().unwrap_err().contains("(there are \"a\", \"b\"); name it with --text-field"));
    }
}
