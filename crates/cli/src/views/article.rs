//! The article with its marks, then its events and statements: what `read`
//! prints.

use std::fmt::Write;

use page::marks::{self, Mark};
use rapporteur::{Report, Statement};

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
    let party = |party: &rapporteur::Party| coded::name(report, party.span, party.mention);
    let all = |parties: &[rapporteur::Party], between: &str| {
        parties.iter().map(party).collect::<Vec<_>>().join(between)
    };
    let words = |span: rapporteur::Span| span.of(&report.article.text).split_whitespace().collect::<Vec<_>>().join(" ");
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
    let pieces = marks::pieces(text, &marks::of(report), []);
    let mut out = String::new();
    let mut lines = Lines::new(0, look);
    let mut word: Vec<(&str, &[Mark])> = Vec::new();
    for piece in &pieces {
        for part in piece.span.of(text).split_inclusive(char::is_whitespace) {
            let letters = part.trim_end();
            if !letters.is_empty() {
                word.push((letters, &piece.marks));
            }
            if letters.len() < part.len() {
                lines.word(&word);
                word.clear();
            }
            if part.ends_with('\n') && !lines.is_empty() {
                out.push_str(&std::mem::replace(&mut lines, Lines::new(0, look)).finish());
            }
        }
    }
    lines.word(&word);
    if !lines.is_empty() {
        out.push_str(&lines.finish());
    }
    out
}

/// Lines that are filled word by word.
struct Lines {
    out: String,
    column: usize,
    indent: usize,
    look: Look,
    /// The mark of the last piece, which the next may go on with.
    open: Option<Mark>,
}

impl Lines {
    /// The first line begins at the column `indent`, as do the others.
    fn new(indent: usize, look: Look) -> Self {
        Lines { out: String::new(), column: indent, indent, look, open: None }
    }

    fn is_empty(&self) -> bool {
        self.out.is_empty()
    }

    /// Adds a word of one or several pieces.
    fn word(&mut self, pieces: &[(&str, &[Mark])]) {
        let Some((_, first)) = pieces.first() else { return };
        let length: usize = pieces.iter().map(|(letters, _)| letters.chars().count()).sum();
        let gap = self.gap(self.column + 1 + length > self.look.width);
        // A mark that goes on covers the space as well.
        if self.open != leading(first) {
            self.close();
            self.out.push_str(&gap);
        } else {
            self.out.push_str(&gap);
        }
        for (letters, marks) in pieces {
            self.piece(letters, marks);
        }
        self.column += length;
    }

    /// The white space before a word; none before the first.
    fn gap(&mut self, is_full: bool) -> String {
        match (self.out.is_empty(), is_full) {
            (true, _) => String::new(),
            (false, true) => {
                self.column = self.indent;
                format!("\n{}", " ".repeat(self.indent))
            }
            (false, false) => {
                self.column += 1;
                " ".to_owned()
            }
        }
    }

    fn piece(&mut self, letters: &str, marks: &[Mark]) {
        if self.look.is_coloured {
            self.out.push_str(&painted(letters, marks));
            return;
        }
        let mark = leading(marks);
        if mark != self.open {
            self.close();
            self.out.push_str(mark.map_or("", |mark| brackets(mark).0));
            self.open = mark;
        }
        self.out.push_str(letters);
    }

    fn close(&mut self) {
        if let Some(mark) = self.open.take() {
            self.out.push_str(brackets(mark).1);
        }
    }

    fn finish(mut self) -> String {
        self.close();
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
        for (word, marks) in
            [("Talks", &[][..]), ("with", &[]), ("Alexander", &[Mark::Who]), ("Stubb", &[Mark::Who]), ("ended", &[Mark::Trigger])]
        {
            lines.word(&[(word, marks)]);
        }
        assert_eq!(lines.finish(), "Talks with _Alexander\nStubb_ *ended*\n");
    }

    #[test]
    fn pieces_of_one_word_stay_together() {
        let mut lines = Lines::new(0, PLAIN);
        lines.word(&[("(", &[]), ("Riga", &[Mark::Place]), (")", &[])]);
        assert_eq!(lines.finish(), "([Riga])\n");
    }
}
