//! The second layer: who, when and where.

pub mod actors;
pub mod places;
pub mod times;

use document::{Article, Grounding, Parse};

use crate::Knowledge;

/// Finds the actors, times and places of an article.
pub fn resolve(knowledge: &Knowledge, article: &Article, parse: &Parse) -> Grounding {
    let places = places::find(knowledge, article, parse);
    let (mentions, chains) = actors::find(knowledge, article, parse, &places);
    let times = times::find(knowledge, article, parse).into_iter().collect();
    let places = places.into_iter().collect();
    Grounding { mentions, chains, times, places }
}
