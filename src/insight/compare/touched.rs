//! Which stakeholders and stages a metric touches in one of two attempts alone. What touches what, coverage says.

use super::{change::Touched, pairs::Pairs};
use crate::{
    insight::coverage::{self, Line},
    model::Session,
};

/// Stakeholders and stages, by name: what is touched in the newer attempt and was not in the older, and the other way.
pub fn touched(older: &Session, newer: &Session, pairs: &Pairs) -> (Touched, Touched) {
    let (old, new) = (coverage::of(older).unwrap_or_default(), coverage::of(newer).unwrap_or_default());
    (between(&old.stakeholders, &new.stakeholders, pairs), between(&old.stages, &new.stages, pairs))
}

fn between(older: &[Line], newer: &[Line], pairs: &Pairs) -> Touched {
    let is_touched = |line: &&Line| !line.metrics.is_empty();
    let was = |new: &Line| older.iter().filter(is_touched).any(|old| pairs.same(&old.id, &new.id));
    let is = |old: &Line| newer.iter().filter(is_touched).any(|new| pairs.same(&old.id, &new.id));
    Touched {
        gained: newer
            .iter()
            .filter(is_touched)
            .filter(|new| !was(new))
            .map(|line| line.name.clone())
            .collect(),
        lost: older.iter().filter(is_touched).filter(|old| !is(old)).map(|line| line.name.clone()).collect(),
    }
}
