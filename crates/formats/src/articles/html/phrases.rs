use std::sync::LazyLock;

/// What a block's first words say of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phrase {
    /// The block is about the page and not of the article.
    Aside,
    /// What follows is kept for subscribers, or is not the article any more.
    End,
}

/// What a block says of the page by how it begins or ends; `None` of nearly
/// all.
pub fn phrase(text: &str) -> Option<Phrase> {
    PHRASES.iter().find(|row| row.is_in(text)).map(|row| row.phrase)
}

struct Row {
    words: &'static str,
    /// Whether they stand at the end.
    is_last: bool,
    phrase: Phrase,
}

impl Row {
    fn is_in(&self, text: &str) -> bool {
        let length = self.words.len();
        let part =
            if self.is_last { text.len().checked_sub(length).map(|from| from..text.len()) } else { Some(0..length) };
        part.and_then(|part| text.get(part)).is_some_and(|part| part.eq_ignore_ascii_case(self.words))
    }
}

static PHRASES: LazyLock<Vec<Row>> = LazyLock::new(|| {
    let table = include_str!("../../../../../data/formats/page-phrases.tsv");
    let rows = table.lines().filter(|line| !line.starts_with('#')).skip(1).filter_map(|line| line.split_once('\t'));
    rows.map(|(words, kind)| Row {
        words: words.trim_start_matches('…'),
        is_last: words.starts_with('…'),
        phrase: if kind == "end" { Phrase::End } else { Phrase::Aside },
    })
    .collect()
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_first_and_last_words_count() {
        assert_eq!(phrase("READ MORE: Who pays for the dam"), Some(Phrase::Aside));
        assert_eq!(phrase("To continue reading, sign in."), Some(Phrase::End));
        assert_eq!(phrase("The minister asked them to read more."), None);
        assert_eq!(phrase("Ann Lee in Doha contributed to this report."), Some(Phrase::Aside));
        assert_eq!(phrase("”"), None);
    }
}
