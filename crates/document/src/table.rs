use std::fmt;
use std::marker::PhantomData;
use std::ops::{Index, IndexMut, Range};

/// The number of a row in a [`Table`]: a type of its own for each kind of row,
/// so that a token's number cannot be used where a name's is asked for.
pub trait Id: Copy + Eq + Ord + fmt::Debug {
    /// The row with this number.
    fn from_index(index: usize) -> Self;
    /// The number of the row.
    fn index(self) -> usize;
}

/// Declares the id type of one kind of row.
#[macro_export]
macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Default)]
        pub struct $name(u32);

        impl $crate::Id for $name {
            fn from_index(index: usize) -> Self {
                $name(u32::try_from(index).unwrap_or(u32::MAX))
            }
            fn index(self) -> usize {
                self.0 as usize
            }
        }
    };
}

/// Rows of one kind, found by their typed number.
#[derive(Clone, PartialEq, Eq)]
pub struct Table<I, T> {
    rows: Vec<T>,
    id: PhantomData<fn(I) -> I>,
}

impl<I: Id, T> Table<I, T> {
    /// A table without rows.
    pub fn new() -> Self {
        Table { rows: Vec::new(), id: PhantomData }
    }

    /// A table without rows that has room for `rows`.
    pub fn with_capacity(rows: usize) -> Self {
        Table { rows: Vec::with_capacity(rows), id: PhantomData }
    }

    /// Adds a row and gives its number.
    pub fn push(&mut self, row: T) -> I {
        self.rows.push(row);
        I::from_index(self.rows.len() - 1)
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The row with this number, if the table has it.
    pub fn get(&self, id: I) -> Option<&T> {
        self.rows.get(id.index())
    }

    /// All rows in order.
    pub fn rows(&self) -> &[T] {
        &self.rows
    }

    /// All row numbers in order.
    pub fn ids(&self) -> impl DoubleEndedIterator<Item = I> + ExactSizeIterator + use<I, T> {
        (0..self.rows.len()).map(I::from_index)
    }

    /// All rows in order, each with its number.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (I, &T)> + ExactSizeIterator {
        self.rows.iter().enumerate().map(|(index, row)| (I::from_index(index), row))
    }

    /// The rows of a range of numbers; numbers that the table does not have
    /// are left out.
    pub fn slice(&self, range: IdRange<I>) -> &[T] {
        let end = range.end.index().min(self.rows.len());
        &self.rows[range.start.index().min(end)..end]
    }
}

impl<I: Id, T> Default for Table<I, T> {
    fn default() -> Self {
        Table::new()
    }
}

impl<I: Id, T> Index<I> for Table<I, T> {
    type Output = T;
    fn index(&self, id: I) -> &T {
        &self.rows[id.index()]
    }
}

impl<I: Id, T> IndexMut<I> for Table<I, T> {
    fn index_mut(&mut self, id: I) -> &mut T {
        &mut self.rows[id.index()]
    }
}

impl<I: Id, T> FromIterator<T> for Table<I, T> {
    fn from_iter<S: IntoIterator<Item = T>>(rows: S) -> Self {
        Table { rows: rows.into_iter().collect(), id: PhantomData }
    }
}

impl<I, T: fmt::Debug> fmt::Debug for Table<I, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(&self.rows).finish()
    }
}

/// Consecutive rows: from `start` up to, not including, `end`.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub struct IdRange<I> {
    /// The first row.
    pub start: I,
    /// The row behind the last one.
    pub end: I,
}

impl<I: Id> IdRange<I> {
    /// The rows with these numbers.
    pub fn new(range: Range<usize>) -> Self {
        IdRange { start: I::from_index(range.start), end: I::from_index(range.end.max(range.start)) }
    }

    /// How many rows.
    pub fn len(self) -> usize {
        self.end.index() - self.start.index()
    }

    /// Whether there are none.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether the row is one of them.
    pub fn contains(self, id: I) -> bool {
        self.start <= id && id < self.end
    }

    /// The row numbers in order.
    pub fn ids(self) -> impl DoubleEndedIterator<Item = I> + ExactSizeIterator + use<I> {
        (self.start.index()..self.end.index()).map(I::from_index)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    crate::id!(
        /// A row of the tests.
        RowId
    );

    #[test]
    fn rows_are_found_by_number() {
        let mut table: Table<RowId, &str> = Table::new();
        let first = table.push("a");
        let second = table.push("b");
        assert_eq!((table[first], table[second]), ("a", "b"));
        assert_eq!(table.get(RowId::from_index(2)), None);
        assert_eq!(table.ids().collect::<Vec<_>>(), [first, second]);
    }

    #[test]
    fn a_slice_stops_at_the_last_row() {
        let table: Table<RowId, u8> = [1, 2, 3].into_iter().collect();
        assert_eq!(table.slice(IdRange::new(1..9)), [2, 3]);
        assert!(table.slice(IdRange::new(7..9)).is_empty());
        assert_eq!(IdRange::<RowId>::new(1..3).len(), 2);
    }
}
