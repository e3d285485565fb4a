//! `casebook session ID`: one attempt, to read.

use super::{args::SessionArgs, context::Context, error::Done, find, follows::Follows, out};
use crate::{
    insight::{transfer, worked::own_lines},
    model::{
        Session, plan,
        session::{FollowUp, FollowUpKind},
    },
    store::session_file,
};

/// The attempt as text, or the whole of it as JSON.
pub fn run(args: &SessionArgs, context: &Context) -> Done {
    let sessions = context.sessions()?;
    let (folder, id) = find::session_or_archived(&sessions, &args.id)?;
    let loaded = folder.load(&id)?;
    if let Some(why) = loaded.read_only() {
        out::note(format!("note: {why}"));
    }
    if args.json {
        let follows = Follows::of(&loaded.session, &sessions)?;
        return out::json_text(&session_file::json_with(&loaded.session, &loaded.foreign, follows.tree())?);
    }
    let follows = Follows::of(&loaded.session, &sessions)?;
    out::print(&text(&loaded.session, &follows))
}

fn text(session: &Session, follows: &Follows) -> String {
    let seconds = session.answer_seconds();
    let alone = session.only.as_ref().map(|step| format!(" · {} alone", session.spec(step).title));
    let mut lines = vec![
        session.question.title.clone(),
        format!(
            "{} · {} · {}{} · {}:{:02} of {} min",
            session.id,
            session.state,
            session.mode,
            alone.unwrap_or_default(),
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
    section("What if", transfer::variant(session).iter().map(|v| v.flip.trim().to_owned()).collect());
    section("Asked", session.opening.asks.iter().map(|a| a.ask.clone()).collect());
    let mut probes: Vec<&FollowUp> = of_kind(session, FollowUpKind::Probe).collect();
    for step in plan::steps(session) {
        section(&session.spec(&step).title, own_lines(session, &step));
        let (here, later) = probes.into_iter().partition(|probe| probe.after.as_ref() == Some(&step));
        probes = later;
        section("Probe", replies(here));
    }
    // Those whose step is not in the plan any more.
    section("Probe", replies(probes));
    section("Follow-ups", replies(of_kind(session, FollowUpKind::FollowUp).collect()));
    section("Wrap-up", wrap_up(session));
    section("Findings", follows.findings());
    section("Since the last attempt", follows.since());
    lines.join("\n") + "\n"
}

fn of_kind(session: &Session, kind: FollowUpKind) -> impl Iterator<Item = &FollowUp> {
    session.follow_ups.iter().filter(move |asked| asked.kind == kind)
}

/// Each question, and under it the reply.
fn replies(asked: Vec<&FollowUp>) -> Vec<String> {
    let reply = |asked: &FollowUp| match asked.answer.trim() {
        "" => vec!["  (no reply)".to_owned()],
        answer => answer.lines().map(|line| format!("  {line}")).collect(),
    };
    asked.into_iter().flat_map(|asked| [vec![asked.ask.clone()], reply(asked)].concat()).collect()
}

/// What the candidate takes away, each line behind its label.
fn wrap_up(session: &Session) -> Vec<String> {
    let wrap_up = &session.wrap_up;
    let lowest = wrap_up.lowest.as_ref().map(|id| session.dimension_title(id));
    let lines = [
        ("Lowest", lowest.unwrap_or_default()),
        ("Learnt", wrap_up.learnt.as_str()),
        ("Next step", wrap_up.next.constraint.as_str()),
    ];
    let written = lines.into_iter().filter(|(_, text)| !text.trim().is_empty());
    written.map(|(label, text)| format!("{label}: {}", text.trim())).collect()
}
