//! `rapporteur evaluate`: scores of a layer on a gold file, one file for each
//! layer.

mod statements;

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
    Statements(statements::Options),
}

/// Runs the command.
pub fn run(options: &Options) -> Result<Outcome> {
    match &options.layer {
        Layer::Statements(options) => statements::run(options),
    }
}
