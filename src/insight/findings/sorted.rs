//! Rows that are to be told apart, and are not: nothing cut among the items, nothing that the candidate did alone among the
//! actions. Reads choices and yeses, never words.

use super::{
    bound::{self, Bound},
    case::Case,
    finding::Level,
    rule::{Found, Rule},
    wording::quote,
};
use crate::model::{Value, rule};

/// Items of which none is cut.
pub const NOTHING_CUT: Rule = Rule {
    id: rule::NOTHING_CUT,
    level: Level::Actionable,
    title: "nothing cut among items",
    looks_for: "Two items or more, of which none got the last of the choices: the one that cuts it.",
    triggers: &["item Live map · now", "item New look · later"],
    says: "Nothing is cut in Compare: which of them will you not do at all?",
    calm: &["item Live map · now", "item New look · no"],
    find: |case| {
        let is_cut = |bound: &Bound<'_>| {
            let cuts = bound.field.choices.last();
            cuts.is_some_and(|cuts| *bound.row.value(&bound.field.id) == Value::Text(cuts.clone()))
        };
        of_each_step(case, rule::NOTHING_CUT, |rows, step| {
            (rows.len() > 1 && !rows.iter().any(is_cut))
                .then(|| format!("Nothing is cut in {step}: which of them will you not do at all?"))
        })
    },
};

/// Actions of which none was the candidate's own.
pub const NOTHING_OWN: Rule = Rule {
    id: rule::NOTHING_OWN,
    level: Level::Actionable,
    title: "no action of one's own",
    looks_for: "Actions of which none is marked as the candidate's own.",
    triggers: &["action We asked the kitchens · no"],
    says: "Nothing in Actions is marked as yours: what did you decide yourself?",
    calm: &["action We asked the kitchens · no", "action I stopped the release · yes"],
    find: |case| {
        let is_own = |bound: &Bound<'_>| *bound.row.value(&bound.field.id) == Value::Flag(true);
        of_each_step(case, rule::NOTHING_OWN, |rows, step| {
            (!rows.iter().any(is_own))
                .then(|| format!("Nothing in {step} is marked as yours: what did you decide yourself?"))
        })
    },
};

/// What `say` has to say of all named rows of a step together; it leads to the first of them.
fn of_each_step(case: &Case, rule: &str, say: impl Fn(&[Bound<'_>], &str) -> Option<String>) -> Vec<Found> {
    let rows = bound::rows(case, rule);
    let steps = rows.chunk_by(|one, other| one.step.id == other.step.id && one.field.id == other.field.id);
    let found = |rows: &[Bound<'_>]| {
        let first = rows.first()?;
        let title = quote(&case.read.session.spec(&first.step.id).title);
        Some(Found { words: say(rows, &title)?, at: first.place(), about: first.step.id.to_string() })
    };
    steps.filter_map(found).collect()
}
