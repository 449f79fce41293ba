use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};

use anyhow::{Result, bail, ensure};
use clap::ValueEnum;
use formats::exports::Export;
use formats::run::Target;
use formats::tables::{Form, Layout};

/// What to write.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub enum Format {
    /// A list to be read by people.
    List,
    /// One JSON object a line.
    Jsonl,
    /// Flat tables for spreadsheets.
    Csv,
    /// Parquet tables for R, Python, DuckDB, Spark.
    Parquet,
}

/// Where records go and in which form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Destination {
    /// A list, to standard output.
    List,
    /// Lines of one stream, to standard output.
    Lines(Layout),
    /// Files.
    Files(Layout, Target),
    /// A list, to a file.
    ListFile(PathBuf),
}

impl Destination {
    /// What the user's flags ask for.
    ///
    /// # Errors
    ///
    /// Where they contradict each other, or name a form that cannot be there.
    pub fn of(output: Option<&Path>, format: Option<Format>, flat: bool, export: Option<Export>) -> Result<Self> {
        ensure!(
            export.is_none() || format.is_none(),
            "--export and --format ask for different forms; give one of them"
        );
        let is_parquet = format.unwrap_or(Format::Parquet) == Format::Parquet;
        ensure!(!flat || is_parquet && export.is_none(), "--flat belongs to Parquet; CSV is flat anyway");
        match output {
            None => Destination::printed(format, export),
            Some(path) => Destination::written(path, format, flat, export),
        }
    }

    fn printed(format: Option<Format>, export: Option<Export>) -> Result<Self> {
        if let Some(export) = export {
            let streams = export.streams().len();
            ensure!(streams == 1, "this export has {streams} files; name a folder for them with --output");
            return Ok(Destination::Lines(Layout::Export(export)));
        }
        let by_default = if io::stdout().is_terminal() { Format::List } else { Format::Jsonl };
        match format.unwrap_or(by_default) {
            Format::List => Ok(Destination::List),
            Format::Jsonl => Ok(Destination::Lines(Layout::JsonLines)),
            Format::Csv => Ok(Destination::Lines(Layout::Events(Form::Csv))),
            Format::Parquet => bail!("Parquet needs a place on disk; name a folder or file with --output"),
        }
    }

    fn written(path: &Path, format: Option<Format>, flat: bool, export: Option<Export>) -> Result<Self> {
        let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
        let is_folder = path.is_dir() || ending.is_none() || path.to_string_lossy().ends_with('/');
        let parquet = if flat { Form::FlatParquet } else { Form::Parquet };
        if let Some(export) = export {
            let target = if is_folder { Target::Folder(path.to_owned()) } else { Target::File(path.to_owned()) };
            let fits = is_folder || export.streams().len() == 1;
            ensure!(fits, "this export has several files; {} should be a folder", path.display());
            return Ok(Destination::Files(Layout::Export(export), target));
        }
        if is_folder {
            let form = match format.unwrap_or(Format::Parquet) {
                Format::Parquet => parquet,
                Format::Csv => Form::Csv,
                Format::Jsonl => Form::JsonLines,
                Format::List => bail!("a list goes into one file, not into the folder {}", path.display()),
            };
            return Ok(Destination::Files(Layout::Tables(form), Target::Folder(path.to_owned())));
        }
        let format = match (format, ending.as_deref()) {
            (Some(format), _) => format,
            (None, Some("jsonl" | "ndjson")) => Format::Jsonl,
            (None, Some("csv")) => Format::Csv,
            (None, Some("parquet")) => Format::Parquet,
            _ => bail!(
                "what to write into {} is not plain from its ending; name a folder, a .jsonl, .csv or .parquet file, or \
                 say it with --format",
                path.display()
            ),
        };
        let layout = match format {
            Format::List => return Ok(Destination::ListFile(path.to_owned())),
            Format::Jsonl => Layout::JsonLines,
            Format::Csv => Layout::Events(Form::Csv),
            Format::Parquet => Layout::Events(parquet),
        };
        Ok(Destination::Files(layout, Target::File(path.to_owned())))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(output: &str, format: Option<Format>, flat: bool) -> Result<Destination> {
        Destination::of(Some(Path::new(output)), format, flat, None)
    }

    #[test]
    fn the_ending_says_what_to_write() {
        let folder = |layout, path: &str| Destination::Files(layout, Target::Folder(path.into()));
        let file = |layout, path: &str| Destination::Files(layout, Target::File(path.into()));
        assert_eq!(of("coded", None, false).unwrap(), folder(Layout::Tables(Form::Parquet), "coded"));
        assert_eq!(of("coded/", Some(Format::Csv), false).unwrap(), folder(Layout::Tables(Form::Csv), "coded/"));
        assert_eq!(of("a.jsonl", None, false).unwrap(), file(Layout::JsonLines, "a.jsonl"));
        assert_eq!(of("a.csv", None, false).unwrap(), file(Layout::Events(Form::Csv), "a.csv"));
        assert_eq!(of("a.parquet", None, true).unwrap(), file(Layout::Events(Form::FlatParquet), "a.parquet"));
        assert!(of("a.xlsx", None, false).is_err());
        assert!(of("a.csv", None, true).is_ok_and(|_| true) || of("a.csv", Some(Format::Csv), true).is_err());
    }
}
