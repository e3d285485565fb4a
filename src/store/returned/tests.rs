//! Reviews of own sessions and the replies to them, on disk: which counts, and what is never touched.

use tempfile::TempDir;

use super::*;
use crate::{
    model::{
        CommentId,
        reply::{Addressed, Answered},
        review::{Comment, CommentKind},
        start::{Options, begin},
    },
    store::{bank, session_file},
};

/// A candidate with a finished session, and what coaches sent.
struct Home {
    folder: TempDir,
    sha256: String,
}

const ID: &str = "2026-03-02-alipay-success-metrics-bcdf";

fn mei() -> Person {
    Person { id: "mei".to_owned(), name: Some("Mei".to_owned()) }
}

impl Home {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let home = Self { folder, sha256: String::new() };
        let bank = bank::built_in();
        let (question, framework, rubric) = bank.whole(&"alipay-success-metrics".into()).unwrap();
        let options = Options::new(ID.into(), mei(), Timestamp::UNIX_EPOCH, 1);
        let session = begin((*question).clone(), framework.clone(), rubric.clone(), options);
        home.sessions().save(&session, &session_file::Foreign::default()).unwrap();
        let sha256 = sha256(&fs::read(home.sessions().path(&ID.into())).unwrap());
        Self { sha256, ..home }
    }

    fn sessions(&self) -> Sessions {
        Sessions::in_folder(&self.folder.path().join("sessions"))
    }

    fn reviews(&self) -> Reviews {
        Reviews::new(self.sessions(), &self.folder.path().join("received"), mei())
    }

    fn gets(&self, name: &str, coach: &str, written: i64, text: &str) {
        let review = Review {
            of: Reviewed::Session { id: ID.into(), sha256: self.sha256.clone() },
            coach: Person { id: coach.to_owned(), name: Some(coach.to_uppercase()) },
            written: Timestamp::from_second(written).unwrap(),
            comments: vec![Comment {
                id: "c1".into(),
                kind: Some(CommentKind::Start),
                text: text.to_owned(),
                ..Comment::default()
            }],
            scores: BTreeMap::new(),
            verdict: None,
            next: None,
        };
        let text = review_file::write(&review, &review_file::Foreign::default()).unwrap();
        let path = self.folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
}

fn said(returned: &Returned) -> Vec<(&str, &str)> {
    let heard = returned.values().flatten();
    heard.map(|h| (h.review.coach.id.as_str(), h.review.comments[0].text.as_str())).collect()
}

#[test]
fn of_each_coach_the_newest_review_counts_wherever_it_lies() {
    let home = Home::new();
    home.gets(&format!("received/{ID}.review-ann.yaml"), "ann", 5, "Old.");
    home.gets(&format!("received/version-2/{ID}.review-ann.yaml"), "ann", 9, "New.");
    home.gets(&format!("sessions/{ID}.review-ben.yaml"), "ben", 7, "Mine.");
    home.gets(&format!("sessions/{ID}.review-mei.yaml"), "mei", 8, "My own.");
    let (returned, broken) = home.reviews().all();
    assert!(broken.is_empty(), "{broken:?}");
    assert_eq!(
        said(&returned),
        [("ben", "Mine."), ("ann", "New.")],
        "in the order in which they were written"
    );
    assert!(returned.values().flatten().all(|heard| !heard.edited && heard.read_only.is_none()));
}

#[test]
fn a_reply_is_kept_beside_the_session_and_read_again_and_no_other_file_is_touched() {
    let home = Home::new();
    let name = format!("received/{ID}.review-ann.yaml");
    home.gets(&name, "ann", 5, "A limit.");
    let before = fs::read(home.folder.path().join(&name)).unwrap();
    let mut heard = home.reviews().all().0.remove(&SessionId::from(ID)).unwrap().remove(0);
    let comment = heard.review.comments[0].clone();
    heard.answer(&comment, Some((Addressed::Disagree, "Not\nhere.".to_owned())));
    let path = home.reviews().keep(&heard.reply).unwrap();
    assert!(path.ends_with(format!("sessions/{ID}.reply-ann.yaml")), "{}", path.display());
    let again = home.reviews().all().0.remove(&SessionId::from(ID)).unwrap().remove(0);
    assert_eq!(again, heard);
    assert_eq!(fs::read(home.folder.path().join(&name)).unwrap(), before);

    // Of a newer casebook's reply nothing is lost, and what it answered stays when the review is written anew.
    let text = fs::read_to_string(&path).unwrap() + "mood: calm\n";
    fs::write(&path, text).unwrap();
    home.gets(&name, "ann", 8, "A limit, please.");
    let mut heard = home.reviews().all().0.remove(&SessionId::from(ID)).unwrap().remove(0);
    assert_eq!(heard.reply.answers.len(), 1);
    heard.reply.answers.push(Answered {
        comment: CommentId::from("c2"),
        state: Addressed::Addressed,
        because: String::new(),
    });
    home.reviews().keep(&heard.reply).unwrap();
    assert!(fs::read_to_string(&path).unwrap().contains("mood: calm"));
}

#[test]
fn what_a_stranger_is_called_leads_to_no_file() {
    let home = Home::new();
    for (number, coach) in ["../../state/x", "Ann", "ann/..", ""].into_iter().enumerate() {
        home.gets(&format!("received/{ID}.review-s{number}.yaml"), coach, 5, "Hm.");
    }
    let returned = home.reviews().all().0;
    let heard = &returned[&SessionId::from(ID)];
    assert_eq!(heard.len(), 4);
    let mut paths: Vec<PathBuf> =
        heard.iter().map(|heard| home.reviews().keep(&heard.reply).unwrap()).collect();
    assert!(paths.iter().all(|path| path.parent().unwrap().ends_with("sessions")), "{paths:?}");
    paths.dedup();
    assert_eq!(paths.len(), 4, "each has a file of its own");
    // A reply that lies where another's belongs is not written over.
    let [first, second] = [&paths[0], &paths[1]];
    fs::copy(first, second).unwrap();
    let (_, broken) = home.reviews().all();
    assert!(broken[0].what.contains("is a reply to another coach"), "{broken:?}");
}

#[test]
fn what_is_no_own_session_s_is_passed_over_and_what_cannot_be_read_is_told() {
    let home = Home::new();
    home.gets(&format!("received/{ID}.review-ann.yaml"), "ann", 5, "Old.");
    fs::write(home.folder.path().join(format!("received/{ID}.review-ben.yaml")), "format: [").unwrap();
    let other =
        fs::read_to_string(home.folder.path().join(format!("received/{ID}.review-ann.yaml"))).unwrap();
    let other = other.replace(ID, "2026-03-02-alipay-success-metrics-zzzz");
    fs::write(
        home.folder.path().join("received/2026-03-02-alipay-success-metrics-zzzz.review-ann.yaml"),
        other,
    )
    .unwrap();
    let (returned, broken) = home.reviews().all();
    assert_eq!(said(&returned), [("ann", "Old.")]);
    assert_eq!(broken.len(), 1);
    // Edited since: the coach read other bytes.
    let path = home.sessions().path(&ID.into());
    fs::write(&path, fs::read_to_string(&path).unwrap() + "\n").unwrap();
    assert!(home.reviews().all().0[&SessionId::from(ID)][0].edited);
}
