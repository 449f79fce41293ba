//! The article as HTML, marks and all.

use rapporteur::{CodePoints, Report, Span};

use crate::escape;
use crate::evidence;
use crate::marks::{self, Mark, Piece};

/// The article in paragraphs. Its text content is the article's text, letter
/// by letter; `data-at` says at which code point a piece begins.
pub(crate) fn html(report: &Report) -> String {
    let text = report.article.text.as_str();
    let paragraphs = marks::paragraphs(text);
    let evidence: Vec<Span> = evidence::of_all(report).collect();
    let cuts = evidence.iter().chain(&paragraphs).flat_map(|span| [span.start(), span.end()]);
    let pieces = marks::pieces(text, &marks::of(report), cuts);
    let covered = covered(&evidence);
    let points = CodePoints::new(text);
    let mut out = String::with_capacity(text.len() * 2);
    let mut ahead = paragraphs.iter().peekable();
    for piece in &pieces {
        if ahead.peek().is_some_and(|next| next.start() == piece.span.start()) {
            out.push_str("<p>");
        }
        push(piece, text, &points, is_inside(&covered, piece.span), &mut out);
        if ahead.next_if(|next| next.end() == piece.span.end()).is_some() {
            out.push_str("</p>");
        }
    }
    out
}

fn push(piece: &Piece, text: &str, points: &CodePoints<'_>, is_evidence: bool, out: &mut String) {
    let words = escape::html(piece.span.of(text));
    if piece.marks.is_empty() && !is_evidence {
        out.push_str(&words);
        return;
    }
    let classes: Vec<&str> = piece.marks.iter().map(|&mark| class(mark)).collect();
    let class = if classes.is_empty() { String::new() } else { format!(" class=\"{}\"", classes.join(" ")) };
    out.push_str(&format!("<span{class} data-at=\"{}\">{words}</span>", points.at(piece.span.start())));
}

fn class(mark: Mark) -> &'static str {
    match mark {
        Mark::Who => "who",
        Mark::Place => "place",
        Mark::Time => "time",
        Mark::Trigger => "trigger",
        Mark::Quotation => "quotation",
    }
}

/// The spans, joined where they meet, in order.
fn covered(spans: &[Span]) -> Vec<Span> {
    let mut sorted = spans.to_vec();
    sorted.sort_unstable();
    let mut joined: Vec<Span> = Vec::new();
    for span in sorted {
        match joined.last_mut() {
            Some(last) if span.start() <= last.end() => *last = last.cover(span),
            _ => joined.push(span),
        }
    }
    joined
}

fn is_inside(joined: &[Span], span: Span) -> bool {
    let after = joined.partition_point(|one| one.start() <= span.start());
    after.checked_sub(1).is_some_and(|index| joined[index].contains(span))
}
