//! What candidates answered to the coach's own reviews: files that lie beside sessions. Writes none.

use std::path::{Path, PathBuf};

use super::files;
use crate::{
    model::{Reply, SessionId, reply::Outline, session::Person},
    store::{failure::Result, read, reply_file, yaml::REVIEW_LIMIT},
};

/// Of which session a reply is: the folder that its versions lie in, the name that they begin with, whose it is.
pub type Of = (PathBuf, String, String);

/// Of which session a reply in that file is, where it answers this coach. What was answered to others is of none.
pub fn of(reply: &Outline, path: &Path, coach: &Person) -> Option<Of> {
    let is_to_them = reply.coach == coach.id && names_its_session(&reply.session, path);
    is_to_them.then(|| (files::of_all_versions(path), files::original(path), reply.candidate.clone()))
}

/// What a candidate answered last to this coach's review of a session. What cannot be read was told with the list.
pub fn newest(session: &Path, candidate: &Person, coach: &Person) -> Option<Reply> {
    let here = (files::of_all_versions(session), files::original(session), candidate.id.clone());
    let replies = files::replies(session).into_iter().filter_map(|path| {
        let reply = read::bytes(&path, REVIEW_LIMIT).ok().and_then(|bytes| reply_in(bytes, &path).ok())?;
        (of(&reply.outline(), &path, coach)? == here).then_some(reply)
    });
    // Of two that were written at once the first counts, as in the list.
    replies.reduce(|last, reply| if reply.written > last.written { reply } else { last })
}

/// Whether a reply is of the session that its file is called by: somebody may have renamed it.
fn names_its_session(session: &SessionId, reply: &Path) -> bool {
    files::original(Path::new(session.as_str())) == files::original(reply)
}

/// The reply in these bytes.
pub fn reply_in(bytes: Vec<u8>, path: &Path) -> Result<Reply> {
    Ok(reply_file::read(bytes, path)?.reply)
}
