use super::kernels::maxout_norm;
use super::{EmbeddingCache, HashEmbedding, Linear};
use crate::ModelError;
use crate::files::{EncoderDescription, Weights};
use crate::lexicon::{LexemeId, Lexicon};

/// Word vectors that know their neighbours: a hash embedding, then layers
/// that each look one word to either side.
pub struct Encoder {
    embedding: HashEmbedding,
    layers: Vec<Maxout>,
    width: usize,
    window: usize,
}

/// Memory that is used again for every article.
#[derive(Default)]
pub struct Scratch {
    rows: Vec<f32>,
    next: Vec<f32>,
    sums: Vec<f32>,
}

/// Rows of one matrix product: small enough for the sums to stay in the
/// nearest caches, large enough to keep the product busy.
const BLOCK: usize = 512;

impl Encoder {
    pub fn load(weights: &Weights<'_>, name: &str, of: &EncoderDescription) -> Result<Self, ModelError> {
        let embedding = HashEmbedding::load(weights, name, of)?;
        let inputs = (2 * of.window + 1) * of.width;
        let layer = |index| Maxout::load(weights, &format!("{name}.layer.{index}"), inputs, of);
        let layers = (0..of.depth).map(layer).collect::<Result<_, _>>()?;
        Ok(Encoder { embedding, layers, width: of.width, window: of.window })
    }

    /// Numbers in one word's vector.
    pub fn width(&self) -> usize {
        self.width
    }

    /// The vectors of an article's words, behind each other.
    pub fn encode<'s>(
        &self,
        words: impl ExactSizeIterator<Item = (LexemeId, bool)> + Clone,
        lexicon: &Lexicon,
        cache: &mut EmbeddingCache,
        scratch: &'s mut Scratch,
    ) -> &'s [f32] {
        let count = words.len();
        // What lies beyond the article's ends are rows of zeros, as deep as
        // the layers look; they pass through the layers as words do.
        let padding = self.window * self.layers.len();
        let rows = count + 2 * padding;
        scratch.rows.clear();
        scratch.rows.resize(rows * self.width, 0.0);
        scratch.next.clear();
        scratch.next.resize(rows * self.width, 0.0);
        let words_at = padding * self.width..(padding + count) * self.width;
        self.embedding.embed(words, lexicon, cache, &mut scratch.rows[words_at.clone()]);
        for layer in &self.layers {
            self.apply(layer, rows, scratch);
            std::mem::swap(&mut scratch.rows, &mut scratch.next);
        }
        &scratch.rows[words_at]
    }

    /// One layer: reads `scratch.rows`, writes `scratch.next`. The outermost
    /// `window` rows are left as zeros: no word is near enough to see them.
    fn apply(&self, layer: &Maxout, rows: usize, scratch: &mut Scratch) {
        let (width, window) = (self.width, self.window);
        scratch.sums.resize(BLOCK * layer.linear.outputs(), 0.0);
        let mut first = window;
        while first + window < rows {
            let block = BLOCK.min(rows - window - first);
            let seen = &scratch.rows[(first - window) * width..(first + block + window) * width];
            layer.linear.product(seen, width, block, &mut scratch.sums);
            let own = scratch.rows[first * width..].chunks_exact(width);
            let next = scratch.next[first * width..].chunks_exact_mut(width);
            let sums = scratch.sums.chunks_exact(layer.linear.outputs()).take(block);
            for ((sums, own), next) in sums.zip(own).zip(next) {
                maxout_norm(sums, layer.linear.bias(), &layer.gain, &layer.shift, own, next);
            }
            first += block;
        }
    }
}

/// A layer that takes at each place the largest of several linear pieces
/// (Goodfellow et al. 2013) and normalises the row.
pub struct Maxout {
    linear: Linear,
    gain: Vec<f32>,
    shift: Vec<f32>,
}

impl Maxout {
    pub fn load(weights: &Weights<'_>, name: &str, inputs: usize, of: &EncoderDescription) -> Result<Self, ModelError> {
        let (width, pieces) = (of.width, of.pieces);
        let stored = weights.get(&format!("{name}.weight"), width * pieces * inputs)?;
        let stored_bias = weights.get(&format!("{name}.bias"), width * pieces)?;
        // Stored with the pieces of one output side by side; here each piece
        // is a plane, so that the largest is found place by place.
        let source = |output: usize| (output % width) * pieces + output / width;
        let bias = (0..width * pieces).map(|output| stored_bias[source(output)]).collect();
        Ok(Maxout {
            linear: Linear::new(&stored, bias, inputs, source),
            gain: weights.get(&format!("{name}.gain"), width)?,
            shift: weights.get(&format!("{name}.shift"), width)?,
        })
    }

    /// The layer over `rows` rows of inputs, without a residual connection.
    pub fn apply(&self, input: &[f32], rows: usize, sums: &mut Vec<f32>, out: &mut [f32]) {
        let outputs = self.linear.outputs();
        sums.resize(rows * outputs, 0.0);
        if rows == 0 {
            return;
        }
        self.linear.product(input, input.len() / rows, rows, sums);
        let width = out.len() / rows;
        for (sums, out) in sums.chunks_exact(outputs).zip(out.chunks_exact_mut(width)) {
            maxout_norm(sums, self.linear.bias(), &self.gain, &self.shift, &[], out);
        }
    }
}
