//! The article with its marks, then its events and statements: what `read`
//! prints.

use std::collections::BTreeSet;
use std::fmt::Write;

use page::marks::{self, Mark, Piece};
use rapporteur::{Party, Report, Span, Statement};

use super::{coded, statements};

/// How it is to look.
#[derive(Clone, Copy)]
pub struct Look {
    /// With colours, or with brackets.
    pub is_coloured: bool,
    /// Columns of the terminal.
    pub width: usize,
}

/// The marked article, its events, its statements.
pub fn show(report: &Report, look: Look) -> String {
    let mut out = format!("{}\n\n{}\n\n", heading(report, look), legend(look));
    out += &text(report, look);
    let events = report.events.rows();
    let _ = writeln!(out, "\n{}", bold(&counted(events.len(), "event"), look));
    for (number, event) in events.iter().enumerate() {
        let _ = writeln!(out, "\n{:>3}  {}", number + 1, bold(&coded::heading(event), look));
        coded::lines(report, event).iter().for_each(|(label, words)| field(label, words, look, &mut out));
    }
    let _ = writeln!(out, "\n{}", bold(&counted(report.statements.len(), "statement"), look));
    for (number, statement) in report.statements.rows().iter().enumerate() {
        let _ = writeln!(out, "\n{:>3}  {}", number + 1, bold(&statements::manner_and_form(statement), look));
        statement_lines(report, statement).iter().for_each(|(label, words)| field(label, words, look, &mut out));
    }
    out
}

fn heading(report: &Report, look: Look) -> String {
    let article = &report.article;
    let mut parts = vec![bold(article.title.as_deref().unwrap_or(&article.id), look)];
    parts.extend(article.outlet.clone());
    parts.extend(article.published.map(|day| day.to_string()));
    parts.join(" · ")
}

fn counted(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}

fn statement_lines(report: &Report, statement: &Statement) -> [(&'static str, String); 4] {
    let party = |party: &Party| coded::name(report, party.span, party.mention);
    let all = |parties: &[Party], between: &str| parties.iter().map(party).collect::<Vec<_>>().join(between);
    let words = |span: Span| span.of(&report.article.text).split_whitespace().collect::<Vec<_>>().join(" ");
    [
        ("who", statement.speaker.as_ref().map_or("(not named)".to_owned(), party)),
        ("to whom", all(&statement.addressees, "; ")),
        ("through", all(&statement.relayed_by, " → ")),
        ("words", statement.content.iter().map(|&piece| words(piece)).collect::<Vec<_>>().join(" … ")),
    ]
}

/// A label and its words, wrapped under each other; nothing where there are
/// none.
fn field(label: &str, words: &str, look: Look, out: &mut String) {
    const INDENT: usize = 18;
    if words.is_empty() {
        return;
    }
    let _ = write!(out, "     {label:<12} ");
    let mut lines = Lines::new(INDENT, look);
    words.split_whitespace().for_each(|word| lines.word(&[(word, &[])]));
    out.push_str(&lines.finish());
}

/// The article's paragraphs, wrapped, with its marks.
fn text(report: &Report, look: Look) -> String {
    let text = report.article.text.as_str();
    let paragraphs = marks::paragraphs(text);
    let cuts = paragraphs.iter().flat_map(|span| [span.start(), span.end()]);
    let pieces = marks::pieces(text, &shown_marks(report), cuts);
    let mut rest = pieces.as_slice();
    let mut all = Vec::new();
    for paragraph in &paragraphs {
        let from = rest.partition_point(|piece| piece.span.start() < paragraph.start());
        let to = rest.partition_point(|piece| piece.span.start() < paragraph.end());
        all.push(paragraph_lines(text, &rest[from..to], look));
        rest = &rest[to..];
    }
    all.join("\n")
}

/// A name of a place that also stands for an actor is shown as a place.
fn shown_marks(report: &Report) -> Vec<(Span, Mark)> {
    let mut all = marks::of(report);
    let places: BTreeSet<Span> = report.grounding.places.rows().iter().map(|place| place.span).collect();
    all.retain(|(span, mark)| *mark != Mark::Who || !places.contains(span));
    all
}

fn paragraph_lines(text: &str, pieces: &[Piece], look: Look) -> String {
    let mut lines = Lines::new(0, look);
    let mut word: Vec<(&str, &[Mark])> = Vec::new();
    for piece in pieces {
        for part in piece.span.of(text).split_inclusive(char::is_whitespace) {
            let letters = part.trim_end();
            if !letters.is_empty() {
                word.push((letters, &piece.marks));
            }
            if letters.len() < part.len() {
                lines.word(&std::mem::take(&mut word));
            }
        }
    }
    lines.word(&word);
    lines.finish()
}

/// Lines that are filled word by word.
struct Lines {
    out: String,
    column: usize,
    indent: usize,
    look: Look,
    /// The brackets that are open, the outermost first.
    open: Vec<Mark>,
}

impl Lines {
    /// The first line begins at the column `indent`, as do the others.
    fn new(indent: usize, look: Look) -> Self {
        Lines { out: String::new(), column: indent, indent, look, open: Vec::new() }
    }

    /// Adds a word of one or several pieces.
    fn word(&mut self, pieces: &[(&str, &[Mark])]) {
        let Some((_, first)) = pieces.first() else { return };
        let length: usize = pieces.iter().map(|(letters, _)| letters.chars().count()).sum();
        // What goes on in this word covers the space before it, too.
        self.close_all_but(first);
        self.gap(length);
        for (letters, marks) in pieces {
            self.piece(letters, marks);
        }
        self.column += length;
    }

    /// The white space before a word; none before the first.
    fn gap(&mut self, length: usize) {
        if self.out.is_empty() {
            return;
        }
        if self.column + 1 + length > self.look.width {
            self.out.push('\n');
            self.out.push_str(&" ".repeat(self.indent));
            self.column = self.indent;
        } else {
            self.out.push(' ');
            self.column += 1;
        }
    }

    fn piece(&mut self, letters: &str, marks: &[Mark]) {
        if self.look.is_coloured {
            self.out.push_str(&painted(letters, marks));
            return;
        }
        self.close_all_but(marks);
        for &mark in marks {
            if !self.open.contains(&mark) {
                self.out.push_str(brackets(mark).0);
                self.open.push(mark);
            }
        }
        self.out.push_str(letters);
    }

    /// Closes brackets from the inside, until none is open but these.
    fn close_all_but(&mut self, marks: &[Mark]) {
        while self.open.iter().any(|mark| !marks.contains(mark)) {
            self.out.push_str(self.open.pop().map_or("", |mark| brackets(mark).1));
        }
    }

    fn finish(mut self) -> String {
        self.close_all_but(&[]);
        self.out.push('\n');
        self.out
    }
}

/// The mark that is shown where several lie on a word.
fn leading(marks: &[Mark]) -> Option<Mark> {
    [Mark::Trigger, Mark::Time, Mark::Place, Mark::Who].into_iter().find(|mark| marks.contains(mark))
}

/// What stands around a mark without colours; quotations have marks already.
fn brackets(mark: Mark) -> (&'static str, &'static str) {
    match mark {
        Mark::Who => ("_", "_"),
        Mark::Place => ("[", "]"),
        Mark::Time => ("<", ">"),
        Mark::Trigger => ("*", "*"),
        Mark::Quotation => ("", ""),
    }
}

fn painted(letters: &str, marks: &[Mark]) -> String {
    let colour = match leading(marks) {
        Some(Mark::Trigger) => "1;33",
        Some(Mark::Time) => "35",
        Some(Mark::Place) => "32",
        Some(Mark::Who) => "36",
        _ => "",
    };
    let slant = if marks.contains(&Mark::Quotation) { "3" } else { "" };
    match (colour, slant) {
        ("", "") => letters.to_owned(),
        ("", code) | (code, "") => format!("\u{1b}[{code}m{letters}\u{1b}[0m"),
        (colour, slant) => format!("\u{1b}[{colour};{slant}m{letters}\u{1b}[0m"),
    }
}

fn bold(words: &str, look: Look) -> String {
    if look.is_coloured { format!("\u{1b}[1m{words}\u{1b}[0m") } else { words.to_owned() }
}

fn legend(look: Look) -> String {
    let all = [(Mark::Who, "who"), (Mark::Place, "where"), (Mark::Time, "when"), (Mark::Trigger, "what was done")];
    let sample = |&(mark, words): &(Mark, &str)| match look.is_coloured {
        true => painted(words, &[mark]),
        false => format!("{}{words}{}", brackets(mark).0, brackets(mark).1),
    };
    let own_words = look.is_coloured.then(|| painted("own words", &[Mark::Quotation]));
    all.iter().map(sample).chain(own_words).collect::<Vec<_>>().join("  ")
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLAIN: Look = Look { is_coloured: false, width: 20 };

    #[test]
    fn a_mark_goes_on_over_a_line_break() {
        let mut lines = Lines::new(0, PLAIN);
        for (word, marks) in [
            ("Talks", &[][..]),
            ("with", &[]),
            ("Alexander", &[Mark::Who]),
            ("Stubb", &[Mark::Who]),
            ("ended", &[Mark::Trigger]),
        ] {
            lines.word(&[(word, marks)]);
        }
        assert_eq!(lines.finish(), "Talks with _Alexander\nStubb_ *ended*\n");
    }

    #[test]
    fn pieces_of_one_word_stay_together() {
        let mut lines = Lines::new(0, PLAIN);
        lines.word(&[("(", &[]), ("Riga", &[Mark::Place]), (")", &[])]);
        lines.word(&[("The", &[Mark::Who])]);
        lines.word(&[("Riga", &[Mark::Who, Mark::Place])]);
        lines.word(&[("port", &[Mark::Who])]);
        assert_eq!(lines.finish(), "([Riga]) _The [Riga] port_\n");
    }
}
