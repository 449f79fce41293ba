use std::fmt::Write as _;
use std::io::Write as _;

use flate2::Compression;
use flate2::write::GzEncoder;

use super::*;
use crate::articles::{ReadOptions, read_bytes};

const PAGE: &str = "<html><head><title>Talks in Riga</title></head><body><article><p>Latvia's foreign minister met her \
                    Estonian colleague in Riga on Monday, the ministry said in a statement.</p><p>They spoke about \
                    trade and about the border for more than two hours.</p></article></body></html>";

fn record(kind: &str, url: &str, content: &str, length: usize) -> Vec<u8> {
    let mut text = String::new();
    let _ = write!(
        text,
        "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2025-06-04T10:00:00Z\r\n\
         Content-Length: {length}\r\n\r\n{content}\r\n\r\n"
    );
    text.into_bytes()
}

fn response(url: &str) -> Vec<u8> {
    let content = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{PAGE}");
    record("response", url, &content, content.len())
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// What became of each record: the URL of a page, the cause of a failure.
fn outcome(name: &str, bytes: &[u8], options: &ReadOptions) -> Vec<String> {
    let source = Source::file(name.into());
    let told = |entry| match entry {
        Entry::Article(article) => article.url.unwrap_or_default(),
        Entry::Failed(failure) => format!("! {}", failure.cause),
        Entry::Skipped(skip) => format!("- {}", skip.as_str()),
    };
    read_bytes(&source, bytes, options).map(told).collect()
}

#[test]
fn pages_are_read_and_other_records_counted() {
    let archive = [
        record("warcinfo", "", "software: test", 14),
        response("https://a.example/1"),
        record("request", "https://a.example/1", "GET / HTTP/1.1\r\n\r\n", 18),
        response("https://a.example/2"),
    ]
    .concat();
    let expected = ["https://a.example/1", "- records of web archives that are no pages", "https://a.example/2"];
    assert_eq!(outcome("a.warc", &archive, &ReadOptions::default()), expected);
    assert_eq!(outcome("a.warc.gz", &gzip(&archive), &ReadOptions::default()), expected);
}

#[test]
fn a_page_brings_its_data() {
    let source = Source::file("a.warc".into());
    let archive = response("https://www.a.example/1");
    let options = ReadOptions::default();
    let Some(Entry::Article(article)) = read_bytes(&source, &archive[..], &options).next() else { panic!() };
    assert_eq!(article.title.as_deref(), Some("Talks in Riga"));
    assert_eq!(article.outlet.as_deref(), Some("a.example"));
    assert_eq!(article.published.unwrap().to_string(), "2025-06-04");
    assert!(article.text.starts_with("Latvia's foreign minister met"), "{}", article.text);
}

#[test]
fn broken_members_cost_one_record_each() {
    let mut members: Vec<Vec<u8>> = (1..=4).map(|n| gzip(&response(&format!("https://a.example/{n}")))).collect();
    let half = members[1].len() / 2;
    members[1].truncate(half);
    members[2][12..60].fill(0xff);
    let told = outcome("a.warc.gz", &members.concat(), &ReadOptions::default());
    assert_eq!(told.first().unwrap(), "https://a.example/1");
    assert_eq!(told.last().unwrap(), "https://a.example/4");
    let failed = told.iter().filter(|told| told.starts_with('!')).count();
    // Of two broken members in a row the second may go down with the first.
    assert!((1..=3).contains(&failed) && told.len() == failed + 2, "{told:?}");
}

#[test]
fn an_archive_cut_off_ends_in_a_failure() {
    let whole = gzip(&[response("https://a.example/1"), response("https://a.example/2")].concat());
    let told = outcome("a.warc.gz", &whole[..whole.len() - 40], &ReadOptions::default());
    assert!(told.last().unwrap().starts_with("! cannot be read"), "{told:?}");
    let plain = response("https://a.example/1");
    let told = outcome("a.warc", &plain[..plain.len() - 100], &ReadOptions::default());
    assert!(told[0].starts_with("! the length"), "{told:?}");
}

#[test]
fn lengths_that_lie_cost_one_record() {
    for lie in [20, 900, 5_000_000_000] {
        let archive = [
            response("https://a.example/1"),
            record("response", "https://a.example/2", PAGE, lie),
            response("https://a.example/3"),
        ];
        let packed: Vec<u8> = archive.iter().flat_map(|record| gzip(record)).collect();
        for (name, bytes) in [("a.warc", archive.concat()), ("a.warc.gz", packed)] {
            let told = outcome(name, &bytes, &ReadOptions::default());
            assert_eq!(told.len(), 3, "{lie} {told:?}");
            assert!(told[1].starts_with('!') && told[2] == "https://a.example/3", "{lie} {told:?}");
        }
    }
}

#[test]
fn a_bomb_ends_in_a_failure() {
    let mut options = ReadOptions::default();
    options.limits.record = 1 << 20;
    let bomb = gzip(&vec![b'a'; 64 << 20]);
    let archive = [gzip(&response("https://a.example/1")), bomb, gzip(&response("https://a.example/2"))].concat();
    let told = outcome("a.warc.gz", &archive, &options);
    assert_eq!(
        (told.first().unwrap().as_str(), told.last().unwrap().as_str()),
        ("https://a.example/1", "https://a.example/2")
    );
    assert!(told[1].starts_with('!') && told.len() < 6, "{told:?}");
}
