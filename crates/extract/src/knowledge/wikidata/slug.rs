use std::collections::HashMap;
use std::sync::OnceLock;

use foldhash::fast::RandomState;

/// Letters with marks beside the plain letters that stand for them.
const LETTERS: &str = include_str!("../../../../../data/places/letters.tsv");

/// The part of an actor's id that is made of its name: small ASCII letters and
/// digits, words joined by hyphens ("Nicolás Maduro" → "nicolas-maduro",
/// "People's Daily" → "peoples-daily"). Letters of other scripts are left out;
/// a name without a Latin letter gives nothing.
pub fn slug(name: &str) -> String {
    let mut slug = String::with_capacity(name.len());
    for c in name.chars() {
        match c {
            '\'' | '’' | 'ʻ' | 'ʼ' | '.' => {}
            _ if c.is_ascii_alphanumeric() => slug.push(c.to_ascii_lowercase()),
            _ => match letters().get(&c) {
                Some(plain) => slug.push_str(plain),
                None if !slug.is_empty() && !slug.ends_with('-') => slug.push('-'),
                None => {}
            },
        }
    }
    slug.truncate(slug.trim_end_matches('-').len());
    slug
}

fn letters() -> &'static HashMap<char, &'static str, RandomState> {
    static TABLE: OnceLock<HashMap<char, &'static str, RandomState>> = OnceLock::new();
    TABLE.get_or_init(|| {
        let rows = LETTERS.lines().filter(|line| !line.starts_with('#')).skip(1);
        let rows = rows.filter_map(|line| line.split_once('\t'));
        rows.flat_map(|(plain, letters)| letters.chars().map(move |letter| (letter, plain))).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_become_ids() {
        assert_eq!(slug("Nicolás Maduro"), "nicolas-maduro");
        assert_eq!(slug("People's Daily (Łódź)"), "peoples-daily-lodz");
        assert_eq!(slug("  Xi—Jinping "), "xi-jinping");
        assert_eq!(slug("人民日报"), "");
    }
}
