//! `casebook sessions`: own attempts, newest first.

use jiff::Timestamp;
use serde::Serialize;

use super::{
    args::SessionsArgs,
    context::{self, Context},
    error::Done,
    out,
};
use crate::{
    insight::attempts::{has_words, names, written},
    model::{Attempt, DimensionId, FrameworkId, QuestionId, Session, SessionId, StepId},
    store::zone,
    text::{
        clock::minutes,
        fold::{fold, words},
    },
};

#[derive(Serialize)]
struct Item<'a> {
    id: &'a SessionId,
    question: &'a QuestionId,
    title: &'a str,
    #[serde(rename = "type")]
    kind: &'a FrameworkId,
    state: &'static str,
    mode: &'static str,
    only: Option<&'a StepId>,
    from: Option<&'a SessionId>,
    variant: Option<&'a str>,
    assignment: Option<&'a str>,
    started: Timestamp,
    finished: Option<Timestamp>,
    minutes: f64,
    answer_seconds: u32,
    at: &'a str,
    lowest: Option<&'a DimensionId>,
    next: Option<Next<'a>>,
}

#[derive(Serialize)]
struct Next<'a> {
    question: Option<&'a QuestionId>,
    step: Option<&'a StepId>,
    minutes: Option<f64>,
    constraint: &'a str,
}

/// The attempts that were asked for: one a line, or as JSON. Files that could not be read are told on stderr.
pub fn run(args: &SessionsArgs, context: &Context) -> Done {
    // A day is the person's own.
    let since = args.since.and_then(|day| day.to_zoned(zone::local()).ok()).map(|day| day.timestamp());
    let wanted = words(&args.words.join(" "));
    let sessions = context.sessions()?;
    let candidate = args.candidate.as_deref().map(fold);
    let mut any = false;
    let mut admits = |attempt: &Attempt| {
        if attempt.archived != args.archived {
            return false;
        }
        any = true;
        (args.states.is_empty() || args.states.contains(&attempt.state))
            && (args.modes.is_empty() || args.modes.contains(&attempt.mode))
            && since.is_none_or(|since| attempt.started >= since)
    };
    let listing = if wanted.is_empty() && candidate.is_none() {
        // What lists show is known without a look into the files.
        let mut listing = sessions.list()?;
        listing.attempts.retain(admits);
        listing
    } else {
        let look = |attempt: &Attempt, session: &Session| {
            let is_theirs = candidate.as_ref().is_none_or(|wanted| {
                session.person.name.as_ref().is_some_and(|name| fold(name).contains(wanted))
            });
            is_theirs && has_words(&wanted, &[&names(attempt, &[]), &written(session)])
        };
        sessions.list_by(look, |attempt, has_all| admits(attempt) && has_all)?
    };
    context::tell_broken(&listing.broken);
    if args.json {
        return out::json_list(&listing.attempts.iter().map(item).collect::<Vec<_>>());
    }
    if listing.attempts.is_empty() {
        out::note(match (any, args.archived) {
            (true, _) => "no attempt matches; fewer words or filters find more",
            (false, true) => "the archive is empty; `casebook archive SESSION` puts an attempt there",
            (false, false) => "no attempts yet; `casebook practice` begins one",
        });
    }
    let row = |a: &Attempt| {
        let alone = a.only.as_ref().map(|step| format!(" · {step} alone")).unwrap_or_default();
        let title = out::line(&format!("{}{alone}", a.title));
        vec![out::line(a.id.as_str()), a.state.to_string(), a.mode.to_string(), minutes(a.seconds), title]
    };
    out::print(&out::table(&listing.attempts.iter().map(row).collect::<Vec<_>>()))
}

fn item(attempt: &Attempt) -> Item<'_> {
    Item {
        id: &attempt.id,
        question: &attempt.question,
        title: &attempt.title,
        kind: &attempt.kind,
        state: attempt.state.word(),
        mode: attempt.mode.word(),
        only: attempt.only.as_ref(),
        from: attempt.from.as_ref(),
        variant: attempt.variant.as_deref(),
        assignment: attempt.assignment.as_deref(),
        started: attempt.started,
        finished: attempt.finished,
        minutes: attempt.minutes,
        answer_seconds: attempt.seconds,
        at: &attempt.at,
        lowest: attempt.lowest.as_ref(),
        next: attempt.next.as_ref().map(|next| Next {
            question: next.question.as_ref(),
            step: next.step.as_ref(),
            minutes: next.minutes,
            constraint: &next.constraint,
        }),
    }
}
