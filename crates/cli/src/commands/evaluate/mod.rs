//! `rapporteur evaluate`: scores of a layer on a gold file, one file for each
//! layer.

mod actors;
mod coreference;

use anyhow::Result;
use clap::{Args, Subcommand};

use crate::Outcome;

/// Score a layer against gold data.
#[derive(Args)]
pub struct Options {
    #[command(subcommand)]
    layer: Layer,
}

#[derive(Subcommand)]
enum Layer {
    Actors(actors::Options),
    Coreference(coreference::Options),
}

/// Runs the command.
pub fn run(options: &Options) -> Result<Outcome> {
    match &options.layer {
        Layer::Actors(options) => actors::run(options),
        Layer::Coreference(options) => coreference::run(options),
    }
}
