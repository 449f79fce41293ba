use std::time::Duration;

use formats::run::Summary;

use super::progress::{grouped, time};

/// Tells what a run did: articles, what was left out and why, events,
/// statements, speed, and where the errors are.
pub fn tell(summary: &Summary, (took, words): (Duration, u64), errors: Option<&str>) {
    let Summary { articles, failed, events, statements, .. } = summary;
    let counts = [(*articles, "article"), (*events, "event"), (*statements, "statement")];
    let counts = counts.map(|(count, noun)| format!("{} {noun}{}", grouped(count), if count == 1 { "" } else { "s" }));
    let rate = grouped((words as f64 / took.as_secs_f64().max(0.001)) as u64);
    eprintln!("rapporteur: {} in {} ({rate} words a second)", counts.join(", "), time(took));
    tell_skipped(summary);
    if *failed > 0 {
        let place = errors.map(|errors| format!(", listed in {errors}")).unwrap_or_default();
        eprintln!("rapporteur: failed: {}{place}", grouped(*failed));
    }
}

/// Tells what was left out on purpose, if anything was.
pub fn tell_skipped(summary: &Summary) {
    if !summary.skipped.is_empty() {
        let reasons = summary.skipped.iter().map(|(reason, count)| format!("{} {reason}", grouped(*count)));
        eprintln!("rapporteur: left out: {}", reasons.collect::<Vec<_>>().join(", "));
    }
}
