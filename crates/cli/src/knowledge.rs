//! Tables of the user's beside those that the program carries.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow};
use clap::Args;
use rapporteur::knowledge::gazetteer::Gazetteer;
use rapporteur::{Knowledge, Model, Reader};

/// Files that add to what the program knows.
#[derive(Args, Clone)]
pub struct KnowledgeFiles {
    /// A table of actors that adds to the built-in ones, or takes their place
    /// where the id is the same; may be given several times.
    #[arg(long, value_name = "FILE")]
    actors: Vec<PathBuf>,

    /// A gazetteer made by `places import`, instead of the built-in one.
    #[arg(long, value_name = "FILE")]
    gazetteer: Option<PathBuf>,

    /// A table of event frames that adds to the built-in ones, or takes their
    /// place where the id is the same; may be given several times.
    #[arg(long, value_name = "FILE")]
    frames: Vec<PathBuf>,
}

impl KnowledgeFiles {
    /// The built-in tables and the user's.
    pub fn load(&self) -> Result<Knowledge> {
        let files = self.actors.iter().map(|file| read(file)).collect::<Result<Vec<_>>>()?;
        let mut knowledge = Knowledge::with_actors(&files)?;
        let frames = self.frames.iter().map(|file| read(file)).collect::<Result<Vec<_>>>()?;
        knowledge.add_frames(&frames)?;
        if let Some(file) = &self.gazetteer {
            knowledge.gazetteer = Gazetteer::read(file)?;
        }
        Ok(knowledge)
    }

    /// What the user's own tables hold, byte by byte.
    pub fn contents(&self) -> Result<Vec<Vec<u8>>> {
        let files = self.actors.iter().chain(&self.gazetteer).chain(&self.frames);
        let content = |file: &PathBuf| std::fs::read(file).with_context(|| format!("cannot read {}", file.display()));
        files.map(content).collect()
    }

    /// A reader with these tables. Model and tables are loaded side by side:
    /// for a single article, loading is most of the time.
    pub fn reader(&self) -> Result<Reader> {
        let (model, knowledge) = std::thread::scope(|scope| {
            let model = scope.spawn(Model::english);
            let knowledge = self.load();
            (model.join(), knowledge)
        });
        let model = model.map_err(|_| anyhow!("the built-in model cannot be loaded"))?;
        Ok(Reader::new(model.context("the built-in model is damaged")?, knowledge?))
    }
}

/// The name and content of a table.
pub fn read(file: &Path) -> Result<(String, String)> {
    let bytes = std::fs::read(file).with_context(|| format!("cannot read {}", file.display()))?;
    let content = String::from_utf8(bytes)
        .with_context(|| format!("{} is not UTF-8; save it as UTF-8 and try again", file.display()))?;
    Ok((file.display().to_string(), content))
}
