//! Trees on their way into a file that people read: without what is empty, whole numbers as such, and keys that can be written.

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

/// Makes all keys such as can be written: without tags, which what reads a file by its keys passes over, so that
/// `! quote` was read as `quote`; and a map or a list that stands as a key as its text, because nothing writes it.
pub fn plain_keys(tree: &mut Mapping) {
    let fields = std::mem::take(tree).into_iter();
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

fn plain(key: Value) -> Value {
    match key {
        Value::Tagged(tagged) => plain(tagged.value),
        Value::Mapping(_) | Value::Sequence(_) => {
            // JSON has no other keys than text: what is even stranger is told as it is seen here.
            Value::String(serde_json::to_string(&key).unwrap_or_else(|_| format!("{key:?}")))
        }
        key => key,
    }
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
