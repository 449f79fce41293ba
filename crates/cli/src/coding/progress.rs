use std::io::{self, IsTerminal, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::time::{Duration, Instant};

use formats::articles::Failure;
use formats::run::{Observer, Summary};

/// Tells how a run goes: on a terminal in one line that changes, elsewhere not
/// at all. Failures are told one by one until there are many.
pub struct Progress {
    is_shown: bool,
    started: Instant,
    told: Instant,
    /// What earlier, interrupted runs had done.
    before: Summary,
    failures: u64,
    errors: Option<String>,
    read: Arc<AtomicU64>,
    to_read: u64,
}

/// Failures that are told one by one.
const TOLD: u64 = 10;

/// How often the line changes.
const EVERY: Duration = Duration::from_millis(250);

impl Progress {
    /// A run that begins now. `read` counts bytes of the input, `to_read` is
    /// their sum where it is known, `errors` the file that lists all failures.
    pub fn new(read: Arc<AtomicU64>, to_read: u64, errors: Option<String>) -> Self {
        let now = Instant::now();
        let is_shown = io::stderr().is_terminal();
        Progress { is_shown, started: now, told: now, before: Summary::default(), failures: 0, errors, read, to_read }
    }

    /// How long the run took, and what it did itself of all that is done.
    pub fn own_share(&self, done: &Summary) -> (Duration, u64) {
        (self.started.elapsed(), done.words.saturating_sub(self.before.words))
    }

    /// Takes the line away.
    pub fn clear(&self) {
        if self.is_shown {
            eprint!("\r\x1b[K");
        }
    }

    fn line(&self, done: &Summary) -> String {
        let seconds = self.started.elapsed().as_secs_f64();
        let rate = (done.articles - self.before.articles) as f64 / seconds;
        let mut line = format!("{} articles, {rate:.0} a second", grouped(done.articles));
        let read = self.read.load(Relaxed);
        if self.to_read > 0 && read > 0 {
            let part = (read as f64 / self.to_read as f64).min(1.0);
            let left = Duration::from_secs_f64(seconds * (1.0 - part) / part);
            line += &format!(", {:.0} %, {} left", part * 100.0, time(left));
        }
        if done.failed > 0 {
            line += &format!(", {} failed", grouped(done.failed));
        }
        line
    }
}

impl Observer for Progress {
    fn resumed(&mut self, done: &Summary) {
        self.before = done.clone();
        eprintln!("rapporteur: going on after {} articles of an unfinished run", grouped(done.records()));
    }

    fn failed(&mut self, failure: &Failure) {
        self.failures += 1;
        if self.failures <= TOLD || self.errors.is_none() {
            self.clear();
            eprintln!("rapporteur: {failure}; skipped");
        } else if self.failures == TOLD + 1 {
            let errors = self.errors.as_deref().unwrap_or_default();
            eprintln!("rapporteur: further ones are listed in {errors}");
        }
    }

    fn progressed(&mut self, done: &Summary) {
        if self.is_shown && self.told.elapsed() >= EVERY {
            self.told = Instant::now();
            eprint!("\r\x1b[K{}", self.line(done));
            let _ = io::stderr().flush();
        }
    }
}

/// A number with commas.
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// A time for people.
pub fn time(time: Duration) -> String {
    match time.as_secs() {
        seconds @ 0..120 => format!("{seconds} s"),
        seconds @ 120..7200 => format!("{} min", seconds / 60),
        seconds => format!("{} h {} min", seconds / 3600, seconds % 3600 / 60),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_times_are_for_people() {
        assert_eq!((grouped(7), grouped(1_234_567)), ("7".to_owned(), "1,234,567".to_owned()));
        assert_eq!(time(Duration::from_secs(90)), "90 s");
        assert_eq!(time(Duration::from_secs(8000)), "2 h 13 min");
    }
}
