//! What a reply's file holds that this version does not know: set aside on loading, put back on saving.

use std::collections::BTreeMap;

use crate::{
    model::CommentId,
    store::{
        foreign::add,
        yaml::{Mapping, Value},
    },
};

/// Fields of a reply's file that this version does not know, by where they stood. Loading gives it, saving takes it,
/// so that an older program never drops what a newer one wrote.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Foreign {
    /// The file's format, where it is newer than this version's. Such a file is not written.
    pub(super) newer: Option<u32>,
    /// At the top, and in the review and the candidate.
    pub(super) root: Mapping,
    /// By the comment that is answered.
    pub(super) answers: BTreeMap<CommentId, Mapping>,
}

impl Foreign {
    /// Puts everything back into the tree of a reply's file, answers that are gone aside.
    pub(super) fn graft(&self, tree: &mut Value) {
        add(tree, &self.root);
        for answer in tree.get_mut("answers").and_then(Value::as_sequence_mut).into_iter().flatten() {
            let fields = answer.get("comment").and_then(Value::as_str).and_then(|id| self.answers.get(id));
            fields.into_iter().for_each(|fields| add(answer, fields));
        }
    }
}
