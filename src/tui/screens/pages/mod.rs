//! Pages that stand over a session, while it is practised and in its debrief: what was found, and what the metrics cover.
//!
//! They change nothing themselves: they say what they wish for, and the screen that they stand on carries it out.

mod coverage;
mod findings;
mod remark;

use std::rc::Rc;

use ratatui::{
    Frame,
    layout::{Position, Rect},
};

use self::{coverage::CoveragePage, findings::FindingsPage};
use crate::{
    insight::findings::Earlier,
    model::{Edit, ItemId, Place, Session},
    tui::{action::Action, keymap::Scope, theme::Theme, widgets::editor::Deed},
};
pub use remark::Remark;

/// A page.
#[derive(Clone, Debug)]
pub enum Page {
    /// What was found.
    Findings(FindingsPage),
    /// Which stakeholders and stages the metrics touch.
    Coverage(CoveragePage),
}

/// What a page asks of its screen.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Wish {
    /// Nothing.
    #[default]
    Nothing,
    /// To go where that stands.
    Go(Place),
    /// A new metric that touches these.
    Add {
        /// The row behind `@`.
        stakeholder: Option<ItemId>,
        /// The row behind `#`.
        stage: Option<ItemId>,
    },
    /// To carry these out, which take back together what began at that mark of the history.
    Change(Vec<Edit>, Option<usize>),
}

impl Page {
    /// What was found beside these other attempts, its first line selected.
    pub fn findings(others: Rc<[Earlier]>) -> Self {
        Self::Findings(FindingsPage::new(others))
    }

    /// What the metrics cover, its first cell selected.
    pub fn coverage() -> Self {
        Self::Coverage(CoveragePage::default())
    }

    /// The scopes of the binding table that hold on it, beside those of its screen.
    pub fn scopes(&self) -> Vec<Scope> {
        match self {
            _ if self.is_typing() => vec![Scope::Field, Scope::Reason],
            Self::Findings(_) => vec![Scope::Findings],
            Self::Coverage(_) => vec![Scope::Coverage],
        }
    }

    /// Whether a reason is being typed.
    pub fn is_typing(&self) -> bool {
        match self {
            Self::Findings(page) => page.reason.is_some(),
            Self::Coverage(page) => page.reason.is_some(),
        }
    }

    /// What an action does. `mark` is where the history stands: a reason that is begun now is taken back to there.
    pub fn act(&mut self, action: Action, session: &Session, mark: usize) -> Wish {
        match self {
            Self::Findings(page) => page.act(action, session, mark),
            Self::Coverage(page) => page.act(action, session, mark),
        }
    }

    /// What is selected in the reason.
    pub fn selected(&self, session: &Session) -> String {
        match self {
            Self::Findings(page) => page.selected_words(session),
            Self::Coverage(page) => page.selected_words(session),
        }
    }

    /// What is typed into the reason.
    pub fn deed(&mut self, deed: Deed, session: &Session) -> Wish {
        match self {
            Self::Findings(page) => page.deed(deed, session),
            Self::Coverage(page) => page.deed(deed, session),
        }
    }

    /// Selects what is at a place of the screen; says whether it was selected before.
    pub fn point(&mut self, at: Position) -> Option<bool> {
        match self {
            Self::Findings(page) => page.point(at),
            Self::Coverage(page) => page.point(at),
        }
    }

    /// Draws it.
    pub fn draw(&mut self, session: &Session, frame: &mut Frame<'_>, area: Rect, theme: Theme) {
        match self {
            Self::Findings(page) => page.draw(session, frame, area, theme),
            Self::Coverage(page) => page.draw(session, frame, area, theme),
        }
    }
}
