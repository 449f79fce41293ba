use crate::Span;

/// Turns byte offsets of one text into counts of Unicode code points, the
/// unit of everything that leaves the program.
///
/// A text of ASCII alone costs nothing; any other text gets one checkpoint
/// for every [`STEP`] bytes, from which an offset is counted on.
pub struct CodePoints<'a> {
    text: &'a str,
    /// Code points before byte `i * STEP`; empty where the text is ASCII.
    checkpoints: Vec<u32>,
}

const STEP: usize = 64;

impl<'a> CodePoints<'a> {
    /// The converter for `text`.
    pub fn new(text: &'a str) -> Self {
        let checkpoints = if text.is_ascii() { Vec::new() } else { checkpoints(text.as_bytes()) };
        CodePoints { text, checkpoints }
    }

    /// How many code points stand before the byte at `offset`. An offset
    /// inside a character counts that character; one behind the text's end
    /// counts as the end.
    pub fn at(&self, offset: u32) -> u32 {
        let offset = (offset as usize).min(self.text.len());
        if self.checkpoints.is_empty() {
            return offset as u32;
        }
        let checkpoint = offset / STEP;
        self.checkpoints[checkpoint] + count_starts(&self.text.as_bytes()[checkpoint * STEP..offset])
    }

    /// The span in code points: first, and the one behind the last.
    pub fn range(&self, span: Span) -> (u32, u32) {
        (self.at(span.start()), self.at(span.end()))
    }
}

fn checkpoints(bytes: &[u8]) -> Vec<u32> {
    let mut total = 0;
    let mut checkpoints = vec![0];
    for block in bytes.chunks(STEP) {
        total += count_starts(block);
        checkpoints.push(total);
    }
    checkpoints
}

/// How many characters start in these bytes of UTF-8.
fn count_starts(bytes: &[u8]) -> u32 {
    bytes.iter().filter(|&&byte| byte & 0b1100_0000 != 0b1000_0000).count() as u32
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn curly_quotes_count_as_one() {
        let text = "“Peace” – now";
        let points = CodePoints::new(text);
        assert_eq!(points.range(Span::new(3, 8)), (1, 6));
        assert_eq!(points.at(text.len() as u32), 13);
        assert_eq!(points.at(9999), 13);
    }

    proptest! {
        #[test]
        fn agrees_with_counting_characters(text in "\\PC{0,300}") {
            let points = CodePoints::new(&text);
            for (count, (offset, _)) in text.char_indices().enumerate() {
                prop_assert_eq!(points.at(offset as u32) as usize, count);
            }
            prop_assert_eq!(points.at(text.len() as u32) as usize, text.chars().count());
        }

        #[test]
        fn any_offset_is_answered(text: String, offset: u32) {
            let points = CodePoints::new(&text);
            prop_assert!(points.at(offset) as usize <= text.chars().count());
        }
    }
}
