//! In whose words an event stands: the statement around its trigger.

use document::{Event, Id, Manner, Party, Sentence, Span, Statement, StatementId, Table};

use crate::ground::actors::Context;

/// The statements by the sentences that their content touches.
pub(super) struct Contents<'a> {
    statements: &'a Table<StatementId, Statement>,
    by_sentence: Vec<Vec<(Span, StatementId)>>,
}

impl<'a> Contents<'a> {
    pub fn new(context: &Context<'_>, statements: &'a Table<StatementId, Statement>) -> Self {
        let sentences = context.parse.sentences.rows();
        let mut by_sentence = vec![Vec::new(); sentences.len()];
        for (id, statement) in statements.iter() {
            for &piece in &statement.content {
                for sentence in touched(sentences, piece) {
                    by_sentence[sentence].push((piece, id));
                }
            }
        }
        Contents { statements, by_sentence }
    }

    /// The innermost statement whose content holds the trigger, its own cue
    /// aside.
    pub fn around(&self, sentence: usize, trigger: Span) -> Option<StatementId> {
        let holds = |&&(piece, id): &&(Span, StatementId)| {
            piece.contains(trigger) && !self.statements[id].cue.is_some_and(|cue| cue.overlaps(trigger))
        };
        let around = self.by_sentence.get(sentence)?.iter().filter(holds);
        around.min_by_key(|(piece, id)| (piece.len(), id.index())).map(|&(_, id)| id)
    }
}

fn touched(sentences: &[Sentence], piece: Span) -> std::ops::Range<usize> {
    let first = sentences.partition_point(|sentence| sentence.span.end() <= piece.start());
    let end = sentences.partition_point(|sentence| sentence.span.start() < piece.end());
    first..end.max(first)
}

/// Sets the statement that an event stands in, and who reported it: the chain
/// of those who passed it on and the speaker, outermost first. Whoever only
/// thinks it reports nothing.
pub(super) fn attribute(context: &Context<'_>, contents: &Contents<'_>, event: &mut Event) {
    let sentence = context.sentence(event.token.index());
    event.statement = contents.around(sentence, event.trigger);
    let Some(statement) = event.statement.map(|id| &contents.statements[id]) else { return };
    event.reported_by = statement.relayed_by.clone();
    if statement.manner != Manner::Thought {
        event.reported_by.extend(statement.speaker.clone());
    }
    let mut seen: Vec<Span> = Vec::new();
    event.reported_by.retain(|party: &Party| {
        let is_new = !seen.contains(&party.span);
        seen.push(party.span);
        is_new
    });
}
