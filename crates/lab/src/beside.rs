//! The time that a layer takes, beside the language layer.

use std::time::{Duration, Instant};

use rapporteur::{Article, Parse, Reader};

/// Seconds of the language layer and of what `layer` spends on it, one thread,
/// summed over all articles.
pub fn seconds(reader: &Reader, articles: &[Article], layer: impl Fn(&Article, &Parse) -> Duration) -> (f64, f64) {
    let (mut language, mut on_top) = (Duration::ZERO, Duration::ZERO);
    for article in articles {
        let start = Instant::now();
        let parse = reader.parse(article);
        language += start.elapsed();
        on_top += layer(article, &parse);
    }
    (language.as_secs_f64(), on_top.as_secs_f64())
}

/// How long something takes; its result is not optimised away.
pub fn clock<T>(work: impl FnOnce() -> T) -> Duration {
    let start = Instant::now();
    std::hint::black_box(work());
    start.elapsed()
}
