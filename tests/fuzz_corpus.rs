//! Every file of the fuzzers' corpus goes through what they test, so that what was found once stays mended.

#![expect(clippy::unwrap_used, reason = "a test that cannot read its own files has failed")]
#![expect(clippy::expect_used, reason = "what the fuzzers expect is what is tested")]
#![expect(clippy::disallowed_methods, reason = "the corpus is our own")]
#![expect(clippy::disallowed_macros, reason = "which file it was is told for one that fails")]

use std::{fs, path::Path};

#[path = "../fuzz/bodies/assignment.rs"]
mod assignment;
#[path = "../fuzz/bodies/bank.rs"]
mod bank;
#[path = "../fuzz/bodies/journal.rs"]
mod journal;
#[path = "../fuzz/bodies/list.rs"]
mod list;
#[path = "../fuzz/bodies/metric.rs"]
mod metric;
#[path = "../fuzz/bodies/reply.rs"]
mod reply;
#[path = "../fuzz/bodies/review.rs"]
mod review;
#[path = "../fuzz/bodies/session.rs"]
mod session;

fn each(target: &str, run: fn(&[u8])) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus").join(target);
    let mut files = 0;
    for entry in fs::read_dir(&folder).unwrap() {
        let path = entry.unwrap().path();
        // Shown where it fails.
        println!("{}", path.display());
        run(&fs::read(&path).unwrap());
        files += 1;
    }
    assert!(files > 3, "{} holds no corpus", folder.display());
}

#[test]
fn banks_are_read() {
    each("bank", bank::run);
}

#[test]
fn reviews_are_read_and_written() {
    each("review", review::run);
}

#[test]
fn replies_are_read_and_written() {
    each("reply", reply::run);
}

#[test]
fn assignments_are_read_and_written() {
    each("assignment", assignment::run);
}

#[test]
fn sessions_are_read_and_written() {
    each("session", session::run);
}

#[test]
fn journals_are_told() {
    each("journal", journal::run);
}

#[test]
fn metrics_are_read_and_renamed() {
    each("metric", metric::run);
}

#[test]
fn lists_become_questions() {
    each("list", list::run);
}
