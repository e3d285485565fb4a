//! Proofs that what was typed comes back: after crashes and power cuts, from disks that fail, between two windows.

#![expect(clippy::disallowed_macros, reason = "figures are for whoever runs them by hand")]

mod crashes;
mod faults;
mod growth;
mod replay;
mod windows;
mod world;

use std::path::Path;

use jiff::Timestamp;

use super::*;
use crate::{
    model::{
        Framework, Question, Rubric,
        session::Person,
        start::{Options, begin},
    },
    store::{disk::memory::MemoryDisk, session_file},
};

/// An attempt at a question that is quick to write and to read, with a step of each kind.
fn tiny() -> Session {
    let question: Question = serde_yaml::from_str(
        "{id: q, type: f, title: Q, difficulty: easy, brief: {say: Go., facts: [{about: a, answer: b}]}}",
    )
    .unwrap();
    let framework: Framework = serde_yaml::from_str(
        "{id: f, title: F, rubric: r, opening: true, steps: [{id: goal, title: Goal, minutes: 1}, \
         {id: close, title: Close, minutes: 1}, {id: rows, title: Rows, kind: rows, minutes: 1, \
         fields: [{id: name, title: Name}, {id: gains, title: Gains}]}, \
         {id: metrics, title: Metrics, kind: metrics, minutes: 1}]}",
    )
    .unwrap();
    let rubric: Rubric =
        serde_yaml::from_str("{id: r, title: R, dimensions: [{id: d, title: D, anchors: [a, b, c, d]}]}")
            .unwrap();
    let options = Options::new("s".into(), Person::default(), Timestamp::UNIX_EPOCH, 1);
    begin(question, framework, rubric, options)
}

/// A keeper of this machine on a disk.
fn keeper(disk: &MemoryDisk) -> Keeper {
    let sessions = Sessions::in_folder(Path::new("/sessions"));
    Keeper::new(Arc::new(disk.clone()), sessions, Path::new("/state"), || "desk".to_owned())
}

/// All that a person wrote in a session, without clocks and caret.
fn words(session: &Session) -> String {
    let steps: Vec<_> = session.steps.iter().map(|step| (&step.id, &step.answer)).collect();
    let replies: Vec<_> = session.follow_ups.iter().map(|reply| (&reply.id, &reply.answer)).collect();
    let (opening, wrap_up) = (&session.opening, &session.wrap_up);
    format!(
        "{:?} {:?} {steps:?} {replies:?} {:?} {:?} {:?} {:?} {:?} {:?} {:?} {:?}",
        opening.asks,
        opening.plan,
        wrap_up.learnt,
        wrap_up.next,
        wrap_up.lowest,
        session.mapping,
        session.completed,
        session.self_scores,
        session.out_of_scope,
        session.dismissed
    )
}
