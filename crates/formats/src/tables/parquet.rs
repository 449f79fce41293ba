use std::fs::File;
use std::io::{self, Write};

use arrow_array::RecordBatch;
use arrow_json::ReaderBuilder;
use arrow_schema::{ArrowError, SchemaRef};
use parquet::arrow::ArrowWriter;
use parquet::basic::{Compression, ZstdLevel};
use parquet::column::writer::ColumnCloseResult;
use parquet::errors::ParquetError;
use parquet::file::metadata::{KeyValue, ParquetMetaDataReader, RowGroupMetaData};
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;

use super::RECORD_VERSION;

/// Rows that are turned from JSON into columns at once.
const BATCH: usize = 1024;

/// Rows of a row group.
const ROW_GROUP: usize = 1 << 20;

/// Writes rows that are given as JSON lines as one Parquet file. The same
/// lines give the same bytes.
///
/// # Errors
///
/// Where a line does not fit the schema, or `out` cannot be written.
pub fn write(lines: &[u8], schema: &SchemaRef, about: &[(&str, &str)], out: impl Write + Send) -> io::Result<()> {
    let mut writer =
        ArrowWriter::try_new(out, SchemaRef::clone(schema), Some(properties(about))).map_err(parquet_error)?;
    let mut decoder =
        ReaderBuilder::new(SchemaRef::clone(schema)).with_batch_size(BATCH).build_decoder().map_err(arrow_error)?;
    let mut rest = lines;
    while !rest.is_empty() {
        let read = decoder.decode(rest).map_err(arrow_error)?;
        rest = &rest[read..];
        if let Some(batch) = decoder.flush().map_err(arrow_error)? {
            write_batch(&mut writer, &batch)?;
        }
    }
    writer.close().map_err(parquet_error)?;
    Ok(())
}

fn write_batch<W: Write + Send>(writer: &mut ArrowWriter<W>, batch: &RecordBatch) -> io::Result<()> {
    writer.write(batch).map_err(parquet_error)
}

fn properties(about: &[(&str, &str)]) -> WriterProperties {
    let version = ("rapporteur.record", RECORD_VERSION.to_string());
    let about = about.iter().map(|(key, value)| (*key, (*value).to_owned()));
    let about = about.chain([version]).map(|(key, value)| KeyValue::new(key.to_owned(), value)).collect();
    WriterProperties::builder()
        .set_compression(Compression::ZSTD(ZstdLevel::try_new(3).unwrap_or_default()))
        .set_max_row_group_row_count(Some(ROW_GROUP))
        .set_created_by("rapporteur".to_owned())
        .set_key_value_metadata(Some(about))
        .build()
}

/// Joins files of one schema into one, row group by row group: nothing is
/// unpacked, so that time and memory stay small.
///
/// # Errors
///
/// Where a part cannot be read, or `out` not be written.
pub fn join(parts: &[File], out: impl Write + Send) -> io::Result<()> {
    let metadata = parts.iter().map(|part| ParquetMetaDataReader::new().parse_and_finish(part));
    let metadata = metadata.collect::<Result<Vec<_>, _>>().map_err(parquet_error)?;
    let first = metadata.first().ok_or_else(|| io::Error::other("there are no parts to join"))?;
    let schema = first.file_metadata().schema_descr().root_schema_ptr();
    let about = first.file_metadata().key_value_metadata().cloned();
    let properties =
        WriterProperties::builder().set_created_by("rapporteur".to_owned()).set_key_value_metadata(about).build();
    let mut writer = SerializedFileWriter::new(out, schema, properties.into()).map_err(parquet_error)?;
    for (part, metadata) in parts.iter().zip(&metadata) {
        for group in metadata.row_groups() {
            append(&mut writer, part, group).map_err(parquet_error)?;
        }
    }
    writer.close().map_err(parquet_error)?;
    Ok(())
}

fn append<W: Write + Send>(
    writer: &mut SerializedFileWriter<W>,
    part: &File,
    group: &RowGroupMetaData,
) -> Result<(), ParquetError> {
    let mut joined = writer.next_row_group()?;
    for column in group.columns() {
        let closed = ColumnCloseResult {
            bytes_written: column.compressed_size() as u64,
            rows_written: group.num_rows() as u64,
            metadata: column.clone(),
            bloom_filter: None,
            column_index: None,
            offset_index: None,
        };
        joined.append_column(part, closed)?;
    }
    joined.close()?;
    Ok(())
}

fn parquet_error(error: ParquetError) -> io::Error {
    match error {
        ParquetError::External(inner) => match inner.downcast::<io::Error>() {
            Ok(error) => *error,
            Err(inner) => io::Error::other(inner),
        },
        other => io::Error::other(other),
    }
}

fn arrow_error(error: ArrowError) -> io::Error {
    io::Error::other(error)
}
