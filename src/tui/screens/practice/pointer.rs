//! The mouse: a click puts the caret, a second one selects the word and a third the line, a drag selects, the wheel
//! scrolls. Knows no keys.

use std::time::Duration;

use crossterm::event::{MouseButton, MouseEvent, MouseEventKind};
use ratatui::layout::Position;

use super::{Practice, Reply, sheet::Target};
use crate::tui::{
    action::Action,
    effect::Now,
    widgets::{
        editor::{Deed, Motion},
        notice::sentence,
    },
};

/// How soon a click follows another to go with it.
const SOON: Duration = Duration::from_millis(400);

/// Clicks on one cell, one soon after the other.
#[derive(Clone, Copy, Debug, Default)]
pub struct Clicks {
    last: Option<(Position, Duration)>,
    count: u8,
}

impl Clicks {
    /// Counts a click: the first, second or third on its cell. A fourth is a first again.
    fn count(&mut self, at: Position, now: Duration) -> u8 {
        let follows = self.last.is_some_and(|(cell, then)| cell == at && now.saturating_sub(then) <= SOON);
        self.last = Some((at, now));
        self.count = if follows { self.count % 3 + 1 } else { 1 };
        self.count
    }
}

impl Practice {
    /// What the mouse does.
    pub fn mouse(&mut self, event: MouseEvent, now: Now) -> Reply {
        let reply = self.pointed(event, now);
        self.warned(reply)
    }

    fn pointed(&mut self, event: MouseEvent, now: Now) -> Reply {
        let at = Position::new(event.column, event.row);
        if self.page.is_some() {
            return self.pointed_at_page(event.kind, at);
        }
        match event.kind {
            MouseEventKind::Down(MouseButton::Left) => self.click(at, now),
            MouseEventKind::Drag(MouseButton::Left) => {
                let focused = self.screen.hits.iter().find(|(_, index)| *index == self.focus);
                let Some((rect, _)) = focused.copied() else { return Reply::default() };
                let (row, col) = (below(at.y, rect.y), below(at.x, rect.x));
                self.deed(Deed::Point { row, col, select: true })
            }
            MouseEventKind::ScrollUp => self.wheel(-3),
            MouseEventKind::ScrollDown => self.wheel(3),
            _ => Reply::default(),
        }
    }

    /// A click selects; a click on what is selected goes there.
    fn pointed_at_page(&mut self, kind: MouseEventKind, at: Position) -> Reply {
        let action = match kind {
            MouseEventKind::Down(MouseButton::Left) => {
                let before = self.page.as_mut().and_then(|page| page.point(at));
                (before == Some(true)).then_some(Action::Choose)
            }
            MouseEventKind::ScrollUp => Some(Action::Up),
            MouseEventKind::ScrollDown => Some(Action::Down),
            _ => None,
        };
        action.and_then(|action| self.act_on_page(action, &mut String::new())).unwrap_or_default()
    }

    fn click(&mut self, at: Position, now: Now) -> Reply {
        let clicks = self.clicks.count(at, now.mono);
        let hit = self.screen.hits.iter().find(|(rect, _)| rect.contains(at)).copied();
        let Some((rect, index)) = hit else { return Reply::default() };
        let came = index != self.focus;
        let mut reply = if came { self.go_to(index, false) } else { Reply::default() };
        if let Some(Target::Fact(number)) = self.field().map(|f| f.target.clone()) {
            let refused = self.why_not(Action::NextRow).map(|why| Reply::notice(sentence(why)));
            return refused.unwrap_or_else(|| self.open_fact(number));
        }
        let (row, col) = (below(at.y, rect.y), below(at.x, rect.x));
        let deed = match clicks {
            2 if !came => Deed::PointWord { row, col },
            3 if !came => Deed::PointLine { row, col },
            _ => Deed::Point { row, col, select: false },
        };
        reply.effects.extend(self.deed(deed).effects);
        reply
    }

    fn wheel(&mut self, rows: i32) -> Reply {
        if self.is_prose() {
            return self.deed(Deed::Scroll { rows });
        }
        let motion = if rows < 0 { Motion::Up } else { Motion::Down };
        self.deed(Deed::Move { motion, select: false })
    }
}

/// How far a cell is below or behind the corner of what was drawn.
fn below(at: u16, corner: u16) -> i32 {
    i32::from(at) - i32::from(corner)
}
