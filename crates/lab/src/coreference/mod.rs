//! Chains of mentions against gold chains: MUC, B³, CEAFe and their mean, and
//! the resolution of third-person pronouns.

mod alignment;
mod assignment;
mod metrics;
mod pronouns;

use std::collections::BTreeMap;
use std::fmt;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use rapporteur::{Article, Reader, Report};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

pub use self::alignment::Match;
use self::alignment::{align, found, marked};
use self::metrics::{Chains, Counts, b_cubed, ceaf_e, muc};
use self::pronouns::Pronoun;

/// An article with its gold mentions.
#[derive(Deserialize)]
pub struct GoldArticle {
    id: String,
    text: String,
    mentions: Vec<GoldMention>,
}

/// A gold mention; offsets count code points.
#[derive(Deserialize)]
pub struct GoldMention {
    start: u32,
    end: u32,
    chain: String,
}

impl GoldMention {
    fn words(&self, text: &str) -> String {
        text.chars().skip(self.start as usize).take(self.end.saturating_sub(self.start) as usize).collect()
    }
}

/// Reads gold articles: JSON lines with `id`, `text` and `mentions` (`start`,
/// `end`, `chain`).
///
/// # Errors
///
/// Where the file cannot be read or a line is not of the form.
pub fn read(path: &Path) -> Result<Vec<GoldArticle>> {
    let content = fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    let article =
        |(index, line)| serde_json::from_str(line).with_context(|| format!("{}, line {}", path.display(), index + 1));
    content.lines().enumerate().filter(|(_, line)| !line.is_empty()).map(article).collect()
}

/// The measures of one way to match mentions. Chains of one mention are left
/// out on both sides.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct ChainFigures {
    /// Links (Vilain et al. 1995).
    pub muc_f1: f64,
    /// Mentions (Bagga and Baldwin 1998).
    pub b3_f1: f64,
    /// Chains (Luo 2005).
    pub ceafe_f1: f64,
    /// The mean of the three.
    pub conll_f1: f64,
}

/// All figures, as shares of one.
#[derive(Clone, Debug, Serialize)]
pub struct Figures {
    /// Mentions matched by their head words: what is compared is who is meant,
    /// not where a relative clause ends.
    #[serde(flatten)]
    pub by_head: ChainFigures,
    /// Third-person pronouns that are gold mentions and were resolved to a
    /// right antecedent, of all such pronouns.
    pub pronoun_accuracy: f64,
    /// The same where any name or noun of the pronoun's chain may be the
    /// antecedent, not the nearest alone.
    pub pronoun_accuracy_any: f64,
    /// How many of them there are.
    pub pronouns: usize,
    /// Gold mentions of chains of two or more, and how many of them are
    /// mentions of ours by their head words.
    pub gold_mentions: usize,
    /// See `gold_mentions`.
    pub gold_mentions_found: usize,
    /// The chains with mentions matched by equal spans alone.
    pub exact: ChainFigures,
    /// How many articles were read.
    pub articles: usize,
}

/// What was found in one article.
struct Compared {
    by_head: [Counts; 3],
    exact: [Counts; 3],
    pronouns: usize,
    right: usize,
    right_anywhere: usize,
    gold_mentions: usize,
    gold_mentions_found: usize,
    wrong: Vec<String>,
}

/// Reads all articles and compares; the second value holds one line for each
/// pronoun that was resolved wrongly.
pub fn measure(reader: &Reader, gold: &[GoldArticle]) -> (Figures, Vec<String>) {
    let read = |gold: &GoldArticle| reader.read(Article::new(&gold.id, &gold.text));
    let compared: Vec<Compared> = gold.par_iter().map(|gold| compare(gold, &read(gold))).collect();
    let sum = |count: fn(&Compared) -> usize| compared.iter().map(count).sum::<usize>();
    let figures = |counts: fn(&Compared) -> &[Counts; 3]| {
        let f1 = [0, 1, 2].map(|measure| compared.iter().map(|article| counts(article)[measure]).sum::<Counts>().f1());
        ChainFigures { muc_f1: f1[0], b3_f1: f1[1], ceafe_f1: f1[2], conll_f1: f1.iter().sum::<f64>() / 3.0 }
    };
    let pronouns = sum(|article| article.pronouns);
    let of_pronouns = |count: usize| count as f64 / pronouns.max(1) as f64;
    let figures = Figures {
        by_head: figures(|article| &article.by_head),
        exact: figures(|article| &article.exact),
        pronoun_accuracy: of_pronouns(sum(|article| article.right)),
        pronoun_accuracy_any: of_pronouns(sum(|article| article.right_anywhere)),
        pronouns,
        gold_mentions: sum(|article| article.gold_mentions),
        gold_mentions_found: sum(|article| article.gold_mentions_found),
        articles: gold.len(),
    };
    (figures, compared.into_iter().flat_map(|article| article.wrong).collect())
}

fn compare(gold: &GoldArticle, report: &Report) -> Compared {
    let (marked, found) = (marked(&gold.mentions, report), found(report));
    let gold_chains = gold_chains(gold);
    let scores = |matching| {
        let system = system_chains(report, &align(&marked, &found, matching), gold.mentions.len());
        [muc, b_cubed, ceaf_e].map(|measure| measure(&gold_chains, &system))
    };
    let partners = align(&marked, &found, Match::Head);
    let in_chains: Vec<u32> = gold_chains.iter().flatten().copied().collect();
    let pronouns = pronouns::resolve(gold, &marked, &found, report);
    Compared {
        by_head: scores(Match::Head),
        exact: scores(Match::Exact),
        right: pronouns.iter().filter(|pronoun| pronoun.is_right).count(),
        right_anywhere: pronouns.iter().filter(|pronoun| pronoun.is_right_anywhere).count(),
        pronouns: pronouns.len(),
        gold_mentions: in_chains.len(),
        gold_mentions_found: in_chains.iter().filter(|&&key| partners.contains(&Some(key as usize))).count(),
        wrong: pronouns.iter().filter(|pronoun| !pronoun.is_right).map(|wrong| describe(wrong, gold, report)).collect(),
    }
}

/// Gold chains of two or more; the key of a mention is its number.
fn gold_chains(gold: &GoldArticle) -> Chains {
    let mut chains: BTreeMap<&str, Vec<u32>> = BTreeMap::new();
    for (key, mention) in (0..).zip(&gold.mentions) {
        chains.entry(&mention.chain).or_default().push(key);
    }
    chains.into_values().filter(|chain| chain.len() > 1).collect()
}

/// Our chains of two or more. A mention that is a gold one has its key; any
/// other a key of its own, behind those.
fn system_chains(report: &Report, partners: &[Option<usize>], gold: usize) -> Chains {
    let mut chains = vec![Vec::new(); report.grounding.chains.len()];
    for (index, mention) in report.grounding.mentions.rows().iter().enumerate() {
        let key = partners[index].unwrap_or(gold + index);
        if let Some(chain) = chains.get_mut(rapporteur::Id::index(mention.chain)) {
            chain.push(key as u32);
        }
    }
    chains.retain(|chain| chain.len() > 1);
    chains
}

/// A pronoun in its context, what it was resolved to, and what is right.
fn describe(wrong: &Pronoun<'_>, gold: &GoldArticle, report: &Report) -> String {
    const AROUND: u32 = 160;
    let mention = wrong.mention;
    let text = |start, end| GoldMention { start, end, chain: String::new() }.words(&gold.text).replace('\n', " ");
    let before = text(mention.start.saturating_sub(AROUND), mention.start);
    let behind = text(mention.end, mention.end + AROUND / 3);
    let ours: Vec<&str> =
        wrong.antecedents.iter().map(|&antecedent| report.grounding.mentions[antecedent].span.of(&gold.text)).collect();
    let of_chain = |other: &&GoldMention| other.chain == mention.chain && other.start != mention.start;
    let right = gold.mentions.iter().filter(of_chain);
    let right = right.min_by_key(|other| (other.start > mention.start, other.start.abs_diff(mention.start)));
    format!(
        "{}: …{before}[{}]{behind}…\n    ours {:?}, right {:?}",
        gold.id,
        mention.words(&gold.text),
        ours,
        right.map(|right| right.words(&gold.text)).unwrap_or_default()
    )
}

impl fmt::Display for Figures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Figures { by_head, exact, pronouns, gold_mentions, gold_mentions_found, .. } = self;
        writeln!(f, "{} articles; F1 of chains of two or more, in per cent", self.articles)?;
        writeln!(f, "{:<26}{:>8}{:>8}{:>8}{:>8}", "", "MUC", "B³", "CEAFe", "mean")?;
        for (name, figures) in [("mentions by head word", by_head), ("mentions by equal span", exact)] {
            let ChainFigures { muc_f1, b3_f1, ceafe_f1, conll_f1 } = figures;
            write!(f, "{name:<26}")?;
            [muc_f1, b3_f1, ceafe_f1, conll_f1].iter().try_for_each(|share| write!(f, "{:>8.1}", *share * 100.0))?;
            writeln!(f)?;
        }
        writeln!(f, "{gold_mentions_found} of {gold_mentions} gold mentions found")?;
        let (nearest, any) = (self.pronoun_accuracy * 100.0, self.pronoun_accuracy_any * 100.0);
        writeln!(
            f,
            "{pronouns} pronouns of the third person, {nearest:.1} % right ({any:.1} % by any mention of the chain)"
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "President Ana Ruiz spoke in Lima. She thanked her ministers.";

    fn gold(mentions: &[(&str, usize, &str)]) -> GoldArticle {
        let mention = |&(words, occurrence, chain): &(&str, usize, &str)| {
            let start = TEXT.match_indices(words).nth(occurrence).unwrap().0 as u32;
            GoldMention { start, end: start + words.len() as u32, chain: chain.into() }
        };
        GoldArticle { id: "a".into(), text: TEXT.into(), mentions: mentions.iter().map(mention).collect() }
    }

    #[test]
    fn a_report_is_compared_with_gold() {
        let gold = [gold(&[("President Ana Ruiz", 0, "1"), ("Lima", 0, "2"), ("She", 0, "1"), ("her", 0, "1")])];
        let (figures, wrong) = measure(&Reader::english().unwrap(), &gold);
        assert_eq!((figures.articles, figures.pronouns, figures.gold_mentions), (1, 2, 3));
        let right = (figures.pronoun_accuracy * 2.0).round() as usize;
        assert_eq!(wrong.len(), 2 - right);
    }

    #[test]
    fn chains_of_one_are_left_out() {
        let gold = gold(&[("President Ana Ruiz", 0, "1"), ("Lima", 0, "2"), ("She", 0, "1")]);
        assert_eq!(gold_chains(&gold), [[0, 2]]);
    }
}
