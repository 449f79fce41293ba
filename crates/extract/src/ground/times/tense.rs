//! Whether the clause around a time tells of the past or of what is to come.

use document::{Id, Parse, PartOfSpeech, TokenId};

use crate::knowledge::times::TimeWords;

/// When what a clause tells happens, seen from the day of publication.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tense {
    /// Before.
    Past,
    /// Now, or no verb tells.
    Present,
    /// After.
    Future,
}

/// A chain of heads that is longer tells nothing about the time at its foot.
const LONGEST_CHAIN: usize = 12;

/// The tense of the clause in which a token stands.
pub fn of(words: &TimeWords, parse: &Parse, token: TokenId) -> Tense {
    let mut current = token;
    for _ in 0..LONGEST_CHAIN {
        if let Some(tense) = told_by(words, parse, current) {
            return tense;
        }
        let Some(row) = parse.tokens.get(current) else { break };
        if row.head == current {
            break;
        }
        current = row.head;
    }
    Tense::Present
}

/// The tense that one word of the chain tells; `None` leaves it to its head.
fn told_by(words: &TimeWords, parse: &Parse, token: TokenId) -> Option<Tense> {
    let row = parse.tokens.get(token)?;
    let verb = matches!(row.part_of_speech, PartOfSpeech::Verb | PartOfSpeech::Aux);
    if verb && has_auxiliary(parse, token, |lemma| words.is_future_auxiliary(lemma)) {
        return Some(Tense::Future);
    }
    if words.is_future(&row.lemma) {
        return Some(Tense::Future);
    }
    let having = |lemma: &str| lemma == "have";
    match row.tag.as_str() {
        _ if !verb => None,
        "VBD" => Some(Tense::Past),
        "VBN" | "VBG" => participle(parse, token),
        "VBZ" | "VBP" => Some(Tense::Present),
        // An infinitive lies behind the verb that it depends on.
        _ if has_auxiliary(parse, token, having) => Some(Tense::Past),
        _ => None,
    }
}

fn participle(parse: &Parse, token: TokenId) -> Option<Tense> {
    let auxiliaries = || auxiliaries(parse, token);
    if auxiliaries().any(|row| row.tag == "VBD" || row.lemma == "have") {
        return Some(Tense::Past);
    }
    auxiliaries().any(|row| matches!(row.tag.as_str(), "VBZ" | "VBP")).then_some(Tense::Present)
}

fn has_auxiliary(parse: &Parse, token: TokenId, accept: impl Fn(&str) -> bool) -> bool {
    auxiliaries(parse, token).any(|row| accept(&row.lemma))
}

/// The auxiliaries of a verb: they stand at most this many tokens before it.
const AUXILIARIES_WITHIN: usize = 8;

fn auxiliaries(parse: &Parse, token: TokenId) -> impl Iterator<Item = &document::Token> {
    let start = token.index().saturating_sub(AUXILIARIES_WITHIN);
    let rows = parse
        .tokens
        .rows()
        .get(start..token.index() + 2)
        .unwrap_or_else(|| parse.tokens.rows().get(start..).unwrap_or_default());
    rows.iter().filter(move |row| row.head == token && matches!(row.relation.as_str(), "aux" | "auxpass"))
}
