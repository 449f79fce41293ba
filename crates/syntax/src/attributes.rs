//! The attribute rules: patterns over tags, words and relations that set
//! universal parts of speech, features and some lemmas. Later rules win.

use std::str::FromStr;

use document::{Label, PartOfSpeech};
use regex::Regex;
use serde::Deserialize;
use serde_json::Value;
use smol_str::SmolStr;

use crate::ModelError;
use crate::files::ATTRIBUTES;

/// What the rules look at in one word.
#[derive(Clone, Copy)]
pub struct Word<'a> {
    pub lower: &'a str,
    pub is_space: bool,
    pub tag: Label,
    /// The part of speech where the tagger gives one; else the empty label.
    pub part_of_speech: Label,
    pub relation: Label,
}

/// The rules in order.
pub struct AttributeRules {
    /// Rules about one word, which may be remembered for each kind of word.
    single: Vec<Rule>,
    /// Rules about several words in a row.
    sequences: Vec<Rule>,
}

struct Rule {
    /// Its place in the model's list.
    order: u32,
    /// Alternatives, each a condition for every word in a row.
    patterns: Vec<Vec<Condition>>,
    /// Which word of the row is changed.
    target: usize,
    set: Settings,
}

/// All that must hold of one word.
#[derive(Default)]
struct Condition {
    tag: Option<Test>,
    lower: Option<Test>,
    part_of_speech: Option<Test>,
    relation: Option<Test>,
    is_space: Option<bool>,
}

enum Test {
    Is(String),
    In(Vec<String>),
    NotIn(Vec<String>),
    Matches(Regex),
}

#[derive(Default, Clone)]
struct Settings {
    tag: Option<Label>,
    part_of_speech: Option<PartOfSpeech>,
    features: Option<Label>,
    lemma: Option<SmolStr>,
    relation: Option<Label>,
}

/// What the rules said of a word, each with the order of the rule that said
/// it.
#[derive(Clone, Default, Debug, PartialEq)]
pub struct Attributes {
    pub tag: Option<(u32, Label)>,
    pub part_of_speech: Option<(u32, PartOfSpeech)>,
    pub features: Option<(u32, Label)>,
    pub lemma: Option<(u32, SmolStr)>,
    pub relation: Option<(u32, Label)>,
}

#[derive(Deserialize)]
struct Entry {
    patterns: Vec<Vec<serde_json::Map<String, Value>>>,
    attrs: serde_json::Map<String, Value>,
    index: i64,
}

impl AttributeRules {
    pub fn new(bytes: &[u8]) -> Result<Self, ModelError> {
        let text = std::str::from_utf8(bytes).map_err(|error| ModelError::form(ATTRIBUTES, error))?;
        let mut rules = AttributeRules { single: Vec::new(), sequences: Vec::new() };
        for (order, line) in text.lines().enumerate() {
            let rule = rule(order, line).map_err(|problem| ModelError::line(ATTRIBUTES, order, problem))?;
            if rule.patterns.iter().all(|pattern| pattern.len() == 1) {
                rules.single.push(rule);
            } else {
                rules.sequences.push(rule);
            }
        }
        if rules.sequences.len() > u32::BITS as usize {
            return Err(ModelError::Unsupported(format!(
                "{} attribute rules about several words",
                rules.sequences.len()
            )));
        }
        Ok(rules)
    }

    /// What the rules about single words say of `word`.
    pub fn single(&self, word: Word<'_>) -> Attributes {
        let mut attributes = Attributes::default();
        for rule in &self.single {
            if rule.patterns.iter().any(|pattern| pattern[0].holds(word)) {
                attributes.apply(rule);
            }
        }
        attributes
    }

    /// The rules about several words that `word` could be the first of, one
    /// bit each.
    pub fn starts(&self, word: Word<'_>) -> u32 {
        let bit = |(index, rule): (usize, &Rule)| {
            let starts = rule.patterns.iter().any(|pattern| pattern[0].holds(word));
            u32::from(starts) << index
        };
        self.sequences.iter().enumerate().map(bit).sum()
    }

    /// Applies the rules of `starts` to a row of words; `change` gets the
    /// place of the word in the row and a function that changes its
    /// attributes.
    pub fn sequences<'a>(
        &self,
        starts: u32,
        row: impl Fn(usize) -> Option<Word<'a>>,
        mut change: impl FnMut(usize, &dyn Fn(&mut Attributes)),
    ) {
        for (index, rule) in self.sequences.iter().enumerate() {
            if starts & (1 << index) == 0 {
                continue;
            }
            let holds = |pattern: &Vec<Condition>| {
                let mut places = pattern.iter().enumerate();
                places.all(|(place, condition)| row(place).is_some_and(|word| condition.holds(word)))
            };
            if rule.patterns.iter().any(holds) {
                change(rule.target, &|attributes: &mut Attributes| attributes.apply(rule));
            }
        }
    }
}

impl Attributes {
    /// Adds what other rules said; of two rules the later one is kept.
    pub fn merge(&mut self, other: Attributes) {
        fn keep_later<T>(slot: &mut Option<(u32, T)>, other: Option<(u32, T)>) {
            if let Some((order, value)) = other
                && slot.as_ref().is_none_or(|(earlier, _)| *earlier <= order)
            {
                *slot = Some((order, value));
            }
        }
        keep_later(&mut self.tag, other.tag);
        keep_later(&mut self.part_of_speech, other.part_of_speech);
        keep_later(&mut self.features, other.features);
        keep_later(&mut self.lemma, other.lemma);
        keep_later(&mut self.relation, other.relation);
    }

    fn apply(&mut self, rule: &Rule) {
        let set = rule.set.clone();
        self.merge(Attributes {
            tag: set.tag.map(|value| (rule.order, value)),
            part_of_speech: set.part_of_speech.map(|value| (rule.order, value)),
            features: set.features.map(|value| (rule.order, value)),
            lemma: set.lemma.map(|value| (rule.order, value)),
            relation: set.relation.map(|value| (rule.order, value)),
        });
    }
}

impl Condition {
    fn holds(&self, word: Word<'_>) -> bool {
        let test = |test: &Option<Test>, value: &str| test.as_ref().is_none_or(|test| test.holds(value));
        test(&self.tag, &word.tag)
            && test(&self.lower, word.lower)
            && test(&self.part_of_speech, &word.part_of_speech)
            && test(&self.relation, &word.relation)
            && self.is_space.is_none_or(|wanted| wanted == word.is_space)
    }
}

impl Test {
    fn holds(&self, value: &str) -> bool {
        match self {
            Test::Is(wanted) => value == wanted,
            Test::In(wanted) => wanted.iter().any(|wanted| wanted == value),
            Test::NotIn(unwanted) => unwanted.iter().all(|unwanted| unwanted != value),
            Test::Matches(regex) => regex.is_match(value),
        }
    }
}

fn rule(order: usize, line: &str) -> Result<Rule, String> {
    let entry: Entry = serde_json::from_str(line).map_err(|error| error.to_string())?;
    let mut patterns = Vec::new();
    for pattern in &entry.patterns {
        patterns.push(pattern.iter().map(condition).collect::<Result<Vec<_>, _>>()?);
    }
    let length = patterns.iter().map(Vec::len).min().unwrap_or_default();
    let target = usize::try_from(entry.index).ok().filter(|&target| target < length);
    let target = target.ok_or_else(|| format!("index {} is outside the pattern", entry.index))?;
    Ok(Rule { order: order as u32, patterns, target, set: settings(&entry.attrs)? })
}

fn condition(tests: &serde_json::Map<String, Value>) -> Result<Condition, String> {
    let mut condition = Condition::default();
    for (name, value) in tests {
        match name.as_str() {
            "TAG" => condition.tag = Some(test(value)?),
            "LOWER" => condition.lower = Some(test(value)?),
            "POS" => condition.part_of_speech = Some(test(value)?),
            "DEP" => condition.relation = Some(test(value)?),
            "IS_SPACE" => condition.is_space = value.as_bool(),
            other => return Err(format!("patterns over {other} are not supported")),
        }
    }
    Ok(condition)
}

fn test(value: &Value) -> Result<Test, String> {
    if let Some(text) = value.as_str() {
        return Ok(Test::Is(text.into()));
    }
    let object = value.as_object().filter(|object| object.len() == 1);
    let (name, value) = object.and_then(|object| object.iter().next()).ok_or("a test is a string or one operator")?;
    let list = || serde_json::from_value::<Vec<String>>(value.clone()).map_err(|error| error.to_string());
    match name.as_str() {
        "IN" => Ok(Test::In(list()?)),
        "NOT_IN" => Ok(Test::NotIn(list()?)),
        "REGEX" => {
            let pattern = value.as_str().ok_or("REGEX takes a string")?;
            Regex::new(pattern).map(Test::Matches).map_err(|error| error.to_string())
        }
        other => Err(format!("the operator {other} is not supported")),
    }
}

fn settings(attributes: &serde_json::Map<String, Value>) -> Result<Settings, String> {
    let mut set = Settings::default();
    for (name, value) in attributes {
        let text = value.as_str().ok_or_else(|| format!("{name} is not a string"))?;
        match name.as_str() {
            "TAG" => set.tag = Some(Label::new(text)),
            "POS" => set.part_of_speech = Some(PartOfSpeech::from_str(text).map_err(|error| error.to_string())?),
            "MORPH" => set.features = Some(Label::new(if text == "_" { "" } else { text })),
            "LEMMA" => set.lemma = Some(text.into()),
            "DEP" => set.relation = Some(Label::new(text)),
            other => return Err(format!("rules cannot set {other}")),
        }
    }
    Ok(set)
}

#[cfg(test)]
mod tests {
    use super::*;

    const RULES: &str = r#"{"patterns": [[{"TAG": "NN"}]], "attrs": {"POS": "NOUN", "MORPH": "Number=Sing"}, "index": 0}
{"patterns": [[{"LOWER": "let"}, {"LOWER": "'s"}]], "attrs": {"LEMMA": "us"}, "index": 1}
{"patterns": [[{"TAG": "NN", "LOWER": {"IN": ["nobody"]}}]], "attrs": {"POS": "PRON"}, "index": 0}
{"patterns": [[{"IS_SPACE": true, "DEP": {"NOT_IN": [""]}}]], "attrs": {"POS": "SPACE", "MORPH": "_"}, "index": 0}"#;

    fn word<'a>(lower: &'a str, tag: &str) -> Word<'a> {
        Word {
            lower,
            is_space: lower == "\n",
            tag: Label::new(tag),
            part_of_speech: Label::default(),
            relation: Label::new("dep"),
        }
    }

    #[test]
    fn later_rules_win() {
        let rules = AttributeRules::new(RULES.as_bytes()).unwrap();
        let noun = rules.single(word("talks", "NN"));
        assert_eq!(noun.part_of_speech, Some((0, PartOfSpeech::Noun)));
        let pronoun = rules.single(word("nobody", "NN"));
        assert_eq!(pronoun.part_of_speech, Some((2, PartOfSpeech::Pron)));
        assert_eq!(pronoun.features, Some((0, Label::new("Number=Sing"))));
        assert_eq!(rules.single(word("\n", "_SP")).part_of_speech, Some((3, PartOfSpeech::Space)));
    }

    #[test]
    fn a_row_of_words_changes_its_target() {
        let rules = AttributeRules::new(RULES.as_bytes()).unwrap();
        let row = [word("let", "VB"), word("'s", "PRP")];
        let mut changed = Vec::new();
        rules.sequences(
            rules.starts(row[0]),
            |place| row.get(place).copied(),
            |place, change| {
                let mut attributes = Attributes::default();
                change(&mut attributes);
                changed.push((place, attributes.lemma));
            },
        );
        assert_eq!(changed, [(1, Some((1, "us".into())))]);
        assert_eq!(rules.starts(row[1]), 0);
    }

    #[test]
    fn a_broken_rule_names_its_line() {
        let error = AttributeRules::new(br#"{"patterns": [[{"ENT": "x"}]], "attrs": {}, "index": 0}"#).err().unwrap();
        assert_eq!(error.to_string(), "attributes.jsonl, line 1: patterns over ENT are not supported");
    }
}
