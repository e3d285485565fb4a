//! What the debrief reads out, as lines: the overview, the follow-ups, the weak answer. Changes nothing.

use jiff::tz::TimeZone;
use ratatui::text::{Line, Span};

use super::{
    Debrief,
    lines::{hanging, text},
};
use crate::{
    insight::{
        follow_ups::{self, Asked},
        headings, own_scores,
    },
    model::{Session, Stop, plan, session::FollowUpKind},
    text::{clock::minutes, display::shown_line, width, wrap},
    tui::{action::Action, screens::sessions::day, theme::Theme},
};

/// The width of the labels of what one takes away.
const LABEL: usize = 11;

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
        for asked in &self.asked {
            lines.extend(text(&format!("Asked before: {asked}"), cells, theme.dim()));
        }
        if lines.last().is_some_and(|line| line.width() > 0) {
            lines.push(Line::default());
        }
        lines.extend(self.scores_in_short(cells, theme));
        lines.extend(self.offers(cells, theme));
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

    /// What can be done here beyond reading, as long as it was not begun.
    fn offers(&self, cells: usize, theme: Theme) -> Vec<Line<'static>> {
        let session = &self.session;
        let is_begun = session.completed.keys().any(|(_, field)| field.as_str() != "role");
        let complete = (self.has_completing() && !is_begun)
            .then_some("t: complete the North Star and a guardrail, 3 minutes.");
        let score = (self.has_scoring() && own_scores::scored(session) == 0)
            .then_some("o: score it yourself if you like, a minute a dimension.");
        let words: Vec<&str> = complete.into_iter().chain(score).collect();
        let mut lines: Vec<_> = words.iter().flat_map(|words| text(words, cells, theme.accent())).collect();
        lines.extend((!words.is_empty()).then(Line::default));
        lines
    }

    /// Own scores by dimension, and what the candidate thinks that a coach would give instead.
    fn scores_in_short(&self, cells: usize, theme: Theme) -> Vec<Line<'static>> {
        let dimensions = self.session.rubric.dimensions.iter();
        let scores = dimensions.filter_map(|d| {
            let own = self.session.self_scores.get(&d.id)?;
            let score = own.score?;
            let other = own.predicted.filter(|guess| *guess != score);
            let coach = other.map(|guess| format!(" (a coach: {})", guess.word()));
            Some(format!("{} {}{}", d.title, score.word(), coach.unwrap_or_default()))
        });
        let scores = scores.collect::<Vec<_>>().join(" · ");
        if scores.is_empty() {
            return Vec::new();
        }
        let words = wrap::wrap_text(&scores, cells.saturating_sub(LABEL).max(1));
        let line = |(n, line): (usize, std::borrow::Cow<'_, str>)| {
            let label = width::pad(if n == 0 { "Own scores" } else { "" }, LABEL);
            let line = Span::styled(line.into_owned(), theme.text());
            Line::from(vec![Span::styled(label, theme.title()), line])
        };
        words.into_iter().enumerate().map(line).chain([Line::default()]).collect()
    }

    /// The contrasting weak answer.
    pub(super) fn weak(&self, cells: usize, theme: Theme) -> Vec<Line<'static>> {
        let Some(weak) = &self.session.question.weak else { return Vec::new() };
        let mut lines = vec![Line::styled("An answer that would not pass", theme.title())];
        lines.extend(text(&weak.answer, cells, theme.text()));
        lines.push(Line::default());
        lines.push(Line::styled("Why", theme.title()));
        lines.extend(text(&weak.why, cells, theme.text()));
        lines
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
