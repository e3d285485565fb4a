//! A big bank: as many questions as one likes, all of them sound, of made-up companies. The same seed gives the same files.
//! Reads nothing.

use std::{
    collections::BTreeMap,
    fs,
    path::Path,
    time::{Duration, SystemTime},
};

use casebook::{
    model::{
        Bank, Field, FieldId, Framework, Kind, Question, Role, Vocabulary,
        framework::FieldType,
        question::{
            Brief, Difficulty, Fact, FollowUpAsk, Source, SourceKind, Variant, Weak, When, Worked,
            WorkedAnswer, WorkedRow,
        },
    },
    store::bank::built_in,
};
use fastrand::Rng;
use serde::Serialize;

#[path = "big_bank_words.rs"]
mod words;

use words::{CHINESE, COMPANIES, OCCASIONS, PRODUCTS, TITLES, WORDS};

/// The most questions in a file that lists them.
const LISTED: usize = 200;
/// One question of so many stands in such a list.
const IN_LISTS: usize = 5;
/// Primes, so that each company and each product meets every type.
const SO_MANY_COMPANIES: usize = 149;
const SO_MANY_PRODUCTS: usize = 97;

/// A file of several questions.
#[derive(Serialize)]
struct List<'a> {
    questions: &'a [Question],
}

/// Writes a bank of that many questions into a folder, as if it had been an hour ago: most in files of their own, by
/// type, some in lists.
pub fn write(folder: &Path, count: usize, seed: u64) {
    let questions = questions(count, seed);
    let (alone, listed) = questions.split_at(count - count / IN_LISTS);
    for question in alone {
        let of_type = folder.join(question.kind.as_str());
        fs::create_dir_all(&of_type).unwrap();
        put(&of_type.join(format!("{}.yaml", question.id)), &serde_yaml::to_string(question).unwrap());
    }
    let lists = folder.join("lists");
    fs::create_dir_all(&lists).unwrap();
    for (number, questions) in listed.chunks(LISTED).enumerate() {
        let text = serde_yaml::to_string(&List { questions }).unwrap();
        put(&lists.join(format!("list-{number:02}.yaml")), &text);
    }
}

/// What is new may still change, and is looked at more closely.
fn put(path: &Path, text: &str) {
    fs::write(path, text).unwrap();
    let an_hour_ago = SystemTime::now() - Duration::from_secs(3_600);
    fs::File::options().write(true).open(path).unwrap().set_modified(an_hour_ago).unwrap();
}

/// The questions themselves.
pub fn questions(count: usize, seed: u64) -> Vec<Question> {
    let mut rng = Rng::with_seed(seed);
    let bank = built_in();
    let labels: Vocabulary = serde_yaml::from_str(include_str!("../../questions/labels.yaml")).unwrap();
    (0..count).map(|number| question(number, &bank, &labels, &mut rng)).collect()
}

fn question(number: usize, bank: &Bank, labels: &Vocabulary, rng: &mut Rng) -> Question {
    let frameworks: Vec<&Framework> = bank.frameworks.values().map(|of| &**of).collect();
    let framework = frameworks[number % frameworks.len()];
    let company = pair(COMPANIES, number % SO_MANY_COMPANIES);
    let product = pair(PRODUCTS, number % SO_MANY_PRODUCTS);
    let title = title(&company, &product, rng);
    let facts: Vec<Fact> =
        (0..rng.usize(2..5)).map(|_| Fact { about: start(rng, 4), answer: sentences(rng, 1) }).collect();
    let mut question = Question {
        id: format!("{}-{number:05}", framework.id).into(),
        kind: framework.id.clone(),
        difficulty: [Difficulty::Easy, Difficulty::Medium, Difficulty::Medium, Difficulty::Hard]
            [rng.usize(..4)],
        skills: some(&labels.skills, rng.usize(1..4), rng),
        industries: some(&labels.industries, rng.usize(1..3), rng),
        topics: some(&labels.topics, rng.usize(1..4), rng),
        source: Some(Source { kind: SourceKind::Original, note: Some("Made up.".to_owned()), licence: None }),
        brief: Brief { say: format!("{title} {}", sentences(rng, 2)), facts },
        company: Some(company),
        product: Some(product),
        title,
        steps: BTreeMap::new(),
        follow_ups: Vec::new(),
        variants: Vec::new(),
        weak: None,
    };
    // Some questions are worked out, most in part.
    let first = rng.usize(..framework.steps.len() - 2);
    let metrics = framework.steps.iter().find(|step| step.kind == Kind::Metrics).filter(|_| rng.bool());
    for step in framework.steps[first..].iter().take(2).chain(metrics) {
        let answer = match step.kind {
            Kind::Prose => WorkedAnswer::Prose(sentences(rng, 2)),
            Kind::Metrics => WorkedAnswer::Rows(tree(rng)),
            Kind::Rows | Kind::Flow => {
                let columns = step.columns();
                WorkedAnswer::Rows((0..rng.usize(2..4)).map(|_| row(&columns, rng)).collect())
            }
        };
        let worked = Worked {
            hints: (0..3).map(|_| sentence(rng, 7)).collect(),
            answer: Some(answer),
            say: (rng.usize(..3) == 0).then(|| sentences(rng, 1)),
            prompt: None,
        };
        question.steps.insert(step.id.clone(), worked);
    }
    for n in 0..2 {
        let has_metrics = framework.steps.iter().any(|step| step.kind == Kind::Metrics);
        let (ask, when) = if n == 0 && has_metrics {
            let when = When { has: Some(Role::NorthStar), ..When::default() };
            (format!("And \"{{north_star}}\": {}", sentence(rng, 7)), Some(when))
        } else {
            (sentence(rng, 9), None)
        };
        let listen_for = (0..2).map(|_| sentence(rng, 6)).collect();
        question.follow_ups.push(FollowUpAsk { ask, listen_for, when });
    }
    let expect = vec![framework.steps[first].id.to_string()];
    question.variants.push(Variant { id: format!("flip-{number}"), flip: sentence(rng, 10), expect });
    question.weak = (rng.usize(..4) == 0).then(|| Weak { answer: sentences(rng, 2), why: sentences(rng, 1) });
    question
}

/// Of one to a hundred and twenty characters, some in Chinese and some with accents.
fn title(company: &str, product: &str, rng: &mut Rng) -> String {
    let of = |templates: &[&str], rng: &mut Rng| {
        let template = templates[rng.usize(..templates.len())];
        template.replace("{company}", company).replace("{product}", product)
    };
    if rng.usize(..12) == 0 {
        return of(CHINESE, rng);
    }
    let title = of(TITLES, rng);
    if rng.bool() {
        return title + "?";
    }
    title + " " + OCCASIONS[rng.usize(..OCCASIONS.len())] + "?"
}

fn row(columns: &[Field], rng: &mut Rng) -> WorkedRow {
    let cell = |field: &Field| {
        let text = match field.kind {
            FieldType::Text => start(rng, 5),
            FieldType::Choice => field.choices[rng.usize(..field.choices.len())].clone(),
            FieldType::YesNo => ["yes", "no"][rng.usize(..2)].to_owned(),
            // They refer to other steps, which not every question has worked out.
            FieldType::Metric | FieldType::Row => return None,
        };
        Some((field.id.clone(), text))
    };
    columns.iter().filter_map(cell).collect()
}

fn tree(rng: &mut Rng) -> Vec<WorkedRow> {
    let star = start(rng, 3);
    let metric = |role: Role, under: Option<&str>, line: String| {
        let under = under.map(|name| (FieldId::from("under"), name.to_owned()));
        let rest = [(FieldId::from("role"), role.id().to_owned()), (FieldId::from("line"), line)];
        rest.into_iter().chain(under).collect()
    };
    let ratio = |rng: &mut Rng| format!("{} / {}, 7 days", some_words(rng, 2), some_words(rng, 2));
    vec![
        metric(Role::NorthStar, None, format!("{star} = {}", ratio(rng))),
        metric(Role::Driver, Some(&star), format!("{} = {}", start(rng, 3), ratio(rng))),
        metric(Role::Guardrail, Some(&star), format!("{} <= {} %", start(rng, 3), rng.u32(1..20))),
    ]
}

/// The pair of that number: a first and a second word.
fn pair((first, second): (&[&str], &[&str]), number: usize) -> String {
    format!("{} {}", first[number / second.len() % first.len()], second[number % second.len()])
}

fn some(of: &[String], count: usize, rng: &mut Rng) -> Vec<String> {
    let mut all = of.to_vec();
    rng.shuffle(&mut all);
    all.truncate(count);
    all
}

fn some_words(rng: &mut Rng, count: usize) -> String {
    (0..count).map(|_| WORDS[rng.usize(..WORDS.len())]).collect::<Vec<_>>().join(" ")
}

/// Words, the first with a capital.
fn start(rng: &mut Rng, count: usize) -> String {
    let words = some_words(rng, count);
    let (first, rest) = words.split_at(words.chars().next().map_or(0, char::len_utf8));
    first.to_uppercase() + rest
}

fn sentence(rng: &mut Rng, about: usize) -> String {
    let count = rng.usize(about - 3..about + 4);
    start(rng, count) + "."
}

fn sentences(rng: &mut Rng, count: usize) -> String {
    (0..count).map(|_| sentence(rng, 14)).collect::<Vec<_>>().join(" ")
}
