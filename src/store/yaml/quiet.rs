//! Trees on their way into a file that people read: without what is empty, whole numbers as such, and keys without tags.

use serde_yaml::{Mapping, Value};

/// Writes 7 rather than 7.0.
pub fn whole_numbers(tree: &mut Value) {
    match tree {
        Value::Mapping(map) => map.iter_mut().for_each(|(_, value)| whole_numbers(value)),
        Value::Sequence(items) => items.iter_mut().for_each(whole_numbers),
        Value::Number(number) if number.is_f64() => {
            if let Some(whole) = number.as_f64().filter(|n| n.fract() == 0.0 && n.abs() < 1e15) {
                *tree = Value::from(whole as i64);
            }
        }
        _ => {}
    }
}

/// Takes out what is null or empty, from the inside.
pub fn quieten(tree: &mut Value) {
    match tree {
        Value::Mapping(map) => {
            map.iter_mut().for_each(|(_, value)| quieten(value));
            map.retain(|_, value| !is_nothing(value));
        }
        Value::Sequence(items) => items.iter_mut().for_each(quieten),
        _ => {}
    }
}

/// Takes the tags off all keys: what reads a file by its keys passes them over, so `! quote` was read as `quote`, and
/// a key with a tag cannot be written. Nor can one that is a map: no program writes such a key, and its field goes, because
/// the file could not be saved with it.
pub fn plain_keys(tree: &mut Mapping) {
    let fields = std::mem::take(tree).into_iter().filter(|(key, _)| !holds_map(key));
    tree.extend(fields.map(|(key, mut value)| {
        plain_values(&mut value);
        (plain(key), value)
    }));
}

fn plain_values(tree: &mut Value) {
    match tree {
        Value::Mapping(map) => plain_keys(map),
        Value::Sequence(items) => items.iter_mut().for_each(plain_values),
        Value::Tagged(tagged) => plain_values(&mut tagged.value),
        _ => {}
    }
}

fn holds_map(key: &Value) -> bool {
    match key {
        Value::Mapping(_) => true,
        Value::Sequence(items) => items.iter().any(holds_map),
        Value::Tagged(tagged) => holds_map(&tagged.value),
        _ => false,
    }
}

fn plain(key: Value) -> Value {
    if let Value::Tagged(tagged) = key { plain(tagged.value) } else { key }
}

/// Whether nothing stands there.
pub fn is_nothing(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Sequence(items) => items.is_empty(),
        Value::Mapping(map) => map.is_empty(),
        _ => false,
    }
}
