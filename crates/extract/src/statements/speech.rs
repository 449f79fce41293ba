//! Direct speech: which words bring in a quotation, and which quotations go
//! together.

use document::{Id, IdRange, PartOfSpeech, TokenId};

use super::candidate::{Candidate, Rule, Source};
use super::content;
use super::cue_words;
use super::marks::{Quotation, ends_paragraph};
use super::source;
use super::spotting::{self, Spot};
use super::tree::Tree;
use crate::knowledge::cues::{CueClass, CueManner, Cues, Pattern};

/// How many tokens behind a quotation its cue may stand.
const MAX_AFTER: usize = 24;
/// How many tokens before a quotation its cue may stand.
const MAX_BEFORE: usize = 30;

/// An outermost quotation and what brings it in.
struct Piece<'a> {
    tokens: IdRange<TokenId>,
    continues: bool,
    /// Whether it reads like something said rather than a name or a borrowed
    /// word.
    utterance: bool,
    paragraph: u32,
    anchor: Option<Anchor<'a>>,
}

/// The words that bring in a quotation.
#[derive(Clone)]
struct Anchor<'a> {
    rule: Rule<'a>,
    head: TokenId,
    cue: IdRange<TokenId>,
    source: Option<Source>,
    construction: &'static str,
    spot: Option<Spot<'a>>,
    /// Whether the quotation goes on from an unquoted clause of the same cue.
    after_clause: bool,
}

/// The candidates that quotations give.
pub(crate) fn find<'a>(tree: &Tree<'_>, cues: &'a Cues, quotations: &[Quotation]) -> Vec<Candidate<'a>> {
    let mut pieces = pieces(tree, quotations);
    for index in 0..pieces.len() {
        pieces[index].anchor = anchor(tree, cues, &pieces, index);
    }
    share_anchors(tree, cues, &mut pieces);
    group(tree, pieces)
}

fn pieces<'a>(tree: &Tree<'_>, quotations: &[Quotation]) -> Vec<Piece<'a>> {
    let mut pieces = Vec::new();
    let (mut paragraph, mut read) = (0, 0);
    for quotation in quotations.iter().filter(|quotation| quotation.depth == 0) {
        let start = quotation.outer.start() as usize;
        let between = &tree.text[read..start];
        let ends =
            between.bytes().enumerate().filter(|&(at, byte)| byte == b'\n' && ends_paragraph(tree.text, read + at));
        paragraph += ends.count() as u32;
        read = start;
        let tokens = tree.tokens_of(quotation.outer);
        pieces.push(Piece {
            tokens,
            continues: quotation.continues,
            utterance: is_utterance(tree, quotation, tokens),
            paragraph,
            anchor: None,
        });
    }
    pieces
}

/// Whether a quotation is bounded like speech: behind a comma, a colon or a
/// sentence's end, and ending in a mark of its own or before a comma.
fn is_utterance(tree: &Tree<'_>, quotation: &Quotation, tokens: IdRange<TokenId>) -> bool {
    let inner = quotation.inner.of(tree.text);
    let ends = inner.ends_with([',', '.', '?', '!', '…', '—', '-', '–']);
    let behind = tree.text[quotation.outer.end() as usize..].chars().next();
    let before = tree.text[..quotation.outer.start() as usize].trim_end();
    let starts_apart = before.is_empty()
        || before.ends_with([',', ':', '.', '?', '!', '—', '–', ';', '"', '”', '…', ']', ')'])
        || behind_line_break(tree, quotation);
    let starts_sentence =
        inner.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || c == '[' || c == '…' || c == '.');
    let words = tokens.len();
    !is_governed(tree, tokens)
        && (ends || behind.is_none_or(|c| ",.".contains(c)) || words > 8)
        && (starts_apart || starts_sentence && words > 4)
}

/// "On “Meet the Voters,” she said": the object of a preposition, or what
/// somebody owns, is a title.
fn is_governed(tree: &Tree<'_>, tokens: IdRange<TokenId>) -> bool {
    let before = tokens.start.index().checked_sub(1).map(TokenId::from_index);
    before.is_some_and(|token| matches!(tree.tag(token), "IN" | "POS" | "PRP$" | "DT") && tokens.len() < 12)
}

fn behind_line_break(tree: &Tree<'_>, quotation: &Quotation) -> bool {
    tree.text[..quotation.outer.start() as usize].ends_with('\n')
}

fn anchor<'a>(tree: &Tree<'_>, cues: &'a Cues, pieces: &[Piece<'a>], index: usize) -> Option<Anchor<'a>> {
    let piece = &pieces[index];
    // Words quoted in passing do not part a quotation from what brings it in:
    // "He praised her "courage": "We owe her much.""
    let apart = pieces[..index].iter().rposition(|before| before.utterance || before.paragraph != piece.paragraph);
    let floor = apart.map_or(0, |before| pieces[before].tokens.end.index());
    let ceiling = pieces.get(index + 1).map_or(tree.len(), |next| next.tokens.start.index());
    let before = before(tree, cues, piece, floor);
    if before.is_some() || !piece.utterance {
        return before;
    }
    after(tree, cues, piece, ceiling).or_else(|| dash(tree, piece, ceiling))
}

fn is_stop(tree: &Tree<'_>, token: TokenId) -> bool {
    matches!(tree.word(token), "." | "?" | "!" | ";")
}

/// "…," said the mayor; "…," the mayor said.
fn after<'a>(tree: &Tree<'_>, cues: &'a Cues, piece: &Piece<'a>, ceiling: usize) -> Option<Anchor<'a>> {
    let start = piece.tokens.end.index();
    let end = ceiling.min(start + MAX_AFTER);
    let first = (start..end).map(TokenId::from_index).find(|&token| tree.word(token) != ",")?;
    if tree.is_break(first) || is_stop(tree, first) || new_sentence_follows(tree, piece, first) {
        return None;
    }
    for token in (first.index()..end).map(TokenId::from_index) {
        if tree.is_break(token) || is_stop(tree, token) || matches!(tree.word(token), ":" | "—" | "–") {
            return None;
        }
        let modifies = token != first && matches!(tree.relation(token), "relcl" | "acl" | "amod");
        if !source::is_verbal(tree, token) || modifies || tree.tag(token) == "VBG" {
            continue;
        }
        if let Some(spot) = speech_cue(tree, cues, token) {
            let source = source_behind(tree, &spot, piece.tokens, first);
            return source.map(|source| Anchor::of(tree, spot, Some(source), "quote-after"));
        }
    }
    None
}

/// A full stop within the marks and a capital behind them: what follows is a
/// sentence of its own.
fn new_sentence_follows(tree: &Tree<'_>, piece: &Piece<'_>, first: TokenId) -> bool {
    let stops = piece.tokens.ids().rev().take(2).any(|token| tree.word(token).ends_with('.'));
    stops && tree.word(first).starts_with(char::is_uppercase)
}

/// The row for direct speech that begins at this token, or else one for a
/// clause of speech.
fn speech_cue<'a>(tree: &Tree<'_>, cues: &'a Cues, token: TokenId) -> Option<Spot<'a>> {
    let mut spots = Vec::new();
    spotting::at(tree, cues, token, &mut spots);
    let rank = |spot: &Spot<'_>| match (&spot.cue.pattern, spot.cue.class, spot.cue.manner) {
        (Pattern::Quote, _, _) => 2,
        (Pattern::That, CueClass::Verb, CueManner::Speech | CueManner::Writing) => 1,
        _ => 0,
    };
    spots.into_iter().filter(|spot| rank(spot) > 0).max_by_key(|spot| (rank(spot), spot.tokens.len()))
}

/// Any verb of speech brings in what stands behind a colon ("thanked the
/// envoy: "…"").
fn colon_cue<'a>(tree: &Tree<'_>, cues: &'a Cues, token: TokenId) -> Option<Spot<'a>> {
    let mut spots = Vec::new();
    spotting::at(tree, cues, token, &mut spots);
    let speaks = |spot: &Spot<'_>| spot.cue.class == CueClass::Verb && spot.cue.manner == CueManner::Speech;
    spots.into_iter().find(speaks)
}

/// The speaker of a cue behind a quotation: its subject, or else the nouns
/// that stand beside it.
fn source_behind(tree: &Tree<'_>, spot: &Spot<'_>, quotation: IdRange<TokenId>, first: TokenId) -> Option<Source> {
    let fits = |source: &Source| source.head >= quotation.end || source.head < quotation.start;
    let close = |source: &Source| source.head.index().abs_diff(spot.head.index()) < 40;
    let by_grammar = spot.source.map(|range| Source { range, head: last_noun(tree, range), way: "filler" });
    let by_grammar = by_grammar
        .or_else(|| source::of_verb(tree, spot.head).filter(|source| source.way == "subject" || first != spot.head));
    if let Some(source) = by_grammar.filter(fits).filter(close) {
        return Some(source);
    }
    match first == spot.head {
        true => noun_behind(tree, spot.head),
        false => noun_between(tree, first, spot.head),
    }
}

fn last_noun(tree: &Tree<'_>, range: IdRange<TokenId>) -> TokenId {
    let free = |token: &TokenId| !range.contains(tree.head(*token)) || tree.head(*token) == *token;
    range.ids().find(free).unwrap_or(range.start)
}

fn is_noun(tree: &Tree<'_>, token: TokenId) -> bool {
    matches!(tree.class(token), PartOfSpeech::Noun | PartOfSpeech::Propn | PartOfSpeech::Pron)
}

/// "said Smith": the noun phrase right behind the verb.
fn noun_behind(tree: &Tree<'_>, verb: TokenId) -> Option<Source> {
    let end = tree.sentence(verb).end.index().min(verb.index() + 12);
    let noun =
        (verb.index() + 1..end).map(TokenId::from_index).find(|&token| is_noun(tree, token) || is_stop(tree, token))?;
    if !is_noun(tree, noun) {
        return None;
    }
    let mut head = noun;
    while is_noun(tree, tree.head(head)) && tree.head(head) > verb && tree.head(head) != head {
        head = tree.head(head);
    }
    Some(source::headed(tree, head, "noun behind"))
}

fn noun_between(tree: &Tree<'_>, first: TokenId, verb: TokenId) -> Option<Source> {
    let noun = (first.index()..verb.index()).rev().map(TokenId::from_index).find(|&token| is_noun(tree, token))?;
    let mut start = noun.index();
    while start > first.index() && !tree.is_mark(TokenId::from_index(start - 1)) {
        start -= 1;
    }
    Some(Source { range: IdRange::new(start..noun.index() + 1), head: noun, way: "noun between" })
}

/// The mayor said, "…"; the mayor said: "…".
fn before<'a>(tree: &Tree<'_>, cues: &'a Cues, piece: &Piece<'a>, floor: usize) -> Option<Anchor<'a>> {
    let previous = (floor..piece.tokens.start.index())
        .rev()
        .map(TokenId::from_index)
        .find(|&token| tree.class(token) != PartOfSpeech::Space)?;
    let crossed =
        (previous.index() + 1..piece.tokens.start.index()).any(|index| tree.is_break(TokenId::from_index(index)));
    let (colon, comma) = (tree.word(previous) == ":", tree.word(previous) == ",");
    let verb = source::is_verbal(tree, previous) && piece.utterance;
    if !(colon || comma || verb) || crossed && !colon {
        return None;
    }
    let start = floor.max(previous.index().saturating_sub(if comma { MAX_BEFORE / 2 } else { MAX_BEFORE }));
    for token in (start..previous.index() + 1).rev().map(TokenId::from_index) {
        if tree.is_break(token) || is_stop(tree, token) {
            break;
        }
        let spot = speech_cue(tree, cues, token).or_else(|| if colon { colon_cue(tree, cues, token) } else { None });
        if let Some(spot) = spot {
            let source = source_of(tree, &spot)
                .or_else(|| noun_behind(tree, spot.head).filter(|source| source.head < piece.tokens.start));
            return Some(Anchor::of(tree, spot, source, if colon { "quote-colon" } else { "quote-before" }));
        }
        // A comma belongs to the nearest verb.
        if comma && source::is_verbal(tree, token) && tree.relation(token) != "relcl" {
            break;
        }
    }
    if colon { name_before(tree, previous, start) } else { None }
}

/// Smith: "…".
fn name_before<'a>(tree: &Tree<'_>, colon: TokenId, start: usize) -> Option<Anchor<'a>> {
    let name = tree.previous(colon).filter(|token| token.index() >= start)?;
    let id = tree.parse.name_of(name)?;
    let range = tree.parse.names[id].tokens;
    Some(Anchor {
        rule: Rule::Mark,
        head: colon,
        cue: IdRange::new(colon.index()..colon.index() + 1),
        source: Some(Source { range, head: name, way: "name" }),
        construction: "name-colon-quote",
        spot: None,
        after_clause: false,
    })
}

/// "…" — Smith, of the council.
fn dash<'a>(tree: &Tree<'_>, piece: &Piece<'a>, ceiling: usize) -> Option<Anchor<'a>> {
    let start = piece.tokens.end.index();
    let dash = (start.saturating_sub(1)..ceiling.min(start + 2))
        .map(TokenId::from_index)
        .find(|&token| tree.word(token).trim_start_matches(['"', '”', ' ']).starts_with(['—', '–', '―', '-']))?;
    let end = (dash.index() + 1..ceiling.min(dash.index() + 16))
        .find(|&index| tree.is_break(TokenId::from_index(index)) || is_stop(tree, TokenId::from_index(index)));
    let range = tree.trim(IdRange::new(dash.index() + 1..end.unwrap_or(ceiling.min(dash.index() + 16))));
    let first = range.ids().next()?;
    if tree.class(first) != PartOfSpeech::Propn || range.ids().any(|token| source::is_verbal(tree, token)) {
        return None;
    }
    Some(Anchor {
        rule: Rule::Mark,
        head: dash,
        cue: IdRange::new(dash.index()..dash.index() + 1),
        source: Some(Source { range, head: last_noun(tree, range), way: "name" }),
        construction: "quote-dash",
        spot: None,
        after_clause: false,
    })
}

fn source_of(tree: &Tree<'_>, spot: &Spot<'_>) -> Option<Source> {
    match spot.source {
        Some(range) => Some(Source { range, head: last_noun(tree, range), way: "filler" }),
        None if spot.cue.class == CueClass::Noun => source::of_noun(tree, spot.head),
        None => source::of_verb(tree, spot.head),
    }
}

impl<'a> Anchor<'a> {
    fn of(tree: &Tree<'_>, spot: Spot<'a>, source: Option<Source>, construction: &'static str) -> Self {
        let cue = cue_words::range(tree, &spot, None);
        Anchor {
            rule: Rule::Cue(spot.cue),
            head: spot.head,
            cue,
            source,
            construction,
            spot: Some(spot),
            after_clause: false,
        }
    }
}

/// A quotation without an anchor of its own belongs to the one before it in
/// its paragraph, or whose paragraph it goes on from.
fn share_anchors<'a>(tree: &Tree<'_>, cues: &'a Cues, pieces: &mut [Piece<'a>]) {
    for index in 0..pieces.len() {
        let piece = &pieces[index];
        if piece.anchor.is_some() {
            continue;
        }
        let before = index.checked_sub(1).map(|before| &pieces[before]);
        let follows = piece.utterance && behind_stop(tree, piece);
        let goes_on =
            |before: &Piece<'_>| follows && before.paragraph == piece.paragraph || is_joined(tree, before, piece);
        let joined = before.filter(|before| piece.continues || goes_on(before));
        let shared = joined.and_then(|before| before.anchor.clone());
        let shared = shared.or_else(|| follows.then(|| clause_before(tree, cues, piece))?);
        pieces[index].anchor = shared;
    }
    for index in (1..pieces.len()).rev() {
        if pieces[index].continues && pieces[index - 1].anchor.is_none() {
            pieces[index - 1].anchor = pieces[index].anchor.clone();
        }
    }
}

/// "“I like him,” she said, but “he never listens.”": nothing but a comma and
/// a conjunction between the cue's clause and the quotation.
fn is_joined(tree: &Tree<'_>, before: &Piece<'_>, piece: &Piece<'_>) -> bool {
    let Some(anchor) = before.anchor.as_ref().filter(|anchor| anchor.construction == "quote-after") else {
        return false;
    };
    let source = anchor.source.map_or(anchor.cue.end, |source| source.range.end);
    let between = anchor.cue.end.max(source).index()..piece.tokens.start.index();
    let light = |token: TokenId| tree.word(token) == "," || matches!(tree.tag(token), "CC" | "RB");
    !between.is_empty() && between.len() <= 3 && between.map(TokenId::from_index).all(light)
}

/// "The law is dead, Smith said. "It never lived."": the cue that ends the
/// sentence before a quotation.
fn clause_before<'a>(tree: &Tree<'_>, cues: &'a Cues, piece: &Piece<'a>) -> Option<Anchor<'a>> {
    let stop = (0..piece.tokens.start.index())
        .rev()
        .map(TokenId::from_index)
        .find(|&token| tree.class(token) != PartOfSpeech::Space)?;
    let crossed = (stop.index()..piece.tokens.start.index()).any(|index| tree.is_break(TokenId::from_index(index)));
    let sentence = tree.sentence(stop);
    if crossed || tree.word(stop) != "." {
        return None;
    }
    let first = sentence.start.index().max(stop.index().saturating_sub(MAX_BEFORE / 2));
    let verb = (first..stop.index()).rev().map(TokenId::from_index).find(|&token| source::is_verbal(tree, token))?;
    let spot = speech_cue(tree, cues, verb)?;
    let clause = content::clause(tree, &spot)?;
    let source = source_of(tree, &spot).filter(|source| source.way == "subject")?;
    let ends = clause.pieces.iter().all(|clause| clause.end <= verb);
    ends.then(|| Anchor { after_clause: true, ..Anchor::of(tree, spot, Some(source), "quote-continued") })
}

fn behind_stop(tree: &Tree<'_>, piece: &Piece<'_>) -> bool {
    let before =
        piece.tokens.start.index().checked_sub(1).map(|index| tree.word(TokenId::from_index(index)).trim_end());
    before.is_none_or(|word| word.is_empty() || word.ends_with(['.', ',', '?', '!', '…', '"', '”', ')']))
}

/// One candidate for each anchor with all its quotations.
fn group<'a>(tree: &Tree<'_>, pieces: Vec<Piece<'a>>) -> Vec<Candidate<'a>> {
    let mut candidates: Vec<(Candidate<'a>, Option<Anchor<'a>>)> = Vec::new();
    for (index, piece) in pieces.iter().enumerate() {
        let Some(anchor) = &piece.anchor else {
            candidates.extend(unanchored(tree, &pieces, index).map(|candidate| (candidate, None)));
            continue;
        };
        match candidates.last_mut() {
            Some((last, _)) if last.head == anchor.head => last.content.push(piece.tokens),
            _ => candidates.push((candidate(anchor, piece.tokens), Some(anchor.clone()))),
        }
    }
    candidates.into_iter().map(|(candidate, anchor)| complete(tree, candidate, anchor.as_ref())).collect()
}

fn candidate<'a>(anchor: &Anchor<'a>, tokens: IdRange<TokenId>) -> Candidate<'a> {
    Candidate {
        rule: anchor.rule,
        construction: anchor.construction,
        head: anchor.head,
        cue: anchor.cue,
        source: anchor.source,
        content: vec![tokens],
        addressees: Vec::new(),
    }
}

/// A paragraph that is a quotation and nothing else: the last speaker's.
fn unanchored<'a>(tree: &Tree<'_>, pieces: &[Piece<'a>], index: usize) -> Option<Candidate<'a>> {
    let piece = &pieces[index];
    let starts =
        piece.tokens.start.index().checked_sub(1).is_none_or(|before| tree.is_break(TokenId::from_index(before)));
    let end = piece.tokens.end;
    let ends = end.index() >= tree.len() || tree.is_break(end);
    (piece.utterance && starts && ends).then(|| Candidate {
        rule: Rule::LastSpeaker,
        construction: "quote-alone",
        head: piece.tokens.start,
        cue: IdRange::new(0..0),
        source: None,
        content: vec![piece.tokens],
        addressees: Vec::new(),
    })
}

/// Adds the unquoted words of a content that is quoted in part.
fn complete<'a>(tree: &Tree<'_>, mut candidate: Candidate<'a>, anchor: Option<&Anchor<'a>>) -> Candidate<'a> {
    let Some((anchor, spot)) = anchor.and_then(|anchor| Some((anchor, anchor.spot.as_ref()?))) else {
        return candidate;
    };
    candidate.addressees = cue_words::addressees(tree, spot, candidate.source.as_ref(), &candidate.content);
    let Some(clause) = content::clause(tree, spot) else { return candidate };
    for piece in clause.pieces {
        let overlapping: Vec<usize> =
            (0..candidate.content.len()).filter(|&index| overlap(candidate.content[index], piece)).collect();
        let quoted: usize = overlapping.iter().map(|&index| shared(candidate.content[index], piece)).sum();
        let belongs = anchor.after_clause || !overlapping.is_empty();
        if belongs && piece.len() > quoted + 3 {
            merge(&mut candidate.content, &overlapping, piece);
        }
    }
    candidate
}

fn overlap(one: IdRange<TokenId>, other: IdRange<TokenId>) -> bool {
    shared(one, other) > 0
}

fn shared(one: IdRange<TokenId>, other: IdRange<TokenId>) -> usize {
    let (start, end) = (one.start.max(other.start), one.end.min(other.end));
    end.index().saturating_sub(start.index())
}

fn merge(content: &mut Vec<IdRange<TokenId>>, indices: &[usize], piece: IdRange<TokenId>) {
    let mut whole = piece;
    for &index in indices.iter().rev() {
        let part = content.remove(index);
        whole = IdRange { start: whole.start.min(part.start), end: whole.end.max(part.end) };
    }
    content.push(whole);
    content.sort_by_key(|piece| piece.start);
}
