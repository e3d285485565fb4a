//! The library by keyboard at 80×24: words, filters, sorting, chance; and the commands give the same answer.

use std::process::Command;

use casebook::store::bank;
use portable_pty::CommandBuilder;
use serde_json::Value;

use crate::{
    harness::{Screen, Terminal},
    home::Home,
};

/// Twelve questions about trams, and what is built in.
fn with_trams() -> Home {
    let home = Home::new();
    let bank = home.path().join("bank");
    std::fs::create_dir_all(&bank).unwrap();
    let (types, levels) = (["root-cause", "trade-off", "product-design"], ["hard", "easy", "medium"]);
    for n in 0..12 {
        let (kind, level, line) = (types[n % 3], levels[n / 3 % 3], ["North", "Süd", "夜间"][n / 4]);
        let text = format!(
            "id: tram-{n:02}\ntype: {kind}\ntitle: Tram {n:02} of the {line} line\ndifficulty: {level}\n\
             company: Tramway {line}\ntopics: [trams]\nbrief: {{say: What about tram {n:02}?}}\n"
        );
        std::fs::write(bank.join(format!("q{n:02}.yaml")), text).unwrap();
    }
    home
}

/// The titles that `casebook questions` lists.
fn listed(home: &Home, args: &[&str]) -> Vec<String> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_casebook"));
    command.env("CASEBOOK_HOME", home.path()).arg("--bank").arg(home.path().join("bank"));
    let output = command.args(["questions", "--json"]).args(args).output().unwrap();
    let list: Value = serde_json::from_slice(&output.stdout).unwrap();
    let title = |item: &Value| item["title"].as_str().unwrap().to_owned();
    list["items"].as_array().unwrap().iter().map(title).collect()
}

/// The titles of trams on the screen, from the top.
fn shown(screen: &Screen) -> Vec<String> {
    let text = screen.to_string();
    let title = |line: &str| {
        let line = &line[line.find("Tram ")?..];
        Some(line[..line.find(" line")?].to_owned() + " line")
    };
    text.lines().filter_map(title).collect()
}

#[test]
fn what_the_library_shows_is_what_the_command_lists() {
    let home = with_trams();
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_casebook"));
    command.args(["--bank", home.path().join("bank").to_str().unwrap()]);
    let mut t = Terminal::running(command, &home, 80, 24);
    t.wait_for("casebook");
    let all = bank::built_in().questions.len() + 12;
    for (typed, words) in [
        ("tram north lin", vec!["tram", "north", "lin"]),
        ("tram sud", vec!["tram", "sud"]),
        ("夜间", vec!["夜间"]),
    ] {
        t.keys("/").wait_for("search: words in any order");
        t.keys(typed).wait_for(&format!(" 4 of {all}"));
        let listed = listed(&home, &words);
        t.wait_until("what the command lists", |s| shown(s) == listed);
        t.keys("<esc>l").wait_for("Browse");
    }

    // Filters combine, and so do those of the command.
    t.keys("/tramway").wait_for(&format!("12 of {all}"));
    t.keys("<tab> ").wait_for("Difficulty");
    t.keys(" ").wait_for(&format!(" 4 of {all}"));
    let kind = t.wait_for("only ").to_string();
    let kind = ["Product design", "Root-cause analysis", "Trade-off"]
        .into_iter()
        .find(|k| kind.contains(&format!("only {k}")));
    t.bytes(b"\x1b[Z").wait_for("Tram ");
    let listed = listed(&home, &["tramway", "--type", kind.unwrap()]);
    assert_eq!(listed.len(), 4);
    t.wait_until("what the command lists", |s| shown(s) == listed);
    t.keys("s").wait_for("easiest first");
    t.keys("sss").wait_until("no order", |s| !s.has("first") && !s.has("by company"));
    t.keys("r").wait_for("What about tram");
    t.keys("<ctrl-q>");
    assert!(t.end().success());
}
