//! Runs the golden cases of `cases/actors.md`; the form is told there.
#![allow(clippy::unwrap_used, reason = "this is a test")]

use std::fmt::Write;

use document::{Article, Chain, Grounding, Id, IdRange, Mention, Parse, TokenId};
use extract::Knowledge;
use extract::ground;
use syntax::Model;

/// One marked mention: its place in the plain text, and what must come out.
struct Expected {
    start: usize,
    end: usize,
    code: String,
    entity: Option<String>,
}

/// A case: the article, and its marked mentions.
struct Case {
    article: Article,
    expected: Vec<Expected>,
}

/// Reads a line; `None` for lines that are no cases.
fn case(line: &str) -> Option<Case> {
    let (date, marked) = line.split_once(" | ")?;
    let published = date.parse().ok()?;
    let (mut text, mut open, mut expected) = (String::new(), Vec::new(), Vec::new());
    let mut rest = marked;
    while let Some(c) = rest.chars().next() {
        rest = &rest[c.len_utf8()..];
        match c {
            '[' => open.push(text.len()),
            ']' => {
                let start = open.pop()?;
                let (label, behind) = rest.strip_prefix('{')?.split_once('}')?;
                rest = behind;
                let (code, entity) = label.split_once(' ').map_or((label, None), |(code, id)| (code, Some(id)));
                let (code, entity) = (code.to_owned(), entity.map(str::to_owned));
                expected.push(Expected { start, end: text.len(), code, entity });
            }
            c => text.push(c),
        }
    }
    let article = Article { published: Some(published), ..Article::new(line, text) };
    Some(Case { article, expected })
}

/// The outermost mention within the brackets, else the one that ends with
/// them.
fn mention<'a>(grounding: &'a Grounding, expected: &Expected) -> Option<&'a Mention> {
    let place = |mention: &Mention| (mention.span.start() as usize, mention.span.end() as usize);
    let inside = grounding.mentions.rows().iter().filter(|mention| {
        let (start, end) = place(mention);
        expected.start <= start && end <= expected.end
    });
    inside
        .max_by_key(|mention| mention.span.len())
        .or_else(|| grounding.mentions.rows().iter().find(|mention| place(mention).1 == expected.end))
}

fn code(chain: &Chain) -> String {
    match chain.countries.as_slice() {
        [_, _, ..] => chain.countries.iter().map(|country| country.as_str()).collect::<Vec<_>>().join("+"),
        _ if chain.code().is_empty() => "?".to_owned(),
        _ => chain.code(),
    }
}

fn check(grounding: &Grounding, expected: &Expected, text: &str, failures: &mut String) {
    let words = &text[expected.start..expected.end];
    let Some(mention) = mention(grounding, expected) else {
        if expected.code != "?" {
            let _ = writeln!(failures, "{text}\n    {words:?} is no mention");
        }
        return;
    };
    let chain = &grounding.chains[mention.chain];
    let mut countries: Vec<&str> = expected.code.split('+').collect();
    let found = code(chain);
    let mut found_countries: Vec<&str> = found.split('+').collect();
    countries.sort_unstable();
    found_countries.sort_unstable();
    if countries != found_countries {
        let _ = writeln!(failures, "{text}\n    {words:?} is {found}, not {}; {}", expected.code, chain.why.join("; "));
    }
    let id = chain.entity.as_deref().unwrap_or("none");
    if let Some(entity) = &expected.entity
        && id != entity
    {
        let _ = writeln!(failures, "{text}\n    {words:?} is {id}, not {entity}; {}", chain.why.join("; "));
    }
}

fn read(knowledge: &Knowledge, model: &Model, article: &Article) -> (Parse, Grounding) {
    let parse = model.parse(&article.text);
    let grounding = ground::resolve(knowledge, article, &parse);
    (parse, grounding)
}

#[test]
fn golden_cases() {
    let (knowledge, model) = (Knowledge::embedded().unwrap(), Model::english().unwrap());
    let cases: Vec<Case> = include_str!("../../../cases/actors.md").lines().filter_map(case).collect();
    assert!(cases.len() >= 200, "{} cases", cases.len());
    let mut failures = String::new();
    for case in &cases {
        let (_, grounding) = read(&knowledge, &model, &case.article);
        for expected in &case.expected {
            check(&grounding, expected, &case.article.text, &mut failures);
        }
    }
    assert!(failures.is_empty(), "{} lines of failures:\n{failures}", failures.lines().count());
}

/// Mentions lie on tokens and in the text, in order; every chain has its
/// mentions and every mention its chain.
#[test]
fn mentions_lie_inside_the_text() {
    let (knowledge, model) = (Knowledge::embedded().unwrap(), Model::english().unwrap());
    let odd =
        ["", "\n\n", "he", "Xi’s “both countries” said.\n\n“They", "The Kremlin, Moscow and the U.S. — it", "é é é"];
    for text in odd.iter().copied().chain(include_str!("../../../cases/actors.md").lines()) {
        let article = Article::new("a", text);
        let (parse, grounding) = read(&knowledge, &model, &article);
        for (id, mention) in grounding.mentions.iter() {
            assert!(!mention.span.of(text).is_empty(), "{text}");
            assert!(is_inside(&mention.tokens, &parse) && mention.tokens.contains(mention.head), "{text}");
            assert!(grounding.chains[mention.chain].mentions.contains(&id), "{text}");
        }
        assert!(grounding.chains.rows().iter().all(|chain| !chain.mentions.is_empty()), "{text}");
    }
}

fn is_inside(tokens: &IdRange<TokenId>, parse: &Parse) -> bool {
    !tokens.is_empty() && tokens.end.index() <= parse.tokens.len()
}
