//! The ONE binding table. Dispatch, footer, menu, help, palette and docs/keys.md all come from it.

mod answering;
mod binding;
mod desk;
mod live;
mod scope;
mod stories;
mod word;

use crossterm::event::KeyEvent;

use super::{action::Action, widgets::editor::Motion};

use crate::model::{Role, review::Score};
pub use binding::Binding;
use binding::key;
pub use scope::Scope;
pub use word::{shown, word};

use Action as A;
use Scope as S;

/// Every binding of the program.
pub fn all() -> impl Iterator<Item = &'static Binding> {
    answering::BINDINGS
        .iter()
        .chain(desk::BINDINGS)
        .chain(live::BINDINGS)
        .chain(stories::BINDINGS)
        .chain(BINDINGS)
}

/// Those of who practises, and of everybody.
const BINDINGS: &[Binding] = &[
    // What was found, and what the metrics cover: before what a session does below them.
    key(S::Findings, &["enter"], A::Choose, "Go there").footer("go there").menu('o'),
    key(S::Findings, &["x"], A::SetAside, "Set aside, with a reason, or take up again")
        .footer("set aside")
        .menu('t'),
    key(S::Findings, &["up"], A::Up, "Up"),
    key(S::Findings, &["down"], A::Down, "Down"),
    key(S::Findings, &["pageup"], A::PageUp, "Page up"),
    key(S::Findings, &["pagedown"], A::PageDown, "Page down"),
    key(S::Findings, &["home"], A::First, "First"),
    key(S::Findings, &["end"], A::Last, "Last"),
    key(S::Coverage, &["enter"], A::Choose, "To the metric, or a new one").footer("go there").menu('o'),
    key(S::Coverage, &["x"], A::SetAside, "Set aside, with a reason, or take up again")
        .footer("set aside")
        .menu('t'),
    key(S::Coverage, &["up"], A::Up, "Up"),
    key(S::Coverage, &["down"], A::Down, "Down"),
    key(S::Coverage, &["left"], A::Left, "Left"),
    key(S::Coverage, &["right"], A::Right, "Right"),
    key(S::Coverage, &["pageup"], A::PageUp, "Page up"),
    key(S::Coverage, &["pagedown"], A::PageDown, "Page down"),
    key(S::Coverage, &["home"], A::First, "First"),
    key(S::Coverage, &["end"], A::Last, "Last"),
    key(S::Reason, &["enter", "tab"], A::Accept, "That is why").footer("that is why").menu('a'),
    key(S::Over, &["tab"], A::Close, "Back to the answer").footer("back").menu('q'),
    key(S::Over, &["?"], A::Help, "Help: the keys that work here").menu('i'),
    key(S::Over, &["ctrl-c"], A::Copy, "How to leave"),
    // A session's own actions stand first, so that they come first in its menu and footer.
    key(S::Prose, &["enter", "ctrl-j"], A::Newline, "New line"),
    key(S::Fields, &["enter"], A::NextRow, "Next row").footer("next"),
    key(S::Metrics, &["enter"], A::NextRow, "Next slot; in an empty one, next section").footer("next"),
    key(S::Cue, &["enter"], A::Said, "I have said it").footer("I have said it").menu('s'),
    key(S::Session, &["ctrl-n"], A::Next, "Next step").footer("next step").menu('n'),
    key(S::Session, &["ctrl-p"], A::Previous, "Previous step").menu('p'),
    key(S::Session, &["f2"], A::Hints, "Hints").footer("hints").menu('h'),
    key(S::Session, &["f3"], A::Coverage, "Coverage").footer("coverage").menu('c'),
    key(S::Session, &[], A::Findings, "What is missing").menu('m'),
    key(S::Fields, &["tab"], A::NextField, "Next column").footer("column"),
    key(S::Metrics, &["tab"], A::Indent, "Put under the metric above").footer("under"),
    key(S::Text, &[], A::Said, "I have said it").menu('s'),
    key(S::Text, &["ctrl-g"], A::Editor, "Edit in $EDITOR").menu('e'),
    key(S::Session, &[], A::Worked, "Worked answer (recorded)").menu('w'),
    key(S::Metrics, &[], A::Tree, "View the tree").menu('v'),
    key(S::Session, &[], A::Question, "The question, and what you heard").menu('r'),
    key(S::Tale, &[], A::PullStory, "Put in a story of yours").menu('t'),
    key(S::Tale, &[], A::KeepStory, "Keep it as a story").menu('q'),
    key(S::Session, &[], A::Pause, "Pause or go on").menu('a'),
    key(S::Session, &["ctrl-z"], A::Undo, "Undo").menu('z'),
    key(S::Session, &["ctrl-y"], A::Redo, "Redo").menu('y'),
    key(S::Fields, &["alt-up"], A::RowUp, "Move the row up").menu('u'),
    key(S::Fields, &["alt-down"], A::RowDown, "Move the row down").menu('d'),
    key(S::Fields, &["backtab", "shift-tab"], A::PreviousField, "Previous column"),
    key(S::Fields, &["ctrl-j"], A::Newline, "New line in this field"),
    key(S::Metrics, &["backtab", "shift-tab"], A::Outdent, "Move out one level").menu('o'),
    key(S::Metrics, &["alt-up"], A::RowUp, "Move the metric up").menu('u'),
    key(S::Metrics, &["alt-down"], A::RowDown, "Move the metric down").menu('d'),
    key(S::Cue, &["ctrl-c"], A::Copy, "How to leave"),
    // Text.
    key(S::Field, &["left"], A::Move(Motion::Left), "Left"),
    key(S::Field, &["right"], A::Move(Motion::Right), "Right"),
    key(S::Text, &["up"], A::Move(Motion::Up), "Up"),
    key(S::Text, &["down"], A::Move(Motion::Down), "Down"),
    key(S::Field, &["home", "ctrl-a"], A::Move(Motion::LineStart), "Start of the line"),
    key(S::Field, &["end", "ctrl-e"], A::Move(Motion::LineEnd), "End of the line"),
    key(S::Field, &["ctrl-left", "alt-left", "alt-b"], A::Move(Motion::WordLeft), "Word left"),
    key(S::Field, &["ctrl-right", "alt-right", "alt-f"], A::Move(Motion::WordRight), "Word right"),
    key(S::Text, &["pageup"], A::Move(Motion::PageUp), "Page up"),
    key(S::Text, &["pagedown"], A::Move(Motion::PageDown), "Page down"),
    key(S::Field, &["ctrl-home"], A::Move(Motion::Start), "Start of the text"),
    key(S::Field, &["ctrl-end"], A::Move(Motion::End), "End of the text"),
    key(S::Field, &["shift-left"], A::Select(Motion::Left), "Select left"),
    key(S::Field, &["shift-right"], A::Select(Motion::Right), "Select right"),
    key(S::Text, &["shift-up"], A::Select(Motion::Up), "Select up"),
    key(S::Text, &["shift-down"], A::Select(Motion::Down), "Select down"),
    key(S::Field, &["shift-home"], A::Select(Motion::LineStart), "Select to the start of the line"),
    key(S::Field, &["shift-end"], A::Select(Motion::LineEnd), "Select to the end of the line"),
    key(S::Field, &["ctrl-shift-left", "alt-shift-left"], A::Select(Motion::WordLeft), "Select a word left"),
    key(
        S::Field,
        &["ctrl-shift-right", "alt-shift-right"],
        A::Select(Motion::WordRight),
        "Select a word right",
    ),
    key(S::Text, &["shift-pageup"], A::Select(Motion::PageUp), "Select a page up"),
    key(S::Text, &["shift-pagedown"], A::Select(Motion::PageDown), "Select a page down"),
    key(S::Field, &["ctrl-shift-home"], A::Select(Motion::Start), "Select to the start"),
    key(S::Field, &["ctrl-shift-end"], A::Select(Motion::End), "Select to the end"),
    key(S::Field, &[], A::SelectAll, "Select all"),
    key(S::Field, &["backspace", "ctrl-h", "shift-backspace"], A::DeleteBack, "Delete backwards"),
    key(S::Field, &["delete"], A::DeleteForward, "Delete forwards"),
    key(S::Field, &["ctrl-w", "alt-backspace"], A::DeleteWordBack, "Delete the word before"),
    key(S::Field, &["ctrl-delete", "alt-d"], A::DeleteWordForward, "Delete the word after"),
    key(S::Field, &["ctrl-x"], A::Cut, "Cut"),
    key(S::Field, &["ctrl-c"], A::Copy, "Copy"),
    key(S::Field, &["ctrl-v"], A::Paste, "Paste what was cut or copied"),
    // Screens that one came to from another.
    key(S::Away, &[], A::Back, "Back").menu('l'),
    // Lists.
    key(S::List, &["up"], A::Up, "Up"),
    key(S::List, &["down"], A::Down, "Down"),
    key(S::List, &["pageup"], A::PageUp, "Page up"),
    key(S::List, &["pagedown"], A::PageDown, "Page down"),
    key(S::List, &["home"], A::First, "First"),
    key(S::List, &["end"], A::Last, "Last"),
    key(S::List, &["enter"], A::Choose, "Choose").footer("choose"),
    key(S::List, &["?"], A::Help, "Help: the keys that work here").footer("help").menu('i'),
    key(S::List, &["ctrl-c"], A::Copy, "How to leave"),
    // Home.
    key(S::Home, &["b"], A::Browse, "Browse questions"),
    key(S::Home, &["/"], A::Search, "Search questions").footer("search").menu('q'),
    key(S::Home, &["s"], A::Sessions, "Sessions").menu('s'),
    key(S::Home, &["p"], A::Progress, "Progress").menu('p'),
    key(S::Home, &["t"], A::Tracks, "Tracks").menu('t'),
    key(S::Home, &["y"], A::Stories, "Stories").menu('y'),
    // Library.
    key(S::Library, &["up"], A::Up, "Up"),
    key(S::Library, &["down"], A::Down, "Down"),
    key(S::Library, &["pageup"], A::PageUp, "Page up"),
    key(S::Library, &["pagedown"], A::PageDown, "Page down"),
    key(S::Library, &["enter"], A::Choose, "Open the question").footer("open").menu('o'),
    key(S::Library, &["ctrl-r"], A::Random, "A random one of these").footer("random").menu('r'),
    key(S::Library, &["tab"], A::NextPane, "To the list, where letters act").footer("list"),
    key(S::Library, &["backtab", "shift-tab"], A::PreviousPane, "To the filters"),
    key(S::Library, &[], A::Filter, "Filters").menu('t'),
    key(S::Found, &["space", "t"], A::Filter, "Filters").footer("filters").menu('t'),
    key(S::Filters, &["space"], A::Filter, "Choose, or let go").footer("choose"),
    key(S::Found, &["r", "ctrl-r"], A::Random, "A random one of these").footer("random").menu('r'),
    key(S::Found, &["s"], A::Sort, "Sort another way").footer("sort").menu('s'),
    key(S::Library, &[], A::Sort, "Sort another way").menu('s'),
    key(S::Filters, &["c"], A::ClearFilters, "Let every filter go").footer("clear").menu('c'),
    key(S::Found, &["c"], A::ClearFilters, "Let every filter go").menu('c'),
    key(S::Library, &[], A::ClearFilters, "Let every filter go").menu('c'),
    key(S::Found, &["/"], A::Search, "Search").footer("search").menu('q'),
    key(S::Filters, &["/"], A::Search, "Search").footer("search").menu('q'),
    key(S::Found, &["tab"], A::NextPane, "To the filters"),
    key(S::Filters, &["tab"], A::NextPane, "To the search").footer("back"),
    key(S::Found, &["backtab", "shift-tab"], A::PreviousPane, "To the search"),
    key(S::Filters, &["backtab", "shift-tab"], A::PreviousPane, "To the list"),
    key(S::Found, &["e"], A::Problems, "What is wrong with the banks").menu('e'),
    key(S::Library, &[], A::Problems, "What is wrong with the banks").menu('e'),
    // Sessions.
    key(S::Sessions, &["up"], A::Up, "Up"),
    key(S::Sessions, &["down"], A::Down, "Down"),
    key(S::Sessions, &["pageup"], A::PageUp, "Page up"),
    key(S::Sessions, &["pagedown"], A::PageDown, "Page down"),
    key(S::Sessions, &["enter"], A::Choose, "Open the attempt").footer("open").menu('o'),
    key(S::Sessions, &["tab"], A::NextPane, "To the list, where letters act").footer("list"),
    key(S::Sessions, &["backtab", "shift-tab"], A::PreviousPane, "To the list"),
    key(S::Sessions, &[], A::Filter, "Show another state").menu('t'),
    key(S::Attempts, &["space", "t"], A::Filter, "Show another state").footer("state").menu('t'),
    key(S::Attempts, &["a"], A::Archive, "Archive, or bring back").footer("archive").menu('a'),
    key(S::Sessions, &[], A::Archive, "Archive, or bring back").menu('a'),
    key(S::Attempts, &["x", "delete"], A::Delete, "Delete into the trash").footer("delete").menu('d'),
    key(S::Sessions, &[], A::Delete, "Delete into the trash").menu('d'),
    key(S::Attempts, &[], A::Seal, "Seal it, so that nothing in it is changed").menu('g'),
    key(S::Sessions, &[], A::Seal, "Seal it, so that nothing in it is changed").menu('g'),
    key(S::Attempts, &["u", "ctrl-z"], A::Undo, "Undo").footer("undo").menu('z'),
    key(S::Sessions, &[], A::Undo, "Undo").menu('z'),
    key(S::Attempts, &["v"], A::Attempts, "All attempts at this question, to compare").menu('v'),
    key(S::Sessions, &[], A::Attempts, "All attempts at this question, to compare").menu('v'),
    key(S::Attempts, &["r"], A::Replay, "How you wrote it: the replay").menu('r'),
    key(S::Sessions, &[], A::Replay, "How you wrote it: the replay").menu('r'),
    key(S::Attempts, &["c"], A::ClearFilters, "Let every filter go").menu('c'),
    key(S::Sessions, &[], A::ClearFilters, "Let every filter go").menu('c'),
    key(S::Attempts, &["/"], A::Search, "Search").footer("search").menu('q'),
    key(S::Attempts, &["tab"], A::NextPane, "To the search"),
    key(S::Attempts, &["backtab", "shift-tab"], A::PreviousPane, "To the search"),
    // Progress.
    key(S::Progress, &["up"], A::Up, "Scroll up"),
    key(S::Progress, &["down"], A::Down, "Scroll down").footer("scroll"),
    key(S::Progress, &["pageup"], A::PageUp, "Page up"),
    key(S::Progress, &["pagedown", "space"], A::PageDown, "Page down"),
    key(S::Progress, &["home"], A::First, "To the top"),
    key(S::Progress, &["end"], A::Last, "To the end"),
    key(S::Progress, &["enter", "right", "tab"], A::NextSection, "Next part").footer("next part").menu('n'),
    key(S::Progress, &["left", "backtab", "shift-tab"], A::PreviousSection, "Previous part").menu('p'),
    key(S::Progress, &["?"], A::Help, "Help: the keys that work here").menu('i'),
    key(S::Progress, &["ctrl-c"], A::Copy, "How to leave"),
    // The first minute.
    key(S::Lesson, &["enter"], A::Choose, "On to the questions").footer("on to the questions"),
    // Brief.
    key(S::Brief, &["left"], A::Left, "Previous value"),
    key(S::Brief, &["right"], A::Right, "Next value").footer("change"),
    // Debrief.
    key(S::Reading, &["up"], A::Up, "Scroll up"),
    key(S::Reading, &["down"], A::Down, "Scroll down").footer("scroll"),
    key(S::Reading, &["pageup"], A::PageUp, "Page up"),
    key(S::Reading, &["pagedown", "space"], A::PageDown, "Page down"),
    key(S::Reading, &["home"], A::First, "To the top"),
    key(S::Reading, &["end"], A::Last, "To the end"),
    key(S::Reading, &["enter", "right"], A::NextSection, "Next section").footer("next section").menu('n'),
    key(S::Reading, &["left"], A::PreviousSection, "Previous section").menu('p'),
    key(S::Headings, &["enter"], A::Accept, "Take these steps and go on").footer("accept").menu('a'),
    key(S::Headings, &["right"], A::Right, "To the steps").footer("to the steps").menu('r'),
    key(S::Headings, &["up"], A::Up, "Up"),
    key(S::Headings, &["down"], A::Down, "Down"),
    key(S::Headings, &["pageup"], A::PageUp, "Page up"),
    key(S::Headings, &["pagedown"], A::PageDown, "Page down"),
    key(S::Headings, &["home"], A::First, "First"),
    key(S::Headings, &["end"], A::Last, "Last"),
    key(S::Steps, &["enter", "space"], A::Tick, "Covers this step, or not")
        .footer("covers, or not")
        .menu('t'),
    key(S::Steps, &["left"], A::Left, "Back to the headings").footer("to the headings").menu('h'),
    key(S::Steps, &["up"], A::Up, "Up"),
    key(S::Steps, &["down"], A::Down, "Down"),
    key(S::Steps, &["pageup"], A::PageUp, "Page up"),
    key(S::Steps, &["pagedown"], A::PageDown, "Page down"),
    key(S::Steps, &["home"], A::First, "First"),
    key(S::Steps, &["end"], A::Last, "Last"),
    key(S::Roles, &["enter"], A::Accept, "Take these roles and go on").footer("accept").menu('a'),
    key(S::Roles, &["right"], A::Right, "Next role").footer("next role").menu('r'),
    key(S::Roles, &["left"], A::Left, "Role before").footer("role before").menu('h'),
    key(S::Roles, &["up"], A::Up, "The metric above"),
    key(S::Roles, &["down"], A::Down, "The metric below"),
    key(S::Roles, &["pageup"], A::PageUp, "Page up"),
    key(S::Roles, &["pagedown"], A::PageDown, "Page down"),
    key(S::Roles, &["home"], A::First, "First"),
    key(S::Roles, &["end"], A::Last, "Last"),
    key(S::Roles, &["0"], A::Role(None), "Not said"),
    key(S::Roles, &["1"], A::Role(Some(Role::NorthStar)), "North Star"),
    key(S::Roles, &["2"], A::Role(Some(Role::Rejected)), "Rejected"),
    key(S::Roles, &["3"], A::Role(Some(Role::Driver)), "Driver"),
    key(S::Roles, &["4"], A::Role(Some(Role::Diagnostic)), "Diagnostic"),
    key(S::Roles, &["5"], A::Role(Some(Role::Counter)), "Counter"),
    key(S::Roles, &["6"], A::Role(Some(Role::Guardrail)), "Guardrail"),
    key(S::Roles, &["7"], A::Role(Some(Role::DataTrust)), "Data trust"),
    key(S::Contracts, &["enter"], A::Choose, "Write here").footer("write").menu('e'),
    key(S::Contracts, &["g"], A::Another, "Another guardrail").footer("another guardrail").menu('a'),
    key(S::Contracts, &["right"], A::NextSection, "Next section").footer("next section").menu('n'),
    key(S::Contracts, &["left"], A::PreviousSection, "Previous section").menu('p'),
    key(S::Contracts, &["up"], A::Up, "The question above"),
    key(S::Contracts, &["down"], A::Down, "The question below"),
    key(S::Contracts, &["pageup"], A::PageUp, "Page up"),
    key(S::Contracts, &["pagedown"], A::PageDown, "Page down"),
    key(S::Contracts, &["home"], A::First, "First"),
    key(S::Contracts, &["end"], A::Last, "Last"),
    key(S::Writing, &["enter", "tab"], A::NextField, "Next question").footer("next"),
    key(S::Writing, &["backtab", "shift-tab"], A::PreviousField, "Question before"),
    key(S::Writing, &["up"], A::Move(Motion::Up), "Up"),
    key(S::Writing, &["down"], A::Move(Motion::Down), "Down"),
    key(S::Writing, &[], A::Done, "Done here").menu('d'),
    key(S::Writing, &["ctrl-n"], A::NextSection, "Next section").footer("next section").menu('n'),
    key(S::Writing, &["ctrl-p"], A::PreviousSection, "Previous section").menu('p'),
    key(S::Writing, &["ctrl-z"], A::Undo, "Undo").menu('z'),
    key(S::Writing, &["ctrl-y"], A::Redo, "Redo").menu('y'),
    key(S::Scoring, &["enter"], A::Choose, "This one").footer("this one").menu('o'),
    key(S::Scoring, &["1"], A::Score(Score::One), "1"),
    key(S::Scoring, &["2"], A::Score(Score::Two), "2"),
    key(S::Scoring, &["3"], A::Score(Score::Three), "3"),
    key(S::Scoring, &["4"], A::Score(Score::Four), "4"),
    key(S::Scoring, &["0"], A::Score(Score::NotApplicable), "It does not apply"),
    key(S::Scoring, &["right"], A::Right, "Next dimension").footer("next dimension").menu('r'),
    key(S::Scoring, &["left"], A::Left, "Back").footer("back").menu('h'),
    key(S::Scoring, &["e"], A::Evidence, "A passage as evidence").footer("evidence").menu('e'),
    key(S::Scoring, &["g"], A::Guess, "What a coach would give").footer("guess").menu('c'),
    key(S::Scoring, &["delete", "backspace"], A::Unscore, "Take this score away").menu('t'),
    key(S::Scoring, &["up"], A::Up, "Up"),
    key(S::Scoring, &["down"], A::Down, "Down"),
    key(S::Passages, &["enter"], A::Choose, "This passage").footer("this passage").menu('o'),
    key(S::Passages, &["shift-down"], A::Select(Motion::Down), "Longer, downwards")
        .footer("longer")
        .menu('r'),
    key(S::Passages, &["shift-up"], A::Select(Motion::Up), "Longer, upwards").menu('u'),
    key(S::Passages, &["left"], A::Left, "Back without one").footer("without one").menu('h'),
    key(S::Passages, &["up"], A::Up, "Up"),
    key(S::Passages, &["down"], A::Down, "Down"),
    key(S::Passages, &["pageup"], A::PageUp, "Page up"),
    key(S::Passages, &["pagedown"], A::PageDown, "Page down"),
    key(S::Passages, &["home"], A::First, "First"),
    key(S::Passages, &["end"], A::Last, "Last"),
    key(S::Column, &["shift-down"], A::Select(Motion::Down), "Several passages, downwards").menu('r'),
    key(S::Column, &["shift-up"], A::Select(Motion::Up), "Several passages, upwards").menu('u'),
    key(S::Commenting, &["shift-down"], A::Select(Motion::Down), "Several passages, downwards").menu('r'),
    key(S::Commenting, &["shift-up"], A::Select(Motion::Up), "Several passages, upwards").menu('u'),
    key(S::Debrief, &["n", "ctrl-n", "tab"], A::NextSection, "Next section").menu('n'),
    key(S::Debrief, &["p", "ctrl-p", "backtab", "shift-tab"], A::PreviousSection, "Previous section")
        .menu('p'),
    key(S::Reading, &["s"], A::Script, "Show or hide the script to say").footer("script").menu('s'),
    key(S::Reading, &["w"], A::Weak, "The contrasting weak answer").footer("weak answer").menu('w'),
    key(S::Reading, &["f"], A::Findings, "What was found").footer("findings").menu('a'),
    key(S::Reading, &["c", "f3"], A::Coverage, "Coverage").menu('c'),
    key(S::Reading, &["t"], A::Complete, "Complete two metrics").footer("complete").menu('t'),
    key(S::Reading, &["o"], A::OwnScores, "Score it yourself").footer("own scores").menu('o'),
    key(S::Reading, &["r"], A::Replay, "How you wrote it: the replay").menu('r'),
    key(S::Debrief, &["m"], A::Map, "Which steps your headings cover").footer("headings").menu('m'),
    key(S::Debrief, &["v"], A::Attempts, "All attempts at this question, to compare").menu('v'),
    key(S::Debrief, &["d"], A::WhatIf, "What if … one fact flipped").menu('d'),
    key(S::Debrief, &[], A::Seal, "Seal it, so that nothing in it is changed").menu('q'),
    key(S::Debrief, &["ctrl-z"], A::Undo, "Undo").menu('z'),
    key(S::Debrief, &["ctrl-y"], A::Redo, "Redo").menu('y'),
    key(S::Debrief, &["?"], A::Help, "Help: the keys that work here").menu('i'),
    key(S::Debrief, &["ctrl-c"], A::Copy, "How to leave"),
    // Attempts at a question.
    key(S::Picking, &["up"], A::Up, "Up"),
    key(S::Picking, &["down"], A::Down, "Down"),
    key(S::Picking, &["pageup"], A::PageUp, "Page up"),
    key(S::Picking, &["pagedown"], A::PageDown, "Page down"),
    key(S::Picking, &["home"], A::First, "First"),
    key(S::Picking, &["end"], A::Last, "Last"),
    key(S::Picking, &["enter"], A::Choose, "Compare the two that are marked").footer("compare").menu('c'),
    key(S::Picking, &["space"], A::Mark, "Mark, or let go").footer("mark").menu('t'),
    key(S::Picking, &["?"], A::Help, "Help: the keys that work here").menu('i'),
    key(S::Picking, &["ctrl-c"], A::Copy, "How to leave"),
    key(S::Compared, &["up"], A::Up, "Scroll up"),
    key(S::Compared, &["down"], A::Down, "Scroll down").footer("scroll"),
    key(S::Compared, &["pageup"], A::PageUp, "Page up"),
    key(S::Compared, &["pagedown", "space"], A::PageDown, "Page down"),
    key(S::Compared, &["home"], A::First, "To the top"),
    key(S::Compared, &["end"], A::Last, "To the end"),
    key(S::Compared, &["left", "enter"], A::Left, "Two others").footer("two others").menu('o'),
    key(S::Compared, &["?"], A::Help, "Help: the keys that work here").menu('i'),
    key(S::Compared, &["ctrl-c"], A::Copy, "How to leave"),
    // Replay.
    key(S::Replay, &["space", "enter"], A::Play, "Play or pause").footer("play or pause").menu('p'),
    key(S::Replay, &["left"], A::Left, "5 seconds back"),
    key(S::Replay, &["right"], A::Right, "5 seconds on").footer("5 s on"),
    key(S::Replay, &["]", "tab"], A::NextMark, "Next mark").footer("next mark").menu('m'),
    key(S::Replay, &["[", "backtab", "shift-tab"], A::PreviousMark, "Mark before").menu('r'),
    key(S::Replay, &["n", "ctrl-n"], A::NextSection, "Next step").footer("next step").menu('n'),
    key(S::Replay, &["p", "ctrl-p"], A::PreviousSection, "Step before").menu('s'),
    key(S::Replay, &["+", "="], A::Faster, "Faster").footer("faster").menu('u'),
    key(S::Replay, &["-"], A::Slower, "Slower").footer("slower").menu('d'),
    key(S::Replay, &["pageup", "shift-left"], A::PageUp, "A minute back"),
    key(S::Replay, &["pagedown", "shift-right"], A::PageDown, "A minute on"),
    key(S::Replay, &["home"], A::First, "To the beginning"),
    key(S::Replay, &["end"], A::Last, "To the end"),
    key(S::Replay, &["up"], A::Up, "Scroll up"),
    key(S::Replay, &["down"], A::Down, "Scroll down"),
    key(S::Replay, &["?"], A::Help, "Help: the keys that work here").menu('i'),
    key(S::Replay, &["ctrl-c"], A::Copy, "How to leave"),
    // On bad days.
    key(S::Unsaved, &[], A::Shelter, "Keep a copy elsewhere").menu('j'),
    key(S::Taken, &[], A::WorkOnCopy, "Work on a copy").menu('g'),
    // Everywhere, last in every menu.
    key(S::Session, &[], A::Leave, "Leave (all is saved)").menu('l'),
    key(S::Everywhere, &["ctrl-k"], A::Commands, "All commands").footer("commands").menu('k'),
    key(S::Everywhere, &["f1"], A::Help, "Help: the keys that work here").menu('i'),
    key(S::Everywhere, &["ctrl-q"], A::Quit, "Leave casebook").footer("leave").menu('x'),
    key(S::Everywhere, &[], A::Suspend, "Suspend to the shell"),
    key(S::Everywhere, &["esc"], A::Menu, "Menu").footer("menu"),
];

/// Keys that terminals cannot tell from others, or that they keep for themselves.
pub const BANNED: [&str; 4] = ["ctrl-m", "ctrl-i", "ctrl-[", "ctrl-space"];

/// What a key means in these scopes.
pub fn lookup(event: &KeyEvent, scopes: &[Scope]) -> Option<Action> {
    let pressed = word(event)?;
    all().find(|b| scopes.contains(&b.scope) && b.keys.contains(&pressed.as_str())).map(|b| b.action)
}

/// The bindings of these scopes, in the table's order, an action once.
pub fn bindings(scopes: &[Scope]) -> Vec<&'static Binding> {
    let mut found: Vec<&'static Binding> = Vec::new();
    for binding in all().filter(|b| scopes.contains(&b.scope)) {
        if !found.iter().any(|b| b.action == binding.action) {
            found.push(binding);
        }
    }
    found
}
