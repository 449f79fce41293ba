//! What the program prints, and files that appear whole or not at all.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

/// Prints a line, as `println!` does, but ends quietly where whoever reads it
/// has seen enough (`| head`).
#[macro_export]
macro_rules! say {
    ($($part:tt)*) => {
        $crate::output::print(format_args!("{}\n", format_args!($($part)*)))
    };
}

/// See [`say!`]; without a line break.
pub fn print(text: std::fmt::Arguments<'_>) {
    if let Err(error) = std::io::stdout().lock().write_fmt(text) {
        let is_closed = error.kind() == std::io::ErrorKind::BrokenPipe;
        if !is_closed {
            eprintln!("rapporteur: cannot print: {error}");
        }
        std::process::exit(if is_closed { 0 } else { 2 });
    }
}

/// A file that is written beside its place and put there at the end; dropped
/// before, it leaves nothing.
pub struct WholeFile {
    place: PathBuf,
    beside: PathBuf,
    file: Option<BufWriter<File>>,
}

impl WholeFile {
    /// Starts a file.
    ///
    /// # Errors
    ///
    /// Where its folder does not let itself be written into.
    pub fn create(place: &Path) -> Result<Self> {
        let name = place.file_name().context("the output has no file name")?.to_string_lossy();
        let beside = place.with_file_name(format!(".{name}.{}.part", std::process::id()));
        let file = File::create(&beside).with_context(|| format!("cannot write {}", place.display()))?;
        Ok(WholeFile { place: place.to_owned(), beside, file: Some(BufWriter::new(file)) })
    }

    /// Puts the file in its place.
    ///
    /// # Errors
    ///
    /// Where the rest cannot be written, or the file not be renamed.
    pub fn finish(mut self) -> Result<()> {
        let problem = || format!("cannot write {}", self.place.display());
        if let Some(file) = self.file.take() {
            let file = file.into_inner().map_err(std::io::IntoInnerError::into_error).with_context(problem)?;
            file.sync_all().with_context(problem)?;
        }
        std::fs::rename(&self.beside, &self.place).with_context(problem)
    }
}

impl Write for WholeFile {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.file.as_mut().map_or(Ok(0), |file| file.write(bytes))
    }

    fn flush(&mut self) -> std::io::Result<()> {
        self.file.as_mut().map_or(Ok(()), Write::flush)
    }
}

impl Drop for WholeFile {
    fn drop(&mut self) {
        // After `finish` there is nothing left to remove.
        let _ = std::fs::remove_file(&self.beside);
    }
}
