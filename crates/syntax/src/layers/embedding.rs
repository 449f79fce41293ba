use super::encoder::Maxout;
use crate::ModelError;
use crate::files::{EncoderDescription, Weights};
use crate::hash::row_hashes;
use crate::lexicon::{Feature, LexemeId, Lexicon};

/// The multi-hash embedding (Miranda et al. 2022, "Multi hash embeddings in
/// spaCy"): each feature of a word adds up four rows of its table, and one
/// maxout layer mixes the features.
///
/// A word type's vector never changes, so it is computed once and kept in an
/// [`EmbeddingCache`].
pub struct HashEmbedding {
    tables: Vec<FeatureTable>,
    mix: Maxout,
    width: usize,
    /// Whether a blank after the word changes its vector.
    sees_blanks: bool,
}

struct FeatureTable {
    feature: Feature,
    seed: u32,
    rows: usize,
    table: Vec<f32>,
}

/// The vectors of the word types met so far by one thread.
#[derive(Default)]
pub struct EmbeddingCache {
    /// For each lexeme, without and with a blank after it, the number of its
    /// vector.
    places: Vec<[u32; 2]>,
    vectors: Vec<f32>,
    /// Types that have a vector.
    known: Vec<LexemeId>,
    /// Types still to be computed.
    missing: Vec<(LexemeId, bool)>,
    features: Vec<f32>,
    sums: Vec<f32>,
}

/// No vector.
pub const UNKNOWN: u32 = u32::MAX;

impl EmbeddingCache {
    /// How many vectors it holds.
    pub fn len(&self) -> usize {
        self.known.len()
    }

    /// Forgets all vectors. Takes time by their number, not by that of the
    /// lexicon's types.
    pub fn clear(&mut self) {
        for lexeme in self.known.drain(..) {
            self.places[lexeme.index()] = [UNKNOWN; 2];
        }
        self.vectors.clear();
    }

    /// The vector with a number; `width` numbers.
    pub fn vector(&self, number: u32, width: usize) -> &[f32] {
        &self.vectors[number as usize * width..][..width]
    }
}

impl HashEmbedding {
    pub fn load(weights: &Weights<'_>, name: &str, of: &EncoderDescription) -> Result<Self, ModelError> {
        let mut tables = Vec::new();
        for (index, feature) in of.features.iter().enumerate() {
            let (rows, seed) = of.rows.get(index).zip(of.seeds.get(index)).ok_or_else(|| {
                ModelError::form(
                    crate::files::DESCRIPTION,
                    format!("{name}: the feature {feature} has no rows or seed"),
                )
            })?;
            let table = weights.get(&format!("{name}.embed.{index}"), rows * of.width)?;
            tables.push(FeatureTable { feature: Feature::named(feature)?, seed: *seed, rows: *rows, table });
        }
        let mix = Maxout::load(weights, &format!("{name}.mix"), tables.len() * of.width, of)?;
        let sees_blanks = tables.iter().any(|table| table.feature == Feature::BlankAfter);
        Ok(HashEmbedding { tables, mix, width: of.width, sees_blanks })
    }

    /// Sees to it that the cache holds the vectors of `words`, and puts their
    /// numbers behind each other into `numbers`.
    pub fn embed(
        &self,
        words: impl Iterator<Item = (LexemeId, bool)>,
        lexicon: &Lexicon,
        cache: &mut EmbeddingCache,
        numbers: &mut Vec<u32>,
    ) {
        cache.places.resize(lexicon.len(), [UNKNOWN; 2]);
        for (lexeme, blank_after) in words {
            let place = &mut cache.places[lexeme.index()][usize::from(blank_after && self.sees_blanks)];
            if *place == UNKNOWN {
                *place = (cache.vectors.len() / self.width + cache.missing.len()) as u32;
                cache.missing.push((lexeme, blank_after));
                cache.known.push(lexeme);
            }
            numbers.push(*place);
        }
        self.compute_missing(lexicon, cache);
    }

    fn compute_missing(&self, lexicon: &Lexicon, cache: &mut EmbeddingCache) {
        let rows = cache.missing.len();
        cache.features.clear();
        cache.features.resize(rows * self.tables.len() * self.width, 0.0);
        let mut parts = cache.features.chunks_exact_mut(self.width);
        for &(lexeme, blank_after) in &cache.missing {
            for (table, part) in self.tables.iter().zip(&mut parts) {
                table.add_up(lexicon.get(lexeme).feature(table.feature, blank_after), part);
            }
        }
        let old = cache.vectors.len();
        // In steps of a quarter: doubling would keep half of it unused.
        if cache.vectors.capacity() < old + rows * self.width {
            cache.vectors.reserve_exact((rows * self.width).max(old / 4));
        }
        cache.vectors.resize(old + rows * self.width, 0.0);
        self.mix.apply(&cache.features, rows, &mut cache.sums, &mut cache.vectors[old..]);
        cache.missing.clear();
    }
}

impl FeatureTable {
    fn add_up(&self, number: u64, part: &mut [f32]) {
        let width = part.len();
        for hash in row_hashes(number, self.seed) {
            let row = hash as usize % self.rows;
            super::add_into(part, &self.table[row * width..][..width]);
        }
    }
}
