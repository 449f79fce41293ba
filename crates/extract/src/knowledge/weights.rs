//! How much each feature of a possible attribution counts:
//! `data/attribution-weights.tsv`.

use std::collections::HashMap;

use foldhash::fast::FixedState;
use smol_str::SmolStr;

use super::KnowledgeError;

const FILE: &str = "data/attribution-weights.tsv";
const EMBEDDED: &str = include_str!("../../../../data/attribution-weights.tsv");

/// Weights of features; what is not listed counts nothing.
pub struct Weights {
    by_feature: HashMap<SmolStr, f32, FixedState>,
    /// The least probability of an attribution: the row `threshold`.
    pub threshold: f32,
}

/// The row that is no feature.
const THRESHOLD: &str = "threshold";

impl Weights {
    /// The table that the program carries.
    ///
    /// # Errors
    ///
    /// Never, in a program that passed its tests.
    pub fn embedded() -> Result<Self, KnowledgeError> {
        Weights::parse(EMBEDDED, FILE)
    }

    /// Reads lines of a feature, a tab and a number; `file` names the table in
    /// errors.
    ///
    /// # Errors
    ///
    /// Where a line is not of that form.
    pub fn parse(content: &str, file: &str) -> Result<Self, KnowledgeError> {
        let mut by_feature = HashMap::default();
        for (index, line) in content.lines().enumerate().filter(|(_, line)| !line.is_empty() && !line.starts_with('#'))
        {
            let cells = line.split_once('\t').and_then(|(name, weight)| Some((name, weight.parse().ok()?)));
            let Some((name, weight)) = cells else {
                let problem = "not a feature, a tab and a number".to_owned();
                return Err(KnowledgeError { file: file.into(), line: Some(index + 1), problem });
            };
            by_feature.insert(SmolStr::new(name), weight);
        }
        let threshold = by_feature.remove(THRESHOLD).unwrap_or(0.5);
        Ok(Weights { by_feature, threshold })
    }

    /// The weight of a feature.
    pub fn of(&self, feature: &str) -> f32 {
        self.by_feature.get(feature).copied().unwrap_or(0.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wrong_line_is_named() {
        let error = Weights::parse("# head\nbias\t-1.5\nbias -1\n", "weights.tsv").err().unwrap();
        assert_eq!(error.to_string(), "weights.tsv, line 3: not a feature, a tab and a number");
    }

    #[test]
    fn unknown_features_count_nothing() {
        let weights = Weights::parse("bias\t-1.5\n", "weights.tsv").unwrap();
        assert_eq!((weights.of("bias"), weights.of("other")), (-1.5, 0.0));
    }

    #[test]
    fn the_threshold_is_no_feature() {
        let weights = Weights::parse("threshold\t0.6\n", "weights.tsv").unwrap();
        assert_eq!((weights.threshold, weights.of("threshold")), (0.6, 0.0));
    }
}
