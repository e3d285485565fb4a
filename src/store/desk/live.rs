//! Live mocks: of each a review in a file of its own, beside no session. Finds the one to go on with, and has it for one
//! program alone; writes no review.

use std::path::{Path, PathBuf};

use jiff::{SignedDuration, Timestamp, civil::Date};

use super::{case_id, files, own, review};
use crate::{
    model::{CaseId, QuestionId, review::Reviewed, session::Person},
    sort::Sort as _,
    store::{
        atomic,
        disk::{Disk as _, RealDisk},
        failure::{Failure, Result},
        lock::{Lock, Taken},
        paths::Places,
        review_file::Loaded,
        sessions::letters,
    },
};

/// What was left longer ago than this is over, whether it has a verdict or not.
const A_DAY: SignedDuration = SignedDuration::from_hours(24);

/// The folder of a coach's live mocks.
#[derive(Clone, Debug)]
pub struct Mocks {
    folder: PathBuf,
    /// On this machine alone: where it is said which of them are open.
    open: PathBuf,
    coach: Person,
}

/// A live mock that is open.
#[derive(Debug)]
pub struct Mock {
    /// Beside which session's file its review would lie, if there were one.
    pub case: CaseId,
    /// What was said so far.
    pub own: Loaded,
    /// Whether it was begun before.
    pub goes_on: bool,
    /// Keeps it from being gone on with by somebody else; none where the disk takes no locks.
    lock: Option<Lock>,
}

impl Drop for Mock {
    fn drop(&mut self) {
        if let Some(lock) = self.lock.take() {
            lock.release();
        }
    }
}

impl Mocks {
    /// The live mocks of this coach.
    pub fn new(places: &Places, coach: Person) -> Self {
        Self { folder: places.live(), open: places.state.join("live"), coach }
    }

    /// The mock of a question that was left without a verdict less than a day ago, and that nobody else has open; else, or
    /// where one is to begin `anew`, another.
    pub fn take(&self, question: &QuestionId, now: Timestamp, date: Date, anew: bool) -> Result<Mock> {
        atomic::sweep(&self.folder);
        let unfinished = if anew { Vec::new() } else { self.unfinished(question, now) };
        for (case, own) in unfinished {
            if let Some(lock) = self.lock(&case) {
                return Ok(Mock { case, own, goes_on: true, lock });
            }
        }
        RealDisk.folder(&self.folder).map_err(|error| Failure::io("make", &self.folder, &error))?;
        let case = loop {
            let path = self.folder.join(format!("{date}-{question}-{}.yaml", letters()));
            if files::beside(&path).is_empty() {
                break case_id(&path);
            }
        };
        let lock = self.lock(&case).flatten();
        let own = own::begun(Reviewed::Question(question.clone()), &self.coach);
        Ok(Mock { case, own, goes_on: false, lock })
    }

    /// Own mocks of the question that could be gone on with, the newest first. What cannot be read is left alone.
    fn unfinished(&self, question: &QuestionId, now: Timestamp) -> Vec<(CaseId, Loaded)> {
        let paths = files::all(&self.folder);
        let reviews = paths.into_iter().filter(|path| files::is_review(path));
        let mut found: Vec<(CaseId, Loaded)> = reviews
            .filter_map(|path| Some((case_id(&files::reviewed(&path)), review(&path).ok()?)))
            .filter(|(_, Loaded { review, .. })| {
                let age = now.duration_since(review.written);
                review.of == Reviewed::Question(question.clone())
                    && review.coach.id == self.coach.id
                    && review.verdict.is_none()
                    && age < A_DAY
            })
            .filter(|(_, loaded)| loaded.read_only().is_none())
            .collect();
        found.arrange_by_key(|(_, loaded)| std::cmp::Reverse(loaded.review.written));
        found
    }

    /// The lock of a mock; none where somebody else has it, and a mock without one where the disk takes none.
    fn lock(&self, case: &CaseId) -> Option<Option<Lock>> {
        let name = Path::new(case.as_str()).file_stem().unwrap_or_default();
        let path = self.open.join(name).with_extension("lock");
        let taken = RealDisk.folder(&self.open).and_then(|()| Lock::take(&path));
        match taken {
            Ok(Taken::Ours(lock)) => Some(Some(lock)),
            Ok(Taken::Theirs(_)) => None,
            Err(_) => Some(None),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        model::review::{Comment, Verdict},
        store::desk::Desk,
    };

    const NOW: &str = "2026-03-02T07:30:00Z";

    fn mocks(home: &Path) -> Mocks {
        let ann = Person { id: "vwtrnqxzkdlsmhpf".to_owned(), name: Some("Ann".to_owned()) };
        Mocks::new(&Places::under(home), ann)
    }

    fn take(mocks: &Mocks, anew: bool, hours: i64) -> Mock {
        let now = NOW.parse::<Timestamp>().unwrap() + SignedDuration::from_hours(hours);
        mocks.take(&"alipay-success-metrics".into(), now, "2026-03-02".parse().unwrap(), anew).unwrap()
    }

    /// Says something in a mock, and has it written.
    fn say(mock: &mut Mock, verdict: Option<Verdict>) -> PathBuf {
        let coach = mock.own.review.coach.clone();
        let note = Comment { text: "Names three payers".to_owned(), at: Some(80), ..Comment::default() };
        mock.own.review.comments.push(note);
        mock.own.review.number_comments();
        mock.own.review.verdict = verdict;
        mock.own.review.written = NOW.parse().unwrap();
        Desk::new(Vec::new(), coach).keep(&mock.case, &mock.own).unwrap()
    }

    #[test]
    fn what_was_left_is_gone_on_with_until_a_day_or_a_verdict_is_over_it() {
        let home = tempfile::tempdir().unwrap();
        let mocks = mocks(home.path());
        let mut first = take(&mocks, false, 0);
        assert!(!first.goes_on);
        let path = say(&mut first, None);
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        assert!(name.starts_with("2026-03-02-alipay-success-metrics-") && name.ends_with(".review-ann.yaml"));
        let (case, own) = (first.case.clone(), first.own.clone());
        drop(first);

        let again = take(&mocks, false, 23);
        assert_eq!((again.goes_on, &again.case, &again.own), (true, &case, &own));
        drop(again);
        assert!(!take(&mocks, true, 23).goes_on, "another was wished for");
        assert!(!take(&mocks, false, 25).goes_on, "it was left long ago");
        let mut again = take(&mocks, false, 1);
        assert_eq!(say(&mut again, Some(Verdict::Hire)), path);
        drop(again);
        assert!(!take(&mocks, false, 1).goes_on, "it has a verdict");
    }

    #[test]
    fn two_windows_never_write_into_one_mock() {
        let home = tempfile::tempdir().unwrap();
        let mocks = mocks(home.path());
        let mut first = take(&mocks, false, 0);
        say(&mut first, None);
        let second = take(&mocks, false, 0);
        assert!(!second.goes_on && second.case != first.case);
    }

    #[test]
    fn another_coachs_mock_or_another_questions_is_not_gone_on_with() {
        let home = tempfile::tempdir().unwrap();
        let mut first = take(&mocks(home.path()), false, 0);
        say(&mut first, None);
        drop(first);
        let ben = Mocks { coach: Person { id: "ben".to_owned(), name: None }, ..mocks(home.path()) };
        assert!(!take(&ben, false, 0).goes_on);
        let date = "2026-03-02".parse().unwrap();
        let other = mocks(home.path()).take(&"bolt-root-cause".into(), NOW.parse().unwrap(), date, false);
        assert!(!other.unwrap().goes_on);
    }
}
