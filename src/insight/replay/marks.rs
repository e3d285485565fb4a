//! What is worth looking at in a timeline: long pauses, the first metric, big deletions, where a step was entered. Facts
//! of time and length alone; judges none of them.

use unicode_segmentation::UnicodeSegmentation;

use super::reel::Reel;
use crate::{
    model::{
        Edit, Item, Session, Stop, Timeline, Value, plan,
        timeline::{Happened, Moment},
    },
    sort::Sort as _,
};

/// A pause of so many milliseconds is long: the shortest steps have a minute, and a third of one is more than finding a
/// word takes. Counted while something is to be written: one speaks at the retell, and the wrap-up is no answer.
const LONG: u64 = 20_000;
/// So many graphemes that go in one stroke are many: half a line at 80 columns, and more than a word that is put better.
const BIG: usize = 40;
/// Keys that follow each other so soon, in milliseconds, are one stroke.
const ONE_STROKE: u64 = 3_000;

/// A step that was left after so many milliseconds was passed on the way to another.
const PASSED: u64 = 500;

/// A place on the timeline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Milliseconds at work.
    pub ms: u64,
    /// Until when it lasts; the same where it does not.
    pub until: u64,
    /// What it marks.
    pub what: What,
}

/// What a mark marks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// Nothing was written for so many seconds, and the step stayed.
    Pause(u32),
    /// The first metric was begun.
    FirstMetric,
    /// So many graphemes went in one stroke, more than came.
    Deletion(usize),
    /// A step of this name was entered.
    Step(String),
}

/// What one walk through a timeline finds.
pub struct Walk {
    /// In order of time.
    pub marks: Vec<Mark>,
    /// When something was seen to happen.
    pub seen: Vec<u64>,
    /// The sessions on the way.
    pub reel: Reel,
}

/// Walks through a timeline until the answer is finished.
pub fn walk(timeline: &Timeline) -> Walk {
    let mut walker = Walker {
        marks: Vec::new(),
        seen: Vec::new(),
        still: timeline.began(),
        stroke: None,
        metric: has_metric(timeline.beginning()),
    };
    let moments = timeline.moments();
    let mut stop = None;
    let reel = Reel::new(timeline, |played, session| {
        if let Some(moment) = played.checked_sub(1).and_then(|last| moments.get(last)) {
            walker.arrived(moment, session, stop.as_ref());
        } else {
            walker.enters(timeline.began(), session);
        }
        stop = Some(session.at.stop.clone());
        let goes_on = session.is_open();
        if let Some(moment) = moments.get(played).filter(|_| goes_on) {
            walker.happens(moment, session);
        }
        goes_on
    });
    // The last moment was played, and nobody was told of what it led to.
    if timeline.now().is_open()
        && let Some(moment) = moments.last()
    {
        walker.arrived(moment, timeline.now(), stop.as_ref());
    }
    let mut marks = walker.marks;
    marks.arrange_by_key(|mark| mark.ms);
    Walk { marks, seen: walker.seen, reel }
}

struct Walker {
    marks: Vec<Mark>,
    seen: Vec<u64>,
    /// Since when nothing was written.
    still: u64,
    /// The deletion that goes on: its last moment, its first, and how much went.
    stroke: Option<Stroke>,
    metric: bool,
}

struct Stroke {
    began: u64,
    last: u64,
    gone: usize,
    mark: Option<usize>,
}

impl Walker {
    /// A moment is about to happen to a session that is not finished.
    fn happens(&mut self, moment: &Moment, session: &Session) {
        let stop = &session.at.stop;
        if !moment.is_seen(stop) {
            return;
        }
        self.seen.push(moment.ms);
        let paused = moment.ms.saturating_sub(self.still);
        if paused >= LONG && !matches!(stop, Stop::Retell | Stop::WrapUp) {
            let seconds = u32::try_from(paused / 1000).unwrap_or(u32::MAX);
            self.marks.push(Mark { ms: self.still, until: moment.ms, what: What::Pause(seconds) });
        }
        self.still = moment.ms;
        let (gone, come) = moment.edits().map(turnover).fold((0, 0), |a, b| (a.0 + b.0, a.1 + b.1));
        if moment.happened.iter().any(|happened| matches!(happened, Happened::Whole(_))) || come > gone {
            self.stroke = None;
        } else if gone > come {
            self.goes(moment.ms, gone - come);
        }
    }

    /// So much went.
    fn goes(&mut self, ms: u64, gone: usize) {
        let fresh = Stroke { began: ms, last: ms, gone: 0, mark: None };
        let mut stroke = self.stroke.take().filter(|s| ms - s.last <= ONE_STROKE).unwrap_or(fresh);
        (stroke.last, stroke.gone) = (ms, stroke.gone + gone);
        if stroke.gone >= BIG {
            let mark = Mark { ms: stroke.began, until: ms, what: What::Deletion(stroke.gone) };
            match stroke.mark.and_then(|index| self.marks.get_mut(index)) {
                Some(there) => *there = mark,
                None => {
                    stroke.mark = Some(self.marks.len());
                    self.marks.push(mark);
                }
            }
        }
        self.stroke = Some(stroke);
    }

    /// A moment has happened; `stop` is where the candidate was before.
    fn arrived(&mut self, moment: &Moment, session: &Session, stop: Option<&Stop>) {
        if !session.is_open() {
            // What finishing does is no part of writing: blanks are trimmed then.
            self.marks.retain(|mark| mark.ms < moment.ms || !matches!(mark.what, What::Deletion(_)));
            return;
        }
        if stop != Some(&session.at.stop) {
            self.enters(moment.ms, session);
        }
        if !self.metric && has_metric(session) {
            self.metric = true;
            self.marks.push(Mark { ms: moment.ms, until: moment.ms, what: What::FirstMetric });
        }
    }

    fn enters(&mut self, ms: u64, session: &Session) {
        let title = plan::title(session, &session.at.stop);
        let passed = |mark: &mut Mark| matches!(mark.what, What::Step(_)) && ms - mark.ms < PASSED;
        if self.marks.last_mut().is_some_and(passed) {
            self.marks.pop();
        }
        self.marks.push(Mark { ms, until: ms, what: What::Step(title) });
    }
}

fn has_metric(session: &Session) -> bool {
    session.metrics().any(|(_, metric)| !metric.line.trim().is_empty())
}

/// The graphemes that go with an edit, and those that come.
fn turnover(edit: &Edit) -> (usize, usize) {
    let value = |value: &Value| value.text().map_or(0, count);
    match edit {
        Edit::Splice { removed, inserted, .. } => (count(removed), count(inserted)),
        Edit::Insert { item, .. } => (0, written(item)),
        Edit::Remove { item, .. } => (written(item), 0),
        Edit::Move { .. } => (0, 0),
        Edit::Set { old, new, .. } => (value(old), value(new)),
    }
}

/// What a person wrote in an item.
fn written(item: &Item) -> usize {
    match item {
        Item::Ask(ask) => count(&ask.ask),
        Item::Card(card) => {
            [&card.title, &card.change, &card.reason].into_iter().map(|text| count(text)).sum()
        }
        Item::Row(row) => row.fields.values().filter_map(Value::text).map(count).sum(),
        Item::Metric(metric) => count(&metric.line),
        Item::FollowUp(follow_up) => count(&follow_up.answer),
        Item::Opened(_) | Item::Mapping(_) | Item::OutOfScope(_) | Item::Dismissed(_) => 0,
    }
}

fn count(text: &str) -> usize {
    text.graphemes(true).count()
}
