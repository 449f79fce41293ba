//! The words of time: the tables under `data/times`.

mod holiday;
mod rows;
mod word;

use std::collections::{HashMap, HashSet};

use document::Label;
use foldhash::fast::RandomState;
use jiff::civil::Weekday;
use smol_str::SmolStr;

pub use holiday::{Rule, easter};
use rows::Row;
pub use word::{DayPart, Direction, Edge, Origin, Phrase, Quantity, Season, Sense, Stretch, Unit, Word};

use super::KnowledgeError;

/// What is known of the words of time.
#[derive(Default)]
pub struct TimeWords {
    words: HashMap<SmolStr, Word, RandomState>,
    future: HashSet<SmolStr, RandomState>,
    future_reports: HashSet<SmolStr, RandomState>,
    future_auxiliaries: HashSet<SmolStr, RandomState>,
    longest: usize,
}

const TABLES: [(&str, &str); 10] = [
    ("data/times/approximations.tsv", include_str!("../../../../../data/times/approximations.tsv")),
    ("data/times/calendar.tsv", include_str!("../../../../../data/times/calendar.tsv")),
    ("data/times/day-parts.tsv", include_str!("../../../../../data/times/day-parts.tsv")),
    ("data/times/holidays.tsv", include_str!("../../../../../data/times/holidays.tsv")),
    ("data/times/numbers.tsv", include_str!("../../../../../data/times/numbers.tsv")),
    ("data/times/relations.tsv", include_str!("../../../../../data/times/relations.tsv")),
    ("data/times/sets.tsv", include_str!("../../../../../data/times/sets.tsv")),
    ("data/times/tense.tsv", include_str!("../../../../../data/times/tense.tsv")),
    ("data/times/units.tsv", include_str!("../../../../../data/times/units.tsv")),
    ("data/times/vague.tsv", include_str!("../../../../../data/times/vague.tsv")),
];

impl TimeWords {
    /// The tables that the program carries.
    ///
    /// # Errors
    ///
    /// Where a line is not of the form that the head of its table explains.
    pub fn embedded() -> Result<Self, KnowledgeError> {
        TimeWords::read(&TABLES)
    }

    /// The tables given as file names and contents.
    ///
    /// # Errors
    ///
    /// Where a line is not of the form that the head of its table explains.
    pub fn read(tables: &[(&str, &str)]) -> Result<Self, KnowledgeError> {
        let mut known = TimeWords::default();
        for (file, content) in tables {
            for row in rows::read(file, content)? {
                known.add(&row)?;
            }
        }
        for word in known.words.values_mut() {
            word.phrases.sort_by_key(|phrase| std::cmp::Reverse(phrase.words.len()));
            word.endings.sort_by_key(|phrase| std::cmp::Reverse(phrase.words.len()));
        }
        known.longest = known.words.keys().map(SmolStr::len).max().unwrap_or_default();
        Ok(known)
    }

    /// What a word can mean, whatever its capitals.
    pub fn get(&self, word: &str) -> Option<&Word> {
        if word.len() > self.longest {
            return None;
        }
        if word.bytes().any(|byte| byte.is_ascii_uppercase()) {
            return self.words.get(word.to_ascii_lowercase().as_str());
        }
        self.words.get(word)
    }

    /// Whether what this word (by its dictionary form) tells lies ahead.
    pub fn is_future(&self, lemma: &str) -> bool {
        self.future.contains(lemma) || self.is_future_report(lemma)
    }

    /// Whether this word does so only for what depends on it, and not for a
    /// date right beside it ("predicted on Monday").
    pub fn is_future_report(&self, lemma: &str) -> bool {
        self.future_reports.contains(lemma)
    }

    /// Whether this auxiliary verb (by its dictionary form) puts its verb into
    /// the future.
    pub fn is_future_auxiliary(&self, lemma: &str) -> bool {
        self.future_auxiliaries.contains(lemma)
    }

    fn add(&mut self, row: &Row<'_>) -> Result<(), KnowledgeError> {
        match row.meaning {
            "future" => drop(self.future.insert(row.words.into())),
            "future-report" => drop(self.future_reports.insert(row.words.into())),
            "future-auxiliary" => drop(self.future_auxiliaries.insert(row.words.into())),
            _ => match sense(row)? {
                Some(sense) => self.add_phrase(row, sense),
                None => set_field(self.words.entry(row.words.into()).or_default(), row)?,
            },
        }
        Ok(())
    }

    fn add_phrase(&mut self, row: &Row<'_>, sense: Sense) {
        // The text is cut at apostrophes too: "new year", "'", "s", "day".
        let words: Vec<SmolStr> = row.words.replace("'s", "' s").split(' ').map(SmolStr::new).collect();
        let stands_before = matches!(sense, Sense::About | Sense::Ahead | Sense::Edge(_));
        let key = if stands_before { words.last() } else { words.first() };
        let entry = self.words.entry(key.cloned().unwrap_or_default()).or_default();
        let list = if stands_before { &mut entry.endings } else { &mut entry.phrases };
        list.push(Phrase { words, sense });
    }
}

/// The meaning of a row that may have several words.
fn sense(row: &Row<'_>) -> Result<Option<Sense>, KnowledgeError> {
    let several = row.words.contains(' ');
    let sense = match row.meaning {
        "vague" => Sense::Vague(Label::new(row.value)),
        "vague-adjective" => Sense::VagueAdjective(Label::new(row.value)),
        "vague-verb" => Sense::VagueVerb(Label::new(row.value)),
        "while" => Sense::While(Label::new(row.value)),
        "holiday" => Sense::Holiday(row.parse()?),
        "holiday-week" => Sense::HolidayWeek(row.parse()?),
        "about" => Sense::About,
        "ahead" => Sense::Ahead,
        "about-after" => Sense::AboutAfter,
        "edge-of" => Sense::Edge(row.parse()?),
        "after-amount" if several => Sense::AfterAmount(row.parse()?),
        other if several => return Err(row.error(format!("{other:?} needs one word"))),
        _ => return Ok(None),
    };
    Ok(Some(sense))
}

fn set_field(word: &mut Word, row: &Row<'_>) -> Result<(), KnowledgeError> {
    word.plural |= matches!(row.meaning, "units" | "weekdays" | "parts");
    word.short |= matches!(row.meaning, "month-short" | "weekday-short");
    match row.meaning {
        "month" | "month-short" => word.month = Some(in_range(row, 1, 12)?),
        "weekday" | "weekdays" | "weekday-short" => word.weekday = Some(weekday(row)?),
        "season" => word.season = Some(row.parse()?),
        "unit" | "units" => word.unit = Some(row.parse()?),
        "number" => word.number = Some(row.parse()?),
        "multiplier" => word.multiplier = Some(row.parse()?),
        "ordinal" => word.ordinal = Some(row.parse()?),
        "decade" => word.decade = Some(row.parse()?),
        "amount" => word.amount = Some(row.parse()?),
        "part" | "parts" => word.part = Some(row.parse()?),
        "hour-name" => word.hour_name = Some(row.parse()?),
        "clock" => word.clock = Some(Label::new(row.value)),
        "day" => word.day = Some(row.parse()?),
        "night" => word.night = Some(row.parse()?),
        "direction" => word.direction = Some(row.parse()?),
        "stretch" => word.stretch = Some(row.parse()?),
        "after-amount" => word.after_amount = Some(row.parse()?),
        "edge" => word.edge = Some(row.parse()?),
        "each" => word.each = true,
        "between" => word.between = true,
        "zone" => word.zone = true,
        "other-calendar" => word.other_calendar = true,
        "set" => word.set = Some(Label::new(row.value)),
        other => return Err(row.error(format!("{other:?} is no meaning that is known here"))),
    }
    Ok(())
}

fn in_range(row: &Row<'_>, low: i8, high: i8) -> Result<i8, KnowledgeError> {
    let number: i8 = row.parse()?;
    let wrong = || row.error(format!("{number} does not lie between {low} and {high}"));
    (low..=high).contains(&number).then_some(number).ok_or_else(wrong)
}

fn weekday(row: &Row<'_>) -> Result<Weekday, KnowledgeError> {
    let number = in_range(row, 1, 7)?;
    Weekday::from_monday_one_offset(number).map_err(|error| row.error(error.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(rows: &str) -> Result<TimeWords, KnowledgeError> {
        TimeWords::read(&[("t.tsv", &format!("words\tmeaning\tvalue\n{rows}"))])
    }

    #[test]
    fn the_tables_of_the_program_are_sound() {
        let words = TimeWords::embedded().unwrap();
        assert_eq!(words.get("Sept").unwrap().month, Some(9));
        let second = words.get("second").unwrap();
        assert_eq!((second.ordinal, second.unit), (Some(2), Some(Unit::Second)));
        assert!(words.get("summit").is_none());
        assert!(words.is_future("schedule") && words.is_future_auxiliary("will"));
    }

    #[test]
    fn mistakes_are_named_with_their_line() {
        for (row, problem) in [
            ("smarch\tmonth\t13", "13 does not lie between 1 and 12"),
            ("noonish\tclok\t12:00", "\"clok\" is no meaning that is known here"),
            ("two words\tmonth\t1", "\"month\" needs one word"),
            ("xmas\tholiday\t25-12", "\"25-12\" is no value for \"holiday\""),
        ] {
            assert_eq!(read(row).err().unwrap().to_string(), format!("t.tsv, line 2: {problem}"));
        }
    }
}
