//! The second layer: who, when and where.

pub mod actors;

use document::{Article, Grounding, Parse};

use crate::Knowledge;

/// Finds the actors, times and places of an article.
pub fn resolve(knowledge: &Knowledge, article: &Article, parse: &Parse) -> Grounding {
    let (mentions, chains) = actors::find(knowledge, article, parse);
    Grounding { mentions, chains, ..Grounding::default() }
}
