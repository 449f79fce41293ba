//! Reads tables of three columns: words, what they mean, with which value.

use crate::knowledge::KnowledgeError;

/// One line of a table.
pub struct Row<'a> {
    /// One or more words in lower case, parted by one blank.
    pub words: &'a str,
    /// The class of meaning.
    pub meaning: &'a str,
    /// What it means within its class.
    pub value: &'a str,
    file: &'a str,
    line: usize,
}

impl Row<'_> {
    /// An error that names this line.
    pub fn error(&self, problem: impl Into<String>) -> KnowledgeError {
        KnowledgeError { file: self.file.into(), line: Some(self.line), problem: problem.into() }
    }

    /// The value as a number or another type that is read from text.
    ///
    /// # Errors
    ///
    /// Where the value is not of that form.
    pub fn parse<T: std::str::FromStr>(&self) -> Result<T, KnowledgeError> {
        let wrong = |_| self.error(format!("{:?} is no value for {:?}", self.value, self.meaning));
        self.value.parse().map_err(wrong)
    }
}

const HEADER: &str = "words\tmeaning\tvalue";

/// The rows of a table, without comments and empty lines.
///
/// # Errors
///
/// Where the header is missing or a line has not three filled columns.
pub fn read<'a>(file: &'a str, content: &'a str) -> Result<Vec<Row<'a>>, KnowledgeError> {
    let lines = content.lines().enumerate().map(|(index, line)| (index + 1, line));
    let mut lines = lines.filter(|(_, line)| !line.trim().is_empty() && !line.starts_with('#'));
    let header = lines.next();
    if header.map(|(_, line)| line) != Some(HEADER) {
        let problem = "the first line must be the header: words, meaning, value, parted by tabs".into();
        return Err(KnowledgeError { file: file.into(), line: header.map(|(line, _)| line), problem });
    }
    lines.map(|(line, text)| row(file, line, text)).collect()
}

fn row<'a>(file: &'a str, line: usize, text: &'a str) -> Result<Row<'a>, KnowledgeError> {
    let columns: Vec<&str> = text.split('\t').collect();
    match columns.as_slice() {
        [words, meaning, value] if columns.iter().all(|column| !column.trim().is_empty()) => {
            Ok(Row { words, meaning, value, file, line })
        }
        _ => {
            let problem = format!("three filled columns parted by tabs are needed, not {}", columns.len());
            Err(KnowledgeError { file: file.into(), line: Some(line), problem })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_line_is_named() {
        let rows = read("a.tsv", "# about\nwords\tmeaning\tvalue\nmay\tmonth\t5\n").unwrap();
        assert_eq!((rows[0].words, rows[0].parse::<i8>().unwrap()), ("may", 5));
        let error = read("a.tsv", "words\tmeaning\tvalue\nmay\tmonth\n").err().unwrap();
        assert_eq!(error.to_string(), "a.tsv, line 2: three filled columns parted by tabs are needed, not 2");
        assert!(read("a.tsv", "").is_err());
    }
}
