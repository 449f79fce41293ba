use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use document::Article;

use super::*;
use crate::articles::Entry;
use crate::tables::{Encoded, Form, Layout};

struct Silent;

impl Observer for Silent {
    fn resumed(&mut self, _: &Summary) {}
    fn failed(&mut self, _: &Failure) {}
    fn progressed(&mut self, _: &Summary) {}
}

fn plan(target: Target, layout: Layout) -> Plan {
    Plan {
        layout,
        target,
        fingerprint: Fingerprint::from([("version".to_owned(), "test".to_owned())]),
        threads: 3,
        strict: false,
        overwrite: false,
        part: PartSize { records: 5, bytes: 1 << 20 },
        articles_per_file: 1000,
    }
}

fn entries() -> impl Iterator<Item = Entry> + Send {
    (0..23).map(|number| match number {
        7 => Failure::of_record("a.jsonl", "line", 7, "broken".into()).into(),
        11 => Skip::Duplicate.into(),
        _ => Article::new(number.to_string(), format!("Text {number}.")).into(),
    })
}

/// One row for each article, for the first stream.
fn code(article: Article) -> Encoded {
    let line = format!("{{\"id\":\"{}\"}}\n", article.id).into_bytes();
    Encoded { lines: vec![line, Vec::new(), Vec::new()], events: 1, statements: 0, words: 2 }
}

/// Every file below a folder with its content.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if path.is_dir() {
            found.extend(files(&path).into_iter().map(|(inner, content)| (format!("{name}/{inner}"), content)));
        } else {
            found.insert(name, fs::read(path).unwrap());
        }
    }
    found
}

#[test]
fn what_is_done_is_not_done_again() {
    let folder = tempfile::tempdir().unwrap();
    let plan = plan(Target::Folder(folder.path().join("coded")), Layout::Tables(Form::JsonLines));
    let done = into_files(&plan, entries(), code, &mut Silent).unwrap();
    assert_eq!((done.articles, done.failed, done.records()), (21, 1, 23));
    assert_eq!(into_files(&plan, entries(), |_| panic!("nothing is left to do"), &mut Silent).unwrap(), done);
}

/// Copies a folder.
fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for (name, content) in files(from) {
        let path = to.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }
}

/// Takes a picture of the folder after each part, and lets a run go on from
/// each of them.
#[test]
fn every_state_on_disk_leads_to_the_same_files() {
    let folder = tempfile::tempdir().unwrap();
    let whole = folder.path().join("whole");
    let plan_for = |path: &Path| plan(Target::Folder(path.to_owned()), Layout::Tables(Form::Parquet));
    let pictures = std::sync::Mutex::new(Vec::new());
    let coding = |article: Article| {
        let mut pictures = pictures.lock().unwrap();
        let picture = folder.path().join(format!("picture-{}", pictures.len()));
        copy(&whole, &picture);
        pictures.push(picture);
        code(article)
    };
    // One thread: the picture is taken while nothing is written but by chance.
    into_files(&Plan { threads: 1, ..plan_for(&whole) }, entries(), coding, &mut Silent).unwrap();
    let expected = files(&whole);
    for picture in pictures.into_inner().unwrap() {
        into_files(&plan_for(&picture), entries(), code, &mut Silent).unwrap();
        assert_eq!(files(&picture), expected, "{}", picture.display());
    }
}

#[test]
fn another_run_is_not_overwritten() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("coded");
    let first = plan(Target::Folder(path.clone()), Layout::Tables(Form::JsonLines));
    into_files(&first, entries(), code, &mut Silent).unwrap();
    let mut other = first.clone();
    other.fingerprint.insert("version".into(), "other".into());
    assert!(matches!(into_files(&other, entries(), code, &mut Silent), Err(RunError::Occupied(_))));
    other.overwrite = true;
    assert!(into_files(&other, entries(), code, &mut Silent).is_ok());
}

#[test]
fn an_input_that_changed_is_an_error() {
    let folder = tempfile::tempdir().unwrap();
    let plan = plan(Target::File(folder.path().join("out.jsonl")), Layout::JsonLines);
    let strict = Plan { strict: true, ..plan.clone() };
    assert!(matches!(into_files(&strict, entries(), code, &mut Silent), Err(RunError::Strict(_))));
    let changed = std::iter::once(Article::new("new", "New.").into()).chain(entries());
    assert!(matches!(into_files(&plan, changed, code, &mut Silent), Err(RunError::Changed(_))));
    assert!(into_files(&plan, entries(), code, &mut Silent).is_ok());
    let names: Vec<String> = files(folder.path()).into_keys().collect();
    assert_eq!(names, ["out.jsonl", "out.jsonl.errors.jsonl"]);
}

#[test]
fn large_tables_are_several_files() {
    let folder = tempfile::tempdir().unwrap();
    let plan = Plan {
        articles_per_file: 10,
        ..plan(Target::Folder(folder.path().join("coded")), Layout::Tables(Form::Parquet))
    };
    into_files(&plan, entries(), code, &mut Silent).unwrap();
    let names: Vec<String> = files(&folder.path().join("coded")).into_keys().collect();
    assert!(names.contains(&"articles/part-0001.parquet".to_owned()), "{names:?}");
    assert!(names.contains(&"errors.jsonl".to_owned()) && names.contains(&"run.json".to_owned()), "{names:?}");
}

#[test]
fn a_fault_of_the_coder_costs_one_article() {
    let mut failed = Vec::new();
    let faulty = |article: Article| if article.id == "4" { panic!("as planned") } else { article.id };
    let result: Result<(), ()> = code_all(2, entries(), faulty, |outcome| {
        if let Outcome::Failed(failure) = outcome {
            failed.push(failure.file);
        }
        Ok(())
    });
    assert_eq!((result, failed), (Ok(()), vec!["4".to_owned(), "a.jsonl".to_owned()]));
}
