//! Which rows and metrics of two attempts are the same: by id, or by what they are called. Never guesses from likeness.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::ItemId;

/// What of an older attempt is what of a newer one.
#[derive(Clone, Debug)]
pub struct Pairs {
    /// Whether ids mean the same in both.
    related: bool,
    newer_of: BTreeMap<ItemId, ItemId>,
}

impl Pairs {
    /// None yet. `related`: whether the newer attempt was begun with the answers of the older.
    pub fn new(related: bool) -> Self {
        Self { related, newer_of: BTreeMap::new() }
    }

    /// Joins what has the same id, if ids mean the same, and then in their order those that have the same name. What
    /// has no name is joined by its id alone.
    pub fn join<T>(
        &mut self,
        older: &[T],
        newer: &[T],
        id: impl Fn(&T) -> &ItemId,
        name: impl Fn(&T) -> String,
    ) {
        let mut taken: BTreeSet<&ItemId> = BTreeSet::new();
        let mut rest: Vec<&T> = Vec::new();
        for old in older {
            match newer.iter().map(&id).find(|new| self.related && *new == id(old)) {
                Some(new) if taken.insert(new) => {
                    self.newer_of.insert(id(old).clone(), new.clone());
                }
                _ => rest.push(old),
            }
        }
        let mut named: BTreeMap<String, Vec<&ItemId>> = BTreeMap::new();
        for new in newer.iter().rev().filter(|new| !taken.contains(id(new))) {
            named.entry(name(new)).or_default().push(id(new));
        }
        for old in rest {
            let called = name(old);
            if !called.is_empty()
                && let Some(new) = named.get_mut(&called).and_then(Vec::pop)
            {
                self.newer_of.insert(id(old).clone(), new.clone());
            }
        }
    }

    /// What it is in the newer attempt.
    pub fn newer(&self, older: &ItemId) -> Option<&ItemId> {
        self.newer_of.get(older)
    }

    /// What it was in the older attempt.
    pub fn older(&self, newer: &ItemId) -> Option<&ItemId> {
        self.newer_of.iter().find(|(_, new)| *new == newer).map(|(old, _)| old)
    }

    /// Whether two references mean the same, also where both hang in the air.
    pub fn same(&self, older: &ItemId, newer: &ItemId) -> bool {
        self.newer(older).map_or(self.related && older == newer, |to| to == newer)
    }

    /// Whether those that are in both stand in another order.
    pub fn crossed<T>(&self, older: &[T], newer: &[T], id: impl Fn(&T) -> &ItemId) -> bool {
        let place = |new: &ItemId| newer.iter().position(|item| id(item) == new);
        let places: Vec<usize> =
            older.iter().filter_map(|item| self.newer(id(item))).filter_map(place).collect();
        !places.is_sorted()
    }
}
