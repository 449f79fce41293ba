//! Sentences with marked parts: [source], {cue}, <content>, (=addressee=).

use document::Span;

/// A sentence without its marks, and where they stood.
#[derive(Debug, Default, Clone)]
pub struct Marked {
    pub text: String,
    pub source: Vec<Span>,
    pub cue: Vec<Span>,
    pub content: Vec<Span>,
}

/// Takes the marks out of a sentence.
pub fn read(sentence: &str) -> Marked {
    let mut marked = Marked::default();
    let (mut source, mut cue, mut content) = (0, 0, 0);
    for character in sentence.chars() {
        let at = marked.text.len() as u32;
        match character {
            '[' => source = at,
            '{' => cue = at,
            '<' => content = at,
            ']' => marked.source.push(Span::new(source, at)),
            '}' => marked.cue.push(Span::new(cue, at)),
            '>' => marked.content.push(Span::new(content, at)),
            other => marked.text.push(other),
        }
    }
    marked
}

/// Whether any of the spans overlap.
pub fn overlap(one: &[Span], other: &[Span]) -> bool {
    one.iter().any(|a| other.iter().any(|b| a.overlaps(*b)))
}

/// Letters and digits that both cover, over those that one does.
pub fn share(text: &str, one: &[Span], other: &[Span]) -> f64 {
    let covers = |spans: &[Span], at: u32| spans.iter().any(|span| (span.start()..span.end()).contains(&at));
    let (mut both, mut any) = (0, 0);
    for (at, _) in text.char_indices().filter(|(_, c)| c.is_alphanumeric()) {
        let (a, b) = (covers(one, at as u32), covers(other, at as u32));
        both += u32::from(a && b);
        any += u32::from(a || b);
    }
    if any == 0 { 0.0 } else { f64::from(both) / f64::from(any) }
}

/// The share of `inner`'s letters that `outer` covers.
pub fn covered(text: &str, inner: &[Span], outer: &[Span]) -> f64 {
    let inside: Vec<u32> = inner.iter().flat_map(|span| span.start()..span.end()).collect();
    let letters = inside.iter().filter(|&&at| text.as_bytes().get(at as usize).is_some_and(u8::is_ascii_alphanumeric));
    let (mut all, mut hit) = (0, 0);
    for &at in letters {
        all += 1;
        hit += u32::from(outer.iter().any(|span| (span.start()..span.end()).contains(&at)));
    }
    if all == 0 { 0.0 } else { f64::from(hit) / f64::from(all) }
}
