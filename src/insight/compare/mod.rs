//! What is different between two attempts at one question, as plain data and as lines to read. Calls nothing better or
//! worse.

mod change;
mod lines;
mod metrics;
mod pairs;
mod places;
mod prose;
mod rows;
#[cfg(test)]
mod tests;
mod touched;

pub use change::{
    CellChange, Diff, Happened, How, MetricChange, PartChange, RowChange, Seconds, StepDiff, Touched, Words,
};
pub use lines::{Mark, Part, Told, tell};

use crate::model::Session;
use pairs::Pairs;
use places::{Key, Place};

/// What `newer` has that `older` has not, and the other way round: step by step in the order of `newer`, then the steps
/// that only `older` had. What has the same id is the same where one attempt was begun with the answers of the other,
/// and what else bears the same name.
pub fn compare(older: &Session, newer: &Session) -> Diff {
    let related = older.id == newer.id || newer.origin.from.as_ref() == Some(&older.id);
    let before = places::of(older, |_| None);
    let after = places::of(newer, |heading| {
        let same = before.iter().find(|place| related && place.own.contains(heading));
        same.map(|place| place.key.clone())
    });
    let mut pairs = Pairs::new(related);
    let keys = after.iter().map(|place| &place.key);
    let gone = before.iter().map(|place| &place.key).filter(|key| !after.iter().any(|p| p.key == **key));
    let order: Vec<&Key> = keys.chain(gone).collect();
    let both: Vec<(Place, Place)> = order.iter().map(|key| (at(&before, key), at(&after, key))).collect();
    for (old, new) in &both {
        pairs.join(&old.items, &new.items, |item| item.id, places::Item::name);
    }
    let (was, is) = (metrics::of(older), metrics::of(newer));
    pairs.join(&was, &is, |metric| &metric.metric.id, metrics::Read::called);
    let changed = metrics::changes(&was, &is, older, newer, &pairs);
    let step = |(old, new): &(Place, Place)| StepDiff {
        step: if new.own.is_empty() { old.id.clone() } else { new.id.clone() },
        title: if new.own.is_empty() { old.title.clone() } else { new.title.clone() },
        seconds: Seconds { older: old.seconds, newer: new.seconds },
        prose: prose::words(&old.text, &new.text),
        rows: rows::changes(&old.items, &new.items, &pairs),
        reordered: new.ordered && pairs.crossed(&old.items, &new.items, |item| item.id),
        metrics: changed
            .iter()
            .filter(|(at, change)| match change.change {
                Happened::Removed => old.own.contains(at),
                Happened::Added | Happened::Changed => new.own.contains(at),
            })
            .map(|(_, change)| change.clone())
            .collect(),
        own: [&old.own[..], &new.own].concat(),
    };
    let (stakeholders, stages) = touched::touched(older, newer, &pairs);
    Diff {
        older: older.id.clone(),
        newer: newer.id.clone(),
        steps: both.iter().map(step).collect(),
        stakeholders,
        stages,
    }
}

/// What was written at a place; nothing, where an attempt has no such place.
fn at<'a>(places: &[Place<'a>], key: &Key) -> Place<'a> {
    places.iter().find(|place| place.key == *key).cloned().unwrap_or_default()
}
