//! The laboratory: what is claimed about Rapporteur is measured here.
//!
//! [`parity`] compares the language layer with spaCy, token by token;
//! [`mod@bench`] measures speed beside spaCy in the same run, [`all`] every
//! layer on its gold data. Nothing else may
//! depend on this crate but the command line's `evaluate`.

pub mod actors;
pub mod all;
pub mod articles;
pub mod bench;
mod beside;
pub mod cases;
pub mod confidence;
pub mod coreference;
pub mod frames;
pub mod parity;
pub mod places;
pub mod relations;
pub mod statements;
pub mod times;
pub mod types;
pub mod whole;
pub mod yardstick;
