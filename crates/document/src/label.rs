use std::borrow::Borrow;
use std::collections::BTreeSet;
use std::fmt;
use std::ops::Deref;
use std::sync::{Mutex, PoisonError};

use serde::{Serialize, Serializer};

/// A name out of a closed set that some table or model brings: a tag (`NNP`),
/// a relation (`nsubj`), a type of name (`PERSON`), a set of features
/// (`Number=Sing`).
///
/// A label is as cheap to copy as a `&str` and reads like one:
/// `token.relation == "nsubj"`. Making one keeps its text for the rest of the
/// program's life, so labels are made when a model is loaded, never from an
/// article's words.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Label(&'static str);

static KNOWN: Mutex<BTreeSet<&'static str>> = Mutex::new(BTreeSet::new());

impl Label {
    /// The label with this text. Equal texts share one piece of memory.
    pub fn new(text: &str) -> Label {
        let mut known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(&text) = known.get(text) {
            return Label(text);
        }
        let text: &'static str = Box::leak(Box::from(text));
        known.insert(text);
        Label(text)
    }

    /// The label of a text that the program holds anyway.
    pub const fn from_static(text: &'static str) -> Label {
        Label(text)
    }

    /// The label's text.
    pub fn as_str(self) -> &'static str {
        self.0
    }
}

impl Deref for Label {
    type Target = str;
    fn deref(&self) -> &str {
        self.0
    }
}

impl Borrow<str> for Label {
    fn borrow(&self) -> &str {
        self.0
    }
}

impl PartialEq<str> for Label {
    fn eq(&self, other: &str) -> bool {
        self.0 == other
    }
}

impl PartialEq<&str> for Label {
    fn eq(&self, other: &&str) -> bool {
        self.0 == *other
    }
}

impl fmt::Debug for Label {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.0, f)
    }
}

impl fmt::Display for Label {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.0)
    }
}

impl Serialize for Label {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_texts_share_memory() {
        let (one, other) = (Label::new("nsubj"), Label::new(&String::from("nsubj")));
        assert!(std::ptr::eq(one.as_str(), other.as_str()));
        assert_eq!(one, "nsubj");
        assert_ne!(one, "dobj");
    }
}
