//! The structures of a Parquet file, walked before the library reads them.
//!
//! They are written in Thrift's compact protocol. The library takes fields that
//! it knows for what they should be, whatever they say they are, and of the
//! others it believes how many there are: a list of two thousand million truth
//! values takes seven bytes, and it counts them one by one. What passes here
//! costs no more than its bytes.

/// Elements of a list that take no bytes are few.
const FREE: usize = 1024;

/// As deep as the library goes into what it does not know.
const DEPTH: usize = 64;

/// Why a structure cannot be read.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Fault {
    /// It goes on behind the bytes.
    Short,
    /// It is not what it should be.
    Unsound,
}

/// What should stand in a place. The fields of a structure are numbered from one.
enum Shape {
    Bool,
    Byte,
    Int,
    Double,
    Binary,
    List(&'static Shape),
    Struct(&'static [Shape]),
    /// Whatever it says it is: the library skips it.
    Any,
}

use Shape::{Any, Binary, Bool, Byte, Double, Int, List, Struct};

const NOTHING: Shape = Struct(&[]);
const PAIR: Shape = Struct(&[Binary, Binary]);
const CLOCK: Shape = Struct(&[Bool, Struct(&[NOTHING, NOTHING, NOTHING])]);
const LOGICAL_TYPE: Shape = Struct(&[
    NOTHING,
    NOTHING,
    NOTHING,
    NOTHING,
    Struct(&[Int, Int]),
    NOTHING,
    CLOCK,
    CLOCK,
    Any,
    Struct(&[Byte, Bool]),
    NOTHING,
    NOTHING,
    NOTHING,
    NOTHING,
    NOTHING,
    Struct(&[Byte]),
    Struct(&[Binary]),
    Struct(&[Binary, Int]),
    NOTHING,
]);
const ELEMENT: Shape = Struct(&[Int, Int, Int, Binary, Int, Int, Int, Int, Int, LOGICAL_TYPE]);
const STATISTICS: Shape = Struct(&[Binary, Binary, Int, Int, Binary, Binary, Bool, Bool, Int]);
const SIZES: Shape = Struct(&[Int, List(&Int), List(&Int)]);
const BOX: Shape = Struct(&[Double, Double, Double, Double, Double, Double, Double, Double]);
const COLUMN: Shape = Struct(&[
    Int,
    List(&Int),
    Any,
    Int,
    Int,
    Int,
    Int,
    Any,
    Int,
    Int,
    Int,
    STATISTICS,
    List(&Struct(&[Int, Int, Int])),
    Int,
    Int,
    SIZES,
    Struct(&[BOX, List(&Int)]),
]);
const CHUNK: Shape = Struct(&[Binary, Int, COLUMN, Int, Int, Int, Int]);
const ROW_GROUP: Shape = Struct(&[List(&CHUNK), Int, Int, List(&Struct(&[Int, Bool, Bool])), Int, Any, Int]);
const ORDER: Shape = Struct(&[NOTHING, NOTHING, NOTHING]);
const FILE: Shape = Struct(&[Int, List(&ELEMENT), Int, List(&ROW_GROUP), List(&PAIR), Binary, List(&ORDER)]);

/// The fields of a page's header; its statistics are skipped.
const PAGE: [Shape; 8] = [
    Int,
    Int,
    Int,
    Int,
    Struct(&[Int, Int, Int, Int]),
    NOTHING,
    Struct(&[Int, Int, Bool]),
    Struct(&[Int, Int, Int, Int, Int, Int, Bool]),
];

/// Whether a file's metadata can be read at the cost of its bytes.
pub fn check_metadata(bytes: &[u8]) -> Result<(), Fault> {
    Walk { bytes }.value(STRUCT, &FILE, DEPTH)
}

/// What the header of a page says of it, in bytes.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Page {
    pub header: usize,
    pub packed: u64,
    pub unpacked: u64,
}

/// The header of a page that the bytes begin with.
pub fn page(bytes: &[u8]) -> Result<Page, Fault> {
    let mut walk = Walk { bytes };
    let (mut packed, mut unpacked) = (0, 0);
    let mut last = 0;
    while let Some((id, kind)) = walk.field(last)? {
        match (id, kind) {
            (2, INT) => unpacked = walk.size()?,
            (3, INT) => packed = walk.size()?,
            _ => walk.value(kind, named(&PAGE, id), DEPTH)?,
        }
        last = id;
    }
    Ok(Page { header: bytes.len() - walk.bytes.len(), packed, unpacked })
}

fn named(fields: &'static [Shape], id: i16) -> &'static Shape {
    let place = usize::try_from(id).ok().and_then(|id| id.checked_sub(1));
    place.and_then(|place| fields.get(place)).unwrap_or(&Any)
}

const INT: u8 = 5;
const STRUCT: u8 = 12;

struct Walk<'a> {
    bytes: &'a [u8],
}

impl Walk<'_> {
    fn byte(&mut self) -> Result<u8, Fault> {
        let (&byte, rest) = self.bytes.split_first().ok_or(Fault::Short)?;
        self.bytes = rest;
        Ok(byte)
    }

    fn pass(&mut self, count: u64) -> Result<(), Fault> {
        let count = usize::try_from(count).map_err(|_| Fault::Unsound)?;
        self.bytes = self.bytes.get(count..).ok_or(Fault::Short)?;
        Ok(())
    }

    fn number(&mut self) -> Result<u64, Fault> {
        let mut number = 0;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            number |= u64::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                return Ok(number);
            }
        }
        Err(Fault::Unsound)
    }

    fn signed(&mut self) -> Result<i64, Fault> {
        let number = self.number()?;
        Ok((number >> 1).cast_signed() ^ -(number & 1).cast_signed())
    }

    fn size(&mut self) -> Result<u64, Fault> {
        let size = i32::try_from(self.signed()?).map_err(|_| Fault::Unsound)?;
        u64::try_from(size).map_err(|_| Fault::Unsound)
    }

    /// The number of the next field of a structure and what it says it is.
    fn field(&mut self, last: i16) -> Result<Option<(i16, u8)>, Fault> {
        let byte = self.byte()?;
        let (step, kind) = (byte >> 4, byte & 0xf);
        if kind == 0 {
            return Ok(None);
        }
        let id = match step {
            0 => i16::try_from(self.signed()?).ok(),
            _ => last.checked_add(i16::from(step)),
        };
        Ok(Some((id.ok_or(Fault::Unsound)?, kind)))
    }

    /// How many elements of what kind.
    fn list(&mut self) -> Result<(usize, u8), Fault> {
        let byte = self.byte()?;
        let count = match byte >> 4 {
            15 => self.count()?,
            few => usize::from(few),
        };
        Ok((count, byte & 0xf))
    }

    fn count(&mut self) -> Result<usize, Fault> {
        let count = i32::try_from(self.number()?).map_err(|_| Fault::Unsound)?;
        usize::try_from(count).map_err(|_| Fault::Unsound)
    }

    fn value(&mut self, kind: u8, shape: &'static Shape, depth: usize) -> Result<(), Fault> {
        let fields = match (shape, kind) {
            (Bool, 1 | 2) | (Byte, 3) | (Int, 4..=6) | (Double, 7) | (Binary, 8) => return self.skip(kind, depth),
            (Any, _) => return self.skip(kind, depth),
            (List(element), 9) => {
                let (count, kind) = self.list()?;
                return (0..count).try_for_each(|_| self.value(kind, element, depth));
            }
            (Struct(fields), STRUCT) => fields,
            _ => return Err(Fault::Unsound),
        };
        let mut last = 0;
        while let Some((id, kind)) = self.field(last)? {
            self.value(kind, named(fields, id), depth)?;
            last = id;
        }
        Ok(())
    }

    /// Passes over what is not known, as the library does: truth values take no bytes, in lists neither.
    fn skip(&mut self, kind: u8, depth: usize) -> Result<(), Fault> {
        let depth = depth.checked_sub(1).ok_or(Fault::Unsound)?;
        match kind {
            1 | 2 => Ok(()),
            3 => self.pass(1),
            4..=6 => self.number().map(drop),
            7 => self.pass(8),
            8 => {
                let length = self.number()?;
                self.pass(length)
            }
            9 | 10 => {
                let (count, kind) = self.list()?;
                few(count, &[kind])?;
                (0..count).try_for_each(|_| self.skip(kind, depth))
            }
            11 => {
                let count = self.count()?;
                if count == 0 {
                    return Ok(());
                }
                let kinds = self.byte()?;
                let kinds = [kinds >> 4, kinds & 0xf];
                few(count, &kinds)?;
                (0..count).try_for_each(|_| kinds.iter().try_for_each(|&kind| self.skip(kind, depth)))
            }
            STRUCT => {
                while let Some((_, kind)) = self.field(0)? {
                    self.skip(kind, depth)?;
                }
                Ok(())
            }
            13 => self.pass(16),
            _ => Err(Fault::Unsound),
        }
    }
}

fn few(count: usize, kinds: &[u8]) -> Result<(), Fault> {
    let is_free = kinds.iter().all(|kind| matches!(kind, 1 | 2));
    if is_free && count > FREE { Err(Fault::Unsound) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A header as the library writes it, without statistics.
    const HEADER: &[u8] = &[0x15, 0x00, 0x15, 0x24, 0x15, 0x20, 0x2c, 0x15, 0x04, 0x15, 0, 0x15, 6, 0x15, 6, 0, 0];

    fn with(field: &[u8]) -> Vec<u8> {
        let mut bytes = HEADER[..HEADER.len() - 1].to_vec();
        bytes.extend_from_slice(field);
        bytes.push(0);
        bytes
    }

    #[test]
    fn sizes_stand_in_the_header() {
        assert_eq!(page(HEADER), Ok(Page { header: HEADER.len(), packed: 16, unpacked: 18 }));
        for end in 0..HEADER.len() {
            assert_eq!(page(&HEADER[..end]), Err(Fault::Short), "{end}");
        }
    }

    #[test]
    fn fields_of_other_versions_are_passed() {
        // A list of three numbers, a map of a name to a truth value, a structure with a text.
        for field in [&[0x99, 0x35, 2, 4, 6][..], &[0x9b, 1, 0x81, 1, b'a'], &[0x9c, 0x18, 1, b'a', 0]] {
            let bytes = with(field);
            assert_eq!(page(&bytes).map(|page| page.header), Ok(bytes.len()), "{field:?}");
        }
    }

    #[test]
    fn what_takes_no_bytes_is_not_counted() {
        let many = [0xff, 0xff, 0xff, 0xff, 0x07];
        let list = [&[0x99, 0xf1][..], &many].concat();
        let map = [&[0x9b][..], &many, &[0x11]].concat();
        let nested = [&[0x99, 0x19, 0xf2][..], &many].concat();
        for field in [list, map, nested] {
            assert_eq!(page(&with(&field)), Err(Fault::Unsound), "{field:?}");
        }
        // What takes bytes ends with them.
        for kind in [0xf3, 0xf5, 0xf7, 0xf8, 0xfc, 0xfd] {
            assert_eq!(page(&with(&[&[0x99, kind][..], &many].concat())), Err(Fault::Short), "{kind:x}");
        }
    }

    #[test]
    fn fields_are_what_they_should_be() {
        // The first field a truth value, the size a text, a size below nothing.
        for bytes in [&[0x11, 0x00][..], &[0x28, 1, b'a', 0], &[0x25, 0x01, 0]] {
            assert_eq!(page(bytes), Err(Fault::Unsound), "{bytes:?}");
        }
        let nested = [vec![0x9c], vec![0x1c; 80]].concat();
        assert_eq!(page(&with(&nested)), Err(Fault::Unsound));
        assert_eq!(page(&[0x15, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0]), Err(Fault::Unsound));
        assert_eq!(check_metadata(&[0x15, 4, 0x19, 0xf1, 0xff, 0xff, 0xff, 0xff, 7, 0]), Err(Fault::Unsound));
    }
}
