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
    /// CAMEO's code in GDELT's list, where it is not that of ISO 3166.
    pub cameo: &'static str,
}

/// What other systems call a sector.
#[derive(Clone, Copy, Debug, Default)]
pub struct Sector {
    /// The role code of CAMEO.
    pub cameo: &'static str,
    /// CAMEO's code of the organisation behind it.
    pub group: &'static str,
    /// What stands in the place of a country.
    pub region: &'static str,
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

/// CAMEO's code of an actor: country and role; of an organisation that has a
/// code of its own, role, region and that.
pub fn actor_code(land: &str, sector: Sector) -> String {
    let role = sector.cameo;
    if sector.group.is_empty() { format!("{land}{role}") } else { format!("{role}{}{}", sector.region, sector.group) }
}

/// What CAMEO calls an event's code.
pub fn cameo_label(code: &str) -> &'static str {
    LABELS.get(code).copied().unwrap_or_default()
}

static COUNTRIES: LazyLock<HashMap<&'static str, Country>> = LazyLock::new(|| {
    let mut countries = HashMap::new();
    for row in rows(include_str!("../../../../data/exports/countries.tsv")) {
        let country = Country { name: "", fips: cell(&row, 1), cow: cell(&row, 2), cameo: cell(&row, 3) };
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
    let sector = |row: &[&'static str]| Sector {
        cameo: cell(row, 1),
        group: cell(row, 2),
        region: cell(row, 3),
        icews: cell(row, 4),
    };
    rows.map(|row| (cell(&row, 0), sector(&row))).collect()
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
        assert_eq!(actor_code("BLR", sector(Some("JRN"))), "BLRMED");
        assert_eq!(actor_code("", sector(Some("UNO"))), "IGOUNO");
        assert_eq!(actor_code("", sector(Some("EUR"))), "IGOEUREEC");
        assert_eq!(cameo_label("010"), "Make statement, not specified below");
    }
    /// The cells of a column of a table.
    fn column(table: &'static str, column: usize) -> Vec<&'static str> {
        rows(table).map(|row| cell(&row, column)).collect()
    }

    #[test]
    fn every_country_has_a_row_of_codes() {
        let table = include_str!("../../../../data/exports/countries.tsv");
        let ours = column(include_str!("../../../../data/countries.tsv"), 1);
        let codes = column(table, 0);
        assert!(codes.is_sorted_by(|one, next| one < next));
        let missing: Vec<_> = ours.iter().filter(|code| !codes.contains(code)).collect();
        let unknown: Vec<_> = codes.iter().filter(|code| !ours.contains(code)).collect();
        assert!(missing.is_empty() && unknown.is_empty(), "{missing:?} {unknown:?}");
        assert!(rows(table).all(|row| row.len() == 4));
        let mut fips: Vec<_> = column(table, 1).into_iter().filter(|code| !code.is_empty()).collect();
        assert!(fips.iter().all(|code| code.len() == 2));
        fips.sort_unstable();
        // Two countries with one code are a slip; so few have none.
        assert!(fips.is_sorted_by(|one, next| one < next), "{fips:?}");
        assert!(codes.len() - fips.len() < 15, "{}", codes.len() - fips.len());
    }

    #[test]
    fn codes_that_are_often_mistaken_are_right() {
        for (iso3, fips, cow) in [
            ("DEU", "GM", "255"),
            ("ESP", "SP", "230"),
            ("UKR", "UP", "369"),
            ("RUS", "RS", "365"),
            ("CHN", "CH", "710"),
            ("CHE", "SZ", "225"),
            ("JPN", "JA", "740"),
            ("KOR", "KS", "732"),
            ("PRK", "KN", "731"),
            ("AUS", "AS", "900"),
            ("AUT", "AU", "305"),
            ("SWE", "SW", "380"),
            ("IRQ", "IZ", "645"),
            ("ISR", "IS", "666"),
            ("ISL", "IC", "395"),
            ("TUR", "TU", "640"),
            ("VNM", "VM", "816"),
            ("MMR", "BM", "775"),
            ("NGA", "NI", "475"),
            ("NER", "NG", "436"),
            ("NIC", "NU", "93"),
            ("ZAF", "SF", "560"),
            ("SSD", "OD", "626"),
            ("GBR", "UK", "200"),
        ] {
            let found = country(Some(iso3));
            assert_eq!((found.fips, found.cow), (fips, cow), "{iso3}");
        }
    }

    #[test]
    fn every_sector_has_a_row_of_codes() {
        let table = include_str!("../../../../data/exports/sectors.tsv");
        let (mut ours, codes) = (column(include_str!("../../../../data/ontology/sectors.tsv"), 0), column(table, 0));
        ours.sort_unstable();
        assert_eq!(ours, codes);
        assert!(rows(table).all(|row| row.len() == 5 && !row[4].is_empty()));
    }
}
