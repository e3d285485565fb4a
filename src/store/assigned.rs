//! What a coach has assigned: a copy of each assignment on their own disk, so that the inbox can say who has not answered.
//! Never overwrites one, and reads no session.

use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
};

use super::{
    assignment_file, atomic,
    desk::Broken,
    failure::Result,
    read,
    travelling::{ASSIGNMENT, Travelling},
};
use crate::{
    model::{Assignment, AssignmentId, session::Person},
    sort::Sort as _,
};

/// The folder of a coach's assignments, which need not be there yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assigned {
    folder: PathBuf,
}

impl Assigned {
    /// What was assigned, in a folder.
    pub fn in_folder(folder: PathBuf) -> Self {
        Self { folder }
    }

    /// Where the copy of an assignment of that id lies, or would.
    pub fn path(&self, id: &AssignmentId) -> PathBuf {
        self.folder.join(format!("{id}{ASSIGNMENT}.yaml"))
    }

    /// Whether another assignment of that id was given than the one with these bytes.
    pub fn has_another(&self, id: &AssignmentId, bytes: &[u8]) -> bool {
        let path = self.path(id);
        path.symlink_metadata().is_ok() && !holds(&path, bytes)
    }

    /// Keeps a copy. What is there already under its id stays as it is.
    pub fn keep(&self, id: &AssignmentId, bytes: &[u8]) -> Result<()> {
        let path = self.path(id);
        if holds(&path, bytes) { Ok(()) } else { atomic::create_private(&path, bytes) }
    }

    /// What this coach has assigned: the copies, and what of `others` is theirs too. Each once; of an id that is there twice
    /// the copy counts.
    pub fn read<'a>(
        &self,
        others: impl IntoIterator<Item = &'a Path>,
        coach: &Person,
    ) -> (Vec<Assignment>, Vec<Broken>) {
        let others = others.into_iter().map(Path::to_owned);
        let (mut given, mut broken, mut seen) = (Vec::new(), Vec::new(), BTreeSet::new());
        for path in self.copies().into_iter().chain(others) {
            match assignment(&path) {
                Ok(assignment) if is_of(&assignment, coach) && seen.insert(assignment.id.clone()) => {
                    given.push(assignment);
                }
                Ok(_) => {}
                Err(failure) => broken.push(Broken { path, failure }),
            }
        }
        (given, broken)
    }

    /// The files of the copies, in the order of their names.
    fn copies(&self) -> Vec<PathBuf> {
        let entries = std::fs::read_dir(&self.folder).into_iter().flatten().flatten();
        let mut paths: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
        paths.retain(|path| Travelling::of_name(path) == Some(Travelling::Assignment));
        paths.arrange();
        paths
    }
}

/// Who has no id has assigned nothing: it could be anybody's.
fn is_of(assignment: &Assignment, coach: &Person) -> bool {
    assignment.by.id == coach.id && !coach.id.is_empty()
}

fn assignment(path: &Path) -> Result<Assignment> {
    let bytes = read::bytes(path, Travelling::Assignment.limit())?;
    Ok(assignment_file::read(bytes, path)?.assignment)
}

fn holds(path: &Path, bytes: &[u8]) -> bool {
    read::bytes(path, bytes.len() as u64).is_ok_and(|there| there == bytes)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::store::assignment_file::Foreign;

    fn ann() -> Person {
        Person { id: "vwtrnqxzkdlsmhpf".to_owned(), name: Some("Ann".to_owned()) }
    }

    /// An assignment of somebody's, and its bytes.
    fn by(coach: &str, id: &str, focus: &str) -> (Assignment, Vec<u8>) {
        let assignment = Assignment {
            id: id.into(),
            by: Person { id: coach.to_owned(), name: None },
            questions: Vec::new(),
            mode: None,
            minutes: None,
            step: None,
            focus: Some(focus.to_owned()),
            due: None,
            candidates: Vec::new(),
        };
        let text = assignment_file::write(&assignment, &Foreign::default()).unwrap();
        (assignment, text.into_bytes())
    }

    #[test]
    fn a_copy_is_kept_once_and_never_written_over() {
        let home = tempfile::tempdir().unwrap();
        let assigned = Assigned::in_folder(home.path().join("assigned"));
        let (first, bytes) = by(&ann().id, "week-3", "Limits.");
        assert!(!assigned.has_another(&first.id, &bytes), "nothing is there yet");
        assigned.keep(&first.id, &bytes).unwrap();
        assigned.keep(&first.id, &bytes).unwrap();
        let (_, other) = by(&ann().id, "week-3", "Windows.");
        assert!(!assigned.has_another(&first.id, &bytes) && assigned.has_another(&first.id, &other));
        assert!(assigned.keep(&first.id, &other).is_err());
        assert_eq!(fs::read(assigned.path(&first.id)).unwrap(), bytes);
    }

    #[test]
    fn what_a_coach_assigned_counts_once_wherever_it_lies_and_what_others_assigned_does_not() {
        let home = tempfile::tempdir().unwrap();
        let assigned = Assigned::in_folder(home.path().join("assigned"));
        let (kept, bytes) = by(&ann().id, "week-3", "Limits.");
        assigned.keep(&kept.id, &bytes).unwrap();
        let mail = |name: &str, bytes: &[u8]| {
            let path = home.path().join(name);
            fs::write(&path, bytes).unwrap();
            path
        };
        let others = [
            mail("week-3.assignment.yaml", &by(&ann().id, "week-3", "Changed by hand.").1),
            mail("week-4.assignment.yaml", &by(&ann().id, "week-4", "Windows.").1),
            mail("bo.assignment.yaml", &by("bo", "week-5", "").1),
            mail("nobody.assignment.yaml", &by("", "week-6", "").1),
            mail("torn.assignment.yaml", b"format: ["),
        ];
        let (given, broken) = assigned.read(others.iter().map(PathBuf::as_path), &ann());
        let given: Vec<_> = given.iter().map(|a| (a.id.as_str(), a.focus.as_deref().unwrap())).collect();
        assert_eq!(given, [("week-3", "Limits."), ("week-4", "Windows.")]);
        assert_eq!(broken.len(), 1);
        assert!(broken[0].path.ends_with("torn.assignment.yaml"));
        let (none, _) = assigned.read([], &Person { id: String::new(), name: None });
        assert!(none.is_empty(), "who has no id has assigned nothing");
        fs::remove_dir_all(home.path().join("assigned")).unwrap();
        assert!(assigned.read([], &ann()).0.is_empty(), "the folder need not be there");
    }
}
