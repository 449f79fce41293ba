//! One line of a dump as far as it is used
//! (<https://www.wikidata.org/wiki/Help:Wikidata_JSON>). Everything else in
//! the line is passed over without being kept.

use std::fmt;
use std::marker::PhantomData;

use serde::Deserialize;
use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

/// An item or property with its English names and the claims that are used.
#[derive(Deserialize)]
pub struct Entity {
    id: String,
    #[serde(default, deserialize_with = "object_or_list")]
    labels: Labels,
    #[serde(default, deserialize_with = "object_or_list")]
    aliases: Aliases,
    /// What is said of it.
    #[serde(default, deserialize_with = "object_or_list")]
    pub claims: Claims,
}

/// Since 2024 a name that is the same in all Latin scripts is kept once, under
/// `mul`.
#[derive(Deserialize, Default)]
#[serde(default)]
struct Labels {
    en: Option<Text>,
    mul: Option<Text>,
    #[serde(rename = "en-gb")]
    en_gb: Option<Text>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Aliases {
    en: Vec<Text>,
    mul: Vec<Text>,
}

#[derive(Deserialize)]
struct Text {
    value: String,
}

/// Claims by property; the names of the fields say what the properties mean.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Claims {
    #[serde(rename = "P31")]
    pub instance_of: Vec<Claim<Item>>,
    #[serde(rename = "P279")]
    pub subclass_of: Vec<Claim<Item>>,
    #[serde(rename = "P298")]
    pub iso_code: Vec<Claim<String>>,
    #[serde(rename = "P17")]
    pub country: Vec<Claim<Item>>,
    #[serde(rename = "P495")]
    pub country_of_origin: Vec<Claim<Item>>,
    #[serde(rename = "P35")]
    pub head_of_state: Vec<Claim<Item>>,
    #[serde(rename = "P6")]
    pub head_of_government: Vec<Claim<Item>>,
    #[serde(rename = "P1001")]
    pub jurisdiction: Vec<Claim<Item>>,
    #[serde(rename = "P2389")]
    pub organisation_directed: Vec<Claim<Item>>,
    #[serde(rename = "P39")]
    pub position_held: Vec<Claim<Item>>,
    #[serde(rename = "P27")]
    pub citizenship: Vec<Claim<Item>>,
    #[serde(rename = "P21")]
    pub gender: Vec<Claim<Item>>,
    #[serde(rename = "P734")]
    pub family_name: Vec<Claim<Item>>,
    #[serde(rename = "P570")]
    pub died: Vec<Claim<Time>>,
    #[serde(rename = "P571")]
    pub inception: Vec<Claim<Time>>,
    #[serde(rename = "P576")]
    pub dissolved: Vec<Claim<Time>>,
}

/// A statement about an item.
#[derive(Deserialize)]
#[serde(bound = "V: Deserialize<'de>")]
pub struct Claim<V> {
    mainsnak: Snak<V>,
    #[serde(default)]
    rank: Rank,
    #[serde(default, deserialize_with = "object_or_list")]
    qualifiers: Qualifiers,
}

#[derive(Deserialize, Default, PartialEq, Eq, Clone, Copy)]
#[serde(rename_all = "lowercase")]
enum Rank {
    Preferred,
    #[default]
    Normal,
    Deprecated,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Qualifiers {
    #[serde(rename = "P580")]
    start: Vec<Snak<Time>>,
    #[serde(rename = "P582")]
    end: Vec<Snak<Time>>,
    #[serde(rename = "P1001")]
    jurisdiction: Vec<Snak<Item>>,
}

#[derive(Deserialize)]
#[serde(bound = "V: Deserialize<'de>")]
struct Snak<V> {
    datavalue: Option<DataValue<V>>,
}

#[derive(Deserialize)]
struct DataValue<V> {
    value: V,
}

/// A reference to another item.
#[derive(Deserialize)]
pub struct Item {
    id: String,
}

/// A point in time.
#[derive(Deserialize)]
pub struct Time {
    time: String,
    precision: u8,
}

/// A date as exact as it is known: month and day may be 0. Ordered in time.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Day {
    /// The year.
    pub year: u16,
    month: u8,
    day: u8,
}

impl Entity {
    /// The number of the item; `None` for properties and lexemes.
    pub fn item(&self) -> Option<u32> {
        number(&self.id)
    }

    /// The English name.
    pub fn label(&self) -> Option<&str> {
        let Labels { en, mul, en_gb } = &self.labels;
        let label = en.as_ref().or(mul.as_ref()).or(en_gb.as_ref());
        label.map(|label| label.value.as_str()).filter(|label| is_clean(label))
    }

    /// Other English names.
    pub fn aliases(&self) -> impl Iterator<Item = &str> {
        let all = self.aliases.en.iter().chain(&self.aliases.mul);
        all.map(|alias| alias.value.trim()).filter(|alias| is_clean(alias) && !alias.contains('|'))
    }
}

/// Whether a name can stand in a field of a table.
fn is_clean(name: &str) -> bool {
    !name.is_empty() && name == name.trim() && !name.contains(char::is_control)
}

fn number(id: &str) -> Option<u32> {
    id.strip_prefix('Q')?.parse().ok()
}

impl<V> Claim<V> {
    /// What is said, unless it is unknown or withdrawn.
    pub fn value(&self) -> Option<&V> {
        self.mainsnak.datavalue.as_ref().map(|data| &data.value).filter(|_| self.rank != Rank::Deprecated)
    }

    /// Since when it holds.
    pub fn start(&self) -> Option<Day> {
        days(&self.qualifiers.start)
    }

    /// Until when it held.
    pub fn end(&self) -> Option<Day> {
        days(&self.qualifiers.end)
    }

    /// The area that this office holder was responsible for.
    pub fn jurisdiction(&self) -> Option<u32> {
        let first = self.qualifiers.jurisdiction.first()?;
        number(&first.datavalue.as_ref()?.value.id)
    }
}

fn days(snaks: &[Snak<Time>]) -> Option<Day> {
    snaks.iter().find_map(|snak| snak.datavalue.as_ref()?.value.day())
}

/// The items of claims, those of best rank first.
pub fn items(claims: &[Claim<Item>]) -> impl Iterator<Item = u32> {
    let of_rank = |wanted: Rank| claims.iter().filter(move |claim| claim.rank == wanted);
    let ranked = of_rank(Rank::Preferred).chain(of_rank(Rank::Normal));
    ranked.filter_map(|claim| number(&claim.value()?.id))
}

/// The first day that claims give.
pub fn first_day(claims: &[Claim<Time>]) -> Option<Day> {
    claims.iter().find_map(|claim| claim.value()?.day())
}

impl Item {
    /// The number of the item.
    pub fn number(&self) -> Option<u32> {
        number(&self.id)
    }
}

impl Time {
    /// The date ("+1994-07-20T00:00:00Z", precision 11 for days, 10 for
    /// months, 9 for years); `None` where it is less exact than a year or
    /// before our era.
    fn day(&self) -> Option<Day> {
        let date = self.time.strip_prefix('+')?.split('T').next()?;
        let mut parts = date.split('-').map(|part| part.parse::<u16>().ok());
        let (year, month, day) = (parts.next()??, parts.next()??, parts.next()??);
        let small = |part: u16, from: u8| if self.precision >= from { u8::try_from(part).ok() } else { Some(0) };
        let (month, day) = (small(month, 10)?, small(day, 11)?);
        let exists = jiff::civil::Date::new(i16::try_from(year).ok()?, month.max(1) as i8, day.max(1) as i8).is_ok();
        (self.precision >= 9 && (1..=9999).contains(&year) && exists).then_some(Day { year, month, day })
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.month, self.day) {
            (0, _) => write!(f, "{:04}", self.year),
            (month, 0) => write!(f, "{:04}-{month:02}", self.year),
            (month, day) => write!(f, "{:04}-{month:02}-{day:02}", self.year),
        }
    }
}

/// Dumps write an empty object as an empty list.
fn object_or_list<'de, D: Deserializer<'de>, T: Deserialize<'de> + Default>(deserializer: D) -> Result<T, D::Error> {
    struct ObjectOrList<T>(PhantomData<T>);

    impl<'de, T: Deserialize<'de> + Default> Visitor<'de> for ObjectOrList<T> {
        type Value = T;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("an object or an empty list")
        }

        fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<T, A::Error> {
            T::deserialize(MapAccessDeserializer::new(map))
        }

        fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<T, A::Error> {
            while list.next_element::<IgnoredAny>()?.is_some() {}
            Ok(T::default())
        }
    }

    deserializer.deserialize_any(ObjectOrList(PhantomData))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(time: &str, precision: u8) -> Option<String> {
        Time { time: time.into(), precision }.day().map(|day| day.to_string())
    }

    #[test]
    fn dates_are_as_exact_as_wikidata_says() {
        assert_eq!(day("+1994-07-20T00:00:00Z", 11).unwrap(), "1994-07-20");
        assert_eq!(day("+1994-07-00T00:00:00Z", 10).unwrap(), "1994-07");
        assert_eq!(day("+1994-00-00T00:00:00Z", 9).unwrap(), "1994");
        assert_eq!(day("+1990-00-00T00:00:00Z", 8), None);
        assert_eq!(day("-0044-03-15T00:00:00Z", 11), None);
        assert_eq!(day("+1994-02-30T00:00:00Z", 11), None);
    }

    #[test]
    fn empty_objects_may_be_lists() {
        let entity: Entity = serde_json::from_str(r#"{"id":"Q1","labels":[],"aliases":[],"claims":[]}"#).unwrap();
        assert_eq!((entity.item(), entity.label()), (Some(1), None));
    }

    #[test]
    fn withdrawn_and_unknown_values_are_left_out() {
        let line = r#"{"id":"Q1","labels":{"mul":{"language":"mul","value":"Ada"}},"claims":{"P27":[
            {"mainsnak":{"snaktype":"value","datavalue":{"value":{"id":"Q2"},"type":"wikibase-entityid"}},"rank":"deprecated"},
            {"mainsnak":{"snaktype":"somevalue"},"rank":"normal"},
            {"mainsnak":{"snaktype":"value","datavalue":{"value":{"id":"Q3"}}},"rank":"normal"},
            {"mainsnak":{"snaktype":"value","datavalue":{"value":{"id":"Q4"}}},"rank":"preferred"}]}}"#;
        let entity: Entity = serde_json::from_str(line).unwrap();
        assert_eq!(items(&entity.claims.citizenship).collect::<Vec<_>>(), [4, 3]);
        assert_eq!(entity.label(), Some("Ada"));
    }
}
