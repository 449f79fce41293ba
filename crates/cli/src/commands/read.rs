//! `rapporteur read`: an article and what was found in it, to look at.

mod pages;

use std::io::IsTerminal;
use std::mem::ManuallyDrop;
use std::path::PathBuf;

use anyhow::Result;
use clap::{Args, ValueEnum};
use rapporteur::{Article, Report};

use crate::Outcome;
use crate::input::{self, Fields};
use crate::knowledge::KnowledgeFiles;
use crate::views::{self, article::Look};

/// Read articles and show what was found: the text with its marks, the events
/// and the statements, on the terminal or as a web page.
#[derive(Args)]
#[command(after_help = "Examples:
  rapporteur read examples/summit.txt
  rapporteur read examples/summit.txt --html report.html
  rapporteur read examples --html reports          a page for each, and an index
  rapporteur read examples/summit.txt --show grounding
  rapporteur read --published 2025-06-04 --show times,places article.txt

A page is one file that fetches nothing; open it in any browser.")]
pub struct Options {
    /// Text files (.txt, .md), files of JSON lines (.jsonl), folders of them,
    /// or - for standard input.
    #[arg(required = true)]
    files: Vec<PathBuf>,

    /// Write a web page instead: a file (report.html) for one article, a
    /// folder for any number.
    #[arg(long, value_name = "PATH")]
    html: Option<PathBuf>,

    /// What to show.
    #[arg(long, value_enum, value_delimiter = ',', default_value = "article")]
    show: Vec<Layer>,

    /// Colours: on a terminal and where NO_COLOR is not set, or as said here.
    #[arg(long, visible_alias = "color", value_enum, default_value = "auto", value_name = "WHEN")]
    colour: Colour,

    /// The day of publication (2025-06-04), where the input does not say it.
    #[arg(long, value_name = "DATE")]
    published: Option<rapporteur::Date>,

    #[command(flatten)]
    fields: Fields,

    #[command(flatten)]
    knowledge: KnowledgeFiles,
}

#[derive(Clone, Copy, ValueEnum)]
enum Layer {
    /// The article with its marks, its events, its statements.
    Article,
    /// Every event: type, who to whom, the words, the frame.
    Events,
    /// Every mention of an actor, its chain and its entity.
    Grounding,
    /// Every place with its point, country, region and GeoNames number.
    Places,
    /// Every time: words, value, days, granularity.
    Times,
    /// Every statement: speaker, addressees, words, cue, through whom.
    Statements,
    /// The same as JSON lines.
    StatementsJson,
}

#[derive(Clone, Copy, ValueEnum)]
enum Colour {
    Auto,
    Always,
    Never,
}

/// Runs the command.
pub fn run(options: &Options) -> Result<Outcome> {
    input::check_files(&options.files)?;
    let mut outcome = Outcome::Complete;
    let mut articles = input::articles(&options.files, &options.fields, false).filter_map(|article| match article {
        Ok(article) => Some(Article { published: article.published.or(options.published), ..article }),
        Err(error) => {
            outcome = Outcome::SomeFailed;
            eprintln!("rapporteur: {error:#}; skipped");
            None
        }
    });
    // The system takes the memory back faster than the tables can be dropped.
    let reader = ManuallyDrop::new(options.knowledge.reader()?);
    match &options.html {
        Some(path) => pages::write(&reader, &mut articles, path)?,
        None => {
            let look = look(options.colour);
            articles.for_each(|article| print(&reader.read(article), &options.show, look));
        }
    }
    Ok(outcome)
}

fn print(report: &Report, layers: &[Layer], look: Look) {
    for layer in layers {
        let shown = match layer {
            Layer::Article => views::article::show(report, look),
            Layer::Places => views::places::show(report),
            Layer::Events => views::events::show(report),
            Layer::Statements => views::statements::show(report),
            Layer::StatementsJson => views::json::statements(report),
            Layer::Grounding => views::grounding::show(report),
            Layer::Times => views::times::show(report),
        };
        crate::output::print(format_args!("{shown}"));
    }
}

/// Lines are as wide as the terminal, but no wider than can be read well.
fn look(colour: Colour) -> Look {
    const WIDEST: usize = 96;
    let out = std::io::stdout();
    let is_plain = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    let is_dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
    let width = terminal_size::terminal_size_of(&out).map_or(WIDEST, |(width, _)| usize::from(width.0));
    let is_coloured = match colour {
        Colour::Auto => out.is_terminal() && !is_plain("NO_COLOR") && !is_dumb,
        Colour::Always => true,
        Colour::Never => false,
    };
    Look { is_coloured, width: width.clamp(40, WIDEST) }
}
