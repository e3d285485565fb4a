//! `casebook archive SESSION` and `casebook delete SESSION`: out of the way, into the trash, back again, or gone.

use super::{
    args::{ArchiveArgs, DeleteArgs},
    context::Context,
    error::{Done, Error},
    find, out,
};
use crate::{
    model::SessionId,
    store::{keeper, sessions::Sessions},
};

/// Moves an attempt to the archive or back.
pub fn archive(args: &ArchiveArgs, context: &Context) -> Done {
    let sessions = context.sessions()?;
    let archive = sessions.archive();
    if args.undo {
        let id = bring_back(&archive, &sessions, &args.id, "archive", context)?;
        out::note(format!("{id} is among your sessions again"));
    } else {
        let id = find::session(&sessions, &args.id)?;
        let _held = context.hold(&id)?;
        sessions.move_to(&archive, &id)?;
        out::note(format!(
            "{id} is in the archive: `casebook sessions --archived` lists it, `casebook archive {id} --undo` brings it back"
        ));
    }
    Ok(())
}

/// Moves an attempt to the trash or back, or deletes it for good.
pub fn delete(args: &DeleteArgs, context: &Context) -> Done {
    let sessions = context.sessions()?;
    let trash = sessions.trash();
    if args.undo {
        let id = bring_back(&trash, &sessions, &args.id, "trash", context)?;
        out::note(format!("{id} is among your sessions again"));
    } else if args.purge {
        let id = on_shelf(&trash, &args.id, "trash")?;
        let _held = context.hold(&id)?;
        trash.purge(&id)?;
        keeper::forget(&context.places()?.state, &id)?;
        out::note(format!("{id} is gone"));
    } else {
        let (from, id) = find::session_or_archived(&sessions, &args.id)?;
        let _held = context.hold(&id)?;
        from.move_to(&trash, &id)?;
        out::note(format!(
            "{id} is in the trash: `casebook delete {id} --undo` brings it back, `--purge` deletes it for good"
        ));
    }
    Ok(())
}

fn bring_back(
    from: &Sessions,
    sessions: &Sessions,
    short: &str,
    name: &str,
    context: &Context,
) -> Result<SessionId, Error> {
    let id = on_shelf(from, short, name)?;
    let _held = context.hold(&id)?;
    from.move_to(sessions, &id)?;
    Ok(id)
}

/// An attempt in the archive or in the trash; where it is not there, what is.
fn on_shelf(shelf: &Sessions, short: &str, name: &str) -> Result<SessionId, Error> {
    let failure = match find::session(shelf, short) {
        Err(Error::Failed(failure)) => failure,
        meant => return meant,
    };
    let listing = shelf.list()?;
    let ids: Vec<&str> = listing.attempts.iter().take(5).map(|attempt| attempt.id.as_str()).collect();
    let more = if listing.attempts.len() > ids.len() { ", …" } else { "" };
    let hint = if ids.is_empty() {
        format!("the {name} is empty")
    } else {
        format!("the {name} holds {}{more}", ids.join(", "))
    };
    Err(Error::failed(failure.what, hint))
}
