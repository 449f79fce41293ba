//! How much a run costs beside coding: the coder alone and the whole way from a
//! file to Parquet tables, in turns, in one process.
//!
//! ```sh
//! cargo run --release -p lab --example throughput -- news.jsonl 2 3
//! ```
//!
//! The arguments: a file of articles in any form that is read, by its name
//! (`news.parquet` as well), threads, turns.

#![allow(clippy::unwrap_used, reason = "a measurement that cannot go on should stop")]

use std::path::PathBuf;
use std::time::Instant;

use formats::articles::{Entry, Failure, ReadOptions, Screen, ScreenOptions, Source, read};
use formats::run::{Fingerprint, Observer, PartSize, Plan, Summary, Target, code_all, into_files};
use formats::tables::{Coded, Encoded, Form, Layout, Records};
use rapporteur::{Article, Reader, Report};

struct Silent;

impl Observer for Silent {
    fn resumed(&mut self, _: &Summary) {}
    fn failed(&mut self, _: &Failure) {}
    fn progressed(&mut self, _: &Summary) {}
}

fn entries<'a>(source: &'a Source, options: &'a ReadOptions) -> impl Iterator<Item = Entry> + Send + 'a {
    let mut screen = Screen::new(ScreenOptions::default());
    read(source, options).map(move |entry| screen.check(entry))
}

/// Seconds for the coder alone, on articles that are in memory.
fn alone(reader: &Reader, articles: &[Article], threads: usize) -> f64 {
    let started = Instant::now();
    let entries = articles.iter().cloned().map(Entry::Article);
    let coded: Result<(), ()> = code_all(threads, entries, |article| reader.read(article).events.len(), |_| Ok(()));
    coded.unwrap();
    started.elapsed().as_secs_f64()
}

/// Seconds from the file to the tables.
fn whole(reader: &Reader, source: &Source, threads: usize) -> f64 {
    let folder = std::env::temp_dir().join(format!("throughput-{}", std::process::id()));
    let layout = Layout::Tables(Form::Parquet);
    let plan = Plan {
        layout,
        target: Target::Folder(folder.clone()),
        fingerprint: Fingerprint::new(),
        threads,
        strict: false,
        overwrite: true,
        part: PartSize::default(),
        articles_per_file: 250_000,
    };
    let code = |article: Article| -> Encoded {
        let Report { article, parse, grounding, statements, events } = &reader.read(article);
        layout.encode(&Records::new(Coded { article, parse, grounding, statements, events }, "throughput"))
    };
    let started = Instant::now();
    into_files(&plan, entries(source, &ReadOptions::default()), code, &mut Silent).unwrap();
    let took = started.elapsed().as_secs_f64();
    std::fs::remove_dir_all(folder).unwrap();
    took
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [file, threads, turns] = arguments.as_slice() else {
        eprintln!("usage: throughput FILE THREADS TURNS, such as: throughput news.jsonl 2 3");
        std::process::exit(2);
    };
    let source = Source::file(PathBuf::from(file));
    let threads: usize = threads.parse().unwrap();
    let turns: usize = turns.parse().unwrap();
    let options = ReadOptions::default();
    let articles: Vec<Article> = entries(&source, &options)
        .filter_map(|entry| match entry {
            Entry::Article(article) => Some(article),
            _ => None,
        })
        .collect();
    let words: usize = articles.iter().map(|article| article.text.split_whitespace().count()).sum();
    let reader = Reader::english().unwrap();
    // What is remembered of words and compiled on first use is paid for here.
    alone(&reader, &articles[..articles.len().min(100)], threads);
    println!("{} articles, {words} words, {threads} threads", articles.len());
    for _ in 0..turns {
        let (one, other) = (alone(&reader, &articles, threads), whole(&reader, &source, threads));
        let rate = |seconds: f64| words as f64 / seconds;
        println!("alone {:.0} words/s, whole {:.0} words/s, {:.3} of it", rate(one), rate(other), one / other);
    }
}
