//! From a review to the tree of its file.

use super::{
    FORMAT,
    disk::{DiskComment, DiskPlace, DiskReview, DiskReviewed, DiskScore},
    foreign::Foreign,
};
use crate::{
    model::{
        Place, Review,
        review::{Comment, Reviewed},
    },
    sort::IntoTree as _,
    store::{
        session_file::{self, DiskGrade, DiskPerson},
        yaml::{self, Value, quieten, whole_numbers},
    },
};

/// Everything that the review itself holds, in the file's order, nulls present.
pub fn tree(review: &Review) -> Result<Value, yaml::Error> {
    yaml::to_value(&disk(review))
}

/// What the file holds: nothing that is empty, and what this version does not know.
pub fn quiet_tree(review: &Review, foreign: &Foreign) -> Result<Value, yaml::Error> {
    let mut tree = tree(review)?;
    whole_numbers(&mut tree);
    quieten(&mut tree);
    foreign.graft(&mut tree);
    Ok(tree)
}

fn disk(review: &Review) -> DiskReview {
    let (session, question) = match &review.of {
        Reviewed::Session { id, sha256 } => {
            (Some(DiskReviewed { id: id.clone(), sha256: sha256.clone() }), None)
        }
        Reviewed::Question(id) => (None, Some(id.clone())),
    };
    let scores = review.scores.iter().map(|(dimension, scored)| {
        let evidence = unless_empty(&scored.evidence);
        (dimension.clone(), DiskScore { score: DiskGrade(scored.score), evidence })
    });
    DiskReview {
        format: FORMAT,
        session,
        question,
        coach: DiskPerson { id: review.coach.id.clone(), name: review.coach.name.clone() },
        written: review.written,
        comments: review.comments.iter().map(disk_comment).collect(),
        scores: scores.into_tree(),
        verdict: review.verdict,
        next: review.next.as_ref().map(session_file::disk_next),
    }
}

fn disk_comment(comment: &Comment) -> DiskComment {
    let place = |place: &Place| DiskPlace {
        step: place.part.word().to_owned(),
        id: place.id.clone(),
        field: place.field.clone(),
    };
    DiskComment {
        id: comment.id.clone(),
        kind: comment.kind,
        on: comment.on.as_ref().map(place),
        quote: unless_empty(&comment.quote),
        prefix: unless_empty(&comment.prefix),
        suffix: unless_empty(&comment.suffix),
        text: comment.text.clone(),
        at: comment.at,
    }
}

fn unless_empty(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}
