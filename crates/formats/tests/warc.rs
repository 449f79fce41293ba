//! An archive that a crawler's library wrote (`warc/make.py`).

#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

use std::path::PathBuf;

use formats::articles::{Entry, ReadOptions, Skip, Source, read};

#[test]
fn an_archive_of_warcio_is_read() {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/warc/warcio.warc.gz");
    let (source, options) = (Source::file(path), ReadOptions::default());
    let entries: Vec<Entry> = read(&source, &options).collect();
    let articles: Vec<_> = entries
        .iter()
        .filter_map(|entry| match entry {
            Entry::Article(article) => Some(article),
            _ => None,
        })
        .collect();
    let passed_over = entries.iter().filter(|entry| matches!(entry, Entry::Skipped(Skip::NoPage))).count();
    assert_eq!((entries.len(), articles.len(), passed_over), (6, 2, 4));
    assert_eq!(articles[0].id, "00000000-0000-0000-0000-000000000001");
    assert_eq!(articles[0].url.as_deref(), Some("https://courier.example/world/dam-talks"));
    assert_eq!(articles[0].published.unwrap().to_string(), "2025-03-11");
    assert!(articles[0].text.contains("The water ministers of Egypt, Ethiopia and Sudan met"));
    assert_eq!(articles[1].outlet.as_deref(), Some("wire.example"));
    assert!(articles[1].text.contains("Sri Lanka's navy freed eleven Indian fishermen"));
}
