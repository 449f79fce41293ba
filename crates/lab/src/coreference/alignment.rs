//! Which gold mention and which of ours are the same one.

use rapporteur::{CodePoints, Id, IdRange, Parse, Report, TokenId};

use super::GoldMention;

/// A mention of either side, seen alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// First code point, and the one behind the last.
    pub range: (u32, u32),
    /// The word that heads it.
    pub head: TokenId,
}

/// How alike two mentions must be to count as the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Match {
    /// The same first and last character.
    Exact,
    /// The same, or else the same head word: gold mentions hold relative
    /// clauses and possessive marks, ours do not.
    Head,
}

/// The places of our mentions.
pub fn found(report: &Report) -> Vec<Place> {
    let points = CodePoints::new(&report.article.text);
    let place = |mention: &rapporteur::Mention| Place { range: points.range(mention.span), head: mention.head };
    report.grounding.mentions.rows().iter().map(place).collect()
}

/// The places of the gold mentions: the head is the word of the mention on
/// which most of its words depend, by our parse; of two, the first. A mention
/// without a whole word of ours is headed by the word that it begins in.
pub fn marked(gold: &[GoldMention], report: &Report) -> Vec<Place> {
    let points = CodePoints::new(&report.article.text);
    let tokens: Vec<(u32, u32)> = report.parse.tokens.rows().iter().map(|token| points.range(token.span)).collect();
    let place = |mention: &GoldMention| {
        let first = tokens.partition_point(|token| token.0 < mention.start);
        let end = tokens.partition_point(|token| token.1 <= mention.end).max(first);
        let inside = IdRange::new(first..end);
        let head = head(&report.parse, inside).unwrap_or(TokenId::from_index(first.saturating_sub(1)));
        Place { range: (mention.start, mention.end), head }
    };
    gold.iter().map(place).collect()
}

fn head(parse: &Parse, inside: IdRange<TokenId>) -> Option<TokenId> {
    let is_top = |token: &TokenId| {
        let head = parse.tokens[*token].head;
        head == *token || !inside.contains(head)
    };
    let weight = |top: TokenId| inside.ids().filter(|&token| parse.is_below(token, top)).count();
    inside
        .ids()
        .filter(is_top)
        .map(|top| (weight(top), top))
        .max_by_key(|(weight, top)| (*weight, std::cmp::Reverse(*top)))
        .map(|(_, top)| top)
}

/// For each of our mentions the number of the gold mention that it is. No
/// gold mention is taken twice: equal spans first, then for each gold mention
/// in order the mention with the same head that is nearest in length.
pub fn align(gold: &[Place], ours: &[Place], matching: Match) -> Vec<Option<usize>> {
    let mut partner = vec![None; ours.len()];
    let mut is_taken = vec![false; gold.len()];
    for (index, place) in gold.iter().enumerate() {
        let same = (0..ours.len()).find(|&our| partner[our].is_none() && ours[our].range == place.range);
        if let Some(our) = same {
            partner[our] = Some(index);
            is_taken[index] = true;
        }
    }
    let rest = gold.iter().enumerate().filter(|(index, _)| matching == Match::Head && !is_taken[*index]);
    for (index, place) in rest {
        let length = |place: &Place| place.range.1 - place.range.0;
        let same = (0..ours.len()).filter(|&our| partner[our].is_none() && ours[our].head == place.head);
        if let Some(our) = same.min_by_key(|&our| length(&ours[our]).abs_diff(length(place))) {
            partner[our] = Some(index);
        }
    }
    partner
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(start: u32, end: u32, head: usize) -> Place {
        Place { range: (start, end), head: TokenId::from_index(head) }
    }

    #[test]
    fn equal_spans_go_before_equal_heads() {
        // "the minister, who resigned" in gold; "the minister" and its outer
        // description in ours.
        let gold = [place(0, 26, 1), place(30, 40, 9)];
        let ours = [place(0, 12, 1), place(0, 30, 1), place(30, 40, 8)];
        assert_eq!(align(&gold, &ours, Match::Head), [None, Some(0), Some(1)]);
        assert_eq!(align(&gold, &ours, Match::Exact), [None, None, Some(1)]);
    }

    #[test]
    fn a_gold_mention_is_taken_once() {
        let gold = [place(0, 10, 1)];
        let ours = [place(0, 9, 1), place(0, 8, 1)];
        assert_eq!(align(&gold, &ours, Match::Head), [Some(0), None]);
    }
}
