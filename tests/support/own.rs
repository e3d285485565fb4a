//! What one made-up person has practised: as many sessions as one likes, most of them finished, some scored, some open, given
//! up or out of the way, a few reviewed. The same seed gives the same files. Changes nothing but what it wrote.

use std::{
    fs,
    path::{Path, PathBuf},
    time::{Duration, SystemTime},
};

use casebook::{
    model::{
        Session, State,
        review::Score,
        session::{NextStep, Person, SelfScore},
    },
    store::session_file,
};
use fastrand::Rng;

use super::class;

/// One session of so many keeps its review.
const REVIEWED: usize = 200;

/// Writes that many sessions into a folder and its archive, as if it had been an hour ago.
pub fn write(folder: &Path, count: usize, seed: u64) {
    class::write(folder, count, seed, None);
    let mut files: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let (reviews, sessions): (Vec<PathBuf>, Vec<PathBuf>) =
        files.into_iter().partition(|path| path.to_string_lossy().contains(".review-"));
    for (_, path) in reviews.iter().enumerate().filter(|(number, _)| number % REVIEWED > 0) {
        fs::remove_file(path).unwrap();
    }
    let archive = folder.join("archive");
    fs::create_dir(&archive).unwrap();
    let mut rng = Rng::with_seed(seed);
    for (number, path) in sessions.iter().enumerate() {
        let mut session = session_file::read(fs::read(path).unwrap(), path).unwrap().session;
        happens(&mut session, number, &mut rng);
        let text = session_file::write(&session, &session_file::Foreign::default()).unwrap();
        fs::write(path, text).unwrap();
        let an_hour_ago = SystemTime::now() - Duration::from_secs(3_600);
        fs::File::options().write(true).open(path).unwrap().set_modified(an_hour_ago).unwrap();
        if number % 12 == 5 {
            fs::rename(path, archive.join(path.file_name().unwrap())).unwrap();
        }
    }
}

/// How it went with one of them.
fn happens(session: &mut Session, number: usize, rng: &mut Rng) {
    session.person = Person { id: "nobody-yet".to_owned(), name: Some("Nobody Yet".to_owned()) };
    session.finished = Some(session.started);
    match number % 25 {
        3 => (session.state, session.finished) = (State::InProgress, None),
        7 | 19 => (session.state, session.finished) = (State::Abandoned, None),
        _ => {}
    }
    if session.finished.is_some() && rng.usize(..3) > 0 {
        for dimension in session.rubric.dimensions.clone() {
            let score = Some([Score::One, Score::Two, Score::Three, Score::Four][rng.usize(..4)]);
            session.self_scores.insert(dimension.id, SelfScore { score, ..SelfScore::default() });
        }
    }
    if rng.usize(..5) == 0 {
        let constraint = format!("a limit on each of {} guardrails", number % 7);
        session.wrap_up.next = NextStep { constraint, ..NextStep::default() };
    }
}
