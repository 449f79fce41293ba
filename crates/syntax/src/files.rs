//! The files of a converted model: where they come from and how their tables
//! are read. `models/README.md` describes each file.

use std::borrow::Cow;
use std::path::Path;

use safetensors::{Dtype, SafeTensors};
use serde::Deserialize;

use crate::ModelError;

/// The bytes of every file of one model.
pub struct ModelFiles {
    pub description: Cow<'static, [u8]>,
    pub weights: Cow<'static, [u8]>,
    pub tokenizer: Cow<'static, [u8]>,
    pub exceptions: Cow<'static, [u8]>,
    pub norms: Cow<'static, [u8]>,
    pub symbols: Cow<'static, [u8]>,
    pub attributes: Cow<'static, [u8]>,
    pub lemma_rules: Cow<'static, [u8]>,
    pub lemma_exceptions: Cow<'static, [u8]>,
    pub lemma_index: Cow<'static, [u8]>,
}

pub const DESCRIPTION: &str = "model.json";
pub const WEIGHTS: &str = "weights.safetensors";
pub const TOKENIZER: &str = "tokenizer.json";
pub const EXCEPTIONS: &str = "exceptions.tsv";
pub const NORMS: &str = "norms.tsv";
pub const SYMBOLS: &str = "symbols.tsv";
pub const ATTRIBUTES: &str = "attributes.jsonl";
pub const LEMMA_RULES: &str = "lemma-rules.tsv";
pub const LEMMA_EXCEPTIONS: &str = "lemma-exceptions.tsv";
pub const LEMMA_INDEX: &str = "lemma-index.tsv";

macro_rules! embedded {
    ($file:literal) => {
        Cow::Borrowed(include_bytes!(concat!("../../../models/en/", $file)).as_slice())
    };
}

impl ModelFiles {
    /// The English model that the program carries.
    pub fn english() -> Self {
        ModelFiles {
            description: embedded!("model.json"),
            weights: embedded!("weights.safetensors"),
            tokenizer: embedded!("tokenizer.json"),
            exceptions: embedded!("exceptions.tsv"),
            norms: embedded!("norms.tsv"),
            symbols: embedded!("symbols.tsv"),
            attributes: embedded!("attributes.jsonl"),
            lemma_rules: embedded!("lemma-rules.tsv"),
            lemma_exceptions: embedded!("lemma-exceptions.tsv"),
            lemma_index: embedded!("lemma-index.tsv"),
        }
    }

    /// The model in a folder that `models/convert.py` made. Tables of
    /// components that the model does not have may be missing.
    pub fn read(folder: &Path) -> Result<Self, ModelError> {
        let read = |file: &str| {
            let path = folder.join(file);
            std::fs::read(&path).map(Cow::Owned).map_err(|source| ModelError::Read { path, source })
        };
        let optional = |file: &str| {
            if folder.join(file).exists() { read(file) } else { Ok(Cow::Borrowed(&[][..])) }
        };
        Ok(ModelFiles {
            description: read(DESCRIPTION)?,
            weights: read(WEIGHTS)?,
            tokenizer: read(TOKENIZER)?,
            exceptions: read(EXCEPTIONS)?,
            norms: read(NORMS)?,
            symbols: read(SYMBOLS)?,
            attributes: optional(ATTRIBUTES)?,
            lemma_rules: optional(LEMMA_RULES)?,
            lemma_exceptions: optional(LEMMA_EXCEPTIONS)?,
            lemma_index: optional(LEMMA_INDEX)?,
        })
    }
}

/// `model.json`: the architecture and labels.
#[derive(Deserialize)]
pub struct Description {
    pub name: String,
    pub version: String,
    pub language: String,
    pub encoder: EncoderDescription,
    pub tagger: Option<TaggerDescription>,
    pub parser: Option<TransitionsDescription>,
    pub ner: Option<TransitionsDescription>,
}

#[derive(Deserialize)]
pub struct EncoderDescription {
    pub features: Vec<String>,
    pub rows: Vec<usize>,
    pub seeds: Vec<u32>,
    pub width: usize,
    pub pieces: usize,
    pub depth: usize,
    pub window: usize,
}

#[derive(Deserialize)]
pub struct TaggerDescription {
    pub labels: Vec<String>,
    pub component: String,
}

#[derive(Deserialize)]
pub struct TransitionsDescription {
    pub moves: Vec<String>,
    pub slots: usize,
    pub hidden: usize,
    pub pieces: usize,
    pub width: usize,
    pub encoder: Option<EncoderDescription>,
}

/// The learned arrays by name.
pub struct Weights<'a>(SafeTensors<'a>);

impl<'a> Weights<'a> {
    pub fn new(bytes: &'a [u8]) -> Result<Self, ModelError> {
        SafeTensors::deserialize(bytes).map(Weights).map_err(|error| ModelError::form(WEIGHTS, error))
    }

    /// The array of this name, row by row; an error where its size is not
    /// `length`.
    pub fn get(&self, name: &str, length: usize) -> Result<Vec<f32>, ModelError> {
        let tensor = self.0.tensor(name).map_err(|error| ModelError::form(WEIGHTS, format!("{name}: {error}")))?;
        let values: Vec<f32> = match tensor.dtype() {
            Dtype::F32 => tensor.data().as_chunks().0.iter().map(|&bytes| f32::from_le_bytes(bytes)).collect(),
            Dtype::F16 => tensor.data().as_chunks().0.iter().map(|&bytes| half(u16::from_le_bytes(bytes))).collect(),
            other => return Err(ModelError::Unsupported(format!("{name} as {other:?}"))),
        };
        if values.len() != length {
            let problem = format!("{name} has {} numbers, not {length}", values.len());
            return Err(ModelError::form(WEIGHTS, problem));
        }
        Ok(values)
    }
}

/// An IEEE 754 half-precision number.
fn half(bits: u16) -> f32 {
    let sign = if bits & 0x8000 == 0 { 1.0 } else { -1.0 };
    let fraction = f32::from(bits & 0x3ff);
    match (bits >> 10) & 0x1f {
        0 => sign * fraction * 2f32.powi(-24),
        31 if fraction == 0.0 => sign * f32::INFINITY,
        31 => f32::NAN,
        exponent => sign * (1.0 + fraction / 1024.0) * 2f32.powi(i32::from(exponent) - 15),
    }
}

/// The lines of a table that hold data, with their numbers counted from 0,
/// each cut into `columns` fields or more.
pub fn rows<'a>(
    bytes: &'a [u8],
    file: &'static str,
    columns: usize,
) -> Result<impl Iterator<Item = Result<(usize, Vec<&'a str>), ModelError>>, ModelError> {
    let text = std::str::from_utf8(bytes).map_err(|error| ModelError::form(file, error))?;
    let data = text.split('\n').enumerate().filter(|(_, line)| !line.is_empty() && !line.starts_with("# "));
    Ok(data.map(move |(index, line)| {
        let fields: Vec<&str> = line.split('\t').collect();
        if fields.len() < columns {
            return Err(ModelError::line(file, index, format!("{} fields, not {columns}", fields.len())));
        }
        Ok((index, fields))
    }))
}

/// A field of a table with its escapes resolved (`\t`, `\n`, `\r`, `\\`).
pub fn unescape(field: &str) -> String {
    let mut text = String::with_capacity(field.len());
    let mut characters = field.chars();
    while let Some(c) = characters.next() {
        match c {
            '\\' => match characters.next() {
                Some('t') => text.push('\t'),
                Some('n') => text.push('\n'),
                Some('r') => text.push('\r'),
                Some(other) => text.push(other),
                None => text.push('\\'),
            },
            _ => text.push(c),
        }
    }
    text
}

/// A JSON file.
pub fn json<'a, T: Deserialize<'a>>(bytes: &'a [u8], file: &'static str) -> Result<T, ModelError> {
    serde_json::from_slice(bytes).map_err(|error| ModelError::form(file, error))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halves_widen_exactly() {
        assert_eq!(half(0x3c00), 1.0);
        assert_eq!(half(0xc000), -2.0);
        assert_eq!(half(0x0001), 2f32.powi(-24));
        assert_eq!(half(0x7bff), 65504.0);
        assert!(half(0x7c01).is_nan());
    }

    #[test]
    fn a_short_row_names_its_line() {
        let table = b"# head\na\tb\nc\n";
        let rows: Vec<_> = rows(table, NORMS, 2).unwrap().collect();
        assert!(rows[0].is_ok());
        assert_eq!(rows[1].as_ref().unwrap_err().to_string(), "norms.tsv, line 3: 1 fields, not 2");
    }

    #[test]
    fn escapes_are_resolved() {
        assert_eq!(unescape(r"\t\\n\n"), "\t\\n\n");
    }
}
