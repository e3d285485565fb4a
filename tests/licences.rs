//! Holds `deny.toml` and `docs/dependencies.md`: licences, one version of what draws, a reason for each dependency.
//!
//! Reads what cargo knows without the network. Dependencies of tests alone are left out: nobody receives them.

#![expect(clippy::disallowed_methods, reason = "a test reads and writes files of its own")]

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    process::Command,
};

use serde_json::Value;

/// Crates that keep a state of the one terminal.
const ONCE: [&str; 3] = ["crossterm", "ratatui", "ratatui-core"];

/// A dependency that reaches people.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Package {
    name: String,
    version: String,
    licence: String,
    source: String,
}

/// The tree for every platform; for this one alone where cargo has not fetched the others' crates.
#[expect(clippy::disallowed_macros, reason = "a note on what was left out")]
fn metadata() -> Result<Value, String> {
    let ask = |more: &[&str]| {
        Command::new(env!("CARGO"))
            .args(["metadata", "--format-version", "1", "--offline", "--locked", "--manifest-path"])
            .arg(concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml"))
            .args(more)
            .output()
            .map_err(|error| error.to_string())
    };
    let mut output = ask(&[])?;
    if !output.status.success() {
        eprintln!("`cargo fetch` was not run: only this platform's dependencies are looked at");
        output = ask(&["--filter-platform", &platform()?])?;
    }
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into_owned());
    }
    serde_json::from_slice(&output.stdout).map_err(|error| error.to_string())
}

/// The triple that cargo builds for: its own.
fn platform() -> Result<String, String> {
    let output = Command::new(env!("CARGO")).arg("-vV").output().map_err(|error| error.to_string())?;
    let text = String::from_utf8_lossy(&output.stdout);
    let host = text.lines().find_map(|line| line.strip_prefix("host: "));
    host.map(str::to_owned).ok_or_else(|| "cargo does not say which platform this is".to_owned())
}

/// What the crate depends on, through however many others, and not for tests alone.
fn packages(metadata: &Value) -> BTreeSet<Package> {
    let by_id = |list: &Value| -> BTreeMap<String, Value> {
        list.as_array().into_iter().flatten().map(|value| (text(&value["id"]), value.clone())).collect()
    };
    let (packages, nodes) = (by_id(&metadata["packages"]), by_id(&metadata["resolve"]["nodes"]));
    let root = text(&metadata["resolve"]["root"]);
    let (mut todo, mut seen) = (vec![root.clone()], BTreeSet::new());
    while let Some(id) = todo.pop() {
        let (Some(node), Some(package)) = (nodes.get(&id), packages.get(&id)) else { continue };
        if !seen.insert(id) {
            continue;
        }
        for dep in node["deps"].as_array().into_iter().flatten() {
            let target = text(&dep["pkg"]);
            let name = packages.get(&target).map(|p| text(&p["name"])).unwrap_or_default();
            if is_active(package, node, &name) {
                todo.push(target);
            }
        }
    }
    seen.remove(&root);
    let package = |p: &Value| Package {
        name: text(&p["name"]),
        version: text(&p["version"]),
        licence: text(&p["license"]),
        source: text(&p["source"]),
    };
    seen.iter().filter_map(|id| packages.get(id)).map(package).collect()
}

/// Whether a package really uses a dependency, beyond its tests. Cargo's list also names optional ones that only
/// an inactive feature would bring in.
fn is_active(package: &Value, node: &Value, dependency: &str) -> bool {
    let features: Vec<String> = node["features"].as_array().into_iter().flatten().map(text).collect();
    let declared = package["dependencies"].as_array().into_iter().flatten();
    declared.filter(|d| text(&d["name"]) == dependency && d["kind"] != "dev").any(|d| {
        let rename = text(&d["rename"]);
        let key = if rename.is_empty() { dependency } else { &rename };
        let brings = |feature: &String| {
            let parts = package["features"][feature].as_array().into_iter().flatten().map(text);
            parts.into_iter().any(|part| {
                part == key
                    || part.strip_prefix("dep:") == Some(key)
                    || part.strip_prefix(key).is_some_and(|rest| rest.starts_with('/'))
            })
        };
        d["optional"] != true || features.iter().any(|f| f == key || brings(f))
    })
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

/// The licences that `deny.toml` allows.
fn allowed() -> Vec<String> {
    let file = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/deny.toml")).unwrap_or_default();
    let lines = file.lines().skip_while(|line| !line.starts_with("allow = [")).skip(1);
    let listed = lines.take_while(|line| !line.starts_with(']'));
    listed.filter_map(|line| line.split('"').nth(1)).map(str::to_owned).collect()
}

/// Whether an expression such as `(MIT OR Apache-2.0) AND Unicode-3.0` can be met with what is allowed. A slash is an
/// old way to write OR; a licence WITH an exception is one licence.
fn is_met(expression: &str, allowed: &[&str]) -> bool {
    let spaced = expression.replace('(', " ( ").replace(')', " ) ").replace('/', " OR ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let mut at = 0;
    let met = either(&words, &mut at, allowed);
    met && at == words.len()
}

fn either(words: &[&str], at: &mut usize, allowed: &[&str]) -> bool {
    let mut met = both(words, at, allowed);
    while words.get(*at) == Some(&"OR") {
        *at += 1;
        met |= both(words, at, allowed);
    }
    met
}

fn both(words: &[&str], at: &mut usize, allowed: &[&str]) -> bool {
    let mut met = one(words, at, allowed);
    while words.get(*at) == Some(&"AND") {
        *at += 1;
        met &= one(words, at, allowed);
    }
    met
}

fn one(words: &[&str], at: &mut usize, allowed: &[&str]) -> bool {
    let Some(word) = words.get(*at) else { return false };
    *at += 1;
    if *word == "(" {
        let met = either(words, at, allowed);
        let closed = words.get(*at) == Some(&")");
        *at += 1;
        return met && closed;
    }
    let mut licence = (*word).to_owned();
    if words.get(*at) == Some(&"WITH") {
        licence = format!("{licence} WITH {}", words.get(*at + 1).unwrap_or(&""));
        *at += 2;
    }
    allowed.contains(&licence.as_str())
}

#[test]
fn every_licence_is_allowed_and_every_allowance_is_needed() {
    let packages = packages(&metadata().unwrap());
    let allowed = allowed();
    let allowed: Vec<&str> = allowed.iter().map(String::as_str).collect();
    assert!(packages.len() > 50, "the tree was not read");
    let wrong: Vec<&Package> = packages.iter().filter(|p| !is_met(&p.licence, &allowed)).collect();
    assert!(wrong.is_empty(), "deny.toml allows none of these licences: {wrong:#?}");
    for licence in &allowed {
        let rest: Vec<&str> = allowed.iter().copied().filter(|other| other != licence).collect();
        let needed = packages.iter().any(|p| p.licence.contains(licence) && !is_met(&p.licence, &rest));
        assert!(needed || *licence == "MIT", "deny.toml allows {licence}, which nothing needs");
    }
}

#[test]
fn there_is_one_version_of_what_draws() {
    let packages = packages(&metadata().unwrap());
    for name in ONCE {
        let versions: Vec<&str> =
            packages.iter().filter(|p| p.name == name).map(|p| p.version.as_str()).collect();
        assert_eq!(
            versions.len(),
            1,
            "{name} is in the tree as {versions:?}: `cargo tree -d` shows who asks for it"
        );
    }
}

#[test]
fn everything_comes_from_the_registry() {
    let elsewhere: Vec<Package> = packages(&metadata().unwrap())
        .into_iter()
        .filter(|p| p.source != "registry+https://github.com/rust-lang/crates.io-index")
        .collect();
    assert!(elsewhere.is_empty(), "not from crates.io: {elsewhere:#?}");
}

#[test]
fn expressions_are_read_as_spdx_has_them() {
    let met = |expression| is_met(expression, &["MIT", "Unicode-3.0"]);
    assert!(met("MIT") && met("MIT/Apache-2.0") && met("Apache-2.0 OR MIT") && met("GPL-3.0 AND MIT OR MIT"));
    assert!(met("(MIT OR Apache-2.0) AND Unicode-3.0"));
    assert!(!met("Apache-2.0") && !met("MIT AND GPL-3.0") && !met("MIT WITH X-exception") && !met(""));
    assert!(!met("(MIT") && !met("MIT Unicode-3.0"));
}

#[test]
fn every_direct_dependency_says_why_it_is_here() {
    let metadata = metadata().unwrap();
    let root = text(&metadata["resolve"]["root"]);
    let list = metadata["packages"].as_array().into_iter().flatten();
    let declared =
        list.filter(|p| text(&p["id"]) == root).flat_map(|p| p["dependencies"].as_array()).flatten();
    let names = declared.map(|d| text(if d["rename"].is_null() { &d["name"] } else { &d["rename"] }));
    let reasons = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/dependencies.md")).unwrap();
    let silent: Vec<String> = names.filter(|name| !reasons.contains(&format!("\n| {name} | "))).collect();
    assert!(silent.is_empty(), "docs/dependencies.md has no line for {silent:?}");
}
