//! One step or follow-up across many sessions, names hidden: read, commented on and scored one below the other. No session is
//! changed; what is said goes into the coach's own review of each.

mod view;

use jiff::Timestamp;
use ratatui::layout::Position;

use crate::{
    insight::{
        column::{Part, parts},
        passages::ABSENT,
        placed::Placed,
        sheet::{self, Passage},
    },
    model::{
        CaseId, Dimension, DimensionId, Kind, Review, Session,
        review::{CommentKind, Reviewed, Score, Scored},
    },
    tui::{
        action::{Action, READ_ONLY},
        effect::{Effect, Taken},
        keymap::Scope,
        screens::{
            judging::Kept,
            reviewing::comment::{Typing, begin, said},
        },
        widgets::{
            editor::{Deed, Motion},
            list::List,
            parts::Parts,
        },
    },
};

/// The screen.
#[derive(Clone, Debug, Default)]
pub struct Column {
    /// None until they were read.
    papers: Option<Vec<Paper>>,
    parts: Vec<Part>,
    part: usize,
    /// What can be selected of the part, one below the other.
    spots: Vec<Spot>,
    list: List,
    /// Where the selection of several passages began.
    from: Option<usize>,
    /// By which all answers are scored.
    dimension: Option<DimensionId>,
    typing: Option<Typing>,
    snippets: Vec<String>,
    /// Where the parts stand on the left: for the mouse.
    rail: Parts,
}

/// A session, and what is said of it.
#[derive(Clone, Debug)]
struct Paper {
    case: CaseId,
    session: Session,
    sha256: String,
    own: Review,
    /// Where that stands.
    placed: Placed,
    is_read_only: bool,
    kept: Kept,
}

/// A passage of an answer; or the answer, where nothing was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Spot {
    /// Its place in the part.
    answer: usize,
    passage: Option<usize>,
}

impl Paper {
    fn new(taken: Taken) -> Self {
        let Taken { case, session, sha256, own, read_only, .. } = taken;
        let (placed, is_read_only) = (Placed::of(&session, &own), read_only.is_some());
        Self { case, session, sha256, own, placed, is_read_only, kept: Kept::default() }
    }

    fn keep(&mut self, now: Timestamp) -> Effect {
        self.own.written = now;
        // What is said is said of the file as it lies here.
        self.own.of = Reviewed::Session { id: self.session.id.clone(), sha256: self.sha256.clone() };
        self.kept = Kept::Pending;
        Effect::KeepReview(self.case.clone(), Box::new(self.own.clone()))
    }
}

impl Column {
    /// The sessions were read.
    pub fn learn(&mut self, taken: Vec<Taken>) {
        let coach = taken.first().map(|taken| taken.own.coach.id.clone()).unwrap_or_default();
        self.snippets = taken.first().map(|taken| taken.snippets.clone()).unwrap_or_default();
        let papers: Vec<Paper> = taken.into_iter().map(Paper::new).collect();
        self.parts = parts(&papers.iter().map(|paper| &paper.session).collect::<Vec<_>>(), &coach);
        // As with a session, one begins at what the answers rest on.
        let first = self.parts.iter().position(|part| part.kind == Some(Kind::Metrics)).unwrap_or(0);
        self.papers = Some(papers);
        self.turn(first);
        self.dimension = self.rubric().first().map(|dimension| dimension.id.clone());
    }

    /// What became of what was said of a session, where it is one of these; gives back what was known of that before, and
    /// what was said.
    pub fn hear(&mut self, case: &CaseId, kept: Result<Timestamp, String>) -> Option<(Kept, &Review)> {
        let paper = self.papers.iter_mut().flatten().find(|paper| paper.case == *case)?;
        let kept = Kept::of(kept, paper.own.written);
        Some((std::mem::replace(&mut paper.kept, kept), &paper.own))
    }

    fn turn(&mut self, part: usize) {
        self.part = part.min(self.parts.len().saturating_sub(1));
        (self.list, self.from, self.typing) = (List::default(), None, None);
        let answers = self.parts.get(self.part).map_or(&[][..], |part| &part.answers);
        let spots = answers.iter().enumerate().flat_map(|(answer, (_, section))| {
            let passages = (0..section.passages.len()).map(Some);
            let none = section.passages.is_empty().then_some(None);
            passages.chain(none).map(move |passage| Spot { answer, passage })
        });
        self.spots = spots.collect();
    }

    fn spot(&self) -> Option<Spot> {
        self.spots.get(self.list.index).copied()
    }

    /// Which session an answer of the part is from.
    fn number(&self, answer: usize) -> Option<usize> {
        Some(self.parts.get(self.part)?.answers.get(answer)?.0)
    }

    fn passages(&self, answer: usize) -> &[Passage] {
        let part = self.parts.get(self.part);
        part.and_then(|part| part.answers.get(answer)).map_or(&[], |(_, section)| &section.passages)
    }

    /// The session that the selected passage is from.
    fn paper(&self) -> Option<&Paper> {
        self.papers.as_ref()?.get(self.number(self.spot()?.answer)?)
    }

    /// The passages that are selected: several only of one answer.
    fn taken(&self) -> (usize, usize) {
        let here = self.list.index;
        let from = self.from.unwrap_or(here);
        let (first, last) = (here.min(from), here.max(from));
        let answer = |index: usize| self.spots.get(index).map(|spot| spot.answer);
        let same = |index: &usize| answer(*index) == answer(here);
        ((first..=here).find(same).unwrap_or(here), (here..=last).rev().find(same).unwrap_or(here))
    }

    fn taken_passages(&self) -> Vec<Passage> {
        let (first, last) = self.taken();
        let spots = self.spots.get(first..=last).unwrap_or_default();
        let of = |spot: &Spot| self.passages(spot.answer).get(spot.passage?).cloned();
        spots.iter().filter_map(of).collect()
    }

    fn rubric(&self) -> &[Dimension] {
        self.paper().map_or(&[], |paper| &paper.session.rubric.dimensions)
    }

    /// The dimension by which the selected answer is scored: the chosen one, or its rubric's first.
    fn scored_by(&self) -> Option<&Dimension> {
        let chosen = self.rubric().iter().find(|d| Some(&d.id) == self.dimension.as_ref());
        chosen.or(self.rubric().first())
    }

    fn scored_here(&self) -> Option<&Scored> {
        self.paper()?.own.scores.get(&self.scored_by()?.id)
    }

    /// Whether letters are typed.
    pub fn is_typing(&self) -> bool {
        self.typing.is_some()
    }

    /// What is selected in the comment that is typed.
    pub fn selected(&self) -> String {
        let (Some(typing), Some(paper)) = (&self.typing, self.paper()) else { return String::new() };
        typing.selected(&paper.own).to_owned()
    }

    /// The scopes of the binding table that hold now.
    pub fn scopes(&self) -> Vec<Scope> {
        let here: &[Scope] = if self.is_typing() { &[Scope::Field, Scope::Remark] } else { &[Scope::Column] };
        [&[Scope::Everywhere, Scope::Away], here].concat()
    }

    /// Why an action cannot be done now.
    pub fn why_not(&self, action: Action) -> Option<&'static str> {
        let is_read_only = self.paper().is_some_and(|paper| paper.is_read_only);
        match action {
            Action::Comment(_) | Action::Score(_) | Action::Evidence | Action::Absent | Action::Unscore
                if is_read_only =>
            {
                Some(READ_ONLY)
            }
            Action::Comment(_) | Action::Evidence if self.taken_passages().is_empty() => {
                Some("nothing was written here")
            }
            Action::Choose | Action::Delete if self.comment_here().is_none() => {
                Some("you have said nothing of this passage")
            }
            Action::Score(_) if self.scored_by().is_none() => Some("it has no rubric to score it by"),
            Action::Evidence | Action::Absent | Action::Unscore if self.scored_here().is_none() => {
                Some("score it first: 1 to 4, or 0 where it has no place")
            }
            Action::NextField if self.rubric().len() < 2 => Some("there is no other dimension"),
            Action::NextNew if self.next_unscored().is_none() => {
                Some("every answer here is scored in this dimension")
            }
            Action::NextSection if self.part + 1 >= self.parts.len() => {
                Some("this is the last part; Esc, l goes back")
            }
            Action::PreviousSection if self.part == 0 => Some("this is the first part"),
            _ => None,
        }
    }

    /// What an action does here.
    pub fn act(&mut self, action: Action, now: Timestamp) -> Vec<Effect> {
        let changed = if self.typing.is_some() {
            self.act_on_comment(action)
        } else {
            match action {
                Action::NextSection => self.turn(self.part + 1),
                Action::PreviousSection => self.turn(self.part.saturating_sub(1)),
                Action::NextField => self.turn_dimension(),
                Action::NextNew => {
                    let next = self.next_unscored();
                    (self.list.index, self.from) = (next.unwrap_or(self.list.index), None);
                }
                Action::Select(motion) => {
                    self.from.get_or_insert(self.list.index);
                    let way = if motion == Motion::Up { Action::Up } else { Action::Down };
                    self.list.act(way, self.spots.len());
                }
                Action::Choose => self.typing = self.comment_here().map(Typing::of),
                _ => return self.says(action, now),
            }
            false
        };
        if changed { self.keep(now) } else { Vec::new() }
    }

    /// What is said of the answer that is selected; everything else moves.
    fn says(&mut self, action: Action, now: Timestamp) -> Vec<Effect> {
        let changed = match action {
            Action::Comment(kind) => self.comment(kind),
            Action::Delete => {
                let id = self.comment_here().map(|comment| comment.id.clone());
                self.change(|own, _| {
                    let before = own.comments.len();
                    own.comments.retain(|comment| Some(&comment.id) != id.as_ref());
                    own.comments.len() < before
                })
            }
            Action::Score(score) => self.score(score),
            Action::Unscore => self.change(|own, dimension| own.scores.remove(dimension).is_some()),
            Action::Absent => self.rests_on(ABSENT.to_owned()),
            Action::Evidence => {
                let passages = self.taken_passages();
                let quote = self.paper().map(|paper| sheet::quote(&paper.session, &passages));
                self.rests_on(quote.unwrap_or_default())
            }
            _ => {
                if self.list.act(action, self.spots.len()) {
                    self.from = None;
                }
                false
            }
        };
        if changed { self.keep(now) } else { Vec::new() }
    }

    /// Changes the review of the selected answer; says whether it did.
    fn change(&mut self, change: impl FnOnce(&mut Review, &DimensionId) -> bool) -> bool {
        let dimension = self.scored_by().map(|d| d.id.clone()).unwrap_or_default();
        let Some(number) = self.spot().and_then(|spot| self.number(spot.answer)) else { return false };
        let paper = self.papers.as_mut().and_then(|papers| papers.get_mut(number));
        paper.is_some_and(|paper| {
            let changed = change(&mut paper.own, &dimension);
            paper.placed.follow(&paper.session, &paper.own);
            changed
        })
    }

    fn comment(&mut self, kind: CommentKind) -> bool {
        let passages = self.taken_passages();
        let Some(number) = self.spot().and_then(|spot| self.number(spot.answer)) else { return false };
        let Some(paper) = self.papers.as_mut().and_then(|papers| papers.get_mut(number)) else {
            return false;
        };
        self.typing = begin(&paper.session, &mut paper.own, &passages, kind);
        paper.placed.follow(&paper.session, &paper.own);
        self.typing.is_some()
    }

    fn act_on_comment(&mut self, action: Action) -> bool {
        let Some(mut typing) = self.typing.take() else { return false };
        if action == Action::Accept {
            self.from = None;
            return self.change(|own, _| said(own));
        }
        let snippets = std::mem::take(&mut self.snippets);
        let changed = self.change(|own, _| typing.act(own, &snippets, action));
        (self.snippets, self.typing) = (snippets, Some(typing));
        changed
    }

    fn score(&mut self, score: Score) -> bool {
        self.change(|own, dimension| {
            let evidence = own.scores.get(dimension).map(|scored| scored.evidence.clone());
            own.scores.insert(dimension.clone(), Scored { score, evidence: evidence.unwrap_or_default() });
            true
        })
    }

    fn rests_on(&mut self, evidence: String) -> bool {
        self.change(|own, dimension| {
            let scored = own.scores.get_mut(dimension);
            scored.map(|scored| scored.evidence = evidence).is_some()
        })
    }

    fn turn_dimension(&mut self) {
        let rubric = self.rubric();
        let here = rubric.iter().position(|d| Some(&d.id) == self.scored_by().map(|d| &d.id)).unwrap_or(0);
        let next = rubric.get((here + 1) % rubric.len().max(1));
        self.dimension = next.map(|dimension| dimension.id.clone());
    }

    /// The first passage of the next answer without a score, behind this one and then from the top.
    fn next_unscored(&self) -> Option<usize> {
        let here = self.spot()?.answer;
        let is_unscored = |spot: &Spot| {
            let paper = self.number(spot.answer).and_then(|number| self.papers.as_ref()?.get(number));
            let dimension = self.scored_by().map(|d| &d.id);
            paper.is_some_and(|paper| dimension.is_some_and(|d| !paper.own.scores.contains_key(d)))
        };
        let behind = self.spots.iter().position(|spot| spot.answer > here && is_unscored(spot));
        behind.or_else(|| self.spots.iter().position(|spot| spot.answer < here && is_unscored(spot)))
    }

    /// The own comment on the selected passage.
    fn comment_here(&self) -> Option<&crate::model::review::Comment> {
        let spot = self.spot()?;
        let passage = self.passages(spot.answer).get(spot.passage?)?;
        let paper = self.paper()?;
        paper.placed.on(&paper.own, passage).next()
    }

    /// What is typed into the comment that is open.
    pub fn deed(&mut self, deed: Deed, now: Timestamp) -> Vec<Effect> {
        let Some(mut typing) = self.typing.take() else { return Vec::new() };
        let changed = self.change(|own, _| typing.deed(own, deed));
        self.typing = Some(typing);
        if changed { self.keep(now) } else { Vec::new() }
    }

    /// Has what is said of the selected answer written.
    fn keep(&mut self, now: Timestamp) -> Vec<Effect> {
        let Some(number) = self.spot().and_then(|spot| self.number(spot.answer)) else { return Vec::new() };
        let paper = self.papers.as_mut().and_then(|papers| papers.get_mut(number));
        paper.map(|paper| paper.keep(now)).into_iter().collect()
    }

    /// Selects the passages up to a place of the screen.
    pub fn drag(&mut self, at: Position) {
        let before = self.list.index;
        if !self.is_typing() && self.list.point(at).is_some() {
            self.from.get_or_insert(before);
        }
    }

    /// Selects what is at a place of the screen; says whether it was selected before.
    pub fn point(&mut self, at: Position) -> Option<bool> {
        if self.is_typing() {
            return None;
        }
        if let Some(part) = self.rail.point(at) {
            self.turn(part);
            return None;
        }
        self.from = None;
        // A second click opens a comment, where there is one.
        self.list.point(at).map(|before| before && self.comment_here().is_some())
    }
}
