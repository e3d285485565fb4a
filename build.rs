//! Makes the built-in bank ready to be read: what lists need of its questions as rows of a catalogue, which a program that
//! starts reads where they lie; the wholes of the questions, the samples and the schemas made smaller; and every other file of `questions`
//! as one line, its path, its id and what it holds as JSON, which is read ten times as fast as YAML. Judges nothing:
//! `casebook check questions` does.

#![expect(clippy::disallowed_macros, clippy::disallowed_methods, reason = "this is how a build script works")]

use std::{
    collections::{BTreeMap, HashMap, hash_map::DefaultHasher},
    env,
    error::Error,
    fs,
    hash::{Hash, Hasher},
    path::{Path, PathBuf},
};

use making::{Making, Words};
use miniz_oxide::deflate::compress_to_vec;
use serde_json::{Map, Value};

#[path = "src/text/fold.rs"]
mod fold;
#[expect(dead_code, reason = "here rows are only made")]
#[path = "src/model/catalogue/layout.rs"]
mod layout;
#[expect(dead_code, reason = "here none goes on with rows that are there")]
#[path = "src/model/catalogue/making.rs"]
mod making;

/// Where the program has it.
mod text {
    pub(crate) use super::fold;
}

/// Sessions and reviews, which are embedded as they are.
const SAMPLES: &str = "questions/samples";
/// What editors know the files by, embedded in the same way.
const SCHEMA: &str = "docs/schema";

/// The level that takes longest.
const SMALLEST: u8 = 10;

/// From the easiest on, as the program counts them.
const DIFFICULTIES: [&str; 3] = ["easy", "medium", "hard"];

fn main() -> Result<(), Box<dyn Error>> {
    for path in ["questions", SCHEMA, "src/text/fold.rs", "src/model/catalogue"] {
        println!("cargo:rerun-if-changed={path}");
    }
    let mut files = collect(Path::new("questions"))?;
    files.retain(|path| !path.starts_with(SAMPLES));
    let (mut bank, mut questions) = (String::new(), Vec::new());
    let mut titles: HashMap<String, String> = HashMap::new();
    for path in files {
        // Paths are the same on every system.
        let name = path.to_string_lossy().replace('\\', "/");
        let text = fs::read_to_string(&path).map_err(|error| format!("{name}: {error}"))?;
        let value: Map<String, Value> =
            serde_yaml::from_str(&text).map_err(|error| format!("{name}: {error}"))?;
        if value.contains_key("brief") {
            questions.push(value);
            continue;
        }
        if name.contains("/frameworks/") {
            titles.insert(one(&value, "id").to_owned(), one(&value, "title").to_owned());
        }
        let id = one(&value, "id").to_owned();
        bank.push_str(&format!("{name}\t{id}\t{}\n", Value::Object(value)));
    }
    let (mut making, mut wholes) = (Making::default(), Vec::new());
    for question in questions {
        let place = u32::try_from(wholes.len())?;
        let whole = compress_to_vec(&serde_json::to_vec(&question)?, SMALLEST);
        wholes.extend(u32::try_from(whole.len())?.to_le_bytes());
        wholes.extend(whole);
        making.add(&words(&question, &titles)?, place);
    }
    let made = making.finish();
    let mut hasher = DefaultHasher::new();
    (&bank, &wholes, &made.text, &made.folded, &made.rows).hash(&mut hasher);
    let out = PathBuf::from(env::var_os("OUT_DIR").ok_or("Cargo says where to write")?);
    fs::write(out.join("bank.tsv"), bank)?;
    fs::write(out.join("wholes"), wholes)?;
    fs::write(out.join("text"), made.text)?;
    fs::write(out.join("folded"), made.folded)?;
    fs::write(out.join("labels"), made.labels)?;
    fs::write(out.join("marks"), made.marks)?;
    fs::write(out.join("rows"), made.rows)?;
    fs::write(out.join("samples"), packed(SAMPLES)?)?;
    fs::write(out.join("schema"), packed(SCHEMA)?)?;
    // What was made of another bank is told by it.
    fs::write(out.join("bank.id"), format!("{:016x}", hasher.finish()))?;
    Ok(())
}

/// What lists need of a question.
fn words<'a>(
    question: &'a Map<String, Value>,
    titles: &'a HashMap<String, String>,
) -> Result<Words<'a>, Box<dyn Error>> {
    let several = |key: &str| {
        let labels = question.get(key).and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
        labels.iter().filter_map(Value::as_str).collect()
    };
    let optional = |key: &str| Some(one(question, key)).filter(|value| !value.is_empty());
    let (kind, difficulty) = (one(question, "type"), one(question, "difficulty"));
    let difficulty = DIFFICULTIES.iter().position(|known| *known == difficulty);
    Ok(Words {
        id: one(question, "id"),
        kind,
        type_title: titles.get(kind).map_or(kind, String::as_str),
        title: one(question, "title"),
        difficulty: u32::try_from(difficulty.ok_or("a question says how hard it is")?)?,
        company: optional("company"),
        product: optional("product"),
        labels: [several("skills"), several("industries"), several("topics")],
    })
}

/// A text; empty where there is none.
fn one<'a>(value: &'a Map<String, Value>, key: &str) -> &'a str {
    value.get(key).and_then(Value::as_str).unwrap_or_default()
}

/// The files of a folder, by their names.
fn packed(folder: &str) -> Result<Vec<u8>, Box<dyn Error>> {
    let mut files = BTreeMap::new();
    for path in collect(Path::new(folder))? {
        files.insert(
            path.strip_prefix(folder)?.to_string_lossy().replace('\\', "/"),
            fs::read_to_string(&path)?,
        );
    }
    Ok(compress_to_vec(&serde_json::to_vec(&files)?, SMALLEST))
}

/// The files of a folder and of all below it, in order.
fn collect(folder: &Path) -> Result<Vec<PathBuf>, Box<dyn Error>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            files.extend(collect(&path)?);
        } else if path.extension().is_some_and(|end| end == "yaml" || end == "json") {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}
