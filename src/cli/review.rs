//! `casebook review`: a coach's desk, or a live mock. Writes nothing but the coach's own reviews, and those from its screens.

use std::path::PathBuf;

use jiff::{Timestamp, civil::Date};
use serde::Serialize;

use super::{
    args::ReviewArgs,
    context::{self, Context},
    error::Done,
    find::{self, Meant},
    out, terminal,
};
use crate::{
    insight::{
        assigned::{Assigned, Candidate},
        inbox::{Item, Order, arrange},
        search::Filters,
    },
    model::{AssignmentId, FrameworkId, QuestionId, SessionId},
    store::{assigned, config::Config, desk::Desk},
    tui::run::desk::{desk, list},
};

#[derive(Serialize)]
struct Inbox<'a> {
    format: u32,
    items: Vec<One<'a>>,
    assignments: Vec<Assignment<'a>>,
}

#[derive(Serialize)]
struct Assignment<'a> {
    id: &'a AssignmentId,
    due: Option<Date>,
    focus: Option<&'a str>,
    questions: Vec<&'a QuestionId>,
    candidates: Vec<Answered<'a>>,
    also_answered: Vec<Other<'a>>,
}

#[derive(Serialize)]
struct Answered<'a> {
    name: &'a str,
    answered: Vec<Answer<'a>>,
    open: Vec<&'a QuestionId>,
}

#[derive(Serialize)]
struct Other<'a> {
    name: &'a str,
    answered: Vec<Answer<'a>>,
}

#[derive(Serialize)]
struct Answer<'a> {
    question: &'a QuestionId,
    session: &'a SessionId,
    finished: Timestamp,
}

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
    mode: &'static str,
    started: Timestamp,
    finished: Option<Timestamp>,
    planned_seconds: u32,
    answer_seconds: u32,
    focus: Option<&'a str>,
    assignment: Option<&'a str>,
    left_out: &'a [String],
    blank: &'a [String],
    open_essentials: usize,
    dismissed: usize,
    opened_without_asking: usize,
    state: &'static str,
    reviewed: Option<Timestamp>,
    comments: usize,
    replied: Option<Timestamp>,
    edited: bool,
    versions: usize,
    other_reviews: usize,
}

/// The inbox; for programs, what is in it. What cannot be read is told on stderr.
pub fn run(args: &ReviewArgs, context: &Context) -> Done {
    if let Some(words) = &args.live {
        return live(words, context);
    }
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
    let given = assigned::Assigned::in_folder(places.assigned());
    let mut desk = list(&desk(paths, &coach, &places), &coach, &given)?;
    for broken in &desk.broken {
        out::note(format!("warning: {broken}"));
    }
    arrange(&mut desk.items, Order::State);
    out::json(&Inbox {
        format: 1,
        items: desk.items.iter().map(one).collect(),
        assignments: desk.assigned.iter().map(assignment).collect(),
    })
}

/// A live mock of the question that is meant.
fn live(words: &[String], context: &Context) -> Done {
    let bank = context.bank();
    let question = match find::question(&bank, &context::entries(&bank, &[]), words, &Filters::default())? {
        Meant::One(id) => id,
        Meant::Several(several) => return Err(find::unclear(&several, "give one id, or more words")),
    };
    terminal::open_live(question, bank, context)
}

fn one(item: &Item) -> One<'_> {
    let facts = &item.facts;
    One {
        path: item.id.as_str(),
        session: &facts.session,
        person: &facts.candidate.id,
        candidate: facts.candidate.name.as_deref(),
        question: &facts.question,
        title: &facts.title,
        kind: &facts.kind,
        mode: facts.mode.word(),
        started: facts.started,
        finished: facts.finished,
        planned_seconds: facts.planned,
        answer_seconds: facts.used,
        focus: facts.focus.as_deref(),
        assignment: facts.assignment.as_deref(),
        left_out: &facts.left_out,
        blank: &facts.blank,
        open_essentials: facts.essentials(),
        dismissed: facts.dismissed,
        opened_without_asking: facts.unasked,
        state: item.state.word(),
        reviewed: item.own.as_ref().map(|own| own.written),
        comments: item.own.as_ref().map_or(0, |own| own.comments),
        replied: item.replied,
        edited: item.edited,
        versions: item.copies + 1,
        other_reviews: item.others,
    }
}

fn assignment(of: &Assigned) -> Assignment<'_> {
    Assignment {
        id: &of.id,
        due: of.due,
        focus: of.focus.as_deref(),
        questions: of.questions.iter().map(|(question, _)| question).collect(),
        candidates: of.candidates.iter().map(|candidate| answered(of, candidate)).collect(),
        also_answered: of.others.iter().map(|other| also_answered(of, other)).collect(),
    }
}

fn answered<'a>(of: &'a Assigned, candidate: &'a Candidate) -> Answered<'a> {
    let both = of.questions.iter().zip(&candidate.answers);
    let open = both.filter(|(_, answer)| answer.is_none()).map(|((question, _), _)| question).collect();
    let Other { name, answered } = also_answered(of, candidate);
    Answered { name, answered, open }
}

fn also_answered<'a>(of: &'a Assigned, other: &'a Candidate) -> Other<'a> {
    let both = of.questions.iter().zip(&other.answers);
    let answered = both.filter_map(|((question, _), answer)| {
        let answer = answer.as_ref()?;
        Some(Answer { question, session: &answer.session, finished: answer.at })
    });
    Other { name: &other.name, answered: answered.collect() }
}
