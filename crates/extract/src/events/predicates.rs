//! Predicates and their arguments: what a tree says of who and what, in plain
//! slots, whatever the construction (active, passive, relative clause,
//! participle, control, coordination, noun).

use document::PartOfSpeech;

use crate::ground::actors::Context;

/// A place in a predicate's grammar.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Slot<'a> {
    /// Who does it.
    Subject,
    /// To whom or what it is done.
    Object,
    /// To whom something is given.
    Indirect,
    /// The possessor or adjective before a noun.
    Owner,
    /// The infinitive, -ing form or clause that completes it: its verb.
    Clause,
    /// What follows a preposition.
    Preposition(&'a str),
}

/// A verb, noun or adjective with its arguments in plain slots.
#[derive(Clone, Debug)]
pub struct Predicate<'a> {
    /// Its token.
    pub token: usize,
    /// Its part of speech, as frames name it.
    pub pos: PredicateKind,
    /// Its particle ("off" in "call off").
    pub particle: Option<usize>,
    /// Arguments: slot and head token; several where coordinated.
    pub slots: Vec<(Slot<'a>, usize)>,
    /// The verb that carries it where it is a noun with a light verb
    /// ("launched an attack").
    pub carrier: Option<usize>,
    /// Whether "not", "no" or "never" negates it.
    pub is_negated: bool,
}

/// The parts of speech that frames know.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum PredicateKind {
    /// A verb.
    Verb,
    /// A noun.
    Noun,
    /// An adjective.
    Adjective,
}

impl<'a> Predicate<'a> {
    /// The head tokens in a slot.
    pub fn slot(&self, wanted: Slot<'_>) -> impl Iterator<Item = usize> + '_ {
        let wanted: Slot<'_> = wanted;
        let of = |slot: &Slot<'_>| match (slot, wanted) {
            (Slot::Preposition(one), Slot::Preposition(other)) => *one == other,
            (one, other) => std::mem::discriminant(one) == std::mem::discriminant(&other),
        };
        self.slots.iter().filter(move |(slot, _)| of(slot)).map(|&(_, token)| token).collect::<Vec<_>>().into_iter()
    }
}

/// Verbs that carry an event noun without adding to it; knowledge, read from
/// `data/frames/light-verbs.tsv`.
pub struct LightVerbs {
    lemmas: Vec<&'static str>,
}

impl LightVerbs {
    /// The verbs of a table: one lemma a line.
    pub fn read(text: &'static str) -> Self {
        let lines = text.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
        LightVerbs { lemmas: lines.map(|line| line.split('\t').next().unwrap_or(line)).collect() }
    }

    fn has(&self, lemma: &str) -> bool {
        self.lemmas.contains(&lemma)
    }
}

/// The predicate of a token; `None` for words of other kinds.
pub fn predicate<'a>(context: &Context<'a>, token: usize, light: &LightVerbs) -> Option<Predicate<'a>> {
    let row = context.token(token);
    let pos = match row.part_of_speech {
        PartOfSpeech::Verb => PredicateKind::Verb,
        PartOfSpeech::Aux if row.relation != "aux" && row.relation != "auxpass" => PredicateKind::Verb,
        PartOfSpeech::Noun | PartOfSpeech::Propn => PredicateKind::Noun,
        PartOfSpeech::Adj => PredicateKind::Adjective,
        _ => return None,
    };
    let mut predicate = Predicate {
        token,
        pos,
        particle: context.children(token, &["prt"]).next(),
        slots: Vec::new(),
        carrier: None,
        is_negated: context.children(token, &["neg"]).next().is_some(),
    };
    match pos {
        PredicateKind::Verb => verb_slots(context, &mut predicate),
        PredicateKind::Noun => noun_slots(context, &mut predicate, light),
        PredicateKind::Adjective => adjective_slots(context, &mut predicate),
    }
    Some(predicate)
}

fn verb_slots<'a>(context: &Context<'a>, predicate: &mut Predicate<'a>) {
    let verb = predicate.token;
    for subject in subjects(context, verb, 0) {
        add(context, predicate, Slot::Subject, subject);
    }
    for object in objects(context, verb, 0) {
        add(context, predicate, Slot::Object, object);
    }
    for token in context.children(verb, &["dative"]).collect::<Vec<_>>() {
        let noun = context.children(token, &["pobj"]).next().unwrap_or(token);
        add(context, predicate, Slot::Indirect, noun);
    }
    for token in context.children(verb, &["xcomp", "ccomp", "pcomp"]).collect::<Vec<_>>() {
        predicate.slots.push((Slot::Clause, token));
    }
    prepositions(context, predicate, verb);
}

/// The subjects of a verb in the active sense: its own, the agent of a
/// passive, the noun that a relative clause or participle belongs to, or that
/// of the verb which controls it.
pub fn subjects(context: &Context<'_>, verb: usize, depth: usize) -> Vec<usize> {
    if depth > 6 {
        return Vec::new();
    }
    if is_passive(context, verb) {
        return agents(context, verb);
    }
    let own: Vec<usize> = context.children(verb, &["nsubj", "csubj"]).collect();
    if !own.is_empty() {
        return own.into_iter().map(|subject| antecedent(context, verb, subject)).collect();
    }
    let head = context.head(verb);
    let row = context.token(verb);
    match row.relation.as_str() {
        "acl" if row.tag == "VBG" => vec![head],
        "relcl" => vec![head],
        "conj" if is_verb(context, head) => subjects_of_surface(context, coordinate(context, verb, head), depth + 1),
        // "During her visit to Peru and meeting with miners": her, however the
        // parser joins the two.
        "conj" => {
            let nouns = context.children(head, &["pobj"]).chain([head]).collect::<Vec<_>>();
            nouns.into_iter().flat_map(|noun| context.children(noun, &["poss"]).collect::<Vec<_>>()).collect()
        }
        "xcomp" | "pcomp" => controllers(context, verb, depth + 1),
        "advcl" => subjects_of_surface(context, governor(context, verb), depth + 1),
        _ => Vec::new(),
    }
}

/// The verb that a coordinated one truly goes with: "demanded that he resign
/// and called a march" joins what is finite, whatever the parser says.
fn coordinate(context: &Context<'_>, verb: usize, head: usize) -> usize {
    let up = context.head(head);
    let is_bare = context.token(head).tag == "VB" && matches!(context.token(head).relation.as_str(), "ccomp" | "xcomp");
    let is_finite = |verb: usize| matches!(context.token(verb).tag.as_str(), "VBD" | "VBZ" | "VBP");
    if is_bare && is_finite(verb) && is_finite(up) && context.children(verb, &["aux"]).next().is_none() {
        up
    } else {
        head
    }
}

/// The surface subject of a verb, whether active or passive: what a
/// coordinated or adverbial clause shares.
fn subjects_of_surface(context: &Context<'_>, verb: usize, depth: usize) -> Vec<usize> {
    if is_passive(context, verb) {
        return objects(context, verb, depth);
    }
    subjects(context, verb, depth)
}

/// Who does an infinitive or -ing form that completes another verb: that
/// verb's object where there is one ("urged Beijing to sign"), else its
/// subject ("agreed to sign").
fn controllers(context: &Context<'_>, verb: usize, depth: usize) -> Vec<usize> {
    let up = governor(context, verb);
    let row = context.token(up);
    if row.part_of_speech == PartOfSpeech::Noun || row.part_of_speech == PartOfSpeech::Propn {
        return context.children(up, &["poss"]).collect();
    }
    // "Accused Paris of bombing", "thanked Paris for sending": Paris; "left
    // after meeting": whoever left.
    let preposition = context.token(context.head(verb)).lemma.as_str();
    let is_objects = context.token(verb).relation == "pcomp" && matches!(preposition, "of" | "for" | "from" | "into");
    if context.token(verb).relation == "xcomp" || is_objects {
        let objects: Vec<usize> = context.children(up, &["dobj"]).filter(|&object| object < verb).collect();
        if !objects.is_empty() {
            return objects;
        }
    }
    subjects_of_surface(context, up, depth)
}

/// The verb or noun above, through a preposition ("accused of killing").
pub fn governor(context: &Context<'_>, token: usize) -> usize {
    let up = context.head(token);
    match context.token(up).relation.as_str() {
        "prep" if context.token(token).relation == "pcomp" => context.head(up),
        _ => up,
    }
}

fn objects(context: &Context<'_>, verb: usize, depth: usize) -> Vec<usize> {
    if depth > 6 {
        return Vec::new();
    }
    if is_passive(context, verb) {
        let own: Vec<usize> = context.children(verb, &["nsubjpass"]).collect();
        if !own.is_empty() {
            return own.into_iter().map(|subject| antecedent(context, verb, subject)).collect();
        }
        let head = context.head(verb);
        return match context.token(verb).relation.as_str() {
            "acl" | "relcl" => vec![head],
            "conj" if is_verb(context, head) => {
                subjects_of_surface(context, coordinate(context, verb, head), depth + 1)
            }
            "xcomp" | "pcomp" => controllers(context, verb, depth + 1),
            "advcl" => subjects_of_surface(context, governor(context, verb), depth + 1),
            _ => Vec::new(),
        };
    }
    let own: Vec<usize> = context.children(verb, &["dobj", "oprd"]).collect();
    let own: Vec<usize> = own.into_iter().map(|object| antecedent(context, verb, object)).collect();
    if own.is_empty() {
        // "Let convoys enter", "helped Malawi rebuild": the parser takes the
        // object for the subject of what it is to do.
        let clauses = context.children(verb, &["ccomp"]).filter(|&clause| is_small_clause(context, clause));
        let inner: Vec<usize> =
            clauses.collect::<Vec<_>>().into_iter().flat_map(|clause| context.children(clause, &["nsubj"])).collect();
        if !inner.is_empty() {
            return inner;
        }
    }
    if own.is_empty()
        && context.token(verb).relation == "relcl"
        && !context.children(verb, &["nsubj"]).any(|subject| is_relative(context, subject))
    {
        // "the troops that Russia sent", with or without the pronoun.
        return vec![context.head(verb)];
    }
    own
}

/// An infinitive or adjective with a subject of its own and no conjunction
/// ("found the mayor guilty").
fn is_small_clause(context: &Context<'_>, clause: usize) -> bool {
    matches!(context.token(clause).tag.as_str(), "VB" | "JJ")
        && context.children(clause, &["mark"]).next().is_none()
        && !context.children(clause, &["aux"]).any(|aux| context.token(aux).tag == "MD")
}

/// A relative pronoun stands for the noun that its clause belongs to.
fn antecedent(context: &Context<'_>, verb: usize, argument: usize) -> usize {
    let mut clause = verb;
    for _ in 0..6 {
        if context.token(clause).relation == "relcl" {
            break;
        }
        clause = context.head(clause);
    }
    if is_relative(context, argument) && context.token(clause).relation == "relcl" {
        return context.head(clause);
    }
    argument
}

fn is_relative(context: &Context<'_>, token: usize) -> bool {
    matches!(context.token(token).tag.as_str(), "WDT" | "WP" | "WP$")
}

fn agents(context: &Context<'_>, verb: usize) -> Vec<usize> {
    let agents = context.children(verb, &["agent"]).collect::<Vec<_>>();
    agents.into_iter().flat_map(|by| context.children(by, &["pobj"]).collect::<Vec<_>>()).collect()
}

/// Whether a verb is passive: with an auxiliary, or a participle after a
/// noun.
pub fn is_passive(context: &Context<'_>, verb: usize) -> bool {
    let row = context.token(verb);
    context.children(verb, &["auxpass", "nsubjpass", "agent"]).next().is_some()
        || (row.tag == "VBN" && row.relation == "acl")
        || (row.tag == "VBN"
            && row.relation == "conj"
            && is_verb(context, context.head(verb))
            && is_passive_once(context, context.head(verb))
            && context.children(verb, &["aux", "nsubj"]).next().is_none())
}

fn is_passive_once(context: &Context<'_>, verb: usize) -> bool {
    context.children(verb, &["auxpass", "nsubjpass"]).next().is_some()
}

fn is_verb(context: &Context<'_>, token: usize) -> bool {
    matches!(context.token(token).part_of_speech, PartOfSpeech::Verb | PartOfSpeech::Aux)
}

fn prepositions<'a>(context: &Context<'a>, predicate: &mut Predicate<'a>, head: usize) {
    for preposition in context.children(head, &["prep", "agent"]).collect::<Vec<_>>() {
        let word = context.token(preposition).lemma.as_str();
        for noun in context.children(preposition, &["pobj"]).collect::<Vec<_>>() {
            // "The region, to which Manila granted autonomy".
            add(context, predicate, Slot::Preposition(word), antecedent(context, head, noun));
        }
        for clause in context.children(preposition, &["pcomp"]).collect::<Vec<_>>() {
            predicate.slots.push((Slot::Clause, clause));
        }
        // "out of", "on behalf of": the inner preposition counts too.
        for inner in context.children(preposition, &["prep"]).collect::<Vec<_>>() {
            let word = context.token(inner).lemma.as_str();
            for noun in context.children(inner, &["pobj"]).collect::<Vec<_>>() {
                add(context, predicate, Slot::Preposition(word), noun);
            }
        }
    }
}

/// Adds an argument and what is coordinated with it.
fn add<'a>(context: &Context<'a>, predicate: &mut Predicate<'a>, slot: Slot<'a>, noun: usize) {
    let mut current = Some(noun);
    for _ in 0..12 {
        let Some(token) = current else { return };
        if super::dateline::holds(context, token) {
            // "CARACAS -- Venezuela and Guyana met": the parser hangs the subject on the place.
            let behind = context.children(token, &["conj", "appos", "dep", "nmod"]);
            current = { behind }.find(|&child| !super::dateline::holds(context, child));
            continue;
        }
        if !predicate.slots.contains(&(slot, token)) {
            predicate.slots.push((slot, token));
        }
        current = context.children(token, &["conj"]).next();
    }
}

fn noun_slots<'a>(context: &Context<'a>, predicate: &mut Predicate<'a>, light: &LightVerbs) {
    let noun = predicate.token;
    for owner in context.children(noun, &["poss", "compound", "amod", "nmod"]).collect::<Vec<_>>() {
        add(context, predicate, Slot::Owner, owner);
    }
    // "His trip to Peru and meeting with miners": the owner is shared.
    if predicate.slots.is_empty() && context.token(noun).relation == "conj" {
        for owner in context.children(context.head(noun), &["poss"]).collect::<Vec<_>>() {
            add(context, predicate, Slot::Owner, owner);
        }
    }
    for clause in context.children(noun, &["acl", "relcl"]).collect::<Vec<_>>() {
        predicate.slots.push((Slot::Clause, clause));
    }
    prepositions(context, predicate, noun);
    predicate.is_negated |= context.children(noun, &["det"]).any(|det| context.token(det).lemma.as_str() == "no");
    carry(context, predicate, light);
}

/// A noun that is the object of a light verb takes that verb's subject and
/// prepositions.
fn carry<'a>(context: &Context<'a>, predicate: &mut Predicate<'a>, light: &LightVerbs) {
    let noun = predicate.token;
    let up = context.head(noun);
    let verb = match context.token(noun).relation.as_str() {
        "dobj" | "nsubjpass" | "attr" => up,
        "pobj" => context.head(up),
        "conj" => {
            // "launched attacks and raids": the first noun's verb.
            let first = up;
            match context.token(first).relation.as_str() {
                "dobj" | "nsubjpass" => context.head(first),
                _ => return,
            }
        }
        _ => return,
    };
    if !is_verb(context, verb) || !light.has(context.token(verb).lemma.as_str()) {
        return;
    }
    predicate.carrier = Some(verb);
    predicate.is_negated |= context.children(verb, &["neg"]).next().is_some();
    for subject in subjects(context, verb, 0) {
        add(context, predicate, Slot::Subject, subject);
    }
    prepositions(context, predicate, verb);
}

fn adjective_slots<'a>(context: &Context<'a>, predicate: &mut Predicate<'a>) {
    let adjective = predicate.token;
    let up = context.head(adjective);
    match context.token(adjective).relation.as_str() {
        "acomp" | "oprd" | "attr" => {
            for subject in subjects(context, up, 0) {
                add(context, predicate, Slot::Subject, subject);
            }
            predicate.is_negated |= context.children(up, &["neg"]).next().is_some();
            prepositions(context, predicate, up);
        }
        "amod" => add(context, predicate, Slot::Subject, up),
        _ => {}
    }
    for clause in context.children(adjective, &["xcomp", "ccomp"]).collect::<Vec<_>>() {
        predicate.slots.push((Slot::Clause, clause));
    }
    prepositions(context, predicate, adjective);
}
