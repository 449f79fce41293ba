//! The frames' own examples: each must be coded as its marks say, and no
//! counter-example as its frame's type.

use rapporteur::knowledge::frames::Frame;
use rapporteur::{Article, Event, Participant, Reader, Report, Span};

/// What the examples showed.
#[derive(Default)]
pub struct Checked {
    /// Examples in all.
    pub examples: usize,
    /// Examples whose type came out on the marked words.
    pub right_type: usize,
    /// Of these, with actors and recipients as marked.
    pub right_roles: usize,
    /// Counter-examples in all.
    pub counters: usize,
    /// Counter-examples that were not coded as their frame.
    pub right_counters: usize,
    /// One line for each failure.
    pub failures: Vec<String>,
}

/// Runs the examples of all frames that `keep` wants.
pub fn check(reader: &Reader, keep: impl Fn(&Frame) -> bool) -> Checked {
    let mut checked = Checked::default();
    for frame in reader.knowledge().frames.rows.iter().filter(|frame| keep(frame)) {
        check_example(reader, frame, &mut checked);
        check_counter(reader, frame, &mut checked);
    }
    checked
}

/// A sentence without its marks, and the marked spans.
#[derive(Clone)]
pub(crate) struct Marked {
    pub text: String,
    pub actors: Vec<Span>,
    pub triggers: Vec<Span>,
    pub recipients: Vec<Span>,
}

pub(crate) fn unmark(example: &str) -> Marked {
    let mut marked = Marked { text: String::new(), actors: Vec::new(), triggers: Vec::new(), recipients: Vec::new() };
    let mut open: Vec<u32> = Vec::new();
    for c in example.chars() {
        let place = marked.text.len() as u32;
        match c {
            '[' | '{' | '<' => open.push(place),
            ']' | '}' | '>' => {
                let span = Span::new(open.pop().unwrap_or(place), place);
                match c {
                    ']' => marked.actors.push(span),
                    '}' => marked.triggers.push(span),
                    _ => marked.recipients.push(span),
                }
            }
            _ => marked.text.push(c),
        }
    }
    marked
}

fn check_example(reader: &Reader, frame: &Frame, checked: &mut Checked) {
    let marked = unmark(frame.example);
    let report = reader.read(Article::new(frame.id, marked.text.as_str()));
    checked.examples += 1;
    let on_trigger = |event: &&Event| {
        let tells =
            |span: &Span| span.overlaps(event.trigger) || event.mentions.iter().any(|told| span.overlaps(*told));
        marked.triggers.iter().any(tells)
    };
    let events: Vec<&Event> = report.events.rows().iter().filter(on_trigger).collect();
    let place = format!("{} ({}:{})", frame.id, frame.source.0, frame.source.1);
    let Some(event) = events.iter().find(|event| event.kind == frame.kind) else {
        let got: Vec<&str> = events.iter().map(|event| event.kind.as_str()).collect();
        checked.failures.push(format!("{place}: type {} not {got:?}: {}", frame.kind, frame.example));
        return;
    };
    checked.right_type += 1;
    let covers = |participants: &[Participant], spans: &[Span]| {
        spans.iter().all(|span| participants.iter().any(|one| stands_for(&report, one, *span)))
    };
    let both: Vec<Participant> = event.actors.iter().chain(&event.recipients).copied().collect();
    let actors_fit = covers(if marked.recipients.is_empty() { &both } else { &event.actors }, &marked.actors);
    if actors_fit && covers(&event.recipients, &marked.recipients) {
        checked.right_roles += 1;
    } else {
        checked.failures.push(format!("{place}: roles: {} [{}]", frame.example, event.why.join("; ")));
    }
}

/// Whether a participant is, or stands for, whoever is marked: "the decision
/// of <Paris>" stands for Paris, "its plan" for whoever "its" refers to.
fn stands_for(report: &Report, participant: &Participant, marked: Span) -> bool {
    let is_marked = |token| marked.overlaps(report.parse.tokens[token].span);
    let mentions = &report.grounding.mentions;
    is_marked(participant.head)
        || participant.mention.is_some_and(|mention| {
            let chain = &report.grounding.chains[mentions[mention].chain];
            chain.mentions.iter().any(|&mention| is_marked(mentions[mention].head))
        })
}

fn check_counter(reader: &Reader, frame: &Frame, checked: &mut Checked) {
    if frame.counter.is_empty() {
        return;
    }
    checked.counters += 1;
    let text = unmark(frame.counter).text;
    let report = reader.read(Article::new(frame.id, text));
    let fired = report
        .events
        .rows()
        .iter()
        .any(|event| event.why.iter().any(|why| why.ends_with(&format!("frame {}", frame.id))));
    if fired {
        checked
            .failures
            .push(format!("{} ({}:{}): counter: {}", frame.id, frame.source.0, frame.source.1, frame.counter));
    } else {
        checked.right_counters += 1;
    }
}
