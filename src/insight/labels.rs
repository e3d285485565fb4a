//! Labels that were asked for and that no question has: which, and what may have been meant.

use std::collections::BTreeSet;

use super::search::{Entry, Filters, is_label};
use crate::text::nearest::nearest;

/// A label that no question has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unknown {
    /// What kind of label: `skill`.
    pub kind: &'static str,
    /// As it was typed.
    pub typed: String,
    /// Labels of that kind that are near it, the nearest first.
    pub near: Vec<String>,
}

/// The companies, skills, industries and topics among the filters that no question has.
pub fn unknown(entries: &[Entry<'_>], filters: &Filters) -> Vec<Unknown> {
    let mut given: [BTreeSet<&str>; 4] = Default::default();
    for Entry { of, .. } in entries {
        given[0].extend(of.company());
        given[1].extend(of.skills());
        given[2].extend(of.industries());
        given[3].extend(of.topics());
    }
    let wanted = [
        ("company", &filters.companies),
        ("skill", &filters.skills),
        ("industry", &filters.industries),
        ("topic", &filters.topics),
    ];
    let mut unknown = Vec::new();
    for ((kind, wanted), there) in wanted.into_iter().zip(&given) {
        for typed in wanted.iter().filter(|wanted| !there.iter().any(|label| is_label(wanted, label))) {
            let near = nearest(typed, there.iter().copied()).into_iter().map(str::to_owned).collect();
            unknown.push(Unknown { kind, typed: typed.clone(), near });
        }
    }
    unknown
}
