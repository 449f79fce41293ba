//! How much each word around two actors speaks for each class of relation:
//! `data/frames/type-weights.tsv`.

use std::collections::HashMap;

use foldhash::fast::FixedState;

use super::KnowledgeError;
use super::relation_classes::RelationClasses;

const FILE: &str = "data/frames/type-weights.tsv";
const EMBEDDED: &str = include_str!("../../../../data/frames/type-weights.tsv");

/// Weights of features for each class; what is not listed counts nothing.
pub struct TypeWeights {
    /// The classes that are told apart.
    pub classes: RelationClasses,
    /// Cells are read when they are asked for: most never are.
    by_feature: HashMap<&'static str, &'static str, FixedState>,
    /// The number of the class for the letter that stands for it.
    letters: [Option<u8>; 26],
}

impl TypeWeights {
    /// The table that the program carries.
    ///
    /// # Errors
    ///
    /// Never, in a program that passed its tests.
    pub fn embedded() -> Result<Self, KnowledgeError> {
        TypeWeights::parse(EMBEDDED, FILE, RelationClasses::embedded()?)
    }

    /// Reads the classes that letters stand for, in the first line ("a=ACCUSE
    /// b=AGREE"), and then lines of a feature, a tab, and letters with their
    /// weights in hundredths ("a31 b-20"); `file` names the table in errors.
    ///
    /// # Errors
    ///
    /// A line of another form.
    pub fn parse(content: &'static str, file: &str, classes: RelationClasses) -> Result<Self, KnowledgeError> {
        let error = |line, problem: &str| KnowledgeError {
            file: file.to_owned(),
            line: Some(line),
            problem: problem.to_owned(),
        };
        let mut by_feature = HashMap::default();
        let mut letters = [None; 26];
        let lines = content.lines().enumerate().filter(|(_, line)| !line.is_empty() && !line.starts_with('#'));
        for (index, line) in lines {
            let row = line.split_once('\t');
            let Some((feature, cells)) = row else {
                return Err(error(index + 1, "not a feature, a tab, and letters of classes with their weights"));
            };
            if feature == "classes" {
                for cell in cells.split(' ') {
                    let known =
                        cell.split_once('=').and_then(|(letter, name)| Some((place(letter)?, classes.named(name)?)));
                    let (place, number) =
                        known.ok_or_else(|| error(index + 1, "not letters of classes of relation-classes.tsv"))?;
                    letters[place] = Some(number as u8);
                }
            } else {
                by_feature.insert(feature, cells);
            }
        }
        Ok(TypeWeights { classes, by_feature, letters })
    }

    /// The weights of a feature: the number of each class and its weight.
    pub fn of(&self, feature: &str) -> impl Iterator<Item = (usize, f32)> + '_ {
        let cells = self.by_feature.get(feature).map_or("", |cells| cells);
        cells.split(' ').filter_map(|cell| {
            let (letter, weight) = cell.split_at_checked(1)?;
            let class = self.letters[place(letter)?]?;
            Some((usize::from(class), weight.parse::<i16>().ok()? as f32 / 100.0))
        })
    }

    /// Lines that [`TypeWeights::parse`] would pass over in part, for tests.
    pub fn damaged(&self) -> Vec<&str> {
        let count = |cells: &str| cells.split(' ').count();
        let is_damaged = |&(feature, cells): &(&&'static str, &&'static str)| self.of(feature).count() != count(cells);
        self.by_feature.iter().filter(is_damaged).map(|(feature, _)| *feature).collect()
    }
}

/// The place of a letter from a to z.
fn place(letter: &str) -> Option<usize> {
    match letter.as_bytes() {
        [letter @ b'a'..=b'z'] => Some(usize::from(letter - b'a')),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_read_or_named() {
        let classes = || RelationClasses::embedded().unwrap();
        let table = "# head\nclasses\ta=AID b=ASSAULT\npath hit\ta-50 b125\n";
        let weights = TypeWeights::parse(table, "t", classes()).unwrap();
        let (aid, assault) = (weights.classes.named("AID").unwrap(), weights.classes.named("ASSAULT").unwrap());
        assert_eq!(weights.of("path hit").collect::<Vec<_>>(), [(aid, -0.5), (assault, 1.25)]);
        assert_eq!(weights.of("path miss").count(), 0);
        let error = TypeWeights::parse("path hit 1\n", "t", classes()).map(drop).unwrap_err();
        assert_eq!((error.line, error.file.as_str()), (Some(1), "t"));
    }

    #[test]
    fn every_cell_of_the_carried_table_counts() {
        let weights = TypeWeights::embedded().unwrap();
        assert!(weights.damaged().is_empty());
    }
}
