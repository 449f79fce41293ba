//! Numbers, amounts, ordinals and years, in digits and in words.

use super::super::expression::Amount;
use super::super::scan::Scan;
use crate::knowledge::times::{Quantity, Word};

/// An amount ("three", "1,000", "2 1/2", "several", "12 to 18", "a dozen")
/// and the place behind it.
pub fn amount(scan: &Scan<'_>, at: usize) -> Option<(Amount, usize)> {
    let (low, end) = single(scan, at)?;
    let joined = match scan.text(end) {
        "-" | "–" => true,
        word => ["to", "or", "and"].iter().any(|join| word.eq_ignore_ascii_case(join)),
    };
    match single(scan, end + 1) {
        Some((_, end)) if joined && !matches!(low, Amount::Some) => Some((Amount::Some, end)),
        _ => Some((low, end)),
    }
}

fn single(scan: &Scan<'_>, at: usize) -> Option<(Amount, usize)> {
    quantity(scan, at).or_else(|| mixed(scan, at)).or_else(|| {
        let (whole, end) = number(scan, at)?;
        match scan.is(end, "and") && scan.is(end + 1, "a") && scan.is(end + 2, "half") {
            true => Some((Amount::Exact(whole, 30), end + 3)),
            false => Some((Amount::Exact(whole, 0), end)),
        }
    })
}

fn quantity(scan: &Scan<'_>, at: usize) -> Option<(Amount, usize)> {
    let article = usize::from(scan.is(at, "a"));
    let start = at + article;
    if scan.is(start, "half") && article == 0 {
        let unit_article = usize::from(scan.is_any(at + 1, &["a", "an"]));
        let end = scan.skip_hyphen(at + 1 + unit_article);
        return scan.unit(end).filter(|(_, plural)| !plural).map(|_| (Amount::Exact(0, 30), end));
    }
    if article == 1 && !scan.is_any(start, &["few", "couple"]) {
        return None;
    }
    let end = start + 1 + usize::from(scan.is(start + 1, "of"));
    match scan.word(start)?.amount? {
        Quantity::Few => Some((Amount::Some, end)),
        Quantity::Two => Some((Amount::Exact(2, 0), end)),
    }
}

/// "2 1/2", "2.5".
fn mixed(scan: &Scan<'_>, at: usize) -> Option<(Amount, usize)> {
    let whole = scan.digits(at)?;
    if scan.is(at + 1, ".") && scan.glued(at + 1) && scan.glued(at + 2) {
        let digits = scan.text(at + 2);
        let first = digits.bytes().next().filter(u8::is_ascii_digit)? - b'0';
        return Some((Amount::Exact(whole, first * 6), at + 3));
    }
    if let Some(sixtieths) = fraction(scan, scan.skip_hyphen(at + 1)) {
        return Some((Amount::Exact(whole, sixtieths), scan.skip_hyphen(at + 1) + 3));
    }
    fraction(scan, at).map(|sixtieths| (Amount::Exact(0, sixtieths), at + 3))
}

fn fraction(scan: &Scan<'_>, at: usize) -> Option<u8> {
    let (above, below) = (scan.digits(at)?, scan.digits(at + 2)?);
    let proper = scan.is(at + 1, "/") && 0 < above && above < below && below <= 60;
    proper.then(|| (above * 60 / below) as u8)
}

/// A whole number and the place behind it.
pub fn number(scan: &Scan<'_>, at: usize) -> Option<(u64, usize)> {
    match scan.digits(at) {
        Some(first) => Some(multiplied(scan, grouped(scan, at, first))),
        None => worded(scan, at),
    }
}

/// A number has no more lexemes; without a limit, a text of nothing but "hundred
/// hundred" would be read from each word to its end.
const LONGEST_NUMBER: usize = 16;

/// "1,000": groups of three digits.
fn grouped(scan: &Scan<'_>, at: usize, first: u64) -> (u64, usize) {
    let (mut value, mut end) = (first, at + 1);
    while end < at + LONGEST_NUMBER
        && scan.is(end, ",")
        && scan.glued(end)
        && scan.glued(end + 1)
        && scan.text(end + 1).len() == 3
    {
        let Some(group) = scan.digits(end + 1) else { break };
        value = value.saturating_mul(1000).saturating_add(group);
        end += 2;
    }
    (value, end)
}

fn multiplied(scan: &Scan<'_>, (value, end): (u64, usize)) -> (u64, usize) {
    match scan.word(end).and_then(|word| word.multiplier) {
        Some(factor) => (value.saturating_mul(factor), end + 1),
        None => (value, end),
    }
}

/// "twenty-four", "two thousand", "a hundred".
fn worded(scan: &Scan<'_>, at: usize) -> Option<(u64, usize)> {
    let counts = |word: &Word| word.multiplier.is_some() || word.number == Some(12);
    let article = scan.is(at, "a") && scan.word(at + 1).is_some_and(counts) && !scan.is(at + 1, "twelve");
    let (mut total, mut current, mut end) = (0u64, u64::from(article), at + usize::from(article));
    let mut found = false;
    while end < at + LONGEST_NUMBER {
        let place = if found { scan.skip_hyphen(end) } else { end };
        let Some(word) = scan.word(place) else { break };
        match (word.number, word.multiplier) {
            (Some(number), _) if !found => current = if article { number } else { current + number },
            (Some(number), _) if adds(current, number) => current += number,
            (_, Some(factor)) => {
                current = current.max(1).saturating_mul(factor);
                if factor >= 1000 {
                    total = total.saturating_add(current);
                    current = 0;
                }
            }
            _ => break,
        }
        found = true;
        end = place + 1;
    }
    found.then_some((total.saturating_add(current), end))
}

/// Whether a number word goes on with the number before it: "twenty" with
/// "four", "hundred" with "twenty".
fn adds(before: u64, number: u64) -> bool {
    let room = [100, 10].into_iter().find(|step| before.is_multiple_of(*step) && before > 0);
    before == 0 || room.is_some_and(|room| number < room) && number > 0
}

/// An ordinal ("third", "1st", "twenty-first") and the place behind it.
pub fn ordinal(scan: &Scan<'_>, at: usize) -> Option<(u64, usize)> {
    if let Some(number) = scan.digits(at) {
        let ending = scan.glued(at + 1) && scan.is_any(at + 1, &["st", "nd", "rd", "th"]);
        return ending.then_some((number, at + 2));
    }
    let word = scan.word(at)?;
    if let Some(ordinal) = word.ordinal {
        return Some((u64::from(ordinal), at + 1));
    }
    let tens = word.number.filter(|number| number % 10 == 0 && (20..100).contains(number))?;
    let place = scan.skip_hyphen(at + 1);
    let ones = scan.word(place)?.ordinal.filter(|&ordinal| ordinal < 10)?;
    Some((tens + u64::from(ones), place + 1))
}

/// Four digits that can be a year, and the place behind them. Whether they are
/// one, the words around must tell.
pub fn year(scan: &Scan<'_>, at: usize) -> Option<(i16, usize)> {
    let digits = scan.get(at).filter(|lexeme| lexeme.text.len() == 4)?;
    let value = scan.digits(at).filter(|year| (1000..=2999).contains(year))?;
    let part_of_number =
        scan.glued(at + 1) && scan.is_any(at + 1, &[",", "."]) && scan.glued(at + 2) && scan.digits(at + 2).is_some();
    let behind_mark = digits.glued && at > 0 && scan.is_any(at - 1, &["$", "£", "€", "#", ",", "."]);
    (!part_of_number && !behind_mark).then_some((value as i16, at + 1))
}

/// A year in words: "nineteen ninety-one", "two thousand", "twenty twelve".
pub fn worded_year(scan: &Scan<'_>, at: usize) -> Option<(i16, usize)> {
    let value = |place: usize| scan.word(place).and_then(|word| word.number);
    let century = value(at).filter(|number| (10..=20).contains(number))?;
    let place = scan.skip_hyphen(at + 1);
    let tens = value(place).filter(|number| (10..100).contains(number))?;
    let (year, end) = match value(scan.skip_hyphen(place + 1)) {
        Some(ones) if tens >= 20 && (1..10).contains(&ones) => (tens + ones, scan.skip_hyphen(place + 1) + 1),
        _ => (tens, place + 1),
    };
    Some(((century * 100 + year) as i16, end))
}

#[cfg(test)]
mod tests {
    use document::Parse;

    use super::super::super::lexeme::lexemes;
    use super::*;
    use crate::knowledge::times::TimeWords;

    fn with<T>(text: &str, check: impl Fn(&Scan<'_>) -> T) -> T {
        let (words, parse) = (TimeWords::embedded().unwrap(), Parse::default());
        let lexemes = lexemes(&words, text, &parse);
        check(&Scan { lexemes: &lexemes, parse: &parse })
    }

    #[test]
    fn amounts_are_read_in_digits_and_words() {
        for (text, expected) in [
            ("12", Amount::Exact(12, 0)),
            ("1,500 days", Amount::Exact(1500, 0)),
            ("2 1/2", Amount::Exact(2, 30)),
            ("2.5", Amount::Exact(2, 30)),
            ("twenty-four", Amount::Exact(24, 0)),
            ("two thousand five hundred", Amount::Exact(2500, 0)),
            ("a hundred and", Amount::Exact(100, 0)),
            ("a few", Amount::Some),
            ("a couple of", Amount::Exact(2, 0)),
            ("12 to 18", Amount::Some),
            ("two or three", Amount::Some),
            ("half an hour", Amount::Exact(0, 30)),
            ("99999999999999999999", Amount::Some),
        ] {
            let found = with(text, |scan| amount(scan, 0)).map(|(amount, _)| amount);
            assert_eq!(found, Some(expected).filter(|_| !text.starts_with("9999")), "{text}");
        }
    }

    #[test]
    fn ordinals_and_years_are_read() {
        assert_eq!(with("21st", |scan| ordinal(scan, 0)), Some((21, 2)));
        assert_eq!(with("twenty-first", |scan| ordinal(scan, 0)), Some((21, 3)));
        assert_eq!(with("1989", |scan| year(scan, 0)), Some((1989, 1)));
        assert_eq!(with("1989,500", |scan| year(scan, 0)), None);
        assert_eq!(with("nineteen ninety-one", |scan| worded_year(scan, 0)), Some((1991, 4)));
    }
}
