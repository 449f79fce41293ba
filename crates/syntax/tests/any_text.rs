//! Whatever the text, the parse is sound (`common`) and depends on the text
//! alone.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

mod common;

use std::sync::LazyLock;

use document::Article;
use proptest::prelude::*;
use syntax::Model;

static MODEL: LazyLock<Model> = LazyLock::new(|| Model::english().unwrap());

/// Text that looks like news in pieces: words, marks, contractions, numbers,
/// addresses and white space in any order.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[A-Za-z]{1,8}",
        "[0-9]{1,4}",
        r#"[-.,;:!?'"()\[\]/@#$%&*+=<>_…–—“”‘’«»]{1,3}"#,
        "[ \t\n\r\u{a0}\u{2028}]{1,3}",
        "\\PC{1,3}",
        prop::sample::select(vec!["n't", "'s", "U.S.", "a.m.", "http://a.example/b", "$5m", ":-)", "Mr.", " ", ". "])
            .prop_map(str::to_owned),
    ];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn any_pieces_give_a_sound_parse(text in pieces()) {
        common::check(&text, &MODEL.parse(&text));
    }

    #[test]
    fn any_string_gives_a_sound_parse(text: String) {
        common::check(&text, &MODEL.parse(&text));
    }

    #[test]
    fn any_bytes_give_a_sound_parse(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let article = Article::from_bytes("a", &bytes);
        common::check(&article.text, &MODEL.parse(&article.text));
    }

    #[test]
    fn what_was_parsed_before_changes_nothing(texts in prop::collection::vec(pieces(), 1..4)) {
        let first: Vec<_> = texts.iter().map(|text| MODEL.parse(text)).collect();
        let again: Vec<_> = texts.iter().rev().map(|text| MODEL.parse(text)).collect();
        prop_assert!(first.iter().eq(again.iter().rev()));
    }
}
