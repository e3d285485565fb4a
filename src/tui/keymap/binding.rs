//! A line of the binding table. Binds nothing.

use super::Scope;
use crate::tui::action::Action;

/// One line of the table.
#[derive(Clone, Copy, Debug)]
pub struct Binding {
    /// Where it holds.
    pub scope: Scope,
    /// Keys in words: `ctrl-n`, `alt-up`, `f2`, `enter`. The first is shown; none: by menu and palette only.
    pub keys: &'static [&'static str],
    /// What it means.
    pub action: Action,
    /// In help and palette.
    pub label: &'static str,
    /// In the footer, where it stands there.
    pub footer: Option<&'static str>,
    /// The letter in the Esc menu, where it stands there. Never `b` or `f`: Alt-b and Alt-f move by word.
    pub menu: Option<char>,
}

pub(super) const fn key(
    scope: Scope,
    keys: &'static [&'static str],
    action: Action,
    label: &'static str,
) -> Binding {
    Binding { scope, keys, action, label, footer: None, menu: None }
}

impl Binding {
    pub(super) const fn footer(mut self, text: &'static str) -> Self {
        self.footer = Some(text);
        self
    }

    pub(super) const fn menu(mut self, letter: char) -> Self {
        self.menu = Some(letter);
        self
    }
}
