//! A review for `casebook check`: all that is wrong with it, held against the session that lies beside it.

use std::path::Path;

use super::lenient;
use crate::{
    error::Problem,
    model::{
        self, Session,
        check::Spot,
        hash::sha256,
        review::{Review, Reviewed},
    },
    store::{
        read,
        review_file::{self, DiskReview, Loaded},
        session_file,
        travelling::REVIEW,
        yaml::{self, Document},
    },
};

/// What is wrong with a review.
pub(super) fn problems(path: &Path, document: &mut Document) -> Vec<Problem> {
    let read = review_file::read(document.text().as_bytes().to_vec(), path);
    lenient::problems::<DiskReview, _>(
        path,
        document,
        read,
        Loaded::read_only,
        |loaded, document, problems| {
            let session = beside(path, &loaded.review, document, problems);
            model::check::review(&loaded.review, session.as_ref())
        },
    )
}

/// The session that a review is of, where it lies beside it and is as it was then. The review's own file name says
/// which file that is: what a stranger wrote into the review never does.
fn beside(path: &Path, review: &Review, document: &Document, problems: &mut Vec<Problem>) -> Option<Session> {
    let Reviewed::Session { id, sha256: then } = &review.of else { return None };
    let (stem, _) = path.file_name()?.to_str()?.split_once(REVIEW)?;
    let file = path.with_file_name(format!("{stem}.yaml"));
    let bytes = read::bytes(&file, yaml::SESSION_LIMIT).ok()?;
    let spot = Spot::default().at("session");
    let mut warn = |key: &str, message: String, help: &str| {
        problems.push(document.problem(&spot.at(key), message).warning().with_help(help));
    };
    if sha256(&bytes).eq_ignore_ascii_case(then) {
        let session = session_file::read_foreign(bytes, &file).ok();
        if session.is_none() {
            let message = format!("{stem}.yaml beside it cannot be read, so no steps were looked for in it");
            warn("id", message, "check that file too");
        }
        return session.map(|loaded| loaded.session);
    }
    if id.as_str() == stem {
        let message = format!("{stem}.yaml beside it was edited since");
        warn("sha256", message, "its comments are on what stood there then: look at what they quote");
    } else {
        let message = format!("this is a review of another session than {stem}.yaml beside it");
        warn("id", message, "put it beside its own session, under that one's name");
    }
    None
}
