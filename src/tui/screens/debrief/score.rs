//! Scoring one's own answer: dimension by dimension with its anchors, a passage as evidence, and a guess at what a coach
//! would give. All of it may be left out. Averages nothing; draws nothing.

use super::Debrief;
use crate::{
    insight::{
        own_scores,
        passages::{self, Passage},
    },
    model::{
        Edit, Part, Place, Value,
        review::Score,
        rubric::Dimension,
        session::SelfScore,
        size::{self, Size},
    },
    tui::{
        action::Action,
        screens::practice::Reply,
        widgets::{editor::Motion, list::List},
    },
};

/// What a dimension can be scored, as the page lists it.
pub(super) const SCORES: [Score; 5] =
    [Score::One, Score::Two, Score::Three, Score::Four, Score::NotApplicable];

/// What is asked of a dimension.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Asks {
    /// Its score.
    #[default]
    Score,
    /// A passage that shows it.
    Passage,
    /// What a coach would give.
    Guess,
}

/// How far the scoring is.
#[derive(Clone, Debug, Default)]
pub(super) struct Scoring {
    /// The dimension; behind the last one stands what came of all.
    pub(super) dimension: usize,
    pub(super) asks: Asks,
    /// The scores; on the last page the dimensions.
    pub(super) choices: List,
    pub(super) passages: List,
    /// The other end of a longer passage.
    pub(super) from: Option<usize>,
}

impl Debrief {
    /// Whether there is something to score by, or scores to be read.
    pub(super) fn has_scoring(&self) -> bool {
        !self.session.rubric.dimensions.is_empty()
            && (self.frozen().is_none() || own_scores::scored(&self.session) > 0)
    }

    /// Goes on where scoring was left.
    pub(super) fn resume_scoring(&mut self) {
        let own = &self.session.self_scores;
        let dimensions = &self.session.rubric.dimensions;
        let open = dimensions.iter().position(|d| own.get(&d.id).is_none_or(|own| own.score.is_none()));
        let first = open.filter(|_| self.frozen().is_none());
        self.score_dimension(first.unwrap_or(dimensions.len()));
    }

    /// The dimension that is scored; none on the last page.
    pub(super) fn dimension(&self) -> Option<&Dimension> {
        self.session.rubric.dimensions.get(self.scoring.dimension)
    }

    /// What is said of that dimension so far.
    pub(super) fn own_score(&self) -> SelfScore {
        self.dimension().and_then(|d| self.session.self_scores.get(&d.id)).cloned().unwrap_or_default()
    }

    pub(super) fn act_on_scores(&mut self, action: Action) -> Reply {
        if self.scoring.asks == Asks::Passage {
            return self.act_on_passages(action);
        }
        let choice = self.scoring.choices.index;
        match (action, self.dimension().is_some()) {
            (Action::Score(score), true) => return self.give(score),
            (Action::Choose, true) => {
                return SCORES.get(choice).map_or_else(Reply::default, |s| self.give(*s));
            }
            (Action::Choose, false) if self.frozen().is_none() => self.score_dimension(choice),
            (Action::Evidence, true) => return self.ask_for_passage(),
            (Action::Guess, true) => self.ask_of_dimension(Asks::Guess),
            (Action::Unscore, true) => return self.unscore(),
            (Action::Left, true) if self.scoring.asks == Asks::Guess => self.ask_of_dimension(Asks::Score),
            (Action::Left, _) if self.frozen().is_none() => {
                self.score_dimension(self.scoring.dimension.saturating_sub(1));
            }
            (Action::Left, _) => self.turn(self.section.saturating_sub(1)),
            (Action::Right, true) => self.score_dimension(self.scoring.dimension + 1),
            (Action::Right, false) => self.turn(self.section + 1),
            (_, is_asked) => {
                let len = if is_asked { SCORES.len() } else { self.session.rubric.dimensions.len() };
                self.scoring.choices.act(action, len);
            }
        }
        Reply::default()
    }

    /// Every passage of the answer.
    pub(super) fn passages(&self) -> Vec<Passage> {
        passages::passages(&self.session)
    }

    /// The passages that are taken together, first and last.
    pub(super) fn taken(&self) -> (usize, usize) {
        let here = self.scoring.passages.index;
        let from = self.scoring.from.unwrap_or(here);
        (here.min(from), here.max(from))
    }

    /// Goes to the dimension that an edit scored.
    pub(super) fn go_to_dimension(&mut self, at: &Place) {
        let named = |d: &Dimension| at.id.as_ref().is_some_and(|id| id.as_str() == d.id.as_str());
        if let Some(index) = self.session.rubric.dimensions.iter().position(named) {
            self.score_dimension(index);
        }
    }

    fn score_dimension(&mut self, index: usize) {
        self.scoring.dimension = index.min(self.session.rubric.dimensions.len());
        self.ask_of_dimension(Asks::Score);
    }

    /// Asks something of the dimension; what was said before is selected.
    fn ask_of_dimension(&mut self, asks: Asks) {
        let own = self.own_score();
        let said = if asks == Asks::Guess { own.predicted.or(own.score) } else { own.score };
        let index = said.and_then(|said| SCORES.iter().position(|s| *s == said)).unwrap_or(0);
        self.scoring = Scoring { dimension: self.scoring.dimension, asks, ..Scoring::default() };
        self.scoring.choices.index = index;
    }

    fn give(&mut self, score: Score) -> Reply {
        if self.scoring.asks == Asks::Guess {
            let reply = self.say("predicted", score.word());
            self.score_dimension(self.scoring.dimension + 1);
            return reply;
        }
        let mut reply = self.say("score", score.word());
        let own = self.own_score();
        // The ends of the scale want a passage; it can be gone without.
        let is_end = matches!(score, Score::One | Score::Four);
        if is_end && own.evidence.is_empty() {
            reply.notice = self.ask_for_passage().notice;
        } else {
            self.ask_what_is_open();
        }
        reply
    }

    fn ask_for_passage(&mut self) -> Reply {
        if self.passages().is_empty() {
            self.ask_what_is_open();
            return Reply::notice("Nothing was written that could be quoted.");
        }
        self.ask_of_dimension(Asks::Passage);
        Reply::default()
    }

    /// A guess, where there is a score and none was made; or the score again.
    fn ask_what_is_open(&mut self) {
        let own = self.own_score();
        let guess = own.score.is_some() && own.predicted.is_none();
        self.ask_of_dimension(if guess { Asks::Guess } else { Asks::Score });
    }

    fn act_on_passages(&mut self, action: Action) -> Reply {
        let passages = self.passages();
        match action {
            Action::Choose => {
                let (first, last) = self.taken();
                let taken =
                    passages.get(first..=last.min(passages.len().saturating_sub(1))).unwrap_or_default();
                let quote = passages::quote(&self.session, taken);
                let reply = self.say("evidence", &quote);
                self.ask_what_is_open();
                return reply;
            }
            Action::Left => self.ask_what_is_open(),
            Action::Select(motion) => {
                self.scoring.from.get_or_insert(self.scoring.passages.index);
                let way = if motion == Motion::Up { Action::Up } else { Action::Down };
                self.scoring.passages.act(way, passages.len());
            }
            _ => {
                if self.scoring.passages.act(action, passages.len()) {
                    self.scoring.from = None;
                }
            }
        }
        Reply::default()
    }

    fn unscore(&mut self) -> Reply {
        let edits = ["score", "evidence", "predicted"].into_iter().filter_map(|field| self.set(field, ""));
        let edits = edits.collect();
        let reply = self.commit(edits);
        self.ask_of_dimension(Asks::Score);
        reply
    }

    fn say(&mut self, field: &str, text: &str) -> Reply {
        if !Size::of_text(text).fits(&self.session) {
            return Reply::notice(format!("Nothing was changed: {}.", size::TOO_LARGE));
        }
        let edits = self.set(field, text).into_iter().collect();
        self.commit(edits)
    }

    /// The edit that makes a field of the dimension another one.
    fn set(&self, field: &str, text: &str) -> Option<Edit> {
        let at = Place::cell(Part::SelfScores, &self.dimension()?.id.as_str().into(), field);
        let old = self.session.value(&at)?;
        let new = Value::Text(text.to_owned());
        (new != old).then_some(Edit::Set { at, old, new })
    }
}
