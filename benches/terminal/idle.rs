//! What the program costs while nobody types: processor time, wake-ups, memory, and bytes on the disk.

use std::{
    fs, thread,
    time::{Duration, Instant},
};

use crate::{
    Args,
    figures::print,
    fixtures::{self, QUESTION, QUESTIONS, SESSIONS},
    open,
    programs::{self, CASEBOOK},
    pty::Pty,
    sessions,
};

const IDLE: Duration = Duration::from_secs(10);
/// Ticks of processor time in a second.
const TICKS: f64 = 100.0;

pub fn measure(args: &Args) {
    let homes = [fixtures::home(), fixtures::home(), fixtures::home_with_answer(&fixtures::text(5_000), 0)];
    let [built_in, big, practice] = &homes;
    let bank = fixtures::big(QUESTIONS);
    let mut programs = [
        ("Home, built-in bank".to_owned(), open::home(args, built_in.path(), None, None)),
        (format!("Home, {QUESTIONS} questions"), open::home(args, big.path(), Some(&bank), None)),
        (
            "a practice screen".to_owned(),
            Pty::start(programs::casebook(practice.path(), &["practice", QUESTION]), args.size),
        ),
    ];
    let ready = [open::HOME.to_owned(), open::all_there(fixtures::in_all(QUESTIONS)), " of 20:00".to_owned()];
    for ((_, pty), ready) in programs.iter_mut().zip(ready) {
        pty.until(&ready);
    }
    for (_, pty) in &mut programs {
        pty.rests(Duration::from_millis(500));
    }
    let before: Vec<Used> = programs.iter().map(|(_, pty)| used(pty.process())).collect();
    let began = Instant::now();
    // Nothing is waited for: that time goes by is what is measured.
    thread::sleep(IDLE);
    let seconds = began.elapsed().as_secs_f64();
    let row = |((name, pty), before): (&(String, Pty), &Used)| {
        let now = used(pty.process());
        let busy = (now.ticks - before.ticks) as f64 / TICKS;
        vec![
            name.clone(),
            (now.ticks - before.ticks).to_string(),
            format!("{:.2} %", busy / seconds * 100.0),
            format!("{:.1}", (now.switches - before.switches) as f64 / seconds),
        ]
    };
    let rows: Vec<Vec<String>> = programs.iter().zip(&before).map(row).collect();
    let heads = ["screen", "ticks of 10 ms", "processor", "wake-ups a second"];
    print(&format!("idle: {seconds:.0} s without a key, all at once"), &heads, &rows);
}

pub fn memory(args: &Args) {
    let home = fixtures::home();
    let bank = fixtures::big(QUESTIONS);
    let mut rows = Vec::new();
    let mut tell = |name: String, pty: &mut Pty| {
        pty.rests(Duration::from_millis(500));
        let status = fs::read_to_string(format!("/proc/{}/status", pty.process())).unwrap();
        let mb = |key| format!("{:.1}", number(&status, key) as f64 / 1024.0);
        rows.push(vec![name, mb("VmRSS:"), mb("VmHWM:")]);
    };
    let mut pty = open::home(args, home.path(), None, None);
    pty.until(open::HOME);
    tell("Home, built-in bank".to_owned(), &mut pty);
    for words in ["at first", "again"] {
        let mut pty = open::home(args, home.path(), Some(&bank), None);
        let all = fixtures::in_all(QUESTIONS);
        pty.until(&open::all_there(all));
        open::until_kept(home.path());
        tell(format!("Home, {QUESTIONS} questions, {words}"), &mut pty);
        pty.presses_until(b"b", open::REST, &format!("{all} of {all}"));
        tell(format!("the library of {QUESTIONS}, {words}"), &mut pty);
    }
    for words in ["at first", "again"] {
        let mut listed = sessions::list(args, home.path(), SESSIONS);
        tell(format!("the list of {SESSIONS} sessions, {words}"), &mut listed.pty);
    }
    print("memory: what is resident, and the most that ever was", &["screen", "now MB", "peak MB"], &rows);
}

pub fn size() {
    let bytes = fs::metadata(CASEBOOK).unwrap().len();
    let row = vec!["casebook".to_owned(), bytes.to_string(), format!("{:.2}", bytes as f64 / 1_048_576.0)];
    print("size: of the binary", &["program", "bytes", "MB"], &[row]);
}

/// What a process has used so far, its threads included.
struct Used {
    ticks: u64,
    switches: u64,
}

fn used(process: u32) -> Used {
    let stat = fs::read_to_string(format!("/proc/{process}/stat")).unwrap();
    // Behind the name, which may hold anything: in the program's mode and in the system's.
    let (_, behind) = stat.rsplit_once(')').unwrap();
    let ticks = behind.split_whitespace().skip(11).take(2).map(|n| n.parse::<u64>().unwrap()).sum();
    let threads = fs::read_dir(format!("/proc/{process}/task")).unwrap();
    let switches = threads
        .map(|thread| fs::read_to_string(thread.unwrap().path().join("status")).unwrap_or_default())
        .map(|status| number(&status, "voluntary_ctxt_switches:"))
        .sum();
    Used { ticks, switches }
}

/// The number behind a key of a status file.
fn number(status: &str, key: &str) -> u64 {
    let line = status.lines().find_map(|line| line.strip_prefix(key));
    line.and_then(|line| line.split_whitespace().next()?.parse().ok()).unwrap_or_default()
}
