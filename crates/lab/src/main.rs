//! `lab parity` and `lab bench`: see the library.

use std::path::{Path, PathBuf};

use anyhow::Result;
use clap::{Parser, Subcommand};
use extract::knowledge::weights::Weights;
use lab::{actors, articles, bench, cases, confidence, parity, statements, times, types};
use rapporteur::{Model, Reader};

/// Measures Rapporteur.
#[derive(Parser)]
#[command(after_help = "Examples:
  crates/lab/spacy/parity.sh news.jsonl 500
  cargo run --release -p lab -- bench news.jsonl --python $(crates/lab/spacy/environment.sh)
  cargo run --release -p lab -- parity article.txt target/reference.jsonl --model target/fr
  cargo run --release -p lab -- times news.jsonl --limit 500
  cargo run --release -p lab -- statements news.jsonl --limit 500")]
struct Options {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Compare the language layer with spaCy's results.
    Parity {
        /// Articles (JSON lines with `id` and `text`, or a text file).
        articles: PathBuf,
        /// What spacy/reference.py wrote for them.
        reference: PathBuf,
        /// Compare only the first so many articles.
        #[arg(long)]
        limit: Option<usize>,
        /// A converted model to use instead of the built-in one.
        #[arg(long)]
        model: Option<PathBuf>,
        /// Print at most so many differences.
        #[arg(long, default_value_t = 40)]
        show: usize,
    },
    /// Measure the time that actors take, beside the language layer.
    Actors {
        /// Articles (JSON lines with `id` and `text`).
        articles: PathBuf,
        /// Read only the first so many articles.
        #[arg(long)]
        limit: Option<usize>,
    },
    /// Measure the time that times take, beside the language layer.
    Times {
        /// Articles (JSON lines with `id` and `text`).
        articles: PathBuf,
        /// Read only the first so many articles.
        #[arg(long)]
        limit: Option<usize>,
    },
    /// Measure the time that statements take, beside the language layer.
    Statements {
        /// Articles (JSON lines with `id` and `text`).
        articles: PathBuf,
        /// Read only the first so many articles.
        #[arg(long)]
        limit: Option<usize>,
    },
    /// Measure speed, beside spaCy where a Python with it is given.
    Bench {
        /// Articles (JSON lines with `id` and `text`).
        articles: PathBuf,
        /// Read only the first so many articles.
        #[arg(long)]
        limit: Option<usize>,
        /// How often each side runs.
        #[arg(long, default_value_t = 3)]
        rounds: usize,
        /// The Python that has spaCy.
        #[arg(long)]
        python: Option<PathBuf>,
    },
    /// Learn the weights of data/frames/type-weights.tsv from the frames'
    /// examples and sentences with a marked pair of actors.
    TrainTypes {
        /// The folder of the sentences.
        #[arg(long, default_value = "crates/lab/relations")]
        sentences: PathBuf,
        /// Where the table goes.
        #[arg(long, default_value = "data/frames/type-weights.tsv")]
        output: PathBuf,
        /// How many parts cross-validation has.
        #[arg(long, default_value_t = 10)]
        folds: usize,
        /// The pull of weights towards zero.
        #[arg(long, default_value_t = 0.7)]
        pull: f32,
        /// How much a frame's example counts beside a sentence.
        #[arg(long, default_value_t = 0.2)]
        frames: f32,
    },
    /// Learn the weights of data/confidence.tsv from golden cases of events.
    TrainConfidence {
        /// Files of cases, as `rapporteur evaluate cases` reads them.
        #[arg(required = true)]
        cases: Vec<PathBuf>,
        /// Where the table goes.
        #[arg(long, default_value = "data/confidence.tsv")]
        output: PathBuf,
    },
    /// Learn the weights of data/attribution-weights.tsv from marked articles
    /// and the examples of data/cues.tsv.
    TrainStatements {
        /// The folder of the marked articles.
        #[arg(long, default_value = "crates/lab/attributions")]
        articles: PathBuf,
        /// Where the table goes.
        #[arg(long, default_value = "data/attribution-weights.tsv")]
        output: PathBuf,
        /// How many parts cross-validation has.
        #[arg(long, default_value_t = 10)]
        folds: usize,
        /// The least probability of an attribution.
        #[arg(long, default_value_t = 0.3)]
        threshold: f64,
        /// The pull of every weight towards zero.
        #[arg(long, default_value_t = 2.0)]
        pull: f64,
        /// How much an example of the table of cues counts beside one of an article.
        #[arg(long, default_value_t = 1.0)]
        table: f64,
        /// Also score the new weights on other articles (JSON lines).
        #[arg(long)]
        measure: Option<PathBuf>,
        /// Print so many wrong cases of each kind from cross-validation.
        #[arg(long, default_value_t = 0)]
        errors: usize,
    },
}

fn main() -> Result<()> {
    match Options::parse().command {
        Command::Parity { articles, reference, limit, model, show } => {
            let model = match model {
                Some(folder) => Model::read(&folder)?,
                None => Model::english()?,
            };
            let references = parity::read_references(&reference)?;
            let found = parity::Parity::measure(&model, articles::read(&articles, limit)?, &references)?;
            print!("{found}");
            println!("{} differences", found.differences.len());
            for difference in found.differences.iter().take(show) {
                println!("  {difference}");
            }
            Ok(())
        }
        Command::Actors { articles, limit } => {
            let (language, found) = actors::seconds(&Reader::english()?, &articles::read(&articles, limit)?);
            println!("language layer {language:.2} s, actors {found:.3} s: {:.2} % on top", 100.0 * found / language);
            Ok(())
        }
        Command::Times { articles, limit } => {
            let (language, times) = times::seconds(&Reader::english()?, &articles::read(&articles, limit)?);
            println!("language layer {language:.2} s, times {times:.3} s: {:.2} % on top", 100.0 * times / language);
            Ok(())
        }
        Command::TrainTypes { sentences, output, folds, pull, frames } => {
            let settings = types::Settings { pull, frames };
            let trained = types::train(&Reader::english()?, &sentences, folds, settings)?;
            let right = trained.held_out.iter().filter(|(gold, answer)| gold == answer).count();
            println!("held out, {folds} parts: {right} of {} right", trained.held_out.len());
            Ok(std::fs::write(output, trained.table)?)
        }
        Command::TrainConfidence { cases: files, output } => {
            let cases = files.iter().map(|file| cases::read(file)).collect::<Result<Vec<_>>>()?;
            let trained = confidence::train(&Reader::english()?, &cases.into_iter().flatten().collect::<Vec<_>>());
            print!("held out, {} parts:\n{}", confidence::FOLDS, trained.held_out);
            Ok(std::fs::write(output, trained.table)?)
        }
        Command::Statements { articles, limit } => {
            let (language, found) = statements::seconds(&Reader::english()?, &articles::read(&articles, limit)?);
            println!(
                "language layer {language:.2} s, statements {found:.3} s: {:.2} % on top",
                100.0 * found / language
            );
            Ok(())
        }
        Command::TrainStatements { articles, output, folds, threshold, pull, table, measure, errors } => {
            let plan = statements::Plan { folds, threshold, pull, table };
            let text = train_statements(&articles, plan, measure.as_deref(), errors)?;
            Ok(std::fs::write(output, text)?)
        }
        Command::Bench { articles, limit, rounds, python } => {
            println!("matrix products: {:.1} G multiply-adds/s on one thread", bench::matrix_rate() / 1e9);
            let plan = bench::Plan { articles: &articles, limit, rounds, python: python.as_deref() };
            bench::run(&plan).map(drop)
        }
    }
}

/// Prints what cross-validation gives and returns the table of weights.
fn train_statements(folder: &Path, plan: statements::Plan, measure: Option<&Path>, errors: usize) -> Result<String> {
    let (reader, articles) = (Reader::english()?, statements::read_marked(folder)?);
    let trained = statements::train(&reader, &articles, plan);
    let pairs = || articles.iter().zip(trained.held_out.iter().map(Vec::as_slice));
    if errors > 0 {
        print!("{}", statements::errors(pairs(), errors));
    }
    println!("held out, {} parts\n{}", plan.folds, statements::score(pairs()));
    if let Some(path) = measure {
        let articles = statements::read(path)?;
        let found = statements::apply(&reader, Weights::parse(&trained.table, "new weights")?, &articles)?;
        let pairs = articles.iter().zip(found.iter().map(Vec::as_slice));
        println!("{}\n{}", path.display(), statements::score(pairs));
    }
    Ok(trained.table)
}
