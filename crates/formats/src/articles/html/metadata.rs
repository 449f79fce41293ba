use document::{Article, Date};
use serde_json::Value;

use super::shown;
use super::tree::Tree;
use crate::articles::day;

/// What a page says of its article.
#[derive(Debug, Default, PartialEq)]
pub struct Metadata {
    /// The headline.
    pub title: Option<String>,
    /// The outlet's name.
    pub outlet: Option<String>,
    /// The page's own address.
    pub url: Option<String>,
    /// The day of publication.
    pub published: Option<Date>,
    /// The language.
    pub language: Option<String>,
    /// The article's text, where the structured data holds it.
    pub body: Option<String>,
}

impl Metadata {
    /// What stands in the page's head, its structured data (schema.org), and
    /// last in its headings.
    pub fn read(tree: &Tree) -> Self {
        let mut found = Found::default();
        for id in tree.walk(0, |_| true) {
            found.look_at(tree, id);
        }
        let linked = found.linked;
        let title = match found.meta.title.or(linked.title) {
            Some(title) => Some(shown::headline(tree, &title).unwrap_or(title)),
            None => headline(tree, found.headings, found.page_title),
        };
        let published = found.meta.published.or(linked.published).or(found.time);
        Metadata {
            outlet: found.meta.outlet.or(linked.outlet),
            url: found.meta.url.or(linked.url),
            published: published.or_else(|| shown::day_below(tree, title.as_deref()?)),
            language: found.meta.language.or(linked.language),
            body: linked.body,
            title,
        }
    }

    /// Puts it all into the article.
    pub fn describe(self, article: &mut Article) {
        article.title = self.title;
        article.outlet = self.outlet;
        article.url = self.url;
        article.published = self.published;
        article.language = self.language;
    }
}

/// What was found so far, by where it stands.
#[derive(Default)]
struct Found {
    meta: Metadata,
    linked: Metadata,
    headings: Vec<String>,
    page_title: Option<String>,
    time: Option<Date>,
}

impl Found {
    fn look_at(&mut self, tree: &Tree, id: usize) {
        match tree.name(id) {
            "html" => self.meta.language = tree.attribute(id, "lang").and_then(words),
            "meta" => self.meta_element(tree, id),
            "link" if tree.attribute(id, "rel") == Some("canonical") => {
                self.meta.url = self.meta.url.take().or_else(|| tree.attribute(id, "href").and_then(words));
            }
            "title" if self.page_title.is_none() => self.page_title = words(&tree.text(id)),
            "h1" => self.headings.extend(words(&tree.text(id))),
            "time" => {
                let date = tree.attribute(id, "datetime").map_or_else(|| tree.text(id), str::to_owned);
                self.time = self.time.or_else(|| day(&date));
            }
            "script" if tree.attribute(id, "type") == Some("application/ld+json") => {
                if let Ok(data) = serde_json::from_str(&tree.text(id)) {
                    self.linked_data(&data);
                }
            }
            _ if tree.attribute(id, "itemprop") == Some("datePublished") => {
                let date = tree.attribute(id, "content").map_or_else(|| tree.text(id), str::to_owned);
                self.time = self.time.or_else(|| day(&date));
            }
            _ => {}
        }
    }

    fn meta_element(&mut self, tree: &Tree, id: usize) {
        let names = ["property", "name", "itemprop"];
        let Some(name) = names.iter().find_map(|name| tree.attribute(id, name)) else { return };
        let Some(value) = tree.attribute(id, "content").and_then(words) else { return };
        let meta = &mut self.meta;
        match name.to_ascii_lowercase().as_str() {
            "og:title" | "headline" => meta.title = Some(value),
            "twitter:title" | "dc.title" => meta.title = meta.title.take().or(Some(value)),
            "og:site_name" => meta.outlet = Some(value),
            "application-name" | "dc.publisher" => meta.outlet = meta.outlet.take().or(Some(value)),
            "og:url" => meta.url = Some(value),
            "article:published_time" | "og:published_time" => meta.published = day(&value).or(meta.published),
            "datepublished" | "date" | "pubdate" | "publishdate" | "publication_date" | "parsely-pub-date"
            | "dc.date" | "dc.date.issued" | "dcterms.created" | "dcterms.issued" | "sailthru.date"
            | "article.published" => {
                meta.published = meta.published.or_else(|| day(&value));
            }
            _ => {}
        }
    }

    /// schema.org's data of an article, however deep it stands.
    fn linked_data(&mut self, data: &Value) {
        match data {
            Value::Array(items) => items.iter().for_each(|item| self.linked_data(item)),
            Value::Object(object) => {
                let kind = object.get("@type").map(Value::to_string).unwrap_or_default();
                if kind.contains("Article") || kind.contains("BlogPosting") {
                    self.linked_article(data);
                }
                for part in ["@graph", "mainEntity", "mainEntityOfPage"] {
                    if let Some(inner) = object.get(part) {
                        self.linked_data(inner);
                    }
                }
            }
            _ => {}
        }
    }

    fn linked_article(&mut self, article: &Value) {
        let text = |path: &str| article.pointer(path).and_then(Value::as_str).and_then(words);
        let linked = &mut self.linked;
        linked.title = linked.title.take().or_else(|| text("/headline"));
        linked.outlet = linked.outlet.take().or_else(|| text("/publisher/name"));
        linked.url = linked.url.take().or_else(|| text("/url")).or_else(|| text("/mainEntityOfPage/@id"));
        linked.published = linked.published.or_else(|| text("/datePublished").as_deref().and_then(day));
        linked.language = linked.language.take().or_else(|| text("/inLanguage"));
        let body = article.pointer("/articleBody").and_then(Value::as_str).map(paragraphs);
        linked.body = linked.body.take().or(body.filter(|body| !body.is_empty()));
    }
}

/// The headline where nothing names it: a heading that the page's title has
/// too, else what else of that title the page shows, else the first heading.
fn headline(tree: &Tree, headings: Vec<String>, page_title: Option<String>) -> Option<String> {
    let Some(page_title) = page_title else { return headings.into_iter().next() };
    let is_in_title = headings.iter().position(|heading| page_title.ends_with(heading) && page_title != *heading);
    let shown = is_in_title.map(|at| headings[at].clone()).or_else(|| shown::headline(tree, &page_title));
    shown.or_else(|| headings.into_iter().next()).or(Some(page_title))
}

/// Lines as paragraphs, parted by blank lines.
fn paragraphs(text: &str) -> String {
    text.lines().filter_map(words).collect::<Vec<_>>().join("\n\n")
}

/// Text with single blanks; `None` where there is none.
fn words(text: &str) -> Option<String> {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    (!text.is_empty()).then_some(text)
}
