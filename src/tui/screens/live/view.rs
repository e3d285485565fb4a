//! Draws the live mock: the clock, what goes on now, the sheet, the notes, and the line in which one is typed.

use ratatui::{
    Frame,
    layout::Rect,
    style::Style,
    text::Line,
    widgets::{Paragraph, Widget},
};

use super::{
    Live, Page,
    note::{Item, with},
};
use crate::{
    model::review::Comment,
    text::{clock::minutes, display::shown_line, width},
    tui::{
        screens::judging::{Kept, kind},
        theme::Theme,
        widgets::{list::List, wrapped::wrapped},
    },
};

/// From this width on the notes stand beside the sheet.
const WIDE: u16 = 100;

impl Live {
    /// Draws the screen.
    pub fn draw(&mut self, frame: &mut Frame<'_>, area: Rect, theme: Theme) {
        let inner = Rect { x: area.x + 1, width: area.width.saturating_sub(2), ..area };
        self.draw_head(frame, inner, theme);
        rule(frame, Rect { y: area.y + 1, height: 1, ..area }, theme);
        let (words, style) = self.next(theme);
        let next = Rect { y: area.y + 2, height: 1, ..inner }.intersection(area);
        Paragraph::new(Line::styled(shown_line(&words).into_owned(), style)).render(next, frame.buffer_mut());
        let body = Rect { y: area.y + 3, height: area.height.saturating_sub(5), ..inner }.intersection(area);
        self.draw_body(frame, body, area, theme);
        rule(frame, Rect { y: body.bottom(), height: 1, ..area }.intersection(area), theme);
        self.draw_line(frame, Rect { y: body.bottom() + 1, height: 1, ..inner }.intersection(area), theme);
    }

    /// Which question, with whom, and the clock.
    fn draw_head(&self, frame: &mut Frame<'_>, area: Rect, theme: Theme) {
        let (kept, style) = (self.kept.words(), self.kept.style(theme));
        let (now, all) = (self.clock.seconds(), self.sheet.seconds());
        let over = now.checked_sub(all).filter(|over| *over > 0);
        let mut time = match self.clock.has_begun() {
            true => format!("{} of {}", minutes(now), minutes(all)),
            false => format!("{} planned", minutes(all)),
        };
        if let Some(over) = over {
            time = format!("{time} · {} over", minutes(over));
        }
        if self.clock.has_begun() && !self.clock.runs() {
            time = format!("paused · {time}");
        }
        let style = if over.is_some() { theme.warning() } else { style };
        let right = if kept.is_empty() { time } else { format!("{kept}   {time}") };
        let whom = with(&self.own).map(|whom| format!(" with {whom}")).unwrap_or_default();
        let head = format!("Live mock{whom} · {}", self.title);
        let room = usize::from(area.width).saturating_sub(width::cells(&right) + 2);
        let head = width::truncate(&shown_line(&head), room).into_owned();
        let line = Rect { height: 1, ..area };
        Paragraph::new(Line::styled(head, theme.title())).render(line, frame.buffer_mut());
        Paragraph::new(Line::styled(right, style)).right_aligned().render(line, frame.buffer_mut());
    }

    /// What to do next.
    fn next(&self, theme: Theme) -> (String, Style) {
        let seconds = self.clock.seconds();
        let words = match self.now().map(|now| (now, &self.sheet.parts[now])) {
            _ if !self.clock.has_begun() => {
                return ("Enter begins: then read the question out.".to_owned(), theme.accent());
            }
            _ if !self.clock.runs() => "The clock stands; Enter lets it go on.".to_owned(),
            Some((now, part)) => {
                let end = part.time.map_or(seconds, |(_, end)| end);
                let then = self.sheet.parts.get(now + 1).filter(|then| then.time.is_some());
                let then = then.map(|then| format!(" · then {}", then.title)).unwrap_or_default();
                format!("Now {} · {} left{then}", part.title, minutes(end.saturating_sub(seconds)))
            }
            None => "Over the time. Let them finish; F4 scores while it is fresh.".to_owned(),
        };
        (words, theme.accent())
    }

    fn draw_body(&mut self, frame: &mut Frame<'_>, body: Rect, area: Rect, theme: Theme) {
        let whole = self.page != Page::Sheet;
        if area.width >= WIDE {
            let left = body.width * 3 / 5;
            self.draw_page(frame, Rect { width: left.saturating_sub(2), ..body }, theme);
            let line = vec![Line::styled("│", theme.rule()); usize::from(body.height)];
            Paragraph::new(line).render(Rect { x: body.x + left, width: 1, ..body }, frame.buffer_mut());
            let right = Rect { x: body.x + left + 2, width: body.width.saturating_sub(left + 2), ..body };
            self.draw_notes(frame, right, theme);
        } else if whole {
            match self.page {
                Page::Notes => self.draw_notes(frame, body, theme),
                _ => self.draw_page(frame, body, theme),
            }
        } else {
            let below = (body.height / 4).max(3).min(body.height.saturating_sub(1));
            let above = Rect { height: body.height.saturating_sub(below + 1), ..body };
            self.draw_page(frame, above, theme);
            rule(frame, Rect { x: area.x, y: above.bottom(), width: area.width, height: 1 }, theme);
            let notes = Rect { y: above.bottom() + 1, height: below, ..body };
            self.draw_notes(frame, notes.intersection(body), theme);
        }
    }

    /// The sheet, the scores, or what goes back. Beside the notes the sheet stays in sight.
    fn draw_page(&mut self, frame: &mut Frame<'_>, pane: Rect, theme: Theme) {
        match self.page {
            Page::Sheet | Page::Notes => {
                let entries = self.sheet_lines(usize::from(pane.width).max(12), theme);
                // Who turns to a part sees what there is to say in it.
                let until = match self.items.get(self.list.index) {
                    Some(Item::Part(part)) => self.items.iter().rposition(|item| item.part() == *part),
                    _ => None,
                };
                let until = until.unwrap_or(self.list.index);
                self.list.draw_until(until, &entries, pane, frame.buffer_mut());
            }
            Page::Scores => self.scoring.draw(frame, pane, &self.asked, &self.own, theme),
            Page::GiveBack => self.giving.draw(frame, pane, &self.asked, (&self.own, &self.kept), theme),
        }
    }

    /// The notes, the newest in sight unless one is selected.
    fn draw_notes(&mut self, frame: &mut Frame<'_>, pane: Rect, theme: Theme) {
        let is_here = self.page == Page::Notes;
        let cells = usize::from(pane.width).max(12);
        if self.own.comments.is_empty() {
            self.notes.hide();
            let words = "What you type is noted here, with its time.";
            Paragraph::new(wrapped(words, cells, 0, theme.dim())).render(pane, frame.buffer_mut());
            return;
        }
        if !is_here {
            self.notes = List::default();
            self.notes.index = self.own.comments.len() - 1;
        }
        let marks: Vec<String> = self.items.iter().filter_map(|item| self.mark_of(*item)).collect();
        let here = self.notes.index;
        let entry = |(number, note): (usize, &Comment)| {
            let is_mark = note.kind.is_none() && marks.contains(&note.text);
            let style = match () {
                () if is_here && number == here => theme.selected(),
                () if is_mark => theme.dim(),
                () => theme.text(),
            };
            lines(note, is_here && number == here, cells, style)
        };
        let entries: Vec<Vec<Line<'static>>> = self.own.comments.iter().enumerate().map(entry).collect();
        self.notes.draw(&entries, pane, frame.buffer_mut());
    }

    /// The line in which something is typed.
    fn draw_line(&mut self, frame: &mut Frame<'_>, area: Rect, theme: Theme) {
        let text = self.text().to_owned();
        let typed = self.own.comments.iter().find(|note| Some(&note.id) == self.typing.as_ref());
        let next = Comment { kind: self.kind, ..Comment::default() };
        let label = kind(typed.unwrap_or(&next));
        let at = match self.page {
            _ if !self.clock.has_begun() => {
                let asks = ("With", "whom? A name or an alias; it may be left out");
                self.line.draw(frame, area, asks, &text, theme)
            }
            Page::Sheet => {
                let asks = (label, "what you hear; Tab: keep, stop, start, question");
                self.line.draw(frame, area, asks, &text, theme)
            }
            Page::GiveBack if self.giving.is_typing() => self.giving.draw_line(frame, area, &self.own, theme),
            _ => {
                let words = match &self.kept {
                    Kept::Failed(why) => why.clone(),
                    _ if self.scoring.is_picking() => "Left goes back without one.".to_owned(),
                    _ => "F2 goes back to the sheet.".to_owned(),
                };
                let line = Line::styled(shown_line(&words).into_owned(), theme.dim());
                Paragraph::new(line).render(area, frame.buffer_mut());
                None
            }
        };
        if let Some(at) = at {
            frame.set_cursor_position(at);
        }
    }
}

/// A note behind its time.
fn lines(note: &Comment, is_here: bool, cells: usize, style: Style) -> Vec<Line<'static>> {
    let at = note.at.map(minutes).unwrap_or_default();
    let words = match note.kind {
        Some(kind) => format!("{}: {}", kind.word(), note.text),
        None => note.text.clone(),
    };
    let mut lines = wrapped(&words, cells, 8, style);
    if let Some(first) = lines.first_mut() {
        first.spans[0].content = format!("{}{at:>5}  ", if is_here { "▸" } else { " " }).into();
    }
    lines
}

fn rule(frame: &mut Frame<'_>, area: Rect, theme: Theme) {
    let line = Line::styled("─".repeat(usize::from(area.width)), theme.rule());
    Paragraph::new(line).render(area, frame.buffer_mut());
}
