//! The learned layers, each a function from rows of numbers to rows of
//! numbers, and the kernels that they share.

mod embedding;
mod encoder;
mod first;
mod kernels;
mod linear;

use embedding::{EmbeddingCache, HashEmbedding};
pub use encoder::{Encoder, EncoderCache, Scratch};
pub use kernels::{DENSE_BLOCK, add_into, dense, fold_maximum, maximum_place};
pub use linear::Linear;
