//! Drawing the two pages that ask: own headings and the steps that they cover, metrics and their roles. On the left
//! what is asked about, on the right what can be said. Changes nothing.

use ratatui::{
    Frame,
    layout::Rect,
    text::Line,
    widgets::{Paragraph, Widget},
};

use super::{Debrief, decide::ROLES, lines::text};
use crate::{
    insight::headings,
    model::{Role, StepId},
    text::{display::shown_line, width},
    tui::theme::Theme,
};

/// The words around the two lists of a page.
struct Page {
    /// What is asked, and one line more.
    asks: [String; 2],
    /// Above the lists.
    titles: [&'static str; 2],
    /// Below them.
    below: String,
}

impl Debrief {
    /// The page of the headings.
    pub(super) fn draw_headings(&mut self, frame: &mut Frame<'_>, area: Rect, theme: Theme) {
        let pairs = self.pairs().into_owned();
        let own = headings::own(&self.session);
        let steps = &self.session.framework.steps;
        let titles = |covered: &dyn Fn(&StepId) -> bool| -> String {
            let titles = steps.iter().filter(|s| covered(&s.id)).map(|s| s.title.as_str());
            titles.collect::<Vec<_>>().join(", ")
        };
        let selected = own.get(self.items.index);
        let left: Vec<Vec<Line<'static>>> = own
            .iter()
            .map(|id| {
                let covered = titles(&|step| pairs.iter().any(|p| p.heading == *id && p.step == *step));
                let words = if covered.is_empty() { "no step".to_owned() } else { covered };
                item(selected == Some(id), !self.among_steps, &self.session.spec(id).title, &words, theme)
            })
            .collect();
        let right: Vec<Vec<Line<'static>>> = steps
            .iter()
            .enumerate()
            .map(|(index, step)| {
                let covered = pairs.iter().any(|p| Some(&p.heading) == selected && p.step == step.id);
                let mark = if covered { "✓" } else { "·" };
                let here = self.among_steps && index == self.choices.index;
                vec![choice(here, covered, &format!("{mark} {}", shown_line(&step.title)), theme)]
            })
            .collect();
        let missing = titles(&|step| !pairs.iter().any(|p| p.step == *step));
        let below = if missing.is_empty() {
            "Every step is in your answer.".to_owned()
        } else {
            format!("Not in your answer: {missing}")
        };
        let how = match (self.is_decided(), pairs.is_empty()) {
            (false, false) => "Proposed from your words. Enter takes it; → goes to the steps to change it.",
            (false, true) => {
                "Your words don't tell. → goes to the steps; Enter there says that one is covered."
            }
            (true, _) => "→ goes to the steps; Enter there says whether one is covered.",
        };
        let page = Page {
            asks: ["Which steps does each of your headings cover?".to_owned(), how.to_owned()],
            titles: ["Your headings", "Steps"],
            below,
        };
        self.draw_page(frame, area, &page, (&left, &right), theme);
    }

    /// The page of the roles.
    pub(super) fn draw_roles(&mut self, frame: &mut Frame<'_>, area: Rect, theme: Theme) {
        let metrics = headings::metrics(&self.session);
        let selected = metrics.get(self.items.index).map_or(0, |metric| self.role_index(metric));
        let left: Vec<Vec<Line<'static>>> = metrics
            .iter()
            .enumerate()
            .map(|(index, metric)| {
                let role = label(ROLES[self.role_index(metric)]);
                item(index == self.items.index, true, &metric.line, &role, theme)
            })
            .collect();
        let right: Vec<Vec<Line<'static>>> = ROLES
            .iter()
            .enumerate()
            .map(|(n, role)| {
                vec![choice(n == selected, n == selected, &format!("{n} {}", label(*role)), theme)]
            })
            .collect();
        let purpose = ROLES[selected].map(|role| format!("{}: {}", label(Some(role)), role.purpose()));
        // Its line, which the list may have cut.
        let line = metrics.get(self.items.index).map(|metric| metric.line.clone());
        let below: Vec<String> = line.into_iter().chain(purpose).collect();
        let page = Page {
            asks: [
                "What is each of your metrics for?".to_owned(),
                "← → or its number says it; follow-ups and coverage wait for that.".to_owned(),
            ],
            titles: ["Your metrics", "Roles"],
            below: below.join("\n"),
        };
        self.choices.index = selected;
        self.draw_page(frame, area, &page, (&left, &right), theme);
    }

    fn draw_page(
        &mut self,
        frame: &mut Frame<'_>,
        area: Rect,
        page: &Page,
        (left, right): (&[Vec<Line<'static>>], &[Vec<Line<'static>>]),
        theme: Theme,
    ) {
        let cells = usize::from(area.width);
        let mut head = text(&page.asks[0], cells, theme.title());
        head.extend(text(&page.asks[1], cells, theme.dim()));
        let below = text(&page.below, cells, theme.text());
        let taken = |lines: &[Line<'_>]| u16::try_from(lines.len()).unwrap_or(u16::MAX);
        let (top, bottom) = (taken(&head) + 1, taken(&below) + 1);
        let lists = Rect { y: area.y + top, height: area.height.saturating_sub(top + bottom), ..area };
        Paragraph::new(head).render(area, frame.buffer_mut());
        let below_at = Rect { y: lists.bottom() + 1, height: bottom - 1, ..area };
        Paragraph::new(below).render(below_at.intersection(area), frame.buffer_mut());

        let widest = |entries: &[Vec<Line<'static>>]| {
            let widest = entries.iter().flatten().map(Line::width).max().unwrap_or(0);
            u16::try_from(widest).unwrap_or(u16::MAX)
        };
        // The steps stand near to the headings, however wide the terminal is.
        let beside = widest(right).clamp(14, (area.width / 2).max(14)).min(area.width);
        let room = area.width.saturating_sub(beside + 3);
        let asked = room.min(widest(left).max(36));
        let panes = [Rect { width: asked, ..lists }, Rect { x: lists.x + asked + 3, width: beside, ..lists }];
        let rule = Rect { x: panes[1].x.saturating_sub(2), width: 1, ..lists };
        let line = vec![Line::styled("│", theme.rule()); usize::from(lists.height)];
        Paragraph::new(line).render(rule.intersection(area), frame.buffer_mut());
        for ((pane, title), (entries, list)) in
            panes.into_iter().zip(page.titles).zip([(left, &mut self.items), (right, &mut self.choices)])
        {
            Paragraph::new(Line::styled(title, theme.dim())).render(pane, frame.buffer_mut());
            let inside = Rect { y: pane.y + 1, height: pane.height.saturating_sub(1), ..pane };
            let entries: Vec<_> = entries.iter().map(|entry| cut(entry, usize::from(pane.width))).collect();
            list.draw(&entries, inside, frame.buffer_mut());
            if list.goes_on() {
                let more = Line::styled("↓ more", theme.dim());
                Paragraph::new(more).right_aligned().render(Rect { height: 1, ..pane }, frame.buffer_mut());
            }
        }
    }
}

/// Lines that are longer than their pane end in a mark that says so.
fn cut(entry: &[Line<'static>], cells: usize) -> Vec<Line<'static>> {
    let words = |line: &Line<'static>| line.spans.iter().map(|s| s.content.as_ref()).collect::<String>();
    entry.iter().map(|l| Line::styled(width::truncate(&words(l), cells).into_owned(), l.style)).collect()
}

/// What is asked about, and what is said of it so far.
fn item(here: bool, focused: bool, title: &str, said: &str, theme: Theme) -> Vec<Line<'static>> {
    let style = match (here, focused) {
        (true, true) => theme.selected(),
        (true, false) => theme.title(),
        _ => theme.text(),
    };
    let title = format!("{} {}", if here { "▸" } else { " " }, shown_line(title));
    vec![Line::styled(title, style), Line::styled(format!("    {}", shown_line(said)), theme.dim())]
}

fn choice(here: bool, said: bool, words: &str, theme: Theme) -> Line<'static> {
    let style = match (here, said) {
        (true, _) => theme.selected(),
        (false, true) => theme.text(),
        (false, false) => theme.dim(),
    };
    Line::styled(format!("{} {words}", if here { "▸" } else { " " }), style)
}

/// A role as the page shows it.
fn label(role: Option<Role>) -> String {
    role.map_or_else(|| "• not said".to_owned(), |role| format!("{} {}", role.glyph(), role.word()))
}
