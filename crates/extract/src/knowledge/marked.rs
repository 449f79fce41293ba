//! Sentences with marked parts, as the tables and golden cases write them:
//! `[source]`, `{cue}`, `<content>`.

use document::{Span, Statement};

use super::cues::{Cue, Pattern};

/// A sentence without its marks, and where they stood.
#[derive(Debug, Default, Clone)]
pub struct Marked {
    /// The sentence.
    pub text: String,
    /// Bytes of the source.
    pub source: Vec<Span>,
    /// Bytes of the cue, which may have two parts.
    pub cue: Vec<Span>,
    /// Bytes of the content, which may have two parts.
    pub content: Vec<Span>,
}

impl Marked {
    /// Takes the marks out of a sentence.
    pub fn read(sentence: &str) -> Marked {
        let mut marked = Marked::default();
        let (mut source, mut cue, mut content) = (0, 0, 0);
        for character in sentence.chars() {
            let at = marked.text.len() as u32;
            match character {
                '[' => source = at,
                '{' => cue = at,
                '<' => content = at,
                ']' => marked.source.push(Span::new(source, at)),
                '}' => marked.cue.push(Span::new(cue, at)),
                '>' => marked.content.push(Span::new(content, at)),
                other => marked.text.push(other),
            }
        }
        marked
    }

    /// Whether a statement is the one marked in a cue's example: a word of the
    /// cue, the source, and half of the content or more. Where the cue has an
    /// object, that may belong to the content or not.
    pub fn is_answered_by(&self, statement: &Statement, cue: &Cue) -> bool {
        let source = match (&statement.speaker, self.source.first()) {
            (Some(found), Some(_)) => overlap(&[found.span], &self.source),
            (found, marked) => found.is_none() && marked.is_none(),
        };
        let (both, found, marked) = self.content_letters(&statement.content);
        let content = match cue.pattern {
            Pattern::As | Pattern::ObjectTo | Pattern::ObjectThat | Pattern::ObjectPreposition(_) => {
                10 * both > 7 * marked
            }
            _ => 2 * both >= found + marked - both && both > 0,
        };
        overlap(statement.cue.as_slice(), &self.cue) && source && content
    }

    /// Letters in both the given spans and the marked content, in the given
    /// ones, and in the marked one.
    fn content_letters(&self, spans: &[Span]) -> (usize, usize, usize) {
        let inside =
            |spans: &[Span], at: usize| spans.iter().any(|span| (span.start()..span.end()).contains(&(at as u32)));
        let letters = self.text.char_indices().filter(|(_, c)| c.is_alphanumeric()).map(|(at, _)| at);
        letters.fold((0, 0, 0), |(both, found, marked), at| {
            let (a, b) = (inside(spans, at), inside(&self.content, at));
            (both + usize::from(a && b), found + usize::from(a), marked + usize::from(b))
        })
    }
}

fn overlap(one: &[Span], other: &[Span]) -> bool {
    one.iter().any(|a| other.iter().any(|b| a.overlaps(*b)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_taken_out() {
        let marked = Marked::read("[The mayor] {said} <no>.");
        assert_eq!(marked.text, "The mayor said no.");
        assert_eq!((marked.source[0].of(&marked.text), marked.cue[0].of(&marked.text)), ("The mayor", "said"));
        assert_eq!(marked.content, [Span::new(15, 17)]);
    }
}
