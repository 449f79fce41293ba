//! Input that is made to harm: each ends in a counted failure, and all of it
//! together within bounded memory.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

use std::io::{self, Read, Write};

use flate2::Compression;
use flate2::write::GzEncoder;
use formats::articles::{Entry, ReadOptions, Source, read_bytes};

const GOOD: &[u8] = b"{\"text\": \"Egypt thanked Sudan.\"}\n";

/// What became of each record: the text of an article, or the cause of a
/// failure behind an exclamation mark.
fn outcome(name: &str, bytes: impl Read + Send) -> Vec<String> {
    let (source, options) = (Source::file(name.into()), ReadOptions::default());
    let told = |entry| match entry {
        Entry::Article(article) => article.text,
        Entry::Failed(failure) => format!("! {}", failure.cause),
        Entry::Skipped(skip) => format!("- {}", skip.as_str()),
    };
    read_bytes(&source, bytes, &options).map(told).collect()
}

fn a_gigabyte_of(byte: u8) -> impl Read + Send {
    io::repeat(byte).take(1 << 30)
}

fn gzip(content: &mut impl Read) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    io::copy(content, &mut encoder).unwrap();
    encoder.finish().unwrap()
}

#[track_caller]
fn is_one_failure(told: &[String], cause: &str) {
    let failures: Vec<&String> = told.iter().filter(|told| told.starts_with('!')).collect();
    assert!(failures.len() == 1 && failures[0].contains(cause), "{told:?}");
}

/// One test: what it needs of memory is measured at the end, for all of them.
#[test]
fn hostile_input_ends_in_failures_within_bounded_memory() {
    let line = outcome("a.jsonl", GOOD.chain(a_gigabyte_of(b'x')).chain(&b"\n"[..]).chain(GOOD));
    assert_eq!(line.len(), 3);
    is_one_failure(&line, "--max-line");

    let row = outcome("a.csv", b"text\nOne.\n\"".chain(a_gigabyte_of(b'x')));
    assert_eq!(row[0], "One.");
    is_one_failure(&row, "--max-line");

    is_one_failure(&outcome("a.txt", a_gigabyte_of(b'x')), "--max-article");
    is_one_failure(&outcome("a.html", a_gigabyte_of(b'<')), "--max-article");
    is_one_failure(&outcome("a.html", io::Cursor::new("<div>".repeat(100_000))), "--max-nesting");
    is_one_failure(
        &outcome("a.parquet", b"PAR1".chain(a_gigabyte_of(0).take(1 << 20)).chain(&b"\xff\xff\xff\x7fPAR1"[..])),
        "Parquet",
    );
    is_one_failure(&outcome("a.warc", b"WARC/1.0\r\n".chain(a_gigabyte_of(b'x'))), "headers have no end");

    let bomb = gzip(&mut GOOD.chain(a_gigabyte_of(b'x').take(200 << 20)));
    let told = outcome("a.jsonl.gz", &bomb[..]);
    assert_eq!(told[0], "Egypt thanked Sudan.");
    assert!(told.len() == 2 && told[1].starts_with('!'), "{told:?}");
    is_one_failure(&outcome("a.txt.gz", &bomb[..]), "--max-article");
    let mut frame = zstd::stream::Encoder::new(Vec::new(), 1).unwrap();
    frame.write_all(GOOD).unwrap();
    io::copy(&mut a_gigabyte_of(b'x').take(200 << 20), &mut frame).unwrap();
    let told = outcome("a.jsonl.zst", &frame.finish().unwrap()[..]);
    assert!(told[0] == "Egypt thanked Sudan." && told.len() == 2 && told[1].starts_with('!'), "{told:?}");

    let lines = GOOD.repeat(500);
    let cut = gzip(&mut &lines[..]);
    is_one_failure(&outcome("a.jsonl.gz", &cut[..cut.len() - 20]), "the rest cannot be read");

    for name in
        ["a.jsonl.gz", "a.csv.gz", "a.txt.gz", "a.html.zst", "a.jsonl.zst", "a.parquet.gz", "a.warc.gz", "a.warc.zst"]
    {
        let told = outcome(name, &b"this was never packed by anything"[..]);
        assert!(told.len() == 1 && told[0].starts_with('!'), "{name}: {told:?}");
    }

    if let Some(peak) = peak() {
        assert!(peak < 400, "{peak} MB");
    }
}

/// The most memory that this process had so far, in megabytes; Linux tells.
fn peak() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    Some(line.trim().trim_end_matches("kB").trim().parse::<u64>().ok()? / 1000)
}
