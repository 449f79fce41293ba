//! How much each word around two actors speaks for each type of event:
//! `data/frames/type-weights.tsv`.

use std::collections::HashMap;

use foldhash::fast::FixedState;

use super::KnowledgeError;

const FILE: &str = "data/frames/type-weights.tsv";
const EMBEDDED: &str = include_str!("../../../../data/frames/type-weights.tsv");

/// The types told apart; CONCEDE counts as RETREAT.
pub const TYPES: [&str; 15] = [
    "ACCUSE",
    "AGREE",
    "AID",
    "ASSAULT",
    "COERCE",
    "CONSULT",
    "COOPERATE",
    "MOBILIZE",
    "PROTEST",
    "REJECT",
    "REQUEST",
    "RETREAT",
    "SANCTION",
    "SUPPORT",
    "THREATEN",
];

/// Weights of features for each of [`TYPES`]; what is not listed counts
/// nothing.
pub struct TypeWeights {
    by_feature: HashMap<&'static str, Box<[(u8, f32)]>, FixedState>,
}

impl TypeWeights {
    /// The table that the program carries.
    ///
    /// # Errors
    ///
    /// Never, in a program that passed its tests.
    pub fn embedded() -> Result<Self, KnowledgeError> {
        TypeWeights::parse(EMBEDDED, FILE)
    }

    /// Reads lines of a feature, a tab, and types with their weights ("AID
    /// 0.31 ASSAULT -0.2"); `file` names the table in errors.
    ///
    /// # Errors
    ///
    /// A line of another form.
    pub fn parse(content: &'static str, file: &str) -> Result<Self, KnowledgeError> {
        let mut by_feature = HashMap::default();
        for (index, line) in content.lines().enumerate().filter(|(_, line)| !line.is_empty() && !line.starts_with('#'))
        {
            let row = line.split_once('\t').and_then(|(feature, cells)| Some((feature, weights(cells)?)));
            let Some((feature, weights)) = row else {
                let problem = "not a feature, a tab, and types with their weights".to_owned();
                return Err(KnowledgeError { file: file.to_owned(), line: Some(index + 1), problem });
            };
            by_feature.insert(feature, weights);
        }
        Ok(TypeWeights { by_feature })
    }

    /// The weights of a feature: the number of each type and its weight.
    pub fn of(&self, feature: &str) -> &[(u8, f32)] {
        self.by_feature.get(feature).map_or(&[], |weights| weights)
    }
}

fn weights(cells: &str) -> Option<Box<[(u8, f32)]>> {
    let cells: Vec<&str> = cells.split(' ').collect();
    let pair = |pair: &[&str]| {
        let [kind, weight] = pair else { return None };
        Some((TYPES.iter().position(|known| known == kind)? as u8, weight.parse().ok()?))
    };
    cells.chunks(2).map(pair).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_read_or_named() {
        let weights = TypeWeights::parse("# head\npath hit\tAID -0.5 ASSAULT 1.25\n", "t").unwrap();
        assert_eq!(weights.of("path hit"), [(2, -0.5), (3, 1.25)]);
        assert!(weights.of("path miss").is_empty());
        let error = TypeWeights::parse("path hit\tHITTING 1\n", "t").map(drop).unwrap_err();
        assert_eq!((error.line, error.file.as_str()), (Some(1), "t"));
    }
}
