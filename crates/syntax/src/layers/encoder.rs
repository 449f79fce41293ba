use super::embedding::UNKNOWN;
use super::first::{FirstLayer, FirstLayerCache};
use super::kernels::maxout_norm;
use super::{EmbeddingCache, HashEmbedding, Linear};
use crate::ModelError;
use crate::files::{EncoderDescription, Weights};
use crate::lexicon::{LexemeId, Lexicon};

/// Word vectors that know their neighbours: a hash embedding, then layers
/// that each look one word to either side.
pub struct Encoder {
    embedding: HashEmbedding,
    /// The first of the layers.
    first: FirstLayer,
    /// The others.
    layers: Vec<Maxout>,
    width: usize,
    window: usize,
}

/// What one thread remembers of the word types that an encoder met.
#[derive(Default)]
pub struct EncoderCache {
    embeddings: EmbeddingCache,
    first: FirstLayerCache,
}

impl EncoderCache {
    /// How many types it knows.
    pub fn len(&self) -> usize {
        self.embeddings.len()
    }

    /// Forgets them all.
    pub fn clear(&mut self) {
        self.embeddings.clear();
        self.first.clear();
    }
}

/// Memory that is used again for every article.
#[derive(Default)]
pub struct Scratch {
    /// For each row the number of its type's vector.
    types: Vec<u32>,
    rows: Vec<f32>,
    next: Vec<f32>,
    sums: Vec<f32>,
}

/// The vectors of several texts' words.
pub struct Encoded<'s> {
    rows: &'s [f32],
    width: usize,
    padding: usize,
}

impl<'s> Encoded<'s> {
    /// Takes off the vectors of the next text, which has so many words.
    pub fn next(&mut self, words: usize) -> &'s [f32] {
        let (text, rest) = self.rows.split_at(words * self.width);
        self.rows = &rest[self.padding * self.width..];
        text
    }
}

/// Rows of one matrix product: small enough for the sums to stay in the
/// nearest caches, large enough to keep the product busy.
const BLOCK: usize = 1024;

impl Encoder {
    pub fn load(weights: &Weights<'_>, name: &str, of: &EncoderDescription) -> Result<Self, ModelError> {
        let embedding = HashEmbedding::load(weights, name, of)?;
        let inputs = (2 * of.window + 1) * of.width;
        let layer = |index| Maxout::load(weights, &format!("{name}.layer.{index}"), inputs, of);
        let layers = (1..of.depth).map(layer).collect::<Result<_, _>>()?;
        let first = FirstLayer::load(weights, name, of)?;
        Ok(Encoder { embedding, first, layers, width: of.width, window: of.window })
    }

    /// Numbers in one word's vector.
    pub fn width(&self) -> usize {
        self.width
    }

    /// The vectors of the words of several texts, which do not see each other.
    /// One product over many words costs less than many over a few.
    pub fn encode<'s, W>(
        &self,
        texts: impl Iterator<Item = W>,
        lexicon: &Lexicon,
        cache: &mut EncoderCache,
        scratch: &'s mut Scratch,
    ) -> Encoded<'s>
    where
        W: ExactSizeIterator<Item = (LexemeId, bool)>,
    {
        // What lies beyond a text's ends are rows of zeros, as deep as the
        // layers look; they pass through the layers as words do. Two texts
        // share those between them: no word of one sees a word of the other.
        let padding = self.window * (1 + self.layers.len());
        scratch.types.clear();
        scratch.types.resize(padding, UNKNOWN);
        for words in texts {
            self.embedding.embed(words, lexicon, &mut cache.embeddings, &mut scratch.types);
            scratch.types.resize(scratch.types.len() + padding, UNKNOWN);
        }
        let rows = scratch.types.len();
        scratch.rows.clear();
        scratch.rows.resize(rows * self.width, 0.0);
        scratch.next.clear();
        scratch.next.resize(rows * self.width, 0.0);
        for (&word, row) in scratch.types.iter().zip(scratch.rows.chunks_exact_mut(self.width)) {
            if word != UNKNOWN {
                row.copy_from_slice(cache.embeddings.vector(word, self.width));
            }
        }
        self.first.apply(&cache.embeddings, &mut cache.first, &scratch.types, &scratch.rows, &mut scratch.next);
        std::mem::swap(&mut scratch.rows, &mut scratch.next);
        for layer in &self.layers {
            self.apply(layer, rows, scratch);
            std::mem::swap(&mut scratch.rows, &mut scratch.next);
        }
        Encoded { rows: &scratch.rows[padding * self.width..], width: self.width, padding }
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
    pub(super) linear: Linear,
    pub(super) gain: Vec<f32>,
    pub(super) shift: Vec<f32>,
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
