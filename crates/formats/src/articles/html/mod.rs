//! The article on a web page: its text without what stands around it, and what
//! the page says of it.

mod blocks;
mod content;
mod furniture;
mod metadata;
mod phrases;
mod shown;
mod tree;

use document::Article;

use self::metadata::Metadata;
use self::tree::Tree;
use super::limits::size;
use super::{Limits, decode};

/// The article of a page; `charset` is the encoding that came with it.
///
/// # Errors
///
/// Where the page is too long or too deep (see [`Limits`]), or holds no text.
pub fn article(id: &str, page: &[u8], charset: Option<&str>, limits: &Limits) -> Result<Article, String> {
    if page.len() as u64 > limits.article {
        return Err(format!("the page is longer than {}; --max-article sets the limit", size(limits.article)));
    }
    let (text, notes) = decode(page, charset.or_else(|| declared_charset(page)));
    let tree = Tree::parse(&text, limits.nesting)?;
    let metadata = Metadata::read(&tree);
    let mut text = content::text(&tree, metadata.title.as_deref());
    // Some pages are filled by scripts and hold their text as data alone.
    if let Some(body) = metadata.body.as_ref().filter(|body| text.len() * 2 < body.len()) {
        text.clone_from(body);
    }
    if text.is_empty() {
        return Err("the page holds no text of an article".to_owned());
    }
    let mut article = Article::new(id, text);
    article.notes.splice(0..0, notes);
    metadata.describe(&mut article);
    Ok(article)
}

/// The encoding that the page names in its first bytes.
fn declared_charset(page: &[u8]) -> Option<&str> {
    let start = &page[..page.len().min(2048)];
    let name = b"charset=";
    let at = start.windows(name.len()).position(|window| window.eq_ignore_ascii_case(name))? + name.len();
    let rest = start[at..].trim_ascii_start();
    let rest = rest.strip_prefix(b"\"").or_else(|| rest.strip_prefix(b"'")).unwrap_or(rest);
    let length = rest.iter().take_while(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(byte)).count();
    std::str::from_utf8(&rest[..length]).ok().filter(|label| !label.is_empty())
}

#[cfg(test)]
mod tests;
