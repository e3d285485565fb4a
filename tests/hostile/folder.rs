//! A coach's folder into which somebody has put what means no good: every command over it ends, in time and in little
//! memory, says why, hides nothing else, and changes nothing outside of its own places.

use std::{
    collections::BTreeMap,
    fs,
    os::unix::fs::symlink,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
    time::{Duration, Instant, SystemTime},
};

use crate::{
    bytes::{Ours, printable},
    mailbox::{self, DAY, Sent},
    words::Hostile,
};

/// What one command may take, in a debug build on a machine that has other work too.
const TIME: Duration = Duration::from_secs(120);
/// What it may hold at once.
pub const MEMORY: u64 = 256 << 20;

/// A coach's home, what others have sent, and what is nobody's business: all of it below one folder.
pub struct World {
    dir: tempfile::TempDir,
    pub sent: Vec<Sent>,
}

/// A path, and when and what it was: the bytes of a file, where a link leads.
pub type Snapshot = BTreeMap<PathBuf, (SystemTime, Vec<u8>)>;

impl World {
    pub fn new(all: bool) -> Self {
        let mut hostile = Hostile::new(5);
        let world = Self { dir: tempfile::tempdir().unwrap(), sent: mailbox::sent(&mut hostile, all) };
        for folder in ["home", "inbox/below", "elsewhere"] {
            fs::create_dir_all(world.path(folder)).unwrap();
        }
        let good = mailbox::session();
        fs::write(world.path(&format!("inbox/{DAY}good.yaml")), &good).unwrap();
        fs::write(world.path(&format!("elsewhere/{DAY}away.yaml")), &good).unwrap();
        fs::write(world.path("elsewhere/precious"), "root:x:0:0: a secret\n").unwrap();
        for Sent { name, bytes, .. } in world.sent.iter().chain(&mailbox::beside(&mut hostile)) {
            fs::write(world.path("inbox").join(name), bytes).unwrap();
        }
        world.odd_things();
        // The first run gives the home its settings.
        assert!(world.runs(&["paths"]).status.success());
        let config = "person: {id: me, name: Ann}\ndevice: desk\n";
        fs::create_dir_all(world.path("home/config")).unwrap();
        fs::write(world.path("home/config/config.yaml"), config).unwrap();
        world
    }

    /// What is no file, or leads elsewhere, called as sessions and reviews are.
    fn odd_things(&self) {
        let inbox = self.path("inbox");
        let called = |name: &str| inbox.join(format!("{DAY}{name}.yaml"));
        for name in ["pipe", "hash.review-pipe", "hash.reply-pipe"] {
            assert!(Command::new("mkfifo").arg(called(name)).status().unwrap().success());
        }
        let pipe = inbox.join(format!("{DAY}hash.timeline.ndjson"));
        assert!(Command::new("mkfifo").arg(pipe).status().unwrap().success());
        for (to, name) in [
            ("/dev/zero", "zero"),
            ("/dev/full", "hash.review-full"),
            ("../elsewhere/precious", "secret"),
            ("nowhere", "dangling"),
        ] {
            symlink(to, called(name)).unwrap();
        }
        symlink(called("self"), called("self")).unwrap();
        symlink("..", inbox.join("below/up")).unwrap();
        symlink(&inbox, inbox.join("below/round")).unwrap();
        symlink("../elsewhere", inbox.join("away")).unwrap();
        fs::create_dir(called("folder")).unwrap();
        // As large as a disk, and takes no room on one.
        fs::File::create(called("endless")).unwrap().set_len(1 << 40).unwrap();
    }

    pub fn path(&self, below: &str) -> PathBuf {
        self.dir.path().join(below)
    }

    /// Runs a command to its end, in bounded time and memory. Nothing of what it says steers a terminal.
    fn runs(&self, args: &[&str]) -> Output {
        let mut command = Command::new("sh");
        command.args(["-c", r#"ulimit -d "$0" && exec "$@""#, &(MEMORY >> 10).to_string()]);
        command.arg(env!("CARGO_BIN_EXE_casebook")).args(args).current_dir(self.dir.path()).env_clear();
        command.env("CASEBOOK_HOME", self.path("home")).env("TERM", "xterm-256color").stdin(Stdio::null());
        let begun = Instant::now();
        let output = command.output().unwrap();
        assert!(begun.elapsed() < TIME, "{args:?} took {:?}", begun.elapsed());
        for bytes in [&output.stdout, &output.stderr] {
            // Programs get every character, escaped where it steers.
            let whole = text(bytes);
            let is_json = whole.starts_with('{') && !whole.chars().any(casebook::text::display::steers);
            let printable = if is_json { Ok(whole) } else { printable(bytes, Ours::Plain) };
            let text = printable.unwrap_or_else(|near| panic!("{args:?}: {near}"));
            // Who checks a folder is shown their own files, and the others are not asked what is in them.
            let tells = text.contains("a secret") && args[0] != "check";
            assert!(!text.contains("panicked") && !tells, "{args:?}: {text}");
        }
        assert!(output.status.code().is_some_and(|code| code < 3), "{args:?}: {:?}", output.status);
        output
    }

    /// All that is there, without following a link.
    pub fn snapshot(&self) -> Snapshot {
        let mut snapshot = Snapshot::new();
        walk(self.dir.path(), &mut snapshot);
        snapshot
    }

    /// The same without what is kept of a list to read it again: an index, in a folder that the cache has for it.
    pub fn besides_the_index(&self) -> Snapshot {
        let (mut snapshot, home) = (self.snapshot(), self.path("home"));
        snapshot.retain(|path, _| !path.starts_with(home.join("cache")) && *path != home);
        snapshot
    }
}

fn walk(folder: &Path, snapshot: &mut Snapshot) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let there = path.symlink_metadata().unwrap();
        let bytes = if there.is_symlink() {
            fs::read_link(&path).unwrap().into_os_string().into_encoded_bytes()
        } else if there.is_file() && there.len() < 1 << 30 {
            fs::read(&path).unwrap()
        } else {
            Vec::new()
        };
        snapshot.insert(path.clone(), (there.modified().unwrap(), bytes));
        if there.is_dir() {
            walk(&path, snapshot);
        }
    }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// What is refused in the folder, with what is said of it.
fn refused(world: &World) -> Vec<(String, &'static str)> {
    let mut refused: Vec<(String, &str)> =
        world.sent.iter().map(|sent| (sent.name.clone(), sent.refused)).collect();
    refused.extend(mailbox::beside(&mut Hostile::new(5)).into_iter().map(|sent| (sent.name, sent.refused)));
    // On the desk an id is nothing but words; where it would name a file it is refused.
    refused.retain(|(_, said)| !said.is_empty() && *said != "cannot be the id");
    let odd = [
        ("pipe", "no regular file"),
        ("hash.review-pipe", "no regular file"),
        ("hash.reply-pipe", "no regular file"),
        ("zero", "no regular file"),
        ("hash.review-full", "no regular file"),
        ("self", "could not be read"),
        ("dangling", "no such file"),
        ("endless", "larger than 16 MiB"),
    ];
    refused.extend(odd.map(|(name, said)| (format!("{DAY}{name}.yaml"), said)));
    refused
}

#[test]
fn an_inbox_with_what_means_no_good_shows_the_rest_and_says_why_of_each() {
    inbox(&World::new(false));
}

/// The same with a session at the limit and one of a million rows:
/// `cargo test --test hostile largest -- --ignored --nocapture`
#[test]
#[ignore = "takes a minute"]
fn an_inbox_with_the_largest_that_is_read_shows_the_rest_too() {
    inbox(&World::new(true));
}

fn inbox(world: &World) {
    let before = world.besides_the_index();
    let output = world.runs(&["review", "inbox", "--json"]);
    let (listed, told) = (text(&output.stdout), text(&output.stderr));
    assert_eq!(output.status.code(), Some(0), "{told}");
    let listed: serde_json::Value = serde_json::from_str(&listed).unwrap();
    let paths: Vec<&str> =
        listed["items"].as_array().unwrap().iter().map(|item| item["path"].as_str().unwrap()).collect();
    let shown = world.sent.iter().filter(|sent| sent.refused.is_empty()).map(|sent| sent.name.clone());
    for name in shown.chain([format!("{DAY}good.yaml"), format!("{DAY}away.yaml")]) {
        assert_eq!(
            paths.iter().filter(|path| path.ends_with(&name)).count(),
            1,
            "{name} in {paths:#?}\n{told}"
        );
    }
    for (name, said) in refused(world) {
        let line = told.lines().find(|line| line.contains(&format!("{name}:")));
        assert!(
            line.is_some_and(|line| line.contains(said)),
            "{name} should say {said:?}: {line:?} in {told}"
        );
        assert!(!paths.iter().any(|path| path.ends_with(&name)), "{name}");
    }
    assert!(world.besides_the_index() == before, "a list was read, and something was written");
}

#[test]
fn who_checks_such_a_folder_is_told_of_each_file_what_is_wrong() {
    let world = World::new(false);
    let before = world.besides_the_index();
    let output = world.runs(&["check", "inbox"]);
    let said = text(&[output.stdout, output.stderr].concat());
    assert_eq!(output.status.code(), Some(1), "{said}");
    let told: Vec<&str> = said.split("error: ").flat_map(|told| told.split("warning: ")).collect();
    let of = |name: &str| told.iter().find(|told| told.contains(&format!("--> inbox/{name}"))).copied();
    for Sent { name, refused, .. } in world.sent.iter().filter(|sent| !sent.refused.contains("missing")) {
        let words = if name.contains("-hash") { "the hash does not fit" } else { *refused };
        if !words.is_empty() {
            assert!(of(name).is_some_and(|told| told.contains(words)), "{name}: {:?} in {said}", of(name));
        }
    }
    world.runs(&["--bank", "inbox", "show", "alipay-success-metrics"]);
    world.runs(&["--sessions", "inbox", "sessions"]);
    assert!(world.besides_the_index() == before);
}

#[test]
fn what_is_received_is_filed_under_its_own_name_or_stays_where_it_is() {
    let world = World::new(false);
    let before = world.snapshot();
    let (good, known) =
        (world.path("home/data/received"), ["good", "steering", "hash"].map(|id| format!("{DAY}{id}.yaml")));
    let beside = mailbox::beside(&mut Hostile::new(5));
    for Sent { name, refused, .. } in world.sent.iter().chain(&beside) {
        let output = world.runs(&["receive", &format!("inbox/{name}")]);
        let said = text(&output.stderr);
        if !refused.is_empty() && !refused.contains("missing") {
            assert_eq!(output.status.code(), Some(1), "{name}: {said}");
            assert!(said.contains(refused) && said.contains("\nhelp: "), "{name}: {said}");
        }
        if name.contains("hash.yaml") {
            assert!(said.contains("the hash does not fit"), "{said}");
        }
    }
    for odd in ["pipe", "zero", "self", "dangling", "endless", "folder", "hash.review-pipe", "secret"] {
        let output = world.runs(&["receive", &format!("inbox/{DAY}{odd}.yaml")]);
        assert_eq!(output.status.code(), Some(1), "{odd}: {}", text(&output.stderr));
    }
    let mut after = world.snapshot();
    after.retain(|path, there| before.get(path) != Some(there));
    for path in after.keys().filter(|path| !path.is_dir()) {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let stem = name.split(".review-").next().unwrap().split(".reply-").next().unwrap().to_owned();
        let stem = if stem.ends_with(".yaml") { stem } else { format!("{stem}.yaml") };
        let is_known =
            known.contains(&stem) || world.sent.iter().chain(&beside).any(|sent| sent.name == stem);
        assert!(path.starts_with(&good) && is_known, "{} was written", path.display());
    }
    assert!(after.keys().any(|path| path.is_file()), "something of it was filed");
    world.runs(&["review", "--json"]);
}
