//! `rapporteur evaluate frames`: the frames' own examples.

use anyhow::Result;
use clap::Args;
use rapporteur::Reader;

use crate::Outcome;

/// Run the examples of the built-in frames.
#[derive(Args)]
#[command(after_help = "Examples:
  rapporteur evaluate frames
  rapporteur evaluate frames --only coerce/ --errors 50")]
pub struct Options {
    /// Only frames whose id starts so ("coerce/").
    #[arg(long, default_value = "")]
    only: String,
    /// Print at most so many failures.
    #[arg(long, default_value_t = 20)]
    errors: usize,
}

/// Runs the command.
pub fn run(options: &Options) -> Result<Outcome> {
    let checked = lab::frames::check(&Reader::english()?, |frame| frame.id.starts_with(&options.only));
    crate::say!(
        "{} examples: {} with the right type, {} with all roles; {} of {} counter-examples left alone",
        checked.examples,
        checked.right_type,
        checked.right_roles,
        checked.right_counters,
        checked.counters
    );
    for failure in checked.failures.iter().take(options.errors) {
        crate::say!("  {failure}");
    }
    Ok(Outcome::Complete)
}
