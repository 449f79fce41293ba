use serde::Serialize;

use super::gold::{Attribution, GoldArticle};
use super::pairs::{Compared, Kind, View};
use super::words::Units;

/// Precision, recall and their harmonic mean, in per cent with one decimal.
#[derive(Clone, Copy, Debug, Default, Serialize, PartialEq)]
pub struct Rates {
    /// Precision.
    #[serde(rename = "P")]
    pub precision: f64,
    /// Recall.
    #[serde(rename = "R")]
    pub recall: f64,
    /// Their harmonic mean.
    #[serde(rename = "F1")]
    pub f1: f64,
}

/// All figures, micro averages over the articles. Words are compared, not
/// characters; a pair of attributions shares a word of cue or content, and
/// pairs are formed best first.
#[derive(Clone, Debug, Serialize)]
pub struct Figures {
    /// Articles of the gold file.
    pub articles: usize,
    /// Their words.
    pub words: usize,
    /// Articles that were not read; always 0 here.
    pub articles_missing: usize,
    /// Articles read that the gold file lacks; always 0 here.
    pub articles_unknown: usize,
    /// Predicted spans that do not lie in the text.
    pub bad_offsets: usize,
    /// Gold attributions.
    pub gold: usize,
    /// Predicted attributions.
    pub predicted: usize,
    /// Paired at all.
    #[serde(rename = "match")]
    pub matched: Rates,
    /// Paired, and the content has the same words.
    pub content_exact: Rates,
    /// Paired, and the contents share half of their words or more.
    pub content_iou50: Rates,
    /// Over words: inside any content.
    pub content_token: Rates,
    /// The same, within pairs only.
    pub content_token_paired: Rates,
    /// Paired, and the same cue.
    pub cue_exact: Rates,
    /// Paired, and a word of the cue is shared.
    pub cue_overlap: Rates,
    /// Over words: inside any cue.
    pub cue_token: Rates,
    /// Paired, half of the content, and the source right.
    pub full: Rates,
    /// Pairs whose gold has a source.
    pub n_source_pairs: usize,
    /// Of them, per cent whose predicted source holds the head of the gold one.
    pub source_head: Option<f64>,
    /// Per cent whose sources share a word.
    pub source_overlap: Option<f64>,
    /// Per cent with the same source, articles apart.
    pub source_exact: Option<f64>,
    /// Per cent without a predicted source.
    pub source_none: Option<f64>,
    /// Of the pairs whose gold has no source, per cent with one predicted.
    pub source_spurious: Option<f64>,
    /// Direct quotations alone; the script has no such figure.
    #[serde(skip)]
    pub direct: Rates,
    /// Of the direct quotations that were found, per cent whose speaker is
    /// right.
    #[serde(skip)]
    pub direct_source: Option<f64>,
}

#[derive(Default)]
struct Counts {
    articles: usize,
    words: usize,
    bad_offsets: usize,
    gold: usize,
    predicted: usize,
    matched: usize,
    content_exact: usize,
    content_iou50: usize,
    content_words: [usize; 3],
    cue_words: [usize; 3],
    paired_words: [usize; 3],
    cue_exact: usize,
    cue_overlap: usize,
    full: usize,
    with_source: usize,
    source_head: usize,
    source_overlap: usize,
    source_exact: usize,
    source_none: usize,
    without_source: usize,
    spurious: usize,
    direct_gold: usize,
    direct_predicted: usize,
    direct_found: usize,
    direct_right: usize,
    direct_with_source: usize,
    direct_source: usize,
}

/// Compares gold articles with what was predicted for each, in the same order.
pub fn score<'a>(articles: impl Iterator<Item = (&'a GoldArticle, &'a [Attribution])>) -> Figures {
    let mut counts = Counts::default();
    for (article, predicted) in articles {
        counts.add(article, predicted);
    }
    counts.figures()
}

impl Counts {
    fn add(&mut self, article: &GoldArticle, predicted: &[Attribution]) {
        let compared = Compared::new(article, predicted);
        self.articles += 1;
        self.words += compared.words.len();
        self.bad_offsets += bad_offsets(article, predicted);
        self.gold += compared.gold.len();
        self.predicted += compared.predicted.len();
        let (gold, predicted) = (&compared.gold, &compared.predicted);
        let contents = |views: &[View<'_>]| union(views.iter().map(|view| &view.content));
        let cues = |views: &[View<'_>]| union(views.iter().map(|view| &view.cue));
        add_words(&mut self.content_words, &contents(gold), &contents(predicted));
        add_words(&mut self.cue_words, &cues(gold), &cues(predicted));
        self.paired_words[0] += compared.gold.iter().map(|view| view.content.len()).sum::<usize>();
        self.paired_words[1] += compared.predicted.iter().map(|view| view.content.len()).sum::<usize>();
        self.add_pairs(&compared);
        self.add_direct(&compared);
    }

    fn add_pairs(&mut self, compared: &Compared<'_>) {
        for pair in &compared.pairs {
            let (gold, predicted) = (&compared.gold[pair.gold], &compared.predicted[pair.predicted]);
            self.matched += 1;
            self.content_exact += usize::from(gold.content == predicted.content && !gold.content.is_empty());
            self.content_iou50 += usize::from(pair.content_iou >= 0.5);
            self.paired_words[2] += gold.content.intersection(&predicted.content).count();
            self.cue_exact += usize::from(gold.cue == predicted.cue && !gold.cue.is_empty());
            self.cue_overlap += usize::from(pair.cue_overlap);
            self.full += usize::from(pair.content_iou >= 0.5 && pair.source_right);
            match gold.source.is_empty() {
                true => {
                    self.without_source += 1;
                    self.spurious += usize::from(!predicted.source.is_empty());
                }
                false => self.add_source(compared, &gold.source, &predicted.source, pair.source_right),
            }
        }
    }

    fn add_source(&mut self, compared: &Compared<'_>, gold: &Units, predicted: &Units, right: bool) {
        let words = &compared.words;
        let shared: Units = gold.intersection(predicted).copied().collect();
        let same = gold == predicted && !predicted.is_empty();
        let exact = !predicted.is_empty() && words.without_articles(gold) == words.without_articles(predicted);
        self.with_source += 1;
        self.source_head += usize::from(right && !predicted.is_empty());
        self.source_overlap += usize::from(same || !words.without_stop_words(&shared).is_empty());
        self.source_exact += usize::from(exact);
        self.source_none += usize::from(predicted.is_empty());
    }

    fn add_direct(&mut self, compared: &Compared<'_>) {
        let is_direct = |row: &Attribution| compared.kind(row) == Kind::Direct;
        self.direct_gold += compared.gold.iter().filter(|view| is_direct(view.row)).count();
        self.direct_predicted += compared.predicted.iter().filter(|view| is_direct(view.row)).count();
        for pair in compared.pairs.iter().filter(|pair| pair.content_iou >= 0.5) {
            let gold = &compared.gold[pair.gold];
            self.direct_right += usize::from(is_direct(compared.predicted[pair.predicted].row));
            if is_direct(gold.row) {
                self.direct_found += 1;
                self.direct_with_source += usize::from(!gold.source.is_empty());
                self.direct_source += usize::from(!gold.source.is_empty() && pair.source_right);
            }
        }
    }

    fn figures(&self) -> Figures {
        let over_rows = |right| rates(right, self.predicted, self.gold);
        let over_words = |[gold, predicted, right]: [usize; 3]| rates(right, predicted, gold);
        let of_sources = |right| share(right, self.with_source);
        Figures {
            articles: self.articles,
            words: self.words,
            articles_missing: 0,
            articles_unknown: 0,
            bad_offsets: self.bad_offsets,
            gold: self.gold,
            predicted: self.predicted,
            matched: over_rows(self.matched),
            content_exact: over_rows(self.content_exact),
            content_iou50: over_rows(self.content_iou50),
            content_token: over_words(self.content_words),
            content_token_paired: over_words(self.paired_words),
            cue_exact: over_rows(self.cue_exact),
            cue_overlap: over_rows(self.cue_overlap),
            cue_token: over_words(self.cue_words),
            full: over_rows(self.full),
            n_source_pairs: self.with_source,
            source_head: of_sources(self.source_head),
            source_overlap: of_sources(self.source_overlap),
            source_exact: of_sources(self.source_exact),
            source_none: of_sources(self.source_none),
            source_spurious: share(self.spurious, self.without_source),
            direct: direct_rates(self),
            direct_source: share(self.direct_source, self.direct_with_source),
        }
    }
}

/// Precision over what was predicted as direct, recall over what is.
fn direct_rates(counts: &Counts) -> Rates {
    let precision = ratio(counts.direct_right, counts.direct_predicted);
    let recall = ratio(counts.direct_found, counts.direct_gold);
    Rates { precision: round(precision), recall: round(recall), f1: round(mean(precision, recall)) }
}

fn union<'a>(sets: impl Iterator<Item = &'a Units>) -> Units {
    sets.flatten().copied().collect()
}

fn bad_offsets(article: &GoldArticle, predicted: &[Attribution]) -> usize {
    let length = article.text.chars().count();
    let spans = predicted.iter().flat_map(|row| row.source.iter().chain(&row.cue).chain(&row.content));
    spans.filter(|(start, end)| *end > length || start >= end).count()
}

fn add_words(counts: &mut [usize; 3], gold: &Units, predicted: &Units) {
    counts[0] += gold.len();
    counts[1] += predicted.len();
    counts[2] += gold.intersection(predicted).count();
}

fn ratio(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { 100.0 * part as f64 / whole as f64 }
}

fn share(part: usize, whole: usize) -> Option<f64> {
    (whole > 0).then(|| round(ratio(part, whole)))
}

fn mean(precision: f64, recall: f64) -> f64 {
    if precision + recall == 0.0 { 0.0 } else { 2.0 * precision * recall / (precision + recall) }
}

fn rates(right: usize, predicted: usize, gold: usize) -> Rates {
    let (precision, recall) = (ratio(right, predicted), ratio(right, gold));
    Rates { precision: round(precision), recall: round(recall), f1: round(mean(precision, recall)) }
}

/// One decimal, of two equally near ones the even one.
fn round(value: f64) -> f64 {
    format!("{value:.1}").parse().unwrap_or(value)
}

impl std::fmt::Display for Figures {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Figures { articles, words, gold, predicted, bad_offsets, .. } = self;
        writeln!(
            f,
            "{articles} articles, {words} words, {gold} attributions, {predicted} found, {bad_offsets} bad offsets"
        )?;
        let rows = [
            ("match", self.matched),
            ("content_exact", self.content_exact),
            ("content_iou50", self.content_iou50),
            ("content_token", self.content_token),
            ("content_token_paired", self.content_token_paired),
            ("cue_exact", self.cue_exact),
            ("cue_overlap", self.cue_overlap),
            ("cue_token", self.cue_token),
            ("full", self.full),
            ("direct quotations", self.direct),
        ];
        for (name, Rates { precision, recall, f1 }) in rows {
            writeln!(f, "{name:<22} P {precision:>5.1}  R {recall:>5.1}  F1 {f1:>5.1}")?;
        }
        let sources = [
            ("source_head", self.source_head),
            ("source_overlap", self.source_overlap),
            ("source_exact", self.source_exact),
            ("source_none", self.source_none),
            ("source_spurious", self.source_spurious),
            ("direct, speaker right", self.direct_source),
        ];
        for (name, share) in sources {
            writeln!(f, "{name:<22} {}", share.map_or("none".to_owned(), |share| format!("{share:.1}")))?;
        }
        Ok(())
    }
}
