//! Scores: every dimension with its anchors in view, evidence for the ends of the scale, and, once there is a score, the
//! candidate's own beside it. Averages nothing.

use ratatui::layout::Position;

use crate::{
    insight::passages::{self, Passage},
    model::{
        Dimension, Session,
        review::{Score, Scored},
    },
    tui::{
        action::Action,
        widgets::{editor::Motion, list::List},
    },
};

use super::Reviewing;

/// Which dimension is scored, and which passage is being picked for it.
#[derive(Clone, Debug, Default)]
pub(super) struct Scoring {
    pub(super) dimensions: List,
    /// The passages to choose from, while one is.
    pub(super) picking: Option<Picking>,
}

/// A passage is being picked as evidence.
#[derive(Clone, Debug, Default)]
pub(super) struct Picking {
    pub(super) list: List,
    from: Option<usize>,
}

/// What stands as evidence where nothing does.
pub const ABSENT: &str = "absent";

impl Scoring {
    pub(super) fn is_picking(&self) -> bool {
        self.picking.is_some()
    }

    pub(super) fn stop(&mut self) {
        self.picking = None;
    }
}

impl Picking {
    /// The first and the last passage that are selected.
    pub(super) fn taken(&self) -> (usize, usize) {
        let from = self.from.unwrap_or(self.list.index);
        (self.list.index.min(from), self.list.index.max(from))
    }

    fn act(&mut self, action: Action, len: usize) {
        if let Action::Select(motion) = action {
            self.from.get_or_insert(self.list.index);
            let way = if motion == Motion::Up { Action::Up } else { Action::Down };
            self.list.act(way, len);
        } else if self.list.act(action, len) {
            self.from = None;
        }
    }

    fn quote(&self, session: &Session, passages: &[Passage]) -> String {
        let (first, last) = self.taken();
        let last = last.min(passages.len().saturating_sub(1));
        passages::quote(session, passages.get(first..=last).unwrap_or_default())
    }
}

impl Reviewing {
    /// The dimension that is selected.
    pub(super) fn dimension(&self) -> Option<&Dimension> {
        self.session.rubric.dimensions.get(self.scoring.dimensions.index)
    }

    /// What the coach has said of it.
    pub(super) fn scored_here(&self) -> Option<&Scored> {
        self.own.scores.get(&self.dimension()?.id)
    }

    pub(super) fn act_on_scores(&mut self, action: Action) -> bool {
        if self.scoring.is_picking() {
            return self.act_on_evidence(action);
        }
        let Some(id) = self.dimension().map(|dimension| dimension.id.clone()) else { return false };
        match action {
            Action::Score(score) => {
                let evidence = self.own.scores.get(&id).map(|scored| scored.evidence.clone());
                let scored = Scored { score, evidence: evidence.unwrap_or_default() };
                let wants = wants_evidence(&scored);
                self.own.scores.insert(id, scored);
                if wants {
                    self.pick();
                } else {
                    self.scoring.dimensions.act(Action::Down, self.session.rubric.dimensions.len());
                }
                true
            }
            Action::Unscore => self.own.scores.remove(&id).is_some(),
            Action::Evidence => {
                self.pick();
                false
            }
            Action::Absent => self.rests_on(ABSENT.to_owned()),
            Action::Choose => {
                self.scoring.dimensions.act(Action::Down, self.session.rubric.dimensions.len());
                false
            }
            _ => {
                self.scoring.dimensions.act(action, self.session.rubric.dimensions.len());
                false
            }
        }
    }

    /// Looks for a passage; where nothing was written there is none.
    fn pick(&mut self) {
        if !passages::passages(&self.session).is_empty() {
            self.scoring.picking = Some(Picking::default());
        }
    }

    fn act_on_evidence(&mut self, action: Action) -> bool {
        let passages = passages::passages(&self.session);
        let Some(picking) = &mut self.scoring.picking else { return false };
        match action {
            Action::Choose => {
                let quote = picking.quote(&self.session, &passages);
                self.rests_on(quote)
            }
            Action::Left => {
                self.scoring.picking = None;
                false
            }
            Action::Absent => self.rests_on(ABSENT.to_owned()),
            _ => {
                picking.act(action, passages.len());
                false
            }
        }
    }

    /// What the score of the dimension rests on; then the next one.
    fn rests_on(&mut self, evidence: String) -> bool {
        let Some(id) = self.dimension().map(|dimension| dimension.id.clone()) else { return false };
        self.scoring.picking = None;
        let Some(scored) = self.own.scores.get_mut(&id) else { return false };
        scored.evidence = evidence;
        self.scoring.dimensions.act(Action::Down, self.session.rubric.dimensions.len());
        true
    }

    pub(super) fn point_at_scores(&mut self, at: Position) -> Option<bool> {
        match &mut self.scoring.picking {
            Some(picking) => {
                picking.from = None;
                picking.list.point(at)
            }
            None => {
                self.scoring.dimensions.point(at);
                None
            }
        }
    }
}

/// Whether a score wants something that it rests on: the ends of the scale do.
pub fn wants_evidence(scored: &Scored) -> bool {
    matches!(scored.score, Score::One | Score::Four) && scored.evidence.trim().is_empty()
}
