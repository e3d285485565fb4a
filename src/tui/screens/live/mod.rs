//! A live mock: the interviewer's sheet, a clock, notes with their times, scores and one next rep, for a coach on a call or
//! two students who take turns. Nothing is recorded but what is typed or marked, and nothing is written but the review.

mod note;
mod sheet;
mod view;

use std::time::Duration;

use jiff::Timestamp;
use ratatui::layout::Position;

use note::Item;

use crate::{
    insight::{
        interviewer::Sheet,
        passages::{self, Passage},
    },
    model::{
        CaseId, CommentId, Dimension, DimensionId, QuestionId, Review, Rubric,
        framework::{Framework, Step},
        review::{Comment, CommentKind},
    },
    text::clock::minutes,
    tui::{
        action::Action,
        effect::{Effect, Mock},
        keymap::Scope,
        screens::{
            judging::{GivingBack, Judged, Kept, Scoring},
            pages::Remark,
        },
        widgets::{editor::Deed, list::List, stopwatch::Stopwatch},
    },
};

/// A live mock that is gone through.
#[derive(Clone, Debug)]
pub struct Live {
    case: CaseId,
    question: QuestionId,
    title: String,
    asked: Asked,
    /// What is said of the answer.
    pub own: Review,
    sheet: Sheet,
    /// What of the sheet can be selected, from top to bottom.
    items: Vec<Item>,
    clock: Stopwatch,
    page: Page,
    list: List,
    notes: List,
    /// The line in which a note is typed; before the clock runs, who is interviewed.
    line: Remark,
    with: String,
    typing: Option<CommentId>,
    /// The kind of the next note.
    kind: Option<CommentKind>,
    /// Notes that were taken back, and where they stood.
    gone: Vec<(usize, Comment)>,
    scoring: Scoring,
    giving: GivingBack,
    /// Whether what was said is on disk.
    pub kept: Kept,
}

/// What an answer goes through, and what it is scored by.
#[derive(Clone, Debug)]
struct Asked {
    framework: Framework,
    rubric: Rubric,
}

/// A page of the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Page {
    /// The interviewer's sheet.
    Sheet,
    /// The notes, to be changed.
    Notes,
    /// Every dimension.
    Scores,
    /// The verdict and the next rep.
    GiveBack,
}

impl Page {
    const ALL: [Self; 4] = [Self::Sheet, Self::Notes, Self::Scores, Self::GiveBack];
}

impl Judged for Asked {
    const PASSAGE: &'static str = "note";

    fn dimensions(&self) -> &[Dimension] {
        &self.rubric.dimensions
    }

    fn steps(&self) -> &[Step] {
        &self.framework.steps
    }

    fn passages(&self, own: &Review) -> Vec<Passage> {
        passages::notes(own)
    }

    fn quote(&self, passages: &[Passage]) -> String {
        passages.iter().map(|passage| passage.text.as_str()).collect::<Vec<_>>().join("\n")
    }

    /// Who is interviewed has scored nothing.
    fn beside(&self, _: &DimensionId, _: &Review) -> String {
        String::new()
    }
}

impl Live {
    /// A mock that was begun now, or is gone on with at its last time.
    pub fn new(mock: Mock, now: Duration) -> Self {
        let Mock { case, question, framework, rubric, own, goes_on } = mock;
        let sheet = Sheet::of(&question, &framework);
        let mut items = Vec::new();
        for (number, part) in sheet.parts.iter().enumerate() {
            items.push(Item::Part(number));
            items.extend((0..part.cues.len()).map(|cue| Item::Cue(number, cue)));
        }
        let last = own.comments.iter().filter_map(|note| note.at).max().unwrap_or(0);
        let mut clock = if goes_on { Stopwatch::left_at(last) } else { Stopwatch::default() };
        clock.tick(now);
        // What is read out first.
        let mut list = List::default();
        list.index = 1.min(items.len().saturating_sub(1));
        Self {
            case,
            question: question.id,
            title: question.title,
            asked: Asked { framework, rubric },
            own,
            sheet,
            items,
            clock,
            page: Page::Sheet,
            list,
            notes: List::default(),
            line: Remark::new("", 0),
            with: String::new(),
            typing: None,
            kind: None,
            gone: Vec::new(),
            scoring: Scoring::default(),
            giving: GivingBack::default(),
            kept: Kept::default(),
        }
    }

    /// Which one.
    pub fn case(&self) -> &CaseId {
        &self.case
    }

    /// What is asked in it.
    pub fn question(&self) -> &QuestionId {
        &self.question
    }

    /// Where it is gone on with, where it is.
    pub fn goes_on_at(&self) -> Option<String> {
        let is_left = self.clock.has_begun() && !self.clock.runs();
        is_left.then(|| minutes(self.clock.seconds()))
    }

    /// Learns what time it is.
    pub fn tick(&mut self, now: Duration) {
        self.clock.tick(now);
    }

    /// The scopes of the binding table that hold now.
    pub fn scopes(&self) -> Vec<Scope> {
        let of_page: &[Scope] = match self.page {
            _ if !self.clock.has_begun() => &[Scope::Field, Scope::Beginning],
            Page::Sheet => &[Scope::Field, Scope::Mock, Scope::Asking],
            Page::Notes => &[Scope::Mock, Scope::Beside, Scope::Notes],
            Page::Scores if self.scoring.is_picking() => &[Scope::Passages, Scope::Grounds],
            Page::Scores => &[Scope::Mock, Scope::Beside, Scope::Grading],
            Page::GiveBack if self.giving.is_typing() => &[Scope::Field, Scope::Remark],
            Page::GiveBack => &[Scope::Mock, Scope::Beside, Scope::GivingBack],
        };
        [&[Scope::Everywhere, Scope::Away], of_page].concat()
    }

    /// Whether letters are typed where one is.
    pub fn is_typing(&self) -> bool {
        self.page == Page::Sheet || self.giving.is_typing()
    }

    /// What is selected in the line that is typed.
    pub fn selected(&self) -> String {
        if self.giving.is_typing() {
            return self.giving.selected(&self.own).to_owned();
        }
        self.line.selected(self.text()).to_owned()
    }

    /// Why an action cannot be done now.
    pub fn why_not(&self, action: Action) -> Option<&'static str> {
        let at_notes = self.page == Page::Notes;
        match action {
            Action::Sheet if self.page == Page::Sheet => Some("this is the sheet"),
            Action::Notes if at_notes => Some("these are your notes"),
            Action::OwnScores if self.page == Page::Scores => Some("these are the scores"),
            Action::GiveBack if self.page == Page::GiveBack => Some("this is that page"),
            Action::NextSection if self.page == Page::GiveBack => Some("this is the last page"),
            Action::Choose | Action::Delete if at_notes && self.own.comments.is_empty() => {
                Some("nothing was noted yet")
            }
            Action::Undo if at_notes && self.gone.is_empty() => Some("no note was taken back"),
            Action::Evidence | Action::Absent | Action::Unscore
                if self.page == Page::Scores && self.scoring.scored(&self.asked, &self.own).is_none() =>
            {
                Some("score it first: 1 to 4, or 0 where it has no place")
            }
            Action::Evidence if self.own.comments.is_empty() => {
                Some("nothing was noted that shows it; a says that nothing does")
            }
            _ => None,
        }
    }

    /// What an action does here.
    pub fn act(&mut self, action: Action, now: Timestamp) -> Vec<Effect> {
        let changed = match (action, self.page) {
            _ if self.giving.is_typing() => self.giving.act_typing(action, &mut self.own),
            (Action::Accept, _) if !self.clock.has_begun() => {
                self.begin();
                true
            }
            (Action::Pause, _) => {
                if self.clock.runs() {
                    self.clock.stand();
                } else {
                    self.clock.run();
                }
                false
            }
            (Action::Sheet, _) => self.turn(Page::Sheet),
            (Action::Notes, _) => self.turn(Page::Notes),
            (Action::OwnScores, _) => self.turn(Page::Scores),
            (Action::GiveBack, _) => self.turn(Page::GiveBack),
            (_, Page::Sheet) => self.act_on_sheet(action),
            (Action::NextSection, page) => self.turn_by(page, 1),
            (Action::PreviousSection, page) => self.turn_by(page, -1),
            (_, Page::Notes) => self.act_on_notes(action),
            (_, Page::Scores) => self.scoring.act(action, &self.asked, &mut self.own),
            (_, Page::GiveBack) => self.giving.act(action, &mut self.own, &self.asked),
        };
        if changed { self.keep(now) } else { Vec::new() }
    }

    fn act_on_sheet(&mut self, action: Action) -> bool {
        match action {
            Action::Accept if !self.text().is_empty() => self.take_note(),
            Action::Accept if !self.clock.runs() => {
                self.clock.run();
                false
            }
            Action::Accept => self.mark(),
            Action::NextField => self.turn_kind(),
            Action::NextSection | Action::PreviousSection => {
                let parts =
                    || self.items.iter().enumerate().filter(|(_, item)| matches!(item, Item::Part(_)));
                let here = self.list.index;
                let there = match action {
                    Action::NextSection => parts().map(|(n, _)| n).find(|n| *n > here),
                    _ => parts().map(|(n, _)| n).rfind(|n| *n < here),
                };
                self.list.index = there.unwrap_or(here);
                false
            }
            _ if self.list.act(action, self.items.len()) => false,
            _ => {
                let text = self.text().to_owned();
                self.line.act(&text, action).is_some_and(|new| self.set_text(new))
            }
        }
    }

    fn act_on_notes(&mut self, action: Action) -> bool {
        let here = self.notes.index;
        match action {
            Action::Choose => {
                if let Some(note) = self.own.comments.get(here) {
                    (self.typing, self.line) = (Some(note.id.clone()), Remark::new(&note.text, 0));
                    self.page = Page::Sheet;
                }
                false
            }
            Action::Delete => {
                self.take_back(here);
                true
            }
            Action::Undo => self.bring_back(),
            _ => {
                self.notes.act(action, self.own.comments.len());
                false
            }
        }
    }

    fn turn_by(&mut self, page: Page, by: isize) -> bool {
        let place = Page::ALL.iter().position(|one| *one == page).unwrap_or(0);
        let next = place.checked_add_signed(by).and_then(|place| Page::ALL.get(place));
        next.is_some_and(|next| self.turn(*next))
    }

    /// Goes to a page; what was being typed is taken. Says whether it goes, because it says nothing.
    fn turn(&mut self, page: Page) -> bool {
        self.page = page;
        self.scoring.stop();
        if page == Page::Notes {
            self.notes.index = self.own.comments.len().saturating_sub(1);
        }
        self.take_note()
    }

    /// What is typed: a note, wherever one is; on the pages of scores letters act.
    pub fn types(&mut self, deed: Deed, now: Timestamp) -> Vec<Effect> {
        let changed = match self.page {
            _ if self.giving.is_typing() => self.giving.deed(deed, &mut self.own),
            Page::Notes => {
                self.turn(Page::Sheet);
                self.deed(deed)
            }
            Page::Sheet => self.deed(deed),
            Page::Scores | Page::GiveBack => false,
        };
        if changed { self.keep(now) } else { Vec::new() }
    }

    /// Whether letters that are typed are a note.
    pub fn takes_letters(&self) -> bool {
        self.is_typing() || self.page == Page::Notes
    }

    fn keep(&mut self, now: Timestamp) -> Vec<Effect> {
        self.own.written = now;
        self.kept = Kept::Pending;
        vec![Effect::KeepReview(self.case.clone(), Box::new(self.own.clone()))]
    }

    /// Selects what is at a place of the screen; says whether it was selected before.
    pub fn point(&mut self, at: Position) -> Option<bool> {
        match self.page {
            Page::Sheet => {
                self.list.point(at);
                None
            }
            Page::Notes => self.notes.point(at),
            Page::Scores => self.scoring.point(at),
            Page::GiveBack => None,
        }
    }
}
