//! Pronouns: what each stands for, by agreement, grammar and prominence
//! (after Lappin and Leass 1994; Hobbs 1978).

use document::{MentionForm, PartOfSpeech};

use super::Context;
use super::candidates::{Candidate, Kind};
use super::chains::Linker;
use super::nominals::is_quantity;
use super::state::ChainState;
use crate::knowledge::grammar::WordClass;

/// How many sentences back an antecedent is looked for.
const REACH: usize = 4;

/// "They" for one person of whom nobody said whether he or she.
const SINGULAR_THEY: i32 = -30;

/// "They" stands for nobody named before where nobody fits better than this:
/// people in general, or those of whom the speaker thinks.
const LEAST_FOR_THEY: i32 = 56;

/// The chain that a pronoun stands for: of those before it that agree, the
/// most prominent.
pub fn antecedent(linker: &Linker<'_>, pronoun: usize) -> Option<usize> {
    let this = &linker.candidates[pronoun];
    let sentence = linker.context.sentence(this.head);
    let is_speaker = speaks(linker, this);
    let mut best: Vec<(usize, i32)> = Vec::new();
    for &mention in linker.placed.iter().rev().take(400) {
        let other = &linker.candidates[mention];
        if linker.context.sentence(other.head) + REACH < sentence {
            break;
        }
        let Some(chain) = linker.chain_of[mention] else { continue };
        // Things do not speak.
        if is_speaker && linker.chains[chain].kind == Some(Kind::Thing) {
            continue;
        }
        let Some(fit) = agreement(this, &linker.chains[chain]) else { continue };
        let Some(score) = score(linker, pronoun, mention) else { continue };
        let score = score + fit;
        match best.iter_mut().find(|(known, _)| *known == chain) {
            Some((_, top)) => *top = (*top).max(score),
            None => best.push((chain, score)),
        }
    }
    let often = |chain: usize| 3 * linker.chains[chain].mentions.len().min(5) as i32;
    let scored = best.into_iter().map(|(chain, score)| (score + often(chain), chain));
    scored
        .filter(|&(score, chain)| {
            this.kind != Kind::People || score >= LEAST_FOR_THEY || linker.chains[chain].is_adrift
        })
        .filter(|&(_, chain)| !clashes(linker, pronoun, chain))
        .max_by_key(|&(score, chain)| (score, std::cmp::Reverse(chain)))
        .map(|(_, chain)| chain)
}

/// Whether two pronouns without an antecedent are near and agree.
pub fn same_adrift(linker: &Linker<'_>, last: usize, this: usize) -> bool {
    let (last, this) = (&linker.candidates[last], &linker.candidates[this]);
    let distance = linker.context.sentence(this.head) - linker.context.sentence(last.head);
    let same = (last.kind, last.is_plural, last.is_woman) == (this.kind, this.is_plural, this.is_woman);
    same && distance <= REACH && !shares_clause(linker, this, last)
}

/// The chain of the subject behind a pronoun in the same sentence.
pub fn subject_behind(linker: &Linker<'_>, pronoun: usize) -> Option<usize> {
    let this = &linker.candidates[pronoun];
    let mut chains = subjects_behind(linker, pronoun).filter_map(|index| linker.chain_of[index]);
    chains.find(|&chain| agreement(this, &linker.chains[chain]).is_some())
}

/// The subjects behind a pronoun in its sentence.
fn subjects_behind<'a>(linker: &'a Linker<'_>, pronoun: usize) -> impl Iterator<Item = usize> + 'a {
    let at = linker.candidates[pronoun].head;
    let behind = (at + 1..linker.context.sentence_tokens(at).end).filter_map(|token| linker.headed_by(token));
    behind.filter(|&index| {
        let other = &linker.candidates[index];
        other.form != MentionForm::Pronoun && !other.is_latent && is_subject(linker, other)
    })
}

/// Whether a phrase at the start of the sentence owns the pronoun and the
/// subject behind fits it ("During his trip, Xi …").
pub fn points_ahead(linker: &Linker<'_>, pronoun: usize) -> bool {
    let context = linker.context;
    let this = &linker.candidates[pronoun];
    let start = context.sentence_tokens(this.head).start;
    let owned = context.head(this.head);
    let preposition = context.head(owned);
    if context.token(this.head).relation != "poss" || this.head > start + 3 || preposition > this.head {
        return false;
    }
    let verb = context.head(preposition);
    verb > this.head
        && subjects_behind(linker, pronoun).next().is_some_and(|index| {
            let other = &linker.candidates[index];
            let genders_fit = this.is_woman.is_none() || other.is_woman.is_none() || this.is_woman == other.is_woman;
            let is_definite = other.form == MentionForm::Named || other.is_definite || other.is_distributive;
            context.head(other.head) == verb
                && is_definite
                && genders_fit
                && match this.kind {
                    Kind::Person => other.kind == Kind::Person && !other.is_plural,
                    Kind::People => other.is_plural || other.is_distributive,
                    _ => matches!(other.kind, Kind::Organisation | Kind::Country | Kind::Region) && !other.is_plural,
                }
        })
}

/// How well number, gender and kind fit; `None` where they do not.
fn agreement(pronoun: &Candidate, chain: &ChainState) -> Option<i32> {
    let kind = chain.kind.unwrap_or(Kind::Other);
    if chain.is_voice {
        return None;
    }
    // What was called "it" is rarely "they" later.
    let they = if chain.is_they == Some(true) { 20 } else { 0 };
    let it = if chain.is_they == Some(false) { 20 } else { 0 };
    match pronoun.kind {
        Kind::Person => {
            let genders_fit = match (pronoun.is_woman, chain.is_woman, chain.is_she) {
                (Some(one), Some(other), _) if one != other => return None,
                (Some(_), Some(_), _) => 10,
                // An earlier pronoun may have been taken wrongly.
                (Some(one), None, Some(other)) => {
                    if one == other {
                        10
                    } else {
                        -40
                    }
                }
                _ => 0,
            };
            let is_unsure_name =
                matches!(kind, Kind::Other | Kind::Organisation | Kind::Region) && chain.may_be_person();
            (!chain.is_plural && (kind == Kind::Person || is_unsure_name))
                .then_some(genders_fit - if is_unsure_name { 70 } else { 0 })
        }
        Kind::People if chain.is_distributive && kind != Kind::Thing => Some(6),
        Kind::People if chain.is_plural => Some(match kind {
            Kind::Thing => -60,
            // "Arab states" act; "homes" do not.
            Kind::Region if chain.names.is_empty() => -55,
            _ => 6,
        }),
        Kind::People => match kind {
            Kind::People => Some(4),
            Kind::Organisation if chain.is_collective || chain.is_they == Some(true) => Some(0),
            Kind::Organisation => Some(-40 - it),
            Kind::Country => Some(-50 - it),
            Kind::Person if chain.is_woman.is_none() && chain.names.is_empty() => Some(SINGULAR_THEY),
            _ => None,
        },
        _ if chain.is_plural => None,
        _ => match kind {
            Kind::Thing if !chain.is_kept => Some(-12),
            Kind::Organisation | Kind::Country | Kind::Thing => Some(-they),
            Kind::Region => Some(-6),
            Kind::Other => Some(-10),
            _ => None,
        },
    }
}

/// How prominent an earlier mention is for a pronoun; `None` where grammar or
/// distance forbid it.
fn score(linker: &Linker<'_>, pronoun: usize, mention: usize) -> Option<i32> {
    let context = linker.context;
    let (this, other) = (&linker.candidates[pronoun], &linker.candidates[mention]);
    if other.head >= this.head || other.tokens.contains(&this.head) || is_counted(linker, other) {
        return None;
    }
    let distance = context.sentence(this.head).checked_sub(context.sentence(other.head))?;
    let mut score = 100 - 30 * distance as i32;
    if is_subject(linker, other) {
        score += 25;
        if is_subject(linker, this) {
            score += 5;
        }
    }
    if distance == 0 {
        score += 20 * i32::from(governs(linker, other, this));
        score += 40 * i32::from(is_owner_beside(linker, other, this) || is_relative_subject(linker, other, this));
    } else if is_anybody(linker, other) {
        // "Nobody … they" holds within the sentence.
        return None;
    }
    score += if other.form == MentionForm::Named { 8 } else { 0 };
    score -= match context.token(other.head).relation.as_str() {
        "poss" => 4,
        "pobj" if context.token(context.head(other.head)).relation == "agent" => -10,
        "pobj" => 5,
        // Somebody who is addressed.
        "npadvmod" | "intj" | "dep" => 25,
        _ => 0,
    };
    // Of two in one sentence, the nearer, a little.
    score -= ((this.head - other.head) / 12).min(8) as i32;
    score += voices(linker, this, other)?;
    Some(score)
}

/// Whether a mention is the subject that a pronoun's clause belongs to: the
/// nearest above it that agrees ("the ministers said that they …", "the envoy
/// left his post"). Of its own verb no object is the subject.
fn governs(linker: &Linker<'_>, subject: &Candidate, pronoun: &Candidate) -> bool {
    let context = linker.context;
    let is_object = matches!(context.token(pronoun.head).relation.as_str(), "dobj" | "dative" | "pobj");
    let mut own = is_object && !pronoun.pronoun.is_some_and(|word| word.is_reflexive);
    let mut current = pronoun.head;
    for _ in 0..16 {
        let up = context.head(current);
        if up == current {
            return false;
        }
        if let Some(governor) = subject_for(context, current, up).filter(|&governor| governor != pronoun.head) {
            if governor == subject.head {
                return !own;
            }
            let chain = linker.chain_headed_by(governor);
            if !own && chain.is_some_and(|chain| agreement(pronoun, &linker.chains[chain]).is_some()) {
                return false;
            }
            own = false;
        }
        current = up;
    }
    false
}

/// The subject that a verb gives to what depends on it through `below`; of
/// "X asks Y to do", Y. The subject of a relative clause is what it describes.
fn subject_for(context: &Context<'_>, below: usize, verb: usize) -> Option<usize> {
    if context.token(below).relation == "xcomp"
        && let Some(object) = context.children(verb, &["dobj", "dative"]).find(|&object| object < below)
    {
        return Some(object);
    }
    let subject = context.children(verb, &["nsubj", "nsubjpass"]).find(|&subject| subject != below)?;
    let is_relative = context.token(subject).tag.starts_with('W') && context.token(verb).relation == "relcl";
    Some(if is_relative { context.head(verb) } else { subject })
}

/// "People" in "a group of people": the whole phrase is meant.
fn is_counted(linker: &Linker<'_>, other: &Candidate) -> bool {
    let context = linker.context;
    let of = context.head(other.head);
    context.token(other.head).relation == "pobj"
        && is_quantity(context, context.head(of))
        && linker.headed_by(context.head(of)).is_some()
}

/// "Kovac and his father": the first of two owns the second.
fn is_owner_beside(linker: &Linker<'_>, other: &Candidate, pronoun: &Candidate) -> bool {
    let context = linker.context;
    let owned = context.head(pronoun.head);
    context.token(pronoun.head).relation == "poss"
        && context.token(owned).relation == "conj"
        && context.head(owned) == other.head
}

/// "The managers who made their case", "the envoy, who told them that he …":
/// the one that "who" stands for.
fn is_relative_subject(linker: &Linker<'_>, other: &Candidate, pronoun: &Candidate) -> bool {
    let context = linker.context;
    let mut current = pronoun.head;
    for depth in 0..12 {
        let up = context.head(current);
        if up == current {
            return false;
        }
        current = up;
        if context.token(current).relation == "relcl" && context.head(current) == other.head {
            let is_own_argument = depth == 0 && context.token(pronoun.head).relation != "poss";
            return !is_own_argument && has_relative_subject(context, current);
        }
    }
    false
}

/// Whether "who", "which" or "that" is the subject of a verb.
fn has_relative_subject(context: &Context<'_>, verb: usize) -> bool {
    context.children(verb, &["nsubj", "nsubjpass"]).any(|subject| context.token(subject).tag.starts_with('W'))
}

/// "Nobody", "anyone".
fn is_anybody(linker: &Linker<'_>, other: &Candidate) -> bool {
    other.form == MentionForm::Nominal && linker.context.token(other.head).part_of_speech == PartOfSpeech::Pron
}

/// Within a quotation, "he" is not the one who speaks; outside, rather one
/// who was named outside.
fn voices(linker: &Linker<'_>, this: &Candidate, other: &Candidate) -> Option<i32> {
    let (ours, theirs) = (linker.quotations.voice(this.head), linker.quotations.voice(other.head));
    if ours == theirs {
        return Some(0);
    }
    if ours != 0 && theirs == 0 && speaks(linker, other) {
        let is_near = linker.context.sentence(this.head) - linker.context.sentence(other.head) <= 1;
        return if is_near && this.kind == Kind::Person { None } else { Some(-30) };
    }
    if ours == 0
        && speaks(linker, this)
        && linker.context.sentence(this.head) <= linker.context.sentence(other.head) + 1
    {
        // "'Our door is open to every colleague,' she said": none of these.
        return None;
    }
    Some(-12)
}

/// Whether a mention is the subject of a verb of speech.
fn speaks(linker: &Linker<'_>, candidate: &Candidate) -> bool {
    let context = linker.context;
    let verb = context.head(candidate.head);
    is_subject(linker, candidate) && context.knowledge.grammar.is(&context.token(verb).lemma, WordClass::Speaking)
}

/// Whether grammar forbids that a pronoun is the same as a chain: both are
/// arguments of one verb, or the pronoun stands inside the mention.
fn clashes(linker: &Linker<'_>, pronoun: usize, chain: usize) -> bool {
    let this = &linker.candidates[pronoun];
    let sentence = linker.context.sentence(this.head);
    let mentions = linker.chains[chain].mentions.iter().rev().take(12);
    let mut near = mentions
        .map(|&mention| &linker.candidates[mention])
        .take_while(|other| linker.context.sentence(other.head) == sentence);
    near.any(|other| shares_clause(linker, this, other))
}

fn is_subject(linker: &Linker<'_>, candidate: &Candidate) -> bool {
    let mut head = candidate.head;
    // A conjunct shares the role of the first.
    for _ in 0..4 {
        let row = linker.context.token(head);
        match row.relation.as_str() {
            "nsubj" | "nsubjpass" => return true,
            "conj" | "appos" => head = linker.context.head(head),
            _ => return false,
        }
    }
    false
}

/// Whether both are arguments of the same verb: then they are different, but
/// for reflexives and owners.
fn shares_clause(linker: &Linker<'_>, this: &Candidate, other: &Candidate) -> bool {
    let context = linker.context;
    let is_reflexive = this.pronoun.is_some_and(|pronoun| pronoun.is_reflexive);
    let owned = context.head(this.head);
    if context.token(this.head).relation == "poss" && context.token(owned).relation == "appos" {
        // "Kovac, his brother": not Kovac's own.
        return context.head(owned) == other.head;
    }
    if context.token(this.head).relation == "poss" || is_reflexive {
        return false;
    }
    let (ours, theirs) = (verb_of(context, this.head), verb_of(context, other.head));
    ours.is_some() && (ours == theirs || theirs.is_some() && controlled_by(context, this.head) == Some(other.head))
}

/// The verb that a word is an argument of.
fn verb_of(context: &Context<'_>, word: usize) -> Option<usize> {
    let up = context.head(word);
    match context.token(word).relation.as_str() {
        "nsubj" | "nsubjpass" | "dobj" | "dative" => Some(up),
        // "Detained four of them": of whoever is detained.
        "pobj" if is_quantity(context, context.head(up)) => verb_of(context, context.head(up)),
        "pobj" => Some(context.head(up)),
        _ => None,
    }
}

/// The subject that an object's verb has by way of other verbs ("the state
/// must find money to build and manage them": the state manages), or that
/// "who" stands for.
fn controlled_by(context: &Context<'_>, object: usize) -> Option<usize> {
    let mut verb = verb_of(context, object).filter(|_| !context.token(object).relation.starts_with("nsubj"))?;
    for _ in 0..6 {
        let subject = context.children(verb, &["nsubj", "nsubjpass"]).next();
        if let Some(subject) = subject {
            let is_relative = context.token(subject).tag.starts_with('W') && context.token(verb).relation == "relcl";
            return Some(if is_relative { context.head(verb) } else { subject });
        }
        if !matches!(context.token(verb).relation.as_str(), "xcomp" | "conj" | "advcl") {
            return None;
        }
        verb = context.head(verb);
    }
    None
}
