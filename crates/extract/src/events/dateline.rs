//! The line that says where and when a report was written ("LIMA, May 3
//! (Agency) — …"): its place takes no part in what follows, though parsers
//! often make it the first subject.

use document::PartOfSpeech;

use crate::ground::actors::Context;

/// The longest dateline, in tokens.
const LONGEST: usize = 14;

/// Whether a token stands in a dateline.
pub(super) fn holds(context: &Context<'_>, token: usize) -> bool {
    let sentence = context.sentence_tokens(token);
    let last = (sentence.start + LONGEST).min(sentence.end);
    if token >= last || !starts_paragraph(context, sentence.start) {
        return false;
    }
    let Some(dash) = (sentence.start + 1..last).find(|&token| is_dash(context, token)) else { return false };
    token < dash && (is_in_capitals(context, sentence.start) || is_closed(context, dash) || dash - sentence.start <= 2)
}

/// A dash that stands free between words.
fn is_dash(context: &Context<'_>, token: usize) -> bool {
    let span = context.token(token).span;
    let text = context.article.text.as_str();
    matches!(span.of(text), "—" | "–" | "--" | "-")
        && text[..span.start() as usize].ends_with(char::is_whitespace)
        && text[span.end() as usize..].starts_with(char::is_whitespace)
}

fn starts_paragraph(context: &Context<'_>, token: usize) -> bool {
    let before = context.article.text[..context.token(token).span.start() as usize].trim_end_matches(' ');
    before.is_empty() || before.ends_with('\n')
}

fn is_in_capitals(context: &Context<'_>, token: usize) -> bool {
    let text = context.text(token);
    text.chars().count() > 1
        && text.chars().all(|c| c.is_uppercase() || !c.is_alphabetic())
        && context.token(token).part_of_speech == PartOfSpeech::Propn
}

/// Whether the agency's bracket or a comma's date closes before the dash.
fn is_closed(context: &Context<'_>, dash: usize) -> bool {
    dash > 0 && context.text(dash - 1) == ")"
}

#[cfg(test)]
mod tests {
    use document::Article;

    use super::*;
    use crate::Knowledge;

    fn held(text: &str) -> Vec<String> {
        let knowledge = Knowledge::embedded().unwrap();
        let article = Article::new("a", text);
        let parse = syntax::Model::english().unwrap().parse(text);
        let context = Context { knowledge: &knowledge, article: &article, parse: &parse };
        (0..parse.tokens.len())
            .filter(|&token| holds(&context, token))
            .map(|token| context.text(token).to_owned())
            .collect()
    }

    #[test]
    fn place_date_and_agency_are_the_dateline() {
        assert_eq!(
            held("LIMA, May 3 (Andes Press) — Peru and Chile met."),
            ["LIMA", ",", "May", "3", "(", "Andes", "Press", ")"]
        );
        assert_eq!(held("Nairobi - Kenya sent troops to Somalia."), ["Nairobi"]);
    }

    #[test]
    fn a_dash_within_a_sentence_makes_none() {
        assert!(held("The minister of Kenya — once a farmer — met him.").is_empty());
    }
}
