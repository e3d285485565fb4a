//! A key in the library's search to the frame that shows what was found, beside fzf and a plain fuzzy pass over all titles.

use std::{
    fs,
    process::{Command, Stdio},
    time::{Duration, Instant},
};

use fuzzy_matcher::{FuzzyMatcher, skim::SkimMatcherV2};

use crate::{
    Args,
    figures::{HEADS, Times, print},
    fixtures::{self, QUESTIONS},
    open, programs,
};

/// What is typed, letter by letter.
const QUERIES: &[&str] = &[
    "courier",
    "metric growth",
    "how would you",
    "cafe pay",
    "trust",
    "zurich",
    "alder bank",
    "weekend maps",
    "naive",
    "regulator notifications",
    "sao paulo",
    "订单",
    "xylophone",
    "e",
];
/// What the field says while nothing is typed.
const EMPTY: &str = "search: words in any order";
/// Nothing more of a frame comes after this.
const REST: Duration = Duration::from_millis(25);

pub fn measure(args: &Args) {
    let home = fixtures::home();
    let bank = fixtures::big(QUESTIONS);
    let mut pty = open::home(args, home.path(), Some(&bank), None);
    pty.until(&open::all_there(fixtures::in_all(QUESTIONS)));
    pty.rests(open::REST);
    let opened = pty.presses_until(b"/", open::REST, EMPTY);

    let titles = fixtures::titles();
    let text = fs::read_to_string(&titles).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    let (matcher, fzf) = (SkimMatcherV2::default(), programs::installed("fzf"));
    let (mut ours, mut skim, mut fzfs) = (Times::default(), Times::default(), Times::default());
    let letters: usize = QUERIES.iter().map(|query| query.chars().count()).sum();
    for _ in 0..args.keys.div_ceil(letters) {
        for query in QUERIES {
            let mut typed = String::new();
            for letter in query.chars() {
                typed.push(letter);
                let key = letter.to_string();
                ours.add(pty.presses_until(key.as_bytes(), REST, &format!("/ {typed}")).until_rest);
                let began = Instant::now();
                let found = lines.iter().filter(|line| matcher.fuzzy_match(line, &typed).is_some()).count();
                skim.add(began.elapsed());
                std::hint::black_box(found);
                if let Some(fzf) = &fzf {
                    let began = Instant::now();
                    let lines = fs::File::open(&titles).unwrap();
                    let mut command = Command::new(fzf);
                    command.arg("--filter").arg(&typed).stdin(lines).stdout(Stdio::null());
                    command.status().unwrap();
                    fzfs.add(began.elapsed());
                }
            }
            pty.presses_until(&vec![0x7f; typed.chars().count()], REST * 4, EMPTY);
        }
    }
    let rows = [
        ("casebook: a key to its whole frame", &ours),
        ("a plain skim pass over the titles, in this process", &skim),
        ("fzf --filter, a process from start to end", &fzfs),
    ];
    let row = |(name, times): &(&str, &Times)| [vec![(*name).to_owned()], times.cells(Some(&ours))].concat();
    let title = format!("search: {QUESTIONS} titles, {} letters typed", ours.count());
    print(&title, &[&["what"][..], &HEADS].concat(), &rows.iter().map(row).collect::<Vec<_>>());
    println!("\nthe library itself, from Home: {} ms", crate::figures::ms(opened.until_wanted));
}
