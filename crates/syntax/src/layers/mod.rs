//! The learned layers, each a function from rows of numbers to rows of
//! numbers, and the kernels that they share.

mod embedding;
mod encoder;
mod kernels;
mod linear;

pub use embedding::{EmbeddingCache, HashEmbedding};
pub use encoder::{Encoder, Scratch};
pub use kernels::{DENSE_BLOCK, add_into, dense, fold_maximum, maximum_place};
pub use linear::Linear;
