//! The lines of a dump: `[`, one entity a line with a comma behind it, `]`.

use std::io::{self, BufRead, Read};

use super::entity::Entity;

/// A longer line is passed over as damaged. Wikidata keeps entities below
/// 4 MiB.
const LONGEST: u64 = 64 << 20;

/// What was read of a dump.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Lines that hold an entity.
    pub entities: u64,
    /// Lines that were passed over.
    pub damaged: u64,
    /// The first of those: number from 1, and what is wrong.
    pub first_damaged: Vec<(u64, String)>,
}

/// How many damaged lines are named.
const NAMED: usize = 10;

/// `watch` is called after so many lines.
const WATCH_EVERY: u64 = 1024;

/// Hands over every entity of a dump in order.
pub fn scan(dump: &mut dyn BufRead, watch: &mut dyn FnMut(u64), mut each: impl FnMut(&Entity)) -> io::Result<Counts> {
    let mut counts = Counts::default();
    let mut line = Vec::new();
    let mut number = 0;
    loop {
        line.clear();
        let read = Read::take(&mut *dump, LONGEST).read_until(b'\n', &mut line)? as u64;
        if read == 0 {
            return Ok(counts);
        }
        number += 1;
        if read == LONGEST && !line.ends_with(b"\n") {
            dump.skip_until(b'\n')?;
            counts.damage(number, "longer than 64 MiB");
            continue;
        }
        match entity(&line) {
            Some(Ok(entity)) => {
                counts.entities += 1;
                each(&entity);
            }
            Some(Err(error)) => counts.damage(number, &error.to_string()),
            None => {}
        }
        if number % WATCH_EVERY == 0 {
            watch(counts.entities);
        }
    }
}

/// `None` for the lines around the entities.
fn entity(line: &[u8]) -> Option<serde_json::Result<Entity>> {
    let line = line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(line).trim_ascii();
    let line = line.strip_suffix(b",").unwrap_or(line);
    (!matches!(line, b"" | b"[" | b"]" | b"[]")).then(|| serde_json::from_slice(line))
}

impl Counts {
    fn damage(&mut self, line: u64, problem: &str) {
        self.damaged += 1;
        if self.first_damaged.len() < NAMED {
            self.first_damaged.push((line, problem.to_owned()));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn damaged_lines_are_counted_and_named() {
        let mut dump: &[u8] =
            b"[\n{\"id\":\"Q1\"},\r\n{\"id\":\"Q2\", oops},\n\xff\xfe,\n{\"type\":\"item\"},\n{\"id\":\"Q3\"}\n]\n";
        let mut found = Vec::new();
        let counts = scan(&mut dump, &mut |_| {}, |entity| found.extend(entity.item())).unwrap();
        assert_eq!(found, [1, 3]);
        assert_eq!((counts.entities, counts.damaged), (2, 3));
        assert_eq!(counts.first_damaged.iter().map(|(line, _)| *line).collect::<Vec<_>>(), [3, 4, 5]);
    }

    #[test]
    fn a_dump_that_ends_in_the_middle_of_a_line_keeps_the_lines_before() {
        let mut dump: &[u8] = b"[\n{\"id\":\"Q1\"},\n{\"id\":\"Q2\",\"lab";
        let counts = scan(&mut dump, &mut |_| {}, |_| {}).unwrap();
        assert_eq!((counts.entities, counts.damaged), (1, 1));
    }
}
