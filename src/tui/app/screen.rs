//! The screens, one of which is open. Does nothing.

use crate::{
    model::{QuestionId, SessionId},
    tui::{
        effect::Begin,
        screens::{
            answering::Answering, assigned::Assigned, attempts::Attempts, brief::Brief,
            calibration::Calibration, cohort::Cohort, column::Column, debrief::Debrief, home::Home,
            inbox::Inbox, lesson::Lesson, library::Library, live::Live, practice::Practice,
            progress::Progress, replay::Replay, reviewing::Reviewing, sessions::Sessions, stories::Stories,
            tracks::Tracks,
        },
    },
};

/// The screen that is open.
#[derive(Clone, Debug)]
pub(super) enum Screen {
    Home(Home),
    Library(Box<Library>),
    Lesson(Box<Lesson>),
    Brief(Box<Brief>),
    Practice(Box<Practice>),
    Debrief(Box<Debrief>),
    Sessions(Box<Sessions>),
    Attempts(Box<Attempts>),
    Progress(Box<Progress>),
    Tracks(Box<Tracks>),
    Stories(Box<Stories>),
    Replay(Box<Replay>),
    Answering(Box<Answering>),
    Inbox(Box<Inbox>),
    Assigned(Box<Assigned>),
    Cohort(Box<Cohort>),
    Column(Box<Column>),
    Calibration(Box<Calibration>),
    Reviewing(Box<Reviewing>),
    Live(Box<Live>),
}

impl Screen {
    /// Whether one came to it from the inbox, and goes back there.
    pub(super) fn is_of_the_desk(&self) -> bool {
        matches!(
            self,
            Self::Assigned(_) | Self::Cohort(_) | Self::Column(_) | Self::Calibration(_) | Self::Reviewing(_)
        )
    }
}

/// Where the program begins.
#[derive(Clone, Debug, PartialEq)]
pub enum Start {
    /// On the home screen.
    Home,
    /// In the library, with these words in its search field.
    Library(String),
    /// At the brief of a question, with how it is to be practised.
    Question(Box<Begin>),
    /// In a session: to go on, or to read.
    Session(SessionId),
    /// At a coach's desk.
    Desk,
    /// In a live mock of a question.
    Live(QuestionId),
}
