//! Files that travel between candidates and coaches: the real binary in the homes of two people.

#![expect(clippy::disallowed_methods, reason = "a test reads and writes files of its own")]
#![expect(clippy::unwrap_used, reason = "a test that cannot write its own files has failed")]

mod support;

use std::{
    fs,
    path::{Path, PathBuf},
    process::Output,
    sync::Arc,
};

use casebook::{
    model::{
        Edit, Part, Place, Reply, Review, Session,
        hash::sha256,
        reply::{Addressed, Answered, ReadReview},
        review::{Comment, Reviewed, Score, Scored, Verdict},
        session::{NextStep, Person},
        start::{self, Options},
    },
    store::{
        assignment_file, bank,
        desk::Desk,
        disk::RealDisk,
        keeper::Keeper,
        reply_file, review_file,
        session_file::{self, Foreign},
        sessions::Sessions,
        timeline,
    },
};
use serde_json::Value;
use support::{casebook, err, home, out, run};

const ID: &str = "2025-03-04-alipay-success-metrics-bcdf";

/// Somebody with a home, and a folder from which mail is sent and where it is put.
struct Someone {
    home: tempfile::TempDir,
    person: Person,
}

impl Someone {
    fn new(id: &str, name: &str) -> Self {
        let home = home();
        for folder in ["config", "mail"] {
            fs::create_dir(home.path().join(folder)).unwrap();
        }
        let config = format!("person: {{id: {id}, name: {name}}}\ndevice: desk\n");
        fs::write(home.path().join("config/config.yaml"), config).unwrap();
        Self { home, person: Person { id: id.to_owned(), name: Some(name.to_owned()) } }
    }

    fn path(&self, below: &str) -> PathBuf {
        self.home.path().join(below)
    }

    fn read(&self, below: &str) -> Vec<u8> {
        fs::read(self.path(below)).unwrap()
    }

    /// Runs a command in the folder of mail.
    fn does(&self, args: &[&str]) -> Output {
        casebook(self.home.path()).current_dir(self.path("mail")).args(args).output().unwrap()
    }

    /// The same where it must succeed; what it printed, and what it said.
    fn did(&self, args: &[&str]) -> (String, String) {
        let output = self.does(args);
        assert_eq!(output.status.code(), Some(0), "{args:?}: {}", err(&output));
        (out(&output), err(&output))
    }

    /// The same where it must fail with a status; what it said.
    fn failed(&self, status: i32, args: &[&str]) -> String {
        let output = self.does(args);
        assert_eq!(output.status.code(), Some(status), "{args:?}: {}{}", out(&output), err(&output));
        assert!(err(&output).contains("\nhelp: "), "{}", err(&output));
        err(&output)
    }

    fn mailed(&self, name: &str, to: &Self) {
        fs::copy(self.path("mail").join(name), to.path("mail").join(name)).unwrap();
    }

    /// Everything below a folder, sorted, with slashes.
    fn files(&self, below: &str) -> Vec<String> {
        let mut found = Vec::new();
        walk(&self.path(below), "", &mut found);
        found.sort();
        found
    }

    /// Writes an answer to a step, as one types it, and takes some of it back.
    fn writes(&self, id: &str, finish: bool, change: impl FnOnce(&mut Session)) {
        let bank = bank::built_in();
        let (question, framework, rubric) = bank.whole(&"alipay-success-metrics".into()).unwrap();
        let now = "2025-03-04T05:06:07Z".parse().unwrap();
        let options = Options::new(id.into(), self.person.clone(), now, 1);
        let mut session = start::begin((*question).clone(), framework.clone(), rubric.clone(), options);
        change(&mut session);
        let sessions = Sessions::in_folder(&self.path("data/sessions"));
        let mut keeper = Keeper::new(Arc::new(RealDisk), sessions, &self.path("state"), || "desk".to_owned());
        keeper.begin(session.clone(), Foreign::default()).unwrap();
        session.open_step(&"goal".into());
        let at = Place::of(Part::Step("goal".into()));
        for (removed, inserted) in [("", "Ease, said badly"), (", said badly", "")] {
            let offset = if removed.is_empty() { 0 } else { "Ease".len() };
            let (removed, inserted) = (removed.to_owned(), inserted.to_owned());
            session.apply(&Edit::Splice { at: at.clone(), offset, removed, inserted }).unwrap();
            keeper.keep(session.clone(), Foreign::default()).unwrap();
        }
        if finish {
            start::finish(&mut session, now);
            keeper.keep(session, Foreign::default()).unwrap();
        }
        keeper.close(&id.into()).unwrap();
    }
}

fn walk(folder: &Path, within: &str, found: &mut Vec<String>) {
    for entry in fs::read_dir(folder).into_iter().flatten() {
        let entry = entry.unwrap();
        let name = format!("{within}{}", entry.file_name().to_str().unwrap());
        if entry.path().is_dir() {
            walk(&entry.path(), &format!("{name}/"), found);
        } else {
            found.push(name);
        }
    }
}

fn mei() -> Someone {
    Someone::new("mei", "Mei")
}

fn ann() -> Someone {
    Someone::new("ann", "Ann")
}

#[test]
fn an_assignment_a_session_a_review_and_a_reply_go_from_one_to_the_other() {
    let (coach, candidate) = (ann(), mei());
    let assigned = ["assign", "alipay-success-metrics", "--due", "2025-03-14", "--candidate", "Mei"];
    let (printed, said) = coach.did(&[&assigned[..], &["-o", "week-3.assignment.yaml"]].concat());
    assert_eq!(printed, "week-3.assignment.yaml\n");
    assert!(said.contains("casebook receive week-3.assignment.yaml"), "{said}");

    coach.mailed("week-3.assignment.yaml", &candidate);
    let (_, said) = candidate.did(&["receive", "week-3.assignment.yaml"]);
    assert!(said.contains("an assignment by Ann") && said.contains("due 2025-03-14"), "{said}");
    assert!(said.contains("casebook practice alipay-success-metrics"), "{said}");

    candidate.writes(ID, true, |session| session.origin.assignment = Some("week-3".to_owned()));
    let (printed, said) = candidate.did(&["share", "bcdf"]);
    assert_eq!(printed, format!("{ID}.yaml\n"));
    for words in
        ["your name: Mei", "1 step", "how long each step took", "which facts you opened", "not how it"]
    {
        assert!(said.contains(words), "{words}: {said}");
    }
    let shared = candidate.read(&format!("mail/{ID}.yaml"));
    assert_eq!(
        shared,
        candidate.read(&format!("data/sessions/{ID}.yaml")),
        "the copy is the session, sealed"
    );
    assert!(String::from_utf8(shared.clone()).unwrap().contains("\nstate: sealed\n"));
    assert_eq!(candidate.files("mail"), [&format!("{ID}.yaml"), "week-3.assignment.yaml"]);

    candidate.mailed(&format!("{ID}.yaml"), &coach);
    let (printed, said) = coach.did(&["receive", &format!("{ID}.yaml")]);
    assert!(printed.trim_end().ends_with(&format!("{ID}.yaml")), "{printed}");
    assert!(said.contains("a session of Mei") && !said.contains("warning"), "{said}");
    assert_eq!(coach.read(&format!("data/received/{ID}.yaml")), shared, "not a byte is another");
    assert_eq!(coach.did(&["sessions"]).0, "", "what others sent is nothing of one's own");
    let progress: Value = serde_json::from_str(&coach.did(&["progress", "--json"]).0).unwrap();
    assert_eq!(progress["types"], Value::Array(Vec::new()));

    // The coach writes a review beside the session, and the candidate a reply beside the review.
    let review = Review {
        of: Reviewed::Session { id: ID.into(), sha256: sha256(&shared) },
        coach: coach.person.clone(),
        written: "2025-03-06T18:20:00Z".parse().unwrap(),
        comments: vec![Comment { id: "c1".into(), text: "Whose ease?".to_owned(), ..Comment::default() }],
        scores: Default::default(),
        verdict: None,
        next: None,
    };
    let name = format!("{ID}.review-ann.yaml");
    let text = review_file::write(&review, &review_file::Foreign::default()).unwrap();
    fs::write(coach.path("data/received").join(&name), &text).unwrap();
    let (_, said) = coach.did(&["share", &format!("{ID}.review-ann")]);
    assert!(said.contains("your name: Ann") && said.contains("1 comment"), "{said}");
    coach.mailed(&name, &candidate);
    let (_, said) = candidate.did(&["receive", &name]);
    assert!(said.contains(&format!("a review by Ann of {ID}")) && !said.contains("edited since"), "{said}");
    assert_eq!(candidate.read(&format!("data/received/{name}")), text.as_bytes());

    let reply = Reply {
        session: ID.into(),
        review: ReadReview { coach: "ann".to_owned(), sha256: sha256(text.as_bytes()) },
        candidate: candidate.person.clone(),
        written: "2025-03-07T07:10:00Z".parse().unwrap(),
        answers: vec![Answered { comment: "c1".into(), state: Addressed::Addressed, because: String::new() }],
    };
    let name = format!("{ID}.reply-ann.yaml");
    let text = reply_file::write(&reply, &reply_file::Foreign::default()).unwrap();
    fs::write(candidate.path("data/received").join(&name), &text).unwrap();
    candidate.did(&["share", &name]);
    candidate.mailed(&name, &coach);
    let (_, said) = coach.did(&["receive", &name]);
    assert!(said.contains("a reply by Mei"), "{said}");
    let desk = Desk::new(vec![coach.path("data/received")], coach.person.clone());
    let case = desk.list(|_| ()).unwrap().cases.remove(0);
    assert_eq!(desk.take(&case.id).unwrap().reply, Some(reply));
    let inbox =
        |args: &[&str]| serde_json::from_str::<Value>(&coach.did(args).0).unwrap()["items"][0].clone();
    assert_eq!(inbox(&["review", "--json"])["replied"], "2025-03-07T07:10:00Z");
    // A file that is named without its folder has the same beside it.
    let named = format!("{ID}.yaml");
    let item = inbox(&["review", &named, "--json"]);
    assert_eq!((&item["comments"], &item["replied"]), (&1.into(), &"2025-03-07T07:10:00Z".into()));
    let all = ["", ".reply-ann", ".review-ann"].map(|part| format!("{ID}{part}.yaml"));
    let mut filed = coach.files("data/received");
    filed.sort();
    let mut all = all.to_vec();
    all.sort();
    assert_eq!(filed, all);
    let (checked, _) = coach.did(&["check", coach.path("data/received").to_str().unwrap()]);
    assert!(checked.contains("(1 session, 1 review, 1 reply): nothing is wrong"), "{checked}");
    let sessions = candidate.did(&["sessions", "--state", "sealed"]).0;
    assert!(sessions.starts_with(ID), "{sessions}");
}

#[test]
fn what_was_said_of_a_live_mock_travels_too() {
    let (coach, candidate) = (ann(), mei());
    let note = Comment {
        id: "c1".into(),
        at: Some(80),
        text: "Names three payers".to_owned(),
        ..Comment::default()
    };
    let next = NextStep {
        step: Some("metrics".into()),
        minutes: Some(7.0),
        constraint: "A limit on every guardrail".to_owned(),
        ..NextStep::default()
    };
    let scored = Scored { score: Score::Two, evidence: "1:20 Names three payers".to_owned() };
    let review = Review {
        of: Reviewed::Question("alipay-success-metrics".into()),
        coach: coach.person.clone(),
        written: "2025-03-06T18:20:00Z".parse().unwrap(),
        comments: vec![note],
        scores: [("goals".into(), scored)].into(),
        verdict: Some(Verdict::NoHire),
        next: Some(next),
    };
    let name = "2025-03-06-alipay-success-metrics-kqzt.review-ann.yaml";
    let text = review_file::write(&review, &review_file::Foreign::default()).unwrap();
    fs::create_dir_all(coach.path("data/live")).unwrap();
    fs::write(coach.path("data/live").join(name), &text).unwrap();
    let (checked, _) = coach.did(&["check", coach.path("data/live").to_str().unwrap()]);
    assert!(checked.contains("(1 review): nothing is wrong"), "{checked}");
    // By the name of its file, wherever one is.
    let (_, said) = coach.did(&["share", name]);
    assert!(said.contains("1 comment"), "{said}");
    coach.mailed(name, &candidate);
    let (printed, said) = candidate.did(&["receive", name]);
    // It can be read at once: there is no session in which it would stand.
    for words in [
        "a review by Ann of a live mock, alipay-success-metrics",
        "  1:20  Names three payers\n",
        "  goals 2: 1:20 Names three payers\n",
        "  verdict: no hire\n",
        "Your next rep: A limit on every guardrail\n",
        "  casebook practice alipay-success-metrics --step metrics --minutes 7\n",
    ] {
        assert!(said.contains(words), "{words}: {said}");
    }
    assert!(printed.trim_end().ends_with("alipay-success-metrics.review-ann.yaml"), "{printed}");
    let filed = candidate.read("data/received/alipay-success-metrics.review-ann.yaml");
    assert_eq!(filed, text.as_bytes());
}

#[test]
fn only_what_is_finished_is_shared() {
    let candidate = mei();
    candidate.writes(ID, false, |_| ());
    let said = candidate.failed(1, &["share", "bcdf"]);
    assert!(
        said.contains("not finished") && said.contains("casebook practice alipay-success-metrics"),
        "{said}"
    );
    assert!(candidate.files("mail").is_empty());
    let before = candidate.read(&format!("data/sessions/{ID}.yaml"));
    assert!(!String::from_utf8(before).unwrap().contains("sealed"));
    assert!(candidate.failed(1, &["share", "zzzz"]).contains("there is no session"));
}

#[test]
fn a_session_that_is_open_elsewhere_is_not_shared() {
    let candidate = mei();
    candidate.writes(ID, true, |_| ());
    let sessions = Sessions::in_folder(&candidate.path("data/sessions"));
    let state = candidate.path("state");
    let mut window = Keeper::new(Arc::new(RealDisk), sessions, &state, || "desk".to_owned());
    window.open(&ID.into()).unwrap();
    let before = candidate.read(&format!("data/sessions/{ID}.yaml"));
    let said = candidate.failed(1, &["share", "bcdf"]);
    assert!(said.contains("is open in another casebook") && said.contains("close it there"), "{said}");
    assert_eq!(candidate.read(&format!("data/sessions/{ID}.yaml")), before);
    assert!(candidate.files("mail").is_empty());
    window.close(&ID.into()).unwrap();
    candidate.did(&["share", "bcdf"]);
}

#[test]
fn an_attempt_in_the_archive_is_shared_from_there_and_stays_there() {
    let candidate = mei();
    candidate.writes(ID, true, |_| ());
    candidate.did(&["archive", "bcdf"]);
    candidate.did(&["share", "bcdf"]);
    let archived = candidate.read(&format!("data/sessions/archive/{ID}.yaml"));
    assert_eq!(candidate.read(&format!("mail/{ID}.yaml")), archived);
    assert_eq!(candidate.files("data/sessions"), [format!("archive/{ID}.yaml")]);
}

#[test]
fn sharing_again_gives_the_same_file_and_never_another_in_its_place() {
    let candidate = mei();
    candidate.writes(ID, true, |_| ());
    let name = format!("{ID}.yaml");
    fs::write(candidate.path("mail").join(&name), "a letter").unwrap();
    let said = candidate.failed(1, &["share", "bcdf"]);
    assert!(said.contains("is there already") && said.contains("-o FILE"), "{said}");
    assert_eq!(candidate.read(&format!("mail/{name}")), b"a letter");
    let session = candidate.read(&format!("data/sessions/{name}"));
    assert!(!String::from_utf8(session).unwrap().contains("sealed"), "what was not shared is not sealed");

    candidate.did(&["share", "bcdf", "-o", "to-ann.yaml"]);
    let first = candidate.read("mail/to-ann.yaml");
    candidate.did(&["share", "bcdf", "-o", "to-ann.yaml"]);
    fs::create_dir(candidate.path("mail/out")).unwrap();
    candidate.did(&["share", "bcdf", "-o", "out"]);
    assert_eq!(
        (candidate.read("mail/to-ann.yaml"), candidate.read(&format!("mail/out/{name}"))),
        (first.clone(), first)
    );
}

#[test]
fn who_shares_own_scores_is_told_that_the_file_can_be_read() {
    let candidate = mei();
    candidate.writes(ID, true, |session| {
        let own = casebook::model::session::SelfScore { score: Some(Score::Three), ..Default::default() };
        session.self_scores.insert("goals".into(), own);
    });
    let (_, said) = candidate.did(&["share", "bcdf"]);
    assert!(said.contains("your own scores: 1") && said.contains("can be read all the same"), "{said}");
}

#[test]
fn a_session_without_a_name_gets_that_of_the_settings_when_it_is_shared() {
    let candidate = mei();
    candidate.writes(ID, true, |session| session.person.name = None);
    candidate.did(&["share", "bcdf"]);
    let shared = session_file::read(candidate.read(&format!("mail/{ID}.yaml")), Path::new("s.yaml")).unwrap();
    assert_eq!(shared.session.person, candidate.person);
}

#[test]
fn the_timeline_travels_only_when_it_is_asked_for() {
    let (coach, candidate) = (ann(), mei());
    candidate.writes(ID, true, |_| ());
    let name = format!("{ID}.timeline.ndjson");
    let (printed, said) = candidate.did(&["share", "bcdf", "--timeline"]);
    assert_eq!(printed, format!("{ID}.yaml\n{name}\n"));
    assert!(said.contains("all that you deleted"), "{said}");
    let lines = String::from_utf8(candidate.read(&format!("mail/{name}"))).unwrap();
    assert!(lines.contains("said badly") && !lines.contains("\"saved\":\""), "{lines}");
    assert!(lines.lines().all(|line| serde_json::from_str::<Value>(line).is_ok_and(|line| line.is_object())));

    for name in [&name, &format!("{ID}.yaml")] {
        candidate.mailed(name, &coach);
        coach.did(&["receive", name]);
    }
    let filed = coach.read(&format!("data/received/{name}"));
    let timeline = timeline::read_shared(&filed, &ID.into()).unwrap();
    assert!(!timeline.cut && timeline.moments().len() > 2);
    assert_eq!(timeline.now().answer(&"goal".into()).unwrap().text(), "Ease");

    // At the desk it is found beside its session, and refused with its line where somebody changed it.
    let desk = Desk::new(vec![coach.path("data/received")], coach.person.clone());
    let case = desk.list(|_| ()).unwrap().cases.remove(0).id;
    assert_eq!(desk.timeline(&case, &ID.into()).unwrap().unwrap().moments(), timeline.moments());
    assert_eq!(desk.timeline(&case, &"../../state/journals/x".into()).unwrap(), None);
    let changed = [&filed[..], b"{\"not\": 1}\n"].concat();
    fs::write(coach.path(&format!("data/received/{name}")), changed).unwrap();
    let refused = desk.timeline(&case, &ID.into()).unwrap_err();
    assert!(refused.what.contains("this line is no part of a timeline"), "{refused:?}");

    // One that is written on another machine has none here.
    let elsewhere = mei();
    elsewhere.writes(ID, true, |_| ());
    fs::remove_dir_all(elsewhere.path("state/journals")).unwrap();
    assert!(elsewhere.failed(1, &["share", "bcdf", "--timeline"]).contains("knows no timeline"));
    assert!(elsewhere.files("mail").is_empty(), "nothing half");
}

#[test]
fn what_is_not_ones_own_is_not_shared() {
    let (coach, candidate) = (ann(), mei());
    let review = format!(
        "format: 1\nsession: {{id: {ID}, sha256: ab}}\ncoach: {{id: bea, name: Bea}}\nwritten: 2025-03-06T18:20:00Z\n"
    );
    for someone in [&coach, &candidate] {
        let file = someone.path("mail").join(format!("{ID}.review-bea.yaml"));
        fs::write(&file, &review).unwrap();
        let said = someone.failed(1, &["share", file.to_str().unwrap(), "-o", "again.yaml"]);
        assert!(said.contains("this review is by Bea, not by you"), "{said}");
    }
    assert!(coach.failed(1, &["share", "s.reply-x"]).contains("there is no reply `s.reply-x`"));
    assert!(coach.failed(1, &["share", "../../s.review-x"]).contains("there is no review"));
    assert!(coach.failed(2, &["share", "week.assignment.yaml"]).contains("is a file already"));
    assert!(coach.failed(2, &["share", "s.reply-x", "--timeline"]).contains("has no timeline"));
}

/// A finished session as a file.
fn session(change: impl FnOnce(&mut Session)) -> String {
    let candidate = mei();
    candidate.writes(ID, true, |_| ());
    let path = candidate.path(&format!("data/sessions/{ID}.yaml"));
    let mut loaded = session_file::read(fs::read(&path).unwrap(), &path).unwrap();
    change(&mut loaded.session);
    session_file::write(&loaded.session, &loaded.foreign).unwrap()
}

#[test]
fn another_version_is_filed_beside_the_first_and_the_same_is_left() {
    let coach = ann();
    let versions: Vec<String> = ["one", "two", "three"]
        .map(|learnt| session(|session| session.wrap_up.learnt = learnt.to_owned()))
        .to_vec();
    let name = format!("{ID}.yaml");
    let receive = |text: &str| {
        fs::write(coach.path("mail/attachment (1).yaml"), text).unwrap();
        coach.did(&["receive", "attachment (1).yaml"]).1
    };
    assert!(receive(&versions[0]).contains(": filed"));
    assert!(receive(&versions[0]).contains("it is there already; nothing was changed"));
    assert!(receive(&versions[1]).contains("another version of it was there; both stay"));
    assert!(receive(&versions[2]).contains("2 other versions of it were there"));
    for (folder, text) in ["", "version-2/", "version-3/"].iter().zip(&versions) {
        assert!(receive(text).contains("there already"), "{folder}");
        let path = coach.path(&format!("data/received/{folder}{name}"));
        assert_eq!(fs::read_to_string(&path).unwrap(), *text);
        let loaded = session_file::read(fs::read(&path).unwrap(), &path).unwrap();
        assert_eq!(loaded.session.id, ID, "whichever version it is, it is read as that session");
    }
    assert_eq!(coach.files("data/received").len(), 3);
}

#[cfg(unix)]
#[test]
fn what_is_received_is_the_persons_alone() {
    use std::os::unix::fs::PermissionsExt as _;
    let coach = ann();
    fs::write(coach.path("mail/s.yaml"), session(|_| ())).unwrap();
    coach.did(&["receive", "s.yaml"]);
    let mode = |path: &str| fs::metadata(coach.path(path)).unwrap().permissions().mode() & 0o777;
    assert_eq!((mode("data/received"), mode(&format!("data/received/{ID}.yaml"))), (0o700, 0o600));
}

#[test]
fn one_that_is_refused_keeps_nobody_else_out() {
    let coach = ann();
    fs::write(coach.path("mail/good.yaml"), session(|_| ())).unwrap();
    fs::write(coach.path("mail/bad.yaml"), "format: 1\nquestion: [\n").unwrap();
    let output = coach.does(&["receive", "bad.yaml", "none.yaml", "good.yaml"]);
    assert_eq!(output.status.code(), Some(1));
    let said = err(&output);
    assert!(said.contains("bad.yaml:") && said.contains("none.yaml: there is no such file"), "{said}");
    assert!(said.contains("good.yaml: a session of Mei"), "{said}");
    assert_eq!(coach.files("data/received"), [format!("{ID}.yaml")]);
}

#[test]
fn hostile_files_are_refused_with_the_reason_and_leave_nothing() {
    let good = session(|_| ());
    let with_id = |id: &str| good.replacen(&format!("id: {ID}"), &format!("id: {id}"), 1);
    let review = |session: &str, coach: &str| {
        format!(
            "format: 1\nsession: {{id: {session}, sha256: ab}}\ncoach: {{id: {coach}}}\nwritten: 2025-03-06T18:20:00Z\n"
        )
    };
    let reply =
        "format: 1\nsession: ../../up\nreview: {coach: p9, sha256: ab}\nwritten: 2025-03-06T18:20:00Z\n";
    let week = {
        let coach = ann();
        coach.did(&["assign", "alipay-success-metrics", "-o", "week-3.assignment.yaml"]);
        String::from_utf8(coach.read("mail/week-3.assignment.yaml")).unwrap()
    };
    let aliases =
        format!("format: 1\na: &a \"{}\"\nb: [{}]\n", "x".repeat(60_000), vec!["*a"; 30_000].join(", "));
    let large = format!("{good}more: \"{}\"\n", "x".repeat(16 << 20));
    let cases: Vec<(&str, Vec<u8>, &str)> = vec![
        ("up.yaml", with_id("../../../up").into(), "cannot be the id of a session"),
        ("root.yaml", with_id("/etc/passwd").into(), "cannot be the id of a session"),
        ("device.yaml", with_id("con").into(), "cannot be the id of a session"),
        ("control.yaml", with_id("\"a\\e[2Jb\"").into(), "cannot be the id of a session"),
        ("posing.yaml", with_id("x.review-ann").into(), "cannot be the id of a session"),
        ("large.yaml", large.into_bytes(), "larger than 16 MiB"),
        ("binary.yaml", b"\x00\xff\xfe\x89PNG".to_vec(), "binary.yaml:"),
        (
            "escape.yaml",
            good.replacen("mode: ", "level: \x1b]0;x\x07\nmode: ", 1).into_bytes(),
            "control character",
        ),
        ("aliases.yaml", aliases.into_bytes(), "grow too large"),
        ("letter.yaml", b"Dear Ann, see below.\n".to_vec(), "letter.yaml:"),
        (
            "bank.yaml",
            b"id: a\ntitle: b\n".to_vec(),
            "this is no session, review, reply, assignment or timeline",
        ),
        ("begun.yaml", good.replacen("state: finished", "state: in_progress", 1).into(), "not finished"),
        ("newer.yaml", b"format: 9\nquestion: 1\nframework: 2\n".to_vec(), "newer casebook"),
        ("a.review-x.yaml", review("../up", "x").into(), "cannot be the id of a session"),
        ("b.review-..yaml", review(ID, "../x").into(), "cannot be the id of a coach"),
        ("c.reply-x.yaml", reply.into(), "cannot be the id of a session"),
        (
            "d.assignment.yaml",
            week.replace("id: week-3", "id: ../week").into(),
            "cannot be the id of an assignment",
        ),
        (
            "e.assignment.yaml",
            week.replacen("type: success-metrics", "type: dream", 1).into(),
            "cannot be practised",
        ),
        ("f.timeline.ndjson", b"{\"epoch\":1}\n".to_vec(), "this is no timeline"),
        ("..timeline.ndjson", b"{}".to_vec(), "cannot be the id of a session"),
    ];
    for (name, bytes, expected) in cases {
        let coach = ann();
        fs::write(coach.path("mail").join(name), bytes).unwrap();
        let said = coach.failed(1, &["receive", name]);
        assert!(said.contains(expected), "{name}: {said}");
        assert!(said.starts_with("error: ") && said.contains(name), "{name}: {said}");
        assert!(!said.chars().any(|c| c.is_control() && c != '\n'), "{said:?}");
        assert!(coach.files("data").is_empty(), "{name}: {:?}", coach.files("data"));
        assert!(coach.files("").iter().all(|file| file.starts_with("mail/") || file.starts_with("config/")));
    }
}

#[test]
fn a_session_whose_question_was_changed_is_filed_with_a_warning() {
    let coach = ann();
    let tampered = session(|session| session.question.title = "What is two and two? \u{1b}[2J".to_owned());
    fs::write(coach.path("mail/s.yaml"), tampered).unwrap();
    let (_, said) = coach.did(&["receive", "s.yaml"]);
    assert!(said.contains("warning: ") && said.contains("the hash does not fit"), "{said}");
    assert!(!said.contains('\x1b'), "{said:?}");
}

#[test]
fn what_is_there_is_never_written_through() {
    let coach = ann();
    fs::write(coach.path("mail/s.yaml"), session(|_| ())).unwrap();
    fs::create_dir_all(coach.path("data/received")).unwrap();
    fs::write(coach.path("precious"), "mine").unwrap();
    #[cfg(unix)]
    std::os::unix::fs::symlink(coach.path("precious"), coach.path(&format!("data/received/{ID}.yaml")))
        .unwrap();
    #[cfg(not(unix))]
    fs::write(coach.path(&format!("data/received/{ID}.yaml")), "mine").unwrap();
    coach.did(&["receive", "s.yaml"]);
    assert_eq!(coach.read("precious"), b"mine");
    assert_eq!(coach.files("data/received/version-2"), [format!("{ID}.yaml")]);
}

#[test]
fn a_review_of_a_session_that_was_edited_since_says_so() {
    let candidate = mei();
    candidate.writes(ID, true, |_| ());
    let review = format!(
        "format: 1\nsession: {{id: {ID}, sha256: {}}}\ncoach: {{id: ann, name: Ann}}\nwritten: 2025-03-06T18:20:00Z\n",
        sha256(b"another")
    );
    fs::write(candidate.path("mail/review.yaml"), review).unwrap();
    let (_, said) = candidate.did(&["receive", "review.yaml"]);
    assert!(said.contains("was edited since"), "{said}");
    assert_eq!(candidate.files("data/received"), [format!("{ID}.review-ann.yaml")]);
}

#[test]
fn an_assignment_holds_whole_questions_and_how_they_are_to_be_practised() {
    let coach = ann();
    let args = ["assign", "alipay-success-metrics", "monzo", "--mode", "interview", "--minutes", "20"];
    let more = ["--focus", "Limits.", "--due", "2025-03-14", "--candidate", "Mei", "--candidate", "Ada"];
    let (printed, said) = coach.did(&[&args[..], &more].concat());
    assert!(
        said.contains("2 questions · interview · 20 minutes each · due 2025-03-14 · for Mei, Ada"),
        "{said}"
    );
    let name = printed.trim_end();
    let loaded = assignment_file::read(coach.read(&format!("mail/{name}")), Path::new(name)).unwrap();
    let assignment = loaded.assignment;
    assert_eq!(format!("{}.assignment.yaml", assignment.id), name);
    assert_eq!((assignment.by, assignment.candidates.len()), (coach.person.clone(), 2));
    assert_eq!(assignment.focus.as_deref(), Some("Limits."));
    let bank = bank::built_in();
    for asked in &assignment.questions {
        let (question, framework, rubric) = bank.whole(&asked.question.id).unwrap();
        assert_eq!((&*question, framework, rubric), (&asked.question, &asked.framework, &asked.rubric));
    }
    let (checked, _) = coach.did(&["check", name]);
    assert!(checked.contains("(1 assignment): nothing is wrong"), "{checked}");
}

#[test]
fn what_was_assigned_is_kept_and_the_inbox_tells_who_has_not_answered() {
    let coach = ann();
    let week = ["assign", "alipay-success-metrics", "--due", "2025-03-14", "--candidate", "mei "];
    let (_, said) = coach.did(&[&week[..], &["--candidate", "Ada", "-o", "week-3.assignment.yaml"]].concat());
    assert!(said.contains("Who has not answered:\n  casebook review"), "{said}");
    let kept = "data/assigned/week-3.assignment.yaml";
    assert_eq!(coach.read(kept), coach.read("mail/week-3.assignment.yaml"));

    // The inbox needs no file but the copy.
    fs::remove_file(coach.path("mail/week-3.assignment.yaml")).unwrap();
    let answered = |args: &[&str]| {
        let printed: Value = serde_json::from_str(&coach.did(args).0).unwrap();
        printed["assignments"].clone()
    };
    let open = serde_json::json!({"name": "Ada", "answered": [], "open": ["alipay-success-metrics"]});
    let week = answered(&["review", "--json"])[0].clone();
    assert_eq!((&week["id"], &week["due"]), (&"week-3".into(), &"2025-03-14".into()));
    assert_eq!((&week["questions"][0], &week["focus"]), (&"alipay-success-metrics".into(), &Value::Null));
    assert_eq!(week["candidates"][0]["open"][0], "alipay-success-metrics");

    let candidate = mei();
    candidate.writes(ID, true, |session| session.origin.assignment = Some("week-3".to_owned()));
    candidate.did(&["share", "bcdf"]);
    candidate.mailed(&format!("{ID}.yaml"), &coach);
    coach.did(&["receive", &format!("{ID}.yaml")]);
    let week = answered(&["review", "--json"])[0].clone();
    let answer = serde_json::json!({
        "question": "alipay-success-metrics", "session": ID, "finished": "2025-03-04T05:06:07Z"
    });
    assert_eq!(week["candidates"][0], serde_json::json!({"name": "mei", "answered": [answer], "open": []}));
    assert_eq!((&week["candidates"][1], &week["also_answered"]), (&open, &Value::Array(Vec::new())));

    // Somebody else took it up too.
    let other = Someone::new("bo", "Bo");
    let id = ID.replace("bcdf", "ghjk");
    other.writes(&id, true, |session| session.origin.assignment = Some("week-3".to_owned()));
    other.did(&["share", "ghjk"]);
    other.mailed(&format!("{id}.yaml"), &coach);
    coach.did(&["receive", &format!("{id}.yaml")]);
    let also = answered(&["review", "--json"])[0]["also_answered"].clone();
    assert_eq!((&also[0]["name"], &also[0]["answered"][0]["session"]), (&"Bo".into(), &id.into()));
}

#[test]
fn assignments_of_this_coach_count_wherever_the_inbox_looks_and_others_do_not() {
    let (coach, other) = (ann(), Someone::new("bo", "Bo"));
    for (whose, name) in [(&coach, "week-3"), (&other, "week-4")] {
        whose.did(&["assign", "alipay", "--candidate", "Mei", "-o", &format!("{name}.assignment.yaml")]);
    }
    other.mailed("week-4.assignment.yaml", &coach);
    let ids = || {
        let printed: Value = serde_json::from_str(&coach.did(&["review", ".", "--json"]).0).unwrap();
        let all = printed["assignments"].as_array().unwrap().clone();
        all.iter().map(|one| one["id"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(ids(), ["week-3"], "its copy and the file are one");
    fs::remove_dir_all(coach.path("data/assigned")).unwrap();
    assert_eq!(ids(), ["week-3"], "the file alone does");
    fs::write(coach.path("mail/torn.assignment.yaml"), "format: [").unwrap();
    let (_, said) = coach.did(&["review", ".", "--json"]);
    assert!(said.contains("warning: ") && said.contains("torn.assignment.yaml"), "{said}");
}

#[test]
fn a_name_is_given_to_one_assignment_and_one_whose_copy_cannot_be_kept_is_written_all_the_same() {
    let coach = ann();
    let (_, said) = coach.did(&["assign", "alipay", "-o", "week-3.yaml"]);
    assert!(said.contains("Who has answered:\n"), "who is missing cannot be told of nobody: {said}");
    coach.did(&["assign", "alipay", "-o", "../week-3.yaml"]);
    let first = coach.read("data/assigned/week-3.assignment.yaml");
    fs::remove_file(coach.path("mail/week-3.assignment.yaml")).unwrap();
    let said = coach.failed(1, &["assign", "monzo", "-o", "week-3.yaml"]);
    assert!(said.contains("you have assigned `week-3` already") && said.contains("delete "), "{said}");
    assert_eq!(coach.read("data/assigned/week-3.assignment.yaml"), first);
    assert!(coach.files("mail").is_empty(), "nothing was written");

    fs::remove_dir_all(coach.path("data/assigned")).unwrap();
    fs::write(coach.path("data/assigned"), "in the way").unwrap();
    let (_, said) = coach.did(&["assign", "monzo", "-o", "week-3.yaml"]);
    assert_eq!(coach.files("mail"), ["week-3.assignment.yaml"]);
    assert!(
        said.contains("warning: no copy of it could be kept") && said.contains("review FOLDER"),
        "{said}"
    );
}

#[test]
fn an_assignment_that_cannot_be_is_told_and_not_written() {
    let coach = ann();
    for (status, args, expected) in [
        (2, &["assign", "would"][..], "questions match"),
        (1, &["assign", "alipai-success-metrics"], "did you mean `alipay-success-metrics`?"),
        (2, &["assign", "alipay", "--step", "metrcs"], "did you mean \"metrics\"?"),
        (2, &["assign", "alipay", "--step", "metrics", "--mode", "interview"], "an interview is whole"),
        (2, &["assign", "alipay", "-o", "Week 3.yaml"], "cannot be the name of an assignment"),
        (2, &["assign", "alipay", "-o", "../con.yaml"], "cannot be the name of an assignment"),
    ] {
        let said = coach.failed(status, args);
        assert!(said.contains(expected), "{args:?}: {said}");
    }
    assert!(coach.files("mail").is_empty());
    coach.did(&["assign", "alipay", "-o", "week-3.yaml"]);
    let first = coach.read("mail/week-3.assignment.yaml");
    let said = coach.failed(1, &["assign", "monzo", "-o", "week-3.assignment.yaml"]);
    assert!(said.contains("is there already"), "{said}");
    assert_eq!(coach.read("mail/week-3.assignment.yaml"), first);
    assert_eq!(run(coach.home.path(), &["assign"]).status.code(), Some(2));
}
