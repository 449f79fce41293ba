//! `rapporteur actors import-wikidata` on a small dump of Wikidata's form:
//! invented countries and people, properties and classes as there.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output};

use bzip2::write::BzEncoder;
use flate2::write::GzEncoder;
use tempfile::TempDir;

const DUMP: &[u8] = include_bytes!("wikidata/dump.json");

fn import(folder: &TempDir, name: &str, dump: &[u8]) -> Output {
    fs::write(folder.path().join(name), dump).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_rapporteur"));
    command.current_dir(folder).args(["actors", "import-wikidata", name, "-o", "actors.tsv"]).output().unwrap()
}

fn table(folder: &TempDir) -> String {
    fs::read_to_string(folder.path().join("actors.tsv")).unwrap()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn bzip2(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = BzEncoder::new(Vec::new(), bzip2::Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

#[test]
fn the_table_holds_who_acts_in_politics() {
    let folder = TempDir::new().unwrap();
    let output = import(&folder, "dump.json", DUMP);
    insta::assert_snapshot!("table", table(&folder));
    insta::assert_snapshot!("summary", String::from_utf8_lossy(&output.stderr));
    assert_eq!(output.status.code(), Some(1), "lines were damaged");
    let mut check = Command::new(env!("CARGO_BIN_EXE_rapporteur"));
    let checked = check.current_dir(&folder).args(["actors", "check", "actors.tsv"]).output().unwrap();
    assert!(checked.status.success(), "{}", String::from_utf8_lossy(&checked.stdout));
}

#[test]
fn packed_dumps_of_one_and_several_streams_give_the_same() {
    let folder = TempDir::new().unwrap();
    import(&folder, "dump.json", DUMP);
    let plain = table(&folder);
    let (first, second) = DUMP.split_at(DUMP.len() / 2);
    let packed = [
        ("dump.json.gz", gzip(DUMP)),
        ("dump.json.bz2", bzip2(DUMP)),
        ("two.json.gz", [gzip(first), gzip(second)].concat()),
        ("two.json.bz2", [bzip2(first), bzip2(second)].concat()),
    ];
    for (name, dump) in packed {
        import(&folder, name, &dump);
        assert_eq!(table(&folder), plain, "{name}");
    }
}

#[test]
fn a_dump_that_breaks_off_leaves_no_table() {
    let folder = TempDir::new().unwrap();
    let packed = gzip(DUMP);
    let output = import(&folder, "dump.json.gz", &packed[..packed.len() / 2]);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("dump.json.gz: cannot read the dump"));
    let left: Vec<_> = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(left, ["dump.json.gz"]);
}

#[test]
fn the_dump_is_not_written_over() {
    let folder = TempDir::new().unwrap();
    let output = import(&folder, "actors.tsv", DUMP);
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(fs::read(folder.path().join(Path::new("actors.tsv"))).unwrap(), DUMP);
}
