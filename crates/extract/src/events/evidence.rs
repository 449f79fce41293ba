//! What the words around two actors say about the event that links them, as
//! short names that `data/frames/type-weights.tsv` lists.

use std::collections::BTreeSet;

use document::{PartOfSpeech, Span};

use super::matching;
use super::predicates::PredicateKind;
use super::relate::{Fit, Offer};
use crate::ground::actors::Context;
use crate::knowledge::frames::FramePos;

/// How many words of a sentence are looked at.
const REACH: usize = 120;

/// How many words between the two are looked at.
const BETWEEN: usize = 12;

/// The words on the way through the tree from one actor to the other, and
/// those that hang on them.
struct Way {
    /// From the source upwards to where the two ways meet, and down again.
    path: Vec<usize>,
    /// Where they meet.
    top: usize,
    /// What depends on the path, two steps deep.
    near: Vec<(usize, usize)>,
}

/// Calls `take` with each feature of a pair of actors, whose words are given
/// as spans, and of the events that frames offer for it.
pub fn each(context: &Context<'_>, source: &[Span], target: &[Span], offers: &[Offer], mut take: impl FnMut(&str)) {
    let Some((from, to)) = ends(context, source, target) else { return };
    let marked: Vec<Span> = source.iter().chain(target).copied().collect();
    let way = way(context, from, to, &marked);
    let mut buffer = String::with_capacity(64);
    let mut put = |parts: &[&str]| {
        buffer.clear();
        parts.iter().for_each(|part| buffer.push_str(part));
        take(&buffer);
    };
    put(&["bias"]);
    links(context, from, to, &mut put);
    between(context, source, target, &mut put);
    path(context, &way, &mut put);
    surroundings(context, &way, &marked, &mut put);
    offered(offers, &mut put);
}

/// The heads of the two; where the text does not name one of them, the main
/// word of the other's sentence stands for it.
fn ends(context: &Context<'_>, source: &[Span], target: &[Span]) -> Option<(usize, usize)> {
    let root = |token: usize| ancestors(context, token).last().copied().unwrap_or(token);
    match (head_of(context, source), head_of(context, target)) {
        (Some(from), Some(to)) => Some((from, to)),
        (Some(from), None) => Some((from, root(from))),
        (None, Some(to)) => Some((root(to), to)),
        (None, None) => None,
    }
}

/// The token of a phrase that governs its others.
pub fn head_of(context: &Context<'_>, spans: &[Span]) -> Option<usize> {
    let is_inside = |token: usize| spans.iter().any(|span| span.overlaps(context.token(token).span));
    let tokens = 0..context.parse.tokens.len();
    let mut inside = tokens.filter(|&token| is_inside(token) && !is_small(context, token)).peekable();
    let first = inside.peek().copied()?;
    inside.find(|&token| context.head(token) == token || !is_inside(context.head(token))).or(Some(first))
}

fn is_small(context: &Context<'_>, token: usize) -> bool {
    use PartOfSpeech::*;
    matches!(context.token(token).part_of_speech, Det | Punct | Space | Adp | Cconj)
}

fn ancestors(context: &Context<'_>, token: usize) -> Vec<usize> {
    let mut found = vec![token];
    let mut current = token;
    while context.head(current) != current && found.len() < REACH {
        current = context.head(current);
        found.push(current);
    }
    found
}

fn way(context: &Context<'_>, from: usize, to: usize, marked: &[Span]) -> Way {
    let (up, down) = (ancestors(context, from), ancestors(context, to));
    let meeting = up.iter().find(|token| down.contains(token)).copied();
    let top = meeting.unwrap_or_else(|| *down.last().unwrap_or(&to));
    let before = |list: &[usize]| list.iter().copied().take_while(|&token| token != top).collect::<Vec<_>>();
    let mut path: Vec<usize> = before(&up);
    path.push(top);
    path.extend(before(&down).into_iter().rev());
    path.retain(|&token| token != from && token != to || token == top);
    path.retain(|&token| !marked.iter().any(|span| span.overlaps(context.token(token).span)) || token == top);
    let near = near(context, &path, marked);
    Way { path, top, near }
}

/// The word at which the ways from the two actors meet.
pub fn meeting(context: &Context<'_>, source: &[Span], target: &[Span]) -> Option<usize> {
    let (from, to) = ends(context, source, target)?;
    Some(way(context, from, to, &[]).top)
}

const DEPENDENTS: [&str; 14] = [
    "dobj",
    "xcomp",
    "ccomp",
    "prt",
    "acomp",
    "attr",
    "prep",
    "pobj",
    "pcomp",
    "agent",
    "nsubj",
    "nsubjpass",
    "acl",
    "oprd",
];

fn near(context: &Context<'_>, path: &[usize], marked: &[Span]) -> Vec<(usize, usize)> {
    let is_marked = |token: usize| marked.iter().any(|span| span.overlaps(context.token(token).span));
    let mut found: Vec<(usize, usize)> = Vec::new();
    for &above in path {
        for child in context.children(above, &DEPENDENTS).collect::<Vec<_>>() {
            if path.contains(&child) || is_marked(child) {
                continue;
            }
            found.push((above, child));
            let below = context.children(child, &DEPENDENTS).filter(|&below| !path.contains(&below));
            found.extend(below.filter(|&below| !is_marked(below)).map(|below| (child, below)));
        }
    }
    found
}

/// How each of the two hangs on the word above it.
fn links(context: &Context<'_>, from: usize, to: usize, put: &mut impl FnMut(&[&str])) {
    for (side, token) in [("source ", from), ("target ", to)] {
        let relation = context.token(token).relation.as_str();
        let up = context.head(token);
        let above = matching::lemma(context, up);
        put(&[side, relation]);
        put(&[side, relation, " of ", &above]);
        if relation == "pobj" {
            let verb = matching::lemma(context, context.head(up));
            put(&[side, &above, " with ", &verb]);
        }
    }
}

/// The words between the two, first and last where there are many, and pairs
/// of neighbours; which of the two stands first is part of each.
fn between(context: &Context<'_>, source: &[Span], target: &[Span], put: &mut impl FnMut(&[&str])) {
    let (Some(one), Some(other)) = (source.first(), target.first()) else { return };
    let (side, left, right) = match one.start() < other.start() {
        true => ("then ", source, target),
        false => ("back ", target, source),
    };
    put(&[side]);
    let (Some(left), Some(right)) = (left.last(), right.first()) else { return };
    let tokens = context.parse.tokens.rows();
    let first = tokens.partition_point(|token| token.span.start() < left.end());
    let inside = tokens[first..].iter().take_while(|token| token.span.end() <= right.start());
    let words: Vec<String> = inside.filter_map(between_word).take(REACH).collect();
    let (head, tail) = match words.len() {
        ..=BETWEEN => (&words[..], &[][..]),
        long => (&words[..BETWEEN / 2], &words[long - BETWEEN / 2..]),
    };
    for part in [head, tail] {
        part.iter().for_each(|word| put(&["between ", side, word]));
        part.windows(2).for_each(|pair| put(&["between ", side, &pair[0], " ", &pair[1]]));
    }
    if let (Some(first), Some(last)) = (words.first(), words.last()) {
        put(&["between ", side, "| ", first]);
        put(&["between ", side, last, " |"]);
    }
}

fn between_word(token: &document::Token) -> Option<String> {
    use PartOfSpeech::*;
    match token.part_of_speech {
        Punct | Space => None,
        Num => Some("number".to_owned()),
        Propn => Some("name".to_owned()),
        _ => Some(token.lemma.to_lowercase()),
    }
}

fn path(context: &Context<'_>, way: &Way, put: &mut impl FnMut(&[&str])) {
    let top = matching::lemma(context, way.top);
    put(&["top ", &top]);
    for auxiliary in context.children(way.top, &["aux", "neg", "auxpass"]).collect::<Vec<_>>() {
        put(&["top has ", &matching::lemma(context, auxiliary)]);
    }
    for &token in &way.path {
        let lemma = matching::lemma(context, token);
        put(&["path ", &lemma]);
        word(context, token, &lemma, "path", put);
    }
    for &(above, token) in &way.near {
        let lemma = matching::lemma(context, token);
        put(&["near ", &lemma]);
        put(&["pair ", &matching::lemma(context, above), " ", &lemma]);
        word(context, token, &lemma, "near", put);
    }
    for pair in way.path.windows(2) {
        put(&["step ", &matching::lemma(context, pair[0]), " ", &matching::lemma(context, pair[1])]);
    }
}

/// A word of the way: what the lexicon knows of it, alone, with its auxiliaries
/// ("will not release"), and below the word that governs it ("order the
/// release").
fn word(context: &Context<'_>, token: usize, lemma: &str, place: &str, put: &mut impl FnMut(&[&str])) {
    let auxiliaries = auxiliaries(context, token);
    if !auxiliaries.is_empty() {
        put(&["verb", &auxiliaries, " ", lemma]);
    }
    let up = context.head(token);
    let above = matching::lemma(context, up);
    lexicon(context, token, lemma, &mut |kind, known| {
        put(&[place, known, kind]);
        if !auxiliaries.is_empty() {
            put(&[place, &auxiliaries, known, kind]);
        }
        if up != token {
            put(&[&above, &self::auxiliaries(context, up), " over", &auxiliaries, known, kind]);
        }
    });
}

/// The modal verbs and "not" that stand with a verb (" will not").
fn auxiliaries(context: &Context<'_>, token: usize) -> String {
    let mut found = String::new();
    for child in context.children(token, &["aux", "neg"]) {
        let row = context.token(child);
        if row.relation == "neg" || row.tag == "MD" {
            found.push(' ');
            found.push_str(if row.relation == "neg" { "not" } else { &row.lemma });
        }
    }
    found
}

/// Calls `take` with the types that frames with this word have, and with what
/// it does to events; the second string says which.
fn lexicon(context: &Context<'_>, token: usize, lemma: &str, take: &mut impl FnMut(&str, &str)) {
    let pos = match context.token(token).part_of_speech {
        PartOfSpeech::Verb | PartOfSpeech::Aux => FramePos::Verb,
        PartOfSpeech::Noun | PartOfSpeech::Propn => FramePos::Noun,
        PartOfSpeech::Adj => FramePos::Adjective,
        _ => return,
    };
    let frames = context.knowledge.frames.starting_with(lemma).filter(|frame| frame.pos == pos);
    let kinds: BTreeSet<&str> = frames
        .filter(|frame| matching::stands(context, frame, token, lemma))
        .map(|frame| frame.kind.as_str())
        .collect();
    let only = if kinds.len() == 1 { " only " } else { " lexicon " };
    for kind in kinds {
        take(kind, only);
    }
    for row in context.knowledge.compositions.with(lemma).filter(|row| row.words.len() == 1) {
        take(row.effect.name(), " effect ");
    }
}

/// All other words of the two actors' sentences.
fn surroundings(context: &Context<'_>, way: &Way, marked: &[Span], put: &mut impl FnMut(&[&str])) {
    let sentences: BTreeSet<usize> = way.path.iter().map(|&token| context.sentence(token)).collect();
    let mut seen: BTreeSet<String> = BTreeSet::new();
    for sentence in sentences {
        let first = context.parse.sentences.rows()[sentence].tokens.start;
        let tokens = context.sentence_tokens(document::Id::index(first));
        for token in tokens.take(REACH) {
            let row = context.token(token);
            use PartOfSpeech::*;
            let tells = matches!(row.part_of_speech, Verb | Noun | Adj | Adv | Propn | Part | Aux);
            if tells && !marked.iter().any(|span| span.overlaps(row.span)) {
                let lemma = matching::lemma(context, token);
                if seen.insert(lemma.clone()) {
                    put(&["word ", &lemma]);
                    lexicon(context, token, &lemma, &mut |kind, known| put(&["sentence", known, kind]));
                }
            }
        }
    }
}

/// The events that frames find, by how well each links the two.
fn offered(offers: &[Offer], put: &mut impl FnMut(&[&str])) {
    let mut best: Option<&Offer> = None;
    for offer in offers {
        let kind = if offer.pos == PredicateKind::Noun { "noun" } else { "verb" };
        put(&["offer ", offer.fit.name(), " ", &offer.draft.kind]);
        put(&["offer ", offer.fit.name(), " ", kind]);
        if best.is_none_or(|best| offer.score > best.score) {
            best = Some(offer);
        }
    }
    match best {
        Some(best) => put(&["best ", best.fit.name(), " ", &best.draft.kind]),
        None => put(&["no offer"]),
    }
}

impl Fit {
    fn name(self) -> &'static str {
        match self {
            Fit::Both => "both",
            Fit::One => "one",
            Fit::Loose => "loose",
        }
    }
}
