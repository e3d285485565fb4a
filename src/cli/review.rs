//! `casebook review`: a coach's desk. Writes nothing but the coach's own reviews, and those from its screens.

use std::path::PathBuf;

use jiff::Timestamp;
use serde::Serialize;

use super::{args::ReviewArgs, context::Context, error::Done, out, terminal};
use crate::{
    insight::inbox::{Item, Order, arrange},
    model::{FrameworkId, QuestionId, SessionId},
    store::{config::Config, desk::Desk},
    tui::run::desk::list,
};

#[derive(Serialize)]
struct One<'a> {
    path: &'a str,
    session: &'a SessionId,
    person: &'a str,
    candidate: Option<&'a str>,
    question: &'a QuestionId,
    title: &'a str,
    #[serde(rename = "type")]
    kind: &'a FrameworkId,
    state: &'static str,
    mode: &'static str,
    started: Timestamp,
    finished: Option<Timestamp>,
    minutes: f64,
    answer_seconds: u32,
    focus: Option<&'a str>,
    standing: &'static str,
    reviewed: Option<Timestamp>,
    comments: usize,
    edited: bool,
    versions: usize,
    other_reviews: usize,
}

/// The inbox; for programs, what is in it. What cannot be read is told on stderr.
pub fn run(args: &ReviewArgs, context: &Context) -> Done {
    let places = context.places()?;
    let paths: Vec<PathBuf> = if args.paths.is_empty() {
        let own = [places.received(), context.sessions().map(|_| places.sessions.clone())?];
        own.into_iter().filter(|path| path.exists()).collect()
    } else {
        args.paths.clone()
    };
    if !args.json {
        // A path that is not there is said before the screen changes.
        for path in &args.paths {
            Desk::look(path)?;
        }
        return terminal::open_desk(paths, context);
    }
    let coach = Config::load(&places)?.person;
    let mut desk = list(&Desk::new(paths, coach.clone()), &coach)?;
    for broken in &desk.broken {
        out::note(format!("warning: {broken}"));
    }
    arrange(&mut desk.items, Order::Standing);
    out::json_list(&desk.items.iter().map(one).collect::<Vec<_>>())
}

fn one(item: &Item) -> One<'_> {
    let attempt = &item.attempt;
    One {
        path: item.id.as_str(),
        session: &attempt.id,
        person: &item.candidate.id,
        candidate: item.candidate.name.as_deref(),
        question: &attempt.question,
        title: &attempt.title,
        kind: &attempt.kind,
        state: attempt.state.word(),
        mode: attempt.mode.word(),
        started: attempt.started,
        finished: attempt.finished,
        minutes: attempt.minutes,
        answer_seconds: attempt.seconds,
        focus: item.focus.as_deref(),
        standing: item.standing.word(),
        reviewed: item.own.as_ref().map(|own| own.written),
        comments: item.own.as_ref().map_or(0, |own| own.comments),
        edited: item.edited,
        versions: item.copies + 1,
        other_reviews: item.others,
    }
}
