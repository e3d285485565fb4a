//! The step rail: where the candidate is, what is behind them and what is to come, with the time of each. Reads a session;
//! knows nothing of the screen around it.

use ratatui::{
    Frame,
    layout::Rect,
    style::Style,
    text::{Line, Span},
};

use crate::{
    model::{
        Stop, plan,
        session::{FollowUpKind, Session},
    },
    text::{clock::minutes, display::shown_line, width},
    tui::{theme::Theme, widgets::ink},
};

/// Cells for a title.
const TITLE: usize = 14;

/// Draws the rail of a session, scrolled so that the stop where the candidate is stays in sight.
pub fn draw(session: &Session, frame: &mut Frame<'_>, area: Rect, theme: Theme) {
    let lines: Vec<(bool, Line<'static>)> = entries(session)
        .into_iter()
        .map(|entry| {
            let style = if entry.here {
                theme.selected()
            } else if entry.used == 0 {
                theme.dim()
            } else {
                Style::new()
            };
            let mark = if entry.here {
                "▸"
            } else if entry.done {
                "✓"
            } else {
                " "
            };
            let title = width::pad(&width::truncate(&shown_line(&entry.title), TITLE), TITLE);
            let time = if entry.used > 0 || entry.here { minutes(entry.used) } else { String::new() };
            let spans = vec![
                Span::styled(format!(" {mark} {title}"), style),
                Span::styled(format!("{time:>5}"), theme.dim()),
            ];
            (entry.here, Line::from(spans))
        })
        .collect();
    let here = lines.iter().position(|(here, _)| *here).unwrap_or(0);
    let height = usize::from(area.height);
    let top = (here + 2).saturating_sub(height).min(lines.len().saturating_sub(height));
    let shown: Vec<Line<'static>> = lines.into_iter().skip(top).take(height).map(|(_, line)| line).collect();
    ink::lines(&shown, area, frame.buffer_mut());
}

struct Entry {
    title: String,
    here: bool,
    done: bool,
    used: u32,
}

/// A line for each stop, the follow-ups together in one. A probe shows only while it is asked, and after.
fn entries(session: &Session) -> Vec<Entry> {
    let here = &session.at.stop;
    let route = plan::route(session);
    let reached = route.iter().position(|s| s == here).unwrap_or(0);
    let mut entries: Vec<Entry> = Vec::new();
    let mut follow_ups = false;
    for (index, stop) in route.iter().enumerate() {
        let follow_up = match stop {
            Stop::FollowUp(id) => session.follow_ups.iter().find(|f| f.id == *id).map(|f| f.kind),
            _ => None,
        };
        let used = plan::used_seconds(session, stop);
        if follow_up == Some(FollowUpKind::Probe) && index > reached && used == 0 {
            continue;
        }
        if follow_up == Some(FollowUpKind::FollowUp) && follow_ups {
            if let Some(last) = entries.last_mut() {
                last.here |= stop == here;
                last.used = last.used.saturating_add(used);
                last.done &= index < reached || written(session, stop);
            }
            continue;
        }
        let to_come = *stop == Stop::Retell && !follow_ups && !session.question.follow_ups.is_empty();
        if to_come && !session.follow_ups.iter().any(|f| f.kind == FollowUpKind::FollowUp) {
            let title = "Follow-ups".to_owned();
            entries.push(Entry { title, here: false, done: false, used: 0 });
        }
        follow_ups |= follow_up == Some(FollowUpKind::FollowUp);
        entries.push(Entry {
            title: plan::title(session, stop),
            here: stop == here,
            done: stop != here && (index < reached && used > 0 || written(session, stop)),
            used,
        });
    }
    entries
}

/// Whether something was written at a stop, however quickly.
fn written(session: &Session, stop: &Stop) -> bool {
    match stop {
        Stop::Step(id) => session.answer(id).is_some_and(|a| !a.is_blank()),
        Stop::Clarify => !session.opening.asks.is_empty(),
        Stop::FollowUp(id) => session.follow_ups.iter().any(|f| f.id == *id && !f.answer.trim().is_empty()),
        _ => false,
    }
}
