//! What a review's file holds that this version does not know: set aside on loading, put back on saving.

use std::collections::BTreeMap;

use crate::{
    model::{CommentId, DimensionId},
    store::{
        foreign::add,
        yaml::{Mapping, Value},
    },
};

/// Fields of a review's file that this version does not know, by where they stood. Loading gives it, saving takes it,
/// so that an older program never drops what a newer one wrote.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Foreign {
    /// The file's format, where it is newer than this version's. Such a file is not written.
    pub(super) newer: Option<u32>,
    /// At the top, and in the session, the coach and the next rep.
    pub(super) root: Mapping,
    pub(super) comments: BTreeMap<CommentId, Mapping>,
    pub(super) scores: BTreeMap<DimensionId, Mapping>,
}

impl Foreign {
    /// Puts everything back into the tree of a review's file, comments and scores that are gone aside.
    pub(super) fn graft(&self, tree: &mut Value) {
        add(tree, &self.root);
        for comment in tree.get_mut("comments").and_then(Value::as_sequence_mut).into_iter().flatten() {
            let fields = comment.get("id").and_then(Value::as_str).and_then(|id| self.comments.get(id));
            fields.into_iter().for_each(|fields| add(comment, fields));
        }
        for (dimension, score) in tree.get_mut("scores").and_then(Value::as_mapping_mut).into_iter().flatten()
        {
            let fields = dimension.as_str().and_then(|dimension| self.scores.get(dimension));
            fields.into_iter().for_each(|fields| add(score, fields));
        }
    }
}
