//! Numbers in words and digits: "20,000", "three dozen", "1.5 million",
//! "fifteenth".

use crate::ground::actors::Context;
use crate::knowledge::times::Quantity;

/// A number has no more words.
const LONGEST: usize = 8;

/// The number that the noun at a token is counted by, or that the token is
/// itself.
pub(super) fn counted(context: &Context<'_>, noun: usize) -> Option<u64> {
    if is_number(context, noun) && !is_year(context, noun) {
        return around(context, noun);
    }
    // "a dozen of the men", "12 of them": what is counted hangs below.
    let number = context.children(noun, &["nummod"]).find(|&token| is_number(context, token))?;
    around(context, number)
}

/// The number whose words stand around a token of it.
pub(super) fn around(context: &Context<'_>, token: usize) -> Option<u64> {
    let sentence = context.sentence_tokens(token);
    let is_part = |token: usize| is_number(context, token) || matches!(context.text(token), "-" | "and");
    let floor = token.saturating_sub(LONGEST).max(sentence.start);
    let mut start = token;
    while start > floor && is_part(start - 1) {
        start -= 1;
    }
    while start < token && !is_number(context, start) {
        start += 1;
    }
    // "several hundred" is no number.
    let before = start.checked_sub(1).filter(|before| sentence.contains(before));
    if before.is_some_and(|before| is_vague(context, before)) {
        return None;
    }
    read(context, start, sentence.end.min(start + LONGEST))
}

/// Reads one number from a token on: groups such as "two hundred", added up
/// below each thousand.
fn read(context: &Context<'_>, start: usize, end: usize) -> Option<u64> {
    let (mut total, mut group): (f64, Option<f64>) = (0.0, None);
    let mut last = f64::INFINITY;
    for token in start..end {
        let text = context.text(token);
        if matches!(text, "-" | "and") {
            continue;
        }
        let word = context.knowledge.times.get(text);
        let multiplier = word.and_then(|word| word.multiplier).map(|times| times as f64);
        let dozen = (text.eq_ignore_ascii_case("dozen")).then_some(12.0);
        if let Some(times) = multiplier.or(dozen) {
            let value = group.unwrap_or(1.0) * times;
            group = if times >= 1000.0 {
                total += value;
                None
            } else {
                Some(value)
            };
            last = times;
        } else {
            let value = value(context, token)?;
            let Some(sum) = join(group, value, last) else { break };
            (group, last) = (Some(sum), value);
        }
        if !(token + 1..end).any(|next| is_number(context, next) && next <= token + 2) {
            break;
        }
    }
    let sum = total + group.unwrap_or(0.0);
    (sum.fract() == 0.0 && (1.0..1e12).contains(&sum)).then_some(sum as u64)
}

/// A smaller number goes on with the one before ("forty" "two"); two of one
/// size are two numbers ("12 to 18").
fn join(group: Option<f64>, value: f64, last: f64) -> Option<f64> {
    match group {
        None => Some(value),
        Some(sum) if value < last => Some(sum + value),
        Some(_) => None,
    }
}

fn value(context: &Context<'_>, token: usize) -> Option<f64> {
    let text = context.text(token);
    if text.starts_with(|c: char| c.is_ascii_digit()) {
        let digits: String = text.chars().filter(|&c| c != ',').collect();
        return digits.parse().ok();
    }
    match text {
        "a" | "A" => Some(1.0),
        _ => context.knowledge.times.get(text)?.number.map(|number| number as f64),
    }
}

fn is_number(context: &Context<'_>, token: usize) -> bool {
    let text = context.text(token);
    if text.starts_with(|c: char| c.is_ascii_digit()) {
        return text.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b',' | b'.'));
    }
    context.knowledge.times.get(text).is_some_and(|word| word.number.is_some() || word.multiplier.is_some())
}

/// "several", "few", "many".
fn is_vague(context: &Context<'_>, token: usize) -> bool {
    let word = context.knowledge.times.get(context.text(token));
    word.and_then(|word| word.amount).is_some_and(|amount| amount == Quantity::Few)
}

/// A bare number that may be a year.
fn is_year(context: &Context<'_>, token: usize) -> bool {
    let text = context.text(token);
    text.len() == 4 && text.parse().is_ok_and(|year: u32| (1800..2100).contains(&year))
}

/// The number of an ordinal: "15th", "fifteenth", "twenty-first".
pub(super) fn ordinal(context: &Context<'_>, token: usize) -> Option<u64> {
    let text = context.text(token);
    let digits = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    if !digits.is_empty() {
        let ending = &text[digits.len()..];
        return ["st", "nd", "rd", "th"].contains(&ending).then(|| digits.replace(',', "").parse().ok())?;
    }
    if let Some((tens, ones)) = text.split_once('-') {
        let tens = context.knowledge.times.get(tens)?.number?;
        return Some(tens + u64::from(context.knowledge.times.get(ones)?.ordinal?));
    }
    let ones = u64::from(context.knowledge.times.get(text)?.ordinal?);
    let before = (token >= 2 && context.text(token - 1) == "-").then(|| token - 2);
    let tens = before.and_then(|before| context.knowledge.times.get(context.text(before))?.number);
    Some(ones + tens.filter(|tens| *tens >= 20).unwrap_or(0))
}
