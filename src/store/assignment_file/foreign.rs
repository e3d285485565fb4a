//! What an assignment's file holds that this version does not know: set aside on loading, put back on saving.

use std::collections::BTreeMap;

use crate::{
    model::QuestionId,
    store::{
        foreign::add,
        yaml::{Mapping, Value},
    },
};

/// Fields of an assignment's file that this version does not know, by where they stood. Loading gives it, saving takes
/// it, so that an older program never drops what a newer one wrote.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Foreign {
    /// The file's format, where it is newer than this version's. Such a file is not written.
    pub(super) newer: Option<u32>,
    /// At the top, and in the coach.
    pub(super) root: Mapping,
    /// By the id of the question, beside it and in the three parts.
    pub(super) questions: BTreeMap<QuestionId, Mapping>,
}

impl Foreign {
    /// Puts everything back into the tree of an assignment's file, questions that are gone aside.
    pub(super) fn graft(&self, tree: &mut Value) {
        add(tree, &self.root);
        for asked in tree.get_mut("questions").and_then(Value::as_sequence_mut).into_iter().flatten() {
            let id = asked.get("question").and_then(|question| question.get("id")).and_then(Value::as_str);
            let fields = id.and_then(|id| self.questions.get(id));
            fields.into_iter().for_each(|fields| add(asked, fields));
        }
    }
}
