//! Nouns for roles, people, bodies and things (`data/roles.tsv`).

use std::collections::HashMap;

use document::Label;
use foldhash::fast::RandomState;

use super::KnowledgeError;
use super::table::TableReader;

/// What a noun or noun phrase stands for.
#[derive(Clone, Debug)]
pub struct Role {
    /// The phrase in lower case, its head in the singular.
    pub phrase: &'static str,
    /// PLOVER sectors, the main one first.
    pub sectors: Vec<Label>,
    /// A person, people, a body, or a thing of somebody's.
    pub kind: RoleKind,
    /// Whether women only; `None` where the word does not say.
    pub is_woman: Option<bool>,
    /// Its country where nothing says.
    pub country: Option<Label>,
}

/// What kind of thing a role noun stands for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum RoleKind {
    /// One person ("foreign minister").
    Person,
    /// A number of people ("police", "crowd").
    People,
    /// An organ or organisation ("foreign ministry").
    Body,
    /// A thing that stands for its owner ("embassy", "warship").
    Thing,
}

/// All roles by phrase.
#[derive(Default)]
pub struct Roles {
    roles: Vec<Role>,
    by_phrase: HashMap<&'static str, usize, RandomState>,
    longest: usize,
}

impl Roles {
    /// Reads the table.
    pub fn read(file: &str, text: &'static str) -> Result<Self, KnowledgeError> {
        let table = TableReader::new(file, text, &["phrase", "plural", "sectors", "kind", "gender", "of"])?;
        let mut roles = Roles::default();
        for row in table.rows() {
            let row = row?;
            let kind = match row.get("kind") {
                "person" => RoleKind::Person,
                "people" => RoleKind::People,
                "body" => RoleKind::Body,
                "thing" => RoleKind::Thing,
                other => return Err(row.error(&format!("{other:?} is no kind; kinds are person, people, body, thing"))),
            };
            let phrase = row.get("phrase");
            let index = roles.roles.len();
            if roles.by_phrase.insert(phrase, index).is_some() {
                return Err(row.error(&format!("{phrase:?} stands in the table twice")));
            }
            for plural in row.list("plural") {
                roles.by_phrase.entry(plural).or_insert(index);
            }
            roles.longest = roles.longest.max(phrase.split(' ').count());
            roles.roles.push(Role {
                phrase,
                sectors: row.list("sectors").map(Label::new).collect(),
                kind,
                is_woman: match row.get("gender") {
                    "f" => Some(true),
                    "m" => Some(false),
                    _ => None,
                },
                country: Some(row.get("of")).filter(|of| of.len() == 3).map(Label::new),
            });
        }
        Ok(roles)
    }

    /// The role of a phrase in lower case with its head in the singular.
    pub fn get(&self, phrase: &str) -> Option<&Role> {
        self.by_phrase.get(phrase).map(|&index| &self.roles[index])
    }

    /// The role that the longest run of `words` ending with the last one
    /// names, and how many words it takes.
    pub fn longest(&self, words: &[&str]) -> Option<(usize, &Role)> {
        let most = self.longest.min(words.len());
        (1..=most).rev().find_map(|count| self.get(&words[words.len() - count..].join(" ")).map(|role| (count, role)))
    }

    /// All roles in the order of the table.
    pub fn rows(&self) -> &[Role] {
        &self.roles
    }
}
