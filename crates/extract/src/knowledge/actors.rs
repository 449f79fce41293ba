//! People, organisations, parties, armed groups, media and companies
//! (`data/actors/`), with their offices and dates.

use std::collections::HashMap;

use document::Label;
use foldhash::fast::RandomState;
use jiff::civil::Date;

use super::KnowledgeError;
use super::names::{NameIndex, NameKind};
use super::sectors::Sectors;
use super::table::{Row, TableReader};

/// Somebody or something that acts in politics.
#[derive(Clone, Debug)]
pub struct Actor {
    /// "person/alexander-lukashenko".
    pub id: &'static str,
    /// The usual name in English-language news.
    pub name: &'static str,
    /// Of people: the name on second mention.
    pub family: &'static str,
    /// Of people: whether a woman, where known.
    pub is_woman: Option<bool>,
    /// Other names, `|` between them.
    pub aliases: &'static str,
    /// Offices held, or what it was when; never empty.
    pub terms: Vec<Term>,
}

/// An office held by a person, or what an organisation was for a time.
#[derive(Clone, Debug)]
pub struct Term {
    /// The state, where it acts for one or belongs to one.
    pub country: Option<Label>,
    /// PLOVER sectors, the main one first.
    pub sectors: Vec<Label>,
    /// The office or nature in a few words.
    pub role: &'static str,
    /// The body above states, party or company whose office it is.
    pub organisation: &'static str,
    /// First possible day, where known.
    pub from: Option<Date>,
    /// Last possible day, where known.
    pub to: Option<Date>,
    /// The file it comes from.
    pub source: Label,
    /// What a reader must know.
    pub note: &'static str,
}

impl Term {
    /// Whether it ran on a day.
    pub fn runs_on(&self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
    }
}

impl Actor {
    /// Whether it is a person.
    pub fn is_person(&self) -> bool {
        self.id.starts_with("person/")
    }

    /// The terms that ran on a day, the main one first: an office of a country
    /// before one in a body above states that its holder has by turns, one held
    /// for good before one that is only looked after ("acting …"), then the
    /// later.
    pub fn terms_on(&self, day: Option<Date>) -> Vec<&Term> {
        let mut running: Vec<&Term> =
            self.terms.iter().filter(|term| day.is_none_or(|day| term.runs_on(day))).collect();
        let is_acting = |term: &Term| term.role.starts_with("acting ");
        running.sort_by_key(|term| (term.country.is_none(), is_acting(term), std::cmp::Reverse(term.from)));
        running
    }

    /// Other names.
    pub fn other_names(&self) -> impl Iterator<Item = &'static str> + use<> {
        self.aliases.split('|').filter(|name| !name.is_empty())
    }
}

/// All actors, found by id, by name and people by family name.
#[derive(Default)]
pub struct Actors {
    /// In the order in which the files name them.
    pub rows: Vec<Actor>,
    by_id: HashMap<&'static str, usize, RandomState>,
    by_family: HashMap<&'static str, Vec<u32>, RandomState>,
    by_office: HashMap<(Label, &'static str), Vec<u32>, RandomState>,
}

/// The kinds of actor that an id may name.
const KINDS: [&str; 8] = ["person", "igo", "ngo", "media", "party", "armed", "company", "body"];

impl Actors {
    /// Adds the actors of one file. Rows about an actor of an earlier file add
    /// to it; with `replaces`, they take its place.
    pub fn read(&mut self, file: &str, text: &'static str, replaces: bool) -> Result<(), KnowledgeError> {
        let needed = ["id", "name", "aliases", "country", "sectors", "role", "from", "to"];
        let table = TableReader::new(file, text, &needed)?;
        let source = Label::new(file);
        let sectors = Sectors::embedded()?;
        let known_before = self.rows.len();
        let mut replaced: Vec<usize> = Vec::new();
        for row in table.rows() {
            let row = row?;
            let id = row.get("id");
            let index = match self.by_id.get(id) {
                Some(&index) => {
                    if replaces && index < known_before && !replaced.contains(&index) {
                        replaced.push(index);
                        self.rows[index] = new_actor(&row)?;
                    }
                    index
                }
                None => {
                    self.rows.push(new_actor(&row)?);
                    self.by_id.insert(id, self.rows.len() - 1);
                    self.rows.len() - 1
                }
            };
            let term = term(&row, source, &sectors)?;
            self.rows[index].complete(&row);
            push_exact(&mut self.rows[index].terms, term);
        }
        Ok(())
    }

    /// All mistakes of a file by itself, or how many actors it holds.
    pub(super) fn check(file: &str, text: &'static str) -> Result<usize, Vec<KnowledgeError>> {
        let needed = ["id", "name", "aliases", "country", "sectors", "role", "from", "to"];
        let table = TableReader::new(file, text, &needed).map_err(|error| vec![error])?;
        let sectors = Sectors::embedded().map_err(|error| vec![error])?;
        let mut mistakes = Vec::new();
        let mut ids: HashMap<&'static str, (), RandomState> = HashMap::default();
        let mut last = ("", "");
        for row in table.rows() {
            let row = match row {
                Ok(row) => row,
                Err(mistake) => {
                    mistakes.push(mistake);
                    continue;
                }
            };
            let id = row.get("id");
            if ids.insert(id, ()).is_none() {
                mistakes.extend(new_actor(&row).err());
            }
            mistakes.extend(term(&row, Label::default(), &sectors).err());
            let place = (id, row.get("from"));
            if place < last {
                mistakes.push(row.error(&format!("{id} stands after {}; rows are sorted by id, then by from", last.0)));
            }
            last = place;
        }
        if mistakes.is_empty() { Ok(ids.len()) } else { Err(mistakes) }
    }

    /// Adds all names to the index and finds family names; to be called once,
    /// after the last file.
    pub fn index(&mut self, names: &mut NameIndex) {
        for (index, actor) in self.rows.iter().enumerate() {
            names.add(actor.name, NameKind::Actor, index);
            for alias in actor.other_names() {
                names.add(alias, NameKind::Actor, index);
            }
            if !actor.family.is_empty() {
                push_exact(self.by_family.entry(actor.family).or_default(), index as u32);
            }
            if actor.is_person() {
                for term in actor.terms.iter().filter(|term| term.organisation.is_empty()) {
                    let Some(country) = term.country else { continue };
                    let holders = self.by_office.entry((country, term.role)).or_default();
                    if holders.last() != Some(&(index as u32)) {
                        push_exact(holders, index as u32);
                    }
                }
            }
        }
    }

    /// The actor with this id.
    pub fn get(&self, id: &str) -> Option<&Actor> {
        self.by_id.get(id).map(|&index| &self.rows[index])
    }

    /// The people who ever held an office of a country.
    pub fn holders<'a>(&'a self, country: Label, role: &'a str) -> impl Iterator<Item = &'a Actor> {
        let rows = self.by_office.get(&(country, role));
        rows.into_iter().flatten().map(|&row| &self.rows[row as usize])
    }

    /// The row of an actor.
    pub fn row(&self, id: &str) -> Option<usize> {
        self.by_id.get(id).copied()
    }

    /// The people with this family name.
    pub fn family(&self, family: &str) -> &[u32] {
        self.by_family.get(family).map_or(&[], Vec::as_slice)
    }
}

/// Adds to a list that will rarely grow again.
pub(super) fn push_exact<T>(list: &mut Vec<T>, item: T) {
    list.reserve_exact(1);
    list.push(item);
}

impl Actor {
    /// Takes over what an earlier row left open.
    fn complete(&mut self, row: &Row<'_>) {
        if self.family.is_empty() {
            self.family = row.get("family");
        }
        if self.aliases.is_empty() {
            self.aliases = row.get("aliases");
        }
        self.is_woman = self.is_woman.or_else(|| gender(row));
    }
}

fn new_actor(row: &Row<'_>) -> Result<Actor, KnowledgeError> {
    let id = row.get("id");
    let (kind, slug) = id.split_once('/').unwrap_or((id, ""));
    let is_slug = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    if !KINDS.contains(&kind) || slug.is_empty() || !slug.chars().all(is_slug) {
        let problem = format!("the id {id:?} is not of the form kind/name; kinds are {}", KINDS.join(", "));
        return Err(row.error(&problem));
    }
    if row.get("name").is_empty() {
        return Err(row.error(&format!("the first row of {id} has no name")));
    }
    Ok(Actor {
        id,
        name: row.get("name"),
        family: row.get("family"),
        is_woman: gender(row),
        aliases: row.get("aliases"),
        terms: Vec::new(),
    })
}

fn gender(row: &Row<'_>) -> Option<bool> {
    match row.get("gender") {
        "f" => Some(true),
        "m" => Some(false),
        _ => None,
    }
}

fn term(row: &Row<'_>, source: Label, known: &Sectors) -> Result<Term, KnowledgeError> {
    let country = row.get("country");
    if !country.is_empty() && (country.len() != 3 || !country.bytes().all(|byte| byte.is_ascii_uppercase())) {
        return Err(row.error(&format!("the country {country:?} is not an ISO 3166 code of three capitals")));
    }
    let mut sectors: Vec<Label> = row.list("sectors").map(Label::new).collect();
    sectors.shrink_to_fit();
    if let Some(unknown) = sectors.iter().find(|sector| !known.has(sector)) {
        return Err(row.error(&format!("{unknown:?} is no sector; sectors are {}", known.list())));
    }
    let (from, to) = (row.days("from")?, row.days("to")?);
    if let (Some((from, _)), Some((_, to))) = (from, to)
        && to < from
    {
        return Err(row.error(&format!("it ends ({}) before it starts ({})", row.get("to"), row.get("from"))));
    }
    Ok(Term {
        country: Some(country).filter(|country| !country.is_empty()).map(Label::new),
        sectors,
        role: row.get("role"),
        organisation: row.get("organisation"),
        from: from.map(|(first, _)| first),
        to: to.map(|(_, last)| last),
        source,
        note: row.get("note"),
    })
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    const TABLE: &str = "id\tname\tfamily\tgender\taliases\tcountry\tsectors\trole\torganisation\tfrom\tto\tnote\n\
        person/ada-stone\tAda Stone\tStone\tf\tA. Stone\tGBR\tGOV\tforeign minister\t\t2010-05\t2012-03-01\t\n\
        person/ada-stone\t\t\t\t\tGBR\tGOV\tprime minister\t\t2012-03-01\t\t\n";

    fn read(text: &'static str) -> Result<Actors, KnowledgeError> {
        let mut actors = Actors::default();
        actors.read("t.tsv", text, false)?;
        actors.index(&mut NameIndex::default());
        Ok(actors)
    }

    #[test]
    fn offices_follow_the_date() {
        let actors = read(TABLE).unwrap();
        let stone = actors.get("person/ada-stone").unwrap();
        assert_eq!(stone.terms_on(Some(date(2011, 1, 1)))[0].role, "foreign minister");
        assert_eq!(stone.terms_on(Some(date(2012, 3, 1)))[0].role, "prime minister");
        assert!(stone.terms_on(Some(date(2001, 1, 1))).is_empty());
        assert_eq!(actors.family("Stone"), [0]);
    }

    #[test]
    fn the_main_of_several_offices_comes_first() {
        let table = "id\tname\taliases\tcountry\tsectors\trole\tfrom\tto\n\
            person/ada-stone\tAda Stone\t\tIRL\tGOV\tforeign minister\t2010\t\n\
            person/ada-stone\t\t\t\tIGO\tchairwoman\t2011\t\n\
            person/ada-stone\t\t\tIRL\tGOV\tacting finance minister\t2012\t\n";
        let actors = read(table).unwrap();
        let terms = actors.get("person/ada-stone").unwrap().terms_on(Some(date(2013, 1, 1)));
        let roles: Vec<&str> = terms.iter().map(|term| term.role).collect();
        assert_eq!(roles, ["foreign minister", "acting finance minister", "chairwoman"]);
    }

    #[test]
    fn mistakes_name_line_and_cause() {
        let bad = "id\tname\taliases\tcountry\tsectors\trole\tfrom\tto\nigo/x\tX\t\tBelarus\tIGO\tbody\t\t\n";
        assert_eq!(
            read(bad).err().unwrap().to_string(),
            "t.tsv, line 2: the country \"Belarus\" is not an ISO 3166 code of three capitals"
        );
        let bad = "id\tname\taliases\tcountry\tsectors\trole\tfrom\tto\nigo/x\tX\t\t\tIGO\tbody\t1999\t1998\n";
        assert_eq!(read(bad).err().unwrap().to_string(), "t.tsv, line 2: it ends (1998) before it starts (1999)");
    }

    #[test]
    fn a_user_file_replaces_an_entry() {
        let mut actors = read(TABLE).unwrap();
        let own = "id\tname\taliases\tcountry\tsectors\trole\tfrom\tto\nperson/ada-stone\tAda Stone\t\tIRL\tOPP\topposition leader\t\t\n";
        actors.read("own.tsv", own, true).unwrap();
        let stone = actors.get("person/ada-stone").unwrap();
        assert_eq!(stone.terms.len(), 1);
        assert_eq!(stone.terms[0].role, "opposition leader");
    }
}
