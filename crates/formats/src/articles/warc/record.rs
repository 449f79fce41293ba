use std::collections::VecDeque;
use std::io::{self, BufRead, Read};

use super::members::Members;
use crate::articles::limits::size;

/// One record: its headers and all of its content.
pub struct Record {
    headers: Vec<(String, String)>,
    /// What follows the headers.
    pub content: Vec<u8>,
}

/// What stands next in an archive.
pub enum Found {
    /// A record.
    Whole(Record),
    /// Something that should have been one, and what is wrong with it.
    Broken(String),
}

impl Record {
    /// The value of a header, whatever capitals its name is written with.
    pub fn header(&self, name: &str) -> Option<&str> {
        let found = self.headers.iter().find(|(known, _)| known.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.as_str())
    }
}

/// The records of an archive. Behind a broken one it looks for the next line
/// that starts a record.
pub struct Records<R> {
    stream: Pushback<Members<R>>,
    limit: u64,
    is_over: bool,
    /// Bytes that were read again because a length lied.
    read_again: u64,
    /// What went wrong behind a record that was whole.
    pending: Option<io::Error>,
}

/// Lengths that lie make bytes be read again; an archive in which all lie must
/// not cost more than this many times the limit of a record.
const READ_AGAIN: u64 = 64;

/// All headers of a record together are at most this long.
const LONGEST_HEADERS: u64 = 64 << 10;

/// What can go wrong with a record.
enum Trouble {
    /// The stream cannot be read on here.
    Stream(io::Error),
    /// The record is not as it should be; the stream goes on.
    Record(String),
}

impl From<io::Error> for Trouble {
    fn from(error: io::Error) -> Self {
        Trouble::Stream(error)
    }
}

impl<R: BufRead> Records<R> {
    /// The records of a stream; of one larger than `limit` nothing is kept.
    pub fn new(members: Members<R>, limit: u64) -> Self {
        let stream = Pushback { inner: members, back: VecDeque::new() };
        Records { stream, limit, is_over: false, read_again: 0, pending: None }
    }

    /// The next record; `None` at the end.
    pub fn next(&mut self) -> Option<Found> {
        if self.is_over {
            return None;
        }
        let trouble = match self.read() {
            Ok(None) => return None,
            Ok(Some(record)) => return Some(Found::Whole(record)),
            Err(trouble) => trouble,
        };
        let (cause, next) = match trouble {
            Trouble::Record(cause) => (cause, self.find_start()),
            Trouble::Stream(error) => (format!("cannot be read: {error}"), self.next_member()),
        };
        self.is_over = !next.unwrap_or(false);
        Some(Found::Broken(cause))
    }

    fn next_member(&mut self) -> io::Result<bool> {
        self.stream.back.clear();
        self.stream.inner.skip_member()
    }

    fn read(&mut self) -> Result<Option<Record>, Trouble> {
        if let Some(error) = self.pending.take() {
            return Err(Trouble::Stream(error));
        }
        let Some(headers) = self.headers()? else { return Ok(None) };
        let mut record = Record { headers, content: Vec::new() };
        let length = record.header("Content-Length").and_then(|length| length.trim().parse::<u64>().ok());
        let length = length.ok_or_else(|| Trouble::Record("the record does not tell its length".into()))?;
        if length > self.limit {
            let limit = size(self.limit);
            return Err(Trouble::Record(format!("the record is larger than {limit}; --max-record sets the limit")));
        }
        let read = self.stream.by_ref().take(length).read_to_end(&mut record.content);
        if let Err(error) = read {
            return Err(Trouble::Stream(error));
        }
        if record.content.len() as u64 == length && self.is_at_end_of_record() {
            return Ok(Some(record));
        }
        // The length lies: the next record may have been read with this one.
        self.read_again += record.content.len() as u64;
        if self.read_again > self.limit.saturating_mul(READ_AGAIN) {
            return Err(Trouble::Stream(io::Error::other("too many lengths lie; the rest is left out")));
        }
        self.stream.push_back(&record.content);
        Err(Trouble::Record("the length of the record is not what it tells".into()))
    }

    /// The headers of the next record; `None` at the end of the archive.
    fn headers(&mut self) -> Result<Option<Vec<(String, String)>>, Trouble> {
        let mut left = LONGEST_HEADERS;
        let mut headers = Vec::new();
        let mut is_started = false;
        loop {
            let mut line = Vec::new();
            let read = self.stream.by_ref().take(left).read_until(b'\n', &mut line)? as u64;
            left -= read;
            let text = line.trim_ascii();
            if read == 0 && left > 0 {
                let cut_off = || Trouble::Record("the archive ends within the record".into());
                return if is_started { Err(cut_off()) } else { Ok(None) };
            } else if left == 0 {
                return Err(Trouble::Record("the headers have no end".into()));
            } else if !is_started && !text.is_empty() {
                is_started = text.starts_with(b"WARC/");
                if !is_started {
                    return Err(Trouble::Record("not the start of a record".into()));
                }
            } else if is_started && text.is_empty() {
                return Ok(Some(headers));
            } else if let Some((name, value)) = String::from_utf8_lossy(text).split_once(':') {
                headers.push((name.trim().to_owned(), value.trim().to_owned()));
            }
        }
    }

    /// Whether the two line breaks of the end follow, or fewer and then the
    /// next record or the end of the archive.
    fn is_at_end_of_record(&mut self) -> bool {
        let mut breaks = 0;
        loop {
            let ready = match self.stream.fill_buf() {
                Ok(ready) => ready,
                Err(error) => {
                    self.pending = Some(error);
                    return true;
                }
            };
            let blanks = ready.iter().take(4 - breaks).take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
            let next = ready.get(blanks).copied();
            let is_over = ready.is_empty();
            breaks += blanks;
            self.stream.consume(blanks);
            if is_over || breaks == 4 || next == Some(b'W') {
                return true;
            } else if next.is_some() {
                return false;
            }
        }
    }

    /// Moves to the next line that starts a record; false where there is none.
    fn find_start(&mut self) -> io::Result<bool> {
        const START: &[u8] = b"WARC/1.";
        loop {
            let mut line = Vec::new();
            // Long lines are looked at in pieces: no start is that long.
            let read = self.stream.by_ref().take(1 << 16).read_until(b'\n', &mut line);
            match read {
                Ok(0) => return Ok(false),
                Ok(_) if line.starts_with(START) => {
                    self.stream.push_back(&line);
                    return Ok(true);
                }
                Ok(_) => {}
                Err(_) => return self.next_member(),
            }
        }
    }
}

/// A stream to which bytes can be given back.
struct Pushback<R> {
    inner: R,
    back: VecDeque<u8>,
}

impl<R> Pushback<R> {
    fn push_back(&mut self, bytes: &[u8]) {
        for &byte in bytes.iter().rev() {
            self.back.push_front(byte);
        }
    }
}

impl<R: BufRead> BufRead for Pushback<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.back.is_empty() { self.inner.fill_buf() } else { Ok(self.back.as_slices().0) }
    }

    fn consume(&mut self, count: usize) {
        if self.back.is_empty() {
            self.inner.consume(count);
        } else {
            self.back.drain(..count.min(self.back.len()));
        }
    }
}

impl<R: BufRead> Read for Pushback<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        super::read_buffered(self, buffer)
    }
}
