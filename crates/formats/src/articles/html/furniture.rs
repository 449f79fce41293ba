use std::collections::HashSet;
use std::sync::LazyLock;

use super::tree::{NodeId, Tree};

/// Elements that never hold an article's words.
const WITHOUT_WORDS: [&str; 27] = [
    "aside",
    "audio",
    "button",
    "canvas",
    "dialog",
    "embed",
    "figcaption",
    "figure",
    "footer",
    "form",
    "head",
    "iframe",
    "input",
    "map",
    "math",
    "nav",
    "noscript",
    "object",
    "picture",
    "script",
    "select",
    "style",
    "svg",
    "template",
    "textarea",
    "time",
    "video",
];

/// Elements that hold the page or its article whatever they are called.
const KEPT: [&str; 4] = ["html", "body", "main", "article"];

/// Elements whose text is not for reading, however much of it there is.
const NEVER_READ: [&str; 4] = ["script", "style", "template", "head"];

/// Whether an element holds no words that a reader sees.
pub fn is_never_read(tree: &Tree, id: NodeId) -> bool {
    NEVER_READ.contains(&tree.name(id))
}

/// Whether an element stands around the article and not in it.
pub fn is_furniture(tree: &Tree, id: NodeId) -> bool {
    let name = tree.name(id);
    if name.is_empty() || KEPT.contains(&name) {
        return false;
    }
    WITHOUT_WORDS.contains(&name) || is_hidden(tree, id) || is_page_head(tree, id) || is_named_so(tree, id)
}

fn is_hidden(tree: &Tree, id: NodeId) -> bool {
    let style = tree.attribute(id, "style").unwrap_or_default();
    tree.attribute(id, "hidden").is_some()
        || tree.attribute(id, "aria-hidden") == Some("true")
        || style.contains("display:none")
        || style.contains("display: none")
}

/// The head of the page, not that of an article.
fn is_page_head(tree: &Tree, id: NodeId) -> bool {
    let mut at = tree.node(id).parent;
    if tree.name(id) != "header" {
        return false;
    }
    while let Some(parent) = at {
        if tree.name(parent) == "article" {
            return false;
        }
        at = tree.node(parent).parent;
    }
    true
}

struct Words {
    single: HashSet<&'static str>,
    pairs: Vec<(&'static str, &'static str)>,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let table = include_str!("../../../../../data/formats/page-furniture.tsv");
    let rows = table.lines().filter(|line| !line.starts_with('#')).skip(1);
    let words: Vec<&str> = rows.filter_map(|line| line.split('\t').next()).collect();
    Words {
        single: words.iter().filter(|word| !word.contains('+')).copied().collect(),
        pairs: words.iter().filter_map(|word| word.split_once('+')).collect(),
    }
});

fn is_named_so(tree: &Tree, id: NodeId) -> bool {
    let names = ["class", "id", "role", "data-component"].map(|name| tree.attribute(id, name).unwrap_or_default());
    let words: Vec<String> = names.iter().flat_map(|names| cut(names)).collect();
    let has = |wanted: &str| words.iter().any(|word| word == wanted);
    words.iter().any(|word| WORDS.single.contains(word.as_str()))
        || words.len() > 1 && WORDS.pairs.iter().any(|(one, other)| has(one) && has(other))
}

/// The words of a name: "relatedLinks top-box" is related, links, top, box.
/// Names longer than any page needs are not looked at to their end.
fn cut(names: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut was_small = false;
    for c in names.chars().take(400) {
        if !c.is_alphanumeric() || c.is_uppercase() && was_small {
            words.push(String::new());
        }
        if c.is_alphanumeric() {
            words.last_mut().unwrap_or(&mut String::new()).extend(c.to_lowercase());
        }
        was_small = c.is_lowercase();
    }
    words.retain(|word| !word.is_empty());
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_cut_into_words() {
        assert_eq!(cut("relatedLinks top-box_2"), ["related", "links", "top", "box", "2"]);
        assert!(cut(" - ").is_empty());
    }

    #[test]
    fn words_are_compared_whole() {
        let tree =
            Tree::parse("<div class='read-more'>a</div><div class='headline'>b</div><div class='adp'>c</div>", 9);
        let tree = tree.unwrap();
        let named: Vec<bool> =
            (0..tree.len()).filter(|&id| tree.name(id) == "div").map(|id| is_named_so(&tree, id)).collect();
        assert_eq!(named, [true, false, false]);
    }
}
