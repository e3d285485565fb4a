//! Sample sessions, by which coaches calibrate: they are in the program, each with the review that it is held against. A
//! coach reviews a copy among their own data, so that what they say lies beside it. No copy is ever overwritten.

use std::path::{Path, PathBuf};

use super::{atomic, bank, failure::Result, review_file, session_file};
use crate::model::{CaseId, Review, Session, SessionId};

/// A sample as it is in the program.
#[derive(Clone, Debug, PartialEq)]
pub struct Shipped {
    /// The session.
    pub session: Session,
    /// The review that a coach's is held against.
    pub reference: Review,
    bytes: Vec<u8>,
}

/// All of them, in the order of their names.
pub fn shipped() -> Vec<Shipped> {
    let files = bank::samples();
    let review_of = |session: &Session| {
        let start = format!("{}.review-", session.id);
        let (path, bytes) = files.iter().find(|(path, _)| name(path).starts_with(&start))?;
        Some(review_file::read(bytes.clone(), path).ok()?.review)
    };
    let sample = |(path, bytes): &(PathBuf, Vec<u8>)| {
        let session = session_file::read(bytes.clone(), path).ok()?.session;
        let reference = review_of(&session)?;
        Some(Shipped { session, reference, bytes: bytes.clone() })
    };
    files.iter().filter_map(sample).collect()
}

/// The copies of one coach.
#[derive(Clone, Debug)]
pub struct Samples {
    folder: PathBuf,
}

impl Samples {
    /// Those in a folder, which need not be there.
    pub fn in_folder(folder: PathBuf) -> Self {
        Self { folder }
    }

    /// Where the copy of a sample lies, or will.
    pub fn case(&self, sample: &SessionId) -> CaseId {
        self.path(sample).to_string_lossy().into_owned().into()
    }

    /// Whether the copy of a sample is there.
    pub fn has(&self, sample: &SessionId) -> bool {
        self.path(sample).symlink_metadata().is_ok()
    }

    /// Where `case` is the copy of a sample, sees to it that it is there.
    pub fn lay_out(&self, case: &CaseId) -> Result<()> {
        if Path::new(case.as_str()).parent() != Some(&self.folder) {
            return Ok(());
        }
        let is_meant = |sample: &Shipped| self.case(&sample.session.id) == *case;
        match shipped().into_iter().find(is_meant) {
            Some(sample) if !self.has(&sample.session.id) => {
                atomic::create_private(&self.path(&sample.session.id), &sample.bytes)
            }
            _ => Ok(()),
        }
    }

    fn path(&self, sample: &SessionId) -> PathBuf {
        self.folder.join(format!("{sample}.yaml"))
    }
}

fn name(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::read;

    #[test]
    fn a_copy_is_made_once_and_never_overwritten() {
        let home = tempfile::tempdir().unwrap();
        let folder = home.path().join("data/samples");
        let samples = Samples::in_folder(folder.clone());
        let first = shipped().remove(0);
        let case = samples.case(&first.session.id);
        assert!(!samples.has(&first.session.id) && !folder.exists(), "nothing is copied before it is opened");
        samples.lay_out(&case).unwrap();
        let path = PathBuf::from(case.as_str());
        assert_eq!(read::bytes(&path, 1 << 20).unwrap(), first.bytes);
        assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 1, "and no review that would give it away");
        atomic::write(&path, b"mine").unwrap();
        samples.lay_out(&case).unwrap();
        assert_eq!(read::bytes(&path, 1 << 20).unwrap(), b"mine");
    }

    #[test]
    fn what_is_no_sample_is_left_alone() {
        let home = tempfile::tempdir().unwrap();
        let samples = Samples::in_folder(home.path().to_owned());
        let elsewhere = home.path().join("sub").join(format!("{}.yaml", shipped()[0].session.id));
        for path in [elsewhere, home.path().join("2026-01-01-mine-aaaa.yaml")] {
            samples.lay_out(&path.to_string_lossy().into_owned().into()).unwrap();
            assert!(!path.exists());
        }
    }
}
