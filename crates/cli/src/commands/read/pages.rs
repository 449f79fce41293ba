//! Reports as web pages: one file, or a folder with an index.

use std::fs;
use std::io::Write;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use page::Entry;
use rapporteur::{Article, Reader};

use crate::output::WholeFile;
use crate::views::records::VERSION;

const INDEX: &str = "index.html";

/// Writes one page where the path names a file of HTML, else a folder.
///
/// # Errors
///
/// Where nothing can be written there, or a file is named for several
/// articles.
pub fn write(reader: &Reader, articles: &mut dyn Iterator<Item = Article>, path: &Path) -> Result<()> {
    let extension = path.extension().map(|extension| extension.to_ascii_lowercase());
    match extension.is_some_and(|extension| extension == "html" || extension == "htm") && !path.is_dir() {
        true => one(reader, articles, path),
        false => folder(reader, articles, path),
    }
}

fn one(reader: &Reader, articles: &mut dyn Iterator<Item = Article>, file: &Path) -> Result<()> {
    let article = articles.next().context("there is no article to write a page of")?;
    ensure!(
        articles.next().is_none(),
        "{} is one page and there are several articles; name a folder, for example --html {}",
        file.display(),
        file.with_extension("").display()
    );
    let report = reader.read(article);
    save(file, &page::report(&report, VERSION, None))?;
    crate::say!("{}: {} events, {} statements", file.display(), report.events.len(), report.statements.len());
    Ok(())
}

fn folder(reader: &Reader, articles: &mut dyn Iterator<Item = Article>, folder: &Path) -> Result<()> {
    fs::create_dir_all(folder).with_context(|| format!("cannot make the folder {}", folder.display()))?;
    let mut entries = Vec::new();
    for article in articles {
        let name = file_name(entries.len() + 1, &article.id);
        let report = reader.read(article);
        save(&folder.join(&name), &page::report(&report, VERSION, Some(INDEX)))?;
        entries.push(Entry::new(name, &report));
    }
    let index = folder.join(INDEX);
    save(&index, &page::index(&entries, VERSION))?;
    crate::say!("{}: {} reports", index.display(), entries.len());
    Ok(())
}

fn save(place: &Path, page: &str) -> Result<()> {
    let mut file = WholeFile::create(place)?;
    file.write_all(page.as_bytes()).with_context(|| format!("cannot write {}", place.display()))?;
    file.finish()
}

/// The article's number, which makes it unique, and what can be read of its
/// id ("0001-summit.html").
fn file_name(number: usize, id: &str) -> String {
    const LONGEST: usize = 48;
    let last = id.rsplit(['/', '\\']).next().unwrap_or(id);
    let stem = last.strip_suffix(".txt").or(last.strip_suffix(".md")).unwrap_or(last);
    let words = stem.split(|letter: char| !letter.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let mut slug = words.collect::<Vec<_>>().join("-").to_ascii_lowercase();
    slug.truncate(LONGEST);
    let between = if slug.is_empty() { "" } else { "-" };
    format!("{number:04}{between}{slug}.html")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn file_names_are_plain_and_unique() {
        assert_eq!(file_name(1, "examples/summit.txt"), "0001-summit.html");
        assert_eq!(file_name(2, "https://news.example/a/b?id=../../x"), "0002-x.html");
        assert_eq!(file_name(3, "«ü»"), "0003.html");
        assert_eq!(file_name(4, "news.jsonl, line 7"), "0004-news-jsonl-line-7.html");
    }
}
