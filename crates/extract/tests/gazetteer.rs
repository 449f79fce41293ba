//! The gazetteer as a file: imports of GeoNames' form, and files that are
//! damaged.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use extract::knowledge::gazetteer::Gazetteer;
use extract::knowledge::gazetteer::import::{ImportError, import};
use proptest::prelude::*;

fn built_in() -> &'static Gazetteer {
    static BUILT_IN: OnceLock<Gazetteer> = OnceLock::new();
    BUILT_IN.get_or_init(|| Gazetteer::embedded().unwrap())
}

/// Places that were made up for this test, in the form of GeoNames' files.
const LINES: &str = "\
900000001\tTestville\tTestville\tTest Town,TSV,Тест\t33.5\t-95.5\tP\tPPL\tUS\t\tTX\t277\t\t\t25000\t\t180\tAmerica/Chicago\t2024-01-01
900000002\tLake Testing\tLake Testing\t\t-1.5\t30.5\tH\tLK\tUG\t\t\t\t\t\t0\t\t1100\tAfrica/Kampala\t2024-01-01
900000003\tTest Farm\tTest Farm\t\t51\t0\tS\tFRM\tGB\t\tENG\t\t\t\t0\t\t\tEurope/London\t2024-01-01
this line is damaged
900000004\tHalf\tHalf\t\t51\t0\tP
900000005\tFar Out\tFar Out\t\t951\t0\tP\tPPL\tGB\t\tENG\t\t\t\t10\t\t\tEurope/London\t2024-01-01
";

fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

fn zipped(path: &Path, content: &str) {
    let mut archive = zip::ZipWriter::new(File::create(path).unwrap());
    archive.start_file("allCountries.txt", zip::write::SimpleFileOptions::default()).unwrap();
    archive.write_all(content.as_bytes()).unwrap();
    archive.finish().unwrap();
}

#[test]
fn text_and_zip_give_the_same_gazetteer() {
    let folder = folder("import");
    let (text, zip) = (folder.join("places.txt"), folder.join("places.zip"));
    fs::write(&text, LINES).unwrap();
    zipped(&zip, LINES);
    let (one, other) = (folder.join("one.gazetteer"), folder.join("other.gazetteer"));
    let done = import(&text, &one, built_in()).unwrap();
    assert_eq!((done.places, done.other_kinds, done.damaged, done.first_damaged), (2, 1, 3, Some(4)));
    assert_eq!(import(&zip, &other, built_in()).unwrap(), done);
    assert!(fs::read(&one).unwrap() == fs::read(&other).unwrap());
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 4, "parts were left behind");
}

#[test]
fn an_imported_gazetteer_knows_its_places_and_the_program_s_own_regions() {
    let folder = folder("use");
    let (text, out) = (folder.join("places.txt"), folder.join("out.gazetteer"));
    fs::write(&text, LINES).unwrap();
    import(&text, &out, built_in()).unwrap();
    let gazetteer = Gazetteer::read(&out).unwrap();
    let town = gazetteer.entry(gazetteer.find("test town")[0].row).unwrap();
    assert_eq!((town.name, town.geonames, town.kind.code.as_str()), ("Testville", Some(900_000_001), "PPL"));
    assert_eq!(gazetteer.country(town.row).unwrap().1, "USA");
    assert_eq!(gazetteer.first_division(town.row).unwrap().name, "Texas");
    assert!(!gazetteer.find("Sahel").is_empty() && !gazetteer.find("Ivory Coast").is_empty());
    assert!(gazetteer.find("Nashville").is_empty(), "towns come from the file alone");
}

#[test]
fn a_cut_zip_is_an_error_and_leaves_nothing() {
    let folder = folder("cut");
    let zip = folder.join("places.zip");
    zipped(&zip, &LINES.repeat(50));
    let whole = fs::read(&zip).unwrap();
    fs::write(&zip, &whole[..whole.len() / 2]).unwrap();
    let error = import(&zip, &folder.join("out.gazetteer"), built_in()).unwrap_err();
    assert!(matches!(error, ImportError::Read { .. }), "{error}");
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 1);
}

#[test]
fn a_damaged_zip_is_an_error_and_leaves_nothing() {
    let folder = folder("damaged");
    let zip = folder.join("places.zip");
    zipped(&zip, &LINES.repeat(50));
    let mut bytes = fs::read(&zip).unwrap();
    let middle = bytes.len() / 3;
    bytes[middle] ^= 0x55;
    fs::write(&zip, &bytes).unwrap();
    assert!(import(&zip, &folder.join("out.gazetteer"), built_in()).is_err());
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 1);
}

#[test]
fn a_file_without_places_is_an_error() {
    let folder = folder("empty");
    let text = folder.join("places.txt");
    fs::write(&text, "not a place\n").unwrap();
    let error = import(&text, &folder.join("out.gazetteer"), built_in()).unwrap_err();
    assert!(matches!(error, ImportError::Empty { .. }), "{error}");
    let missing = import(&folder.join("missing.txt"), &folder.join("out.gazetteer"), built_in()).unwrap_err();
    assert!(missing.to_string().contains("missing.txt"), "{missing}");
}

/// A small gazetteer's bytes.
fn bytes() -> &'static [u8] {
    static BYTES: OnceLock<Vec<u8>> = OnceLock::new();
    BYTES.get_or_init(|| {
        let folder = folder("bytes");
        let (text, out) = (folder.join("places.txt"), folder.join("out.gazetteer"));
        fs::write(&text, LINES).unwrap();
        import(&text, &out, built_in()).unwrap();
        fs::read(out).unwrap()
    })
}

#[test]
fn a_gazetteer_of_any_length_but_its_own_is_refused() {
    let whole = bytes();
    assert!(Gazetteer::from_bytes(whole.to_vec()).is_ok());
    for length in (0..200).chain([whole.len() / 2, whole.len() - 1]) {
        assert!(Gazetteer::from_bytes(whole[..length].to_vec()).is_err(), "{length}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_changed_byte_is_noticed(at in 0..bytes().len(), flip in 1u8..) {
        let mut changed = bytes().to_vec();
        changed[at] ^= flip;
        prop_assert!(Gazetteer::from_bytes(changed).is_err());
    }

    #[test]
    fn any_name_may_be_asked_for(name in "\\PC{0,40}") {
        for bearer in built_in().find(&name) {
            prop_assert!(built_in().entry(bearer.row).is_some());
        }
    }

    #[test]
    fn random_bytes_are_no_gazetteer(bytes: Vec<u8>) {
        prop_assert!(Gazetteer::from_bytes(bytes).is_err());
    }
}
