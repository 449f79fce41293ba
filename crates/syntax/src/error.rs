use std::path::PathBuf;

/// Why a language model could not be loaded.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ModelError {
    /// A file of the model could not be read.
    #[error("cannot read {}: {source}", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// A file of the model does not have the form that the converter writes.
    #[error("{file}{}: {problem}", line.map(|line| format!(", line {line}")).unwrap_or_default())]
    Form {
        /// The file's name.
        file: &'static str,
        /// The line, counted from 1, where the file has lines.
        line: Option<usize>,
        /// What is wrong.
        problem: String,
    },
    /// The model's architecture needs something that this program does not
    /// have.
    #[error("the model needs {0}, which is not supported")]
    Unsupported(String),
}

impl ModelError {
    pub(crate) fn form(file: &'static str, problem: impl ToString) -> Self {
        ModelError::Form { file, line: None, problem: problem.to_string() }
    }

    pub(crate) fn line(file: &'static str, index: usize, problem: impl ToString) -> Self {
        ModelError::Form { file, line: Some(index + 1), problem: problem.to_string() }
    }
}
