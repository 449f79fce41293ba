//! The gazetteer: places by name, without reading more of it than is asked
//! for.
//!
//! The program carries one, which the build script makes of
//! `data/places/places.tsv`; others are imported from GeoNames' files. Both
//! have the form of [`format`](mod@format).

pub mod fold;
pub mod format;
pub mod geonames;
pub mod import;
pub mod kinds;
mod sorting;
pub mod words;
pub mod writer;

use std::borrow::Cow;
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use document::Label;
use fst::raw::Fst;

use self::fold::fold;
use self::format::{Checksum, HEADER, MAGIC, NO_ROW, RECORD, SECTIONS, Section, unpack_entry, unpack_population};
use self::kinds::{Group, Kind, Kinds};
use super::KnowledgeError;

static WORLD: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/world.gazetteer"));

/// Places by name.
pub struct Gazetteer {
    bytes: Arc<Cow<'static, [u8]>>,
    sections: [Range<usize>; SECTIONS],
    index: Fst<Bytes>,
    kinds: Vec<Kind>,
    countries: Vec<(u32, Label)>,
    divisions: Vec<(String, u32)>,
}

/// A place of a [`Gazetteer`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Entry<'a> {
    /// Its row.
    pub row: u32,
    /// Its number at GeoNames, where it has one.
    pub geonames: Option<u32>,
    /// Its usual name.
    pub name: &'a str,
    /// What it is.
    pub kind: Kind,
    /// Degrees north.
    pub latitude: f64,
    /// Degrees east.
    pub longitude: f64,
    /// How many live there, to three digits; 0 where unknown.
    pub population: u32,
    /// The smallest country or division that it lies in.
    pub parent: Option<u32>,
}

/// A place that bears a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bearer {
    /// The place's row.
    pub row: u32,
    /// Whether it is the place's usual name.
    pub is_usual: bool,
}

/// A section of the shared bytes.
struct Bytes {
    bytes: Arc<Cow<'static, [u8]>>,
    range: Range<usize>,
}

impl AsRef<[u8]> for Bytes {
    fn as_ref(&self) -> &[u8] {
        self.bytes.get(self.range.clone()).unwrap_or_default()
    }
}

impl Gazetteer {
    /// The gazetteer that the program carries.
    ///
    /// # Errors
    ///
    /// Never, in a program that passed its tests.
    pub fn embedded() -> Result<Self, KnowledgeError> {
        Gazetteer::new(Cow::Borrowed(WORLD)).map_err(|problem| error("the built-in gazetteer", problem))
    }

    /// A gazetteer that [`import`](mod@import) wrote; it is read into memory
    /// whole.
    ///
    /// # Errors
    ///
    /// Where the file cannot be read or is no gazetteer, was cut or damaged.
    pub fn read(path: &Path) -> Result<Self, KnowledgeError> {
        let file = path.display().to_string();
        let bytes = std::fs::read(path).map_err(|problem| error(&file, problem.to_string()))?;
        Gazetteer::from_bytes(bytes).map_err(|problem| error(&file, problem))
    }

    /// A gazetteer from the bytes of its file.
    ///
    /// # Errors
    ///
    /// What is wrong with them.
    pub fn from_bytes(bytes: Vec<u8>) -> Result<Self, String> {
        let expected = bytes.get(16..24).map(number).ok_or("it is too short for a gazetteer")?;
        let mut checksum = Checksum::new();
        checksum.add(bytes.get(HEADER..).unwrap_or_default());
        let is_whole = checksum.finish() == expected;
        // Told after the form, which says more: no gazetteer at all, or cut.
        header(&bytes)?;
        if !is_whole {
            return Err("it is damaged: its checksum is wrong; import it again".to_owned());
        }
        Gazetteer::new(Cow::Owned(bytes))
    }

    fn new(bytes: Cow<'static, [u8]>) -> Result<Self, String> {
        let sections = header(&bytes)?;
        let bytes = Arc::new(bytes);
        let range = sections[Section::Index as usize].clone();
        let index = Fst::new(Bytes { bytes: Arc::clone(&bytes), range })
            .map_err(|problem| format!("its index is damaged: {problem}"))?;
        let text = |section: Section| std::str::from_utf8(&bytes[sections[section as usize].clone()]);
        let text = |section| text(section).map_err(|_| "its tables are damaged".to_owned());
        let known = Kinds::embedded();
        let kinds = text(Section::Kinds)?.lines().map(|code| known.get(code)).collect();
        let pairs = |text: &'_ str| -> Vec<(u32, String)> {
            let pair =
                |line: &str| line.split_once('\t').and_then(|(row, code)| Some((row.parse().ok()?, code.into())));
            text.lines().filter_map(pair).collect()
        };
        let countries =
            pairs(text(Section::Countries)?).into_iter().map(|(row, code)| (row, Label::new(&code))).collect();
        let mut divisions: Vec<(String, u32)> = pairs(text(Section::Divisions)?)
            .into_iter()
            .filter(|(_, code)| code.matches('.').count() < 2)
            .map(|(r, c)| (c, r))
            .collect();
        divisions.sort_unstable();
        Ok(Gazetteer { sections, index, kinds, countries, divisions, bytes })
    }

    fn section(&self, section: Section) -> &[u8] {
        self.bytes.get(self.sections[section as usize].clone()).unwrap_or_default()
    }

    /// How many places it holds.
    pub fn len(&self) -> usize {
        self.section(Section::Records).len() / RECORD
    }

    /// Whether it holds none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The place in a row.
    pub fn entry(&self, row: u32) -> Option<Entry<'_>> {
        let start = row as usize * RECORD;
        let record = self.section(Section::Records).get(start..start + RECORD)?;
        let word = |at: usize| number(&record[at..at + 4]) as u32;
        let degrees = |at: usize| f64::from(word(at) as i32) / 1e5;
        let parent = number(&record[16..19]) as u32;
        let population = unpack_population(number(&record[20..22]) as u16);
        Some(Entry {
            row,
            geonames: Some(word(0)).filter(|&id| id != 0),
            name: self.name_at(word(12) as usize)?,
            kind: *self.kinds.get(usize::from(record[19]))?,
            latitude: degrees(4),
            longitude: degrees(8),
            population,
            parent: Some(parent).filter(|&parent| parent != NO_ROW),
        })
    }

    fn name_at(&self, start: usize) -> Option<&str> {
        let names = self.section(Section::Names);
        let length = usize::from(*names.get(start)?);
        std::str::from_utf8(names.get(start + 1..start + 1 + length)?).ok()
    }

    /// The places that bear a name, however it is written; the greatest
    /// first.
    pub fn find(&self, name: &str) -> Vec<Bearer> {
        self.find_folded(&fold(name))
    }

    /// The places that bear a name that is folded already.
    pub fn find_folded(&self, folded: &str) -> Vec<Bearer> {
        let found = self.index.get(folded.as_bytes());
        found.map(|entry| self.bearers(entry.value()).collect()).unwrap_or_default()
    }

    fn bearers(&self, entry: u64) -> impl Iterator<Item = Bearer> + '_ {
        let (count, first) = unpack_entry(entry);
        let postings = self.section(Section::Postings);
        (0..count).filter_map(move |index| {
            let posting = match count {
                1 => first,
                _ => {
                    let start = (first as usize + index as usize) * 4;
                    number(postings.get(start..start + 4)?) as u32
                }
            };
            Some(Bearer { row: posting / 2, is_usual: posting % 2 == 0 })
        })
    }

    /// A walk through the index, word by word.
    pub fn walk(&self) -> Walk<'_> {
        Walk { index: &self.index, address: Some(self.index.root().addr()), is_start: true }
    }

    /// The places that a row lies in, from the smallest on; at most four.
    pub fn parents(&self, row: u32) -> impl Iterator<Item = Entry<'_>> {
        let parent = |row: u32| self.entry(row).and_then(|entry| entry.parent);
        std::iter::successors(parent(row), move |&row| parent(row)).take(4).filter_map(|row| self.entry(row))
    }

    /// The country that a row is or lies in: its row and its ISO 3166 alpha-3
    /// code.
    pub fn country(&self, row: u32) -> Option<(u32, Label)> {
        let own = self.countries.binary_search_by_key(&row, |&(row, _)| row).ok().map(|index| self.countries[index]);
        own.or_else(|| self.entry(row)?.parent.and_then(|parent| self.country_above(parent, 4)))
    }

    fn country_above(&self, row: u32, steps: usize) -> Option<(u32, Label)> {
        let own = self.countries.binary_search_by_key(&row, |&(row, _)| row).ok().map(|index| self.countries[index]);
        match (own, steps) {
            (Some(own), _) => Some(own),
            (None, 0) => None,
            (None, _) => self.entry(row)?.parent.and_then(|parent| self.country_above(parent, steps - 1)),
        }
    }

    /// The first-level division that a row is or lies in.
    pub fn first_division(&self, row: u32) -> Option<Entry<'_>> {
        let own = self.entry(row).filter(|entry| entry.kind.is_first_division());
        own.or_else(|| self.parents(row).find(|entry| entry.kind.is_first_division()))
    }

    /// Whether `inner` lies in `outer`, or is it.
    pub fn lies_in(&self, inner: u32, outer: u32) -> bool {
        inner == outer || self.parents(inner).any(|parent| parent.row == outer)
    }

    /// The row of a country or first-level division, by GeoNames' code ("US",
    /// "US.TX").
    pub fn division(&self, code: &str) -> Option<u32> {
        let index = self.divisions.binary_search_by(|(known, _)| known.as_str().cmp(code)).ok()?;
        Some(self.divisions[index].1)
    }

    /// The row of the country with this ISO 3166 alpha-3 code.
    pub fn country_row(&self, iso3: &str) -> Option<u32> {
        self.countries.iter().find(|(_, code)| code == iso3).map(|&(row, _)| row)
    }
}

/// Where a walk through the index stands.
#[derive(Clone, Copy)]
pub struct Walk<'a> {
    index: &'a Fst<Bytes>,
    address: Option<usize>,
    is_start: bool,
}

impl<'a> Walk<'a> {
    /// Goes on by a folded word; `false` where no name goes on so.
    pub fn step(&mut self, word: &str) -> bool {
        let blank = if self.is_start { "" } else { " " };
        self.is_start = false;
        for &byte in blank.as_bytes().iter().chain(word.as_bytes()) {
            let Some(address) = self.address else { return false };
            let node = self.index.node(address);
            self.address = node.find_input(byte).map(|index| node.transition_addr(index));
        }
        self.address.is_some()
    }

    /// Whether a name ends here.
    pub fn is_name(&self) -> bool {
        self.address.is_some_and(|address| self.index.node(address).is_final())
    }
}

/// Checks the header and gives the sections' places.
fn header(bytes: &[u8]) -> Result<[Range<usize>; SECTIONS], String> {
    if bytes.get(..8) != Some(MAGIC.as_slice()) {
        return Err("it is no gazetteer of this program; make one with `rapporteur places import`".to_owned());
    }
    let length = bytes.get(8..16).map(number).unwrap_or_default();
    if length != bytes.len() as u64 || bytes.len() < HEADER {
        return Err(format!("it was cut: it has {} bytes and should have {length}; import it again", bytes.len()));
    }
    let mut start = HEADER;
    let mut sections = std::array::from_fn(|_| 0..0);
    for (index, section) in sections.iter_mut().enumerate() {
        let length = number(&bytes[24 + 8 * index..32 + 8 * index]);
        let end = usize::try_from(length).ok().and_then(|length| start.checked_add(length));
        let end = end.filter(|&end| end <= bytes.len()).ok_or("its header is damaged; import it again")?;
        *section = start..end;
        start = end;
    }
    Ok(sections)
}

/// A little-endian number of at most eight bytes.
fn number(bytes: &[u8]) -> u64 {
    bytes.iter().rev().fold(0, |number, &byte| (number << 8) | u64::from(byte))
}

fn error(file: &str, problem: impl Into<String>) -> KnowledgeError {
    KnowledgeError { file: file.to_owned(), line: None, problem: problem.into() }
}

/// Great-circle distance in kilometres (haversine, a sphere of 6371 km).
pub fn distance_km(one: (f64, f64), other: (f64, f64)) -> f64 {
    let (lat1, lat2) = (one.0.to_radians(), other.0.to_radians());
    let (dlat, dlon) = (lat2 - lat1, (other.1 - one.1).to_radians());
    let h = (dlat / 2.0).sin().powi(2) + lat1.cos() * lat2.cos() * (dlon / 2.0).sin().powi(2);
    2.0 * 6371.0 * h.sqrt().min(1.0).asin()
}

impl Entry<'_> {
    /// Latitude and longitude.
    pub fn point(&self) -> (f64, f64) {
        (self.latitude, self.longitude)
    }

    /// How many live there; where that is unknown, what the kind suggests.
    pub fn people(&self) -> f64 {
        match self.population {
            0 => 10f64.powf(self.kind.people),
            people => f64::from(people),
        }
    }

    /// Whether it is a country or a division of one.
    pub fn contains_places(&self) -> bool {
        matches!(self.kind.group, Group::Country | Group::Division)
    }
}
