//! `casebook share SESSION`: a copy of a finished session, or of an own review or reply, to be sent. Sends nothing, and
//! overwrites nothing.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use super::{
    args::ShareArgs,
    context::Context,
    error::{Done, Error},
    find, out,
    person::person,
    place::{place, require_free, write},
};
use crate::{
    model::{Reply, Review, Session, SessionId, State, session::Person},
    store::{
        config::{Config, device},
        disk::RealDisk,
        keeper::Keeper,
        names::is_file_name,
        paths::Places,
        read,
        received::Received,
        reply_file, review_file,
        session_file::Loaded,
        sessions::Sessions,
        timeline,
        travelling::{TIMELINE, Travelling},
        yaml::SESSION_LIMIT,
    },
};

mod contents;

/// Writes the copy and says what is in it.
pub fn run(args: &ShareArgs, context: &Context) -> Done {
    match Travelling::of_name(Path::new(&args.what)) {
        Some(what @ (Travelling::Review | Travelling::Reply)) => said(what, args, context),
        Some(Travelling::Assignment) => {
            Err(Error::usage("an assignment is a file already", "send that; `casebook assign` wrote it"))
        }
        Some(Travelling::Session | Travelling::Timeline) | None => session(args, context),
    }
}

fn session(args: &ShareArgs, context: &Context) -> Done {
    let (folder, id) = find::session_or_archived(&context.sessions()?, &args.what)?;
    let places = context.places()?;
    let found = folder.load(&id)?;
    require_finished(&found.session)?;
    let path = place(args.output.as_deref(), &format!("{id}.yaml"));
    let timeline = if args.timeline { Some(timeline_of(&id, &path, &places)?) } else { None };
    let is_sealed = found.session.state == State::Sealed;
    // Sealing changes the file: what stands there cannot be what will be shared.
    let bytes = if is_sealed { Some(bytes_of(&folder, &id)?) } else { None };
    require_free(&path, bytes.as_deref())?;
    if !is_sealed {
        seal(&folder, &found, &places, context)?;
    }
    write(&path, &bytes_of(&folder, &id)?)?;
    if let Some((path, lines)) = &timeline {
        write(path, lines)?;
    }
    let shared = folder.load(&id)?.session;
    out::note(contents::of_session(&shared, timeline.is_some()));
    Ok(())
}

fn require_finished(session: &Session) -> Done {
    let (id, hint) = match session.state {
        State::Finished | State::Sealed => return Ok(()),
        State::InProgress => (
            &session.id,
            format!(
                "`casebook practice {}` goes on with it; leaving the wrap-up finishes it",
                session.question.id
            ),
        ),
        State::Abandoned => (&session.id, "a new attempt took its place: share that one".to_owned()),
    };
    Err(Error::failed(format!("{id} is not finished, and only finished sessions are shared"), hint))
}

/// Freezes the session's file. The name that others are to see is in it from then on.
fn seal(folder: &Sessions, found: &Loaded, places: &Places, context: &Context) -> Done {
    let name = match &found.session.person.name {
        Some(name) => Some(name.clone()),
        None => person(context)?.name,
    };
    let mut keeper = Keeper::new(Arc::new(RealDisk), folder.clone(), &places.state, device(places));
    Ok(keeper.seal(&found.session.id, name.as_deref())?)
}

/// What goes beside a session to tell how its answer came to be, and where.
fn timeline_of(id: &SessionId, session: &Path, places: &Places) -> Result<(PathBuf, Vec<u8>), Error> {
    let lines = match timeline::journal(&places.state, id)? {
        Some(journal) => timeline::to_share(&journal)?,
        None => None,
    };
    let Some(lines) = lines else {
        return Err(Error::failed(
            format!("this machine knows no timeline of {id}"),
            "share it without --timeline, or on the machine where it was written",
        ));
    };
    if lines.len() as u64 > Travelling::Timeline.limit() {
        return Err(Error::failed(
            format!("the timeline of {id} is too large to travel"),
            "share the session without --timeline",
        ));
    }
    let path = session.with_file_name(format!("{id}{TIMELINE}"));
    require_free(&path, Some(&lines))?;
    Ok((path, lines))
}

fn bytes_of(folder: &Sessions, id: &SessionId) -> Result<Vec<u8>, Error> {
    Ok(read::bytes(&folder.path(id), SESSION_LIMIT)?)
}

/// An own review or reply.
fn said(what: Travelling, args: &ShareArgs, context: &Context) -> Done {
    if args.timeline {
        let message = format!("a {} has no timeline", what.word());
        return Err(Error::usage(message, "leave --timeline out"));
    }
    let places = context.places()?;
    let from = file_of(what, &args.what, &places)?;
    let bytes = read::bytes(&from, what.limit())?;
    let own = Config::load(&places)?.person;
    let contents = if what == Travelling::Review {
        let review: Review = review_file::read(bytes.clone(), &from)?.review;
        require_own(&review.coach, &own, what)?;
        contents::of_review(&review)
    } else {
        let reply: Reply = reply_file::read(bytes.clone(), &from)?.reply;
        require_own(&reply.candidate, &own, what)?;
        contents::of_reply(&reply)
    };
    let name = from.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let path = place(args.output.as_deref(), &name);
    require_free(&path, Some(&bytes))?;
    write(&path, &bytes)?;
    out::note(contents);
    Ok(())
}

fn require_own(by: &Person, own: &Person, what: Travelling) -> Done {
    if by.id == own.id {
        return Ok(());
    }
    let name = by.name.as_deref().map_or_else(|| "somebody else".to_owned(), out::line);
    let message = format!("this {} is by {name}, not by you", what.word());
    Err(Error::failed(message, "ask whose it is to share it"))
}

/// The file that was named: a path, or the name of a file beside the sessions or among what was received.
fn file_of(what: Travelling, typed: &str, places: &Places) -> Result<PathBuf, Error> {
    let path = Path::new(typed);
    if path.is_file() {
        return Ok(path.to_owned());
    }
    let name = format!("{}.yaml", typed.strip_suffix(".yaml").unwrap_or(typed));
    let sessions = Sessions::in_folder(&places.sessions);
    let mut folders = vec![sessions.folder().to_owned(), sessions.archive().folder().to_owned()];
    folders.push(places.live());
    folders.extend(Received::in_folder(&places.received()).folders());
    let there = folders.iter().map(|folder| folder.join(&name)).find(|path| path.is_file());
    there.filter(|_| is_file_name(&name)).ok_or_else(|| {
        let message = format!("there is no {} `{}`", what.word(), out::line(typed));
        Error::failed(
            message,
            "give its file, or the file's name where it lies beside a session or among live mocks",
        )
    })
}
