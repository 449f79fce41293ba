//! What the whole reading of an article costs, stage by stage.

use std::time::{Duration, Instant};

use anyhow::Result;
use extract::{events, ground, statements};
use rapporteur::{Article, Reader};
use rayon::prelude::*;

/// The stages, in their order.
pub const STAGES: [&str; 4] = ["language", "who, when, where", "who said what", "who did what to whom"];

/// Seconds that reading all articles takes on so many threads.
///
/// # Errors
///
/// Where threads cannot be started.
pub fn seconds(reader: &Reader, articles: &[Article], threads: usize) -> Result<f64> {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build()?;
    Ok(pool.install(|| {
        let start = Instant::now();
        articles.par_iter().with_max_len(1).for_each(|article| {
            std::hint::black_box(reader.read(article.clone()));
        });
        start.elapsed().as_secs_f64()
    }))
}

/// The share of each stage in the time of reading, on one thread.
pub fn shares(reader: &Reader, articles: &[Article]) -> [f64; STAGES.len()] {
    let mut spent = [Duration::ZERO; STAGES.len()];
    for article in articles {
        for (sum, stage) in spent.iter_mut().zip(stages(reader, article)) {
            *sum += stage;
        }
    }
    let all: Duration = spent.iter().sum();
    spent.map(|stage| stage.as_secs_f64() / all.as_secs_f64().max(f64::MIN_POSITIVE))
}

/// What [`Reader::read`] does, with a clock beside it.
fn stages(reader: &Reader, article: &Article) -> [Duration; STAGES.len()] {
    let knowledge = reader.knowledge();
    let start = Instant::now();
    let parse = reader.parse(article);
    let parsed = start.elapsed();
    let grounding = ground::resolve(knowledge, article, &parse);
    let grounded = start.elapsed();
    let found = statements::find(knowledge, article, &parse, &grounding);
    let grounding = statements::resolve_voices(knowledge, article, &parse, grounding, &found);
    let stated = start.elapsed();
    std::hint::black_box(events::find(knowledge, article, &parse, &grounding, &found));
    [parsed, grounded - parsed, stated - grounded, start.elapsed() - stated]
}

/// Megabytes that the program has held at most since [`forget_memory`]; none
/// where the system does not tell.
pub fn most_memory() -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kilobytes: f64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kilobytes / 1024.0)
}

/// Starts the count of [`most_memory`] anew, where the system lets itself be
/// asked.
pub fn forget_memory() {
    let _ = std::fs::write("/proc/self/clear_refs", "5");
}
