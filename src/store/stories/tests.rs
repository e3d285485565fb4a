//! Stories on disk: what is there stays, byte for byte, and what is put behind it comes back.

use std::fs;

use proptest::prelude::*;

use super::*;
use crate::model::story::{Done, Outcome};

fn stories() -> (tempfile::TempDir, Stories) {
    let home = tempfile::tempdir().unwrap();
    let stories = Stories::of(&Places::under(home.path()));
    fs::create_dir_all(home.path().join("data")).unwrap();
    (home, stories)
}

fn boat() -> Story {
    Story {
        id: "boat".into(),
        title: "I asked for one summer".to_owned(),
        situation: "The boat, and a buyer:\nthe deposit was paid".to_owned(),
        actions: vec![Done { action: "Asked the buyer".to_owned(), why: "first".to_owned(), mine: true }],
        results: vec![Outcome { result: "It stayed".to_owned(), number: "1 summer".to_owned() }],
        principles: vec!["Ownership".to_owned()],
        ..Story::default()
    }
}

fn ids() -> impl Iterator<Item = String> {
    ["boat", "boat-2", "boat-3"].into_iter().map(str::to_owned)
}

#[test]
fn a_story_goes_behind_what_is_there_and_nothing_of_that_changes() {
    for was in [
        None,
        Some(""),
        Some("# mine\n"),
        Some("format: 1\nstories:\n"),
        Some("stories:\n- id: first # the oldest\n  title: 'T'\n\n# later more"),
        Some("stories:\n    - id: first\n      title: T\n    - {id: second, title: U}\n"),
        Some("stories:\n  - id: first\n    title: T\n    nonsense: 3\n"),
    ] {
        let (_home, stories) = stories();
        if let Some(was) = was {
            fs::write(&stories.file, was).unwrap();
        }
        let before = stories.read().stories;
        let story = stories.add(&boat(), ids()).unwrap();
        let text = fs::read_to_string(&stories.file).unwrap();
        assert!(
            text.starts_with(was.filter(|was| !was.trim().is_empty()).unwrap_or("# Your stories")),
            "{text}"
        );
        let now = stories.read().stories;
        assert_eq!((story.id.as_str(), now.last()), ("boat", Some(&boat())), "{text}");
        assert_eq!(now[..now.len() - 1], before);
        assert_eq!(stories.add(&boat(), ids()).unwrap().id, "boat-2");
        assert_eq!(stories.read().stories.len(), before.len() + 2);
    }
}

#[test]
fn where_nothing_can_be_put_behind_nothing_is() {
    for was in [
        "stories: [{id: a, title: T}]\n",
        "stories:\n  - id: a\n    title: T\nformat: 1\n",
        "- id: a\n",
        "stories: [\n",
    ] {
        let (_home, stories) = stories();
        fs::write(&stories.file, was).unwrap();
        let failure = stories.add(&boat(), ids()).unwrap_err();
        assert!(!failure.hint.is_empty() && failure.what.contains("stories.yaml"), "{failure:?}");
        assert_eq!(fs::read_to_string(&stories.file).unwrap(), was);
    }
}

#[test]
fn what_is_wrong_is_told_by_line_and_the_rest_is_there() {
    let (_home, stories) = stories();
    let text = "stories:
  - {id: a, title: T}
  - {id: a, titel: U}
  - {id: b, title: V, actions: [{why: w}]}
  - {id: c, title: W, principles: [Ownership]}
";
    fs::write(&stories.file, text).unwrap();
    let kept = stories.read();
    let told: Vec<String> = kept.problems.iter().map(|p| format!("{}: {}", p.line, p.message)).collect();
    assert!(told.iter().any(|line| line.contains("titel")), "{told:?}");
    assert!(told.iter().any(|line| line.starts_with("4: ") && line.contains("action")), "{told:?}");
    let there: Vec<&str> = kept.stories.iter().map(|story| story.id.as_str()).collect();
    assert_eq!(there, ["a", "c"]);
}

#[test]
fn a_newer_file_is_left_alone() {
    let (_home, stories) = stories();
    fs::write(&stories.file, "format: 2\nstories: []\n").unwrap();
    assert!(stories.read().problems[0].message.contains("format 2"));
    fs::write(&stories.told, "format: 2\ntold: []\n").unwrap();
    let told = Told { story: "a".into(), at: jiff::Timestamp::UNIX_EPOCH, seconds: 1 };
    assert!(stories.tell(told).is_err());
    assert_eq!(fs::read_to_string(&stories.told).unwrap(), "format: 2\ntold: []\n");
}

#[test]
fn nothing_is_put_into_a_newer_file_or_one_that_would_be_too_large() {
    for was in ["format: 2\nstories:\n".to_owned(), format!("# {}\nstories:\n", "x".repeat((4 << 20) - 60))] {
        let (_home, stories) = stories();
        fs::write(&stories.file, &was).unwrap();
        let failure = stories.add(&boat(), ids()).unwrap_err();
        assert!(failure.what.contains("stories.yaml") && !failure.hint.is_empty(), "{failure:?}");
        assert!(fs::read_to_string(&stories.file).unwrap() == was);
    }
}

#[test]
fn what_another_program_has_just_saved_stays() {
    let (_home, stories) = stories();
    fs::write(&stories.file, "theirs").unwrap();
    let failure = replace(&stories.file, Some("as it was read"), "ours").unwrap_err();
    assert!(failure.what.contains("another program"), "{failure:?}");
    assert_eq!(fs::read_to_string(&stories.file).unwrap(), "theirs");
    assert!(replace(&stories.file, None, "ours").is_err(), "it was not there when it was read");
    replace(&stories.file, Some("theirs"), "ours").unwrap();
    assert_eq!(fs::read_to_string(&stories.file).unwrap(), "ours");
}

#[test]
fn a_new_story_does_not_inherit_the_tellings_of_one_that_was_deleted() {
    let (_home, stories) = stories();
    stories.tell(Told { story: "boat".into(), at: jiff::Timestamp::UNIX_EPOCH, seconds: 118 }).unwrap();
    assert_eq!(stories.add(&boat(), ids()).unwrap().id, "boat-2");
}

#[test]
fn every_telling_is_kept() {
    let (_home, stories) = stories();
    for seconds in [118, 131] {
        stories.tell(Told { story: "boat".into(), at: jiff::Timestamp::UNIX_EPOCH, seconds }).unwrap();
    }
    let told: Vec<u32> = stories.read().told.iter().map(|told| told.seconds).collect();
    assert_eq!(told, [118, 131]);
}

#[test]
fn the_file_that_is_begun_is_read_and_its_example_too() {
    let (_home, stories) = stories();
    stories.begin().unwrap();
    assert_eq!(stories.read(), Kept::default());
    let example: String = EMPTY
        .lines()
        .filter_map(|line| line.strip_prefix("# "))
        .skip_while(|line| *line != "stories:")
        .map(|line| format!("{line}\n"))
        .collect();
    fs::write(&stories.file, EMPTY.to_owned() + &example).unwrap();
    let kept = stories.read();
    assert_eq!(kept.problems, []);
    assert_eq!(kept.stories.len(), 1);
    stories.begin().unwrap();
    assert_eq!(stories.read(), kept);
}

proptest! {
    #[test]
    fn whatever_is_written_comes_back(title in "[ -~\u{4e00}-\u{4e10}\n]{1,40}", learning in any::<String>()) {
        let (_home, stories) = stories();
        let story = Story { title, learning, ..boat() };
        prop_assume!(!story.title.trim().is_empty());
        stories.add(&story, ids()).unwrap();
        prop_assert_eq!(stories.read().stories, [story]);
    }
}
