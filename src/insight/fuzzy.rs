//! Fuzzy ranking of short lists: actions, headings. Questions have a search of their own.

use fuzzy_matcher::{FuzzyMatcher, skim::SkimMatcherV2};

use crate::{sort::Sort as _, text::fold::fold};

/// Longer queries are cut: nobody types them, and matching takes the product of both lengths.
const LONGEST: usize = 64;

/// The indexes of the choices that match, best first; all of them in their order for an empty query.
pub fn rank(query: &str, choices: &[String]) -> Vec<usize> {
    let query: String = fold(query.trim()).chars().take(LONGEST).collect();
    if query.is_empty() {
        return (0..choices.len()).collect();
    }
    let matcher = SkimMatcherV2::default();
    let mut scored: Vec<(i64, usize)> = choices
        .iter()
        .enumerate()
        .filter_map(|(index, choice)| matcher.fuzzy_match(&fold(choice), &query).map(|score| (score, index)))
        .collect();
    scored.arrange_by_key(|(score, index)| (std::cmp::Reverse(*score), *index));
    scored.into_iter().map(|(_, index)| index).collect()
}
