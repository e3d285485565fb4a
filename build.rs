//! Makes the built-in bank ready to be read: every file of `questions` as one line, its path, a tab, and what it holds as
//! JSON, which a program that starts reads ten times as fast as YAML. Of a question that is what lists need; the whole of it
//! stands in a file of its own, and the line says where. The samples and the schemas are made smaller. Judges nothing: `casebook check questions` does.

#![expect(clippy::disallowed_macros, clippy::disallowed_methods, reason = "this is how a build script works")]

use std::{
    collections::{BTreeMap, hash_map::DefaultHasher},
    env,
    error::Error,
    fs,
    hash::{Hash, Hasher},
    path::{Path, PathBuf},
};

use miniz_oxide::deflate::compress_to_vec;
use serde_json::Value;

/// Sessions and reviews, which are embedded as they are.
const SAMPLES: &str = "questions/samples";
/// What editors know the files by, embedded in the same way.
const SCHEMA: &str = "docs/schema";

/// The level that takes longest.
const SMALLEST: u8 = 10;

/// What of a question only its own screens need.
const WHOLE: [&str; 6] = ["brief", "follow_ups", "source", "steps", "variants", "weak"];

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo:rerun-if-changed=questions");
    println!("cargo:rerun-if-changed={SCHEMA}");
    let mut files = collect(Path::new("questions"))?;
    files.retain(|path| !path.starts_with(SAMPLES));
    let (mut bank, mut wholes) = (String::new(), Vec::new());
    for path in files {
        // Paths are the same on every system.
        let name = path.to_string_lossy().replace('\\', "/");
        let text = fs::read_to_string(&path).map_err(|error| format!("{name}: {error}"))?;
        let mut value: Value = serde_yaml::from_str(&text).map_err(|error| format!("{name}: {error}"))?;
        let mut place = String::new();
        if let Some(question) = value.as_object_mut().filter(|holds| holds.contains_key("brief")) {
            let whole = compress_to_vec(&serde_json::to_vec(&question)?, SMALLEST);
            place = format!("{} {}", wholes.len(), whole.len());
            wholes.extend(whole);
            question.retain(|key, _| !WHOLE.contains(&key.as_str()));
        }
        bank.push_str(&format!("{name}\t{place}\t{value}\n"));
    }
    let mut hasher = DefaultHasher::new();
    (&bank, &wholes).hash(&mut hasher);
    let out = PathBuf::from(env::var_os("OUT_DIR").ok_or("Cargo says where to write")?);
    fs::write(out.join("bank.tsv"), bank)?;
    fs::write(out.join("wholes"), wholes)?;
    fs::write(out.join("samples"), packed(SAMPLES)?)?;
    fs::write(out.join("schema"), packed(SCHEMA)?)?;
    // What was made of another bank is told by it.
    fs::write(out.join("bank.id"), format!("{:016x}", hasher.finish()))?;
    Ok(())
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
