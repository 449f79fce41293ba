//! Times, to be read by people.

use std::fmt::Write;

use rapporteur::{CodePoints, Report, TimeKind};

/// Every time with its words, type, value, days and granularity. A time that
/// lies within the one before is set in.
pub fn show(report: &Report) -> String {
    let times = report.grounding.times.rows();
    let mut out = format!("# {}: {} times\n", report.article.id, times.len());
    let points = CodePoints::new(&report.article.text);
    let mut outer = None;
    for time in times {
        let inside = outer.is_some_and(|outer: rapporteur::Span| outer.contains(time.span));
        if time.kind == TimeKind::Interval {
            outer = Some(time.span);
        }
        let words = time.span.of(&report.article.text).split_whitespace().collect::<Vec<_>>().join(" ");
        let words = format!("{}{words}", if inside { "  " } else { "" });
        let range = time.range.map_or_else(|| "-".to_owned(), |(first, last)| format!("{first}..{last}"));
        let (start, end) = points.range(time.span);
        let kind = format!("{:?}", time.kind).to_lowercase();
        let granularity = format!("{:?}", time.granularity).to_lowercase();
        let place = format!("{start}..{end}");
        let _ = writeln!(out, "{place:<12} {words:<40} {kind:<9} {:<22} {range:<24} {granularity}", time.value);
    }
    out
}
