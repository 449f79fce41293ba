//! Turns `data/places/places.tsv` into the gazetteer that the program
//! carries.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::{env, fs};

#[path = "src/knowledge/gazetteer/fold.rs"]
#[allow(dead_code)]
mod fold;
#[path = "src/knowledge/gazetteer/format.rs"]
#[allow(dead_code)]
mod format;
#[path = "src/knowledge/gazetteer/sorting.rs"]
#[allow(dead_code)]
mod sorting;
#[path = "table.rs"]
mod table;
#[path = "src/knowledge/gazetteer/writer.rs"]
#[allow(dead_code)]
mod writer;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data/places");
    let (places, kinds) = (folder.join("places.tsv"), folder.join("kinds.tsv"));
    println!("cargo::rerun-if-changed={}", places.display());
    println!("cargo::rerun-if-changed={}", kinds.display());
    println!("cargo::rerun-if-changed={}", folder.join("letters.tsv").display());
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=src/knowledge/gazetteer");
    let out = PathBuf::from(env::var("OUT_DIR")?);
    let kinds = fs::read_to_string(kinds)?;
    let codes = kinds.lines().filter(|line| !line.starts_with('#')).skip(1);
    let codes = codes.filter_map(|line| line.split('\t').next());
    let mut writer = writer::Writer::new(&out.join("gazetteer.parts"), codes)?;
    for line in fs::read_to_string(places)?.lines() {
        let Some((row, others)) = table::row(line) else { continue };
        let Some(number) = writer.push(&row)? else { return Err(format!("unknown kind: {line}").into()) };
        for other in others.split('|').filter(|other| !other.is_empty()) {
            writer.add_name(number, other, row.population, false)?;
        }
    }
    writer.finish(&out.join("world.gazetteer"))?;
    Ok(())
}
