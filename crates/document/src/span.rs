use std::fmt;

/// A half-open range of bytes of an article's text.
///
/// `start <= end` always holds. Offsets are `u32`: an article is at most
/// [`MAX_TEXT`](crate::MAX_TEXT) bytes long.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Span {
    start: u32,
    end: u32,
}

impl Span {
    /// The span from `start` to `end`; an `end` before `start` gives the empty
    /// span at `start`.
    pub fn new(start: u32, end: u32) -> Self {
        Span { start, end: end.max(start) }
    }

    /// The first byte.
    pub fn start(self) -> u32 {
        self.start
    }

    /// The byte behind the last one.
    pub fn end(self) -> u32 {
        self.end
    }

    /// Length in bytes.
    pub fn len(self) -> u32 {
        self.end - self.start
    }

    /// Whether the span holds no byte.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// The words at this span, or `""` where the span does not lie on
    /// character boundaries inside `text`.
    pub fn of(self, text: &str) -> &str {
        text.get(self.start as usize..self.end as usize).unwrap_or_default()
    }

    /// Whether `other` lies wholly inside this span.
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two spans share a byte.
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span that holds both.
    pub fn cover(self, other: Span) -> Span {
        Span { start: self.start.min(other.start), end: self.end.max(other.end) }
    }
}

impl fmt::Debug for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..{}", self.start, self.end)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_span_off_a_boundary_is_empty_text() {
        assert_eq!(Span::new(0, 2).of("é"), "é");
        assert_eq!(Span::new(1, 2).of("é"), "");
        assert_eq!(Span::new(0, 9).of("é"), "");
    }

    proptest! {
        #[test]
        fn cover_contains_both(a in 0u32..100, b in 0u32..100, c in 0u32..100, d in 0u32..100) {
            let (left, right) = (Span::new(a, b), Span::new(c, d));
            let cover = left.cover(right);
            prop_assert!(cover.contains(left) && cover.contains(right));
            prop_assert_eq!(left.overlaps(right), right.overlaps(left));
        }

        #[test]
        fn start_never_follows_end(a: u32, b: u32) {
            let span = Span::new(a, b);
            prop_assert!(span.start() <= span.end());
            prop_assert_eq!(span.is_empty(), span.end() - span.start() < 1);
        }
    }
}
