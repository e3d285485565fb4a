//! Labels that were asked for and that no question has: which, and what may have been meant.

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
pub fn unknown(entries: &[Entry], filters: &Filters) -> Vec<Unknown> {
    type Given = fn(&Entry) -> &[String];
    let kinds: [(&'static str, &[String], Given); 4] = [
        ("company", &filters.companies, |entry| entry.company.as_slice()),
        ("skill", &filters.skills, |entry| &entry.skills),
        ("industry", &filters.industries, |entry| &entry.industries),
        ("topic", &filters.topics, |entry| &entry.topics),
    ];
    let mut unknown = Vec::new();
    for (kind, wanted, given) in kinds {
        let there = || entries.iter().flat_map(given).map(String::as_str);
        for typed in wanted.iter().filter(|wanted| !there().any(|label| is_label(wanted, label))) {
            let near = nearest(typed, there()).into_iter().map(str::to_owned).collect();
            unknown.push(Unknown { kind, typed: typed.clone(), near });
        }
    }
    unknown
}
