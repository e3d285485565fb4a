//! The edits that make one answer into another: what $EDITOR and imports come back with.

use super::{Edit, Item, Part, Place};
use crate::{
    model::{Answer, ItemId, Metric, Role, Row, Session, StepId, Value},
    sort::Sort as _,
};

/// The edits that make the answer to `step` into `new`. An answer of another kind changes nothing.
pub fn diff(session: &Session, step: &StepId, new: &Answer) -> Vec<Edit> {
    let part = Part::Step(step.clone());
    match (session.answer(step), new) {
        (Some(Answer::Prose(old)), Answer::Prose(new)) => {
            splice(Place::of(part), old, new).into_iter().collect()
        }
        (Some(Answer::Rows(old)), Answer::Rows(new)) => items(
            &part,
            old,
            new,
            |row| &row.id,
            |row| Item::Row(row.clone()),
            |old, new| row(&part, old, new),
        ),
        (Some(Answer::Metrics(old)), Answer::Metrics(new)) => {
            items(&part, old, new, |m| &m.id, |m| Item::Metric(m.clone()), |old, new| metric(&part, old, new))
        }
        _ => Vec::new(),
    }
}

/// Removes what is gone, then walks down the new order: moves, changes and inserts until the lists are equal.
pub(super) fn items<T: Clone, K: PartialEq + ?Sized>(
    part: &Part,
    old: &[T],
    new: &[T],
    id: impl Fn(&T) -> &K,
    item: impl Fn(&T) -> Item,
    changes: impl Fn(&T, &T) -> Vec<Edit>,
) -> Vec<Edit> {
    let mut edits = Vec::new();
    let mut now: Vec<T> = old.to_vec();
    for index in (0..now.len()).rev() {
        if !new.iter().any(|n| id(n) == id(&now[index])) {
            edits.push(Edit::Remove { part: part.clone(), index, item: item(&now[index]) });
            now.remove(index);
        }
    }
    for (index, wanted) in new.iter().enumerate() {
        // What stands before is in its place already, even where one id is there twice.
        match now.iter().skip(index).position(|n| id(n) == id(wanted)) {
            Some(further) => {
                let from = index + further;
                if from != index {
                    edits.push(Edit::Move { part: part.clone(), from, to: index });
                    let moved = now.remove(from);
                    now.insert(index, moved);
                }
                edits.extend(changes(&now[index], wanted));
            }
            None => {
                edits.push(Edit::Insert { part: part.clone(), index, item: item(wanted) });
                now.insert(index, wanted.clone());
            }
        }
    }
    edits
}

fn row(part: &Part, old: &Row, new: &Row) -> Vec<Edit> {
    let mut fields: Vec<_> = old.fields.keys().chain(new.fields.keys()).collect();
    fields.arrange();
    fields.dedup();
    fields
        .into_iter()
        .filter_map(|field| {
            let at = Place { part: part.clone(), id: Some(old.id.clone()), field: Some(field.clone()) };
            match (old.value(field), new.value(field)) {
                (Value::Text(old), Value::Text(new)) => splice(at, old, new),
                (old, new) => set(at, old.clone(), new.clone()),
            }
        })
        .collect()
}

fn metric(part: &Part, old: &Metric, new: &Metric) -> Vec<Edit> {
    let reference = |id: &Option<ItemId>| id.clone().map_or_else(Value::default, Value::Ref);
    let field = |name: &str| Place::cell(part.clone(), &old.id, name);
    let role = |metric: &Metric| Value::Text(metric.role.map_or("", Role::id).to_owned());
    [
        splice(Place::item(part.clone(), &old.id), &old.line, &new.line),
        set(field("role"), role(old), role(new)),
        set(field("under"), reference(&old.under), reference(&new.under)),
        set(field("stage"), reference(&old.stage), reference(&new.stage)),
    ]
    .into_iter()
    .flatten()
    .collect()
}

pub(super) fn set(at: Place, old: Value, new: Value) -> Option<Edit> {
    (old != new).then_some(Edit::Set { at, old, new })
}

/// One splice from the first to the last difference, at character boundaries of both.
pub(super) fn splice(at: Place, old: &str, new: &str) -> Option<Edit> {
    if old == new {
        return None;
    }
    let mut start = same(old.as_bytes(), new.as_bytes());
    while !old.is_char_boundary(start) || !new.is_char_boundary(start) {
        start -= 1;
    }
    let most = old.len().min(new.len()) - start;
    let (old_end, new_end) = (&old.as_bytes()[old.len() - most..], &new.as_bytes()[new.len() - most..]);
    let mut end = same_at_end(old_end, new_end);
    while !old.is_char_boundary(old.len() - end) || !new.is_char_boundary(new.len() - end) {
        end -= 1;
    }
    Some(Edit::Splice {
        at,
        offset: start,
        removed: old[start..old.len() - end].to_owned(),
        inserted: new[start..new.len() - end].to_owned(),
    })
}

/// Compared so many bytes at once: answers may be long, and most of two of them is the same.
const CHUNK: usize = 1024;

/// How many bytes are the same from the start.
fn same(a: &[u8], b: &[u8]) -> usize {
    let chunks = a.chunks_exact(CHUNK).zip(b.chunks_exact(CHUNK)).take_while(|(a, b)| a == b).count() * CHUNK;
    chunks + a[chunks..].iter().zip(&b[chunks..]).take_while(|(a, b)| a == b).count()
}

/// How many bytes are the same at the end.
fn same_at_end(a: &[u8], b: &[u8]) -> usize {
    let chunks =
        a.rchunks_exact(CHUNK).zip(b.rchunks_exact(CHUNK)).take_while(|(a, b)| a == b).count() * CHUNK;
    let rest = |bytes: &[u8]| bytes.len() - chunks;
    let (a, b) = (&a[..rest(a)], &b[..rest(b)]);
    chunks + a.iter().rev().zip(b.iter().rev()).take_while(|(a, b)| a == b).count()
}
