//! Ways to show a layer: each a function from a report to text.

pub mod article;
pub mod coded;
pub mod conllu;
pub mod events;
pub mod explained;
pub mod grounding;
pub mod json;
pub mod places;
pub mod records;
pub mod statements;
pub mod table;
pub mod times;
