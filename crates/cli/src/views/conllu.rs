//! The language layer in CoNLL-U.
//!
//! CoNLL-U has no tokens of white space: they become `SpacesAfter` of the word
//! before, and what depended on one depends on its head instead. Each sentence
//! has one root. Names stand in the last column as `Name=B-PERSON`,
//! `Name=I-PERSON`.

use std::fmt::Write;

use rapporteur::{Article, Id, Parse, PartOfSpeech, Sentence, TokenId};

/// All sentences of an article.
pub fn parse(article: &Article, parse: &Parse) -> String {
    let mut out = String::new();
    let _ = writeln!(out, "# newdoc id = {}", one_line(&article.id));
    let sentences = parse.sentences.rows().iter();
    let with_words = sentences.filter(|sentence| words(parse, sentence).next().is_some());
    for (number, sentence) in with_words.enumerate() {
        let text = sentence.span.of(&article.text);
        let _ = writeln!(out, "# sent_id = {}-{}", one_line(&article.id), number + 1);
        let _ = writeln!(out, "# text = {}", one_line(text));
        write_words(article, parse, sentence, &mut out);
        out.push('\n');
    }
    out
}

fn words<'a>(parse: &'a Parse, sentence: &Sentence) -> impl Iterator<Item = TokenId> + 'a {
    sentence.tokens.ids().filter(|&token| !is_space(parse, token))
}

fn is_space(parse: &Parse, token: TokenId) -> bool {
    parse.tokens[token].part_of_speech == PartOfSpeech::Space
}

fn write_words(article: &Article, parse: &Parse, sentence: &Sentence, out: &mut String) {
    let words: Vec<TokenId> = words(parse, sentence).collect();
    let number = |token: TokenId| words.binary_search(&token).map_or(0, |index| index + 1);
    let heads: Vec<Option<TokenId>> = words.iter().map(|&word| head_word(parse, word)).collect();
    let root = words.iter().zip(&heads).find(|(_, head)| head.is_none()).map_or(words[0], |(&word, _)| word);
    for (&word, head) in words.iter().zip(&heads) {
        let token = &parse.tokens[word];
        let (head, relation) = match head {
            _ if word == root => (0, "root"),
            Some(head) => (number(*head), token.relation.as_str()),
            None => (number(root), "dep"),
        };
        let columns = [
            number(word).to_string(),
            token.span.of(&article.text).to_owned(),
            or_blank(&token.lemma),
            token.part_of_speech.to_string(),
            or_blank(&token.tag),
            or_blank(&token.features),
            head.to_string(),
            or_blank(relation),
            "_".to_owned(),
            miscellaneous(article, parse, word),
        ];
        out.push_str(&columns.join("\t"));
        out.push('\n');
    }
}

/// The nearest head that is a word; `None` for a root, or where only white
/// space lies above.
fn head_word(parse: &Parse, word: TokenId) -> Option<TokenId> {
    let tokens = &parse.tokens;
    let mut current = word;
    for _ in 0..tokens.len() {
        let head = tokens[current].head;
        if head == current {
            return None;
        }
        if !is_space(parse, head) {
            return Some(head);
        }
        current = head;
    }
    None
}

fn miscellaneous(article: &Article, parse: &Parse, word: TokenId) -> String {
    let mut parts = Vec::new();
    if let Some(name) = parse.name_of(word).map(|name| &parse.names[name]) {
        let place = if name.tokens.start == word { 'B' } else { 'I' };
        parts.push(format!("Name={place}-{}", name.label));
    }
    let end = parse.tokens[word].span.end() as usize;
    let next = parse.tokens.ids().skip(word.index() + 1).find(|&token| !is_space(parse, token));
    let next = next.map_or(article.text.len(), |token| parse.tokens[token].span.start() as usize);
    match &article.text[end..next] {
        " " => {}
        "" if next == article.text.len() => {}
        "" => parts.push("SpaceAfter=No".to_owned()),
        spaces => parts.push(format!("SpacesAfter={}", escape_spaces(spaces))),
    }
    if parts.is_empty() { "_".to_owned() } else { parts.join("|") }
}

/// White space as CoNLL-U's `SpacesAfter` writes it.
fn escape_spaces(spaces: &str) -> String {
    let escape = |c: char| match c {
        ' ' => "\\s".to_owned(),
        '\n' => "\\n".to_owned(),
        '\r' => "\\r".to_owned(),
        '\t' => "\\t".to_owned(),
        other => other.to_string(),
    };
    spaces.chars().map(escape).collect()
}

fn or_blank(cell: &str) -> String {
    if cell.is_empty() { "_".to_owned() } else { cell.to_owned() }
}

/// Comments are single lines.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
