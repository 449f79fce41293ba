use std::io::{self, BufRead, BufReader, Read};

use flate2::bufread::GzDecoder;

/// A stream of bytes that may be cut into gzip members. Behind a broken member
/// it goes on at the next one.
pub enum Members<R> {
    /// Bytes as they are.
    Plain(R),
    /// Members one after the other.
    Gzip(Box<Gzip<R>>),
}

/// See [`Members::Gzip`].
pub struct Gzip<R> {
    member: Option<BufReader<GzDecoder<R>>>,
    next: Option<R>,
    /// What one member may still give.
    left: u64,
    limit: u64,
}

impl<R: BufRead> Members<R> {
    /// Bytes as they are.
    pub fn plain(inner: R) -> Self {
        Members::Plain(inner)
    }

    /// The content of gzip members; none may give more than `limit` bytes.
    pub fn gzip(inner: R, limit: u64) -> Self {
        Members::Gzip(Box::new(Gzip { member: None, next: Some(inner), left: limit, limit }))
    }

    /// Gives up the present member and looks for the start of another; false
    /// where there is none.
    pub fn skip_member(&mut self) -> io::Result<bool> {
        match self {
            Members::Plain(_) => Ok(false),
            Members::Gzip(gzip) => gzip.skip_member(),
        }
    }
}

impl<R: BufRead> Gzip<R> {
    fn skip_member(&mut self) -> io::Result<bool> {
        let member = self.member.take().map(|member| member.into_inner().into_inner());
        let Some(mut inner) = member.or_else(|| self.next.take()) else { return Ok(false) };
        let is_found = find_member(&mut inner)?;
        self.next = is_found.then_some(inner);
        Ok(is_found)
    }

    /// Opens the next member, unless one is open; false at the end.
    fn advance(&mut self) -> io::Result<bool> {
        if self.member.is_some() {
            return Ok(true);
        }
        let Some(mut inner) = self.next.take() else { return Ok(false) };
        if inner.fill_buf()?.is_empty() {
            return Ok(false);
        }
        self.left = self.limit;
        self.member = Some(BufReader::new(GzDecoder::new(inner)));
        Ok(true)
    }
}

/// Moves to the bytes with which a gzip member starts, further on or here.
fn find_member(inner: &mut impl BufRead) -> io::Result<bool> {
    const START: [u8; 3] = [0x1f, 0x8b, 0x08];
    loop {
        let ready = inner.fill_buf()?;
        let Some(at) = ready.iter().position(|byte| *byte == START[0]) else {
            let count = ready.len();
            if count == 0 {
                return Ok(false);
            }
            inner.consume(count);
            continue;
        };
        // Bytes at the end of what is ready are taken on trust: the decoder
        // finds out, and whoever reads comes back here.
        let is_start = ready[at..].iter().zip(START).all(|(byte, start)| *byte == start);
        inner.consume(if is_start { at } else { at + 1 });
        if is_start {
            return Ok(true);
        }
    }
}

impl<R: BufRead> BufRead for Members<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        match self {
            Members::Plain(inner) => inner.fill_buf(),
            Members::Gzip(gzip) => gzip.fill(),
        }
    }

    fn consume(&mut self, count: usize) {
        match self {
            Members::Plain(inner) => inner.consume(count),
            Members::Gzip(gzip) => {
                gzip.left = gzip.left.saturating_sub(count as u64);
                if let Some(member) = &mut gzip.member {
                    member.consume(count);
                }
            }
        }
    }
}

impl<R: BufRead> Gzip<R> {
    fn fill(&mut self) -> io::Result<&[u8]> {
        while self.advance()? {
            let Some(member) = &mut self.member else { break };
            if !member.fill_buf()?.is_empty() {
                if self.left == 0 {
                    return Err(io::Error::other("a gzip member grows over the limit; --max-record sets it"));
                }
                break;
            }
            self.next = self.member.take().map(|member| member.into_inner().into_inner());
        }
        self.member.as_mut().map_or(Ok(&[]), BufRead::fill_buf)
    }
}

impl<R: BufRead> Read for Members<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        super::read_buffered(self, buffer)
    }
}
