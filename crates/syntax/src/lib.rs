//! Text to [`Parse`](document::Parse): sentences, tokens, tags, lemmas, trees
//! and names.
//!
//! Everything learned lives here and nothing political: this crate must not
//! know what a country, a speaker or an event is. It reads the files of a
//! converted spaCy model (`models/`) and computes what spaCy would, many times
//! faster.
//!
//! ```
//! let model = syntax::Model::english()?;
//! let parse = model.parse("Two leaders met in Minsk.");
//! let lemmas: Vec<&str> = parse.tokens.rows().iter().map(|token| token.lemma.as_str()).collect();
//! assert_eq!(lemmas, ["two", "leader", "meet", "in", "Minsk", "."]);
//! # Ok::<(), syntax::ModelError>(())
//! ```
//!
//! The way of a text, one module each: [`tokenizer`], [`lexicon`] (word types
//! and their features), [`layers`] (vectors), the tagger in [`workspace`],
//! [`transitions`] (arcs and names), [`tree`], [`analysis`] ([`attributes`]
//! and [`lemmas`]).

mod analysis;
mod attributes;
mod characters;
mod error;
mod files;
mod hash;
mod layers;
mod lemmas;
mod lexicon;
mod model;
mod segments;
mod tokenizer;
mod transitions;
mod tree;
mod workspace;

pub use error::ModelError;
pub use model::Model;
