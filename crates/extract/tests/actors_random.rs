//! The actor layer on random text: it never fails, what it finds lies inside
//! the text, and the same text gives the same.
#![allow(clippy::unwrap_used, reason = "this is a test")]

use std::collections::BTreeSet;
use std::sync::LazyLock;

use document::{Article, ChainId, Grounding, Id, Label, Parse, Sentence, SentenceId, Span, Token, TokenId};
use document::{IdRange, Name};
use extract::{Knowledge, ground};
use proptest::prelude::*;
use syntax::Model;

static LAYERS: LazyLock<(Knowledge, Model)> =
    LazyLock::new(|| (Knowledge::embedded().unwrap(), Model::english().unwrap()));

const WORDS: [&str; 48] = [
    "Lukashenko",
    "Xi",
    "Jinping",
    "the",
    "Belarusian",
    "president",
    "and",
    "both",
    "countries",
    "he",
    "she",
    "it",
    "they",
    "their",
    "himself",
    "who",
    "no",
    "one",
    "neither",
    "side",
    "said",
    "told",
    "“",
    "”",
    "\"",
    "’s",
    "\n\n",
    ",",
    ".",
    "(",
    ")",
    "—",
    "Moscow",
    "in",
    "as",
    "our",
    "country",
    "Élysée",
    "the Kremlin",
    "UN",
    "G7",
    "former",
    "two",
    "leaders",
    "whose",
    "is",
    "a",
    "Erdoğan",
];

const RELATIONS: [&str; 20] = [
    "nsubj",
    "nsubjpass",
    "dobj",
    "dative",
    "pobj",
    "prep",
    "poss",
    "appos",
    "conj",
    "cc",
    "relcl",
    "acl",
    "attr",
    "xcomp",
    "ccomp",
    "advcl",
    "compound",
    "amod",
    "det",
    "punct",
];

const TAGS: [(&str, &str); 8] = [
    ("NNP", "PROPN"),
    ("NN", "NOUN"),
    ("NNS", "NOUN"),
    ("VBD", "VERB"),
    ("PRP", "PRON"),
    ("PRP$", "PRON"),
    ("IN", "ADP"),
    ("JJ", "ADJ"),
];

fn words() -> impl Strategy<Value = Vec<&'static str>> {
    prop::collection::vec(prop::sample::select(&WORDS[..]), 0..60)
}

/// A parse in which anything may depend on anything: heads are random and may
/// go round in circles.
fn wild(words: &[&'static str], choices: &[(usize, usize, usize)]) -> (String, Parse) {
    let (mut text, mut parse) = (String::new(), Parse::default());
    let count = words.len();
    for (number, word) in words.iter().enumerate() {
        let start = text.len() as u32;
        text.push_str(word);
        let (head, relation, tag) = choices[number % choices.len()];
        let (tag, part_of_speech) = TAGS[tag % TAGS.len()];
        parse.tokens.push(Token {
            span: Span::new(start, text.len() as u32),
            blank_after: true,
            lemma: word.to_lowercase().as_str().into(),
            tag: Label::new(tag),
            part_of_speech: part_of_speech.parse().unwrap(),
            features: Label::default(),
            head: TokenId::from_index(head % count),
            relation: Label::new(RELATIONS[relation % RELATIONS.len()]),
            sentence: SentenceId::from_index(0),
        });
        text.push(' ');
    }
    let tokens = IdRange::new(0..count);
    parse.sentences.push(Sentence { span: Span::new(0, text.len() as u32), tokens });
    if count > 1 {
        let tokens = IdRange::new(0..count.min(3));
        let rows = &parse.tokens.rows()[..count.min(3)];
        let span = rows[0].span.cover(rows[rows.len() - 1].span);
        parse.names.push(Name { span, tokens, label: Label::new("PERSON") });
    }
    (text, parse)
}

fn check(text: &str, parse: &Parse, grounding: &Grounding) {
    for (id, mention) in grounding.mentions.iter() {
        let (start, end) = (mention.span.start() as usize, mention.span.end() as usize);
        prop_assert_in(text.get(start..end).is_some_and(|words| !words.is_empty()), text);
        prop_assert_in(mention.tokens.end.index() <= parse.tokens.len() && mention.tokens.contains(mention.head), text);
        prop_assert_in(grounding.chains[mention.chain].mentions.contains(&id), text);
    }
    let mut seen = BTreeSet::new();
    for (id, chain) in grounding.chains.iter() {
        prop_assert_in(chain.mentions.is_sorted() && chain.mentions.iter().all(|mention| seen.insert(*mention)), text);
        prop_assert_in(chain.mentions.iter().all(|&mention| grounding.mentions[mention].chain == id), text);
        prop_assert_in(chain.members.iter().all(|member: &ChainId| member.index() < grounding.chains.len()), text);
    }
}

#[track_caller]
fn prop_assert_in(holds: bool, text: &str) {
    assert!(holds, "{text:?}");
}

fn read_twice(text: &str, parse: &Parse) {
    let article = Article { published: "2021-10-10".parse().ok(), ..Article::new("a", text) };
    let grounding = ground::resolve(&LAYERS.0, &article, parse);
    check(text, parse, &grounding);
    assert_eq!(grounding, ground::resolve(&LAYERS.0, &article, parse), "{text:?}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn words_in_any_order(words in words()) {
        let text = words.join(" ");
        read_twice(&text, &LAYERS.1.parse(&text));
    }

    #[test]
    fn any_characters(text in "\\PC{0,200}") {
        read_twice(&text, &LAYERS.1.parse(&text));
    }

    #[test]
    fn any_tree(words in words(), choices in prop::collection::vec((0usize..60, 0usize..20, 0usize..8), 1..60)) {
        let (text, parse) = wild(&words, &choices);
        read_twice(&text, &parse);
    }
}
