//! The aside of wide screens: the interviewer's words, the prompt, what to say, hints as they are opened.

use ratatui::{
    Frame,
    layout::Rect,
    text::{Line, Span},
};

use super::{super::sheet::is_blank_guide, Practice};
use crate::{
    insight::transfer,
    model::{Mode, StepId, Stop},
    text::wrap,
    tui::{theme::Theme, widgets::ink},
};

impl Practice {
    /// Draws the aside.
    pub(super) fn aside(&mut self, frame: &mut Frame<'_>, area: Rect, theme: Theme) {
        let mut lines = self.lead(usize::from(area.width), theme, true);
        lines.extend(self.found(usize::from(area.width), theme));
        if !matches!(self.stop(), Stop::WrapUp) {
            if !lines.is_empty() {
                lines.push(Line::default());
            }
            lines.push(Line::styled("The interviewer said", theme.dim()));
            lines.extend(text(&self.session.question.brief.say, usize::from(area.width), theme.dim()));
        }
        for opened in self.session.opening.opened.iter().filter(|_| !matches!(self.stop(), Stop::Clarify)) {
            let fact = self.session.question.brief.facts.iter().find(|f| f.about == opened.about);
            if let Some(fact) = fact {
                lines.extend(text(
                    &format!("· {}: {}", fact.about, fact.answer),
                    usize::from(area.width),
                    theme.dim(),
                ));
            }
        }
        lines.truncate(usize::from(area.height));
        ink::lines(&lines, area, frame.buffer_mut());
    }

    /// What was found so far, quietly: three sentences at the most.
    fn found(&mut self, cells: usize, theme: Theme) -> Vec<Line<'static>> {
        let found = self.watched.found(&self.session);
        let sentences =
            found.iter().flat_map(|finding| text(&format!("· {}", finding.words), cells, theme.dim()));
        let mut lines: Vec<Line<'static>> = sentences.collect();
        if !lines.is_empty() {
            let title = Line::from(vec![
                Span::styled("Worth a look", theme.title()),
                Span::styled("   Esc m goes there", theme.dim()),
            ]);
            lines.splice(0..0, [Line::default(), title]);
        }
        lines
    }

    /// The same where there is no room for sentences: how many, on the right of a line. Gives the cells that it took.
    pub(super) fn count_found(&mut self, frame: &mut Frame<'_>, line: Rect, theme: Theme) -> u16 {
        let words = match self.watched.found(&self.session).len() {
            0 => return 0,
            n => format!("{n} worth a look: Esc m"),
        };
        ink::right(&Line::styled(words.clone(), theme.dim()), line, frame.buffer_mut());
        u16::try_from(words.len() + 2).unwrap_or(0).min(line.width)
    }

    /// Whether all is written under this one heading, without a plan.
    fn is_whole_answer(&self, id: &StepId) -> bool {
        !self.session.framework.opening && self.session.framework.step(id).is_none()
    }

    /// What leads into a stop: prompt, cue, opened hints, and behind the last of them the common mistakes.
    pub(super) fn lead(&self, cells: usize, theme: Theme, wide: bool) -> Vec<Line<'static>> {
        let cells = cells.max(10);
        let mut lines = Vec::new();
        if let Some(focus) = &self.session.origin.focus {
            lines.extend(text(&format!("This time: {}", focus.trim()), cells, theme.accent()));
        }
        if let Some(variant) = transfer::variant(&self.session).filter(|_| wide) {
            lines.extend(text(&format!("What if: {}", variant.flip.trim()), cells, theme.accent()));
            lines.push(Line::default());
        }
        let guided = self.guided();
        match self.stop() {
            Stop::Clarify => {
                if !wide {
                    lines.extend(text(&self.session.question.brief.say, cells, theme.text()));
                    lines.push(Line::default());
                }
                let ask = "Ask what would change your plan: three or four questions, as you would say them.";
                lines.extend(text(ask, cells, theme.dim()));
            }
            Stop::Plan if is_blank_guide(&self.session) => {
                lines.extend(text("How will you go about it? One heading a line.", cells, theme.dim()));
            }
            Stop::Plan => {
                let ask = "Say the shape of your answer, and why this one for this product. Skip, merge, rename or move what does not fit.";
                lines.extend(text(ask, cells, theme.dim()));
            }
            Stop::Step(id) if guided => {
                let spec = self.session.spec(id);
                lines.extend(text(&spec.prompt, cells, if wide { theme.text() } else { theme.dim() }));
                if !spec.say.is_empty() {
                    if wide {
                        lines.push(Line::default());
                    }
                    let said = self.session.step(id).is_some_and(|s| s.said);
                    let lead = if said {
                        "Said ✓".to_owned()
                    } else {
                        format!("Say it, {} s (Esc s: said)", spec.say_seconds)
                    };
                    let style = if wide { theme.text() } else { theme.dim() };
                    let mut cue = text(&format!("{lead}: {}", spec.say), cells, style);
                    if let Some(first) = cue.first_mut() {
                        let rest = first.to_string().get(lead.len()..).unwrap_or_default().to_owned();
                        *first =
                            Line::from(vec![Span::styled(lead, theme.accent()), Span::styled(rest, style)]);
                    }
                    lines.extend(cue);
                }
            }
            Stop::FollowUp(id) => {
                let ask = self.session.follow_ups.iter().find(|f| f.id == *id).map(|f| f.ask.clone());
                lines.extend(text(&ask.unwrap_or_default(), cells, theme.title()));
            }
            // Where no opening said it, an own heading begins with what was asked.
            Stop::Step(id) if !wide && self.is_whole_answer(id) => {
                lines.extend(text(&self.session.question.brief.say, cells, theme.dim()));
            }
            Stop::Step(_) | Stop::Retell | Stop::WrapUp => {}
        }
        if self.session.mode == Mode::Practice && !self.folded {
            let hints = self.hints();
            let opened = self.hints_opened().min(hints.len());
            for (number, hint) in hints.iter().take(opened).enumerate() {
                let line = format!("Hint {}: {hint}", number + 1);
                lines.extend(text(&line, cells, theme.accent()));
            }
            if opened > 0 && opened == hints.len() {
                lines.extend(self.mistakes(cells, theme));
            }
        }
        lines
    }

    /// What often goes wrong at a step, for whoever opened all of its hints.
    fn mistakes(&self, cells: usize, theme: Theme) -> Vec<Line<'static>> {
        let Stop::Step(id) = self.stop() else { return Vec::new() };
        let mistakes = self.session.spec(id).mistakes;
        let mut lines = Vec::new();
        if !mistakes.is_empty() {
            lines.push(Line::styled("Common mistakes", theme.accent()));
        }
        for mistake in &mistakes {
            lines.extend(text(&format!("· {mistake}"), cells, theme.text()));
        }
        lines
    }
}

/// Text for reading, wrapped; no line for no text.
fn text(words: &str, cells: usize, style: ratatui::style::Style) -> Vec<Line<'static>> {
    if words.trim().is_empty() {
        return Vec::new();
    }
    let lines = wrap::wrap_text(words.trim_end(), cells);
    lines.into_iter().map(|line| Line::styled(line.into_owned(), style)).collect()
}
