use std::collections::BTreeMap;
use std::sync::LazyLock;

/// What a field of a record can hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// The article's name.
    Id,
    /// Its words.
    Text,
    /// Its headline.
    Title,
    /// Who published it.
    Outlet,
    /// The day of publication.
    Date,
    /// Where it was found.
    Url,
    /// Its language.
    Language,
}

impl Role {
    /// All of them.
    pub const ALL: [Role; 7] = [Role::Id, Role::Text, Role::Title, Role::Outlet, Role::Date, Role::Url, Role::Language];

    /// The word for it in flags and tables ("text" in `--text-field`).
    pub fn as_str(self) -> &'static str {
        match self {
            Role::Id => "id",
            Role::Text => "text",
            Role::Title => "title",
            Role::Outlet => "outlet",
            Role::Date => "date",
            Role::Url => "url",
            Role::Language => "language",
        }
    }
}

/// Which field holds what: what the user named, else a guess by usual names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FieldNames {
    named: BTreeMap<Role, String>,
}

impl FieldNames {
    /// Takes this field for that role, whatever the usual names are.
    pub fn name(&mut self, role: Role, field: impl Into<String>) {
        self.named.insert(role, field.into());
    }

    /// The field for a role among those that there are: the named one as it is
    /// written, else the first of the usual names.
    pub fn find<'a>(&self, role: Role, there: impl Iterator<Item = &'a str> + Clone) -> Option<&'a str> {
        if let Some(named) = self.named.get(&role) {
            return there.into_iter().find(|field| field == named);
        }
        let usual = &USUAL[&role];
        let rank = |field: &&str| usual.iter().position(|name| *name == plain(field));
        there.filter(|field| rank(field).is_some()).min_by_key(|field| rank(field))
    }

    /// What the user named for a role.
    pub fn named(&self, role: Role) -> Option<&str> {
        self.named.get(&role).map(String::as_str)
    }

    /// What to say where no field holds the text.
    pub fn no_text<'a>(&self, there: impl Iterator<Item = &'a str>) -> String {
        let there = there.take(60).map(|field| format!("{field:?}")).collect::<Vec<_>>().join(", ");
        match self.named(Role::Text) {
            Some(named) => {
                format!("there is no field {named:?} (there are {there}); name the field of the text with --text-field")
            }
            None => format!(
                "no field has a name usual for the text, such as \"text\", \"body\" or \"content\" (there are {there}); \
                 name it with --text-field"
            ),
        }
    }
}

/// As names are compared.
fn plain(field: &str) -> String {
    field.trim().trim_start_matches('\u{feff}').to_lowercase().replace([' ', '-', '.'], "_")
}

static USUAL: LazyLock<BTreeMap<Role, Vec<&'static str>>> = LazyLock::new(|| {
    let table = include_str!("../../../../data/formats/fields.tsv");
    let row = |role: Role| {
        let mut lines = table.lines().filter_map(|line| line.split_once('\t'));
        let names = lines.find(|(name, _)| *name == role.as_str()).map_or("", |(_, names)| names);
        (role, names.split(' ').collect())
    };
    Role::ALL.into_iter().map(row).collect()
});

#[cfg(test)]
mod tests {
    use super::*;

    fn find<'a>(fields: &FieldNames, role: Role, there: &[&'a str]) -> Option<&'a str> {
        fields.find(role, there.iter().copied())
    }

    #[test]
    fn usual_names_are_found_in_order() {
        let fields = FieldNames::default();
        assert_eq!(find(&fields, Role::Text, &["Headline", "Content", "BODY"]), Some("BODY"));
        assert_eq!(find(&fields, Role::Date, &["Publication Date", "x"]), Some("Publication Date"));
        assert_eq!(find(&fields, Role::Text, &["words"]), None);
    }

    #[test]
    fn a_named_field_is_taken_as_written() {
        let mut fields = FieldNames::default();
        fields.name(Role::Text, "words");
        assert_eq!(find(&fields, Role::Text, &["text", "words"]), Some("words"));
        assert_eq!(find(&fields, Role::Text, &["text"]), None);
        assert!(fields.no_text(["a"].into_iter()).contains("no field \"words\" (there are \"a\")"));
    }

    #[test]
    fn every_role_has_usual_names() {
        for role in Role::ALL {
            assert!(USUAL[&role].len() > 2, "{role:?}");
        }
    }
}
