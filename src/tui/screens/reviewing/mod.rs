//! A coach reviews a session: it is read part by part, commented on passage by passage, scored, and given back with one
//! next rep. The session is never changed; what is said goes into the coach's own review.

pub(in crate::tui::screens) mod comment;
mod first;
pub(in crate::tui::screens) mod view;

use jiff::Timestamp;
use ratatui::layout::Position;

use comment::Typing;

use crate::{
    insight::{
        facts::Facts,
        placed::Placed,
        replies::Before,
        sheet::{self, Passage},
    },
    model::{CaseId, Reply, Review, Session, review::Reviewed},
    tui::{
        action::{Action, READ_ONLY},
        effect::{Effect, Taken},
        keymap::Scope,
        screens::judging::{GivingBack, Kept, Scoring},
        widgets::{editor::Deed, list::List, parts::Parts},
    },
};

/// A session that is reviewed.
#[derive(Clone, Debug)]
pub struct Reviewing {
    case: CaseId,
    /// What is reviewed.
    pub session: Session,
    sha256: String,
    /// What the coach says.
    pub own: Review,
    /// Where that stands.
    placed: Placed,
    /// What other coaches say, and where.
    others: Vec<(Review, Placed)>,
    /// What the candidate answered to what the coach says.
    reply: Option<Reply>,
    /// What the coach asked for in an attempt before.
    before: Option<Before>,
    /// Why the session may not be what was asked.
    doubt: Option<&'static str>,
    /// Whether the file is another than the own review was written of.
    edited: bool,
    read_only: Option<String>,
    snippets: Vec<String>,
    /// What there is to know before one reads.
    facts: Facts,
    /// The parts that are read.
    read: Vec<sheet::Section>,
    section: usize,
    /// The passage of it, and where the selection of several began.
    list: List,
    from: Option<usize>,
    typing: Option<Typing>,
    scoring: Scoring,
    giving: GivingBack,
    /// Whether what was said is on disk.
    pub kept: Kept,
    /// Where the sections stand on the left: for the mouse.
    rail: Parts,
}

/// A page of the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Page {
    /// A part of the session, by its place.
    Read(usize),
    /// Every dimension.
    Scores,
    /// The verdict and the next rep.
    GiveBack,
}

impl Reviewing {
    /// A session as it was taken from the desk.
    pub fn new(taken: Taken) -> Self {
        let Taken { case, session, sha256, doubt, edited, own, read_only, others, reply, before, snippets } =
            taken;
        let stands = |review: Review| {
            let placed = Placed::of(&session, &review);
            (review, placed)
        };
        let others = others.into_iter().map(stands).collect();
        Self {
            case,
            placed: Placed::of(&session, &own),
            facts: Facts::of(&session),
            read: sheet::sections(&session),
            session,
            sha256,
            own,
            others,
            reply,
            before,
            doubt,
            edited,
            read_only,
            snippets,
            section: 0,
            list: List::default(),
            from: None,
            typing: None,
            scoring: Scoring::default(),
            giving: GivingBack::default(),
            kept: Kept::default(),
            rail: Parts::default(),
        }
    }

    /// Which one.
    pub fn case(&self) -> &CaseId {
        &self.case
    }

    /// The session as a debrief may show it: what its candidate scored is not told to whom that could sway.
    pub fn to_read(&self) -> Session {
        let mut session = self.session.clone();
        session.self_scores.clear();
        session.wrap_up.lowest = None;
        session
    }

    fn pages(&self) -> usize {
        self.read.len() + 2
    }

    fn page(&self) -> Page {
        match self.section.checked_sub(self.read.len()) {
            None => Page::Read(self.section),
            Some(0) => Page::Scores,
            Some(_) => Page::GiveBack,
        }
    }

    fn turn(&mut self, section: usize) {
        self.section = section.min(self.pages() - 1);
        (self.list, self.from, self.typing) = (List::default(), None, None);
        self.scoring.stop();
    }

    /// The passages of the part that is read.
    fn passages(&self) -> &[Passage] {
        self.read.get(self.section).map_or(&[], |section| &section.passages)
    }

    /// The scopes of the binding table that hold now.
    pub fn scopes(&self) -> Vec<Scope> {
        if self.is_typing() {
            return vec![Scope::Everywhere, Scope::Away, Scope::Field, Scope::Remark];
        }
        if self.page() == Page::Scores && self.scoring.is_picking() {
            return vec![Scope::Everywhere, Scope::Away, Scope::Passages, Scope::Grounds];
        }
        let page = match self.page() {
            Page::Read(_) => Scope::Commenting,
            Page::Scores => Scope::Grading,
            Page::GiveBack => Scope::GivingBack,
        };
        vec![Scope::Everywhere, Scope::Away, Scope::Reviewing, page]
    }

    /// Whether letters are typed.
    pub fn is_typing(&self) -> bool {
        self.typing.is_some() || self.giving.is_typing()
    }

    /// What is selected in the line that is typed.
    pub fn selected(&self) -> String {
        let of_comment = self.typing.as_ref().map(|typing| typing.selected(&self.own));
        of_comment.unwrap_or_else(|| self.giving.selected(&self.own)).to_owned()
    }

    /// Why an action cannot be done now.
    pub fn why_not(&self, action: Action) -> Option<&'static str> {
        let says = matches!(
            action,
            Action::Comment(_) | Action::Score(_) | Action::Evidence | Action::Absent | Action::Unscore
        );
        match action {
            _ if says && self.read_only.is_some() => Some(READ_ONLY),
            Action::Choose if self.read_only.is_some() && self.page() != Page::Scores => Some(READ_ONLY),
            Action::Comment(_) if self.passages().is_empty() => Some("nothing was written here"),
            Action::Delete | Action::Choose if matches!(self.page(), Page::Read(_)) => {
                self.comment_here().is_none().then_some("you have said nothing of this passage")
            }
            Action::NextSection if self.section + 1 == self.pages() => {
                Some("this is the last part; Esc, l goes back")
            }
            Action::OwnScores if self.page() == Page::Scores => Some("these are the scores"),
            Action::GiveBack if self.page() == Page::GiveBack => Some("this is that page"),
            Action::PreviousSection if self.section == 0 => Some("this is the first part"),
            Action::Evidence | Action::Absent | Action::Unscore
                if self.scoring.scored(&self.session, &self.own).is_none() =>
            {
                Some("score it first: 1 to 4, or 0 where it has no place")
            }
            _ => None,
        }
    }

    /// What an action does here.
    pub fn act(&mut self, action: Action, now: Timestamp) -> Vec<Effect> {
        let changed = match (action, self.page()) {
            _ if self.typing.is_some() => self.act_on_comment(action),
            _ if self.giving.is_typing() => self.giving.act_typing(action, &mut self.own),
            (Action::NextSection, _) => {
                self.turn(self.section + 1);
                false
            }
            (Action::PreviousSection, _) => {
                self.turn(self.section.saturating_sub(1));
                false
            }
            (Action::OwnScores, _) => {
                self.turn(self.read.len());
                false
            }
            (Action::GiveBack, _) => {
                self.turn(self.read.len() + 1);
                false
            }
            (_, Page::Read(_)) => self.act_on_passages(action),
            (_, Page::Scores) => self.scoring.act(action, &self.session, &mut self.own),
            (_, Page::GiveBack) => self.giving.act(action, &mut self.own, &self.session),
        };
        self.placed.follow(&self.session, &self.own);
        if changed { self.keep(now) } else { Vec::new() }
    }

    /// What is typed into the line that is open; on a part that is read, letters say nothing yet.
    pub fn deed(&mut self, deed: Deed, now: Timestamp) -> Vec<Effect> {
        let changed = match &mut self.typing {
            Some(typing) => typing.deed(&mut self.own, deed),
            None => self.giving.deed(deed, &mut self.own),
        };
        if changed { self.keep(now) } else { Vec::new() }
    }

    fn keep(&mut self, now: Timestamp) -> Vec<Effect> {
        self.own.written = now;
        // What is said is said of the file as it lies here.
        let (id, sha256) = (self.session.id.clone(), self.sha256.clone());
        self.own.of = Reviewed::Session { id, sha256 };
        self.kept = Kept::Pending;
        vec![Effect::KeepReview(self.case.clone(), Box::new(self.own.clone()))]
    }

    /// Selects the passages up to a place of the screen.
    pub fn drag(&mut self, at: Position) {
        let before = self.list.index;
        if !self.is_typing() && matches!(self.page(), Page::Read(_)) && self.list.point(at).is_some() {
            self.from.get_or_insert(before);
        }
    }

    /// Selects what is at a place of the screen; says whether it was selected before.
    pub fn point(&mut self, at: Position) -> Option<bool> {
        if let Some(part) = self.rail.point(at) {
            self.turn(part);
            return None;
        }
        if self.is_typing() {
            return None;
        }
        match self.page() {
            Page::Read(_) => {
                self.from = None;
                self.list.point(at)
            }
            Page::Scores => self.scoring.point(at),
            Page::GiveBack => None,
        }
    }
}
