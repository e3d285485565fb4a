//! What must hold in a reply, and in what it says of the review that it answers.

use std::collections::BTreeSet;

use super::{Mistake, Mistakes, Spot};
use crate::{
    model::{Reply, Review, reply::Addressed},
    sort::IntoTree as _,
};

/// How much is told of one reply.
const MOST: usize = 50;

/// What is wrong in a reply. `review` is what it answers, where that is at hand and as it was then.
pub fn reply(reply: &Reply, review: Option<&Review>) -> Vec<Mistake> {
    let mut mistakes = Mistakes::default();
    let root = Spot::default();
    mistakes.sha256(&root.at("review").at("sha256"), &reply.review.sha256, "the review's file");
    let comments: Option<BTreeSet<&str>> =
        review.map(|review| review.comments.iter().map(|comment| comment.id.as_str()).into_tree());
    let mut answered = BTreeSet::new();
    for (index, answer) in reply.answers.iter().enumerate() {
        let (spot, comment) = (root.at("answers").at(index), answer.comment.as_str());
        if comment.is_empty() || comments.as_ref().is_some_and(|comments| !comments.contains(comment)) {
            // Ids are given by counting, so that none is a slip of another.
            mistakes.unknown(&spot.at("comment"), "comment", comment, []);
        } else if !answered.insert(comment) {
            let help = "leave one of them: the first counts".to_owned();
            mistakes.add(
                &spot.at("comment"),
                format!("the comment \"{comment}\" is answered twice"),
                Some(help),
            );
        }
        if answer.state == Addressed::Disagree && answer.because.trim().is_empty() {
            let help = "add because: and your reason".to_owned();
            mistakes.warn(&spot, "who disagrees says why", Some(help));
        }
        if mistakes.0.len() >= MOST {
            break;
        }
    }
    mistakes.0.truncate(MOST);
    mistakes.0
}
