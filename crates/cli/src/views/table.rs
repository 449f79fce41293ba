//! The language layer as tables to be read by people, one for each sentence.

use std::fmt::Write;

use rapporteur::{Article, Id, Parse, PartOfSpeech, Sentence, TokenId};

const HEAD: [&str; 7] = ["", "token", "lemma", "tag", "relation", "head", "name"];

/// All sentences of an article.
pub fn parse(article: &Article, parse: &Parse) -> String {
    let mut out = String::new();
    let _ = writeln!(out, "# {}", article.id);
    for note in &article.notes {
        let _ = writeln!(out, "# note: {}", note.0);
    }
    for (number, sentence) in parse.sentences.rows().iter().enumerate() {
        let rows = rows(article, parse, sentence);
        if rows.is_empty() {
            continue;
        }
        let words = sentence.span.of(&article.text).split_whitespace().collect::<Vec<_>>().join(" ");
        let _ = writeln!(out, "\n{}. {words}\n", number + 1);
        write_rows(&rows, &mut out);
    }
    out.push('\n');
    out
}

/// The cells of each word; words are numbered within the sentence.
fn rows(article: &Article, parse: &Parse, sentence: &Sentence) -> Vec<[String; HEAD.len()]> {
    let is_word = |&token: &TokenId| parse.tokens[token].part_of_speech != PartOfSpeech::Space;
    let number = |token: TokenId| token.index() - sentence.tokens.start.index() + 1;
    let row = |id: TokenId| {
        let token = &parse.tokens[id];
        let head = match token.head == id {
            true => String::new(),
            false => format!("{} {}", number(token.head), parse.tokens[token.head].span.of(&article.text)),
        };
        let name = parse.name_of(id).map_or(String::new(), |name| {
            let name = &parse.names[name];
            let mark = if name.tokens.start == id { "" } else { "│ " };
            format!("{mark}{}", name.label)
        });
        [
            number(id).to_string(),
            token.span.of(&article.text).to_owned(),
            token.lemma.to_string(),
            token.tag.to_string(),
            token.relation.to_string(),
            head,
            name,
        ]
    };
    sentence.tokens.ids().filter(is_word).map(row).collect()
}

fn write_rows(rows: &[[String; HEAD.len()]], out: &mut String) {
    let width = |column: usize| {
        let cells = rows.iter().map(|row| row[column].chars().count());
        cells.chain([HEAD[column].chars().count()]).max().unwrap_or_default()
    };
    let widths: [usize; HEAD.len()] = std::array::from_fn(width);
    let mut write = |cells: [&str; HEAD.len()]| {
        let mut line = format!("{:>width$}", cells[0], width = widths[0] + 2);
        for (cell, width) in cells.iter().zip(widths).skip(1) {
            let _ = write!(line, "  {cell:<width$}");
        }
        out.push_str(line.trim_end());
        out.push('\n');
    };
    write(HEAD);
    for row in rows {
        write(std::array::from_fn(|column| row[column].as_str()));
    }
}
