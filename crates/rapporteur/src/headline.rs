//! Headlines: the first line of a text often lacks the full stop that would
//! part it from the lead.

use std::borrow::Cow;

/// The longest headline, in characters.
const LONGEST: usize = 150;
/// The shortest, in words.
const LEAST_WORDS: usize = 3;

/// The text with a full stop in the place of the line break behind its
/// headline, where it has one: every byte keeps its place. A first line is a
/// headline where it is short, ends without a mark, and a blank line or a much
/// longer line that begins like a sentence follows (the lines of wrapped text
/// are of one length).
pub(crate) fn part(text: &str) -> Cow<'_, str> {
    match line_break(text) {
        Some(at) => Cow::Owned(format!("{}.{}", &text[..at], &text[at + 1..])),
        None => Cow::Borrowed(text),
    }
}

/// Where the line break behind the headline stands.
fn line_break(text: &str) -> Option<usize> {
    let start = text.len() - text.trim_start().len();
    let at = start + text[start..].find('\n')?;
    let line = text[start..at].trim_end();
    let rest = &text[at + 1..];
    let next = rest.trim_start();
    let lead = next.lines().next().unwrap_or_default();
    let is_blank_between = rest.lines().next().is_none_or(|line| line.trim().is_empty());
    let is_headline = line.chars().count() <= LONGEST
        && line.split_whitespace().count() >= LEAST_WORDS
        && line.ends_with(|c: char| c.is_alphanumeric() || c == '\'' || c == '’')
        && next.starts_with(|c: char| c.is_uppercase() || c.is_numeric() || "“\"‘'«(".contains(c))
        && (is_blank_between || lead.len() > line.len() * 3 / 2);
    is_headline.then_some(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_headline_gets_its_full_stop() {
        let text = "Miners end strike in Oruro\n\nThe miners of Oruro went back to work.";
        assert_eq!(part(text), "Miners end strike in Oruro.\nThe miners of Oruro went back to work.");
        assert_eq!(part(text).len(), text.len());
    }

    #[test]
    fn wrapped_lines_and_whole_sentences_stay() {
        for text in [
            "The miners of Oruro, who had struck for a week, went\nBack to work on Monday, they said in La Paz.",
            "It was over.\n\nThe miners went back.",
            "one line",
            "",
            "\n\n",
        ] {
            assert_eq!(part(text), text);
        }
    }
}
