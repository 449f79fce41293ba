//! Articles from what a user names: files of all forms, folders, patterns,
//! standard input.

use std::path::PathBuf;

use anyhow::{Result, anyhow};
use clap::{Args, ValueEnum};
use formats::articles::{
    self, Compression, Entry, FieldNames, InputFormat, Limits, Place, ReadOptions, Role, Source, read_all,
};
use rapporteur::Article;

/// Which fields of JSON lines and columns of tables hold what. Where none is
/// named, the usual names are tried (text, body, content …; date, published …).
#[derive(Args, Clone, Default)]
#[command(next_help_heading = "Fields of the input")]
pub struct Fields {
    /// The field or column that holds an article's text. Fields within others
    /// are named with a dot ("story.text").
    #[arg(long, value_name = "NAME")]
    text_field: Option<String>,

    /// The field of an article's id; where it is missing, file and line number
    /// serve.
    #[arg(long, value_name = "NAME")]
    id_field: Option<String>,

    /// The field of the day of publication (2025-06-04, a time of the day
    /// behind it or not; other usual forms are read too).
    #[arg(long, value_name = "NAME")]
    date_field: Option<String>,

    /// The field of the headline.
    #[arg(long, value_name = "NAME")]
    title_field: Option<String>,

    /// The field of the outlet's name.
    #[arg(long, value_name = "NAME")]
    outlet_field: Option<String>,

    /// The field of the address.
    #[arg(long, value_name = "NAME")]
    url_field: Option<String>,

    /// The field of the language.
    #[arg(long, value_name = "NAME")]
    language_field: Option<String>,
}

impl Fields {
    fn named(&self) -> [(Role, &Option<String>); 7] {
        [
            (Role::Id, &self.id_field),
            (Role::Text, &self.text_field),
            (Role::Title, &self.title_field),
            (Role::Outlet, &self.outlet_field),
            (Role::Date, &self.date_field),
            (Role::Url, &self.url_field),
            (Role::Language, &self.language_field),
        ]
    }

    /// The same for the readers.
    pub fn names(&self) -> FieldNames {
        let mut names = FieldNames::default();
        for (role, name) in self.named() {
            if let Some(name) = name {
                names.name(role, name);
            }
        }
        names
    }
}

/// How much is too much: what goes over a limit is a counted failure.
#[derive(Args, Clone)]
#[command(next_help_heading = "Limits against damaged or hostile input")]
pub struct LimitFlags {
    /// The longest text or page.
    #[arg(long, value_name = "SIZE", default_value = "16MiB", value_parser = size)]
    max_article: u64,

    /// The longest line of JSON or row of a table.
    #[arg(long, value_name = "SIZE", default_value = "64MiB", value_parser = size)]
    max_line: u64,

    /// The largest record of a web archive, unpacked.
    #[arg(long, value_name = "SIZE", default_value = "32MiB", value_parser = size)]
    max_record: u64,

    /// How many times larger than the file its unpacked content may be.
    #[arg(long, value_name = "TIMES", default_value_t = Limits::default().expansion)]
    max_expansion: u64,

    /// How deep the elements of a page may stand within each other.
    #[arg(long, value_name = "DEPTH", default_value_t = Limits::default().nesting)]
    max_nesting: usize,
}

impl LimitFlags {
    /// The same for the readers.
    pub fn limits(&self) -> Limits {
        Limits {
            article: self.max_article,
            line: self.max_line,
            record: self.max_record,
            expansion: self.max_expansion,
            nesting: self.max_nesting,
        }
    }
}

/// A number of bytes ("16MiB", "2GB", "4096").
fn size(text: &str) -> Result<u64, String> {
    let digits = text.trim_end_matches(|c: char| c.is_ascii_alphabetic() || c == ' ');
    let number: u64 = digits.parse().map_err(|_| "a size is a number and a unit, such as 16MiB".to_owned())?;
    let factor = match text[digits.len()..].trim().to_ascii_lowercase().as_str() {
        "" | "b" => 1,
        "k" | "kb" => 1000,
        "kib" => 1 << 10,
        "m" | "mb" => 1_000_000,
        "mib" => 1 << 20,
        "g" | "gb" => 1_000_000_000,
        "gib" => 1 << 30,
        unit => return Err(format!("{unit:?} is no unit of size; there are KiB, MiB, GiB, KB, MB, GB")),
    };
    number.checked_mul(factor).filter(|size| *size > 0).ok_or_else(|| "that is no size".to_owned())
}

/// A form in which standard input comes.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum StandardInput {
    /// One article of words alone.
    Text,
    /// One web page.
    Html,
    /// A JSON object a line.
    Jsonl,
    /// A table with commas or semicolons.
    Csv,
    /// A table with tabs.
    Tsv,
    /// A Parquet file.
    Parquet,
    /// A web archive.
    Warc,
    /// The same, of gzip members.
    WarcGz,
}

impl StandardInput {
    /// The same for the readers.
    pub fn form(self) -> (InputFormat, Option<Compression>) {
        let format = match self {
            StandardInput::Text => InputFormat::Text,
            StandardInput::Html => InputFormat::Html,
            StandardInput::Jsonl => InputFormat::JsonLines,
            StandardInput::Csv => InputFormat::Csv,
            StandardInput::Tsv => InputFormat::Tsv,
            StandardInput::Parquet => InputFormat::Parquet,
            StandardInput::Warc | StandardInput::WarcGz => InputFormat::Warc,
        };
        (format, (self == StandardInput::WarcGz).then_some(Compression::Gzip))
    }
}

/// The sources that the user's words name.
///
/// # Errors
///
/// For the first that is not there or holds nothing, before any work is done.
pub fn sources(files: &[PathBuf], standard_input: StandardInput) -> Result<Vec<Source>> {
    Ok(articles::expand(files, standard_input.form())?)
}

/// An error for the first file that cannot be there, before any work is done.
pub fn check_files(files: &[PathBuf]) -> Result<()> {
    sources(files, StandardInput::Text).map(|_| ())
}

/// The articles of all files in order; an error for each that cannot be read.
/// The files should have passed [`check_files`].
pub fn articles(
    files: &[PathBuf],
    fields: &Fields,
    standard_input_is_lines: bool,
) -> impl Iterator<Item = Result<Article>> + Send {
    let standard_input = if standard_input_is_lines { StandardInput::Jsonl } else { StandardInput::Text };
    let options = ReadOptions { fields: fields.names(), ..ReadOptions::default() };
    // Read to the end of the program, and no longer than a list of files.
    let sources: &[Source] = Box::leak(sources(files, standard_input).unwrap_or_default().into_boxed_slice());
    let options: &ReadOptions = Box::leak(Box::new(options));
    read_all(sources, options).filter_map(move |entry| match entry {
        Entry::Article(article) => {
            tell_notes(&article, sources);
            Some(Ok(article))
        }
        Entry::Failed(failure) => Some(Err(anyhow!("{failure}"))),
        Entry::Skipped(_) => None,
    })
}

/// Of a whole file it is worth to know how it was read; of a line among
/// thousands not.
fn tell_notes(article: &Article, sources: &[Source]) {
    let is_whole = |source: &&Source| {
        source.name() == article.id && matches!(source.format, InputFormat::Text | InputFormat::Html)
    };
    if !article.notes.is_empty() && sources.iter().any(|source| is_whole(&source)) {
        for note in &article.notes {
            eprintln!("rapporteur: {}: {}", article.id, note.0);
        }
    }
}

/// The sources that are not what the run itself writes.
pub fn without_output(sources: Vec<Source>, output: &std::path::Path) -> Vec<Source> {
    let is_other = |source: &Source| match &source.place {
        Place::File(path) => !path.starts_with(output),
        Place::StandardInput => true,
    };
    sources.into_iter().filter(is_other).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_have_units() {
        assert_eq!(size("16MiB"), Ok(16 << 20));
        assert_eq!(size("2 gb"), Ok(2_000_000_000));
        assert_eq!(size("7"), Ok(7));
        for wrong in ["", "MB", "3 parsecs", "0", "-1", "99999999999999GiB"] {
            assert!(size(wrong).is_err(), "{wrong}");
        }
    }
}
