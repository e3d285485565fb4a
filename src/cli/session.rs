//! `casebook session ID`: one attempt, to read.

use super::{args::SessionArgs, context::Context, error::Done, find, out};
use crate::{
    insight::worked::own_lines,
    model::{Session, plan},
    store::session_file,
};

/// The attempt as text, or the whole of it as JSON.
pub fn run(args: &SessionArgs, context: &Context) -> Done {
    let sessions = context.sessions()?;
    let (sessions, id) = find::session_or_archived(&sessions, &args.id)?;
    let loaded = sessions.load(&id)?;
    if let Some(why) = loaded.read_only() {
        out::note(format!("note: {why}"));
    }
    if args.json {
        return out::print(&(session_file::json(&loaded.session, &loaded.foreign)? + "\n"));
    }
    out::print(&out::shown(&text(&loaded.session)))
}

fn text(session: &Session) -> String {
    let seconds = session.answer_seconds();
    let mut lines = vec![
        session.question.title.clone(),
        format!(
            "{} · {} · {} · {}:{:02} of {} min",
            session.id,
            session.state,
            session.mode,
            seconds / 60,
            seconds % 60,
            session.minutes
        ),
    ];
    let mut section = |title: &str, body: Vec<String>| {
        if !body.is_empty() {
            lines.extend([String::new(), title.to_owned()]);
            lines.extend(body.iter().flat_map(|text| text.lines()).map(|line| format!("  {line}")));
        }
    };
    section("Asked", session.opening.asks.iter().map(|a| a.ask.clone()).collect());
    for step in plan::steps(session) {
        section(&session.spec(&step).title, own_lines(session, &step));
    }
    for follow_up in session.follow_ups.iter().filter(|f| !f.answer.trim().is_empty()) {
        section(&follow_up.ask, vec![follow_up.answer.clone()]);
    }
    let wrap_up = &session.wrap_up;
    let learnt = [&wrap_up.learnt, &wrap_up.next.constraint];
    section("Wrap-up", learnt.into_iter().filter(|text| !text.trim().is_empty()).cloned().collect());
    lines.join("\n") + "\n"
}
