//! Where bindings hold. Binds nothing.

/// Where a binding holds. A screen names its scopes, and no key may be bound twice among them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Scope {
    /// On every screen.
    Everywhere,
    /// At every stop of a session.
    Session,
    /// In every field that takes text, the search field among them.
    Field,
    /// Where an answer is typed.
    Text,
    /// Where Enter is a new line of text.
    Prose,
    /// Rows, flow, plan and forms: fields side by side.
    Fields,
    /// The metric tree.
    Metrics,
    /// A session that another casebook has open.
    Taken,
    /// Every screen, while something is not saved.
    Unsaved,
    /// What was found in an answer.
    Findings,
    /// Which stakeholders and stages the metrics of an answer touch.
    Coverage,
    /// The line in which somebody says why.
    Reason,
    /// Either of these over an answer that is still written.
    Over,
    /// Where there is nothing to type: the retell.
    Cue,
    /// Screens that one came to from another, outside a session.
    Away,
    /// Lists without a search field.
    List,
    /// The home screen.
    Home,
    /// The library: a search field over a list.
    Library,
    /// The questions of the library, where letters act.
    Found,
    /// The filters of the library.
    Filters,
    /// The sessions: a search field over a list.
    Sessions,
    /// The attempts in it, where letters act.
    Attempts,
    /// What came of finished attempts.
    Progress,
    /// The stories of the person.
    Stories,
    /// One of them, to be read.
    Story,
    /// The same, told aloud.
    Telling,
    /// Either of these.
    Spoken,
    /// An answer that tells a story, while it is written.
    Tale,
    /// The same in its debrief.
    Told,
    /// The first minute.
    Lesson,
    /// Settings of the brief.
    Brief,
    /// The debrief.
    Debrief,
    /// Its pages that are read.
    Reading,
    /// Its page of own headings.
    Headings,
    /// The steps beside the own headings of the debrief.
    Steps,
    /// Its page of the metrics' roles.
    Roles,
    /// Its page that completes two metrics.
    Contracts,
    /// The same, where an answer is typed.
    Writing,
    /// Its page of own scores.
    Scoring,
    /// The passages to choose evidence from.
    Passages,
    /// All attempts at a question.
    Picking,
    /// Two of them, compared.
    Compared,
    /// The replay of an answer.
    Replay,
    /// What coaches say of an own session.
    Answering,
    /// A coach's inbox.
    Inbox,
    /// Its search field.
    InboxSearch,
    /// What was assigned, and who has answered.
    Assigned,
    /// What scores say of many sessions.
    Cohort,
    /// One step across sessions.
    Column,
    /// Samples to score, and own scores over time.
    Calibration,
    /// A session that a coach reviews.
    Reviewing,
    /// Its parts that are read.
    Commenting,
    /// The line in which a comment is typed.
    Remark,
    /// Its dimensions.
    Grading,
    /// The passages to choose a coach's evidence from.
    Grounds,
    /// Its verdict and next rep.
    GivingBack,
    /// A live mock before its clock runs.
    Beginning,
    /// Every page of a live mock.
    Mock,
    /// The interviewer's sheet, where what is typed is a note.
    Asking,
    /// Its other pages, where letters act.
    Beside,
    /// Its notes, to be changed.
    Notes,
}

impl Scope {
    /// As docs/keys.md and the help screen call it.
    pub fn title(self) -> &'static str {
        match self {
            Self::Everywhere => "Everywhere",
            Self::Session => "In a session",
            Self::Field => "Any text field",
            Self::Text => "Where you write an answer",
            Self::Prose => "Prose",
            Self::Fields => "Rows, flow and plan",
            Self::Metrics => "Metrics",
            Self::Taken => "In a session that another casebook has open",
            Self::Unsaved => "While something is not saved",
            Self::Findings => "Findings",
            Self::Coverage => "Coverage",
            Self::Reason => "Where you say why",
            Self::Over => "Findings and coverage, while you answer",
            Self::Cue => "Retell",
            Self::Away => "Other screens",
            Self::List => "Lists",
            Self::Home => "Home",
            Self::Library => "Library",
            Self::Found => "Library, in the list",
            Self::Filters => "Library, in the filters",
            Self::Sessions => "Sessions",
            Self::Attempts => "Sessions, in the list",
            Self::Progress => "Progress",
            Self::Stories => "Stories",
            Self::Story => "A story",
            Self::Telling => "A story, told aloud",
            Self::Spoken => "A story, read or told",
            Self::Tale => "In a session that tells a story",
            Self::Told => "Debrief of a story",
            Self::Lesson => "First minute",
            Self::Brief => "Brief",
            Self::Debrief => "Debrief",
            Self::Reading => "Debrief: reading",
            Self::Headings => "Debrief: headings",
            Self::Steps => "Debrief: steps",
            Self::Roles => "Debrief: roles",
            Self::Contracts => "Debrief: completing",
            Self::Writing => "Debrief: completing, in an answer",
            Self::Scoring => "Debrief: self-score",
            Self::Passages => "Debrief: evidence",
            Self::Picking => "Attempts at a question",
            Self::Compared => "Two attempts, compared",
            Self::Replay => "Replay",
            Self::Answering => "What coaches say",
            Self::Inbox => "Inbox",
            Self::InboxSearch => "Inbox, in the search",
            Self::Assigned => "Assignments",
            Self::Cohort => "Cohort",
            Self::Column => "Column",
            Self::Calibration => "Calibration",
            Self::Reviewing => "Review",
            Self::Commenting => "Review: reading",
            Self::Remark => "Review: in a comment",
            Self::Grading => "Review: scores",
            Self::Grounds => "Review: evidence",
            Self::GivingBack => "Review: giving back",
            Self::Beginning => "Live mock, before it begins",
            Self::Mock => "Live mock",
            Self::Asking => "Live mock: the sheet",
            Self::Beside => "Live mock: beside the sheet",
            Self::Notes => "Live mock: notes",
        }
    }

    /// Every scope, in the order of the documentation.
    pub const ALL: [Self; 61] = [
        Self::Home,
        Self::Library,
        Self::Found,
        Self::Filters,
        Self::Sessions,
        Self::Attempts,
        Self::Progress,
        Self::Stories,
        Self::Story,
        Self::Telling,
        Self::Spoken,
        Self::Brief,
        Self::Lesson,
        Self::Session,
        Self::Tale,
        Self::Taken,
        Self::Text,
        Self::Field,
        Self::Prose,
        Self::Fields,
        Self::Metrics,
        Self::Cue,
        Self::Findings,
        Self::Coverage,
        Self::Reason,
        Self::Over,
        Self::Debrief,
        Self::Told,
        Self::Reading,
        Self::Headings,
        Self::Steps,
        Self::Roles,
        Self::Contracts,
        Self::Writing,
        Self::Scoring,
        Self::Passages,
        Self::Picking,
        Self::Compared,
        Self::Replay,
        Self::Answering,
        Self::Inbox,
        Self::InboxSearch,
        Self::Assigned,
        Self::Cohort,
        Self::Column,
        Self::Calibration,
        Self::Reviewing,
        Self::Commenting,
        Self::Remark,
        Self::Grading,
        Self::Grounds,
        Self::GivingBack,
        Self::Beginning,
        Self::Mock,
        Self::Asking,
        Self::Notes,
        Self::Beside,
        Self::List,
        Self::Away,
        Self::Unsaved,
        Self::Everywhere,
    ];
}
