//! The mouse: a click puts the caret, a drag selects, the wheel scrolls.

use crossterm::event::{MouseButton, MouseEvent, MouseEventKind};
use ratatui::layout::Position;

use super::{Practice, Reply, sentence, sheet::Target};
use crate::tui::{
    action::Action,
    widgets::editor::{Deed, Motion},
};

impl Practice {
    /// What the mouse does.
    pub fn mouse(&mut self, event: MouseEvent) -> Reply {
        match event.kind {
            MouseEventKind::Down(MouseButton::Left) => self.point(event, false),
            MouseEventKind::Drag(MouseButton::Left) => self.point(event, true),
            MouseEventKind::ScrollUp | MouseEventKind::ScrollDown => {
                let rows = if event.kind == MouseEventKind::ScrollUp { -3 } else { 3 };
                if self.is_prose() {
                    return self.deed(Deed::Scroll { rows });
                }
                let motion = if rows < 0 { Motion::Up } else { Motion::Down };
                self.deed(Deed::Move { motion, select: false })
            }
            _ => Reply::default(),
        }
    }

    fn point(&mut self, event: MouseEvent, drag: bool) -> Reply {
        let at = Position::new(event.column, event.row);
        let under = self.screen.hits.iter().find(|(rect, _)| rect.contains(at)).copied();
        let focused = self.screen.hits.iter().find(|(_, index)| *index == self.focus).copied();
        let hit = if drag { focused } else { under };
        let Some((rect, index)) = hit else { return Reply::default() };
        let mut reply = Reply::default();
        if index != self.focus {
            reply = self.go_to(index, false);
        }
        if let Some(Target::Fact(number)) = self.field().map(|f| f.target.clone()) {
            let refused = self.why_not(Action::NextRow).map(|why| Reply::notice(sentence(why)));
            return refused.unwrap_or_else(|| self.open_fact(number));
        }
        let row = i32::from(event.row) - i32::from(rect.y);
        let col = i32::from(event.column) - i32::from(rect.x);
        let pointed = self.deed(Deed::Point { row, col, select: drag });
        reply.effects.extend(pointed.effects);
        reply
    }
}
