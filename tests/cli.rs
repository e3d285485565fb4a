//! The commands as scripts use them: the real binary, in a home of its own.

#![expect(clippy::disallowed_methods, reason = "a test reads and writes files of its own")]
#![expect(clippy::unwrap_used, reason = "a test that cannot write its own files has failed")]

mod support;

use std::{
    fs,
    io::Read as _,
    path::Path,
    process::{Command, Stdio},
};

use casebook::{
    cli::args::Args,
    model::{
        Answer, Metric, Mode, Role, Session, State,
        review::Score,
        session::{FollowUp, FollowUpKind, Person, SelfScore},
        start::{Options, begin},
    },
    store::{bank, session_file::Foreign, sessions::Sessions},
};
use clap::CommandFactory as _;
use serde_json::Value;
use support::{casebook, err, home, out, run};

fn attempt(home: &Path, id: &str, change: impl FnOnce(&mut Session)) {
    let bank = bank::built_in();
    let (question, framework, rubric) = bank.whole(&"alipay-success-metrics".into()).unwrap();
    let now = "2025-03-04T05:06:07Z".parse().unwrap();
    let options = Options::new(id.into(), Person::default(), now, 1);
    let mut session = begin((*question).clone(), framework.clone(), rubric.clone(), options);
    change(&mut session);
    Sessions::in_folder(&home.join("data/sessions")).save(&session, &Foreign::default()).unwrap();
}

#[test]
fn the_version_and_the_help_are_results() {
    let home = home();
    let output = run(home.path(), &["--version"]);
    assert_eq!((output.status.code(), err(&output)), (Some(0), String::new()));
    assert!(out(&output).starts_with("casebook "));
    assert!(out(&run(home.path(), &["practice", "--help"])).contains("--minutes"));
}

#[test]
fn wrong_usage_is_told_on_stderr_with_status_2() {
    let home = home();
    for args in [
        &["practise"][..],
        &["practice", "--mode", "dream"],
        &["practice", "--minutes", "0"],
        &["questions", "--difficulty", "brutal"],
        &["sessions", "--since", "yesterday"],
        &["show"],
        &["practice", "alipay-success-metrics", "--mode", "interview", "--guide", "full"],
        &["practice", "alipay-success-metrics", "--mode", "interview", "--step", "metrics"],
        &["practice", "alipay-success-metrics", "--step", "metrcs"],
    ] {
        let output = run(home.path(), args);
        assert_eq!(output.status.code(), Some(2), "{args:?}: {}", err(&output));
        assert!(out(&output).is_empty() && !err(&output).is_empty(), "{args:?}");
    }
    let output = run(home.path(), &["practice", "alipay-success-metrics", "--step", "metrcs"]);
    assert!(err(&output).contains("did you mean \"metrics\"?"), "{}", err(&output));
}

#[test]
fn without_a_terminal_the_screens_say_so_plainly() {
    let home = home();
    attempt(home.path(), "2025-03-04-alipay-success-metrics-bcdf", |_| ());
    for args in [&[][..], &["practice"], &["practice", "alipay"], &["practice", "alipay", "--new"]] {
        let output = run(home.path(), args);
        assert_eq!(output.status.code(), Some(2), "{args:?}: {}", err(&output));
        assert!(err(&output).contains("needs a terminal") && err(&output).contains("help: "));
        assert!(out(&output).is_empty() && !err(&output).contains('\x1b'));
    }
}

#[test]
fn questions_are_found_by_words_and_filters() {
    let home = home();
    let output = run(home.path(), &["questions", "alipay"]);
    assert!(out(&output).starts_with("alipay-success-metrics  "), "{}", out(&output));
    let listed = |args: &[&str]| -> Vec<Value> {
        let output = run(home.path(), args);
        assert_eq!(output.status.code(), Some(0), "{}", err(&output));
        let list: Value = serde_json::from_str(&out(&output)).unwrap();
        assert_eq!(list["format"], 1);
        list["items"].as_array().unwrap().clone()
    };
    let all = listed(&["questions", "--json"]);
    assert!(all.len() > 1);
    let some = listed(&["questions", "--json", "--type", "root-cause", "--type", "trade-off"]);
    assert!(!some.is_empty() && some.len() < all.len());
    assert!(some.iter().all(|q| q["type"] == "root-cause" || q["type"] == "trade-off"));
    for key in ["id", "type", "title", "difficulty", "company", "product", "skills", "status"] {
        assert!(some[0].get(key).is_some(), "{key}");
    }
    assert!(listed(&["questions", "--json", "--status", "started"]).is_empty());
    attempt(home.path(), "2025-03-04-alipay-success-metrics-bcdf", |_| ());
    assert_eq!(listed(&["questions", "--json", "--status", "started"])[0]["id"], "alipay-success-metrics");
    let none = run(home.path(), &["questions", "zzzzqqqq"]);
    assert_eq!((none.status.code(), out(&none)), (Some(0), String::new()));
    assert!(err(&none).contains("no question matches"));
}

#[test]
fn a_question_shows_its_answer_and_facts_only_when_asked() {
    let home = home();
    let show = |args: &[&str]| {
        let output = run(home.path(), args);
        assert_eq!(output.status.code(), Some(0), "{}", err(&output));
        out(&output)
    };
    let plain = show(&["show", "alipay"]);
    let sheet = show(&["show", "alipay", "--interviewer"]);
    let answer = show(&["show", "alipay", "--answer"]);
    assert!(sheet.len() > plain.len() && answer.len() > plain.len() && sheet != answer);
    for words in
        ["Opening · 2 min · 0:00–2:00", "- Which countries: Mainland", "Listen for: ", "[their North Star]"]
    {
        assert!(sheet.contains(words) && !plain.contains(words), "{words}: {sheet}");
    }
    let object: Value = serde_json::from_str(&show(&["show", "alipay-success-metrics", "--json"])).unwrap();
    assert_eq!(object["id"], "alipay-success-metrics");
    assert!(object["weak"].is_null() && object["brief"]["facts"][0]["answer"].is_null());
    let object: Value =
        serde_json::from_str(&show(&["show", "alipay", "--json", "--interviewer", "--answer"])).unwrap();
    assert!(object["brief"]["facts"][0]["answer"].is_string());
    let wrong = run(home.path(), &["show", "alipai-success-metrics"]);
    assert_eq!(wrong.status.code(), Some(1));
    assert!(err(&wrong).contains("did you mean `alipay-success-metrics`?"), "{}", err(&wrong));
}

#[test]
fn a_live_mock_wants_a_question_and_a_terminal_and_nothing_else_beside_it() {
    let home = home();
    let says = |args: &[&str], status: i32, words: &str| {
        let output = run(home.path(), args);
        assert_eq!(output.status.code(), Some(status), "{args:?}: {}", err(&output));
        assert!(err(&output).contains(words) && output.stdout.is_empty(), "{args:?}: {}", err(&output));
    };
    says(&["review", "--live", "alipay"], 2, "a live mock needs a terminal");
    says(&["review", "--live", "the"], 2, "questions match:");
    says(&["review", "--live", "alipai-success-metrics"], 1, "did you mean `alipay-success-metrics`?");
    says(&["review", "--live", "alipay", "--json"], 2, "cannot be used with");
    says(&["review", ".", "--live", "alipay"], 2, "cannot be used with");
    says(&["review", "--live"], 2, "--live");
}

#[test]
fn a_filter_that_names_nothing_says_what_there_is() {
    let home = home();
    let says = |args: &[&str], status: i32, words: &[&str]| {
        let output = run(home.path(), args);
        assert_eq!(output.status.code(), Some(status), "{args:?}: {}", err(&output));
        for words in words {
            assert!(err(&output).contains(words), "{args:?}: {words}: {}", err(&output));
        }
        out(&output)
    };
    let types = &["there is no type \"trade-of\"", "did you mean \"trade-off\"?", "\"root-cause\""];
    assert_eq!(says(&["questions", "--type", "trade-of"], 2, types), "");
    says(&["practice", "--type", "trade-of"], 2, types);
    says(&["questions", "--difficulty", "meduim"], 2, &["'medium'", "easy, medium, hard"]);
    says(&["questions", "--status", "dome"], 2, &["'done'", "new, started, done, due]"]);
    // What a bank calls its skills and companies is open: that nobody has it is no error, and is said.
    let skill = &["no question has skill \"metric anlysis\"", "did you mean \"metric analysis\"?"];
    assert_eq!(says(&["questions", "--skill", "metric anlysis"], 0, skill), "");
    assert!(says(&["questions", "--skill", "metric anlysis", "--json"], 0, skill).contains("\"items\": []"));
    says(&["practice", "--skill", "metric anlysis"], 1, skill);
    let some =
        says(&["questions", "--company", "monzo", "--company", "xyzzy"], 0, &["has company \"xyzzy\""]);
    assert!(some.starts_with("monzo-"), "{some}");
    // A label that there is says nothing, however little it leaves.
    let none = run(home.path(), &["questions", "--company", "monzo", "--difficulty", "easy"]);
    assert!(!err(&none).contains("has company"), "{}", err(&none));
}

#[test]
fn a_question_is_shown_by_words_and_by_an_id_in_capitals() {
    let home = home();
    let shown = |args: &[&str]| {
        let output = run(home.path(), &[&["show"], args].concat());
        assert_eq!(output.status.code(), Some(0), "{args:?}: {}", err(&output));
        out(&output)
    };
    let alipay = shown(&["alipay-success-metrics"]);
    assert_eq!(shown(&["ALIPAY-Success-Metrics"]), alipay);
    assert_eq!(shown(&["Alipay"]), alipay);
    assert_eq!(shown(&["payment", "service", "alibaba"]), alipay);
    let unclear = run(home.path(), &["show", "would"]);
    assert_eq!((unclear.status.code(), out(&unclear)), (Some(2), String::new()));
    let candidates = err(&unclear);
    assert!(candidates.starts_with("error: ") && candidates.contains("questions match"), "{candidates}");
    for words in ["\n  alipay-success-metrics", "What metrics would you use", "\nhelp: "] {
        assert!(candidates.contains(words), "{words}: {candidates}");
    }
    // The same words say the same where they are practised.
    let practice = err(&run(home.path(), &["practice", "would", "--minutes", "9"]));
    assert!(practice.contains("\n  alipay-success-metrics"), "{practice}");
    assert!(err(&run(home.path(), &["practice", "ALIPAY"])).contains("needs a terminal"));
}

#[test]
fn a_session_is_shown_by_a_part_of_its_id() {
    let home = home();
    for letters in ["bcdf", "ghjk"] {
        attempt(home.path(), &format!("2025-03-04-alipay-success-metrics-{letters}"), |_| ());
    }
    for id in ["BCDF", "2025-03-04-Alipay-success-metrics-b"] {
        let output = run(home.path(), &["session", id]);
        assert_eq!(output.status.code(), Some(0), "{}", err(&output));
        assert!(out(&output).contains("-bcdf"), "{}", out(&output));
    }
    let unclear = run(home.path(), &["session", "2025"]);
    assert_eq!((unclear.status.code(), out(&unclear)), (Some(2), String::new()));
    for words in
        ["2 sessions", "\n  2025-03-04-alipay-success-metrics-bcdf  in_progress  What metrics", "-ghjk"]
    {
        assert!(err(&unclear).contains(words), "{words}: {}", err(&unclear));
    }
    assert_eq!(run(home.path(), &["session", "zzzz"]).status.code(), Some(1));
}

#[test]
fn attempts_are_listed_searched_and_shown() {
    let home = home();
    attempt(home.path(), "2025-03-04-alipay-success-metrics-bcdf", |s| {
        s.steps[0].answer = Answer::Prose("Escrow builds trust \u{1b}[2J 支付宝".to_owned());
        s.at.stop = casebook::model::Stop::Step("metrics".into());
    });
    attempt(home.path(), "2025-03-05-alipay-success-metrics-ghjk", |s| {
        s.state = State::Finished;
        s.mode = Mode::Interview;
        s.started = "2025-03-05T05:06:07Z".parse().unwrap();
    });
    fs::write(home.path().join("data/sessions/broken.yaml"), "format: 1\nid: [\n").unwrap();
    let ids = |args: &[&str]| -> Vec<String> {
        let output = run(home.path(), &[&["sessions", "--json"], args].concat());
        assert_eq!(output.status.code(), Some(0));
        assert!(err(&output).contains("broken.yaml:"), "{}", err(&output));
        let list: Value = serde_json::from_str(&out(&output)).unwrap();
        let items = list["items"].as_array().unwrap();
        items.iter().map(|item| item["id"].as_str().unwrap().rsplit('-').next().unwrap().to_owned()).collect()
    };
    assert_eq!(ids(&[]), ["ghjk", "bcdf"]);
    assert_eq!(ids(&["--state", "finished"]), ["ghjk"]);
    assert_eq!(ids(&["--mode", "practice"]), ["bcdf"]);
    assert_eq!(ids(&["--since", "2025-03-05"]), ["ghjk"]);
    assert_eq!(ids(&["escrow", "TRUST"]), ["bcdf"]);
    let nothing = run(home.path(), &["sessions", "zebra"]);
    assert!(err(&nothing).contains("no attempt matches; fewer words or filters find more"));
    let output = run(home.path(), &["session", "bcdf"]);
    assert!(out(&output).contains("支付宝") && !out(&output).contains('\x1b'), "{}", out(&output));
    let output = run(home.path(), &["session", "bcdf", "--json"]);
    let object: Value = serde_json::from_str(&out(&output)).unwrap();
    assert_eq!(object["at"]["step"], "metrics");
    assert!(object.get("finished").is_some_and(Value::is_null));
}

#[test]
fn places_follow_the_options_and_a_missing_home_is_explained() {
    let home = home();
    let elsewhere = home.path().join("shared");
    let output = run(home.path(), &["paths", "--sessions", elsewhere.to_str().unwrap()]);
    let expected = format!("sessions  {}", elsewhere.display());
    assert!(out(&output).contains(&expected), "{}", out(&output));
    assert_eq!(out(&output).lines().count(), 5);
    assert!(fs::read_dir(home.path()).unwrap().next().is_none(), "looking makes nothing");
    if cfg!(unix) {
        for relative in [None, Some(""), Some("here")] {
            let mut command = casebook(home.path());
            command.env_remove("CASEBOOK_HOME").arg("paths");
            if let Some(relative) = relative {
                command.env("HOME", relative);
            }
            let output = command.output().unwrap();
            assert_eq!(output.status.code(), Some(1));
            assert!(err(&output).contains("HOME") && err(&output).contains("--home DIR"), "{}", err(&output));
        }
        let output = casebook(home.path())
            .env_remove("CASEBOOK_HOME")
            .env("HOME", home.path())
            .args(["paths", "--home", "/elsewhere"])
            .output()
            .unwrap();
        assert!(out(&output).contains("/elsewhere/state"));
    }
}

#[test]
fn banks_join_and_what_is_wrong_with_them_stops_nothing() {
    let home = home();
    let mine = home.path().join("bank");
    fs::create_dir(&mine).unwrap();
    fs::write(mine.join("bad.yaml"), "id: [\n").unwrap();
    let question = "id: mine\ntype: trade-off\ntitle: Mine?\ndifficulty: easy\nbrief: {say: Decide.}\n";
    fs::write(mine.join("mine.yaml"), question).unwrap();
    let output = run(home.path(), &["--bank", mine.to_str().unwrap(), "questions", "mine"]);
    assert_eq!(output.status.code(), Some(0));
    assert!(out(&output).starts_with("mine "), "{}", out(&output));
    assert!(err(&output).contains("bad.yaml:"), "{}", err(&output));
}

#[test]
fn a_closed_pipe_is_no_error() {
    let home = home();
    for args in [&["completions", "bash"][..], &["questions", "--json"], &["--help"]] {
        let mut child =
            casebook(home.path()).args(args).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        assert_eq!(child.wait().unwrap().code(), Some(0), "{args:?}");
        let mut messages = String::new();
        child.stderr.take().unwrap().read_to_string(&mut messages).unwrap();
        assert_eq!(messages, "");
    }
}

/// What a page of the manual says between a heading and the next one, marks of fonts aside.
fn of_the_manual(page: &str, heading: &str) -> String {
    let (_, behind) = page.split_once(&format!("{heading}\n")).unwrap();
    let own = behind.split(".SS ").next().unwrap().split(".SH ").next().unwrap();
    own.replace("\\fB", "").replace("\\fI", "").replace("\\fR", "").replace("\\-", "-")
}

#[test]
fn the_manual_tells_of_every_command_with_its_options() {
    let home = home();
    let output = run(home.path(), &["man"]);
    assert_eq!((output.status.code(), err(&output)), (Some(0), String::new()));
    let page = out(&output);
    let program = Args::command();
    let long = |command: &clap::Command| -> Vec<String> {
        let arguments = command.get_arguments();
        arguments.filter_map(|a| Some(format!("--{}", a.get_long()?))).collect()
    };
    let options = of_the_manual(&page, ".SH OPTIONS");
    assert!(long(&program).iter().all(|option| options.contains(option)), "{options}");
    for command in program.get_subcommands() {
        let part = of_the_manual(&page, &format!(".SS \"casebook {}\"", command.get_name()));
        assert!(part.contains(&command.get_about().unwrap().to_string()), "{part}");
        for option in long(command) {
            assert!(part.contains(&option), "casebook {}: {option}", command.get_name());
        }
    }
    let sections: Vec<&str> = page.lines().filter_map(|line| line.strip_prefix(".SH ")).collect();
    let expected =
        ["NAME", "SYNOPSIS", "DESCRIPTION", "OPTIONS", "COMMANDS", "EXIT STATUS", "ENVIRONMENT", "FILES"];
    assert_eq!(sections, expected, "the parts of a command are no sections of the page");
    // Where there is a formatter, it finds nothing to complain about.
    fs::write(home.path().join("casebook.1"), &page).unwrap();
    let groff =
        Command::new("groff").args(["-ww", "-man", "-z", "casebook.1"]).current_dir(home.path()).output();
    if let Ok(groff) = groff {
        assert_eq!(err(&groff), "");
    }
}

#[test]
fn a_schema_is_printed_by_its_name() {
    let home = home();
    for name in ["question", "framework", "rubric", "track", "labels", "stories", "session", "review"] {
        let output = run(home.path(), &["schema", name]);
        let schema: Value = serde_json::from_str(&out(&output)).unwrap();
        let key = match name {
            "review" => "verdict",
            "labels" => "topics",
            "stories" => name,
            _ => "id",
        };
        assert!(schema["properties"].get(key).is_some(), "{name}");
    }
    assert_eq!(run(home.path(), &["schema", "questions"]).status.code(), Some(2));
}

#[test]
fn without_attempts_the_list_says_what_to_do_first() {
    let home = home();
    assert!(
        err(&run(home.path(), &["sessions"])).contains("no attempts yet; `casebook practice` begins one")
    );
    let archive = err(&run(home.path(), &["sessions", "--archived"]));
    assert!(archive.contains("the archive is empty; `casebook archive SESSION`"), "{archive}");
}

#[test]
fn one_step_alone_is_listed_and_shown_as_such() {
    let home = home();
    attempt(home.path(), "2025-03-04-alipay-success-metrics-bcdf", |s| s.only = Some("metrics".into()));
    let list = out(&run(home.path(), &["sessions"]));
    assert!(list.trim_end().ends_with("payment service? · metrics alone"), "{list}");
    let shown = out(&run(home.path(), &["session", "bcdf"]));
    assert!(shown.contains("in_progress · practice · Metrics alone · 0:00 of"), "{shown}");
}

#[test]
fn a_session_is_read_in_the_order_in_which_it_went() {
    let home = home();
    attempt(home.path(), "2025-03-04-alipay-success-metrics-bcdf", |s| {
        for step in &mut s.steps {
            if let (true, Answer::Prose(text)) =
                (["goal", "close"].contains(&step.id.as_str()), &mut step.answer)
            {
                *text = format!("My {}.", step.id);
            }
        }
        let asked = |kind, after: Option<&str>, ask: &str, answer: &str| FollowUp {
            id: format!("f{}", ask.len()).into(),
            kind,
            after: after.map(Into::into),
            ask: ask.to_owned(),
            answer: answer.to_owned(),
            seconds: 0,
        };
        s.follow_ups = vec![
            asked(FollowUpKind::FollowUp, None, "What if fees rise?", "Merchants leave.\nSome stay."),
            asked(FollowUpKind::FollowUp, None, "And then?", " "),
            asked(FollowUpKind::Probe, Some("goal"), "Whose goal is that?", "The users'."),
        ];
        s.wrap_up.lowest = Some(s.rubric.dimensions[0].id.clone());
        s.wrap_up.learnt = "Limits first.".to_owned();
        s.wrap_up.next.constraint = "Three guardrails in two minutes.".to_owned();
    });
    let shown = out(&run(home.path(), &["session", "bcdf"]));
    let (_, answer) = shown.split_once("\n\n").unwrap();
    insta::assert_snapshot!("a session as text", answer);
}

#[test]
fn completions_know_the_commands() {
    let home = home();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let output = run(home.path(), &["completions", shell]);
        assert_eq!(output.status.code(), Some(0));
        assert!(out(&output).contains("practice") && out(&output).contains("minutes"));
    }
}

#[test]
fn an_attempt_goes_out_of_the_way_and_comes_back() {
    let home = home();
    attempt(home.path(), "2025-03-04-alipay-success-metrics-bcdf", |session| {
        session.person.name = Some("Ada Example".into());
    });
    let list = |more: &[&str]| out(&run(home.path(), &[&["sessions"], more].concat()));
    assert!(list(&["--candidate", "ada"]).contains("bcdf"));
    assert_eq!(list(&["--candidate", "bob"]), "");

    let output = run(home.path(), &["archive", "bcdf"]);
    assert_eq!((output.status.code(), out(&output)), (Some(0), String::new()));
    assert!(err(&output).contains("--undo"), "{}", err(&output));
    assert_eq!(list(&[]), "");
    assert!(list(&["--archived"]).contains("bcdf"));
    assert!(out(&run(home.path(), &["session", "bcdf"])).contains("Alipay"), "it can still be read");
    assert_eq!(run(home.path(), &["archive", "bcdf", "--undo"]).status.code(), Some(0));
    assert!(list(&[]).contains("bcdf"));
}

#[test]
fn a_deleted_attempt_comes_back_until_it_is_purged() {
    let home = home();
    let id = "2025-03-04-alipay-success-metrics-bcdf";
    attempt(home.path(), id, |_| {});
    assert_eq!(
        run(home.path(), &["delete", "bcdf", "--purge"]).status.code(),
        Some(1),
        "only from the trash"
    );
    assert_eq!(run(home.path(), &["delete", "bcdf"]).status.code(), Some(0));
    let again = run(home.path(), &["delete", "bcdf"]);
    assert_eq!(again.status.code(), Some(1));
    assert_eq!(run(home.path(), &["delete", "bcdf", "--undo"]).status.code(), Some(0));
    assert!(out(&run(home.path(), &["sessions"])).contains(id));
    run(home.path(), &["delete", "bcdf"]);
    let other = err(&run(home.path(), &["delete", "xxxx", "--undo"]));
    assert!(
        other.contains("no session `xxxx`") && other.contains(&format!("the trash holds {id}")),
        "{other}"
    );
    assert_eq!(run(home.path(), &["delete", "bcdf", "--purge"]).status.code(), Some(0));
    assert!(err(&run(home.path(), &["delete", "bcdf", "--undo"])).contains("the trash is empty"));
    assert_eq!(run(home.path(), &["delete", "bcdf", "--undo", "--purge"]).status.code(), Some(2));
}

#[test]
fn a_session_is_told_together_with_what_changed_since_the_attempt_before() {
    let home = home();
    let written = |session: &mut Session, goal: &str, line: &str| {
        for step in &mut session.steps {
            match (step.id.as_str(), &mut step.answer) {
                ("goal", Answer::Prose(text)) => *text = goal.to_owned(),
                ("metrics", Answer::Metrics(metrics)) => metrics.push(Metric {
                    id: "m1".into(),
                    role: Some(Role::NorthStar),
                    under: None,
                    stage: None,
                    line: line.to_owned(),
                }),
                _ => {}
            }
        }
    };
    attempt(home.path(), "2025-03-04-alipay-success-metrics-bcdf", |s| {
        written(s, "Trust first.", "Weekly payers = payers / linked");
    });
    attempt(home.path(), "2025-03-06-alipay-success-metrics-ghjk", |s| {
        s.started = "2025-03-06T05:06:07Z".parse().unwrap();
        written(s, "Trust first, for shoppers.", "Weekly payers = payers / linked, 7 days");
    });
    let object = |id: &str| -> Value {
        serde_json::from_str(&out(&run(home.path(), &["session", id, "--json"]))).unwrap()
    };
    let first = object("bcdf");
    assert!(first.get("diff").is_some_and(Value::is_null) && first["findings"].is_array(), "{first}");
    assert!(first.get("coverage").is_some());
    let found = &first["findings"][2];
    assert_eq!((&found["rule"], &found["level"]), (&"ratio-north-star".into(), &"informative".into()));
    assert_eq!((&found["at"]["step"], &found["at"]["id"]), (&"metrics".into(), &"m1".into()));
    let words = "Weekly payers: could it rise while the number of payers falls?";
    assert_eq!((&found["words"], &found["about"]), (&words.into(), &"m1".into()));
    let diff = &object("ghjk")["diff"];
    assert_eq!(diff["older"], "2025-03-04-alipay-success-metrics-bcdf");
    let step = |id: &str| diff["steps"].as_array().unwrap().iter().find(|s| s["step"] == id).unwrap();
    assert_eq!(step("goal")["prose"][1]["added"], ", for shoppers");
    let part = &step("metrics")["metrics"][0]["parts"][0];
    assert_eq!(
        (&part["how"], &part["field"], &part["newer"]),
        (&"completed".into(), &"window".into(), &"7 days".into())
    );
    assert_eq!(step("context")["seconds"]["older"], 0);
    let text = out(&run(home.path(), &["session", "ghjk"]));
    let (_, since) = text.split_once("Since the last attempt\n").unwrap();
    insta::assert_snapshot!("what changed since the last attempt", since);
}

/// An attempt that was finished and scored as these say.
fn finished(home: &Path, id: &str, scores: &[(&str, Score)], change: impl FnOnce(&mut Session)) {
    attempt(home, id, |session| {
        session.state = State::Finished;
        session.finished = Some(session.started);
        for (dimension, score) in scores {
            let own = SelfScore { score: Some(*score), ..SelfScore::default() };
            session.self_scores.insert((*dimension).into(), own);
        }
        change(session);
    });
}

#[test]
fn what_was_scored_long_ago_is_due() {
    let home = home();
    let ids = |args: &[&str]| -> Vec<Value> {
        let output = run(home.path(), &[&["questions", "--json"], args].concat());
        assert_eq!(output.status.code(), Some(0), "{}", err(&output));
        let list: Value = serde_json::from_str(&out(&output)).unwrap();
        list["items"].as_array().unwrap().iter().map(|q| q["status"].clone()).collect()
    };
    finished(home.path(), "2025-03-04-alipay-success-metrics-bcdf", &[], |_| ());
    assert!(ids(&["--status", "due"]).is_empty(), "what is unrated is not scheduled");
    assert_eq!(ids(&["--status", "done"]), ["done"]);
    let scores = [("goals", Score::Four), ("definition", Score::Two), ("system", Score::NotApplicable)];
    finished(home.path(), "2025-03-04-alipay-success-metrics-ghjk", &scores, |_| ());
    assert_eq!(ids(&["--status", "due"]), ["due"]);
    assert_eq!(ids(&["--status", "done"]), ["due"], "what is due is done as well");
    let listed = out(&run(home.path(), &["questions", "--status", "due"]));
    assert!(listed.starts_with("alipay-success-metrics  medium  due  "), "{listed}");
    // The one that is due is what `practice` means by that.
    let practice = run(home.path(), &["practice", "--status", "due"]);
    assert!(err(&practice).contains("needs a terminal"), "{}", err(&practice));
}

#[test]
fn stories_are_told_with_what_each_lacks_and_what_none_shows() {
    let home = home();
    let stories = |args: &[&str]| run(home.path(), &[&["stories"], args].concat());
    let none = stories(&[]);
    assert!(
        none.status.success() && out(&none).is_empty() && err(&none).contains("no stories yet"),
        "{}",
        err(&none)
    );
    let text = "stories:
  - id: boat
    title: \"I asked for one summer\\e[2J\"
    situation: |-
      A boat,
      and a buyer.
    actions: [{action: Asked the buyer, why: a no would be final, mine: true}]
    results: [{result: It stayed, number: 1 summer}]
    principles: [frugality, Grit]
  - {id: piano, title: The piano}
  - {id: pianos, titel: Two}
";
    fs::create_dir_all(home.path().join("data")).unwrap();
    fs::write(home.path().join("data/stories.yaml"), text).unwrap();
    let told = "format: 1\ntold:\n- {story: boat, at: 2025-03-04T05:06:07Z, seconds: 131}\n";
    fs::write(home.path().join("data/stories-told.yaml"), told).unwrap();
    let all = stories(&[]);
    let text = out(&all);
    for words in [
        "boat   I asked for one summer",
        "no learning\n",
        "piano  The piano",
        "\nAmazon: 15 of 16 without a story\n  Customer Obsession · ",
        "\nAlibaba: 6 of 6 without a story\n",
    ] {
        assert!(text.contains(words), "{words}: {text}");
    }
    assert!(!text.contains('\u{1b}') && !text.contains("Grit"), "{text}");
    assert!(err(&all).contains("stories.yaml:11:18") && err(&all).contains("they are in"), "{}", err(&all));
    let one = out(&stories(&["bo"]));
    for words in [
        "\nSituation\n  A boat,\n  and a buyer.\n",
        "Asked the buyer (a no would be final) · mine",
        "Told once, last ",
        " in 2:11",
    ] {
        assert!(one.contains(words), "{words}: {one}");
    }
    assert!(out(&stories(&["piano"])).contains("Missing: no situation, no actions"));
    let wrong = stories(&["pia"]);
    assert_eq!(wrong.status.code(), Some(0), "one begins so: {}", err(&wrong));
    assert_eq!(stories(&["violin"]).status.code(), Some(2));
    let list: Value = serde_json::from_str(&out(&stories(&["--json"]))).unwrap();
    assert_eq!((&list["format"], list["items"].as_array().unwrap().len()), (&1.into(), 2));
    assert_eq!(list["items"][1]["learning"], "", "what is not there is there as nothing");
    assert_eq!(list["items"][0]["told"][0]["seconds"], 131);
    let open = list["principles"].as_array().unwrap().iter().find(|of| of["of"] == "Amazon").unwrap();
    assert_eq!(open["without_a_story"].as_array().unwrap().len(), 15);
    let whole: Value = serde_json::from_str(&out(&stories(&["boat", "--json"]))).unwrap();
    assert_eq!((&whole["format"], &whole["id"]), (&1.into(), &"boat".into()));
    // Without a terminal nothing is opened, and nothing is made.
    let elsewhere = support::home();
    assert_eq!(run(elsewhere.path(), &["stories", "--edit"]).status.code(), Some(2));
    assert!(!elsewhere.path().join("data/stories.yaml").exists());
}

#[test]
fn tracks_are_told_to_people_and_to_programs_with_what_is_done() {
    let home = home();
    let bank = home.path().join("bank");
    fs::create_dir_all(bank.join("tracks")).unwrap();
    let track = "id: first-week\ntitle: The first week\nabout: For a beginner.\nitems:\n  - {question: \
                 alipay-success-metrics, note: Begin with the end.}\n  - {question: alipay-success-metrics, step: \
                 metrics, minutes: 7}\n  - {question: alipay-success-metrics, mode: interview}\n  - {question: \
                 of-another-bank}\n";
    fs::write(bank.join("tracks/first-week.yaml"), track).unwrap();
    let tracks =
        |more: &[&str]| run(home.path(), &[&["--bank", bank.to_str().unwrap(), "tracks"], more].concat());
    let all = out(&tracks(&[]));
    assert!(all.contains("\nfirst-week ") && all.contains(" 0 of 3   The first week\n"), "{all}");
    let id = "2025-03-04-alipay-success-metrics-bcdf";
    finished(home.path(), id, &[], |_| ());
    let text = out(&tracks(&["first-w"]));
    for words in [
        "The first week\n1 of 3 done · 27 minutes left\n\nFor a beginner.\n",
        "✓  1  What metrics would you use",
        "Begin with the end.",
        "Success metrics · Metrics alone · 7 minutes · new\n      casebook practice alipay-success-metrics --step metrics \
         --minutes 7\n",
        "no bank has `of-another-bank`",
    ] {
        assert!(text.contains(words), "{words}: {text}");
    }
    let whole: Value = serde_json::from_str(&out(&tracks(&["first-week", "--json"]))).unwrap();
    assert_eq!((&whole["format"], &whole["done"], &whole["of"]), (&1.into(), &1.into(), &3.into()));
    let states: Vec<&str> =
        whole["stops"].as_array().unwrap().iter().map(|stop| stop["state"].as_str().unwrap()).collect();
    assert_eq!(states, ["done", "new", "new", "missing"]);
    assert_eq!(whole["stops"][0]["session"], id);
    let none = tracks(&["frist-week"]);
    assert_eq!(none.status.code(), Some(2));
    assert!(err(&none).contains("did you mean \"first-week\"?"), "{}", err(&none));
}

#[test]
fn progress_is_told_to_people_and_to_programs() {
    let home = home();
    let none = run(home.path(), &["progress"]);
    assert_eq!((none.status.code(), out(&none)), (Some(0), String::new()));
    assert!(err(&none).contains("`casebook practice` begins an attempt"), "{}", err(&none));

    let first = "2025-03-04-alipay-success-metrics-bcdf";
    finished(home.path(), first, &[("definition", Score::Two)], |session| {
        session.wrap_up.lowest = Some("definition".into());
        session.wrap_up.next.constraint = "A limit on every guardrail".to_owned();
        session.step_mut(&"decide".into()).unwrap().seconds = 40;
    });
    let second = "2025-03-05-alipay-success-metrics-ghjk";
    let scores = [("definition", Score::Three), ("goals", Score::NotApplicable)];
    finished(home.path(), second, &scores, |session| {
        session.finished = Some("2025-03-05T06:00:00Z".parse().unwrap());
        session.origin.next_of = Some(first.into());
    });
    let text = out(&run(home.path(), &["progress"]));
    for words in [
        "Success metrics  2 attempts · the last on 5 March 2025",
        "  Definition      2 3",
        "  Decide           0:00 of 3:00",
        "  A limit on every guardrail",
        "run on 5 March 2025: definition 2, then 3",
    ] {
        assert!(text.contains(words), "{words}: {text}");
    }
    let whole: Value = serde_json::from_str(&out(&run(home.path(), &["progress", "--json"]))).unwrap();
    assert_eq!(whole["format"], 1);
    let of = &whole["types"][0];
    assert_eq!((&of["type"], &of["attempts"]), (&"success-metrics".into(), &2.into()));
    assert_eq!(of["last"], "2025-03-05T06:00:00Z");
    let definition = serde_json::json!({"id": "definition", "title": "Definition", "scores": [
        {"session": first, "finished": "2025-03-04T05:06:07Z", "score": 2},
        {"session": second, "finished": "2025-03-05T06:00:00Z", "score": 3},
    ]});
    let dimensions = of["dimensions"].as_array().unwrap();
    assert!(dimensions.contains(&definition), "{dimensions:?}");
    let goals = dimensions.iter().find(|d| d["id"] == "goals").unwrap();
    assert_eq!((&goals["scores"][0]["score"], &goals["scores"][1]["score"]), (&Value::Null, &"n/a".into()));
    let decide = of["steps"].as_array().unwrap().iter().find(|step| step["id"] == "decide").unwrap();
    assert_eq!(
        decide["times"][0],
        serde_json::json!({"session": first, "seconds": 40, "planned_seconds": 180})
    );
    assert_eq!(of["findings"].as_array().map(|f| f.iter().all(|f| f["of_last"] == 2)), Some(true));
    let step = &whole["next_steps"][0];
    assert_eq!(
        (&step["session"], &step["lowest"], &step["score"]),
        (&first.into(), &"definition".into(), &2.into())
    );
    assert!(step["next"]["step"].is_null() && step["next"]["minutes"].is_null());
    assert_eq!((&step["run"]["session"], &step["run"]["score"]), (&second.into(), &3.into()));
    let due = &whole["due"][0];
    assert_eq!((&due["question"], &due["score"]), (&"alipay-success-metrics".into(), &3.into()));
    assert!(due["due"].as_str().unwrap() > "2025-03-05", "{due}");
}
