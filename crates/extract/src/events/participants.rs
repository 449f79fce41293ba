//! From an argument's head to somebody who can take part: the mention that it
//! is, or the one that owns it.

use document::{Grounding, Id, MentionForm, MentionId, PartOfSpeech, Participant, TokenId};

use crate::ground::actors::Context;

/// The participant that an argument stands for.
pub fn participant(context: &Context<'_>, grounding: &Grounding, head: usize) -> Participant {
    let token = TokenId::from_index(head);
    let mention = grounding.mention_headed_by(token).or_else(|| owner(context, grounding, head));
    let span = mention.map_or(context.token(head).span, |mention| grounding.mentions[mention].span);
    Participant { span, head: token, mention }
}

/// Whether two participants stand for the same actor.
pub fn is_same(grounding: &Grounding, one: &Participant, other: &Participant) -> bool {
    one.head == other.head
        || match (one.mention, other.mention) {
            (Some(one), Some(other)) => grounding.mentions[one].chain == grounding.mentions[other].chain,
            _ => false,
        }
}

/// Whether an argument is, or belongs to, an actor with a country or sector.
pub fn is_actor(context: &Context<'_>, grounding: &Grounding, head: usize) -> bool {
    let row = context.token(head);
    participant(context, grounding, head).mention.is_some()
        // "Arrested nine", "freed them".
        || row.part_of_speech == PartOfSpeech::Num
        || row.part_of_speech == PartOfSpeech::Pron && row.lemma != "it" && row.tag.starts_with("PRP")
        || context.knowledge.frames.is_of(&row.lemma.to_lowercase(), "person-noun")
}

/// The mention that a thing belongs to: of those inside its phrase, the one
/// nearest to the head ("a Syrian army base": the army), else one behind "of"
/// or "in".
fn owner(context: &Context<'_>, grounding: &Grounding, head: usize) -> Option<MentionId> {
    let sentence = context.sentence_tokens(head);
    let inside = grounding.mentions.iter().filter(|(_, mention)| {
        let token = mention.head.index();
        mention.form != MentionForm::Pronoun && sentence.contains(&token) && belongs(context, token, head)
    });
    inside.min_by_key(|(id, mention)| (mention.head.index().abs_diff(head), id.index())).map(|(id, _)| id)
}

/// Whether a token stands below the head by links of modifiers and of "of".
fn belongs(context: &Context<'_>, token: usize, head: usize) -> bool {
    let mut current = token;
    for _ in 0..5 {
        let row = context.token(current);
        let joins = match row.relation.as_str() {
            "poss" | "compound" | "amod" | "nmod" | "appos" | "pobj" | "agent" | "prep" => true,
            "acl" => row.tag == "VBN",
            _ => false,
        };
        if !joins {
            return false;
        }
        current = context.head(current);
        if current == head {
            return true;
        }
    }
    false
}
