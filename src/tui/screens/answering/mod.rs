//! A candidate reads what coaches say, in the margin of the own answer, and answers comment by comment. Session and reviews
//! are never changed; what is answered goes into the candidate's own replies.

mod view;

use std::collections::BTreeSet;

use jiff::Timestamp;
use ratatui::layout::Position;

use crate::{
    insight::{
        anchor::{Found, find},
        placed::is_at,
        sheet::{self, Section},
    },
    model::{
        Session,
        reply::Addressed,
        returned::{Became, Heard},
        review::Comment,
    },
    tui::{
        action::Action,
        effect::{Begin, Effect},
        keymap::Scope,
        screens::{judging::Kept, pages::Remark},
        widgets::{editor::Deed, list::List, parts::Parts},
    },
};

/// The screen.
#[derive(Clone, Debug)]
pub struct Answering {
    /// The own session.
    pub session: Session,
    heard: Vec<Heard>,
    /// What was written, part by part.
    read: Vec<Section>,
    /// The comments whose passage is gone.
    lost: Vec<Said>,
    /// What can be selected, page by page: what coaches said does not change while it is read.
    spots: Vec<Vec<Spot>>,
    page: usize,
    list: List,
    typing: Option<Typing>,
    kept: Kept,
    /// When something was answered last.
    answered: Timestamp,
    /// Where the pages stand on the left: for the mouse.
    rail: Parts,
}

/// A comment of a coach, both by their places.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Said {
    coach: usize,
    comment: usize,
}

/// What can be selected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Spot {
    /// What was written, by its place in the part; nobody said anything of it.
    Passage(usize),
    /// What somebody said; the first of a passage has that above it.
    Comment(Option<usize>, Said),
    /// What a coach wants practised next.
    Next(usize),
}

impl Spot {
    /// The comment that it is.
    fn said(&self) -> Option<Said> {
        match self {
            Self::Comment(_, said) => Some(*said),
            Self::Passage(_) | Self::Next(_) => None,
        }
    }
}

/// Why one disagrees, while it is typed.
#[derive(Clone, Debug)]
struct Typing {
    said: Said,
    line: Remark,
}

impl Answering {
    /// A session with what coaches said of it.
    pub fn new(session: Session, heard: Vec<Heard>) -> Self {
        let read = sheet::sections(&session).into_iter();
        let read: Vec<Section> = read.filter(|section| section.time.is_some()).collect();
        let said = heard.iter().enumerate().flat_map(|(coach, heard)| {
            heard.review.comments.iter().enumerate().map(move |(comment, it)| (Said { coach, comment }, it))
        });
        let placed: Vec<(Said, Found)> =
            said.map(|(said, comment)| (said, find(&session, comment))).collect();
        let lost = placed.iter().filter(|(_, found)| *found == Found::Lost).map(|(said, _)| *said).collect();
        let spots = spots(&read, &placed, &heard);
        let mut answering = Self {
            session,
            heard,
            read,
            lost,
            spots,
            page: 0,
            list: List::default(),
            typing: None,
            kept: Kept::default(),
            answered: Timestamp::UNIX_EPOCH,
            rail: Parts::default(),
        };
        answering.turn(0);
        answering
    }

    /// What was answered up to then is on disk, or something is not: an older state says nothing of the newest.
    /// Gives back what was known of that before.
    pub fn hear(&mut self, kept: Result<Timestamp, String>) -> Kept {
        std::mem::replace(&mut self.kept, Kept::of(kept, self.answered))
    }

    fn pages(&self) -> usize {
        self.read.len() + 2
    }

    fn is_scores(&self) -> bool {
        self.page + 1 == self.pages()
    }

    fn turn(&mut self, page: usize) {
        self.page = page.min(self.pages() - 1);
        (self.list, self.typing) = (List::default(), None);
        let is_comment = |spot: &Spot| matches!(spot, Spot::Comment(..));
        self.list.index = self.spots().iter().position(is_comment).unwrap_or(0);
    }

    /// What can be selected on the page; of the scores, nothing.
    fn spots(&self) -> &[Spot] {
        self.spots.get(self.page).map_or(&[], Vec::as_slice)
    }

    fn heard(&self, said: Said) -> Option<(&Heard, &Comment)> {
        let heard = self.heard.get(said.coach)?;
        Some((heard, heard.review.comments.get(said.comment)?))
    }

    fn spot(&self) -> Option<Spot> {
        self.spots().get(self.list.index).copied()
    }

    fn said_here(&self) -> Option<Said> {
        self.spot()?.said()
    }

    fn became(&self, said: Said) -> Option<Became<'_>> {
        let (heard, comment) = self.heard(said)?;
        Some(heard.became(comment))
    }

    /// Why one disagrees with the comment that is typed about.
    fn because(&self) -> &str {
        match self.typing.as_ref().and_then(|typing| self.became(typing.said)) {
            Some(Became::Disagreed(because)) => because,
            _ => "",
        }
    }

    /// The page and the place on it of the next comment that wants an answer, behind this one and then from the start.
    fn next_open(&self) -> Option<(usize, usize)> {
        let all = self.spots.iter().enumerate().flat_map(|(page, spots)| {
            spots.iter().enumerate().map(move |(place, spot)| (page, place, *spot))
        });
        let wants = |spot: Spot| {
            let Spot::Comment(_, said) = spot else { return false };
            let Some((heard, comment)) = self.heard(said) else { return false };
            heard.wanting().any(|wanting| wanting.id == comment.id) && heard.became(comment) == Became::Open
        };
        let open: Vec<(usize, usize)> =
            all.filter(|(_, _, spot)| wants(*spot)).map(|(page, place, _)| (page, place)).collect();
        let here = (self.page, self.list.index);
        open.iter()
            .find(|place| **place > here)
            .or_else(|| open.iter().find(|place| **place != here))
            .copied()
    }

    /// Whether letters are typed.
    pub fn is_typing(&self) -> bool {
        self.typing.is_some()
    }

    /// What is selected in the reason that is typed.
    pub fn selected(&self) -> String {
        let selected = self.typing.as_ref().map(|typing| typing.line.selected(self.because()));
        selected.unwrap_or_default().to_owned()
    }

    /// The scopes of the binding table that hold now.
    pub fn scopes(&self) -> Vec<Scope> {
        if self.is_typing() {
            return vec![Scope::Everywhere, Scope::Field, Scope::Reason];
        }
        vec![Scope::Everywhere, Scope::Away, Scope::Answering]
    }

    /// Why an action cannot be done now.
    pub fn why_not(&self, action: Action) -> Option<&'static str> {
        let answers = matches!(action, Action::Addressed | Action::Disagree | Action::Delete);
        let Some(said) = self.said_here() else {
            return match action {
                _ if answers => Some("go to a comment first: n finds the next that wants an answer"),
                Action::Choose if !matches!(self.spot(), Some(Spot::Next(_))) => {
                    Some("Enter answers a comment: n finds the next that wants an answer")
                }
                _ => self.why_not_move(action),
            };
        };
        let is_read_only = self.heard(said).is_some_and(|(heard, _)| heard.read_only.is_some());
        match action {
            Action::Choose if is_read_only => Some("this reply can only be read"),
            _ if answers && is_read_only => Some("this reply can only be read"),
            Action::Delete if self.became(said) == Some(Became::Open) => Some("you have not answered it"),
            _ => self.why_not_move(action),
        }
    }

    fn why_not_move(&self, action: Action) -> Option<&'static str> {
        match action {
            Action::NextNew if self.next_open().is_none() => Some("no other comment wants an answer"),
            Action::NextSection if self.is_scores() => Some("this is the last page; Esc, l goes back"),
            Action::PreviousSection if self.page == 0 => Some("this is the first page"),
            Action::OwnScores if self.is_scores() => Some("these are the scores"),
            _ => None,
        }
    }

    /// What an action does here.
    pub fn act(&mut self, action: Action, now: Timestamp) -> Vec<Effect> {
        if self.typing.is_some() {
            return self.act_typing(action, now);
        }
        match action {
            Action::NextSection => self.turn(self.page + 1),
            Action::PreviousSection => self.turn(self.page.saturating_sub(1)),
            Action::OwnScores => self.turn(self.pages() - 1),
            Action::NextNew => {
                if let Some((page, place)) = self.next_open() {
                    self.turn(page);
                    self.list.index = place;
                }
            }
            Action::Addressed => return self.answer(Some((Addressed::Addressed, String::new())), now),
            Action::Delete => return self.answer(None, now),
            Action::Disagree | Action::Choose => return self.disagree(now),
            _ => {
                let len = self.spots().len();
                self.list.act(action, len);
            }
        }
        Vec::new()
    }

    /// Disagrees with the comment that is selected; why is typed then.
    fn disagree(&mut self, now: Timestamp) -> Vec<Effect> {
        let Some(said) = self.said_here() else { return Vec::new() };
        let effects = match self.became(said) {
            Some(Became::Disagreed(_)) => Vec::new(),
            _ => self.answer(Some((Addressed::Disagree, String::new())), now),
        };
        let because = match self.became(said) {
            Some(Became::Disagreed(because)) => because.to_owned(),
            _ => String::new(),
        };
        self.typing = Some(Typing { said, line: Remark::new(&because, 0) });
        effects
    }

    fn act_typing(&mut self, action: Action, now: Timestamp) -> Vec<Effect> {
        let because = self.because().to_owned();
        let Some(typing) = &mut self.typing else { return Vec::new() };
        if action == Action::Accept {
            self.typing = None;
            return Vec::new();
        }
        let new = typing.line.act(&because, action);
        self.because_of(new, now)
    }

    /// What is typed into the reason.
    pub fn deed(&mut self, deed: Deed, now: Timestamp) -> Vec<Effect> {
        let because = self.because().to_owned();
        let new = self.typing.as_mut().and_then(|typing| typing.line.deed(&because, deed));
        self.because_of(new, now)
    }

    fn because_of(&mut self, new: Option<String>, now: Timestamp) -> Vec<Effect> {
        let said = self.typing.as_ref().map(|typing| typing.said);
        match (said, new) {
            (Some(said), Some(new)) => self.says(said, Some((Addressed::Disagree, new)), now),
            _ => Vec::new(),
        }
    }

    fn answer(&mut self, answer: Option<(Addressed, String)>, now: Timestamp) -> Vec<Effect> {
        let said = self.said_here();
        said.map_or_else(Vec::new, |said| self.says(said, answer, now))
    }

    fn says(&mut self, said: Said, answer: Option<(Addressed, String)>, now: Timestamp) -> Vec<Effect> {
        let Some(heard) = self.heard.get_mut(said.coach) else { return Vec::new() };
        let Some(comment) = heard.review.comments.get(said.comment).cloned() else { return Vec::new() };
        heard.answer(&comment, answer);
        heard.reply.written = now;
        (self.kept, self.answered) = (Kept::Pending, now);
        vec![Effect::KeepReply(Box::new(heard.reply.clone()))]
    }

    /// How to practise what the selected coach wants next.
    pub fn next_rep(&self) -> Option<Begin> {
        let Some(Spot::Next(coach)) = self.spot() else { return None };
        let next = self.heard.get(coach)?.next()?;
        let question = next.question.clone().unwrap_or_else(|| self.session.question.id.clone());
        let mut begin = Begin::at(question);
        (begin.only, begin.minutes) = (next.step.clone(), next.minutes);
        begin.next_of = Some((self.session.id.clone(), next.constraint.clone()));
        Some(begin)
    }

    /// Selects what is at a place of the screen; says whether it was selected before.
    pub fn point(&mut self, at: Position) -> Option<bool> {
        if self.is_typing() {
            return None;
        }
        if let Some(page) = self.rail.point(at) {
            self.turn(page);
            return None;
        }
        // A second click begins the next rep, and answers nothing.
        self.list.point(at).map(|before| before && matches!(self.spot(), Some(Spot::Next(_))))
    }
}

/// What can be selected on each page: on the first what stands nowhere and the next reps, then what was written with what is
/// said of it.
fn spots(read: &[Section], placed: &[(Said, Found)], heard: &[Heard]) -> Vec<Vec<Spot>> {
    let mut somewhere = BTreeSet::new();
    let mut pages = Vec::new();
    for section in read {
        let mut spots = Vec::new();
        for (number, passage) in section.passages.iter().enumerate() {
            let here = placed.iter().filter(|(_, found)| is_at(found, passage)).map(|(said, _)| *said);
            let before = spots.len();
            spots.extend(here.map(|said| Spot::Comment(None, said)));
            match spots.get_mut(before) {
                Some(Spot::Comment(above, _)) => *above = Some(number),
                _ => spots.push(Spot::Passage(number)),
            }
        }
        somewhere.extend(spots.iter().filter_map(Spot::said));
        pages.push(spots);
    }
    let nowhere = placed.iter().map(|(said, _)| *said).filter(|said| !somewhere.contains(said));
    let next = heard.iter().enumerate().filter(|(_, heard)| heard.next().is_some());
    let first = nowhere.map(|said| Spot::Comment(None, said)).chain(next.map(|(coach, _)| Spot::Next(coach)));
    std::iter::once(first.collect()).chain(pages).collect()
}
