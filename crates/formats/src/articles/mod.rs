//! Readers: each turns a file of one format into a stream of articles, reads
//! no more of it than it must, and goes on behind whatever is broken.

mod compact;
mod dates;
mod delimited;
mod encoding;
mod entry;
mod expansion;
mod fields;
pub mod html;
mod json_lines;
mod limits;
mod line;
mod parquet;
mod screen;
mod sources;
mod warc;
mod whole;

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};

use flate2::bufread::MultiGzDecoder;

pub use dates::day;
pub use encoding::decode;
pub use entry::{Entry, Failure, Skip};
pub use expansion::Expansion;
pub use fields::{FieldNames, Role};
pub use limits::Limits;
pub use screen::{Screen, ScreenOptions};
pub use sources::{Compression, InputFormat, Place, Source, SourceError, expand};

/// What a reader must know beside the bytes.
#[derive(Clone, Debug, Default)]
pub struct ReadOptions {
    /// Which fields hold what.
    pub fields: FieldNames,
    /// How much is too much.
    pub limits: Limits,
    /// Counts the bytes of the files that were read, packed as they are.
    pub meter: Arc<AtomicU64>,
}

/// A stream of articles, and of what could not be read.
pub type Entries<'a> = Box<dyn Iterator<Item = Entry> + Send + 'a>;

/// The entries of all sources, in order.
pub fn read_all<'a>(sources: &'a [Source], options: &'a ReadOptions) -> impl Iterator<Item = Entry> + Send + 'a {
    sources.iter().flat_map(move |source| read(source, options))
}

/// The entries of one source.
pub fn read<'a>(source: &'a Source, options: &'a ReadOptions) -> Entries<'a> {
    match open(source, options) {
        Ok(entries) => entries,
        Err(error) => once(Failure::of_file(source.name(), format!("cannot be opened: {error}"))),
    }
}

fn open<'a>(source: &'a Source, options: &'a ReadOptions) -> io::Result<Entries<'a>> {
    match &source.place {
        Place::StandardInput => Ok(read_bytes(source, io::stdin(), options)),
        Place::File(path) => {
            let file = File::open(path)?;
            match source.format {
                InputFormat::Parquet if source.compression.is_none() => Ok(parquet::file(source, file, options)),
                _ => Ok(read_bytes(source, Metered { inner: file, meter: &options.meter }, options)),
            }
        }
    }
}

/// The entries of bytes that come from somewhere else than a file; `source`
/// says what they are.
pub fn read_bytes<'a>(source: &'a Source, bytes: impl Read + Send + 'a, options: &'a ReadOptions) -> Entries<'a> {
    let bytes = BufReader::with_capacity(BUFFER, bytes);
    if (source.format, source.compression) == (InputFormat::Warc, Some(Compression::Gzip)) {
        // Its members are looked at one by one.
        return Box::new(warc::gzip(source, bytes, options));
    }
    let content = decompress(source, bytes, &options.limits);
    match source.format {
        InputFormat::Text | InputFormat::Html => once(whole::read(source, content, &options.limits)),
        InputFormat::JsonLines => Box::new(json_lines::read(source, encoding::as_utf8(content), options)),
        InputFormat::Csv | InputFormat::Tsv => delimited::read(source, encoding::as_utf8(content), options),
        InputFormat::Parquet => parquet::stream(source, content, options),
        InputFormat::Warc => Box::new(warc::plain(source, content, options)),
    }
}

/// A file whose bytes are counted.
struct Metered<'a> {
    inner: File,
    meter: &'a AtomicU64,
}

impl Read for Metered<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        self.meter.fetch_add(count as u64, Relaxed);
        Ok(count)
    }
}

/// How much of a file is read at once.
const BUFFER: usize = 1 << 16;

fn decompress<'a>(source: &Source, bytes: impl BufRead + Send + 'a, limits: &Limits) -> Box<dyn BufRead + Send + 'a> {
    let expansion = Expansion::new(limits);
    match source.compression {
        None => Box::new(bytes),
        Some(Compression::Gzip) => {
            let inner = MultiGzDecoder::new(expansion.count_in(bytes));
            Box::new(BufReader::with_capacity(BUFFER, expansion.check_out(inner)))
        }
        Some(Compression::Zstd) => match zstd::stream::read::Decoder::with_buffer(expansion.count_in(bytes)) {
            Ok(inner) => Box::new(BufReader::with_capacity(BUFFER, expansion.check_out(inner))),
            Err(error) => Box::new(BufReader::new(Broken(error.to_string()))),
        },
    }
}

/// A stream that could not even be started: says so as often as it is asked.
pub(crate) struct Broken(pub(crate) String);

impl Read for Broken {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        Err(io::Error::other(self.0.clone()))
    }
}

fn once<'a>(entry: impl Into<Entry>) -> Entries<'a> {
    Box::new(std::iter::once(entry.into()))
}
