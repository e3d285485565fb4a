//! Banks as their authors meet them: the shipped one is whole, and every mistake is told with file, line and column.

#![expect(clippy::disallowed_methods, reason = "a test reads and writes files of its own")]
#![expect(clippy::unwrap_used, reason = "a test that cannot write its own files has failed")]

use std::{fs, path::Path};

use casebook::{
    error::Problem,
    insight::follow_ups,
    model::{
        Bank, Framework, Kind, Rubric, Track,
        question::FollowUpAsk,
        session::Person,
        start::{self, Options},
        worked,
    },
    store::bank,
};

#[test]
fn what_is_built_in_is_what_its_files_say() {
    let bank = bank::built_in();
    let mut files = 0;
    for folder in
        fs::read_dir("questions").unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_dir())
    {
        for path in fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()) {
            let bytes = fs::read(&path).unwrap();
            let name = path.display();
            files += 1;
            match folder.file_name().unwrap().to_str().unwrap() {
                "samples" => files -= 1,
                "frameworks" => {
                    let framework: Framework = serde_yaml::from_slice(&bytes).unwrap();
                    assert_eq!(*bank.frameworks[&framework.id], framework, "{name}");
                }
                "rubrics" => {
                    let rubric: Rubric = serde_yaml::from_slice(&bytes).unwrap();
                    assert_eq!(*bank.rubrics[&rubric.id], rubric, "{name}");
                }
                "tracks" => {
                    let track: Track = serde_yaml::from_slice(&bytes).unwrap();
                    assert_eq!(*bank.tracks[&track.id], track, "{name}");
                }
                _ => {
                    let (questions, problems) = bank::of_file(&path, bytes, true, &bank);
                    assert!(problems.is_empty(), "{problems:?}");
                    let (id, question) = questions.first_key_value().unwrap();
                    assert_eq!(*bank.questions.whole(id.as_str()).unwrap(), *question, "{name}");
                }
            }
        }
    }
    let all = bank.questions.len() + bank.frameworks.len() + bank.rubrics.len() + bank.tracks.len();
    assert_eq!(files, all);
}

#[test]
fn the_built_in_bank_has_no_problem() {
    let (bank, problems) = bank::load(&[]);
    let told: Vec<String> = problems.iter().map(ToString::to_string).collect();
    assert!(told.is_empty(), "{}", told.join("\n"));
    assert!(!bank.questions.is_empty());
    for id in bank.questions.ids() {
        assert!(bank.whole(&id.into()).is_some(), "{id} has no framework or no rubric");
    }
}

#[test]
fn the_sources_of_the_built_in_bank_pass_the_check() {
    let questions = Path::new(env!("CARGO_MANIFEST_DIR")).join("questions");
    let checked = bank::check(&[questions]);
    assert_eq!(checked.problems, []);
    assert_eq!(checked.holds[0], (bank::built_in().questions.len(), "question"));
}

const QUESTION: &str = "id: tram-metrics
type: success-metrics
title: How would you know that a tram line works?
difficulty: easy
brief: {say: How would you know that a tram line works?}
";

/// Loads files below a folder, with the built-in bank. Problems come back with paths from that folder on.
fn load(files: &[(&str, &[u8])]) -> (Bank, Vec<String>) {
    let dir = tempfile::tempdir().unwrap();
    for (name, bytes) in files {
        let path = dir.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    let (bank, problems) = bank::load(&[dir.path().to_owned()]);
    let from_here =
        |problem: &Problem| problem.to_string().replace(&format!("{}/", dir.path().display()), "");
    (bank, problems.iter().map(from_here).collect())
}

/// What is told of one file, `q.yaml`.
fn told(text: &str) -> Vec<String> {
    load(&[("q.yaml", text.as_bytes())]).1
}

/// What is told of a question with something added.
fn told_of(more: &str) -> Vec<String> {
    told(&format!("{QUESTION}{more}"))
}

#[test]
fn a_good_question_joins_the_bank() {
    let (bank, problems) = load(&[("q.yaml", QUESTION.as_bytes())]);
    assert_eq!(problems, [""; 0]);
    let (question, framework, rubric) = bank.whole(&"tram-metrics".into()).unwrap();
    assert_eq!((&question.kind, &framework.rubric), (&framework.id, &rubric.id));
}

#[test]
fn mistakes_of_form_say_where_and_what_next() {
    let table: &[(&str, &[&str])] = &[
        ("stepz: 1\n", &["q.yaml:6:1: unknown key \"stepz\"\nhelp: did you mean \"steps\"?"]),
        (
            "steps:\n  goal:\n    promt: x\n    hint: [y]\n",
            &[
                "q.yaml:8:5: unknown key \"promt\" in \"steps.goal\"\nhelp: did you mean \"prompt\"?",
                "q.yaml:9:5: unknown key \"hint\" in \"steps.goal\"\nhelp: did you mean \"hints\"?",
            ],
        ),
        (
            "follow_ups:\n  - ask: {north_star} up\n",
            &[
                "q.yaml:7:10: \"follow_ups[0].ask\": expected text, found a map\nhelp: quote it: text that begins \
               with { or holds a colon and a blank is read as a map",
            ],
        ),
        (
            "follow_ups:\n  - ask: Why?\n    when: {has: guardrial}\n",
            &["q.yaml:8:17: \"guardrial\" is not known in \"follow_ups[0].when.has\"\nhelp: did you mean \
               \"guardrail\"?"],
        ),
        ("skills: growth\n", &["q.yaml:6:9: \"skills\": expected a list, found string \"growth\""]),
        (
            "difficulty: hard\n",
            &["q.yaml:6:1: \"difficulty\" stands here a second time\nhelp: the first is in line 4"],
        ),
        (
            "company: Tram\n  Ltd: x\n",
            &[
                "q.yaml:7:6: mapping values are not allowed in this context\nhelp: quote the value: it holds a \
               colon and a blank",
            ],
        ),
        (
            "skills: [a, b\n",
            &[
                "q.yaml:7:1: did not find expected ',' or ']'\nhelp: look for a bracket that is never closed; it began in line 6, column 9",
            ],
        ),
        (
            "company: Why #1 matters\n",
            &[
                "q.yaml:6:14: \"#1 matters\" is read as a comment\nhelp: put the whole value between quotes; a \
               comment needs a blank after #",
            ],
        ),
        (
            "company: ~\n",
            &["q.yaml:6:10: \"~\" means nothing here\nhelp: leave the key out, or put the ~ between quotes"],
        ),
        (
            "---\nid: b\n",
            &[
                "q.yaml:6:1: a second document begins here, and it would not be read\nhelp: put it into a file of \
               its own, or delete the line \"---\"",
            ],
        ),
        (
            "company: *tram\n",
            &[
                "q.yaml:6:10: unknown anchor\nhelp: quote the value if the * is text; an anchor under an x- key \
               cannot be used elsewhere",
            ],
        ),
    ];
    for (more, expected) in table {
        assert_eq!(told_of(more), *expected, "{more}");
    }
    assert_eq!(
        told("id: a\ntype: success-metrics\n"),
        ["q.yaml:1:1: \"title\" is missing\nhelp: add \"title:\""]
    );
    let many = told_of(&format!("skills: [{}]\nfollow_ups:\n  - ask: {{driver}} up\n", "'[', ".repeat(100)));
    assert!(
        many[0].starts_with("q.yaml:8:10: \"follow_ups[0].ask\": expected text, found a map"),
        "{many:?}"
    );
    assert_eq!(told("- id: a\n"), ["q.yaml:1:1: expected a map, found a list"]);
}

#[test]
fn free_keys_are_free_everywhere_and_move_nothing() {
    let free = "x-note: free\nsteps:\n  x-why:\n    - deep: [1, {x: é}]\n  goal: {x-a: {b: ü}, hints: [h], x-c: 2}\n  \
                context:\n    x-only: 1\nweak:\n  x-first: |\n    a\n    b\n  answer: a\n  why: b\n";
    assert_eq!(told_of(free), [""; 0]);
    let late = told_of(&format!("{free}stepz: 1\n"));
    assert_eq!(late, ["q.yaml:19:1: unknown key \"stepz\"\nhelp: did you mean \"steps\"?"]);
    let beside = told_of("weak: {x-a: 'é', answer: a, whi: b, why: c}\n");
    assert_eq!(beside, ["q.yaml:6:29: unknown key \"whi\" in \"weak\"\nhelp: did you mean \"why\"?"]);
}

#[test]
fn every_mistake_in_a_question_is_found_in_its_line() {
    let table: &[(&str, &[&str])] = &[
        (
            "steps:\n  metrcs: {say: x}\n",
            &["q.yaml:7:3: unknown step \"metrcs\"\nhelp: did you mean \"metrics\"?"],
        ),
        (
            "steps:\n  goal:\n    answer:\n      - a: b\n",
            &["q.yaml:9:7: the step \"goal\" is prose\nhelp: write one text"],
        ),
        (
            "steps:\n  risks:\n    answer: Fraud\n",
            &["q.yaml:8:13: the step \"risks\" is rows\nhelp: write a list of rows, each beginning with -"],
        ),
        (
            "steps:\n  risks:\n    answer:\n      - risk: Fraud\n        detect: x\n",
            &["q.yaml:10:9: unknown field \"detect\"\nhelp: did you mean \"detects\"?"],
        ),
        (
            "steps:\n  metrics:\n    answer:\n      - {role: driver, line: Rides}\n",
            &["q.yaml:9:7: there is no North Star\nhelp: give one metric the role north_star"],
        ),
        (
            "steps:\n  metrics:\n    answer:\n      - {role: north_star, line: Rides}\n      - role: drivr\n        line: \
             Trams\n        under: Ride\n      - {line: X}\n      - {role: driver, limt: 2}\n",
            &[
                "q.yaml:10:15: unknown role \"drivr\"\nhelp: did you mean \"driver\"?",
                "q.yaml:12:16: unknown metric \"Ride\"\nhelp: did you mean \"Rides\"?",
                "q.yaml:13:9: a metric has a role\nhelp: add role: north_star, say",
                "q.yaml:14:9: a metric has a line\nhelp: add line: and the metric as it is typed",
                "q.yaml:14:24: unknown key \"limt\"\nhelp: did you mean \"limit\"?",
            ],
        ),
        (
            "steps:\n  stakeholders:\n    answer: [{name: Riders}]\n  metrics:\n    answer:\n      - {role: north_star, \
             line: Rides @Ryders}\n",
            &["q.yaml:11:34: unknown stakeholder \"Ryders\"\nhelp: did you mean \"Riders\"?"],
        ),
        (
            "steps:\n  metrics:\n    answer: [{role: north_star, line: Rides}]\n  risks:\n    answer: [{risk: x, \
             detects: Ridez}]\n",
            &["q.yaml:10:33: unknown metric \"Ridez\"\nhelp: did you mean \"Rides\"?"],
        ),
        (
            "follow_ups:\n  - ask: \"{north_strar}?\"\n  - ask: \"{guardrail.limt} {close.text} {goal}\"\n  - ask: \
             \"{risks.rsk} {x\"\n",
            &[
                "q.yaml:7:10: unknown step or role \"north_strar\"\nhelp: did you mean \"north_star\"?",
                "q.yaml:8:10: {guardrail.limt} is never filled\nhelp: write {guardrail} or {guardrail.limit}",
                "q.yaml:8:10: {goal} names no field\nhelp: write {goal.text}",
                "q.yaml:9:10: unknown field \"rsk\"\nhelp: did you mean \"risk\"?",
                "q.yaml:9:10: a { is never closed",
            ],
        ),
        (
            "variants:\n  - {id: a, flip: x, expect: [goal, countr]}\n  - {id: a, flip: ''}\n",
            &[
                "q.yaml:7:37: unknown step or role \"countr\"\nhelp: did you mean \"counter\"?",
                "q.yaml:8:10: variant \"a\" is there twice\nhelp: give it another id",
                "q.yaml:8:19: this is empty\nhelp: write a text",
            ],
        ),
    ];
    for (more, expected) in table {
        assert_eq!(told_of(more), *expected, "{more}");
    }
    let (bank, problems) = load(&[("q.yaml", QUESTION.replace("tram-metrics", "../Tram").as_bytes())]);
    assert_eq!(problems.len(), 1);
    assert!(problems[0].starts_with("q.yaml:1:5: \"../Tram\" is no id\nhelp: "), "{problems:?}");
    assert!(!bank.questions.contains("../Tram"));
    let unknown = told(&QUESTION.replace("success-metrics", "sucess-metrics"));
    assert_eq!(
        unknown,
        ["q.yaml:2:7: unknown type \"sucess-metrics\"\nhelp: did you mean \"success-metrics\"?"]
    );
}

const FRAMEWORK: &str = "id: tram
title: Tram
rubric: success-metrics
steps:
  - {id: goal, title: Goal, minutes: 1}
";

#[test]
fn every_mistake_in_a_framework_is_found_in_its_line() {
    let table: &[(&str, &[&str])] = &[
        ("", &[]),
        (
            "  - {id: goal, title: Goal, minutes: 1}\n",
            &["frameworks/f.yaml:6:10: step \"goal\" is there twice\nhelp: give it another id"],
        ),
        (
            "  - {id: self, title: Self, minutes: 1}\n",
            &[
                "frameworks/f.yaml:6:10: \"self\" may not name a step\nhelp: the program itself uses clarify, plan, \
               follow_ups, retell, wrap_up, self, debrief, opening",
            ],
        ),
        (
            "  - {id: h1, title: Mine, minutes: 1}\n",
            &[
                "frameworks/f.yaml:6:10: \"h1\" may not name a step\nhelp: the program itself gives such ids: a, h, m, \
               q or r and a number",
            ],
        ),
        ("  - {id: h1n, title: Flu, minutes: 1}\n  - {id: s3, title: Storage, minutes: 1}\n", &[]),
        (
            "  - {id: a, title: A, minutes: 1, kind: metrics, slots: {driver: 20, counter: 21}}\n",
            &["frameworks/f.yaml:6:79: a role has 20 slots at most"],
        ),
        (
            "  - {id: a, title: A, minutes: 1, kind: metrics, stages: gaol, stakeholders: goal}\n",
            &[
                "frameworks/f.yaml:6:58: unknown step \"gaol\"\nhelp: did you mean \"goal\"?",
                "frameworks/f.yaml:6:78: the step \"goal\" has no rows",
            ],
        ),
        (
            "  - id: a\n    title: A\n    minutes: -1\n    fields:\n      - {id: x, title: X, type: row}\n      - {id: x, \
             title: X, type: choice}\n      - {id: y, title: Y, choices: [a], rows_of: z}\n",
            &[
                "frameworks/f.yaml:8:14: minutes are from 0 to 600",
                "frameworks/f.yaml:9:5: only rows and flow have fields\nhelp: write kind: rows or kind: flow, or \
                 leave the fields out",
                "frameworks/f.yaml:10:9: a field of type row says whose rows it names\nhelp: add rows_of: and the \
                 id of a step",
                "frameworks/f.yaml:11:9: a field of type choice has choices\nhelp: add choices: […]",
                "frameworks/f.yaml:11:14: field \"x\" is there twice\nhelp: give it another id",
                "frameworks/f.yaml:12:27: only a field of type choice has choices",
                "frameworks/f.yaml:12:41: only a field of type row has rows_of",
                "frameworks/f.yaml:12:50: unknown step \"z\"\nhelp: there is \"goal\", \"a\"",
            ],
        ),
    ];
    for (more, expected) in table {
        let text = format!("{FRAMEWORK}{more}");
        assert_eq!(load(&[("frameworks/f.yaml", text.as_bytes())]).1, *expected, "{more}");
    }
    let text = FRAMEWORK.replace("success-metrics", "sucess-metrics");
    let (bank, problems) = load(&[("anywhere.yml", text.as_bytes())]);
    assert_eq!(
        problems,
        ["anywhere.yml:3:9: unknown rubric \"sucess-metrics\"\nhelp: did you mean \"success-metrics\"?"]
    );
    assert!(!bank.frameworks.contains_key("tram"));
}

#[test]
fn choices_rows_and_flags_are_checked() {
    let framework = "id: tram
title: Tram
opening: no
rubric: success-metrics
steps:
  - {id: riders, title: Riders, minutes: 1, kind: rows, fields: [{id: name, title: Who}]}
  - id: ideas
    title: Ideas
    minutes: 1
    kind: flow
    fields:
      - {id: who, title: Who, type: row, rows_of: riders}
      - {id: effort, title: Effort, type: choice, choices: [low, high]}
      - {id: chosen, title: Chosen, type: yes/no}
";
    let question = "id: q
type: tram
title: T
difficulty: hard
brief: {say: S}
steps:
  clarify: {say: x}
  riders: {answer: [{name: Students}]}
  ideas:
    answer:
      - {who: students, effort: low, chosen: yes}
      - {who: Studnts, effort: hgh, chosen: perhaps}
follow_ups:
  - ask: What if {driver} falls?
";
    let files = [("f/frameworks/f.yaml", framework.as_bytes()), ("q.yaml", question.as_bytes())];
    assert_eq!(
        load(&files).1,
        [
            "q.yaml:7:3: the framework \"tram\" has no opening, so no \"clarify\"",
            "q.yaml:12:15: unknown row \"Studnts\"\nhelp: did you mean \"Students\"?",
            "q.yaml:12:32: unknown choice \"hgh\"\nhelp: did you mean \"high\"?",
            "q.yaml:12:45: \"perhaps\" is neither yes nor no",
            "q.yaml:14:10: {driver} is never filled: \"tram\" has no metrics step",
        ]
    );
}

#[test]
fn every_mistake_in_a_rubric_is_found_in_its_line() {
    let rubric = "id: tram
title: ''
bar: {pm: 5}
dimensions:
  - {id: a, title: A, anchors: [w, x, y, z]}
  - {id: a, title: A, anchors: [w, x, '', z]}
";
    assert_eq!(
        load(&[("rubrics/r.yaml", rubric.as_bytes())]).1,
        [
            "rubrics/r.yaml:2:8: this is empty\nhelp: write a text",
            "rubrics/r.yaml:3:11: 5 is no score\nhelp: scores are 1, 2, 3 and 4",
            "rubrics/r.yaml:6:10: dimension \"a\" is there twice\nhelp: give it another id",
            "rubrics/r.yaml:6:39: this is empty\nhelp: write a text",
        ]
    );
}

#[test]
fn an_id_is_given_once_and_the_first_one_stays() {
    let other = QUESTION.replace("easy", "hard");
    let (bank, problems) = load(&[("a.yaml", QUESTION.as_bytes()), ("b.yaml", other.as_bytes())]);
    assert_eq!(problems.len(), 1);
    assert!(
        problems[0]
            .starts_with("b.yaml:1:5: question \"tram-metrics\" is there twice\nhelp: the first is at ")
    );
    assert!(problems[0].ends_with("a.yaml:1; give this one another id"), "{problems:?}");
    assert_eq!(bank.questions.get("tram-metrics").unwrap().difficulty().id(), "easy");
}

#[test]
fn a_list_keeps_its_good_questions() {
    let indented = |text: &str| text.trim_end().replace('\n', "\n    ");
    let good = indented(QUESTION);
    let bad = indented(&QUESTION.replace("tram-metrics", "bad").replace("easy", "esay"));
    let text = format!(
        "questions:\n  - {bad}\n\n  - {good}\n    stepz: 1\n  - {}\n",
        bad.replace("id: bad", "id: worse")
    );
    let (bank, problems) = load(&[("q.yaml", text.as_bytes())]);
    assert_eq!(
        problems,
        [
            "q.yaml:5:17: \"esay\" is not known in \"difficulty\"\nhelp: did you mean \"easy\"?",
            "q.yaml:13:5: unknown key \"stepz\"\nhelp: did you mean \"steps\"?",
            "q.yaml:17:17: \"esay\" is not known in \"difficulty\"\nhelp: did you mean \"easy\"?",
        ]
    );
    assert!(bank.questions.contains("tram-metrics"));
}

#[test]
fn files_that_are_no_bank_are_told_and_stop_nothing() {
    let large = vec![b'#'; (4 << 20) + 1];
    let files: [(&str, &[u8]); 8] = [
        ("a-empty.yaml", b""),
        ("b-comment.yaml", b"# later\n"),
        ("c-binary.yaml", b"\x7fELF\x00\x00"),
        ("d-latin.yaml", b"id: a\ntitle: caf\xe9\n"),
        ("e-bell.yaml", "id: a\ntitle: é\u{7}\n".as_bytes()),
        ("f-large.yaml", &large),
        ("g-utf16.yaml", b"\xff\xfei\x00d\x00"),
        ("z-good.yaml", QUESTION.as_bytes()),
    ];
    let (bank, problems) = load(&files);
    assert_eq!(
        problems,
        [
            "a-empty.yaml: there is nothing in this file\nhelp: write a question into it, or delete it",
            "b-comment.yaml: there is nothing in this file\nhelp: write a question into it, or delete it",
            "c-binary.yaml: this is a binary file, not text\nhelp: save it as UTF-8 text, or take it out of the folder",
            "d-latin.yaml:2:11: byte 0xE9 is not UTF-8\nhelp: save the file as UTF-8",
            "e-bell.yaml:2:9: a control character (U+0007) stands here\nhelp: delete it; it cannot be seen",
            "f-large.yaml: the file is larger than 4 MiB\nhelp: split it into several files, or ask whoever sent it for another",
            "g-utf16.yaml: this is UTF-16 text\nhelp: save it as UTF-8 text, or take it out of the folder",
        ]
    );
    assert!(bank.questions.contains("tram-metrics"));
    let marked = format!("\u{feff}{QUESTION}");
    assert_eq!(told(&marked), [""; 0]);
}

#[test]
fn paths_that_lead_nowhere_are_told() {
    let dir = tempfile::tempdir().unwrap();
    let told = |path: &Path| {
        let (_, problems) = bank::load(&[path.to_owned()]);
        problems
            .iter()
            .map(|p| p.to_string().replace(&dir.path().display().to_string(), "DIR"))
            .collect::<Vec<_>>()
    };
    assert_eq!(
        told(&dir.path().join("no")),
        ["DIR/no: there is no such file or folder\nhelp: look at the path"]
    );
    assert_eq!(
        told(dir.path()),
        [
            "DIR: there is no .yaml file in this folder\nhelp: copy a question of docs/formats.md into it to begin with"
        ]
    );
    fs::write(dir.path().join("notes.txt"), "x").unwrap();
    assert_eq!(
        told(&dir.path().join("notes.txt")),
        ["DIR/notes.txt: this is no .yaml or .yml file\nhelp: rename it if it holds YAML"]
    );
}

#[cfg(unix)]
#[test]
fn pipes_are_refused_and_circles_end() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("q.yaml"), QUESTION).unwrap();
    std::os::unix::fs::symlink(dir.path(), dir.path().join("again")).unwrap();
    let pipe = dir.path().join("pipe.yaml");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let (bank, problems) = bank::load(&[dir.path().to_owned()]);
    assert!(bank.questions.contains("tram-metrics"));
    let told: Vec<&str> = problems.iter().map(|problem| problem.message.as_str()).collect();
    assert_eq!(told, ["this is no regular file"]);
}

#[test]
fn aliases_may_repeat_a_little_and_never_explode() {
    let shared = format!("{QUESTION}skills: &s [growth]\ntopics: *s\n");
    assert_eq!(told(&shared), [""; 0]);
    let mut bomb = "id: &l0 [x, x, x, x, x, x, x, x, x, x]\n".to_owned();
    for level in 1..12 {
        let aliases = vec![format!("*l{}", level - 1); 10].join(", ");
        bomb.push_str(&format!("k{level}: &l{level} [{aliases}]\n"));
    }
    let wide = format!("id: &a \"{}\"\nskills: [{}]\n", "x".repeat(60_000), vec!["*a"; 30_000].join(", "));
    for text in [bomb, wide] {
        let problems = told(&text);
        assert_eq!(problems.len(), 1);
        assert!(problems[0].contains("grow too large"), "{problems:?}");
    }
    assert!(told("id: &a [*a]\n")[0].contains("inside of what it refers to"));
    for unit in ["[", "{a: ", "- ", "[a, "] {
        let problems = told(&format!("id: a\ntitle:\n  {}", unit.repeat(100_000)));
        assert!(problems[0].contains("nested too deeply"), "{problems:?}");
    }
}

#[test]
fn a_track_joins_the_bank_by_its_folder_or_its_keys() {
    let track = |id: &str| format!("id: {id}\ntitle: T\nabout: A\nitems: [{{question: tram-metrics}}]\n");
    let files = [("q.yaml", QUESTION.to_owned()), ("tracks/a.yaml", track("a")), ("b.yaml", track("b"))];
    let bytes: Vec<(&str, &[u8])> = files.iter().map(|(name, text)| (*name, text.as_bytes())).collect();
    let (bank, problems) = load(&bytes);
    assert_eq!(problems, [""; 0]);
    let built_in = bank::built_in().tracks.len();
    assert_eq!(bank.tracks.len(), built_in + 2);
    assert_eq!(bank.tracks["a"].items[0].question, "tram-metrics");
    let (bank, problems) = load(&bytes[1..2]);
    assert_eq!(bank.tracks.len(), built_in + 1, "what it lacks may come with another bank");
    assert!(problems[0].contains("unknown question \"tram-metrics\""), "{problems:?}");
    let (bank, _) = load(&[("tracks/a.yaml", b"id: A\ntitle: T\nabout: A\nitems: []\n")]);
    assert_eq!(bank.tracks.len(), built_in);
}

#[test]
fn what_did_not_load_is_counted() {
    let list = "questions:
  - {id: a, type: trade-off, title: A, difficulty: easy, brief: {say: A}}
  - {id: b, type: trade-off, title: B, difficulty: esy, brief: {say: B}}
  - {id: c, type: tradeoff, title: C, difficulty: easy, brief: {say: C}}
  - {id: d, type: trade-off, title: D, difficulty: easy, brief: {say: D}, follow_ups: [{ask: ''}]}
";
    let files: &[(&str, &[u8])] = &[
        ("list.yaml", list.as_bytes()),
        ("broken.yaml", b"id: [\n"),
        ("empty.yaml", b""),
        ("twice.yaml", b"{id: a, type: trade-off, title: A, difficulty: easy, brief: {say: A}}\n"),
    ];
    let (bank, problems) = load(files);
    // One of the list cannot be read, one has no such type, one file is broken, one empty, and one id is there twice.
    // A slip in a follow-up keeps its question.
    assert_eq!(bank.missing, 5, "{problems:?}");
    assert!(bank.questions.contains("d"));
    assert_eq!(bank::built_in().missing, 0);
}

/// A question of the built-in bank is a whole rep: it interrupts with the candidate's own words, and can be flipped.
#[test]
fn every_built_in_question_asks_on_and_can_be_flipped() {
    let bank = bank::built_in();
    for id in bank.questions.ids() {
        let (question, framework, rubric) = bank.whole(&id.into()).unwrap();
        let told = |what: &str| format!("{id}: {what}");
        assert!(
            question.variants.iter().any(|v| v.expect.len() >= 2),
            "{}",
            told("no variant that expects two")
        );
        for variant in &question.variants {
            assert!(variant.flip.split_whitespace().count() >= 5, "{}", told(&variant.id));
            assert!(!variant.expect.is_empty(), "{}", told(&variant.id));
        }
        let from_answer = |ask: &&FollowUpAsk| ask.ask.contains('{');
        assert!(question.follow_ups.len() >= 3, "{}", told("fewer than three follow-ups"));
        assert!(
            question.follow_ups.iter().filter(from_answer).count() >= 2,
            "{}",
            told("two from one's answer")
        );
        for ask in &question.follow_ups {
            assert!(!ask.listen_for.is_empty(), "{}", told(&ask.ask));
        }
        if framework.steps.iter().any(|step| step.kind == Kind::Metrics) {
            let conditional = question.follow_ups.iter().filter(from_answer).filter(|ask| ask.when.is_some());
            assert!(conditional.count() >= 2, "{}", told("two of them on a condition"));
        }

        // Whoever wrote the worked answer would be asked them all, but for those of what it is not missing.
        let options = Options::new("s".into(), Person::default(), jiff::Timestamp::UNIX_EPOCH, 1);
        let worked = worked::answers(&question, framework).answers;
        let mut session = start::begin((*question).clone(), framework.clone(), rubric.clone(), options);
        for (step, answer) in worked {
            if let Some(step) = session.step_mut(&step) {
                step.answer = answer;
            }
        }
        for ask in &question.follow_ups {
            if ask.when.as_ref().is_none_or(|when| when.missing.is_none()) {
                assert!(follow_ups::fill(&session, &ask.ask).is_some(), "{}", told(&ask.ask));
                assert!(
                    ask.when.as_ref().is_none_or(|when| follow_ups::holds(&session, when)),
                    "{}",
                    told(&ask.ask)
                );
            }
        }
    }
}
