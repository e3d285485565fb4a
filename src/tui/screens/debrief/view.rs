//! Drawing the debrief: its sections on the left, and the section that is read.

use jiff::tz::TimeZone;
use ratatui::{
    Frame,
    layout::Rect,
    style::Style,
    text::{Line, Span},
    widgets::{Paragraph, Widget},
};

use super::{Debrief, Section};
use crate::{
    insight::worked,
    model::{
        StepId, Stop, plan,
        session::{FollowUpKind, Guide},
    },
    text::{clock::minutes, display::shown_line, width, wrap},
    tui::{screens::sessions::day, theme::Theme},
};

/// From this width on, mine and the worked notes stand side by side.
const BESIDE_FROM: u16 = 96;

impl Debrief {
    /// Draws the screen.
    pub fn draw(&mut self, frame: &mut Frame<'_>, area: Rect, theme: Theme, zone: &TimeZone) {
        let inner = Rect { x: area.x + 1, width: area.width.saturating_sub(2), ..area };
        let cells = usize::from(inner.width);
        let sections = self.sections();
        self.section = self.section.min(sections.len().saturating_sub(1));
        let place = format!("{} of {}", self.section + 1, sections.len());
        let title = format!("Debrief · {}", shown_line(&self.session.question.title));
        let title = width::truncate(&title, cells.saturating_sub(place.len() + 2)).into_owned();
        Paragraph::new(Line::styled(title, theme.title())).render(inner, frame.buffer_mut());
        Paragraph::new(Line::styled(place, theme.dim())).right_aligned().render(inner, frame.buffer_mut());
        let rule = Line::styled("─".repeat(usize::from(area.width)), theme.rule());
        Paragraph::new(rule).render(Rect { y: area.y + 1, height: 1, ..area }, frame.buffer_mut());
        let rail = if area.width >= 76 { 20 } else { 0 };
        if rail > 0 {
            let lines: Vec<Line<'static>> = sections
                .iter()
                .enumerate()
                .map(|(i, s)| {
                    let here = i == self.section;
                    let style = if here { theme.selected() } else { theme.dim() };
                    let title = width::truncate(&shown_line(&self.title(s)), 15).into_owned();
                    Line::styled(format!("{} {title}", if here { "▸" } else { " " }), style)
                })
                .collect();
            let top = (self.section + 2).saturating_sub(usize::from(area.height.saturating_sub(2)));
            let shown: Vec<Line<'static>> = lines.into_iter().skip(top).collect();
            let pane =
                Rect { y: area.y + 2, width: rail - 2, height: area.height.saturating_sub(2), ..inner };
            Paragraph::new(shown).render(pane, frame.buffer_mut());
            let line = vec![Line::styled("│", theme.rule()); usize::from(pane.height)];
            Paragraph::new(line).render(Rect { x: pane.right(), width: 1, ..pane }, frame.buffer_mut());
        }
        let pane = Rect {
            x: inner.x + rail,
            y: area.y + 2,
            width: inner.width - rail,
            height: area.height.saturating_sub(2),
        };
        let lines = self.body(&sections[self.section], pane.width, theme, zone);
        self.height = usize::from(pane.height);
        self.longest = lines.len();
        self.top = self.top.min(self.longest.saturating_sub(self.height));
        let more = self.longest > self.top + self.height;
        Paragraph::new(lines.into_iter().skip(self.top).take(self.height).collect::<Vec<_>>())
            .render(pane, frame.buffer_mut());
        if more {
            // On the rule above the pane, so that it covers nothing.
            let rect = Rect { x: pane.right().saturating_sub(8), y: area.y + 1, width: 8, height: 1 };
            Paragraph::new(Line::styled(" ↓ more ", theme.dim())).render(rect, frame.buffer_mut());
        }
    }

    fn body(&self, section: &Section, width: u16, theme: Theme, zone: &TimeZone) -> Vec<Line<'static>> {
        let cells = usize::from(width.max(12));
        match section {
            Section::Overview => self.overview(cells, theme, zone),
            Section::Step { worked, own } => self.step(worked.as_ref(), own.as_ref(), width, theme),
            Section::FollowUps => self.follow_ups(cells, theme),
            Section::Weak => {
                let mut lines = Vec::new();
                if let Some(weak) = &self.session.question.weak {
                    lines.push(Line::styled("An answer that would not pass", theme.title()));
                    lines.extend(text(&weak.answer, cells, theme.text()));
                    lines.push(Line::default());
                    lines.push(Line::styled("Why", theme.title()));
                    lines.extend(text(&weak.why, cells, theme.text()));
                }
                lines
            }
        }
    }

    fn overview(&self, cells: usize, theme: Theme, zone: &TimeZone) -> Vec<Line<'static>> {
        let session = &self.session;
        let mut lines = Vec::new();
        let used = minutes(session.answer_seconds());
        let when = day(session.started, zone);
        let head = format!("{when} · {} · {used} of {} minutes", session.mode, session.minutes);
        lines.extend(text(&head, cells, theme.dim()));
        lines.push(Line::default());
        lines.push(Line::styled(format!("{:<18}{:>7}{:>9}", "Step", "used", "planned"), theme.dim()));
        let stops = plan::route(session)
            .into_iter()
            .filter(|s| !matches!(s, Stop::FollowUp(_) | Stop::Retell | Stop::WrapUp));
        for stop in stops {
            let (used, planned) = (plan::used_seconds(session, &stop), plan::planned_seconds(session, &stop));
            let title = width::pad(&width::truncate(&shown_line(&plan::title(session, &stop)), 17), 18);
            let written = match &stop {
                Stop::Step(id) => session.answer(id).is_some_and(|a| !a.is_blank()),
                _ => true,
            };
            let note = if written { bar(used, planned) } else { "nothing written".to_owned() };
            lines.push(Line::from(vec![
                Span::raw(format!("{title}{:>7}{:>9}  ", minutes(used), minutes(planned))),
                Span::styled(note, theme.dim()),
            ]));
        }
        let skipped: Vec<String> = (0..session.opening.plan.len())
            .filter(|i| plan::change(session, *i) == plan::Change::Skip)
            .filter_map(|i| session.opening.plan.get(i).map(|c| c.title.clone()))
            .collect();
        if !skipped.is_empty() {
            lines.extend(text(&format!("Skipped in your plan: {}", skipped.join(", ")), cells, theme.dim()));
        }
        let unasked = session.opening.opened.iter().filter(|o| !o.asked).count();
        if unasked > 0 {
            lines.extend(text(&format!("Facts opened without having asked: {unasked}"), cells, theme.dim()));
        }
        lines.push(Line::default());
        let wrap_up = &session.wrap_up;
        let lowest =
            wrap_up.lowest.as_ref().and_then(|id| session.rubric.dimensions.iter().find(|d| d.id == *id));
        for (label, words) in [
            ("Lowest", lowest.map_or("", |d| d.title.as_str())),
            ("Learnt", wrap_up.learnt.as_str()),
            ("Next step", wrap_up.next.constraint.as_str()),
        ] {
            if !words.trim().is_empty() {
                lines.push(Line::styled(label, theme.title()));
                lines.extend(text(words, cells, theme.text()));
            }
        }
        if session.guide == Guide::Blank && session.framework.opening {
            lines.push(Line::default());
            lines.extend(text(
                "Your own headings: m says which step of the framework each answers.",
                cells,
                theme.accent(),
            ));
        }
        lines
    }

    fn step(
        &self,
        worked: Option<&StepId>,
        own: Option<&StepId>,
        width: u16,
        theme: Theme,
    ) -> Vec<Line<'static>> {
        let session = &self.session;
        let mine: Vec<String> = own.map(|id| worked::own_lines(session, id)).unwrap_or_default();
        let theirs: Vec<String> = worked.map(|id| worked::lines(session, id)).unwrap_or_default();
        let mut lines = Vec::new();
        let mut head = Vec::new();
        if let Some(own) = own.filter(|id| !matches!(id.as_str(), "clarify" | "plan")) {
            let stop = Stop::Step(own.clone());
            head.push(format!(
                "{} of {}",
                minutes(plan::used_seconds(session, &stop)),
                minutes(plan::planned_seconds(session, &stop))
            ));
            if session.step(own).is_some_and(|s| s.said) {
                head.push("said aloud".to_owned());
            }
            if let Some(step) = session.step(own).filter(|s| s.hints_opened > 0) {
                head.push(match step.hints_opened {
                    1 => "1 hint opened".to_owned(),
                    n => format!("{n} hints opened"),
                });
            }
            if session.framework.step(own).is_none() {
                let answers = worked
                    .and_then(|w| session.framework.step(w))
                    .map_or("no step yet: m says which".to_owned(), |s| s.title.clone());
                head.push(format!("answers {answers}"));
            }
        }
        if !head.is_empty() {
            lines.push(Line::styled(shown_line(&head.join(" · ")).into_owned(), theme.dim()));
            lines.push(Line::default());
        }
        let script = worked.and_then(|id| session.question.steps.get(id)).and_then(|w| w.say.as_ref());
        if let Some(script) = script {
            if self.script {
                lines.push(Line::styled("To say", theme.accent()));
                lines.extend(text(script, usize::from(width), theme.text()));
                lines.push(Line::default());
            } else {
                lines.push(Line::styled("s shows the script to say", theme.dim()));
                lines.push(Line::default());
            }
        }
        let nothing = if own.is_none() { "Not in your plan." } else { "Nothing written." };
        let mine = if mine.iter().all(|l| l.trim().is_empty()) { vec![nothing.to_owned()] } else { mine };
        let theirs =
            if theirs.is_empty() { vec!["No worked notes for this step.".to_owned()] } else { theirs };
        let block = |title: &str, words: &[String], cells: usize| -> Vec<Line<'static>> {
            let mut lines = vec![Line::styled(title.to_owned(), theme.accent())];
            lines.extend(words.iter().flat_map(|w| hanging(w, cells, theme.text())));
            lines
        };
        if width >= BESIDE_FROM - 24 {
            let half = usize::from(width) / 2 - 2;
            let left = block("You", &mine, half);
            let right = block("Worked notes", &theirs, half);
            for row in 0..left.len().max(right.len()) {
                let mut spans = left.get(row).map(|l| l.spans.clone()).unwrap_or_default();
                let style = left.get(row).map(|l| l.style).unwrap_or_default();
                spans = spans.into_iter().map(|s| Span::styled(s.content, style)).collect();
                let used: usize = spans.iter().map(Span::width).sum();
                spans.push(Span::raw(" ".repeat((half + 1).saturating_sub(used))));
                spans.push(Span::styled("│ ", theme.rule()));
                if let Some(line) = right.get(row) {
                    spans.extend(line.spans.iter().map(|s| Span::styled(s.content.clone(), line.style)));
                }
                lines.push(Line::from(spans));
            }
        } else {
            lines.extend(block("You", &mine, usize::from(width)));
            lines.push(Line::default());
            lines.extend(block("Worked notes", &theirs, usize::from(width)));
        }
        lines
    }

    fn follow_ups(&self, cells: usize, theme: Theme) -> Vec<Line<'static>> {
        let mut lines = Vec::new();
        for follow_up in &self.session.follow_ups {
            let kind = if follow_up.kind == FollowUpKind::Probe { "Probe" } else { "Follow-up" };
            lines.push(Line::styled(format!("{kind} · {}", minutes(follow_up.seconds)), theme.dim()));
            lines.extend(text(&follow_up.ask, cells, theme.title()));
            let answer =
                if follow_up.answer.trim().is_empty() { "Nothing written." } else { &follow_up.answer };
            lines.extend(text(answer, cells, theme.text()));
            // Templates were filled in: the question's own follow-up is known by the words around them.
            let listen = self.session.question.follow_ups.iter().find(|f| same_ask(&f.ask, &follow_up.ask));
            if listen.is_some_and(|f| !f.listen_for.is_empty()) {
                lines.push(Line::styled("What a good answer holds", theme.dim()));
            }
            for words in listen.map(|f| f.listen_for.as_slice()).unwrap_or_default() {
                lines.extend(hanging(&format!("• {words}"), cells, theme.dim()));
            }
            lines.push(Line::default());
        }
        lines
    }
}

/// Whether an ask was made from a template: every word outside the braces stands in it, in order.
fn same_ask(template: &str, ask: &str) -> bool {
    let mut rest = ask;
    let mut outside = Vec::new();
    let mut open = template;
    while let Some((before, after)) = open.split_once('{') {
        outside.push(before);
        open = after.split_once('}').map_or("", |(_, behind)| behind);
    }
    outside.push(open);
    outside.into_iter().filter(|s| !s.is_empty()).all(|part| match rest.find(part) {
        Some(at) => {
            rest = &rest[at + part.len()..];
            true
        }
        None => false,
    })
}

/// Used against planned as a small bar, with overtime behind a mark.
fn bar(used: u32, planned: u32) -> String {
    if planned == 0 {
        return String::new();
    }
    let planned_64 = u64::from(planned);
    let cells =
        |seconds: u32| usize::try_from(u64::from(seconds).min(planned_64 * 2) * 8 / planned_64).unwrap_or(0);
    let (full, over) = (cells(used).min(8), cells(used).saturating_sub(8));
    let over =
        if over > 0 || used > planned { format!("▏{}", "▪".repeat(over.max(1))) } else { String::new() };
    format!("{}{}{over}", "▪".repeat(full), "·".repeat(8 - full))
}

fn text(words: &str, cells: usize, style: Style) -> Vec<Line<'static>> {
    wrap::wrap_text(words.trim_end(), cells)
        .into_iter()
        .map(|l| Line::styled(l.into_owned(), style))
        .collect()
}

/// A line whose continuation is indented as far as its own beginning.
fn hanging(words: &str, cells: usize, style: Style) -> Vec<Line<'static>> {
    let indent =
        words.len() - words.trim_start().len() + if words.trim_start().starts_with('•') { 2 } else { 0 };
    let indent = indent.min(cells / 3);
    let lead = " ".repeat(indent);
    let lines = wrap::wrap_text(words.trim(), cells.saturating_sub(indent).max(8));
    lines
        .into_iter()
        .enumerate()
        .map(|(n, line)| {
            let lead = if n == 0 && words.trim_start().starts_with('•') {
                &lead[..indent.saturating_sub(2)]
            } else {
                &lead
            };
            Line::styled(format!("{lead}{line}"), style)
        })
        .collect()
}
