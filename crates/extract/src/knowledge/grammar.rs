//! Words of grammar that tell what a mention stands for
//! (`data/coreference.tsv`): pronouns, titles, determiners, verbs of going,
//! and nouns for people, organisations and places that are nobody's role.

use std::collections::HashMap;

use foldhash::fast::RandomState;

use super::KnowledgeError;
use super::table::TableReader;

/// What a word does for coreference.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum WordClass {
    /// "I", "we".
    FirstPerson,
    /// "you".
    SecondPerson,
    /// "he", "she", "it", "they".
    ThirdPerson,
    /// "the", "this": what follows is known.
    Definite,
    /// "both", "two".
    Pair,
    /// A noun that stands for a country named before.
    CountryNoun,
    /// A noun that, with an owner, means the owner's country.
    Homeland,
    /// A noun that says only that there are people.
    PersonNoun,
    /// A noun that says only that there is an organisation or group.
    OrganisationNoun,
    /// A noun for a kind of place.
    PlaceNoun,
    /// A word before a name that says its bearer's gender.
    Title,
    /// A verb of going or staying, or a noun for a journey.
    Going,
    /// A preposition of place.
    PlacePreposition,
    /// A preposition of direction.
    DirectionPreposition,
    /// A verb that says what its subject is.
    Copula,
    /// A verb whose subject speaks or thinks, and so is a person or acts as
    /// one.
    Speaking,
    /// A word for what somebody was or will be, not is.
    Former,
    /// A word before a role that leaves its sector as it is.
    Deputy,
    /// A title that stands for whoever governs or leads.
    Leader,
    /// A noun that, made definite, may mean any organisation named before.
    AnyOrganisation,
    /// The same for people.
    AnyPerson,
    /// A word that counts: "some", "thousands".
    Quantity,
    /// A verb that only people are the subjects of.
    Feeling,
    /// A name of an office whose holder leads a country or a body above states.
    HighOffice,
    /// A word before an office that is held for a time.
    Acting,
    /// A preposition between a role or body and the country that it belongs to.
    Belonging,
    /// A verb whose subject "it" stands for nothing.
    EmptySubject,
    /// A verb whose subject "it" stands for nothing where an adjective or noun
    /// and a clause follow.
    EmptySubjectOfClause,
    /// A label of the recogniser for what may be an actor.
    ActorLabel,
    /// A label of the recogniser for dates and amounts.
    AmountLabel,
    /// A verb whose object is spoken to, or judged, as one that acts.
    Addressing,
    /// A noun for what is never an actor, though it has a name.
    ThingNoun,
    /// A determiner for each or none of several: what it describes is "it" or
    /// "they".
    Distributive,
    /// A noun in the singular for several people, who are "they" as often as
    /// "it".
    Collective,
    /// A noun that, with a country or body as its owner, means the other one
    /// that the article is about.
    OtherSide,
    /// A preposition before the one whom an act is turned to or against.
    Facing,
    /// A verb without an object that "as" and a role follow.
    ServingAs,
}

const CLASSES: [(&str, WordClass); 37] = [
    ("first person", WordClass::FirstPerson),
    ("second person", WordClass::SecondPerson),
    ("third person", WordClass::ThirdPerson),
    ("definite", WordClass::Definite),
    ("pair", WordClass::Pair),
    ("country noun", WordClass::CountryNoun),
    ("person noun", WordClass::PersonNoun),
    ("organisation noun", WordClass::OrganisationNoun),
    ("place noun", WordClass::PlaceNoun),
    ("title", WordClass::Title),
    ("going", WordClass::Going),
    ("place preposition", WordClass::PlacePreposition),
    ("direction preposition", WordClass::DirectionPreposition),
    ("copula", WordClass::Copula),
    ("speaking", WordClass::Speaking),
    ("former", WordClass::Former),
    ("deputy", WordClass::Deputy),
    ("leader", WordClass::Leader),
    ("any organisation", WordClass::AnyOrganisation),
    ("any person", WordClass::AnyPerson),
    ("quantity", WordClass::Quantity),
    ("feeling", WordClass::Feeling),
    ("homeland", WordClass::Homeland),
    ("distributive", WordClass::Distributive),
    ("high office", WordClass::HighOffice),
    ("acting", WordClass::Acting),
    ("belonging", WordClass::Belonging),
    ("empty subject", WordClass::EmptySubject),
    ("empty subject of clause", WordClass::EmptySubjectOfClause),
    ("actor label", WordClass::ActorLabel),
    ("amount label", WordClass::AmountLabel),
    ("addressing", WordClass::Addressing),
    ("thing noun", WordClass::ThingNoun),
    ("collective", WordClass::Collective),
    ("other side", WordClass::OtherSide),
    ("facing", WordClass::Facing),
    ("serving as", WordClass::ServingAs),
];

/// One word in one class.
#[derive(Clone, Copy, Debug)]
pub struct GrammarWord {
    /// What it does.
    pub class: WordClass,
    /// Of pronouns, and of nouns that have no singular ("people"): one or several.
    pub is_plural: bool,
    /// Of pronouns and titles: whether it is for women.
    pub is_woman: Option<bool>,
    /// Of pronouns: whether it points back within its clause.
    pub is_reflexive: bool,
}

/// All words by their lower-case form.
#[derive(Default)]
pub struct Grammar {
    words: HashMap<&'static str, Vec<GrammarWord>, RandomState>,
}

impl Grammar {
    /// Reads the table.
    ///
    /// # Errors
    ///
    /// Where a row's class, number or gender is unknown, or a word stands
    /// twice in one class.
    pub fn read(file: &str, text: &'static str) -> Result<Self, KnowledgeError> {
        let table = TableReader::new(file, text, &["class", "words", "number", "gender", "reflexive"])?;
        let mut grammar = Grammar::default();
        for row in table.rows() {
            let row = row?;
            let name = row.get("class");
            let class = CLASSES.iter().find(|(known, _)| *known == name).map(|(_, class)| *class);
            let class = class.ok_or_else(|| row.error(&format!("{name:?} is no class of words")))?;
            let word = GrammarWord {
                class,
                is_plural: row.get("number") == "plural",
                is_woman: match row.get("gender") {
                    "f" => Some(true),
                    "m" => Some(false),
                    "" => None,
                    other => return Err(row.error(&format!("the gender {other:?} is not f or m"))),
                },
                is_reflexive: row.get("reflexive") == "yes",
            };
            for form in row.list("words") {
                let known = grammar.words.entry(form).or_default();
                if known.iter().any(|known| known.class == class) {
                    return Err(row.error(&format!("{form:?} stands twice in the class {name:?}")));
                }
                known.push(word);
            }
        }
        Ok(grammar)
    }

    /// The word (in lower case) in a class.
    pub fn get(&self, word: &str, class: WordClass) -> Option<GrammarWord> {
        self.words.get(word)?.iter().find(|known| known.class == class).copied()
    }

    /// Whether the word (in lower case) is in a class.
    pub fn is(&self, word: &str, class: WordClass) -> bool {
        self.get(word, class).is_some()
    }

    /// The pronoun that a word (in lower case) is.
    pub fn pronoun(&self, word: &str) -> Option<GrammarWord> {
        let pronouns = [WordClass::FirstPerson, WordClass::SecondPerson, WordClass::ThirdPerson];
        self.words.get(word)?.iter().find(|known| pronouns.contains(&known.class)).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn embedded() -> Grammar {
        Grammar::read("coreference.tsv", include_str!("../../../../data/coreference.tsv")).unwrap()
    }

    #[test]
    fn every_class_has_words() {
        let grammar = embedded();
        let has_words = |class: WordClass| grammar.words.values().flatten().any(|word| word.class == class);
        let empty: Vec<&str> = CLASSES.iter().filter(|(_, class)| !has_words(*class)).map(|(name, _)| *name).collect();
        assert!(empty.is_empty(), "{empty:?}");
    }

    #[test]
    fn words_are_in_their_classes() {
        let grammar = embedded();
        assert!(grammar.is("prime minister", WordClass::HighOffice) && !grammar.is("minister", WordClass::HighOffice));
        assert!(grammar.is("rain", WordClass::EmptySubject) && grammar.is("MONEY", WordClass::AmountLabel));
        assert!(grammar.get("people", WordClass::PersonNoun).is_some_and(|word| word.is_plural));
        assert!(grammar.is("team", WordClass::Collective) && !grammar.is("government", WordClass::Collective));
    }
}
