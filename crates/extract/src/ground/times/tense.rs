//! Whether the clause around a time tells of the past or of what is to come.

use document::{Id, Parse, PartOfSpeech, Token, TokenId};

use crate::knowledge::times::TimeWords;

/// When what a clause tells happens, seen from the day of publication.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tense {
    /// Before.
    Past,
    /// Before, with an effect on the day of publication ("has given them until
    /// Tuesday").
    Perfect,
    /// A verb in the present: of a single day, news use it for what is to come
    /// ("the leaders meet on Monday").
    Present,
    /// After.
    Future,
    /// No verb tells.
    Unknown,
}

/// A chain of heads that is longer tells nothing about the time at its foot.
const LONGEST_CHAIN: usize = 12;

/// The tense of the clause in which a token stands.
pub fn of(words: &TimeWords, parse: &Parse, token: TokenId) -> Tense {
    let mut current = token;
    let mut through_infinitive = false;
    for step in 0..LONGEST_CHAIN {
        let Some(row) = parse.tokens.get(current) else { break };
        if let Some(tense) = told_by(words, parse, current, row, step < 3 && !through_infinitive) {
            // "hopes to meet on Monday"
            return if through_infinitive && tense == Tense::Present { Tense::Future } else { tense };
        }
        through_infinitive |= row.tag == "VB";
        if row.head == current {
            break;
        }
        current = row.head;
    }
    Tense::Unknown
}

/// The tense that one word of the chain tells; `None` leaves it to its head.
/// `near`: no other verb stands between it and the time.
fn told_by(words: &TimeWords, parse: &Parse, token: TokenId, row: &Token, near: bool) -> Option<Tense> {
    let verb = matches!(row.part_of_speech, PartOfSpeech::Verb | PartOfSpeech::Aux);
    if verb && auxiliaries(parse, token).any(|row| words.is_future_auxiliary(&row.lemma)) {
        return Some(Tense::Future);
    }
    let of_saying = near && row.tag == "VBD" && words.is_future_report(&row.lemma);
    if words.is_future(&row.lemma) && !of_saying {
        return Some(Tense::Future);
    }
    match row.tag.as_str() {
        _ if !verb => None,
        "VBD" => Some(Tense::Past),
        "VBN" => participle(parse, token).or_else(|| is_clause(row).then_some(Tense::Past)),
        "VBG" => participle(parse, token),
        "VBZ" | "VBP" => Some(Tense::Present),
        // An infinitive lies behind the verb that it depends on.
        _ => auxiliaries(parse, token).any(|row| row.lemma == "have").then_some(Tense::Past),
    }
}

/// Whether a participle without an auxiliary makes a clause of its own ("the
/// deal announced on Friday").
fn is_clause(row: &Token) -> bool {
    matches!(row.relation.as_str(), "acl" | "advcl" | "ROOT" | "relcl")
}

fn participle(parse: &Parse, token: TokenId) -> Option<Tense> {
    let auxiliaries = || auxiliaries(parse, token);
    if auxiliaries().any(|row| row.tag == "VBD") {
        return Some(Tense::Past);
    }
    if auxiliaries().any(|row| row.lemma == "have") {
        return Some(Tense::Perfect);
    }
    auxiliaries().any(|row| matches!(row.tag.as_str(), "VBZ" | "VBP")).then_some(Tense::Present)
}

/// The auxiliaries of a verb stand at most this many tokens before it.
const AUXILIARIES_WITHIN: usize = 8;

fn auxiliaries(parse: &Parse, token: TokenId) -> impl Iterator<Item = &Token> {
    let start = token.index().saturating_sub(AUXILIARIES_WITHIN);
    let rows = parse.tokens.rows().get(start..=token.index()).unwrap_or_default();
    rows.iter().filter(move |row| row.head == token && matches!(row.relation.as_str(), "aux" | "auxpass"))
}
