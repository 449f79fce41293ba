//! Whole pages of articles, also of hostile ones.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

use std::sync::LazyLock;

use page::{Entry, index, report};
use proptest::prelude::*;
use rapporteur::{Article, Reader, Report};
use serde_json::Value;

static READER: LazyLock<Reader> = LazyLock::new(|| Reader::english().unwrap());

const HOSTILE: &str = "</script><script>alert(1)</script> said Maria Duarte of Portugal on Monday.\r\n\r\n\
    <img src=x onerror=\"alert(2)\"> “</p><!-- ]]> {{data}} {{style}} &lt; 𝒜” & the army attacked Porto.\0";

fn read(text: &str) -> Report {
    READER.read(Article::new("<i>a</i>", text))
}

fn between<'a>(page: &'a str, before: &str, after: &str) -> &'a str {
    let start = page.find(before).unwrap() + before.len();
    &page[start..start + page[start..].find(after).unwrap()]
}

fn data(page: &str) -> Value {
    serde_json::from_str(between(page, "id=\"data\">", "</script>")).unwrap()
}

/// What a browser would take for the article's text.
fn text_content(page: &str) -> String {
    let article = between(page, "<div id=\"text\">", "</div>");
    let mut text = String::new();
    for (index, part) in article.split('<').enumerate() {
        text.push_str(if index == 0 { part } else { part.split_once('>').unwrap().1 });
    }
    let entities = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&#13;", "\r"), ("&amp;", "&")];
    entities.iter().fold(text, |text, (entity, letter)| text.replace(entity, letter))
}

#[test]
fn hostile_text_stays_text() {
    let page = report(&read(HOSTILE), "test", None);
    assert_eq!(page.matches("<script").count(), 2, "the data and our own script");
    assert_eq!(page.matches("</script").count(), 2);
    assert_eq!(page.matches("<style").count(), 1);
    assert!(!page.contains("<img") && !page.contains("<i>a</i>"));
    assert_eq!(text_content(&page), HOSTILE.replace('\0', "\u{fffd}"));
    assert_eq!(data(&page)["article"]["id"], "<i>a</i>");
}

#[test]
fn a_page_asks_for_nothing() {
    let page = report(&read("Poland’s president met Ms. Sandu in Chisinau on Monday."), "test", None);
    let policy = between(&page, "Content-Security-Policy\" content=\"", "\"");
    assert!(policy.starts_with("default-src 'none'; img-src data:; style-src 'sha256-"), "{policy}");
    let sources = page.matches("src=").count() + page.matches("@import").count() + page.matches("url(").count();
    assert_eq!(sources, 0);
}

#[test]
fn the_same_report_gives_the_same_bytes() {
    let one = report(&read(HOSTILE), "test", None);
    assert_eq!(one, report(&read(HOSTILE), "test", None));
}

#[test]
fn records_are_those_that_the_program_writes() {
    let found = read("Poland expelled three Belarusian diplomats on Monday, the foreign ministry said.");
    let data = data(&report(&found, "test", None));
    assert_eq!(data["events"].as_array().unwrap().len(), found.events.len());
    assert_eq!(data["statements"].as_array().unwrap().len(), found.statements.len());
    let letters: Vec<char> = found.article.text.chars().collect();
    for event in data["events"].as_array().unwrap() {
        let (start, end) = (event["evidence"][0][0].as_u64().unwrap(), event["evidence"][0][1].as_u64().unwrap());
        let words: String = letters[start as usize..end as usize].iter().collect();
        assert_eq!(event["record"]["trigger"]["text"], words);
    }
}

#[test]
fn an_index_leads_to_its_reports() {
    let entry = Entry::new("0001-a.html".to_owned(), &read(HOSTILE));
    let page = index(&[entry], "test");
    assert!(page.contains("<a href=\"0001-a.html\">i&gt;</a>"), "{page}");
    assert!(report(&read(HOSTILE), "test", Some("index.html")).contains("<a href=\"index.html\">All reports</a>"));
    assert_eq!(page.matches("<script").count(), 1);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn marks_rebuild_the_text(words in prop::collection::vec(
        prop::sample::select(vec![
            "Xi", "Putin", "said", "met", "on Monday", "in Paris", "“Peace,”", "\n\n", "\n", "\r\n", "<b>", "&amp;", "😀", "é",
            "the army", "attacked", "</div>", "'", "he", ".",
        ]), 0..40))
    {
        let text = words.join(" ");
        prop_assert_eq!(text_content(&report(&read(&text), "test", None)), text);
    }
}
