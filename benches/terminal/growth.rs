//! How starts and lists grow with the number of questions and of sessions.

use std::{fs, time::Duration};

use crate::{
    Args,
    figures::{Times, ms, print},
    first_run, fixtures, open,
    plot::{Line, Panel, picture},
    sessions,
};

const QUESTIONS: [usize; 4] = [1_000, 2_000, 4_000, 8_000];
const SESSIONS: [usize; 4] = [1_000, 2_500, 5_000, 10_000];

pub fn measure(args: &Args) {
    let questions = by(args, QUESTIONS, |questions, times: &mut [Times; 3]| {
        let home = fixtures::home();
        let first = first_run::start(args, home.path(), questions);
        times[0].add(first.frame);
        times[1].add(first.all);
        let bank = fixtures::big(questions);
        times[2].add(open::home(args, home.path(), Some(&bank), None).until(open::HOME));
    });
    let sessions = by(args, SESSIONS, |sessions, times: &mut [Times; 2]| {
        let home = fixtures::home();
        let mut listed = sessions::first_list(args, home.path(), sessions);
        times[0].add(listed.list);
        // So that what it learnt is written.
        listed.pty.rests(Duration::from_millis(500));
        listed.pty.presses(b"\x11", open::REST, |_| true);
        drop(listed);
        times[1].add(sessions::list(args, home.path(), sessions).list);
    });
    let of_questions = ["first start: frame", "first start: all there", "later start: frame"];
    let of_sessions = ["list, first time", "list, again"];
    tell("growth: milliseconds by questions", &of_questions, &questions);
    tell("growth: milliseconds by sessions", &of_sessions, &sessions);
    if let Some(path) = &args.plot {
        let panels = [
            Panel { title: "Start, by questions", lines: lines(&of_questions, &questions) },
            Panel { title: "List of own sessions, by sessions", lines: lines(&of_sessions, &sessions) },
        ];
        fs::write(path, picture(&panels)).unwrap();
        println!("\nwritten: {}", path.display());
    }
}

/// The medians at each size; the sizes take turns.
fn by<const N: usize>(
    args: &Args,
    sizes: [usize; 4],
    measure: impl Fn(usize, &mut [Times; N]),
) -> Vec<(usize, Vec<Duration>)> {
    let mut all: Vec<(usize, [Times; N])> =
        sizes.iter().map(|size| (*size, std::array::from_fn(|_| Times::default()))).collect();
    for _ in 0..args.slow_runs {
        for (size, times) in &mut all {
            measure(*size, times);
        }
    }
    all.into_iter().map(|(size, times)| (size, times.iter().map(Times::median).collect())).collect()
}

fn tell(title: &str, names: &[&str], found: &[(usize, Vec<Duration>)]) {
    let heads: Vec<String> = found.iter().map(|(size, _)| size.to_string()).collect();
    let heads: Vec<&str> = std::iter::once("what").chain(heads.iter().map(String::as_str)).collect();
    let row = |(index, name): (usize, &&str)| {
        let times = found.iter().filter_map(|(_, times)| times.get(index)).map(|time| ms(*time));
        std::iter::once((*name).to_owned()).chain(times).collect()
    };
    print(title, &heads, &names.iter().enumerate().map(row).collect::<Vec<_>>());
}

fn lines(names: &[&'static str], found: &[(usize, Vec<Duration>)]) -> Vec<Line> {
    let line = |(index, name): (usize, &&'static str)| {
        let points =
            found.iter().filter_map(|(size, times)| Some((*size, times.get(index)?.as_secs_f64() * 1_000.0)));
        Line { name, points: points.collect() }
    };
    names.iter().enumerate().map(line).collect()
}
