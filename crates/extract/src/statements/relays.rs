//! Chains: a statement within the content of another was passed on by it.

use document::{Span, Statement};

use crate::statements::is_passed_on;

/// Fills `relayed_by` of each statement with the speakers of those around it,
/// outermost first.
pub(crate) fn link(statements: &mut [Statement]) {
    let around: Vec<Option<usize>> = enclosing(statements);
    for index in 0..statements.len() {
        let mut chain = Vec::new();
        let mut current = around[index];
        while let Some(outer) = current.filter(|_| chain.len() < MAX_CHAIN) {
            if is_passed_on(&statements[outer]) {
                chain.extend(statements[outer].speaker.clone());
            }
            current = around[outer];
        }
        chain.reverse();
        statements[index].relayed_by = chain;
    }
}

/// The longest chain that is kept.
const MAX_CHAIN: usize = 8;

/// For each statement the smallest other one whose content holds its cue, or
/// else its content.
fn enclosing(statements: &[Statement]) -> Vec<Option<usize>> {
    let mut pieces: Vec<(Span, usize)> = statements
        .iter()
        .enumerate()
        .flat_map(|(index, statement)| statement.content.iter().map(move |&piece| (piece, index)))
        .collect();
    pieces.sort_by_key(|&(piece, index)| (piece.start(), std::cmp::Reverse(piece.end()), index));
    let mut order: Vec<usize> = (0..statements.len()).collect();
    order.sort_by_key(|&index| (place(&statements[index]).start(), index));
    let mut around = vec![None; statements.len()];
    let mut open: Vec<(Span, usize)> = Vec::new();
    let mut next = 0;
    for index in order {
        let place = place(&statements[index]);
        while next < pieces.len() && pieces[next].0.start() <= place.start() {
            while open.last().is_some_and(|(piece, _)| piece.end() <= pieces[next].0.start()) {
                open.pop();
            }
            open.push(pieces[next]);
            next += 1;
        }
        let holds = |&&(piece, owner): &&(Span, usize)| owner != index && piece.contains(place);
        around[index] = open.iter().rev().take(MAX_OPEN).find(holds).map(|&(_, owner)| owner);
    }
    break_circles(&mut around);
    around
}

/// How many contents around a place are looked through.
const MAX_OPEN: usize = 32;

/// What must lie within another statement's content: the cue, or without one
/// the content.
fn place(statement: &Statement) -> Span {
    statement.cue.or(statement.content.first().copied()).unwrap_or_default()
}

/// Two statements may stand in each other's content ("he said, she said");
/// the later one is then in neither.
fn break_circles(around: &mut [Option<usize>]) {
    for index in 0..around.len() {
        let mut current = around[index];
        for _ in 0..MAX_CHAIN {
            match current {
                Some(outer) if outer == index => {
                    around[index] = None;
                    break;
                }
                Some(outer) => current = around[outer],
                None => break,
            }
        }
    }
}
