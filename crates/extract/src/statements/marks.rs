//! Quotation marks: which open, which close, and what stands between them.
//!
//! A mark's glyph says little in news: straight marks serve both ends, curly
//! ones are often the wrong way round, an apostrophe looks like a closing
//! mark, and a quotation that runs over several paragraphs has its mark
//! repeated at the start of each but closed only once. The neighbours of a
//! mark decide first, its glyph second, what is open third.

use document::Span;

/// Words between quotation marks.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Quotation {
    /// With the marks.
    pub outer: Span,
    /// Without them and without blanks at the ends.
    pub inner: Span,
    /// How many other quotations it stands in.
    pub depth: u8,
    /// Whether it goes on from the quotation before it, which a paragraph's
    /// end broke off.
    pub continues: bool,
}

/// The deepest nesting that is kept; marks below are passed over.
const MAX_DEPTH: usize = 8;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Class {
    Double,
    Single,
    Angle,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Lean {
    Opens,
    Closes,
    Either,
}

/// A mark in the text, before it is known what it does.
#[derive(Clone, Copy)]
struct Mark {
    span: Span,
    class: Class,
    lean: Lean,
}

#[derive(Clone, Copy)]
struct Open {
    mark: Mark,
    continues: bool,
}

/// The quotations of a text, in the order of their opening marks.
pub(crate) fn find(text: &str) -> Vec<Quotation> {
    let mut reader =
        Reader { text, paragraph: 0, open: Vec::new(), passed_over: 0, broken_off: false, found: Vec::new() };
    let mut characters = text.char_indices().peekable();
    while let Some((start, character)) = characters.next() {
        if character == '\n' && ends_paragraph(text, start) {
            reader.end_paragraph(start);
            continue;
        }
        let Some((class, lean)) = glyph(character) else { continue };
        let doubled = doubled(character, characters.peek().map(|&(_, next)| next));
        if doubled {
            characters.next();
        }
        let class = if doubled { Class::Double } else { class };
        let length = character.len_utf8() * if doubled { 2 } else { 1 };
        reader.read(Mark { span: Span::new(start as u32, (start + length) as u32), class, lean });
    }
    reader.end_paragraph(text.len());
    reader.found.sort_by_key(|quotation| (quotation.outer.start(), std::cmp::Reverse(quotation.outer.end())));
    set_depths(&mut reader.found);
    reader.found
}

fn glyph(character: char) -> Option<(Class, Lean)> {
    Some(match character {
        '"' | '＂' => (Class::Double, Lean::Either),
        '“' | '„' | '‟' => (Class::Double, Lean::Opens),
        '”' => (Class::Double, Lean::Closes),
        '«' => (Class::Angle, Lean::Opens),
        '»' => (Class::Angle, Lean::Closes),
        '‘' | '‚' | '‹' | '`' => (Class::Single, Lean::Opens),
        '’' | '›' => (Class::Single, Lean::Closes),
        '\'' => (Class::Single, Lean::Either),
        _ => return None,
    })
}

/// Two single marks that stand for a double one.
fn doubled(character: char, next: Option<char>) -> bool {
    matches!((character, next), ('\'', Some('\'')) | ('`', Some('`')) | ('’', Some('’')) | ('‘', Some('‘')))
}

/// Whether the line break at this byte ends a paragraph: a blank line follows,
/// or the line's last character ends a sentence.
pub(crate) fn ends_paragraph(text: &str, at: usize) -> bool {
    let rest = text[at + 1..].trim_start_matches([' ', '\t', '\r']);
    let last = text[..at].trim_end_matches([' ', '\t', '\r']).chars().next_back();
    rest.is_empty() || rest.starts_with('\n') || last.is_none_or(|last| ".?!:;…\"”»'’)]\n".contains(last))
}

struct Reader<'a> {
    text: &'a str,
    /// Where the paragraph starts.
    paragraph: usize,
    open: Vec<Open>,
    /// Marks that opened below the deepest level and are not closed yet.
    passed_over: usize,
    /// Whether the last paragraph ended within a quotation.
    broken_off: bool,
    found: Vec<Quotation>,
}

impl Reader<'_> {
    fn read(&mut self, mark: Mark) {
        let (before, after) = self.neighbours(mark);
        let does = match mark.class {
            Class::Single => self.single(mark, before, after),
            _ => self.double(mark, before, after),
        };
        match does {
            Some(Lean::Opens) => self.open(mark),
            Some(_) => self.close(mark),
            None => {}
        }
    }

    fn neighbours(&self, mark: Mark) -> (Option<char>, Option<char>) {
        let before = self.text[..mark.span.start() as usize].chars().next_back();
        let after = self.text[mark.span.end() as usize..].chars().next();
        (before, after)
    }

    fn is_open(&self, class: Class) -> bool {
        self.open.iter().any(|open| open.mark.class == class)
    }

    /// What a double mark does; `None` where it belongs to no quotation.
    fn double(&self, mark: Mark, before: Option<char>, after: Option<char>) -> Option<Lean> {
        let open = self.is_open(mark.class);
        // 6'3": inches.
        if !open && mark.lean == Lean::Either && before.is_some_and(|c| c.is_ascii_digit()) && stands_apart_after(after)
        {
            return None;
        }
        let (free_before, free_after) = (stands_apart_before(before), stands_apart_after(after));
        let by_place = match (free_before, free_after) {
            (true, false) => Lean::Opens,
            (false, true) => Lean::Closes,
            _ => mark.lean,
        };
        Some(match by_place {
            Lean::Either if open => Lean::Closes,
            Lean::Either => Lean::Opens,
            // A mark that leans the other way is a misprint only where that
            // makes a pair.
            Lean::Opens if mark.lean == Lean::Closes && open => Lean::Closes,
            Lean::Closes if mark.lean == Lean::Opens && !open => Lean::Opens,
            lean => lean,
        })
    }

    /// What a single mark does; `None` for an apostrophe.
    fn single(&self, mark: Mark, before: Option<char>, after: Option<char>) -> Option<Lean> {
        let letter = |neighbour: Option<char>| neighbour.is_some_and(char::is_alphanumeric);
        if letter(before) && letter(after) {
            return None;
        }
        if stands_apart_before(before) && letter(after) && mark.lean != Lean::Closes {
            return (!starts_elision(&self.text[mark.span.end() as usize..])).then_some(Lean::Opens);
        }
        let closes = mark.lean != Lean::Opens && stands_apart_after(after) && !stands_apart_before(before);
        // "the voters' choice": an s before the mark and a small letter behind.
        let possessive = before == Some('s') && self.small_letter_follows(mark);
        (closes && self.is_open(Class::Single) && !possessive).then_some(Lean::Closes)
    }

    fn small_letter_follows(&self, mark: Mark) -> bool {
        let mut behind = self.text[mark.span.end() as usize..].chars();
        behind.next() == Some(' ') && behind.next().is_some_and(char::is_lowercase)
    }

    fn open(&mut self, mark: Mark) {
        if self.open.len() >= MAX_DEPTH {
            self.passed_over += 1;
            return;
        }
        let continues = self.broken_off && self.open.is_empty() && self.starts_paragraph(mark);
        self.broken_off = false;
        self.open.push(Open { mark, continues });
    }

    fn starts_paragraph(&self, mark: Mark) -> bool {
        self.text[..mark.span.start() as usize].trim_end_matches([' ', '\t', '\r']).ends_with('\n')
    }

    fn close(&mut self, mark: Mark) {
        if self.passed_over > 0 {
            self.passed_over -= 1;
            return;
        }
        let Some(index) = self.open.iter().rposition(|open| open.mark.class == mark.class) else { return };
        let open = self.open[index];
        self.open.truncate(index);
        self.keep(open, mark.span.start(), mark.span.end());
    }

    fn keep(&mut self, open: Open, inner_end: u32, outer_end: u32) {
        let (start, end) = (open.mark.span.end(), inner_end);
        let inside = Span::new(start, end).of(self.text);
        let leading = (inside.len() - inside.trim_start().len()) as u32;
        let trimmed = inside.trim().len() as u32;
        if trimmed == 0 {
            return;
        }
        self.found.push(Quotation {
            outer: Span::new(open.mark.span.start(), outer_end),
            inner: Span::new(start + leading, start + leading + trimmed),
            depth: 0,
            continues: open.continues,
        });
    }

    /// A double quotation that is open at a paragraph's end lasts to it; one
    /// in single marks was an apostrophe.
    fn end_paragraph(&mut self, at: usize) {
        let is_blank = self.text[self.paragraph..at].trim().is_empty();
        self.paragraph = at;
        if is_blank {
            return;
        }
        let broken = self.open.iter().copied().find(|open| open.mark.class != Class::Single);
        let text = &self.text[..at];
        self.broken_off = broken.is_some();
        if let Some(open) = broken {
            let end = text.trim_end().len() as u32;
            self.keep(open, end, end);
        }
        self.open.clear();
        self.passed_over = 0;
    }
}

/// Whether a mark behind this character may open.
fn stands_apart_before(neighbour: Option<char>) -> bool {
    neighbour.is_none_or(|c| {
        c.is_whitespace() || "([{—–-―/…".contains(c) || glyph(c).is_some_and(|(_, lean)| lean != Lean::Closes)
    })
}

/// Whether a mark before this character may close.
fn stands_apart_after(neighbour: Option<char>) -> bool {
    neighbour.is_none_or(|c| {
        c.is_whitespace() || ".,;:?!)]}—–-―/…".contains(c) || glyph(c).is_some_and(|(_, lean)| lean != Lean::Opens)
    })
}

/// Words that begin with an apostrophe: the years ('90s) and clipped words.
fn starts_elision(rest: &str) -> bool {
    let word: &str = rest.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    word.starts_with(|c: char| c.is_ascii_digit()) && word.len() <= 3
        || ELISIONS.iter().any(|elision| word.eq_ignore_ascii_case(elision))
}

/// What an apostrophe cuts off the front of in English.
const ELISIONS: [&str; 9] = ["s", "t", "em", "til", "tis", "twas", "cause", "n", "round"];

fn set_depths(quotations: &mut [Quotation]) {
    let mut around: Vec<u32> = Vec::new();
    for quotation in quotations {
        while around.last().is_some_and(|&end| end <= quotation.outer.start()) {
            around.pop();
        }
        quotation.depth = around.len().min(usize::from(u8::MAX)) as u8;
        around.push(quotation.outer.end());
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn inner(text: &str) -> Vec<(&str, u8)> {
        find(text).iter().map(|quotation| (quotation.inner.of(text), quotation.depth)).collect()
    }

    #[test]
    fn all_kinds_of_marks() {
        for text in [
            "\"Go,\" he said.",
            "“Go,” he said.",
            "''Go,'' he said.",
            "``Go,'' he said.",
            "«Go,» he said.",
            "„Go,“ he said.",
            "‘Go,’ he said.",
            "'Go,' he said.",
            "« Go, » he said.",
            "”Go,” he said.",
        ] {
            assert_eq!(inner(text), [("Go,", 0)], "{text}");
        }
    }

    #[test]
    fn apostrophes_are_no_marks() {
        assert!(inner("The voters' choice isn't the leaders’ choice in the '90s.").is_empty());
        assert_eq!(inner("It's ‘the mayor's plan’ now."), [("the mayor's plan", 0)]);
    }

    #[test]
    fn nesting_counts() {
        assert_eq!(inner("“He said ‘no’ to us,” she said."), [("He said ‘no’ to us,", 0), ("no", 1)]);
        let deep = format!("{}x{}", "“".repeat(10), "”".repeat(10));
        assert_eq!(inner(&deep).len(), MAX_DEPTH);
    }

    #[test]
    fn a_missing_mark_ends_with_its_paragraph() {
        let text = "“One.\n\n“Two.”\n\n“Three.";
        let found = find(text);
        assert_eq!(
            found.iter().map(|q| (q.inner.of(text), q.continues)).collect::<Vec<_>>(),
            [("One.", false), ("Two.", true), ("Three.", false)]
        );
        assert!(inner("a pole of 6\" and a rope").is_empty());
    }

    proptest! {
        #[test]
        fn spans_lie_in_the_text_and_nest(text in "[a .,\n\"“”‘’'«»]{0,80}") {
            let found = find(&text);
            for quotation in &found {
                prop_assert!(!quotation.inner.of(&text).is_empty());
                prop_assert!(quotation.outer.contains(quotation.inner));
            }
            for (index, one) in found.iter().enumerate() {
                for other in &found[index + 1..] {
                    prop_assert!(!one.outer.overlaps(other.outer) || one.outer.contains(other.outer));
                }
            }
        }
    }
}
