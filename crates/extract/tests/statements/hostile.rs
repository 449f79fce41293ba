//! Hostile input: marks that never close, deep nesting, pages of nothing but
//! marks. Time is not measured but work that must not grow faster than the
//! text: what comes out, and how long it is.

use document::{Article, Grounding, Id, IdRange, Label, Parse, Sentence, SentenceId, Span, Statement, Token, TokenId};
use extract::{Knowledge, statements};
use proptest::prelude::*;
use syntax::Model;

fn read(text: &str) -> Vec<Statement> {
    let (knowledge, model) = (Knowledge::embedded().unwrap(), Model::english().unwrap());
    read_with(&knowledge, text, &model.parse(text))
}

fn read_with(knowledge: &Knowledge, text: &str, parse: &Parse) -> Vec<Statement> {
    let article = Article::new("test", text);
    statements::find(knowledge, &article, parse, &Grounding::default()).rows().to_vec()
}

/// One sentence in which every character is a token that depends on the one
/// before it: the deepest tree there is.
fn deep(text: &str) -> Parse {
    let mut parse = Parse::default();
    for (number, (start, character)) in text.char_indices().enumerate() {
        let span = Span::new(start as u32, (start + character.len_utf8()) as u32);
        parse.tokens.push(Token {
            span,
            blank_after: false,
            lemma: "say".into(),
            tag: Label::new("VBD"),
            part_of_speech: "VERB".parse().unwrap(),
            features: Label::default(),
            head: TokenId::from_index(number.saturating_sub(1)),
            relation: Label::new(if number == 0 { "ROOT" } else { "ccomp" }),
            sentence: SentenceId::from_index(0),
        });
    }
    let tokens = IdRange::new(0..parse.tokens.len());
    parse.sentences.push(Sentence { span: Span::new(0, text.len() as u32), tokens });
    parse
}

#[test]
fn marks_that_never_close_cost_their_paragraph_only() {
    let found = read("“The gate never closes.\n\nPolice said the road was open.");
    assert!(found.iter().any(|statement| statement.cue.is_some()), "{found:?}");
}

#[test]
fn ten_levels_of_nesting_are_read() {
    let text = format!("{}Go{}, he said.", "“‘".repeat(5), "’”".repeat(5));
    read(&text);
}

#[test]
fn pages_of_marks_give_no_statements() {
    for page in ["\"", "“", "”", "'", "« ", "“”", "\"\n\n", "“ x ” "] {
        let found = read(&page.repeat(20_000 / page.len()));
        assert!(found.len() < 2, "{page:?}: {}", found.len());
    }
}

#[test]
fn a_hundred_thousand_marks_in_one_sentence_end() {
    let knowledge = Knowledge::embedded().unwrap();
    for page in ["“", "\"", "x"] {
        let text = page.repeat(100_000);
        read_with(&knowledge, &text, &deep(&text));
    }
}

#[test]
fn twice_the_text_gives_twice_the_statements() {
    let text = "“We will go,” Ana Ruiz said. “All of us.” She said the road, police told her, was open.\n\n";
    let (one, two) = (read(&text.repeat(40)), read(&text.repeat(80)));
    assert!(one.len() >= 40 && two.len() <= 2 * one.len() + 2, "{} {}", one.len(), two.len());
    let chain = |found: &[Statement]| found.iter().map(|statement| statement.relayed_by.len()).sum::<usize>();
    assert!(chain(&two) <= 2 * chain(&one) + 2);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]
    #[test]
    fn any_tree_over_any_text_gives_spans_inside(text in "[“”\"'é., a\n]{0,60}") {
        let knowledge = Knowledge::embedded().unwrap();
        for statement in read_with(&knowledge, &text, &deep(&text)) {
            let speaker = statement.speaker.iter().map(|party| party.span);
            for span in statement.content.iter().chain(&statement.cue).chain(&statement.quotations).copied().chain(speaker) {
                prop_assert!(text.get(span.start() as usize..span.end() as usize).is_some(), "{span:?} {text:?}");
            }
            prop_assert!(statement.content.windows(2).all(|pair| pair[0].end() <= pair[1].start()));
        }
    }

    #[test]
    fn sentences_of_news_with_marks_anywhere(words in proptest::collection::vec("said|the mayor|“|”|\"|that|he|was|told|,|\\.|\n\n|Reuters|according to", 0..40)) {
        let text = words.join(" ");
        let model = MODEL.get_or_init(|| Model::english().unwrap());
        let knowledge = KNOWLEDGE.get_or_init(|| Knowledge::embedded().unwrap());
        for statement in read_with(knowledge, &text, &model.parse(&text)) {
            prop_assert!(statement.content.iter().all(|span| !span.of(&text).is_empty()));
            prop_assert!(statement.content.windows(2).all(|pair| pair[0].end() <= pair[1].start()), "{statement:?}");
            prop_assert!((0.0..=1.0).contains(&statement.confidence));
        }
    }
}

static MODEL: std::sync::OnceLock<Model> = std::sync::OnceLock::new();
static KNOWLEDGE: std::sync::OnceLock<Knowledge> = std::sync::OnceLock::new();
