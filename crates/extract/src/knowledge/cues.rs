//! The cues by which news ascribes words and thoughts to somebody:
//! `data/cues.tsv`, whose head describes its columns.

use std::collections::HashMap;

use foldhash::fast::FixedState;
use smol_str::SmolStr;

use super::KnowledgeError;

const FILE: &str = "data/cues.tsv";
const EMBEDDED: &str = include_str!("../../../../data/cues.tsv");
const COLUMNS: usize = 9;

/// All cues.
pub struct Cues {
    rows: Vec<Cue>,
    /// Rows by the first word of their lemma, in the order of the file.
    by_first_word: HashMap<SmolStr, Vec<u32>, FixedState>,
}

/// One construction of one word or phrase.
#[derive(Clone, Debug)]
pub struct Cue {
    /// The lemma, word by word.
    pub words: Vec<SmolStr>,
    /// What kind of word or phrase it is.
    pub class: CueClass,
    /// How the content follows.
    pub pattern: Pattern,
    /// How it is uttered, in the five kinds of the table.
    pub manner: CueManner,
    /// How the source usually stands to the content.
    pub polarity: Polarity,
    /// From 1 (nearly always an attribution) to 3.
    pub strength: u8,
    /// Where an addressee may stand.
    pub addressee: AddresseePlace,
    /// The second part of a cue in two, as the example has it ("to" of
    /// "compared the law to a wall").
    pub second_part: Option<SmolStr>,
    /// Whether it hides its source: its example marks none.
    pub hides_source: bool,
    /// A sentence with the parts marked.
    pub example: String,
    /// A sentence in which the word is no cue of this kind; may be empty.
    pub counter: String,
    /// Lemma, class and pattern: the row's name.
    pub name: String,
    /// The line of the file, counted from 1.
    pub line: usize,
}

/// Parts of speech of cues.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum CueClass {
    /// "say".
    Verb,
    /// "claim".
    Noun,
    /// "adamant".
    Adjective,
    /// "according to".
    Preposition,
    /// "reportedly".
    Adverb,
    /// "express concern".
    Phrase,
}

/// How the content follows its cue.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Pattern {
    /// A finite clause.
    That,
    /// Direct speech.
    Quote,
    /// An indirect question.
    Wh,
    /// An infinitive.
    To,
    /// A gerund.
    Ing,
    /// A noun phrase.
    Object,
    /// What something is called or held to be.
    As,
    /// This preposition, part of the cue, and what it governs.
    Preposition(SmolStr),
    /// An object, then an infinitive.
    ObjectTo,
    /// An object, then a finite clause.
    ObjectThat,
    /// An object, then this preposition and the content.
    ObjectPreposition(SmolStr),
    /// A noun with a finite clause.
    NounThat,
    /// A noun with "of".
    NounOf,
    /// A noun with an infinitive.
    NounTo,
    /// The content is the clause or phrase around the cue.
    Around,
}

/// How a cue's content is uttered, finer than a record's manner.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[expect(missing_docs, reason = "the names are the documentation")]
pub enum CueManner {
    Speech,
    Writing,
    Thought,
    Intention,
    Feeling,
}

/// How the source usually stands to the content.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[expect(missing_docs, reason = "the head of the table explains them")]
pub enum Polarity {
    Positive,
    Negative,
    Neutral,
}

/// Where an addressee may stand.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum AddresseePlace {
    /// The object of the verb.
    Object,
    /// After "to".
    To,
    /// After "with".
    With,
    /// Nowhere.
    Nowhere,
}

impl Cues {
    /// The table that the program carries.
    ///
    /// # Errors
    ///
    /// Never, in a program that passed its tests.
    pub fn embedded() -> Result<Self, KnowledgeError> {
        Cues::parse(EMBEDDED, FILE)
    }

    /// Reads a table of the same form; `file` names it in errors.
    ///
    /// # Errors
    ///
    /// Where a line has not nine columns or a column holds none of its values.
    pub fn parse(content: &str, file: &str) -> Result<Self, KnowledgeError> {
        let mut rows = Vec::new();
        let lines = content.lines().enumerate().filter(|(_, line)| !line.starts_with('#') && !line.is_empty());
        for (index, line) in lines.skip(1) {
            let cue = parse_row(line, index + 1);
            rows.push(cue.map_err(|problem| KnowledgeError { file: file.into(), line: Some(index + 1), problem })?);
        }
        Ok(Cues::index(rows))
    }

    fn index(rows: Vec<Cue>) -> Self {
        let mut by_first_word: HashMap<SmolStr, Vec<u32>, FixedState> = HashMap::default();
        for (number, row) in rows.iter().enumerate() {
            by_first_word.entry(row.words[0].clone()).or_default().push(number as u32);
        }
        Cues { rows, by_first_word }
    }

    /// All rows in the order of the file.
    pub fn rows(&self) -> &[Cue] {
        &self.rows
    }

    /// The numbers of the rows whose lemma begins with this word.
    pub fn starting_with(&self, word: &str) -> &[u32] {
        self.by_first_word.get(word).map_or(&[], Vec::as_slice)
    }
}

fn parse_row(line: &str, number: usize) -> Result<Cue, String> {
    let cells: Vec<&str> = line.split('\t').collect();
    if cells.len() != COLUMNS {
        return Err(format!("{} columns instead of {COLUMNS}", cells.len()));
    }
    let words: Vec<SmolStr> = split_words(cells[0]);
    if words.is_empty() {
        return Err("the lemma is empty".into());
    }
    Ok(Cue {
        words,
        class: one_of(cells[1], &CLASSES, "pos")?,
        pattern: parse_pattern(cells[2])?,
        manner: one_of(cells[3], &MANNERS, "manner")?,
        polarity: one_of(cells[4], &POLARITIES, "polarity")?,
        strength: one_of(cells[5], &[("1", 1), ("2", 2), ("3", 3)], "strength")?,
        addressee: one_of(cells[6], &PLACES, "addressee")?,
        second_part: second_part(cells[7]),
        hides_source: !cells[7].contains('['),
        example: cells[7].into(),
        counter: cells[8].into(),
        name: cells[..3].join("|"),
        line: number,
    })
}

const CLASSES: [(&str, CueClass); 6] = [
    ("verb", CueClass::Verb),
    ("noun", CueClass::Noun),
    ("adjective", CueClass::Adjective),
    ("preposition", CueClass::Preposition),
    ("adverb", CueClass::Adverb),
    ("phrase", CueClass::Phrase),
];

const MANNERS: [(&str, CueManner); 5] = [
    ("speech", CueManner::Speech),
    ("writing", CueManner::Writing),
    ("thought", CueManner::Thought),
    ("intention", CueManner::Intention),
    ("feeling", CueManner::Feeling),
];

const POLARITIES: [(&str, Polarity); 3] =
    [("positive", Polarity::Positive), ("negative", Polarity::Negative), ("neutral", Polarity::Neutral)];

const PLACES: [(&str, AddresseePlace); 4] = [
    ("object", AddresseePlace::Object),
    ("to", AddresseePlace::To),
    ("with", AddresseePlace::With),
    ("", AddresseePlace::Nowhere),
];

const PATTERNS: [(&str, Pattern); 14] = [
    ("that", Pattern::That),
    ("quote", Pattern::Quote),
    ("wh", Pattern::Wh),
    ("to", Pattern::To),
    ("ing", Pattern::Ing),
    ("object", Pattern::Object),
    ("as", Pattern::As),
    ("object-to", Pattern::ObjectTo),
    ("object-that", Pattern::ObjectThat),
    ("noun-that", Pattern::NounThat),
    ("noun-of", Pattern::NounOf),
    ("noun-to", Pattern::NounTo),
    ("np", Pattern::Around),
    ("of", Pattern::Preposition(SmolStr::new_inline("of"))),
];

const PREPOSITIONS: [&str; 7] = ["of", "for", "on", "about", "against", "in", "with"];

fn parse_pattern(cell: &str) -> Result<Pattern, String> {
    if let Some((_, pattern)) = PATTERNS.iter().find(|(name, _)| *name == cell) {
        return Ok(pattern.clone());
    }
    let (make, preposition): (fn(SmolStr) -> Pattern, &str) = match cell.strip_prefix("object-") {
        Some(preposition) => (Pattern::ObjectPreposition, preposition),
        None => (Pattern::Preposition, cell),
    };
    match PREPOSITIONS.contains(&preposition) {
        true => Ok(make(preposition.into())),
        false => Err(format!("{cell:?} is no pattern; the head of the file lists them")),
    }
}

fn second_part(example: &str) -> Option<SmolStr> {
    let (_, rest) = example.split_once('}')?;
    let (part, _) = rest.split_once('{')?.1.split_once('}')?;
    (!part.contains(' ')).then(|| part.into())
}

/// The words of a lemma; a hyphen is a word, as the tokenizer has it.
fn split_words(lemma: &str) -> Vec<SmolStr> {
    let between = lemma.replace('-', " - ");
    between.split(' ').filter(|word| !word.is_empty()).map(SmolStr::new).collect()
}

fn one_of<T: Copy>(cell: &str, values: &[(&str, T)], column: &str) -> Result<T, String> {
    values.iter().find(|(name, _)| *name == cell).map(|&(_, value)| value).ok_or_else(|| {
        let names: Vec<&str> = values.iter().map(|(name, _)| *name).collect();
        format!("{column} is {cell:?}; it must be one of {names:?}")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = "lemma\tpos\tpattern\tmanner\tpolarity\tstrength\taddressee\texample\tcounter\n";

    #[test]
    fn the_table_loads_sorted_and_without_doubles() {
        let cues = Cues::embedded().unwrap();
        assert!(cues.rows().len() > 500);
        let key = |cue: &Cue| {
            let (class, pattern) = cue.name.split_once('|').unwrap().1.split_once('|').unwrap();
            (cue.name.split('|').next().unwrap().to_owned(), class.to_owned(), pattern.to_owned())
        };
        assert!(cues.rows().windows(2).all(|pair| key(&pair[0]) < key(&pair[1])));
    }

    #[test]
    fn a_wrong_cell_is_named_with_its_line() {
        let table = format!("{HEAD}say\tverb\tthat\tspeech\tneutral\t4\t\t\t\n");
        let error = Cues::parse(&table, "cues.tsv").err().unwrap().to_string();
        assert_eq!(error, "cues.tsv, line 2: strength is \"4\"; it must be one of [\"1\", \"2\", \"3\"]");
        assert!(Cues::parse(&format!("{HEAD}say\tverb\n"), "cues.tsv").is_err());
    }

    #[test]
    fn prepositions_are_patterns() {
        assert_eq!(parse_pattern("about"), Ok(Pattern::Preposition("about".into())));
        assert_eq!(parse_pattern("object-for"), Ok(Pattern::ObjectPreposition("for".into())));
        assert!(parse_pattern("object-near").is_err());
    }
}
