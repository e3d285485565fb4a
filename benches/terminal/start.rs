//! From the start of a program to its first useful frame.

use portable_pty::CommandBuilder;

use crate::{
    Args, empty,
    figures::{HEADS, Times, print},
    fixtures::{self, QUESTIONS},
    open, programs,
    pty::Pty,
};

/// One program, and what stands on the screen when it can be used.
struct Started {
    name: String,
    command: Box<dyn Fn() -> CommandBuilder>,
    useful: String,
    times: Times,
}

pub fn measure(args: &Args) {
    let (home, other) = (fixtures::home(), fixtures::home());
    let bank = fixtures::big(QUESTIONS);
    let (text, titles) = (fixtures::text_file(100_000), fixtures::titles());
    // The second run is what counts.
    let mut first = open::home(args, home.path(), Some(&bank), None);
    first.until(&open::all_there(fixtures::in_all(QUESTIONS)));
    open::until_kept(home.path());
    drop(first);

    let mut programs = Vec::new();
    let mut add = |name: &str, useful: &str, command: Box<dyn Fn() -> CommandBuilder>| {
        programs.push(Started {
            name: name.to_owned(),
            command,
            useful: useful.to_owned(),
            times: Times::default(),
        });
    };
    let said = programs::peer("echo", other.path(), &["ready".to_owned()]);
    if let Some(command) = said {
        add("echo: a process and nothing else", "ready", Box::new(move || command.clone()));
    }
    let of = other.path().to_owned();
    add("an empty ratatui program", empty::WORD, Box::new(move || programs::nothing(&of)));
    let of = other.path().to_owned();
    add("casebook, built-in bank", open::HOME, Box::new(move || programs::casebook::<&str>(&of, &[])));
    let words = ["--bank".into(), bank.into_os_string()];
    let (of, big) = (home.path().to_owned(), words.clone());
    let big_bank = format!("casebook, {QUESTIONS} questions, again");
    add(&big_bank, open::HOME, Box::new(move || programs::casebook(&of, &big)));
    let of = home.path().to_owned();
    let all = open::all_there(fixtures::in_all(QUESTIONS));
    add(&format!("{big_bank}: all there"), &all, Box::new(move || programs::casebook(&of, &words)));
    for name in ["nano", "vim", "nvim", "micro"] {
        let file = [text.to_string_lossy().into_owned()];
        if let Some(command) = programs::peer(name, other.path(), &file) {
            add(&format!("{name}, 100 KB"), "people who come", Box::new(move || command.clone()));
        }
    }
    if let Some(command) = programs::fzf(other.path(), &titles) {
        let counted = format!("{QUESTIONS}/{QUESTIONS}");
        add(&format!("fzf, {QUESTIONS} titles"), &counted, Box::new(move || command.clone()));
    }

    for _ in 0..args.runs {
        for program in &mut programs {
            program.times.add(Pty::start((program.command)(), args.size).until(&program.useful));
        }
    }
    let least =
        programs.iter().find(|program| program.useful == empty::WORD).map(|program| program.times.clone());
    let row = |program: &Started| [vec![program.name.clone()], program.times.cells(least.as_ref())].concat();
    let title = format!("start: from nothing to the first useful frame, {} runs of each in turn", args.runs);
    let heads = [&["program"][..], &HEADS].concat();
    print(&title, &heads, &programs.iter().map(row).collect::<Vec<_>>());
}
