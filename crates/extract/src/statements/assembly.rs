//! From candidates that were accepted to statements.

use document::{
    Article, Grounding, Id, IdRange, Manner, MentionId, Parse, Party, Span, Statement, StatementForm, TokenId,
};

use super::candidate::{Candidate, Rule};
use super::marks::Quotation;
use super::tree::Tree;
use crate::knowledge::cues::CueManner;

/// What statements are made with.
pub(crate) struct Assembly<'t, 'a> {
    tree: &'t Tree<'a>,
    quotations: &'t [Quotation],
    /// The innermost mention that each token heads.
    mentions: Vec<Option<MentionId>>,
}

impl<'t, 'a> Assembly<'t, 'a> {
    pub fn new(tree: &'t Tree<'a>, quotations: &'t [Quotation], grounding: &Grounding) -> Self {
        Assembly { tree, quotations, mentions: mentions(tree.parse, grounding) }
    }

    /// The statement of a candidate.
    pub fn statement(&self, candidate: &Candidate<'_>, confidence: f32) -> Statement {
        let content: Vec<Span> = candidate.content.iter().map(|&piece| self.piece(piece)).collect();
        let quotations = self.quotations_in(&content);
        Statement {
            speaker: candidate.source.map(|source| self.party(source.range, source.head)),
            addressees: candidate.addressees.iter().map(|&head| self.addressee(head, &candidate.content)).collect(),
            relayed_by: Vec::new(),
            form: self.form(candidate, &content, &quotations),
            manner: manner(candidate.rule.manner()),
            cue: (!candidate.cue.is_empty()).then(|| self.tree.span(candidate.cue)),
            quotations: quotations.iter().map(|quotation| quotation.inner).collect(),
            content,
            confidence,
            why: why(candidate),
        }
    }

    fn piece(&self, piece: IdRange<TokenId>) -> Span {
        self.tree.span(piece)
    }

    /// An addressee, without a content that the parser hangs below it.
    fn addressee(&self, head: TokenId, content: &[IdRange<TokenId>]) -> Party {
        let range = super::source::headed(self.tree, head, "").range;
        let content = content.iter().filter(|piece| piece.start > head).map(|piece| piece.start).min();
        let end = content.map_or(range.end, |start| start.min(range.end));
        let range = self.tree.trim(IdRange { start: range.start, end });
        let last = TokenId::from_index(range.end.index().saturating_sub(1));
        let dangling = last > head && self.tree.relation(last) == "prep";
        self.party(if dangling { IdRange { start: range.start, end: last } } else { range }, head)
    }

    fn party(&self, tokens: IdRange<TokenId>, head: TokenId) -> Party {
        Party { span: self.tree.span(tokens), tokens, head, mention: self.mention(tokens, head) }
    }

    /// The mention that the head heads or, of a relative pronoun, that of the
    /// noun it stands for; else one inside the words that holds the head.
    fn mention(&self, tokens: IdRange<TokenId>, head: TokenId) -> Option<MentionId> {
        let own = self.mentions.get(head.index()).copied().flatten();
        own.or_else(|| {
            let clause = self.tree.head(head);
            let relative = self.tree.tag(head).starts_with('W') && self.tree.relation(clause) == "relcl";
            relative.then(|| self.mentions.get(self.tree.head(clause).index()).copied().flatten())?
        })
        .or_else(|| {
            tokens.ids().take(12).find_map(|token| {
                let belongs = self.tree.is_below(token, head)
                    && matches!(self.tree.relation(token), "appos" | "compound" | "flat");
                belongs.then(|| self.mentions.get(token.index()).copied().flatten())?
            })
        })
    }

    /// The outermost quotations that lie in the content.
    fn quotations_in(&self, content: &[Span]) -> Vec<Quotation> {
        let mut found: Vec<Quotation> = Vec::new();
        for piece in content {
            let start =
                self.quotations.partition_point(|quotation| quotation.outer.start() < piece.start().saturating_sub(3));
            let inside = self.quotations[start..].iter().take_while(|quotation| quotation.outer.start() < piece.end());
            for quotation in inside {
                let within = piece.contains(quotation.inner)
                    && found.last().is_none_or(|last| last.outer.end() <= quotation.outer.start());
                if within {
                    found.push(*quotation);
                }
            }
        }
        found
    }

    /// Direct where at most two words stand outside the marks; a quoted noun
    /// phrase or predicate is a fragment all the same.
    fn form(&self, candidate: &Candidate<'_>, content: &[Span], quotations: &[Quotation]) -> StatementForm {
        // A transcript gives the words themselves, without marks.
        if candidate.construction == "transcript" {
            return StatementForm::Direct;
        }
        if quotations.is_empty() {
            return StatementForm::Indirect;
        }
        let all: usize = content.iter().map(|piece| self.words(*piece)).sum();
        let quoted: usize = quotations.iter().map(|quotation| self.words(quotation.inner)).sum();
        let speech = ["quote", "name", "that"].iter().any(|start| candidate.construction.starts_with(start));
        match speech && (all <= quoted + 2 && quoted > 2 || all == quoted) {
            true => StatementForm::Direct,
            false => StatementForm::Mixed,
        }
    }

    fn words(&self, span: Span) -> usize {
        let tokens = self.tree.tokens_of(span);
        tokens.ids().filter(|&token| !self.tree.is_mark(token)).count()
    }
}

fn mentions(parse: &Parse, grounding: &Grounding) -> Vec<Option<MentionId>> {
    let mut by_head: Vec<Option<MentionId>> = vec![None; parse.tokens.len()];
    for (id, mention) in grounding.mentions.iter() {
        let Some(place) = by_head.get_mut(mention.head.index()) else { continue };
        let shorter = place.is_none_or(|other| mention.tokens.len() < grounding.mentions[other].tokens.len());
        if shorter {
            *place = Some(id);
        }
    }
    by_head
}

fn manner(manner: CueManner) -> Manner {
    match manner {
        CueManner::Speech => Manner::Speech,
        CueManner::Writing => Manner::Writing,
        CueManner::Thought | CueManner::Intention | CueManner::Feeling => Manner::Thought,
    }
}

fn why(candidate: &Candidate<'_>) -> String {
    match candidate.rule {
        Rule::Cue(cue) => format!("{} ({})", cue.name, candidate.construction),
        _ => candidate.construction.to_owned(),
    }
}

/// Gives words that nothing introduces to whoever spoke last before them in
/// the article.
pub(crate) fn give_to_last_speaker(article: &Article, statements: &mut Vec<Statement>) {
    let _ = article;
    let mut last: Option<Party> = None;
    for statement in statements.iter_mut() {
        match statement.cue {
            None => statement.speaker = last.clone(),
            Some(_) if statement.manner != Manner::Thought && statement.form != StatementForm::Indirect => {
                last = statement.speaker.clone().or(last);
            }
            Some(_) => {}
        }
    }
    statements.retain(|statement| statement.cue.is_some() || statement.speaker.is_some());
}
