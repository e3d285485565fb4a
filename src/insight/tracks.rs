//! How far somebody is on the tracks of the banks: which stops are done, which is next. Judges no answer.

use std::collections::BTreeMap;

use jiff::Timestamp;

use crate::{
    model::{Attempt, Bank, QuestionId, SessionId, Track, TrackId, track::TrackItem},
    sort::Sort as _,
};

/// A track, with how far somebody is on it.
#[derive(Clone, Debug, PartialEq)]
pub struct Way {
    /// Which track.
    pub id: TrackId,
    /// As it is listed.
    pub title: String,
    /// For whom it is.
    pub about: String,
    /// In the order in which they are practised.
    pub stops: Vec<Stop>,
}

/// A stop of a track.
#[derive(Clone, Debug, PartialEq)]
pub struct Stop {
    /// What the track says of it.
    pub item: TrackItem,
    /// What it is called: by the track, by its question, or by the id of a question that is not there.
    pub title: String,
    /// The type of question, as shown, and the title of the one step that is practised.
    pub kind: Option<String>,
    /// The one step.
    pub step: Option<String>,
    /// Minutes for the answer; none where the question is not there.
    pub minutes: Option<f64>,
    /// How far somebody is with it.
    pub reached: Reached,
}

/// How far somebody is with a stop.
#[derive(Clone, Debug, PartialEq)]
pub enum Reached {
    /// No bank has its question.
    Missing,
    /// It was not begun.
    New,
    /// An attempt at it can be gone on with.
    Begun(SessionId),
    /// It was finished.
    Done(SessionId, Timestamp),
}

impl Way {
    /// How many stops are done.
    pub fn done(&self) -> usize {
        self.stops.iter().filter(|stop| matches!(stop.reached, Reached::Done(..))).count()
    }

    /// How many there are that can be done.
    pub fn whole(&self) -> usize {
        self.stops.iter().filter(|stop| stop.reached != Reached::Missing).count()
    }

    /// The place of the first stop that is not done.
    pub fn next(&self) -> Option<usize> {
        self.stops.iter().position(|stop| matches!(stop.reached, Reached::New | Reached::Begun(_)))
    }

    /// Whether somebody is on the way: something is done or begun, and something is left.
    pub fn is_begun(&self) -> bool {
        let is_touched = |stop: &Stop| matches!(stop.reached, Reached::Begun(_) | Reached::Done(..));
        self.next().is_some() && self.stops.iter().any(is_touched)
    }

    /// Minutes of all that is not done.
    pub fn minutes_left(&self) -> f64 {
        let left = self.stops.iter().filter(|stop| matches!(stop.reached, Reached::New | Reached::Begun(_)));
        left.filter_map(|stop| stop.minutes).sum()
    }
}

impl Stop {
    /// The type, the one step, the mode and the minutes, as far as there are any: "Trade-off · interview · 20 minutes".
    pub fn words(&self) -> String {
        let mut words: Vec<String> = self.kind.clone().into_iter().collect();
        words.extend(self.step.as_ref().map(|step| format!("{step} alone")));
        words.extend(self.item.mode.map(|mode| mode.to_string()));
        words.extend(self.minutes.map(|minutes| format!("{minutes} minutes")));
        words.join(" · ")
    }
}

/// Attempts by their question: there may be thousands, and a few questions in a track.
type ByQuestion<'a> = BTreeMap<&'a QuestionId, Vec<&'a Attempt>>;

/// Every track, in the order of the titles.
pub fn ways(bank: &Bank, attempts: &[Attempt]) -> Vec<Way> {
    let attempts = by_question(attempts);
    let mut ways: Vec<Way> = bank.tracks.values().map(|track| on(track, bank, &attempts)).collect();
    ways.arrange_by(|a, b| a.title.cmp(&b.title).then_with(|| a.id.cmp(&b.id)));
    ways
}

/// How far somebody is on one.
pub fn way(track: &Track, bank: &Bank, attempts: &[Attempt]) -> Way {
    on(track, bank, &by_question(attempts))
}

fn by_question(attempts: &[Attempt]) -> ByQuestion<'_> {
    let mut by_question = ByQuestion::new();
    for attempt in attempts {
        by_question.entry(&attempt.question).or_default().push(attempt);
    }
    by_question
}

fn on(track: &Track, bank: &Bank, attempts: &ByQuestion<'_>) -> Way {
    let stops = track.items.iter().enumerate().map(|(place, item)| {
        let is_same = |other: &&TrackItem| {
            (&other.question, &other.step, other.mode) == (&item.question, &item.step, item.mode)
        };
        stop(item, track.items[..place].iter().filter(is_same).count(), bank, attempts)
    });
    let stops = stops.collect();
    Way { id: track.id.clone(), title: track.title.clone(), about: track.about.clone(), stops }
}

/// A stop in front of which the same stood so many times: then the first attempts at it were for those.
fn stop(item: &TrackItem, same: usize, bank: &Bank, attempts: &ByQuestion<'_>) -> Stop {
    let Some((question, framework, _)) = bank.framed(item.question.as_str()) else {
        let title = item.title.clone().unwrap_or_else(|| item.question.to_string());
        let (kind, step, minutes) = (None, None, None);
        return Stop { item: item.clone(), title, kind, step, minutes, reached: Reached::Missing };
    };
    let step = item.step.as_ref().and_then(|step| framework.step(step));
    let standard = step.map_or(framework.minutes(), |step| step.minutes);
    Stop {
        item: item.clone(),
        title: item.title.clone().unwrap_or_else(|| question.title().to_owned()),
        kind: Some(question.type_title().to_owned()),
        step: step.map(|step| step.title.clone()),
        minutes: Some(item.minutes.unwrap_or(standard)),
        reached: reached(item, same, attempts.get(&item.question).map_or(&[], Vec::as_slice)),
    }
}

/// `attempts` are those at its question.
fn reached(item: &TrackItem, same: usize, attempts: &[&Attempt]) -> Reached {
    let is_at_it = |attempt: &&Attempt| {
        attempt.only == item.step
            && attempt.variant.is_none()
            && item.mode.is_none_or(|mode| attempt.mode == mode)
    };
    let (mut done, open): (Vec<&Attempt>, Vec<&Attempt>) =
        attempts.iter().copied().filter(is_at_it).partition(|attempt| attempt.is_finished());
    done.arrange_by_key(|attempt| attempt.started);
    if let Some(attempt) = done.get(same) {
        return Reached::Done(attempt.id.clone(), attempt.finished.unwrap_or(attempt.started));
    }
    match open.into_iter().filter(|attempt| attempt.is_open()).max_by_key(|attempt| attempt.started) {
        // An attempt that is open is for the first stop that is not done.
        Some(open) if done.len() == same => Reached::Begun(open.id.clone()),
        _ => Reached::New,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        insight::example,
        model::{Mode, Session, State},
    };

    /// A bank with one question, and a track with four stops.
    fn bank(session: &Session) -> (Bank, Track) {
        let mut bank = Bank::default();
        let Session { question, framework, rubric, .. } = session.clone();
        let item = |id: &QuestionId, step: Option<&str>, mode| TrackItem {
            question: id.clone(),
            title: None,
            note: None,
            step: step.map(Into::into),
            mode,
            minutes: None,
        };
        let track = Track {
            id: "t".into(),
            title: "T".to_owned(),
            about: "A".to_owned(),
            items: vec![
                item(&question.id, None, None),
                item(&question.id, Some("metrics"), None),
                item(&question.id, None, None),
                item(&question.id, None, Some(Mode::Interview)),
                item(&"gone".into(), None, None),
            ],
        };
        bank.frameworks.insert(framework.id.clone(), framework.into());
        bank.rubrics.insert(rubric.id.clone(), rubric.into());
        bank.tracks.insert(track.id.clone(), track.clone().into());
        bank.insert(question);
        (bank, track)
    }

    fn attempt(session: &Session, day: i64, change: impl FnOnce(&mut Attempt)) -> Attempt {
        let mut attempt = Attempt::of(session);
        attempt.id = format!("on-{day}").as_str().into();
        attempt.started = Timestamp::from_second(86_400 * day).unwrap();
        (attempt.state, attempt.finished) = (State::Finished, Some(attempt.started));
        change(&mut attempt);
        attempt
    }

    #[test]
    fn a_stop_that_comes_again_takes_the_next_attempt_and_an_open_one_is_for_the_first_that_is_not_done() {
        let session = example::session(&[]);
        let (bank, track) = bank(&session);
        let marks = |attempts: &[Attempt]| -> Vec<String> {
            let mark = |stop: &Stop| match &stop.reached {
                Reached::Missing => "missing".to_owned(),
                Reached::New => "new".to_owned(),
                Reached::Begun(id) => format!("begun {id}"),
                Reached::Done(id, _) => format!("done {id}"),
            };
            way(&track, &bank, attempts).stops.iter().map(mark).collect()
        };
        assert_eq!(marks(&[]), ["new", "new", "new", "new", "missing"]);
        let first = attempt(&session, 1, |_| ());
        assert_eq!(marks(std::slice::from_ref(&first)), ["done on-1", "new", "new", "new", "missing"]);
        let open = attempt(&session, 3, |a| (a.state, a.finished) = (State::InProgress, None));
        let step = attempt(&session, 2, |a| a.only = Some("metrics".into()));
        let drill = attempt(&session, 4, |a| a.variant = Some("v".to_owned()));
        assert_eq!(
            marks(&[drill, open, step, first.clone()]),
            ["done on-1", "done on-2", "begun on-3", "new", "missing"]
        );
        let interview = attempt(&session, 5, |a| a.mode = Mode::Interview);
        assert_eq!(marks(&[interview, first]), ["done on-1", "new", "done on-5", "done on-5", "missing"]);
    }

    #[test]
    fn what_is_left_is_counted_without_what_no_bank_has() {
        let session = example::session(&[]);
        let (bank, _) = bank(&session);
        let told = |attempts: &[Attempt]| {
            let way = ways(&bank, attempts).remove(0);
            (way.done(), way.whole(), way.next(), way.is_begun(), way.minutes_left())
        };
        let (whole, metrics) =
            (session.framework.minutes(), session.framework.step(&"metrics".into()).unwrap().minutes);
        assert_eq!(told(&[]), (0, 4, Some(0), false, 3.0 * whole + metrics));
        let first = attempt(&session, 1, |_| ());
        assert_eq!(told(std::slice::from_ref(&first)), (1, 4, Some(1), true, 2.0 * whole + metrics));
        let all = [
            first,
            attempt(&session, 2, |a| a.only = Some("metrics".into())),
            attempt(&session, 3, |a| a.mode = Mode::Interview),
        ];
        assert_eq!(told(&all), (4, 4, None, false, 0.0));
    }
}
