//! In whose words an event stands: the statement around its trigger.

use document::{Event, Grounding, Id, Manner, Participant, Party, Sentence, Span, Statement, StatementId, Table};

use super::Draft;
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

/// "The partnership with China is growing, the ministry said": where only one
/// side of a mutual event is named, whoever says it is the other.
pub(super) fn add_speaker(context: &Context<'_>, grounding: &Grounding, contents: &Contents<'_>, draft: &mut Draft) {
    if !draft.is_mutual || draft.actors.len() != 1 || !draft.recipients.is_empty() {
        return;
    }
    let trigger = context.span(&draft.trigger);
    let statement = contents.around(context.sentence(draft.token), trigger).map(|id| &contents.statements[id]);
    let Some(party) = statement.and_then(|statement| statement.speaker.as_ref()) else { return };
    let Some(mention) = party.mention else { return };
    let head = grounding.mentions[mention].head;
    let speaker = Participant { span: party.span, head, mention: Some(mention) };
    let countries = |one: &Participant| {
        one.mention.map(|mention| grounding.chain_of(mention).countries.clone()).unwrap_or_default()
    };
    // "The two sides signed, the ministry said": both are named already.
    let named = draft.actors[0].mention.map(|mention| grounding.chain_of(mention));
    let are_several = named.is_some_and(|chain| chain.countries.len() > 1 || !chain.members.is_empty());
    if are_several || countries(&speaker).is_empty() || countries(&speaker) == countries(&draft.actors[0]) {
        return;
    }
    draft.actors.push(speaker);
    draft.why.push(format!("{:?} speaks for the other side", context.text(head.index())));
}

fn touched(sentences: &[Sentence], piece: Span) -> std::ops::Range<usize> {
    let first = sentences.partition_point(|sentence| sentence.span.end() <= piece.start());
    let end = sentences.partition_point(|sentence| sentence.span.start() < piece.end());
    first..end.max(first)
}

/// Sets the statement that an event stands in, and who reported it.
pub(super) fn attribute(context: &Context<'_>, contents: &Contents<'_>, event: &mut Event) {
    let sentence = context.sentence(event.token.index());
    event.statement = contents.around(sentence, event.trigger);
    event.reported_by = reporters(contents, sentence, event.trigger);
}

/// Who reported what these words tell: the chain of those who passed it on and
/// the speaker, outermost first. Whoever only thinks it reports nothing.
pub(super) fn reporters(contents: &Contents<'_>, sentence: usize, words: Span) -> Vec<Party> {
    let Some(statement) = contents.around(sentence, words).map(|id| &contents.statements[id]) else {
        return Vec::new();
    };
    let mut parties = statement.relayed_by.clone();
    if statement.manner != Manner::Thought {
        parties.extend(statement.speaker.clone());
    }
    let mut seen: Vec<Span> = Vec::new();
    parties.retain(|party: &Party| {
        let is_new = !seen.contains(&party.span);
        seen.push(party.span);
        is_new
    });
    parties
}
