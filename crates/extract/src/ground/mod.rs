//! The second layer: who, when and where.

pub mod places;

use document::{Article, Grounding, Parse};

use crate::Knowledge;

/// Finds the actors, times and places of an article.
pub fn resolve(knowledge: &Knowledge, article: &Article, parse: &Parse) -> Grounding {
    Grounding { places: places::find(knowledge, article, parse).into_iter().collect(), ..Grounding::default() }
}
