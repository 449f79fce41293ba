use std::io::Read;

use document::Article;

use super::limits::size;
use super::{Failure, InputFormat, Limits, Source, decode, html};

/// The one article of a file of text or of a web page.
pub fn read(source: &Source, content: impl Read, limits: &Limits) -> Result<Article, Failure> {
    let fail = |cause| Failure::of_file(source.name(), cause);
    let mut bytes = Vec::new();
    let read = content.take(limits.article + 1).read_to_end(&mut bytes);
    read.map_err(|error| fail(format!("cannot be read: {error}")))?;
    if bytes.len() as u64 > limits.article {
        return Err(fail(too_long(limits)));
    }
    match source.format {
        InputFormat::Html => html::article(source.name(), &bytes, None, limits).map_err(fail),
        _ => Ok(text(source.name(), &bytes)),
    }
}

/// What to say of an article over the limit.
pub fn too_long(limits: &Limits) -> String {
    format!("the article is longer than {}; --max-article sets the limit", size(limits.article))
}

/// An article of words alone.
pub fn text(id: &str, bytes: &[u8]) -> Article {
    let (text, notes) = decode(bytes, None);
    let mut article = Article::new(id, text);
    article.notes.splice(0..0, notes);
    article
}
