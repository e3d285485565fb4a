//! What a key can mean. Every action has a name in the binding table; nothing here does anything.

use super::widgets::editor::Motion;
use crate::model::{
    Role,
    review::{CommentKind, Score},
};

/// What a person can ask for with a key, a menu letter or the palette.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Action {
    // Everywhere.
    /// Opens the menu over the screen, or closes what is open over it.
    Menu,
    /// Opens the list of all actions.
    Commands,
    /// Opens the keys that work here.
    Help,
    /// Leaves the program; from a session everything is saved.
    Quit,
    /// Back to the screen before.
    Back,
    /// Puts the program to sleep in the background.
    Suspend,

    // In a session.
    /// On to the next stop.
    Next,
    /// Back to the stop before.
    Previous,
    /// Opens the next hint.
    Hints,
    /// Marks the step as said aloud.
    Said,
    /// Stops and starts the clock.
    Pause,
    /// The worked answer of this step, before finishing: recorded.
    Worked,
    /// What the interviewer said, and the facts that were opened.
    Question,
    /// The metrics as a tree.
    Tree,
    /// What was found in the answer so far.
    Findings,
    /// Which stakeholders and stages the metrics touch.
    Coverage,
    /// Sets what is selected aside, with a reason; or takes it up again.
    SetAside,
    /// Closes what stands over the answer.
    Close,
    /// Puts one of one's stories into the answer.
    PullStory,
    /// Keeps the answer as a story.
    KeepStory,
    /// Goes on in a copy of the session that another casebook has open.
    WorkOnCopy,
    /// Writes what is not saved to another place.
    Shelter,
    /// Leaves the session for the home screen.
    Leave,
    /// The step in $VISUAL or $EDITOR.
    Editor,
    /// Takes the last change back.
    Undo,
    /// Makes it again.
    Redo,

    // Writing.
    /// Moves the caret.
    Move(Motion),
    /// Moves the caret and selects on the way.
    Select(Motion),
    /// Selects the whole field.
    SelectAll,
    /// Removes the grapheme before the caret.
    DeleteBack,
    /// Removes the grapheme behind the caret.
    DeleteForward,
    /// Removes the word before the caret.
    DeleteWordBack,
    /// Removes the word behind the caret.
    DeleteWordForward,
    /// Begins a new line.
    Newline,
    /// Cuts the selection.
    Cut,
    /// Copies the selection; without one says how to leave.
    Copy,
    /// Inserts what was cut or copied.
    Paste,

    // Fields of rows, plans, metrics and forms.
    /// The next row or slot.
    NextRow,
    /// The next field, or takes the completion.
    NextField,
    /// The field before.
    PreviousField,
    /// Moves the row up.
    RowUp,
    /// Moves the row down.
    RowDown,
    /// Puts the metric under the one above.
    Indent,
    /// Takes the metric out from under its parent.
    Outdent,

    // Lists and reading.
    /// One up.
    Up,
    /// One down.
    Down,
    /// A page up.
    PageUp,
    /// A page down.
    PageDown,
    /// To the first.
    First,
    /// To the last.
    Last,
    /// Chooses what is selected.
    Choose,
    /// The choice to the left.
    Left,
    /// The choice to the right.
    Right,

    // Home and library.
    /// To the library.
    Browse,
    /// To the list of attempts.
    Sessions,
    /// To what came of them.
    Progress,
    /// To the ways through the questions.
    Tracks,
    /// To what one can tell of oneself.
    Stories,
    /// To the search field.
    Search,
    /// One of these questions by chance.
    Random,
    /// To the next part of the screen.
    NextPane,
    /// To the part before.
    PreviousPane,
    /// To the filters; there, chooses one or lets it go.
    Filter,
    /// Lets every filter go.
    ClearFilters,
    /// Sorts another way.
    Sort,
    /// What is wrong with the banks.
    Problems,
    /// Puts an attempt out of the way, or brings it back.
    Archive,
    /// Puts an attempt into the trash.
    Delete,
    /// Freezes a finished attempt, once that was asked.
    Seal,

    // The coach's desk.
    /// What coaches say of an own session.
    Reviews,
    /// One does what a comment says.
    Addressed,
    /// One sees it otherwise, and says why.
    Disagree,
    /// The next session that nothing is said of, or the next that waits.
    NextNew,
    /// What the scores say of all sessions together.
    Cohort,
    /// One step across sessions, names hidden.
    Column,
    /// Samples to score, and own scores beside the coach's.
    Calibrate,
    /// To what the coach has assigned, and who has answered.
    Assignments,
    /// Says something of the passages that are selected.
    Comment(CommentKind),
    /// Puts in a sentence that one says often.
    Snippet(u8),
    /// Nothing in the answer shows it.
    Absent,
    /// To the verdict and the next rep.
    GiveBack,

    // A live mock.
    /// To the interviewer's sheet.
    Sheet,
    /// To the notes.
    Notes,
    /// Begins another mock of the question.
    Anew,

    // Debrief.
    /// Shows or hides the script to say.
    Script,
    /// The next step of the debrief.
    NextSection,
    /// The step of the debrief before.
    PreviousSection,
    /// Which of the framework's steps own headings cover.
    Map,
    /// Whether the heading covers the step: the other way round.
    Tick,
    /// Takes the page as it is.
    Accept,
    /// What the metric is for.
    Role(Option<Role>),
    /// The contrasting weak answer.
    Weak,
    /// To the questions that complete two metrics.
    Complete,
    /// Another guardrail is completed.
    Another,
    /// Nothing more is written here.
    Done,
    /// To one's own scores.
    OwnScores,
    /// What the dimension is scored.
    Score(Score),
    /// Nothing is said of the dimension any more.
    Unscore,
    /// A passage as evidence.
    Evidence,
    /// What a coach would give.
    Guess,

    // Attempts at one question.
    /// All attempts at this question, to compare two of them.
    Attempts,
    /// Marks the attempt or session, or lets it go.
    Mark,
    /// The same question with one fact flipped.
    WhatIf,

    // Replay.
    /// How the answer came to be, played.
    Replay,
    /// Plays, or stands still.
    Play,
    /// Plays faster.
    Faster,
    /// Plays slower.
    Slower,
    /// To the next mark.
    NextMark,
    /// To the mark before.
    PreviousMark,
}

/// Why a session is not changed that can only be read.
pub const READ_ONLY: &str = "this session can only be read";

impl Action {
    /// Whether it changes what a session records. What moves about may do so too where it stands: the screens know.
    pub fn changes(self) -> bool {
        match self {
            Self::Hints
            | Self::Said
            | Self::Pause
            | Self::Worked
            | Self::PullStory
            | Self::Editor
            | Self::Undo
            | Self::Redo
            | Self::DeleteBack
            | Self::DeleteForward
            | Self::DeleteWordBack
            | Self::DeleteWordForward
            | Self::Newline
            | Self::Cut
            | Self::Paste
            | Self::RowUp
            | Self::RowDown
            | Self::Indent
            | Self::Outdent
            | Self::Map
            | Self::Tick
            | Self::Accept
            | Self::SetAside
            | Self::Role(_)
            | Self::Score(_)
            | Self::Unscore
            | Self::Evidence
            | Self::Guess => true,
            Self::Menu
            | Self::Commands
            | Self::Help
            | Self::Quit
            | Self::Back
            | Self::Suspend
            | Self::Next
            | Self::Previous
            | Self::Question
            | Self::Tree
            | Self::Findings
            | Self::Coverage
            | Self::Close
            | Self::WorkOnCopy
            | Self::Shelter
            | Self::Leave
            | Self::Move(_)
            | Self::Select(_)
            | Self::SelectAll
            | Self::Copy
            | Self::NextRow
            | Self::NextField
            | Self::PreviousField
            | Self::Up
            | Self::Down
            | Self::PageUp
            | Self::PageDown
            | Self::First
            | Self::Last
            | Self::Choose
            | Self::Left
            | Self::Right
            | Self::Browse
            | Self::Sessions
            | Self::Progress
            | Self::Tracks
            | Self::Stories
            | Self::KeepStory
            | Self::Search
            | Self::Random
            | Self::NextPane
            | Self::PreviousPane
            | Self::Filter
            | Self::ClearFilters
            | Self::Sort
            | Self::Problems
            | Self::Reviews
            | Self::Addressed
            | Self::Disagree
            | Self::NextNew
            | Self::Cohort
            | Self::Column
            | Self::Calibrate
            | Self::Assignments
            | Self::Comment(_)
            | Self::Snippet(_)
            | Self::Absent
            | Self::GiveBack
            | Self::Sheet
            | Self::Notes
            | Self::Anew
            | Self::Archive
            | Self::Delete
            | Self::Seal
            | Self::Script
            | Self::NextSection
            | Self::PreviousSection
            | Self::Weak
            | Self::Complete
            | Self::Another
            | Self::Done
            | Self::OwnScores
            | Self::Attempts
            | Self::Mark
            | Self::WhatIf
            | Self::Replay
            | Self::Play
            | Self::Faster
            | Self::Slower
            | Self::NextMark
            | Self::PreviousMark => false,
        }
    }
}
