//! Lines of GeoNames' files (`allCountries.txt`, `cities500.txt`): 19 columns
//! between tabs, described in their readme.txt.

/// The columns that the gazetteer needs.
#[derive(Clone, Debug, PartialEq)]
pub struct Line<'a> {
    /// The number.
    pub geonames: u32,
    /// The name.
    pub name: &'a str,
    /// Other names, separated by commas.
    pub others: &'a str,
    /// Degrees north.
    pub latitude: f64,
    /// Degrees east.
    pub longitude: f64,
    /// The feature code; "PPL" for a populated place without one.
    pub kind: &'a str,
    /// The codes of country, first- and second-level division, joined by full
    /// stops.
    pub code: String,
    /// How many live there, 0 where unknown.
    pub population: u32,
}

/// Reads a line; `None` where it is damaged: too few or many columns, no
/// number, no name, no point on the globe.
pub fn line(text: &str) -> Option<Line<'_>> {
    let cells: Vec<&str> = text.split('\t').collect();
    let cells: [&str; 19] = cells.try_into().ok()?;
    let degrees = |cell: &str, limit: f64| cell.parse().ok().filter(|degrees: &f64| degrees.abs() <= limit);
    let codes = [cells[8], cells[10], cells[11]];
    let codes = codes.iter().take_while(|code| !code.is_empty()).copied();
    let kind = match (cells[6], cells[7]) {
        ("P", "") => "PPL",
        (_, kind) => kind,
    };
    Some(Line {
        geonames: cells[0].parse().ok().filter(|&number| number > 0)?,
        name: Some(cells[1]).filter(|name| !name.trim().is_empty())?,
        others: cells[3],
        latitude: degrees(cells[4], 90.0)?,
        longitude: degrees(cells[5], 180.0)?,
        kind,
        code: codes.collect::<Vec<_>>().join("."),
        population: population(cells[14])?,
    })
}

fn population(cell: &str) -> Option<u32> {
    match cell {
        "" => Some(0),
        digits => digits.parse::<u64>().ok().map(|people| u32::try_from(people).unwrap_or(u32::MAX)),
    }
}

/// Whether an alternative name may turn up in English text.
pub fn is_useful(name: &str) -> bool {
    name.is_ascii()
        && name.len() >= 4
        && name.starts_with(|c: char| c.is_ascii_uppercase())
        && name.contains(|c: char| c.is_ascii_lowercase())
        && !name.contains(|c: char| c.is_ascii_digit() || "(),;/\"_[]`".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = "42\tTestville\tTestville\tTest Town,TST\t33.5\t-95.5\tP\tPPL\tUS\t\tTX\t277\t\t\t25000\t\t180\tAmerica/Chicago\t2024-01-01";

    #[test]
    fn a_line_is_read() {
        let read = line(GOOD).unwrap();
        assert_eq!(
            (read.geonames, read.name, read.code.as_str(), read.population),
            (42, "Testville", "US.TX.277", 25000)
        );
    }

    #[test]
    fn damage_shows() {
        assert_eq!(line(""), None);
        assert_eq!(line(&GOOD.replace("33.5", "133.5")), None);
        assert_eq!(line(&GOOD.replace("33.5", "NaN")), None);
        assert_eq!(line(&GOOD.replace("42\t", "x\t")), None);
        assert_eq!(line(&GOOD[..60]), None);
    }

    #[test]
    fn names_in_other_letters_are_not_useful() {
        assert!(is_useful("Test Town"));
        assert!(!is_useful("TST") && !is_useful("Тест") && !is_useful("Test, Town"));
    }
}
