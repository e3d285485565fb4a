//! Scores: every dimension with its anchors in view, and evidence for the ends of the scale. Averages nothing.

use ratatui::layout::Position;

use super::Judged;
use crate::{
    insight::passages::ABSENT,
    model::{
        Dimension, Review,
        review::{Score, Scored},
    },
    tui::{
        action::Action,
        widgets::{editor::Motion, list::List},
    },
};

/// Which dimension is scored, and which passage is being picked for it.
#[derive(Clone, Debug, Default)]
pub struct Scoring {
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
}

impl Scoring {
    /// Whether a passage is being picked.
    pub fn is_picking(&self) -> bool {
        self.picking.is_some()
    }

    /// Picks no passage any more.
    pub fn stop(&mut self) {
        self.picking = None;
    }

    /// The dimension that is selected.
    pub fn dimension<'a>(&self, of: &'a impl Judged) -> Option<&'a Dimension> {
        of.dimensions().get(self.dimensions.index)
    }

    /// What the coach has said of it.
    pub fn scored<'a>(&self, of: &impl Judged, own: &'a Review) -> Option<&'a Scored> {
        own.scores.get(&self.dimension(of)?.id)
    }

    /// Scores, picks evidence, or moves; says whether the review is another one now.
    pub fn act(&mut self, action: Action, of: &impl Judged, own: &mut Review) -> bool {
        if self.is_picking() {
            return self.act_on_evidence(action, of, own);
        }
        let Some(id) = self.dimension(of).map(|dimension| dimension.id.clone()) else { return false };
        match action {
            Action::Score(score) => {
                let evidence = own.scores.get(&id).map(|scored| scored.evidence.clone());
                let scored = Scored { score, evidence: evidence.unwrap_or_default() };
                let wants = wants_evidence(&scored);
                own.scores.insert(id, scored);
                if wants {
                    self.pick(of, own);
                } else {
                    self.next(of);
                }
                true
            }
            Action::Unscore => own.scores.remove(&id).is_some(),
            Action::Evidence => {
                self.pick(of, own);
                false
            }
            Action::Absent => self.rests_on(ABSENT.to_owned(), of, own),
            Action::Choose => {
                self.next(of);
                false
            }
            _ => {
                self.dimensions.act(action, of.dimensions().len());
                false
            }
        }
    }

    fn next(&mut self, of: &impl Judged) {
        self.dimensions.act(Action::Down, of.dimensions().len());
    }

    /// Looks for a passage; where nothing was written there is none.
    fn pick(&mut self, of: &impl Judged, own: &Review) {
        if !of.passages(own).is_empty() {
            self.picking = Some(Picking::default());
        }
    }

    fn act_on_evidence(&mut self, action: Action, of: &impl Judged, own: &mut Review) -> bool {
        let passages = of.passages(own);
        let Some(picking) = &mut self.picking else { return false };
        match action {
            Action::Choose => {
                let (first, last) = picking.taken();
                let last = last.min(passages.len().saturating_sub(1));
                let quote = of.quote(passages.get(first..=last).unwrap_or_default());
                self.rests_on(quote, of, own)
            }
            Action::Left => {
                self.picking = None;
                false
            }
            Action::Absent => self.rests_on(ABSENT.to_owned(), of, own),
            _ => {
                picking.act(action, passages.len());
                false
            }
        }
    }

    /// What the score of the dimension rests on; then the next one.
    fn rests_on(&mut self, evidence: String, of: &impl Judged, own: &mut Review) -> bool {
        let Some(id) = self.dimension(of).map(|dimension| dimension.id.clone()) else { return false };
        self.picking = None;
        let Some(scored) = own.scores.get_mut(&id) else { return false };
        scored.evidence = evidence;
        self.next(of);
        true
    }

    /// Selects what is at a place of the screen; says whether it was selected before, where a second click chooses it.
    pub fn point(&mut self, at: Position) -> Option<bool> {
        match &mut self.picking {
            Some(picking) => {
                picking.from = None;
                picking.list.point(at)
            }
            None => {
                self.dimensions.point(at);
                None
            }
        }
    }
}

/// Whether a score wants something that it rests on: the ends of the scale do.
pub fn wants_evidence(scored: &Scored) -> bool {
    matches!(scored.score, Score::One | Score::Four) && scored.evidence.trim().is_empty()
}
