//! From files to sessions: the versions of each, the reviews beside it, and what cannot be read. Reads no file.

use std::{collections::BTreeMap, path::PathBuf};

use jiff::Timestamp;

use super::{
    Broken, Case, Desk, Listing, case_id, files,
    index::{Holds, Row},
    is_another,
    replies::{self, Of},
};
use crate::{model::review::Outline, sort::Sort as _};

/// One version of a session.
struct Version<T> {
    path: PathBuf,
    sha256: String,
    /// The name that all versions begin with.
    id: String,
    of: T,
}

impl Desk {
    /// What the files hold, session by session.
    pub(super) fn group<T>(&self, rows: Vec<Row<T>>) -> Listing<T> {
        let mut versions = BTreeMap::<_, Vec<Version<T>>>::new();
        let mut reviews = BTreeMap::<PathBuf, Vec<Outline>>::new();
        let mut replied = BTreeMap::<Of, Timestamp>::new();
        let mut broken = Vec::new();
        for Row { path, holds, .. } in rows {
            match holds {
                Holds::Session { sha256, person, of } => {
                    let folder = files::of_all_versions(&path);
                    let id = files::original(&path);
                    let version = Version { path, sha256, id: id.clone(), of };
                    versions.entry((folder, id, person)).or_default().push(version);
                }
                Holds::Review(outline) => reviews.entry(files::reviewed(&path)).or_default().push(outline),
                Holds::Reply(reply) => {
                    if let Some(of) = replies::of(&reply, &path, &self.coach) {
                        let last = replied.entry(of).or_insert(reply.written);
                        *last = reply.written.max(*last);
                    }
                }
                Holds::Broken(failure) => broken.push(Broken { path, failure }),
                Holds::Foreign => {}
            }
        }
        for reviews in reviews.values_mut() {
            reviews.arrange_by_key(|review| (review.coach.id != self.coach.id, review.written));
        }
        let case = |(of, versions)| self.case(versions, &mut reviews, replied.remove(&of));
        let cases = versions.into_iter().filter_map(case).collect();
        Listing { cases, assignments: Vec::new(), broken }
    }

    /// The session of these versions: the one that bears its own name, or else the first. Reviews of any of them are its.
    fn case<T>(
        &self,
        mut versions: Vec<Version<T>>,
        reviews: &mut BTreeMap<PathBuf, Vec<Outline>>,
        replied: Option<Timestamp>,
    ) -> Option<Case<T>> {
        let bears_its_name = |v: &Version<T>| v.path.file_stem().is_some_and(|stem| *stem == *v.id);
        let main = versions.iter().position(bears_its_name).unwrap_or(0);
        versions.swap(0, main);
        let mut found = Vec::new();
        for version in &versions {
            found.extend(reviews.remove(&version.path).unwrap_or_default());
        }
        let copies = versions.iter().skip(1).map(|version| version.path.clone()).collect();
        let version = versions.into_iter().next()?;
        let own = found.iter().find(|review| review.coach.id == self.coach.id);
        let edited = own.is_some_and(|own| is_another(&own.of, &version.sha256));
        Some(Case { id: case_id(&version.path), of: version.of, copies, reviews: found, edited, replied })
    }
}
