//! Makes the built-in bank ready to be read: every file of `questions` as one line, its path, a tab, and what it holds as
//! JSON, which a program that starts reads ten times as fast as YAML. Judges nothing: `casebook check questions` does.

use std::{
    env,
    error::Error,
    fs,
    path::{Path, PathBuf},
};

/// Sessions and reviews are embedded as they are.
const SAMPLES: &str = "questions/samples";

#[expect(clippy::disallowed_macros, clippy::disallowed_methods, reason = "this is how a build script works")]
fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo:rerun-if-changed=questions");
    let mut files = Vec::new();
    collect(Path::new("questions"), &mut files)?;
    files.sort();
    let mut bank = String::new();
    for path in files {
        // Paths are the same on every system.
        let name = path.to_string_lossy().replace('\\', "/");
        let text = fs::read_to_string(&path).map_err(|error| format!("{name}: {error}"))?;
        let value: serde_yaml::Value =
            serde_yaml::from_str(&text).map_err(|error| format!("{name}: {error}"))?;
        bank.push_str(&format!("{name}\t{}\n", serde_json::to_string(&value)?));
    }
    let out = env::var_os("OUT_DIR").ok_or("Cargo says where to write")?;
    fs::write(PathBuf::from(out).join("bank.jsonl"), bank)?;
    Ok(())
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> Result<(), Box<dyn Error>> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() && path != Path::new(SAMPLES) {
            collect(&path, files)?;
        } else if path.extension().is_some_and(|end| end == "yaml") {
            files.push(path);
        }
    }
    Ok(())
}
