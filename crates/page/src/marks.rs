//! The article cut into pieces, each with the marks that lie on it: what the
//! terminal and the page draw.

use rapporteur::{MentionForm, Report, Span};

/// Why a word is marked.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Mark {
    /// It names an actor, or stands for one.
    Who,
    /// It names a place.
    Place,
    /// It says when.
    Time,
    /// It reports an event.
    Trigger,
    /// It is somebody's own words.
    Quotation,
}

/// How many kinds of marks there are.
const KINDS: usize = 5;

/// A stretch of text on which the same marks lie throughout.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Where it stands; never empty.
    pub span: Span,
    /// The marks on it, in the order of [`Mark`].
    pub marks: Vec<Mark>,
}

/// The marks of a report, in the order of their kinds.
pub fn of(report: &Report) -> Vec<(Span, Mark)> {
    let grounding = &report.grounding;
    let is_told = |mention: &&rapporteur::Mention| {
        let chain = &grounding.chains[mention.chain];
        mention.form == MentionForm::Named || chain.entity.is_some() || !chain.code().is_empty()
    };
    let who = grounding.mentions.rows().iter().filter(is_told).map(|mention| (mention.span, Mark::Who));
    let places = grounding.places.rows().iter().map(|place| (place.span, Mark::Place));
    let times = grounding.times.rows().iter().map(|time| (time.span, Mark::Time));
    let events = report.events.rows().iter();
    let triggers = events.flat_map(|event| std::iter::once(event.trigger).chain(event.mentions.iter().copied()));
    let triggers = triggers.map(|span| (span, Mark::Trigger));
    let statements = report.statements.rows().iter();
    let quotations = statements.flat_map(|one| one.quotations.iter().map(|&span| (span, Mark::Quotation)));
    who.chain(places).chain(times).chain(triggers).chain(quotations).collect()
}

/// Cuts a text at every end of a mark and at `cuts` besides. The pieces follow
/// one another without a gap from the first byte to the last; ends that lie
/// within a character or behind the text are moved to the next boundary
/// before.
pub fn pieces(text: &str, marks: &[(Span, Mark)], cuts: impl IntoIterator<Item = u32>) -> Vec<Piece> {
    let inside = |offset: u32| text.floor_char_boundary(offset as usize) as u32;
    // Where a mark begins, +1 on its kind; where it ends, -1.
    let mut changes: Vec<(u32, Option<(usize, i32)>)> = vec![(0, None), (text.len() as u32, None)];
    for &(span, mark) in marks {
        changes.push((inside(span.start()), Some((mark as usize, 1))));
        changes.push((inside(span.end()), Some((mark as usize, -1))));
    }
    changes.extend(cuts.into_iter().map(|cut| (inside(cut), None)));
    changes.sort_unstable();
    sweep(&changes)
}

fn sweep(changes: &[(u32, Option<(usize, i32)>)]) -> Vec<Piece> {
    const ALL: [Mark; KINDS] = [Mark::Who, Mark::Place, Mark::Time, Mark::Trigger, Mark::Quotation];
    let mut depth = [0_i32; KINDS];
    let mut pieces = Vec::new();
    let mut from = 0;
    for &(at, change) in changes {
        if at > from {
            let marks = ALL.into_iter().filter(|&mark| depth[mark as usize] > 0).collect();
            pieces.push(Piece { span: Span::new(from, at), marks });
            from = at;
        }
        if let Some((kind, step)) = change {
            depth[kind] += step;
        }
    }
    pieces
}

/// Paragraphs, without the white space around them: blank lines part them, or
/// where the text has none, every line break.
pub fn paragraphs(text: &str) -> Vec<Span> {
    let mut all: Vec<Span> = Vec::new();
    let has_blank_lines = lines(text).any(|(start, line)| start > 0 && line.is_empty());
    let mut is_open = false;
    for (start, line) in lines(text) {
        let words = line.trim();
        let first = start + (line.len() - line.trim_start().len());
        let span = Span::new(first as u32, (first + words.len()) as u32);
        match all.last_mut() {
            _ if words.is_empty() => is_open = false,
            Some(last) if is_open && has_blank_lines => *last = last.cover(span),
            _ => {
                all.push(span);
                is_open = true;
            }
        }
    }
    all
}

/// Lines with the byte at which they start.
fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut start = 0;
    text.split_inclusive('\n').map(move |line| {
        let at = start;
        start += line.len();
        (at, line.trim_end())
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn marks_may_cross() {
        let marks = [(Span::new(0, 4), Mark::Who), (Span::new(2, 6), Mark::Time)];
        let found = pieces("abcdefgh", &marks, [7]);
        let shown: Vec<(u32, usize)> = found.iter().map(|piece| (piece.span.start(), piece.marks.len())).collect();
        assert_eq!(shown, [(0, 1), (2, 2), (4, 1), (6, 0), (7, 0)]);
        assert_eq!(found[1].marks, [Mark::Who, Mark::Time]);
    }

    fn shown(text: &str) -> Vec<&str> {
        paragraphs(text).into_iter().map(|span| span.of(text)).collect()
    }

    #[test]
    fn blank_lines_part_paragraphs() {
        assert_eq!(shown("One\ntwo.\n \nThree. \n"), ["One\ntwo.", "Three."]);
        assert_eq!(shown("One.\r\n\r\n\r\nTwo."), ["One.", "Two."]);
    }

    #[test]
    fn without_blank_lines_every_break_does() {
        assert_eq!(shown("One.\nTwo.\n"), ["One.", "Two."]);
        assert_eq!(shown("One.\n"), ["One."]);
        assert!(shown(" \n").is_empty());
    }

    fn any_mark() -> impl Strategy<Value = (Span, Mark)> {
        let kind = prop::sample::select(vec![Mark::Who, Mark::Place, Mark::Time, Mark::Trigger, Mark::Quotation]);
        (0u32..400, 0u32..400, kind).prop_map(|(one, other, kind)| (Span::new(one, other), kind))
    }

    proptest! {
        #[test]
        fn pieces_rebuild_the_text(
            text in "\\PC{0,80}",
            marks in prop::collection::vec(any_mark(), 0..12),
            cuts in prop::collection::vec(0u32..400, 0..4),
        ) {
            let found = pieces(&text, &marks, cuts);
            let rebuilt: String = found.iter().map(|piece| piece.span.of(&text)).collect();
            prop_assert_eq!(&rebuilt, &text);
            prop_assert!(found.iter().all(|piece| !piece.span.of(&text).is_empty()));
            for piece in &found {
                for (span, mark) in marks.iter().filter(|(span, _)| span.contains(piece.span) && !piece.span.is_empty()) {
                    prop_assert!(piece.marks.contains(mark), "{span:?} lies on {piece:?}");
                }
            }
        }
    }
}
