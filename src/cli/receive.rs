//! `casebook receive FILE…`: files what others sent. Overwrites nothing, and counts nothing of it as own progress.

mod mock;

use std::path::Path;

use super::{
    args::ReceiveArgs,
    context::Context,
    error::{Done, Error},
    out,
};
use crate::{
    model::{Assignment, Review, hash::sha256, review::Reviewed, session::Person},
    store::{
        failure::Result,
        read,
        received::{Filed, Received, Sent},
        sessions::Sessions,
        yaml::SESSION_LIMIT,
    },
    text::clock,
};

/// Files one after the other. One that is refused is named with the reason; the others go on, and the status is 1.
pub fn run(args: &ReceiveArgs, context: &Context) -> Done {
    let places = context.places()?;
    let received = Received::in_folder(&places.received());
    let sessions = Sessions::in_folder(&places.sessions);
    let mut refused = false;
    for file in &args.files {
        match received.take(file) {
            Ok((sent, filed)) => told(file, &sent, &filed, &sessions)?,
            Err(failure) => {
                refused = true;
                out::note(format!("error: {}\nhelp: {}", failure.what, failure.hint));
            }
        }
    }
    if refused { Err(Error::Found) } else { Ok(()) }
}

/// Prints where it is, and says what it is.
fn told(file: &Path, sent: &Sent, filed: &Filed, sessions: &Sessions) -> Done {
    let (path, became) = match filed {
        Filed::New(path) => (path, "filed".to_owned()),
        Filed::Known(path) => (path, "it is there already; nothing was changed".to_owned()),
        Filed::Version(path, 1) => (path, "another version of it was there; both stay".to_owned()),
        Filed::Version(path, others) => (path, format!("{others} other versions of it were there; all stay")),
    };
    out::print(&format!("{}\n", out::line(&path.display().to_string())))?;
    out::note(format!("{}: {}: {became}", file.display(), what(sent)));
    match sent {
        Sent::Session(_, Some(doubt)) => out::note(format!("warning: {}: {doubt}", file.display())),
        Sent::Review(review) => match &review.of {
            Reviewed::Session { .. } => of_own(review, sessions)?.into_iter().for_each(out::note),
            Reviewed::Question(question) => out::note(mock::text(review, question)),
        },
        Sent::Assignment(assignment) => out::note(practise(assignment)),
        _ => {}
    }
    Ok(())
}

fn what(sent: &Sent) -> String {
    match sent {
        Sent::Session(session, _) => format!(
            "a session of {}, {} ({} of {} min)",
            who(&session.person),
            out::line(&session.question.title),
            clock::minutes(session.answer_seconds()),
            session.minutes
        ),
        Sent::Review(review) => {
            let of = match &review.of {
                Reviewed::Session { id, .. } => out::line(id.as_str()),
                Reviewed::Question(id) => format!("a live mock, {}", out::line(id.as_str())),
            };
            format!("a review by {} of {of}", who(&review.coach))
        }
        Sent::Reply(reply) => {
            format!(
                "a reply by {} to a review of {}",
                who(&reply.candidate),
                out::line(reply.session.as_str())
            )
        }
        Sent::Assignment(assignment) => format!("an assignment by {}", who(&assignment.by)),
        Sent::Timeline(id) => format!("the timeline of {id}"),
    }
}

/// A name as a part of a line; the id where somebody gave none.
fn who(person: &Person) -> String {
    let name = person.name.as_deref().filter(|name| !name.trim().is_empty());
    match name.unwrap_or(&person.id) {
        "" => "somebody without a name".to_owned(),
        name => out::line(name),
    }
}

/// Of a review of an own session: where it is read and answered, and whether the session is another now than its coach read.
fn of_own(review: &Review, sessions: &Sessions) -> Result<Vec<String>> {
    let Reviewed::Session { id, sha256: then } = &review.of else { return Ok(Vec::new()) };
    let own = [sessions.clone(), sessions.archive()].into_iter().map(|folder| folder.path(id));
    let Some(bytes) = own.filter_map(|path| read::bytes(&path, SESSION_LIMIT).ok()).next() else {
        return Ok(Vec::new());
    };
    let mut notes =
        vec!["`casebook` shows it beside your answer, where you answer it comment by comment".to_owned()];
    if !sha256(&bytes).eq_ignore_ascii_case(then) {
        notes.push(format!("warning: {id} was edited since: the coach read another version of it"));
    }
    Ok(notes)
}

/// What to do with an assignment.
fn practise(assignment: &Assignment) -> String {
    let mut parts: Vec<String> = Vec::new();
    parts.extend(assignment.due.map(|due| format!("due {due}")));
    parts.extend(assignment.focus.as_deref().map(out::line));
    let mut text = if parts.is_empty() { String::new() } else { parts.join(" · ") + "\n" };
    text.push_str("It can be practised:");
    for asked in &assignment.questions {
        text.push_str(&format!("\n  casebook practice {}", asked.question.id));
    }
    text
}
