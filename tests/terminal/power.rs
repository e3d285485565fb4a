//! The power goes while somebody types: on a real file system that is shut down without a word, a hundred times.
//!
//! Needs root, a loop device, mkfs.ext4 and perl, and says so where it has none:
//! `cargo test --release --test terminal power -- --ignored --nocapture`

use std::{
    path::{Path, PathBuf},
    process::Command,
    thread,
    time::{Duration, Instant},
};

use casebook::model::Answer;

use crate::{harness::Terminal, home::Home};

const CUTS: usize = 100;
/// What is older than this when the power goes must be there when it is back.
const OLD: Duration = Duration::from_millis(500);

/// A file system of its own, in a file.
struct Disk {
    image: PathBuf,
    folder: PathBuf,
    mounted: bool,
}

impl Disk {
    /// None where this machine does not let us make one.
    fn new(work: &Path) -> Option<Self> {
        let (image, folder) = (work.join("image"), work.join("disk"));
        std::fs::create_dir(&folder).unwrap();
        std::fs::File::create(&image).unwrap().set_len(64 << 20).unwrap();
        let mut disk = Self { image, folder, mounted: false };
        (run("mkfs.ext4", &["-q", text(&disk.image)]) && disk.mount()).then_some(disk)
    }

    fn mount(&mut self) -> bool {
        self.mounted = run("mount", &["-o", "loop", text(&self.image), text(&self.folder)]);
        self.mounted
    }

    fn unmount(&mut self) {
        // Whoever had files open was killed, and may take a moment to be gone.
        for _ in 0..100 {
            if run("umount", &[text(&self.folder)]) {
                self.mounted = false;
                return;
            }
            thread::sleep(Duration::from_millis(20));
        }
        panic!("the disk stays busy");
    }

    /// What is not on the disk now never gets there: EXT4_IOC_SHUTDOWN, and not even the file system's own journal is
    /// written.
    fn cut(&self) -> bool {
        let script = "open(my $f, '<', $ARGV[0]) or die $!; my $how = pack('L', 2); \
                      ioctl($f, 0x8004587d, $how) or die $!;";
        run("perl", &["-e", script, text(&self.folder)])
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        if self.mounted {
            let _ = run("umount", &["-l", text(&self.folder)]);
        }
    }
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

fn run(program: &str, args: &[&str]) -> bool {
    Command::new(program).args(args).output().is_ok_and(|output| output.status.success())
}

#[test]
#[ignore = "needs root and a loop device, and takes minutes"]
fn a_power_cut_costs_at_most_half_a_second() {
    let work = tempfile::tempdir().unwrap();
    let Some(mut disk) = Disk::new(work.path()) else {
        println!("NOT RUN: needs root, a loop device, mkfs.ext4 and mount");
        return;
    };
    let (mut typed, mut lost, mut longest) = (0, 0, Duration::ZERO);
    let began = Instant::now();
    for cut in 0..CUTS {
        let home = Home::on(&disk.folder).with_session("goal", |_| {});
        assert!(run("sync", &["-f", text(&disk.folder)]));
        let mut t = Terminal::resumed(&home);
        // Each word once on the screen, and when. The last ones are typed as fast as they are drawn.
        let mut words: Vec<(String, Instant)> = Vec::new();
        let end = Instant::now() + Duration::from_millis(700 + 37 * (cut as u64 % 41));
        while Instant::now() < end {
            let word = format!("k{:04} ", words.len());
            t.keys(&word).wait_for_caret_behind(&word);
            words.push((word, Instant::now()));
        }
        let gone = Instant::now();
        assert!(disk.cut(), "NOT RUN: this kernel does not shut ext4 down");
        t.signal("KILL");
        t.end();
        drop(t);
        disk.unmount();
        assert!(disk.mount(), "the disk does not come back");
        let session = read(&home);
        let there = session.answer(&"goal".into()).map_or("", Answer::text).to_owned();
        let all: String = words.iter().map(|(word, _)| word.as_str()).collect();
        assert!(all.starts_with(&there), "cut {cut}: what is there was never typed: {there}");
        for (word, at) in words.iter().filter(|(word, _)| !there.contains(word.as_str())) {
            longest = longest.max(gone - *at);
            if gone - *at > OLD {
                lost += 1;
                println!("cut {cut}: `{word}` was {:?} old", gone - *at);
            }
        }
        typed += words.len();
        assert!(run("rm", &["-rf", text(home.path())]));
    }
    println!(
        "{CUTS} power cuts, {typed} words, {lost} lost that were older than {OLD:?}; the oldest lost one was {longest:?} old; {:?}",
        began.elapsed()
    );
    assert_eq!(lost, 0);
}

/// The session as the program itself reads it, journal and all.
fn read(home: &Home) -> casebook::model::Session {
    let output = Command::new(env!("CARGO_BIN_EXE_casebook"))
        .args(["sessions", "--json"])
        .env("CASEBOOK_HOME", home.path())
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    home.session()
}
