//! Every command with hostile arguments, over hostile files: what it says on stdout and stderr, into a pipe and into a
//! terminal.

use std::{
    ffi::OsString,
    fs,
    io::Read as _,
    os::unix::ffi::OsStringExt as _,
    path::Path,
    process::{Command, Stdio},
};

use casebook::{
    model::{Guide, Mode, Session},
    store::{
        bank,
        paths::Places,
        session_file::{self, Foreign},
    },
};
use portable_pty::{CommandBuilder, PtySize, native_pty_system};

use crate::{
    bytes::{Ours, printable},
    sessions,
    words::Hostile,
};

/// A home with hostile files in it: sessions, banks, lists; whole ones and broken ones.
struct Home {
    dir: tempfile::TempDir,
    session: Session,
}

impl Home {
    fn new(hostile: &mut Hostile) -> Self {
        let dir = tempfile::tempdir().unwrap();
        let places = Places::under(dir.path());
        fs::create_dir_all(&places.sessions).unwrap();
        let built_in = bank::built_in();
        let mut last = None;
        for (number, question) in sessions::questions(&built_in).iter().enumerate() {
            let filled = sessions::filled(&built_in, question, Mode::Practice, Guide::Full, 2);
            // The bank has to find the question's own framework, and not the built-in one.
            let session = sessions::hostile(&filled, false, hostile);
            let text = session_file::write(&session, &Foreign::default()).unwrap();
            fs::write(places.sessions.join(format!("{number}{}.yaml", file_name(hostile))), text).unwrap();
            let text = session_file::write(&session, &Foreign::default()).unwrap();
            fs::write(places.sessions.join(format!("{number}.yaml")), text).unwrap();
            bank_of(dir.path(), &session);
            last = Some(session);
        }
        for folder in [&places.sessions, &dir.path().join("bank"), &dir.path().join("broken")] {
            broken(folder, hostile);
        }
        lists(dir.path(), hostile);
        Self { dir, session: last.unwrap() }
    }

    fn command(&self, args: &[OsString]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_casebook"));
        command.env_clear().env("CASEBOOK_HOME", self.dir.path()).current_dir(self.dir.path());
        command.args(args).stdin(Stdio::null());
        command
    }
}

/// A name that a file can have: text of some length, without a slash.
fn file_name(hostile: &mut Hostile) -> String {
    hostile.text().replace(['/', '\\', '\0'], "").chars().take(40).collect()
}

/// The session's question, framework and rubric as files of a bank, under ids of their own.
fn bank_of(home: &Path, session: &Session) {
    let (mut question, mut framework, mut rubric) =
        (session.question.clone(), session.framework.clone(), session.rubric.clone());
    rubric.id = format!("x-{}", rubric.id).as_str().into();
    framework.rubric = rubric.id.clone();
    framework.id = format!("x-{}", framework.id).as_str().into();
    question.kind = framework.id.clone();
    question.id = format!("x-{}", question.id).as_str().into();
    let files = [
        (format!("{}.yaml", question.id), serde_yaml::to_string(&question).unwrap()),
        (format!("frameworks/{}.yaml", framework.id), serde_yaml::to_string(&framework).unwrap()),
        (format!("rubrics/{}.yaml", rubric.id), serde_yaml::to_string(&rubric).unwrap()),
    ];
    for (name, text) in files {
        let path = home.join("bank").join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
}

/// Files that cannot be read, each for a reason of its own, most of which repeats what stands in the file.
fn broken(folder: &Path, hostile: &mut Hostile) {
    fs::create_dir_all(folder).unwrap();
    let good = "type: success-metrics\ntitle: T\ndifficulty: easy\nbrief: {say: S}\n";
    for number in 0..12 {
        let words = hostile.text();
        let quoted = serde_yaml::to_string(&words).unwrap().trim_end().to_owned();
        let text = match number {
            0 => words,
            1 => format!("{words}: {words}\n{words}\n"),
            2 => format!("id: {quoted}\n{good}"),
            3 => format!("id: tram{number}\n{quoted}: 1\n{good}"),
            4 => format!("id: tram{number}\n{good}topics: [{words}]\n"),
            5 => format!("id: tram{number}\n{good}steps: {{{quoted}: {{say: {quoted}}}}}\n"),
            6 => format!("id: tram{number}\n{good}difficulty: {quoted}\n"),
            7 => format!(
                "format: 1\nstarted: {quoted}\nquestion: {{id: {quoted}}}\nframework: {{}}\nrubric: {{}}\n"
            ),
            8 => format!("id: tram{number}\n{good}company: \"{words}\nproduct: {words}\n"),
            9 => format!("id: tram{number}\n{good}company: \u{85}{words}\t# {words}\n"),
            10 => format!("id: tram{number}\n{good}company: a\u{9B}2J\u{202E}b{words}\n"),
            _ => format!(
                "id: tram{number}\n{good}follow_ups: [{{ask: '{{{words}}}', when: {{has: {quoted}}}}}]\n"
            ),
        };
        fs::write(folder.join(format!("{number}{}.yaml", file_name(hostile))), text).unwrap();
    }
    let raw = b"id: a\nti\xFF\x1B[2J\n".as_slice();
    // Some disks refuse such a name.
    let _ = fs::write(folder.join(OsString::from_vec(b"\xFF\x1B]0;t\x07.yaml".to_vec())), raw);
}

/// Lists to import.
fn lists(home: &Path, hostile: &mut Hostile) {
    let mut table = "question,company,type,difficulty,id\n".to_owned();
    let mut markdown = String::new();
    for _ in 0..20 {
        let mut cell = || format!("\"{}\"", hostile.text().replace('"', "\"\""));
        let cells = [cell(), cell(), cell(), cell(), cell()];
        table.push_str(&(cells.join(",") + "\n"));
        markdown.push_str(&format!("- {}\n", hostile.text()));
    }
    fs::write(home.join("list.csv"), table).unwrap();
    fs::write(home.join("list.md"), markdown).unwrap();
}

/// What is typed, `*` standing for hostile words, `$S` for a session and `$Q` for a question.
const LINES: &[&str] = &[
    "*",
    "--*",
    "-*",
    "--home * paths",
    "--home=* sessions",
    "--sessions * sessions",
    "--bank * questions",
    "--bank bank questions",
    "--bank broken questions *",
    "questions *",
    "questions --company *",
    "questions --type *",
    "questions --difficulty *",
    "questions --status *",
    "questions --topic * --skill * --industry *",
    "show *",
    "show $Q",
    "--bank bank show $Q --answer --interviewer",
    "--bank bank show x",
    "practice *",
    "practice $Q --step *",
    "practice --mode *",
    "practice --minutes *",
    "sessions",
    "sessions *",
    "sessions zqx",
    "sessions --since *",
    "sessions --state *",
    "sessions --candidate *",
    "session *",
    "session $S",
    "session 0",
    "archive *",
    "archive $S",
    "archive * --undo",
    "sessions --archived",
    "archive $S --undo",
    "delete *",
    "delete $S",
    "delete * --undo",
    "delete $S --undo",
    "check *",
    "check bank broken home data",
    "check .",
    "new question *",
    "new * tram",
    "new question tram --type *",
    "new question tram -o *",
    "new question tram -o *",
    "import *",
    "import list.csv",
    "import list.csv --type success-metrics --difficulty easy -o *",
    "import list.csv --type * --difficulty easy",
    "import list.csv --map *=*",
    "import list.md --type success-metrics --difficulty easy -o imported",
    "schema *",
    "completions *",
    "paths *",
    "man *",
    "--help *",
    "help *",
];

impl Home {
    /// A line as arguments.
    fn arguments(&self, line: &str, hostile: &mut Hostile) -> Vec<OsString> {
        let mut word = |word: &str| {
            let mut word =
                word.replace("$S", "0.yaml").replace("$Q", &format!("x-{}", self.session.question.id));
            while word.contains('*') {
                // No argument can hold a NUL.
                word = word.replacen('*', &hostile.text().replace(['\0', '*'], ""), 1);
            }
            OsString::from(word)
        };
        line.split(' ').map(&mut word).collect()
    }
}

#[test]
fn no_command_repeats_hostile_words_raw() {
    let mut hostile = Hostile::new(2);
    let home = Home::new(&mut hostile);
    let mut leaks = Vec::new();
    for line in LINES {
        // Not all pieces can stand in one argument.
        for _ in 0..2 {
            let output = home.command(&home.arguments(line, &mut hostile)).output().unwrap();
            for (name, bytes) in [("stdout", &output.stdout), ("stderr", &output.stderr)] {
                if let Err(near) = printable(bytes, Ours::Plain) {
                    leaks.push(format!("{line} on {name}: {near}"));
                }
            }
            let told = String::from_utf8_lossy(&output.stderr).contains("panicked");
            assert!(!told, "{line}: {:?}", String::from_utf8_lossy(&output.stderr));
            if !line.contains('*') {
                break;
            }
        }
    }
    assert!(leaks.is_empty(), "{leaks:#?}");
}

#[test]
fn an_argument_that_is_no_text_is_no_leak() {
    let home = Home::new(&mut Hostile::new(3));
    for first in ["show", "session", "--bank", "sessions", "check", "--home", "schema", "new"] {
        let args = [first.into(), OsString::from_vec(b"\xFF\x1B]0;t\x07\xC2\x9B".to_vec())];
        let output = home.command(&args).output().unwrap();
        for bytes in [&output.stdout, &output.stderr] {
            printable(bytes, Ours::Plain).unwrap_or_else(|near| panic!("{first}: {near}"));
        }
    }
}

/// Its words are likely to repeat what was read.
#[test]
fn a_panic_does_not_repeat_hostile_words_raw() {
    const PANICS: &str = "CASEBOOK_TEST_PANICS";
    if std::env::var_os(PANICS).is_some() {
        let _ = casebook::cli::run(["casebook".into(), "--version".into()]);
        panic!("inside of \x1B]0;t\x07\u{9B}2J\u{202E} zqx");
    }
    let mut again = Command::new(std::env::current_exe().unwrap());
    again.args(["--exact", "--nocapture", "commands::a_panic_does_not_repeat_hostile_words_raw"]);
    let output = again.env(PANICS, "1").env("RUST_BACKTRACE", "1").output().unwrap();
    assert!(!output.status.success());
    let told = printable(&output.stderr, Ours::Plain).unwrap();
    assert!(told.contains("␛]0;t␇") && told.contains("zqx"), "{told}");
}

#[test]
fn json_holds_every_character_and_steers_nothing() {
    let hostile = "a\x1B[2J\x7F\u{9B}2J\u{85}\u{202E}\u{2066}支\u{301}b";
    let dir = tempfile::tempdir().unwrap();
    let quoted = r#""a\e[2J\x7F\x9B2J\N\u202E\u2066支\u0301b""#;
    let question =
        format!("id: tram\ntype: success-metrics\ntitle: {quoted}\ndifficulty: easy\nbrief: {{say: S}}\n");
    fs::write(dir.path().join("tram.yaml"), question).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_casebook"));
    command.env_clear().env("CASEBOOK_HOME", dir.path()).current_dir(dir.path());
    let output = command.args(["--bank", "tram.yaml", "show", "tram", "--json"]).output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    let json: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(json["title"], hostile);
    assert!(!text.chars().any(casebook::text::display::steers), "{text:?}");
}

/// In a terminal there are styles, and nothing else.
#[test]
fn no_command_repeats_hostile_words_raw_in_a_terminal() {
    let mut hostile = Hostile::new(4);
    let home = Home::new(&mut hostile);
    let mut leaks = Vec::new();
    for line in [
        "check bank broken data",
        "sessions --since *",
        "*",
        "--*",
        "schema *",
        "questions --type *",
        "sessions --state *",
        "show *",
        "--help",
    ] {
        let bytes = home.in_a_terminal(&home.arguments(line, &mut hostile));
        if let Err(near) = printable(&bytes, Ours::Styled) {
            leaks.push(format!("{line}: {near}"));
        }
    }
    assert!(leaks.is_empty(), "{leaks:#?}");
}

impl Home {
    fn in_a_terminal(&self, args: &[OsString]) -> Vec<u8> {
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_casebook"));
        command.args(args);
        command.env_clear();
        command.env("CASEBOOK_HOME", self.dir.path());
        command.env("TERM", "xterm-256color");
        command.cwd(self.dir.path());
        let size = PtySize { rows: 24, cols: 80, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).unwrap();
        let mut child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let mut from = pair.master.try_clone_reader().unwrap();
        let mut bytes = Vec::new();
        // The terminal of a program that ended is read to its end, and then fails.
        let _ = from.read_to_end(&mut bytes);
        child.wait().unwrap();
        assert!(!bytes.is_empty(), "{args:?} says nothing");
        bytes
    }
}
