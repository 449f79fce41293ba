//! Where the words of a cue stand in a text.

use document::{Id, IdRange, PartOfSpeech, TokenId};
use smol_str::{SmolStr, format_smolstr};

use super::tree::Tree;
use crate::knowledge::cues::{Cue, CueClass, Cues};

/// A row of the table of cues, found in the text.
#[derive(Clone, Debug)]
pub(crate) struct Spot<'a> {
    pub cue: &'a Cue,
    /// The tokens of its lemma in order.
    pub tokens: Vec<TokenId>,
    /// The one on which the others depend.
    pub head: TokenId,
    /// What stands where the lemma has "x".
    pub source: Option<IdRange<TokenId>>,
}

/// The most tokens that may stand between two words of a phrase.
const MAX_GAP: usize = 4;
/// The most tokens between a verb and its particle.
const MAX_PARTICLE_GAP: usize = 10;
/// The most tokens that stand for "x".
const MAX_SOURCE: usize = 16;

/// All rows whose lemma begins at this token.
pub(crate) fn at<'a>(tree: &Tree<'_>, cues: &'a Cues, token: TokenId, out: &mut Vec<Spot<'a>>) {
    let lemma = tree.lemma(token);
    if tree.is_mark(token) || lemma.is_empty() {
        return;
    }
    let lower = lower(lemma);
    let rows = cues.starting_with(&lower);
    out.extend(rows.iter().filter_map(|&row| spot(tree, &cues.rows()[row as usize], token)));
    let word = self::lower(tree.word(token));
    if word != lower {
        let rows = cues.starting_with(&word);
        out.extend(rows.iter().filter_map(|&row| spot(tree, &cues.rows()[row as usize], token)));
    }
    if let Some(restored) = restored(cues, &lower, &word) {
        let rows = cues.starting_with(&restored);
        out.extend(rows.iter().filter_map(|&row| spot(tree, &cues.rows()[row as usize], token)));
    }
}

fn lower(word: &str) -> SmolStr {
    match word.bytes().any(|byte| byte.is_ascii_uppercase() || !byte.is_ascii()) {
        true => word.to_lowercase().into(),
        false => word.into(),
    }
}

/// The lemma where the lemmatiser took too much off or too little: "hope" for
/// "hop" ("hoping", but not "hopping"), "extol" for "extolle" ("extolled").
fn restored(cues: &Cues, lemma: &str, word: &str) -> Option<SmolStr> {
    if let Some(ending) = word.strip_prefix(lemma)
        && ending.starts_with(['e', 'i'])
        && !lemma.ends_with(['e', 'y'])
    {
        return Some(format_smolstr!("{lemma}e"));
    }
    let stem = lemma.strip_suffix('e')?;
    let mut letters = stem.chars().rev();
    let last = letters.next()?;
    let shorter = if letters.next() == Some(last) { &stem[..stem.len() - last.len_utf8()] } else { stem };
    let known = |form: &&str| !cues.starting_with(form).is_empty();
    [stem, shorter].into_iter().find(known).map(SmolStr::new)
}

fn spot<'a>(tree: &Tree<'_>, cue: &'a Cue, first: TokenId) -> Option<Spot<'a>> {
    let hyphened = cue.words.get(1).is_some_and(|word| word == "-");
    if !hyphened && !fits_class(tree, cue, first) {
        return None;
    }
    let mut matching = Matching { tree, tokens: vec![first], source: None, at: first.index() };
    let mut words = cue.words[1..].iter();
    while let Some(word) = words.next() {
        match word.as_str() {
            "x" | "x's" => matching.source_before(words.next()?)?,
            "a" | "an" | "the" | "no" => matching.determiner(),
            "one's" | "his" | "oneself" => matching.possessive()?,
            word => matching.word(word)?,
        }
    }
    let Matching { tokens, source, .. } = matching;
    let head = head(tree, &tokens);
    Some(Spot { cue, tokens, head, source })
}

/// Whether the token can be the first word of such a cue.
fn fits_class(tree: &Tree<'_>, cue: &Cue, token: TokenId) -> bool {
    use PartOfSpeech::*;
    let (class, tag) = (tree.class(token), tree.tag(token));
    match cue.class {
        CueClass::Verb => class == Verb || tag.starts_with("VB") || is_misread(tree, token),
        CueClass::Noun => matches!(class, Noun | Propn),
        CueClass::Adjective => class == Adj || matches!(tag, "VBN" | "VBD" | "VBG"),
        CueClass::Adverb => class == Adv,
        CueClass::Preposition => {
            matches!(class, Adp | Sconj | Verb | Part) && (cue.words.len() > 1 || stands_apart(tree, token))
        }
        CueClass::Phrase => true,
    }
}

/// Whether a word that the tagger takes for none is a verb in the tree: it has
/// a subject, or is the root though it looks like a plural.
fn is_misread(tree: &Tree<'_>, token: TokenId) -> bool {
    tree.child(token, &["nsubj"]).is_some() || tree.tag(token) == "NNS" && tree.relation(token) == "ROOT"
}

/// Whether nothing but a mark stands before the token in its sentence.
fn stands_apart(tree: &Tree<'_>, token: TokenId) -> bool {
    tree.sentence(token).start == token || tree.previous(token).is_none_or(|before| tree.is_mark(before))
}

fn head(tree: &Tree<'_>, tokens: &[TokenId]) -> TokenId {
    let is_free = |token: TokenId| tree.head(token) == token || !tokens.contains(&tree.head(token));
    tokens.iter().copied().find(|&token| is_free(token)).unwrap_or(tokens[0])
}

struct Matching<'t, 'a> {
    tree: &'t Tree<'a>,
    tokens: Vec<TokenId>,
    source: Option<IdRange<TokenId>>,
    /// The last token that was used.
    at: usize,
}

impl Matching<'_, '_> {
    fn end(&self) -> usize {
        self.tree.sentence(self.tokens[0]).end.index()
    }

    fn take(&mut self, index: usize) {
        self.at = index;
        self.tokens.push(TokenId::from_index(index));
    }

    fn is(&self, index: usize, word: &str) -> bool {
        let token = TokenId::from_index(index);
        self.tree.lemma(token).eq_ignore_ascii_case(word) || self.tree.word(token).eq_ignore_ascii_case(word)
    }

    /// The next word: behind modifiers only, or behind an object where it is
    /// the verb's particle or preposition.
    fn word(&mut self, word: &str) -> Option<()> {
        let end = self.end().min(self.at + 2 + MAX_PARTICLE_GAP);
        let mut light = true;
        for index in self.at + 1..end {
            if self.is(index, word) && (light || self.belongs(index)) {
                self.take(index);
                return Some(());
            }
            light &= index - self.at <= MAX_GAP && self.is_light(index);
        }
        None
    }

    /// Whether the token depends on a matched one as particle, preposition or
    /// object.
    fn belongs(&self, index: usize) -> bool {
        let token = TokenId::from_index(index);
        self.tokens.contains(&self.tree.head(token))
            && matches!(self.tree.relation(token), "prt" | "prep" | "dobj" | "acomp" | "dative")
    }

    fn is_light(&self, index: usize) -> bool {
        use PartOfSpeech::*;
        matches!(self.tree.class(TokenId::from_index(index)), Adv | Adj | Det | Part | Num | Pron | Aux)
    }

    fn determiner(&mut self) {
        let next = TokenId::from_index(self.at + 1);
        let fits =
            next.index() < self.end() && (self.tree.class(next) == PartOfSpeech::Det || self.tree.tag(next) == "PRP$");
        if fits {
            self.take(next.index());
        }
    }

    fn possessive(&mut self) -> Option<()> {
        let end = self.end().min(self.at + 2 + MAX_GAP);
        let fits = |index: &usize| {
            let token = TokenId::from_index(*index);
            matches!(self.tree.tag(token), "PRP$" | "POS")
                || self.tree.word(token).ends_with("self")
                || self.tree.word(token).ends_with("selves")
        };
        let index = (self.at + 1..end).find(fits)?;
        self.take(index);
        Some(())
    }

    fn without_possessive(&self, range: IdRange<TokenId>) -> IdRange<TokenId> {
        let last = TokenId::from_index(range.end.index().saturating_sub(1));
        let end = if range.len() > 1 && self.tree.tag(last) == "POS" { last } else { range.end };
        IdRange { start: range.start, end }
    }

    /// Words that stand for the source, up to the next word of the lemma.
    fn source_before(&mut self, next: &SmolStr) -> Option<()> {
        let start = self.at + 1;
        let end = self.end().min(start + MAX_SOURCE);
        let index = (start + 1..end).find(|&index| self.is(index, next))?;
        let range = self.without_possessive(self.tree.trim(IdRange::new(start..index)));
        let holds_mark = range.ids().any(|token| matches!(self.tree.tag(token), ":" | "." | "``" | "''"));
        if range.is_empty() || holds_mark {
            return None;
        }
        self.source = Some(range);
        self.take(index);
        Some(())
    }
}
