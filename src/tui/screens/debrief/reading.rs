//! What the debrief reads out, as lines: the overview, a step beside its worked notes, the follow-ups. Changes nothing.

use jiff::tz::TimeZone;
use ratatui::{
    style::Style,
    text::{Line, Span},
};

use super::Debrief;
use crate::{
    insight::{
        follow_ups::{self, Asked},
        headings, worked,
    },
    model::{Session, StepId, Stop, plan, session::FollowUpKind},
    text::{clock::minutes, display::shown_line, width, wrap},
    tui::{action::Action, screens::sessions::day, theme::Theme},
};

/// The width of the labels of what one takes away.
const LABEL: usize = 11;

/// From this width on, mine and the worked notes stand side by side.
const BESIDE_FROM: u16 = 72;

impl Debrief {
    /// Time against the plan, what was skipped, and the wrap-up.
    pub(super) fn overview(&self, cells: usize, theme: Theme, zone: &TimeZone) -> Vec<Line<'static>> {
        let session = &self.session;
        let mut lines = Vec::new();
        let used = minutes(session.answer_seconds());
        let when = day(session.started, zone);
        let head = format!("{when} · {} · {used} of {} minutes", session.mode, session.minutes);
        lines.extend(text(&head, cells, theme.dim()));
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
                let words = wrap::wrap_text(words.trim(), cells.saturating_sub(LABEL).max(1));
                for (n, line) in words.into_iter().enumerate() {
                    let label = width::pad(if n == 0 { label } else { "" }, LABEL);
                    lines.push(Line::from(vec![
                        Span::styled(label, theme.title()),
                        Span::styled(line.into_owned(), theme.text()),
                    ]));
                }
            }
        }
        if lines.last().is_some_and(|line| line.width() > 0) {
            lines.push(Line::default());
        }
        lines.push(Line::styled(format!("{:<18}{:>7}{:>9}", "Step", "used", "planned"), theme.dim()));
        lines.extend(times(session, theme));
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
        if self.why_not(Action::Map).is_none() {
            if lines.last().is_some_and(|line| line.width() > 0) {
                lines.push(Line::default());
            }
            let words = if headings::metrics(session).is_empty() {
                "m: which steps your headings cover."
            } else {
                "m: which steps your headings cover, and what each metric is for."
            };
            lines.extend(text(words, cells, theme.accent()));
        }
        lines
    }

    /// A step: what covers it, beside its worked notes.
    pub(super) fn step(
        &self,
        worked: Option<&StepId>,
        own: &[StepId],
        width: u16,
        theme: Theme,
    ) -> Vec<Line<'static>> {
        let session = &self.session;
        let mut lines = Vec::new();
        let planned = own.iter().find(|id| !self.is_heading(id) && !is_opening(id));
        let head = match (worked, planned) {
            (None, _) => "Yours alone: no step of the framework is like it.".to_owned(),
            (_, Some(step)) => self.spent(step),
            _ => String::new(),
        };
        if !head.is_empty() {
            lines.extend(text(&head, usize::from(width), theme.dim()));
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
        let Some(worked) = worked else {
            lines.extend(self.mine(own, usize::from(width), theme));
            return lines;
        };
        let theirs = |cells: usize| {
            let words = worked::lines(session, worked);
            let none = || vec!["No worked notes for this step.".to_owned()];
            let words = if words.is_empty() { none() } else { words };
            let mut lines = vec![Line::styled("Worked notes", theme.accent())];
            lines.extend(words.iter().flat_map(|w| hanging(w, cells, theme.text())));
            lines
        };
        if width >= BESIDE_FROM {
            let half = usize::from(width) / 2 - 2;
            lines.extend(side_by_side(&self.mine(own, half, theme), &theirs(half), half, theme));
        } else {
            lines.extend(self.mine(own, usize::from(width), theme));
            lines.push(Line::default());
            lines.extend(theirs(usize::from(width)));
        }
        lines
    }

    /// What was written for a step, under each own heading that covers it.
    fn mine(&self, own: &[StepId], cells: usize, theme: Theme) -> Vec<Line<'static>> {
        let session = &self.session;
        let mut lines = vec![Line::styled("You", theme.accent())];
        if own.is_empty() {
            let answer = if headings::own(session).is_empty() { "plan" } else { "answer" };
            lines.push(Line::styled(format!("Not in your {answer}."), theme.text()));
        }
        for (number, id) in own.iter().enumerate() {
            if number > 0 {
                lines.push(Line::default());
            }
            if self.is_heading(id) {
                lines.extend(text(&session.spec(id).title, cells, theme.title()));
                lines.extend(text(&self.spent(id), cells, theme.dim()));
            }
            let written = worked::own_lines(session, id);
            if written.iter().all(|l| l.trim().is_empty()) {
                lines.push(Line::styled("Nothing written.", theme.text()));
            } else {
                lines.extend(written.iter().flat_map(|w| hanging(w, cells, theme.text())));
            }
        }
        lines
    }

    fn is_heading(&self, id: &StepId) -> bool {
        self.session.is_own(id) && !is_opening(id)
    }

    /// How long a step took, and what happened in it.
    fn spent(&self, id: &StepId) -> String {
        let session = &self.session;
        let stop = Stop::Step(id.clone());
        let (used, planned) = (plan::used_seconds(session, &stop), plan::planned_seconds(session, &stop));
        let mut words = format!("{} of {}", minutes(used), minutes(planned));
        let step = session.step(id);
        if step.is_some_and(|s| s.said) {
            words.push_str(" · said aloud");
        }
        match step.map_or(0, |s| s.hints_opened) {
            0 => {}
            1 => words.push_str(" · 1 hint opened"),
            n => words.push_str(&format!(" · {n} hints opened")),
        }
        words
    }

    /// Probes and follow-ups with their replies, and those that could not be asked without roles.
    pub(super) fn follow_ups(&self, cells: usize, theme: Theme) -> Vec<Line<'static>> {
        let session = &self.session;
        let mut lines = Vec::new();
        if self.waits() {
            let words = "More would have been asked of what your metrics are for: m, then Roles, says it.";
            lines.extend(text(words, cells, theme.dim()));
            lines.push(Line::default());
        }
        for follow_up in &session.follow_ups {
            let kind = if follow_up.kind == FollowUpKind::Probe { "Probe" } else { "Follow-up" };
            lines.push(Line::styled(format!("{kind} · {}", minutes(follow_up.seconds)), theme.dim()));
            lines.extend(text(&follow_up.ask, cells, theme.title()));
            let answer =
                if follow_up.answer.trim().is_empty() { "Nothing written." } else { &follow_up.answer };
            lines.extend(text(answer, cells, theme.text()));
            let from = follow_ups::source(session, &follow_up.ask);
            lines.extend(listen_for(from.map_or(&[], |f| &f.listen_for), cells, theme));
            lines.push(Line::default());
        }
        let waited = follow_ups::waited(session);
        if !waited.is_empty() {
            lines.push(Line::styled("Would have been asked", theme.accent()));
        }
        for Asked { ask, from } in waited {
            lines.extend(text(&ask, cells, theme.title()));
            lines.extend(listen_for(&from.listen_for, cells, theme));
            lines.push(Line::default());
        }
        lines
    }
}

fn is_opening(id: &StepId) -> bool {
    matches!(id.as_str(), "clarify" | "plan")
}

fn side_by_side(
    left: &[Line<'static>],
    right: &[Line<'static>],
    half: usize,
    theme: Theme,
) -> Vec<Line<'static>> {
    let spans = |line: Option<&Line<'static>>| -> Vec<Span<'static>> {
        let Some(line) = line else { return Vec::new() };
        line.spans.iter().map(|s| Span::styled(s.content.clone(), line.style)).collect()
    };
    let row = |row| {
        let mut line = spans(left.get(row));
        let used: usize = line.iter().map(Span::width).sum();
        line.push(Span::raw(" ".repeat((half + 1).saturating_sub(used))));
        line.push(Span::styled("│ ", theme.rule()));
        line.extend(spans(right.get(row)));
        Line::from(line)
    };
    (0..left.len().max(right.len())).map(row).collect()
}

fn listen_for(words: &[String], cells: usize, theme: Theme) -> Vec<Line<'static>> {
    let mut lines = Vec::new();
    if !words.is_empty() {
        lines.push(Line::styled("What a good answer holds", theme.dim()));
    }
    lines.extend(words.iter().flat_map(|w| hanging(&format!("• {w}"), cells, theme.dim())));
    lines
}

/// Used and planned time, a line for each stop; the follow-ups are one.
fn times(session: &Session, theme: Theme) -> Vec<Line<'static>> {
    let mut rows: Vec<(String, u32, u32, bool)> = Vec::new();
    for stop in plan::route(session) {
        let (used, planned) = (plan::used_seconds(session, &stop), plan::planned_seconds(session, &stop));
        let written = match &stop {
            Stop::Step(id) => session.answer(id).is_some_and(|a| !a.is_blank()),
            Stop::FollowUp(id) => {
                session.follow_ups.iter().any(|f| f.id == *id && !f.answer.trim().is_empty())
            }
            _ => true,
        };
        let title = plan::title(session, &stop);
        match rows.last_mut().filter(|row| row.0 == title && matches!(stop, Stop::FollowUp(_))) {
            Some(row) => *row = (title, row.1 + used, row.2 + planned, row.3 || written),
            None => rows.push((title, used, planned, written)),
        }
    }
    let line = |(title, used, planned, written): (String, u32, u32, bool)| {
        let title = width::pad(&width::truncate(&shown_line(&title), 17), 18);
        let note = if written { bar(used, planned) } else { "nothing written".to_owned() };
        Line::from(vec![
            Span::raw(format!("{title}{:>7}{:>9}  ", minutes(used), minutes(planned))),
            Span::styled(note, theme.dim()),
        ])
    };
    rows.into_iter().map(line).collect()
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

/// Words in as many lines as they take.
pub(super) fn text(words: &str, cells: usize, style: Style) -> Vec<Line<'static>> {
    wrap::wrap_text(words.trim_end(), cells)
        .into_iter()
        .map(|l| Line::styled(l.into_owned(), style))
        .collect()
}

/// A line whose continuation is indented as far as its own beginning.
pub(super) fn hanging(words: &str, cells: usize, style: Style) -> Vec<Line<'static>> {
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
