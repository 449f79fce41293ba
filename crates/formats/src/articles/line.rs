use std::io::{self, BufRead};

/// What [`read_line`] found.
#[derive(Debug, PartialEq, Eq)]
pub enum Line {
    /// A line, its break included where it has one.
    Whole,
    /// A line over the limit; it was passed over.
    TooLong,
    /// Nothing is left.
    End,
}

/// Reads up to the next line break. Of a line that is too long no more than
/// `limit` bytes are kept in memory.
pub fn read_line(content: &mut impl BufRead, line: &mut Vec<u8>, limit: u64) -> io::Result<Line> {
    line.clear();
    let read = io::Read::take(&mut *content, limit).read_until(b'\n', line)? as u64;
    if read == 0 {
        return Ok(Line::End);
    }
    if read < limit || line.ends_with(b"\n") {
        return Ok(Line::Whole);
    }
    // The memory of a giant is not kept for its successors.
    *line = Vec::new();
    content.skip_until(b'\n')?;
    Ok(Line::TooLong)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_over_the_limit_is_passed_over() {
        let mut content = &b"one\na line that is long\ntwo"[..];
        let mut line = Vec::new();
        let mut next = || (read_line(&mut content, &mut line, 6).unwrap(), line.clone());
        assert_eq!(next(), (Line::Whole, b"one\n".to_vec()));
        assert_eq!(next().0, Line::TooLong);
        assert_eq!(next(), (Line::Whole, b"two".to_vec()));
        assert_eq!(next().0, Line::End);
    }
}
