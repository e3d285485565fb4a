//! The edits that make one state of a session into another: what the journal writes of an answer.

use std::collections::BTreeSet;

use super::{
    Edit, Item, Part, Place,
    diff::{diff, items, set, splice},
};
use crate::{
    model::{DimensionId, QuestionId, Session, StepId, Value, card::Card},
    sort::IntoTree as _,
};

/// The edits that make what is written in `old` into what is written in `new`. Both have the same steps, kinds and
/// follow-ups: see [`crate::model::Course`], which tells the rest.
pub fn changes(old: &Session, new: &Session) -> Vec<Edit> {
    let mut edits = clarify(old, new);
    edits.extend(plan(old, new));
    for step in &new.steps {
        edits.extend(diff(old, &step.id, &step.answer));
    }
    for (was, now) in old.follow_ups.iter().zip(&new.follow_ups) {
        edits.extend(splice(Place::item(Part::FollowUps, &now.id), &was.answer, &now.answer));
    }
    edits.extend(wrap_up(old, new));
    edits.extend(self_scores(old, new));
    edits.extend(debrief(old, new));
    edits
}

fn clarify(old: &Session, new: &Session) -> Vec<Edit> {
    let part = Part::Clarify;
    items(
        &part,
        &old.opening.asks,
        &new.opening.asks,
        |ask| &ask.id,
        |ask| Item::Ask(ask.clone()),
        |was, now| splice(Place::item(Part::Clarify, &now.id), &was.ask, &now.ask).into_iter().collect(),
    )
}

fn plan(old: &Session, new: &Session) -> Vec<Edit> {
    let changed = |was: &Card, now: &Card| {
        let texts = [
            ("title", &was.title, &now.title),
            ("minutes", &was.minutes, &now.minutes),
            ("change", &was.change, &now.change),
            ("reason", &was.reason, &now.reason),
        ];
        let cell = |field| Place::cell(Part::Plan, &now.step.as_str().into(), field);
        texts.into_iter().filter_map(|(field, was, now)| splice(cell(field), was, now)).collect()
    };
    items(
        &Part::Plan,
        &old.opening.plan,
        &new.opening.plan,
        |card| &card.step,
        |card| Item::Card(card.clone()),
        changed,
    )
}

fn wrap_up(old: &Session, new: &Session) -> Vec<Edit> {
    let at = |field: &str| Place { part: Part::WrapUp, id: None, field: Some(field.into()) };
    let (was, now) = (&old.wrap_up, &new.wrap_up);
    let text = |text: Option<&str>| Value::Text(text.unwrap_or_default().to_owned());
    let minutes = |minutes: Option<f64>| text(minutes.map(|m| m.to_string()).as_deref());
    [
        splice(at("learnt"), &was.learnt, &now.learnt),
        splice(at("constraint"), &was.next.constraint, &now.next.constraint),
        set(
            at("lowest"),
            text(was.lowest.as_ref().map(DimensionId::as_str)),
            text(now.lowest.as_ref().map(DimensionId::as_str)),
        ),
        set(
            at("question"),
            text(was.next.question.as_ref().map(QuestionId::as_str)),
            text(now.next.question.as_ref().map(QuestionId::as_str)),
        ),
        set(
            at("step"),
            text(was.next.step.as_ref().map(StepId::as_str)),
            text(now.next.step.as_ref().map(StepId::as_str)),
        ),
        set(at("minutes"), minutes(was.next.minutes), minutes(now.next.minutes)),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn self_scores(old: &Session, new: &Session) -> Vec<Edit> {
    let dimensions: BTreeSet<_> = old.self_scores.keys().chain(new.self_scores.keys()).into_tree();
    let fields = dimensions.into_iter().flat_map(|dimension| {
        ["score", "evidence", "predicted"]
            .map(|field| Place::cell(Part::SelfScores, &dimension.as_str().into(), field))
    });
    let value = |session: &Session, at: &Place| session.value(at).unwrap_or_default();
    fields.filter_map(|at| set(at.clone(), value(old, &at), value(new, &at))).collect()
}

fn debrief(old: &Session, new: &Session) -> Vec<Edit> {
    let mut edits = whole(&old.mapping, &new.mapping, |mapping| Item::Mapping(mapping.clone()));
    edits.extend(whole(&old.out_of_scope, &new.out_of_scope, |out| Item::OutOfScope(out.clone())));
    edits.extend(whole(&old.dismissed, &new.dismissed, |dismissed| Item::Dismissed(dismissed.clone())));
    let keys: BTreeSet<_> = old.completed.keys().chain(new.completed.keys()).into_tree();
    let text = |session: &Session, key| Value::Text(session.completed.get(key).cloned().unwrap_or_default());
    edits.extend(keys.into_iter().filter_map(|key| {
        let at = Place { part: Part::Debrief, id: Some(key.0.clone()), field: Some(key.1.clone()) };
        set(at, text(old, key), text(new, key))
    }));
    edits
}

/// Changes among items of the debrief that have no id: another word makes another item.
fn whole<T: Clone + PartialEq>(old: &[T], new: &[T], item: impl Fn(&T) -> Item) -> Vec<Edit> {
    items(&Part::Debrief, old, new, |one| one, item, |_, _| Vec::new())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::model::session::Mapping;

    proptest! {
        #[test]
        fn a_splice_makes_the_old_text_into_the_new(old in "[a🙂é\n]{0,12}", new in "[a🙂é\n]{0,12}") {
            let edit = splice(Place::of(Part::Step("goal".into())), &old, &new);
            prop_assert_eq!(edit.is_none(), old == new);
            if let Some(Edit::Splice { offset, removed, inserted, .. }) = edit {
                let mut text = old.clone();
                prop_assert_eq!(text.get(offset..offset + removed.len()), Some(&removed[..]));
                text.replace_range(offset..offset + removed.len(), &inserted);
                prop_assert_eq!(text, new);
            }
        }
    }

    #[test]
    fn a_letter_in_a_long_text_is_one_small_splice() {
        let old = "汉字 and words. ".repeat(5_000);
        let mut new = old.clone();
        new.insert(old.len() / 2, 'x');
        let edit = splice(Place::of(Part::Step("goal".into())), &old, &new).unwrap();
        let Edit::Splice { offset, removed, inserted, .. } = edit else { panic!("{edit:?}") };
        assert_eq!((offset, removed.as_str(), inserted.as_str()), (old.len() / 2, "", "x"));
    }

    #[test]
    fn an_item_that_is_there_twice_is_no_reason_to_stumble() {
        let headings = |letters: &str| -> Vec<Mapping> {
            letters.chars().map(|c| Mapping { heading: c.to_string().into(), step: "goal".into() }).collect()
        };
        for (old, new) in [("a", "aa"), ("", "aa"), ("aab", "baa"), ("ab", "bab")] {
            let (mut now, new) = (headings(old), headings(new));
            let item = |mapping: &Mapping| Item::Mapping(mapping.clone());
            for edit in items(&Part::Debrief, &now.clone(), &new, |m| m, item, |_, _| Vec::new()) {
                match edit {
                    Edit::Insert { index, item: Item::Mapping(mapping), .. } => now.insert(index, mapping),
                    Edit::Remove { index, .. } => drop(now.remove(index)),
                    Edit::Move { from, to, .. } => {
                        let moved = now.remove(from);
                        now.insert(to, moved);
                    }
                    other => panic!("{other:?}"),
                }
            }
            assert_eq!(now, new);
        }
    }
}
