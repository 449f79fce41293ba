//! Patterns for what is split off at the front, the end and the middle of a
//! stretch of text, as a spaCy model brings them: long alternations in
//! Python's regular expression syntax.
//!
//! Most alternatives are plain and run as one automaton. The few that look
//! around (`(?<=[0-9])\+`) are matched in two steps: the same pattern without
//! its look-around finds candidates in linear time, and only there the exact
//! pattern is tried, on a few characters to either side. So no input makes a
//! search slower than linear.

use regex::Regex;

use crate::ModelError;
use crate::files::TOKENIZER;

/// How many bytes to either side of a candidate the exact pattern may see;
/// look-arounds of tokenizers see one or two characters.
const CONTEXT: usize = 16;

/// An alternation, in the order in which its alternatives are tried.
pub struct Affixes {
    groups: Vec<Group>,
}

enum Group {
    Plain(Regex),
    Looking { candidates: Regex, exact: fancy_regex::Regex },
}

impl Affixes {
    /// Compiles Python's pattern; `None` is the pattern that never matches.
    pub fn new(pattern: Option<&str>) -> Result<Self, ModelError> {
        let mut groups = Vec::new();
        let mut plain: Vec<String> = Vec::new();
        for alternative in alternatives(pattern.unwrap_or_default()) {
            let alternative = rust_syntax(alternative);
            let blind = without_look_around(&alternative);
            if blind == alternative {
                plain.push(alternative);
                continue;
            }
            groups.extend(plain_group(&mut plain)?);
            groups.push(Group::Looking { candidates: compile(&blind)?, exact: compile_exact(&alternative)? });
        }
        groups.extend(plain_group(&mut plain)?);
        Ok(Affixes { groups })
    }

    /// How many bytes the first alternative that matches at the start takes;
    /// all alternatives are anchored there by `^`.
    pub fn at_start(&self, text: &str) -> usize {
        self.groups.iter().find_map(|group| group.find(text, 0)).map_or(0, |(_, end)| end)
    }

    /// How many bytes the longest alternative that matches at the end takes;
    /// all alternatives are anchored there by `$`.
    pub fn at_end(&self, text: &str) -> usize {
        let longest = self.groups.iter().filter_map(|group| group.find(text, 0)).map(|(start, _)| start).min();
        longest.map_or(0, |start| text.len() - start)
    }

    /// Whether an alternative matches anywhere.
    pub fn is_in(&self, text: &str) -> bool {
        self.groups.iter().any(|group| group.find(text, 0).is_some())
    }

    /// A search for one match behind the other.
    pub fn search<'a>(&'a self, text: &'a str) -> Search<'a> {
        Search { text, groups: self.groups.iter().map(|group| (group, Next::Unknown)).collect() }
    }
}

/// Finds matches from left to right. Each group's next match is kept until
/// the search has passed it: looking for it again behind every match of
/// another group would take time by the square of the text's length.
pub struct Search<'a> {
    text: &'a str,
    groups: Vec<(&'a Group, Next)>,
}

/// What is known of a group's next match.
#[derive(Clone, Copy)]
enum Next {
    Unknown,
    At(usize, usize),
    Never,
}

impl Search<'_> {
    /// The first match that starts at byte `from` or later: leftmost, then in
    /// the order of the alternatives. `from` must never go back.
    pub fn next_from(&mut self, from: usize) -> Option<(usize, usize)> {
        let mut best: Option<(usize, usize)> = None;
        for (group, next) in &mut self.groups {
            next.advance(group, self.text, from);
            if let Next::At(start, end) = *next
                && best.is_none_or(|(first, _)| start < first)
            {
                best = Some((start, end));
            }
        }
        best
    }
}

impl Next {
    fn advance(&mut self, group: &Group, text: &str, from: usize) {
        let is_behind = match self {
            Next::Unknown => true,
            Next::At(start, _) => *start < from,
            Next::Never => false,
        };
        if is_behind {
            *self = group.find(text, from).map_or(Next::Never, |(start, end)| Next::At(start, end));
        }
    }
}

impl Group {
    fn find(&self, text: &str, from: usize) -> Option<(usize, usize)> {
        match self {
            Group::Plain(regex) => regex.find_at(text, from).map(|found| (found.start(), found.end())),
            Group::Looking { candidates, exact } => find_exact(candidates, exact, text, from),
        }
    }
}

fn find_exact(candidates: &Regex, exact: &fancy_regex::Regex, text: &str, from: usize) -> Option<(usize, usize)> {
    let mut from = from;
    while let Some(candidate) = candidates.find_at(text, from) {
        let low = text.floor_char_boundary(candidate.start().saturating_sub(CONTEXT));
        let high = text.ceil_char_boundary((candidate.end() + CONTEXT).min(text.len()));
        let window = &text[low..high];
        if let Ok(Some(found)) = exact.find_from_pos(window, candidate.start() - low)
            && found.start() + low < candidate.end().max(candidate.start() + 1)
        {
            return Some((found.start() + low, found.end() + low));
        }
        let step = text[candidate.start()..].chars().next().map_or(1, char::len_utf8);
        from = candidate.start() + step;
        if from > text.len() {
            break;
        }
    }
    None
}

fn plain_group(alternatives: &mut Vec<String>) -> Result<Option<Group>, ModelError> {
    if alternatives.is_empty() {
        return Ok(None);
    }
    let pattern = alternatives.join("|");
    alternatives.clear();
    Ok(Some(Group::Plain(compile(&pattern)?)))
}

/// A pattern without look-around.
pub fn compile(pattern: &str) -> Result<Regex, ModelError> {
    let built = regex::RegexBuilder::new(pattern).size_limit(64 << 20).build();
    built.map_err(|error| ModelError::form(TOKENIZER, error))
}

/// A pattern that may look around.
pub fn compile_exact(pattern: &str) -> Result<fancy_regex::Regex, ModelError> {
    let built = fancy_regex::RegexBuilder::new(pattern).delegate_size_limit(64 << 20).build();
    built.map_err(|error| ModelError::form(TOKENIZER, error))
}

/// Cuts a pattern at the `|` that stand outside of brackets.
fn alternatives(pattern: &str) -> impl Iterator<Item = &str> {
    let mut cuts = Vec::new();
    let mut depth = 0usize;
    for (index, part) in parts(pattern) {
        match part {
            "(" => depth += 1,
            ")" => depth = depth.saturating_sub(1),
            "|" if depth == 0 => cuts.push(index),
            _ => {}
        }
    }
    cuts.push(pattern.len());
    let mut start = 0;
    cuts.into_iter()
        .map(move |cut| {
            let alternative = &pattern[start..cut];
            start = cut + 1;
            alternative
        })
        .filter(|alternative| !alternative.is_empty())
}

/// The pattern cut into characters, escapes (`\.`) and classes (`[...]`), each
/// with its place.
fn parts(pattern: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut place = 0;
    std::iter::from_fn(move || {
        let rest = &pattern[place..];
        let first = rest.chars().next()?;
        let length = match first {
            '\\' => first.len_utf8() + rest[1..].chars().next().map_or(0, char::len_utf8),
            '[' => class_length(rest),
            _ => first.len_utf8(),
        };
        let index = place;
        place += length;
        Some((index, &rest[..length]))
    })
}

/// Length in bytes of the class at the start of `rest`.
fn class_length(rest: &str) -> usize {
    let mut characters = rest.char_indices().skip(1).peekable();
    characters.next_if(|&(_, c)| c == '^');
    characters.next_if(|&(_, c)| c == ']');
    while let Some((index, c)) = characters.next() {
        match c {
            '\\' => drop(characters.next()),
            ']' => return index + 1,
            _ => {}
        }
    }
    rest.len()
}

/// Writes Python's syntax as Rust's: `\u0142` as `\x{0142}`, and an escape
/// before what stands for itself in Python's classes but not in Rust's.
pub fn rust_syntax(pattern: &str) -> String {
    let mut translated = String::with_capacity(pattern.len());
    for (_, part) in parts(pattern) {
        let Some(class) = part.strip_prefix('[') else {
            translated.push_str(part);
            continue;
        };
        translated.push('[');
        translate_class(class, &mut translated);
    }
    translated
}

fn translate_class(class: &str, translated: &mut String) {
    let mut rest = class;
    while let Some(c) = rest.chars().next() {
        let mut taken = c.len_utf8();
        match (c, rest[taken..].chars().next()) {
            ('\\', Some(kind @ ('u' | 'U'))) => {
                let digits = if kind == 'u' { 4 } else { 8 };
                taken = (2 + digits).min(rest.len());
                let digits = rest.get(2..taken).unwrap_or_default();
                translated.push_str(&format!("\\x{{{digits}}}"));
            }
            ('\\', Some(escaped)) => {
                taken += escaped.len_utf8();
                translated.push_str(&rest[..taken]);
            }
            ('[' | '&' | '~', _) => {
                translated.push('\\');
                translated.push(c);
            }
            _ => translated.push(c),
        }
        rest = &rest[taken..];
    }
}

/// The pattern without its look-arounds: it matches wherever the exact one
/// does.
pub fn without_look_around(pattern: &str) -> String {
    let mut kept = String::with_capacity(pattern.len());
    let mut depth = 0usize;
    let mut skipping: Option<usize> = None;
    for (index, part) in parts(pattern) {
        match part {
            "(" => {
                depth += 1;
                let opens = ["(?=", "(?!", "(?<=", "(?<!"].iter().any(|look| pattern[index..].starts_with(look));
                if opens && skipping.is_none() {
                    skipping = Some(depth);
                }
            }
            ")" => {
                depth = depth.saturating_sub(1);
                if skipping == Some(depth + 1) {
                    skipping = None;
                    continue;
                }
            }
            _ => {}
        }
        if skipping.is_none() {
            kept.push_str(part);
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    fn affixes(pattern: &str) -> Affixes {
        Affixes::new(Some(pattern)).unwrap()
    }

    #[test]
    fn the_first_alternative_wins_at_the_start() {
        let prefixes = affixes(r"^\+(?![0-9])|^\(|^\.\.+|^\.|^US\$");
        assert_eq!(prefixes.at_start("(yes"), 1);
        assert_eq!(prefixes.at_start("...and"), 3);
        assert_eq!(prefixes.at_start("US$5"), 3);
        assert_eq!(prefixes.at_start("+5"), 0);
        assert_eq!(prefixes.at_start("+five"), 1);
    }

    #[test]
    fn the_longest_alternative_wins_at_the_end() {
        let suffixes = affixes(r"\)$|'s$|(?<=[0-9])(?:km|m)$|(?<=[a-z])\.$|\.\.+$");
        assert_eq!(suffixes.at_end("Minsk's"), 2);
        assert_eq!(suffixes.at_end("30km"), 2);
        assert_eq!(suffixes.at_end("arm"), 0);
        assert_eq!(suffixes.at_end("end."), 1);
        assert_eq!(suffixes.at_end("end..."), 3);
        assert_eq!(suffixes.at_end("A."), 0);
    }

    #[test]
    fn infixes_look_to_both_sides() {
        let infixes = affixes(r"\.\.+|(?<=[a-z])-(?=[a-z])");
        assert_eq!(infixes.search("well-known").next_from(0), Some((4, 5)));
        assert_eq!(infixes.search("9-10").next_from(0), None);
        let mut search = infixes.search("so...well-known");
        assert_eq!([0, 3, 5, 10].map(|from| search.next_from(from)), [Some((2, 5)), Some((3, 5)), Some((9, 10)), None]);
    }

    #[test]
    fn classes_and_groups_are_not_cut() {
        assert_eq!(alternatives(r"a|[|]|(?:b|c)|\|d").collect::<Vec<_>>(), ["a", "[|]", "(?:b|c)", r"\|d"]);
        assert_eq!(without_look_around(r"(?<=[0-9()])x(?:y|z)(?!q)"), "x(?:y|z)");
        assert_eq!(rust_syntax("[a&[]b"), r"[a\&\[]b");
        assert_eq!(rust_syntax(r"[\u0142-\U0001F000\]]"), r"[\x{0142}-\x{0001F000}\]]");
    }
}
