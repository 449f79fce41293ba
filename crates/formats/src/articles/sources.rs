use std::io;
use std::path::{Path, PathBuf};

/// Where articles come from, and in which form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// Where.
    pub place: Place,
    /// In which form.
    pub format: InputFormat,
    /// How it is packed.
    pub compression: Option<Compression>,
    name: String,
}

/// Where bytes come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// Standard input.
    StandardInput,
    /// A file.
    File(PathBuf),
}

/// A form in which articles come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InputFormat {
    /// One article of words alone (`.txt`, `.md`).
    Text,
    /// One web page (`.html`).
    Html,
    /// A JSON object a line (`.jsonl`, `.ndjson`).
    JsonLines,
    /// A table with a header, its columns parted by commas, semicolons, bars
    /// or tabs (`.csv`).
    Csv,
    /// A table with a header, its columns parted by tabs (`.tsv`).
    Tsv,
    /// A table (`.parquet`).
    Parquet,
    /// A web archive (`.warc`).
    Warc,
}

/// A way in which a file is packed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Compression {
    /// gzip (`.gz`).
    Gzip,
    /// Zstandard (`.zst`).
    Zstd,
}

/// Why the sources cannot be listed.
#[derive(Debug, thiserror::Error)]
pub enum SourceError {
    /// There is nothing of that name.
    #[error("there is no file {0}")]
    Missing(String),
    /// A pattern that fits nothing, or a folder without articles.
    #[error("{0} holds no .txt, .md, .html, .jsonl, .csv, .tsv, .parquet or .warc files")]
    Empty(String),
    /// A pattern that is none.
    #[error("{0:?} is not a pattern of file names: {1}")]
    Pattern(String, String),
    /// A folder that cannot be read.
    #[error("cannot read the folder {0}")]
    Folder(String, #[source] io::Error),
}

impl Source {
    /// Standard input, in this form.
    pub fn standard_input(format: InputFormat, compression: Option<Compression>) -> Self {
        Source { place: Place::StandardInput, format, compression, name: "-".into() }
    }

    /// A file, in the form that its ending names; one without a known ending
    /// is read as text.
    pub fn file(path: PathBuf) -> Self {
        let (format, compression) = form_of(&path).unwrap_or((InputFormat::Text, packing_of(&path)));
        Source { name: path.display().to_string(), place: Place::File(path), format, compression }
    }

    /// The same source, in another form than its ending says.
    pub fn with_format(self, format: InputFormat) -> Self {
        Source { format, ..self }
    }

    /// How many bytes the file has; 0 where that is unknown.
    pub fn size(&self) -> u64 {
        match &self.place {
            Place::StandardInput => 0,
            Place::File(path) => path.metadata().map_or(0, |metadata| metadata.len()),
        }
    }

    /// What the source is called in ids and messages.
    pub fn name(&self) -> &str {
        &self.name
    }
}

fn packing_of(path: &Path) -> Option<Compression> {
    match path.extension()?.to_str()?.to_ascii_lowercase().as_str() {
        "gz" | "gzip" => Some(Compression::Gzip),
        "zst" | "zstd" => Some(Compression::Zstd),
        _ => None,
    }
}

fn form_of(path: &Path) -> Option<(InputFormat, Option<Compression>)> {
    let compression = packing_of(path);
    let inner = if compression.is_some() { Path::new(path.file_stem()?) } else { path };
    let format = match inner.extension()?.to_str()?.to_ascii_lowercase().as_str() {
        "txt" | "md" | "text" => InputFormat::Text,
        "html" | "htm" | "xhtml" => InputFormat::Html,
        "jsonl" | "ndjson" => InputFormat::JsonLines,
        "csv" => InputFormat::Csv,
        "tsv" | "tab" => InputFormat::Tsv,
        "parquet" | "pq" => InputFormat::Parquet,
        "warc" => InputFormat::Warc,
        _ => return None,
    };
    Some((format, compression))
}

/// All sources that the user's words name: files, folders (searched to the
/// bottom for files with known endings, in alphabetical order), patterns
/// (`news/2024-*.jsonl.gz`) and `-` for standard input, which has the form
/// `standard_input`.
///
/// # Errors
///
/// Where something named is not there, or holds nothing to read.
pub fn expand(
    names: &[PathBuf],
    standard_input: (InputFormat, Option<Compression>),
) -> Result<Vec<Source>, SourceError> {
    let mut sources = Vec::new();
    for name in names {
        let known = sources.len();
        expand_one(name, standard_input, &mut sources)?;
        if sources.len() == known {
            return Err(SourceError::Empty(name.display().to_string()));
        }
    }
    Ok(sources)
}

fn expand_one(
    name: &Path,
    (format, compression): (InputFormat, Option<Compression>),
    sources: &mut Vec<Source>,
) -> Result<(), SourceError> {
    if name.as_os_str() == "-" {
        sources.push(Source::standard_input(format, compression));
        Ok(())
    } else if name.is_dir() {
        folder(name, sources)
    } else if name.exists() {
        sources.push(Source::file(name.to_owned()));
        Ok(())
    } else {
        pattern(name, sources)
    }
}

fn folder(name: &Path, sources: &mut Vec<Source>) -> Result<(), SourceError> {
    let problem = |error| SourceError::Folder(name.display().to_string(), error);
    let entries = std::fs::read_dir(name).map_err(problem)?.collect::<io::Result<Vec<_>>>().map_err(problem)?;
    let mut paths: Vec<PathBuf> = entries.into_iter().map(|entry| entry.path()).collect();
    paths.sort();
    for path in paths {
        // Hidden folders hold what programs keep for themselves, ours included.
        let is_hidden = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'));
        // A link to a folder may lead round in a circle.
        let is_folder = path.is_dir() && !path.is_symlink();
        if is_folder && !is_hidden {
            folder(&path, sources)?;
        } else if form_of(&path).is_some() && path.is_file() && !is_hidden {
            sources.push(Source::file(path));
        }
    }
    Ok(())
}

fn pattern(name: &Path, sources: &mut Vec<Source>) -> Result<(), SourceError> {
    let shown = name.display().to_string();
    if !shown.contains(['*', '?', '[']) {
        return Err(SourceError::Missing(shown));
    }
    let options = glob::MatchOptions { require_literal_leading_dot: true, ..glob::MatchOptions::default() };
    let matches =
        glob::glob_with(&shown, options).map_err(|error| SourceError::Pattern(shown.clone(), error.to_string()))?;
    for path in matches.flatten() {
        match path.is_dir() {
            true => folder(&path, sources)?,
            false => sources.push(Source::file(path)),
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ending_names_the_form() {
        let form = |name: &str| form_of(Path::new(name));
        assert_eq!(form("a/b.JSONL.gz"), Some((InputFormat::JsonLines, Some(Compression::Gzip))));
        assert_eq!(form("crawl.warc.gz"), Some((InputFormat::Warc, Some(Compression::Gzip))));
        assert_eq!(form("a.csv.zst"), Some((InputFormat::Csv, Some(Compression::Zstd))));
        assert_eq!(form("a.png"), None);
        assert_eq!(form("README"), None);
    }

    #[test]
    fn folders_and_patterns_are_searched_in_order() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["b.txt", "a.md", "c.png", ".hidden.txt", "deep/d.html", "deep/e.csv"] {
            let path = folder.path().join(name);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, "x").unwrap();
        }
        let names = |name: PathBuf| -> Vec<String> {
            let sources = expand(&[name], (InputFormat::Text, None)).unwrap();
            let file = |source: &Source| source.name().rsplit('/').next().unwrap().to_owned();
            sources.iter().map(file).collect()
        };
        assert_eq!(names(folder.path().to_owned()), ["a.md", "b.txt", "d.html", "e.csv"]);
        assert_eq!(names(folder.path().join("*.txt")), ["b.txt"]);
        assert_eq!(names("-".into()), ["-"]);
        let none = expand(&[folder.path().join("*.warc")], (InputFormat::Text, None));
        assert!(matches!(none, Err(SourceError::Empty(_))));
    }
}
