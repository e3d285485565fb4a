//! `casebook import` as a coach meets it: awkward tables and lists, and no word of them lost.

#![expect(clippy::disallowed_methods, reason = "a test reads and writes files of its own")]
#![expect(clippy::unwrap_used, reason = "a test that cannot write its own files has failed")]

use std::{
    fs,
    path::Path,
    process::{Command, Stdio},
    sync::LazyLock,
};

use casebook::{
    insight::intake::{Columns, Ids, Known, Word, found},
    model::{Bank, Difficulty, Draft},
    store::{bank, list, skeleton},
    text::{
        fold::fold,
        input::{normalise, single_line},
    },
};
use proptest::prelude::*;
use serde_yaml::Value;

/// Status, stdout, stderr.
fn import(folder: &Path, args: &[&str]) -> (i32, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_casebook"));
    command.env_clear().env("CASEBOOK_HOME", folder.join("home")).current_dir(folder).stdin(Stdio::null());
    let output = command.arg("import").args(args).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

fn folder(name: &str, text: &[u8]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join(name), text).unwrap();
    folder
}

fn yaml(folder: &Path, name: &str) -> Value {
    serde_yaml::from_str(&fs::read_to_string(folder.join(name)).unwrap()).unwrap()
}

const TABLE: &str = "\u{feff}Question;Type;Company;Difficulty;Skills;Answer;Round\r
\"Why did rides; fall in Malmö?\";Root cause;alibaba;Hard;\"Metric Analysis, SQL\";\"First look\r
at \"\"data\"\"\";2\r
如何评价支付宝的成功？;success-metrics;;难;;;\r
;;Bolt;;;;\r
\"Why did rides; fall in Malmo\";;;;;;\r
Should we pay more?;tradeoff;Boltt;hardish;;;\r
";

#[test]
fn a_spreadsheet_becomes_questions_to_fill_in() {
    let folder = folder("list.csv", TABLE.as_bytes());
    let at = folder.path();
    let (status, out, err) =
        import(at, &["list.csv", "-o", "bank", "--type", "trade-off", "--difficulty", "easy"]);
    assert_eq!(status, 0, "{err}");
    let names: Vec<&str> = out.lines().collect();
    let malmo = "bank/why-did-rides-fall-in-malmo.yaml";
    assert_eq!(names, [malmo, "bank/success-metrics-1.yaml", "bank/should-we-pay-more.yaml"]);
    let question = yaml(at, malmo);
    for (key, text) in [
        ("type", "root-cause"),
        ("title", "Why did rides; fall in Malmö?"),
        ("difficulty", "hard"),
        ("company", "Alibaba"),
        ("x-notes", "First look\nat \"data\""),
        ("x-round", "2"),
    ] {
        assert_eq!(question[key], Value::from(text), "{key}");
    }
    assert_eq!(question["skills"], serde_yaml::from_str::<Value>("[metric analysis, SQL]").unwrap());
    assert_eq!(question["brief"]["say"], question["title"]);
    assert!(question["steps"]["hypotheses"]["answer"][0].get("side").is_some());
    let other = yaml(at, "bank/should-we-pay-more.yaml");
    assert_eq!((&other["x-type"], &other["x-difficulty"]), (&"tradeoff".into(), &"hardish".into()));
    for said in [
        "list.csv:5: left out: there is no question",
        "list.csv:6: left out: line 2 asks the same",
        "3 questions written, 2 left out",
    ] {
        assert!(err.contains(said), "{said}\n{err}");
    }
}

#[test]
fn a_second_import_overwrites_nothing() {
    let folder = folder("list.csv", TABLE.as_bytes());
    let at = folder.path();
    let args = ["list.csv", "--type", "trade-off", "--difficulty", "easy"];
    fs::write(at.join("why-did-rides-fall-in-malmo.yaml"), "title: another question\n").unwrap();
    assert!(import(at, &args).1.contains("why-did-rides-fall-in-malmo-2.yaml"));
    let (status, out, err) = import(at, &args);
    assert_eq!((status, out.as_str()), (0, ""));
    assert!(err.contains("should-we-pay-more.yaml holds it already"), "{err}");
    let title = &yaml(at, "why-did-rides-fall-in-malmo.yaml")["title"];
    assert_eq!(*title, "another question");
    let known = "title,type,difficulty\nWhat metrics would you use to evaluate Alibaba's Alipay payment service?,success-metrics,easy\n";
    fs::write(
        at.join("known.csv"),
        format!("id,{}", known.replace("\nWhat", "\nalipay-success-metrics,What")),
    )
    .unwrap();
    assert!(import(at, &["known.csv"]).2.contains("the bank has it already"));
}

#[test]
fn what_is_open_is_named_and_nothing_is_written() {
    let folder = folder("list.csv", TABLE.as_bytes());
    let at = folder.path();
    let (status, out, err) = import(at, &["list.csv", "-o", "bank"]);
    assert_eq!((status, out.as_str()), (2, ""));
    insta::assert_snapshot!(err);
    assert!(!at.join("bank").exists());
    let (status, _, err) = import(at, &["list.csv", "--type", "trade-of"]);
    assert!(status == 2 && err.contains("did you mean \"trade-off\"?"), "{err}");
    assert_eq!(fs::read_dir(at).unwrap().count(), 1, "nothing was written");
}

#[test]
fn a_list_in_markdown_takes_its_types_from_the_headings() {
    let text = "# Mocks in March\n\nTwo for every week.\n\n## Root cause\n\n### Hard\n\n- Why did **rides** fall?\n  - In Malmö, since Monday.\n\
                - Why do refunds rise?\n\n## trade-off\n\n1. Should we pay more? [source](http://example.org/1)\n";
    let folder = folder("list.md", text.as_bytes());
    let at = folder.path();
    let (status, out, err) = import(at, &["list.md", "--difficulty", "medium"]);
    assert_eq!((status, out.lines().count()), (0, 3), "{err}");
    let rides = yaml(at, "why-did-rides-fall.yaml");
    assert_eq!((&rides["type"], &rides["difficulty"]), (&"root-cause".into(), &"hard".into()));
    assert_eq!(rides["brief"]["say"], Value::from("- In Malmö, since Monday."));
    assert_eq!(rides["topics"][0], Value::from("Mocks in March"));
    let pay = yaml(at, "should-we-pay-more-source.yaml");
    assert_eq!((&pay["difficulty"], &pay["x-link"]), (&"medium".into(), &"http://example.org/1".into()));
    assert!(err.contains("list.md:3: left out: text outside of a list"), "{err}");
}

#[test]
fn columns_may_be_named_and_odd_files_are_told_plainly() {
    let text = "Warm-up\tWhich\tRound\nA tram line?\ttrade-off\t1\n";
    let folder = folder("list.tsv", text.as_bytes());
    let at = folder.path();
    let (status, _, err) = import(at, &["list.tsv"]);
    assert!(status == 2 && err.contains("--map COLUMN=title") && err.contains("\"Warm-up\""), "{err}");
    let maps =
        ["--map", "warm-up=title", "--map", "Which=type", "--map", "Round=topics", "--difficulty", "hard"];
    let (status, out, err) = import(at, &[&["list.tsv"], &maps[..]].concat());
    assert_eq!((status, out.as_str()), (0, "a-tram-line.yaml\n"), "{err}");
    assert_eq!(yaml(at, "a-tram-line.yaml")["topics"][0], Value::from("1"));
    for (name, bytes, status, words) in [
        ("a.xlsx", &b"PK"[..], 1, "neither a table"),
        ("a.csv", b"", 1, "no question"),
        ("b.csv", b"question,type\n", 1, "no question"),
        ("c.csv", b"question\nWas \xb2\xbb\n", 1, "c.csv:2:5: byte 0xB2 is not UTF-8"),
        ("d.md", b"Only text.\n", 1, "no question"),
        ("e.csv", b"question\nx\n", 2, "no type"),
    ] {
        fs::write(at.join(name), bytes).unwrap();
        let (ended, _, err) = import(at, &[name]);
        assert!(ended == status && err.contains(words), "{name}: {ended} {err}");
    }
    assert_eq!(import(at, &["nowhere.csv"]).0, 1);
    assert_eq!(import(at, &["list.tsv", "--map", "title"]).0, 2);
}

/// Every text in a value.
fn texts(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::String(text) => found.push(text.clone()),
        Value::Sequence(items) => items.iter().for_each(|item| texts(item, found)),
        Value::Mapping(map) => map.values().for_each(|value| texts(value, found)),
        _ => {}
    }
}

/// Whether a cell stands in a file: as it is, or as labels and lines are written.
fn stands(cell: &str, there: &[String]) -> bool {
    let folded: Vec<String> = there.iter().map(|text| fold(text)).collect();
    let has = |text: &str| folded.contains(&fold(text));
    let mut labels =
        cell.split([',', ';', '|', '\n', '，', '；', '、']).map(str::trim).filter(|label| !label.is_empty());
    there.iter().any(|text| text == cell) || has(&single_line(cell)) || labels.all(has)
}

fn cell() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => "[\\PC\n\"',;\t#:{}\\[\\]-]{0,12}",
        1 => prop::sample::select(vec!["hard", "Trade-off", "root cause", "Alibaba", "~", "null", "- x", "# x", "a, b"])
            .prop_map(str::to_owned),
    ]
}

/// Read once: the test asks it for every table.
static BANK: LazyLock<Bank> = LazyLock::new(bank::built_in);

proptest! {
    #[test]
    fn no_cell_of_a_table_is_lost(
        names in prop::sample::subsequence(
            vec!["Type", "Company", "Product", "Skill", "Industry", "Tags", "Level", "Notes", "Answer", "Brief", "id", "？", "a b", "A-B"], 1..10),
        rows in prop::collection::vec(prop::collection::vec(cell(), 1..12), 1..5),
        separator in prop::sample::select(vec![",", ";", "\t"]),
    ) {
        let quoted = |cell: &str| format!("\"{}\"", cell.replace('"', "\"\""));
        let line = |cells: &mut dyn Iterator<Item = &str>| cells.map(quoted).collect::<Vec<_>>().join(separator);
        let mut text = line(&mut ["Question"].into_iter().chain(names.iter().copied())) + "\n";
        for row in &rows {
            text.push_str(&(line(&mut row.iter().map(String::as_str)) + "\n"));
        }
        let folder = folder("list.csv", text.as_bytes());
        let list = list::read(&folder.path().join("list.csv")).unwrap();
        let bank = &*BANK;
        let (columns, known) = (Columns::of(&list.columns, &[]).unwrap(), Known::of(bank));
        let rows = rows.iter().filter(|row| row.iter().any(|cell| !cell.trim().is_empty()));
        let rows: Vec<&Vec<String>> = rows.collect();
        prop_assert_eq!(list.entries.len(), rows.len());
        for (row, entry) in rows.into_iter().zip(&list.entries) {
            let Some(found) = found(entry, &columns, &known) else {
                prop_assert!(single_line(row[0].trim()).is_empty(), "{:?}", row);
                continue;
            };
            let kind = if let Word::Known(kind) = &found.kind { kind.clone() } else { "trade-off".into() };
            let id = Ids::of(found.id.as_deref(), &found.draft.title, &kind).next().unwrap();
            let draft = Draft { id: id.as_str().into(), kind: kind.clone(), difficulty: Some(Difficulty::Easy), ..found.draft.clone() };
            let file = skeleton::question(&draft, &bank.frameworks[&kind]).unwrap();
            let value: Value = serde_yaml::from_str(&file).unwrap();
            let mut there = Vec::new();
            texts(&value, &mut there);
            // What was settled is kept beside it by the command.
            there.extend(found.id.clone());
            match &found.kind {
                Word::Known(kind) => there.extend([kind.to_string(), kind.as_str().replace('-', " ")]),
                Word::Unknown(word) => there.push(word.clone()),
                Word::Missing => {}
            }
            match &found.difficulty {
                Word::Known(_) => there.push("hard".to_owned()),
                Word::Unknown(word) => there.push(word.clone()),
                Word::Missing => {}
            }
            for cell in row.iter().map(|cell| normalise(cell)) {
                prop_assert!(stands(cell.trim(), &there), "{:?} is lost\n{}", cell, file);
            }
        }
    }
}

/// A table of three hundred rows as a coach abroad has it: semicolons, quotes, newlines in cells, Chinese.
fn long_table() -> String {
    let types = ["Success metrics", "root-cause", "Trade-off", "product design", "Product improvement"];
    let (levels, towns) = (["easy", "Medium", "HARD"], ["Lyon", "杭州", "Malmö"]);
    let mut table = "\u{feff}Frage;Question;Type;Difficulty;Company;Topics;Notes\r\n".to_owned();
    for n in 0..300 {
        let (town, kind, level) = (towns[n % 3], types[n % 5], levels[n / 7 % 3]);
        let title = match n % 3 {
            0 => format!("\"Why did \"\"parcel {n}\"\" arrive late; in {town}?\""),
            1 => format!("{town}第{n}号快递为什么晚到？"),
            _ => format!("Should depot {n} in {town} open at night?"),
        };
        table += &format!(
            "{n};{title};{kind};{level};Depot AB;\"parcels, nights\";\"first line\r\nsecond {n}\"\r\n"
        );
    }
    table
}

#[test]
fn three_hundred_rows_are_imported_checked_and_found_and_a_second_time_nothing_is_added() {
    let folder = folder("list.csv", long_table().as_bytes());
    let at = folder.path();
    let (status, out, err) = import(at, &["list.csv", "-o", "bank"]);
    assert_eq!((status, out.lines().count()), (0, 300), "{err}");
    let (status, again, err) = import(at, &["list.csv", "-o", "bank"]);
    assert_eq!((status, again.as_str()), (0, ""), "{err}");
    assert_eq!(fs::read_dir(at.join("bank")).unwrap().count(), 300);

    // What is missing is what the coach is to fill in, and nothing else.
    let checked = bank::check(&[at.join("bank")]);
    assert_eq!(checked.holds[0], (300, "question"));
    let open: Vec<String> = checked
        .problems
        .iter()
        .filter(|problem| !problem.message.contains("empty") && !problem.message.contains("no value"))
        .map(ToString::to_string)
        .collect();
    assert_eq!(open, [""; 0]);

    let found = |words: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_casebook"));
        command.env_clear().env("CASEBOOK_HOME", at.join("home")).current_dir(at);
        let output = command.args(["--bank", "bank", "questions", "--json"]).args(words).output().unwrap();
        let list: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        let titles =
            list["items"].as_array().unwrap().iter().map(|item| item["title"].as_str().unwrap().to_owned());
        titles.collect::<Vec<String>>()
    };
    assert_eq!(found(&["--company", "Depot AB"]).len(), 300);
    assert_eq!(found(&["杭州第7号快递"])[0], "杭州第7号快递为什么晚到？");
    assert_eq!(found(&["--type", "trade-off", "--topic", "nights", "depot"]).len(), 60);
    assert_eq!(found(&["malmo", "night", "depot", "299"])[0], "Should depot 299 in Malmö open at night?");
}

#[test]
fn a_quote_that_is_never_closed_is_told_where_it_opens() {
    let folder = folder(
        "list.csv",
        b"title,type,difficulty\nA,trade-off,easy\n\"Why,root-cause,hard\nB,trade-off,easy\n",
    );
    let (status, out, err) = import(folder.path(), &["list.csv"]);
    assert_eq!((status, out.as_str()), (1, ""));
    assert!(err.contains("list.csv:3:") && err.contains("never closed"), "{err}");
}

#[test]
fn an_id_that_is_a_device_elsewhere_gets_a_number() {
    let folder = folder(
        "list.csv",
        b"Question,Type,Difficulty,Id\nNul?,trade-off,easy,\nHow much?,trade-off,easy,../../con\n",
    );
    let (status, out, err) = import(folder.path(), &["list.csv", "-o", "bank"]);
    assert_eq!((status, out.as_str()), (0, "bank/nul-2.yaml\nbank/con-2.yaml\n"), "{err}");
}
