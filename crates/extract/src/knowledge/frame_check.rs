//! Mistakes in tables of frames: those of form, names that the codebooks do
//! not have, and frames that claim the same words for different types.

use std::collections::BTreeMap;

use super::frames::{Frame, FramePos, Frames, Need, Role};
use super::ontology::Ontology;
use super::table::TableReader;
use super::{Knowledge, KnowledgeError};

/// All mistakes of some files, against the frames that stand already.
pub(super) fn check(knowledge: &Knowledge, files: &[(String, &'static str)]) -> Vec<KnowledgeError> {
    let mut mistakes = Vec::new();
    let mut own: Vec<Frame> = Vec::new();
    for (file, text) in files {
        read(&knowledge.frames, &knowledge.ontology, file, text, &mut own, &mut mistakes);
    }
    let replaced = |known: &&Frame| !own.iter().any(|frame| frame.id == known.id);
    let standing: Vec<&Frame> = knowledge.frames.rows.iter().filter(replaced).collect();
    mistakes.extend(rivals(&standing, &own));
    mistakes
}

fn read(
    frames: &Frames,
    ontology: &Ontology,
    file: &str,
    text: &'static str,
    own: &mut Vec<Frame>,
    mistakes: &mut Vec<KnowledgeError>,
) {
    let table = match TableReader::new(file, text, &super::frames::COLUMNS) {
        Ok(table) => table,
        Err(mistake) => return mistakes.push(mistake),
    };
    for row in table.rows() {
        match row.and_then(|row| super::frames::frame(&row, file)) {
            Ok(frame) => {
                let problems = problems(frames, ontology, &frame, own);
                mistakes.extend(problems.into_iter().map(|problem| mistake(&frame, problem)));
                own.push(frame);
            }
            Err(mistake) => mistakes.push(mistake),
        }
    }
}

fn mistake(frame: &Frame, problem: String) -> KnowledgeError {
    KnowledgeError { file: frame.source.0.clone(), line: Some(frame.source.1), problem }
}

/// What is wrong with a frame beside its form; `own` holds the frames before
/// it.
fn problems(frames: &Frames, ontology: &Ontology, frame: &Frame, own: &[Frame]) -> Vec<String> {
    let mut problems = Vec::new();
    let (kind, mode) = (frame.kind.as_str(), frame.mode.as_str());
    if let Some(other) = own.iter().find(|other| other.id == frame.id) {
        problems.push(format!("the id {:?} stands in {}, line {} already", frame.id, other.source.0, other.source.1));
    }
    if frame.id.is_empty() || frame.words.is_empty() {
        problems.push("a frame needs an id and words".to_owned());
    }
    if !ontology.has_type(kind) {
        problems.push(format!("{kind:?} is no type of PLOVER"));
    } else if !mode.is_empty() && !ontology.has_mode(kind, mode) {
        let modes: Vec<&str> = ontology.modes_of(kind).collect();
        problems.push(format!("{kind} has no mode {mode:?}; its modes are {}", list_or_none(&modes)));
    }
    if ontology.label(&frame.cameo).is_none() {
        problems.push(format!("{:?} is no code of CAMEO", frame.cameo.as_str()));
    }
    let unknown = frame.contexts.iter().filter(|context| !ontology.has_context(context));
    problems.extend(unknown.map(|context| format!("{:?} is no context of PLOVER", context.as_str())));
    if frame.example.is_empty() {
        problems.push("the frame has no example; write a sentence that it must code".to_owned());
    }
    let classes = frame.needs.iter().filter_map(|need| match need {
        Need::Class(_, classes) => Some(classes.split('|')),
        _ => None,
    });
    let unknown = classes.flatten().filter(|class| *class != "actor" && !frames.has_class(class));
    problems.extend(unknown.map(|class| format!("the class {class:?} is in no table of classes")));
    problems
}

fn list_or_none(names: &[&str]) -> String {
    if names.is_empty() { "none".to_owned() } else { names.join(", ") }
}

/// What a frame claims: a word, and the grammar around it.
type Claim<'f> = (Vec<&'static str>, &'static str, Vec<(&'static str, &'static str)>, Vec<String>);

fn claims(frame: &Frame) -> impl Iterator<Item = Claim<'_>> {
    let pos = match frame.pos {
        FramePos::Verb => "verb",
        FramePos::Noun => "noun",
        FramePos::Adjective => "adjective",
    };
    let role = |role: Role| match role {
        Role::Actor => "actor",
        Role::Recipient => "recipient",
        Role::Both => "both",
        Role::Theme => "theme",
        Role::Place => "place",
    };
    let mut roles: Vec<_> = frame.roles.iter().map(|&(slot, of)| (slot, role(of))).collect();
    roles.sort_unstable();
    let mut needs: Vec<String> = frame.needs.iter().map(|need| format!("{need:?}")).collect();
    needs.sort_unstable();
    frame.words.iter().map(move |words| (words.clone(), pos, roles.clone(), needs.clone()))
}

/// Frames of `own` that claim what another frame claims for another type.
fn rivals(standing: &[&Frame], own: &[Frame]) -> Vec<KnowledgeError> {
    let mut claimed: BTreeMap<Claim<'_>, &Frame> = BTreeMap::new();
    for &frame in standing {
        for claim in claims(frame) {
            claimed.entry(claim).or_insert(frame);
        }
    }
    let mut mistakes = Vec::new();
    for frame in own {
        for claim in claims(frame) {
            let words = claim.0.join(" ");
            let other = *claimed.entry(claim).or_insert(frame);
            if other.kind != frame.kind {
                let (file, line) = &other.source;
                mistakes.push(mistake(
                    frame,
                    format!(
                        "{words:?} with the same roles and conditions is {} here and {} in {file}, line {line} ({}); \
                         change the conditions of one, or give it the other's id to replace it",
                        frame.kind, other.kind, other.id
                    ),
                ));
            }
        }
    }
    mistakes
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = "id\twords\tpos\troles\tneeds\ttype\tmode\tcameo\tcontexts\texample\tcounter\n";

    fn check_rows(rows: &str) -> Vec<String> {
        let text: &'static str = Box::leak(format!("{HEAD}{rows}").into_boxed_str());
        let knowledge = Knowledge::embedded().unwrap();
        check(&knowledge, &[("f.tsv".to_owned(), text)]).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn each_mistake_has_its_line() {
        let found = check_rows(
            "own/a\tfrobnicate\tverb\tsubject=actor\t\tAID\tvisit\t071\tweather\t[Ghana] {frobnicated}.\t\n\
             own/b\tfrobnicate\tadverb\t\t\tAID\t\t071\t\t\t\n",
        );
        assert_eq!(
            found,
            [
                "f.tsv, line 2: AID has no mode \"visit\"; its modes are none",
                "f.tsv, line 2: \"weather\" is no context of PLOVER",
                "f.tsv, line 3: pos is \"adverb\"; it is verb, noun or adjective",
            ]
        );
    }

    #[test]
    fn rivals_are_named() {
        let found = check_rows(
            "own/a\tfrobnicate|fro\tverb\tsubject=actor\t\tAID\t\t071\t\t[Ghana] {frobnicated}.\t\n\
             own/b\tfrobnicate\tverb\tsubject=actor\t\tACCUSE\t\t111\t\t[Ghana] {frobnicated}.\t\n",
        );
        assert_eq!(found.len(), 1);
        assert!(found[0].starts_with("f.tsv, line 3: \"frobnicate\" with the same roles"), "{}", found[0]);
    }
}
