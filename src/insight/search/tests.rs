//! What a person types, and what is found first.

use super::*;
use crate::model::{Brief, FrameworkId, Question, State};

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

fn title(kind: &FrameworkId) -> &'static str {
    if *kind == "root-cause" { "Root cause" } else { "Success metrics" }
}

fn catalogue() -> Catalogue {
    let questions = [
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
    ];
    Catalogue::of(questions, title)
}

/// Each has another status than the one before it.
fn entries(catalogue: &Catalogue) -> Vec<Entry<'_>> {
    let status = |(place, of)| Entry { of, status: Status::ALL[place % 3] };
    // As they stood in the list, before they were sorted by id.
    let order = ["alipay", "airline", "cafe", "growth-loop", "wallet"];
    order.iter().filter_map(|id| catalogue.get(id)).enumerate().map(status).collect()
}

fn found(query: &str, filters: &Filters) -> Vec<String> {
    let catalogue = catalogue();
    let entries = entries(&catalogue);
    search(&entries, query, filters).iter().map(|hit| entries[hit.index].of.id().to_owned()).collect()
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
    // A skill that all of them train would hide the difference.
    let untrained = |id, title| Question { skills: Vec::new(), ..question(id, title, "", &[]) };
    let questions = [
        untrained("b", "The outmetric of things"),
        untrained("c", "Metric of things"),
        untrained("d", "Me, who do it rich"),
    ];
    let catalogue = Catalogue::of(questions, |_| "T");
    let entries = super::entries(&catalogue, &Statuses::default());
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
    let catalogue = Catalogue::of([question("b", "Same", "", &[]), question("a", "Same", "", &[])], title);
    let statuses = Statuses::of(&[attempt("a", State::Finished, None)], |_| false);
    let entries = super::entries(&catalogue, &statuses);
    let listed: Vec<_> = entries.iter().map(|entry| (entry.of.id(), entry.status)).collect();
    assert_eq!(listed, [("a", Status::Done), ("b", Status::New)]);
}

#[test]
fn ties_are_broken_by_id() {
    let catalogue = Catalogue::of(["b", "a", "c"].map(|id| question(id, "Same", "", &[])), |_| "T");
    let mut entries = super::entries(&catalogue, &Statuses::default());
    entries.swap(0, 1);
    let hits = search(&entries, "same", &Filters::default());
    assert_eq!(hits.iter().map(|hit| entries[hit.index].of.id()).collect::<Vec<_>>(), ["a", "b", "c"]);
}

#[test]
fn a_mistyped_id_has_neighbours() {
    let ids = ["alipay-success-metrics", "bolt-stockholm-rides"];
    assert_eq!(nearest("alipay-sucess-metrics", ids), [QuestionId::from(ids[0])]);
    assert_eq!(nearest("alipay", ids), [QuestionId::from(ids[0])]);
    assert!(nearest("zzz", ids).is_empty());
}

#[test]
fn long_queries_and_many_questions_are_searched() {
    let asked = |n| question(&format!("q{n}"), &format!("What metrics for product {n}?"), "A", &["t"]);
    let catalogue = Catalogue::of((0..8_000).map(asked), title);
    let entries = super::entries(&catalogue, &Statuses::default());
    assert_eq!(search(&entries, "e", &Filters::default()).len(), 8_000);
    search(&entries, &"metrics ".repeat(1_000), &Filters::default());
    search(&entries, &"m".repeat(100_000), &Filters::default());
}

fn attempt(question: &str, state: State, only: Option<&str>) -> Attempt {
    Attempt {
        id: "s".into(),
        question: question.into(),
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
    }
}

#[test]
fn only_whole_attempts_say_how_far_one_got_with_a_question() {
    let attempt = |state, only| attempt("alipay", state, only);
    let far = |attempts: &[Attempt]| Statuses::of(attempts, |_| false).get("alipay");
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
    let due = |attempts: &[Attempt]| Statuses::of(attempts, |_| true).get("alipay");
    assert_eq!(due(&[attempt(State::Finished, None)]), Status::Due);
    assert_eq!(due(&[attempt(State::Finished, None), attempt(State::InProgress, None)]), Status::Started);
}

proptest::proptest! {
    /// As it is said: so many letters on from one, and no more than twice as many as are looked for.
    #[test]
    fn a_span_is_the_shortest_stretch_with_the_letters_in_order(text in "[abcdé ]{0,30}", word in "[abcdé]{1,5}") {
        // Where the word itself stands, nobody asks.
        proptest::prop_assume!(!text.contains(&word));
        let (letters, wanted): (Vec<char>, Vec<char>) = (text.chars().collect(), word.chars().collect());
        let is_within = |from: usize, far: usize| {
            let mut rest = wanted[1..].iter().peekable();
            for letter in &letters[from + 1..=from + far] {
                let _ = rest.next_if_eq(&letter);
            }
            letters[from] == wanted[0] && rest.peek().is_none()
        };
        let spans = (0..letters.len()).flat_map(|from| (1..letters.len() - from).map(move |far| (from, far)));
        let within = spans.filter(|(from, far)| *far < 2 * wanted.len() && is_within(*from, *far));
        let expected = within.map(|(_, far)| far).min().filter(|_| wanted.len() > 1);
        proptest::prop_assert_eq!(span(&text, &word), expected);
    }
}
