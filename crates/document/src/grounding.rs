use crate::{IdRange, Label, Place, PlaceId, Span, Table, Time, TimeId, TokenId, id};

id!(
    /// A mention of a [`Grounding`].
    MentionId
);
id!(
    /// A chain of mentions of a [`Grounding`]: one thing in the world.
    ChainId
);

/// The second layer: who, when and where.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Grounding {
    /// Stretches of text that stand for actors, in the order of the text; a
    /// mention inside another comes after it.
    pub mentions: Table<MentionId, Mention>,
    /// What the mentions stand for, in the order of their first mention.
    pub chains: Table<ChainId, Chain>,
    /// Times, in the order of the text.
    pub times: Table<TimeId, Time>,
    /// Places, in the order of the text.
    pub places: Table<PlaceId, Place>,
}

/// A stretch of text that stands for an actor.
#[derive(Clone, Debug, PartialEq)]
pub struct Mention {
    /// Where it stands, with its modifiers but without relative clauses.
    pub span: Span,
    /// The tokens of that span.
    pub tokens: IdRange<TokenId>,
    /// The head of those tokens.
    pub head: TokenId,
    /// How it stands for the actor.
    pub form: MentionForm,
    /// The chain that it belongs to.
    pub chain: ChainId,
}

/// How a mention stands for its actor.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum MentionForm {
    /// By name ("Lukashenko", "the Kremlin").
    Named,
    /// By a noun ("the Chinese leader", "police").
    Nominal,
    /// By a pronoun ("he", "its").
    Pronoun,
}

/// One actor of an article, with all that is known of it there.
#[derive(Clone, Debug, PartialEq)]
pub struct Chain {
    /// Its mentions in the order of the text; never empty.
    pub mentions: Vec<MentionId>,
    /// The id in the knowledge base ("person/alexander-lukashenko",
    /// "country/belarus"), where it is known.
    pub entity: Option<String>,
    /// Its fullest name in the article or its usual name in the knowledge
    /// base; of an unnamed actor, its fullest description.
    pub name: String,
    /// Its office or trade on the article's date ("president").
    pub role: Option<String>,
    /// Countries, by ISO 3166 alpha-3 code; several where one mention stands
    /// for several ("both countries").
    pub countries: Vec<Label>,
    /// PLOVER sectors, the main one first.
    pub sectors: Vec<Label>,
    /// The chains that a plural stands for ("the two leaders").
    pub members: Vec<ChainId>,
    /// What led to the entity and codes, step by step.
    pub why: Vec<String>,
}

impl Chain {
    /// The country, where there is exactly one.
    pub fn country(&self) -> Option<Label> {
        match self.countries.as_slice() {
            [country] => Some(*country),
            _ => None,
        }
    }

    /// The CAMEO-style code: country, then sector; `---` stands for an unknown
    /// country where a sector is known, and nothing where neither is.
    pub fn code(&self) -> String {
        match (self.country(), self.sectors.first()) {
            (Some(country), Some(sector)) => format!("{country}{sector}"),
            (Some(country), None) => country.to_string(),
            (None, Some(sector)) => format!("---{sector}"),
            (None, None) => String::new(),
        }
    }
}

impl Grounding {
    /// The chain of a mention.
    pub fn chain_of(&self, mention: MentionId) -> &Chain {
        &self.chains[self.mentions[mention].chain]
    }
}
