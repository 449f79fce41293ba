//! The bytes of a gazetteer, shared by its writer and its reader.
//!
//! A file is a header of [`HEADER`] bytes and sections, one after another; all
//! numbers are little-endian.
//!
//! | header | |
//! | --- | --- |
//! | 0..8 | [`MAGIC`] |
//! | 8..16 | length of the file |
//! | 16..24 | checksum of all behind the header ([`Checksum`]) |
//! | 24.. | the length of each [`Section`], 8 bytes each |
//!
//! A record is [`RECORD`] bytes: GeoNames number (4, 0 for none), latitude
//! and longitude (4 each, in 1e-5 degrees), where its name starts (4), the
//! row it lies in (3, [`NO_ROW`] for none), its kind (1), population (2, as
//! [`pack_population`] gives it).

/// The first bytes of every gazetteer; the digits are the format's version.
pub const MAGIC: &[u8; 8] = b"RGAZ0001";

/// Bytes of a record.
pub const RECORD: usize = 22;

/// The row of nothing.
pub const NO_ROW: u32 = 0xFF_FFFF;

/// The most places that one gazetteer holds.
pub const MAX_PLACES: u32 = NO_ROW - 1;

/// The sections in their order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Section {
    /// Feature codes, one a line; a record's kind is the line.
    Kinds,
    /// Countries, one a line: row, tab, ISO 3166 alpha-3 code.
    Countries,
    /// Divisions, one a line: row, tab, GeoNames' code; sorted by row.
    Divisions,
    /// The records, by row.
    Records,
    /// The places' names: a byte of length, then the name.
    Names,
    /// Rows and flags of names that several places bear, 4 bytes each.
    Postings,
    /// The folded names, a finite-state transducer of the crate `fst`.
    Index,
}

/// How many sections there are.
pub const SECTIONS: usize = Section::Index as usize + 1;

/// Bytes of the header.
pub const HEADER: usize = 24 + 8 * SECTIONS;

/// Sums up bytes so that damage shows: FNV-1a over words of eight bytes.
#[derive(Clone)]
pub struct Checksum {
    sum: u64,
    rest: [u8; 8],
    filled: usize,
}

impl Checksum {
    /// The sum of nothing.
    pub fn new() -> Self {
        Checksum { sum: 0xcbf2_9ce4_8422_2325, rest: [0; 8], filled: 0 }
    }

    /// Adds bytes; how they are cut does not matter.
    pub fn add(&mut self, mut bytes: &[u8]) {
        while !bytes.is_empty() {
            if self.filled == 0 && bytes.len() >= 8 {
                let (words, rest) = bytes.split_at(bytes.len() & !7);
                for word in words.chunks_exact(8) {
                    self.rest.copy_from_slice(word);
                    self.mix();
                }
                bytes = rest;
                continue;
            }
            let taken = bytes.len().min(8 - self.filled);
            self.rest[self.filled..self.filled + taken].copy_from_slice(&bytes[..taken]);
            self.filled += taken;
            bytes = &bytes[taken..];
            if self.filled == 8 {
                self.mix();
                self.filled = 0;
            }
        }
    }

    /// The sum of all bytes added.
    pub fn finish(mut self) -> u64 {
        self.rest[self.filled..].fill(0);
        self.mix();
        self.sum
    }

    fn mix(&mut self) {
        let word = u64::from_le_bytes(self.rest);
        self.sum = (self.sum ^ word).wrapping_mul(0x100_0000_01b3);
        self.sum ^= self.sum >> 29;
    }
}

impl Default for Checksum {
    fn default() -> Self {
        Checksum::new()
    }
}

/// A population in two bytes, to three digits: eleven bits of it, and by how
/// many bits they are shifted.
pub fn pack_population(population: u32) -> u16 {
    let shift = (32 - population.leading_zeros()).saturating_sub(11);
    ((shift as u16) << 11) | (population >> shift) as u16
}

/// What [`pack_population`] packed.
pub fn unpack_population(packed: u16) -> u32 {
    u32::from(packed & 0x7FF) << (packed >> 11).min(21)
}

/// The entry of the index for a name: how many places bear it, and the only
/// posting or the number of the first.
pub fn pack_entry(count: u32, first: u32) -> u64 {
    (u64::from(count) << 32) | u64::from(first)
}

/// What [`pack_entry`] packed.
pub fn unpack_entry(entry: u64) -> (u32, u32) {
    ((entry >> 32) as u32, entry as u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn populations_keep_three_digits() {
        for population in [0, 1, 999, 2_047, 2_048, 15_123, 8_804_190, 1_400_000_000, u32::MAX] {
            let back = unpack_population(pack_population(population));
            assert!(f64::from(population.abs_diff(back)) <= f64::from(population) / 900.0, "{population} {back}");
        }
    }

    #[test]
    fn a_checksum_does_not_depend_on_cuts() {
        let bytes: Vec<u8> = (0..100).collect();
        let sum = |cut: usize| {
            let mut sum = Checksum::new();
            sum.add(&bytes[..cut]);
            sum.add(&bytes[cut..]);
            sum.finish()
        };
        assert!((0..100).all(|cut| sum(cut) == sum(50)));
    }
}
