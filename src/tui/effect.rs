//! What the outside can tell the screens, and what the screens can ask of it. Carried out by `run` alone.

mod begin;

use std::{sync::Arc, time::Duration};

use crossterm::event::{KeyEvent, MouseEvent};
use jiff::Timestamp;

pub use begin::{Assigned, Begin};

use crate::{
    insight::{
        calibration::Calibration, cohort::Cohort, findings::Earlier, inbox::Desk, inside::Inside,
        progress::Progress, replies::Before,
    },
    model::{
        Answer, Attempt, Bank, CaseId, Edit, Framework, Question, QuestionId, Reply, Review, Rubric, Session,
        SessionId, StepId, Story, Timeline,
        returned::{Heard, Returned},
        session::At,
        story::Told,
        unreadable::{Remains, Source, Unreadable},
    },
};

/// The time of an event: the screens have no clock of their own.
#[derive(Clone, Copy, Debug)]
pub struct Now {
    /// Of the wall.
    pub wall: Timestamp,
    /// Since the program started, and never backwards.
    pub mono: Duration,
}

/// Something that happened outside.
#[derive(Clone, Debug)]
pub enum Event {
    /// A key was pressed.
    Key(KeyEvent),
    /// Text was pasted.
    Paste(String),
    /// The mouse.
    Mouse(MouseEvent),
    /// Another size, or back from the editor: draw anew.
    Redraw,
    /// A second went by.
    Tick,
    /// A moment went by, while something moves on the screen.
    Frame,
    /// The shell asks the program to sleep.
    Suspend,
    /// It slept, and is back.
    Woken,
    /// A session was begun or read: here it is.
    Opened(Box<Session>),
    /// A session was read that cannot be changed, and why.
    OpenedToRead(Box<Session>, ReadOnly),
    /// Something was done that is worth a sentence.
    Said(String),
    /// What was asked for did not work; a sentence for the screen.
    Failed(String),
    /// Everything up to then is on disk.
    Saved(Timestamp),
    /// It could not be written.
    NotSaved(Unsaved),
    /// What can be held where, as far as something cannot; nothing where all is well.
    Places(Option<String>),
    /// A step comes back from the external editor.
    Edited(StepId, Box<Answer>),
    /// The list of attempts was read anew.
    Attempts(Vec<Attempt>),
    /// The questions as they are now, or as far as they were read.
    Bank(Box<Bank>),
    /// What there is of some sessions was read anew; the rest of the list stays.
    Renewed(Box<Renewed>),
    /// So many files of sessions were read of so many that have to be; nothing once the list is whole.
    Reading(Option<(usize, usize)>),
    /// A pasted text for which the session had no room is in a file of its own: its path.
    SetAside(String),
    /// The sessions whose files cannot be read; the list of attempts follows.
    Unreadable(Vec<Unreadable>),
    /// What is kept of a session whose file cannot be read.
    Remains(SessionId, Vec<Remains>),
    /// A file as it is: its name and its lines.
    Raw(String, Vec<String>),
    /// An attempt was moved.
    Moved(Move),
    /// An attempt was read to be compared, or could not be: why.
    AttemptRead(SessionId, Result<Box<Session>, String>),
    /// How the answer of a session came to be, where this machine knows.
    Timeline(SessionId, Option<Box<Timeline>>),
    /// What is written in each session, as it is searched.
    Answers(Arc<Inside>),
    /// What came of the finished sessions.
    Progress(Box<Progress>),
    /// The sessions, as findings compare attempts.
    Others(Vec<Earlier>),
    /// What coaches said of own sessions, and what of it cannot be read.
    Returned(Returned, Vec<String>),
    /// An own session with what coaches said of it, to be answered.
    Reviewed(Box<Session>, Vec<Heard>),
    /// What is answered to a coach was written, or could not be: why, and what to do.
    ReplyKept(Result<Timestamp, String>),
    /// The person's stories, when they told them, and what of it cannot be read.
    Stories(Vec<Story>, Vec<Told>, Vec<String>),
    /// What lies on the coach's desk.
    Desk(Box<Desk>),
    /// What the coach's scores say together.
    Cohort(Box<Cohort>),
    /// Several sessions were taken from it, to be read side by side.
    Column(Vec<Taken>),
    /// The samples with what the coach says of them, and candidates' own scores beside the coach's.
    Calibration(Box<Calibration>),
    /// A session was taken from it.
    Taken(Box<Taken>),
    /// A live mock was begun, or is gone on with.
    Mock(Box<Mock>),
    /// What the coach had said of a session or a mock until then was written, or could not be: why, and what to do.
    ReviewKept(CaseId, Result<Timestamp, String>),
}

/// What there is of some sessions.
#[derive(Clone, Debug, PartialEq)]
pub struct Renewed {
    /// These: one of which nothing else is said is not there any more.
    pub ids: Vec<SessionId>,
    /// Those that could be read, and those that have no file yet.
    pub attempts: Vec<Attempt>,
    /// Those that could not.
    pub unreadable: Vec<Unreadable>,
}

/// What a screen asks of the outside.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// The open session changed: see that it is saved.
    Keep,
    /// The same, where since the change before this one nothing but this was changed in it, beside the clocks and the
    /// caret; and which change it is, so that one is missed of which nobody told.
    KeepEdit(Box<Edit>, u64),
    /// The same, now.
    Flush,
    /// Begin an attempt, or go on with an unfinished one.
    Begin(Begin),
    /// Read a session.
    Open(SessionId),
    /// Read another attempt, to be compared: the one that is open stays so.
    ReadAttempt(SessionId),
    /// Go on in a copy of a session that another casebook has open; at this place, or where it was.
    WorkOnCopy(SessionId, Option<At>),
    /// Look what is kept of a session whose file cannot be read.
    FindRemains(SessionId),
    /// Bring that back as a session of its own.
    Restore(SessionId, Source),
    /// Read the file of such a session as it is.
    ReadRaw(SessionId),
    /// Read the list of attempts.
    List,
    /// Move an attempt, and read the list anew.
    Move(Move),
    /// Freeze the file of a finished attempt.
    Seal(SessionId),
    /// Read how the answer of a session came to be.
    ReadTimeline(SessionId),
    /// Read how the answer on a coach's desk came to be, where its candidate shared that.
    ReadShared(CaseId, SessionId),
    /// Read what is written in the sessions, to be searched.
    ReadAnswers,
    /// Read what came of the finished sessions.
    ReadProgress,
    /// Read what findings compare an attempt with.
    ReadOthers,
    /// Read what coaches said of own sessions.
    ReadReturned,
    /// Read an own session with what coaches said of it.
    OpenReviewed(SessionId),
    /// Write what is answered to a coach.
    KeepReply(Box<Reply>),
    /// Read the person's stories.
    ReadStories,
    /// Their file in $VISUAL or $EDITOR.
    EditStories,
    /// Put a story behind them.
    KeepStory(Box<Story>),
    /// Write down that one was told.
    KeepTold(Told),
    /// Read what lies on the coach's desk.
    ReadDesk,
    /// Read what the coach's scores say together.
    ReadCohort,
    /// Take several sessions from the desk, to be read side by side.
    ReadColumn(Vec<CaseId>),
    /// Read the samples, and candidates' own scores beside the coach's.
    ReadCalibration,
    /// Take a session from the desk, to be reviewed.
    OpenCase(CaseId, Option<CaseId>),
    /// Begin a live mock of a question, or go on with the one that was left, unless it is to begin anew.
    OpenMock(QuestionId, bool),
    /// Write what the coach says of it.
    KeepReview(CaseId, Box<Review>),
    /// The step in $VISUAL or $EDITOR.
    EditOutside(StepId),
    /// Write what is not saved to another place.
    Shelter,
    /// To the terminal's clipboard.
    Clipboard(String),
    /// A pasted text for which the session has no room: into a file of its own, and say where.
    SetAside(String),
    /// Sleep until the shell wakes us.
    Suspend,
    /// The end.
    Quit,
}

impl Effect {
    /// Whether it is asked for because the open session changed.
    pub fn keeps(&self) -> bool {
        matches!(self, Self::Keep | Self::KeepEdit(..))
    }
}

/// A session that was taken from a coach's desk, to be reviewed.
#[derive(Clone, Debug, PartialEq)]
pub struct Taken {
    /// Which.
    pub case: CaseId,
    /// As its file has it.
    pub session: Session,
    /// Of that file.
    pub sha256: String,
    /// Why it may not be what was asked, where that is so.
    pub doubt: Option<&'static str>,
    /// Whether it is another than the own review was written of.
    pub edited: bool,
    /// The coach's own review: as it was left, or begun.
    pub own: Review,
    /// Why the own review can only be read, where that is so.
    pub read_only: Option<String>,
    /// What others say of it.
    pub others: Vec<Review>,
    /// What its candidate answered last to the own review.
    pub reply: Option<Reply>,
    /// What the coach asked for in an attempt before.
    pub before: Option<Before>,
    /// Sentences that the coach says often.
    pub snippets: Vec<String>,
}

/// A live mock, to be gone through.
#[derive(Clone, Debug, PartialEq)]
pub struct Mock {
    /// Which.
    pub case: CaseId,
    /// What is asked.
    pub question: Question,
    /// The steps that an answer goes through.
    pub framework: Framework,
    /// What it is scored by.
    pub rubric: Rubric,
    /// What was said so far.
    pub own: Review,
    /// Whether it was begun before.
    pub goes_on: bool,
}

/// Something that is not on disk where it belongs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unsaved {
    /// Where, and why.
    pub what: String,
    /// What a person can do.
    pub hint: String,
    /// Whether the journal has it.
    pub in_journal: bool,
    /// How long until it is tried again.
    pub again: Duration,
}

/// Why a session can only be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReadOnly {
    /// As things are it stays so: a sentence.
    Frozen(String),
    /// Another casebook has it open, as the sentence says; a copy can be worked on.
    Taken(String),
}

/// An attempt on its way from one shelf to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Move {
    /// Which attempt.
    pub id: SessionId,
    /// Where it is.
    pub from: Shelf,
    /// Where it goes.
    pub to: Shelf,
}

impl Move {
    /// The same way back.
    pub fn back(&self) -> Self {
        Self { id: self.id.clone(), from: self.to, to: self.from }
    }
}

/// Where attempts are kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shelf {
    /// Among the sessions.
    Sessions,
    /// Out of the way.
    Archive,
    /// To be gone, and can still be brought back.
    Trash,
}

impl Shelf {
    /// Where archiving leads from here: out of the way, or back.
    pub fn beside(self) -> Self {
        if self == Self::Sessions { Self::Archive } else { Self::Sessions }
    }
}
