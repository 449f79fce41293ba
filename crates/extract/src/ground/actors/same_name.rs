//! Whether two names can be the same actor's.

use super::candidates::Kind;

/// Whether two names are the same, or one is a part that may stand alone.
pub fn same_name(known: &str, name: &str, kind: Kind) -> bool {
    if known == name {
        return true;
    }
    let (long, short) = if known.len() > name.len() { (known, name) } else { (name, known) };
    let words: Vec<&str> = long.split_whitespace().collect();
    let parts: Vec<&str> = short.split_whitespace().collect();
    match kind {
        Kind::Person => {
            parts.len() < words.len()
                && (words.ends_with(&parts) || parts.len() == 1 && words[0] == short && words.len() <= 3)
                || parts.len() > 1 && words.len() > parts.len() && words[0] == parts[0] && words.last() == parts.last()
        }
        _ => {
            is_acronym(&words, short)
                || parts.len() < words.len()
                    && (words.ends_with(&parts) || words.starts_with(&parts))
                    && parts.len() * 2 >= words.len()
        }
    }
}

/// Whether the capitals of the words spell the short name ("SCO").
fn is_acronym(words: &[&str], short: &str) -> bool {
    let letters: String = short.chars().filter(|c| c.is_alphanumeric()).collect();
    letters.len() >= 2 && capitals(words.iter().copied()) == letters
}

/// The capitals of a name of several words.
pub fn acronym(name: &str) -> Option<String> {
    let letters = capitals(name.split_whitespace());
    (letters.len() >= 2 && name.contains(' ')).then_some(letters)
}

fn capitals<'a>(words: impl Iterator<Item = &'a str>) -> String {
    words.filter_map(|word| word.chars().next()).filter(|c| c.is_uppercase()).collect()
}
