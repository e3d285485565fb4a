//! What should lead to a metric and does not, and references to what was deleted. A link is picked, or names a metric
//! in full; it is never guessed from words.

use super::{
    bound::{self, Bound},
    case::Case,
    finding::Level,
    rule::{Found, Rule},
    wording::quote,
};
use crate::{
    model::{Answer, FieldType, Kind, Part, Place, Value, rule},
    text::fold::fold,
};

/// An initiative that moves no metric.
pub const UNLINKED_INITIATIVE: Rule = Rule {
    id: rule::UNLINKED_INITIATIVE,
    level: Level::Actionable,
    title: "an initiative tied to no metric",
    looks_for: "An initiative whose metric was left blank, or is none of the answer's.",
    triggers: &["driver Card success = accepted / submitted", "initiative Cashback"],
    says: "Cashback names no metric that it moves.",
    calm: &["driver Card success = accepted / submitted", "initiative Cashback · card success"],
    find: |case| {
        unlinked(case, rule::UNLINKED_INITIATIVE, " names no metric that it moves.", "that it moves")
    },
};

/// A risk that no metric shows.
pub const UNLINKED_RISK: Rule = Rule {
    id: rule::UNLINKED_RISK,
    level: Level::Actionable,
    title: "a risk tied to no metric",
    looks_for: "A risk whose metric was left blank, or is none of the answer's.",
    triggers: &["driver Card success = accepted / submitted", "risk Faked sales · the fraud chart"],
    says: "Faked sales: “the fraud chart” is none of your metrics. Pick one that would show it.",
    calm: &["driver Card success = accepted / submitted", "risk Faked sales · Card success"],
    find: |case| unlinked(case, rule::UNLINKED_RISK, ": which metric would show it?", "that would show it"),
};

/// A reference to what is not there any more.
pub const DANGLING: Rule = Rule {
    id: "deleted-reference",
    level: Level::Actionable,
    title: "a reference to what was deleted",
    looks_for: "A field that names a metric or a row that was deleted.",
    triggers: &["risk Faked sales · ⟨deleted⟩"],
    says: "Faked sales: “Detected by” names what was deleted. Pick another.",
    calm: &["driver Card success = accepted / submitted", "risk Faked sales · Card success"],
    find: dangling,
};

/// `blank` goes on behind the name of a row that names none, and `which` metric it should be.
fn unlinked(case: &Case<'_>, rule: &str, blank: &str, which: &str) -> Vec<Found> {
    let say = |bound: &Bound<'_>| {
        let name = quote(bound.name);
        let typed = match bound.row.value(&bound.field.id) {
            // What was deleted is said by the rule for that.
            Value::Ref(_) => return None,
            Value::Flag(_) => "",
            Value::Text(typed) => typed.trim(),
        };
        let words = if typed.is_empty() {
            format!("{name}{blank}")
        } else if is_metric(case, bound, typed) {
            return None;
        } else {
            format!("{name}: “{}” is none of your metrics. Pick one {which}.", quote(typed))
        };
        Some(Found { words, at: bound.place(), about: bound.row.id.to_string() })
    };
    bound::rows(case, rule).iter().filter_map(say).collect()
}

/// Whether typed words are the name of a metric. Where there is none to pick, any words will do.
fn is_metric(case: &Case<'_>, bound: &Bound<'_>, typed: &str) -> bool {
    let has_step = case.read.session.framework.steps.iter().any(|step| step.kind == Kind::Metrics);
    let can_pick = has_step && bound.field.kind == FieldType::Metric && !case.read.metrics.is_empty();
    !can_pick || case.read.metrics.iter().any(|metric| fold(metric.parsed.name.trim()) == fold(typed))
}

fn dangling(case: &Case<'_>) -> Vec<Found> {
    let session = case.read.session;
    let mut found = Vec::new();
    for step in &session.framework.steps {
        for row in session.answer(&step.id).map_or(&[][..], Answer::rows) {
            let gone = |value: &Value| matches!(value, Value::Ref(id) if !case.read.has(id));
            // One finding a row: what is said of a second field is the same.
            let Some(field) = step.fields.iter().find(|field| gone(row.value(&field.id))) else { continue };
            let name = quote(case.read.name(&row.id));
            let lead = if name.is_empty() { String::new() } else { format!("{name}: ") };
            found.push(Found {
                words: format!("{lead}“{}” names what was deleted. Pick another.", quote(&field.title)),
                at: Place::cell(Part::Step(step.id.clone()), &row.id, field.id.as_str()),
                about: row.id.to_string(),
            });
        }
    }
    found
}
