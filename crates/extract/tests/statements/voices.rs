//! "I" and "you" within quotations.

use document::{Article, Grounding, MentionId};
use extract::{Knowledge, statements};
use syntax::Model;

/// The grounding of a text with its quotations' pronouns resolved.
fn ground(text: &str) -> Grounding {
    let (knowledge, model) = (Knowledge::embedded().unwrap(), Model::english().unwrap());
    let article = Article::new("test", text);
    let parse = model.parse(text);
    let grounding = extract::ground::resolve(&knowledge, &article, &parse);
    let found = statements::find(&knowledge, &article, &parse, &grounding);
    statements::resolve_voices(&knowledge, &article, &parse, grounding, &found)
}

fn mention(grounding: &Grounding, text: &str, words: &str) -> MentionId {
    let found = grounding.mentions.iter().find(|(_, mention)| mention.span.of(text) == words);
    found.unwrap_or_else(|| panic!("no mention {words:?} in {text:?}")).0
}

fn same(text: &str, one: &str, other: &str) -> bool {
    let grounding = ground(text);
    let chain = |words| grounding.mentions[mention(&grounding, text, words)].chain;
    chain(one) == chain(other)
}

#[test]
fn i_is_the_speaker_and_you_the_addressee() {
    let text = "“You invited me to this house,” Alexander Lukashenko told Xi Jinping on Monday.";
    assert!(same(text, "me", "Alexander Lukashenko"));
    assert!(same(text, "You", "Xi Jinping"));
    assert!(!same(text, "You", "me"));
}

#[test]
fn chains_stay_whole() {
    let text =
        "Angela Merkel met Emmanuel Macron. “I am glad,” Merkel said. “I trust you,” Macron told Merkel. They left.";
    let grounding = ground(text);
    for (id, chain) in grounding.chains.iter() {
        assert!(!chain.mentions.is_empty());
        assert!(chain.mentions.iter().all(|&mention| grounding.mentions[mention].chain == id));
        assert!(chain.mentions.is_sorted());
    }
    assert!(grounding.chains.rows().is_sorted_by_key(|chain| chain.mentions[0]));
}

#[test]
fn words_outside_marks_stay_with_the_narrator() {
    let text = "I met Angela Merkel. “The talks were good,” Merkel said.";
    assert!(!same(text, "I", "Angela Merkel"));
}
