//! Files as somebody sends them who means no good: sessions, and what lies beside them. Opens none, and judges nothing.

use std::fmt::Write as _;

use casebook::{
    model::{Assignment, Guide, Mode, State, assignment::Asked, session::Person},
    store::{
        assignment_file, bank,
        session_file::{self, Foreign},
    },
};

use crate::{sessions, words::Hostile};

/// A file, and what is to come of it.
pub struct Sent {
    pub name: String,
    pub bytes: Vec<u8>,
    /// What is said of it where it is refused; nothing where it is shown.
    pub refused: &'static str,
}

/// What they answer: it has rows, metrics and a plan.
const QUESTION: &str = "library-official-matters";

/// How the ids and the names of the sessions begin.
pub const DAY: &str = "2026-03-02-";

/// A finished session, with words in every place for them.
pub fn session() -> String {
    let bank = bank::built_in();
    let question = &QUESTION.into();
    let mut session = sessions::filled(&bank, question, Mode::Practice, Guide::Full, 3);
    session.id = format!("{DAY}good").as_str().into();
    session.state = State::Finished;
    session.finished = Some("2026-03-02T08:00:00Z".parse().unwrap());
    session_file::write(&session, &Foreign::default()).unwrap()
}

/// The same with hostile words in all of them.
fn steering(hostile: &mut Hostile) -> String {
    let bank = bank::built_in();
    let question = &QUESTION.into();
    let mut session = sessions::filled(&bank, question, Mode::Practice, Guide::Full, 3);
    session.state = State::Finished;
    let mut session = sessions::hostile(&session, false, hostile);
    session.id = format!("{DAY}steering").as_str().into();
    session_file::write(&session, &Foreign::default()).unwrap()
}

/// A session's text with so many lines at the end of the list under a key, each with its number in place of `N`.
fn crowd(good: &str, key: &str, line: &str, count: usize) -> String {
    let at = good.find(key).unwrap() + key.len();
    let mut text = good[..at].to_owned();
    for number in 0..count {
        text.push_str(&line.replace('N', &number.to_string()));
        text.push('\n');
    }
    text + &good[at..]
}

/// With a comment behind it that makes it so large.
fn padded(good: &str, size: usize) -> Vec<u8> {
    let mut text = format!("{good}# ");
    text.extend(std::iter::repeat_n('x', size - text.len() - 1));
    text.push('\n');
    text.into_bytes()
}

/// Each name of a list stands for ten of the one before.
fn aliases() -> String {
    let mut text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n".to_owned();
    for level in 1..12 {
        let below = vec![format!("*a{}", level - 1); 10].join(", ");
        writeln!(text, "a{level}: &a{level} [{below}]").unwrap();
    }
    text
}

/// Sessions of which each means no good in a way of its own. Those that take seconds are left out unless `all` are wanted.
pub fn sent(hostile: &mut Hostile, all: bool) -> Vec<Sent> {
    let good = session();
    let instead = |from: &str, to: &str| {
        assert!(good.contains(from), "{from}");
        good.replacen(from, to, 1)
    };
    let id = format!("\nid: {DAY}good\n");
    let called = |id_there: &str| instead(&id, &format!("\nid: {id_there}\n"));
    // Lists of the session's first step with rows.
    let rows = "\n  rows:\n";
    let shown: Vec<(&str, String)> = vec![
        ("steering", steering(hostile)),
        ("hash", instead("  hash: ", "  hash: 00")),
        ("up", called("../../../up")),
        ("root", called("/etc/passwd")),
        ("windows", called("'..\\..\\up'")),
        ("device", called("CON")),
        ("nul", called("\"a\\0b\"")),
        ("long", called(&"x".repeat(5_000))),
        ("empty", called("''")),
        ("posing", called(&format!("{DAY}hash"))),
        ("person", instead("\nperson:\n  id: x\n", "\nperson:\n  id: ../../up\n")),
        ("twice", crowd(&good, rows, "  - {id: r1, fact: the same row}", 50)),
        ("newer", instead("format: 1\n", "format: 4000000000\n")),
        ("tags", instead("level: x\n", "level: !!python/object:os.system x\n")),
        ("anchor", format!("{good}more: &m [x]\nagain: *m\n")),
        ("mark", format!("\u{feff}{good}")),
        (
            "unknown",
            instead(
                "\nsteps:\n",
                "\nsteps:\n- {id: ../../up, kind: rows, rows: [{text: x}]}\n- {id: '', text: x}\n",
            ),
        ),
        (
            "far",
            good.replace("seconds: 3\n", "seconds: 4294967295\n")
                .replace("seconds: 0\n", "seconds: 4294967295\n"),
        ),
        ("minutes", good.replace("\nminutes: ", "\nminutes: 1e300 # ")),
        ("rows-in", crowd(&good, rows, "  - {fact: row N of many}", if all { 9_900 } else { 900 })),
    ];
    let refused: Vec<(&str, Vec<u8>, &str)> = vec![
        ("large", padded(&good, (16 << 20) + 1), "larger than 16 MiB"),
        (
            "rows-out",
            crowd(&good, rows, "  - {fact: row N of many}", 10_000).into(),
            "rows; up to 10000 are read",
        ),
        ("metrics", crowd(&good, "\n  metrics:\n", "  - {line: N}", 1_000).into(), "metrics; up to 1000"),
        (
            "cards",
            crowd(&good, "\n  plan:\n", "  - {step: zN, title: own N}", 2_000).into(),
            "cards in its plan",
        ),
        ("asks", crowd(&good, "\n  asks:\n", "  - {id: zN, ask: why}", 2_000).into(), "clarifying questions"),
        (
            "probes",
            crowd(&good, "\nfollow_ups:\n", "- {id: zN, kind: follow_up, ask: why}", 2_000).into(),
            "follow-ups",
        ),
        ("steps", crowd(&good, "\nsteps:\n", "- {id: zN, text: x}", 2_000).into(), "answers; up to 1000"),
        (
            "prose",
            crowd(&good, "\nsteps:\n", &format!("- {{id: z, text: {}}}", "long. ".repeat(200_000)), 1).into(),
            "bytes of text in it",
        ),
        ("aliases", (aliases() + &good).into(), "grow too large"),
        (
            "deep",
            format!("{good}deep: {}{}\n", "[".repeat(100_000), "]".repeat(100_000)).into(),
            "nested too deeply",
        ),
        ("keys", instead("mode: ", "level: y\nmode: ").into(), "duplicate"),
        ("latin", [good.as_bytes(), b"more: \xff\xfe\n"].concat(), "is not UTF-8"),
        ("wide", good.encode_utf16().flat_map(u16::to_le_bytes).collect(), "not text"),
        ("raw", instead("level: x\n", "level: \x1b]0;title\x07\n").into(), "a control character"),
        ("nothing", Vec::new(), "\"format\" is missing"),
        ("never", instead("\nstarted: ", "\nstarted: never ").into(), "started"),
        ("list", b"- a\n- b\n".to_vec(), "list"),
    ];
    let mut files: Vec<Sent> = Vec::new();
    files.extend(shown.into_iter().map(|(name, text)| (name, text.into_bytes(), "")).map(named));
    files.extend(refused.into_iter().map(named));
    if all {
        files.push(named(("limit", padded(&good, 16 << 20), "")));
        let million = crowd(&good, rows, "  - {fact: x}", 1_000_000);
        files.push(named(("million", million.into_bytes(), "too many values")));
    }
    files
}

fn named((name, bytes, refused): (&str, Vec<u8>, &'static str)) -> Sent {
    Sent { name: format!("{DAY}{name}.yaml"), bytes, refused }
}

/// What this coach would have assigned: hostile words in all that is told of it.
fn assignment(hostile: &mut Hostile) -> String {
    let bank = bank::built_in();
    let (question, framework, rubric) = bank.whole(&QUESTION.into()).unwrap();
    let mut asked =
        Asked { question: (*question).clone(), framework: framework.clone(), rubric: rubric.clone() };
    asked.question.title = hostile.text();
    let assignment = Assignment {
        id: format!("{DAY}hash").as_str().into(),
        by: Person { id: "me".to_owned(), name: Some(hostile.text()) },
        questions: vec![asked],
        mode: None,
        minutes: None,
        step: None,
        focus: Some(hostile.text()),
        due: Some("2026-03-01".parse().unwrap()),
        candidates: (0..40).map(|_| hostile.text()).collect(),
    };
    assignment_file::write(&assignment, &assignment_file::Foreign::default()).unwrap()
}

/// What lies beside the session `hash`: reviews, replies, timelines and assignments that mean no good either.
pub fn beside(hostile: &mut Hostile) -> Vec<Sent> {
    let quoted = |text: String| serde_yaml::to_string(&text).unwrap().trim_end().to_owned();
    let of = format!("session: {{id: {DAY}hash, sha256: ab}}\nwritten: 2026-03-06T18:20:00Z\n");
    let review =
        |coach: &str, more: &str| format!("format: 1\ncoach: {{id: {coach}, name: ../{coach}}}\n{of}{more}");
    let comment = "comments:\n- {on: {step: ../..}, quote: gone, text: gone}\n";
    let mut steers = "comments:\n".to_owned();
    for _ in 0..50 {
        let (step, words) = (quoted(hostile.text()), quoted(hostile.text()));
        writeln!(steers, "- on: {{step: context}}\n  quote: {step}\n  text: {words}").unwrap();
    }
    let nowhere = (0..5_000).map(|n| format!("- {{on: {{step: context}}, quote: nowhere {n}, text: t}}\n"));
    let crowd = "comments:\n".to_owned() + &nowhere.collect::<String>();
    let large = format!("{}# {}\n", review("x", ""), "x".repeat(4 << 20));
    let reply = |more: &str| {
        format!(
            "format: 1\nsession: {DAY}hash\nreview: {{coach: ../me, sha256: ab}}\nwritten: 2026-03-06T18:20:00Z\n{more}"
        )
    };
    let of_session = |kind: &str, text: Vec<u8>, refused| Sent {
        name: format!("{DAY}hash{kind}.yaml"),
        bytes: text,
        refused,
    };
    let given = assignment(hostile);
    let renamed = given.replacen("\nid: ", "\nid: ../../up #", 1);
    let big = format!("{given}# {}\n", "x".repeat(4 << 20));
    vec![
        of_session(".assignment", given.clone().into(), ""),
        of_session("-up.assignment", renamed.into(), "cannot be the id"),
        of_session("-large.assignment", big.into(), "larger than 4 MiB"),
        of_session("-bomb.assignment", (aliases() + &given).into(), "grow too large"),
        of_session("-latin.assignment", [given.as_bytes(), b"x: \xff\n"].concat(), "is not UTF-8"),
        of_session("-form.assignment", b"format: 1\nquestions: 3\n".to_vec(), "a list"),
        of_session(".review-up", review("../../up", comment).into(), ""),
        of_session(".review-steers", review("steers", &steers).into(), ""),
        of_session(".review-crowd", review("crowd", &crowd).into(), ""),
        of_session(".review-large", large.into(), "larger than 4 MiB"),
        of_session(".review-bomb", (aliases() + &review("bomb", "")).into(), "grow too large"),
        of_session(".review-latin", b"format: 1\ncoach: \xff\n".to_vec(), "is not UTF-8"),
        of_session(".review-.._..", b"format: 1\n".to_vec(), "\"written\" is missing"),
        of_session(
            ".reply-up",
            reply("answers: [{comment: ../up, state: disagree, because: x}]\n").into(),
            "",
        ),
        of_session(".reply-bomb", (aliases() + &reply("")).into(), "grow too large"),
    ]
}
