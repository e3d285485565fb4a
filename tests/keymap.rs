//! The one binding table, held to its promises: reachable keys, no key with two meanings, a way to every action.

use casebook::tui::{
    action::Action,
    keymap::{self, BANNED, Binding, Scope},
    theme::Theme,
    widgets::{editor::Motion, footer::Footer},
};
use ratatui::{buffer::Buffer, layout::Rect};

#[path = "journeys/keys.rs"]
mod keys;
#[path = "journeys/screens.rs"]
mod screens;

use screens::SCREENS;

/// The screens as they are, and as they are on bad days.
fn screens() -> Vec<(String, Vec<Scope>)> {
    let mut all = Vec::new();
    for (screen, scopes) in SCREENS {
        all.push((screen.to_owned(), scopes.to_vec()));
        all.push((format!("{screen}, not saved"), [scopes, &[Scope::Unsaved]].concat()));
        if scopes.contains(&Scope::Session)
            || scopes.contains(&Scope::Debrief)
            || scopes.contains(&Scope::Writing)
        {
            all.push((
                format!("{screen}, open elsewhere"),
                [scopes, &[Scope::Taken, Scope::Unsaved]].concat(),
            ));
        }
    }
    all
}

fn on(scopes: &[Scope]) -> impl Iterator<Item = &'static Binding> {
    keymap::all().filter(move |binding| scopes.contains(&binding.scope))
}

#[test]
fn every_key_of_the_table_is_a_key_that_leads_to_its_action() {
    for binding in keymap::all() {
        for word in binding.keys {
            let event = keys::key(word).unwrap_or_else(|| panic!("`{word}` is no key"));
            assert_eq!(keymap::word(&event).as_deref(), Some(*word));
            assert_eq!(keymap::lookup(&event, &[binding.scope]), Some(binding.action), "{word}");
            assert!(!keymap::shown(word).is_empty());
        }
    }
}

#[test]
fn a_letter_with_shift_or_with_capslock_is_the_same_control_key() {
    use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
    let shifted = KeyEvent::new(KeyCode::Char('N'), KeyModifiers::CONTROL | KeyModifiers::SHIFT);
    assert_eq!(keymap::lookup(&shifted, &[Scope::Session]), Some(Action::Next));
}

#[test]
fn no_key_means_two_things_on_a_screen() {
    for (screen, scopes) in screens() {
        let mut seen: Vec<(&str, &Binding)> = Vec::new();
        for binding in on(&scopes) {
            for word in binding.keys {
                if let Some((_, other)) = seen.iter().find(|(key, _)| key == word) {
                    panic!("{screen}: `{word}` is \"{}\" and \"{}\"", other.label, binding.label);
                }
                seen.push((word, binding));
            }
        }
    }
}

#[test]
fn no_menu_letter_means_two_things_on_a_screen() {
    for (screen, scopes) in screens() {
        let mut seen: Vec<(char, Action)> = Vec::new();
        for binding in on(&scopes) {
            let Some(letter) = binding.menu else { continue };
            assert!(letter.is_ascii_lowercase(), "{screen}: {letter}");
            let other = seen.iter().find(|(l, action)| *l == letter && *action != binding.action);
            assert!(other.is_none(), "{screen}: menu letter {letter}: {other:?} and {:?}", binding.action);
            seen.push((letter, binding.action));
        }
    }
}

#[test]
fn an_action_with_a_menu_letter_stands_in_the_menu_of_every_screen_that_has_it() {
    for (screen, scopes) in screens() {
        let offered = keymap::bindings(&scopes);
        for binding in on(&scopes).filter(|b| b.menu.is_some()) {
            let entry = offered.iter().find(|b| b.action == binding.action);
            assert!(entry.is_some_and(|b| b.menu.is_some()), "{screen}: \"{}\"", binding.label);
        }
        for action in [Action::Commands, Action::Help, Action::Quit] {
            assert!(offered.iter().any(|b| b.action == action && b.menu.is_some()), "{screen}: {action:?}");
        }
    }
}

#[test]
fn keys_that_terminals_confuse_or_keep_are_never_bound() {
    assert_eq!(BANNED, ["ctrl-m", "ctrl-i", "ctrl-[", "ctrl-space"]);
    for binding in keymap::all() {
        for word in binding.keys {
            assert!(!BANNED.contains(word), "{word}");
        }
        // Alt-b and Alt-f move by word, so Esc and then b or f, typed fast, could not be told from them.
        assert!(!matches!(binding.menu, Some('b' | 'f')), "{}", binding.label);
    }
}

/// Every action, once. A new one that is missing here does not compile: see `listed`.
const ACTIONS: [Action; 109] = {
    use Action::*;
    [
        Menu,
        Commands,
        Reviews,
        Addressed,
        Disagree,
        Help,
        Quit,
        Back,
        Suspend,
        Next,
        Previous,
        Hints,
        Said,
        Pause,
        Worked,
        Question,
        Tree,
        WorkOnCopy,
        Shelter,
        Leave,
        Editor,
        Undo,
        Redo,
        Move(Motion::Left),
        Select(Motion::Left),
        SelectAll,
        DeleteBack,
        DeleteForward,
        DeleteWordBack,
        DeleteWordForward,
        Newline,
        Cut,
        Copy,
        Paste,
        NextRow,
        NextField,
        PreviousField,
        RowUp,
        RowDown,
        Indent,
        Outdent,
        Up,
        Down,
        PageUp,
        PageDown,
        First,
        Last,
        Choose,
        Left,
        Right,
        Browse,
        Sessions,
        Progress,
        Tracks,
        Stories,
        PullStory,
        KeepStory,
        Search,
        Random,
        NextPane,
        PreviousPane,
        Filter,
        ClearFilters,
        Sort,
        Problems,
        Archive,
        Delete,
        Seal,
        Script,
        NextSection,
        PreviousSection,
        Map,
        Tick,
        Accept,
        Role(None),
        Weak,
        Complete,
        Another,
        Done,
        OwnScores,
        Score(casebook::model::review::Score::One),
        Unscore,
        Evidence,
        Guess,
        Findings,
        Coverage,
        SetAside,
        Close,
        Attempts,
        Mark,
        WhatIf,
        Replay,
        Play,
        Faster,
        Slower,
        NextMark,
        PreviousMark,
        NextNew,
        Cohort,
        Column,
        Calibrate,
        Assignments,
        Comment(casebook::model::review::CommentKind::Keep),
        Snippet(1),
        Absent,
        GiveBack,
        Sheet,
        Notes,
        Anew,
    ]
};

fn listed(action: Action) -> bool {
    use Action::*;
    match action {
        Absent | Accept | Addressed | Disagree | Reviews | Anew | Another | Archive | Assignments
        | Attempts | Back | Browse | Calibrate | Choose | ClearFilters | Close | Cohort | Column
        | Commands | Comment(_) | Complete | Copy | Coverage | Cut | Delete | DeleteBack | DeleteForward
        | DeleteWordBack | DeleteWordForward | Done | Down | Editor | Evidence | Faster | Filter
        | Findings | First | GiveBack | Guess | Help | Hints | Indent | Last | Leave | Left | Map | Mark
        | Menu | Move(_) | Newline | Next | NextField | NextMark | NextNew | NextPane | NextRow
        | NextSection | Notes | Outdent | OwnScores | PageDown | PageUp | Paste | Pause | Play | Previous
        | PreviousField | PreviousMark | PreviousPane | PreviousSection | Problems | Progress | Question
        | Quit | Random | Redo | Replay | Right | Role(_) | RowDown | RowUp | Said | Score(_) | Script
        | Seal | Search | Select(_) | SelectAll | Sessions | SetAside | Sheet | Shelter | Slower
        | Snippet(_) | Sort | Suspend | Tick | Tracks | Stories | PullStory | KeepStory | Tree | Undo
        | Unscore | Up | Weak | WhatIf | WorkOnCopy | Worked => true,
    }
}

#[test]
fn every_action_is_offered_on_some_screen() {
    let offered = |action: Action| {
        screens().iter().any(|(_, scopes)| keymap::bindings(scopes).iter().any(|b| b.action == action))
    };
    for action in ACTIONS {
        assert!(listed(action));
        assert!(offered(action), "{action:?} is in no screen's help and commands");
    }
    let motions = [
        Motion::Left,
        Motion::Right,
        Motion::Up,
        Motion::Down,
        Motion::WordLeft,
        Motion::WordRight,
        Motion::LineStart,
        Motion::LineEnd,
        Motion::PageUp,
        Motion::PageDown,
        Motion::Start,
        Motion::End,
    ];
    for motion in motions {
        assert!(offered(Action::Move(motion)) && offered(Action::Select(motion)), "{motion:?}");
    }
    for binding in keymap::all() {
        assert!(
            screens().iter().any(|(_, scopes)| scopes.contains(&binding.scope)),
            "no screen has the scope of \"{}\"",
            binding.label
        );
        assert!(!binding.label.is_empty());
    }
}

#[test]
fn every_scope_is_documented_once() {
    for (screen, scopes) in screens() {
        for scope in &scopes {
            assert_eq!(Scope::ALL.iter().filter(|s| *s == scope).count(), 1, "{screen}: {scope:?}");
        }
    }
}

#[test]
fn the_footer_of_every_screen_fits_80_columns_and_ends_with_the_menu() {
    for (screen, scopes) in screens() {
        for right in ["", "saved 07:30:00"] {
            let area = Rect::new(0, 0, 80, 1);
            let mut buffer = Buffer::empty(area);
            Footer { scopes: &scopes, off: &|_| false, right, alarm: false }.draw(
                area,
                &mut buffer,
                Theme::new(true),
            );
            let line: String = buffer.content().iter().map(ratatui::buffer::Cell::symbol).collect();
            assert!(line.contains("Esc menu  "), "{screen}: {line}");
            assert!(line.trim_end().ends_with(if right.is_empty() { "menu" } else { right }), "{line}");
            let first = on(&scopes).find(|b| b.footer.is_some() && !b.keys.is_empty());
            let first = first.and_then(|b| b.footer).unwrap_or_default();
            assert!(line.contains(first), "{screen}: the first key of the table has no room: {line}");
        }
    }
}
