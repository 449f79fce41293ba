//! Writes gazetteers: row by row, with bounded memory. The build script uses
//! it for the built-in one, `rapporteur places import` for others.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::fs::{self, File};
use std::io::{self, BufWriter, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use super::fold::fold;
use super::format::{Checksum, HEADER, MAGIC, MAX_PLACES, NO_ROW, SECTIONS, pack_entry, pack_population};
use super::sorting::{NameSorter, NamedRow};

/// A place to be written.
pub struct Row<'a> {
    /// Its number at GeoNames, 0 for none.
    pub geonames: u32,
    /// Its usual name.
    pub name: &'a str,
    /// GeoNames' feature code.
    pub kind: &'a str,
    /// ISO 3166 alpha-3 code; only of a country.
    pub iso3: Option<&'a str>,
    /// GeoNames' codes of country, first- and second-level division, joined
    /// by full stops ("US.TX.113"); of a country or division, its own.
    pub code: &'a str,
    /// Degrees north.
    pub latitude: f64,
    /// Degrees east.
    pub longitude: f64,
    /// How many live there, 0 where unknown.
    pub population: u32,
}

/// Names of places in memory, about, before they are put aside in a file.
const SORT_IN_MEMORY: usize = 256 << 20;

/// Writes a gazetteer into a folder's files and then into one.
pub struct Writer {
    folder: PathBuf,
    kinds: HashMap<String, u8>,
    kind_lines: String,
    codes: HashMap<String, u32>,
    countries: String,
    divisions: String,
    records: BufWriter<File>,
    names: BufWriter<File>,
    names_length: u32,
    rows: u32,
    sorter: NameSorter,
}

impl Writer {
    /// A writer that keeps its parts in `folder`, which is made, and removed
    /// by [`finish`](Self::finish). `kinds` are the feature codes that rows
    /// may have, at most 255.
    ///
    /// # Errors
    ///
    /// Where the folder or its files cannot be made.
    pub fn new<'k>(folder: &Path, kinds: impl Iterator<Item = &'k str>) -> io::Result<Self> {
        fs::create_dir_all(folder)?;
        let kind_lines: Vec<&str> = kinds.take(255).collect();
        Ok(Writer {
            folder: folder.to_owned(),
            kinds: kind_lines.iter().enumerate().map(|(index, kind)| ((*kind).to_owned(), index as u8)).collect(),
            kind_lines: kind_lines.join("\n"),
            codes: HashMap::new(),
            countries: String::new(),
            divisions: String::new(),
            records: BufWriter::new(create(&folder.join("records"))?),
            names: BufWriter::new(create(&folder.join("names"))?),
            names_length: 0,
            rows: 0,
            sorter: NameSorter::new(folder, SORT_IN_MEMORY),
        })
    }

    /// Adds a place and gives its row; `None` where its kind is not one of the
    /// writer's or the gazetteer is full. Countries must come before their
    /// divisions, and those before what lies in them.
    ///
    /// # Errors
    ///
    /// Where a part cannot be written.
    pub fn push(&mut self, row: &Row<'_>) -> io::Result<Option<u32>> {
        let Some(&kind) = self.kinds.get(row.kind) else { return Ok(None) };
        if self.rows >= MAX_PLACES {
            return Ok(None);
        }
        let number = self.rows;
        let parent = self.parent(row);
        self.register(row, number);
        let name = clip(row.name);
        let fixed = |degrees: f64| ((degrees * 1e5).round() as i32).to_le_bytes();
        self.records.write_all(&row.geonames.to_le_bytes())?;
        self.records.write_all(&fixed(row.latitude))?;
        self.records.write_all(&fixed(row.longitude))?;
        self.records.write_all(&self.names_length.to_le_bytes())?;
        self.records.write_all(&parent.to_le_bytes()[..3])?;
        self.records.write_all(&[kind])?;
        self.records.write_all(&pack_population(row.population).to_le_bytes())?;
        self.names.write_all(&[name.len() as u8])?;
        self.names.write_all(name.as_bytes())?;
        self.names_length += 1 + name.len() as u32;
        self.rows += 1;
        self.add_name(number, row.name, row.population, true)?;
        Ok(Some(number))
    }

    /// Adds a name of the place in `row`.
    ///
    /// # Errors
    ///
    /// Where a part cannot be written.
    pub fn add_name(&mut self, row: u32, name: &str, population: u32, is_first: bool) -> io::Result<()> {
        self.add_folded(row, fold(name), population, is_first)
    }

    /// Adds a name that is folded already.
    ///
    /// # Errors
    ///
    /// Where a part cannot be written.
    pub fn add_folded(&mut self, row: u32, name: String, population: u32, is_first: bool) -> io::Result<()> {
        if name.is_empty() || name.len() > 120 {
            return Ok(());
        }
        let posting = row * 2 + u32::from(!is_first);
        self.sorter.push(NamedRow { name, population: Reverse(population), posting })
    }

    /// The smallest country or division with a code that the row's begins
    /// with, other than its own.
    fn parent(&self, row: &Row<'_>) -> u32 {
        let own = is_division(row.kind) || row.iso3.is_some();
        let mut code = row.code;
        loop {
            match self.codes.get(code) {
                Some(&parent) if !(own && code.len() == row.code.len()) => return parent,
                _ => {}
            }
            match code.rfind('.') {
                Some(dot) => code = &code[..dot],
                None => return NO_ROW,
            }
        }
    }

    fn register(&mut self, row: &Row<'_>, number: u32) {
        if let Some(iso3) = row.iso3 {
            self.countries.push_str(&format!("{number}\t{iso3}\n"));
        }
        let is_coded = row.iso3.is_some() || matches!(row.kind, "ADM1" | "ADM2");
        if !is_coded || row.code.is_empty() {
            return;
        }
        self.divisions.push_str(&format!("{number}\t{}\n", row.code));
        self.codes.entry(row.code.to_owned()).or_insert(number);
    }

    /// Whether a country or division with this code was added.
    pub fn knows_code(&self, code: &str) -> bool {
        self.codes.contains_key(code)
    }

    /// How many places were added.
    pub fn len(&self) -> u32 {
        self.rows
    }

    /// Whether none was added.
    pub fn is_empty(&self) -> bool {
        self.rows == 0
    }

    /// Writes all into `out`, which is not there before it is whole, and
    /// removes the parts.
    ///
    /// # Errors
    ///
    /// Where a file cannot be written or read.
    pub fn finish(mut self, out: &Path) -> io::Result<()> {
        self.records.flush()?;
        self.names.flush()?;
        let mut postings = BufWriter::new(create(&self.folder.join("postings"))?);
        let mut index = fst::MapBuilder::new(BufWriter::new(create(&self.folder.join("index"))?)).map_err(broken)?;
        let mut entry = Entry::default();
        let mut written = 0;
        self.sorter.finish(|row| {
            if row.name != entry.name {
                entry.write(&mut index, &mut postings, &mut written)?;
                entry.name = row.name;
            }
            entry.add(row.posting);
            Ok(())
        })?;
        entry.write(&mut index, &mut postings, &mut written)?;
        index.into_inner().map_err(broken)?.flush()?;
        postings.flush()?;
        let sections = [
            Part::Text(self.kind_lines),
            Part::Text(self.countries),
            Part::Text(self.divisions),
            Part::File(self.folder.join("records")),
            Part::File(self.folder.join("names")),
            Part::File(self.folder.join("postings")),
            Part::File(self.folder.join("index")),
        ];
        let whole = self.folder.join("whole");
        assemble(&sections, &whole)?;
        fs::rename(&whole, out)?;
        fs::remove_dir_all(&self.folder)
    }
}

/// All places of one name.
#[derive(Default)]
struct Entry {
    name: String,
    postings: Vec<u32>,
}

impl Entry {
    /// Adds a posting; a name that a place bears twice counts once.
    fn add(&mut self, posting: u32) {
        match self.postings.iter_mut().find(|known| **known / 2 == posting / 2) {
            Some(known) => *known = posting.min(*known),
            None => self.postings.push(posting),
        }
    }

    fn write<W: Write>(
        &mut self,
        index: &mut fst::MapBuilder<W>,
        postings: &mut impl Write,
        written: &mut u32,
    ) -> io::Result<()> {
        let entry = match self.postings.as_slice() {
            [] => return Ok(()),
            [posting] => pack_entry(1, *posting),
            several => pack_entry(several.len() as u32, *written),
        };
        index.insert(&self.name, entry).map_err(broken)?;
        if self.postings.len() > 1 {
            for posting in &self.postings {
                postings.write_all(&posting.to_le_bytes())?;
            }
            *written += self.postings.len() as u32;
        }
        self.postings.clear();
        Ok(())
    }
}

enum Part {
    Text(String),
    File(PathBuf),
}

impl Part {
    fn len(&self) -> io::Result<u64> {
        match self {
            Part::Text(text) => Ok(text.len() as u64),
            Part::File(path) => Ok(fs::metadata(path)?.len()),
        }
    }
}

fn assemble(parts: &[Part; SECTIONS], out: &Path) -> io::Result<()> {
    let mut file = BufWriter::new(create(out)?);
    file.write_all(&[0; HEADER])?;
    let mut checksum = Checksum::new();
    for part in parts {
        match part {
            Part::Text(text) => add(text.as_bytes(), &mut checksum, &mut file)?,
            Part::File(path) => copy(path, &mut checksum, &mut file)?,
        }
    }
    let lengths = parts.iter().map(Part::len).collect::<io::Result<Vec<u64>>>()?;
    let mut header = MAGIC.to_vec();
    header.extend((HEADER as u64 + lengths.iter().sum::<u64>()).to_le_bytes());
    header.extend(checksum.finish().to_le_bytes());
    header.extend(lengths.iter().flat_map(|length| length.to_le_bytes()));
    let mut file = file.into_inner().map_err(io::IntoInnerError::into_error)?;
    file.seek(SeekFrom::Start(0))?;
    file.write_all(&header)?;
    file.sync_all()
}

fn copy(path: &Path, checksum: &mut Checksum, out: &mut impl Write) -> io::Result<()> {
    let mut file = File::open(path)?;
    let mut buffer = vec![0; 1 << 16];
    loop {
        match file.read(&mut buffer)? {
            0 => return Ok(()),
            read => add(&buffer[..read], checksum, out)?,
        }
    }
}

fn add(bytes: &[u8], checksum: &mut Checksum, out: &mut impl Write) -> io::Result<()> {
    checksum.add(bytes);
    out.write_all(bytes)
}

fn create(path: &Path) -> io::Result<File> {
    File::create(path)
}

fn broken(error: fst::Error) -> io::Error {
    io::Error::other(error)
}

/// A name's first 255 bytes, cut between characters.
fn clip(name: &str) -> &str {
    &name[..name.floor_char_boundary(255)]
}

fn is_division(kind: &str) -> bool {
    matches!(kind, "ADM1" | "ADM2")
}
