//! An assignment for `casebook check`: all that is wrong with it, its questions looked at as a bank's are.

use std::path::Path;

use super::lenient;
use crate::{
    error::Problem,
    model,
    store::{
        assignment_file::{self, DiskAssignment, Loaded},
        yaml::Document,
    },
};

/// What is wrong with an assignment.
pub(super) fn problems(path: &Path, document: &mut Document) -> Vec<Problem> {
    let read = assignment_file::read(document.text().as_bytes().to_vec(), path);
    lenient::problems::<DiskAssignment, _>(path, document, read, Loaded::read_only, |loaded, _, _| {
        model::check::assignment(&loaded.assignment)
    })
}
