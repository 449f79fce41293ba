//! One thread's memory: what it remembers of words met before, and the
//! buffers that are used again for every article.
//!
//! Remembering changes speed, never results: everything remembered is a
//! function of the word alone.

use document::{Id, IdRange, Label, Name, Parse, Sentence, SentenceId, Span, Table, Token, TokenId};

use crate::analysis::{Analysis, AnalysisCache, TaggedWord};
use crate::layers::{EmbeddingCache, Scratch, maximum_place};
use crate::lexicon::Lexicon;
use crate::model::{Model, Tagger};
use crate::segments::segments;
use crate::tokenizer::{ChunkCache, RawToken};
use crate::transitions::arcs::{ArcScratch, Arcs};
use crate::transitions::spans::{NamedSpan, WordFlags};
use crate::tree::Tree;

/// See the module.
#[derive(Default)]
pub struct Workspace {
    words: Words,
    buffers: Buffers,
}

/// What is remembered of words.
#[derive(Default)]
struct Words {
    lexicon: Lexicon,
    chunks: ChunkCache,
    embeddings: EmbeddingCache,
    name_embeddings: EmbeddingCache,
    analyses: AnalysisCache,
}

/// Memory for one segment at a time.
#[derive(Default)]
struct Buffers {
    tokens: Vec<RawToken>,
    encoder: Scratch,
    arcs: ArcScratch,
    found_arcs: Arcs,
    tree: Tree,
    tag_scores: Vec<f32>,
    tags: Vec<usize>,
    names: Vec<NamedSpan>,
}

/// When this much is remembered, all is forgotten: about 20 MB.
const MOST_LEXEMES: usize = 12_000;
const MOST_ANALYSES: usize = 24_000;
const MOST_BYTES: usize = 4 << 20;

impl Words {
    fn is_full(&self) -> bool {
        self.lexicon.len() > MOST_LEXEMES
            || self.lexicon.bytes() > MOST_BYTES
            || self.analyses.len() > MOST_ANALYSES
            || self.chunks.len() > 3 * MOST_LEXEMES
    }

    /// Between the segments of a giant article: its word types must stay, what
    /// was computed of them need not.
    fn forget_some(&mut self) {
        for cache in [&mut self.embeddings, &mut self.name_embeddings] {
            if cache.len() > 2 * MOST_LEXEMES {
                cache.clear();
            }
        }
        if self.analyses.len() > MOST_ANALYSES {
            self.analyses = AnalysisCache::default();
        }
    }
}

impl Workspace {
    /// See [`Model::parse`].
    pub fn parse(&mut self, model: &Model, text: &str) -> Parse {
        if self.words.is_full() {
            self.words = Words::default();
        }
        let mut tokens = std::mem::take(&mut self.buffers.tokens);
        model.tokenizer.tokenize(text, &model.norms, &mut self.words.lexicon, &mut self.words.chunks, &mut tokens);
        let mut parse = Parse { tokens: Table::with_capacity(tokens.len()), ..Parse::default() };
        for segment in segments(&tokens, &self.words.lexicon) {
            self.parse_segment(model, &tokens[segment], &mut parse);
            self.words.forget_some();
        }
        tokens.clear();
        // One giant article must not hold its memory for the rest of the run.
        tokens.shrink_to(1 << 16);
        self.buffers.tokens = tokens;
        parse
    }

    fn parse_segment(&mut self, model: &Model, tokens: &[RawToken], parse: &mut Parse) {
        let Workspace { words, buffers } = self;
        let pairs = tokens.iter().map(|token| (token.lexeme, token.blank_after));
        let vectors = model.encoder.encode(pairs.clone(), &words.lexicon, &mut words.embeddings, &mut buffers.encoder);
        if let Some(tagger) = &model.tagger {
            tag(tagger, vectors, tokens.len(), &mut buffers.tag_scores, &mut buffers.tags);
        }
        let is_space = |index: usize| words.lexicon.get(tokens[index].lexeme).is_space();
        if let Some(parser) = &model.parser {
            parser.parse(vectors, tokens.len(), &mut buffers.arcs, &mut buffers.found_arcs);
            buffers.tree.build(&buffers.found_arcs, tokens.len(), is_space);
        } else {
            buffers.tree.stand_alone(tokens.len());
        }
        buffers.names.clear();
        if let Some(recogniser) = &model.recogniser {
            let vectors = match &recogniser.encoder {
                Some(own) => own.encode(pairs, &words.lexicon, &mut words.name_embeddings, &mut buffers.encoder),
                None => vectors,
            };
            let flag =
                |index| WordFlags { is_space: is_space(index), starts_sentence: buffers.tree.starts_sentence[index] };
            let flags: Vec<WordFlags> = (0..tokens.len()).map(flag).collect();
            recogniser.spans.find(vectors, &flags, &mut buffers.arcs.scorer, &mut buffers.names);
        }
        let analyses = analyse(model, tokens, words, buffers);
        append(parse, tokens, analyses, &buffers.tree, &buffers.names);
    }
}

/// The best tag of each word.
fn tag(tagger: &Tagger, vectors: &[f32], count: usize, scores: &mut Vec<f32>, tags: &mut Vec<usize>) {
    let width = tagger.layer.outputs();
    scores.resize(count * width, 0.0);
    tagger.layer.apply(vectors, count, scores);
    tags.clear();
    tags.extend(scores.chunks_exact(width).take(count).map(|scores| maximum_place(scores).map_or(0, |(tag, _)| tag)));
}

fn analyse(model: &Model, tokens: &[RawToken], words: &mut Words, buffers: &Buffers) -> Vec<Analysis> {
    let tag = |index: usize| model.tagger.as_ref().map_or(Label::default(), |tagger| tagger.tags[buffers.tags[index]]);
    let tagged: Vec<TaggedWord> = (0..tokens.len())
        .map(|index| TaggedWord {
            lexeme: tokens[index].lexeme,
            tag: tag(index),
            relation: buffers.tree.relations[index],
        })
        .collect();
    model.analyser.analyse(&tagged, &words.lexicon, &mut words.analyses)
}

/// Adds a segment's tokens, sentences and names to the article's.
fn append(parse: &mut Parse, tokens: &[RawToken], analyses: Vec<Analysis>, tree: &Tree, names: &[NamedSpan]) {
    let base = parse.tokens.len();
    let mut first = 0;
    for (index, (token, analysis)) in tokens.iter().zip(analyses).enumerate() {
        if tree.starts_sentence[index] && index > first {
            push_sentence(parse, tokens, base, first..index);
            first = index;
        }
        parse.tokens.push(Token {
            span: Span::new(token.start, token.start + token.length),
            blank_after: token.blank_after,
            lemma: analysis.lemma,
            tag: analysis.tag,
            part_of_speech: analysis.part_of_speech,
            features: analysis.features,
            head: TokenId::from_index(base + tree.heads[index]),
            relation: analysis.relation,
            sentence: SentenceId::from_index(parse.sentences.len()),
        });
    }
    if first < tokens.len() {
        push_sentence(parse, tokens, base, first..tokens.len());
    }
    for NamedSpan { words, label } in names {
        let tokens_of = IdRange::new(base + words.start..base + words.end);
        parse.names.push(Name { span: cover(&tokens[words.clone()]), tokens: tokens_of, label: *label });
    }
}

fn push_sentence(parse: &mut Parse, tokens: &[RawToken], base: usize, range: std::ops::Range<usize>) {
    let span = cover(&tokens[range.clone()]);
    parse.sentences.push(Sentence { span, tokens: IdRange::new(base + range.start..base + range.end) });
}

fn cover(tokens: &[RawToken]) -> Span {
    match (tokens.first(), tokens.last()) {
        (Some(first), Some(last)) => Span::new(first.start, last.start + last.length),
        _ => Span::default(),
    }
}
