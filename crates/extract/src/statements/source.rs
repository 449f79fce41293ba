//! Whose words: from a cue to its subject, agent, owner or governor.

use document::{Id, IdRange, PartOfSpeech, TokenId};

use super::candidate::Source;
use super::tree::Tree;

/// How many clauses up a subject is looked for.
const MAX_CLIMB: usize = 8;

const SUBJECTS: [&str; 2] = ["nsubj", "nsubjpass"];

/// The source whose head is this token.
pub(crate) fn headed(tree: &Tree<'_>, head: TokenId, way: &'static str) -> Source {
    Source { range: noun_phrase(tree, head), head, way }
}

/// A noun with its modifiers, without a clause that only the parser's mistake
/// hangs on it.
fn noun_phrase(tree: &Tree<'_>, head: TokenId) -> IdRange<TokenId> {
    let reach = tree.reach(head);
    let mut start = reach.start.index();
    let mut end = reach.end.index();
    for &child in tree.children(head) {
        let below = tree.reach(child);
        if matches!(tree.relation(child), "ccomp" | "parataxis" | "advcl" | "punct") && child > head && below.end == reach.end {
            end = end.min(below.start.index());
        }
        if matches!(tree.relation(child), "preconj" | "cc" | "punct" | "advmod") && child < head && below.start == reach.start {
            start = start.max(below.end.index());
        }
    }
    let range = IdRange::new(start.min(head.index())..end.max(head.index() + 1));
    tree.trim(range)
}

/// The source of a verb, by its own subject or that of a verb above.
pub(crate) fn of_verb(tree: &Tree<'_>, verb: TokenId) -> Option<Source> {
    let mut current = verb;
    for step in 0..MAX_CLIMB {
        if is_passive(tree, current) {
            return agent(tree, current);
        }
        if let Some(subject) = tree.child(current, &SUBJECTS) {
            return (!is_expletive(tree, subject)).then(|| headed(tree, subject, way(step, "subject")));
        }
        if tree.child(current, &["expl"]).is_some() {
            return None;
        }
        let head = tree.head(current);
        if head == current {
            return None;
        }
        match tree.relation(current) {
            "conj" | "xcomp" | "advcl" | "ccomp" | "dep" | "aux" | "parataxis" | "acomp" | "attr" | "oprd" => current = head,
            "relcl" => return Some(headed(tree, head, "antecedent")),
            "acl" | "amod" | "appos" => return of_modified_noun(tree, current, head),
            "pcomp" | "prep" | "pobj" | "dobj" | "agent" | "dative" => current = governor(tree, current)?,
            _ => return None,
        }
    }
    None
}

fn way(step: usize, own: &'static str) -> &'static str {
    if step == 0 { own } else { "shared subject" }
}

/// The verb or noun above a preposition or object.
fn governor(tree: &Tree<'_>, token: TokenId) -> Option<TokenId> {
    let head = tree.head(token);
    (head != token).then_some(head)
}

/// "a statement saying", "an aide, speaking on Monday, said": the noun.
fn of_modified_noun(tree: &Tree<'_>, verb: TokenId, noun: TokenId) -> Option<Source> {
    if tree.tag(verb) == "VBN" {
        return agent(tree, verb);
    }
    let is_noun = matches!(tree.class(noun), PartOfSpeech::Noun | PartOfSpeech::Propn | PartOfSpeech::Pron);
    is_noun.then(|| Source { range: before_clause(tree, noun, verb), head: noun, way: "modified noun" })
}

/// The noun phrase without the clause that modifies it.
fn before_clause(tree: &Tree<'_>, noun: TokenId, clause: TokenId) -> IdRange<TokenId> {
    let range = noun_phrase(tree, noun);
    let start = tree.reach(clause).start;
    match start > noun && start < range.end {
        true => tree.trim(IdRange::new(range.start.index()..start.index())),
        false => range,
    }
}

/// Whether the verb stands in the passive.
pub(crate) fn is_passive(tree: &Tree<'_>, verb: TokenId) -> bool {
    tree.child(verb, &["nsubjpass", "auxpass"]).is_some()
        || tree.relation(verb) == "acl" && tree.tag(verb) == "VBN"
}

/// "by the mayor".
pub(crate) fn agent(tree: &Tree<'_>, verb: TokenId) -> Option<Source> {
    let by = tree.child(verb, &["agent"]).or_else(|| preposition(tree, verb, "by"))?;
    let noun = tree.child(by, &["pobj"])?;
    Some(headed(tree, noun, "agent"))
}

/// The prepositional dependent with this word.
pub(crate) fn preposition(tree: &Tree<'_>, head: TokenId, word: &str) -> Option<TokenId> {
    let fits = |&&child: &&TokenId| {
        matches!(tree.relation(child), "prep" | "dative" | "agent" | "prt") && tree.word(child).eq_ignore_ascii_case(word)
    };
    tree.children(head).iter().find(fits).copied()
}

/// "it" and "there" that stand for no one.
fn is_expletive(tree: &Tree<'_>, subject: TokenId) -> bool {
    tree.relation(subject) == "expl" || tree.word(subject).eq_ignore_ascii_case("there")
}

/// The source of a noun: its owner, or who makes, has or is it.
pub(crate) fn of_noun(tree: &Tree<'_>, noun: TokenId) -> Option<Source> {
    if let Some(owner) = tree.child(noun, &["poss"]) {
        return Some(owned(tree, owner));
    }
    for word in ["by", "from", "among"] {
        let phrase = preposition(tree, noun, word).and_then(|by| tree.child(by, &["pobj"]));
        if let Some(head) = phrase {
            return Some(headed(tree, head, "noun with preposition"));
        }
    }
    let head = tree.head(noun);
    match tree.relation(noun) {
        "dobj" | "attr" | "conj" if head != noun && is_verbal(tree, head) => of_verb(tree, head),
        "conj" if head != noun => of_noun_above(tree, head),
        "appos" => Some(Source { range: before_clause(tree, head, noun), head, way: "apposition" }),
        "pobj" if head != noun => of_verb(tree, head),
        _ => modifier(tree, noun),
    }
}

fn of_noun_above(tree: &Tree<'_>, noun: TokenId) -> Option<Source> {
    let owner = tree.child(noun, &["poss"])?;
    Some(owned(tree, owner))
}

/// An owner without its 's.
fn owned(tree: &Tree<'_>, owner: TokenId) -> Source {
    let mut source = headed(tree, owner, "owner");
    let last = TokenId::from_index(source.range.end.index().saturating_sub(1));
    if last > owner && tree.tag(last) == "POS" {
        source.range = IdRange::new(source.range.start.index()..last.index());
    }
    source
}

/// "a White House statement": the name before the noun.
fn modifier(tree: &Tree<'_>, noun: TokenId) -> Option<Source> {
    let name = tree.children(noun).iter().copied().find(|&child| {
        child < noun && matches!(tree.relation(child), "compound" | "nmod") && tree.class(child) == PartOfSpeech::Propn
    })?;
    Some(headed(tree, name, "name before noun"))
}

/// The source of an adjective: what it is said of.
pub(crate) fn of_adjective(tree: &Tree<'_>, adjective: TokenId) -> Option<Source> {
    if let Some(subject) = tree.child(adjective, &SUBJECTS) {
        return (!is_expletive(tree, subject)).then(|| headed(tree, subject, "subject"));
    }
    let head = tree.head(adjective);
    match tree.relation(adjective) {
        "amod" | "acl" | "relcl" => Some(Source { range: before_clause(tree, head, adjective), head, way: "modified noun" }),
        _ if head == adjective => None,
        _ => of_verb(tree, adjective),
    }
}

pub(crate) fn is_verbal(tree: &Tree<'_>, token: TokenId) -> bool {
    matches!(tree.class(token), PartOfSpeech::Verb | PartOfSpeech::Aux) || tree.tag(token).starts_with("VB")
}
