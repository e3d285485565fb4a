//! What a person types, and what is found first.

use super::*;
use crate::model::{Brief, State};

fn question(id: &str, title: &str, company: &str, topics: &[&str]) -> Question {
    Question {
        id: id.into(),
        kind: if id.starts_with('a') { "success-metrics".into() } else { "root-cause".into() },
        title: title.to_owned(),
        difficulty: if id.ends_with('e') { Difficulty::Easy } else { Difficulty::Hard },
        company: (!company.is_empty()).then(|| company.to_owned()),
        product: None,
        skills: vec!["metric analysis".to_owned()],
        industries: Vec::new(),
        topics: topics.iter().map(|topic| (*topic).to_owned()).collect(),
        source: None,
        brief: Brief { say: title.to_owned(), facts: Vec::new() },
        steps: Default::default(),
        follow_ups: Vec::new(),
        variants: Vec::new(),
        weak: None,
    }
}

fn entries() -> Vec<Entry> {
    [
        question(
            "alipay",
            "What metrics would you use to evaluate Alipay?",
            "Alibaba",
            &["payments", "growth"],
        ),
        question("airline", "How would you know that a late plane hurts?", "Icarus", &["growth strategy"]),
        question("cafe", "Café loyalty fell by a tenth. Why?", "Bean", &["retention"]),
        question("growth-loop", "Growth stalled: find the metric that explains it", "Loop", &[]),
        question("wallet", "支付宝 的成功指标", "蚂蚁集团", &["支付"]),
    ]
    .iter()
    .enumerate()
    .map(|(i, q)| {
        Entry::new(
            q,
            if q.kind == "root-cause" { "Root cause" } else { "Success metrics" },
            Status::ALL[i % 3],
        )
    })
    .collect()
}

fn found(query: &str, filters: &Filters) -> Vec<String> {
    let entries = entries();
    search(&entries, query, filters).iter().map(|hit| entries[hit.index].id.to_string()).collect()
}

#[test]
fn words_are_found_in_any_order_and_spelling() {
    let table: &[(&str, &[&str])] = &[
        ("", &["alipay", "airline", "cafe", "growth-loop", "wallet"]),
        ("  —  ", &["alipay", "airline", "cafe", "growth-loop", "wallet"]),
        ("alipay", &["alipay"]),
        ("ALIBABA", &["alipay"]),
        ("metric growth", &["growth-loop", "airline", "alipay"]),
        ("growth metric", &["growth-loop", "airline", "alipay"]),
        ("cafe", &["cafe"]),
        ("CAFÉ", &["cafe"]),
        ("yalty", &["cafe"]),
        ("root", &["cafe", "growth-loop", "wallet"]),
        ("alpy", &["alipay"]),
        ("支付", &["wallet"]),
        ("成功", &["wallet"]),
        ("zebra", &[]),
        ("alipay zebra", &[]),
    ];
    for (query, expected) in table {
        let mut got = found(query, &Filters::default());
        let mut expected: Vec<String> = expected.iter().map(|id| (*id).to_owned()).collect();
        if !query.contains("alipay") && query.contains("metric") {
            assert_eq!(got.first(), expected.first(), "{query}");
            got.sort();
            expected.sort();
        }
        assert_eq!(got, expected, "{query}");
    }
}

#[test]
fn a_word_that_begins_comes_before_one_that_contains() {
    let entries: Vec<Entry> = [
        question("b", "The outmetric of things", "", &[]),
        question("c", "Metric of things", "", &[]),
        question("d", "Me, who do it rich", "", &[]),
    ]
    .iter()
    .map(|q| Entry::new(q, "T", Status::New))
    .collect();
    let entries: Vec<Entry> = entries
        .into_iter()
        .map(|mut entry| {
            // The skill that all of them train would hide the difference.
            entry.folded = entry.folded_title.clone();
            entry
        })
        .collect();
    let hits = search(&entries, "metric", &Filters::default());
    assert_eq!(
        hits.iter().map(|hit| (hit.index, hit.tier)).collect::<Vec<_>>(),
        [(1, Tier::Start), (0, Tier::Inside)]
    );
    let hits = search(&entries, "mtrc", &Filters::default());
    assert_eq!(hits.iter().map(|hit| hit.index).collect::<Vec<_>>(), [1, 0]);
}

#[test]
fn filters_combine() {
    let strings = |list: &[&str]| list.iter().map(|s| (*s).to_owned()).collect::<Vec<_>>();
    let growth = Filters { topics: strings(&["Growth"]), ..Filters::default() };
    assert_eq!(found("", &growth), ["alipay", "airline"]);
    let either = Filters { topics: strings(&["retention", "payments"]), ..Filters::default() };
    assert_eq!(found("", &either), ["alipay", "cafe"]);
    let both = Filters { difficulties: vec![Difficulty::Easy], ..growth };
    assert_eq!(found("", &both), ["airline"]);
    let kind = Filters { types: strings(&["Root Cause"]), ..Filters::default() };
    assert_eq!(found("growth", &kind), ["growth-loop"]);
    let status = Filters { statuses: vec![Status::Started, Status::Done], ..Filters::default() };
    assert_eq!(found("", &status), ["airline", "cafe", "wallet"]);
    let company = Filters { companies: strings(&["alibaba", "bean"]), ..Filters::default() };
    assert_eq!(found("", &company), ["alipay", "cafe"]);
    assert_eq!(found("alipay", &Filters { companies: strings(&["bean"]), ..Filters::default() }), [""; 0]);
}

#[test]
fn a_bank_is_listed_by_id() {
    let questions = [question("b", "Same", "", &[]), question("a", "Same", "", &[])];
    let questions = questions.into_iter().map(|question| (question.id.clone(), question)).collect();
    let bank = Bank { questions, ..Bank::default() };
    let entries = super::entries(&bank, |id| if *id == "a" { Status::Done } else { Status::New });
    let listed: Vec<_> = entries.iter().map(|entry| (entry.id.as_str(), entry.status)).collect();
    assert_eq!(listed, [("a", Status::Done), ("b", Status::New)]);
}

#[test]
fn ties_are_broken_by_id() {
    let entries: Vec<Entry> =
        ["b", "a", "c"].map(|id| Entry::new(&question(id, "Same", "", &[]), "T", Status::New)).to_vec();
    let hits = search(&entries, "same", &Filters::default());
    assert_eq!(hits.iter().map(|hit| entries[hit.index].id.as_str()).collect::<Vec<_>>(), ["a", "b", "c"]);
}

#[test]
fn a_mistyped_id_has_neighbours() {
    let ids: Vec<QuestionId> =
        ["alipay-success-metrics", "bolt-stockholm-rides"].map(QuestionId::from).to_vec();
    assert_eq!(nearest("alipay-sucess-metrics", &ids), [ids[0].clone()]);
    assert_eq!(nearest("alipay", &ids), [ids[0].clone()]);
    assert!(nearest("zzz", &ids).is_empty());
}

#[test]
fn long_queries_and_many_questions_are_searched() {
    let entries: Vec<Entry> = (0..8_000)
        .map(|n| {
            question(&format!("q{n}"), &format!("What metrics would you use for product {n}?"), "A", &["t"])
        })
        .map(|q| Entry::new(&q, "Success metrics", Status::New))
        .collect();
    assert_eq!(search(&entries, "e", &Filters::default()).len(), 8_000);
    search(&entries, &"metrics ".repeat(1_000), &Filters::default());
    search(&entries, &"m".repeat(100_000), &Filters::default());
}

#[test]
fn only_whole_attempts_say_how_far_one_got_with_a_question() {
    let attempt = |state, only: Option<&str>| Attempt {
        id: "s".into(),
        question: "alipay".into(),
        title: "Alipay".to_owned(),
        kind: "success-metrics".into(),
        state,
        archived: false,
        mode: crate::model::Mode::Practice,
        from: None,
        variant: None,
        only: only.map(Into::into),
        started: jiff::Timestamp::UNIX_EPOCH,
        finished: None,
        seconds: 0,
        minutes: 20.0,
        at: String::new(),
        lowest: None,
        titles: Default::default(),
        next: None,
        next_of: None,
        assignment: None,
        rated: None,
    };
    let far = |attempts: &[Attempt]| status(&"alipay".into(), attempts, false);
    let metrics = Some("metrics");
    let table = [
        (State::InProgress, None, Status::Started),
        (State::InProgress, metrics, Status::New),
        (State::Finished, None, Status::Done),
        (State::Finished, metrics, Status::New),
        (State::Sealed, metrics, Status::New),
        (State::Abandoned, None, Status::New),
    ];
    for (state, only, expected) in table {
        assert_eq!(far(&[attempt(state, only)]), expected, "{state} {only:?}");
    }
    assert_eq!(far(&[attempt(State::InProgress, metrics), attempt(State::Finished, None)]), Status::Done);
    let archived = |state| Attempt { archived: true, ..attempt(state, None) };
    assert_eq!(far(&[archived(State::Finished)]), Status::Done);
    assert_eq!(far(&[archived(State::InProgress)]), Status::New);
    // What can be gone on with is not due beside that.
    let due = |attempts: &[Attempt]| status(&"alipay".into(), attempts, true);
    assert_eq!(due(&[attempt(State::Finished, None)]), Status::Due);
    assert_eq!(due(&[attempt(State::Finished, None), attempt(State::InProgress, None)]), Status::Started);
}
