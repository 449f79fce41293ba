//! Reports to look at: a report as one web page, an index over many, and the
//! marked article that both the page and the terminal show.
//!
//! A page is one file. It fetches nothing, and its content security policy
//! forbids it to: style and script are allowed by their hashes, so that not
//! even a mistake in [`escape`] could run what an article contains. The same
//! report gives the same bytes.
//!
//! This crate must not know how records are found, and writes no files.

mod article;
mod data;
pub mod escape;
mod evidence;
mod index;
pub mod marks;
mod template;

pub use index::{Entry, index};

use rapporteur::Report;

/// The page of a report; `version` names what coded it, `index` is the file of
/// the page over all reports, if there is one.
pub fn report(report: &Report, version: &str, index: Option<&str>) -> String {
    let data = data::Data::new(report, version);
    let json = serde_json::to_string(&data).expect("records are strings, numbers and lists of them");
    template::page(&template::Page {
        title: title(report),
        style: template::REPORT_STYLE,
        script: template::REPORT_SCRIPT,
        body: template::fill(
            template::REPORT_BODY,
            &[
                ("title", &escape::html(title(report))),
                ("about", &about(report, index)),
                ("article", &article::html(report)),
                ("land", template::outline("land")),
                ("borders", template::outline("borders")),
                ("data", &escape::script(&json)),
                ("version", &escape::html(version)),
            ],
        ),
    })
}

/// The headline, or else the last part of the article's id, which may be the
/// path of a file.
pub(crate) fn title(report: &Report) -> &str {
    let id = report.article.id.as_str();
    report
        .article
        .title
        .as_deref()
        .unwrap_or_else(|| id.rsplit(['/', '\\']).find(|part| !part.is_empty()).unwrap_or(id))
}

/// Outlet, day and source of the article, as HTML.
fn about(report: &Report, index: Option<&str>) -> String {
    let article = &report.article;
    let link = index.map(|file| format!("<a href=\"{}\">All reports</a>", escape::html(file)));
    let mut parts: Vec<String> = link.into_iter().chain(article.outlet.as_deref().map(escape::html)).collect();
    parts.extend(article.published.map(|day| format!("<time datetime=\"{day}\">{day}</time>")));
    parts.extend((title(report) != article.id).then(|| escape::html(&article.id)));
    // Not a link: a page that sends no request should not invite one.
    parts.extend(article.url.as_deref().map(escape::html));
    parts.extend(article.notes.iter().map(|note| format!("<em>{}</em>", escape::html(&note.0))));
    parts.join(" · ")
}
