//! Cuts giant articles into pieces that are analysed one after the other, so
//! that memory stays bounded whatever the input.

use std::ops::Range;

use crate::lexicon::Lexicon;
use crate::tokenizer::RawToken;

/// Tokens of one piece at most. The longest newswire article of the
/// development corpus has 1,700.
const MOST_TOKENS: usize = 8192;

/// A better place to cut is looked for in this last part of a piece.
const SEARCHED: usize = MOST_TOKENS / 4;

/// The pieces in order: one for all articles but giant ones, which are cut
/// behind a line break where one is near, else behind a full stop, else where
/// the limit falls.
pub fn segments(tokens: &[RawToken], lexicon: &Lexicon) -> Vec<Range<usize>> {
    let mut segments = Vec::new();
    let mut start = 0;
    while tokens.len() - start > MOST_TOKENS {
        let end = start + MOST_TOKENS;
        let text = |index: usize| lexicon.text(tokens[index].lexeme);
        let searched = end - SEARCHED..end;
        let line = searched.clone().rev().find(|&index| text(index).contains('\n'));
        let stop = || searched.rev().find(|&index| text(index) == ".");
        let cut = line.or_else(stop).map_or(end, |index| index + 1);
        segments.push(start..cut);
        start = cut;
    }
    if start < tokens.len() {
        segments.push(start..tokens.len());
    }
    segments
}
