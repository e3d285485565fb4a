//! What a bank author does on the first evening: begins files, fills them in, checks them.

#![expect(clippy::disallowed_methods, reason = "a test reads and writes files of its own")]
#![expect(clippy::unwrap_used, reason = "a test that cannot write its own files has failed")]

use std::{
    collections::BTreeSet,
    fs,
    path::Path,
    process::{Command, Output, Stdio},
};

use casebook::store::bank;
use serde_json::Value;

fn run(folder: &Path, args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_casebook"));
    command.env_clear().env("CASEBOOK_HOME", folder.join("home")).current_dir(folder).stdin(Stdio::null());
    command.args(args).output().unwrap()
}

/// Status, stdout, stderr.
fn told(folder: &Path, args: &[&str]) -> (i32, String, String) {
    let output = run(folder, args);
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

/// The lines that the check names.
fn named(folder: &Path, file: &str) -> BTreeSet<usize> {
    let (_, list, _) = told(folder, &["--bank", ".", "check", ".", "--json"]);
    let list: Value = serde_json::from_str(&list).unwrap();
    let problems = list["items"].as_array().unwrap().iter();
    let here = problems.filter(|problem| problem["path"].as_str().unwrap().ends_with(file));
    here.map(|problem| usize::try_from(problem["line"].as_u64().unwrap()).unwrap()).collect()
}

/// The part of a line before an explanation.
fn before_comment(line: &str) -> &str {
    line.split(" # ").next().unwrap_or_default().trim_end()
}

/// The lines that stand empty: a key, or the mark of an item, with nothing behind it or below.
fn blanks(text: &str) -> BTreeSet<usize> {
    let lines: Vec<&str> = text.lines().collect();
    let indent = |line: &str| line.len() - line.trim_start_matches([' ', '-']).len();
    let is_blank = |index: usize| {
        let line = before_comment(lines[index]);
        if line.trim_start().starts_with('#') || !line.ends_with([':', '-']) {
            return false;
        }
        let mut below = lines[index + 1..].iter().filter(|line| !line.trim_start().starts_with('#'));
        let next = below.find(|line| !line.trim().is_empty());
        line.ends_with('-') || next.is_none_or(|next| indent(next) <= indent(line))
    };
    (0..lines.len()).filter(|index| is_blank(*index)).map(|index| index + 1).collect()
}

/// The text with something behind every blank.
fn filled(text: &str) -> String {
    let blank = blanks(text);
    let fill = |(index, line): (usize, &str)| {
        if !blank.contains(&(index + 1)) {
            return format!("{line}\n");
        }
        let head = before_comment(line);
        let key = head.trim_start().trim_start_matches("- ").trim_end_matches(':');
        format!("{head} {}\n", answer(index, key, line))
    };
    text.lines().enumerate().map(fill).collect()
}

/// What an author would write.
fn answer(index: usize, key: &str, line: &str) -> String {
    let explained = line.split_once("  # ").map_or("", |(_, comment)| comment);
    match key {
        "difficulty" => "medium".to_owned(),
        "minutes" => "2.5".to_owned(),
        "id" => format!("id-{index}"),
        "rubric" => "success-metrics".to_owned(),
        "question" => "alipay-success-metrics".to_owned(),
        "line" => "Riders".to_owned(),
        _ if explained.contains(": one of ") => {
            explained.split_once(": one of ").unwrap().1.split(',').next().unwrap().to_owned()
        }
        _ if explained.ends_with(": yes or no") => "yes".to_owned(),
        // What refers to a row or a metric names it, and so does each of them.
        _ => "Riders".to_owned(),
    }
}

#[test]
fn what_stands_empty_in_a_new_file_is_what_the_check_names() {
    let frameworks: Vec<String> = bank::built_in().frameworks.keys().map(ToString::to_string).collect();
    assert!(frameworks.len() > 1);
    let mut files: Vec<Vec<&str>> =
        frameworks.iter().map(|kind| vec!["question", "tram", "--type", kind.as_str()]).collect();
    files.extend(["framework", "rubric", "track"].map(|what| vec![what, "tram"]));
    for args in files {
        let folder = tempfile::tempdir().unwrap();
        let (status, path, next) = told(folder.path(), &[&["new"], &args[..]].concat());
        assert_eq!((status, path.as_str()), (0, "tram.yaml\n"), "{args:?}: {next}");
        assert!(next.contains("casebook check tram.yaml"), "{next}");
        let file = folder.path().join("tram.yaml");
        let text = fs::read_to_string(&file).unwrap();
        assert!(!blanks(&text).is_empty());
        assert_eq!(named(folder.path(), "tram.yaml"), blanks(&text), "{args:?}\n{text}");
        let text = filled(&text);
        fs::write(&file, &text).unwrap();
        let (status, report, _) = told(folder.path(), &["check", "tram.yaml"]);
        assert!(status == 0 && report.contains("nothing is wrong"), "{args:?}: {report}\n{text}");
    }
}

/// Who has written what the interviewer says can begin; the worked answer may come later.
#[test]
fn a_question_without_a_worked_answer_can_be_practised_already() {
    let folder = tempfile::tempdir().unwrap();
    run(folder.path(), &["new", "question", "tram"]);
    let file = folder.path().join("tram.yaml");
    let text = fs::read_to_string(&file).unwrap();
    let text =
        text.replace("\ntitle:\n", "\ntitle: A tram line\n").replace("\n  say:\n", "\n  say: Go on.\n");
    fs::write(&file, text.replace("\ndifficulty:\n", "\ndifficulty: easy\n")).unwrap();
    let (status, out, _) = told(folder.path(), &["--bank", ".", "show", "tram", "--answer"]);
    assert_eq!(status, 0);
    let behind = out.split_once("· 1 min\n\n").map_or("", |(_, behind)| behind);
    assert!(out.ends_with("Close · 1 min\n"), "no step has a worked answer yet: {behind}");
    let (status, _, _) = told(folder.path(), &["check", "tram.yaml"]);
    assert_eq!(status, 0, "what is still empty is only a doubt");
}

/// What stands behind `#` as something that one may use is right once it is used.
#[test]
fn what_is_only_proposed_is_right_too() {
    let folder = tempfile::tempdir().unwrap();
    for what in ["question", "framework", "rubric", "track"] {
        run(folder.path(), &["new", what, "tram", "-o", what]);
        let file = folder.path().join(what).join("tram.yaml");
        let text = filled(&fs::read_to_string(&file).unwrap());
        let is_yaml = |line: &str| {
            let rest = line.trim_start().trim_start_matches("- ").trim_start_matches('{');
            rest.split_once(':')
                .is_some_and(|(key, _)| key.bytes().all(|b| b.is_ascii_lowercase() || b == b'_'))
        };
        let used = |line: &str| match line.split_once("# ") {
            Some((before, rest))
                if before.trim().is_empty() && is_yaml(rest) && !rest.starts_with("easy") =>
            {
                format!("{before}{rest}\n")
            }
            _ => format!("{line}\n"),
        };
        let text: String = text.lines().map(used).collect();
        // A framework proposes a step that refers to others; what they are called is their author's business.
        let rows =
            text.split("  - id: ").nth(2).and_then(|rest| rest.lines().next()).unwrap_or_default().to_owned();
        let refer = |text: String, key: &str, example: &str| {
            text.replace(&format!("{key}: {example}"), &format!("{key}: {rows}"))
        };
        let text = refer(refer(text, "stakeholders", "people"), "stages", "journey");
        fs::write(&file, &text).unwrap();
        let (status, report, _) = told(folder.path(), &["check", file.to_str().unwrap()]);
        assert_eq!(status, 0, "{report}\n{text}");
    }
}

#[test]
fn a_new_file_overwrites_nothing_and_goes_where_it_is_wanted() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    assert_eq!(told(at, &["new", "question", "tram", "-o", "bank/new"]).1, "bank/new/tram.yaml\n");
    assert_eq!(told(at, &["new", "rubric", "tram", "-o", "bank/judge.yaml"]).1, "bank/judge.yaml\n");
    fs::write(at.join("tram.yaml"), "mine").unwrap();
    let (status, out, err) = told(at, &["new", "track", "tram"]);
    assert_eq!((status, out.as_str()), (1, ""));
    assert!(err.contains("tram.yaml is already there") && err.contains("-o"), "{err}");
    assert_eq!(fs::read_to_string(at.join("tram.yaml")).unwrap(), "mine");
    assert_eq!(fs::read_dir(at).unwrap().count(), 2, "nothing else stays behind");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = fs::metadata(at.join("bank/judge.yaml")).unwrap().permissions().mode();
        fs::write(at.join("usual"), "").unwrap();
        assert_eq!(mode, fs::metadata(at.join("usual")).unwrap().permissions().mode(), "others may read it");
    }
}

#[test]
fn what_cannot_be_begun_is_wrong_usage() {
    let folder = tempfile::tempdir().unwrap();
    for (args, words) in [
        (&["question", "Tram line"][..], "\"Tram line\" is no id"),
        (&["question", "alipay-success-metrics"], "is there already"),
        (&["question", "tram", "--type", "succes-metrics"], "did you mean \"success-metrics\"?"),
        (&["rubric", "tram", "--type", "trade-off"], "a rubric has no type"),
        (&["question", "tram", "--edit"], "--edit needs a terminal"),
        (&["questoin", "tram"], "question"),
    ] {
        let (status, out, err) = told(folder.path(), &[&["new"], args].concat());
        assert_eq!((status, out.as_str()), (2, ""), "{args:?}");
        assert!(err.contains(words), "{args:?}: {err}");
    }
    assert!(!folder.path().join("tram.yaml").exists());
}

/// What the page makes its reader do: write a file, or type a command.
enum Deed {
    Write(String, String),
    Type(String),
}

fn deeds(page: &str) -> Vec<Deed> {
    let mut deeds = Vec::new();
    let mut file = None;
    let mut lines = page.lines();
    while let Some(line) = lines.next() {
        if let Some(name) = line.strip_prefix("<!-- file: ").and_then(|rest| rest.strip_suffix(" -->")) {
            file = Some(name.to_owned());
        } else if let Some(language) = line.strip_prefix("```") {
            let block: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
            match file.take() {
                Some(name) => deeds.push(Deed::Write(name, block.join("\n") + "\n")),
                None if language == "sh" => {
                    deeds.extend(block.iter().map(|line| Deed::Type((*line).to_owned())));
                }
                None => {}
            }
        }
    }
    deeds
}

/// Every command of the page does what the page says, one after another in an empty folder.
#[cfg(unix)]
#[test]
fn the_page_for_authors_can_be_followed() {
    let page = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/authoring.md")).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    let deeds = deeds(&page);
    let typed: Vec<&str> = deeds
        .iter()
        .filter_map(|deed| if let Deed::Type(line) = deed { Some(line.as_str()) } else { None })
        .collect();
    for command in
        ["new question", "new framework", "new rubric", "new track", "import", "schema", "check", "practice"]
    {
        assert!(
            typed.iter().any(|line| line.contains(command)),
            "the page does not show `casebook {command}`"
        );
    }
    let mut last = String::new();
    for deed in &deeds {
        let line = match deed {
            Deed::Write(name, text) => {
                // What the page says to begin with `new` is there before it is filled in.
                assert!(at.join(name).exists() || name.ends_with(".csv"), "{name} was not begun");
                fs::write(at.join(name), text).unwrap();
                continue;
            }
            Deed::Type(line) => line,
        };
        let program = Path::new(env!("CARGO_BIN_EXE_casebook")).parent().unwrap();
        let mut command = Command::new("/bin/sh");
        command.env_clear().env("PATH", program).env("CASEBOOK_HOME", at.join("home")).current_dir(at);
        let output = command.stdin(Stdio::null()).args(["-c", line]).output().unwrap();
        let told =
            String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
        // Practising draws; here there is no terminal to draw on.
        let practises = line.contains(" practice ") && told.contains("practising needs a terminal");
        let expected = if practises { 2 } else { i32::from(line.contains("# exits with 1")) };
        assert_eq!(output.status.code(), Some(expected), "{line}\n{told}");
        if line.starts_with("casebook check bank") && expected == 0 {
            assert!(!told.contains("error"), "{told}");
        }
        last = told;
    }
    assert!(last.starts_with("tram-line"), "{last}");
}

/// The slip that the page shows is told as it shows it.
#[test]
fn the_slip_of_the_page_is_told_so() {
    let page = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/authoring.md")).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let question = deeds(&page).into_iter().find_map(|deed| match deed {
        Deed::Write(name, text) if name == "bank/tram-line.yaml" => Some(text),
        _ => None,
    });
    fs::create_dir(folder.path().join("bank")).unwrap();
    let slip = question.unwrap().replace("detects: Car trips", "detects: Car trip");
    fs::write(folder.path().join("bank/tram-line.yaml"), slip).unwrap();
    let (_, report, _) = told(folder.path(), &["check", "bank"]);
    let told: String =
        report.lines().take(7).map(|line| format!("    {line}").trim_end().to_owned() + "\n").collect();
    assert!(page.contains(&told), "{told}");
}

#[test]
fn a_name_that_is_a_device_elsewhere_is_refused_before_a_file_has_it() {
    let home = tempfile::tempdir().unwrap();
    for id in ["con", "nul", "com1", "lpt9", "aux"] {
        let (status, out, err) = told(home.path(), &["new", "question", id]);
        assert_eq!((status, out.as_str()), (2, ""), "{id}");
        assert!(err.contains("cannot be the name of a file"), "{err}");
    }
    for id in ["../up", "/etc/x", "a/b", ".hidden", "C:x"] {
        assert_eq!(told(home.path(), &["new", "question", id]).0, 2, "{id}");
    }
    assert!(!home.path().join("con.yaml").exists());
}
