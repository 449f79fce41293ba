//! One thread's memory: what it remembers of words met before, and the
//! buffers that are used again for every article.
//!
//! Remembering changes speed, never results: everything remembered is a
//! function of the word alone.

use std::ops::Range;

use document::{Id, IdRange, Label, Name, Parse, Sentence, SentenceId, Span, Table, Token, TokenId};

use crate::analysis::{Analysis, AnalysisCache, TaggedWord};
use crate::layers::{EncoderCache, Scratch, maximum_place};
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
    embeddings: EncoderCache,
    name_embeddings: EncoderCache,
    analyses: AnalysisCache,
}

/// Memory for one segment at a time.
#[derive(Default)]
struct Buffers {
    /// The tokens of one text, and of all that are encoded together.
    text: Vec<RawToken>,
    tokens: Vec<RawToken>,
    /// For the model's encoder and the recogniser's own.
    encoders: (Scratch, Scratch),
    arcs: ArcScratch,
    found_arcs: Arcs,
    tree: Tree,
    tag_scores: Vec<f32>,
    tags: Vec<usize>,
    names: Vec<NamedSpan>,
}

/// When this much is remembered, all is forgotten: about 15 MB.
const MOST_LEXEMES: usize = 8_300;
const MOST_ANALYSES: usize = 16_600;
const MOST_BYTES: usize = 3 << 20;

impl Words {
    fn is_full(&self) -> bool {
        self.lexicon.len() > MOST_LEXEMES
            || self.lexicon.bytes() > MOST_BYTES
            || self.analyses.len() > MOST_ANALYSES
            || self.chunks.len() > 3 * MOST_LEXEMES
    }

    /// Forgets everything. The vectors keep their room: to free and take it
    /// again and again would leave holes in the heap.
    fn forget(&mut self) {
        self.embeddings.clear();
        self.name_embeddings.clear();
        self.lexicon = Lexicon::default();
        self.chunks = ChunkCache::default();
        self.analyses = AnalysisCache::default();
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

/// Words that are encoded together: more than this of several texts, or one
/// longer text.
const TOGETHER: usize = 768;

impl Workspace {
    /// See [`Model::parse_all`].
    pub fn parse_all(&mut self, model: &Model, texts: &[&str]) -> Vec<Parse> {
        let mut parses = Vec::with_capacity(texts.len());
        while parses.len() < texts.len() {
            self.parse_some(model, texts, &mut parses);
        }
        parses
    }

    /// Parses the next of the texts, as many as are encoded together.
    fn parse_some(&mut self, model: &Model, texts: &[&str], parses: &mut Vec<Parse>) {
        if self.words.is_full() {
            self.words.forget();
        }
        let first = parses.len();
        let mut tokens = std::mem::take(&mut self.buffers.tokens);
        let mut ends = Vec::new();
        for text in &texts[first..] {
            let Words { lexicon, chunks, .. } = &mut self.words;
            model.tokenizer.tokenize(text, &model.norms, lexicon, chunks, &mut self.buffers.text);
            tokens.append(&mut self.buffers.text);
            ends.push(tokens.len());
            if tokens.len() > TOGETHER || self.words.is_full() {
                break;
            }
        }
        let mut group: Vec<Range<usize>> = Vec::new();
        let mut start = 0;
        for &end in &ends {
            parses.push(Parse { tokens: Table::with_capacity(end - start), ..Parse::default() });
            for segment in segments(&tokens[start..end], &self.words.lexicon) {
                group.push(start + segment.start..start + segment.end);
                if segment.len() > TOGETHER {
                    self.parse_group(model, &tokens, &ends, &group, &mut parses[first..]);
                    group.clear();
                    self.words.forget_some();
                }
            }
            start = end;
        }
        self.parse_group(model, &tokens, &ends, &group, &mut parses[first..]);
        tokens.clear();
        // One giant article must not hold its memory for the rest of the run.
        tokens.shrink_to(1 << 16);
        self.buffers.text.shrink_to(1 << 16);
        self.buffers.tokens = tokens;
    }

    /// Parses segments of texts whose tokens end at `ends`, each into its
    /// text's place in `parses`.
    fn parse_group(
        &mut self,
        model: &Model,
        tokens: &[RawToken],
        ends: &[usize],
        group: &[Range<usize>],
        parses: &mut [Parse],
    ) {
        let Workspace { words, buffers } = self;
        let Words { lexicon, embeddings, name_embeddings, .. } = words;
        let pair = |token: &RawToken| (token.lexeme, token.blank_after);
        let pairs = || group.iter().map(|segment| tokens[segment.clone()].iter().map(pair));
        let (mut scratch, mut name_scratch) = std::mem::take(&mut buffers.encoders);
        let mut vectors = model.encoder.encode(pairs(), lexicon, embeddings, &mut scratch);
        let own = model.recogniser.as_ref().and_then(|recogniser| recogniser.encoder.as_ref());
        let mut name_vectors = own.map(|own| own.encode(pairs(), lexicon, name_embeddings, &mut name_scratch));
        for segment in group {
            let vectors = vectors.next(segment.len());
            let name_vectors = name_vectors.as_mut().map_or(vectors, |encoded| encoded.next(segment.len()));
            let text = ends.partition_point(|&end| end <= segment.start);
            parse_segment(model, words, buffers, &tokens[segment.clone()], vectors, name_vectors, &mut parses[text]);
        }
        buffers.encoders = (scratch, name_scratch);
    }
}

/// Parses a segment whose words have these vectors.
fn parse_segment(
    model: &Model,
    words: &mut Words,
    buffers: &mut Buffers,
    tokens: &[RawToken],
    vectors: &[f32],
    name_vectors: &[f32],
    parse: &mut Parse,
) {
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
        let flag =
            |index| WordFlags { is_space: is_space(index), starts_sentence: buffers.tree.starts_sentence[index] };
        let flags: Vec<WordFlags> = (0..tokens.len()).map(flag).collect();
        recogniser.spans.find(name_vectors, &flags, &mut buffers.arcs.scorer, &mut buffers.names);
    }
    let analyses = analyse(model, tokens, words, buffers);
    append(parse, tokens, analyses, &buffers.tree, &buffers.names);
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

fn push_sentence(parse: &mut Parse, tokens: &[RawToken], base: usize, range: Range<usize>) {
    let span = cover(&tokens[range.clone()]);
    parse.sentences.push(Sentence { span, tokens: IdRange::new(base + range.start..base + range.end) });
}

fn cover(tokens: &[RawToken]) -> Span {
    match (tokens.first(), tokens.last()) {
        (Some(first), Some(last)) => Span::new(first.start, last.start + last.length),
        _ => Span::default(),
    }
}
