//! From a review's file to the review.

use std::path::Path;

use super::{
    FORMAT, Loaded,
    disk::{DiskComment, DiskPlace, DiskReview, DiskScore},
    foreign::Foreign,
    writing,
};
use crate::{
    error::Problem,
    model::{
        Part, Place, Review,
        review::{Comment, Reviewed, Scored},
        session::Person,
    },
    sort::IntoTree as _,
    store::{
        foreign::{unknown, unread},
        session_file,
        yaml::{self, Mapping, Value},
    },
};

/// Builds the review that a file holds; `there` is everything in it.
pub fn review(disk: DiskReview, there: Mapping, path: &Path) -> Result<Loaded, Problem> {
    let of = match (disk.session, disk.question) {
        (Some(of), _) => Reviewed::Session { id: of.id, sha256: of.sha256 },
        (None, Some(question)) => Reviewed::Question(question),
        (None, None) => {
            let problem = Problem::at(path, (1, 1), "this does not say which session it is a review of");
            return Err(problem
                .with_help("add session: {id: …, sha256: …}, or question: and its id after a live mock"));
        }
    };
    let score = |(id, disk): (_, DiskScore)| {
        (id, Scored { score: disk.score.0, evidence: disk.evidence.unwrap_or_default() })
    };
    let mut review = Review {
        of,
        coach: Person { id: disk.coach.id, name: disk.coach.name },
        written: disk.written,
        comments: disk.comments.into_iter().map(comment).collect(),
        scores: disk.scores.into_iter().map(score).into_tree(),
        verdict: disk.verdict,
        next: disk.next.map(session_file::next),
    };
    review.number_comments();
    let newer = (disk.format > FORMAT).then_some(disk.format);
    let foreign = foreign(&review, there).map_err(|error| {
        Problem::of_file(path, format!("this could not be read: {error}")).with_help("please report this")
    })?;
    Ok(Loaded { review, foreign: Foreign { newer, ..foreign } })
}

fn comment(disk: DiskComment) -> Comment {
    Comment {
        id: disk.id,
        kind: disk.kind,
        on: disk.on.map(|DiskPlace { step, id, field }| Place { part: Part::from_word(&step), id, field }),
        quote: disk.quote.unwrap_or_default(),
        prefix: disk.prefix.unwrap_or_default(),
        suffix: disk.suffix.unwrap_or_default(),
        text: disk.text,
        at: disk.at,
    }
}

/// What of the file is not in the review: comments stand in the same order in both.
fn foreign(review: &Review, mut there: Mapping) -> Result<Foreign, yaml::Error> {
    yaml::plain_keys(&mut there);
    let own = writing::tree(review)?;
    let mut foreign = Foreign::default();
    if let Some(Value::Sequence(comments)) = there.remove("comments") {
        let own = own.get("comments").and_then(Value::as_sequence).into_iter().flatten();
        for ((there, own), comment) in comments.into_iter().zip(own).zip(&review.comments) {
            if let Some(fields) = unread(there, own) {
                foreign.comments.insert(comment.id.clone(), fields);
            }
        }
    }
    if let Some(Value::Mapping(scores)) = there.remove("scores") {
        for (dimension, there) in scores {
            let own = own.get("scores").and_then(|scores| scores.get(&dimension));
            let fields = own.and_then(|own| unread(there, own));
            if let (Some(fields), Some(dimension)) = (fields, dimension.as_str()) {
                foreign.scores.insert(dimension.into(), fields);
            }
        }
    }
    foreign.root = unknown(there, &own);
    Ok(foreign)
}
