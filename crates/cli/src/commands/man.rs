//! `rapporteur man`: the manual page.

use std::io::{self, Write};
use std::path::PathBuf;

use anyhow::{Context, Result};
use clap::{Args, CommandFactory};
use clap_mangen::Man;

use crate::Outcome;

/// Print the manual page, or write one for each command.
#[derive(Args)]
#[command(after_help = "Examples:
  rapporteur man > rapporteur.1
  rapporteur man --output ~/.local/share/man/man1
  rapporteur man | man -l -")]
pub struct Options {
    /// Write the pages of all commands into this folder instead.
    #[arg(long, short, value_name = "FOLDER")]
    output: Option<PathBuf>,
}

/// Runs the command.
pub fn run(options: &Options) -> Result<Outcome> {
    let command = crate::Options::command();
    match &options.output {
        Some(folder) => {
            let problem = || format!("cannot write into {}", folder.display());
            std::fs::create_dir_all(folder).with_context(problem)?;
            clap_mangen::generate_to(command, folder).with_context(problem)?;
        }
        None => {
            let mut page = Vec::new();
            Man::new(command).render(&mut page)?;
            io::stdout().write_all(&page)?;
        }
    }
    Ok(Outcome::Complete)
}
