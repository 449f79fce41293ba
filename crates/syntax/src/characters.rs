//! Classes of characters as Python draws them.
//!
//! The model was trained on features that Python's string methods computed, so
//! the same lines must be drawn here; Rust's own methods follow other
//! properties in rare places.

use unicode_properties::{GeneralCategory as Category, UnicodeGeneralCategory};

/// Python's `str.isspace` for one character: Rust's white space and the four
/// information separators.
pub fn is_space(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{1c}'..='\u{1f}')
}

/// Python's `str.isalpha` for one character: the letter categories alone,
/// without the marks and letter numbers that Rust counts in.
pub fn is_alpha(c: char) -> bool {
    use Category::{LowercaseLetter, ModifierLetter, OtherLetter, TitlecaseLetter, UppercaseLetter};
    if c.is_ascii() {
        return c.is_ascii_alphabetic();
    }
    matches!(c.general_category(), UppercaseLetter | LowercaseLetter | TitlecaseLetter | ModifierLetter | OtherLetter)
}

/// Python's `str.isdigit` for one character: decimal digits of every script,
/// and the superscript, subscript, circled and other digits of
/// `Numeric_Type=Digit` in the Unicode Character Database.
pub fn is_digit(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_digit();
    }
    c.general_category() == Category::DecimalNumber || is_special_digit(c)
}

fn is_special_digit(c: char) -> bool {
    matches!(c,
        '²' | '³' | '¹' | '\u{1369}'..='\u{1371}' | '\u{19da}' | '⁰' | '⁴'..='⁹' | '₀'..='₉' | '①'..='⑨'
        | '⑴'..='⑼' | '⒈'..='⒐' | '⓪' | '⓵'..='⓽' | '⓿' | '❶'..='❾' | '➀'..='➈' | '➊'..='➒'
        | '\u{10a40}'..='\u{10a43}' | '\u{10e60}'..='\u{10e68}' | '\u{11052}'..='\u{1105a}'
        | '\u{1f100}'..='\u{1f10a}')
}

/// The shape of a word: letters become `X` or `x`, digits `d`, and a run of
/// one kind stops after four. Words of a hundred characters and more are all
/// `LONG`.
pub fn shape(word: &str) -> String {
    if word.chars().nth(99).is_some() {
        return "LONG".into();
    }
    let mut shape = String::with_capacity(word.len());
    let mut last = None;
    let mut run = 0;
    for c in word.chars() {
        let class = shape_class(c);
        run = if last == Some(class) { run + 1 } else { 0 };
        last = Some(class);
        if run < 4 {
            shape.push(class);
        }
    }
    shape
}

fn shape_class(c: char) -> char {
    match c {
        _ if is_alpha(c) && c.is_uppercase() => 'X',
        _ if is_alpha(c) => 'x',
        _ if is_digit(c) => 'd',
        _ => c,
    }
}

/// The first character of a word.
pub fn prefix(word: &str) -> &str {
    word.chars().next().map_or("", |c| &word[..c.len_utf8()])
}

/// The last three characters of a word, or all of a shorter one.
pub fn suffix(word: &str) -> &str {
    let start = word.char_indices().rev().take(3).last().map_or(0, |(index, _)| index);
    &word[start..]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes_stop_runs_after_four() {
        assert_eq!(shape("Lukashenko"), "Xxxxx");
        assert_eq!(shape("U.S."), "X.X.");
        assert_eq!(shape("1994-07-20"), "dddd-dd-dd");
        assert_eq!(shape("……………"), "…………");
        assert_eq!(shape(&"a".repeat(100)), "LONG");
        assert_eq!(shape(&"a".repeat(99)), "xxxx");
    }

    #[test]
    fn edges_of_words_are_characters() {
        assert_eq!((prefix("étude"), suffix("étude")), ("é", "ude"));
        assert_eq!((prefix("né"), suffix("né")), ("n", "né"));
        assert_eq!((prefix(""), suffix("")), ("", ""));
    }

    #[test]
    fn classes_follow_python() {
        assert!(is_space('\u{1f}') && is_space('\u{a0}') && !is_space('\u{200b}'));
        assert!(is_digit('²') && is_digit('٣') && !is_digit('½') && !is_digit('Ⅻ'));
        assert!(is_alpha('ª') && is_alpha('中') && !is_alpha('Ⅻ') && !is_alpha('\u{903}'));
    }
}
