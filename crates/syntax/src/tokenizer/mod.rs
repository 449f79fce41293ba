//! Text to tokens, by the rules of spaCy's tokenizer (`spacy/tokenizer.pyx`):
//! cut at white space, then split affixes off each stretch until a word of the
//! exception table or a core without affixes is left, then split the core at
//! infixes.

mod affixes;
mod exceptions;

use std::collections::HashMap;
use std::ops::Range;
use std::sync::OnceLock;

use foldhash::fast::RandomState;
use regex::Regex;
use serde::Deserialize;

use self::affixes::{Affixes, compile, compile_exact, rust_syntax, without_look_around};
use self::exceptions::{Exceptions, Piece};
use crate::ModelError;
use crate::characters::is_space;
use crate::files::{ModelFiles, TOKENIZER, json};
use crate::lexicon::{LexemeId, Lexicon, Norms};

/// A token before analysis: its lexeme and its place in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RawToken {
    pub lexeme: LexemeId,
    pub start: u32,
    pub length: u32,
    pub blank_after: bool,
}

/// The rules; shared by all threads.
pub struct Tokenizer {
    prefixes: Affixes,
    suffixes: Affixes,
    infixes: Affixes,
    url: Option<WordPattern>,
    /// Words that are never split.
    whole: Option<WordPattern>,
    exceptions: Exceptions,
    /// Exceptions that the rules would cut on their own, by their first
    /// token: these are also looked for among finished tokens.
    sequences: Sequences,
}

/// Sequences of token texts by their first text.
type Sequences = HashMap<String, Vec<Vec<String>>, RandomState>;

/// A pattern that a whole word must match. Compiled on first use: the classes
/// of characters in them are large, and many texts hold no address.
struct WordPattern {
    pattern: String,
    /// A character without which no word can match.
    needs: Option<char>,
    compiled: OnceLock<Option<(Regex, fancy_regex::Regex)>>,
}

#[derive(Deserialize)]
struct Patterns {
    prefixes: Option<String>,
    suffixes: Option<String>,
    infixes: Option<String>,
    url: Option<String>,
    #[serde(default)]
    whole: Option<String>,
    faster_heuristics: bool,
}

/// What a stretch without white space was cut into last time.
#[derive(Default)]
pub struct ChunkCache {
    chunks: HashMap<Box<str>, (u32, u32), RandomState>,
    pieces: Vec<(LexemeId, u32)>,
}

/// Longer words are not tried as a whole, so that stripping affixes off a
/// giant word one by one stays linear. The longest address that browsers take
/// is shorter.
const LONGEST_PATTERN_WORD: usize = 4096;

/// Longer stretches are cut anew each time.
const LONGEST_CACHED: usize = 64;

/// When so many pieces are held, new stretches are not remembered.
const MOST_CACHED: usize = 1 << 16;

impl ChunkCache {
    /// How many pieces it holds.
    pub fn len(&self) -> usize {
        self.pieces.len()
    }
}

impl Tokenizer {
    pub fn new(files: &ModelFiles) -> Result<Self, ModelError> {
        let patterns: Patterns = json(&files.tokenizer, TOKENIZER)?;
        let word_pattern = |pattern, needs| WordPattern { pattern, needs, compiled: OnceLock::new() };
        let mut tokenizer = Tokenizer {
            prefixes: Affixes::new(patterns.prefixes.as_deref())?,
            suffixes: Affixes::new(patterns.suffixes.as_deref())?,
            infixes: Affixes::new(patterns.infixes.as_deref())?,
            // Each alternative of spaCy's pattern (RFC 3986 hosts after Diego
            // Perini) needs a dot.
            url: patterns.url.map(|pattern| word_pattern(pattern, Some('.'))),
            whole: patterns.whole.map(|pattern| word_pattern(pattern, None)),
            exceptions: Exceptions::new(&files.exceptions)?,
            sequences: HashMap::default(),
        };
        tokenizer.sequences = tokenizer.find_sequences(patterns.faster_heuristics);
        Ok(tokenizer)
    }

    /// The tokens of `text`, which starts at byte `offset` of its article.
    pub fn tokenize(
        &self,
        text: &str,
        norms: &Norms,
        lexicon: &mut Lexicon,
        cache: &mut ChunkCache,
        tokens: &mut Vec<RawToken>,
    ) {
        tokens.clear();
        for chunk in chunks(text) {
            self.cut_cached(&text[chunk.start..chunk.end], chunk.start, norms, lexicon, cache, tokens);
            if let Some(last) = tokens.last_mut() {
                last.blank_after = chunk.blank_after;
            }
        }
        self.join_sequences(text, norms, lexicon, tokens);
    }

    fn cut_cached(
        &self,
        chunk: &str,
        start: usize,
        norms: &Norms,
        lexicon: &mut Lexicon,
        cache: &mut ChunkCache,
        tokens: &mut Vec<RawToken>,
    ) {
        let mut place = start as u32;
        let mut push = |(lexeme, length): (LexemeId, u32)| {
            tokens.push(RawToken { lexeme, start: place, length, blank_after: false });
            place += length;
        };
        if let Some(&(first, end)) = cache.chunks.get(chunk) {
            cache.pieces[first as usize..end as usize].iter().copied().for_each(push);
            return;
        }
        let first = cache.pieces.len();
        self.cut(chunk, true, &mut |text, norm| {
            cache.pieces.push((lexicon.intern(text, norm, norms), text.len() as u32));
        });
        cache.pieces[first..].iter().copied().for_each(&mut push);
        if chunk.len() > LONGEST_CACHED || cache.pieces.len() > MOST_CACHED {
            cache.pieces.truncate(first);
        } else {
            cache.chunks.insert(chunk.into(), (first as u32, cache.pieces.len() as u32));
        }
    }

    /// Cuts a stretch and hands over each token's letters and, for words of
    /// the exception table, its norm.
    fn cut(&self, chunk: &str, with_exceptions: bool, push: &mut dyn FnMut(&str, Option<&str>)) {
        let (core, suffixes) = self.split_affixes(chunk, with_exceptions, push);
        if !core.is_empty() {
            self.cut_core(core, with_exceptions, push);
        }
        for suffix in suffixes.iter().rev() {
            push(suffix, None);
        }
    }

    /// Takes prefixes and suffixes off; prefixes are handed over at once, the
    /// core and the suffixes (outermost first) returned.
    fn split_affixes<'a>(
        &self,
        chunk: &'a str,
        with_exceptions: bool,
        push: &mut dyn FnMut(&str, Option<&str>),
    ) -> (&'a str, Vec<&'a str>) {
        let is_exception = |word: &str| with_exceptions && !word.is_empty() && self.exceptions.get(word).is_some();
        let mut suffixes = Vec::new();
        let mut core = chunk;
        let mut last_length = 0;
        let is_whole = |word: &str| self.whole.as_ref().is_some_and(|whole| whole.matches(word));
        while !core.is_empty() && core.len() != last_length && !is_whole(core) && !is_exception(core) {
            last_length = core.len();
            let prefix = self.prefixes.at_start(core);
            if prefix > 0 && is_exception(&core[prefix..]) {
                push(&core[..prefix], None);
                core = &core[prefix..];
                break;
            }
            let suffix = self.suffixes.at_end(&core[prefix..]);
            if suffix > 0 && is_exception(&core[..core.len() - suffix]) {
                suffixes.push(&core[core.len() - suffix..]);
                core = &core[..core.len() - suffix];
                break;
            }
            if prefix > 0 {
                push(&core[..prefix], None);
            }
            if suffix > 0 {
                suffixes.push(&core[core.len() - suffix..]);
            }
            core = &core[prefix..core.len() - suffix];
        }
        (core, suffixes)
    }

    fn cut_core(&self, core: &str, with_exceptions: bool, push: &mut dyn FnMut(&str, Option<&str>)) {
        if let Some(pieces) = self.exceptions.get(core).filter(|_| with_exceptions) {
            for Piece { text, norm } in pieces {
                push(text, norm.as_deref());
            }
        } else if [&self.whole, &self.url].into_iter().flatten().any(|pattern| pattern.matches(core)) {
            push(core, None);
        } else {
            self.cut_infixes(core, push);
        }
    }

    fn cut_infixes(&self, core: &str, push: &mut dyn FnMut(&str, Option<&str>)) {
        let mut start = 0;
        let mut from = 0;
        let mut search = self.infixes.search(core);
        while let Some((infix_start, infix_end)) = search.next_from(from) {
            from = if infix_end > infix_start { infix_end } else { core.ceil_char_boundary(infix_start + 1) };
            // An infix at the very start is no infix (spaCy compares with the
            // core's start, not with the end of the last infix).
            if infix_start == 0 {
                continue;
            }
            if infix_start != start {
                push(&core[start..infix_start], None);
            }
            if infix_start != infix_end {
                push(&core[infix_start..infix_end], None);
            }
            start = infix_end;
        }
        if start < core.len() {
            push(&core[start..], None);
        }
    }

    /// The exceptions that the rules would cut, each with the tokens that
    /// they would cut it into.
    fn find_sequences(&self, faster_heuristics: bool) -> Sequences {
        let mut sequences = Sequences::default();
        for word in self.exceptions.words() {
            let would_cut = !faster_heuristics
                || self.prefixes.at_start(word) > 0
                || self.infixes.is_in(word)
                || self.suffixes.at_end(word) > 0
                || word.contains(' ');
            if !would_cut {
                continue;
            }
            let mut tokens = Vec::new();
            for chunk in chunks(word) {
                self.cut(&word[chunk.start..chunk.end], false, &mut |text, _| tokens.push(text.to_owned()));
            }
            if let Some(first) = tokens.first().cloned() {
                sequences.entry(first).or_default().push(tokens);
            }
        }
        sequences
    }

    /// Finds exceptions that the rules cut apart and puts the table's pieces
    /// in their place; of overlapping ones the longest, then the first, wins.
    fn join_sequences(&self, text: &str, norms: &Norms, lexicon: &mut Lexicon, tokens: &mut Vec<RawToken>) {
        let mut found: Vec<Range<usize>> = Vec::new();
        for first in 0..tokens.len() {
            let Some(sequences) = self.sequences.get(lexicon.text(tokens[first].lexeme)) else {
                continue;
            };
            for sequence in sequences {
                let end = first + sequence.len();
                let is_match = |(token, text): (&RawToken, &String)| lexicon.text(token.lexeme) == text;
                if end <= tokens.len() && tokens[first..end].iter().zip(sequence).all(is_match) {
                    found.push(first..end);
                }
            }
        }
        if !found.is_empty() {
            let chosen = longest_first(found, tokens.len());
            self.replace(&chosen, text, norms, lexicon, tokens);
        }
    }

    fn replace(
        &self,
        chosen: &[Range<usize>],
        text: &str,
        norms: &Norms,
        lexicon: &mut Lexicon,
        tokens: &mut Vec<RawToken>,
    ) {
        let mut replaced = Vec::with_capacity(tokens.len());
        let mut next = 0;
        for range in chosen {
            replaced.extend_from_slice(&tokens[next..range.start]);
            next = range.end;
            let (start, last) = (tokens[range.start].start, tokens[range.end - 1]);
            // Tokens with white space between them may spell no exception.
            let word = text.get(start as usize..(last.start + last.length) as usize);
            let Some(pieces) = word.and_then(|word| self.exceptions.get(word)) else {
                replaced.extend_from_slice(&tokens[range.clone()]);
                continue;
            };
            let mut place = start;
            for Piece { text, norm } in pieces {
                let lexeme = lexicon.intern(text, norm.as_deref(), norms);
                replaced.push(RawToken { lexeme, start: place, length: text.len() as u32, blank_after: false });
                place += text.len() as u32;
            }
            if let Some(piece) = replaced.last_mut() {
                piece.blank_after = last.blank_after;
            }
        }
        replaced.extend_from_slice(&tokens[next..]);
        *tokens = replaced;
    }
}

/// Chooses among overlapping ranges as spaCy does: longest first, of equally
/// long ones the earlier first; the chosen in the order of the text.
fn longest_first(mut found: Vec<Range<usize>>, tokens: usize) -> Vec<Range<usize>> {
    found.sort_by_key(|range| (std::cmp::Reverse(range.len()), range.start));
    let mut taken = vec![false; tokens];
    let mut chosen = Vec::new();
    for range in found {
        if !taken[range.start] && !taken[range.end - 1] {
            chosen.push(range.clone());
        }
        taken[range].fill(true);
    }
    chosen.sort_unstable_by_key(|range| range.start);
    chosen
}

impl WordPattern {
    fn matches(&self, word: &str) -> bool {
        if word.len() > LONGEST_PATTERN_WORD || self.needs.is_some_and(|needs| !word.contains(needs)) {
            return false;
        }
        let compiled = self.compiled.get_or_init(|| {
            let exact = rust_syntax(&self.pattern);
            Some((compile(&without_look_around(&exact)).ok()?, compile_exact(&exact).ok()?))
        });
        let Some((candidates, exact)) = compiled else {
            return false;
        };
        candidates.is_match(word) && exact.is_match(word).unwrap_or(false)
    }
}

struct Chunk {
    start: usize,
    end: usize,
    blank_after: bool,
}

/// Runs of white space and of other characters; one blank behind a run of
/// others belongs to that run and is no token of its own.
fn chunks(text: &str) -> impl Iterator<Item = Chunk> {
    let mut start = 0;
    let starts_in_space = text.chars().next().is_some_and(is_space);
    let mut in_space = starts_in_space;
    let mut characters = text.char_indices();
    std::iter::from_fn(move || {
        for (index, c) in characters.by_ref() {
            if is_space(c) == in_space {
                continue;
            }
            in_space = !in_space;
            let chunk = Chunk { start, end: index, blank_after: c == ' ' };
            start = if c == ' ' { index + 1 } else { index };
            if chunk.start < chunk.end {
                return Some(chunk);
            }
        }
        let rest = Chunk { start, end: text.len(), blank_after: text.ends_with(' ') && !in_space };
        start = text.len();
        (rest.start < rest.end).then_some(rest)
    })
}
