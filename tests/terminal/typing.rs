//! What fingers, input methods and the clipboard send arrives as it was meant, and the cursor stands where typing
//! happens.

use crate::{
    harness::Terminal,
    home::{Home, rows, write},
};

#[test]
fn characters_of_several_bytes_arrive_in_pieces() {
    let home = Home::left_at("goal", |_| {});
    let mut t = Terminal::resumed(&home);
    let text = "支付宝 naïve Zoë cafe\u{301} ✓";
    for byte in text.as_bytes() {
        t.bytes(&[*byte]);
    }
    t.wait_for_caret_behind(text);
    home.wait_for_prose("goal", text);
    // A combining mark goes with its letter, and a wide character in one step.
    t.keys("<backspace><backspace><backspace>").wait_for_caret_behind("Zoë caf");
    t.keys("<home><delete>宝").wait_for_caret_behind("宝");
    home.wait_for_prose("goal", "宝付宝 naïve Zoë caf");
}

#[test]
fn the_cursor_follows_in_every_kind_of_field() {
    let home = Home::new();
    let mut t = Terminal::open(&home);
    t.wait_for("casebook");
    t.keys("/").wait_for_caret_on("search");
    t.keys("alipay").wait_for_caret_behind("/ alipay");
    t.keys("<left><left>").wait_for_caret_behind("/ alip");
    t.keys("<enter>").wait_for("Enter begins");
    t.keys("<enter>").wait_for_caret_on("A question, as you would ask it");
    t.keys("范围?").wait_for_caret_behind("范围?");
    t.keys("<ctrl-n><enter>").wait_for_caret_on("fact   ");
    t.keys("中国<tab>zählen").wait_for_caret_behind("zählen");
    t.keys("<shift-tab><right>").wait_for_caret_behind("中");
    t.keys("<ctrl-n><ctrl-n><ctrl-n><ctrl-n>").wait_for_caret_on("rises only when people get value   ");
    t.keys("活跃付款人 = payers, weekly").wait_for_caret_behind("活跃付款人 = payers, weekly");
}

#[test]
fn a_large_paste_arrives_once_and_normalised() {
    let home = Home::left_at("goal", |s| write(s, "goal", "before "));
    let mut t = Terminal::resumed(&home);
    let line = |n: usize| {
        format!("line {n:04} · 支付 and the rest of it, long enough to be wrapped at eighty columns")
    };
    let lines: Vec<String> = (0..1200).map(line).collect();
    let pasted = lines.join("\u{7}\r\n\u{0}\u{8}");
    assert!(pasted.len() > 100_000);
    t.keys("<end>").paste(&pasted).wait_for("line 1199");
    let text = format!("before {}", lines.join("\n"));
    home.wait_for_prose("goal", &text);
    t.keys(" after").wait_for(" after");
    home.wait_for_prose("goal", &format!("{text} after"));
    // It was one change: undone as one.
    t.keys("<ctrl-z><ctrl-z>").wait_for_caret_behind("before ");
    home.wait_for_prose("goal", "before ");
}

#[test]
fn a_paste_without_brackets_is_typing_and_arrives_whole() {
    let home = Home::left_at("goal", |_| {});
    let mut t = Terminal::resumed(&home);
    let text: String = (0..500).map(|n| format!("word {n:03} ")).collect();
    for _ in 0..4 {
        t.keys(&text);
    }
    home.wait_for_prose("goal", &text.repeat(4));
}

#[test]
fn a_paste_into_a_row_stays_in_its_field() {
    let home = Home::left_at("context", |_| {});
    let mut t = Terminal::resumed(&home);
    t.wait_for_caret_on("fact   ");
    t.paste("a fact\r\nof two lines\tand a tab").wait_for("of two lines");
    let session = home.wait_until("the paste", |s| rows(s, "context").len() == 1);
    let fact = &rows(&session, "context")[0][0];
    assert_eq!(fact.split_whitespace().collect::<Vec<_>>().join(" "), "a fact of two lines and a tab");
}

#[test]
fn esc_and_a_letter_at_once_are_esc_and_then_the_letter() {
    let home = Home::left_at("goal", |_| {});
    let mut t = Terminal::resumed(&home);
    t.keys("a ");
    // No letter of the menu: the menu closes and the letter is typed.
    t.bytes(b"\x1bj").wait_for_caret_behind("a j");
    assert!(!t.screen().has("Next step"), "{}", t.screen());
    t.keys("<esc>").wait_for("Next step");
    t.keys("j").wait_until("jj and no menu", |s| s.has("a jj") && !s.has("Previous step"));
    // A letter of the menu is chosen.
    t.bytes(b"\x1bn").wait_for("Loses");
    t.bytes(b"\x1bp").wait_for_caret_behind("a jj");
    home.wait_for_prose("goal", "a jj");
}

#[test]
fn esc_and_an_arrow_at_once_are_the_arrow() {
    let home = Home::left_at("goal", |_| {});
    let mut t = Terminal::resumed(&home);
    t.keys("upper<enter>lower").wait_for_caret_behind("lower");
    t.bytes(b"\x1b\x1b[A").wait_for_caret_behind("upper");
    t.bytes(b"\x1b\x1b[D").wait_for_caret_behind("uppe");
    t.keys("!").wait_for_caret_behind("uppe!");
    home.wait_for_prose("goal", "uppe!r\nlower");
}

#[test]
fn words_are_walked_with_alt_and_with_ctrl() {
    let home = Home::left_at("goal", |_| {});
    let mut t = Terminal::resumed(&home);
    t.keys("alpha beta gamma<alt-b><alt-b>").wait_for_caret_behind("alpha ");
    t.keys("<alt-f>").wait_for_caret_on("gamma");
    t.keys("<ctrl-left><ctrl-left>").wait_for_caret_on("alpha");
    t.keys("<ctrl-right><alt-right>").wait_for_caret_on("gamma");
    t.bytes(b"\x1b\x7f").wait_for_caret_on("gamma");
    t.wait_for("alpha gamma");
    t.keys("<ctrl-e><ctrl-w>").wait_until("two words less", |s| s.has("alpha") && !s.has("gamma"));
    home.wait_for_prose("goal", "alpha ");
}

#[test]
fn undo_and_redo_and_ctrl_z_never_suspends() {
    let home = Home::left_at("goal", |_| {});
    let mut t = Terminal::resumed(&home);
    t.keys("typed").wait_for_caret_behind("typed");
    t.paste(" pasted").wait_for_caret_behind("typed pasted");
    t.keys("<ctrl-z>").wait_until("the paste undone", |s| s.has("typed") && !s.has("pasted"));
    t.keys("<ctrl-y>").wait_for_caret_behind("typed pasted");
    t.keys("<ctrl-z><ctrl-z>").wait_until("all undone", |s| !s.has("typed"));
    // However often: it says that there is nothing more, and goes on.
    t.keys("<ctrl-z><ctrl-z><ctrl-z><ctrl-z>").wait_for("Nothing more to undo");
    t.keys("alive").wait_for_caret_behind("alive");
    home.wait_for_prose("goal", "alive");
}

#[test]
fn undo_goes_to_the_step_where_it_changes_something() {
    let home = Home::left_at("goal", |_| {});
    let mut t = Terminal::resumed(&home);
    t.keys("kept<ctrl-n>").wait_for("Loses");
    t.keys("Consumers<ctrl-z>").wait_until("the row undone", |s| s.has("Loses") && !s.has("Consumers"));
    t.keys("<ctrl-z>").wait_until("back at the goal", |s| s.has("One outcome for users") && !s.has("kept"));
    t.keys("<ctrl-y>").wait_for_caret_behind("kept");
}

#[test]
fn ctrl_c_copies_a_selection_and_without_one_says_how_to_leave() {
    let home = Home::left_at("goal", |_| {});
    let mut t = Terminal::resumed(&home);
    t.keys("copy <ctrl-c>").wait_for("Ctrl-Q leaves; all is saved");
    t.keys("<shift-home><ctrl-c><end><ctrl-v><ctrl-v>").wait_for("copy copy copy");
    t.keys("<shift-home><ctrl-x>").wait_until("all cut", |s| !s.has("copy"));
    t.keys("<ctrl-v>").wait_for("copy copy copy");
    home.wait_for_prose("goal", "copy copy copy ");
}

#[test]
fn a_click_puts_the_caret() {
    let home = Home::left_at("goal", |s| write(s, "goal", "alpha 支付 gamma\nsecond line"));
    let mut t = Terminal::resumed(&home);
    let screen = t.wait_for("second line");
    t.click(screen.at("gamma").unwrap()).wait_for_caret_on("gamma");
    t.keys("X").wait_for_caret_behind("支付 X");
    t.click(screen.at("付").unwrap()).wait_for_caret_on("付");
    t.click(screen.at("line").unwrap()).wait_for_caret_on("line");
    t.keys("Y").wait_for_caret_behind("second Y");
    home.wait_for_prose("goal", "alpha 支付 Xgamma\nsecond Yline");
}

#[test]
fn a_click_goes_to_another_field() {
    let home = Home::left_at("context", |_| {});
    let mut t = Terminal::resumed(&home);
    t.wait_for_caret_on("fact   ");
    t.keys("Wallets<tab>So count heads<enter>Shops");
    let screen = t.wait_for_caret_behind("Shops");
    t.click(screen.at("heads").unwrap()).wait_for_caret_on("heads");
    t.keys("many ").wait_for("So count many heads");
    home.wait_until("the row", |s| rows(s, "context") == [["Wallets", "So count many heads"], ["Shops", ""]]);
}

#[test]
fn the_wheel_scrolls_the_debrief() {
    let home = Home::left_at("goal", |s| {
        write(s, "goal", &(0..60).map(|n| format!("goal line {n:02}\n")).collect::<String>());
        casebook::model::start::finish(s, "2026-03-02T07:00:00Z".parse().unwrap());
    });
    let mut t = Terminal::open(&home);
    t.wait_for("casebook");
    t.keys("s").wait_for("1 of 1");
    t.keys("<enter>").wait_for("Debrief");
    t.keys("nnnnn").wait_for("goal line 00");
    for _ in 0..12 {
        t.wheel(true);
    }
    t.wait_until("lines further down", |s| !s.has("goal line 00") && s.has("goal line 15"));
    for _ in 0..20 {
        t.wheel(false);
    }
    t.wait_for("goal line 00");
}
