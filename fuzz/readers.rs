//! What must hold of every reader, whatever the bytes.

use formats::articles::{Entry, Limits, ReadOptions, Screen, ScreenOptions, Source, read_bytes};

/// Reads bytes in the form that the file's name says. Limits are small, so that they are met.
pub fn check(name: &str, bytes: &[u8]) {
    let source = Source::file(name.into());
    let limits = Limits { article: 2000, line: 1500, record: 1800, expansion: 400, nesting: 60 };
    let options = ReadOptions { limits, ..ReadOptions::default() };
    let mut screen = Screen::new(ScreenOptions::default());
    let mut count = 0;
    for entry in read_bytes(&source, bytes, &options) {
        count += 1;
        match &entry {
            // Text in another encoding may take three bytes for each of the file's.
            Entry::Article(article) => assert!(article.text.len() <= 3 * 2000, "{} bytes", article.text.len()),
            Entry::Failed(failure) => assert!(failure.file == name && !failure.cause.is_empty()),
            Entry::Skipped(_) => {}
        }
        screen.check(entry);
    }
    // A table of a few bytes can have many rows only if it is packed.
    assert!(count <= bytes.len() + 1 || name.ends_with("parquet") || name.ends_with("gz") || name.ends_with("zst"));
}
