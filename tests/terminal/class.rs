//! A class of five, from their answers to the next attempt: twenty sessions are sent, triaged, commented on, scored, read
//! across, and given back; a reply comes, and a new attempt.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    time::SystemTime,
};

use casebook::{
    model::{
        Session, SessionId,
        reply::Addressed,
        review::{Score, Verdict},
        session::{Person, SelfScore},
        start::{self, Options},
    },
    store::{bank, reply_file, review_file, session_file::Foreign},
};
use portable_pty::CommandBuilder;

use crate::{
    harness::{Terminal, run},
    home::{ALIPAY, Home, north_star, write},
};

/// Five people, and what each thinks their first metric is.
const CLASS: [(&str, &str); 5] = [
    ("Ada", "Payers = people with 2 payments / people with a card, weekly"),
    ("Ben", "Payment value"),
    ("Chloe", "Active share = payers / members, monthly"),
    ("Dev", "Weekly payers = count of payers, weekly"),
    ("Eun", "DAU"),
];
const QUESTIONS: [&str; 4] =
    [ALIPAY, "library-official-matters", "bolt-stockholm-rides", "monzo-first-payment-hold"];

/// Somebody with a name in the settings.
fn somebody(name: &str) -> Home {
    let home = Home::new();
    fs::create_dir(home.path().join("config")).unwrap();
    let config = format!("person: {{id: {}0001, name: {name}}}\ndevice: desk\n", name.to_lowercase());
    fs::write(home.path().join("config/config.yaml"), config).unwrap();
    home
}

/// A finished answer of somebody to a question.
fn answer(home: &Home, name: &str, question: &str, letters: &str, begun: &str, star: &str) -> SessionId {
    let bank = bank::built_in();
    let (question, framework, rubric) = bank.whole(&question.into()).unwrap();
    let person = Person { id: format!("{}0001", name.to_lowercase()), name: Some(name.to_owned()) };
    let now = format!("{begun}T06:30:00Z").parse().unwrap();
    let id = SessionId::from(format!("{begun}-{}-{letters}", question.id));
    let options = Options::new(id.clone(), person, now, 7);
    let mut session = start::begin((*question).clone(), framework.clone(), rubric.clone(), options);
    say(&mut session, star);
    start::finish(&mut session, now);
    let own = SelfScore { score: Some(Score::Three), ..SelfScore::default() };
    let first = session.rubric.dimensions[0].id.clone();
    session.self_scores.insert(first, own);
    home.store().save(&session, &Foreign::default()).unwrap();
    id
}

/// What is written: a goal where there is one, and a North Star.
fn say(session: &mut Session, star: &str) {
    let prose = session.framework.steps.iter().find(|step| step.kind == casebook::model::Kind::Prose);
    if let Some(step) = prose.map(|step| step.id.clone()) {
        session.open_step(&step);
        write(session, step.as_str(), "Trust comes first. Then speed.");
    }
    if session.framework.step(&"metrics".into()).is_some() {
        north_star(session, star);
    }
}

/// Runs a command that must succeed; what it printed, and what it said.
fn did(home: &Home, arguments: &[&str]) -> (String, String) {
    let done = run(home, arguments);
    let (out, err) = (String::from_utf8(done.stdout).unwrap(), String::from_utf8(done.stderr).unwrap());
    assert!(done.status.success(), "{arguments:?}: {out}{err}");
    (out, err)
}

/// Sends what somebody shares to somebody else, who takes it in; where it was put.
fn sends(from: &Home, what: &str, to: &Home) -> PathBuf {
    let mail = from.path().join("mail");
    fs::create_dir_all(&mail).unwrap();
    let (printed, _) = did(from, &["share", what, "-o", mail.to_str().unwrap()]);
    let file = PathBuf::from(printed.lines().next().unwrap());
    did(to, &["receive", file.to_str().unwrap()]);
    to.path().join("data/received").join(file.file_name().unwrap())
}

fn starts(home: &Home, arguments: &[&str]) -> Terminal {
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_casebook"));
    command.args(arguments);
    Terminal::running(command, home, 80, 24)
}

/// Every session that was received: its bytes, and when it was changed.
fn received(home: &Home) -> BTreeMap<PathBuf, (Vec<u8>, SystemTime)> {
    let files = fs::read_dir(home.path().join("data/received")).unwrap().map(|entry| entry.unwrap().path());
    // What lies beside a session has a dot in its name.
    let is_session =
        |path: &PathBuf| path.is_file() && !path.file_stem().unwrap().to_string_lossy().contains('.');
    let files = files.filter(is_session);
    let file = |path: PathBuf| {
        let changed = path.metadata().unwrap().modified().unwrap();
        (path.clone(), (fs::read(&path).unwrap(), changed))
    };
    files.map(file).collect()
}

fn review_beside(session: &Path) -> PathBuf {
    session.with_file_name(format!("{}.review-ann.yaml", stem(session)))
}

#[test]
fn a_class_sends_its_answers_and_gets_them_back_with_one_thing_to_do_next() {
    let ann = somebody("Ann");
    let mut class = BTreeMap::new();
    let mut first = PathBuf::new();
    for (number, (name, star)) in CLASS.into_iter().enumerate() {
        let home = somebody(name);
        for (day, question) in QUESTIONS.into_iter().enumerate() {
            let letters = ["bcdf", "ghjk", "mnpq", "rstv", "wxyz"][number];
            let id = answer(&home, name, question, letters, &format!("2026-03-0{}", day + 2), star);
            let at = sends(&home, id.as_str(), &ann);
            if (number, day) == (0, 0) {
                first = at;
            }
        }
        class.insert(name, home);
    }
    let before = received(&ann);
    assert_eq!(before.len(), 20);

    // Triage: one of twenty, by name, and what changes the work.
    let mut t = starts(&ann, &["review"]);
    t.wait_for("20 of 20");
    t.wait_for("20 new");
    t.keys("/ada alipay").wait_for("1 of 20");
    t.keys("<enter>").wait_for("North Star");

    // Two comments, a score with its evidence; then what the candidate thinks of it.
    t.keys("<down>sA share: could it rise while payers leave?<enter>").wait_for("stop: A share");
    t.keys("tA limit on every guardrail.<enter>").wait_for("start: A limit");
    let scores = t.keys("o").wait_for("Rationale");
    assert!(!scores.has("candidate 3"), "nobody scores towards what they saw: {scores}");
    t.keys("4").wait_for("which passage shows it?");
    t.keys("<enter>").wait_for("candidate 3");
    t.keys("3").wait_for("2 of 6");
    t.keys("g<enter>A limit on every guardrail<enter>").wait_for("… practising");
    t.keys("<down><down><right><right><right>").wait_for("◂ hire ▸");
    t.wait_until("saved", |s| s.header().contains("review saved"));
    t.keys("<esc>l").wait_for("1 returned");

    // One step across all five, without a name.
    t.keys("<esc>q<ctrl-w><ctrl-w>alipay").wait_for("5 of 20");
    t.keys("<tab>v").wait_for("5 answers, names hidden");
    let column = t.wait_for("Answer 1");
    assert!(CLASS.iter().all(|(name, _)| !column.has(name)), "{column}");
    t.keys("n2").wait_until("scored", |s| s.count("Rationale 2") == 1);
    for _ in 0..3 {
        t.keys("n2").wait_until("saved", |s| s.header().contains("review saved"));
    }
    t.keys("n").wait_for("Every answer here is scored in this dimension.");
    t.keys("<esc>l").wait_for("1 returned");

    // What they have in common is the next class.
    t.keys("g").wait_for("Cohort");
    let cohort = t.wait_for("5 sessions");
    assert!(cohort.has("Rationale") && cohort.has("Ada"), "{cohort}");
    t.keys("<esc>l").wait_for("15 new");
    t.keys("<ctrl-q>");
    assert_eq!(t.end().exit_code(), 0);
    assert_eq!(received(&ann), before, "no session was changed");

    // It goes back, and is what was said.
    let review = review_beside(&first);
    let said = review_file::read(fs::read(&review).unwrap(), &review).unwrap().review;
    assert_eq!(said.comments.len(), 2);
    assert_eq!(said.verdict, Some(Verdict::Hire));
    let ada = &class["Ada"];
    let there = sends(&ann, review.to_str().unwrap(), ada);
    assert!(there.parent().unwrap().join(format!("{}.review-ann0001.yaml", stem(&first))).is_file());

    // The candidate is told at once, answers one by one, and loses no letter of it.
    let mut t = starts(ada, &[]);
    t.wait_for("reviewed by Ann: 2 comments to answer");
    t.keys("<enter>").wait_for("Next rep, from Ann: A limit on every guardrail");
    t.keys("n").wait_for("stop: A share");
    t.keys("a").wait_for("✓ addressed");
    t.keys("n").wait_for("start: A limit on every guardrail.");
    t.keys("dIt is in my plan").wait_for("✗ you disagree: It is in my plan");
    t.wait_until("saved", |s| s.header().contains("reply saved"));
    t.signal("KILL");
    t.end();
    let reply = ada.sessions().join(format!("{}.reply-ann0001.yaml", stem(&first)));
    let answers = reply_file::read(fs::read(&reply).unwrap(), &reply).unwrap().reply.answers;
    let states: Vec<_> = answers.iter().map(|answer| (answer.state, answer.because.as_str())).collect();
    assert_eq!(states, [(Addressed::Addressed, ""), (Addressed::Disagree, "It is in my plan")]);
    sends(ada, reply.to_str().unwrap(), &ann);

    // The next attempt begins with what was asked of it, and its coach sees what became of that.
    let mut t = starts(ada, &["practice", ALIPAY]);
    t.wait_for("Asked last time: stop: A share");
    t.keys("<ctrl-q>");
    t.end();
    let later = answer(ada, "Ada", ALIPAY, "qrst", "2037-03-02", "Payers a week = count of payers, weekly");
    sends(ada, later.as_str(), &ann);
    let mut t = starts(&ann, &["review"]);
    t.wait_for("21 of 21");
    t.keys("/ada alipay").wait_for("2 of 21");
    let inbox = t.wait_for("newer attempt");
    assert!(inbox.has("replied"), "{inbox}");
    t.keys("<tab>n").wait_for("In the attempt before you asked for:");
    let read = t.wait_for("It is in my plan");
    assert!(read.has("Ada: addressed") && read.has("Ada disagrees:"), "{read}");
    t.keys("<ctrl-q>");
    t.end();
    let after: BTreeMap<_, _> =
        received(&ann).into_iter().filter(|(path, _)| before.contains_key(path)).collect();
    assert_eq!(after, before, "no session was changed");
}

fn stem(path: &Path) -> String {
    path.file_stem().unwrap().to_string_lossy().into_owned()
}
