//! Whose voice a word is in: the article's own, or a quotation's.

use document::PartOfSpeech;

use super::Context;

/// For each token, the voice it is in.
pub struct Quotations {
    voices: Vec<u32>,
}

impl Quotations {
    /// Finds the quotations by their marks. Quotations within one paragraph
    /// are one voice; one that runs over paragraphs goes on where the next
    /// begins with a mark, and else ends with the paragraph.
    pub fn find(context: &Context<'_>) -> Self {
        let mut voices = Vec::with_capacity(context.parse.tokens.len());
        let (mut is_open, mut voice, mut is_fresh) = (false, 0, true);
        let mut ran_over = false;
        for (index, token) in context.parse.tokens.rows().iter().enumerate() {
            let text = context.text(index);
            if token.part_of_speech == PartOfSpeech::Space && text.contains('\n') {
                ran_over = is_open;
                (is_open, is_fresh) = (false, true);
            } else if let Some(opens) = mark(text, is_open) {
                if opens && is_fresh && !ran_over {
                    voice += 1;
                }
                (is_open, is_fresh, ran_over) = (opens, is_fresh && !opens, false);
            }
            voices.push(if is_open { voice } else { 0 });
        }
        Quotations { voices }
    }

    /// The voice of a token; 0 is the article's own.
    pub fn voice(&self, token: usize) -> usize {
        self.voices.get(token).copied().unwrap_or(0) as usize
    }
}

/// Whether a mark opens a quotation (`true`) or closes it.
fn mark(text: &str, is_open: bool) -> Option<bool> {
    match text {
        "“" | "„" | "«" => Some(true),
        "”" | "»" => Some(false),
        "\"" | "``" | "''" => Some(!is_open),
        _ => None,
    }
}
