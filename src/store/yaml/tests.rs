//! What comes through the gates for YAML, what is turned away, and where it is said to be wrong.

use std::path::Path;

use proptest::prelude::*;

use super::*;
use crate::model::Question;

const QUESTION: &str = "id: a\nx-free: {b: [1]}\ntype: t\ntitle: T\ndifficulty: easy\nskills: &s [a, 'b']\ntopics: *s\n\
    brief:\n  say: |\n    one\n    two\n  facts: [{about: x, answer: \"y\"}]\nsteps:\n  goal: {x-a: 1, say: s}\n  \
    m:\n    answer:\n      - {a: 1, b: yes}\n      - c: d\n";

fn read(text: &str) -> (Option<Question>, Vec<Problem>) {
    match self::text(Path::new("q.yaml"), text.as_bytes().to_vec(), BANK_LIMIT) {
        Err(problem) => (None, vec![problem]),
        Ok(text) => match Document::read(Path::new("q.yaml"), text) {
            Err(problem) => (None, vec![problem]),
            Ok(mut document) => document.parse(None),
        },
    }
}

#[test]
fn a_question_survives_writing_and_reading() {
    let (question, problems) = read(QUESTION);
    assert_eq!(problems, []);
    let written = to_string(&question.clone().unwrap()).unwrap();
    assert_eq!(read(&written), (question, vec![]));
}

#[test]
fn a_session_may_have_keys_that_nobody_knows() {
    let value: Mapping = parse(Path::new("s.yaml"), "format: 1\nx: [a]\nnew: {b: c}\n").unwrap();
    assert_eq!(value.len(), 3);
    let problem = parse::<Mapping>(Path::new("s.yaml"), "a: [\n").unwrap_err();
    assert_eq!((problem.line, problem.col), (2, 1));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn text_goes_out_and_comes_back(text in any::<String>()) {
        prop_assume!(!text.contains('\u{feff}'));
        let written = to_string(&[&text]).unwrap();
        let back: Vec<String> = parse(Path::new("t.yaml"), &written).unwrap();
        prop_assert_eq!(back, vec![text]);
    }

    #[test]
    fn what_yaml_forbids_is_found_wherever_it_stands(
        before in "[a-zé–支]{0,9}",
        c in prop_oneof![any::<char>(), prop::char::range('\u{1}', '\u{a0}'), prop::char::range('\u{fff0}', '\u{ffff}')],
        behind in "[ a-zé]{0,9}",
    ) {
        prop_assume!(!matches!(c, '\0' | '\u{feff}'));
        let allowed = matches!(c, '\t' | '\n' | '\r' | '\u{85}');
        let forbidden = c.is_control() && !allowed || matches!(c, '\u{fffe}' | '\u{ffff}');
        let read = text(Path::new("t.yaml"), format!("{before}{c}{behind}").into_bytes(), BANK_LIMIT);
        prop_assert_eq!(read.is_err(), forbidden, "{:?}", c);
    }

    #[test]
    fn no_slip_of_the_keyboard_panics(
        slips in proptest::collection::vec((0usize..400, "[ \n\t:{}\\[\\],\"'#&*~|>é-]|x-|\\PC"), 1..5),
    ) {
        let mut chars: Vec<char> = QUESTION.chars().collect();
        for (at, typed) in slips {
            let at = at % chars.len();
            chars.splice(at..(at + typed.len() % 3).min(chars.len()), typed.chars());
        }
        let text: String = chars.into_iter().collect();
        let (question, problems) = read(&text);
        prop_assert!(question.is_some() || !problems.is_empty());
        let lines = text.lines().count() + 1;
        prop_assert!(problems.iter().all(|problem| problem.line <= lines), "{:?}", problems);
    }
}

#[test]
fn an_item_in_braces_goes_whole_even_where_one_of_its_keys_went_first() {
    #[derive(serde::Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Item {
        id: String,
        #[serde(rename = "title")]
        _title: String,
    }
    #[derive(serde::Deserialize)]
    struct List {
        items: Vec<Item>,
    }
    let text = "items:\n  - {id: a, title: T}\n  - {id: b, titel: U}\n  - {id: c, title: W}\n";
    let mut document = Document::read(Path::new("x"), text.to_owned()).unwrap();
    let (list, problems) = document.parse::<List>(Some("items"));
    let told: Vec<(usize, usize)> = problems.iter().map(|problem| (problem.line, problem.col)).collect();
    assert_eq!(told, [(3, 13), (3, 5)]);
    let ids: Vec<String> = list.unwrap().items.into_iter().map(|item| item.id).collect();
    assert_eq!(ids, ["a", "c"]);
}
