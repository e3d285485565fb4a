//! From a reply's file to the reply.

use std::path::Path;

use super::{
    FORM, Loaded,
    disk::{DiskAnswer, DiskReply},
    foreign::Foreign,
    writing,
};
use crate::{
    error::Problem,
    model::{
        Reply,
        reply::{Answered, ReadReview},
        session::Person,
    },
    store::{
        foreign::{unknown, unread},
        yaml::{self, Mapping, Value},
    },
};

/// Builds the reply that a file holds; `there` is everything in it.
pub fn reply(disk: DiskReply, there: Mapping, path: &Path) -> Result<Loaded, Problem> {
    let reply = Reply {
        session: disk.session,
        review: ReadReview { coach: disk.review.coach, sha256: disk.review.sha256 },
        candidate: Person { id: disk.candidate.id, name: disk.candidate.name },
        written: disk.written,
        answers: disk.answers.into_iter().map(answer).collect(),
    };
    let foreign = foreign(&reply, there).map_err(|error| {
        Problem::of_file(path, format!("this could not be read: {error}")).with_help("please report this")
    })?;
    Ok(Loaded { reply, foreign: Foreign { newer: FORM.newer(disk.format), ..foreign } })
}

fn answer(disk: DiskAnswer) -> Answered {
    Answered { comment: disk.comment, state: disk.state, because: disk.because.unwrap_or_default() }
}

/// What of the file is not in the reply: answers stand in the same order in both.
fn foreign(reply: &Reply, mut there: Mapping) -> Result<Foreign, yaml::Error> {
    yaml::plain_keys(&mut there);
    let own = writing::tree(reply)?;
    let mut foreign = Foreign::default();
    if let Some(Value::Sequence(answers)) = there.remove("answers") {
        let own = own.get("answers").and_then(Value::as_sequence).into_iter().flatten();
        for ((there, own), answer) in answers.into_iter().zip(own).zip(&reply.answers) {
            if let Some(fields) = unread(there, own) {
                foreign.answers.insert(answer.comment.clone(), fields);
            }
        }
    }
    foreign.root = unknown(there, &own);
    Ok(foreign)
}
