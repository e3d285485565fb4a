//! The pane of a step: its title and time, what leads into it, and the fields.

use ratatui::{
    Frame,
    layout::{Position, Rect},
    text::Line,
};

use super::{
    Practice,
    arrange::{Column, What},
};
use crate::{
    insight::worked,
    model::{ItemId, Stop, plan, session::FollowUpKind},
    text::{clock::minutes, display::shown_line, width, wrap},
    tui::{
        screens::practice::{
            sheet::{FieldKind, Form, Target},
            text_in,
        },
        theme::Theme,
        widgets::{editor::Styles, ink},
    },
};

impl Practice {
    /// Draws the pane; says where the terminal's cursor belongs.
    pub(super) fn pane(
        &mut self,
        frame: &mut Frame<'_>,
        area: Rect,
        theme: Theme,
        wide: bool,
    ) -> Option<Position> {
        self.heading(frame, Rect { height: 1, ..area }, theme);
        let mut lead = if wide && !matches!(self.stop(), Stop::FollowUp(_)) {
            Vec::new()
        } else {
            self.lead(usize::from(area.width), theme, false)
        };
        let below = Rect {
            y: area.y + 1 + u16::from(wide),
            height: area.height.saturating_sub(1 + u16::from(wide)),
            ..area
        };
        self.screen.hits.clear();
        if !matches!(self.sheet.form, Form::Prose | Form::Cue) {
            let cursor = self.fields(frame, below, theme, lead);
            if self.screen.top > 0 {
                // On the rule above the heading, so that it covers nothing.
                let more = Rect {
                    x: area.right().saturating_sub(8),
                    y: area.y.saturating_sub(1),
                    width: 8,
                    height: 1,
                };
                ink::line(&Line::styled(" ↑ more ", theme.dim()), more, frame.buffer_mut());
            }
            return cursor;
        }
        // What leads in leaves the text five lines; of what is too long the last part, the newest hint, is seen.
        let most = below.height.saturating_sub(6).max(below.height / 2);
        let height = u16::try_from(lead.len()).unwrap_or(u16::MAX).min(most);
        let lead = lead.split_off(lead.len() - usize::from(height));
        let gap = u16::from(height > 0 && below.height > 8);
        ink::lines(&lead, Rect { height, ..below }, frame.buffer_mut());
        let rest =
            Rect { y: below.y + height + gap, height: below.height.saturating_sub(height + gap), ..below };
        match self.sheet.form {
            Form::Prose => {
                self.screen.hits.push((rest, 0));
                self.draw_focused(frame, rest, theme, "")
            }
            _ => {
                self.retell(frame, rest);
                None
            }
        }
    }

    fn heading(&self, frame: &mut Frame<'_>, area: Rect, theme: Theme) {
        let stop = self.stop();
        let title = match stop {
            Stop::FollowUp(id) => self.follow_up_title(id),
            _ => plan::title(&self.session, stop),
        };
        let used = plan::used_seconds(&self.session, stop);
        let planned = plan::planned_seconds(&self.session, stop);
        let time =
            if planned > 0 { format!("{} of {}", minutes(used), minutes(planned)) } else { minutes(used) };
        let room = usize::from(area.width).saturating_sub(width::cells(&time) + 2);
        let title = width::truncate(&shown_line(&title), room).into_owned();
        ink::line(&Line::styled(title, theme.title()), area, frame.buffer_mut());
        let style = if used > planned && planned > 0 { theme.warning() } else { theme.dim() };
        ink::right(&Line::styled(time, style), area, frame.buffer_mut());
    }

    fn follow_up_title(&self, id: &ItemId) -> String {
        let mut asked = self.session.follow_ups.iter().filter(|f| f.kind == FollowUpKind::FollowUp);
        let count = asked.clone().count();
        match asked.position(|f| f.id == *id) {
            Some(index) => format!("Follow-up {} of {count}", index + 1),
            None => "The interviewer interrupts".to_owned(),
        }
    }

    fn retell(&self, frame: &mut Frame<'_>, area: Rect) {
        let mut lines = Vec::new();
        let cue =
            "Tell your whole answer aloud in 90 seconds, from your own headings. Enter when it is said.";
        let cells = usize::from(area.width.max(10));
        lines.extend(wrap::wrap_text(cue, cells).into_iter().map(|l| Line::raw(l.into_owned())));
        lines.push(Line::default());
        for step in plan::steps(&self.session) {
            let title = shown_line(&self.session.spec(&step).title).into_owned();
            let first = worked::first_line(&self.session, &step);
            let line = format!("{}  {}", width::pad(&title, 16), shown_line(&first));
            let line = width::truncate(&line, cells).into_owned();
            lines.push(Line::raw(line));
        }
        ink::lines(&lines, area, frame.buffer_mut());
    }

    /// The focused field alone, in the whole of `area`.
    pub(super) fn draw_focused(
        &mut self,
        frame: &mut Frame<'_>,
        area: Rect,
        theme: Theme,
        placeholder: &str,
    ) -> Option<Position> {
        let field = self.sheet.fields.get(self.focus)?;
        let text = text_in(&self.session, &field.target);
        let placeholder = if placeholder.is_empty() { &field.placeholder } else { placeholder };
        self.screen.focused = Some(area);
        self.editor.draw(&text, area, frame.buffer_mut(), &Styles::of(theme), true, placeholder)
    }

    /// The column of fields, scrolled so that the focused one is in sight.
    fn fields(
        &mut self,
        frame: &mut Frame<'_>,
        area: Rect,
        theme: Theme,
        lead: Vec<Line<'static>>,
    ) -> Option<Position> {
        let leads = lead.len();
        let column = self.arrange(area.width, theme, lead);
        self.screen.stacked = column.stacked;
        self.scroll(&column, usize::from(area.height));
        if self.screen.hint && leads > 0 {
            self.screen.top = self.screen.top.min(leads.saturating_sub(usize::from(area.height)));
        }
        let top = self.screen.top;
        let mut cursor = None;
        for piece in &column.pieces {
            let Some((rect, skipped)) = in_sight(piece.x, piece.y, piece.w, piece.h, top, area) else {
                continue;
            };
            match &piece.what {
                What::Line(line) => ink::line(line, rect, frame.buffer_mut()),
                What::Field(index) => {
                    self.screen.hits.push((rect, *index));
                    let drawn = self.sheet.fields[*index].clone();
                    if matches!(drawn.target, Target::Fact(_)) || matches!(drawn.kind, FieldKind::Pick(_)) {
                        if *index == self.focus {
                            cursor = Some(Position::new(rect.x, rect.y));
                        }
                    } else if *index == self.focus {
                        cursor = self.draw_focused(frame, rect, theme, "");
                    } else {
                        self.unfocused(frame, rect, skipped, *index, theme);
                    }
                }
            }
        }
        if column.height > top + usize::from(area.height) {
            // On the rule below the pane, so that it covers nothing.
            let more = Rect { x: area.right().saturating_sub(8), y: area.bottom(), width: 8, height: 1 };
            ink::line(&Line::styled(" ↓ more ", theme.dim()), more, frame.buffer_mut());
        }
        if let Some(at) = cursor {
            self.popup(frame, at, area, theme);
            // It may lie over the field.
            self.screen.focused = None;
        }
        cursor
    }

    fn unfocused(&self, frame: &mut Frame<'_>, area: Rect, skipped: usize, index: usize, theme: Theme) {
        let field = &self.sheet.fields[index];
        let text = self.shown_text(index);
        let lines: Vec<Line<'static>> = if text.is_empty() {
            vec![Line::styled(
                width::truncate(&field.placeholder, usize::from(area.width)).into_owned(),
                theme.dim(),
            )]
        } else {
            let cells = usize::from(area.width.saturating_sub(1).max(1));
            wrap::wrap_text(&text, cells)
                .into_iter()
                .skip(skipped)
                .map(|l| Line::raw(l.into_owned()))
                .collect()
        };
        ink::lines(&lines, area, frame.buffer_mut());
    }

    fn scroll(&mut self, column: &Column, height: usize) {
        let at = column.pieces.iter().position(|p| matches!(p.what, What::Field(i) if i == self.focus));
        let Some(at) = at else { return };
        let piece = &column.pieces[at];
        // What stands below a field and belongs to it is kept in sight with it: what was understood of a metric, what
        // the interviewer told. The pane's first field takes along what leads in.
        let next = column.pieces[at + 1..].iter().find(|p| p.y > piece.y && matches!(p.what, What::Field(_)));
        let bottom = next.map_or(column.height, |p| p.y).max(piece.y + piece.h);
        let first = column.pieces.iter().find(|p| matches!(p.what, What::Field(_)));
        let top = if first.is_some_and(|first| first.y == piece.y) { 0 } else { piece.y.saturating_sub(1) };
        self.screen.top = self.screen.top.max(bottom.saturating_sub(height)).min(top);
        // However much belongs to it, the field itself comes first.
        let least = (piece.y + piece.h).saturating_sub(height);
        self.screen.top = self.screen.top.max(least).min(column.height.saturating_sub(height));
    }
}

/// The part of a piece that is in sight, and how many of its lines are above that.
fn in_sight(x: u16, y: usize, w: u16, h: usize, top: usize, area: Rect) -> Option<(Rect, usize)> {
    let bottom = top + usize::from(area.height);
    let (from, to) = (y.max(top), (y + h).min(bottom));
    if from >= to || x >= area.width || w == 0 {
        return None;
    }
    let rect = Rect {
        x: area.x + x,
        y: area.y + u16::try_from(from - top).ok()?,
        width: w.min(area.width - x),
        height: u16::try_from(to - from).ok()?,
    };
    Some((rect, from - y))
}
