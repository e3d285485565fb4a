//! The same metrics for products of unlike industries: by their names alone, and only where most of them are the same.

use std::collections::BTreeSet;

use super::{
    case::{Case, Earlier},
    finding::Level,
    rule::{Found, Rule},
    wording::quote,
};
use crate::{
    insight::read::Written,
    model::{Part, Place, Role},
    text::fold,
};

/// Fewer equal names are chance.
const FEWEST: usize = 5;

/// Metrics that would fit anything.
pub const SAME_METRICS: Rule = Rule {
    id: "same-metrics",
    level: Level::Informative,
    title: "the metrics of another product",
    looks_for: "Five or more metrics, and more than half of all, that are called like those of another attempt, of which the \
                question has no industry in common.",
    triggers: &[
        "industries payments",
        "driver Activation",
        "driver Retention",
        "driver Orders",
        "counter Complaints",
        "guardrail Refunds <= 1 %",
        "diagnostic Searches",
        "diagnostic Settled on time",
        "earlier Uber, mobility: activation, retention, orders, complaints, refunds, searches",
    ],
    says: "6 of 7 names match the Uber attempt.",
    calm: &[
        "industries payments",
        "driver Activation",
        "driver Retention",
        "driver Orders",
        "counter Complaints",
        "guardrail Refunds <= 1 %",
        "earlier Paypal, payments: activation, retention, orders, complaints, refunds",
    ],
    find: same_metrics,
};

fn same_metrics(case: &Case<'_>) -> Vec<Found> {
    let read = case.read;
    let kept: Vec<&Written<'_>> =
        read.metrics.iter().filter(|metric| metric.role != Some(Role::Rejected)).collect();
    let own: BTreeSet<String> = kept.iter().map(|metric| folded(&metric.parsed.name)).collect();
    let industries = &read.session.question.industries;
    let is_unlike = |earlier: &&Earlier<'_>| {
        let known = !industries.is_empty() && !earlier.industries.is_empty();
        known
            && !earlier
                .industries
                .iter()
                .any(|label| industries.iter().any(|own| folded(own) == folded(label)))
    };
    let equal = |earlier: &Earlier<'_>| {
        let theirs: BTreeSet<String> = earlier.metrics.iter().map(|name| folded(name)).collect();
        own.intersection(&theirs).count()
    };
    let mut closest: Option<(usize, &Earlier<'_>)> = None;
    for earlier in case.earlier.iter().filter(is_unlike) {
        let count = equal(earlier);
        if count >= FEWEST && count * 2 > own.len() && closest.is_none_or(|(most, _)| count > most) {
            closest = Some((count, earlier));
        }
    }
    let (Some((count, earlier)), Some(first)) = (closest, kept.first()) else { return Vec::new() };
    vec![Found {
        words: format!("{count} of {} names match the {} attempt.", own.len(), quote(earlier.title)),
        at: Place::of(Part::Step(first.step.clone())),
        about: first.step.to_string(),
    }]
}

/// Names are one that differ in case, accents and signs alone.
fn folded(name: &str) -> String {
    fold::words(name).join(" ")
}
