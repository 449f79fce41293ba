//! Any bytes become text, and every byte offset of it a count of code points.

#![no_main]

use document::{CodePoints, Span, decode};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let (text, notes) = decode(bytes);
    let is_clean = std::str::from_utf8(bytes).is_ok() && !bytes.starts_with(b"\xef\xbb\xbf");
    assert_eq!(is_clean, notes.is_empty());
    let points = CodePoints::new(&text);
    for (count, (offset, c)) in text.char_indices().enumerate() {
        let span = Span::new(offset as u32, (offset + c.len_utf8()) as u32);
        assert_eq!(points.range(span), (count as u32, count as u32 + 1));
        assert_eq!(span.of(&text).chars().next(), Some(c));
    }
    assert_eq!(points.at(u32::MAX) as usize, text.chars().count());
});
