//! What a file holds that this version does not know: taken out on loading, put back on saving.

use std::collections::BTreeMap;

use serde::{
    Deserialize, Deserializer,
    de::{Error as _, Visitor, value::Error},
    forward_to_deserialize_any,
};

use crate::{
    model::{ItemId, StepId},
    store::yaml::{Mapping, Value},
};

/// Fields of a session's file that this version does not know, by where they stood. Loading gives it, saving takes
/// it, so that an older program never drops what a newer one wrote.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Foreign {
    /// The file's format, where it is newer than this version's. Such a file is not written.
    pub(super) newer: Option<u32>,
    pub(super) root: Mapping,
    pub(super) question: Mapping,
    pub(super) framework: Mapping,
    pub(super) rubric: Mapping,
    pub(super) own: Mapping,
    pub(super) debrief: Mapping,
    pub(super) steps: BTreeMap<StepId, Mapping>,
    /// Rows and metrics.
    pub(super) items: BTreeMap<ItemId, Mapping>,
}

impl Foreign {
    /// Everything that it holds.
    pub(super) fn mappings(&mut self) -> impl Iterator<Item = &mut Mapping> {
        let parts = [
            &mut self.root,
            &mut self.question,
            &mut self.framework,
            &mut self.rubric,
            &mut self.own,
            &mut self.debrief,
        ];
        parts.into_iter().chain(self.steps.values_mut()).chain(self.items.values_mut())
    }

    /// Puts everything back into the tree of a session's file. What the session itself holds is never overwritten.
    pub(super) fn graft(&self, tree: &mut Value) {
        add(tree, &self.root);
        for (key, fields) in [
            ("question", &self.question),
            ("framework", &self.framework),
            ("rubric", &self.rubric),
            ("self", &self.own),
            ("debrief", &self.debrief),
        ] {
            if !fields.is_empty() {
                // Without anything of its own, the part was left out of the file.
                if let Value::Mapping(map) = &mut *tree {
                    map.entry(key.into()).or_insert_with(|| Value::Mapping(Mapping::new()));
                }
                tree.get_mut(key).into_iter().for_each(|part| add(part, fields));
            }
        }
        for step in items(tree, "steps") {
            if let Some(fields) = id(step).and_then(|id| self.steps.get(id)) {
                add(step, fields);
            }
            for key in ["rows", "metrics"] {
                for item in items(step, key) {
                    if let Some(fields) = id(item).and_then(|id| self.items.get(id)) {
                        add(item, fields);
                    }
                }
            }
        }
    }
}

fn add(tree: &mut Value, fields: &Mapping) {
    if let Value::Mapping(map) = tree {
        for (key, value) in fields {
            map.entry(key.clone()).or_insert_with(|| value.clone());
        }
    }
}

fn items<'a>(tree: &'a mut Value, key: &str) -> impl Iterator<Item = &'a mut Value> {
    tree.get_mut(key).and_then(Value::as_sequence_mut).into_iter().flatten()
}

fn id(tree: &Value) -> Option<&str> {
    tree.get("id").and_then(Value::as_str)
}

/// Splits what `T` knows from what it does not. `T` refuses unknown fields, as banks need; sessions keep them.
pub(super) fn split<'de, T: Deserialize<'de>>(map: Mapping) -> (Mapping, Mapping) {
    let known = fields_of::<T>();
    map.into_iter().partition(|(key, _)| key.as_str().is_some_and(|key| known.contains(&key)))
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
