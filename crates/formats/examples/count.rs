//! Reads files and counts: how fast the readers are, and how much memory they
//! need.
//!
//! ```sh
//! cargo run --release -p formats --example count -- news.jsonl
//! ```

use std::path::PathBuf;
use std::time::Instant;

use formats::articles::{
    Entry, InputFormat, ReadOptions, Screen, ScreenOptions, Source, SourceError, expand, read_all,
};

fn main() -> Result<(), SourceError> {
    let names: Vec<PathBuf> = std::env::args().skip(1).map(PathBuf::from).collect();
    let sources = expand(&names, (InputFormat::Text, None))?;
    let options = ReadOptions::default();
    let mut screen = Screen::new(ScreenOptions::default());
    let (mut articles, mut failed, mut skipped, mut bytes) = (0_u64, 0_u64, 0_u64, 0_usize);
    let started = Instant::now();
    for entry in read_all(&sources, &options).map(|entry| screen.check(entry)) {
        match entry {
            Entry::Article(article) => {
                articles += 1;
                bytes += article.text.len();
            }
            Entry::Failed(_) => failed += 1,
            Entry::Skipped(_) => skipped += 1,
        }
    }
    let seconds = started.elapsed().as_secs_f64();
    let size: u64 = sources.iter().map(Source::size).sum();
    println!("{articles} articles, {failed} failed, {skipped} left out, {bytes} bytes of text");
    println!("{seconds:.1} s, {:.0} MB of files a second", size as f64 / seconds / 1e6);
    Ok(())
}
