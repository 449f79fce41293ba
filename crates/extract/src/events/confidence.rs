//! How sure an event is: the weights of `data/confidence.tsv` for what holds
//! for it.

use document::{Event, Grounding, Id, MentionForm, PartOfSpeech, Participant, Status};

use crate::ground::actors::Context;

/// A sentence of more words is long.
const LONG: usize = 45;

/// Sets the confidence of an event.
pub(super) fn set(context: &Context<'_>, grounding: &Grounding, event: &mut Event) {
    let weights = &context.knowledge.confidence;
    let sum: f32 = features(context, grounding, event).iter().map(|feature| weights.of(feature)).sum();
    let probability = 1.0 / (1.0 + (-sum).exp());
    event.confidence = (probability * 100.0).round() / 100.0;
}

/// What holds for an event, by the names of the table.
pub(super) fn features(context: &Context<'_>, grounding: &Grounding, event: &Event) -> Vec<String> {
    let token = event.token.index();
    let coded = |one: &Participant| {
        one.mention.map(|mention| grounding.chain_of(mention)).is_some_and(|chain| !chain.code().is_empty())
    };
    let named =
        |one: &Participant| one.mention.is_some_and(|mention| grounding.mentions[mention].form == MentionForm::Named);
    let word = context.token(token).part_of_speech;
    // Where all who take part are actors, the second stands for the recipient.
    let is_reciprocal = event.recipients.is_empty() && event.actors.len() > 1;
    let needs_recipient = matches!(event.kind.as_str(), "COOPERATE" | "AID" | "SANCTION");
    let all = || event.actors.iter().chain(&event.recipients);
    let mut features = vec!["always".to_owned(), format!("type:{}", event.kind)];
    let conditions = [
        ("actor-with-code", event.actors.iter().any(coded)),
        ("actor-missing", event.actors.is_empty()),
        (
            "recipient-with-code",
            event.recipients.iter().any(coded) || (is_reciprocal && event.actors.iter().all(coded)),
        ),
        ("recipient-missing", event.recipients.is_empty() && !is_reciprocal),
        ("recipient-expected-missing", event.recipients.is_empty() && !is_reciprocal && needs_recipient),
        ("participants-named", all().any(named)),
        ("noun", matches!(word, PartOfSpeech::Noun | PartOfSpeech::Propn)),
        ("adjective", word == PartOfSpeech::Adj),
        ("changed", event.why.iter().any(|step| step.contains("governs it"))),
        ("not-actual", event.status != Status::Actual),
        ("told-again", !event.mentions.is_empty()),
        ("in-long-sentence", context.sentence_tokens(token).len() > LONG),
    ];
    features.extend(conditions.into_iter().filter(|(_, holds)| *holds).map(|(name, _)| name.to_owned()));
    features
}
