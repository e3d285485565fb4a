//! A session that was typed, thought about and taken back; and any history at all.

use jiff::Timestamp;
use proptest::prelude::*;

use super::*;
use crate::{
    model::{
        Course, Edit, Item, Metric, Part, Place, Role, State, Stop,
        session::{At, Person},
        start,
        timeline::{Happened, Moment},
    },
    store::bank,
};

/// A session at its goal, and all that happens to it.
struct Writing {
    session: Session,
    timeline: Timeline,
    ms: u64,
}

impl Writing {
    fn new() -> Self {
        let bank = bank::built_in();
        let (question, framework, rubric) = bank.whole(&"alipay-success-metrics".into()).unwrap();
        let options = start::Options::new("s".into(), Person::default(), Timestamp::UNIX_EPOCH, 1);
        let mut session = start::begin((*question).clone(), framework.clone(), rubric.clone(), options);
        session.open_step(&"goal".into());
        session.open_step(&"metrics".into());
        session.at = At { stop: Stop::Step("goal".into()), id: None, field: None, offset: 0 };
        Self { timeline: Timeline::new(session.clone(), 0), session, ms: 0 }
    }

    fn after(&mut self, ms: u64) -> &mut Self {
        self.ms += ms;
        self
    }

    fn happens(&mut self, happened: Vec<Happened>) -> &mut Self {
        for one in &happened {
            one.happen(&mut self.session).unwrap();
        }
        self.timeline.push(Moment { ms: self.ms, wall: Timestamp::UNIX_EPOCH, happened }).unwrap();
        self
    }

    fn splice(&mut self, offset: usize, removed: &str, inserted: &str) -> &mut Self {
        let at = Place::of(Part::Step("goal".into()));
        let (removed, inserted) = (removed.to_owned(), inserted.to_owned());
        self.happens(vec![Happened::Edit(Edit::Splice { at, offset, removed, inserted })])
    }

    /// Letter by letter, 200 ms each.
    fn types(&mut self, words: &str) -> &mut Self {
        for letter in words.chars() {
            let end = self.goal().len();
            self.after(200).splice(end, "", letter.encode_utf8(&mut [0; 4]));
        }
        self
    }

    /// Backspace, held down.
    fn takes_back(&mut self, letters: usize) -> &mut Self {
        for _ in 0..letters {
            let text = self.goal().to_owned();
            let (at, letter) = text.char_indices().next_back().unwrap();
            self.after(50).splice(at, &text[at..], letter.encode_utf8(&mut [0; 4]).get(..0).unwrap());
        }
        self
    }

    fn goes_to(&mut self, step: &str) -> &mut Self {
        let mut there = self.session.clone();
        there.at = At { stop: Stop::Step(step.into()), id: None, field: None, offset: 0 };
        self.happens(vec![Happened::Course(Box::new(Course::of(&there)))])
    }

    fn adds_metric(&mut self, line: &str) -> &mut Self {
        let mut there = self.session.clone();
        let id = there.next_id('m');
        let metric =
            Metric { id, role: Some(Role::NorthStar), under: None, stage: None, line: line.to_owned() };
        let index = there.answer(&"metrics".into()).unwrap().metrics().len();
        let insert = Edit::Insert { part: Part::Step("metrics".into()), index, item: Item::Metric(metric) };
        self.happens(vec![Happened::Course(Box::new(Course::of(&there))), Happened::Edit(insert)])
    }

    fn ticks(&mut self) -> &mut Self {
        let mut there = self.session.clone();
        there.opening.plan_seconds += 5;
        self.happens(vec![Happened::Course(Box::new(Course::of(&there)))])
    }

    fn finishes(&mut self) -> &mut Self {
        let mut there = self.session.clone();
        there.state = State::Finished;
        let goal = self.goal().to_owned();
        let trimmed = goal.trim_end();
        let (offset, removed) = (trimmed.len(), goal[trimmed.len()..].to_owned());
        let at = Place::of(Part::Step("goal".into()));
        let trims = Edit::Splice { at, offset, removed, inserted: String::new() };
        self.happens(vec![Happened::Course(Box::new(Course::of(&there))), Happened::Edit(trims)])
    }

    fn goal(&self) -> &str {
        self.session.answer(&"goal".into()).unwrap().text()
    }

    fn playback(&self) -> Playback {
        Playback::new(self.timeline.clone()).unwrap()
    }
}

fn marks(playback: &Playback) -> Vec<(u64, What)> {
    playback.marks().iter().map(|mark| (mark.ms, mark.what.clone())).collect()
}

const SENTENCE: &str = "More payments for the sake of payments, whoever.";

#[test]
fn a_pause_a_deletion_and_the_first_metric_are_marked_where_they_began() {
    let mut ada = Writing::new();
    ada.types("Trust. ").types(SENTENCE);
    let typed = ada.ms;
    // The clock goes on, and that is no change.
    ada.after(5_000).ticks().after(25_000).ticks().after(500);
    let back = ada.ms;
    ada.takes_back(SENTENCE.len()).after(4_000).types("Habit.").after(19_000).goes_to("metrics");
    let there = ada.ms;
    ada.after(2_000).adds_metric("").after(1_000).adds_metric("Weekly payers");
    let metric = ada.ms;
    ada.after(60_000);
    let playback = ada.playback();
    let deletion = What::Deletion(SENTENCE.len());
    assert_eq!(
        marks(&playback),
        [
            (0, What::Step("Goal".to_owned())),
            (typed, What::Pause(30)),
            (back + 50, deletion),
            (there, What::Step("Metrics".to_owned())),
            (metric, What::FirstMetric),
        ]
    );
    assert_eq!(playback.range(), (0, metric), "what nobody saw is not played");
}

#[test]
fn less_than_a_sentence_or_more_that_came_is_no_deletion() {
    let mut ada = Writing::new();
    ada.types(SENTENCE).takes_back(30).after(3_100).takes_back(9).types(SENTENCE);
    let whole = ada.goal().to_owned();
    ada.after(100).splice(0, &whole, &format!("{whole} And more."));
    let whole = ada.goal().to_owned();
    assert_eq!(marks(&ada.playback()).len(), 1, "only that the goal was entered");
    ada.after(100).splice(0, &whole, "");
    assert!(matches!(marks(&ada.playback())[1].1, What::Deletion(n) if n == whole.len()));
}

#[test]
fn it_ends_when_the_answer_is_finished() {
    let mut ada = Writing::new();
    ada.types("Trust.").types(&" ".repeat(50)).after(1_000).finishes();
    let end = ada.ms;
    ada.after(90_000).splice(0, "", "late ");
    let mut playback = ada.playback();
    playback.seek(u64::MAX);
    assert_eq!((playback.ms(), playback.range()), (end, (0, end)));
    assert_eq!(marks(&playback).len(), 1, "trimmed blanks are no deletion");
    assert_eq!(playback.shown()[0].text, "Trust.");
}

#[test]
fn nothing_is_played_where_nothing_was_written() {
    let mut ada = Writing::new();
    ada.after(5_000).ticks();
    assert!(Playback::new(ada.timeline.clone()).is_none());
    let finished = Session { state: State::Finished, ..ada.session.clone() };
    let mut late = Timeline::new(finished, 0);
    let edit = Edit::Splice {
        at: Place::of(Part::Step("goal".into())),
        offset: 0,
        removed: String::new(),
        inserted: "late".to_owned(),
    };
    late.push(Moment { ms: 9, wall: Timestamp::UNIX_EPOCH, happened: vec![Happened::Edit(edit)] }).unwrap();
    assert!(Playback::new(late).is_none());
}

#[test]
fn it_plays_as_fast_as_it_is_told_and_waits_a_second_at_most() {
    let mut ada = Writing::new();
    ada.types("abcde").after(60_000).types("f");
    let mut playback = ada.playback();
    playback.advance(5_000);
    assert_eq!(playback.ms(), 0, "it stands still");
    playback.play(true);
    playback.advance(500);
    assert_eq!((playback.ms(), playback.shown()[0].text.as_str()), (500, "ab"));
    playback.set_speed(4);
    playback.advance(125);
    assert_eq!((playback.ms(), playback.shown()[0].text.as_str()), (1_000, "abcde"));
    playback.advance(999);
    assert_eq!((playback.ms(), playback.shown()[0].text.as_str()), (4_996, "abcde"));
    assert!(matches!(playback.mark().unwrap().what, What::Pause(60)));
    playback.advance(1);
    assert_eq!((playback.ms(), playback.shown()[0].text.as_str()), (61_200, "abcdef"));
    assert!(!playback.is_playing(), "this is the end");
    assert_eq!(playback.mark(), None, "the pause is over");
    playback.play(true);
    assert_eq!((playback.ms(), playback.is_playing()), (0, true));
}

#[test]
fn what_was_just_typed_is_told_and_what_is_older_is_not() {
    let mut ada = Writing::new();
    ada.types("Trust\nfirst").after(10_000).types("!!");
    let mut playback = ada.playback();
    playback.seek(ada.ms);
    let fresh: Vec<Option<std::ops::Range<usize>>> =
        playback.shown().into_iter().map(|line| line.fresh).collect();
    assert_eq!(fresh, [None, Some(5..7)]);
    playback.seek(ada.ms - 2_000);
    assert!(playback.shown().iter().all(|line| line.fresh.is_none()));
}

#[test]
fn marks_and_steps_are_found_in_both_directions() {
    let mut ada = Writing::new();
    ada.types("a").after(30_000).goes_to("metrics").after(1_000).goes_to("goal").types("b");
    let mut playback = ada.playback();
    let mut stops = Vec::new();
    while let Some(mark) = playback.next_step(false) {
        let ms = mark.ms;
        playback.seek(ms);
        stops.push(ms);
    }
    assert_eq!(stops, [30_200, 31_200]);
    playback.seek(30_200);
    assert_eq!(playback.next_mark(true).map(|mark| mark.ms), Some(200), "the pause before it");
    assert_eq!(playback.next_step(true).map(|mark| mark.ms), Some(0));
    assert_eq!(playback.session().at.stop, Stop::Step("metrics".into()));
}

#[derive(Clone, Debug)]
enum Act {
    Type(String),
    TakeBack(usize),
    Go(bool),
    Metric(String),
    Tick,
}

fn act() -> impl Strategy<Value = Act> {
    prop_oneof![
        4 => "[a-c支🙂\n]{1,12}".prop_map(Act::Type),
        2 => (1usize..60).prop_map(Act::TakeBack),
        1 => any::<bool>().prop_map(Act::Go),
        1 => "[a-c ]{0,5}".prop_map(Act::Metric),
        1 => Just(Act::Tick),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn wherever_it_stands_it_is_as_if_played_from_the_beginning(
        acts in prop::collection::vec((act(), 0u64..40_000), 1..60),
        places in prop::collection::vec((0.0f64..1.1, 0u64..3_000), 1..20),
    ) {
        let mut ada = Writing::new();
        for (act, ms) in acts {
            ada.after(ms);
            match act {
                Act::Type(words) => ada.types(&words),
                Act::TakeBack(letters) => { let there = ada.goal().chars().count(); ada.takes_back(letters.min(there)) }
                Act::Go(metrics) => ada.goes_to(if metrics { "metrics" } else { "goal" }),
                Act::Metric(line) => ada.adds_metric(&line),
                Act::Tick => ada.ticks(),
            };
        }
        prop_assert_eq!(ada.timeline.now(), &ada.session);
        let Some(mut playback) = Playback::new(ada.timeline.clone()) else { return Ok(()) };
        let (_, ends) = playback.range();
        for (place, then) in places {
            playback.seek((ends as f64 * place) as u64);
            playback.play(true);
            playback.set_speed(SPEEDS[then as usize % SPEEDS.len()]);
            playback.advance(then);
            let played = ada.timeline.moments().iter().filter(|moment| moment.ms <= playback.ms()).count();
            prop_assert_eq!(playback.session(), &ada.timeline.replayed(played));
        }
        playback.seek(ends);
        prop_assert_eq!(&playback.session().steps[0].answer, &ada.session.steps[0].answer);
        prop_assert_eq!(&playback.session().steps[1].answer, &ada.session.steps[1].answer);
        let times: Vec<u64> = playback.marks().iter().map(|mark| mark.ms).collect();
        prop_assert!(times.is_sorted() && times.iter().all(|ms| *ms <= ends));
    }
}
