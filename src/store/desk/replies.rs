//! What candidates answered to the coach's own reviews: files that lie beside sessions. Writes none.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

use super::{Broken, files};
use crate::{
    model::{Reply, SessionId, session::Person},
    store::{failure::Result, read, reply_file, yaml::REVIEW_LIMIT},
};

/// Of which session a reply is: the folder that its versions lie in, the name that they begin with, whose it is.
pub type Of = (PathBuf, String, String);

/// The newest reply to this coach's review of each session. What others answered, or what was answered to others, is none.
pub fn newest(paths: Vec<PathBuf>, coach: &Person, broken: &mut Vec<Broken>) -> BTreeMap<Of, Reply> {
    let mut newest = BTreeMap::<Of, Reply>::new();
    for path in paths {
        match reply(&path) {
            Ok(reply) if reply.review.coach == coach.id && names_its_session(&reply.session, &path) => {
                let of = (files::of_all_versions(&path), files::original(&path), reply.candidate.id.clone());
                let is_newer = newest.get(&of).is_none_or(|there| there.written < reply.written);
                if is_newer {
                    newest.insert(of, reply);
                }
            }
            Ok(_) => {}
            Err(failure) => broken.push(Broken { path, failure }),
        }
    }
    newest
}

/// Whether a reply is of the session that its file is called by: somebody may have renamed it.
fn names_its_session(session: &SessionId, reply: &Path) -> bool {
    files::original(Path::new(session.as_str())) == files::original(reply)
}

fn reply(path: &Path) -> Result<Reply> {
    Ok(reply_file::read(read::bytes(path, REVIEW_LIMIT)?, path)?.reply)
}
