//! Any bytes as a web archive of gzip members: the reader comes to an end and every article holds to the limits.

#![no_main]

use libfuzzer_sys::fuzz_target;

#[path = "../readers.rs"]
mod readers;

fuzz_target!(|bytes: &[u8]| readers::check("crawl.warc.gz", bytes));
