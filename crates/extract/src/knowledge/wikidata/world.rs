//! The first pass: what must be known before people and organisations can be
//! told apart, and what their offices and countries are called.

use std::collections::HashMap;

use foldhash::fast::RandomState;

use super::entity::{Claim, Day, Entity, Item, items};
use super::rules::{Class, Kept, Rules};

type Map<T> = HashMap<u32, T, RandomState>;

/// A country's ISO 3166 alpha-3 code.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Code([u8; 3]);

impl Code {
    /// The code, where the text is three capitals.
    pub fn new(text: &str) -> Option<Self> {
        let bytes: [u8; 3] = text.as_bytes().try_into().ok()?;
        bytes.iter().all(u8::is_ascii_uppercase).then_some(Code(bytes))
    }

    /// The three letters.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }
}

/// A country with its names in small letters, longest first.
pub struct Country {
    /// Its code.
    pub code: Code,
    /// Its English names.
    pub names: Vec<Box<str>>,
}

/// An office, such as "President of Chile".
pub struct Office {
    /// Its English name.
    pub label: Box<str>,
    /// The country or region that it is responsible for.
    pub jurisdiction: Option<u32>,
    /// The country that it belongs to.
    pub country: Option<u32>,
    /// The organisation that it directs.
    pub organisation: Option<u32>,
}

/// Somebody whom a country names as its head.
pub struct Head {
    /// The person's item.
    pub person: u32,
    /// Of which country.
    pub country: Code,
    /// As what it is kept.
    pub kept: Kept,
    /// Since when.
    pub from: Option<Day>,
    /// Until when.
    pub to: Option<Day>,
}

/// All that the first pass keeps.
#[derive(Default)]
pub struct World {
    /// Item above and item below it in the tree of classes.
    edges: Vec<(u32, u32)>,
    class_of: Map<u16>,
    /// Countries by item.
    pub countries: Map<Country>,
    /// Offices by item.
    pub offices: Map<Office>,
    /// Family names by item.
    pub family_names: Map<Box<str>>,
    heads: Vec<Head>,
}

impl World {
    /// Looks at one entity of the first pass.
    pub fn see(&mut self, entity: &Entity, rules: &Rules) {
        let Some(item) = entity.item() else { return };
        let claims = &entity.claims;
        self.edges.extend(items(&claims.subclass_of).map(|above| (above, item)));
        if let Some(code) = claims.iso_code.iter().find_map(|claim| Code::new(claim.value()?)) {
            self.add_country(item, code, entity, rules);
        }
        let Some(label) = entity.label() else { return };
        let is_bound = !claims.jurisdiction.is_empty() || !claims.organisation_directed.is_empty();
        if is_bound || (!claims.country.is_empty() && !claims.subclass_of.is_empty()) {
            self.edges.extend(items(&claims.instance_of).map(|above| (above, item)));
            let office = Office {
                label: label.into(),
                jurisdiction: items(&claims.jurisdiction).next(),
                country: items(&claims.country).next(),
                organisation: items(&claims.organisation_directed).next(),
            };
            self.offices.insert(item, office);
        }
        if items(&claims.instance_of).any(|class| rules.family.contains(&class)) {
            self.family_names.insert(item, label.into());
        }
    }

    fn add_country(&mut self, item: u32, code: Code, entity: &Entity, rules: &Rules) {
        let mut names: Vec<Box<str>> =
            entity.label().into_iter().chain(entity.aliases()).map(|name| name.to_lowercase().into()).collect();
        names.sort_by_key(|name| std::cmp::Reverse(name.len()));
        self.countries.insert(item, Country { code, names });
        let claims = &entity.claims;
        for (kept, heads) in
            [(rules.head_of_state, &claims.head_of_state), (rules.head_of_government, &claims.head_of_government)]
        {
            if let Some(kept) = kept {
                self.heads.extend(heads.iter().filter_map(|head| new_head(head, code, kept)));
            }
        }
    }

    /// Sorts out what was seen; to be called after the last entity.
    pub fn finish(&mut self, rules: &Rules) {
        self.heads.sort_by_key(|head| (head.person, head.country, head.from));
        self.edges.sort_unstable();
        self.edges.dedup();
        for (index, class) in rules.classes.iter().enumerate() {
            self.spread(class.item, index as u16);
        }
        self.edges = Vec::new();
        let class_of = &self.class_of;
        self.offices.retain(|item, _| class_of.contains_key(item));
        self.offices.shrink_to_fit();
    }

    /// Gives a class of the rules to all below it that have none yet.
    fn spread(&mut self, from: u32, class: u16) {
        let mut waiting = vec![from];
        while let Some(item) = waiting.pop() {
            if self.class_of.contains_key(&item) {
                continue;
            }
            self.class_of.insert(item, class);
            let first = self.edges.partition_point(|edge| edge.0 < item);
            let below = self.edges[first..].iter().take_while(|edge| edge.0 == item);
            waiting.extend(below.map(|edge| edge.1));
        }
    }

    /// The class of the rules that an office is of.
    pub fn office_class<'r>(&self, office: u32, rules: &'r Rules) -> Option<&'r Class> {
        let class = &rules.classes[usize::from(*self.class_of.get(&office)?)];
        class.is_office().then_some(class)
    }

    /// The class of organisations that an entity is an instance of: of
    /// several, the first in the rules.
    pub fn organisation_class<'r>(&self, instance_of: &[Claim<Item>], rules: &'r Rules) -> Option<&'r Class> {
        let classes = items(instance_of).filter_map(|class| self.class_of.get(&class).copied());
        classes
            .map(|class| (class, &rules.classes[usize::from(class)]))
            .filter(|(_, class)| !class.is_office())
            .min_by_key(|(index, _)| *index)
            .map(|(_, class)| class)
    }

    /// The first of these items that is a country.
    pub fn country(&self, items: impl IntoIterator<Item = u32>) -> Option<&Country> {
        items.into_iter().find_map(|item| self.countries.get(&item))
    }

    /// The times when a country names somebody as its head.
    pub fn heads(&self, person: u32) -> &[Head] {
        let first = self.heads.partition_point(|head| head.person < person);
        let length = self.heads[first..].iter().take_while(|head| head.person == person).count();
        &self.heads[first..first + length]
    }
}

fn new_head(head: &Claim<Item>, country: Code, kept: Kept) -> Option<Head> {
    let person = head.value()?.number()?;
    Some(Head { person, country, kept, from: head.start(), to: head.end() })
}
