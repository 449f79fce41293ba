//! Mentions without a name: noun phrases, pronouns, and "A and B" together.

use document::{Label, MentionForm, PartOfSpeech};

use super::candidates::{Candidate, Kind, blank, is_modifier};
use super::describe::{describe, lemma};
use super::spots::Spots;
use super::{Context, phrases};
use crate::knowledge::grammar::WordClass;
use crate::knowledge::roles::RoleKind;

/// A phrase whose head is a common noun. It is a mention where the noun names
/// a role, an organisation, people or a place, or where a country describes
/// it; any other is latent.
pub fn nominal(context: &Context<'_>, spots: &Spots, head: usize) -> Option<Candidate> {
    let row = context.token(head);
    if !matches!(row.part_of_speech, PartOfSpeech::Noun | PartOfSpeech::Propn) || is_modifier(&row.relation) {
        return None;
    }
    if in_amount(context, head) {
        return None;
    }
    let tokens = phrases::base(context, head);
    let mut candidate = blank(tokens, head, MentionForm::Nominal);
    candidate.is_plural = matches!(row.tag.as_str(), "NNS" | "NNPS");
    describe(context, spots, &mut candidate, head + 1);
    let noun = lemma(context, head);
    if context.knowledge.grammar.is(&noun, WordClass::CountryNoun) {
        candidate.kind = Kind::Country;
        return Some(candidate);
    }
    if candidate.role.is_none() {
        classify(context, &mut candidate, &noun);
    }
    candidate.modifiers = modifiers(context, &candidate);
    Some(candidate)
}

/// Whether a token belongs to a date, a sum or the like.
pub fn in_amount(context: &Context<'_>, token: usize) -> bool {
    let is_amount = |label: Label| context.knowledge.grammar.is(&label, WordClass::AmountLabel);
    context.parse.name_of(context.id(token)).is_some_and(|name| is_amount(context.parse.names[name].label))
}

/// What a noun without a role stands for: by the noun, else by what the
/// phrase does.
fn classify(context: &Context<'_>, candidate: &mut Candidate, noun: &str) {
    let grammar = &context.knowledge.grammar;
    if let Some(word) = grammar.get(noun, WordClass::PersonNoun) {
        candidate.is_plural |= word.is_plural;
        candidate.kind = if candidate.is_plural { Kind::People } else { Kind::Person };
        candidate.is_woman = word.is_woman;
    } else if grammar.is(noun, WordClass::OrganisationNoun) {
        candidate.kind = Kind::Organisation;
    } else if grammar.is(noun, WordClass::PlaceNoun) {
        candidate.kind = Kind::Region;
    } else if does_what_people_do(context, candidate.head) || candidate.is_plural && says(context, candidate.head) {
        candidate.kind = if candidate.is_plural { Kind::People } else { Kind::Person };
    } else if !candidate.countries.is_empty() {
        candidate.kind = Kind::Thing;
    } else {
        candidate.kind = Kind::Thing;
        candidate.is_latent = true;
    }
}

/// Whether it is the subject of a verb that only people have.
fn says(context: &Context<'_>, head: usize) -> bool {
    let verb = context.token(context.head(head)).lemma.to_lowercase();
    context.token(head).relation == "nsubj" && context.knowledge.grammar.is(&verb, WordClass::Feeling)
}

/// Whether "who" follows.
fn does_what_people_do(context: &Context<'_>, head: usize) -> bool {
    context.children(head, &["relcl"]).any(|clause| {
        context
            .children(clause, &["nsubj", "nsubjpass"])
            .any(|subject| context.text(subject).eq_ignore_ascii_case("who"))
    })
}

/// Whether a word counts others ("some of the candidates", "thousands of
/// fans").
pub fn is_quantity(context: &Context<'_>, token: usize) -> bool {
    context.knowledge.grammar.is(&context.token(token).lemma.to_lowercase(), WordClass::Quantity)
        && context.children(token, &["prep"]).any(|of| context.text(of) == "of")
}

/// "No one", which is two words.
pub fn is_no_one(context: &Context<'_>, token: usize) -> bool {
    token > 0 && context.text(token) == "one" && context.text(token - 1).eq_ignore_ascii_case("no")
}

/// "Someone", "those who …", "some of the candidates".
pub fn indefinite(context: &Context<'_>, token: usize) -> Option<Candidate> {
    let row = context.token(token);
    let word = if is_no_one(context, token) { "no one".to_owned() } else { context.text(token).to_lowercase() };
    if is_modifier(&row.relation) || row.relation == "predet" {
        return None;
    }
    let grammar = &context.knowledge.grammar;
    let is_anybody = grammar.is(&word, WordClass::PersonNoun);
    let counted = is_quantity(context, token)
        .then(|| {
            let of = context.children(token, &["prep"]).find(|&of| context.text(of) == "of")?;
            context.children(of, &["pobj"]).next()
        })
        .flatten();
    let counts_people = counted.is_some_and(|noun| names_people(context, noun));
    if !is_anybody && !counts_people && !does_what_people_do(context, token) {
        return None;
    }
    let tokens = match counted {
        Some(noun) => phrases::base(context, token).start..noun + 1,
        None => phrases::base(context, token),
    };
    let mut candidate = blank(tokens, token, MentionForm::Nominal);
    candidate.kind = Kind::People;
    candidate.is_plural = !is_anybody;
    Some(candidate)
}

fn names_people(context: &Context<'_>, noun: usize) -> bool {
    let word = lemma(context, noun);
    let role = context.knowledge.roles.get(&word);
    context.knowledge.grammar.is(&word, WordClass::PersonNoun)
        || role.is_some_and(|role| matches!(role.kind, RoleKind::Person | RoleKind::People))
        || context.knowledge.grammar.pronoun(&word).is_some_and(|word| word.is_plural)
}

/// What the words before the head say beyond articles: two phrases with
/// different modifiers are two things.
fn modifiers(context: &Context<'_>, candidate: &Candidate) -> Vec<String> {
    let before = candidate.tokens.start..candidate.head;
    let says_something = |token: &usize| {
        let row = context.token(*token);
        matches!(row.part_of_speech, PartOfSpeech::Adj | PartOfSpeech::Noun | PartOfSpeech::Propn | PartOfSpeech::Num)
            && row.tag != "PRP$"
    };
    before.filter(says_something).map(|token| lemma(context, token)).collect()
}

/// A personal pronoun or possessive, but for an "it" that stands for nothing.
pub fn pronoun(context: &Context<'_>, token: usize) -> Option<Candidate> {
    let row = context.token(token);
    let text = context.text(token).to_lowercase();
    let is_lets = matches!(text.as_str(), "'s" | "’s") && row.part_of_speech == PartOfSpeech::Pron;
    let form = if is_lets { "us" } else { text.as_str() };
    let word = context.knowledge.grammar.pronoun(form)?;
    if form == "it" && stands_for_nothing(context, token) || form == "us" && text != form && !is_lets {
        return None;
    }
    let mut candidate = blank(token..token + 1, token, MentionForm::Pronoun);
    candidate.kind = match (word.class, word.is_plural, word.is_woman) {
        (WordClass::ThirdPerson, false, None) => Kind::Organisation,
        (WordClass::ThirdPerson, false, _) | (WordClass::FirstPerson, false, _) => Kind::Person,
        _ => Kind::People,
    };
    candidate.is_plural = word.is_plural;
    candidate.is_woman = word.is_woman;
    candidate.pronoun = Some(word);
    Some(candidate)
}

/// "It is clear that …", "it rains", "it seems": no actor is meant.
fn stands_for_nothing(context: &Context<'_>, token: usize) -> bool {
    let row = context.token(token);
    if row.relation == "expl" {
        return true;
    }
    if !matches!(row.relation.as_str(), "nsubj" | "nsubjpass") {
        return false;
    }
    let verb = context.head(token);
    let has_clause = || context.children(verb, &["ccomp", "xcomp", "csubj", "advcl", "acl"]).any(|child| child > verb);
    let adjective = || context.children(verb, &["acomp", "attr", "oprd"]).next();
    let (grammar, lemma) = (&context.knowledge.grammar, context.token(verb).lemma.as_str());
    if grammar.is(lemma, WordClass::EmptySubject) {
        return true;
    }
    if grammar.is(lemma, WordClass::EmptySubjectOfClause) {
        return adjective().is_some_and(|word| {
            let behind = ["ccomp", "xcomp", "acl", "relcl", "advcl", "prep"];
            has_clause() || context.children(word, &behind).any(|child| child > word)
        });
    }
    row.relation == "nsubjpass" && has_clause()
}

/// "A and B" as one mention, where both are mentions: it is kept only where
/// something refers to it.
pub fn coordination(
    context: &Context<'_>,
    found: &[Candidate],
    at: &[Option<usize>],
    first: usize,
) -> Option<Candidate> {
    let mut joined = vec![first];
    let mut last = found[first].head;
    for _ in 0..12 {
        let Some(next) = context.children(last, &["conj"]).find(|&next| next > last) else { break };
        let index = at[next]?;
        if found[index].form == MentionForm::Pronoun && found[index].pronoun.is_none() {
            return None;
        }
        joined.push(index);
        last = next;
    }
    if joined.len() < 2 || context.token(found[first].head).relation == "conj" {
        return None;
    }
    let end = joined.iter().map(|&index| found[index].tokens.end).max()?;
    let kinds: Vec<Kind> = joined.iter().map(|&index| found[index].kind).collect();
    let kind = match kinds[0] {
        Kind::Person | Kind::People => Kind::People,
        other => other,
    };
    let tokens = found[first].tokens.start..end;
    let mut candidate = blank(tokens, found[first].head, MentionForm::Nominal);
    candidate.kind = kind;
    candidate.is_plural = true;
    candidate.is_latent = true;
    candidate.joined = joined.iter().map(|&index| found[index].head).collect();
    Some(candidate)
}
