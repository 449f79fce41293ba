//! Whether third-person pronouns lead to the right somebody.

use std::collections::HashSet;

use rapporteur::{ChainId, Id, MentionForm, MentionId, Report, TokenId};

use super::alignment::Place;
use super::{GoldArticle, GoldMention};

const THIRD_PERSON: [&str; 16] = [
    "he",
    "him",
    "his",
    "himself",
    "she",
    "her",
    "hers",
    "herself",
    "it",
    "its",
    "itself",
    "they",
    "them",
    "their",
    "theirs",
    "themselves",
];

/// A gold pronoun and what it was resolved to.
pub struct Pronoun<'a> {
    /// The gold mention.
    pub mention: &'a GoldMention,
    /// Our antecedents: one, or the members that a plural stands for; none
    /// where we have no mention there or nothing but the pronoun itself.
    pub antecedents: Vec<MentionId>,
    /// Whether they are right.
    pub is_right: bool,
    /// Whether any name or noun of its chain, near or far, would be right.
    pub is_right_anywhere: bool,
}

/// All third-person pronouns that are gold mentions, in order; those that
/// stand alone in their gold chain are left out, for nothing would be right.
///
/// The antecedent of a pronoun is the nearest earlier mention of its chain
/// that is no pronoun; where there is none, the nearest later such mention
/// ("In his speech, Smith …"); where the chain has only pronouns, the nearest
/// earlier of them. Where a chain stands for several others and has no name
/// or noun of its own, the nearest mention of each of those. Gold leaves some
/// mentions unmarked and so says nothing of them: a mention whose head word
/// heads no gold mention is passed over as long as the chain has another.
///
/// An antecedent is right where it has the head word of a gold mention of the
/// pronoun's gold chain, the pronoun itself left out; several antecedents,
/// where they all lie inside one such mention. A pronoun that is no mention
/// of ours, or stands alone in its chain, is wrong.
pub fn resolve<'a>(gold: &'a GoldArticle, marked: &[Place], found: &[Place], report: &Report) -> Vec<Pronoun<'a>> {
    let heads: HashSet<TokenId> = marked.iter().map(|place| place.head).collect();
    let search = Search { report, is_judged: found.iter().map(|place| heads.contains(&place.head)).collect() };
    let mut pronouns = Vec::new();
    let is_pronoun = |mention: &GoldMention| is_third_person(mention, &report.article.text);
    for (index, mention) in gold.mentions.iter().enumerate().filter(|(_, mention)| is_pronoun(mention)) {
        let ours = found.iter().position(|place| place.range == marked[index].range);
        let antecedents = ours.map_or(Vec::new(), |ours| search.antecedents(MentionId::from_index(ours)));
        let same_chain = |other: &usize| *other != index && gold.mentions[*other].chain == mention.chain;
        let right: Vec<Place> = (0..marked.len()).filter(same_chain).map(|other| marked[other]).collect();
        if right.is_empty() {
            continue;
        }
        let is_right = is_right(&antecedents, found, &right);
        let is_right_anywhere = is_right
            || ours.is_some_and(|ours| {
                let full = search.full_mentions(report.grounding.mentions[MentionId::from_index(ours)].chain);
                full.iter().any(|&one| self::is_right(&[one], found, &right))
            });
        pronouns.push(Pronoun { mention, antecedents, is_right, is_right_anywhere });
    }
    pronouns
}

fn is_third_person(mention: &GoldMention, text: &str) -> bool {
    let words = mention.words(text).to_lowercase();
    THIRD_PERSON.contains(&words.as_str())
}

struct Search<'a> {
    report: &'a Report,
    /// For each of our mentions whether gold says anything of it.
    is_judged: Vec<bool>,
}

impl Search<'_> {
    fn antecedents(&self, pronoun: MentionId) -> Vec<MentionId> {
        let grounding = &self.report.grounding;
        let of = grounding.mentions[pronoun].chain;
        if let Some(antecedent) = self.nearest(of, pronoun) {
            return vec![antecedent];
        }
        let chain = &grounding.chains[of];
        let members: Vec<MentionId> =
            chain.members.iter().filter_map(|&member| self.nearest(member, pronoun)).collect();
        if !members.is_empty() {
            return members;
        }
        chain.mentions.iter().copied().rfind(|&other| other < pronoun).into_iter().collect()
    }

    /// The mentions of a chain that are no pronouns.
    fn full_mentions(&self, chain: ChainId) -> Vec<MentionId> {
        let grounding = &self.report.grounding;
        let is_full = |&other: &MentionId| grounding.mentions[other].form != MentionForm::Pronoun;
        grounding.chains[chain].mentions.iter().copied().filter(is_full).collect()
    }

    /// The mention of a chain that is no pronoun and stands nearest before
    /// the pronoun, else nearest behind it; of these, one that gold judges.
    fn nearest(&self, chain: ChainId, pronoun: MentionId) -> Option<MentionId> {
        let mentions = self.full_mentions(chain);
        let (before, behind) = mentions.split_at(mentions.partition_point(|&other| other < pronoun));
        let in_order = || before.iter().rev().chain(behind).copied();
        in_order().find(|other| self.is_judged[other.index()]).or_else(|| in_order().next())
    }
}

fn is_right(antecedents: &[MentionId], found: &[Place], right: &[Place]) -> bool {
    match antecedents {
        [] => false,
        [one] => {
            let heads: HashSet<TokenId> = right.iter().map(|place| place.head).collect();
            heads.contains(&found[one.index()].head)
        }
        several => right.iter().any(|place| {
            let holds = |inner: (u32, u32)| place.range.0 <= inner.0 && inner.1 <= place.range.1;
            several.iter().all(|one| holds(found[one.index()].range))
        }),
    }
}
