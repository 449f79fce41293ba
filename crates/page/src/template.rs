//! The page around its content: assets, and the policy that forbids it to
//! reach out.

use sha2::{Digest, Sha256};

use crate::escape;

/// The parts of every page, from `assets/`.
const HEAD: &str = include_str!("../assets/page.html");
pub(crate) const REPORT_BODY: &str = include_str!("../assets/report.html");
pub(crate) const INDEX_BODY: &str = include_str!("../assets/index.html");
/// Colours and letters, for every page.
const COMMON_STYLE: &str = include_str!("../assets/common.css");
pub(crate) const REPORT_STYLE: &str = include_str!("../assets/report.css");
pub(crate) const INDEX_STYLE: &str = include_str!("../assets/index.css");
pub(crate) const REPORT_SCRIPT: &str = concat!(
    include_str!("../assets/report.js"),
    include_str!("../assets/cards.js"),
    include_str!("../assets/controls.js"),
    include_str!("../assets/figures.js"),
    "start();\n"
);
pub(crate) const INDEX_SCRIPT: &str = include_str!("../assets/index.js");
const OUTLINE: &str = include_str!("../assets/outline.tsv");

/// What one page is made of.
pub(crate) struct Page<'a> {
    pub title: &'a str,
    pub style: &'a str,
    pub script: &'a str,
    /// HTML.
    pub body: String,
}

/// The whole file.
pub(crate) fn page(page: &Page<'_>) -> String {
    let style = format!("{COMMON_STYLE}{}", page.style);
    fill(
        HEAD,
        &[
            ("title", &escape::html(page.title)),
            ("policy", &policy(&style, page.script)),
            ("style", &style),
            ("script", page.script),
            ("body", &page.body),
        ],
    )
}

/// Puts values in the place of `{{name}}`. A value is never searched for
/// further names, so that an article cannot ask for one.
pub(crate) fn fill(template: &str, values: &[(&str, &str)]) -> String {
    let mut out = String::with_capacity(template.len() + values.iter().map(|(_, value)| value.len()).sum::<usize>());
    let mut rest = template;
    while let Some((before, after)) = rest.split_once("{{") {
        out.push_str(before);
        let (name, behind) = after.split_once("}}").unwrap_or((after, ""));
        let value = values.iter().find(|(known, _)| *known == name);
        out.push_str(value.map_or("", |(_, value)| value));
        rest = behind;
    }
    out.push_str(rest);
    out
}

/// A path of the world's outline.
pub(crate) fn outline(name: &str) -> &'static str {
    let mut lines = OUTLINE.lines().filter_map(|line| line.split_once('\t'));
    lines.find(|(known, _)| *known == name).map_or("", |(_, path)| path)
}

/// Nothing may be loaded but the empty icon that stands in the page itself;
/// only our own style and script count.
fn policy(style: &str, script: &str) -> String {
    format!(
        "default-src 'none'; img-src data:; style-src 'sha256-{}'; script-src 'sha256-{}'; base-uri 'none'; form-action 'none'",
        base64(&Sha256::digest(style)),
        base64(&Sha256::digest(script))
    )
}

fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::new();
    for block in bytes.chunks(3) {
        let group =
            block.iter().enumerate().fold(0_usize, |sum, (index, &byte)| sum | usize::from(byte) << (16 - 8 * index));
        for place in 0..4 {
            let letter = LETTERS[group >> (18 - 6 * place) & 63];
            out.push(if place <= block.len() { char::from(letter) } else { '=' });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_pads() {
        let all: Vec<String> = ["", "f", "fo", "foo"].iter().map(|text| base64(text.as_bytes())).collect();
        assert_eq!(all, ["", "Zg==", "Zm8=", "Zm9v"]);
    }

    #[test]
    fn values_are_not_searched_for_names() {
        assert_eq!(fill("<{{a}}|{{b}}>", &[("a", "{{b}}"), ("b", "2")]), "<{{b}}|2>");
    }

    #[test]
    fn the_outline_has_both_paths() {
        assert!(outline("land").starts_with('M') && outline("borders").starts_with('M'));
    }
}
