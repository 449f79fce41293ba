use super::embedding::UNKNOWN;
use super::kernels::{maxout_norm, sum_rows};
use super::{EmbeddingCache, Linear};
use crate::ModelError;
use crate::files::{EncoderDescription, Weights};

/// The first layer above the embedding. What a word type adds to the sums of
/// its neighbours and to its own never changes, so the products are made once
/// for each type and added up for each word.
pub struct FirstLayer {
    /// From one vector to the sums of all places of the window.
    parts: Linear,
    bias: Vec<f32>,
    gain: Vec<f32>,
    shift: Vec<f32>,
    width: usize,
    /// Sums of one place of the window.
    sums: usize,
    window: usize,
}

/// The products of word types. The first [`KEPT`] types met are remembered,
/// which are the frequent ones; those of the others serve one segment.
#[derive(Default)]
pub struct FirstLayerCache {
    /// For each vector of the embedding, the number of its products.
    places: Vec<u32>,
    products: Vec<f32>,
    kept: usize,
    /// Vectors whose products are to be made, in the order of their numbers.
    missing: Vec<u32>,
    vectors: Vec<f32>,
    sums: Vec<f32>,
}

/// Types whose products are remembered: of a type they take as much memory as
/// nine vectors.
const KEPT: usize = 600;
/// Room for the products of other types.
const SPARE: usize = 300;
/// Places of the widest window that is supported.
const WIDEST: usize = 7;

impl FirstLayerCache {
    /// Forgets all products.
    pub fn clear(&mut self) {
        self.places.clear();
        self.products.clear();
        self.kept = 0;
    }
}

impl FirstLayer {
    pub fn load(weights: &Weights<'_>, name: &str, of: &EncoderDescription) -> Result<Self, ModelError> {
        let name = format!("{name}.layer.0");
        let (width, pieces, places) = (of.width, of.pieces, 2 * of.window + 1);
        if places > WIDEST {
            return Err(ModelError::Unsupported(format!("a window of {} words to either side", of.window)));
        }
        let sums = width * pieces;
        let stored = weights.get(&format!("{name}.weight"), sums * places * width)?;
        let stored_bias = weights.get(&format!("{name}.bias"), sums)?;
        // As in `Maxout`: planes of pieces.
        let source = |output: usize| (output % width) * pieces + output / width;
        let mut by_place = Vec::with_capacity(stored.len());
        for place in 0..places {
            for output in 0..sums {
                let row = &stored[source(output) * places * width..][..places * width];
                by_place.extend_from_slice(&row[place * width..][..width]);
            }
        }
        Ok(FirstLayer {
            parts: Linear::new(&by_place, Vec::new(), width, |output| output),
            bias: (0..sums).map(|output| stored_bias[source(output)]).collect(),
            gain: weights.get(&format!("{name}.gain"), width)?,
            shift: weights.get(&format!("{name}.shift"), width)?,
            width,
            sums,
            window: of.window,
        })
    }

    /// The layer over `rows`, of which `types` tells the numbers of their
    /// vectors ([`UNKNOWN`] for rows of zeros); writes `next`.
    pub fn apply(
        &self,
        embeddings: &EmbeddingCache,
        cache: &mut FirstLayerCache,
        types: &[u32],
        rows: &[f32],
        next: &mut [f32],
    ) {
        self.compute_missing(types, embeddings, cache);
        let window = self.window;
        cache.sums.resize(self.sums, 0.0);
        for row in window..types.len().saturating_sub(window) {
            let mut seen: [&[f32]; WIDEST] = [&[]; WIDEST];
            let mut found = 0;
            for (place, &word) in types[row - window..=row + window].iter().enumerate() {
                if word != UNKNOWN {
                    let product = cache.places[word as usize] as usize * self.parts.outputs();
                    seen[found] = &cache.products[product + place * self.sums..][..self.sums];
                    found += 1;
                }
            }
            sum_rows(&seen[..found], &mut cache.sums);
            let own = &rows[row * self.width..][..self.width];
            let next = &mut next[row * self.width..][..self.width];
            maxout_norm(&cache.sums, &self.bias, &self.gain, &self.shift, own, next);
        }
        self.forget(cache);
    }

    fn compute_missing(&self, types: &[u32], embeddings: &EmbeddingCache, cache: &mut FirstLayerCache) {
        for &word in types.iter().filter(|&&word| word != UNKNOWN) {
            if cache.places.len() <= word as usize {
                cache.places.resize(word as usize + 1, UNKNOWN);
            }
            let place = &mut cache.places[word as usize];
            if *place == UNKNOWN {
                *place = (cache.kept + cache.missing.len()) as u32;
                cache.missing.push(word);
                cache.vectors.extend_from_slice(embeddings.vector(word, self.width));
            }
        }
        let old = cache.kept * self.parts.outputs();
        let length = old + cache.missing.len() * self.parts.outputs();
        // Once for good: growing leaves holes in the heap.
        if cache.products.capacity() < length {
            let room = length.max((KEPT + SPARE) * self.parts.outputs());
            cache.products.reserve_exact(room - cache.products.len());
        }
        cache.products.resize(length, 0.0);
        self.parts.product(&cache.vectors, self.width, cache.missing.len(), &mut cache.products[old..]);
        cache.vectors.clear();
    }

    /// Forgets the products beyond those that are kept.
    fn forget(&self, cache: &mut FirstLayerCache) {
        let keep = KEPT.saturating_sub(cache.kept).min(cache.missing.len());
        for &word in &cache.missing[keep..] {
            cache.places[word as usize] = UNKNOWN;
        }
        cache.kept += keep;
        cache.missing.clear();
    }
}
