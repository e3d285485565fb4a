//! A reply for `casebook check`: all that is wrong with it, held against the review that lies beside it.

use std::path::Path;

use super::lenient;
use crate::{
    error::Problem,
    model::{self, Reply, Review, check::Spot, hash::sha256},
    store::{
        read,
        reply_file::{self, DiskReply, Loaded},
        review_file,
        travelling::{REPLY, REVIEW},
        yaml::{self, Document},
    },
};

/// What is wrong with a reply.
pub(super) fn problems(path: &Path, document: &mut Document) -> Vec<Problem> {
    let read = reply_file::read(document.text().as_bytes().to_vec(), path);
    lenient::problems::<DiskReply, _>(
        path,
        document,
        read,
        Loaded::read_only,
        |loaded, document, problems| {
            let review = beside(path, &loaded.reply, document, problems);
            model::check::reply(&loaded.reply, review.as_ref())
        },
    )
}

/// The review that a reply answers, where it lies beside it and is as it was then. The reply's own file name says which
/// file that is: what a stranger wrote into the reply never does.
fn beside(path: &Path, reply: &Reply, document: &Document, problems: &mut Vec<Problem>) -> Option<Review> {
    let (stem, coach) = path.file_name()?.to_str()?.split_once(REPLY)?;
    let name = format!("{stem}{REVIEW}{coach}");
    let file = path.with_file_name(&name);
    let bytes = read::bytes(&file, yaml::REVIEW_LIMIT).ok()?;
    let mut warn = |message: String, help: &str| {
        let spot = Spot::default().at("review").at("sha256");
        problems.push(document.problem(&spot, message).warning().with_help(help));
    };
    if !sha256(&bytes).eq_ignore_ascii_case(&reply.review.sha256) {
        let help = "its answers are to what stood there then: look at both";
        warn(format!("{name} beside it was changed since, or is another review"), help);
        return None;
    }
    let review = review_file::read(bytes, &file).ok();
    if review.is_none() {
        let message = format!("{name} beside it cannot be read, so no comments were looked for in it");
        warn(message, "check that file too");
    }
    review.map(|loaded| loaded.review)
}
