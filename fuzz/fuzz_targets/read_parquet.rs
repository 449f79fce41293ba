//! Any bytes as a Parquet file: the reader comes to an end and every article holds to the limits.

#![no_main]

use libfuzzer_sys::fuzz_target;

#[path = "../readers.rs"]
mod readers;

fuzz_target!(
    // The reader catches panics of the library and makes failures of them; libFuzzer's own hook would end the process
    // before that. Panics that get past the reader still end it.
    init: std::panic::set_hook(Box::new(|_| {})),
    |bytes: &[u8]| readers::check("news.parquet", bytes)
);
