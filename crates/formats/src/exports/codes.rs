use std::collections::HashMap;
use std::sync::LazyLock;

/// What other systems call a country.
#[derive(Clone, Copy, Debug, Default)]
pub struct Country {
    /// Its English name.
    pub name: &'static str,
    /// Its FIPS 10-4 code.
    pub fips: &'static str,
    /// Its number in the Correlates of War project.
    pub cow: &'static str,
}

/// What other systems call a sector.
#[derive(Clone, Copy, Debug, Default)]
pub struct Sector {
    /// The role code of CAMEO.
    pub cameo: &'static str,
    /// The words of ICEWS.
    pub icews: &'static str,
}

/// The country with this ISO 3166 alpha-3 code; empty where nothing is known.
pub fn country(iso3: Option<&str>) -> Country {
    iso3.and_then(|code| COUNTRIES.get(code)).copied().unwrap_or_default()
}

/// The sector with this PLOVER code; empty where nothing is known.
pub fn sector(code: Option<&str>) -> Sector {
    code.and_then(|code| SECTORS.get(code)).copied().unwrap_or_default()
}

/// What CAMEO calls an event's code.
pub fn cameo_label(code: &str) -> &'static str {
    LABELS.get(code).copied().unwrap_or_default()
}

static COUNTRIES: LazyLock<HashMap<&'static str, Country>> = LazyLock::new(|| {
    let mut countries = HashMap::new();
    for row in rows(include_str!("../../../../data/exports/countries.tsv")) {
        let country = Country { name: "", fips: cell(&row, 1), cow: cell(&row, 2) };
        countries.insert(cell(&row, 0), country);
    }
    for row in rows(include_str!("../../../../data/countries.tsv")) {
        // A breakaway entity has the code of the state that claims it, and no second one.
        if !cell(&row, 2).is_empty() {
            let known: &mut Country = countries.entry(cell(&row, 1)).or_default();
            known.name = if known.name.is_empty() { cell(&row, 3) } else { known.name };
        }
    }
    countries
});

static SECTORS: LazyLock<HashMap<&'static str, Sector>> = LazyLock::new(|| {
    let rows = rows(include_str!("../../../../data/exports/sectors.tsv"));
    rows.map(|row| (cell(&row, 0), Sector { cameo: cell(&row, 1), icews: cell(&row, 2) })).collect()
});

static LABELS: LazyLock<HashMap<&'static str, &'static str>> = LazyLock::new(|| {
    let rows = rows(include_str!("../../../../data/ontology/cameo.tsv"));
    rows.map(|row| (cell(&row, 0), cell(&row, 1))).collect()
});

/// The rows below the header of a table.
fn rows(table: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    table.lines().filter(|line| !line.starts_with('#')).skip(1).map(|line| line.split('\t').collect())
}

fn cell(row: &[&'static str], column: usize) -> &'static str {
    row.get(column).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_translated() {
        let belarus = country(Some("BLR"));
        assert_eq!((belarus.name, belarus.fips, belarus.cow), ("Belarus", "BO", "370"));
        assert_eq!(country(Some("???")).name, "");
        assert_eq!((sector(Some("JRN")).cameo, sector(Some("JRN")).icews), ("MED", "News"));
        assert_eq!(cameo_label("010"), "Make statement, not specified below");
    }
}
