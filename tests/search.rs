//! Whether the quick search of thousands of questions finds what a slow one would: the fuzzy matcher ranks the best of them
//! only, and that must not be seen.

#![expect(clippy::unwrap_used, reason = "a test without its questions has failed")]
#![expect(clippy::disallowed_methods, reason = "the generator writes files of its own")]

#[path = "support/big_bank.rs"]
mod big_bank;

use casebook::{
    insight::search::Filters,
    insight::search::{Statuses, entries, search, search_ranking},
    model::Catalogue,
    store::bank::built_in,
};

/// What people type, letter by letter.
const TYPED: &[&str] = &[
    "metrics for payments",
    "growth metric",
    "retention",
    "why did orders fall",
    "north star",
    "delivery",
    "improve onboarding",
    "hard trade-off",
    "cafe",
    "支付",
    "chekout",
    "rdmp",
    "success metrics ride",
    "estimate",
    "launch in japan",
];

/// As many as two screens show.
const SEEN: usize = 40;

#[test]
fn the_first_that_are_found_are_those_of_a_ranking_of_all() {
    let bank = built_in().0;
    let catalogue =
        Catalogue::of(big_bank::questions(8_000, 1), |kind| bank.type_title(kind.as_str()).to_owned());
    let all = entries(&catalogue, &Statuses::default());
    let (mut asked, mut others) = (0, Vec::new());
    for typed in TYPED {
        for (end, c) in typed.char_indices() {
            let query = &typed[..end + c.len_utf8()];
            let first = |hits: Vec<casebook::insight::search::Hit>| {
                hits.into_iter().take(SEEN).map(|hit| hit.index).collect::<Vec<_>>()
            };
            let quick = first(search(&all, query, &Filters::default()));
            let slow = first(search_ranking(usize::MAX, &all, query, |_| true));
            asked += 1;
            if quick != slow {
                others.push(query);
            }
        }
    }
    let has_a_long_word = |query: &&&str| query.split(' ').any(|word| word.chars().count() > 1);
    let wrong: Vec<_> = others.iter().filter(has_a_long_word).collect();
    assert!(wrong.is_empty(), "{} of {asked}: {wrong:?}; and {others:?}", wrong.len());
}
