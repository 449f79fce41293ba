use std::borrow::Cow;
use std::io::{self, BufRead, BufReader, Read};

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use document::Note;
use encoding_rs::{Decoder, Encoding, UTF_8, UTF_16BE, UTF_16LE};

use super::Broken;

/// Bytes as text, whatever their encoding: a byte order mark decides, then
/// valid UTF-8, then the encoding that somebody `declared` (a label such as
/// "iso-8859-1"), then the one that the bytes look like. A note tells of
/// everything but clean UTF-8.
pub fn decode<'a>(bytes: &'a [u8], declared: Option<&str>) -> (Cow<'a, str>, Vec<Note>) {
    if let Some((encoding, _)) = Encoding::for_bom(bytes).filter(|(encoding, _)| *encoding != UTF_8) {
        return decode_as(bytes, encoding, "by its byte order mark");
    }
    let is_utf8 = std::str::from_utf8(bytes).is_ok();
    if is_utf8 || bytes.starts_with(b"\xef\xbb\xbf") || is_mostly_utf8(bytes) {
        return document::decode(bytes);
    }
    let declared = declared.and_then(|label| Encoding::for_label(label.as_bytes()));
    match declared.filter(|encoding| *encoding != UTF_8) {
        Some(encoding) => decode_as(bytes, encoding, "as it declares"),
        None => decode_as(bytes, guess(bytes), "the likeliest encoding"),
    }
}

fn decode_as<'a>(bytes: &'a [u8], encoding: &'static Encoding, why: &str) -> (Cow<'a, str>, Vec<Note>) {
    let (text, _, is_damaged) = encoding.decode(bytes);
    let mut notes = vec![Note(format!("read as {}, {why}", encoding.name()))];
    if is_damaged {
        notes.push(Note(format!("bytes that are not {} were replaced by U+FFFD", encoding.name())));
    }
    (text, notes)
}

/// How many bytes the guess looks at.
const SAMPLE: usize = 1 << 16;

fn guess(bytes: &[u8]) -> &'static Encoding {
    let first = bytes.iter().position(|byte| !byte.is_ascii()).unwrap_or(0);
    let sample = &bytes[first.saturating_sub(SAMPLE / 4)..];
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(&sample[..sample.len().min(SAMPLE)], true);
    detector.guess(None, Utf8Detection::Deny)
}

/// Whether broken bytes are rare among whole characters of UTF-8: then the
/// text was damaged, and no other encoding would mend it.
fn is_mostly_utf8(bytes: &[u8]) -> bool {
    let (mut whole, mut broken) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        whole += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    whole > 4 * broken
}

/// The stream as UTF-8 where it starts with the mark of UTF-16 (as
/// spreadsheets save "Unicode text"); any other stream as it is, without the
/// mark of UTF-8.
pub fn as_utf8<'a>(mut content: Box<dyn BufRead + Send + 'a>) -> Box<dyn BufRead + Send + 'a> {
    let start = match content.fill_buf() {
        Ok(start) => start,
        // The error must not be lost: a second try may find an end instead.
        Err(error) => return Box::new(BufReader::new(Broken(error.to_string()))),
    };
    match Encoding::for_bom(start) {
        Some((encoding, _)) if encoding == UTF_16LE || encoding == UTF_16BE => {
            Box::new(BufReader::new(Transcoded::new(content, encoding)))
        }
        Some((_, length)) => {
            content.consume(length);
            content
        }
        None => content,
    }
}

/// A stream in another encoding, read as UTF-8.
struct Transcoded<R> {
    inner: R,
    decoder: Decoder,
    ready: Vec<u8>,
    given: usize,
    is_done: bool,
}

impl<R: BufRead> Transcoded<R> {
    fn new(inner: R, encoding: &'static Encoding) -> Self {
        let decoder = encoding.new_decoder_with_bom_removal();
        Transcoded { inner, decoder, ready: Vec::new(), given: 0, is_done: false }
    }

    fn refill(&mut self) -> io::Result<()> {
        let input = self.inner.fill_buf()?;
        let (taken, is_last) = (input.len(), input.is_empty());
        let mut text = String::with_capacity(self.decoder.max_utf8_buffer_length(taken).unwrap_or(taken * 3 + 16));
        let _ = self.decoder.decode_to_string(input, &mut text, is_last);
        self.inner.consume(taken);
        (self.ready, self.given, self.is_done) = (text.into_bytes(), 0, is_last);
        Ok(())
    }
}

impl<R: BufRead> Read for Transcoded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.given == self.ready.len() && !self.is_done {
            self.refill()?;
        }
        let count = buffer.len().min(self.ready.len() - self.given);
        buffer[..count].copy_from_slice(&self.ready[self.given..self.given + count]);
        self.given += count;
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn encodings_are_found() {
        let (text, notes) = decode(b"The caf\xe9 in Besan\xe7on was closed, police said.", None);
        assert_eq!((&*text, notes.len()), ("The café in Besançon was closed, police said.", 1));
        assert_eq!(decode("Москва".as_bytes(), Some("windows-1251")).0, "Москва");
        assert_eq!(decode(b"\xcc\xee\xf1\xea\xe2\xe0", Some("windows-1251")).0, "Москва");
        assert_eq!(decode(b"\xff\xfeH\0i\0", None).0, "Hi");
    }

    #[test]
    fn damaged_utf8_stays_utf8() {
        let mut bytes = "“Talks” – ‘late’ – failed".as_bytes().to_vec();
        bytes.push(0xff);
        let (text, notes) = decode(&bytes, None);
        assert!(text.starts_with("“Talks”") && text.ends_with('\u{fffd}'));
        assert_eq!(notes.len(), 1);
    }

    #[test]
    fn a_stream_of_utf16_becomes_utf8() {
        let bytes: Vec<u8> = "\u{feff}text\nÉtat\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let mut text = String::new();
        as_utf8(Box::new(io::Cursor::new(bytes))).read_to_string(&mut text).unwrap();
        assert_eq!(text, "text\nÉtat\n");
    }

    proptest! {
        #[test]
        fn any_bytes_are_text(bytes: Vec<u8>) {
            let _ = decode(&bytes, None);
            let mut text = Vec::new();
            as_utf8(Box::new(io::Cursor::new(bytes))).read_to_end(&mut text).unwrap();
        }
    }
}
