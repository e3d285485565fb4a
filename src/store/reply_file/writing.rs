//! From a reply to the tree of its file.

use super::{
    FORM,
    disk::{DiskAnswer, DiskReadReview, DiskReply},
    foreign::Foreign,
};
use crate::{
    model::{Reply, reply::Answered},
    store::{
        session_file::DiskPerson,
        yaml::{self, Value, quieten},
    },
};

/// Everything that the reply itself holds, in the file's order, nulls present.
pub fn tree(reply: &Reply) -> Result<Value, yaml::Error> {
    yaml::to_value(&disk(reply))
}

/// What the file holds: nothing that is empty, and what this version does not know.
pub fn quiet_tree(reply: &Reply, foreign: &Foreign) -> Result<Value, yaml::Error> {
    let mut tree = tree(reply)?;
    quieten(&mut tree);
    foreign.graft(&mut tree);
    Ok(tree)
}

fn disk(reply: &Reply) -> DiskReply {
    DiskReply {
        format: FORM.format,
        session: reply.session.clone(),
        review: DiskReadReview { coach: reply.review.coach.clone(), sha256: reply.review.sha256.clone() },
        candidate: DiskPerson { id: reply.candidate.id.clone(), name: reply.candidate.name.clone() },
        written: reply.written,
        answers: reply.answers.iter().map(answer).collect(),
    }
}

fn answer(answer: &Answered) -> DiskAnswer {
    DiskAnswer {
        comment: answer.comment.clone(),
        state: answer.state,
        because: (!answer.because.is_empty()).then(|| answer.because.clone()),
    }
}
