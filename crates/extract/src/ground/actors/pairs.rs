//! "Both countries", "the two leaders": chains that stand for two others.

use document::Label;

use super::candidates::Kind;
use super::chains::Linker;
use super::state::{ChainState, state_countries};

/// Whether the phrase says "both".
pub fn says_both(linker: &Linker<'_>, index: usize) -> bool {
    let tokens = linker.candidates[index].tokens.clone();
    tokens.into_iter().any(|token| linker.context.text(token).eq_ignore_ascii_case("both"))
}

/// A chain for the two actors that a phrase means: the latest two that fit.
pub fn pair(linker: &mut Linker<'_>, index: usize) -> Option<usize> {
    let kind = linker.candidates[index].kind;
    let wants_people = matches!(kind, Kind::Person | Kind::People);
    if !wants_people && kind != Kind::Country {
        return None;
    }
    let members = latest_two(linker, if wants_people { Kind::Person } else { Kind::Country });
    let Some(members) = members else { return pair_of_countries(linker, wants_people) };
    if let Some(known) = linker.group(&members) {
        return Some(known);
    }
    let kind = Some(if wants_people { Kind::People } else { Kind::Country });
    let countries =
        members.iter().flat_map(|&member| state_countries(linker.context, &linker.chains[member])).collect();
    linker.chains.push(ChainState { members, countries, kind, is_plural: true, ..ChainState::default() });
    Some(linker.chains.len() - 1)
}

/// The latest two chains of a kind whose countries differ, in the order in
/// which they were first named.
fn latest_two(linker: &Linker<'_>, kind: Kind) -> Option<Vec<usize>> {
    let mut members: Vec<usize> = Vec::new();
    let mut known: Vec<Vec<Label>> = Vec::new();
    for chain in linker.recent() {
        let state = &linker.chains[chain];
        let countries = state_countries(linker.context, state);
        if state.kind != Some(kind) || state.is_plural || countries.is_empty() || known.contains(&countries) {
            continue;
        }
        members.push(chain);
        known.push(countries);
        if members.len() == 2 {
            members.sort_unstable();
            return Some(members);
        }
    }
    None
}

/// "Both countries" where a country was named only by its people: the
/// countries of the two latest chains that differ.
fn pair_of_countries(linker: &mut Linker<'_>, wants_people: bool) -> Option<usize> {
    let mut countries: Vec<Label> = Vec::new();
    for chain in linker.recent() {
        for country in state_countries(linker.context, &linker.chains[chain]) {
            if !countries.contains(&country) && countries.len() < 2 {
                countries.push(country);
            }
        }
    }
    if wants_people || countries.len() < 2 {
        return None;
    }
    countries.reverse();
    linker.chains.push(ChainState { countries, kind: Some(Kind::Country), is_plural: true, ..ChainState::default() });
    Some(linker.chains.len() - 1)
}
