use rapporteur::{Article, Reader};

use crate::beside;

/// Seconds of the language layer and of the statements on it, one thread,
/// summed over all articles.
pub fn seconds(reader: &Reader, articles: &[Article]) -> (f64, f64) {
    let knowledge = reader.knowledge();
    beside::seconds(reader, articles, |article, parse| {
        let grounding = extract::ground::resolve(knowledge, article, parse);
        beside::clock(|| {
            let found = extract::statements::find(knowledge, article, parse, &grounding);
            extract::statements::resolve_voices(knowledge, article, parse, grounding, &found)
        })
    })
}
