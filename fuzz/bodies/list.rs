//! A list of questions that was not made for this program: what is found in it becomes questions that load.

use std::{path::Path, sync::LazyLock};

use casebook::{
    insight::intake::{Columns, Ids, Known, Word, found},
    model::{Bank, Difficulty, Draft, FrameworkId},
    store::{
        bank,
        list::{Form, parse},
        skeleton,
    },
};

static BUILT_IN: LazyLock<Bank> = LazyLock::new(bank::built_in);
static KNOWN: LazyLock<Known<'_>> = LazyLock::new(|| Known::of(&BUILT_IN));

/// How many questions of a list are written out.
const MOST: usize = 4;

/// Reads `data` as a table and as Markdown.
pub fn run(data: &[u8]) {
    for form in [Form::Table, Form::Markdown] {
        let Ok(list) = parse(form, Path::new("list"), data.to_vec()) else { continue };
        let Ok(columns) = Columns::of(&list.columns, &[]) else { continue };
        let questions = list.entries.iter().filter_map(|entry| found(entry, &columns, &KNOWN));
        for question in questions.take(MOST) {
            let given = match question.kind {
                Word::Known(kind) => Some(kind),
                Word::Unknown(_) | Word::Missing => None,
            };
            let kind = given.unwrap_or_else(|| FrameworkId::from("success-metrics"));
            let id = Ids::of(question.id.as_deref(), &question.draft.title, &kind).next();
            let id = id.expect("there is always an id");
            let difficulty = Some(Difficulty::Medium);
            let draft = Draft { id: id.as_str().into(), kind, difficulty, ..question.draft };
            written(&draft, &id);
        }
    }
}

/// What is written for an author loads as one question.
fn written(draft: &Draft, id: &str) {
    let framework = &BUILT_IN.frameworks[&draft.kind];
    let text = skeleton::question(draft, framework).expect("a draft can be written");
    let (questions, problems) =
        bank::of_file(Path::new("q.yaml"), text.clone().into_bytes(), false, &BUILT_IN);
    assert!(questions.contains_key(id), "{problems:?}\n{text}");
}
