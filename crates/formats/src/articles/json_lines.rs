use std::borrow::Cow;
use std::io::BufRead;

use document::{Article, Note};
use serde_json::{Map, Value};

use super::limits::size;
use super::line::{Line, read_line};
use super::{Entry, Failure, ReadOptions, Role, Source, day, whole};

/// The articles of a file of JSON lines. A line that is broken or too long
/// costs one article.
pub fn read<'a>(
    source: &'a Source,
    mut content: impl BufRead + Send + 'a,
    options: &'a ReadOptions,
) -> impl Iterator<Item = Entry> + Send + 'a {
    let mut number = 0;
    let mut line = Vec::new();
    let mut is_over = false;
    let limit = options.limits.line;
    std::iter::from_fn(move || {
        while !is_over {
            number += 1;
            let fail = |cause| Failure::of_record(source.name(), "line", number, cause);
            match read_line(&mut content, &mut line, limit) {
                Ok(Line::End) => break,
                Ok(Line::TooLong) => {
                    let cause = format!("longer than {}; --max-line sets the limit", size(limit));
                    return Some(fail(cause).into());
                }
                Ok(Line::Whole) if line.trim_ascii().is_empty() => {}
                Ok(Line::Whole) => {
                    let place = || format!("{}, line {number}", source.name());
                    return Some(article(&line, options, place).map_err(fail).into());
                }
                Err(error) => {
                    // Whatever stopped the reading would stop it again.
                    is_over = true;
                    return Some(fail(format!("the rest cannot be read: {error}")).into());
                }
            }
        }
        None
    })
}

fn article(line: &[u8], options: &ReadOptions, place: impl Fn() -> String) -> Result<Article, String> {
    let line = String::from_utf8_lossy(line);
    let value = serde_json::from_str(&line).map_err(|error| format!("not a JSON object: {error}"))?;
    let Value::Object(mut object) = value else { return Err("not a JSON object".to_owned()) };
    let mut article = Article::new(id(&object, options).unwrap_or_else(place), text(&mut object, options)?);
    if article.text.len() as u64 > options.limits.article {
        return Err(whole::too_long(&options.limits));
    }
    if let Cow::Owned(_) = line {
        article.notes.push(Note("bytes that are not UTF-8 were replaced by U+FFFD".into()));
    }
    describe(&mut article, |role| field(&object, role, options).and_then(words));
    Ok(article)
}

/// Fills in what is known of an article beside its text.
pub fn describe(article: &mut Article, field: impl Fn(Role) -> Option<String>) {
    let field = |role| field(role).filter(|value| !value.trim().is_empty());
    if let Some(date) = field(Role::Date) {
        article.published = day(&date);
        if article.published.is_none() {
            article.notes.push(Note(format!("{date:?} is no day of publication such as 2025-06-04")));
        }
    }
    article.title = field(Role::Title);
    article.outlet = field(Role::Outlet);
    article.url = field(Role::Url);
    article.language = field(Role::Language);
}

fn field<'a>(object: &'a Map<String, Value>, role: Role, options: &ReadOptions) -> Option<&'a Value> {
    if let Some(path) = options.fields.named(role).filter(|path| !object.contains_key(*path)) {
        return within(object, path);
    }
    let name = options.fields.find(role, object.keys().map(String::as_str))?;
    object.get(name)
}

/// The value at a path of names ("source.name").
fn within<'a>(object: &'a Map<String, Value>, path: &str) -> Option<&'a Value> {
    let mut names = path.split('.');
    let first = object.get(names.next()?)?;
    names.try_fold(first, |value, name| value.get(name))
}

/// A value as words; of an object its name, as feeds give their sources.
fn words(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Object(object) => object.get("name").and_then(Value::as_str).map(str::to_owned),
        _ => None,
    }
}

fn id(object: &Map<String, Value>, options: &ReadOptions) -> Option<String> {
    match field(object, Role::Id, options)? {
        Value::Null => None,
        Value::String(id) => Some(id.clone()),
        other => Some(other.to_string()),
    }
}

/// The text, taken out of the object: it need not stand in memory twice.
fn text(object: &mut Map<String, Value>, options: &ReadOptions) -> Result<String, String> {
    let there = || object.keys().map(String::as_str);
    let Some(name) = options.fields.find(Role::Text, there()).map(str::to_owned) else {
        let inner = options.fields.named(Role::Text).and_then(|path| within(object, path));
        return match inner {
            Some(Value::String(text)) => Ok(text.clone()),
            _ => Err(options.fields.no_text(there())),
        };
    };
    match object.get_mut(&name).map(Value::take) {
        Some(Value::String(text)) => Ok(text),
        _ => Err(format!("the field {name:?} is not a string; name the field of the text with --text-field")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::articles::InputFormat;

    fn read_with(content: &str, options: &ReadOptions) -> Vec<Result<Article, String>> {
        let source = Source::file("news.jsonl".into()).with_format(InputFormat::JsonLines);
        let result = |entry| match entry {
            Entry::Article(article) => Ok(article),
            Entry::Failed(failure) => Err(failure.to_string()),
            Entry::Skipped(skip) => Err(skip.as_str().to_owned()),
        };
        read(&source, content.as_bytes(), options).map(result).collect()
    }

    fn articles(content: &str) -> Vec<Result<Article, String>> {
        read_with(content, &ReadOptions::default())
    }

    #[test]
    fn a_bad_line_costs_one_article() {
        let articles = articles("{\"id\": 7, \"text\": \"One.\"}\n\n{oops\n{\"text\": \"Two.\"}");
        assert_eq!(articles.len(), 3);
        assert_eq!(articles[0].as_ref().unwrap().id, "7");
        assert!(articles[1].as_ref().unwrap_err().starts_with("news.jsonl, line 3: not a JSON object"));
        assert_eq!(articles[2].as_ref().unwrap().id, "news.jsonl, line 4");
    }

    #[test]
    fn what_is_known_is_read() {
        let line =
            r#"{"body": "One.", "headline": "Talks", "date": "2025-06-04T08:30:00Z", "source": {"name": "Daily"}}"#;
        let articles = articles(&format!("{line}\n{{\"text\": \"Two.\", \"published\": \"June\"}}"));
        let first = articles[0].as_ref().unwrap();
        assert_eq!(first.published.unwrap().to_string(), "2025-06-04");
        assert_eq!((first.title.as_deref(), first.outlet.as_deref()), (Some("Talks"), Some("Daily")));
        let second = articles[1].as_ref().unwrap();
        assert_eq!((second.published, second.notes.len()), (None, 1));
    }

    #[test]
    fn fields_within_others_are_named_by_path() {
        let mut options = ReadOptions::default();
        options.fields.name(Role::Text, "story.words");
        let articles = read_with("{\"story\": {\"words\": \"One.\"}}", &options);
        assert_eq!(articles[0].as_ref().unwrap().text, "One.");
    }

    #[test]
    fn a_missing_field_is_named_with_those_there() {
        let articles = articles("{\"words\": \"One.\"}\n{\"text\": 7}");
        assert!(articles[0].as_ref().unwrap_err().contains("(there are \"words\"); name it with --text-field"));
        assert!(articles[1].as_ref().unwrap_err().contains("\"text\" is not a string"));
    }

    #[test]
    fn a_long_line_costs_one_article() {
        let mut options = ReadOptions::default();
        options.limits.line = 40;
        let long = format!("{{\"text\": \"{}\"}}\n{{\"text\": \"Two.\"}}", "word ".repeat(50));
        let articles = read_with(&long, &options);
        assert!(articles[0].as_ref().unwrap_err().contains("longer than 40 bytes; --max-line"));
        assert_eq!(articles[1].as_ref().unwrap().text, "Two.");
    }
}
