//! What speaks for or against a candidate, as short names that the table of
//! weights lists.

use document::{Id, PartOfSpeech, TokenId};

use super::candidate::{Candidate, Rule};
use super::marks::Quotation;
use super::tree::Tree;
use crate::Knowledge;
use crate::knowledge::cues::{Cue, CueClass, CueManner};
use crate::knowledge::grammar::WordClass;

/// What the features need beside the tree.
pub(crate) struct Setting<'t, 'a> {
    pub knowledge: &'t Knowledge,
    pub tree: &'t Tree<'a>,
    pub quotations: &'t [Quotation],
    /// For each token whether it stands in an outermost quotation of more
    /// than a few words.
    pub quoted: &'t [bool],
    /// For each token how many contents of clauses and quotations it lies in.
    pub nested: &'t [u8],
}

/// Calls `take` with each feature of a candidate.
pub(crate) fn each(setting: &Setting<'_, '_>, candidate: &Candidate<'_>, mut take: impl FnMut(&str)) {
    let tree = setting.tree;
    let mut buffer = String::with_capacity(64);
    let mut put = |parts: &[&str]| {
        buffer.clear();
        parts.iter().for_each(|part| buffer.push_str(part));
        take(&buffer);
    };
    let source = source_kind(tree, candidate);
    let way = candidate.source.map_or("none", |source| source.way);
    let construction = candidate.construction;
    put(&["bias"]);
    put(&["construction ", construction]);
    put(&["source ", source]);
    put(&["way ", way]);
    put(&["construction ", construction, ", source ", source]);
    let strength = match candidate.rule {
        Rule::Cue(cue) => cue_features(cue, construction, source, &mut put),
        _ => "1",
    };
    put(&["strength ", strength, ", source ", source]);
    put(&["strength ", strength, ", way ", way]);
    let (tag, relation) = (tree.tag(candidate.head), tree.relation(candidate.head));
    put(&["tag ", tag]);
    put(&["relation ", relation]);
    put(&["relation ", relation, ", ", construction]);
    let (who, what) = (source_noun(setting, candidate, source), content_head(setting, candidate));
    put(&["who ", who]);
    put(&["who ", who, ", strength ", strength]);
    put(&["who ", who, ", ", construction]);
    put(&["what ", what]);
    put(&["what ", what, ", ", construction, ", strength ", strength]);
    put(&["who ", who, ", what ", what, ", ", construction]);
    verb_group(tree, candidate, strength, &mut put);
    content_features(setting, candidate, strength, &mut put);
    place_features(setting, candidate, strength, &mut put);
}

fn cue_features(cue: &Cue, construction: &str, source: &str, put: &mut impl FnMut(&[&str])) -> &'static str {
    let strength = ["0", "1", "2", "3"][usize::from(cue.strength.min(3))];
    let pattern = cue.name.rsplit('|').next().unwrap_or_default();
    let lemma = cue.name.split('|').next().unwrap_or_default();
    put(&["row ", &cue.name]);
    put(&["lemma ", lemma]);
    put(&["lemma ", lemma, ", source ", source]);
    put(&["pattern ", pattern]);
    put(&["pattern ", pattern, ", strength ", strength]);
    put(&["manner ", manner(cue.manner), ", ", construction]);
    put(&["manner ", manner(cue.manner), ", source ", source]);
    put(&["strength ", strength, ", ", construction]);
    strength
}

fn manner(manner: CueManner) -> &'static str {
    use CueManner::*;
    match manner {
        Speech => "speech",
        Writing => "writing",
        Thought => "thought",
        Intention => "intention",
        Feeling => "feeling",
    }
}

/// Whether a source that is a noun can speak: by the tables of roles and of
/// nouns for people and organisations, or because it is a cue itself ("the
/// report").
fn source_noun(setting: &Setting<'_, '_>, candidate: &Candidate<'_>, kind: &'static str) -> &'static str {
    let Some(source) = candidate.source.filter(|_| matches!(kind, "noun" | "plural noun")) else { return kind };
    let (lemma, grammar) = (setting.tree.lemma(source.head), &setting.knowledge.grammar);
    match () {
        () if setting.knowledge.roles.get(lemma).is_some() || grammar.is(lemma, WordClass::PersonNoun) => "role",
        () if grammar.is(lemma, WordClass::OrganisationNoun) => "group",
        () if is_cue_noun(setting, lemma) => "document",
        () => "thing",
    }
}

fn is_cue_noun(setting: &Setting<'_, '_>, lemma: &str) -> bool {
    let cues = &setting.knowledge.cues;
    cues.starting_with(lemma).iter().any(|&row| {
        let cue = &cues.rows()[row as usize];
        cue.class == CueClass::Noun && cue.words.len() == 1
    })
}

/// What kind of word heads the content.
fn content_head(setting: &Setting<'_, '_>, candidate: &Candidate<'_>) -> &'static str {
    let (tree, Some(&piece)) = (setting.tree, candidate.content.last()) else { return "nothing" };
    let is_outside = |token: TokenId| !piece.contains(tree.head(token)) || tree.head(token) == token;
    let Some(head) = piece.ids().filter(|&token| !tree.is_mark(token)).find(|&token| is_outside(token)) else {
        return "nothing";
    };
    match tree.class(head) {
        PartOfSpeech::Noun => match tree.lemma(head) {
            lemma if setting.knowledge.roles.get(lemma).is_some() => "role",
            lemma if is_cue_noun(setting, lemma) => "words",
            _ => "noun",
        },
        class => class.as_str(),
    }
}

/// What kind of words stand for the source.
pub(crate) fn source_kind(tree: &Tree<'_>, candidate: &Candidate<'_>) -> &'static str {
    let Some(source) = candidate.source else { return "none" };
    let tag = tree.tag(source.head);
    match tree.class(source.head) {
        PartOfSpeech::Pron | PartOfSpeech::Det => pronoun_kind(&tree.word(source.head).to_lowercase(), tag),
        PartOfSpeech::Propn => name_kind(tree, source.head),
        _ if tag == "NNS" => "plural noun",
        _ if tag == "NN" => "noun",
        _ => "other",
    }
}

fn pronoun_kind(word: &str, tag: &str) -> &'static str {
    match word {
        "i" | "we" | "my" | "our" | "us" | "me" => "first person",
        "you" | "your" => "second person",
        "he" | "she" | "his" | "her" => "he or she",
        "they" | "their" => "they",
        "it" | "its" | "this" | "that" | "which" if !tag.starts_with('W') => "it",
        "who" | "whom" | "whose" => "who",
        _ if tag.starts_with('W') => "which",
        _ => "other pronoun",
    }
}

fn name_kind(tree: &Tree<'_>, head: TokenId) -> &'static str {
    match tree.parse.name_of(head).map(|name| tree.parse.names[name].label.as_str()) {
        Some("PERSON") => "person",
        Some("ORG") => "organisation",
        Some("GPE" | "NORP" | "LOC") => "country",
        Some(_) => "other name",
        None => "name",
    }
}

fn verb_group(tree: &Tree<'_>, candidate: &Candidate<'_>, strength: &str, put: &mut impl FnMut(&[&str])) {
    let mut any = false;
    for &child in tree.children(candidate.head) {
        match tree.relation(child) {
            "aux" if tree.tag(child) == "MD" => put(&["modal ", tree.lemma(child)]),
            "aux" => put(&["auxiliary ", tree.lemma(child)]),
            "neg" => put(&["negated, strength ", strength]),
            "auxpass" => put(&["passive, strength ", strength]),
            _ => continue,
        }
        any = true;
    }
    if !any {
        put(&["bare ", tree.tag(candidate.head), ", strength ", strength]);
    }
}

fn content_features(
    setting: &Setting<'_, '_>,
    candidate: &Candidate<'_>,
    strength: &str,
    put: &mut impl FnMut(&[&str]),
) {
    let tree = setting.tree;
    let length: usize = candidate.content.iter().map(|piece| piece.len()).sum();
    let size = match length {
        0..=1 => "1",
        2 => "2",
        3..=4 => "3",
        5..=8 => "5",
        9..=20 => "9",
        _ => "21",
    };
    put(&["content of ", size]);
    put(&["content of ", size, ", ", candidate.construction]);
    put(&["content of ", size, ", strength ", strength]);
    let quoted = candidate.content.iter().any(|piece| has_quotation(setting, piece.start, piece.end));
    put(&["content ", if quoted { "quoted" } else { "unquoted" }, ", strength ", strength]);
    put(&["content ", if quoted { "quoted" } else { "unquoted" }, ", ", candidate.construction]);
    if let Some(first) = candidate.content.first().map(|piece| piece.start).filter(|first| first.index() < tree.len()) {
        put(&["content starts with ", tree.tag(first)]);
        if length == 1 {
            put(&["content is ", tree.class(first).as_str()]);
        }
    }
}

fn has_quotation(setting: &Setting<'_, '_>, start: TokenId, end: TokenId) -> bool {
    let span = setting.tree.span(document::IdRange { start, end });
    let at = setting.quotations.partition_point(|quotation| quotation.outer.start() < span.start());
    setting.quotations.get(at).is_some_and(|quotation| quotation.outer.start() < span.end())
}

/// Whether somebody surely says a clause or a quotation.
fn is_report(candidate: &Candidate<'_>) -> bool {
    let Rule::Cue(cue) = candidate.rule else { return false };
    let says = matches!(cue.manner, CueManner::Speech | CueManner::Writing) && cue.strength == 1;
    let clause =
        ["that", "quote", "question", "object-clause"].iter().any(|start| candidate.construction.starts_with(start));
    says && clause && candidate.source.is_some()
}

fn place_features(setting: &Setting<'_, '_>, candidate: &Candidate<'_>, strength: &str, put: &mut impl FnMut(&[&str])) {
    let (tree, head) = (setting.tree, candidate.head);
    if setting.quoted[head.index()] {
        put(&["in a quotation"]);
        put(&["in a quotation, strength ", strength]);
    }
    // A report within a report is what chains are made of; annotators often
    // leave it out.
    if setting.nested[head.index()] > 0 && !is_report(candidate) {
        put(&["nested"]);
        put(&["nested, strength ", strength]);
    }
    let sentence = tree.sentence(head);
    let last = TokenId::from_index(sentence.end.index().saturating_sub(1));
    let ends = [Some(last), tree.previous(last)].into_iter().flatten().any(|token| tree.word(token) == "?");
    if ends {
        put(&["question"]);
    }
}
