//! What a page shows where its head says nothing of it.

use document::Date;

use super::tree::{NodeId, NodeKind, Tree};
use crate::articles::day;

/// The headline of a page whose title names the site too ("Harbour Wire -
/// Fishermen freed"): the longest stretch of the page's text, of three words
/// or more, with which the title begins or ends.
pub fn headline(tree: &Tree, page_title: &str) -> Option<String> {
    let is_headline = |text: &String| {
        let before = page_title.strip_suffix(text.as_str()).map(|rest| rest.trim_end().chars().next_back());
        let behind = || page_title.strip_prefix(text.as_str()).map(|rest| rest.trim_start().chars().next());
        // A mark stands between it and the site's name.
        before.or_else(behind).flatten().is_some_and(|c| !c.is_alphanumeric())
    };
    let texts = shown(tree).filter(|text| text.len() < page_title.len() && text.split(' ').count() >= 3);
    texts.filter(is_headline).max_by_key(String::len)
}

/// The first day that stands by itself within a few lines below the headline,
/// never above it: there, pages show the day on which they are read.
pub fn day_below(tree: &Tree, headline: &str) -> Option<Date> {
    let below = shown(tree).skip_while(|text| !text.eq_ignore_ascii_case(headline)).skip(1);
    below.take(LINES).filter(|text| text.len() <= LONGEST_DAY).find_map(|text| day(&text))
}

/// So many lines below the headline are looked at.
const LINES: usize = 8;

/// "Published on Wednesday, 24 September 2025, 10:15 GMT" and no more, in bytes.
const LONGEST_DAY: usize = 60;

/// The stretches of text in the page's body, in order, with single blanks.
fn shown(tree: &Tree) -> impl Iterator<Item = String> {
    let is_read = |id: NodeId| !matches!(tree.name(id), "head" | "script" | "style" | "template");
    let texts = tree.walk(0, is_read).filter_map(|id| match &tree.node(id).kind {
        NodeKind::Text(words) => Some(words.split_whitespace().collect::<Vec<_>>().join(" ")),
        _ => None,
    });
    texts.filter(|text| !text.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tree(page: &str) -> Tree {
        Tree::parse(page, 100).unwrap()
    }

    #[test]
    fn headlines_are_found_beside_the_name_of_the_site() {
        let page = tree("<title>x</title><p>Ferry strike ends after nine days<p>The ferry strike");
        let found = headline(&page, "Harbour Wire - Ferry strike ends after nine days");
        assert_eq!(found.as_deref(), Some("Ferry strike ends after nine days"));
        assert_eq!(headline(&page, "How the Ferry strike ends after nine days"), None);
        assert_eq!(headline(&page, "Harbour Wire"), None);
    }

    #[test]
    fn days_are_looked_for_below_the_headline() {
        let page = tree("<p>1 May 2020<p>Ferry strike ends<p>By Our Reporter<p>Tuesday, 4 May 2004<p>5 May 2004");
        assert_eq!(day_below(&page, "Ferry strike ends").unwrap().to_string(), "2004-05-04");
        assert_eq!(day_below(&page, "Another headline"), None);
    }
}
