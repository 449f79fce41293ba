//! Names in order, however many: sorted in pieces that are put aside in
//! files, then merged.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::fs::File;
use std::io::{self, BufReader, BufWriter, Read, Write};
use std::path::{Path, PathBuf};

/// A folded name of a place. Order: by name, then the likelier place first.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct NamedRow {
    /// The folded name.
    pub name: String,
    /// Population, the greatest first.
    pub population: Reverse<u32>,
    /// The place's row, doubled, and 1 where this is not its first name.
    pub posting: u32,
}

/// Sorts names of any number with bounded memory.
pub struct NameSorter {
    folder: PathBuf,
    names: Vec<NamedRow>,
    bytes: usize,
    limit: usize,
    pieces: Vec<PathBuf>,
}

impl NameSorter {
    /// A sorter that puts pieces of about `limit` bytes aside in `folder`.
    pub fn new(folder: &Path, limit: usize) -> Self {
        NameSorter { folder: folder.to_owned(), names: Vec::new(), bytes: 0, limit, pieces: Vec::new() }
    }

    /// Adds a name.
    ///
    /// # Errors
    ///
    /// Where a piece cannot be written.
    pub fn push(&mut self, name: NamedRow) -> io::Result<()> {
        self.bytes += name.name.len() + size_of::<NamedRow>();
        self.names.push(name);
        if self.bytes > self.limit {
            self.put_aside()?;
        }
        Ok(())
    }

    fn put_aside(&mut self) -> io::Result<()> {
        self.names.sort_unstable();
        let path = self.folder.join(format!("names-{}", self.pieces.len()));
        let mut out = BufWriter::new(File::create(&path)?);
        for name in self.names.drain(..) {
            write(&name, &mut out)?;
        }
        out.flush()?;
        self.pieces.push(path);
        self.bytes = 0;
        Ok(())
    }

    /// Hands every name to `take`, in order.
    ///
    /// # Errors
    ///
    /// Where a piece cannot be written or read, and what `take` returns.
    pub fn finish(mut self, mut take: impl FnMut(NamedRow) -> io::Result<()>) -> io::Result<()> {
        if self.pieces.is_empty() {
            self.names.sort_unstable();
            return self.names.into_iter().try_for_each(take);
        }
        self.put_aside()?;
        let open = |path: &PathBuf| File::open(path).map(BufReader::new);
        let mut readers = self.pieces.iter().map(open).collect::<io::Result<Vec<_>>>()?;
        let mut heap = BinaryHeap::new();
        for (piece, reader) in readers.iter_mut().enumerate() {
            heap.extend(read(reader)?.map(|name| Reverse((name, piece))));
        }
        while let Some(Reverse((name, piece))) = heap.pop() {
            take(name)?;
            heap.extend(read(&mut readers[piece])?.map(|name| Reverse((name, piece))));
        }
        Ok(())
    }
}

fn write(name: &NamedRow, out: &mut impl Write) -> io::Result<()> {
    out.write_all(&(name.name.len() as u32).to_le_bytes())?;
    out.write_all(name.name.as_bytes())?;
    out.write_all(&name.population.0.to_le_bytes())?;
    out.write_all(&name.posting.to_le_bytes())
}

/// The next name of a piece; `None` at its end.
fn read(reader: &mut impl Read) -> io::Result<Option<NamedRow>> {
    let mut number = [0; 4];
    match reader.read_exact(&mut number) {
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return Ok(None),
        result => result?,
    }
    let mut name = vec![0; u32::from_le_bytes(number) as usize];
    reader.read_exact(&mut name)?;
    reader.read_exact(&mut number)?;
    let population = Reverse(u32::from_le_bytes(number));
    reader.read_exact(&mut number)?;
    let name = String::from_utf8(name).map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error))?;
    Ok(Some(NamedRow { name, population, posting: u32::from_le_bytes(number) }))
}
