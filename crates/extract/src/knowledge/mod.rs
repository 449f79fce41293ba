//! What Rapporteur knows: the tables under `data/`, read once and shared by
//! all threads. One module for each kind of table.

pub mod actors;
pub mod circumstances;
pub mod composition;
pub mod contexts;
pub mod countries;
pub mod cues;
mod frame_check;
pub mod frames;
pub mod gazetteer;
mod given_names;
pub mod grammar;
pub mod marked;
pub mod names;
pub mod ontology;
pub mod relation_classes;
pub mod roles;
pub mod sectors;
pub mod table;
pub mod times;
pub mod type_weights;
pub mod weights;
pub mod wikidata;

use document::Label;
use jiff::civil::Date;

use self::actors::Actors;
use self::circumstances::{Circumstances, Magnitudes};
use self::composition::Compositions;
use self::contexts::Contexts;
use self::countries::{Country, Grouping};
use self::frames::Frames;
use self::gazetteer::Gazetteer;
use self::gazetteer::words::PlaceWords;
use self::given_names::GivenNames;
use self::grammar::Grammar;
use self::names::NameIndex;
use self::ontology::Ontology;
use self::roles::Roles;
use self::sectors::Sectors;
use crate::events::predicates::LightVerbs;

/// All tables.
pub struct Knowledge {
    /// Countries, dependencies, ended states.
    pub countries: Vec<Country>,
    /// Regions and groups of countries.
    pub groupings: Vec<Grouping>,
    /// People and organisations.
    pub actors: Actors,
    /// PLOVER's sectors.
    pub sectors: Sectors,
    /// Nouns for roles.
    pub roles: Roles,
    /// Pronouns, determiners, and nouns that are nobody's role.
    pub grammar: Grammar,
    /// All names of the above but the nouns.
    pub names: NameIndex,
    /// The words of time.
    pub times: times::TimeWords,
    /// Places by name.
    pub gazetteer: Gazetteer,
    /// Words about places.
    pub place_words: PlaceWords,
    /// The words that bring in statements.
    pub cues: cues::Cues,
    /// What speaks for and against a possible attribution.
    pub weights: weights::Weights,
    /// Frames of events.
    pub frames: Frames,
    /// Words that change the event which they govern.
    pub compositions: Compositions,
    /// What speaks for each type of event between two actors.
    pub type_weights: type_weights::TypeWeights,
    /// The codebooks.
    pub ontology: Ontology,
    /// What speaks for contexts.
    pub contexts: Contexts,
    /// How times and places hang on events.
    pub circumstances: Circumstances,
    /// Where an event's numbers stand.
    pub magnitudes: Magnitudes,
    /// What makes an event sure.
    pub confidence: weights::Weights,
    /// Verbs that carry an event noun.
    pub light_verbs: LightVerbs,
    /// Of given names, who bears them.
    given_names: GivenNames,
}

/// Why knowledge could not be loaded: the file, the line, and what to change.
#[derive(Debug, thiserror::Error)]
#[error("{file}{}: {problem}", line.map(|line| format!(", line {line}")).unwrap_or_default())]
pub struct KnowledgeError {
    /// The file.
    pub file: String,
    /// The line, counted from 1, where the mistake is in one line.
    pub line: Option<usize>,
    /// What is wrong and what to change.
    pub problem: String,
}

macro_rules! table {
    ($file:literal) => {
        (concat!("data/", $file), include_str!(concat!("../../../../data/", $file)))
    };
}

const COUNTRIES: (&str, &str) = table!("countries.tsv");
const GROUPINGS: (&str, &str) = table!("groupings.tsv");
const ROLES: (&str, &str) = table!("roles.tsv");
const GIVEN_NAMES: (&str, &str) = table!("given-names.tsv");
const GRAMMAR: (&str, &str) = table!("coreference.tsv");
const ACTORS: [(&str, &str); 17] = [
    table!("actors/international-organisations.tsv"),
    table!("actors/non-governmental-organisations.tsv"),
    table!("actors/bodies.tsv"),
    table!("actors/media.tsv"),
    table!("actors/parties.tsv"),
    table!("actors/armed-groups.tsv"),
    table!("actors/companies.tsv"),
    table!("actors/people/africa.tsv"),
    table!("actors/people/americas.tsv"),
    table!("actors/people/asia.tsv"),
    table!("actors/people/central-asia.tsv"),
    table!("actors/people/europe-east.tsv"),
    table!("actors/people/europe-west.tsv"),
    table!("actors/people/middle-east.tsv"),
    table!("actors/people/oceania.tsv"),
    table!("actors/people/usa.tsv"),
    table!("actors/people/international.tsv"),
];

const CONFIDENCE: (&str, &str) = table!("confidence.tsv");
const LIGHT_VERBS: (&str, &str) = table!("frames/light-verbs.tsv");
const COMPOSITION: (&str, &str) = table!("frames/composition.tsv");
const FRAME_CLASSES: [(&str, &str); 5] = [
    table!("frames/classes-conflict.tsv"),
    table!("frames/classes-cooperation.tsv"),
    table!("frames/classes-force.tsv"),
    table!("frames/classes-material.tsv"),
    table!("frames/classes-verbal.tsv"),
];
const FRAMES: [(&str, &str); 16] = [
    table!("frames/accuse.tsv"),
    table!("frames/agree.tsv"),
    table!("frames/aid.tsv"),
    table!("frames/assault.tsv"),
    table!("frames/coerce.tsv"),
    table!("frames/concede.tsv"),
    table!("frames/consult.tsv"),
    table!("frames/cooperate.tsv"),
    table!("frames/mobilize.tsv"),
    table!("frames/protest.tsv"),
    table!("frames/reject.tsv"),
    table!("frames/request.tsv"),
    table!("frames/retreat.tsv"),
    table!("frames/sanction.tsv"),
    table!("frames/support.tsv"),
    table!("frames/threaten.tsv"),
];

impl Knowledge {
    /// What the program carries.
    ///
    /// # Errors
    ///
    /// Never, in a program that passed its tests: the tables are part of it.
    pub fn embedded() -> Result<Self, KnowledgeError> {
        Knowledge::with_actors(&[])
    }

    /// What the program carries, and actor files of the user's: name and
    /// content of each. An actor of theirs takes the place of a carried one
    /// with the same id. Their contents are kept for the rest of the
    /// program's life.
    ///
    /// # Errors
    ///
    /// Where a file is not of the form of `data/actors`: file, line, and what
    /// to change.
    pub fn with_actors(files: &[(String, String)]) -> Result<Self, KnowledgeError> {
        let mut names = NameIndex::default();
        let countries = countries::read(COUNTRIES.0, COUNTRIES.1, &mut names)?;
        let groupings = countries::read_groupings(GROUPINGS.0, GROUPINGS.1, &mut names)?;
        let mut actors = Actors::default();
        for (file, text) in ACTORS {
            actors.read(file, text, false)?;
        }
        for (file, text) in files {
            actors.read(file, Box::leak(text.clone().into_boxed_str()), true)?;
        }
        actors.index(&mut names);
        let roles = Roles::read(ROLES.0, ROLES.1)?;
        let grammar = Grammar::read(GRAMMAR.0, GRAMMAR.1)?;
        let given_names = GivenNames::read(GIVEN_NAMES.0, GIVEN_NAMES.1, &actors)?;
        let (frames, compositions) = frames()?;
        let ontology = Ontology::embedded()?;
        Ok(Knowledge {
            countries,
            groupings,
            actors,
            roles,
            grammar,
            names,
            times: times::TimeWords::embedded()?,
            gazetteer: Gazetteer::embedded()?,
            place_words: PlaceWords::embedded()?,
            cues: cues::Cues::embedded()?,
            weights: weights::Weights::embedded()?,
            frames,
            compositions,
            type_weights: type_weights::TypeWeights::embedded()?,
            contexts: Contexts::embedded(&ontology)?,
            ontology,
            sectors: Sectors::embedded()?,
            circumstances: Circumstances::embedded()?,
            magnitudes: Magnitudes::embedded()?,
            confidence: weights::Weights::parse(CONFIDENCE.1, CONFIDENCE.0)?,
            light_verbs: LightVerbs::read(LIGHT_VERBS.1),
            given_names,
        })
    }

    /// Adds frames of the user's: name and content of each file. A frame of
    /// theirs takes the place of a carried one with the same id. Their contents
    /// are kept for the rest of the program's life.
    ///
    /// # Errors
    ///
    /// Where a file is not of the form of `data/frames`: file, line, and what
    /// to change.
    pub fn add_frames(&mut self, files: &[(String, String)]) -> Result<(), KnowledgeError> {
        for (file, text) in files {
            self.frames.read(file, Box::leak(text.clone().into_boxed_str()))?;
        }
        if files.is_empty() { Ok(()) } else { self.frames.index() }
    }

    /// Checks frame files, name and content of each, by themselves and against
    /// the frames that stand: every mistake with file, line, and what to
    /// change. Two frames that claim the same words with the same grammar for
    /// different types are a mistake.
    pub fn check_frames(&self, files: &[(String, String)]) -> Vec<KnowledgeError> {
        let keep = |(file, text): &(String, String)| -> (String, &'static str) {
            (file.clone(), Box::leak(text.clone().into_boxed_str()))
        };
        frame_check::check(self, &files.iter().map(keep).collect::<Vec<_>>())
    }

    /// Checks an actor file by itself and counts its actors.
    ///
    /// # Errors
    ///
    /// Every mistake: file, line, and what to change.
    pub fn check_actors(file: &str, text: &str) -> Result<usize, Vec<KnowledgeError>> {
        Actors::check(file, Box::leak(Box::from(text)))
    }

    /// The country with this code that existed on the day, else any with it.
    pub fn country(&self, code: Label, day: Option<Date>) -> Option<&Country> {
        let with_code = || self.countries.iter().filter(|country| country.code == code && country.sector.is_none());
        with_code().find(|country| day.is_none_or(|day| country.existed_on(day))).or_else(|| with_code().next())
    }

    /// Whether bearers of a given name are women, judged by the table of given
    /// names and the people in the tables; `None` where they do not say.
    pub fn is_womans_name(&self, given: &str) -> Option<bool> {
        self.given_names.is_womans(given)
    }
}

fn frames() -> Result<(Frames, Compositions), KnowledgeError> {
    let mut frames = Frames::default();
    for (file, text) in FRAMES {
        frames.read(file, text)?;
    }
    for (file, text) in FRAME_CLASSES {
        frames.read_classes(file, text)?;
    }
    frames.index()?;
    Ok((frames, Compositions::read(COMPOSITION.0, COMPOSITION.1)?))
}
