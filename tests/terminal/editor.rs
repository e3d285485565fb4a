//! Ctrl-G: the step in the person's own editor, and back.

use std::{
    fs,
    process::{Command, Stdio},
    time::{Duration, Instant},
};

use crate::{
    harness::{Modes, Terminal},
    home::{Home, rows, write},
};

/// At a step, with an editor that is a script.
fn at_a_step(home: &Home, script: &str) -> Terminal {
    let editor = home.script(script);
    let mut t = Terminal::with(home, 80, 24, &[("EDITOR", &editor)]);
    t.resume();
    t
}

#[test]
fn prose_goes_to_the_editor_and_comes_back() {
    let home = Home::left_at("goal", |s| write(s, "goal", "as it was"));
    let script = "cp \"$1\" \"$(dirname \"$0\")/seen\"\nprintf 'edited outside\\nin two lines\\n' > \"$1\"\n";
    let mut t = at_a_step(&home, script);
    t.wait_for("as it was");
    t.keys("<ctrl-g>").wait_until("the edited text", |s| s.has("edited outside") && s.has("in two lines"));
    assert_eq!(fs::read_to_string(home.path().join("seen")).unwrap(), "as it was");
    home.wait_for_prose("goal", "edited outside\nin two lines");
    // One change, for undo too; and the screen is the program's again.
    t.keys("<ctrl-z>").wait_for("as it was");
    t.keys("<ctrl-y>").wait_for("in two lines");
    let modes = t.modes();
    assert!(modes.alternate_screen && modes.bracketed_paste && modes.mouse && modes.raw, "{modes:?}");
    assert_eq!(home.files().len(), 1, "{:?}", home.files());
}

#[test]
fn the_editor_has_the_terminal_to_itself() {
    let home = Home::left_at("goal", |_| {});
    let mut t = at_a_step(&home, "echo YOUR TURN\nread line\necho \"$line\" > \"$1\"\n");
    t.keys("mine ").wait_for_caret_behind("mine ");
    t.keys("<ctrl-g>").wait_for("YOUR TURN");
    assert_eq!(t.modes(), Modes::OF_A_SHELL);
    // What was typed until then is safe whatever the editor does.
    assert_eq!(home.prose("goal"), "mine ");
    t.keys("from the editor<enter>").wait_until("the text", |s| s.alternate && s.has("from the editor"));
    home.wait_for_prose("goal", "from the editor");
}

#[test]
fn ctrl_c_in_the_editor_is_for_the_editor() {
    let home = Home::left_at("goal", |_| {});
    let script =
        "trap 'echo CAUGHT' INT\necho YOUR TURN\nuntil read line; do :; done\necho \"$line\" > \"$1\"\n";
    let mut t = at_a_step(&home, script);
    t.keys("<ctrl-g>").wait_for("YOUR TURN");
    t.keys("<ctrl-c>").wait_for("CAUGHT");
    t.keys("still here<enter>").wait_until("the text", |s| s.alternate && s.has("still here"));
    home.wait_for_prose("goal", "still here");
}

#[test]
fn rows_go_to_the_editor_as_yaml() {
    let home = Home::left_at("context", |_| {});
    let script = "sed -i.old -e 's/Two wallets/Three wallets/' \"$1\"\n\
                  printf -- '- fact: New one\\n  so_what: Count it\\n' >> \"$1\"\n";
    let mut t = at_a_step(&home, script);
    t.keys("Two wallets<tab>Count people").wait_for_caret_behind("Count people");
    t.keys("<ctrl-g>").wait_until("the edited rows", |s| s.has("Three wallets") && s.has("New one"));
    let session = home.wait_until("both rows", |s| rows(s, "context").len() == 2);
    assert_eq!(rows(&session, "context"), [["Three wallets", "Count people"], ["New one", "Count it"]]);
    t.keys("<ctrl-z>").wait_until("one change undone", |s| s.has("Two wallets") && !s.has("New one"));
}

#[test]
fn a_text_that_cannot_be_read_is_shown_again_with_the_message() {
    let home = Home::left_at("context", |_| {});
    let script = "dir=$(dirname \"$0\")\n\
                  if [ -e \"$dir/again\" ]; then\n\
                    cp \"$1\" \"$dir/again\"\n\
                    printf -- '- fact: Mended\\n  so_what: Good\\n' > \"$1\"\n\
                  else\n\
                    : > \"$dir/again\"\n\
                    printf -- '- fact: [never closed\\n' > \"$1\"\n\
                  fi\n";
    let mut t = at_a_step(&home, script);
    t.keys("<ctrl-g>").wait_until("the mended row", |s| s.alternate && s.has("Mended"));
    let again = fs::read_to_string(home.path().join("again")).unwrap();
    assert!(again.starts_with("#! "), "{again}");
    assert!(again.contains("- fact: [never closed"), "{again}");
    let session = home.wait_until("the row", |s| !rows(s, "context").is_empty());
    assert_eq!(rows(&session, "context"), [["Mended", "Good"]]);
}

#[test]
fn an_editor_that_fails_leaves_the_step_as_it_was() {
    let home = Home::left_at("goal", |s| write(s, "goal", "as it was"));
    let mut t = at_a_step(&home, "echo broken > \"$1\"\nexit 3\n");
    t.keys("<ctrl-g>").wait_for("Not taken, but kept in");
    t.wait_for("as it was");
    let state = fs::read_dir(home.path().join("state")).unwrap().map(|entry| entry.unwrap().path());
    let kept = state.map(|folder| folder.join("goal.md")).find(|path| path.exists()).unwrap();
    assert_eq!(fs::read_to_string(kept).unwrap(), "broken\n");
    t.keys("<end>!").wait_for_caret_behind("as it was!");
    home.wait_for_prose("goal", "as it was!");
}

#[test]
fn an_editor_that_is_not_there_is_said() {
    let home = Home::left_at("goal", |_| {});
    let mut t = Terminal::with(&home, 80, 24, &[("EDITOR", "/no/such/editor")]);
    t.resume();
    t.keys("kept<ctrl-g>").wait_for("/no/such/editor");
    t.keys(" on").wait_for_caret_behind("kept on");
}

#[test]
fn ended_while_the_editor_has_the_terminal_nothing_is_lost() {
    let home = Home::left_at("goal", |_| {});
    let script = "printf 'half a sentence' > \"$1\"\necho YOUR TURN\nread line\n";
    let mut t = at_a_step(&home, script);
    t.keys("mine ").wait_for_caret_behind("mine ");
    t.keys("<ctrl-g>").wait_for("YOUR TURN");
    let ended = t.signal("TERM").status();
    assert_eq!(ended.exit_code(), 143);
    assert_eq!(home.prose("goal"), "mine ");
    let folders: Vec<_> = fs::read_dir(home.path().join("state")).unwrap().collect();
    let kept =
        folders.into_iter().map(|folder| folder.unwrap().path().join("goal.md")).find(|path| path.exists());
    assert_eq!(fs::read_to_string(kept.unwrap()).unwrap(), "half a sentence");
    assert_eq!(t.modes(), Modes::OF_A_SHELL);
}

#[test]
fn ended_while_the_editor_has_the_terminal_it_takes_the_editor_with_it() {
    for (end, status) in [("TERM", 143), ("HUP", 129)] {
        // A stubborn one is asked as well, and not waited for.
        for (stubborn, trap) in [(false, ""), (true, "trap '' TERM HUP\n")] {
            let home = Home::left_at("goal", |_| {});
            let script =
                format!("{trap}echo $$ > \"$(dirname \"$0\")/id\"\necho YOUR TURN\nread line\nsleep 20\n");
            let mut t = at_a_step(&home, &script);
            t.keys("mine ").wait_for_caret_behind("mine ");
            t.keys("<ctrl-g>").wait_for("YOUR TURN");
            let editor = fs::read_to_string(home.path().join("id")).unwrap();
            let began = Instant::now();
            let ended = t.signal(end).status();
            assert_eq!(ended.exit_code(), status);
            assert!(began.elapsed() < Duration::from_secs(1), "{end}: {:?}", began.elapsed());
            assert_eq!(is_there(editor.trim()), stubborn, "{end}");
            if stubborn {
                Command::new("kill").args(["-KILL", editor.trim()]).status().unwrap();
            }
            assert_eq!(home.prose("goal"), "mine ");
            assert_eq!(t.modes(), Modes::OF_A_SHELL);
        }
    }
}

/// Whether a process runs.
fn is_there(id: &str) -> bool {
    Command::new("kill").args(["-0", id]).stderr(Stdio::null()).status().unwrap().success()
}
