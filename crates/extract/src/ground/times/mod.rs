//! Times: expressions of TimeML's TIMEX3, put on the calendar.
//!
//! [`lexeme`] cuts the text, [`forms`] finds what speaks of time and says what
//! it means, [`extent`] adds the words before it, [`interval`] joins two that
//! bound a stretch, and [`resolve`] puts each on the calendar, counted from the
//! day of publication or, where nobody gave it, from the dateline's date.
//!
//! Extents and values follow the TIMEX3 guidelines (TimeML 1.2.1 and TIDES
//! 2003) as annotators of news applied them. The words themselves stand in
//! `data/times`.

mod anchor;
mod calendar;
mod expression;
mod extent;
mod forms;
mod interval;
mod lexeme;
mod named;
mod resolve;
mod scan;
mod tense;
mod value;

use document::{Article, Id, IdRange, Parse, Span, Time, TimeKind};

use crate::Knowledge;
use expression::{Expression, Meaning};
use interval::Link;
use resolve::{Context, Resolved};
use scan::Scan;

/// All times of an article in the order of the text; a stretch between two of
/// them stands before both.
pub fn find(knowledge: &Knowledge, article: &Article, parse: &Parse) -> Vec<Time> {
    let lexemes = lexeme::lexemes(&knowledge.times, &article.text, parse);
    let scan = Scan { lexemes: &lexemes, parse };
    let mut expressions = recognise(&scan);
    let links = interval::links(&scan, &expressions);
    interval::share_years(&mut expressions, &links);
    let published = article.published.or_else(|| anchor::dateline(&scan, &expressions));
    let mut context = Context::new(&knowledge.times, &scan, published);
    let resolved: Vec<Resolved> = expressions.iter().map(|expression| context.resolve(expression)).collect();
    write(&scan, &expressions, resolved, &links)
}

/// All expressions in the order of the text; they do not overlap.
fn recognise(scan: &Scan<'_>) -> Vec<Expression> {
    let mut found: Vec<Expression> = Vec::new();
    let mut at = 0;
    while at < scan.lexemes.len() {
        let Some(expression) = forms::find(scan, at) else {
            at += 1;
            continue;
        };
        let floor = found.last().map_or(0, |last| last.end);
        let expression = extent::widen(scan, expression, floor);
        // "most recently last October": the adverb says no time of its own.
        found.pop_if(|last| last.end == expression.start && matches!(last.meaning, Meaning::Vague(_)));
        found.extend(interval::continued_back(scan, &expression, floor));
        at = expression.end.max(at + 1);
        found.push(expression);
        while let Some(next) = found.last().and_then(|last| interval::continued(scan, last)) {
            at = next.end;
            found.push(next);
        }
    }
    found
}

fn write(scan: &Scan<'_>, expressions: &[Expression], resolved: Vec<Resolved>, links: &[Link]) -> Vec<Time> {
    let mut times = Vec::with_capacity(resolved.len());
    let mut bounds = links.iter().filter(|link| link.bounds).peekable();
    let stretches: Vec<Option<Time>> = (0..resolved.len())
        .map(|index| {
            bounds.next_if(|link| link.first == index)?;
            let (first, second) = (&resolved[index], resolved.get(index + 1)?);
            stretch(scan, [&expressions[index], &expressions[index + 1]], first, second)
        })
        .collect();
    for ((expression, resolved), stretch) in expressions.iter().zip(resolved).zip(stretches) {
        times.extend(stretch);
        let (span, tokens) = place(scan, expression.start, expression.end);
        let Resolved { kind, value, range, granularity } = resolved;
        times.push(Time { span, tokens, kind, value, range, granularity });
    }
    times
}

/// The stretch that two times bound, where they stand in order.
fn stretch(scan: &Scan<'_>, ends: [&Expression; 2], first: &Resolved, second: &Resolved) -> Option<Time> {
    let (from, to) = (first.range?.0, second.range?.1);
    let (span, tokens) = place(scan, ends[0].start, ends[1].end);
    let granularity = first.granularity.max(second.granularity);
    (from <= to).then(|| Time {
        span,
        tokens,
        kind: TimeKind::Interval,
        value: format!("{from}/{to}"),
        range: Some((from, to)),
        granularity,
    })
}

/// The span and the tokens of lexemes.
fn place(scan: &Scan<'_>, start: usize, end: usize) -> (Span, IdRange<document::TokenId>) {
    let (Some(first), Some(last)) = (scan.get(start), scan.get(end.saturating_sub(1))) else {
        return (Span::default(), IdRange::default());
    };
    let span = first.span.cover(last.span);
    (span, IdRange::new(first.token.index()..last.token.index() + 1))
}
