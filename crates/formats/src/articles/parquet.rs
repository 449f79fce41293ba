use std::fs::File;
use std::io::{self, Read};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::Ordering::Relaxed;

use arrow_array::cast::AsArray;
use arrow_array::{Array, ArrayRef, RecordBatch};
use arrow_schema::DataType;
use document::Article;
use parquet::arrow::ProjectionMask;
use parquet::arrow::arrow_reader::{
    ArrowReaderMetadata, ArrowReaderOptions, ParquetRecordBatchReader, ParquetRecordBatchReaderBuilder,
};
use parquet::errors::ParquetError;
use parquet::file::metadata::{ParquetMetaData, RowGroupMetaData};
use parquet::file::reader::{ChunkReader, Length};

use super::compact::{self, Fault, Page};
use super::delimited::Columns;
use super::json_lines::describe;
use super::limits::size;
use super::{Entries, Entry, Failure, ReadOptions, Role, Source, once, whole};

/// More rows than this for each byte of the file hold no news: packed as one
/// value many times over, a few bytes can claim to be rows without end.
const ROWS_A_BYTE: u64 = 8;

/// So many rows do no harm.
const FEW_ROWS: i64 = 1 << 16;

/// Headers of pages begin with fewer bytes than this, most of them.
const WINDOW: u64 = 1 << 12;

/// No header of a page is longer, even with statistics that are whole texts.
const LONGEST_HEADER: u64 = 1 << 24;

/// So much memory for a page does no harm.
const LARGE_PAGE: u64 = 1 << 26;

/// A larger page that says it unpacks to more than this for each of its bytes
/// does so to take memory.
const UNPACKED: u64 = 1 << 10;

/// Rows that are in memory at once.
const BATCH: usize = 64;

/// The articles of a Parquet file: one a row.
pub fn file<'a>(source: &'a Source, file: File, options: &'a ReadOptions) -> Entries<'a> {
    read(source, file, options)
}

/// The same of a stream, which must be held in memory: such files are read
/// from their end.
pub fn stream<'a>(source: &'a Source, content: impl Read, options: &'a ReadOptions) -> Entries<'a> {
    let limit = options.limits.line.saturating_mul(16);
    let mut bytes = Vec::new();
    match content.take(limit + 1).read_to_end(&mut bytes) {
        Err(error) => once(Failure::of_file(source.name(), format!("cannot be read: {error}"))),
        Ok(_) if bytes.len() as u64 > limit => {
            let cause = format!("longer than {}; save it as a file that is not packed", size(limit));
            once(Failure::of_file(source.name(), cause))
        }
        Ok(_) => read(source, bytes::Bytes::from(bytes), options),
    }
}

fn read<'a>(source: &'a Source, content: impl ChunkReader + 'static, options: &'a ReadOptions) -> Entries<'a> {
    let opened = guarded(|| Table::open(source, content, options)).and_then(|table| table);
    match opened {
        Ok(table) => Box::new(rows(table)),
        Err(cause) => once(Failure::of_file(source.name(), cause)),
    }
}

/// The library checks what it reads, but not everything: a file made to harm
/// must not end the run.
fn guarded<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|_| "not a sound Parquet file".to_owned())
}

/// Whether columns lie where a file can hold them; the library takes that for
/// granted. They share no bytes, so together they are no longer than the file.
fn is_sound(metadata: &ParquetMetaData, length: u64) -> bool {
    let columns = metadata.row_groups().iter().flat_map(RowGroupMetaData::columns);
    let mut all = 0_u64;
    for column in columns {
        let offsets = [Some(column.data_page_offset()), column.dictionary_page_offset()];
        let is_inside = |offset: i64| u64::try_from(offset).is_ok_and(|offset| offset <= length);
        let Ok(size) = u64::try_from(column.compressed_size()) else { return false };
        all = all.saturating_add(size);
        if !offsets.into_iter().flatten().all(is_inside) || all > length {
            return false;
        }
    }
    true
}

/// Whether the library can read what the file says of itself at the cost of its
/// bytes. What is no metadata at all is left for the library to name.
fn is_metadata_sound(content: &impl ChunkReader) -> Result<bool, ParquetError> {
    let Some(end) = content.len().checked_sub(8) else { return Ok(true) };
    let tail = content.get_bytes(end, 8)?;
    let Some((&[a, b, c, d], b"PAR1")) = tail.split_first_chunk() else { return Ok(true) };
    let size = u32::from_le_bytes([a, b, c, d]);
    let Some(start) = end.checked_sub(u64::from(size)) else { return Ok(true) };
    Ok(compact::check_metadata(&content.get_bytes(start, size as usize)?).is_ok())
}

/// A file of which the library sees no header of a page that would cost it more
/// than the header's bytes.
struct Pages<C>(C);

impl<C: ChunkReader> Pages<C> {
    fn header(&self, start: u64) -> Result<bytes::Bytes, ParquetError> {
        let left = self.0.len().saturating_sub(start);
        let mut window = WINDOW;
        loop {
            let length = window.min(left);
            let bytes = self.0.get_bytes(start, usize::try_from(length)?)?;
            match compact::page(&bytes) {
                Ok(Page { packed, unpacked, .. })
                    if unpacked > LARGE_PAGE && unpacked > packed.saturating_mul(UNPACKED) =>
                {
                    let cause = format!("a page of {} that says it unpacks to {}", size(packed), size(unpacked));
                    return Err(ParquetError::General(cause));
                }
                Ok(page) => return Ok(bytes.slice(..page.header)),
                Err(Fault::Short) if length < left && window < LONGEST_HEADER => window *= 2,
                Err(Fault::Short | Fault::Unsound) => {
                    return Err(ParquetError::General("a page without a sound header".into()));
                }
            }
        }
    }
}

impl<C: ChunkReader> Length for Pages<C> {
    fn len(&self) -> u64 {
        self.0.len()
    }
}

impl<C: ChunkReader> ChunkReader for Pages<C> {
    type T = Header;

    /// The library reads the headers of pages so, and nothing else. It also asks
    /// where it has the header already and reads nothing: a fault comes only
    /// when it reads.
    fn get_read(&self, start: u64) -> Result<Header, ParquetError> {
        Ok(match self.header(start) {
            Ok(bytes) => Header::Sound(io::Cursor::new(bytes)),
            Err(error) => Header::Unsound(error.to_string()),
        })
    }

    fn get_bytes(&self, start: u64, length: usize) -> Result<bytes::Bytes, ParquetError> {
        self.0.get_bytes(start, length)
    }
}

enum Header {
    Sound(io::Cursor<bytes::Bytes>),
    Unsound(String),
}

impl Read for Header {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self {
            Header::Sound(bytes) => bytes.read(buffer),
            Header::Unsound(cause) => Err(io::Error::new(io::ErrorKind::InvalidData, cause.as_str())),
        }
    }
}

struct Table<'a> {
    source: &'a Source,
    options: &'a ReadOptions,
    columns: Columns,
    batches: ParquetRecordBatchReader,
}

impl<'a> Table<'a> {
    fn open(source: &'a Source, content: impl ChunkReader + 'static, options: &'a ReadOptions) -> Result<Self, String> {
        let broken = |error: ParquetError| format!("not a sound Parquet file: {error}");
        let length = content.len();
        if !is_metadata_sound(&content).map_err(broken)? {
            return Err("not a sound Parquet file: metadata that cannot be read".into());
        }
        let metadata = ArrowReaderMetadata::load(&content, ArrowReaderOptions::default()).map_err(broken)?;
        if !is_sound(metadata.metadata(), length) {
            return Err("not a sound Parquet file: a column outside the file or of less than no bytes".into());
        }
        let builder = ParquetRecordBatchReaderBuilder::new_with_metadata(Pages(content), metadata);
        let rows = builder.metadata().row_groups().iter().map(RowGroupMetaData::num_rows);
        let rows = rows.fold(0_i64, i64::saturating_add);
        if rows > FEW_ROWS && rows.unsigned_abs() > ROWS_A_BYTE.saturating_mul(length) {
            return Err(format!("not a sound Parquet file: {rows} rows in {}", size(length)));
        }
        let names: Vec<String> = builder.schema().fields().iter().map(|field| field.name().clone()).collect();
        let all =
            Columns::find(&names, options).ok_or_else(|| options.fields.no_text(names.iter().map(String::as_str)))?;
        let mut needed: Vec<usize> = Role::ALL.into_iter().filter_map(|role| all.of(role)).collect();
        needed.sort_unstable();
        needed.dedup();
        let mask = ProjectionMask::roots(builder.parquet_schema(), needed.iter().copied());
        let batches = builder.with_projection(mask).with_batch_size(BATCH).build().map_err(broken)?;
        let kept: Vec<String> = needed.iter().map(|&column| names[column].clone()).collect();
        let columns = Columns::find(&kept, options).ok_or("the column of the text is gone")?;
        Ok(Table { source, options, columns, batches })
    }

    /// The cells of a column as text, whatever their type.
    fn cells(&self, batch: &RecordBatch, role: Role) -> Result<Option<ArrayRef>, String> {
        let Some(column) = self.columns.of(role) else { return Ok(None) };
        let column = batch.columns().get(column).ok_or("a column is missing")?;
        match column.data_type() {
            DataType::Struct(_) | DataType::List(_) | DataType::Map(..) => Ok(None),
            _ => arrow_cast::cast(column, &DataType::LargeUtf8).map(Some).map_err(|error| error.to_string()),
        }
    }

    fn articles(&self, batch: &RecordBatch, first: u64) -> Result<Vec<Entry>, String> {
        let mut cells = Vec::with_capacity(Role::ALL.len());
        for role in Role::ALL {
            cells.push(self.cells(batch, role)?);
        }
        let cell = |role: Role, row: usize| {
            let column = cells[role as usize].as_ref()?;
            column.is_valid(row).then(|| column.as_string::<i64>().value(row))
        };
        let entry = |row: usize| {
            let number = first + row as u64;
            let article = self.article(|role| cell(role, row), number);
            article.map_err(|cause| Failure::of_record(self.source.name(), "row", number, cause)).into()
        };
        Ok((0..batch.num_rows()).map(entry).collect())
    }

    fn article<'b>(&self, cell: impl Fn(Role) -> Option<&'b str>, number: u64) -> Result<Article, String> {
        let text = cell(Role::Text).ok_or("the row has no text")?;
        if text.len() as u64 > self.options.limits.article {
            return Err(whole::too_long(&self.options.limits));
        }
        let id = cell(Role::Id).filter(|id| !id.is_empty()).map(str::to_owned);
        let mut article = Article::new(id.unwrap_or_else(|| format!("{}, row {number}", self.source.name())), text);
        describe(&mut article, |role| cell(role).map(str::to_owned));
        Ok(article)
    }
}

fn rows(mut table: Table<'_>) -> impl Iterator<Item = Entry> + Send + '_ {
    let mut next = 1;
    let mut is_over = false;
    let batches = std::iter::from_fn(move || {
        if is_over {
            return None;
        }
        let first = next;
        let entries = guarded(|| {
            let batch = table.batches.next()?.map_err(|error| error.to_string());
            Some(batch.and_then(|batch| table.articles(&batch, first)))
        });
        match entries {
            Ok(None) => {
                table.options.meter.fetch_add(table.source.size(), Relaxed);
                None
            }
            Ok(Some(Ok(entries))) => {
                next += entries.len() as u64;
                Some(entries)
            }
            Ok(Some(Err(cause))) | Err(cause) => {
                is_over = true;
                let cause = format!("the rest cannot be read: {cause}");
                Some(vec![Failure::of_record(table.source.name(), "row", first, cause).into()])
            }
        }
    });
    batches.flatten()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use arrow_array::{Date32Array, StringArray};
    use parquet::arrow::ArrowWriter;

    use super::*;
    use crate::articles::read_bytes;

    fn table() -> Vec<u8> {
        let text: ArrayRef = Arc::new(StringArray::from(vec![Some("One."), None, Some("Three.")]));
        let day: ArrayRef = Arc::new(Date32Array::from(vec![20_243, 20_244, 20_245]));
        let batch = RecordBatch::try_from_iter([("Body", text), ("date", day)]).unwrap();
        let mut bytes = Vec::new();
        let mut writer = ArrowWriter::try_new(&mut bytes, batch.schema(), None).unwrap();
        writer.write(&batch).unwrap();
        writer.close().unwrap();
        bytes
    }

    fn entries(bytes: &[u8]) -> Vec<Entry> {
        let source = Source::file("news.parquet".into());
        read_bytes(&source, bytes, &ReadOptions::default()).collect()
    }

    #[test]
    fn rows_are_articles() {
        let entries = entries(&table());
        let Entry::Article(first) = &entries[0] else { panic!("{entries:?}") };
        assert_eq!((first.text.as_str(), first.published.unwrap().to_string().as_str()), ("One.", "2025-06-04"));
        assert_eq!(first.id, "news.parquet, row 1");
        let Entry::Failed(second) = &entries[1] else { panic!("{entries:?}") };
        assert_eq!(second.to_string(), "news.parquet, row 2: the row has no text");
        assert_eq!(entries.len(), 3);
    }

    #[test]
    fn broken_files_are_failures() {
        let whole = table();
        for bytes in [&b"PAR1 nothing PAR1"[..], &whole[..whole.len() / 2], &b""[..]] {
            assert!(matches!(entries(bytes)[..], [Entry::Failed(_)]));
        }
        let mut damaged = whole.clone();
        damaged[4..60].iter_mut().for_each(|byte| *byte ^= 0x5a);
        assert!(entries(&damaged).iter().any(|entry| matches!(entry, Entry::Failed(_))));
    }

    /// Found by fuzzing: the library panicked at its length.
    #[test]
    fn a_column_of_negative_length_is_a_failure() {
        let entries = entries(include_bytes!("../../../../fuzz/seeds/read_parquet/negative"));
        let [Entry::Failed(failure)] = &entries[..] else { panic!("{entries:?}") };
        assert!(failure.cause.contains("less than no bytes"), "{failure}");
    }

    /// Found by fuzzing: a header whose list of numbers went on for ever behind
    /// the end took the library eight seconds.
    #[test]
    fn headers_that_cost_more_than_their_bytes_are_failures() {
        let entries = entries(include_bytes!("../../../../fuzz/seeds/read_parquet/slow"));
        let Some(Entry::Failed(failure)) = entries.last() else { panic!("{entries:?}") };
        assert!(failure.cause.contains("sound"), "{failure}");
    }

    #[test]
    fn rows_without_end_are_a_failure() {
        let text: ArrayRef = Arc::new(StringArray::new_null(200_000));
        let batch = RecordBatch::try_from_iter_with_nullable([("text", text, true)]).unwrap();
        let mut bytes = Vec::new();
        let mut writer = ArrowWriter::try_new(&mut bytes, batch.schema(), None).unwrap();
        writer.write(&batch).unwrap();
        writer.close().unwrap();
        let entries = entries(&bytes);
        let [Entry::Failed(failure)] = &entries[..] else { panic!("{} entries", entries.len()) };
        assert!(failure.cause.contains("200000 rows in"), "{failure}");
    }
}
