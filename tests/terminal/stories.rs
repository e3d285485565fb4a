//! Stories, by the real program: an answer is kept, tagged in an editor, told aloud, and is there for scripts.

use std::fs;

use portable_pty::CommandBuilder;

use crate::{
    harness::{Terminal, run},
    home::Home,
};

#[test]
fn an_answer_is_kept_tagged_and_told() {
    let home = Home::new();
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_casebook"));
    command.env("EDITOR", home.script("printf '    principles: [Ownership]\\n' >> \"$1\"\n"));
    command.args(["practice", "changed-a-decision-above-you"]);
    let mut t = Terminal::running(command, &home, 80, 24);
    t.wait_for("Enter begins");
    t.keys("<enter>").wait_for("The whole story in one sentence");
    t.keys("I asked for one summer<ctrl-n>").wait_for("Only what one must know");
    t.keys("A boat, and a buyer.<ctrl-n>").wait_for("What did you do, in order");
    t.keys("Asked the buyer<tab>a no would be final<enter><esc>q")
        .wait_for("Kept as the story i-asked-for-one-summer");

    // It is on disk at once, whatever happens to the session.
    let file = home.path().join("data/stories.yaml");
    assert!(fs::read_to_string(&file).unwrap().contains("why: a no would be final"));

    t.keys("<esc>l").wait_for("What you can tell of yourself");
    t.keys("y").wait_for("no decision of your own, no result");
    t.keys("e").wait_until("the principle", |s| s.alternate && s.has("Amazon, 15 of 16"));
    t.keys("<enter>").wait_for("Missing:");
    t.keys("<enter>").wait_for("0:01 of 2:00");
    t.keys("<enter>").wait_for("told today in 0:0");
    t.keys("<ctrl-q>");
    assert!(t.status().success());

    let told = run(&home, &["stories", "i-asked"]);
    let told = String::from_utf8(told.stdout).unwrap();
    assert!(told.contains("Shows\n  Ownership\n") && told.contains("Told once"), "{told}");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        assert_eq!(
            fs::metadata(&file).unwrap().permissions().mode() & 0o777,
            0o600,
            "they are nobody else's"
        );
    }
}
