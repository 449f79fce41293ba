use std::borrow::Cow;

use jiff::civil::Date;

/// The longest text of one article, in bytes (1 GiB); what lies behind is cut
/// off with a note. Offsets are `u32` and must leave room for sums.
pub const MAX_TEXT: usize = 1 << 30;

/// What came in: a text with what is known about it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Article {
    /// The caller's name for it; unique within a run.
    pub id: String,
    /// The words, as they will be shown and pointed into. Never changed after
    /// the article is made.
    pub text: String,
    /// The headline, where it is not part of the text.
    pub title: Option<String>,
    /// Who published it.
    pub outlet: Option<String>,
    /// Where it was found.
    pub url: Option<String>,
    /// The day of publication, which anchors "yesterday" and "on Monday".
    pub published: Option<Date>,
    /// The language, by its ISO 639-1 code; `None` where nobody said or looked.
    pub language: Option<String>,
    /// What was wrong with the input and what was done about it.
    pub notes: Vec<Note>,
}

/// Something about the input that a reader of the results should know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note(pub String);

impl Article {
    /// An article of which nothing is known but its text.
    pub fn new(id: impl Into<String>, text: impl Into<String>) -> Self {
        let mut article = Article { id: id.into(), text: text.into(), ..Article::default() };
        article.cut_to(MAX_TEXT);
        article
    }

    /// An article from bytes that should be UTF-8. Damaged sequences become
    /// U+FFFD and a leading byte order mark is dropped; a note says so.
    pub fn from_bytes(id: impl Into<String>, bytes: &[u8]) -> Self {
        let (text, notes) = decode(bytes);
        let mut article = Article::new(id, text);
        article.notes.splice(0..0, notes);
        article
    }

    fn cut_to(&mut self, limit: usize) {
        if self.text.len() > limit {
            let length = self.text.len();
            self.text.truncate(self.text.floor_char_boundary(limit));
            self.notes.push(Note(format!("the text has {length} bytes; all behind byte {limit} was cut off")));
        }
    }
}

/// Reads bytes as UTF-8: damaged sequences become U+FFFD, a leading byte order
/// mark is dropped, and a note tells of either.
pub fn decode(bytes: &[u8]) -> (Cow<'_, str>, Vec<Note>) {
    let mut notes = Vec::new();
    let body = bytes.strip_prefix(b"\xef\xbb\xbf");
    if body.is_some() {
        notes.push(Note("a byte order mark at the start was dropped".into()));
    }
    let text = String::from_utf8_lossy(body.unwrap_or(bytes));
    if let Cow::Owned(_) = text {
        notes.push(Note("bytes that are not UTF-8 were replaced by U+FFFD".into()));
    }
    (text, notes)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn damage_is_replaced_and_noted() {
        let article = Article::from_bytes("a", b"\xef\xbb\xbfcaf\xe9 talks");
        assert_eq!(article.text, "caf\u{fffd} talks");
        assert_eq!(article.notes.len(), 2);
        assert!(Article::from_bytes("b", "café".as_bytes()).notes.is_empty());
    }

    #[test]
    fn a_text_over_the_limit_is_cut_at_a_boundary() {
        let mut article = Article::new("a", "aéé");
        article.cut_to(4);
        assert_eq!(article.text, "aé");
        assert_eq!(article.notes.len(), 1);
    }

    proptest! {
        #[test]
        fn any_bytes_make_an_article(bytes: Vec<u8>) {
            let article = Article::from_bytes("a", &bytes);
            prop_assert!(std::str::from_utf8(&bytes).is_err() || article.notes.len() <= 1);
        }
    }
}
