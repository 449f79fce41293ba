//! The index of names: from words in a text to what they may stand for.

use std::collections::HashMap;

use foldhash::fast::RandomState;

use super::actors::push_exact;

/// How a name stands for what it leads to.
#[derive(Clone, Copy, PartialEq, Eq, Debug, PartialOrd, Ord)]
pub enum NameKind {
    /// A name of a country.
    Country,
    /// "Belarusian".
    Adjective,
    /// "Belarusians".
    People,
    /// "Minsk", for the government or the city.
    Capital,
    /// "the Kremlin".
    Seat,
    /// A name of an actor.
    Actor,
    /// A name of a region or grouping.
    Region,
    /// "Western".
    RegionAdjective,
    /// "Westerners".
    RegionPeople,
}

/// One meaning of a name.
#[derive(Clone, Copy, PartialEq, Eq, Debug, PartialOrd, Ord)]
pub struct Meaning {
    /// How the name stands for it.
    pub kind: NameKind,
    /// The row of its table: countries, actors or groupings, by the kind.
    pub row: u32,
}

const UNITED_NATIONS: &str = "United Nations ";

/// All names with their meanings.
#[derive(Default)]
pub struct NameIndex {
    meanings: HashMap<&'static str, Vec<Meaning>, RandomState>,
    /// For the first letters and digits of names, the length in bytes of the
    /// longest name that starts with them.
    longest: HashMap<&'static str, u32, RandomState>,
}

impl NameIndex {
    /// Adds a meaning of a name.
    pub fn add(&mut self, name: &'static str, kind: NameKind, row: usize) {
        let meaning = Meaning { kind, row: row as u32 };
        let meanings = self.meanings.entry(name).or_default();
        if !meanings.contains(&meaning) {
            push_exact(meanings, meaning);
        }
        let longest = self.longest.entry(first_word(name)).or_default();
        *longest = (*longest).max(name.len() as u32);
    }

    /// What a name may stand for.
    pub fn meanings(&self, name: &str) -> &[Meaning] {
        self.meanings.get(name).map_or(&[], Vec::as_slice)
    }

    /// The longest name at the start of `text` that ends at one of `ends`
    /// (ascending): the place of its end in `ends`, and its meanings.
    pub fn longest(&self, text: &str, ends: impl Iterator<Item = usize>) -> Option<(usize, &[Meaning])> {
        let longest = *self.longest.get(first_word(text))? as usize;
        let mut best = None;
        for (place, end) in ends.enumerate().take_while(|(_, end)| *end <= longest + 8) {
            let Some(words) = text.get(..end) else { continue };
            let meanings = match plain(words) {
                Some(plain) => self.meanings(&plain),
                None => self.meanings(words),
            };
            // The tables name its organs by the letters alone.
            let meanings = match words.strip_prefix(UNITED_NATIONS) {
                Some(organ) if meanings.is_empty() => self.meanings(&format!("UN {organ}")),
                _ => meanings,
            };
            if !meanings.is_empty() {
                best = Some((place, meanings));
            }
        }
        best
    }

    /// How many names there are.
    pub fn len(&self) -> usize {
        self.meanings.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.meanings.is_empty()
    }
}

/// The letters and digits at the start of a text; where it starts with
/// another character, that one.
fn first_word(text: &str) -> &str {
    let end = text.find(|c: char| !c.is_alphanumeric()).unwrap_or(text.len());
    match end {
        0 => text.chars().next().map_or("", |c| &text[..c.len_utf8()]),
        end => &text[..end],
    }
}

/// The words with plain apostrophes and single blanks, where they differ from
/// that.
fn plain(words: &str) -> Option<String> {
    let differs = words.contains(['’', '\n', '\u{a0}']) || words.contains("  ");
    differs.then(|| words.split_whitespace().collect::<Vec<_>>().join(" ").replace('’', "'"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_name_wins() {
        let mut index = NameIndex::default();
        index.add("South Sudan", NameKind::Country, 1);
        index.add("South", NameKind::Region, 2);
        index.add("Sudan", NameKind::Country, 3);
        let text = "South Sudan agreed";
        let (place, meanings) = index.longest(text, [5, 11, 18].into_iter()).unwrap();
        assert_eq!((place, meanings[0].row), (1, 1));
        assert!(index.longest("Southern Sudan", [8, 14].into_iter()).is_none());
    }

    #[test]
    fn line_breaks_and_curly_apostrophes_do_not_matter() {
        let mut index = NameIndex::default();
        index.add("People's Front", NameKind::Actor, 1);
        assert!(
            index.longest("People’s\nFront said", ["People’s".len(), "People’s\nFront".len()].into_iter()).is_some()
        );
    }
}
