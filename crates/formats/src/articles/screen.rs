use std::collections::HashSet;
use std::hash::BuildHasher;

use document::Article;
use foldhash::quality::FixedState;
use whatlang::Lang;

use super::{Entry, Skip};

/// Which articles are left out on purpose.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ScreenOptions {
    /// Codes articles in other languages than English too.
    pub all_languages: bool,
    /// Codes a text as often as it comes.
    pub keep_duplicates: bool,
}

/// Leaves out what is not to be coded. Must see all entries in order: what
/// counts as a duplicate depends on what came before.
pub struct Screen {
    options: ScreenOptions,
    seen: HashSet<u128>,
    hashers: [FixedState; 2],
}

impl Screen {
    /// A screen that has seen nothing.
    pub fn new(options: ScreenOptions) -> Self {
        Screen { options, seen: HashSet::new(), hashers: [FixedState::with_seed(1), FixedState::with_seed(2)] }
    }

    /// The entry, or why it is left out. Sets the article's language.
    pub fn check(&mut self, entry: Entry) -> Entry {
        let Entry::Article(mut article) = entry else { return entry };
        if article.text.trim().is_empty() {
            return Skip::Empty.into();
        }
        if !self.options.keep_duplicates && !self.seen.insert(self.hash(&article.text)) {
            return Skip::Duplicate.into();
        }
        let language = language(&article);
        if language != "en" && !self.options.all_languages {
            return Skip::Language.into();
        }
        article.language = Some(language);
        article.into()
    }

    /// Of the words alone: white space differs between copies of a text.
    fn hash(&self, text: &str) -> u128 {
        let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let [one, other] = &self.hashers;
        u128::from(one.hash_one(&words)) << 64 | u128::from(other.hash_one(&words))
    }
}

/// How much of a text the language is read off, in bytes.
const SAMPLE: usize = 500;

/// The language of an article by ISO 639-1: what its letters say where they
/// say it clearly, else what came with it, else English.
fn language(article: &Article) -> String {
    let sample = &article.text[..article.text.floor_char_boundary(SAMPLE)];
    if is_plainly_english(sample) {
        return "en".to_owned();
    }
    let found = whatlang::detect(sample).filter(|found| found.is_reliable() && sample.len() >= SHORTEST);
    match (found, &article.language) {
        (Some(found), _) => short_code(found.lang()).to_owned(),
        (None, Some(told)) => told_code(told),
        (None, None) => "en".to_owned(),
    }
}

/// Words that are frequent in English and no words of other languages.
const ENGLISH: [&str; 14] =
    ["the", "of", "and", "that", "with", "from", "for", "said", "which", "were", "would", "their", "they", "this"];

/// Whether a tenth of the words are such: nearly all English news passes here,
/// at a twentieth of what it costs to compare letters with those of 70
/// languages.
fn is_plainly_english(sample: &str) -> bool {
    let (mut words, mut english) = (0, 0);
    for word in sample.split_ascii_whitespace() {
        words += 1;
        english += usize::from(ENGLISH.contains(&word));
    }
    words >= 12 && english * 10 >= words
}

/// The code in "en-GB", "eng" or "English".
fn told_code(told: &str) -> String {
    let code = told.trim().split(['-', '_']).next().unwrap_or_default().to_lowercase();
    if code.starts_with("en") { "en".to_owned() } else { code }
}

/// Letters of a shorter text say too little.
const SHORTEST: usize = 60;

fn short_code(language: Lang) -> &'static str {
    let code = language.code();
    let known = CODES.iter().find(|(three, _)| *three == code);
    known.map_or(code, |(_, two)| two)
}

/// ISO 639-3 and 639-1; of languages that are not here the three letters stay.
const CODES: [(&str, &str); 40] = [
    ("eng", "en"),
    ("rus", "ru"),
    ("cmn", "zh"),
    ("spa", "es"),
    ("por", "pt"),
    ("ita", "it"),
    ("ben", "bn"),
    ("fra", "fr"),
    ("deu", "de"),
    ("ukr", "uk"),
    ("kat", "ka"),
    ("ara", "ar"),
    ("hin", "hi"),
    ("jpn", "ja"),
    ("heb", "he"),
    ("pol", "pl"),
    ("tur", "tr"),
    ("nld", "nl"),
    ("hun", "hu"),
    ("ces", "cs"),
    ("ell", "el"),
    ("bul", "bg"),
    ("bel", "be"),
    ("hrv", "hr"),
    ("srp", "sr"),
    ("slk", "sk"),
    ("slv", "sl"),
    ("swe", "sv"),
    ("dan", "da"),
    ("fin", "fi"),
    ("ron", "ro"),
    ("kor", "ko"),
    ("vie", "vi"),
    ("ind", "id"),
    ("pes", "fa"),
    ("urd", "ur"),
    ("tha", "th"),
    ("lit", "lt"),
    ("lav", "lv"),
    ("est", "et"),
];

#[cfg(test)]
mod tests {
    use super::*;

    const GERMAN: &str =
        "Die Ministerin sagte am Montag, die Gespräche mit den Nachbarn seien noch nicht beendet worden.";

    fn check(screen: &mut Screen, text: &str) -> Entry {
        screen.check(Article::new("a", text).into())
    }

    #[test]
    fn other_languages_are_left_out() {
        let mut screen = Screen::new(ScreenOptions::default());
        assert!(matches!(check(&mut screen, GERMAN), Entry::Skipped(Skip::Language)));
        assert!(matches!(check(&mut screen, "Talks failed."), Entry::Article(_)));
        assert!(matches!(check(&mut screen, " \n"), Entry::Skipped(Skip::Empty)));
        let mut open = Screen::new(ScreenOptions { all_languages: true, ..ScreenOptions::default() });
        let Entry::Article(article) = check(&mut open, GERMAN) else { panic!() };
        assert_eq!(article.language.as_deref(), Some("de"));
    }

    #[test]
    fn a_text_is_coded_once() {
        let mut screen = Screen::new(ScreenOptions::default());
        assert!(matches!(check(&mut screen, "Talks failed."), Entry::Article(_)));
        assert!(matches!(check(&mut screen, "Talks\n failed. "), Entry::Skipped(Skip::Duplicate)));
        let mut all = Screen::new(ScreenOptions { keep_duplicates: true, ..ScreenOptions::default() });
        check(&mut all, "Talks failed.");
        assert!(matches!(check(&mut all, "Talks failed."), Entry::Article(_)));
    }

    #[test]
    fn what_came_with_a_short_text_counts() {
        let mut article = Article::new("a", "Rien.");
        article.language = Some("fr-CA".into());
        assert!(matches!(Screen::new(ScreenOptions::default()).check(article.into()), Entry::Skipped(Skip::Language)));
    }
}
