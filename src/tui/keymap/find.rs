//! What a key means, and what holds in a place, as the table says it. Binds nothing.

use std::{collections::BTreeMap, sync::LazyLock};

use crossterm::event::KeyEvent;

use super::{Binding, Scope, all, word};
use crate::tui::action::Action;

/// What each key may mean, in the table's order: it has hundreds of lines, and is asked at every key.
static BY_KEY: LazyLock<BTreeMap<&str, Vec<&Binding>>> = LazyLock::new(|| {
    let mut by_key: BTreeMap<&str, Vec<&Binding>> = BTreeMap::new();
    for binding in all() {
        for key in binding.keys {
            by_key.entry(key).or_default().push(binding);
        }
    }
    by_key
});

/// What a key means in these scopes.
pub fn lookup(event: &KeyEvent, scopes: &[Scope]) -> Option<Action> {
    let may_mean = BY_KEY.get(word(event)?.as_str())?;
    may_mean.iter().find(|binding| scopes.contains(&binding.scope)).map(|binding| binding.action)
}

/// The bindings of these scopes, in the table's order, an action once.
pub fn bindings(scopes: &[Scope]) -> Vec<&'static Binding> {
    let mut found: Vec<&'static Binding> = Vec::new();
    for binding in all().filter(|binding| scopes.contains(&binding.scope)) {
        if !found.iter().any(|other| other.action == binding.action) {
            found.push(binding);
        }
    }
    found
}
