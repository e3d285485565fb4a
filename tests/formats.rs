//! Holds the examples of `docs/formats.md` to the types that read such files.

use std::fs;

use casebook::model::{Framework, Question, Rubric};
use serde_yaml::Value;

/// The YAML behind `<!-- name -->`.
fn example(name: &str) -> String {
    let page =
        fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/formats.md")).unwrap_or_default();
    let (_, behind) = page.split_once(&format!("<!-- {name} -->\n```yaml\n")).unwrap_or_default();
    behind.split_once("\n```").unwrap_or_default().0.to_owned()
}

#[test]
fn the_examples_of_a_bank_are_read() {
    let question: Question = serde_yaml::from_str(&example("question")).unwrap();
    let framework: Framework = serde_yaml::from_str(&example("framework")).unwrap();
    let rubric: Rubric = serde_yaml::from_str(&example("rubric")).unwrap();
    assert_eq!(question.kind, framework.id);
    assert_eq!(framework.rubric, rubric.id);
}

#[test]
fn the_example_of_a_session_is_yaml_with_every_reference_in_place() {
    let text = example("session");
    let session: Value = serde_yaml::from_str(&text).unwrap();
    assert_eq!(session["format"], Value::from(1));
    for id in ["r4", "m7", "m8", "r9"] {
        assert!(text.contains(&format!("id: {id}")), "{id} is named and not there");
    }
}

#[test]
fn every_key_of_a_bank_is_described() {
    let page = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/formats.md")).unwrap();
    for name in ["question", "framework", "rubric"] {
        let Value::Mapping(map) = serde_yaml::from_str(&example(name)).unwrap() else {
            panic!("the example of a {name} is no map");
        };
        for key in map.keys().filter_map(Value::as_str) {
            assert!(page.contains(&format!("`{key}")), "docs/formats.md does not describe `{key}`");
        }
    }
}
