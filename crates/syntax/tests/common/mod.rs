//! What holds of every parse, whatever the text.

use document::{Id, Parse, SentenceId};

/// Panics with the reason where `parse` is not a sound parse of `text`.
pub fn check(text: &str, parse: &Parse) {
    check_tokens(text, parse);
    check_sentences(parse);
    check_names(parse);
}

fn check_tokens(text: &str, parse: &Parse) {
    let mut end = 0;
    for (id, token) in parse.tokens.iter() {
        let (start, next_end) = (token.span.start() as usize, token.span.end() as usize);
        assert!(start < next_end, "token {id:?} is empty");
        assert!(text.get(start..next_end).is_some(), "token {id:?} lies outside the text or off a boundary");
        let gap = text.get(end..start).expect("tokens ascend");
        assert!(gap.is_empty() || gap == " ", "{gap:?} stands in no token, before {id:?}");
        assert!(parse.tokens.get(token.head).is_some(), "the head of {id:?} does not exist");
        end = next_end;
    }
    assert!(matches!(&text[end..], "" | " "), "text after the last token");
    for (index, pair) in parse.tokens.rows().windows(2).enumerate() {
        let blank = pair[0].span.end() < pair[1].span.start();
        assert_eq!(pair[0].blank_after, blank, "the blank after token {index}");
    }
}

/// Every token stands in exactly one sentence, which it names as its own.
fn check_sentences(parse: &Parse) {
    let mut next = 0;
    for (id, sentence) in parse.sentences.iter() {
        assert_eq!(sentence.tokens.start.index(), next, "sentence {id:?} does not follow the one before");
        assert!(!sentence.tokens.is_empty(), "sentence {id:?} is empty");
        next = sentence.tokens.end.index();
        let tokens = parse.tokens.slice(sentence.tokens);
        assert!(tokens.iter().all(|token| token.sentence == id), "a token of {id:?} names another sentence");
        assert_eq!(sentence.span, tokens[0].span.cover(tokens[tokens.len() - 1].span));
    }
    assert_eq!(next, parse.tokens.len(), "tokens behind the last sentence");
    assert!(parse.sentences.len() <= parse.tokens.len());
    assert_eq!(parse.sentences.get(SentenceId::from_index(parse.sentences.len())), None);
}

/// Names ascend, do not overlap, and lie on tokens.
fn check_names(parse: &Parse) {
    let mut next = 0;
    for (id, name) in parse.names.iter() {
        assert!(name.tokens.start.index() >= next, "name {id:?} overlaps the one before");
        assert!(!name.tokens.is_empty(), "name {id:?} is empty");
        next = name.tokens.end.index();
        let tokens = parse.tokens.slice(name.tokens);
        assert_eq!(tokens.len(), name.tokens.len(), "name {id:?} ends behind the last token");
        assert_eq!(name.span, tokens[0].span.cover(tokens[tokens.len() - 1].span));
    }
}
