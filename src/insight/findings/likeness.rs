//! The same metrics for products of unlike industries: by their names alone, and only where most of them are the same.

use super::{
    case::{Case, Earlier},
    finding::Level,
    rule::{Found, Rule},
    wording::quote,
};
use crate::model::{Part, Place, Role};

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
    let own = Earlier::from(case.read);
    let kept = case.read.metrics.iter().find(|metric| metric.role != Some(Role::Rejected));
    let (Some((count, other)), Some(first)) = (alike(&own, case.others), kept) else { return Vec::new() };
    vec![Found {
        words: format!("{count} of {} names match the {} attempt.", own.metrics.len(), quote(&other.title)),
        at: Place::of(Part::Step(first.step.clone())),
        about: first.step.to_string(),
    }]
}

/// The earlier attempt in an unlike industry that has most metrics in common with this one, and how many.
pub(super) fn alike<'a>(
    own: &Earlier,
    others: impl IntoIterator<Item = &'a Earlier>,
) -> Option<(usize, &'a Earlier)> {
    let mut closest: Option<(usize, &Earlier)> = None;
    for other in others {
        let known = !own.industries.is_empty() && !other.industries.is_empty();
        if !known || !own.industries.is_disjoint(&other.industries) || !other.is_before(own) {
            continue;
        }
        let count = own.metrics.intersection(&other.metrics).count();
        if count >= FEWEST && count * 2 > own.metrics.len() && closest.is_none_or(|(most, _)| count > most) {
            closest = Some((count, other));
        }
    }
    closest
}
