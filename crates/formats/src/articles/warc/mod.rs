//! Web archives (WARC 1.0 and 1.1): the pages among their records.

mod http;
mod members;
mod record;

use std::io::{self, BufRead};

use document::{Article, Note};

use self::http::Response;
use self::members::Members;
use self::record::{Found, Record, Records};
use super::html;
use super::{Entry, Failure, ReadOptions, Skip, Source, day, whole};

/// The pages of an archive that is not packed.
pub fn plain<'a>(
    source: &'a Source,
    content: impl BufRead + Send + 'a,
    options: &'a ReadOptions,
) -> impl Iterator<Item = Entry> + Send + 'a {
    entries(source, Records::new(Members::plain(content), options.limits.record), options)
}

/// The pages of an archive of gzip members, usually one a record.
pub fn gzip<'a>(
    source: &'a Source,
    content: impl BufRead + Send + 'a,
    options: &'a ReadOptions,
) -> impl Iterator<Item = Entry> + Send + 'a {
    let members = Members::gzip(content, options.limits.record.saturating_mul(8));
    entries(source, Records::new(members, options.limits.record), options)
}

fn entries<'a, R: BufRead + Send + 'a>(
    source: &'a Source,
    mut records: Records<R>,
    options: &'a ReadOptions,
) -> impl Iterator<Item = Entry> + Send + 'a {
    let mut number = 0;
    std::iter::from_fn(move || {
        loop {
            let found = records.next()?;
            number += 1;
            let fail = |cause| Failure::of_record(source.name(), "record", number, cause);
            return Some(match found {
                Found::Broken(cause) => fail(cause).into(),
                // The archive's description of itself is nothing to count.
                Found::Whole(record) if record.header("WARC-Type") == Some("warcinfo") => continue,
                Found::Whole(record) => match page(source, &record, number, options) {
                    Ok(Some(article)) => article.into(),
                    Ok(None) => Skip::NoPage.into(),
                    Err(cause) => fail(cause).into(),
                },
            });
        }
    })
}

/// The article of a record; `None` where it holds no page.
fn page(source: &Source, record: &Record, number: u64, options: &ReadOptions) -> Result<Option<Article>, String> {
    if record.header("WARC-Type") != Some("response") {
        return Ok(None);
    }
    let Some(response) = Response::read(&record.content) else { return Ok(None) };
    if response.status != 200 || !response.is_page() {
        return Ok(None);
    }
    let limits = &options.limits;
    let body = response.body(limits.article)?;
    let id = record.header("WARC-Record-ID").map(|id| id.trim_start_matches("<urn:uuid:").trim_end_matches('>'));
    let id = id.map_or_else(|| format!("{}, record {number}", source.name()), str::to_owned);
    let mut article = match response.is_html() {
        true => html::article(&id, &body, response.charset(), limits)?,
        false => whole::text(&id, &body),
    };
    article.url = record.header("WARC-Target-URI").map(|url| url.trim_matches(['<', '>']).to_owned());
    complete(&mut article, record);
    Ok(Some(article))
}

/// A page that does not say when it appeared was there on the day it was taken.
fn complete(article: &mut Article, record: &Record) {
    if article.published.is_none() {
        article.published = record.header("WARC-Date").and_then(day);
        article
            .notes
            .push(Note("the page names no day of publication; the day on which it was archived stands in".into()));
    }
    if article.outlet.is_none() {
        article.outlet = article.url.as_deref().and_then(host).map(str::to_owned);
    }
}

fn host(url: &str) -> Option<&str> {
    let rest = url.split_once("://")?.1;
    let host = rest.split(['/', '?', '#']).next()?.rsplit('@').next()?.split(':').next()?;
    Some(host.strip_prefix("www.").unwrap_or(host)).filter(|host| !host.is_empty())
}

/// Reads what a buffered reader holds ready.
fn read_buffered(reader: &mut impl BufRead, buffer: &mut [u8]) -> io::Result<usize> {
    let ready = reader.fill_buf()?;
    let count = ready.len().min(buffer.len());
    buffer[..count].copy_from_slice(&ready[..count]);
    reader.consume(count);
    Ok(count)
}

#[cfg(test)]
mod tests;
