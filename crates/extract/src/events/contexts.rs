//! PLOVER's contexts of an event: by the words of its sentence, by who takes
//! part, by its mode, and by what the whole article is about.

use std::collections::{BTreeMap, BTreeSet};

use document::{Event, Grounding, Id, Label};

use crate::ground::actors::Context;

/// The contexts of an article's sentences and of the article.
pub(super) struct Contexts {
    by_sentence: Vec<BTreeSet<Label>>,
    of_article: BTreeSet<Label>,
}

/// An article is about what at least so many different words speak for …
const WORDS: usize = 3;
/// … in at least so many sentences …
const SENTENCES: usize = 3;
/// … and in at least one of so many.
const SHARE: usize = 3;

impl Contexts {
    pub fn new(context: &Context<'_>) -> Self {
        let count = context.parse.sentences.len();
        let mut by_sentence = vec![BTreeSet::new(); count];
        let mut words: BTreeMap<Label, BTreeSet<usize>> = BTreeMap::new();
        let mut entry = EntryNumbers::default();
        let lowered = lowered(context);
        for token in 0..lowered.len() {
            for (label, phrase) in matches(context, &lowered, token) {
                by_sentence[context.sentence(token)].insert(label);
                words.entry(label).or_default().insert(entry.of(phrase));
            }
        }
        let sentences =
            |label: &Label| by_sentence.iter().filter(|labels: &&BTreeSet<Label>| labels.contains(label)).count();
        let is_topic = |label: &Label, words: &BTreeSet<usize>| {
            let found = sentences(label);
            words.len() >= WORDS && found >= SENTENCES && found * SHARE >= count
        };
        let of_article =
            words.iter().filter(|(label, words)| is_topic(label, words)).map(|(&label, _)| label).collect();
        Contexts { by_sentence, of_article }
    }

    /// Adds the contexts of an event to those that its frame brings.
    pub fn set(&self, context: &Context<'_>, grounding: &Grounding, event: &mut Event) {
        let known = &context.knowledge.contexts;
        let mut all: BTreeSet<Label> = event.contexts.iter().copied().collect();
        all.extend(&self.by_sentence[context.sentence(event.token.index())]);
        all.extend(&self.of_article);
        all.extend(known.of_mode(&event.kind, &event.mode));
        for mention in event.actors.iter().chain(&event.recipients).filter_map(|one| one.mention) {
            for sector in &grounding.chain_of(mention).sectors {
                all.extend(known.of_sector(sector));
            }
        }
        event.contexts = all.into_iter().collect();
    }
}

/// Numbers for phrases, so that different ones can be counted.
#[derive(Default)]
struct EntryNumbers(BTreeMap<String, usize>);

impl EntryNumbers {
    fn of(&mut self, phrase: String) -> usize {
        let next = self.0.len();
        *self.0.entry(phrase).or_insert(next)
    }
}

/// Text and lemma of each token in lower case; the lemma only where it
/// differs.
fn lowered(context: &Context<'_>) -> Vec<(String, Option<String>)> {
    let rows = context.parse.tokens.rows();
    let word = |(index, row): (usize, &document::Token)| {
        let text = context.text(index).to_lowercase().replace('’', "'");
        let lemma = Some(row.lemma.to_lowercase()).filter(|lemma| *lemma != text);
        (text, lemma)
    };
    rows.iter().enumerate().map(word).collect()
}

/// The contexts that the phrases at a token speak for.
fn matches(context: &Context<'_>, lowered: &[(String, Option<String>)], token: usize) -> Vec<(Label, String)> {
    let known = &context.knowledge.contexts;
    let end = context.sentence_tokens(token).end;
    let stands = |rest: &[&str]| {
        token + rest.len() < end
            && rest
                .iter()
                .zip(&lowered[token + 1..])
                .all(|(word, (text, lemma))| text == word || lemma.as_deref() == Some(*word))
    };
    let (text, lemma) = &lowered[token];
    let keys = std::iter::once(text.as_str()).chain(lemma.as_deref());
    let mut found = Vec::new();
    for key in keys {
        for (rest, label) in known.starting_with(key) {
            if stands(rest) {
                found.push((*label, format!("{key} {}", rest.join(" "))));
            }
        }
    }
    found
}
