//! What a file holds that this version does not know: taken out on loading, put back on saving.

use std::collections::BTreeMap;

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
    /// Whether nothing of question, framework and rubric is unknown.
    pub fn knows_what_was_asked(&self) -> bool {
        [&self.question, &self.framework, &self.rubric].into_iter().all(Mapping::is_empty)
    }

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
