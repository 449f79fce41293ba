//! Any bytes become an article and a parse in which every invariant holds.

#![no_main]

use std::sync::LazyLock;

use document::Article;
use libfuzzer_sys::fuzz_target;
use syntax::Model;

#[path = "../../crates/syntax/tests/common/mod.rs"]
mod common;

static MODEL: LazyLock<Model> = LazyLock::new(|| Model::english().unwrap());

fuzz_target!(|bytes: &[u8]| {
    let article = Article::from_bytes("fuzz", bytes);
    let parse = MODEL.parse(&article.text);
    common::check(&article.text, &parse);
    // What is remembered of words must not change results.
    assert_eq!(parse, MODEL.parse(&article.text));
});
