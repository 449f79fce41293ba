use std::borrow::Cow;
use std::io::{self, Read};

use flate2::read::{DeflateDecoder, MultiGzDecoder, ZlibDecoder};

use crate::articles::limits::size;

/// The answer of a web server, as an archive keeps it.
pub struct Response<'a> {
    /// 200 where the page was there.
    pub status: u16,
    headers: Vec<(&'a str, &'a str)>,
    payload: &'a [u8],
}

impl<'a> Response<'a> {
    /// The answer in these bytes; `None` where they are none.
    pub fn read(content: &'a [u8]) -> Option<Self> {
        let (head, payload) = split_head(content)?;
        // Names and values that count are ASCII; a line with other bytes is left out.
        let mut lines = head.split(|byte| *byte == b'\n').map(|line| std::str::from_utf8(line).unwrap_or_default());
        let status = lines.next()?.strip_prefix("HTTP/")?.split_ascii_whitespace().nth(1)?.parse().ok()?;
        let headers = lines.filter_map(|line| line.split_once(':'));
        let headers = headers.map(|(name, value)| (name.trim(), value.trim())).collect();
        Some(Response { status, headers, payload })
    }

    fn header(&self, name: &str) -> Option<&'a str> {
        self.headers.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| *value)
    }

    /// Whether it is a page or plain text; an answer that does not say what it
    /// is counts if it looks like a page.
    pub fn is_page(&self) -> bool {
        let kind = self.kind();
        self.is_html() || kind.starts_with("text/plain")
    }

    /// Whether it is a page.
    pub fn is_html(&self) -> bool {
        let kind = self.kind();
        kind.starts_with("text/html")
            || kind.starts_with("application/xhtml")
            || kind.is_empty() && self.looks_like_html()
    }

    fn looks_like_html(&self) -> bool {
        let start = self.payload.trim_ascii_start();
        start.get(..5).is_some_and(|start| start.eq_ignore_ascii_case(b"<html") || start.eq_ignore_ascii_case(b"<!doc"))
    }

    fn kind(&self) -> String {
        self.header("Content-Type").unwrap_or_default().to_ascii_lowercase()
    }

    /// The encoding that the server names.
    pub fn charset(&self) -> Option<&'a str> {
        let value = self.header("Content-Type")?;
        let at = value.to_ascii_lowercase().find("charset=")? + "charset=".len();
        value[at..].split([';', ',']).next().map(|charset| charset.trim_matches(['"', '\'', ' ']))
    }

    /// The page itself, unpacked; at most `limit` bytes.
    pub fn body(&self, limit: u64) -> Result<Cow<'a, [u8]>, String> {
        let is_chunked = self.header("Transfer-Encoding").is_some_and(|value| value.eq_ignore_ascii_case("chunked"));
        // Many archives keep the header and not the chunks.
        let joined = if is_chunked { join_chunks(self.payload) } else { None };
        let bytes = joined.map_or(Cow::Borrowed(self.payload), Cow::Owned);
        let encoding = self.header("Content-Encoding").unwrap_or("identity").to_ascii_lowercase();
        let unpacked = match encoding.as_str() {
            "identity" | "" | "none" => bytes,
            "gzip" | "x-gzip" if bytes.starts_with(&[0x1f, 0x8b]) => unpack(MultiGzDecoder::new(&bytes[..]), limit)?,
            "deflate" if bytes.first() == Some(&0x78) => unpack(ZlibDecoder::new(&bytes[..]), limit)?,
            "deflate" => unpack(DeflateDecoder::new(&bytes[..]), limit).unwrap_or(bytes),
            // The header stayed, the packing did not.
            "gzip" | "x-gzip" => bytes,
            "br" if self.looks_like_html() => bytes,
            other => return Err(format!("the page is packed as {other:?}, which is not read here")),
        };
        if unpacked.len() as u64 > limit {
            return Err(format!("the article is longer than {}; --max-article sets the limit", size(limit)));
        }
        Ok(unpacked)
    }
}

fn split_head(content: &[u8]) -> Option<(&[u8], &[u8])> {
    let mut from = 0;
    loop {
        let end = from + content[from..].iter().position(|byte| *byte == b'\n')?;
        let rest = &content[end + 1..];
        let blank = if rest.starts_with(b"\r\n") { 2 } else { usize::from(rest.starts_with(b"\n")) };
        if blank > 0 {
            return Some((&content[..end], &rest[blank..]));
        }
        from = end + 1;
    }
}

fn unpack(inner: impl Read, limit: u64) -> Result<Cow<'static, [u8]>, String> {
    let mut bytes = Vec::new();
    let read: io::Result<usize> = inner.take(limit + 1).read_to_end(&mut bytes);
    match read {
        // What came before a break may still be most of the page.
        Err(error) if bytes.is_empty() => Err(format!("the page cannot be unpacked: {error}")),
        _ => Ok(Cow::Owned(bytes)),
    }
}

/// The content of chunks; `None` where the bytes are not chunked.
fn join_chunks(mut rest: &[u8]) -> Option<Vec<u8>> {
    let mut whole = Vec::with_capacity(rest.len());
    loop {
        let end = rest.iter().take(1 << 10).position(|byte| *byte == b'\n')?;
        let line = std::str::from_utf8(&rest[..end]).ok()?;
        let length = usize::from_str_radix(line.split(';').next()?.trim(), 16).ok()?;
        rest = &rest[end + 1..];
        if length == 0 {
            return Some(whole);
        }
        whole.extend_from_slice(rest.get(..length)?);
        rest = rest[length..].trim_ascii_start();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_taken_apart() {
        let content = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=\"ISO-8859-1\"\r\n\r\n<html>";
        let response = Response::read(content).unwrap();
        assert_eq!((response.status, response.charset()), (200, Some("ISO-8859-1")));
        assert!(response.is_html());
        assert_eq!(&*response.body(100).unwrap(), b"<html>");
        assert!(response.body(3).is_err());
    }

    #[test]
    fn chunks_are_joined() {
        let content = b"HTTP/1.1 200 OK\nContent-Type: text/html\nTransfer-Encoding: chunked\n\n3\r\nabc\r\n2;x\r\nde\r\n0\r\n\r\n";
        assert_eq!(&*Response::read(content).unwrap().body(100).unwrap(), b"abcde");
    }

    #[test]
    fn what_is_none_is_none() {
        for content in [&b""[..], b"\n", b"HTTP/1.1\n\n", b"hello\r\n\r\n", b"HTTP/1.1 200"] {
            assert!(Response::read(content).is_none());
        }
    }
}
