//! What the authors of the built-in bank promise of every question, and what no reader could check by eye over sixty of
//! them: nothing is copied, notes fit their minutes, figures say where they come from. Judges no answer.

#![expect(clippy::disallowed_methods, reason = "a test reads files of its own")]

#[path = "authors/prose.rs"]
mod prose;

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    sync::Arc,
};

use casebook::{
    insight::findings::{self, Level},
    model::{
        Bank, Framework, Question, Role, Rubric, StepId, Vocabulary, check,
        framework::OPENING_MINUTES,
        plan,
        session::Person,
        start::{self, Options},
        worked,
    },
    store::bank,
};
use prose::{Place, figures, notes, runs, script, sentences, texts, words};

/// Words that notes may have over all steps, contracts excluded: they are typed in the time of the answer.
const NOTES: usize = 250;
/// Words a minute that somebody types who thinks at the same time.
const TYPED: f64 = 30.0;
/// Words a minute that somebody speaks who wants to be understood.
const SPOKEN: f64 = 160.0;
/// So many words in a row are a sentence of somebody's.
const RUN: usize = 8;

fn built_in() -> Bank {
    bank::built_in()
}

/// All that is wrong is told at once.
#[track_caller]
fn none(wrong: &[String]) {
    assert!(wrong.is_empty(), "{} found:\n{}", wrong.len(), wrong.join("\n"));
}

/// Every question, with its framework and its rubric.
#[expect(clippy::unwrap_used, reason = "a bank that is not whole has failed")]
fn whole(bank: &Bank) -> impl Iterator<Item = (&str, Arc<Question>, &Framework, &Rubric)> {
    bank.questions.ids().map(|id| {
        let (question, framework, rubric) = bank.whole(&id.into()).unwrap();
        (id, question, framework, rubric)
    })
}

/// Every step of an answer, with its minutes.
fn steps(framework: &Framework) -> Vec<(StepId, f64)> {
    let opening = ["clarify", "plan"].into_iter().filter(|_| framework.opening);
    let opening = opening.map(|step| (step.into(), OPENING_MINUTES));
    opening.chain(framework.steps.iter().map(|step| (step.id.clone(), step.minutes))).collect()
}

#[test]
fn no_prompt_is_there_twice() {
    let bank = built_in();
    let mut asked = BTreeMap::<String, &str>::new();
    let mut wrong = Vec::new();
    let questions: Vec<_> = bank.questions.wholes().collect();
    for question in &questions {
        for text in [&question.title, &question.brief.say] {
            let other = asked.insert(words(text).join(" "), question.id.as_str());
            if let Some(other) = other.filter(|other| *other != question.id.as_str()) {
                wrong.push(format!("{} and {other}: {text}", question.id));
            }
        }
    }
    none(&wrong);
}

#[test]
fn no_two_questions_share_a_run_of_eight_words() {
    let bank = built_in();
    let mut first = BTreeMap::<Vec<String>, (&str, Place)>::new();
    let mut wrong = BTreeSet::new();
    let questions: Vec<_> = bank.questions.wholes().collect();
    for question in &questions {
        for (place, text) in texts(question) {
            for sentence in sentences(&text) {
                for run in runs(&words(sentence), RUN) {
                    let here = (question.id.as_str(), place.clone());
                    let (other, there) = first.entry(run.clone()).or_insert(here);
                    if *other != question.id.as_str() {
                        wrong.insert(format!(
                            "{other} {there} and {} {place}: {}",
                            question.id,
                            run.join(" ")
                        ));
                    }
                }
            }
        }
    }
    none(&wrong.into_iter().collect::<Vec<String>>());
}

#[test]
fn labels_are_words_of_the_vocabulary_and_every_word_labels_something() {
    let file = fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/questions/labels.yaml")).unwrap();
    let vocabulary: Vocabulary = serde_yaml::from_slice(&file).unwrap();
    let bank = built_in();
    let mut wrong = Vec::new();
    for question in bank.questions.wholes() {
        let outside = check::outside(&question, &vocabulary);
        wrong.extend(outside.into_iter().map(|mistake| format!("{}: {}", question.id, mistake.message)));
    }
    let questions: Vec<_> = bank.questions.wholes().collect();
    for (key, words) in vocabulary.lists() {
        let used: BTreeSet<&String> = questions
            .iter()
            .flat_map(|question| question.labels())
            .filter(|(of, _)| *of == key)
            .flat_map(|(_, labels)| labels)
            .collect();
        wrong.extend(
            words
                .iter()
                .filter(|word| !used.contains(word))
                .map(|word| format!("no question has the {key} label {word}")),
        );
        wrong.extend(
            words
                .windows(2)
                .filter(|pair| pair[0] > pair[1])
                .map(|pair| format!("{key}: {} stands before {}", pair[0], pair[1])),
        );
    }
    none(&wrong);
}

/// `cargo test --test authors closest -- --ignored --nocapture`
#[test]
#[ignore = "a list to be read"]
#[expect(clippy::disallowed_macros, reason = "a list for who asks for it")]
fn the_twenty_closest_pairs_of_worked_answers() {
    let bank = built_in();
    let said = |question: &Question| -> BTreeSet<Vec<String>> {
        let texts = texts(question).into_iter().filter(|(place, _)| place.is_of_the_answer());
        texts.flat_map(|(_, text)| runs(&words(&text), 3).collect::<Vec<_>>()).collect()
    };
    let questions: Vec<_> = bank.questions.wholes().collect();
    let said: Vec<(&str, BTreeSet<Vec<String>>)> =
        questions.iter().map(|question| (question.id.as_str(), said(question))).collect();
    let mut pairs: Vec<(f64, &str, &str)> = Vec::new();
    for (place, (a, x)) in said.iter().enumerate() {
        for (b, y) in &said[..place] {
            let shared = x.intersection(y).count() as f64;
            pairs.push((1_000.0 * shared / (x.len() + y.len()).max(1) as f64, a, b));
        }
    }
    pairs.sort_by(|(x, ..), (y, ..)| y.total_cmp(x));
    println!("triples of words that both have, of a thousand");
    for (shared, a, b) in pairs.iter().take(20) {
        println!("{shared:>6.1}  {a}  {b}");
    }
    assert!(pairs.iter().all(|(shared, ..)| *shared < 60.0), "{:?}", pairs.first());
}

#[test]
fn notes_are_typed_and_scripts_are_said_in_the_minutes_of_their_step() {
    let bank = built_in();
    let mut wrong = Vec::new();
    for (id, question, framework, _) in whole(&bank) {
        let (mut all, mut typed) = (0, BTreeMap::new());
        for (step, minutes) in steps(framework) {
            let (notes, said) = (notes(&question, &step), script(&question, &step));
            all += notes;
            if notes as f64 > TYPED * minutes {
                wrong.push(format!("{id} {step}: {notes} words of notes in {minutes} min"));
            }
            if said as f64 > SPOKEN * minutes {
                wrong.push(format!("{id} {step}: {said} words to say in {minutes} min"));
            }
            typed.insert(step, notes);
        }
        if all > NOTES {
            wrong.push(format!("{id}: {all} words of notes: {typed:?}"));
        }
    }
    none(&wrong);
}

#[test]
fn every_figure_says_whether_it_is_assumed_or_where_it_comes_from() {
    let bank = built_in();
    let mut wrong = Vec::new();
    for question in bank.questions.wholes() {
        for (place, text) in texts(&question) {
            if place.is_of_the_answer() || matches!(place, Place::Fact) {
                wrong.extend(figures(&text).map(|near| format!("{} {place}: {near}", question.id)));
            }
        }
    }
    none(&wrong);
}

/// The notes as a session that somebody typed, each step in its time: what a candidate would hear who wrote just that.
#[test]
fn the_notes_of_a_question_get_two_findings_at_most_and_lack_nothing_essential() {
    let bank = built_in();
    let mut wrong = Vec::new();
    for (id, question, framework, rubric) in whole(&bank) {
        let options = Options::new("s".into(), Person::default(), jiff::Timestamp::UNIX_EPOCH, 1);
        let mut session = start::begin((*question).clone(), framework.clone(), rubric.clone(), options);
        for (step, answer) in worked::answers(&question, framework).answers {
            if framework.step(&step).is_some() {
                session.open_step(&step);
                session.step_mut(&step).unwrap().answer = answer;
            }
        }
        for stop in plan::route(&session) {
            let planned = plan::planned_seconds(&session, &stop);
            plan::spend(&mut session, &stop, planned);
        }
        let found = findings::of(&session, &[]);
        let essential = found.iter().filter(|finding| finding.level == Level::Essential).count();
        if found.len() > 2 || essential > 0 {
            wrong.push(format!("{id}: {} found, {essential} of them essential", found.len()));
            wrong.extend(found.iter().map(|finding| format!("    {}: {}", finding.rule, finding.words)));
        }
    }
    none(&wrong);
}

#[test]
fn every_step_is_answered_and_said_and_its_metrics_can_be_queried() {
    let bank = built_in();
    let mut wrong = Vec::new();
    for (id, question, framework, _) in whole(&bank) {
        let mut lacks = |what: String| wrong.push(format!("{id}: {what}"));
        // Without an opening nobody asks for any.
        if framework.opening && question.brief.facts.len() < 4 {
            lacks("fewer than four facts".to_owned());
        }
        for (step, _) in steps(framework) {
            let there = question.steps.get(&step);
            if there.is_none_or(|there| there.answer.is_none()) {
                lacks(format!("{step} has no notes"));
            }
            if there.is_none_or(|there| there.say.as_ref().is_none_or(|say| say.trim().is_empty())) {
                lacks(format!("{step} has no script"));
            }
            if there.is_none_or(|there| there.hints.len() != 3) {
                lacks(format!("{step} has no three hints of its own"));
            }
        }
        if question.weak.as_ref().is_none_or(|weak| weak.why.trim().is_empty()) {
            lacks("no weak answer with why".to_owned());
        }
        let metrics = prose::metrics(&question);
        if metrics.is_empty() {
            continue;
        }
        for role in [Role::NorthStar, Role::Guardrail] {
            let is_whole = |metric: &&prose::Metric| metric.role == role && metric.open().is_empty();
            if !metrics.iter().any(|metric| is_whole(&metric)) {
                lacks(format!("no {role} has its whole contract"));
            }
        }
        let has_room =
            framework.steps.iter().any(|step| step.slots.get(&Role::Rejected).is_some_and(|n| *n > 0));
        if has_room && !metrics.iter().any(|metric| metric.role == Role::Rejected) {
            lacks("no tempting metric is rejected".to_owned());
        }
        for metric in metrics.iter().filter(|metric| metric.role == Role::NorthStar) {
            let filler =
                ["dau", "mau", "nps", "daily active users", "monthly active users", "revenue", "gmv"];
            let name = words(metric.name()).join(" ");
            if filler.contains(&name.as_str()) && metric.because().is_none() {
                lacks(format!("{} is filler without a reason", metric.name()));
            }
        }
    }
    none(&wrong);
}
