//! `rapporteur completions`: what a shell needs to complete the commands.

use std::io::{self, Write};

use anyhow::Result;
use clap::{Args, CommandFactory};
use clap_complete::{Shell, generate};

use crate::Outcome;

/// Print completions for a shell.
#[derive(Args)]
#[command(after_help = "Examples:
  rapporteur completions bash > ~/.local/share/bash-completion/completions/rapporteur
  rapporteur completions fish > ~/.config/fish/completions/rapporteur.fish
  rapporteur completions zsh > ~/.zfunc/_rapporteur")]
pub struct Options {
    /// The shell.
    #[arg(value_enum)]
    shell: Shell,
}

/// Runs the command.
pub fn run(options: &Options) -> Result<Outcome> {
    let mut script = Vec::new();
    generate(options.shell, &mut crate::Options::command(), "rapporteur", &mut script);
    io::stdout().write_all(&script)?;
    Ok(Outcome::Complete)
}
