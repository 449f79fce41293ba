use super::rules::Rules;
use super::world::Country;

/// Longer fields of work stay behind the minister.
const MOST_WORDS: usize = 4;

/// The role that news gives to an office, without the country: the role of its
/// class, unless the label starts with a word that sets it apart ("Deputy
/// Prime Minister"); where the class has none, the label itself ("Minister of
/// Health of Kenya" → "health minister").
pub fn title(label: &str, country: Option<&Country>, role: &str, rules: &Rules) -> String {
    let label = label.to_lowercase();
    let label = label.split(" (").next().unwrap_or_default();
    let is_apart = rules.distinct.iter().any(|word| follows(label, word).is_some());
    if !role.is_empty() && !is_apart {
        return role.to_owned();
    }
    let office = country.map_or(label, |country| without_country(label, country));
    rules.titles.get(office).map_or_else(|| minister(office), |&role| role.to_owned())
}

/// What stands behind the word at the start of a label.
fn follows<'l>(label: &'l str, word: &str) -> Option<&'l str> {
    label.strip_prefix(word)?.strip_prefix([' ', '-'])
}

/// The label up to "of Kenya" or "of the Republic of Kenya".
fn without_country<'l>(label: &'l str, country: &Country) -> &'l str {
    #[expect(clippy::borrowed_box, reason = "it is called on what a map of boxes gives")]
    let named = |name: &Box<str>| {
        let before = label.strip_suffix(name.as_ref())?;
        before.strip_suffix(" of ").or_else(|| before.strip_suffix(" of the "))
    };
    country.names.iter().find_map(named).unwrap_or(label)
}

/// "minister of health" as "health minister".
fn minister(office: &str) -> String {
    let (kind, field) = match office.split_once("minister of ").or_else(|| office.split_once("minister for ")) {
        Some((kind, field)) => (kind, field.strip_prefix("the ").unwrap_or(field)),
        None => return office.to_owned(),
    };
    if field.is_empty() || field.split(' ').count() > MOST_WORDS || field.contains(" of ") {
        return office.to_owned();
    }
    format!("{kind}{field} minister")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knowledge::wikidata::world::Code;

    fn kenya() -> Country {
        Country { code: Code::new("KEN").unwrap(), names: vec!["republic of kenya".into(), "kenya".into()] }
    }

    #[test]
    fn offices_are_called_as_in_news() {
        let rules = Rules::embedded().unwrap();
        let kenya = kenya();
        let title = |label, role| title(label, Some(&kenya), role, &rules);
        assert_eq!(title("President of Kenya", "president"), "president");
        assert_eq!(title("Deputy President of Kenya", "president"), "deputy president");
        assert_eq!(title("Minister of Health of the Republic of Kenya", ""), "health minister");
        assert_eq!(title("Minister for the Interior (Kenya)", ""), "interior minister");
        assert_eq!(title("Minister of Foreign Affairs of Kenya", ""), "foreign minister");
        assert_eq!(title("Minister of the Navy, Trade and Customs of Kenya", ""), "navy, trade and customs minister");
        assert_eq!(title("Deputy Minister of Defence", "minister"), "deputy defence minister");
        assert_eq!(title("Vicereine of Kenya", "x"), "x");
    }
}
