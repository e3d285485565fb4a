//! Holds docs/schema to the types, and the built-in bank to docs/schema.

use std::{cell::RefCell, fs, path::PathBuf};

use schemars::{JsonSchema, generate::SchemaSettings};
use serde_json::{Map, Value, json};

use super::NAMES;
use crate::{
    model::{Draft, Framework, Question, Rubric, Track, Vocabulary, id::is_bank_id, session::Person, start},
    store::{
        assignment_file::{self, DiskAssignment, tests::week},
        bank,
        reply_file::{DiskReply, tests::REPLY},
        review_file::{DiskReview, tests::REVIEW},
        session_file::{self, DiskSession, Foreign},
        skeleton,
        stories::DiskStories,
    },
};

/// What [`is_bank_id`] says, for editors.
const BANK_ID: &str = "^[a-z0-9][a-z0-9_-]{0,63}$";

/// Draft 7 is what editors know best.
fn schema<T: JsonSchema>(title: &str) -> Value {
    let mut schema = SchemaSettings::draft07().into_generator().into_root_schema_for::<T>().to_value();
    schema["title"] = title.into();
    schema
}

fn bank_schema<T: JsonSchema>(title: &str) -> Value {
    let mut schema = schema::<T>(title);
    each(&mut schema, &mut |object| {
        no_null(object);
        free_keys(object);
        if let Some(id) = object.get_mut("properties").and_then(|keys| keys.get_mut("id")) {
            id["pattern"] = BANK_ID.into();
        }
    });
    schema
}

/// Everything that a schema may hold is kept on a round trip, so nothing is closed.
fn lenient_schema<T: JsonSchema>(title: &str) -> Value {
    let mut schema = schema::<T>(title);
    each(&mut schema, &mut |object| {
        if object.get("additionalProperties") == Some(&json!(false)) {
            object.remove("additionalProperties");
        }
    });
    schema
}

fn each(value: &mut Value, change: &mut impl FnMut(&mut Map<String, Value>)) {
    match value {
        Value::Object(object) => {
            object.values_mut().for_each(|value| each(value, change));
            change(object);
        }
        Value::Array(items) => items.iter_mut().for_each(|value| each(value, change)),
        _ => {}
    }
}

/// A key without a value is a blank that somebody has forgotten: leave the key out.
fn no_null(object: &mut Map<String, Value>) {
    if let Some(Value::Array(types)) = object.get_mut("type") {
        types.retain(|name| name != "null");
        if let [only] = &types[..] {
            let only = only.clone();
            object.insert("type".to_owned(), only);
        }
    }
    if object.get("default") == Some(&Value::Null) {
        object.remove("default");
    }
    if let Some(Value::Array(any)) = object.get_mut("anyOf") {
        any.retain(|of| *of != json!({"type": "null"}));
        if any.len() == 1 {
            let only = any.remove(0);
            object.remove("anyOf");
            match only {
                // Draft 7 reads nothing beside a reference.
                Value::Object(only) if only.contains_key("$ref") => {
                    object.insert("allOf".to_owned(), json!([only]));
                }
                Value::Object(only) => object.extend(only),
                _ => {}
            }
        }
    }
}

/// Keys that begin with x- are free in every map of a bank.
fn free_keys(object: &mut Map<String, Value>) {
    if object.get("additionalProperties").is_some_and(|more| *more != json!(true)) {
        object.insert("patternProperties".to_owned(), json!({"^x-": true}));
    }
}

fn fresh() -> [(&'static str, Value); 10] {
    [
        ("question", bank_schema::<Question>("A question of a casebook bank, one a file")),
        ("framework", bank_schema::<Framework>("A framework of a casebook bank")),
        ("rubric", bank_schema::<Rubric>("A rubric of a casebook bank")),
        ("track", bank_schema::<Track>("A track of a casebook bank")),
        ("labels", bank_schema::<Vocabulary>("The words that a casebook bank labels with")),
        ("stories", bank_schema::<DiskStories>("The stories of a person who uses casebook")),
        ("session", lenient_schema::<DiskSession>("A session of casebook")),
        ("review", lenient_schema::<DiskReview>("A review of casebook")),
        ("reply", lenient_schema::<DiskReply>("A reply of casebook")),
        ("assignment", lenient_schema::<DiskAssignment>("An assignment of casebook")),
    ]
}

#[test]
fn the_schemas_follow_from_the_types() {
    for (name, value) in fresh() {
        let text = serde_json::to_string_pretty(&value).unwrap() + "\n";
        let path: PathBuf =
            [env!("CARGO_MANIFEST_DIR"), "docs", "schema", &format!("{name}.schema.json")].iter().collect();
        if std::env::var_os("UPDATE_SCHEMA").is_some() {
            fs::write(&path, &text).unwrap();
        }
        let there = fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
        assert!(
            there == text,
            "docs/schema/{name}.schema.json is stale; `UPDATE_SCHEMA=1 cargo test --lib schema`"
        );
    }
}

/// What a schema says against a value. Knows the words that these schemas use, and no others.
fn against(schema: &Value, value: &Value, root: &Value, at: &str) -> Vec<String> {
    if *schema == json!(true) {
        return Vec::new();
    }
    let found = RefCell::new(Vec::new());
    let say = |message: String| found.borrow_mut().push(format!("{at}: {message}"));
    let within = |schema: &Value, value: &Value, at: String| {
        let said = against(schema, value, root, &at);
        found.borrow_mut().extend(said);
    };
    let holds = |schema: &Value| against(schema, value, root, at);
    let list = |of: &Value| of.as_array().cloned().unwrap_or_default();
    for (word, said) in schema.as_object().expect("a schema is a map") {
        match word.as_str() {
            "$ref" => {
                let way = said.as_str().and_then(|way| way.strip_prefix('#')).unwrap();
                within(root.pointer(way).unwrap(), value, at.to_owned());
            }
            "allOf" => list(said).iter().for_each(|of| within(of, value, at.to_owned())),
            "anyOf" | "oneOf" => {
                let fit = list(said).iter().filter(|of| holds(of).is_empty()).count();
                if fit == 0 || (word == "oneOf" && fit > 1) {
                    say(format!("fits {fit} of {word}: {value}"));
                }
            }
            "const" if value != said => say(format!("is not {said}")),
            "enum" if !list(said).contains(value) => say(format!("is none of {said}")),
            "type" => {
                let named = if said.is_array() { list(said) } else { vec![said.clone()] };
                if !named.iter().any(|name| name.as_str().is_some_and(|name| is_a(name, value))) {
                    say(format!("is no {said}: {value}"));
                }
            }
            "required" => {
                let missing = list(said).into_iter().filter(|key| value.get(key.as_str().unwrap()).is_none());
                missing.for_each(|key| say(format!("{key} is missing")));
            }
            "properties" | "additionalProperties" => {
                let keys = value.as_object().cloned().unwrap_or_default();
                for (key, value) in
                    keys.iter().filter(|(key, _)| word == "properties" || !key.starts_with("x-"))
                {
                    let declared = schema["properties"].get(key);
                    let of = if word == "properties" {
                        declared
                    } else {
                        Some(said).filter(|_| declared.is_none())
                    };
                    match of {
                        Some(Value::Bool(false)) => say(format!("\"{key}\" is not known")),
                        Some(of) => within(of, value, format!("{at}.{key}")),
                        None => {}
                    }
                }
            }
            "items" => {
                for (index, item) in list(value).iter().enumerate() {
                    within(said, item, format!("{at}[{index}]"));
                }
            }
            "minItems" if (list(value).len() as u64) < said.as_u64().unwrap() => {
                say("is too short".to_owned());
            }
            "maxItems" if (list(value).len() as u64) > said.as_u64().unwrap() => {
                say("is too long".to_owned());
            }
            "minimum" if value.as_f64() < said.as_f64() => say(format!("is less than {said}")),
            "maximum" if value.as_f64() > said.as_f64() => say(format!("is more than {said}")),
            "pattern" => {
                assert_eq!(said, BANK_ID);
                if !value.as_str().is_some_and(is_bank_id) {
                    say("is no id".to_owned());
                }
            }
            "patternProperties" => assert_eq!(*said, json!({"^x-": true})),
            "const" | "enum" | "minItems" | "maxItems" | "minimum" | "maximum" => {}
            "$schema" | "title" | "description" | "default" | "format" | "definitions" => {}
            _ => panic!("this test does not know \"{word}\""),
        }
    }
    found.into_inner()
}

fn is_a(name: &str, value: &Value) -> bool {
    match name {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "boolean" => value.is_boolean(),
        "number" => value.is_number(),
        "integer" => value.is_u64() || value.is_i64(),
        "null" => value.is_null(),
        _ => panic!("no value is \"{name}\""),
    }
}

fn said_of(name: &str, text: &str) -> Vec<String> {
    let schema: Value = serde_json::from_str(&super::of(name).unwrap()).unwrap();
    let value: Value = serde_yaml::from_str(text).unwrap();
    against(&schema, &value, &schema, name)
}

/// Every file below a folder of the built-in bank, with what it is.
fn built_in_files() -> Vec<(&'static str, PathBuf)> {
    let root: PathBuf = [env!("CARGO_MANIFEST_DIR"), "questions"].iter().collect();
    let folders =
        fs::read_dir(root).unwrap().map(|folder| folder.unwrap().path()).filter(|path| path.is_dir());
    let files = |folder: PathBuf| {
        let what = match folder.file_name().and_then(|name| name.to_str()) {
            Some("frameworks") => "framework",
            Some("rubrics") => "rubric",
            Some("tracks") => "track",
            Some("samples") => "session",
            _ => "question",
        };
        let file = |path: PathBuf| {
            let is_review = path.to_string_lossy().contains(".review-");
            (if is_review { "review" } else { what }, path)
        };
        fs::read_dir(folder).unwrap().map(|entry| file(entry.unwrap().path())).collect::<Vec<_>>()
    };
    folders.flat_map(files).collect()
}

#[test]
fn every_file_of_the_built_in_bank_fits_its_schema() {
    let files = built_in_files();
    assert!(files.len() > 10);
    for (what, path) in files {
        let said = said_of(what, &fs::read_to_string(&path).unwrap());
        assert!(said.is_empty(), "{}: {said:?}", path.display());
    }
}

#[test]
fn sessions_fit_their_schema_and_may_hold_more() {
    let bank = bank::built_in();
    for id in bank.questions.ids() {
        let (question, framework, rubric) = bank.whole(&id.into()).unwrap();
        let options = start::Options::new("s".into(), Person::default(), jiff::Timestamp::UNIX_EPOCH, 1);
        let session = start::begin((*question).clone(), framework.clone(), rubric.clone(), options);
        let text = session_file::write(&session, &Foreign::default()).unwrap() + "more: 1\n";
        assert_eq!(said_of("session", &text), [""; 0], "{id}");
    }
    assert!(!said_of("session", "format: one\n").is_empty());
}

#[test]
fn reviews_fit_their_schema_and_may_hold_more() {
    assert_eq!(said_of("review", REVIEW), [""; 0]);
    for (good, bad) in [("score: 3", "score: 5"), ("no_hire", "dream"), ("id: c1", "id: [c1]")] {
        assert!(!said_of("review", &REVIEW.replacen(good, bad, 1)).is_empty(), "{bad}");
    }
}

#[test]
fn replies_fit_their_schema_and_may_hold_more() {
    assert_eq!(said_of("reply", REPLY), [""; 0]);
    for (good, bad) in [("disagree", "maybe"), ("sha256:", "md5:"), ("comment: c1", "comment: [c1]")] {
        assert!(!said_of("reply", &REPLY.replacen(good, bad, 1)).is_empty(), "{bad}");
    }
}

#[test]
fn assignments_fit_their_schema_and_may_hold_more() {
    let text = assignment_file::write(&week(), &assignment_file::Foreign::default()).unwrap() + "more: 1\n";
    assert_eq!(said_of("assignment", &text), [""; 0]);
    for (good, bad) in
        [("mode: practice", "mode: dream"), ("id: week-3", "no: week-3"), ("rubric:", "ruler:")]
    {
        assert!(!said_of("assignment", &text.replace(good, bad)).is_empty(), "{bad}");
    }
}

#[test]
fn what_the_check_refuses_does_not_fit() {
    let good = "id: a\ntype: b\ntitle: C\ndifficulty: easy\nbrief: {say: D, x-mine: 1}\nx-note: E\n";
    assert_eq!(said_of("question", good), [""; 0]);
    for (good_part, bad) in [
        ("id: a", "id: A b"),
        ("easy", "esy"),
        ("title: C", "title:"),
        ("say: D", "sya: D"),
        ("x-note: E", "note: E"),
        ("x-note: E", "steps: {goal: {answer: {a: b}}}"),
    ] {
        assert!(!said_of("question", &good.replace(good_part, bad)).is_empty(), "{bad}");
    }
    let bank = bank::built_in();
    let framework = bank.frameworks.values().next().unwrap();
    let question = skeleton::question(&Draft::new("a", framework.id.clone()), framework).unwrap();
    assert!(!said_of("question", &question).is_empty(), "what stands empty is seen in the editor too");
}

#[test]
fn every_schema_is_shipped() {
    let fresh = fresh().map(|(name, _)| name);
    assert_eq!(NAMES, fresh);
    for name in NAMES {
        let path: PathBuf =
            [env!("CARGO_MANIFEST_DIR"), "docs", "schema", &format!("{name}.schema.json")].iter().collect();
        assert_eq!(super::of(name), fs::read_to_string(path).ok());
    }
}
