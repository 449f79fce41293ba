use std::io::{self, BufRead, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};

use super::Limits;

/// Watches how many times larger content grows than the file that it comes
/// from: what stops a gzip bomb.
#[derive(Clone)]
pub struct Expansion {
    limit: u64,
    read: Arc<AtomicU64>,
    written: u64,
}

impl Expansion {
    /// A watch with the factor of `limits`.
    pub fn new(limits: &Limits) -> Self {
        Expansion { limit: limits.expansion, read: Arc::default(), written: 0 }
    }

    /// Counts the compressed side.
    pub fn count_in<R>(&self, inner: R) -> CountIn<R> {
        CountIn { inner, read: Arc::clone(&self.read) }
    }

    /// Counts and checks the other side.
    pub fn check_out<R>(self, inner: R) -> CheckOut<R> {
        CheckOut { inner, expansion: self }
    }

    fn add(&mut self, bytes: u64) -> io::Result<()> {
        self.written += bytes;
        let allowed = self.read.load(Relaxed).saturating_mul(self.limit).max(Limits::EXPANSION_FROM);
        if self.written <= allowed {
            return Ok(());
        }
        Err(io::Error::other(format!(
            "the content is more than {} times larger than the file; --max-expansion sets the limit",
            self.limit
        )))
    }
}

/// See [`Expansion::count_in`].
pub struct CountIn<R> {
    inner: R,
    read: Arc<AtomicU64>,
}

impl<R: Read> Read for CountIn<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        self.read.fetch_add(count as u64, Relaxed);
        Ok(count)
    }
}

impl<R: BufRead> BufRead for CountIn<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.inner.fill_buf()
    }

    fn consume(&mut self, count: usize) {
        self.read.fetch_add(count as u64, Relaxed);
        self.inner.consume(count);
    }
}

/// See [`Expansion::check_out`].
pub struct CheckOut<R> {
    inner: R,
    expansion: Expansion,
}

impl<R: Read> Read for CheckOut<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        self.expansion.add(count as u64)?;
        Ok(count)
    }
}
