//! Blanks in rows that a framework says matter: a fact without its consequence, a cause that nothing would refute, a stage
//! that nobody owns, options of which none is rejected. States the blank, and never reads what is written.

use super::{
    bound::{self, Bound},
    case::Case,
    finding::Level,
    rule::{Found, Rule},
    wording::{list, quote},
};
use crate::model::{FieldType, Kind, Value, rule};

/// A fact without its consequence.
pub const SO_WHAT: Rule = Rule {
    id: rule::SO_WHAT,
    level: Level::Actionable,
    title: "a fact without a so what",
    looks_for: "A fact without what follows from it.",
    triggers: &["fact Mature market"],
    says: "Mature market: what does it change in your metrics?",
    calm: &["fact Mature market · Being chosen counts, and not being known"],
    find: so_what,
};

/// A cause that nothing would refute.
pub const NO_REFUTATION: Rule = Rule {
    id: rule::NO_REFUTATION,
    level: Level::Actionable,
    title: "a hypothesis without a refuting test",
    looks_for: "A hypothesis without anything that would refute it.",
    triggers: &["cause Drivers went to a rival"],
    says: "Drivers went to a rival: which test would refute it? The field is blank.",
    calm: &["cause Drivers went to a rival · Hours online per driver are as they were"],
    find: no_refutation,
};

/// An input or an action without its reason.
pub const NO_REASON: Rule = Rule {
    id: rule::NO_REASON,
    level: Level::Actionable,
    title: "an input or an action without a reason",
    looks_for: "An assumed input, a choice or an action without the reason for it.",
    triggers: &["input Top-ups a week · 1 · 3"],
    says: "Top-ups a week: why? The reason is blank.",
    calm: &["input Top-ups a week · 1 · 3 · One note lasts two days"],
    find: |case| blanks(case, rule::NO_REASON, |name| format!("{name}: why? The reason is blank.")),
};

/// A stage that nobody owns.
pub const NO_OWNER: Rule = Rule {
    id: rule::NO_OWNER,
    level: Level::Actionable,
    title: "a stage without an owner",
    looks_for: "A stage of getting ready that nobody answers for.",
    triggers: &["readiness First swap station"],
    says: "First swap station: who answers for it? The field is blank.",
    calm: &["readiness First swap station · Head of the depot"],
    find: |case| {
        blanks(case, rule::NO_OWNER, |name| format!("{name}: who answers for it? The field is blank."))
    },
};

/// A risk without a point of return.
pub const NO_REVERSAL: Rule = Rule {
    id: rule::NO_REVERSAL,
    level: Level::Actionable,
    title: "a risk without a point of return",
    looks_for: "A risk without the sign at which one would stop or turn back.",
    triggers: &["threat Partners build lockers of their own"],
    says: "Partners build lockers of their own: at which sign would you stop or turn back? The field is blank.",
    calm: &["threat Partners build lockers of their own · In a third of the villages within a year"],
    find: |case| {
        let say =
            |name: &str| format!("{name}: at which sign would you stop or turn back? The field is blank.");
        blanks(case, rule::NO_REVERSAL, say)
    },
};

/// A result without a number.
pub const NO_NUMBER: Rule = Rule {
    id: rule::NO_NUMBER,
    level: Level::Actionable,
    title: "a result without a number",
    looks_for: "A result that no number goes with.",
    triggers: &["result Volunteers came again"],
    says: "Volunteers came again: which number shows it? The field is blank.",
    calm: &["result Volunteers came again · 6 of 100 shifts missed, 14 before"],
    find: |case| {
        blanks(case, rule::NO_NUMBER, |name| format!("{name}: which number shows it? The field is blank."))
    },
};

/// Options of which none is rejected.
pub const NOTHING_REJECTED: Rule = Rule {
    id: rule::NOTHING_REJECTED,
    level: Level::Actionable,
    title: "nothing rejected among options",
    looks_for: "Options of which none that was not chosen has a reason.",
    triggers: &["option Hold the first payment · yes", "option Hold none"],
    says: "Nothing is rejected in Options: what speaks against Hold none?",
    calm: &[
        "option Hold the first payment · yes",
        "option Hold none · no · Fraud lands on the newest customers",
    ],
    find: nothing_rejected,
};

fn so_what(case: &Case<'_>) -> Vec<Found> {
    let longest = case.read.session.framework.steps.iter().max_by(|a, b| a.minutes.total_cmp(&b.minutes));
    let is_of_metrics = longest.is_some_and(|step| step.kind == Kind::Metrics);
    let what = if is_of_metrics { "your metrics" } else { "your answer" };
    blanks(case, rule::SO_WHAT, |name| format!("{name}: what does it change in {what}?"))
}

fn no_refutation(case: &Case<'_>) -> Vec<Found> {
    blanks(case, rule::NO_REFUTATION, |name| {
        format!("{name}: which test would refute it? The field is blank.")
    })
}

fn blanks(case: &Case<'_>, rule: &str, say: impl Fn(&str) -> String) -> Vec<Found> {
    let blank = bound::rows(case, rule).into_iter().filter(Bound::is_blank);
    blank
        .map(|bound| Found {
            words: say(&quote(bound.name)),
            at: bound.place(),
            about: bound.row.id.to_string(),
        })
        .collect()
}

/// One reason among the options is enough: under the clock the others may stay blank.
fn nothing_rejected(case: &Case<'_>) -> Vec<Found> {
    let rows = bound::rows(case, rule::NOTHING_REJECTED);
    let steps = rows.chunk_by(|one, other| one.step.id == other.step.id && one.field.id == other.field.id);
    steps.filter_map(|options| nothing_rejected_among(case, options)).collect()
}

fn nothing_rejected_among(case: &Case<'_>, options: &[Bound<'_>]) -> Option<Found> {
    let others: Vec<&Bound<'_>> = options.iter().filter(|option| !is_chosen(option)).collect();
    if others.iter().any(|option| !option.is_blank()) {
        return None;
    }
    let first = others.first().copied().or(options.first())?;
    let step = quote(&case.read.session.spec(&first.step.id).title);
    let words = if options.len() == 1 {
        format!("Nothing is rejected in {step}: name another way, and what speaks against it.")
    } else if others.is_empty() {
        format!("Nothing is rejected in {step}: all of them are chosen.")
    } else {
        let names = list(others.iter().map(|option| option.name));
        format!("Nothing is rejected in {step}: what speaks against {names}?")
    };
    Some(Found { words, at: first.place(), about: first.step.id.to_string() })
}

/// Whether a yes stands in the row.
fn is_chosen(option: &Bound<'_>) -> bool {
    let mut flags = option.step.fields.iter().filter(|field| field.kind == FieldType::YesNo);
    flags.any(|field| *option.row.value(&field.id) == Value::Flag(true))
}
