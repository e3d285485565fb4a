//! Banks that are read again and again while their files change, and indexes that are not what was written.

use std::{
    thread,
    time::{Duration, SystemTime},
};

use tempfile::TempDir;

use super::*;
use crate::store::bank::load;

const QUESTION: &str = "
type: success-metrics
title: How do you know that ID works?
difficulty: easy
company: Beispiel AG
topics: [growth, habit]
brief: {say: Somebody runs ID.}
steps:
  metrics:
    answer:
      - {role: north_star, line: rides a week}
";

/// A folder with banks, and a cache.
struct World {
    dir: TempDir,
}

impl World {
    fn new() -> Self {
        let world = Self { dir: tempfile::tempdir().unwrap() };
        for id in ["bus", "ferry", "tram"] {
            world.write(&format!("{id}.yaml"), &format!("id: {id}{}", QUESTION.replace("ID", id)));
        }
        world
    }

    fn bank(&self) -> PathBuf {
        self.dir.path().join("bank")
    }

    /// A file that was written an hour ago.
    fn write(&self, name: &str, text: &str) {
        let path = self.bank().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, text).unwrap();
        // Of the same length, it tells itself by its time.
        let age = Duration::from_secs(3_600) + Duration::from_millis(fastrand::u64(1..1_000_000));
        fs::File::options().write(true).open(path).unwrap().set_modified(SystemTime::now() - age).unwrap();
    }

    fn banks(&self) -> Banks {
        Banks::new(vec![self.bank()], &self.dir.path().join("cache"))
    }

    /// What is there now, which is what is loaded without an index.
    fn read(&self) -> Now {
        let now = self.banks().read(|_| true).unwrap();
        let loaded = load(&[self.bank()]).0;
        assert_eq!(now.bank.problems, loaded.problems);
        assert!(now.bank == loaded);
        let (bank, is_news) = (now.bank.clone(), now.is_news);
        let kept = now.keep();
        assert!(kept.as_ref().is_none_or(|kept| *kept == loaded));
        Now { bank: kept.unwrap_or(bank), is_news, unkept: None }
    }

    fn files(&self) -> [PathBuf; 2] {
        ["index", "wholes"].map(|ending| self.banks().index.with_extension(ending))
    }
}

#[test]
fn what_was_read_is_known_from_then_on() {
    let world = World::new();
    assert!(world.banks().known().is_none());
    let now = world.read();
    assert!(now.is_news && now.bank.questions.contains("ferry"));
    assert!(world.banks().known() == Some(now.bank));
    assert!(!world.read().is_news, "nothing has changed since");
}

#[test]
fn what_has_changed_is_read_again() {
    let world = World::new();
    world.read();
    world.write("ferry.yaml", &format!("id: ferry{}", QUESTION.replace("ID", "water")));
    let now = world.read();
    assert!(now.is_news);
    assert_eq!(now.bank.questions.get("ferry").unwrap().title(), "How do you know that water works?");
    world.write("deep/boat.yaml", &format!("id: boat{}", QUESTION.replace("ID", "boat")));
    assert!(world.read().bank.questions.contains("boat"));
    fs::remove_file(world.bank().join("tram.yaml")).unwrap();
    let now = world.read();
    assert!(!now.bank.questions.contains("tram"));
    assert!(world.banks().known() == Some(now.bank));
}

#[test]
fn what_is_wrong_is_told_every_time_and_with_what_it_hangs_on() {
    let world = World::new();
    let text = QUESTION.replace("ID", "bus").replace("success-metrics", "own-type");
    world.write("own.yaml", &format!("id: own{text}"));
    world.write("twice.yaml", &format!("id: bus{}", QUESTION.replace("ID", "bus")));
    world.write("wrong.yaml", "id: [\n");
    world.write("labels.yaml", "skills: [riding]\nindustries: [transport]\ntopics: [growth, habit]\n");
    let first = world.read();
    assert_eq!(first.bank.problems.len(), 3, "{:?}", first.bank.problems);
    assert_eq!(first.bank.missing, 3);
    let again = world.read();
    assert!(!again.is_news);
    assert_eq!((again.bank.problems, again.bank.missing), (first.bank.problems, 3));
    // A type that was missing comes, and the one that stood first goes.
    let framework = fs::read_to_string("questions/frameworks/success-metrics.yaml").unwrap();
    world.write("frameworks/own.yaml", &framework.replace("id: success-metrics", "id: own-type"));
    fs::remove_file(world.bank().join("bus.yaml")).unwrap();
    let now = world.read();
    assert!(now.bank.questions.contains("own") && now.bank.questions.contains("bus"));
    assert_eq!(now.bank.problems.len(), 1, "{:?}", now.bank.problems);
}

#[test]
fn a_file_that_was_just_written_is_not_trusted() {
    let world = World::new();
    fs::write(world.bank().join("tram.yaml"), format!("id: tram{}", QUESTION.replace("ID", "tram"))).unwrap();
    world.read();
    assert!(world.read().is_news, "it may have been written again in the same tick of the clock");
}

#[test]
fn an_index_that_is_not_as_it_was_written_gives_nothing_wrong() {
    let world = World::new();
    let bank = world.read().bank;
    let searched = |bank: &Bank| -> Vec<String> {
        bank.questions.iter().map(|listed| listed.folded().to_owned()).collect()
    };
    let words = searched(&bank);
    let mut rng = fastrand::Rng::with_seed(8);
    for path in world.files() {
        let written = fs::read(&path).unwrap();
        let mut refused = 0;
        for _ in 0..1_000 {
            let mut bytes = written.clone();
            match rng.u8(0..8) {
                0 => bytes.truncate(rng.usize(..bytes.len())),
                1 => bytes.extend([b'x'; 9]),
                _ => bytes[rng.usize(..written.len())] ^= 1 << rng.u8(0..8),
            }
            fs::write(&path, bytes).unwrap();
            match world.banks().known() {
                // The built-in ones among them are read from the program.
                Some(known) => {
                    assert!(known == bank);
                    let found = searched(&known);
                    assert!(found == words || found.iter().all(String::is_empty));
                }
                None => refused += 1,
            }
        }
        // What a start has no need of is held against what was written once somebody looks at the files.
        let is_index = path.extension().unwrap() == "index";
        assert_eq!(refused > 400, is_index, "{refused} of {}", path.display());
        assert!(world.read().is_news == is_index);
        fs::write(&path, written).unwrap();
    }
}

#[test]
fn an_index_may_go_while_it_is_used() {
    let world = World::new();
    let bank = world.read().bank;
    fs::remove_dir_all(world.dir.path().join("cache")).unwrap();
    assert_eq!(bank.questions.whole("tram").unwrap().title, "How do you know that tram works?");
    assert!(world.read().is_news);
    assert!(world.banks().known() == Some(bank));
}

#[test]
fn two_that_read_at_once_are_both_right() {
    let world = World::new();
    for round in 0..10 {
        world.write("tram.yaml", &format!("id: tram{}", QUESTION.replace("ID", &format!("tram {round}"))));
        let expected = load(&[world.bank()]).0;
        thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| assert!(world.read().bank == expected));
            }
        });
        assert!(world.banks().known() == Some(expected));
    }
}

#[test]
fn without_a_cache_all_is_read_each_time() {
    let world = World::new();
    fs::write(world.dir.path().join("cache"), "a file in its way").unwrap();
    assert!(world.read().is_news && world.read().is_news);
}

#[test]
fn whoever_has_left_is_told_nothing_more() {
    let world = World::new();
    let text = format!("id: many{}", QUESTION.replace("ID", "many"));
    for number in 0..4_000 {
        fs::write(world.bank().join(format!("{number}.yaml")), &text).unwrap();
    }
    let mut told = 0;
    let now = world.banks().read(|progress| {
        told += 1;
        assert!(progress.of == 4_003 && (progress.so_far)().questions.len() >= 60);
        false
    });
    // A machine may be so quick that there is nothing to tell.
    assert!(now.is_none() == (told > 0), "{told}");
}
