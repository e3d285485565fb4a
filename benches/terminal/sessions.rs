//! The list of ten thousand own sessions, a session from it, and a question from the library.

use std::{fs, path::Path, time::Duration};

use crate::{
    Args,
    figures::{HEADS, Times, print},
    fixtures::{self, QUESTIONS, SESSIONS},
    open::{self, REST},
    pty::Pty,
};

/// What the start with many sessions took, and the program with the list on its screen.
pub struct Listed {
    pub frame: Duration,
    pub list: Duration,
    pub pty: Pty,
}

/// From the start to the list of so many sessions.
pub fn list(args: &Args, home: &Path, sessions: usize) -> Listed {
    let mut pty = open::home(args, home, None, Some(&fixtures::own(sessions)));
    let frame = pty.until(open::HOME);
    pty.types(b"s");
    let list = pty.until(&format!("{sessions} of {sessions}"));
    Listed { frame, list, pty }
}

/// The same with nothing known of them.
pub fn first_list(args: &Args, home: &Path, sessions: usize) -> Listed {
    let _ = fs::remove_dir_all(home.join("cache"));
    list(args, home, sessions)
}

pub fn measure(args: &Args) {
    let (home, other) = (fixtures::home(), fixtures::home());
    let bank = fixtures::big(QUESTIONS);
    let mut times: [Times; 8] = Default::default();
    let [first_frame, first, frame, again, opened, down, question, library] = &mut times;
    for _ in 0..args.slow_runs {
        let listed = first_list(args, home.path(), SESSIONS);
        first_frame.add(listed.frame);
        first.add(listed.list);
        // So that what it learnt is written.
        let mut pty = listed.pty;
        pty.rests(Duration::from_millis(500));
        pty.presses(b"\x11", REST, |_| true);
        drop(pty);
        let listed = list(args, home.path(), SESSIONS);
        frame.add(listed.frame);
        again.add(listed.list);
        let mut pty = listed.pty;
        pty.rests(REST);
        for _ in 0..args.runs {
            down.add(pty.presses(b"\x1b[B", REST, |_| true).until_rest);
        }
        opened.add(pty.presses_until(b"\r", REST, "Debrief").until_rest);
        drop(pty);

        let mut pty = open::home(args, other.path(), Some(&bank), None);
        let all = fixtures::in_all(QUESTIONS);
        pty.until(&open::all_there(all));
        pty.rests(REST);
        library.add(pty.presses_until(b"/", REST, &format!("{all} of {all}")).until_rest);
        pty.presses_until(b"courier", REST * 4, "/ courier");
        question.add(pty.presses_until(b"\r", REST, "Enter begins").until_rest);
    }
    let names = [
        "first time: Home, from the start".to_owned(),
        "first time: the list, from the start".to_owned(),
        "again: Home, from the start".to_owned(),
        "again: the list, from the start".to_owned(),
        "a session, from the list".to_owned(),
        "down in the list: a key to its whole frame".to_owned(),
        format!("a question, from the library of {QUESTIONS}"),
        format!("the library of {QUESTIONS}, from Home"),
    ];
    let rows: Vec<Vec<String>> =
        names.into_iter().zip(&times).map(|(name, times)| [vec![name], times.cells(None)].concat()).collect();
    let title = format!("sessions: {SESSIONS} of one's own, {} starts", args.slow_runs);
    print(&title, &[&["what"][..], &HEADS[..4]].concat(), &rows);
}
