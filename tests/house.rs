//! Holds the house rules: who may import whom, who may touch files and clocks, how a file begins and how long it is.
//!
//! Reads the source as text. `docs/architecture.md` says in words what stands here as tables. Tests inside the source
//! are left out of every rule but the first line: they may use what they like.

#![expect(clippy::disallowed_methods, reason = "a test reads and writes files of its own")]

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

#[path = "house/source.rs"]
mod source;

use source::{Named, Source};

/// A layer, and the layers that it may use beside itself. From the ground up.
const LAYERS: &[(&str, &[&str])] = &[
    ("sort", &[]),
    ("text", &["sort"]),
    ("error", &["text"]),
    ("model", &["text", "sort"]),
    ("insight", &["model", "text", "sort"]),
    ("store", &["model", "text", "sort", "error"]),
    ("export", &["model", "text", "sort", "error"]),
    ("tui", &["insight", "model", "text", "sort"]),
    ("tui::run", &["tui", "store", "export", "insight", "model", "text", "sort", "error"]),
    ("cli", &["tui", "tui::run", "store", "export", "insight", "model", "text", "sort", "error"]),
    ("main", &["cli", "tui", "tui::run", "store", "export", "insight", "model", "text", "sort", "error"]),
];

/// A part of `tui`, and the parts above it, which it must not use.
const ABOVE: &[(&str, &[&str])] =
    &[("widgets", &["screens", "app", "run"]), ("screens", &["app", "run"]), ("app", &["run"])];
/// For the parts of `tui` that are not named there: bindings, actions, effects, theme, undo.
const ABOVE_THE_REST: &[&str] = &["screens", "app", "run"];

/// Who may touch files, the environment and the clock.
const OUTSIDE: &[&str] = &["store", "cli", "tui::run", "main"];
/// What only they may name.
const OUTSIDE_ONLY: &[&[&str]] = &[
    &["std", "fs"],
    &["std", "env"],
    &["std", "time", "SystemTime"],
    &["std", "time", "Instant", "now"],
    &["jiff", "Timestamp", "now"],
    &["jiff", "Zoned", "now"],
];

/// Who draws; nobody else knows a terminal.
const DRAWS: &[&str] = &["tui", "tui::run", "cli", "main"];
/// What only they may name.
const DRAWS_ONLY: &[&[&str]] = &[&["ratatui"], &["crossterm"]];

/// Where chance is passed in.
const NO_CHANCE: &[&str] = &["text", "model", "insight"];

/// Lines of a file, tests aside.
const LONGEST: usize = 400;

/// The source, by path from the crate's folder, with slashes.
struct House {
    texts: BTreeMap<String, String>,
    sources: BTreeMap<String, Source>,
    /// Module path (`model::session`) to file.
    modules: BTreeMap<String, String>,
}

/// One use of one file by another.
struct Use<'a> {
    from: &'a str,
    to: &'a str,
    named: &'a Named,
}

impl House {
    fn new(texts: BTreeMap<String, String>) -> Self {
        let mut sources: BTreeMap<String, Source> =
            texts.iter().map(|(file, text)| (file.clone(), source::read(text))).collect();
        let modules: BTreeMap<String, String> =
            texts.keys().map(|file| (module(file), file.clone())).collect();
        let of_tests: Vec<String> = sources
            .iter()
            .flat_map(|(file, source)| source.test_modules.iter().map(|name| join(&module(file), name)))
            .collect();
        for (file, source) in &mut sources {
            let module = module(file);
            source.is_test |=
                of_tests.iter().any(|test| module == *test || module.starts_with(&format!("{test}::")));
        }
        Self { texts, sources, modules }
    }

    /// The crate's own source.
    fn here() -> Self {
        let mut texts = BTreeMap::new();
        read_folder(Path::new(env!("CARGO_MANIFEST_DIR")), "src", &mut texts);
        Self::new(texts)
    }

    /// Files that are no tests.
    fn files(&self) -> impl Iterator<Item = (&str, &Source)> {
        self.sources
            .iter()
            .filter(|(_, source)| !source.is_test)
            .map(|(file, source)| (file.as_str(), source))
    }

    /// A path as seen from the crate's root (`crate::…`) or as another crate's (`std::…`).
    fn absolute(&self, file: &str, named: &Named) -> Vec<String> {
        let here = module(file);
        let mut parts = named.parts.clone();
        let import = named.import.is_some();
        if !import && let Some(path) = self.name(file, &parts[0]) {
            let rest = parts.split_off(1);
            parts = path.parts.clone();
            parts.extend(rest);
        }
        let mut base: Vec<String> = match parts[0].as_str() {
            "crate" | "casebook" => Vec::new(),
            "self" | "super" => split(&here),
            child if self.modules.contains_key(&join(&here, child)) => {
                let mut base = split(&here);
                base.push(child.to_owned());
                base
            }
            _ => return parts,
        };
        let up = parts.iter().filter(|part| *part == "super").count();
        base.truncate(base.len().saturating_sub(up));
        let rest = parts.iter().skip(1).filter(|p| *p != "super").cloned();
        ["crate".to_owned()].into_iter().chain(base).chain(rest).collect()
    }

    /// The `use` that brings a name into a file.
    fn name(&self, file: &str, name: &str) -> Option<&Named> {
        let brings = |named: &&Named| named.import.as_ref().is_some_and(|i| i.name.as_deref() == Some(name));
        self.sources.get(file)?.paths.iter().find(brings)
    }

    /// The file in which what `path` names is written. Names that a module gives on are followed to their origin.
    fn origin(&self, path: &[String], depth: usize) -> Option<&str> {
        let ["crate", ..] = [path.first()?.as_str()] else { return None };
        let longest = (1..=path.len()).rev().find(|n| self.modules.contains_key(&path[1..*n].join("::")))?;
        let file = self.modules.get(&path[1..longest].join("::"))?;
        let given_on = path.get(longest).and_then(|name| self.name(file, name));
        if let (Some(named), true) = (given_on, depth < 8) {
            let mut next = self.absolute(file, named);
            next.extend(path[longest + 1..].iter().cloned());
            if next.first().is_some_and(|p| p == "crate") && next != path {
                return self.origin(&next, depth + 1);
            }
        }
        Some(file)
    }

    /// Every use of one file by another. That a module gives its own children's names on is no use.
    fn uses(&self) -> Vec<Use<'_>> {
        let mut found = Vec::new();
        for (from, source) in self.files() {
            for named in &source.paths {
                let Some(to) = self.origin(&self.absolute(from, named), 0) else { continue };
                let again = named.import.as_ref().is_some_and(|i| i.again);
                if to != from && !(again && within(from, to)) {
                    found.push(Use { from, to, named });
                }
            }
        }
        found
    }

    /// Imports that run upward.
    fn upward(&self) -> Vec<String> {
        let mut found = Vec::new();
        for (file, _) in self.files() {
            let layer = layer(file);
            if layer != "lib" && !LAYERS.iter().any(|(name, _)| *name == layer) {
                found.push(format!(
                    "{file}: `{layer}` is no layer of the house: give it a place in tests/house.rs"
                ));
            }
        }
        for Use { from, to, named } in self.uses() {
            let (below, above) = (layer(from), layer(to));
            let may = LAYERS.iter().find(|(name, _)| *name == below).map_or(&[][..], |(_, may)| may);
            let inner = below.starts_with("tui") && above.starts_with("tui");
            let mut wrong = below != above && !may.contains(&above.as_str()) && below != "lib";
            if inner && let (Some(lower), Some(upper)) = (part_of_tui(from), part_of_tui(to)) {
                let above =
                    ABOVE.iter().find(|(name, _)| *name == lower).map_or(ABOVE_THE_REST, |(_, above)| above);
                wrong = lower != upper && lower != "run" && above.contains(&upper.as_str());
            }
            if wrong {
                let (line, path) = (named.line, named.parts.join("::"));
                found.push(format!("{from}:{line}: `{path}` is in {to}, which stands above"));
            }
        }
        found
    }

    /// Pairs of files, and pairs of neighbouring folders, that import each other. A file and the files that it is
    /// split into (`plan.rs` and `plan/card.rs`) are one subject: between them it is allowed.
    fn circles(&self) -> Vec<String> {
        let uses = self.uses();
        let mut pairs: BTreeMap<(String, String), String> = BTreeMap::new();
        for Use { from, to, named } in &uses {
            if within(from, to) || within(to, from) {
                continue;
            }
            let place = format!("{from}:{}: `{}`", named.line, named.parts.join("::"));
            pairs.entry(((*from).to_owned(), (*to).to_owned())).or_insert_with(|| place.clone());
            if let Some((one, other)) = folders(from, to) {
                pairs.entry((one, other)).or_insert(place);
            }
        }
        let back = |(one, other): &(String, String)| pairs.get(&(other.clone(), one.clone()));
        pairs
            .iter()
            .filter(|(pair, _)| pair.0 < pair.1)
            .filter_map(|(pair, there)| {
                Some(format!("{} and {} import each other: {there} · {}", pair.0, pair.1, back(pair)?))
            })
            .collect()
    }

    /// Files, clocks, terminals and chance where they must not be known.
    fn worldly(&self) -> Vec<String> {
        let mut found = Vec::new();
        for (file, source) in self.files() {
            let layer = layer(file);
            let mut banned: Vec<(&[&str], &str)> = Vec::new();
            if !OUTSIDE.contains(&layer.as_str()) {
                banned.extend(
                    OUTSIDE_ONLY.iter().map(|path| (*path, "no file, no environment, no clock here")),
                );
            }
            if !DRAWS.contains(&layer.as_str()) {
                banned.extend(DRAWS_ONLY.iter().map(|path| (*path, "no terminal here")));
            }
            for named in &source.paths {
                let path = self.absolute(file, named);
                if NO_CHANCE.contains(&layer.as_str()) && draws_lots(&path) {
                    found.push(format!(
                        "{file}:{}: `{}`: the seed is passed in",
                        named.line,
                        named.parts.join("::")
                    ));
                }
                if let Some((_, why)) = banned
                    .iter()
                    .find(|(ban, _)| ban.len() <= path.len() && ban.iter().zip(&path).all(|(b, p)| b == p))
                {
                    found.push(format!("{file}:{}: `{}`: {why}", named.line, named.parts.join("::")));
                }
            }
        }
        found
    }

    /// Files that don't begin with what they are for.
    fn untitled(&self) -> Vec<String> {
        let titled = |text: &str| text.strip_prefix("//!").is_some_and(|rest| rest.starts_with(' '));
        let wrong = self.texts.iter().filter(|(_, text)| !titled(text));
        wrong.map(|(file, _)| format!("{file}:1: begin with `//!` and what the file is for")).collect()
    }

    /// Files that have grown too long.
    fn long(&self) -> Vec<String> {
        let long = self.files().filter(|(_, source)| source.lines > LONGEST);
        long.map(|(file, s)| format!("{file}: {} lines without tests: split it before {LONGEST}", s.lines))
            .collect()
    }
}

fn read_folder(root: &Path, folder: &str, texts: &mut BTreeMap<String, String>) {
    for entry in fs::read_dir(root.join(folder)).into_iter().flatten().flatten() {
        let path = format!("{folder}/{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            read_folder(root, &path, texts);
        } else if path.ends_with(".rs")
            && let Ok(text) = fs::read_to_string(entry.path())
        {
            texts.insert(path, text);
        }
    }
}

/// `src/model/session/mod.rs` is `model::session`, `src/lib.rs` is the root. `main.rs` is a crate of its own.
fn module(file: &str) -> String {
    let path = file.trim_start_matches("src/").trim_end_matches(".rs");
    let path = path.strip_suffix("/mod").unwrap_or(path);
    if path == "lib" { String::new() } else { path.replace('/', "::") }
}

fn join(module: &str, child: &str) -> String {
    if module.is_empty() { child.to_owned() } else { format!("{module}::{child}") }
}

fn split(module: &str) -> Vec<String> {
    module.split("::").filter(|part| !part.is_empty()).map(str::to_owned).collect()
}

/// Whether `file` is one of those that `parent` is split into.
fn within(parent: &str, file: &str) -> bool {
    module(parent).is_empty() || module(file).starts_with(&format!("{}::", module(parent)))
}

/// The first part of a module's path, or `tui::run` for what carries effects out.
fn layer(file: &str) -> String {
    match &split(&module(file))[..] {
        [] => "lib".to_owned(),
        [tui, run, ..] if tui == "tui" && run == "run" => "tui::run".to_owned(),
        [first, ..] => first.clone(),
    }
}

/// `widgets`, `screens`, `keymap`, …; none for `tui/mod.rs` itself.
fn part_of_tui(file: &str) -> Option<String> {
    split(&module(file)).get(1).cloned()
}

/// Whether a path takes chance from nowhere. A generator with a given seed is arithmetic.
fn draws_lots(path: &[String]) -> bool {
    let part = |n: usize| path.get(n).map(String::as_str);
    part(0) == Some("fastrand") && (part(1) != Some("Rng") || part(2) == Some("new"))
}

/// The two folders, side by side, in which two files lie.
fn folders(from: &str, to: &str) -> Option<(String, String)> {
    let (from, to): (Vec<&str>, Vec<&str>) = (from.split('/').collect(), to.split('/').collect());
    let same = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
    let folder = |path: &[&str]| (path.len() > same + 1).then(|| path[..=same].join("/") + "/");
    Some((folder(&from)?, folder(&to)?))
}

fn house(files: &[(&str, &str)]) -> House {
    House::new(files.iter().map(|(file, text)| ((*file).to_owned(), (*text).to_owned())).collect())
}

#[track_caller]
fn none(found: &[String]) {
    assert!(found.is_empty(), "the house has rules that this breaks:\n  {}\n", found.join("\n  "));
}

#[test]
fn no_import_runs_upward() {
    let house = House::here();
    assert!(house.uses().len() > 10, "the source was not found");
    none(&house.upward());
}

#[test]
fn no_two_files_import_each_other() {
    none(&House::here().circles());
}

#[test]
fn only_the_outside_knows_files_clocks_and_terminals() {
    none(&House::here().worldly());
}

#[test]
fn every_file_begins_with_what_it_is_for() {
    none(&House::here().untitled());
}

#[test]
fn no_file_is_too_long() {
    none(&House::here().long());
}

#[test]
fn an_import_that_runs_upward_is_found() {
    let found = |file: &str, text: &str| {
        let others = [
            ("src/lib.rs", ""),
            ("src/text/mod.rs", ""),
            ("src/model/mod.rs", "pub mod id;\npub use id::StepId;"),
            ("src/model/id.rs", "pub struct StepId;"),
            ("src/insight/mod.rs", ""),
            ("src/store/mod.rs", ""),
            ("src/cli/mod.rs", ""),
            ("src/tui/mod.rs", ""),
            ("src/tui/app.rs", ""),
            ("src/tui/run.rs", "use crate::store::Places;"),
            ("src/tui/keymap.rs", ""),
            ("src/tui/widgets/mod.rs", ""),
            ("src/tui/screens/mod.rs", ""),
        ];
        let mut files: Vec<(&str, &str)> = others.into_iter().filter(|(name, _)| *name != file).collect();
        files.push((file, text));
        house(&files).upward().len()
    };
    assert_eq!(found("src/text/fold.rs", "use crate::model::StepId;"), 1);
    assert_eq!(found("src/model/plan.rs", "fn f() { crate::store::load() }"), 1);
    assert_eq!(found("src/model/plan.rs", "use super::super::insight;"), 1);
    assert_eq!(found("src/model/plan.rs", "use super::StepId; use crate::text::fold;"), 0);
    assert_eq!(found("src/store/bank.rs", "use crate::{insight, model};"), 1);
    assert_eq!(found("src/tui/app.rs", "use crate::store;"), 1);
    assert_eq!(found("src/tui/app.rs", "use super::run;"), 1);
    assert_eq!(found("src/tui/run/clock.rs", "use crate::{store, tui::app};"), 0);
    assert_eq!(found("src/tui/widgets/help.rs", "use super::super::screens;"), 1);
    assert_eq!(found("src/tui/widgets/help.rs", "use crate::tui::keymap;"), 0);
    assert_eq!(found("src/tui/screens/home.rs", "use crate::tui::{app, widgets};"), 1);
    assert_eq!(found("src/tui/keymap.rs", "use super::screens;"), 1);
    assert_eq!(found("src/main.rs", "use casebook::cli;"), 0);
    assert_eq!(found("src/net/mod.rs", ""), 1);
    // A name that is given on counts where it is written.
    assert_eq!(found("src/tui/mod.rs", "pub use crate::store::Places;"), 1);
}

#[test]
fn a_circle_is_found() {
    let model = "pub mod answer;\npub mod framework;\npub use answer::Role;\npub use framework::Kind;";
    let found = house(&[
        ("src/lib.rs", "pub mod model;"),
        ("src/model/mod.rs", model),
        ("src/model/answer.rs", "use super::Kind;"),
        ("src/model/framework.rs", "fn f() -> super::Role { crate::model::Role::new() }"),
    ]);
    assert_eq!(found.circles().len(), 1, "{:?}", found.circles());
    let found = house(&[
        ("src/tui/screens/home/mod.rs", "use crate::tui::screens::brief::list::A;"),
        ("src/tui/screens/brief/mod.rs", "use crate::tui::screens::home::B;"),
        ("src/tui/screens/brief/list.rs", ""),
    ]);
    assert_eq!(found.circles().len(), 1, "{:?}", found.circles());
    let found = house(&[
        ("src/model/plan.rs", "mod card;\nuse card::Card;"),
        ("src/model/plan/card.rs", "use super::Change;"),
    ]);
    assert!(found.circles().is_empty());
}

#[test]
fn a_clock_in_the_model_is_found() {
    let found = |file: &str, text: &str| house(&[(file, text)]).worldly().len();
    assert_eq!(found("src/model/a.rs", "use std::{env, fmt};"), 1);
    assert_eq!(found("src/tui/app.rs", "use jiff::Timestamp;\nfn f() { Timestamp::now(); }"), 1);
    assert_eq!(found("src/tui/app.rs", "use std::time::Instant as I;\nfn f() { I::now(); }"), 1);
    assert_eq!(found("src/tui/run.rs", "use std::fs;"), 0);
    assert_eq!(found("src/tui/app.rs", "#[cfg(test)]\nmod tests { use std::fs; }"), 0);
    assert_eq!(found("src/store/a.rs", "use crossterm::event;"), 1);
    assert_eq!(found("src/insight/a.rs", "fn f() { fastrand::u64(..) }"), 1);
    assert_eq!(found("src/insight/a.rs", "use fastrand::Rng;\nfn f() { Rng::new() }"), 1);
    assert_eq!(found("src/insight/a.rs", "fn f() { fastrand::Rng::with_seed(1) }"), 0);
}

#[test]
fn long_and_untitled_files_are_found() {
    let long = "//! Long.\n".to_owned() + &"fn f() {}\n".repeat(LONGEST);
    let tests = "//! Short.\n#[cfg(test)]\nmod tests {\n".to_owned() + &"fn f() {}\n".repeat(LONGEST) + "}\n";
    let found = house(&[("src/a.rs", &long), ("src/b.rs", &tests), ("src/c.rs", "fn f() {}")]);
    assert_eq!((found.long().len(), found.untitled().len()), (1, 1));
}

#[test]
fn every_rule_names_layers_that_are_in_the_table() {
    let known: BTreeSet<&str> = LAYERS.iter().map(|(name, _)| *name).collect();
    let named = LAYERS.iter().flat_map(|(_, may)| may.iter()).chain(OUTSIDE).chain(DRAWS).chain(NO_CHANCE);
    assert!(named.into_iter().all(|name| known.contains(name)));
}
