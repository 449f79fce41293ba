//! The second layer: who, when and where.

pub mod times;

use document::{Article, Grounding, Parse};

use crate::Knowledge;

/// Finds the actors, times and places of an article.
pub fn resolve(knowledge: &Knowledge, article: &Article, parse: &Parse) -> Grounding {
    let times = times::find(knowledge, article, parse).into_iter().collect();
    Grounding { times, ..Grounding::default() }
}
