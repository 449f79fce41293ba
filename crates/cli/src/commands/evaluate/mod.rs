//! `rapporteur evaluate`: scores of a layer on a gold file, one file for each
//! layer.

mod actors;
mod all;
mod cases;
mod coreference;
mod frames;
mod places;
mod relations;
mod statements;
mod times;
mod yardstick;

use anyhow::Result;
use clap::{Args, Subcommand};

use crate::Outcome;

/// Score a layer against gold data.
#[derive(Args)]
#[command(after_help = "Examples:
  rapporteur evaluate all --gold gold
  rapporteur evaluate places gold/places/geovirus.jsonl
  rapporteur help evaluate times")]
pub struct Options {
    #[command(subcommand)]
    layer: Layer,
}

#[derive(Subcommand)]
enum Layer {
    All(all::Options),
    Actors(actors::Options),
    Times(times::Options),
    Places(places::Options),
    Statements(statements::Options),
    Coreference(coreference::Options),
    Frames(frames::Options),
    Relations(relations::Options),
    Cases(cases::Options),
    Yardstick(yardstick::Options),
}

/// Runs the command.
pub fn run(options: &Options) -> Result<Outcome> {
    match &options.layer {
        Layer::All(options) => all::run(options),
        Layer::Actors(options) => actors::run(options),
        Layer::Times(options) => times::run(options),
        Layer::Places(options) => places::run(options),
        Layer::Statements(options) => statements::run(options),
        Layer::Coreference(options) => coreference::run(options),
        Layer::Frames(options) => frames::run(options),
        Layer::Relations(options) => relations::run(options),
        Layer::Cases(options) => cases::run(options),
        Layer::Yardstick(options) => yardstick::run(options),
    }
}
