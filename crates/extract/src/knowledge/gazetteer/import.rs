//! Gazetteers from GeoNames' own files: line by line, with bounded memory,
//! and either whole or not at all.
//!
//! The result holds the places of the file and, beside them, the countries,
//! divisions, regions and seas of the built-in gazetteer, which the smaller
//! files lack. Of a place that both have, countries and divisions are taken
//! from the built-in one, all others from the file.

use std::collections::HashMap;
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use fst::Streamer;

use super::format::Section;
use super::geonames::{self, Line};
use super::kinds::{Group, Kinds};
use super::writer::{Row, Writer};
use super::{Entry, Gazetteer};

/// Longer lines are damaged.
const LONGEST_LINE: u64 = 1 << 20;
/// Places with fewer people keep only their usual name.
const NAMED_FROM: u32 = 1_000;

/// What an import did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Imported {
    /// Places taken from the file.
    pub places: u64,
    /// Places taken from the built-in gazetteer.
    pub built_in: u64,
    /// Lines of kinds that news does not use (streams, farms, hotels).
    pub other_kinds: u64,
    /// Lines that are not of the form.
    pub damaged: u64,
    /// The first of them, counted from 1.
    pub first_damaged: Option<u64>,
}

/// Why nothing was imported.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The file cannot be read, or is cut.
    #[error("cannot read {path}: {problem}")]
    Read {
        /// The file.
        path: PathBuf,
        /// What is wrong and what to do.
        problem: String,
    },
    /// The file holds no line of GeoNames' form.
    #[error("{path} holds no places: lines of GeoNames' files have 19 columns between tabs")]
    Empty {
        /// The file.
        path: PathBuf,
    },
    /// The gazetteer cannot be written.
    #[error("cannot write {path}: {source}")]
    Write {
        /// Where to.
        path: PathBuf,
        /// What happened.
        source: io::Error,
    },
}

/// Writes a gazetteer of GeoNames' file `file` (`.txt`, or a `.zip` that holds
/// one) to `out`. Nothing is at `out` before it is whole.
///
/// # Errors
///
/// Where the file cannot be read, was cut, or holds no places, and where
/// `out` cannot be written.
pub fn import(file: &Path, out: &Path, built_in: &Gazetteer) -> Result<Imported, ImportError> {
    let mut parts = out.as_os_str().to_owned();
    parts.push(format!(".{}.parts", std::process::id()));
    let parts = Parts(PathBuf::from(parts));
    let write = |source| ImportError::Write { path: out.to_owned(), source };
    let writer = Writer::new(&parts.0, Kinds::embedded().codes()).map_err(write)?;
    let mut importer = Importer { file, out, writer, done: Imported::default(), known: Numbers::default() };
    importer.take_built_in(built_in).map_err(write)?;
    importer.take_divisions()?;
    importer.take_places()?;
    if importer.done.places == 0 {
        return Err(ImportError::Empty { path: file.to_owned() });
    }
    importer.writer.finish(out).map_err(write)?;
    Ok(importer.done)
}

/// The folder of the parts; gone when the import ends, however it ends.
struct Parts(PathBuf);

impl Drop for Parts {
    fn drop(&mut self) {
        // Nothing is to be done where it is gone already.
        let _ = fs::remove_dir_all(&self.0);
    }
}

struct Importer<'a> {
    file: &'a Path,
    out: &'a Path,
    writer: Writer,
    done: Imported,
    known: Numbers,
}

impl Importer<'_> {
    fn take_built_in(&mut self, built_in: &Gazetteer) -> io::Result<()> {
        let is_kept = |entry: &Entry<'_>| {
            !matches!(entry.kind.group, Group::Settlement | Group::Quarter) || entry.geonames.is_none()
        };
        let codes = built_in.codes();
        let mut rows = HashMap::new();
        for entry in (0..built_in.len() as u32).filter_map(|row| built_in.entry(row)).filter(is_kept) {
            let country = built_in.country(entry.row).filter(|&(row, _)| row == entry.row);
            let code = codes.get(&entry.row).or_else(|| codes.get(&entry.parent?));
            let row = Row {
                geonames: entry.geonames.unwrap_or(0),
                name: entry.name,
                kind: entry.kind.code.as_str(),
                iso3: country.map(|(_, iso3)| iso3.as_str()),
                code: code.map_or("", String::as_str),
                latitude: entry.latitude,
                longitude: entry.longitude,
                population: entry.population,
            };
            if let Some(number) = self.writer.push(&row)? {
                rows.insert(entry.row, (number, entry.population));
                self.done.built_in += 1;
                self.known.insert(row.geonames);
            }
        }
        let mut names = Ok(());
        built_in.each_name(|name, bearer| {
            if let Some(&(number, population)) = rows.get(&bearer.row)
                && names.is_ok()
            {
                names = self.writer.add_folded(number, name.to_owned(), population, bearer.is_usual);
            }
        });
        names
    }

    /// Divisions that the built-in gazetteer lacks, before all that may lie in
    /// them.
    fn take_divisions(&mut self) -> Result<(), ImportError> {
        for kind in ["ADM1", "ADM2"] {
            self.each_line(|importer, _, text| match geonames::line(text) {
                Some(line) if line.kind == kind => importer.take(&line),
                _ => Ok(()),
            })?;
        }
        Ok(())
    }

    fn take_places(&mut self) -> Result<(), ImportError> {
        self.each_line(|importer, number, text| match geonames::line(text) {
            Some(line) if matches!(line.kind, "ADM1" | "ADM2") => Ok(()),
            Some(line) => importer.take(&line),
            None => {
                importer.done.damaged += 1;
                importer.done.first_damaged.get_or_insert(number);
                Ok(())
            }
        })
    }

    fn take(&mut self, line: &Line<'_>) -> io::Result<()> {
        if !self.known.insert(line.geonames) {
            return Ok(());
        }
        let row = Row {
            geonames: line.geonames,
            name: line.name,
            kind: line.kind,
            iso3: None,
            code: &line.code,
            latitude: line.latitude,
            longitude: line.longitude,
            population: line.population,
        };
        let Some(number) = self.writer.push(&row)? else {
            self.done.other_kinds += 1;
            return Ok(());
        };
        self.done.places += 1;
        if line.population < NAMED_FROM {
            return Ok(());
        }
        let others = line.others.split(',').filter(|name| geonames::is_useful(name));
        others.into_iter().try_for_each(|name| self.writer.add_name(number, name, line.population, false))
    }

    /// Hands every line of the file to `take`, with its number.
    fn each_line(&mut self, mut take: impl FnMut(&mut Self, u64, &str) -> io::Result<()>) -> Result<(), ImportError> {
        let read = |problem: String| ImportError::Read { path: self.file.to_owned(), problem };
        let file = File::open(self.file).map_err(|error| read(error.to_string()))?;
        if is_zip(self.file).map_err(|error| read(error.to_string()))? {
            let mut archive = zip::ZipArchive::new(BufReader::new(file))
                .map_err(|error| read(format!("it is no whole zip file ({error}); fetch it again")))?;
            let name = member(&archive).ok_or_else(|| read("the zip file holds no .txt file".to_owned()))?;
            let member = archive.by_name(&name).map_err(|error| read(error.to_string()))?;
            self.lines_of(BufReader::new(member), &mut take)
        } else {
            self.lines_of(BufReader::new(file), &mut take)
        }
    }

    fn lines_of(
        &mut self,
        mut lines: impl BufRead,
        take: &mut impl FnMut(&mut Self, u64, &str) -> io::Result<()>,
    ) -> Result<(), ImportError> {
        let mut bytes = Vec::new();
        for number in 1.. {
            bytes.clear();
            let read = (&mut lines).take(LONGEST_LINE).read_until(b'\n', &mut bytes);
            let read = read.map_err(|error| ImportError::Read {
                path: self.file.to_owned(),
                problem: format!("{error}; the file may be cut or damaged: fetch it again"),
            })?;
            if read == 0 {
                break;
            }
            // What is not UTF-8 is damaged like any line without columns.
            let text = std::str::from_utf8(&bytes).unwrap_or_default().trim_end_matches(['\n', '\r']);
            take(self, number, text).map_err(|source| ImportError::Write { path: self.out.to_owned(), source })?;
        }
        Ok(())
    }
}

fn is_zip(path: &Path) -> io::Result<bool> {
    let mut magic = Vec::new();
    File::open(path)?.take(2).read_to_end(&mut magic)?;
    Ok(magic == b"PK")
}

/// The greatest text file of an archive that is no readme.
fn member<R: Read + io::Seek>(archive: &zip::ZipArchive<R>) -> Option<String> {
    let names = archive.file_names().filter(|name| name.ends_with(".txt") && !name.to_lowercase().contains("readme"));
    names.min_by_key(|name| (name.contains('/'), name.len())).map(str::to_owned)
}

/// GeoNames' numbers that were seen, a bit each.
#[derive(Default)]
struct Numbers(Vec<u64>);

impl Numbers {
    /// Adds a number; `false` where it was there. 0 stands for none and never
    /// is.
    fn insert(&mut self, number: u32) -> bool {
        let (word, bit) = (number as usize / 64, 1 << (number % 64));
        if number == 0 {
            return true;
        }
        if self.0.len() <= word {
            self.0.resize(word + 1, 0);
        }
        let is_new = self.0[word] & bit == 0;
        self.0[word] |= bit;
        is_new
    }
}

impl Gazetteer {
    /// GeoNames' code of every country and division, by row.
    fn codes(&self) -> HashMap<u32, String> {
        let text = std::str::from_utf8(self.section(Section::Divisions)).unwrap_or_default();
        let pair =
            |line: &str| line.split_once('\t').and_then(|(row, code)| Some((row.parse().ok()?, code.to_owned())));
        text.lines().filter_map(pair).collect()
    }

    /// Hands every name with every place that bears it to `take`.
    fn each_name(&self, mut take: impl FnMut(&str, super::Bearer)) {
        let mut stream = self.index.stream();
        while let Some((name, entry)) = stream.next() {
            let Ok(name) = std::str::from_utf8(name) else { continue };
            self.bearers(entry.value()).for_each(|bearer| take(name, bearer));
        }
    }
}
