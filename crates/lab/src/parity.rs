//! How far the language layer agrees with spaCy, from which its model comes.
//!
//! The reference is written by `spacy/reference.py`. Tokens are compared by
//! their offsets; tags, lemmas and arcs on the tokens that both have.

use std::collections::{HashMap, HashSet};
use std::fmt;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use rapporteur::{Article, CodePoints, Id, Model, Parse};
use serde::Deserialize;

/// spaCy's analysis of one article.
#[derive(Deserialize)]
pub struct Reference {
    id: String,
    tokens: Vec<ReferenceToken>,
    names: Vec<(usize, usize, String)>,
}

/// Start, end, tag, lemma, part of speech, features, head, relation, whether
/// it starts a sentence.
#[derive(Deserialize)]
struct ReferenceToken(u32, u32, String, String, String, String, usize, String, bool);

/// The references in a file.
///
/// # Errors
///
/// Where the file cannot be read or a line is not of the form.
pub fn read_references(path: &Path) -> Result<Vec<Reference>> {
    let content = fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    let reference =
        |(index, line)| serde_json::from_str(line).with_context(|| format!("{}, line {}", path.display(), index + 1));
    content.lines().enumerate().map(reference).collect()
}

/// Counts of what both have, what only spaCy has and what only Rapporteur
/// has.
#[derive(Clone, Copy, Default, Debug, PartialEq)]
pub struct Agreement {
    both: usize,
    only_reference: usize,
    only_ours: usize,
}

impl Agreement {
    /// The harmonic mean of precision and recall; 1 where there is nothing.
    pub fn f1(self) -> f64 {
        let all = 2 * self.both + self.only_reference + self.only_ours;
        if all == 0 { 1.0 } else { 2.0 * self.both as f64 / all as f64 }
    }

    fn add(&mut self, agrees: bool) {
        if agrees {
            self.both += 1;
        } else {
            self.only_reference += 1;
            self.only_ours += 1;
        }
    }

    fn add_sets<T: Eq + std::hash::Hash>(&mut self, reference: &HashSet<T>, ours: &HashSet<T>) {
        let both = reference.intersection(ours).count();
        self.both += both;
        self.only_reference += reference.len() - both;
        self.only_ours += ours.len() - both;
    }
}

/// The agreement of every kind of result, and the differences themselves.
#[derive(Default)]
pub struct Parity {
    rows: [(Agreement, &'static str); KINDS.len()],
    /// One line for each difference.
    pub differences: Vec<String>,
}

const KINDS: [&str; 8] =
    ["tokens", "tags", "parts of speech", "features", "lemmas", "heads and relations", "sentence starts", "names"];

impl Parity {
    /// Compares the model's results for `articles` with the references.
    ///
    /// # Errors
    ///
    /// Where an article has no reference.
    pub fn measure(model: &Model, articles: Vec<Article>, references: &[Reference]) -> Result<Self> {
        let by_id: HashMap<&str, &Reference> = references.iter().map(|row| (row.id.as_str(), row)).collect();
        let mut parity = Parity::default();
        for (row, kind) in parity.rows.iter_mut().zip(KINDS) {
            row.1 = kind;
        }
        for article in articles {
            let reference =
                by_id.get(article.id.as_str()).with_context(|| format!("no reference for article {}", article.id))?;
            parity.compare(&article, &model.parse(&article.text), reference);
        }
        Ok(parity)
    }

    /// The agreement of one kind of result.
    pub fn agreement(&self, kind: &str) -> Option<Agreement> {
        self.rows.iter().find(|row| row.1 == kind).map(|row| row.0)
    }

    /// Whether nothing differs at all.
    pub fn is_exact(&self) -> bool {
        self.differences.is_empty()
    }

    fn compare(&mut self, article: &Article, parse: &Parse, reference: &Reference) {
        let points = CodePoints::new(&article.text);
        let ranges: Vec<(u32, u32)> = parse.tokens.rows().iter().map(|token| points.range(token.span)).collect();
        let theirs: HashMap<(u32, u32), usize> =
            reference.tokens.iter().enumerate().map(|(index, token)| ((token.0, token.1), index)).collect();
        let range_of = |index: usize| reference.tokens.get(index).map(|token| (token.0, token.1));

        self.sets("tokens", &article.id, &theirs.keys().copied().collect(), &ranges.iter().copied().collect());
        let starts = reference.tokens.iter().filter(|token| token.8).map(|token| (token.0, token.1)).collect();
        let our_starts = parse.sentences.rows().iter().map(|sentence| ranges[sentence.tokens.start.index()]).collect();
        self.sets("sentence starts", &article.id, &starts, &our_starts);
        let named = |(start, end, label): &(usize, usize, String)| {
            Some((range_of(*start)?.0, range_of(end.checked_sub(1)?)?.1, label.clone()))
        };
        let names = reference.names.iter().filter_map(named).collect();
        let our_name = |name: &rapporteur::Name| {
            let (start, end) = points.range(name.span);
            (start, end, name.label.to_string())
        };
        self.sets("names", &article.id, &names, &parse.names.rows().iter().map(our_name).collect());

        for (token, range) in parse.tokens.rows().iter().zip(&ranges) {
            let Some(&index) = theirs.get(range) else {
                continue;
            };
            let row = &reference.tokens[index];
            let place = format!("{} {} {:?}", article.id, range.0, token.span.of(&article.text));
            self.pair("tags", &place, &row.2, &token.tag);
            self.pair("parts of speech", &place, &row.4, token.part_of_speech.as_str());
            self.pair("features", &place, &row.5, &token.features);
            self.pair("lemmas", &place, &row.3, &token.lemma);
            let head = |range: Option<(u32, u32)>| range.map(|(start, _)| start).unwrap_or_default();
            let theirs = format!("{} {}", row.7, head(range_of(row.6)));
            let ours = format!("{} {}", token.relation, ranges[token.head.index()].0);
            self.pair("heads and relations", &place, &theirs, &ours);
        }
    }

    fn pair(&mut self, kind: &str, place: &str, theirs: &str, ours: &str) {
        self.row(kind).add(theirs == ours);
        if theirs != ours {
            self.differences.push(format!("{kind}: {place}: spaCy {theirs:?}, ours {ours:?}"));
        }
    }

    fn sets<T: Eq + std::hash::Hash + Ord + fmt::Debug>(
        &mut self,
        kind: &str,
        article: &str,
        theirs: &HashSet<T>,
        ours: &HashSet<T>,
    ) {
        self.row(kind).add_sets(theirs, ours);
        let mut differing: Vec<&T> = theirs.symmetric_difference(ours).collect();
        differing.sort();
        for item in differing {
            let side = if theirs.contains(item) { "only spaCy" } else { "only ours" };
            self.differences.push(format!("{kind}: {article}: {side}: {item:?}"));
        }
    }

    fn row(&mut self, kind: &str) -> &mut Agreement {
        let index = KINDS.iter().position(|known| *known == kind).unwrap_or_default();
        &mut self.rows[index].0
    }
}

impl fmt::Display for Parity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{:<22}{:>10}{:>12}{:>10}{:>11}", "", "both", "only spaCy", "only ours", "F1")?;
        for (agreement, kind) in &self.rows {
            let Agreement { both, only_reference, only_ours } = agreement;
            let f1 = agreement.f1() * 100.0;
            writeln!(f, "{kind:<22}{both:>10}{only_reference:>12}{only_ours:>10}{f1:>9.3} %")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn agreement_counts_both_sides() {
        let mut agreement = Agreement::default();
        assert_eq!(agreement.f1(), 1.0);
        agreement.add_sets(&HashSet::from([1, 2, 3]), &HashSet::from([2, 3, 4]));
        assert!((agreement.f1() - 2.0 / 3.0).abs() < 1e-9);
        agreement.add(true);
        assert_eq!(agreement.both, 3);
    }
}
