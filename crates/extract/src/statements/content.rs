//! What was said: from a cue to its content, one function for each pattern.

use document::{Id, IdRange, PartOfSpeech, TokenId};

use super::source::{is_passive, is_verbal, preposition};
use super::spotting::Spot;
use super::tree::Tree;
use crate::knowledge::cues::{AddresseePlace, CueClass, Pattern};

/// A content with what else its construction takes.
#[derive(Clone, Debug)]
pub(crate) struct Content {
    pub pieces: Vec<IdRange<TokenId>>,
    /// A preposition that belongs to the cue.
    pub preposition: Option<TokenId>,
    pub construction: &'static str,
}

impl Content {
    fn of(tree: &Tree<'_>, head: TokenId, spot: &Spot<'_>, construction: &'static str) -> Option<Content> {
        Content::ranges(vec![outside_cue(tree, tree.reach(head), spot)], tree, construction)
    }

    fn ranges(pieces: Vec<IdRange<TokenId>>, tree: &Tree<'_>, construction: &'static str) -> Option<Content> {
        let pieces: Vec<_> = pieces
            .into_iter()
            .map(|piece| tree.trim(piece))
            .map(|piece| tree.first_paragraph(piece))
            .filter(|piece| !piece.is_empty())
            .collect();
        (!pieces.is_empty()).then_some(Content { pieces, preposition: None, construction })
    }
}

/// The part of a range on the far side of the cue.
fn outside_cue(tree: &Tree<'_>, range: IdRange<TokenId>, spot: &Spot<'_>) -> IdRange<TokenId> {
    let _ = tree;
    let (first, last) = (spot.tokens[0].min(spot.head), spot.tokens[spot.tokens.len() - 1].max(spot.head));
    match (range.start <= last && last < range.end, range.start <= first && first < range.end) {
        (true, _) if last.index() + 1 < range.end.index() && first <= range.start => {
            IdRange::new(last.index() + 1..range.end.index())
        }
        (_, true) => IdRange::new(range.start.index()..first.index()),
        _ => range,
    }
}

/// The content of a cue by the pattern of its row.
pub(crate) fn find(tree: &Tree<'_>, spot: &Spot<'_>) -> Option<Content> {
    match &spot.cue.pattern {
        Pattern::That | Pattern::NounThat => that(tree, spot),
        Pattern::Quote => None,
        Pattern::Wh => question(tree, spot),
        Pattern::To | Pattern::NounTo => infinitive(tree, spot),
        Pattern::Ing => gerund(tree, spot),
        Pattern::Object => object(tree, spot),
        Pattern::As => held_as(tree, spot),
        Pattern::Preposition(word) => governed(tree, spot, word),
        Pattern::NounOf => governed(tree, spot, "of"),
        Pattern::ObjectTo => object_infinitive(tree, spot),
        Pattern::ObjectThat => object_clause(tree, spot),
        Pattern::ObjectPreposition(word) => object_governed(tree, spot, word),
        Pattern::Around => around(tree, spot),
    }
}

/// Dependents of the cue's words that are no words of the cue; for a
/// predicate ("was clear that …"), what stands behind it at its verb too.
fn dependents<'t>(tree: &'t Tree<'_>, spot: &'t Spot<'_>) -> impl Iterator<Item = TokenId> + 't {
    let own = spot.tokens.iter().flat_map(|&token| tree.children(token).iter().copied());
    let verb = tree.head(spot.head);
    let predicate = matches!(tree.relation(spot.head), "acomp" | "attr" | "oprd") && verb != spot.head;
    let beside = if predicate { tree.children(verb) } else { &[] };
    let beside = beside.iter().copied().filter(move |&child| child > spot.head && tree.relation(child) != "punct");
    own.chain(beside).filter(|child| !spot.tokens.contains(child))
}

fn last(spot: &Spot<'_>) -> TokenId {
    spot.tokens[spot.tokens.len() - 1]
}

/// Whether the head of a clause is a finite verb.
fn is_finite(tree: &Tree<'_>, head: TokenId) -> bool {
    let finite = |token: TokenId| matches!(tree.tag(token), "VBD" | "VBZ" | "VBP" | "MD");
    finite(head)
        || tree
            .children(head)
            .iter()
            .any(|&child| matches!(tree.relation(child), "aux" | "auxpass" | "cop") && finite(child))
}

fn has_subject(tree: &Tree<'_>, head: TokenId) -> bool {
    tree.child(head, &["nsubj", "nsubjpass", "expl", "csubj", "csubjpass"]).is_some()
}

/// The first word of a clause that is no mark.
fn opener<'a>(tree: &Tree<'a>, head: TokenId) -> Option<&'a str> {
    let range = tree.trim(tree.reach(head));
    range.ids().next().map(|token| tree.word(token))
}

const QUESTION_WORDS: [&str; 12] =
    ["whether", "if", "why", "how", "what", "who", "whom", "whose", "when", "where", "which", "whatever"];

fn is_question(tree: &Tree<'_>, head: TokenId) -> bool {
    opener(tree, head).is_some_and(|word| QUESTION_WORDS.iter().any(|known| word.eq_ignore_ascii_case(known)))
}

fn that(tree: &Tree<'_>, spot: &Spot<'_>) -> Option<Content> {
    let clause = |&child: &TokenId| {
        matches!(tree.relation(child), "ccomp" | "acl" | "relcl" | "advcl") && has_mark(tree, child, "that")
            || tree.relation(child) == "ccomp"
                && has_subject(tree, child)
                && (is_finite(tree, child) || child > spot.head)
    };
    let marked = |&child: &TokenId| clause(&child) && child > spot.head && has_mark(tree, child, "that");
    let fits = |child: &TokenId| clause(child) && (*child > spot.head || ends_before(tree, spot, *child));
    let found = dependents(tree, spot).find(marked).or_else(|| dependents(tree, spot).find(fits));
    if let Some(head) = found {
        let place = if head < spot.head {
            "that-before"
        } else if has_mark(tree, head, "that") {
            "that"
        } else {
            "that-bare"
        };
        let mut content = Content::of(tree, head, spot, place)?;
        if head < spot.head {
            content.pieces.extend(rest_behind(tree, spot));
        }
        return Some(content);
    }
    predicate(tree, spot).or_else(|| host_clause(tree, spot))
}

/// Whether a clause before the cue is divided from it by no more than a comma,
/// a dash or a mark of its own: a full stop, a semicolon or a colon ends what
/// is said.
fn ends_before(tree: &Tree<'_>, spot: &Spot<'_>, clause: TokenId) -> bool {
    let range = outside_cue(tree, tree.reach(clause), spot);
    let range = tree.trim(range);
    let within = tree.first_paragraph(range) == range && tree.paragraph_between(clause, spot.head).is_none();
    let behind = range.end.index()..spot.head.index().min(range.end.index() + 3);
    let marks: Vec<&str> =
        behind.map(TokenId::from_index).filter(|&token| tree.is_mark(token)).map(|token| tree.word(token)).collect();
    within && !marks.is_empty() && !marks.iter().any(|mark| [".", ";", ":"].contains(mark))
}

/// "The bill is dead, she said, unless the house acts": what goes on behind a
/// cue that follows its content.
fn rest_behind(tree: &Tree<'_>, spot: &Spot<'_>) -> Option<IdRange<TokenId>> {
    let goes_on = |&child: &TokenId| {
        let comma = tree.previous(tree.reach(child).start).is_some_and(|before| tree.word(before) == ",");
        child > spot.head
            && comma
            && match tree.relation(child) {
                "advcl" => has_subject(tree, child) && tree.tag(child) != "VBG",
                "ccomp" => true,
                "conj" => has_subject(tree, child) && tree.child(child, &["ccomp"]).is_none(),
                _ => false,
            }
    };
    let head = tree.children(spot.head).iter().copied().find(goes_on)?;
    Some(tree.first_paragraph(tree.trim(tree.reach(head)))).filter(|range| !range.is_empty())
}

fn has_mark(tree: &Tree<'_>, head: TokenId, word: &str) -> bool {
    tree.children(head).iter().any(|&child| {
        matches!(tree.relation(child), "mark" | "nsubj" | "dobj")
            && child < head
            && tree.word(child).eq_ignore_ascii_case(word)
            && tree.class(child) != PartOfSpeech::Noun
    })
}

/// "the fear is that …": the clause of the verb whose subject the noun is.
fn predicate(tree: &Tree<'_>, spot: &Spot<'_>) -> Option<Content> {
    if spot.cue.class != CueClass::Noun || !matches!(tree.relation(spot.head), "nsubj" | "nsubjpass") {
        return None;
    }
    let verb = tree.head(spot.head);
    let clause = tree.child(verb, &["ccomp"]).filter(|&head| tree.lemma(verb) == "be" && has_subject(tree, head))?;
    Content::of(tree, clause, spot, "predicate")
}

/// "The plan, he said, is dead": the clause in which a cue with its subject
/// stands in parenthesis.
fn host_clause(tree: &Tree<'_>, spot: &Spot<'_>) -> Option<Content> {
    let verb = spot.head;
    let host = tree.head(verb);
    let may_stand_apart =
        matches!(tree.relation(verb), "parataxis" | "ccomp" | "advcl" | "conj" | "dep" | "acl" | "relcl");
    if spot.cue.class != CueClass::Verb || host == verb || !may_stand_apart || !has_subject(tree, verb) {
        return None;
    }
    if tree.relation(verb) != "parataxis"
        && (!is_short(tree, verb) || tree.child(verb, &["ccomp", "dobj", "xcomp", "mark"]).is_some())
    {
        return None;
    }
    let clause = clause_above(tree, host);
    let pieces = without(tree.reach(clause), tree.reach(verb));
    Content::ranges(pieces, tree, "parenthesis")
}

/// A clause of few words between commas or at an end.
fn is_short(tree: &Tree<'_>, verb: TokenId) -> bool {
    let range = tree.reach(verb);
    let mark = |index: Option<TokenId>| index.is_none_or(|token| tree.is_mark(token));
    let trimmed = tree.trim(range);
    let before = tree.previous(trimmed.start);
    range.len() <= 14 && mark(before) && (trimmed.end.index() >= tree.len() || tree.is_mark(trimmed.end))
}

/// A range with a hole.
pub(crate) fn without(range: IdRange<TokenId>, hole: IdRange<TokenId>) -> Vec<IdRange<TokenId>> {
    let (start, end) = (range.start.index(), range.end.index());
    let (hole_start, hole_end) = (hole.start.index().clamp(start, end), hole.end.index().clamp(start, end));
    if hole.is_empty() || hole_start >= hole_end {
        return vec![range];
    }
    let pieces = [IdRange::new(start..hole_start), IdRange::new(hole_end..end)];
    pieces.into_iter().filter(|piece| !piece.is_empty()).collect()
}

/// The head of the clause that a token stands in.
pub(crate) fn clause_above(tree: &Tree<'_>, token: TokenId) -> TokenId {
    let mut current = token;
    for _ in 0..12 {
        let head = tree.head(current);
        let is_clause = is_verbal(tree, current)
            && (has_subject(tree, current) || matches!(tree.relation(current), "ccomp" | "advcl" | "relcl" | "acl"));
        if head == current || is_clause {
            break;
        }
        current = head;
    }
    current
}

fn question(tree: &Tree<'_>, spot: &Spot<'_>) -> Option<Content> {
    let fits = |&child: &TokenId| {
        child > spot.head
            && matches!(tree.relation(child), "ccomp" | "advcl" | "acl" | "relcl" | "xcomp" | "pcomp" | "dobj" | "attr")
            && is_question(tree, child)
    };
    let direct = dependents(tree, spot).find(fits);
    let head = direct.or_else(|| {
        let preposition = dependents(tree, spot).find(|&child| tree.relation(child) == "prep" && child > spot.head)?;
        tree.children(preposition).iter().copied().find(fits)
    })?;
    Content::of(tree, head, spot, "question")
}

fn infinitive(tree: &Tree<'_>, spot: &Spot<'_>) -> Option<Content> {
    let fits = |&child: &TokenId| {
        child > spot.head
            && matches!(tree.relation(child), "xcomp" | "acl" | "ccomp" | "advcl" | "relcl")
            && !has_subject(tree, child)
            && starts_infinitive(tree, child)
            && !object_stands_before(tree, spot, child)
    };
    let head = dependents(tree, spot).find(fits)?;
    let mut content = Content::of(tree, head, spot, "infinitive")?;
    if is_passive(tree, spot.head) && spot.cue.class == CueClass::Phrase {
        add_subject(tree, spot, &mut content);
    }
    Some(content)
}

/// "asked the crowd to go": not the verb's own subject goes.
fn object_stands_before(tree: &Tree<'_>, spot: &Spot<'_>, infinitive: TokenId) -> bool {
    let object = tree.child(spot.head, &["dobj"]).filter(|object| !spot.tokens.contains(object));
    spot.cue.pattern == Pattern::To && object.is_some_and(|object| object > spot.head && object < infinitive)
}

fn starts_infinitive(tree: &Tree<'_>, verb: TokenId) -> bool {
    tree.children(verb).iter().any(|&child| tree.tag(child) == "TO" && child < verb)
}

fn gerund(tree: &Tree<'_>, spot: &Spot<'_>) -> Option<Content> {
    let fits = |&child: &TokenId| {
        child > spot.head
            && tree.tag(child) == "VBG"
            && matches!(tree.relation(child), "xcomp" | "ccomp" | "dobj" | "pcomp" | "advcl")
            || child > spot.head
                && tree.relation(child) == "xcomp"
                && tree.child(child, &["aux", "auxpass"]).is_some_and(|aux| tree.tag(aux) == "VBG")
    };
    let head = dependents(tree, spot).find(fits)?;
    Content::of(tree, head, spot, "gerund")
}

/// The object of the cue's last word: of a preposition what it governs, of a
/// verb in the passive its subject.
fn object_head(tree: &Tree<'_>, spot: &Spot<'_>) -> Option<TokenId> {
    let last = last(spot);
    let governed = |token: TokenId| tree.child(token, &["pobj", "pcomp"]).filter(|&child| child > token);
    if (spot.tokens.len() > 1 || spot.cue.class != CueClass::Verb)
        && let Some(head) = governed(last)
    {
        return Some(head);
    }
    let verb = spot.head;
    if is_passive(tree, verb) && is_verbal(tree, verb) && spot.cue.class == CueClass::Verb {
        return tree.child(verb, &["nsubjpass"]);
    }
    let direct = |&child: &TokenId| matches!(tree.relation(child), "dobj") && child > spot.tokens[0];
    dependents(tree, spot).find(direct).or_else(|| shared_object(tree, spot))
}

/// "condemned and rejected the plan": the object of the verb beside it.
fn shared_object(tree: &Tree<'_>, spot: &Spot<'_>) -> Option<TokenId> {
    let next = tree
        .children(spot.head)
        .iter()
        .copied()
        .find(|&child| tree.relation(child) == "conj" && child.index() <= spot.head.index() + 3)?;
    tree.child(next, &["dobj"])
}

fn object(tree: &Tree<'_>, spot: &Spot<'_>) -> Option<Content> {
    let Some(head) = object_head(tree, spot) else { return antecedent(tree, spot).or_else(|| adjacent(tree, spot)) };
    if tree.tag(head).starts_with('W') && head < spot.head {
        return antecedent(tree, spot);
    }
    if head < spot.head {
        return Content::of(tree, head, spot, "passive");
    }
    let range = outside_cue(tree, tree.reach(head), spot);
    Content::ranges(vec![IdRange { start: range.start, end: object_end(tree, spot, range.end) }], tree, "object")
}

/// Prepositions that go on with what an object is about, rather than tell when
/// or where the verb happened.
const GOING_ON: [&str; 9] = ["as", "for", "to", "of", "from", "over", "against", "at", "compared"];

/// Where an object ends with the predicates and phrases of the verb that go on
/// with it: "criticised the plan as a gift to banks".
fn object_end(tree: &Tree<'_>, spot: &Spot<'_>, end: TokenId) -> TokenId {
    let mut end = end;
    for &child in tree.children(spot.head) {
        let goes_on = match tree.relation(child) {
            "xcomp" => !starts_infinitive(tree, child),
            "oprd" | "dative" => true,
            "prep" => GOING_ON.iter().any(|word| tree.word(child).eq_ignore_ascii_case(word)),
            _ => false,
        };
        let reach = tree.reach(child);
        if goes_on && reach.start == end && !spot.tokens.contains(&child) {
            end = reach.end;
        }
    }
    end
}

/// "the plan that he condemned": the noun that a relative clause modifies.
fn antecedent(tree: &Tree<'_>, spot: &Spot<'_>) -> Option<Content> {
    let verb = spot.head;
    if tree.relation(verb) != "relcl" || !has_subject(tree, verb) || spot.cue.class != CueClass::Verb {
        return None;
    }
    let subject = tree.child(verb, &["nsubj"])?;
    if tree.tag(subject).starts_with('W') || tree.word(subject).eq_ignore_ascii_case("that") {
        return None;
    }
    let noun = tree.head(verb);
    let range = tree.reach(noun);
    let end = tree.reach(verb).start.index();
    Content::ranges(vec![IdRange::new(range.start.index()..end.max(range.start.index()))], tree, "antecedent")
}

/// What follows a preposition that the tree hangs elsewhere.
fn adjacent(tree: &Tree<'_>, spot: &Spot<'_>) -> Option<Content> {
    let last = last(spot);
    if spot.tokens.len() < 2 || tree.class(last) != PartOfSpeech::Adp {
        return None;
    }
    let next = tree.next(last).filter(|&next| tree.token(next).sentence == tree.token(last).sentence)?;
    let mut head = next;
    while tree.head(head) != head && tree.reach(tree.head(head)).start >= next {
        head = tree.head(head);
    }
    (!tree.is_mark(next)).then(|| Content::of(tree, head, spot, "object"))?
}

fn governed(tree: &Tree<'_>, spot: &Spot<'_>, word: &str) -> Option<Content> {
    let attached = spot
        .tokens
        .iter()
        .rev()
        .find_map(|&token| preposition(tree, token, word))
        .filter(|&prep| prep > spot.tokens[0]);
    let next = tree.next(last(spot)).filter(|&next| tree.word(next).eq_ignore_ascii_case(word));
    let prep = attached.or(next)?;
    let head = tree
        .children(prep)
        .iter()
        .copied()
        .find(|&child| child > prep && matches!(tree.relation(child), "pobj" | "pcomp"))?;
    let mut content = Content::of(tree, head, spot, "preposition")?;
    if let Some(last) = content.pieces.last_mut() {
        last.end = infinitive_behind(tree, spot, last.end);
    }
    content.preposition = Some(prep);
    if is_passive(tree, spot.head) && spot.cue.class == CueClass::Phrase {
        add_subject(tree, spot, &mut content);
    }
    Some(content)
}

/// "called for women to be heard": where the infinitive ends that the parser
/// hangs on the verb.
fn infinitive_behind(tree: &Tree<'_>, spot: &Spot<'_>, end: TokenId) -> TokenId {
    let fits = |&child: &TokenId| {
        matches!(tree.relation(child), "xcomp" | "advcl" | "ccomp" | "acl")
            && tree.reach(child).start == end
            && starts_infinitive(tree, child)
    };
    let child = tree.children(spot.head).iter().copied().find(fits);
    child.map_or(end, |child| tree.trim(tree.reach(child)).end)
}

/// The passive's subject as the content's first piece.
fn add_subject(tree: &Tree<'_>, spot: &Spot<'_>, content: &mut Content) {
    if let Some(subject) = tree.child(spot.head, &["nsubjpass", "nsubj"]) {
        let range = tree.trim(tree.reach(subject));
        if range.end <= content.pieces[0].start && !range.is_empty() {
            content.pieces.insert(0, range);
        }
    }
}

/// The object of a verb or, in the passive, its subject.
fn verb_object(tree: &Tree<'_>, spot: &Spot<'_>) -> Option<TokenId> {
    match is_passive(tree, spot.head) {
        true => tree.child(spot.head, &["nsubjpass"]),
        false => {
            dependents(tree, spot).find(|&child| matches!(tree.relation(child), "dobj" | "dative") && child > spot.head)
        }
    }
}

fn held_as(tree: &Tree<'_>, spot: &Spot<'_>) -> Option<Content> {
    let verb = spot.head;
    let after = |relation: &[&str]| tree.child(verb, relation).filter(|&child| child > verb);
    let small_clause = after(&["ccomp"]).filter(|&head| !is_finite(tree, head));
    let predicate = after(&["oprd", "xcomp", "attr", "acomp"]).filter(|&head| !starts_infinitive(tree, head));
    let complement = small_clause.or(predicate).or_else(|| as_phrase(tree, spot));
    let object = verb_object(tree, spot);
    let complement = complement
        .or_else(|| second_object(tree, verb))
        .or_else(|| quoted_apposition(tree, object.filter(|&object| object > verb)?))?;
    let range = tree.reach(complement);
    let pieces = match object {
        Some(object) if object < verb => vec![tree.reach(object), range],
        Some(object) if tree.reach(object).end <= range.start => vec![cover(tree.reach(object), range)],
        _ => vec![range],
    };
    Content::ranges(pieces, tree, "as")
}

/// The second of two objects: "called the verdict a disgrace".
fn second_object(tree: &Tree<'_>, verb: TokenId) -> Option<TokenId> {
    let mut objects = tree
        .children(verb)
        .iter()
        .copied()
        .filter(|&child| child > verb && matches!(tree.relation(child), "dobj" | "npadvmod"));
    objects.next()?;
    objects.next()
}

/// "called the raid "a crime"", where the parser takes the quoted words for an
/// apposition.
fn quoted_apposition(tree: &Tree<'_>, object: TokenId) -> Option<TokenId> {
    let apposition = tree.child(object, &["appos"])?;
    let before = tree.previous(tree.reach(apposition).start)?;
    (tree.tag(before) == "``" || tree.tag(tree.reach(apposition).start) == "``").then_some(apposition)
}

/// "as" below the verb or at the end of its object; of some verbs another
/// preposition ("likened the law to a wall").
fn as_phrase(tree: &Tree<'_>, spot: &Spot<'_>) -> Option<TokenId> {
    let (verb, word) = (spot.head, spot.cue.second_part.as_deref().unwrap_or("as"));
    preposition(tree, verb, word).filter(|&child| child > verb).or_else(|| {
        let object = tree.child(verb, &["dobj"])?;
        preposition(tree, object, word)
    })
}

fn cover(one: IdRange<TokenId>, other: IdRange<TokenId>) -> IdRange<TokenId> {
    IdRange { start: one.start.min(other.start), end: one.end.max(other.end) }
}

fn object_infinitive(tree: &Tree<'_>, spot: &Spot<'_>) -> Option<Content> {
    let fits = |&child: &TokenId| {
        child > spot.head
            && matches!(tree.relation(child), "xcomp" | "ccomp" | "advcl" | "acl")
            && starts_infinitive(tree, child)
    };
    let infinitive = dependents(tree, spot).find(fits).or_else(|| {
        let object = tree.child(spot.head, &["dobj"])?;
        tree.children(object).iter().copied().find(fits)
    })?;
    with_object(tree, spot, infinitive, "object-infinitive")
}

fn object_clause(tree: &Tree<'_>, spot: &Spot<'_>) -> Option<Content> {
    let own = dependents(tree, spot)
        .find(|&child| child > spot.head && tree.relation(child) == "ccomp" && has_subject(tree, child));
    let clause = own.or_else(|| {
        let object = tree.child(spot.head, &["dobj"])?;
        tree.children(object).iter().copied().find(|&child| has_subject(tree, child) && has_mark(tree, child, "that"))
    })?;
    with_object(tree, spot, clause, "object-clause")
}

/// A clause, and before it the object where that is no addressee.
fn with_object(tree: &Tree<'_>, spot: &Spot<'_>, clause: TokenId, construction: &'static str) -> Option<Content> {
    let range = outside_cue(tree, tree.reach(clause), spot);
    let verb = spot.head;
    let object = verb_object(tree, spot).filter(|_| spot.cue.addressee != AddresseePlace::Object);
    let pieces = match object {
        Some(object) if object < verb => vec![tree.reach(object), range],
        Some(object) => vec![cover(IdRange { start: tree.reach(object).start, end: range.end }, range)],
        None => vec![infinitive_without_object(tree, spot, clause, range)],
    };
    Content::ranges(pieces, tree, construction)
}

/// "urged Beijing to act", where the parser makes the object the infinitive's
/// subject: the clause behind it where the object is the addressee.
fn infinitive_without_object(
    tree: &Tree<'_>,
    spot: &Spot<'_>,
    clause: TokenId,
    range: IdRange<TokenId>,
) -> IdRange<TokenId> {
    let subject = tree.child(clause, &["nsubj", "nsubjpass"]).filter(|_| spot.cue.addressee == AddresseePlace::Object);
    match subject {
        Some(subject) if starts_infinitive(tree, clause) => {
            IdRange::new(tree.reach(subject).end.index()..range.end.index())
        }
        _ => range,
    }
}

fn object_governed(tree: &Tree<'_>, spot: &Spot<'_>, word: &str) -> Option<Content> {
    let verb = spot.head;
    let object = verb_object(tree, spot)?;
    let prep = preposition(tree, verb, word).or_else(|| preposition(tree, object, word)).filter(|&prep| prep > verb)?;
    let head = tree.child(prep, &["pobj", "pcomp"])?;
    let range = tree.reach(head);
    let pieces = match (spot.cue.addressee, object < verb) {
        (AddresseePlace::Object, false) => vec![range],
        (_, true) => vec![tree.reach(object), range],
        _ => vec![cover(tree.reach(object), range)],
    };
    let mut content = Content::ranges(pieces, tree, "object-preposition")?;
    content.preposition = Some(prep);
    Some(content)
}

/// The clause or phrase around a cue in parenthesis.
fn around(tree: &Tree<'_>, spot: &Spot<'_>) -> Option<Content> {
    match spot.cue.class {
        CueClass::Adjective => {
            let noun = tree.head(spot.head);
            (tree.relation(spot.head) == "amod").then(|| {
                Content::ranges(
                    vec![IdRange::new(spot.head.index() + 1..tree.reach(noun).end.index())],
                    tree,
                    "noun-around",
                )
            })?
        }
        _ => {
            let hole = parenthesis(tree, spot);
            let clause = clause_above(tree, tree.head(top(tree, spot)));
            let pieces = without(tree.reach(clause), hole);
            Content::ranges(pieces, tree, place(tree, clause, hole))
        }
    }
}

fn place(tree: &Tree<'_>, clause: TokenId, hole: IdRange<TokenId>) -> &'static str {
    match tree.trim(tree.reach(clause)) {
        range if hole.start <= range.start => "around-first",
        range if hole.end >= range.end => "around-last",
        _ => "around-middle",
    }
}

/// The topmost token of a cue in parenthesis.
fn top(tree: &Tree<'_>, spot: &Spot<'_>) -> TokenId {
    match spot.source {
        // "as the mayor said": the verb.
        Some(_) => spot.tokens[1..].iter().copied().find(|&token| is_verbal(tree, token)).unwrap_or(spot.head),
        None => spot.head,
    }
}

/// The cue with its source.
fn parenthesis(tree: &Tree<'_>, spot: &Spot<'_>) -> IdRange<TokenId> {
    let own = IdRange::new(spot.tokens[0].index()..last(spot).index() + 1);
    if spot.cue.class == CueClass::Adverb {
        return own;
    }
    let reach = tree.reach(top(tree, spot));
    cover(own, IdRange { start: own.start.max(reach.start), end: reach.end })
}

/// The clause that a verb of speech brings in, whatever row found the verb.
pub(crate) fn clause(tree: &Tree<'_>, spot: &Spot<'_>) -> Option<Content> {
    match spot.cue.class {
        CueClass::Verb => that(tree, spot),
        _ => None,
    }
}
