//! Frames: words and the grammar around them that report an event
//! (`data/frames/`).

use std::collections::HashMap;

use document::Label;
use foldhash::fast::RandomState;

use super::KnowledgeError;
use super::table::{Row, TableReader};

/// One row of a frames table.
#[derive(Clone, Debug)]
pub struct Frame {
    /// "coerce/arrest".
    pub id: &'static str,
    /// Alternatives: each a lemma, or lemmas that must stand together; the one
    /// that the others hang on comes first.
    pub words: Vec<Vec<&'static str>>,
    /// What the first of the words is.
    pub pos: FramePos,
    /// Which slot has which role.
    pub roles: Vec<(&'static str, Role)>,
    /// What must hold besides.
    pub needs: Vec<Need>,
    /// The PLOVER type.
    pub kind: Label,
    /// The PLOVER mode; may be empty.
    pub mode: Label,
    /// The CAMEO code.
    pub cameo: Label,
    /// Contexts that it always brings.
    pub contexts: Vec<Label>,
    /// A sentence that it must code, with the roles marked.
    pub example: &'static str,
    /// A sentence that it must not code.
    pub counter: &'static str,
    /// File and line.
    pub source: (String, usize),
}

/// The part of speech of a frame's word.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum FramePos {
    /// A verb.
    Verb,
    /// An event noun.
    Noun,
    /// An adjective.
    Adjective,
}

/// What a slot's filler is to the event.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Role {
    /// Who does it.
    Actor,
    /// To whom.
    Recipient,
    /// One of several who do it together.
    Both,
    /// What it is about.
    Theme,
    /// Where.
    Place,
}

/// A condition on a slot.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Need {
    /// The slot's head is a word of one of these classes (`|` between them).
    Class(&'static str, &'static str),
    /// The slot is filled by somebody who can act.
    Actor(&'static str),
    /// The slot is filled.
    Has(&'static str),
    /// There is no object.
    NoObject,
}

/// All frames, found by the first of their words.
#[derive(Default)]
pub struct Frames {
    /// In the order of the files.
    pub rows: Vec<Frame>,
    by_word: HashMap<&'static str, Vec<u32>, RandomState>,
    classes: HashMap<&'static str, Vec<&'static str>, RandomState>,
}

/// The columns that a table of frames must have.
pub(super) const COLUMNS: [&str; 11] =
    ["id", "words", "pos", "roles", "needs", "type", "mode", "cameo", "contexts", "example", "counter"];

impl Frames {
    /// Reads one table of frames. A frame with the id of an earlier one takes
    /// its place.
    ///
    /// # Errors
    ///
    /// The first mistake: file, line, and what to change.
    pub fn read(&mut self, file: &str, text: &'static str) -> Result<(), KnowledgeError> {
        let table = TableReader::new(file, text, &COLUMNS)?;
        for row in table.rows() {
            let row = row?;
            let frame = frame(&row, file)?;
            match self.rows.iter().position(|known| known.id == frame.id) {
                Some(known) => self.rows[known] = frame,
                None => self.rows.push(frame),
            }
        }
        Ok(())
    }

    /// Reads a table of word classes.
    ///
    /// # Errors
    ///
    /// Where the table is not of its form.
    pub fn read_classes(&mut self, file: &str, text: &'static str) -> Result<(), KnowledgeError> {
        let table = TableReader::new(file, text, &["class", "words"])?;
        for row in table.rows() {
            let row = row?;
            self.classes.entry(row.get("class")).or_default().extend(row.list("words"));
        }
        Ok(())
    }

    /// Builds the index; to be called after the last file.
    ///
    /// # Errors
    ///
    /// Where a frame needs a class that no table defines.
    pub fn index(&mut self) -> Result<(), KnowledgeError> {
        self.by_word.clear();
        for (number, frame) in self.rows.iter().enumerate() {
            for words in &frame.words {
                if let Some(first) = words.first() {
                    self.by_word.entry(first).or_default().push(number as u32);
                }
            }
            for need in &frame.needs {
                if let Need::Class(_, classes) = need
                    && let Some(class) =
                        classes.split('|').find(|class| *class != "actor" && !self.classes.contains_key(class))
                {
                    let problem = format!("the class {class:?} is in no table of classes");
                    return Err(KnowledgeError { file: frame.source.0.clone(), line: Some(frame.source.1), problem });
                }
            }
        }
        Ok(())
    }

    /// The frames whose words start with this lemma.
    pub fn starting_with(&self, lemma: &str) -> impl Iterator<Item = &Frame> {
        self.by_word.get(lemma).into_iter().flatten().map(|&row| &self.rows[row as usize])
    }

    /// Whether a table defines this class.
    pub fn has_class(&self, class: &str) -> bool {
        self.classes.contains_key(class)
    }

    /// Whether one of these classes takes in whoever is of one of the sectors
    /// ("sector:MIL" among its words).
    pub fn has_sector(&self, sectors: &[Label], classes: &str) -> bool {
        let words = || classes.split('|').filter_map(|class| self.classes.get(class)).flatten();
        let is_named = |sector: &Label| words().any(|word| word.strip_prefix("sector:") == Some(sector.as_str()));
        sectors.iter().any(is_named)
    }

    /// Whether a lemma is of one of these classes (`|` between them).
    pub fn is_of(&self, lemma: &str, classes: &str) -> bool {
        let mut classes = classes.split('|').filter_map(|class| self.classes.get(class));
        classes.any(|words| words.contains(&lemma))
    }
}

pub(super) fn frame(row: &Row<'_>, file: &str) -> Result<Frame, KnowledgeError> {
    let pos = match row.get("pos") {
        "verb" => FramePos::Verb,
        "noun" => FramePos::Noun,
        "adjective" => FramePos::Adjective,
        other => return Err(row.error(&format!("pos is {other:?}; it is verb, noun or adjective"))),
    };
    let roles = row.get("roles").split_whitespace().map(|pair| role(row, pair)).collect::<Result<_, _>>()?;
    let needs = row.get("needs").split_whitespace().map(|need| self::need(row, need)).collect::<Result<_, _>>()?;
    if row.get("type").is_empty() {
        return Err(row.error("the frame has no type"));
    }
    Ok(Frame {
        id: row.get("id"),
        words: row.list("words").flat_map(|phrase| phrases(phrase, pos)).collect(),
        pos,
        roles,
        needs,
        kind: Label::new(row.get("type")),
        mode: Label::new(row.get("mode")),
        cameo: Label::new(row.get("cameo")),
        contexts: row.list("contexts").map(Label::new).collect(),
        example: row.get("example"),
        counter: row.get("counter"),
        source: (file.to_owned(), row.line),
    })
}

/// Prepositions behind the head of a noun phrase.
const BEHIND: [&str; 12] = ["of", "for", "to", "on", "in", "against", "with", "at", "from", "over", "between", "by"];

/// The words of a phrase, the head first: of a verb phrase the first word, of
/// a noun phrase the last before a preposition. The parser splits words at
/// hyphens, and either part may be the head.
fn phrases(phrase: &'static str, pos: FramePos) -> Vec<Vec<&'static str>> {
    let parts = phrase.split(' ').flat_map(|word| word.split('-')).filter(|part| !part.is_empty());
    let words: Vec<&str> = parts.collect();
    let end = words.iter().skip(1).position(|word| BEHIND.contains(word)).map_or(words.len(), |place| place + 1);
    let mut heads = vec![if pos == FramePos::Noun { end - 1 } else { 0 }];
    if phrase.contains('-') {
        heads = (0..words.len()).filter(|&place| words[place].len() > 2 || words.len() == 2).collect();
    }
    let headed = |head: &usize| {
        let others = words.iter().enumerate().filter(|(place, _)| place != head).map(|(_, word)| *word);
        std::iter::once(words[*head]).chain(others).collect()
    };
    heads.iter().map(headed).collect()
}

fn role(row: &Row<'_>, pair: &'static str) -> Result<(&'static str, Role), KnowledgeError> {
    let problem =
        || row.error(&format!("the role {pair:?} is not of the form slot=role (actor, recipient, both, theme, place)"));
    let (slot, role) = pair.split_once('=').ok_or_else(problem)?;
    let role = match role {
        "actor" => Role::Actor,
        "recipient" => Role::Recipient,
        "both" => Role::Both,
        "theme" => Role::Theme,
        "place" => Role::Place,
        _ => return Err(problem()),
    };
    Ok((slot, role))
}

fn need(row: &Row<'_>, need: &'static str) -> Result<Need, KnowledgeError> {
    match need.split_once(':') {
        None if need == "no-object" => Ok(Need::NoObject),
        Some(("has", slot)) => Ok(Need::Has(slot)),
        Some((slot, "actor")) => Ok(Need::Actor(slot)),
        Some((slot, class)) => Ok(Need::Class(slot, class)),
        None => Err(row.error(&format!("the condition {need:?} is not of the form slot:class, has:slot or no-object"))),
    }
}
