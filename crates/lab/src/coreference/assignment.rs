/// The largest sum of `worth` that pairs each row with at most one column and
/// each column with at most one row (Kuhn 1955; Munkres 1957; with potentials
/// and shortest paths, in time rows² × columns).
///
/// `worth` holds `rows` times `columns` numbers, row behind row; none may be
/// negative, so that leaving a row alone is never better than pairing it.
pub fn best_sum(worth: &[f64], rows: usize, columns: usize) -> f64 {
    if rows > columns {
        let turned: Vec<f64> = (0..columns * rows).map(|at| worth[at % rows * columns + at / rows]).collect();
        return best_sum(&turned, columns, rows);
    }
    let mut search = Search::new(worth, rows, columns);
    (1..=rows).for_each(|row| search.add(row));
    let pairs = search.row_of.iter().enumerate().skip(1).filter(|(_, row)| **row > 0);
    pairs.map(|(column, row)| worth[(row - 1) * columns + column - 1]).sum()
}

/// Rows and columns count from 1; 0 stands for none.
struct Search<'a> {
    worth: &'a [f64],
    columns: usize,
    row_potential: Vec<f64>,
    column_potential: Vec<f64>,
    row_of: Vec<usize>,
}

impl<'a> Search<'a> {
    fn new(worth: &'a [f64], rows: usize, columns: usize) -> Self {
        Search {
            worth,
            columns,
            row_potential: vec![0.0; rows + 1],
            column_potential: vec![0.0; columns + 1],
            row_of: vec![0; columns + 1],
        }
    }

    /// What pairing costs beyond the potentials.
    fn slack(&self, row: usize, column: usize) -> f64 {
        let worth = self.worth[(row - 1) * self.columns + column - 1];
        -worth - self.row_potential[row] - self.column_potential[column]
    }

    /// Pairs one more row, along the cheapest path that moves earlier ones.
    fn add(&mut self, row: usize) {
        let mut least = vec![f64::INFINITY; self.columns + 1];
        let mut came_from = vec![0; self.columns + 1];
        let mut used = vec![false; self.columns + 1];
        self.row_of[0] = row;
        let mut column = 0;
        while self.row_of[column] != 0 {
            used[column] = true;
            let mut next = (0, f64::INFINITY);
            for other in (1..=self.columns).filter(|&other| !used[other]) {
                let slack = self.slack(self.row_of[column], other);
                if slack < least[other] {
                    least[other] = slack;
                    came_from[other] = column;
                }
                if least[other] < next.1 {
                    next = (other, least[other]);
                }
            }
            self.shift(&used, &mut least, next.1);
            column = next.0;
        }
        while column != 0 {
            self.row_of[column] = self.row_of[came_from[column]];
            column = came_from[column];
        }
    }

    fn shift(&mut self, used: &[bool], least: &mut [f64], by: f64) {
        for column in 0..=self.columns {
            if used[column] {
                self.row_potential[self.row_of[column]] += by;
                self.column_potential[column] -= by;
            } else {
                least[column] -= by;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The best sum by trying everything.
    fn tried(worth: &[f64], columns: usize, row: usize, free: &mut Vec<usize>) -> f64 {
        if row * columns >= worth.len() {
            return 0.0;
        }
        let mut best = tried(worth, columns, row + 1, free);
        for index in 0..free.len() {
            let column = free.remove(index);
            best = best.max(worth[row * columns + column] + tried(worth, columns, row + 1, free));
            free.insert(index, column);
        }
        best
    }

    #[test]
    fn the_greedy_choice_is_not_always_best() {
        assert_eq!(best_sum(&[9.0, 8.0, 8.0, 1.0], 2, 2), 16.0);
        assert_eq!(best_sum(&[1.0, 5.0, 3.0], 1, 3), 5.0);
        assert_eq!(best_sum(&[1.0, 5.0, 3.0], 3, 1), 5.0);
        assert_eq!(best_sum(&[], 0, 0), 0.0);
    }

    proptest! {
        #[test]
        fn agrees_with_trying_everything(rows in 1usize..5, columns in 1usize..5, seed in prop::collection::vec(0u8..9, 16)) {
            let worth: Vec<f64> = seed[..rows * columns].iter().map(|&number| f64::from(number)).collect();
            let expected = tried(&worth, columns, 0, &mut (0..columns).collect());
            prop_assert_eq!(best_sum(&worth, rows, columns), expected);
        }
    }
}
