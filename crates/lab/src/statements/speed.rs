use std::time::Instant;

use rapporteur::{Article, Reader};

/// Seconds of the language layer and of the statements on it, one thread,
/// summed over all articles.
pub fn seconds(reader: &Reader, articles: &[Article]) -> (f64, f64) {
    let (mut language, mut statements) = (0.0, 0.0);
    for article in articles {
        let start = Instant::now();
        let parse = reader.model().parse(&article.text);
        language += start.elapsed().as_secs_f64();
        let grounding = extract::ground::resolve(reader.knowledge(), article, &parse);
        let start = Instant::now();
        let found = extract::statements::find(reader.knowledge(), article, &parse, &grounding);
        std::hint::black_box(extract::statements::resolve_voices(
            reader.knowledge(),
            article,
            &parse,
            grounding,
            &found,
        ));
        statements += start.elapsed().as_secs_f64();
    }
    (language, statements)
}
