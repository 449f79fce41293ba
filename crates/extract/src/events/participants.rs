//! From an argument's head to somebody who can take part: the mention that it
//! is, or the one that owns it.

use document::{Grounding, Id, Mention, MentionForm, MentionId, PartOfSpeech, Participant, TokenId};

use crate::ground::actors::Context;

/// The participant that an argument stands for.
pub fn participant(context: &Context<'_>, grounding: &Grounding, head: usize) -> Participant {
    let token = TokenId::from_index(head);
    let mention = headed_by(context, grounding, head).or_else(|| owner(context, grounding, head));
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
    let counts =
        matches!(context.token(head).part_of_speech, PartOfSpeech::Num | PartOfSpeech::Pron | PartOfSpeech::Adj);
    // "Four of them" stands for them, "a photograph of them" for nobody.
    let may_own = |mention: &Mention| counts || mention.form != MentionForm::Pronoun;
    let inside = in_sentence(context, grounding, head).filter(|(_, mention)| may_own(mention));
    let linked = inside.filter_map(|(id, mention)| {
        let links = links_to(context, mention.head.index(), head)?;
        // Inside its own phrase, a name only describes: "the Northern Ireland secretary".
        Some((links, mention.head.index().abs_diff(head), id.index(), id))
    });
    linked.min_by_key(|&(links, distance, index, _)| (links, distance, index)).map(|(.., id)| id)
}

/// The innermost mention whose head is this token.
pub fn headed_by(context: &Context<'_>, grounding: &Grounding, head: usize) -> Option<MentionId> {
    let headed = in_sentence(context, grounding, head).filter(|(_, mention)| mention.head.index() == head);
    headed.min_by_key(|(id, mention)| (mention.tokens.len(), id.index())).map(|(id, _)| id)
}

/// The mentions that start in a token's sentence. Mentions stand in the order
/// of the text, so that an article is not searched for each of its words.
fn in_sentence<'a>(
    context: &Context<'_>,
    grounding: &'a Grounding,
    token: usize,
) -> impl Iterator<Item = (MentionId, &'a Mention)> {
    let sentence = context.parse.sentences.rows()[context.sentence(token)].span;
    let rows = grounding.mentions.rows();
    let first = rows.partition_point(|mention| mention.span.start() < sentence.start());
    let here = rows[first..].iter().enumerate().take_while(move |(_, mention)| mention.span.start() < sentence.end());
    here.map(move |(place, mention)| (MentionId::from_index(first + place), mention))
}

/// By how many links of modifiers and of "of" a token stands below the head.
fn links_to(context: &Context<'_>, token: usize, head: usize) -> Option<usize> {
    let mut current = token;
    for links in 1..6 {
        let row = context.token(current);
        let joins = match row.relation.as_str() {
            "poss" | "compound" | "amod" | "nmod" | "appos" | "pobj" | "agent" | "prep" => true,
            "acl" => row.tag == "VBN",
            _ => false,
        };
        if !joins {
            return None;
        }
        current = context.head(current);
        if current == head {
            return Some(links);
        }
    }
    None
}
