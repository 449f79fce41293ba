//! Whose words: from a cue to its subject, agent, owner or governor.

use document::{Id, IdRange, PartOfSpeech, TokenId};

use super::candidate::Source;
use super::tree::Tree;

/// How many clauses up a subject is looked for.
const MAX_CLIMB: usize = 8;

const SUBJECTS: [&str; 2] = ["nsubj", "nsubjpass"];

/// The source whose head is this token.
pub(crate) fn headed(tree: &Tree<'_>, head: TokenId, way: &'static str) -> Source {
    let head = outside_brackets(tree, head);
    Source { range: noun_phrase(tree, head), head, way }
}

/// "Rep. Ann Lee (D-Md.)", where the parser takes the brackets for the head:
/// the noun before them.
fn outside_brackets(tree: &Tree<'_>, head: TokenId) -> TokenId {
    let before = (head.index().saturating_sub(4)..head.index()).rev().map(TokenId::from_index);
    let opening = before.take_while(|&token| tree.word(token) != ")").find(|&token| tree.word(token).starts_with('('));
    let noun = opening.and_then(|opening| tree.previous(opening));
    noun.filter(|&noun| tree.class(noun) == PartOfSpeech::Propn).unwrap_or(head)
}

/// A noun with its modifiers, without a clause that only the parser's mistake
/// hangs on it.
fn noun_phrase(tree: &Tree<'_>, head: TokenId) -> IdRange<TokenId> {
    let reach = tree.reach(head);
    let mut start = reach.start.index();
    let mut end = reach.end.index();
    for &child in tree.children(head) {
        let below = tree.reach(child);
        if matches!(tree.relation(child), "ccomp" | "parataxis" | "advcl" | "punct")
            && child > head
            && below.end == reach.end
        {
            end = end.min(below.start.index());
        }
        if matches!(tree.relation(child), "preconj" | "cc" | "punct" | "advmod")
            && child < head
            && below.start == reach.start
        {
            start = start.max(below.end.index());
        }
    }
    let range = IdRange::new(start.min(head.index())..end.max(head.index() + 1));
    tree.paragraph_around(range, head)
}

/// The source of a verb, by its own subject or that of a verb above.
pub(crate) fn of_verb(tree: &Tree<'_>, verb: TokenId) -> Option<Source> {
    let mut current = verb;
    for step in 0..MAX_CLIMB {
        if step == 0 && is_passive(tree, current) {
            return agent(tree, current);
        }
        if let Some(subject) = subject(tree, current) {
            return (!is_expletive(tree, subject)).then(|| headed(tree, subject, way(step, "subject")));
        }
        if tree.child(current, &["expl"]).is_some() {
            return None;
        }
        if let Some(noun) = swallowed(tree, current).filter(|_| step == 0) {
            return Some(noun);
        }
        let head = tree.head(current);
        if head == current {
            return None;
        }
        match tree.relation(current) {
            "xcomp" | "ccomp" if causer_object(tree, current).is_some() => {
                return causer_object(tree, current).map(|object| headed(tree, object, "object"));
            }
            "conj" | "xcomp" | "advcl" | "ccomp" | "dep" | "aux" | "parataxis" | "acomp" | "attr" | "oprd" => {
                current = head;
            }
            "relcl" => return Some(headed(tree, head, "antecedent")),
            "acl" | "amod" | "appos" => return of_modified_noun(tree, current, head),
            "pcomp" | "prep" | "pobj" | "dobj" | "agent" | "dative" => current = governor(tree, current)?,
            _ => return None,
        }
    }
    None
}

/// "forced him to admit": the object of the verb above an infinitive.
fn causer_object(tree: &Tree<'_>, verb: TokenId) -> Option<TokenId> {
    let infinitive = tree.children(verb).iter().any(|&child| tree.tag(child) == "TO");
    tree.child(tree.head(verb), &["dobj"]).filter(|&object| infinitive && object < verb && object > tree.head(verb))
}

/// "The bylaw forbids", where the parser takes the noun for a modifier of the
/// verb: what stands before the verb.
fn swallowed(tree: &Tree<'_>, verb: TokenId) -> Option<Source> {
    let finite = matches!(tree.tag(verb), "VBZ" | "VBD" | "VBP" | "NNS");
    let before = tree.previous(verb).filter(|&before| finite && tree.head(before) == verb)?;
    let modifies = matches!(tree.relation(before), "compound" | "nmod" | "amod");
    let start = tree.reach(verb).start.index();
    modifies.then(|| Source { range: tree.trim(IdRange::new(start..verb.index())), head: before, way: "noun before" })
}

/// The subject nearest to the verb.
fn subject(tree: &Tree<'_>, verb: TokenId) -> Option<TokenId> {
    let is_subject = |&token: &TokenId| SUBJECTS.contains(&tree.relation(token));
    let before = tree.children(verb).iter().rev().copied().find(|token| *token < verb && is_subject(token));
    // "was puzzled": the parser may hang the subject on the auxiliary.
    let of_auxiliary = || tree.child(tree.child(verb, &["auxpass", "aux"])?, &SUBJECTS);
    let found = before.or_else(|| tree.child(verb, &SUBJECTS)).or_else(of_auxiliary)?;
    match tree.paragraph_between(found, verb) {
        None => Some(found),
        // A sentence that runs over a headline: the first noun behind it.
        Some(start) => {
            tree.children(verb).iter().copied().find(|&child| child > start && child < verb && is_nominal(tree, child))
        }
    }
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
    if is_passive(tree, verb) {
        return agent(tree, verb);
    }
    is_nominal(tree, noun).then(|| Source { range: before_clause(tree, noun, verb), head: noun, way: "modified noun" })
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
    if tree.child(verb, &["nsubjpass", "auxpass"]).is_some() {
        return true;
    }
    // "Two judges dissented" may look like "two judges elected", but then
    // the sentence has no other verb.
    let noun = tree.head(verb);
    let active = tree.relation(noun) == "ROOT" && tree.child(verb, &["agent"]).is_none();
    tree.relation(verb) == "acl" && tree.tag(verb) == "VBN" && !active
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
        matches!(tree.relation(child), "prep" | "dative" | "agent" | "prt")
            && tree.word(child).eq_ignore_ascii_case(word)
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

/// The source of an adjective: what it is said of, or, where that is "it", to
/// whom it is so.
pub(crate) fn of_adjective(tree: &Tree<'_>, adjective: TokenId) -> Option<Source> {
    let head = tree.head(adjective);
    let found = match tree.relation(adjective) {
        "amod" | "acl" | "relcl" => {
            Some(Source { range: before_clause(tree, head, adjective), head, way: "modified noun" })
        }
        _ => of_predicate(tree, adjective),
    };
    match found {
        Some(source) if tree.lemma(source.head).eq_ignore_ascii_case("it") => experiencer(tree, adjective),
        found => found,
    }
}

/// The subject of a predicate, in what looks like a passive too ("was
/// saddened").
pub(crate) fn of_predicate(tree: &Tree<'_>, predicate: TokenId) -> Option<Source> {
    match subject(tree, predicate) {
        Some(subject) => Some(headed(tree, subject, "subject")),
        None => of_verb(tree, predicate),
    }
}

/// "Ortiz, the self-styled emperor": who calls himself so.
pub(crate) fn of_self_description(tree: &Tree<'_>, adjective: TokenId) -> Option<Source> {
    let noun = tree.head(adjective);
    match tree.relation(noun) {
        "appos" => {
            Some(Source { range: before_clause(tree, tree.head(noun), noun), head: tree.head(noun), way: "apposition" })
        }
        "attr" => of_verb(tree, noun),
        _ => None,
    }
}

/// "it was evident to the jury", "it seemed to voters".
pub(crate) fn experiencer(tree: &Tree<'_>, predicate: TokenId) -> Option<Source> {
    let verb = tree.head(predicate);
    let prep = preposition(tree, predicate, "to").or_else(|| preposition(tree, verb, "to"))?;
    tree.child(prep, &["pobj"]).map(|head| headed(tree, head, "experiencer"))
}

fn is_nominal(tree: &Tree<'_>, token: TokenId) -> bool {
    matches!(tree.class(token), PartOfSpeech::Noun | PartOfSpeech::Propn | PartOfSpeech::Pron)
}

pub(crate) fn is_verbal(tree: &Tree<'_>, token: TokenId) -> bool {
    matches!(tree.class(token), PartOfSpeech::Verb | PartOfSpeech::Aux) || tree.tag(token).starts_with("VB")
}
