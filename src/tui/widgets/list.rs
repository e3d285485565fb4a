//! A list with one selected line: up, down, pages, and the part of it that is in sight.

use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect},
    text::Line,
    widgets::{Paragraph, Widget},
};

use crate::tui::{action::Action, theme::Theme};

/// A line of a list, with a mark before the one that is selected.
pub fn entry(selected: bool, text: &str, theme: Theme) -> Line<'static> {
    let (mark, style) = if selected { ("▸", theme.selected()) } else { (" ", theme.text()) };
    Line::styled(format!("{mark} {text}"), style)
}

/// The next of a few, and after the last the first.
pub fn turn<T: Copy + PartialEq>(all: &[T], now: T, by: usize) -> T {
    let place = all.iter().position(|one| *one == now).unwrap_or(0);
    all.get((place + by) % all.len().max(1)).copied().unwrap_or(now)
}

/// Which line is selected, and which is the first in sight.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct List {
    /// The selected line.
    pub index: usize,
    /// The first line in sight, from the beginning of an entry on: of the first one, where not only some are made.
    top: usize,
    first: usize,
    height: usize,
    /// Where it was drawn, and behind which line each entry from there on ends: for the mouse.
    area: Rect,
    ends: Vec<usize>,
}

impl List {
    /// A list in which that line is selected.
    pub fn at(index: usize) -> Self {
        Self { index, ..Self::default() }
    }

    /// Moves the selection in a list of `len` lines; says whether `action` is one that does.
    pub fn act(&mut self, action: Action, len: usize) -> bool {
        let last = len.saturating_sub(1);
        let page = self.height.saturating_sub(1).max(1);
        self.index = match action {
            Action::Up => self.index.saturating_sub(1),
            Action::Down => self.index + 1,
            Action::PageUp => self.index.saturating_sub(page),
            Action::PageDown => self.index + page,
            Action::First => 0,
            Action::Last => last,
            _ => return false,
        }
        .min(last);
        true
    }

    /// Draws the lines that are in sight around the selection; an entry may take several.
    pub fn draw(&mut self, entries: &[Vec<Line<'static>>], area: Rect, buf: &mut Buffer) {
        self.draw_until(self.index, entries, area, buf);
    }

    /// The same, with as much as there is room for of the entries that belong to the selected one, up to this one.
    pub fn draw_until(&mut self, until: usize, entries: &[Vec<Line<'static>>], area: Rect, buf: &mut Buffer) {
        self.height = usize::from(area.height);
        self.area = area;
        self.first = 0;
        self.ends = entries
            .iter()
            .scan(0, |end, entry| {
                *end += entry.len();
                Some(*end)
            })
            .collect();
        self.index = self.index.min(entries.len().saturating_sub(1));
        let start = |index: usize| entries.iter().take(index).map(Vec::len).sum::<usize>();
        let end = start(self.index + 1);
        self.top = self.top.min(start(self.index)).max(end.saturating_sub(self.height));
        if until > self.index {
            let below = start(until + 1).saturating_sub(self.height);
            self.top = self.top.max(below.min(start(self.index)));
        }
        let lines = entries.iter().flatten().skip(self.top).take(self.height).cloned().collect::<Vec<_>>();
        Paragraph::new(lines).render(area, buf);
    }

    /// The same, of which only the entries in sight are made: there may be thousands. `entry` makes one, and is told whether
    /// it is selected, which does not change how many lines it takes.
    pub fn draw_some(
        &mut self,
        len: usize,
        entry: impl Fn(usize, bool) -> Vec<Line<'static>>,
        area: Rect,
        buf: &mut Buffer,
    ) {
        self.height = usize::from(area.height);
        self.area = area;
        self.index = self.index.min(len.saturating_sub(1));
        let lines = |index: usize| entry(index, index == self.index);
        let tall = |index: usize| lines(index).len();
        if self.index < self.first {
            (self.first, self.top) = (self.index, 0);
        }
        // Each takes a line at least: what lies farther off is not in sight.
        let is_far = self.index - self.first > self.top + self.height;
        let end = || (self.first..=self.index).map(tall).sum::<usize>();
        if is_far || end() > self.top + self.height {
            let mut above = tall(self.index);
            self.first = self.index;
            while above < self.height && self.first > 0 {
                self.first -= 1;
                above += tall(self.first);
            }
            self.top = above.saturating_sub(self.height);
        } else if self.first == self.index {
            self.top = 0;
        }
        let mut shown: Vec<Line<'static>> = Vec::new();
        self.ends.clear();
        for index in self.first..len {
            shown.extend(lines(index));
            self.ends.push(shown.len());
            if shown.len() > self.top + self.height {
                break;
            }
        }
        let shown: Vec<_> = shown.into_iter().skip(self.top).take(self.height).collect();
        Paragraph::new(shown).render(area, buf);
    }

    /// The same for entries of one height: only those in sight are made, because there may be thousands.
    pub fn draw_each<const LINES: usize>(
        &mut self,
        len: usize,
        entry: impl Fn(usize) -> [Line<'static>; LINES],
        area: Rect,
        buf: &mut Buffer,
    ) {
        self.height = usize::from(area.height);
        self.area = area;
        self.first = 0;
        self.ends = (1..=len).map(|number| number * LINES).collect();
        self.index = self.index.min(len.saturating_sub(1));
        let lowest = (len * LINES).saturating_sub(self.height);
        let end = (self.index + 1) * LINES;
        self.top = self.top.min(lowest).min(self.index * LINES).max(end.saturating_sub(self.height));
        let first = self.top / LINES.max(1);
        let in_sight = (first..len).take(self.height / LINES.max(1) + 2).flat_map(entry);
        let lines: Vec<Line<'static>> = in_sight.skip(self.top - first * LINES).take(self.height).collect();
        Paragraph::new(lines).render(area, buf);
    }

    /// Selects another entry, all of one height, and keeps the selection where it is on the screen: what came above it
    /// does not move it.
    pub fn slide_to(&mut self, index: usize, lines: usize) {
        let offset = (self.index * lines).saturating_sub(self.top);
        self.index = index;
        self.top = (index * lines).saturating_sub(offset);
    }

    /// Whether there is more below what is in sight.
    pub fn goes_on(&self) -> bool {
        self.ends.last().is_some_and(|end| *end > self.top + self.height)
    }

    /// The row of the screen behind the last line of an entry, as it was drawn; none where that is out of sight.
    pub fn end_of(&self, index: usize) -> Option<u16> {
        let end = self.ends.get(index.checked_sub(self.first)?)?;
        let below = end.checked_sub(self.top).filter(|below| *below <= self.height)?;
        Some(self.area.y + u16::try_from(below).ok()?)
    }

    /// What is not drawn takes no click.
    pub fn hide(&mut self) {
        self.area = Rect::default();
    }

    /// Selects the entry at a place of the screen; says whether there is one, and whether it was selected before.
    pub fn point(&mut self, at: Position) -> Option<bool> {
        if !self.area.contains(at) {
            return None;
        }
        let row = self.top + usize::from(at.y - self.area.y);
        let index = self.first + self.ends.iter().position(|end| row < *end)?;
        let before = self.index == index;
        self.index = index;
        Some(before)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_belongs_to_the_selected_entry_comes_into_sight_as_far_as_there_is_room() {
        let entries: Vec<Vec<Line<'static>>> = (0..9).map(|n| vec![Line::raw(n.to_string())]).collect();
        let seen = |index: usize, until: usize| {
            let mut buf = Buffer::empty(Rect::new(0, 0, 1, 4));
            let mut list = List { index, ..List::default() };
            list.draw_until(until, &entries, buf.area, &mut buf);
            buf.content.iter().map(ratatui::buffer::Cell::symbol).collect::<String>()
        };
        assert_eq!(seen(4, 4), "1234");
        assert_eq!(seen(4, 6), "3456");
        assert_eq!(seen(4, 8), "4567", "the selected one stays in sight");
    }

    #[test]
    fn of_thousands_those_in_sight_are_made_and_what_comes_above_does_not_move_the_selection() {
        let (area, mut list) = (Rect::new(0, 0, 20, 6), List::default());
        let made = std::cell::Cell::new(0);
        let draw = |list: &mut List, len: usize| {
            let mut buf = Buffer::empty(area);
            let entry = |index: usize| {
                made.set(made.get() + 1);
                [Line::raw(format!("entry {index}")), Line::raw("more")]
            };
            list.draw_each(len, entry, area, &mut buf);
            let row = |y: u16| (0..20).map(|x| buf[(x, y)].symbol().to_owned()).collect::<String>();
            (0..6).map(|y| row(y).trim_end().to_owned()).collect::<Vec<String>>()
        };
        list.index = 5_000;
        assert_eq!(draw(&mut list, 10_000)[4..], ["entry 5000", "more"]);
        assert!(made.get() < 8, "{} were made", made.get());
        list.act(Action::Up, 10_000);
        assert_eq!(draw(&mut list, 10_000)[2], "entry 4999");
        list.slide_to(5_099, 2);
        assert_eq!(draw(&mut list, 10_100)[2], "entry 5099");
        assert_eq!(list.point(Position::new(3, 5)), Some(false));
        assert_eq!(list.index, 5_100);
        list.slide_to(0, 2);
        assert_eq!(draw(&mut list, 1)[..3], ["entry 0", "more", ""]);
    }

    /// As if all had been made, for entries of any height and any way through them.
    #[test]
    fn of_some_that_are_made_the_same_is_seen_as_of_all() {
        let area = Rect::new(0, 0, 12, 7);
        let entry = |index: usize, here: bool| {
            let mark = if here { ">" } else { " " };
            (0..=(index * 7) % 4).map(|n| Line::raw(format!("{mark}{index}.{n}"))).collect::<Vec<_>>()
        };
        let seen = |draw: &mut dyn FnMut(&mut Buffer)| {
            let mut buf = Buffer::empty(area);
            draw(&mut buf);
            buf
        };
        let mut rng = fastrand::Rng::with_seed(7);
        let (mut all, mut some) = (List::default(), List::default());
        for turn in 0..2_000 {
            let len = 1 + turn % 97;
            let entries: Vec<_> =
                (0..len).map(|index| entry(index, index == all.index.min(len - 1))).collect();
            let whole = seen(&mut |buf| all.draw(&entries, area, buf));
            let made = std::cell::Cell::new(0);
            let counted = |index: usize, here: bool| {
                made.set(made.get() + 1);
                entry(index, here)
            };
            let part = seen(&mut |buf| some.draw_some(len, counted, area, buf));
            assert_eq!(whole, part, "turn {turn}, entry {}", all.index);
            assert!(made.get() < 40, "{} were made", made.get());
            assert_eq!(all.end_of(all.index), some.end_of(some.index));
            let steps =
                [Action::Up, Action::Down, Action::Down, Action::PageUp, Action::PageDown, Action::First];
            let step = if rng.u8(..) < 3 { Action::Last } else { *rng.choice(&steps).unwrap() };
            let at = Position::new(3, rng.u16(0..8));
            match rng.u8(0..9) {
                0 => assert_eq!(all.point(at), some.point(at)),
                _ => assert_eq!(all.act(step, len), some.act(step, len)),
            }
        }
    }

    #[test]
    fn a_click_selects_and_a_second_click_is_told_apart() {
        let entries: Vec<Vec<Line<'static>>> =
            vec![vec![Line::raw("a"), Line::raw("more of a")], vec![Line::raw("b")]];
        let area = Rect::new(2, 1, 10, 5);
        let mut list = List::default();
        list.draw(&entries, area, &mut Buffer::empty(Rect::new(0, 0, 20, 10)));
        assert_eq!(list.point(Position::new(3, 3)), Some(false));
        assert_eq!(list.index, 1);
        assert_eq!(list.point(Position::new(3, 3)), Some(true));
        assert_eq!(list.point(Position::new(3, 2)), Some(false), "the second line of the first entry");
        assert_eq!(list.index, 0);
        assert_eq!(list.point(Position::new(3, 5)), None, "below the last entry");
        assert_eq!(list.point(Position::new(0, 0)), None, "outside");
    }
}
