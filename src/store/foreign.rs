//! What a file from another version holds that this one does not know: told apart on loading, put back on saving.
//!
//! Sessions, reviews, replies and assignments keep it, each in the places that it has. Knows none of them.

use std::path::Path;

use serde::{
    Deserialize, Deserializer,
    de::{DeserializeOwned, Error as _, Visitor, value::Error},
    forward_to_deserialize_any,
};

use super::yaml::{self, Mapping, Value};
use crate::error::Problem;

/// What of `there` was not read: `own` is the same part as this version would write it, nulls present.
pub fn unknown(there: Mapping, own: &Value) -> Mapping {
    let fields = there.into_iter().filter_map(|(key, value)| match (own.get(&key), value) {
        (None, value) => Some((key, value)),
        (Some(Value::Null), value) => (!value.is_null()).then_some((key, value)),
        (Some(own), Value::Mapping(there)) => {
            let unknown = unknown(there, own);
            (!unknown.is_empty()).then_some((key, Value::Mapping(unknown)))
        }
        _ => None,
    });
    fields.collect()
}

/// The same of an item of a list; nothing where all of it was read.
pub fn unread(there: Value, own: &Value) -> Option<Mapping> {
    let Value::Mapping(there) = there else { return None };
    Some(unknown(there, own)).filter(|fields| !fields.is_empty())
}

/// Adds fields in their places. What the tree itself holds is never overwritten.
pub fn add(tree: &mut Value, fields: &Mapping) {
    let Value::Mapping(map) = tree else { return };
    for (key, value) in fields {
        match (map.get_mut(key), value) {
            (Some(there @ Value::Mapping(_)), Value::Mapping(fields)) => add(there, fields),
            (Some(_), _) => {}
            (None, _) => {
                map.insert(key.clone(), value.clone());
            }
        }
    }
}

/// A part of a snapshot; what this version does not know of it is set aside. `T` refuses unknown fields, as banks need.
pub fn part<T: DeserializeOwned>(
    name: &str,
    map: Mapping,
    foreign: &mut Mapping,
    path: &Path,
) -> Result<T, Problem> {
    let known = fields_of::<T>();
    let (known, unknown): (Mapping, Mapping) =
        map.into_iter().partition(|(key, _)| key.as_str().is_some_and(|key| known.contains(&key)));
    *foreign = unknown;
    yaml::from_value(Value::Mapping(known)).map_err(|error| {
        Problem::of_file(path, format!("in `{name}`: {error}")).with_help(
            "nothing was changed; correct it in an editor, or update casebook if the file is from a newer one",
        )
    })
}

/// The names of a struct's fields in files, asked of its own `Deserialize`, so that no second list can grow stale.
fn fields_of<'de, T: Deserialize<'de>>() -> &'static [&'static str] {
    let mut fields: &'static [&'static str] = &[];
    // It stops at the question, and so always ends in an error.
    let _ = T::deserialize(Asks(&mut fields));
    fields
}

struct Asks<'a>(&'a mut &'static [&'static str]);

impl<'de> Deserializer<'de> for Asks<'_> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Error> {
        Err(Error::custom("not a struct"))
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        fields: &'static [&'static str],
        _: V,
    ) -> Result<V::Value, Error> {
        *self.0 = fields;
        Err(Error::custom("only the names are wanted"))
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct
        newtype_struct seq tuple tuple_struct map enum identifier ignored_any
    }
}
